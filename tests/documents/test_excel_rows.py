"""Repeated rows in Excel: copies with their looks, and everything below and beside moved along."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table
from PIL import Image

from jiaoyan_desktop.documents.excel_refs import Insertion, copied_down

from .excel_files import cells, filled, opened, shared, xlsx_bytes
from .office_files import part, part_names, row_spec

PEOPLE = [
    {"姓名": "孙㛃", "节数": 12},
    {"姓名": "林珺", "节数": 30},
    {"姓名": "冯春生", "节数": 8},
]
GROUP = (row_spec("姓名", "节数"),)
EDGE = Side(style="thin")
THIN = Border(left=EDGE, right=EDGE, top=EDGE, bottom=EDGE)


def county_form() -> bytes:
    """Head, one row to repeat, a total, notes; with everything a county may have put on it."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "信息表"
    sheet.append(["听课统计表"])
    sheet.append(["序号", "姓名", "节数", "折合"])
    sheet.append([1, "{{姓名}}", "{{节数}}", "=C3*2"])
    sheet.append(["合计", None, "=SUM(C3:C3)", "=SUM(D$3:D3)/C3"])
    sheet.append(["注：{{截至}}", None, None, "=信息表!C4"])
    for row in sheet["A2:D4"]:
        for cell in row:
            cell.border = THIN
    sheet["B3"].font = Font(name="楷体", sz=12)
    sheet.row_dimensions[3].height, sheet.row_dimensions[4].height = 26, 33
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("A4:B4")
    sheet.merge_cells("A5:C5")
    checked = DataValidation(type="whole", formula1="0", formula2="$C$4")
    sheet.add_data_validation(checked)
    checked.add("C3")
    sheet.conditional_formatting.add(
        "C3:C3", CellIsRule(operator="lessThan", formula=["$C$4"], fill=PatternFill("solid"))
    )
    sheet.print_area = "A1:D5"
    sheet.print_title_rows = "1:2"
    sheet.auto_filter.ref = "A2:D3"
    sheet["A5"].comment = Comment("县里看这里", "县")
    sheet.row_breaks.append(Break(id=4))
    picture = io.BytesIO()
    Image.new("RGB", (20, 20)).save(picture, "PNG")
    sheet.add_image(SheetImage(picture), "D5")
    other = book.create_sheet("汇总")
    other["A1"], other["A2"] = "=信息表!C4", "=SUM(信息表!C3:C3)"
    other.merge_cells("A4:B4")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=3, max_row=4))
    other.add_chart(chart, "D2")
    book.defined_names["总数"] = DefinedName("总数", attr_text="信息表!$C$4")
    written = io.BytesIO()
    book.save(written)
    return shared(written.getvalue())


def grown(rows=PEOPLE):
    document = filled(county_form(), {"姓名": rows}, GROUP, 截至="6月8日")
    return document, opened(document.data)


def test_rows_are_copied_with_looks_and_height_and_the_number_counts_on():
    _, book = grown()
    sheet = book["信息表"]
    assert [[cell.value for cell in row] for row in sheet["A3:D5"]] == [
        [1, "孙㛃", 12, "=C3*2"],
        [2, "林珺", 30, "=C4*2"],
        [3, "冯春生", 8, "=C5*2"],
    ]
    assert [sheet.row_dimensions[number].height for number in (3, 4, 5, 6)] == [26, 26, 26, 33]
    assert all(
        sheet.cell(row, 2).font.name == "楷体" and sheet.cell(row, 4).border.left.style == "thin" for row in (3, 4, 5)
    )
    assert sheet["A7"].value == "注：6月8日"


