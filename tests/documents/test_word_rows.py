"""Repeated rows of Word templates: copies, blank rows, merged cells, running numbers."""

from __future__ import annotations

import pytest

from jiaoyan_desktop.documents.form_values import FormValues
from jiaoyan_desktop.documents.ooxml import WP
from jiaoyan_desktop.documents.word import WordTemplate
from jiaoyan_desktop.errors import UserError

from .office_files import (
    MADE_AT,
    W,
    assert_sound,
    body,
    body_docx,
    docx_bytes,
    form_spec,
    lines,
    part,
    row_spec,
    table_texts,
)
from .word_xml import MERGE_GOES_ON, MERGE_STARTS, cell, paragraph, row, table

PEOPLE = [{"姓名": "孙㛃", "职务": "教师"}, {"姓名": "林珺", "职务": "校长"}, {"姓名": "冯春生", "职务": "教师"}]


def filled(data: bytes, form, rows, **fields):
    """The file with its rows; checked for soundness."""
    document = WordTemplate(data, form, "试填表.docx").fill(FormValues(fields=fields, rows=rows), made_at=MADE_AT)
    assert_sound(document.data)
    return document


def people_table(*more_rows: tuple[str, ...], first: tuple[str, ...] = ("{{姓名}}", "{{职务}}")) -> bytes:
    """A head row, the row to repeat, and what stands below it."""
    head = ("姓名", "职务", "")[: len(first)]
    return body_docx(table(*(row(*texts) for texts in (head, first, *more_rows)), widths=(2000,) * len(first)))


def test_a_row_is_copied_for_every_item_with_its_properties():
    properties = '<w:cantSplit/><w:trHeight w:val="600"/>'
    centred = cell(paragraph("{{姓名}}", '<w:jc w:val="center"/>'))
    xml = table(row(centred, "{{职务}}（{{学校}}）", properties=properties))
    document = filled(
        body_docx(xml), form_spec("学校", rows=(row_spec("姓名", "职务"),)), {"姓名": PEOPLE}, 学校="中心校"
    )
    root = body(document.data)
    assert table_texts(root) == [[item["姓名"], f"{item['职务']}（中心校）"] for item in PEOPLE]
    assert len(root.findall(f".//{W}trPr/{W}cantSplit")) == 3
    assert len(root.findall(f".//{W}jc")) == 3


def test_an_empty_list_leaves_one_blank_row_and_at_least_adds_more():
    one = filled(people_table(), form_spec(rows=(row_spec("姓名", "职务"),)), {"姓名": []})
    assert table_texts(body(one.data)) == [["姓名", "职务"], ["", ""]]
    assert one.left_over == ()
    four = filled(people_table(), form_spec(rows=(row_spec("姓名", "职务", at_least=4),)), {"姓名": PEOPLE[:1]})
    assert table_texts(body(four.data)) == [["姓名", "职务"], ["孙㛃", "教师"], ["", ""], ["", ""], ["", ""]]


def test_rows_that_nobody_gave_are_told():
    document = filled(people_table(), form_spec(rows=(row_spec("姓名", "职务"),)), {})
    assert document.left_over == ("姓名",)


def test_the_countys_blank_rows_are_used_before_new_ones_are_made():
    data = people_table(
        ("2", "", ""), ("3", "", ""), ("4", "", ""), ("合计", "", ""), first=("1", "{{姓名}}", "{{职务}}")
    )
    form = form_spec(rows=(row_spec("姓名", "职务"),))
    few = table_texts(body(filled(data, form, {"姓名": PEOPLE[:2]}).data))
    assert [row[0] for row in few] == ["姓名", "1", "2", "3", "4", "合计"]
    assert few[2] == ["2", "林珺", "教师"] or few[2] == ["2", "林珺", "校长"]
    assert few[3] == ["3", "", ""]
    many = table_texts(body(filled(data, form, {"姓名": PEOPLE * 2}).data))
    assert [row[0] for row in many] == ["姓名", "1", "2", "3", "4", "5", "6", "合计"]


def test_a_label_merged_down_from_the_row_stays_one_label():
    xml = table(row(cell("人员", MERGE_STARTS), "{{姓名}}"))
    root = body(filled(body_docx(xml), form_spec(rows=(row_spec("姓名"),)), {"姓名": PEOPLE}).data)
    assert table_texts(root) == [["人员", "孙㛃"], ["", "林珺"], ["", "冯春生"]]
    assert [item.get(f"{W}val") for item in root.iter(f"{W}vMerge")] == ["restart", None, None]


