"""Composed Word documents: the numbers of GB/T 9704, headings, signature, tables, page numbers that WPS shows."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document
from PIL import Image

from jiaoyan_desktop.documents.form_values import Picture
from jiaoyan_desktop.documents.layout import Cell, Column, DocumentBuilder, Span
from jiaoyan_desktop.documents.layout_schemes import NATIONAL, SCHEMES, SCHOOL, scheme_for
from jiaoyan_desktop.errors import UserError

from .office_files import MADE_AT, NS, W, assert_sound, body, etree, line, lines, part, part_names, table_texts


def built(builder: DocumentBuilder, **more):
    document = builder.build(made_at=MADE_AT, **more)
    assert_sound(document.data)
    Document(io.BytesIO(document.data))
    return document


def style(data: bytes, style_id: str):
    styles = etree.fromstring(part(data, "word/styles.xml"))
    return next(item for item in styles.iter(f"{W}style") if item.get(f"{W}styleId") == style_id)


def value(element, path: str, name: str = "val") -> str:
    return element.find("/".join(f"{W}{step}" for step in path.split("/"))).get(f"{W}{name}")


def test_the_page_has_the_numbers_of_the_standard():
    builder = DocumentBuilder(NATIONAL)
    builder.title("教学研究总结")
    builder.paragraph("正文")
    data = built(builder).data
    section = body(data).find(f".//{W}sectPr")
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    assert [margins.get(f"{W}{side}") for side in ("top", "right", "bottom", "left")] == [
        "2098",
        "1474",
        "1984",
        "1587",
    ]
    assert value(section, "docGrid", "linePitch") == "579"
    assert value(style(data, "Title"), "rPr/rFonts", "eastAsia") == "方正小标宋简体"
    assert value(style(data, "Title"), "rPr/sz") == "44"
    assert value(style(data, "Normal"), "pPr/spacing", "line") == "579"
    assert value(style(data, "BodyText"), "pPr/ind", "firstLineChars") == "200"
    faces = [value(style(data, f"Heading{level}"), "rPr/rFonts", "eastAsia") for level in (1, 2, 3, 4)]
    assert faces == ["黑体", "楷体", "仿宋", "仿宋"]
    # 28 characters of 16 points, drawn together, fit the 156 mm of the text area and 27 would waste a character.
    closer = int(value(style(data, "BodyText"), "rPr/spacing"))
    assert 27.9 * 16 < NATIONAL.text_width / 25.4 * 72 - 28 * closer / 20 <= 28.2 * 16


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=list(SCHEMES))
def test_every_style_names_all_four_typefaces(scheme):
    builder = DocumentBuilder(scheme)
    builder.paragraph("正文")
    styles = etree.fromstring(part(built(builder).data, "word/styles.xml"))
    for fonts in styles.iter(f"{W}rFonts"):
        assert all(fonts.get(f"{W}{name}") for name in ("ascii", "hAnsi", "eastAsia", "cs"))
    assert "theme" not in " ".join(part_names(built(builder).data))


def test_the_schools_own_typeface_and_dates_are_taken():
    scheme = scheme_for("school", "仿宋_GB2312", chinese_dates=False)
    assert scheme.body.face == "仿宋_GB2312"
    assert scheme.levels[1].face == "楷体_GB2312"
    assert scheme.date_words(date(2025, 6, 8)) == "2025年6月8日"
    assert SCHOOL.date_words(date(2025, 6, 8)) == "二〇二五年六月八日"
    with pytest.raises(KeyError):
        scheme_for("unheard-of")


def test_headings_count_by_level():
    builder = DocumentBuilder(NATIONAL)
    for level, text in ((1, "甲"), (2, "乙"), (3, "丙"), (3, "丁"), (4, "戊"), (2, "己"), (3, "庚"), (1, "辛")):
        builder.heading(level, text)
    for number in range(3, 13):
        builder.heading(1, str(number))
    builder.heading(1, "不编号", numbered=False)
    texts = lines(body(built(builder).data))
    assert texts[:8] == ["一、甲", "（一）乙", "1.丙", "2.丁", "（1）戊", "（二）己", "1.庚", "二、辛"]
    assert texts[8] == "三、3"
    assert texts[-2:] == ["十二、12", "不编号"]


def test_a_heading_may_go_on_as_plain_text():
    builder = DocumentBuilder(SCHOOL)
    builder.heading(2, "任务驱动。", rest=["校长听课", Span(text="30节", bold=True)])
    runs = body(built(builder).data).findall(f".//{W}r")
    assert [value(run, "rPr/rFonts", "eastAsia") if run.find(f"{W}rPr") is not None else "" for run in runs] == [
        "",
        "仿宋",
        "仿宋",
    ]
    assert value(runs[1], "rPr/b") == "0"
    assert runs[2].find(f"{W}rPr/{W}b") is None  # the heading's own weight


def test_a_line_is_free_between_title_and_text_once():
    builder = DocumentBuilder(NATIONAL)
    builder.title("清水县小学\n教学研究总结")
    builder.school_line("清水小学")
    builder.paragraph("甲\n乙")
    assert lines(body(built(builder).data)) == ["清水县小学\n教学研究总结", "清水小学", "", "甲", "乙"]


def test_page_numbers_are_outside_and_built_so_that_wps_shows_them():
    builder = DocumentBuilder(NATIONAL)
    builder.paragraph("正文")
    data = built(builder).data
    settings = etree.fromstring(part(data, "word/settings.xml"))
    assert settings.find(f"{W}evenAndOddHeaders") is not None
    for name, side in (("word/footer1.xml", "right"), ("word/footer2.xml", "left")):
        paragraph = etree.fromstring(part(data, name)).find(f"{W}p")
        assert value(paragraph, "pPr/jc") == side
        assert line(paragraph) == "— 1 —"
        inside = [
            [child.tag.removeprefix(W) for child in run if child.tag != f"{W}rPr"] for run in paragraph.iter(f"{W}r")
        ]
        assert inside == [["t"], ["fldChar"], ["instrText"], ["fldChar"], ["t"], ["fldChar"], ["t"]]
    footers = [item.get(f"{W}type") for item in body(data).iter(f"{W}footerReference")]
    assert footers == ["default", "even"]


def indents(data: bytes) -> list[int]:
    return [int(item.get(f"{W}rightChars", "0")) for item in body(data).iter(f"{W}ind")]


@pytest.mark.parametrize(
    ("school", "stamp", "right"),
    [
        ("清水县清水酄乡中心小学", True, [150, 400]),  # the date is 6 wide, the name 11: one middle
        ("清水小学", True, [500, 400]),
        ("清水小学", False, [600, 200]),
        ("清水县清水酄乡中心小学", False, [200, 500]),
    ],
)
def test_the_signature_stands_as_the_standard_says(school, stamp, right):
    builder = DocumentBuilder(NATIONAL)
    builder.signature(school, date(2025, 6, 8), stamp=stamp)
    data = built(builder).data
    assert lines(body(data)) == [school, "2025年6月8日"]
    assert indents(data) == right


def test_attachments_are_noted_and_begin_on_their_own_page():
    builder = DocumentBuilder(NATIONAL)
    builder.paragraph("正文")
    builder.attachment_note(["领导小组名单", "活动安排表。"])
    builder.heading(1, "甲")
    builder.attachment_page(1, "领导小组名单")
    builder.heading(1, "组长")
    root = body(built(builder).data)
    assert lines(root) == [
        "正文",
        "",
        "附件：1.领导小组名单",
        "2.活动安排表",
        "一、甲",
        "附件1",
        "",
        "领导小组名单",
        "",
        "一、组长",
    ]
    label = next(item for item in root.iter(f"{W}p") if line(item) == "附件1")
    assert label.find(f"{W}pPr/{W}pageBreakBefore") is not None
    assert value(label, "r/rPr/rFonts", "eastAsia") == "黑体"


def test_tables_have_a_grid_heads_that_repeat_and_cells_that_span():
    builder = DocumentBuilder(NATIONAL)
    columns = [
        Column(head="组别", width=30),
        Column(head="姓名", width=30),
        Column(head="意见", width=90, align="left"),
    ]
    rows = [[Cell(text="语文组", down=2), "王秀兰", "一\n二"], ["林珺", "好"], [Cell(text="合计", across=2), "2"]]
    builder.table(columns, rows)
    root = body(built(builder).data)
    assert table_texts(root) == [
        ["组别", "姓名", "意见"],
        ["语文组", "王秀兰", "一\n二"],
        ["", "林珺", "好"],
        ["合计", "2"],
    ]
    widths = [int(item.get(f"{W}w")) for item in root.iter(f"{W}gridCol")]
    assert sum(widths) == pytest.approx(NATIONAL.text_width * 1440 / 25.4, abs=3)
    assert len(root.findall(f".//{W}tblHeader")) == 1
    assert [item.get(f"{W}val") for item in root.iter(f"{W}vMerge")] == ["restart", None]
    assert [item.get(f"{W}val") for item in root.iter(f"{W}gridSpan")] == ["2"]


@pytest.mark.parametrize("rows", [[["一"]], [["一", "二", "三"]], [[Cell(text="一", down=3), "二"], ["三"]]])
def test_a_row_that_does_not_fill_its_columns_is_a_bug(rows):
    with pytest.raises(ValueError, match=r"columns|last row"):
        DocumentBuilder(NATIONAL).table([Column(head="甲"), Column(head="乙")], rows)


def test_pictures_lacking_characters_bookmarks_and_properties():
    written = io.BytesIO()
    Image.new("RGB", (1600, 1200)).save(written, "JPEG")
    builder = DocumentBuilder(scheme_for("national", "仿宋_GB2312"))
    builder.paragraph("林珺老师", bookmark="section_1")
    builder.picture(Picture(data=written.getvalue(), alt="签到", caption="图1：签到"))
    builder.picture(Picture(data=written.getvalue(), alt="又签到"))
    document = built(builder, custom={"jiaoyan.draft": "0198"}, author="清水小学", title="总结")
    assert [(item.character, item.used) for item in document.substitutions] == [("珺", "仿宋")]
    assert b"0198" in part(document.data, "docProps/custom.xml")
    assert "清水小学".encode() in part(document.data, "docProps/core.xml")
    assert len([name for name in part_names(document.data) if "media" in name]) == 1
    assert body(document.data).find(f".//{W}bookmarkStart").get(f"{W}name") == "section_1"
    assert etree.fromstring(part(document.data, "word/document.xml")).nsmap["w"] == NS["w"]


def test_the_same_calls_give_the_same_bytes_and_control_characters_are_refused():
    def once() -> bytes:
        builder = DocumentBuilder(NATIONAL, landscape=True)
        builder.paragraph("甲 & <乙>")
        return built(builder).data

    assert once() == once()
    with pytest.raises(UserError):
        DocumentBuilder(NATIONAL).paragraph("甲\x0b")
