"""Whatever stands in a workbook: a plan or one sentence, every line accounted for, and no other exception."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jiaoyan_desktop.domain import column_names
from jiaoyan_desktop.domain.people import Teacher
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.workflows import collecting
from jiaoyan_desktop.workflows.collecting_plan import KINDS, ImportPlan
from tests.builders import a_class, a_school, a_teacher, a_term, term_records
from tests.workflows.collecting_kit import TODAY, a_sheet, a_workbook, plan_of

SCHOOL = term_records(
    teachers=(a_teacher("韩立新"), a_teacher("张丽"), a_teacher("张丽", "英语")), classes=(a_class(3, 1), a_class(3, 2))
)
TABLES = (column_names.ROSTER, column_names.PROGRESS, column_names.OBSERVATIONS)
HEADINGS = tuple(sorted({word for columns in TABLES for words in columns.values() for word in words}))
WORDS = "语文|数学|英语|星期一|星期二|星期三|周四|上午|下午|三（1）班|三1|/|张丽|韩立新|合计|注：|1-2|3.12|6月31日"
ODD = ("劳/书\n张丽", "单:美 双:劳", "=1+1", "１２", "\x0b", "\ud800", "五语", "二十", "三（1）至六（2）", "张丽（英）")
HEADS = {
    "roster": [["姓名", "性别", "出生年月", "职务", "任教学科", "任教班级", "教研组", "联系电话"]],
    "assignments": [["班级", "语文", "数学", "英语"]],
    "timetable": [["班级", "星期一", None, "星期二", None, "星期三", None], [None, 1, 2, 1, 2, 1, 2]],
    "progress": [["五年级语文"], ["周次", "日期", "教学内容", "备注", "课时", "执行情况"]],
    "observations": [["听课人", "时间", "节次", "班级", "科目", "授课教师", "类别", "节数", "等级", "简评", "地点"]],
}
CELLS = st.one_of(
    st.none(),
    st.sampled_from((*WORDS.split("|"), *ODD, *HEADINGS)),
    st.text(max_size=6),
    st.floats(),
    st.integers(-(10**12), 10**12),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.booleans(),
)
GRIDS = st.lists(st.lists(CELLS, min_size=1, max_size=8), min_size=1, max_size=8)
CORNER = st.tuples(st.integers(1, 8), st.integers(1, 8), st.integers(0, 4), st.integers(0, 4))
LOOSE = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@LOOSE
@given(GRIDS, st.lists(CORNER, max_size=3), st.sampled_from(sorted(KINDS)), st.booleans())
@example([["周次", "教学内容"], [timedelta(days=3), datetime(2025, 1, 1)]], [], "progress", False)
@example([["听课人", "时间"], ["韩立新", time(8, 0)]], [], "observations", False)
def test_any_sheet_is_a_plan_or_a_sentence(grid, corners, kind, is_headed):
    merges = [(top, left, top + down, left + right) for top, left, down, right in corners]
    book = a_workbook(a_sheet(*(HEADS[kind] if is_headed else ()), *grid, merges=merges))
    try:
        found = collecting.plan_workbook(SCHOOL, book, kind, today=TODAY)
    except UserError as refused:
        assert refused.message
        return
    assert isinstance(found, ImportPlan)
    assert found.lines() and found.to_dict()["file"] == "表.xlsx"
    assert all(problem.reason for problem in found.problems)
    must = {problem.row for problem in found.problems if problem.level == "必须改"}
    assert {row.row for row in found.rows if row.state == "refused"} <= must


@LOOSE
@given(GRIDS)
def test_guessing_never_falls_over(grid):
    assert set(collecting.kinds_of(a_workbook(a_sheet(*grid)))) <= set(KINDS)


def test_text_in_cells_is_cleaned_at_the_door():
    head = ("姓名", "性别", "任教学科", "备注")
    line = ("王\x0b秀兰", "女", "语文", "好\x00\x0b人[bookmark: _GoBack]")
    found = plan_of(term_records(), "roster", a_sheet(head, line))
    (teacher,) = [record for record in found.puts if isinstance(record, Teacher)]
    assert (teacher.name, teacher.note) == ("王秀兰", "好 人")


def test_rare_characters_survive():
    head = ("姓名", "性别", "任教学科", "备注")
    found = plan_of(term_records(), "roster", a_sheet(head, ("孙㛃", "女", "语文", "清水酄林珺\U00020bb7")))
    (teacher,) = [record for record in found.puts if isinstance(record, Teacher)]
    assert (teacher.name, teacher.note) == ("孙㛃", "清水酄林珺\U00020bb7")


def test_a_term_of_another_year_gives_its_own_dates():
    term = a_term(date(2025, 9, 1), date(2026, 1, 20))
    autumn = term_records(school=a_school(), term=term, teachers=SCHOOL.teachers)
    ledger = a_sheet(("听课人", "时间"), ("韩立新", "1.9"))
    found = plan_of(autumn, "observations", ledger, today=date(2026, 1, 19))
    assert [str(getattr(item, "happened_on", "")) for item in found.puts] == ["2026-01-09"]
