"""Filling Word templates: where placeholders are found, what values may hold, and what stays as it was."""

from __future__ import annotations

import copy
import itertools

import pytest
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from jiaoyan_desktop.documents.form_values import FormValues
from jiaoyan_desktop.documents.word import WordTemplate
from jiaoyan_desktop.errors import UserError

from .office_files import (
    MADE_AT,
    NS,
    W,
    assert_sound,
    body,
    body_docx,
    docx_bytes,
    etree,
    form_spec,
    line,
    lines,
    part,
    part_names,
    with_part,
)
from .word_xml import EXACT_HEIGHT, paragraph, row, table, text_box


def filled(data: bytes, **values: str | int | float):
    """The document with its tokens filled; checked for soundness."""
    template = WordTemplate(data, form_spec(*values), "试填表.docx")
    document = template.fill(FormValues(fields=values), made_at=MADE_AT)
    assert_sound(document.data)
    return document


def test_a_split_placeholder_is_found_and_takes_the_first_runs_looks():
    def build(document):
        paragraph = document.add_paragraph("授课教师：")
        first = paragraph.add_run("{")
        first.bold = True
        first.font.size = Pt(15)
        paragraph.add_run("{授课").italic = True
        paragraph.add_run("教师}")
        paragraph.add_run("}（签字）")

    document = filled(docx_bytes(build), 授课教师="林珺")
    paragraph = body(document.data).find(f".//{W}p")
    assert line(paragraph) == "授课教师：林珺（签字）"
    run = next(run for run in paragraph.iter(f"{W}r") if "林珺" in "".join(run.itertext()))
    assert run.find(f"{W}rPr/{W}b") is not None
    assert run.find(f"{W}rPr/{W}sz").get(f"{W}val") == "30"
    assert run.find(f"{W}rPr/{W}i") is None


@pytest.mark.parametrize("written", ["{{ 课题 }}", "｛｛课题｝｝", "｛{课 题}｝", "{ {课题} }", "{{\u3000课题\u3000}}"])
def test_braces_and_spaces_are_taken_as_people_type_them(written):
    document = filled(docx_bytes(lambda document: document.add_paragraph(f"课题{written}完")), 课题="山行")
    assert lines(body(document.data)) == ["课题山行完"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 29), max_size=12, unique=True))
def test_however_word_cut_the_runs_the_same_text_comes_out(cuts):
    whole = "前{{授课教师}}中｛｛ 课题 ｝｝、{{授课教师}}后{单}}".removesuffix("}")
    edges = [0, *sorted(cut for cut in cuts if cut < len(whole)), len(whole)]
    pieces = "|".join(whole[start:end] for start, end in itertools.pairwise(edges))
    document = filled(body_docx(paragraph(pieces)), 授课教师="林珺", 课题="山行")
    assert lines(body(document.data)) == ["前林珺中山行、林珺后{单}"]


def test_several_in_one_run_keep_what_stands_between():
    document = filled(
        docx_bytes(lambda document: document.add_paragraph("前{{甲}}-{{乙}}、{{甲}}后")), 甲="一", 乙="二"
    )
    assert lines(body(document.data)) == ["前一-二、一后"]


