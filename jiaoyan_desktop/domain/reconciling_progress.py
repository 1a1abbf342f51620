"""三表对账, 周进度: grades and subjects that are taught without a progress table, and the other way round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from .class_names import grade_label
from .difference import COPY, LOOK, OPEN, PUT_OFF, Choice, Difference
from .glossary import SUBJECTS
from .reconciling_tables import Tables, subject_rank

_Course = tuple[int, str]  # grade, subject


def progress_differs(tables: Tables) -> Iterator[Difference]:
    """Courses without a progress table by whom to ask for them, then tables of courses that nobody teaches."""
    teachers = _courses(tables)
    lines: dict[_Course, list[str]] = defaultdict(list)
    for line in tables.progress:
        lines[line.grade, line.subject].append(line.uid)
    missing = sorted((item for item in teachers if item not in lines), key=_in_order)
    if missing and not lines:
        yield _none_at_all(tables, missing)
        missing = []
    asked: dict[tuple[str, ...], list[_Course]] = defaultdict(list)
    for course in missing:
        asked[tuple(teachers[course])].append(course)
    for people, courses in asked.items():
        yield _missing(tables, people, courses)
    if not teachers:
        return
    for grade, subject in sorted((item for item in lines if item not in teachers), key=_in_order):
        name = f"{grade_label(grade)}{subject}"
        uids = lines[grade, subject]
        yield Difference(
            code="progress_untaught",
            key=f"{grade}.{subject}",
            level=LOOK,
            subject=("Progress", uids[0]),
            title=f"{name} 周进度",
            sentence=f"有{name}的周进度，任课分工和课程表里都没有这门课。是年级写错了，还是分工漏了？",
            says=(("周进度", f"{len(uids)}行"), ("任课分工和课程表", "没有这门课")),
            choices=(Choice("看周进度", OPEN, "progress"), Choice("去任课分工填", OPEN, "assignments"), PUT_OFF),
            records=tuple(("Progress", uid) for uid in uids),
            lesson=subject,
            grade=grade,
        )


def _courses(tables: Tables) -> dict[_Course, list[str]]:
    """(grade, subject) that is taught -> its teachers; only usual subjects, because 班会 has no progress table."""
    grades = {item.uid: item.grade for item in tables.classes}
    found: dict[_Course, list[str]] = defaultdict(list)
    named = [(item.class_uid, item.subject, item.teacher_uid) for item in tables.assignments]
    named += [(slot.class_uid, slot.subject, tables.teacher_of(slot)) for slot in tables.slots]
    for class_uid, subject, teacher_uid in named:
        if subject in SUBJECTS:
            teachers = found[grades[class_uid], subject]
            if teacher_uid and teacher_uid not in teachers:
                teachers.append(teacher_uid)
    return found


def _missing(tables: Tables, teachers: tuple[str, ...], courses: list[_Course]) -> Difference:
    """The tables to be had from the same people: one word to them asks for all."""
    named = "、".join(f"{grade_label(grade)}{subject}" for grade, subject in courses)
    people = tables.people(teachers)
    count = f"这{len(courses)}门课" if len(courses) > 1 else "这门课"
    whom = f"教{count}的是{people}，可以向老师要。" if teachers else f"还不知道谁教{count}，先把任课分工填上。"
    choices = [Choice("看周进度", OPEN, "progress"), PUT_OFF]
    if teachers:
        called = "、".join(tables.records.teacher_by_uid[uid].name for uid in teachers)
        text = (
            f"{called}老师，您好！{named}这学期的周进度我这边还没收到，麻烦发我一下；"
            "要是已经交过，是我漏收了，跟我说一声。"
        )
        choices.insert(0, Choice("复制给老师的话", COPY, text))
    return Difference(
        code="progress_missing",
        key=".".join((*teachers, *(f"{grade}{subject}" for grade, subject in courses))),
        level=LOOK,
        subject=("Teacher", teachers[0]) if teachers else ("Term", tables.records.term.uid),
        title=f"{people or named} 周进度",
        sentence=f"{named}还没有周进度。{whom}",
        says=(("任课分工和课程表", people or "没有写谁教"), ("周进度", f"还没有，共{len(courses)}张")),
        choices=tuple(choices),
        records=tuple(("Teacher", uid) for uid in teachers),
        lesson=courses[0][1] if len(courses) == 1 else "",
        grade=courses[0][0] if len(courses) == 1 else 0,
    )


def _none_at_all(tables: Tables, missing: list[_Course]) -> Difference:
    grades = len({grade for grade, _ in missing})
    return Difference(
        code="progress_none",
        key="all",
        level=LOOK,
        subject=("Term", tables.records.term.uid),
        title="周进度",
        sentence=f"还没有周进度。{grades}个年级一共该有{len(missing)}张，每张向谁要，“周进度”里写着。",
        says=(("任课分工和课程表", f"{len(missing)}门课"), ("周进度", "还没有")),
        choices=(Choice("看周进度", OPEN, "progress"), PUT_OFF),
        records=(),
    )


def _in_order(course: _Course) -> tuple[int, int, str]:
    return course[0], subject_rank(course[1]), course[1]
