"""Lists in narrow cells are broken between their items, never inside a class's name."""

from __future__ import annotations

import pytest

from jiaoyan_desktop.documents.text_width import folded, width


@pytest.mark.parametrize(
    ("text", "room", "wanted"),
    [
        ("三（1）（2）、四（1）（2）、五（1）（2）班", 11, "三（1）（2）、\n四（1）（2）、\n五（1）（2）班"),
        ("语文、道德与法治、劳动", 7, "语文、\n道德与法治、\n劳动"),
        ("副校长（分管教学）", 7, "副校长\n（分管教学）"),
        ("语文：四（2）班；劳动：四（1）班", 12, "语文：四（2）班；\n劳动：四（1）班"),
        ("语文、数学", 7, "语文、数学"),
        ("先读、再议、后写，最后交流。", 5, "先读、再议、后写，最后交流。"),
        ("阿依古丽买买提的班、五（1）班", 6, "阿依古丽买买提的班、\n五（1）班"),
    ],
)
def test_where_a_list_is_broken(text, room, wanted):
    assert folded(text, room) == wanted
    assert folded(wanted, room) == wanted


def test_a_folded_list_keeps_its_characters_and_starts_no_line_with_a_mark():
    text = "美术：一（1）、二（1）、三（1）（2）、四（1）（2）、五（1）（2）、六（1）（2）班；劳动：一（1）、二（1）班"
    for room in range(11, 40):
        lines = folded(text, room).split("\n")
        assert "".join(lines) == text
        assert all(width(line) <= room and line[0] not in "、；）" for line in lines)