def test_what_is_below_moves_and_totals_take_the_new_rows_in():
    _, book = grown()
    sheet = book["信息表"]
    assert (sheet["C6"].value, sheet["D6"].value, sheet["D7"].value) == ("=SUM(C3:C5)", "=SUM(D$3:D5)/C3", "=信息表!C6")
    assert {str(item) for item in sheet.merged_cells.ranges} == {"A1:D1", "A6:B6", "A7:C7"}
    assert (book["汇总"]["A1"].value, book["汇总"]["A2"].value) == ("=信息表!C6", "=SUM(信息表!C3:C5)")
    assert {str(item) for item in book["汇总"].merged_cells.ranges} == {"A4:B4"}
    assert book.defined_names["总数"].attr_text == "信息表!$C$6"


def test_validations_formats_filter_printing_breaks_comments_and_pictures_follow():
    document, book = grown()
    sheet = book["信息表"]
    (checked,) = sheet.data_validations.dataValidation
    assert (str(checked.sqref), checked.formula2) == ("C3:C5", "$C$6")
    ((area, rules),) = [(str(item.sqref), item.rules) for item in sheet.conditional_formatting]
    assert (area, rules[0].formula) == ("C3:C5", ["$C$6"])
    assert sheet.print_area == "'信息表'!$A$1:$D$7"
    assert sheet.print_title_rows == "$1:$2"
    assert sheet.auto_filter.ref == "A2:D5"
    assert sheet["A7"].comment.text == "县里看这里"
    assert [item.id for item in sheet.row_breaks.brk] == [6]
    assert sheet._images[0].anchor._from.row == 6
    drawing = next(name for name in part_names(document.data) if "charts/chart" in name)
    assert "'信息表'!$C$3:$C$6" in part(document.data, drawing).decode()
    vml = next(name for name in part_names(document.data) if name.endswith(".vml"))
    assert b":Row>6</" in part(document.data, vml)
    assert sheet.dimensions == "A1:D7"


def test_formulas_lose_old_results_and_are_reckoned_anew():
    document, _ = grown()
    assert b"<f>C4*2</f>" in part(document.data, "xl/worksheets/sheet1.xml").replace(b"<f>C4*2</f><v/>", b"<f>C4*2</f>")
    assert b'fullCalcOnLoad="1"' in part(document.data, "xl/workbook.xml")


@pytest.mark.parametrize(("count", "rows"), [(0, 5), (1, 5), (2, 6)])
def test_none_one_and_two(count, rows):
    _, book = grown(PEOPLE[:count])
    sheet = book["信息表"]
    assert sheet.max_row == rows
    assert sheet["B3"].value == (PEOPLE[0]["姓名"] if count else None)


def blank_rows(sheet) -> None:
    sheet.append(["序号", "姓名", "节数"])
    sheet.append([1, "{{姓名}}", "{{节数}}"])
    for number in range(2, 5):
        sheet.append([number, None, None])
    sheet.append(["合计", None, "=SUM(C2:C5)"])
    for row in sheet["A1:C5"]:
        for cell in row:
            cell.border = THIN


def test_the_countys_blank_rows_are_used_before_new_ones_are_made():
    few = opened(filled(xlsx_bytes(blank_rows), {"姓名": PEOPLE[:2]}, GROUP).data).active
    assert cells(few)[1:] == [
        [1, "孙㛃", 12],
        [2, "林珺", 30],
        [3, None, None],
        [4, None, None],
        ["合计", None, "=SUM(C2:C5)"],
    ]
    many = opened(filled(xlsx_bytes(blank_rows), {"姓名": PEOPLE * 2}, GROUP).data).active
    assert [row[0] for row in cells(many)] == ["序号", 1, 2, 3, 4, 5, 6, "合计"]
    assert many["C8"].value == "=SUM(C2:C7)"
    assert many["C7"].border.left.style == "thin"


def test_a_blank_row_without_borders_is_no_line_to_write_on():
    def build(sheet):
        sheet.append(["{{姓名}}", "{{节数}}"])
        sheet.append([None, None])
        sheet.append(["完"])
        for cell in (*sheet[1], *sheet[2]):
            cell.number_format = "@"

    assert len(cells(opened(filled(xlsx_bytes(build), {"姓名": PEOPLE}, GROUP).data).active)) == 5


