"""A workbook comes out as plain values with places as in Excel, whatever was done to its looks."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from jiaoyan_desktop.documents import sheets
from jiaoyan_desktop.documents.sheets import read_workbook
from jiaoyan_desktop.documents.sheets_child import parse
from jiaoyan_desktop.documents.sheets_model import Cell, Merge, as_line, as_text, column_letters
from jiaoyan_desktop.errors import UserError
from tests.documents.sheet_files import raw_xlsx, write_xlsx

SAMPLES = Path(__file__).parent.parent / "samples"


def test_old_and_new_workbooks_give_the_same_kind_of_sheet():
    (old,) = read_workbook(SAMPLES / "任课分工.xls").sheets
    assert (old.name, old.height, old.width) == ("分工", 12, 13)
    assert old.value(3, 1) == "一（1）班" and old.value(7, 4) == "张丽（英）"
    assert old.merges == (Merge(1, 1, 1, 13),)
    roster, *rest = read_workbook(SAMPLES / "教师花名册.xlsx").sheets
    assert rest == []  # Sheet2 is empty
    assert roster.hidden_columns == (12,)
    assert roster.value(5, 4) == date(1971, 5, 1)


def test_values_of_every_kind(tmp_path):
    row = ["文", 5, 5.5, True, date(2025, 3, 12), datetime(2025, 3, 12, 8, 30), time(8, 0), None, "末"]
    (sheet,) = parse(write_xlsx(tmp_path / "一.xlsx", [row])).sheets
    assert sheet.rows[0][:6] == ("文", 5, 5.5, True, date(2025, 3, 12), datetime(2025, 3, 12, 8, 30))
    assert [as_text(value) for value in sheet.rows[0][:8]] == [
        *("文", "5", "5.5", "是", "2025-03-12", "2025-03-12 08:30", "08:00", "")
    ]


def test_merged_areas_are_filled_where_asked(tmp_path):
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page["B2"] = "基本信息"
    page["B3"], page["C3"] = "姓名", "性别"
    page.merge_cells("B2:C2")
    book.save(tmp_path / "一.xlsx")
    (sheet,) = parse(tmp_path / "一.xlsx").sheets
    assert sheet.value(2, 3) is None and sheet.filled(2, 3) == "基本信息" and sheet.text(2, 2) == "基本信息"
    assert sheet.merge_at(2, 3) == Merge(2, 2, 2, 3) and sheet.merge_at(3, 3) is None
    assert sheet.is_blank(1) and not sheet.is_blank(3)
    assert (sheet.value(0, 1), sheet.value(9, 9)) == (None, None)
    turned = sheet.turned()
    assert turned.filled(3, 2) == "基本信息" and turned.value(2, 3) == "姓名"


def test_hidden_sheets_are_told_and_marked(tmp_path):
    path = write_xlsx(tmp_path / "一.xlsx", [["看"]], [["藏"]])
    book = openpyxl.load_workbook(path)
    book["表2"].sheet_state = "hidden"
    book["表1"].row_dimensions[1].hidden = True
    book.save(path)
    read = parse(path)
    assert [sheet.is_hidden for sheet in read.sheets] == [False, True]
    assert read.notes == ("“表2”是隐藏的工作表，没有读。",)
    assert read.sheets[0].hidden_rows == (1,)


def test_hidden_columns_of_an_old_workbook_without_any_are_none():
    (old,) = parse(SAMPLES / "任课分工.xls").sheets
    assert old.hidden_columns == ()


def test_an_empty_workbook_has_no_sheets(tmp_path):
    assert read_workbook(write_xlsx(tmp_path / "空.xlsx", [])).sheets == ()


def test_formulas_without_a_kept_result_are_told(tmp_path):
    cells = (
        '<c r="A1"><f>1+1</f></c><c r="B1"><f>1</f><v>1</v></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c><c r="D1"><f>2</f><v/></c>'
    )
    (note,) = parse(raw_xlsx(tmp_path / "一.xlsx", f'<row r="1">{cells}</row>')).notes
    assert note == "“表”的A1、D1共2格是公式，没有存下算好的数，按空格读。用WPS打开、保存一次再导入就有了。"


def test_a_formula_that_went_wrong_is_no_value(tmp_path):
    cells = '<c r="A1" t="e"><f>X</f><v>#REF!</v></c><c r="B1"><v>1</v></c>'
    read = parse(raw_xlsx(tmp_path / "一.xlsx", f'<row r="1">{cells}</row>'))
    assert read.sheets[0].rows == ((None, 1),)
    assert read.notes == ("“表”有1格是算不出来的公式（#REF!这样的），按空格读。",)


def test_macros_and_links_are_not_followed_but_told(tmp_path):
    parts = {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": b"<x/>"}
    path = raw_xlsx(tmp_path / "一.xlsm", '<row r="1"><c r="A1"><v>1</v></c></row>', parts)
    notes = "".join(parse(path).notes)
    assert "宏，没有运行" in notes and "连着别的表" in notes


def test_the_helper_process_is_given_up_after_its_time(monkeypatch):
    monkeypatch.setattr(sheets, "_LONGEST_SECONDS", 0)
    with pytest.raises(UserError, match="还没读完"):
        read_workbook(SAMPLES / "任课分工.xls")


def test_places_and_cells():
    assert [column_letters(number) for number in (1, 26, 27, 703)] == ["A", "Z", "AA", "AAA"]
    cell = Cell("表", 3, 2, " 王\n秀兰 ")
    assert (cell.text, cell.lines) == ("王 秀兰", "王\n秀兰")
    assert as_line(13845500001.0) == "13845500001"
