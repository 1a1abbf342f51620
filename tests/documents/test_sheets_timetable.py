"""课程表 in each of its layouts."""

from __future__ import annotations

from jiaoyan_desktop.documents.sheets_model import Sheet
from jiaoyan_desktop.documents.sheets_timetable import TimetableSheets, read_timetable
from tests.workflows.collecting_kit import a_sheet, a_workbook

DAYS = ("星期一", "星期二", "星期三", "星期四", "星期五")
WHOLE = {("三（1）班", 1, 1, "语文"), ("三（1）班", 1, 2, "数学"), ("三（1）班", 5, 2, "音乐")}


def read(*sheets: Sheet) -> TimetableSheets | None:
    return read_timetable(a_workbook(*sheets))


def said(found: TimetableSheets | None) -> set[tuple[str, int, int, str]]:
    assert found is not None
    lessons = [item for item in found.lessons if item.cell.text]
    return {(item.school_class.text, item.weekday, item.period, item.cell.text) for item in lessons}


def school_rows():
    first = ["班级"] + [word for day in DAYS for word in (day, None)]
    second = [None] + [1, 2] * 5
    return first, second, ["三（1）班", "语文", "数学", *[None] * 7, "音乐"]


def test_the_schools_table_merged_and_not():
    merges = [(1, 2 * day, 1, 2 * day + 1) for day in range(1, 6)]
    assert said(read(a_sheet(*school_rows(), merges=merges))) == WHOLE
    assert said(read(a_sheet(*school_rows()))) == WHOLE


def test_morning_and_afternoon_between_days_and_periods():
    first = ["班级"] + [word for day in DAYS for word in (day, None)]
    halves = [None] + ["上午", "下午"] * 5
    numbers = [None] + [1, 1] * 5
    sheet = a_sheet(first, halves, numbers, ["三（1）班", "语文", "数学", *[None] * 7, "音乐"])
    assert said(read(sheet)) == WHOLE


def test_the_other_way_round():
    found = read(a_sheet(*school_rows()).turned())
    assert said(found) == WHOLE
    assert found is not None
    lesson = next(item for item in found.lessons if item.cell.text == "音乐")
    assert (lesson.cell.row, lesson.cell.column) == (11, 3)


def page(title, *rows):
    return [(title,), ("节次", *DAYS), *rows]


def test_a_page_for_each_class():
    rows = page("三（1）班课程表", ("第1节", "语文"), ("第2节", "数学", None, None, None, "音乐"), ("大课间", "操"))
    assert said(read(a_sheet(*rows))) == WHOLE
    named = a_sheet(*rows[1:], name="三1")
    assert said(read(named)) == WHOLE


def test_several_pages_on_one_sheet():
    one = page("三（1）班课程表", (1, "语文"))
    two = page("三（2）班课程表", (1, "数学"))
    assert said(read(a_sheet(*one, (None,), *two))) == {("三（1）班", 1, 1, "语文"), ("三（2）班", 1, 1, "数学")}


def test_afternoon_periods_of_a_page_count_on():
    rows = [("三（1）班课程表",), ("", "节次", *DAYS), ("上午", 1, "语文"), (None, 2, "数学"), ("下午", 1, "音乐")]
    assert said(read(a_sheet(*rows, merges=[(3, 1, 4, 1)]))) == {
        ("三（1）班", 1, 1, "语文"),
        ("三（1）班", 1, 2, "数学"),
        ("三（1）班", 1, 3, "音乐"),
    }


def test_a_page_without_a_class_is_told():
    found = read(a_sheet(*page("课程表", (1, "语文"))))
    assert found is not None and found.lessons == ()
    assert found.notes == ("“表”第2行起的课表没有写是哪个班，没有导入。",)


def test_words_around_the_lessons():
    first, second, lessons = school_rows()
    title, note = "总课程表（2025年3月3日起执行）", "说明：“劳/书”单周劳动、双周书法"
    found = read(a_sheet((title,), first, second, lessons, (note,)))
    assert found is not None and found.words == (title, note)


def test_two_periods_in_one_merged_cell():
    first, second, lessons = school_rows()
    lessons[2] = None
    found = read(a_sheet(first, second, lessons, merges=[(3, 2, 3, 3)]))
    assert {("三（1）班", 1, 1, "语文"), ("三（1）班", 1, 2, "语文")} <= said(found)


def test_other_tables_are_none():
    assert read(a_sheet(("姓名", "性别"), ("王秀兰", "女"))) is None
    assert read(a_sheet(("听课人", "时间", "班级"), ("王秀兰", "星期一", "三1"))) is None
