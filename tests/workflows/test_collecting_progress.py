"""周进度表: weeks in every way of writing, dates as written, whose table it is."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.domain.timetable import Progress
from jiaoyan_desktop.errors import UserError
from tests.builders import a_class, term_records
from tests.workflows.collecting_kit import a_sheet, plan_of, problem_at, told

HEAD = ("周次", "日期", "教学内容", "备注")
EMPTY = term_records()


def plan(*rows, title="五年级语文教学进度表", head=HEAD, records=EMPTY, name="表", **options):
    return plan_of(records, "progress", a_sheet((title,), head, *rows, name=name), **options)


def spans(found):
    return [(item.first_week, item.last_week, item.content) for item in found.puts if isinstance(item, Progress)]


@pytest.mark.parametrize(
    ("written", "span"),
    [
        (1.0, (1, 1)),
        ("第3周", (3, 3)),
        ("三", (3, 3)),
        ("第十二周", (12, 12)),
        ("18-19", (18, 19)),
        ("18—19周", (18, 19)),
        ("第18周至第19周", (18, 19)),
        ("18、19", (18, 19)),
        ("二十至二十二", (20, 22)),
    ],
)
def test_weeks(written, span):
    found = plan((written, None, "古诗"))
    assert spans(found) == [(*span, "古诗")] and found.problems == ()


@pytest.mark.parametrize("written", ["开学前", "0", "31", "1、3", "19-18", None, date(2025, 10, 11)])
def test_weeks_that_cannot_be_read_are_listed(written):
    found = plan((written, None, "古诗"), (2, None, "课文"))
    assert spans(found) == [(2, 2, "课文")]
    assert told(found) == [(3, "first_week", "必须改")]


def test_a_span_that_a_spreadsheet_made_a_date_is_suggested():
    assert problem_at(plan((date(2025, 10, 11), None, "古诗")), 3).suggestion == "10-11"


def test_dates_stay_as_written_and_are_held_against_the_calendar():
    found = plan((1, "3.3—3.7", "古诗"), (2, "3.17—3.21", "课文"), (3, "3.32—", "习作"), (4, "3.24-3.28", "复习"))
    lines = [item for item in found.puts if isinstance(item, Progress)]
    assert [line.dates for line in lines] == ["3.3—3.7", "3.17—3.21", "3.32—", "3.24-3.28"]
    assert told(found) == [(4, "dates", "请留意"), (5, "dates", "请留意")]
    assert problem_at(found, 4).reason == "按校历，3月17日在第3周，这里写的是第2周。照写记下，请看一下。"
    assert problem_at(found, 5).reason.startswith("3月只有31天，没有3月32日。")


def test_two_lines_of_one_week_belong_together():
    rows = a_sheet(("五年级语文进度",), HEAD, (1, None, "古诗"), (None, None, "习作"), merges=[(3, 1, 4, 1)])
    assert spans(plan_of(EMPTY, "progress", rows)) == [(1, 1, "古诗\n习作")]


def test_weeks_that_overlap_are_told():
    found = plan((1, None, "古诗"), ("1-2", None, "习作"))
    assert len(spans(found)) == 2 and told(found) == [(4, "first_week", "请留意")]


def test_lessons_and_how_it_went():
    found = plan((1, "古诗", 5, "按期"), (2, "习作", "5节", "晚了两天"), head=("周次", "教学内容", "课时", "执行情况"))
    lines = [item for item in found.puts if isinstance(item, Progress)]
    assert [(line.note, line.done) for line in lines] == [("5课时", "on_time"), ("5节\n晚了两天", "")]


@pytest.mark.parametrize(
    ("title", "name", "options"),
    [
        ("五年级语文教学进度表", "表", {}),
        ("教学进度表", "五语", {}),
        ("教学进度表", "五年级语文", {}),
        ("五年级教学进度表", "语文", {}),
        ("教学进度表", "表", {"grade": 5, "subject": "语文"}),
    ],
)
def test_whose_table_it_is(title, name, options):
    found = plan((1, None, "古诗"), title=title, name=name, **options)
    (line,) = [item for item in found.puts if isinstance(item, Progress)]
    assert (line.grade, line.subject, line.class_uid) == (5, "语文", None)


def test_a_table_that_does_not_say_whose_it_is():
    with pytest.raises(UserError) as caught:
        plan((1, None, "古诗"), title="语文教学进度表")
    assert caught.value.field == "grade"
    with pytest.raises(UserError) as caught:
        plan((1, None, "古诗"), title="五年级教学进度表")
    assert caught.value.field == "subject"


def test_a_table_of_one_class():
    own = a_class(5, 1)
    found = plan((1, None, "古诗"), title="五（1）班语文进度", records=term_records(classes=(own,)), grade=5)
    assert [item.class_uid for item in found.puts if isinstance(item, Progress)] == [own.uid]


def test_what_is_known_changes_only_where_the_table_says_more():
    known = Progress(term_uid="term", grade=5, subject="语文", first_week=1, last_week=1, content="古诗", note="旧注")
    found = plan((1, "3.3—3.7", "古诗三首"), records=term_records(progress=(known,)))
    (line,) = [item for item in found.puts if isinstance(item, Progress)]
    assert (line.uid, line.content, line.dates, line.note) == (known.uid, "古诗三首", "3.3—3.7", "旧注")
    assert [change.words() for change in found.rows[0].changes] == ["教学内容：古诗→古诗三首", "日期：（空）→3.3—3.7"]
