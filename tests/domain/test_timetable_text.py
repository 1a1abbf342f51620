"""What stands in and around a timetable: lessons, odd and even weeks, bell times, the day it takes effect."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaoyan_desktop.domain.timetable_text import (
    LessonWords,
    read_bells,
    read_effective,
    read_lesson,
    read_week_rules,
)


def whole(subject: str, *teachers: str) -> LessonWords:
    return LessonWords(((subject, "all"),), teachers)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("数学\n徐静", whole("数学", "徐静")),
        ("数学\x0b徐静", whole("数学", "徐静")),
        ("英语\n张丽（英）", whole("英语", "张丽（英）")),
        ("英语\n（张丽）", whole("英语", "张丽")),
        ("语文（张丽）", whole("语文", "张丽")),
        ("语文 张丽", whole("语文", "张丽")),
        ("语文张丽", whole("语文", "张丽")),
        ("道德与法治\n阿依古丽·买买提", whole("道德与法治", "阿依古丽·买买提")),
        ("体育与健康", whole("体育与健康")),
        ("班会", whole("班会")),
        ("劳/书\n白秀英", LessonWords((("劳", ""), ("书", "")), ("白秀英",))),
        ("劳/书\n白秀英/赵敏", LessonWords((("劳", ""), ("书", "")), ("白秀英", "赵敏"))),
        ("单:美 双:劳", LessonWords((("美", "odd"), ("劳", "even")))),
        ("美术（单）/劳动（双）", LessonWords((("美术", "odd"), ("劳动", "even")))),
        ("单周美术/双周劳动\n白秀英", LessonWords((("美术", "odd"), ("劳动", "even")), ("白秀英",))),
        ("美术（单周）", LessonWords((("美术", "odd"),))),
    ],
)
def test_a_lesson_taken_apart(written, words):
    assert read_lesson(written) == words


@pytest.mark.parametrize("written", ["", "/", " — ", "－", "无", "放学", "\n"])
def test_an_empty_place(written):
    assert read_lesson(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "“劳/书”单周劳动、双周书法",
        "说明：劳/书：双周书法，单周劳动；其余不变",
        "注：1.“劳/书”为单周上劳动 双周上书法。",
    ],
)
def test_what_a_note_says_of_shared_places(written):
    assert read_week_rules(written) == {("劳", "书"): ("劳动", "书法")}


def test_a_note_that_says_nothing_of_weeks():
    assert read_week_rules("劳/书单周劳动、单周书法") == {}
    assert read_week_rules("一二年级周一、二、三、五第6节放学。") == {}


def test_bell_times():
    text = "上午第1节 8:00—8:40，第2节 8:50—9:30；下午第3节 13:30－14:10"
    assert read_bells(text.replace("－", "-")) == read_bells(text.replace("－", "至"))
    periods = read_bells(text.replace("－", "～"))
    assert [(item.number, item.starts, item.ends, item.half) for item in periods] == [
        (1, "08:00", "08:40", "am"),
        (2, "08:50", "09:30", "am"),
        (3, "13:30", "14:10", "pm"),
    ]
    assert [item.number for item in read_bells("第一节：8：00-8：40\n第二节：8：50-9：30")] == [1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "第1节 8:00—8:40，第1节 13:00—13:40",  # two sets of bells in one note
        "第1节 8:40—8:00",
        "第1节 8:00—8:50，第2节 8:40—9:20",
        "第1节 28:00—28:40",
    ],
)
def test_bell_times_that_cannot_be_are_not_taken(text):
    assert read_bells(text) == ()


@pytest.mark.parametrize(
    "text",
    ["总课程表（2025年3月3日起执行）", "执行时间：2025.3.3", "2025-3-3起", "本表自2025年3月3日开始使用"],
)
def test_the_day_it_takes_effect(text):
    assert read_effective(text) == date(2025, 3, 3)


def test_no_day_or_one_that_does_not_exist():
    assert read_effective("总课程表") is None
    assert read_effective("2025年2月31日起执行") is None
    assert read_effective("制表日期：2025年3月1日") is None


@given(st.text(alphabet="语文数学劳书单双周/:：（）\n 张丽白秀英0123456789—", max_size=30))
def test_any_cell_is_read_or_empty(text):
    words = read_lesson(text)
    assert words is None or (words.subjects and all(word for word, _ in words.subjects)) or words.subjects == ()
    read_bells(text)
    read_week_rules(text)
