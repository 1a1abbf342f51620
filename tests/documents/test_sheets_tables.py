"""A list is found wherever it stands, however its header is built, and what is no line of it is left out and told."""

from __future__ import annotations

import pytest

from jiaoyan_desktop.documents.sheets_headers import heading
from jiaoyan_desktop.documents.sheets_tables import Table, find_table, find_tables
from jiaoyan_desktop.domain.column_names import OBSERVATIONS, PROGRESS, ROSTER, label_of
from tests.workflows.collecting_kit import a_sheet, a_workbook

HEAD = ("序号", "姓名", "性别", "任教学科")
LINES = ((1, "王秀兰", "女", "语文"), (2, "陈志强", "男", "数学"))


def roster(*rows, **values) -> Table:
    table = find_table(a_sheet(*rows, **values), ROSTER, key="name", needs=(("name",),))
    assert table is not None
    return table


def names(table: Table) -> list[str]:
    return [row.text("name") for row in table.rows]


def test_titles_above_and_notes_below():
    table = roster(
        ("清水酄乡中心小学教师花名册",),
        ("填报单位（盖章）：", None, "填报日期：2025年3月3日"),
        HEAD,
        *LINES,
        ("注：1.照身份证填写。",),
        ("校长签字：    填表人：",),
        merges=[(1, 1, 1, 4), (6, 1, 6, 4), (7, 1, 7, 4)],
    )
    assert names(table) == ["王秀兰", "陈志强"]
    assert [row.number for row in table.rows] == [4, 5]
    assert table.title.startswith("清水酄乡中心小学教师花名册\n填报单位")
    assert table.footer == ("注：1.照身份证填写。", "校长签字：    填表人：")
    assert table.notes == ()


def test_two_levels_merged_or_not():
    rows = (("序号", "基本信息", None, "任教\n学科"), (None, "姓  名", "性别", None), *LINES)
    for merges in ([(1, 2, 1, 3), (1, 1, 2, 1), (1, 4, 2, 4)], []):
        table = roster(*rows, merges=merges)
        assert names(table) == ["王秀兰", "陈志强"]
        assert table.rows[0].text("subject") == "语文" and table.rows[0].text("order") == "1"


def test_three_levels():
    table = roster(("教师信息",), ("基本", None, "任教"), ("姓名", "性别", "学科"), ("王秀兰", "女", "语文"))
    assert names(table) == ["王秀兰"] and table.rows[0].text("subject") == "语文"


def test_blank_rows_totals_and_a_header_repeated_on_the_next_page():
    table = roster(HEAD, LINES[0], (None,) * 4, HEAD, LINES[1], ("合 计", None, 2))
    assert names(table) == ["王秀兰", "陈志强"]
    assert table.totals == (6,)
    assert table.notes == ("“表”的第6行是合计，没有导入。",)


def test_lines_between_the_lines_are_told():
    table = roster(HEAD, ("语文组",), LINES[0], ("数学组",), LINES[1], merges=[(2, 1, 2, 4), (4, 1, 4, 4)])
    assert names(table) == ["王秀兰", "陈志强"]
    assert table.notes == ("“表”的第2行“语文组”、第4行“数学组”像是说明，没有导入。",)


def test_columns_in_any_order_and_unknown_ones_told():
    table = roster(("身份证号", "任教学科", "姓名", "性别"), ("2323", "语文", "王秀兰", "女"))
    assert table.rows[0].text("subject") == "语文"
    assert table.notes == ("“表”的A列“身份证号”没有对应的栏，没有导入。",)
    assert roster(("姓名", "性别", "车牌"), ("王秀兰", "女", None)).notes == ()


def test_a_heading_that_stands_twice_keeps_its_first_column():
    table = roster(("姓名", "备注", "备注"), ("王秀兰", "骨干", "转岗"))
    assert table.rows[0].text("note") == "骨干"
    assert table.notes == ("“表”的C列“备注”没有对应的栏，没有导入。",)


def test_hidden_columns_and_rows_are_read_and_told():
    table = roster(HEAD, *LINES, hidden_columns=(4,), hidden_rows=(3,))
    assert table.rows[1].text("subject") == "数学"
    assert table.notes == ("“表”的D列“任教学科”是隐藏的，也读了。", "“表”的第3行是隐藏的，也读了。")


def test_a_value_merged_downwards_holds_for_every_line():
    table = roster(("姓名", "性别", "教研组"), ("王秀兰", "女", "语文组"), ("刘芳", "女", None), merges=[(2, 3, 3, 3)])
    assert [row.text("group") for row in table.rows] == ["语文组", "语文组"]


def test_two_tables_side_by_side():
    rows = (("周次", "教学内容", "周次", "教学内容"), (1, "古诗", 11, "习作"), (2, "课文", 12, "复习"))
    table = find_table(a_sheet(*rows), PROGRESS, key="week", needs=(("week", "content"),))
    assert table is not None
    assert [(row.text("week"), row.text("content")) for row in table.rows] == [
        *[("1", "古诗"), ("2", "课文"), ("11", "习作"), ("12", "复习")]
    ]


def test_side_by_side_with_numbers_before_the_names():
    rows = (("序号", "姓名", "性别", "序号", "姓名", "性别"), (1, "王秀兰", "女", 2, "陈志强", "男"))
    table = roster(*rows)
    assert [(row.text("order"), row.text("name"), row.text("gender")) for row in table.rows] == [
        *[("1", "王秀兰", "女"), ("2", "陈志强", "男")]
    ]


def test_no_list_where_its_headings_are_missing():
    needs = (("observer", "happened_on"),)
    assert find_table(a_sheet(("听课人", "班级")), OBSERVATIONS, key="observer", needs=needs) is None
    assert find_table(a_sheet((None,)), ROSTER, key="name", needs=(("name",),)) is None


def test_hidden_sheets_are_left_alone():
    book = a_workbook(a_sheet(HEAD, LINES[0]), a_sheet(HEAD, LINES[1], is_hidden=True))
    assert [names(table) for table in find_tables(book, ROSTER, key="name", needs=(("name",),))] == [["王秀兰"]]


@pytest.mark.parametrize("written", ["姓 名", "姓名：", "姓名（必填）", "＊姓名", "姓\n名", "姓名(与身份证一致)"])
def test_headings_are_compared_by_their_word(written):
    assert heading(written) == "姓名"


def test_labels():
    assert label_of("happened_on", OBSERVATIONS) == "时间"
    assert label_of("gender", ROSTER) == "性别"


def test_no_heading_means_two_fields_of_one_table():
    for columns in (ROSTER, PROGRESS, OBSERVATIONS):
        words = [word for words in columns.values() for word in words]
        assert len(words) == len(set(words))
        assert all(heading(word) == word for word in words)
