"""Classes and periods read in every usual way of writing; what cannot exist is explained."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaoyan_desktop.domain.class_names import (
    class_label,
    grade_label,
    read_class,
    read_classes,
    read_grades,
    read_period,
)
from jiaoyan_desktop.errors import UserError

SCHOOL = [(1, 1), (2, 1), (3, 1), (3, 2), (4, 1), (4, 2), (5, 1), (5, 2), (6, 1), (6, 2)]


WAYS = (
    "五（1）班|五(1)|五（1）|5.1|5-1|五年1班|五年级一班|五年级（1）班|501|501班|五1|五1班|5（1）班|五①|五一班|五 (1) 班"
    "|五.1班|小五（1）班|５．１|五（一）班|51|51班"
)


@pytest.mark.parametrize("written", [*WAYS.split("|"), 5.1, 501.0])
def test_every_way_of_writing_a_class(written):
    assert read_class(written, SCHOOL) == (5, 1)


@pytest.mark.parametrize(
    ("written", "pairs"),
    [
        ("五（1）（2）", [(5, 1), (5, 2)]),
        ("五（1、2）班", [(5, 1), (5, 2)]),
        ("五（1-2）", [(5, 1), (5, 2)]),
        ("三1、三2", [(3, 1), (3, 2)]),
        ("三1、2", [(3, 1), (3, 2)]),
        ("一（1）、二（1）", [(1, 1), (2, 1)]),
        ("三（1）班 三（2）班", [(3, 1), (3, 2)]),
        ("三（1）至六（2）", [(3, 1), (3, 2), (4, 1), (4, 2), (5, 1), (5, 2), (6, 1), (6, 2)]),
        ("六（2）—六（1）", [(6, 1), (6, 2)]),
        ("三至六年级", [(3, 1), (3, 2), (4, 1), (4, 2), (5, 1), (5, 2), (6, 1), (6, 2)]),
        ("1-6年级", SCHOOL),
        ("一、二年级", [(1, 1), (2, 1)]),
        ("一二年级", [(1, 1), (2, 1)]),
        ("三年级、四（1）", [(3, 1), (3, 2), (4, 1)]),
        ("全校", SCHOOL),
        ("5.1、5.2", [(5, 1), (5, 2)]),
    ],
)
def test_several_classes(written, pairs):
    assert list(read_classes(written, SCHOOL).pairs) == pairs


def test_only_what_is_written_out_is_named():
    assert read_classes("三（1）至六（2）", SCHOOL).named == ((3, 1), (6, 2))
    assert read_classes("三至六年级", SCHOOL).named == ()
    assert read_classes("三（1）至六（2）").pairs == ((3, 1), (6, 2))
    assert read_classes("三至六年级").pairs == ()


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("七（1）班", "小学只有一到六年级，没有七年级。"),
        ("五（0）班", "没有五（0）班。"),
        ("五（41）班", "没有五（41）班。"),
        ("五（1）（2）", "这里要写一个班，写的是五（1）班、五（2）班。"),
        ("五年级", "这里要写一个班，写的是五（1）班、五（2）班。"),
        ("电教室", "“电教室”没认出是哪个班。"),
        ("五（1）至", "“五（1）至”没认出是哪个班。"),
        ("至五（1）", "“至五（1）”没认出是哪个班。"),
        ("、", "“、”没认出是哪个班。"),
        ("71班", "“71班”没认出是哪个班。"),
        ("", "没有写班级。"),
        (None, "没有写班级。"),
        (date(2025, 5, 1), "班级变成了日期5月1日，是表格软件自己改的。"),
    ],
)
def test_what_is_no_class_is_explained(written, reason):
    with pytest.raises(UserError) as caught:
        read_class(written, SCHOOL, field="class_uid")
    assert caught.value.message == reason
    assert caught.value.field == "class_uid"


def test_a_class_that_a_spreadsheet_made_a_date_is_suggested():
    with pytest.raises(UserError) as caught:
        read_class(date(2025, 5, 1), SCHOOL)
    assert caught.value.suggestion == "五（1）班"
    with pytest.raises(UserError) as caught:
        read_class(date(2025, 11, 3), SCHOOL)
    assert caught.value.suggestion is None


def test_two_figures_need_the_class_to_exist():
    with pytest.raises(UserError):
        read_class("51")


def test_a_number_that_lost_its_zero():
    with pytest.raises(UserError, match="五（1）班还是五（10）班"):
        read_class(5.1, [(5, 1), (5, 10)])
    assert read_class("5.10", [(5, 1), (5, 10)]) == (5, 10)


def test_grades_in_a_text():
    assert read_grades("五年级语文教学进度表") == (5,)
    assert read_grades("体育（一二年级）") == (1, 2)
    assert read_grades("劳动（一至三年级）") == (1, 2, 3)
    assert read_grades("语文") == ()
    assert grade_label(3) == "三年级"


PERIODS = {"5.0": 5, "第3节": 3, "第三节": 3, "3": 3, "三": 3, "上午第4节": 4, "第 2 节课": 2, "下午第1节": 5}
MORE_PERIODS = {5: 5, 6.0: 6, "下午第5节": 5, "下午2": 6, "第十节": 10, "３": 3}


@pytest.mark.parametrize(("written", "period"), [*PERIODS.items(), *MORE_PERIODS.items()])
def test_periods(written, period):
    assert read_period(written) == period


def test_the_afternoon_begins_after_the_morning_of_that_school():
    assert read_period("下午第1节", morning=3) == 4


@pytest.mark.parametrize("written", ["", None, "早读", "第15节", "0", "3-4", "第3、4节", 5.5, date(2025, 3, 4), "午休"])
def test_what_is_no_period(written):
    with pytest.raises(UserError) as caught:
        read_period(written, field="period")
    assert caught.value.field == "period"


PAIRS = st.tuples(st.integers(1, 6), st.integers(1, 20))
FORMS = "{g}（{n}）班|{g}({n})|{g}年级{n}班|{g}年{n}班|{d}.{n}|{d}-{n}|{g}{n}|{d}（{n}）|{d}{n:02d}"


@given(PAIRS, st.sampled_from(FORMS.split("|")))
def test_a_class_comes_back_from_every_form(pair, form):
    written = form.format(g="一二三四五六"[pair[0] - 1], d=pair[0], n=pair[1])
    assert read_class(written) == pair


@given(st.lists(PAIRS, min_size=1, max_size=6, unique=True), st.sampled_from(["、", "，", " ", "", "；"]))
def test_lists_come_back(pairs, between):
    written = between.join(class_label(*pair) for pair in pairs)
    assert read_classes(written).named == tuple(pairs)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.text(alphabet="一二三四五六789年级班（）()0123.-至、班")))
def test_anything_else_gives_classes_or_a_reason(value):
    try:
        found = read_classes(value, SCHOOL)
    except UserError as refused:
        assert refused.message
    else:
        assert all(1 <= grade <= 6 and 1 <= number <= 40 for grade, number in found.pairs)
