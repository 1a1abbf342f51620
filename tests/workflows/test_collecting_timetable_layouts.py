"""课程表 in every layout: whole school, page by page, a sheet each, by teacher; the lessons come back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiaoyan_desktop.documents.sheets_model import Sheet
from jiaoyan_desktop.domain.class_names import class_label
from jiaoyan_desktop.domain.timetable import Assignment, Slot
from tests.builders import a_class, a_teacher, term_records
from tests.workflows.collecting_kit import a_sheet, plan_of, told

NAMES = ("王秀兰", "陈志强", "佟大伟")
PEOPLE = tuple(a_teacher(name, "语文", order=number) for number, name in enumerate(NAMES))
PAIRS = [(3, 1), (3, 2), (4, 1)]
CLASSES = {pair: a_class(*pair) for pair in PAIRS}
SCHOOL = term_records(teachers=PEOPLE, classes=tuple(CLASSES.values()))
SUBJECTS = ("语文", "数学", "音乐", "科学")
DAYS = ("星期一", "星期二", "星期三", "星期四", "星期五")
PERIODS = range(1, 7)
Lessons = dict[tuple[tuple[int, int], int, int], tuple[str, str]]  # class, weekday, period -> subject, teacher


@st.composite
def timetables(draw: st.DrawFn) -> Lessons:
    """Lessons of which no teacher gives two at once."""
    known: Lessons = {}
    places = st.tuples(st.sampled_from(PAIRS), st.integers(1, 5), st.integers(1, 6))
    for pair, day, period in draw(st.lists(places, min_size=1, max_size=20, unique=True)):
        busy = {name for (_, at, when), (_, name) in known.items() if (at, when) == (day, period)}
        name = draw(st.sampled_from([name for name in NAMES if name not in busy]))
        known[pair, day, period] = (draw(st.sampled_from(SUBJECTS)), name)
    return known


def lessons_of(plan) -> Lessons:
    pairs = {item.uid: pair for pair, item in CLASSES.items()}
    names = {item.uid: item.name for item in PEOPLE}
    return {
        (pairs[item.class_uid], item.weekday, item.period): (item.subject, names[item.teacher_uid or ""])
        for item in plan.puts
        if isinstance(item, Slot)
    }


def page(title: str, cells: dict[tuple[int, int], str], *, is_halved: bool) -> list[list[Any]]:
    """One block: the title, the days, a row for each period; the afternoon counted anew or not."""
    rows: list[list[Any]] = [[title], ["节次", *DAYS]]
    for period in PERIODS:
        word = f"上午第{period}节" if period <= 4 else f"下午第{period - 4}节"
        label = word if is_halved else f"第{period}节"
        rows.append([label, *[cells.get((day, period)) for day in range(1, 6)]])
        if period == 2:
            rows.append(["大课间"])
    return rows


def padded(rows: list[list[Any]], width: int) -> list[list[Any]]:
    return [[*row, *[None] * (width - len(row))] for row in rows]


def arranged(pages: list[tuple[str, list[list[Any]]]], shape: str, gap: int) -> list[Sheet]:
    """A sheet for each page, all below one another, or two beside one another."""
    if shape == "sheets":
        return [a_sheet(*rows, name=name) for name, rows in pages]
    if shape == "below":
        return [a_sheet(*[row for _, rows in pages for row in [*rows, *[[None]] * gap]])]
    rows: list[list[Any]] = [["2025年春季课程表"]]
    for left in range(0, len(pages), 2):
        sides = [padded(made, 6) for _, made in pages[left : left + 2]]
        rows += [[cell for side in sides for cell in [*side[line], *[None] * gap]] for line in range(len(sides[0]))]
    return [a_sheet(*rows)]


def by_class(known: Lessons, is_halved: bool) -> list[tuple[str, list[list[Any]]]]:
    """A page for each class, subject above teacher in each cell."""
    pages = []
    for pair in dict.fromkeys(pair for pair, _, _ in known):
        cells = {(day, when): "\n".join(said) for (own, day, when), said in known.items() if own == pair}
        pages.append((class_label(*pair), page(f"{class_label(*pair)}课程表", cells, is_halved=is_halved)))
    return pages


def by_teacher(known: Lessons, form: str, title: str, is_halved: bool) -> list[tuple[str, list[list[Any]]]]:
    """A page for each teacher, class and subject in each cell."""
    pages = []
    for name in dict.fromkeys(name for _, name in known.values()):
        cells = {
            (day, when): form.format(klass=class_label(*pair), subject=subject)
            for (pair, day, when), (subject, own) in known.items()
            if own == name
        }
        pages.append((name, page(title.format(name), cells, is_halved=is_halved)))
    return pages


LOOSE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SHAPES = st.sampled_from(["sheets", "below", "beside"])


@LOOSE
@given(timetables(), SHAPES, st.integers(0, 2), st.booleans())
def test_a_page_for_each_class(known, shape, gap, is_halved):
    found = plan_of(SCHOOL, "timetable", *arranged(by_class(known, is_halved), shape, gap))
    assert lessons_of(found) == known


@LOOSE
@given(
    timetables(),
    SHAPES,
    st.integers(0, 2),
    st.booleans(),
    st.sampled_from(["{klass}{subject}", "{subject}\n{klass}", "{klass} {subject}", "{subject}（{klass}）"]),
    st.sampled_from(["{}老师课程表", "教师：{}", "{}课表", "清水酄乡中心小学　{}老师任课课表"]),
)
def test_a_page_for_each_teacher(known, shape, gap, is_halved, form, title):
    found = plan_of(SCHOOL, "timetable", *arranged(by_teacher(known, form, title, is_halved), shape, gap))
    assert lessons_of(found) == known


@LOOSE
@given(timetables(), st.booleans(), st.booleans())
def test_a_line_for_each_teacher_of_the_school(known, has_subject, is_turned):
    heads = ["序号", "姓名", *(["学科"] if has_subject else [])]
    rows: list[list[Any]] = [
        [*heads, *[word for day in DAYS for word in (day, *[None] * 5)]],
        [*[None] * len(heads), *[period for _ in DAYS for period in PERIODS]],
    ]
    for number, name in enumerate(dict.fromkeys(name for _, name in known.values()), start=1):
        cells = {
            (day, when): f"{class_label(*pair)}{subject}"
            for (pair, day, when), (subject, own) in known.items()
            if own == name
        }
        line = [cells.get((day, period)) for day in range(1, 6) for period in PERIODS]
        rows.append([number, name, *(["语文"] if has_subject else []), *line])
    sheet = a_sheet(*rows)
    if is_turned and not has_subject:
        sheet = sheet.turned()
    found = plan_of(SCHOOL, "timetable", sheet)
    assert lessons_of(found) == known


def test_a_teachers_page_takes_away_only_what_she_gave():
    first = plan_of(
        SCHOOL,
        "timetable",
        *arranged(
            by_class(
                {
                    ((3, 1), 1, 1): ("语文", "王秀兰"),
                    ((3, 1), 1, 2): ("数学", "陈志强"),
                    ((3, 2), 1, 2): ("语文", "王秀兰"),
                },
                False,
            ),
            "below",
            0,
        ),
    )
    slots = tuple(item for item in first.puts if isinstance(item, Slot))
    versions = tuple(item for item in first.puts if type(item).__name__ == "Timetable")
    school = replace(SCHOOL, slots=slots, timetables=versions)
    pages = by_teacher({((3, 1), 1, 1): ("语文", "王秀兰")}, "{klass}{subject}", "{}老师课程表", False)
    again = plan_of(school, "timetable", *arranged(pages, "below", 0))
    assert [(item.class_uid, item.period) for item in again.removals if isinstance(item, Slot)] == [
        (CLASSES[3, 2].uid, 2)
    ]
    assert again.puts == ()


def test_a_class_alone_is_the_subject_that_she_has_there():
    assigned = Assignment(
        term_uid=SCHOOL.term.uid, class_uid=CLASSES[3, 1].uid, subject="科学", teacher_uid=PEOPLE[0].uid
    )
    school = replace(SCHOOL, assignments=(assigned,))
    sheet = a_sheet(*page("王秀兰老师课程表", {(1, 1): "三（1）班", (2, 1): "三（2）班"}, is_halved=False))
    found = plan_of(school, "timetable", sheet)
    assert lessons_of(found) == {((3, 1), 1, 1): ("科学", "王秀兰")}
    assert told(found) == [(3, "subject", "必须改")]


@pytest.mark.parametrize("word", ["语文教研", "值周"])
def test_what_is_no_lesson_of_a_class_is_listed(word):
    sheet = a_sheet(*page("王秀兰老师课程表", {(1, 1): "三1语文", (2, 1): "三2语文", (3, 2): word}, is_halved=False))
    found = plan_of(SCHOOL, "timetable", sheet)
    assert len(lessons_of(found)) == 2
    assert told(found) == [(4, "class_uid", "必须改")]


def test_pages_that_do_not_say_whose_they_are_are_told():
    rows = page("课程表", {(1, 1): "三1语文"}, is_halved=False)
    found = plan_of(
        SCHOOL,
        "timetable",
        a_sheet(*rows),
        a_sheet(*by_class({((3, 1), 1, 1): ("语文", "王秀兰")}, False)[0][1], name="三1"),
    )
    assert "“表”第2行起的课表看不出是哪位老师的，没有导入。" in found.notes