def test_a_label_merged_across_the_row_goes_on():
    further = cell("", MERGE_GOES_ON)
    xml = table(row(cell("人员", MERGE_STARTS), "表头"), row(further, "{{姓名}}"), row(further, "合计"))
    root = body(filled(body_docx(xml), form_spec(rows=(row_spec("姓名"),)), {"姓名": PEOPLE}).data)
    assert [texts[0] for texts in table_texts(root)] == ["人员", "", "", "", ""]
    assert [item.get(f"{W}val") for item in root.iter(f"{W}vMerge")] == ["restart", None, None, None, None]


def test_several_repeated_rows_and_the_same_word_inside_and_outside():
    def build(document):
        document.add_paragraph("{{姓名}}")
        for words in (("{{姓名}}", "{{职务}}"), ("{{课题}}", "{{姓名}}")):
            table = document.add_table(1, 2)
            for place, word in enumerate(words):
                table.cell(0, place).text = word
            document.add_paragraph("")

    form = form_spec("姓名", rows=(row_spec("姓名", "职务"), row_spec("课题")))
    # 姓名 outside is the form's; inside the second row, which does not declare it, it is the form's too.
    rows = {"姓名": PEOPLE[:2], "课题": [{"课题": "山行"}, {"课题": "观潮"}]}
    template = form_spec("姓名", rows=(row_spec("职务", "姓名"), row_spec("课题")))
    assert form.rows[0].starts_at == "姓名"
    root = body(filled(docx_bytes(build), template, {"职务": PEOPLE[:2], "课题": rows["课题"]}, 姓名="韩立新").data)
    assert lines(root)[0] == "韩立新"
    assert table_texts(root, 0) == [["孙㛃", "教师"], ["林珺", "校长"]]
    assert table_texts(root, 1) == [["山行", "韩立新"], ["观潮", "韩立新"]]


def test_outside_a_table_the_paragraph_repeats():
    def build(document):
        document.add_paragraph("发言：")
        document.add_paragraph("{{发言人}}：{{发言}}", style="List Number")
        document.add_paragraph("完")

    items = [{"发言人": "张丽", "发言": "好"}, {"发言人": "徐静", "发言": "两点\n一是"}]
    root = body(filled(docx_bytes(build), form_spec(rows=(row_spec("发言人", "发言"),)), {"发言人": items}).data)
    assert lines(root) == ["发言：", "张丽：好", "徐静：两点\n一是", "完"]
    assert len(root.findall(f".//{W}pStyle[@{W}val='ListNumber']")) == 2


def test_copies_carry_no_id_twice():
    names = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    drawing = f'<w:r><w:drawing><wp:inline xmlns:wp="{WP}"><wp:docPr id="3" name="线"/></wp:inline></w:drawing></w:r>'
    inside = (
        f'<w:p {names} w14:paraId="00AA00AA"><w:bookmarkStart w:id="7" w:name="here"/>'
        "<w:r><w:t>甲{{姓名}}</w:t></w:r>"
        f'<w:bookmarkEnd w:id="7"/>{drawing}</w:p>'
    )
    xml = table(row(cell(inside)), widths=(2000,))
    document = filled(body_docx(xml), form_spec(rows=(row_spec("姓名"),)), {"姓名": PEOPLE})
    text = part(document.data, "word/document.xml").decode()
    assert text.count("00AA00AA") == 1
    assert text.count("w:bookmarkStart") == text.count("w:bookmarkEnd") == 1
    assert text.count("wp:docPr") == 3


def test_a_row_word_outside_its_row_is_named():
    def build(document):
        document.add_paragraph("{{职务}}")
        document.add_table(1, 2).cell(0, 0).text = "{{姓名}}{{职务}}"

    with pytest.raises(UserError, match=r"职务.*外面"):
        WordTemplate(docx_bytes(build), form_spec(rows=(row_spec("姓名", "职务"),)), "a.docx")
    with pytest.raises(UserError, match="两个会重复的开头"):
        WordTemplate(people_table(), form_spec(rows=(row_spec("姓名"), row_spec("职务"))), "a.docx")
