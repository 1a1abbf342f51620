"""Word's kinds of figures, and the ways in which its lists count on, restart and lean on styles."""

from __future__ import annotations

import pytest

from jiaoyan_desktop.documents.lessons_numbering import Numbering, written
from jiaoyan_desktop.documents.ooxml import parse_xml
from tests.documents.lesson_files import wml


def numbering(*lists: str, nums: str = "", number_of_style=lambda style: "") -> Numbering:
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{place}">{inner}</w:abstractNum>' for place, inner in enumerate(lists)
    )
    nums = nums or "".join(num(place + 1, place) for place in range(len(lists)))
    return Numbering(parse_xml(wml("w:numbering", made + nums), "numbering.xml"), number_of_style)


def num(key: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def level(number: int, text: str, kind: str = "decimal", more: str = "") -> str:
    return f'<w:lvl w:ilvl="{number}"><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


@pytest.mark.parametrize(
    ("number", "kind", "text"),
    [
        *((3, "decimal", "3"), (3, "decimalZero", "03"), (3, "chineseCounting", "三"), (10, "chineseCounting", "十")),
        *(
            (11, "chineseCountingThousand", "十一"),
            (20, "chineseCounting", "二十"),
            (103, "chineseCounting", "一百〇三"),
        ),
        *(
            (12, "ideographDigital", "一二"),
            (12, "chineseLegalSimplified", "壹拾贰"),
            (3, "decimalEnclosedCircle", "③"),
        ),
        *(
            (21, "decimalEnclosedCircleChinese", "（21）"),
            (2, "ideographTraditional", "乙"),
            (11, "ideographTraditional", "11"),
        ),
        *((2, "ideographZodiac", "丑"), (28, "lowerLetter", "bb"), (3, "upperLetter", "C"), (9, "lowerRoman", "ix")),
        *((2024, "upperRoman", "MMXXIV"), (3, "decimalEnclosedParen", "(3)"), (3, "没听过", "3"), (3, "none", "")),
        *(
            (0, "chineseCounting", "〇"),
            (-1, "lowerRoman", "-1"),
            (99999, "chineseCounting", "99999"),
            (0, "upperRoman", "0"),
        ),
    ],
)
def test_figures(number, kind, text):
    assert written(number, kind) == text


def test_deeper_levels_begin_anew_unless_they_shall_not():
    found = numbering(level(0, "%1.") + level(1, "%1.%2.") + level(2, "%3)", more='<w:lvlRestart w:val="0"/>'))
    told = [found.label("1", place) for place in (0, 1, 2, 1, 2, 0, 1, 2)]
    assert told == ["1.", "1.1.", "1)", "1.2.", "2)", "2.", "2.1.", "3)"]


def test_a_deeper_level_alone_counts_from_the_start_of_those_above():
    assert numbering(level(0, "%1.") + level(1, "%1.%2.")).label("1", 1) == "1.1."


def test_numberings_of_one_list_count_on_together():
    found = numbering(level(0, "（%1）"), nums=num(1, 0) + num(2, 0))
    assert [found.label(key, 0) for key in ("1", "2", "1")] == ["（1）", "（2）", "（3）"]


def test_a_numbering_may_have_a_level_of_its_own():
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "第%1步", "chineseCounting")}</w:lvlOverride>'
    found = numbering(level(0, "%1."), nums=num(1, 0) + num(2, 0, own))
    assert (found.label("1", 0), found.label("2", 0)) == ("1.", "第二步 ")


def test_levels_of_styles_and_lists_that_only_point_at_a_style():
    linked = '<w:numStyleLink w:val="表样"/>'
    found = numbering(
        level(0, "%2、", "chineseCounting", '<w:pStyle w:val="标题二"/>').replace('ilvl="0"', 'ilvl="1"'),
        linked,
        number_of_style=lambda style: "1" if style == "表样" else "",
    )
    assert found.level_of_style("1", "标题二") == 1 and found.level_of_style("9", "标题二") == 0
    assert found.label("2", 1) == "一、"


def test_what_is_not_there_shows_nothing():
    empty = Numbering(None)
    assert (empty.label("1", 0), empty.level_of_style("1", "x")) == ("", 0)
    found = numbering(level(0, "", "none") + level(1, "·", "bullet"))
    assert [found.label("1", place) for place in (0, 1, 2, 9, -1)] == ["", "•", "", "", ""]


def test_a_label_that_ends_in_a_figure_is_parted_from_the_words():
    assert numbering(level(0, "%1")).label("1", 0) == "1 "
    assert numbering(level(0, "%1.", more='<w:suff w:val="space"/>')).label("1", 0) == "1. "
