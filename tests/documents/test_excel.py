"""Filling Excel templates: values, looks, long texts, what is refused."""

from __future__ import annotations

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Color, Font

from jiaoyan_desktop.documents.excel import ExcelTemplate
from jiaoyan_desktop.documents.form_values import FormValues
from jiaoyan_desktop.documents.ooxml import S
from jiaoyan_desktop.documents.text_width import lines_needed
from jiaoyan_desktop.errors import UserError

from .excel_files import cells, filled, opened, shared, xlsx_bytes
from .office_files import MADE_AT, etree, form_spec, part, part_names, row_spec, with_part


def test_cells_are_filled_alone_and_inside_longer_text():
    def build(sheet):
        sheet["A1"] = "{{学校}}2025年春季｛{ 表名 }｝"
        sheet["B2"] = "{{节数}}"
        sheet["B2"].font = Font(name="黑体", sz=14)
        sheet["B3"] = "{{电话}}"
        sheet["B4"] = "共{{节数}}节"

    document = filled(xlsx_bytes(build), 学校="清水小学", 表名="统计表", 节数=26, 电话="013800138000")
    sheet = opened(document.data).active
    assert sheet["A1"].value == "清水小学2025年春季统计表"
    assert (sheet["B2"].value, sheet["B2"].data_type, sheet["B2"].font.name) == (26, "n", "黑体")
    assert (sheet["B3"].value, sheet["B3"].data_type) == ("013800138000", "s")
    assert sheet["B4"].value == "共26节"


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("a")', "+86", "2025.3.12", "1E5", " 空格 ", "甲\n乙", "<&>]]>"])
def test_text_stays_text(text):
    sheet = opened(filled(xlsx_bytes(lambda sheet: sheet.append(["{{甲}}", "前{{甲}}"])), 甲=text).data).active
    assert (sheet["A1"].value, sheet["A1"].data_type) == (text, "s")
    assert sheet["B1"].value == f"前{text}"


def test_a_placeholder_split_over_runs_keeps_the_looks_around_it():
    def build(sheet):
        red, plain = InlineFont(rFont="宋体", sz=12, color=Color("FFFF0000")), InlineFont(rFont="宋体", sz=12)
        sheet["A1"] = CellRichText(TextBlock(plain, "校名："), TextBlock(red, "{{学"), TextBlock(plain, "校}}（盖章）"))

    document = filled(shared(xlsx_bytes(build)), 学校="林珺小学")
    text = part(document.data, "xl/worksheets/sheet1.xml").decode()
    assert opened(document.data).active["A1"].value == "校名：林珺小学（盖章）"
    assert text.index("FFFF0000") < text.index("林珺小学") < text.index("（盖章）")


def test_no_placeholder_is_left_in_the_shared_texts():
    def build(sheet):
        sheet.append(["{{甲}}", "不动", "前{{甲}}"])
        sheet.append(["{{甲}}", "不动"])

    data = shared(xlsx_bytes(build))
    assert b"{{" in part(data, "xl/sharedStrings.xml")
    document = filled(data, 甲="一")
    assert b"{{" not in part(document.data, "xl/sharedStrings.xml")
    assert cells(opened(document.data).active) == [["一", "不动", "前一"], ["一", "不动", None]]


def test_a_long_text_wraps_and_its_row_grows():
    def build(sheet):
        sheet["A1"] = "{{备注}}"
        sheet["C1"] = "{{短}}"
        sheet.column_dimensions["A"].width = sheet.column_dimensions["B"].width = 12
        sheet.merge_cells("A1:B1")
        sheet.row_dimensions[1].height = 20
        sheet["A3"], sheet["B3"] = "{{缩小}}", "不动"
        sheet["A3"].alignment = Alignment(shrink_to_fit=True)

    long = "课堂组织有序，学生参与度高。" * 5
    sheet = opened(filled(xlsx_bytes(build), 备注=long, 短="短", 缩小=long).data).active
    assert sheet["A1"].alignment.wrap_text
    assert not sheet["C1"].alignment.wrap_text
    assert sheet.row_dimensions[1].height >= lines_needed(long, 11) * 11 * 1.3
    assert sheet.row_dimensions[3].height is None


def test_a_list_of_classes_breaks_between_classes_and_its_row_holds_every_line():
    def build(sheet):
        sheet["A1"] = "{{班级}}"
        sheet.column_dimensions["A"].width = 24

    told = "三（1）（2）、四（1）（2）、五（1）（2）、六（1）（2）班"
    sheet = opened(filled(xlsx_bytes(build), 班级=told).data).active
    lines = sheet["A1"].value.split("\n")
    assert "".join(lines) == told and all(line.endswith(("、", "班")) for line in lines)
    assert sheet.row_dimensions[1].height >= len(lines) * 11 * 1.4 + 8


def test_what_has_no_value_is_blank_and_told():
    template = ExcelTemplate(
        xlsx_bytes(lambda sheet: sheet.append(["{{甲}}", "共{{乙}}节"])), form_spec("甲", "乙", suffix="xlsx"), "a.xlsx"
    )
    document = template.fill(FormValues(), made_at=MADE_AT)
    assert cells(opened(document.data).active) == [[None, "共节"]]
    assert document.left_over == ("甲", "乙")


