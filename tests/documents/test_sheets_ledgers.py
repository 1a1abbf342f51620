"""Ledgers with a sheet per observer: whom a sheet or its title names, and what is no ledger."""

from __future__ import annotations

import pytest

from jiaoyan_desktop.documents.sheets_ledgers import name_of_sheet, observer_named, read_ledgers
from tests.workflows.collecting_kit import a_sheet, a_workbook

HEAD = ("日期", "节次", "班级", "授课教师")
LINE = ("2025-04-08", 4, "三（1）班", "徐静")


@pytest.mark.parametrize(
    "name", ["韩立新", "韩立新听课记录", "3.韩立新", "韩立新（教导）", "韩立新老师听课台账", " 韩 立 新 "]
)
def test_a_sheet_named_after_a_person(name):
    assert name_of_sheet(name) == "韩立新"


@pytest.mark.parametrize(
    "name", ["Sheet1", "表1", "汇总", "三月份统计", "听课记录", "2", "王", "数学教研组", "本学期听课"]
)
def test_a_sheet_named_after_nobody(name):
    assert name_of_sheet(name) == ""


def test_the_observer_in_the_title():
    assert observer_named("听课记录表\n听课人：韩立新    2025年春") == "韩立新"
    assert observer_named("听课教师: 阿依古丽·买买提") == "阿依古丽·买买提"
    assert observer_named("听课人：") == ""


def test_every_line_names_the_observer_of_its_sheet():
    book = a_workbook(a_sheet(HEAD, LINE, name="韩立新"), a_sheet(("汇总", "节数"), ("韩立新", 1), name="汇总"))
    (table,) = read_ledgers(book)
    assert [row.text("observer") for row in table.rows] == ["韩立新"]
    assert (table.label("observer"), table.rows[0].cell("observer").row) == ("听课人", 2)
    assert table.notes == ("“韩立新”没有听课人这一栏，都按韩立新听的记。",)


def test_an_observer_that_nobody_names_is_left_blank_where_it_is_about_lessons_heard():
    (table,) = read_ledgers(a_workbook(a_sheet(("听课登记",), HEAD, LINE)))
    assert table.rows[0].text("observer") == "" and table.notes == ()
    assert read_ledgers(a_workbook(a_sheet(HEAD, LINE))) == []


def test_other_tables_with_a_date_are_no_ledger():
    progress = a_sheet(("周次", "日期", "教学内容", "课时"), (1, "3.3", "观潮", 2), name="张丽")
    assert read_ledgers(a_workbook(progress)) == []
