"""Who teaches what and when: 任课分工, versions of the 课程表, and the 周进度."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from jiaoyan_desktop.domain.class_names import class_label
from jiaoyan_desktop.domain.glossary import subject_name
from jiaoyan_desktop.domain.naming import grade_name, weekday_name
from jiaoyan_desktop.domain.people import SchoolClass, Teacher
from jiaoyan_desktop.domain.term import Term
from jiaoyan_desktop.domain.text import clean, clean_line
from jiaoyan_desktop.domain.timetable import Assignment, Progress, Slot, Timetable
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Change, Database
from jiaoyan_desktop.store.term_records import own_school

PARITIES = ("all", "odd", "even")


# -- 任课分工 --------------------------------------------------------------------------------------------------------


def assign(
    db: Database, term: Term, class_uid: str, subject: str, teacher_uid: str | None, *, starts_on: date | None = None
) -> Assignment | None:
    """Says who teaches a subject in a class, from the term's start or from ``starts_on``; None for nobody.

    From a day on, the one before ends the day before (scenario 24); without a day the entry itself is corrected.
    """
    subject = _subject(subject)
    school_class = db.need(SchoolClass, class_uid)
    who = db.need(Teacher, teacher_uid).name if teacher_uid else "没有人教"
    label = f"任课分工：{class_label(school_class.grade, school_class.number)}{subject} {who}"
    if starts_on is not None and not term.starts_on <= starts_on <= term.ends_on:
        raise UserError("换人的日子不在这学期里。", field="starts_on", cure="请看看日期。")
    with db.change(label) as change:
        present = [
            item
            for item in db.find(Assignment, term_uid=term.uid, class_uid=class_uid, subject=subject)
            if item.ends_on is None or (starts_on is not None and item.ends_on >= starts_on)
        ]
        for item in present:
            if starts_on is not None and (item.starts_on is None or item.starts_on < starts_on):
                change.put(item.but(ends_on=starts_on - timedelta(days=1)))
            else:
                change.remove(item)
        if teacher_uid is None:
            return None
        # Correcting the entry keeps the record and its beginning: only the teacher differs.
        kept = present[0] if present and starts_on is None else None
        fresh = (kept or Assignment(term_uid=term.uid, class_uid=class_uid, subject=subject, teacher_uid="")).but(
            teacher_uid=teacher_uid, school_uid=own_school(db).uid
        )
        return change.put(fresh if starts_on is None else fresh.but(starts_on=starts_on))


# -- 课程表 ----------------------------------------------------------------------------------------------------------


def new_version(
    db: Database, term: Term, effective_from: date, name: str = "", copy_of: str | None = None
) -> Timetable:
    """A timetable version in force from a day, empty or with the lessons of another version."""
    for other in db.find(Timetable, term_uid=term.uid, effective_from=effective_from):
        raise UserError(
            f"{other.name}也是从这一天起执行的。", field="effective_from", cure="请换一天，或直接改那一版。"
        )
    if effective_from > term.ends_on:
        raise UserError("这一天已经过了学期末。", field="effective_from", cure="请看看日期。")
    school_uid = own_school(db).uid
    name = clean_line(name).text or f"{effective_from.month}月{effective_from.day}日起执行的课程表"
    with db.change(f"新的课程表：{name}") as change:
        made = change.put(Timetable(term_uid=term.uid, name=name, effective_from=effective_from, school_uid=school_uid))
        if copy_of:
            for slot in db.find(Slot, timetable_uid=copy_of):
                change.put(Slot(**{**_values(slot), "timetable_uid": made.uid}))
    return made


def revise_version(db: Database, timetable: Timetable) -> Timetable:
    """Keeps another name, day or note of a timetable version."""
    with db.change(f"修改课程表：{timetable.name}") as change:
        return change.put(timetable.but(name=clean_line(timetable.name).text, note=clean(timetable.note).text))


def remove_version(db: Database, timetable: Timetable) -> None:
    """Deletes a timetable version with all its lessons."""
    with db.change(f"删除课程表：{timetable.name}") as change:
        for slot in db.find(Slot, timetable_uid=timetable.uid):
            change.remove(slot)
        change.remove(timetable)


def set_lesson(
    db: Database,
    timetable: Timetable,
    class_uid: str,
    weekday: int,
    period: int,
    lessons: Sequence[tuple[str, str | None, str]],
) -> list[Slot]:
    """Fills one place of a class in a timetable with (subject, teacher uid, parity); nothing empties it.

    UserError names the clash: a teacher who has another class then, or odd and even weeks given twice.
    """
    parities = [parity for _, _, parity in lessons]
    if any(parity not in PARITIES for parity in parities):
        raise ValueError(f"parity {parities}")
    if len(lessons) > 1 and sorted(parities) != ["even", "odd"]:
        raise UserError("一格里要放两门课，只能一门单周、一门双周。", field="parity", cure="请把它们分成单周和双周。")
    school_class = db.need(SchoolClass, class_uid)
    place = f"{class_label(school_class.grade, school_class.number)} {weekday_name(weekday)}第{period}节"
    for subject, teacher_uid, parity in lessons:
        _teacher_must_be_free(db, timetable, class_uid, weekday, period, teacher_uid, parity, _subject(subject))
    wanted = [
        Slot(
            timetable_uid=timetable.uid,
            class_uid=class_uid,
            weekday=weekday,
            period=period,
            subject=_subject(subject),
            teacher_uid=teacher_uid,
            parity=parity,
            school_uid=timetable.school_uid,
        )
        for subject, teacher_uid, parity in lessons
    ]
    with db.change(f"课程表：{place}") as change:
        old = db.find(Slot, timetable_uid=timetable.uid, class_uid=class_uid, weekday=weekday, period=period)
        return _replace(change, old, wanted)


# -- 周进度 ----------------------------------------------------------------------------------------------------------


def save_progress(db: Database, line: Progress) -> Progress:
    """Keeps one line of a weekly progress table. UserError: weeks the wrong way round or taken by another line."""
    if not 1 <= line.first_week <= line.last_week <= 30:
        raise UserError("周次不对：要从1起，后一个不小于前一个。", field="first_week", cure="例如 5，或 18—19。")
    content = clean(line.content).text
    if not content:
        raise UserError("教学内容还没有写。", field="content", cure="写上这一周教的课题就能保存。")
    line = line.but(subject=_subject(line.subject), content=content, note=clean(line.note).text)
    line = line.but(dates=clean_line(line.dates).text, school_uid=line.school_uid or own_school(db).uid)
    others = db.find(Progress, term_uid=line.term_uid, grade=line.grade, subject=line.subject, class_uid=line.class_uid)
    for other in others:
        if other.uid != line.uid and line.first_week <= other.last_week and other.first_week <= line.last_week:
            raise UserError(
                f"第{other.first_week}周已经写了“{other.content}”。",
                field="first_week",
                cure="请改那一行，或换一个周次。",
            )
    with db.change(f"周进度：{grade_name(line.grade)}{line.subject}第{line.first_week}周") as change:
        return change.put(line)


def remove_progress(db: Database, lines: Iterable[Progress]) -> None:
    """Deletes lines of progress tables."""
    lines = list(lines)
    with db.change(f"删除周进度{len(lines)}行") as change:
        for line in lines:
            change.remove(line)


def _subject(text: str) -> str:
    plain = clean_line(text).text
    if not plain:
        raise UserError("学科还没有写。", field="subject", cure="请选一门学科。")
    return subject_name(plain) or plain


def _teacher_must_be_free(
    db: Database,
    timetable: Timetable,
    class_uid: str,
    weekday: int,
    period: int,
    teacher_uid: str | None,
    parity: str,
    subject: str,
) -> None:
    if teacher_uid is None:
        return
    for slot in db.find(Slot, timetable_uid=timetable.uid, weekday=weekday, period=period, teacher_uid=teacher_uid):
        if slot.class_uid == class_uid or {slot.parity, parity} == {"odd", "even"}:
            continue
        teacher, other = db.need(Teacher, teacher_uid), db.need(SchoolClass, slot.class_uid)
        raise UserError(
            f"{teacher.name}老师{weekday_name(weekday)}第{period}节已经在{class_label(other.grade, other.number)}上"
            f"{slot.subject}，不能同时来上{subject}。",
            field="teacher_uid",
            cure="请换一位老师或换一节。",
        )


def _replace(change: Change, old: list[Slot], wanted: list[Slot]) -> list[Slot]:
    kept = {slot.parity: slot for slot in old}
    stored = []
    for slot in wanted:
        before = kept.pop(slot.parity, None)
        stored.append(change.put(slot if before is None else slot.but(uid=before.uid)))
    for slot in kept.values():
        change.remove(slot)
    return stored


def _values(slot: Slot) -> dict[str, object]:
    names = ("class_uid", "weekday", "period", "subject", "teacher_uid", "parity", "school_uid")
    return {name: getattr(slot, name) for name in names}
