"""Cards of label and value are told from lists, whatever stands around them."""

from __future__ import annotations

from jiaoyan_desktop.documents.sheets_cards import find_cards
from jiaoyan_desktop.domain.column_names import ROSTER
from tests.workflows.collecting_kit import a_sheet

CARD = (("姓名", "王秀兰", "性别", "女"), ("出生年月", "1985.3", "学历", "本科"), ("身份证号", "2323", "照片", None))


def cards(*rows, **values):
    return find_cards(a_sheet(*rows, **values), ROSTER, key="name")


def said(table) -> list[tuple[str, str, str]]:
    return [(row.text("name"), row.text("gender"), row.text("education")) for row in table.rows]


def test_a_card_with_its_title_and_what_has_no_place_told():
    table = cards(("教职工信息卡",), *CARD)
    assert table is not None
    assert said(table) == [("王秀兰", "女", "本科")]
    assert table.title == "教职工信息卡"
    assert table.notes == ("“表”里的“身份证号”、“照片”没有对应的栏，没有导入。",)
    assert (table.rows[0].number, table.rows[0].cell("education").column) == (2, 4)


def test_merged_labels_and_values():
    rows = (("姓名", None, "王秀兰", None), ("性别", None, "女", None), ("学历", None, "本科", None))
    merges = [(row, left, row, left + 1) for row in (1, 2, 3) for left in (1, 3)]
    table = cards(*rows, merges=merges)
    assert table is not None and said(table) == [("王秀兰", "女", "本科")]


def test_an_empty_card_brings_nobody():
    table = cards(("姓名", None, "性别", None), ("学历", None, "职称", None))
    assert table is not None and table.rows == ()


def test_a_list_is_no_card():
    assert cards(("姓名", "性别", "学历"), ("王秀兰", "女", "本科")) is None
    assert cards(("姓名", "工号", "性别", "车牌", "学历", "x"), ("王秀兰", "1", "女", "2", "本科", "3")) is None
    assert cards(("姓名",), ("王秀兰",)) is None
    assert cards(("姓名", "王秀兰", "性别", "女")) is None
    assert cards(("班级", "三1")) is None