def test_rare_characters_get_a_typeface_that_has_them():
    def build(sheet):
        sheet["A1"] = "{{甲}}"
        sheet["A2"] = "校长：{{甲}}"
        for cell in (sheet["A1"], sheet["A2"]):
            cell.font = Font(name="仿宋_GB2312", sz=12, b=True)

    document = filled(xlsx_bytes(build), 甲="林珺")
    assert [(item.character, item.used) for item in document.substitutions] == [("珺", "仿宋")] * 2
    text = part(document.data, "xl/worksheets/sheet1.xml").decode()
    assert text.count('<rFont val="仿宋"/>') == 2
    assert [row[0] for row in cells(opened(document.data).active)] == ["林珺", "校长：林珺"]


def test_placeholders_and_form_have_to_agree_and_braces_to_close():
    data = xlsx_bytes(lambda sheet: sheet.append(["{{甲}}"]))
    with pytest.raises(UserError, match=r"听课统计表/template.xlsx.*乙"):
        ExcelTemplate(data, form_spec("甲", "乙", suffix="xlsx"), "听课统计表/template.xlsx")
    with pytest.raises(UserError, match="甲"):
        ExcelTemplate(data, form_spec(suffix="xlsx"), "a.xlsx")
    with pytest.raises(UserError, match=r"B2.*括号"):
        ExcelTemplate(
            xlsx_bytes(lambda sheet: sheet.append([]) or sheet.cell(2, 2, "{{甲}")), form_spec("甲"), "a.xlsx"
        )
    with pytest.raises(UserError, match="空的"):
        ExcelTemplate(xlsx_bytes(lambda sheet: sheet.append(["{{ }}"])), form_spec(), "a.xlsx")


def test_what_cannot_be_filled_is_refused_in_words():
    plain = xlsx_bytes(lambda sheet: sheet.append(["{{甲}}"]))
    types = part(plain, "[Content_Types].xml").decode()
    macro = types.replace("spreadsheetml.sheet.main+xml", "sheet.macroEnabled.main+xml").replace(
        "openxmlformats-officedocument.sheet.macro", "ms-excel.sheet.macro"
    )
    with pytest.raises(UserError, match="宏"):
        ExcelTemplate(with_part(plain, "[Content_Types].xml", macro.encode()), form_spec("甲"), "a.xlsx")
    with pytest.raises(UserError, match="透视表"):
        ExcelTemplate(with_part(plain, "xl/pivotTables/pivotTable1.xml", b"<a/>"), form_spec("甲"), "a.xlsx")
    with pytest.raises(UserError, match="旧格式"):
        ExcelTemplate(bytes.fromhex("d0cf11e0a1b11ae1"), form_spec("甲"), "a.xls")
    drawing = b'<d xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:t>{{x}}</a:t></d>'
    with pytest.raises(UserError, match="文本框"):
        ExcelTemplate(with_part(plain, "xl/drawings/drawing1.xml", drawing), form_spec("甲"), "a.xlsx")
    with pytest.raises(UserError, match="32767"):
        filled(plain, 甲="字" * 32768)
    with pytest.raises(UserError, match="控制符号"):
        filled(plain, 甲="\x0b")


def test_a_repeated_row_is_one_row():
    def build(sheet):
        sheet.append(["{{姓名}}"])
        sheet.merge_cells("A1:A2")

    with pytest.raises(UserError, match="A1:A2"):
        ExcelTemplate(xlsx_bytes(build), form_spec(rows=(row_spec("姓名"),)), "a.xlsx")
    with pytest.raises(UserError, match="同一行"):
        ExcelTemplate(
            xlsx_bytes(lambda sheet: sheet.append(["{{姓名}}", "{{课题}}"])),
            form_spec(rows=(row_spec("姓名"), row_spec("课题"))),
            "a.xlsx",
        )


def test_the_same_values_give_the_same_bytes_and_other_parts_stay():
    data = xlsx_bytes(lambda sheet: sheet.append(["{{甲}}"]))
    once, again = filled(data, 甲="一"), filled(data, 甲="一")
    assert once.data == again.data
    assert part(once.data, "xl/theme/theme1.xml") == part(data, "xl/theme/theme1.xml")
    assert sorted(part_names(once.data)) == sorted(part_names(data))
    assert part(once.data, "docProps/core.xml").count(b"2025-06-08T10:32:00Z") == 2


def test_the_parts_of_a_font_come_in_the_order_that_microsoft_wants():
    def build(sheet):
        sheet["A1"] = "{{甲}}"
        sheet["A1"].font = Font(name="黑体", sz=14, b=True, color=Color("FF112233"), charset=134)

    styles = etree.fromstring(part(filled(xlsx_bytes(build), 甲="一").data, "xl/styles.xml"))
    names = [[child.tag.rpartition("}")[2] for child in font] for font in styles.iter(f"{{{S}}}font")]
    assert ["b", "sz", "color", "name", "charset"] in [[name for name in font if name != "family"] for font in names]


def test_page_headers_and_footers_are_filled():
    def build(sheet):
        sheet["A1"] = "{{甲}}"
        sheet.oddHeader.left.text = "{{学校}}"
        sheet.oddFooter.center.text = "第&P页"

    document = filled(xlsx_bytes(build), 甲="一", 学校="甲&乙小学")
    assert "甲&amp;&amp;乙小学" in part(document.data, "xl/worksheets/sheet1.xml").decode()
    assert opened(document.data).active.oddFooter.center.text == "第&P页"