def test_at_least_adds_blank_rows_and_merges_of_the_row_are_copied():
    def build(sheet):
        sheet.append(["{{姓名}}", "{{节数}}", None])
        sheet.merge_cells("B1:C1")
        sheet.append(["完"])

    document = filled(xlsx_bytes(build), {"姓名": PEOPLE[:1]}, (row_spec("姓名", "节数", at_least=3),))
    sheet = opened(document.data).active
    assert cells(sheet) == [["孙㛃", 12, None], [None] * 3, [None] * 3, ["完", None, None]]
    assert {str(item) for item in sheet.merged_cells.ranges} == {"B1:C1", "B2:C2", "B3:C3"}
    assert document.left_over == ()


def test_a_label_beside_the_rows_grows_with_them():
    def build(sheet):
        sheet.append(["人员", "{{姓名}}", "{{节数}}"])
        sheet.append([None, "合计", "=SUM(C1:C1)"])
        sheet.merge_cells("A1:A2")

    sheet = opened(filled(xlsx_bytes(build), {"姓名": PEOPLE}, GROUP).data).active
    assert {str(item) for item in sheet.merged_cells.ranges} == {"A1:A4"}
    assert cells(sheet)[-1] == [None, "合计", "=SUM(C1:C3)"]


def test_two_repeated_rows_on_one_sheet_and_a_table():
    def build(sheet):
        sheet.append(["姓名", "节数"])
        sheet.append(["{{姓名}}", "{{节数}}"])
        sheet.add_table(Table(displayName="人员", ref="A1:B2"))
        sheet.append([])
        sheet.append(["{{课题}}", "{{学校}}"])
        sheet.append(["完"])

    groups = (*GROUP, row_spec("课题"))
    rows = {"姓名": PEOPLE, "课题": [{"课题": "山行"}, {"课题": "观潮"}]}
    sheet = opened(filled(xlsx_bytes(build), rows, groups, 学校="中心校").data).active
    assert cells(sheet)[1:] == [
        ["孙㛃", 12],
        ["林珺", 30],
        ["冯春生", 8],
        [None, None],
        ["山行", "中心校"],
        ["观潮", "中心校"],
        ["完", None],
    ]
    assert sheet.tables["人员"].ref == "A1:B4"


MOVE = Insertion("信息表", 5, 3)


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("A5+A6", "A5+A9"),
        ("SUM(A1:A5)", "SUM(A1:A8)"),
        ("SUM(A1:A4)", "SUM(A1:A4)"),
        ("SUM($A$3:$B$9)", "SUM($A$3:$B$12)"),
        ('IF(B6="A6",LOG10(C7),"B6")', 'IF(B9="A6",LOG10(C10),"B6")'),
        ("SUM(6:7)", "SUM(9:10)"),
        ("SUM(A:A)", "SUM(A:A)"),
        ("汇总!A6+信息表!A6+'信息表'!A6", "汇总!A6+信息表!A9+'信息表'!A9"),
        ("表1[节数]", "表1[节数]"),
        ("Q1_2025+A6", "Q1_2025+A9"),
    ],
)
def test_formulas_are_moved(formula, moved):
    assert MOVE.formula(formula, at_home=True) == moved


def test_formulas_of_the_copied_row_stay_in_it_unless_fixed():
    assert MOVE.formula("SUM(B5:D5)", at_home=True, in_row=True) == "SUM(B5:D5)"
    assert MOVE.formula("C5/SUM(C$5:C$5)", at_home=True, in_row=True) == "C5/SUM(C$5:C$8)"
    assert MOVE.formula("A6", at_home=False) == "A6"


@pytest.mark.parametrize(
    ("formula", "copied"),
    [("A4+$A$4+A$4+$A4", "A6+$A$4+A$4+$A6"), ('SUM(B5:D5)&"B5"', 'SUM(B7:D7)&"B5"'), ("SUM(5:$5)", "SUM(7:$5)")],
)
def test_formulas_are_copied_down(formula, copied):
    assert copied_down(formula, 2) == copied