def test_header_footer_nested_table_and_footnote_are_walked():
    def build(document):
        section = document.sections[0]
        section.header.paragraphs[0].text = "{{学校}}"
        section.footer.paragraphs[0].text = "填表：{{填表人}}"
        outer = document.add_table(1, 1)
        inner = outer.cell(0, 0).add_table(1, 1)
        inner.cell(0, 0).paragraphs[0].add_run("{{备").bold = True
        inner.cell(0, 0).paragraphs[0].add_run("注}}")
        outer.cell(0, 0).add_paragraph("")

    plain = docx_bytes(build)
    footnotes = (
        f'<w:footnotes xmlns:w="{NS["w"]}"><w:footnote w:id="1"><w:p><w:r><w:t>注{{{{出处}}}}</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    types = part(plain, "[Content_Types].xml").decode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    plain = with_part(plain, "word/footnotes.xml", footnotes.encode())
    plain = with_part(plain, "[Content_Types].xml", types.replace("</Types>", override).encode())
    document = filled(plain, 学校="清水酄乡中心小学", 填表人="韩立新", 备注="内", 出处="台账")
    assert "内" in lines(body(document.data))
    assert lines(etree.fromstring(part(document.data, "word/footnotes.xml"))) == ["注台账"]
    texts = [part(document.data, name).decode() for name in part_names(document.data) if "er1.xml" in name]
    assert any("清水酄乡中心小学" in text for text in texts)
    assert any("填表：" in text and "韩立新" in text for text in texts)


def test_text_boxes_are_filled_in_both_branches():
    box = text_box(paragraph("盖章{{单|位}}"), paragraph("盖章{{单位}}"))
    xml = paragraph("框外{{外}}{{尾}}").replace("{{尾}}", f"</w:t></w:r>{box}<w:r><w:t>{{{{尾}}}}")
    document = filled(body_docx(xml), 外="甲", 单位="乙校", 尾="丙")
    assert lines(body(document.data)) == ["框外甲丙", "盖章乙校", "盖章乙校"]


def test_content_controls_links_and_tracked_insertions_are_walked():
    xml = """<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/><w:dataBinding w:xpath="/a" w:storeItemID="{1}"/></w:sdtPr>
    <w:sdtContent><w:r><w:t>{{甲}}</w:t></w:r></w:sdtContent></w:sdt>
    <w:ins w:id="5" w:author="x"><w:r><w:t>{{乙}}</w:t></w:r></w:ins>
    <w:del w:id="6" w:author="x"><w:r><w:delText>旧</w:delText></w:r></w:del>
    <w:hyperlink w:anchor="a"><w:r><w:t>{{丙}}</w:t></w:r></w:hyperlink></w:p>"""
    document = filled(body_docx(xml), 甲="1", 乙="2", 丙="3")
    root = body(document.data)
    found = "".join(node.text for node in root.iter(f"{W}t"))
    assert found == "123"
    assert root.find(f".//{W}dataBinding") is None
    assert root.find(f".//{W}delText").text == "旧"


def test_a_text_of_several_lines_breaks_lines_or_makes_paragraphs():
    def build(document):
        alone = document.add_paragraph("{{正文}}", style="List Bullet")
        alone.paragraph_format.first_line_indent = Pt(32)
        document.add_paragraph("意见：{{意见}}")

    root = body(filled(docx_bytes(build), 正文="一段\n二段\n三段", 意见="甲\n乙\t丙").data)
    assert lines(root) == ["一段", "二段", "三段", "意见：甲\n乙\t丙"]
    shapes = [etree.tostring(item.find(f"{W}pPr")) for item in list(root.iter(f"{W}p"))[:3]]
    assert shapes[0] == shapes[1] == shapes[2]


def test_markup_in_values_stays_text():
    hostile = "</w:t><w:br/> & ]]> <!-- --> \"'{{甲}} &amp; 𠮷"
    document = WordTemplate(docx_bytes(lambda d: d.add_paragraph("{{甲}}")), form_spec("甲"), "a.docx").fill(
        FormValues(fields={"甲": hostile}), made_at=MADE_AT
    )
    assert lines(body(document.data)) == [hostile]


def test_sixty_thousand_characters_arrive_whole():
    text = "教研活动记录。" * 8600
    document = filled(docx_bytes(lambda document: document.add_paragraph("{{正文}}")), 正文=text)
    assert lines(body(document.data)) == [text]


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x1f", "\ufffe", "\ud800"])
def test_a_control_character_is_refused_by_name(bad):
    template = WordTemplate(docx_bytes(lambda document: document.add_paragraph("{{评语}}")), form_spec("评语"), "a")
    with pytest.raises(UserError, match="评语"):
        template.fill(FormValues(fields={"评语": f"好{bad}的"}), made_at=MADE_AT)


def test_numbers_are_written_as_people_do():
    document = filled(
        docx_bytes(lambda document: document.add_paragraph("{{甲}} {{乙}} {{丙}}")), 甲=3.0, 乙=2.5, 丙=60
    )
    assert lines(body(document.data)) == ["3 2.5 60"]


def test_what_has_no_value_is_blank_and_told():
    template = WordTemplate(
        docx_bytes(lambda document: document.add_paragraph("填表人：{{填表人}}，{{日期}}")),
        form_spec("填表人", "日期"),
        "a.docx",
    )
    document = template.fill(FormValues(fields={"日期": "2025年6月8日"}), made_at=MADE_AT)
    assert lines(body(document.data)) == ["填表人：，2025年6月8日"]
    assert document.left_over == ("填表人",)


def test_placeholders_and_form_have_to_agree():
    data = docx_bytes(lambda document: document.add_paragraph("{{甲}}{{乙}}"))
    with pytest.raises(UserError, match="乙"):
        WordTemplate(data, form_spec("甲"), "听课记录表/template.docx")
    with pytest.raises(UserError, match=r"听课记录表/template.docx.*丙"):
        WordTemplate(data, form_spec("甲", "乙", "丙"), "听课记录表/template.docx")


@pytest.mark.parametrize("written", ["{{甲}", "{{甲", "甲}}", "{{}}"])
def test_braces_that_do_not_close_are_named(written):
    with pytest.raises(UserError, match=r"括号|空的"):
        WordTemplate(docx_bytes(lambda document: document.add_paragraph(written)), form_spec("甲"), "a.docx")


def test_nothing_else_of_the_file_changes():
    def build(document):
        document.add_paragraph("{{甲}}")
        document.add_heading("标题", 1)

    plain = docx_bytes(build)
    document = filled(plain, 甲="一")
    changed = {"word/document.xml", "docProps/core.xml"}
    assert sorted(part_names(document.data)) == sorted(part_names(plain))
    for name in set(part_names(plain)) - changed:
        assert part(document.data, name) == part(plain, name)
    before, after = body(plain), copy.deepcopy(body(document.data))
    next(node for node in before.iter(f"{W}t") if node.text == "{{甲}}").text = "一"
    for node in after.iter(f"{W}t"):
        node.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)
    assert etree.tostring(after, method="c14n") == etree.tostring(before, method="c14n")


