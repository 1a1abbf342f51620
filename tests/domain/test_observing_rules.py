"""What cannot be and what looks odd about an observation (domain scenarios 10, 11; wording 7)."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.observing_rules import Concern, ObservingRules
from jiaoyan_desktop.domain.term import CalendarDay
from tests.builders import a_class, a_slot, a_teacher, a_timetable, an_observation, term_records

HAN, XU, SUN, ZHOU = (
    a_teacher("韩立新", "数学"),
    a_teacher("徐静", "数学"),
    a_teacher("孙㛃"),
    a_teacher("周建国", left_on=date(2025, 4, 15)),
)
CLASS_31, CLASS_52 = a_class(3, 1), a_class(5, 2)
VERSION = a_timetable()
SLOTS = (
    a_slot(VERSION, CLASS_31, 2, 4, "数学", XU),
    a_slot(VERSION, CLASS_52, 2, 4, "语文", SUN),
    a_slot(VERSION, CLASS_52, 2, 5, "数学", HAN),
)
TUESDAY = date(2025, 4, 8)
TODAY = date(2025, 6, 8)


def heard(**values) -> Observation:
    """韩立新 heard 徐静's maths in 三（1）班 on Tuesday, fourth period, as the timetable has it."""
    return an_observation(
        HAN, XU, **{"happened_on": TUESDAY, "period": 4, "class_uid": CLASS_31.uid, "subject": "数学"} | values
    )


def rules(*recorded: Observation, **values) -> ObservingRules:
    records = term_records(
        teachers=(HAN, XU, SUN, ZHOU),
        classes=(CLASS_31, CLASS_52),
        timetables=(VERSION,),
        slots=SLOTS,
        observations=recorded,
        **values,
    )
    return ObservingRules(records, TODAY)


def the_only(item: Observation, *recorded: Observation) -> Concern:
    (found,) = rules(*recorded).concerns(item)
    return found


def test_a_lesson_as_the_timetable_has_it_raises_nothing():
    assert rules().concerns(heard()) == ()


@pytest.mark.parametrize(
    ("values", "code", "level", "sentence"),
    [
        (
            {"observer_uid": XU.uid},
            "own_lesson",
            "refuse",
            "这节课就是徐静自己上的，不能算听课。是不是听课人选错了？",
        ),
        (
            {"happened_on": date(2025, 5, 2)},
            "holiday",
            "ask",
            "5月2日是劳动节放假，学校没有课。日期是不是记错了？如果那天确实补课，先到“放假和调休”里登记。",
        ),
        (
            {"happened_on": date(2025, 5, 10)},
            "weekend",
            "ask",
            "5月10日是周六，学校没有课。日期是不是记错了？如果那天确实补课，先到“放假和调休”里登记。",
        ),
        ({"happened_on": date(2025, 6, 10)}, "future", "refuse", "6月10日还没有到，听过了再记。"),
        (
            {"happened_on": date(2025, 2, 25)},
            "other_term",
            "refuse",
            "2月25日不在2025年春季学期（3月1日至6月30日）里。",
        ),
        (
            {"subject": "语文", "taught_by_uid": SUN.uid},
            "other_lesson",
            "ask",
            "课程表上三（1）班周二第4节是数学（徐静），这里记的是语文（孙㛃）。是调课了吗？",
        ),
        ({"period": 3}, "no_lesson", "ask", "课程表上三（1）班周二第3节没有课。是不是节次记错了？"),
        ({"recorded_on": date(2025, 4, 17)}, "late", "note", "补录：4月17日录入，晚了9天。"),
        (
            {"happened_on": date(2025, 4, 27)},
            "unknown_day",
            "note",
            "4月27日上班，还没有登记按星期几的课表，没有和课程表核对。",
        ),
        (
            {"observer_uid": ZHOU.uid, "happened_on": date(2025, 4, 22)},
            "not_here",
            "ask",
            "4月22日周建国老师不在本校。是不是人或者日期选错了？",
        ),
    ],
)
def test_each_oddity_is_said_with_its_reason(values: dict, code: str, level: str, sentence: str):
    happened = values.get("happened_on", TUESDAY)
    found = the_only(heard(**{"recorded_on": happened} | values))
    assert (found.code, found.level, found.sentence) == (code, level, sentence)


def test_what_was_read_in_from_the_old_ledger_is_no_late_entry():
    late = heard(recorded_on=date(2026, 9, 1))
    assert [found.code for found in rules().concerns(late)] == ["late"]
    assert rules().concerns(late.but(source="听课台账.xls·韩立新·第5行")) == ()


def test_two_rooms_in_one_period_are_flagged_with_three_ways_out():
    before = heard()
    second = heard(class_uid=CLASS_52.uid, subject="语文", taught_by_uid=SUN.uid)
    found = the_only(second, before)  # scenario 10
    assert found.sentence == (
        "韩立新4月8日第4节已经记了在三（1）班听课。请看看日期、节次对不对；如果是巡课，改成“巡课”，不计节数。"
    )
    assert [button for _, button in found.choices] == ["改节次", "改成巡课", "两节都留，写明原因"]
    assert found.other == before.uid


def test_a_walkthrough_goes_through_many_rooms():
    second = heard(class_uid=CLASS_52.uid, subject="语文", taught_by_uid=SUN.uid, is_walkthrough=True)
    assert rules(heard()).concerns(second) == ()
    assert rules(heard(is_walkthrough=True)).concerns(second.but(is_walkthrough=False)) == ()


def test_the_same_lesson_twice_is_refused_but_its_own_earlier_state_is_not():
    before = heard()
    assert the_only(heard(), before).code == "twice"
    assert rules(before).concerns(before.but(summary="好")) == ()


def test_two_lessons_in_a_row_take_two_periods():
    double = heard(lesson_count=2)
    fifth = heard(period=5, class_uid=CLASS_52.uid, subject="数学", taught_by_uid=HAN.uid, observer_uid=SUN.uid)
    assert rules().concerns(fifth) == ()
    assert [item.code for item in rules().concerns(double)] == ["teaching"]


def test_who_teaches_then_cannot_have_listened():
    found = the_only(heard(period=5, class_uid=None, class_text="六年级"))
    assert found.sentence == "课程表上韩立新周二第5节自己在五（2）班上数学。是调课了吗？"
    assert [code for code, _ in found.choices] == ["register_swap", "edit", "keep"]


def test_rows_of_one_file_meet_each_other():
    looking = rules()
    looking.add(heard())
    assert [item.code for item in looking.concerns(heard())] == ["twice"]


def test_another_school_has_its_own_days_and_timetable():
    away = heard(
        is_outside=True, happened_on=date(2025, 4, 12), class_uid=None, taught_by_uid=None, taught_by_text="外校"
    )
    assert rules().concerns(away.but(recorded_on=date(2025, 4, 12))) == ()


def test_a_swapped_day_is_checked_against_the_weekday_it_follows():
    sunday = date(2025, 4, 27)
    named = CalendarDay(term_uid="term", day=sunday, kind="workday", follows_weekday=2)
    item = heard(happened_on=sunday, recorded_on=sunday)
    assert rules(calendar_days=(named,)).concerns(item) == ()


def test_what_is_refused_comes_first():
    item = heard(observer_uid=XU.uid, happened_on=date(2025, 5, 2), recorded_on=date(2025, 5, 20))
    assert [concern.code for concern in rules().concerns(item)] == ["own_lesson", "holiday", "late"]
