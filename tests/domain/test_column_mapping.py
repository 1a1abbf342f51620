"""What a person said of a table's columns is kept by its headings, the newest first, and survives bad settings."""

from __future__ import annotations

import json

from jiaoyan_desktop.domain.column_mapping import (
    ColumnMapping,
    SheetLayout,
    corrections_of,
    forgotten,
    read_mappings,
    remembered,
    trimmed,
)

LAYOUT = SheetLayout(
    sheet="表",
    row=1,
    headings=("称呼", "学科", "", ""),
    fields=("", "subject", "note", ""),
    choices=(("name", "姓名"), ("subject", "任教学科"), ("note", "备注")),
    samples=(("王秀兰", "语文", "", "x"), ("陈志强", "数学", "骨干", "")),
)


def a_mapping(*headings: str, kind: str = "roster", fields: tuple[str, ...] = ("name",)) -> ColumnMapping:
    return ColumnMapping(kind=kind, headings=headings, fields=fields)


def test_a_correction_takes_the_field_over_from_the_column_that_held_it():
    assert LAYOUT.corrected("roster", 0, "subject") == a_mapping("称呼", "学科", fields=("subject", "", "note", ""))
    assert LAYOUT.corrected("roster", 2, "").fields == ("", "subject", "", "")


def test_where_fields_repeat_each_side_keeps_its_own():
    beside = SheetLayout(
        sheet="表", row=1, headings=("周", "内容", "周", "说明"), fields=("week", "content", "week", ""), choices=()
    )
    assert beside.corrected("progress", 3, "content").fields == ("week", "content", "week", "content")


def test_the_first_lines_in_words():
    assert LAYOUT.lines() == ["任教学科 语文", "任教学科 数学，备注 骨干"]


def test_the_newest_word_on_a_layout_holds():
    first, other = a_mapping("称呼"), a_mapping("称呼", kind="progress")
    newer = a_mapping("称呼", fields=("note",))
    kept = remembered(remembered(remembered((), first), other), newer)
    assert kept == (newer, other)
    assert corrections_of(kept, "roster") == {("称呼",): ("note",)}
    assert forgotten(kept, "roster", ("称呼", "", "")) == (other,)


def test_only_so_many_are_kept():
    kept: tuple[ColumnMapping, ...] = ()
    for number in range(100):
        kept = remembered(kept, a_mapping(f"栏{number}"))
    assert len(kept) == 80 and kept[0].headings == ("栏99",)


def test_through_the_settings_and_back():
    kept = (a_mapping("称呼", "学科"), a_mapping("周", kind="progress"))
    plain = json.loads(json.dumps([item.to_dict() for item in kept]))
    assert read_mappings(plain) == kept
    assert read_mappings([*plain, None, {"kind": "roster"}, {"kind": 1, "headings": [], "fields": []}]) == kept


def test_headings_without_their_empty_end():
    assert trimmed(["姓名", "", "电话", "", ""]) == ("姓名", "", "电话")
    assert trimmed(["", ""]) == ()
