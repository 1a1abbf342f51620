"""Find boxes: characters anywhere, pinyin initials, whole pinyin; every reading of a character counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaoyan_desktop.domain.pinyin import initials, matches, readings


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("", "什么都行"),
        ("立", "赵立新"),
        ("zlx", "赵立新"),
        ("ZLX", "赵立新"),
        ("lx", "赵立新"),
        ("赵lx", "赵立新"),
        ("zhaolixin", "赵立新"),
        ("zhaol", "赵立新"),
        ("cl", "重量"),
        ("zl", "重量"),
        ("ys", "音乐山"),
        ("yls", "音乐山"),
        ("lvse", "绿色"),
        ("lj", "林珺"),
        ("q", "柳树酄"),
        ("五1", "五1"),
        ("w1b", "五1班"),
        ("王秀", "王 秀兰"),
        ("ayg", "阿依古丽·买买提"),
        ("ppt", "公开课PPT"),
    ],
)
def test_found(query, text):
    assert matches(query, text)


@pytest.mark.parametrize(
    ("query", "text"), [("zx", "赵立新"), ("立赵", "赵立新"), ("x", "abc"), ("zlxx", "赵立新"), ("a", "")]
)
def test_not_found(query, text):
    assert not matches(query, text)


def test_readings_and_initials():
    assert {"zhong", "chong"} <= set(readings("重"))
    assert readings("a") == ()
    assert initials("张丽 A1") == "zla1"


@given(st.text(alphabet="赵钱孙李周吴郑王冯陈山行教案一二三", min_size=1, max_size=8))
def test_every_text_is_found_by_its_characters_and_by_its_initials(text):
    assert matches(text, text)
    assert matches(initials(text), text)
    assert matches(initials(text)[:2], text)
