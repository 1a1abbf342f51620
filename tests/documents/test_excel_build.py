"""Workbooks built from code: looks, widths that hold the texts, printing, text that stays text."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from jiaoyan_desktop.documents.excel_build import SheetCell, SheetColumn, WorkbookBuilder
from jiaoyan_desktop.documents.text_width import lines_needed, width
from jiaoyan_desktop.errors import UserError

from .office_files import MADE_AT, assert_sound, part

COLUMNS = [
    SheetColumn(head="序号"),
    SheetColumn(head="姓名"),
    SheetColumn(head="推门", group="听课节数"),
    SheetColumn(head="联研", group="听课节数"),
    SheetColumn(head="电话", is_text=True),
    SheetColumn(head="备注"),
]
LONG = "课堂组织有序，学生参与度高，板书工整。" * 6


def built(book: WorkbookBuilder) -> Any:
    document = book.build(made_at=MADE_AT)
    assert_sound(document.data)
    return document, load_workbook(io.BytesIO(document.data))


def statistics(rows) -> WorkbookBuilder:
    book = WorkbookBuilder(author="清水小学")
    sheet = book.sheet("听课统计表", COLUMNS)
    sheet.title("2025年春季听课统计表")
    sheet.line("填报单位（盖章）：清水小学", "填报人：韩立新", "填报日期：2025年6月8日")
    sheet.head()
    sheet.rows(rows)
    sheet.foot("注：统计截至2025年6月8日。")
    return book


def test_title_heads_rows_and_notes_stand_where_schools_put_them():
    _, book = built(
        statistics([[1, "林珺", 12, 2.5, "013800138000", "好"], [SheetCell(value="合计", across=2), 12, 2, "", ""]])
    )
    sheet = book["听课统计表"]
    assert {str(item) for item in sheet.merged_cells.ranges} >= {"A1:F1", "A3:A4", "C3:D3", "A6:B6", "A7:F7"}
    assert sheet["A1"].font.sz == 16
    assert sheet["A1"].border.left.style is None
    assert [cell.value for cell in sheet[5]] == [1, "林珺", 12, 2.5, "013800138000", "好"]
    assert sheet["E5"].number_format == "@"
    edges = [cell.border for cell in (*sheet[5], sheet["F6"], sheet["B3"])]
    assert all(edge.left.style == edge.right.style == "thin" for edge in edges)
    assert all(cell.alignment.wrap_text for cell in sheet[5])
    assert [sheet.cell(2, column).value for column in range(1, 7)].count(None) == 3


def test_text_that_looks_like_a_formula_or_a_number_stays_text():
    _, book = built(statistics([[1, "=1+1", 0, 0, "007", "2025.3.12"]]))
    row = book["听课统计表"][5]
    assert [(cell.value, cell.data_type) for cell in row][1] == ("=1+1", "s")
    assert [cell.value for cell in row][4:] == ["007", "2025.3.12"]


def test_it_prints_on_a4_one_page_wide_with_its_heads_on_every_page():
    _, book = built(statistics([[number, "林珺", 1, 1, "", ""] for number in range(80)]))
    sheet = book["听课统计表"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.print_area == "'听课统计表'!$A$1:$F$85"
    assert sheet.print_options.horizontalCentered
    assert "第&P页 共&N页" in sheet.oddFooter.center.text
    assert sheet.freeze_panes == "A5"


def test_no_text_is_clipped():
    _, book = built(statistics([[1, "欧阳建国", 1, 1, "013800138000", LONG], [2, "林\n珺", 1, 1, "", LONG * 3]]))
    sheet = book["听课统计表"]
    letters = "ABCDEF"
    for row in sheet.iter_rows(min_row=3, max_row=6):
        for cell in row:
            if cell.value is None or cell.coordinate in ("C3",):
                continue
            room = (sheet.column_dimensions[letters[cell.column - 1]].width - 1.5) / 2
            lines = lines_needed(str(cell.value), room)
            tall = sheet.row_dimensions[cell.row].height + (26 if cell.row == 3 else 0)
            assert lines * 11 * 1.3 <= tall, cell.coordinate
    assert sum(sheet.column_dimensions[letter].width for letter in letters) < 90
    assert sheet["F5"].alignment.horizontal == "left"
    assert sheet["B5"].alignment.horizontal == "center"


def test_a_tall_text_in_merged_rows_gets_its_height():
    book = WorkbookBuilder()
    sheet = book.sheet("表", [SheetColumn(head="组", width=4), SheetColumn(head="人", width=4)])
    sheet.rows([[SheetCell(value="语" * 60, down=2), "甲"], ["乙"]])
    _, read = built(book)
    heights = read["表"].row_dimensions
    assert heights[1].height + heights[2].height >= 60 / 4 * 11 * 1.3


def test_sheet_names_are_what_excel_allows_and_differ():
    book = WorkbookBuilder()
    for name in ("课程/表[1]", "课程/表[1]", "一" * 40, "一" * 40, ""):
        book.sheet(name, COLUMNS).rows([])
    _, read = built(book)
    assert read.sheetnames == ["课程 表 1", "课程 表 1（2）", "一" * 31, "一" * 28 + "（2）", "Sheet"]


def test_several_tables_on_one_sheet_and_pages():
    book = WorkbookBuilder()
    sheet = book.sheet("班级课表", COLUMNS, landscape=True)
    for _ in range(2):
        sheet.title("课程表")
        sheet.head()
        sheet.rows([[1, "语文\n王秀兰", 1, 1, "", ""]])
        sheet.gap()
        sheet.page_break()
    data, read = built(book)
    assert read["班级课表"].page_setup.orientation == "landscape"
    assert len(read["班级课表"].row_breaks.brk) == 2
    assert read["班级课表"].print_title_rows == "$2:$3"
    assert data.suffix == ".xlsx"


def test_rare_characters_get_a_typeface_and_are_told():
    document, _ = built(statistics([[1, "欧阳𠮷", 1, 1, "", "㛃"]]))
    assert [(item.character, item.used, item.where) for item in document.substitutions] == [("𠮷", "SimSun-ExtB", "B5")]
    assert b'<rFont val="SimSun-ExtB"/>' in part(document.data, "xl/worksheets/sheet1.xml")


def test_rows_that_do_not_fill_the_columns_control_characters_and_overlong_texts():
    with pytest.raises(ValueError, match="too few"):
        statistics([[1, "林珺"]])
    with pytest.raises(ValueError, match="too many"):
        statistics([[1, "林珺", 1, 1, "", "", ""]])
    with pytest.raises(UserError, match="控制符号"):
        statistics([[1, "林\x0b珺", 1, 1, "", ""]]).build(made_at=MADE_AT)
    with pytest.raises(UserError, match="32767"):
        statistics([[1, "林" * 40000, 1, 1, "", ""]]).build(made_at=MADE_AT)


def test_the_same_calls_give_the_same_bytes():
    once, again = (statistics([[1, "林珺", 1, 1, "", ""]]).build(made_at=MADE_AT).data for _ in range(2))
    assert once == again
    assert b"2025-06-08T10:32:00Z" in part(once, "docProps/core.xml")


def test_widths_count_letters_as_half():
    assert width("三（1）班ab") == 6.5 - 1
    assert lines_needed("一二三四\n五", 2) == 3