def test_the_same_values_give_the_same_bytes_and_the_clock_is_the_given_one():
    template = WordTemplate(docx_bytes(lambda document: document.add_paragraph("{{甲}}")), form_spec("甲"), "a.docx")
    once = template.fill(FormValues(fields={"甲": "一"}), made_at=MADE_AT)
    assert once.data == template.fill(FormValues(fields={"甲": "一"}), made_at=MADE_AT).data
    core = part(once.data, "docProps/core.xml").decode()
    assert core.count("2025-06-08T10:32:00Z") == 2
    assert "python-docx" in core


def test_exact_rows_may_grow_so_that_no_text_is_clipped():
    xml = table(row("{{甲}}", properties=EXACT_HEIGHT), widths=(2000,))
    height = body(filled(body_docx(xml), 甲="长" * 200).data).find(f".//{W}trHeight")
    assert height.get(f"{W}hRule") == "atLeast"
    assert height.get(f"{W}val") == "400"


def test_foreign_files_are_refused_in_words():
    with pytest.raises(UserError, match="旧格式"):
        WordTemplate(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, form_spec(), "表.doc")
    with pytest.raises(UserError, match="打不开"):
        WordTemplate(b"PK\x03\x04 broken", form_spec(), "表.docx")
    whole = docx_bytes(lambda document: document.add_paragraph("{{甲}}"))
    with pytest.raises(UserError, match="打不开"):
        WordTemplate(whole[: len(whole) // 2], form_spec("甲"), "表.docx")
    bomb = with_part(
        whole, "word/document.xml", b'<!DOCTYPE d [<!ENTITY e "x">]><w:document xmlns:w="urn:x">&e;</w:document>'
    )
    with pytest.raises(UserError):
        WordTemplate(bomb, form_spec("甲"), "表.docx")
