"""Which lessons are given when: versions, odd and even weeks, swapped days, teachers who hand over."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.domain.lessons_now import TermLessons
from jiaoyan_desktop.domain.term import BellSchedule, CalendarDay, Period
from jiaoyan_desktop.domain.timetable import Progress
from tests.builders import a_class, a_slot, a_teacher, a_timetable, an_assignment, term_records

WANG = a_teacher("王秀兰")
XU = a_teacher("徐静", "数学")
CLASS_31, CLASS_32 = a_class(3, 1), a_class(3, 2)
FIRST = a_timetable()
MONDAY_WEEK_1 = date(2025, 3, 3)
MONDAY_WEEK_2 = date(2025, 3, 10)


def lessons(*slots, **values) -> TermLessons:
    values = {"teachers": (WANG, XU), "classes": (CLASS_31, CLASS_32), "timetables": (FIRST,), **values}
    return TermLessons(term_records(slots=slots, **values))


def test_lessons_of_a_period_a_class_and_a_teacher():
    index = lessons(
        a_slot(FIRST, CLASS_31, 1, 2, "语文", WANG),
        a_slot(FIRST, CLASS_32, 1, 2, "数学", XU),
        a_slot(FIRST, CLASS_31, 1, 1, "数学", XU),
    )
    assert [item.subject for item in index.on(MONDAY_WEEK_1)] == ["数学", "语文", "数学"]
    assert {item.class_uid for item in index.at(MONDAY_WEEK_1, 2)} == {CLASS_31.uid, CLASS_32.uid}
    found = index.lesson_at(CLASS_31.uid, MONDAY_WEEK_1, 2)
    assert found is not None
    assert (found.subject, found.teacher_uid) == ("语文", WANG.uid)
    assert index.lesson_at(CLASS_31.uid, MONDAY_WEEK_1, 3) is None
    assert [item.period for item in index.of_teacher(XU.uid, MONDAY_WEEK_1)] == [1, 2]


def test_odd_and_even_follow_the_school_week_not_the_iso_week():
    index = lessons(
        a_slot(FIRST, CLASS_31, 1, 5, "劳动", parity="odd"),
        a_slot(FIRST, CLASS_31, 1, 5, "书法", parity="even"),
    )
    assert [item.subject for item in index.on(MONDAY_WEEK_1)] == ["劳动"]  # ISO week 10
    assert [item.subject for item in index.on(MONDAY_WEEK_2)] == ["书法"]


def test_a_new_version_takes_over_on_its_day():
    second = a_timetable(date(2025, 3, 10), name="第二版")
    index = lessons(
        a_slot(FIRST, CLASS_31, 1, 1, "语文"), a_slot(second, CLASS_31, 1, 1, "数学"), timetables=(second, FIRST)
    )
    assert [item.subject for item in index.on(MONDAY_WEEK_1)] == ["语文"]
    assert [item.subject for item in index.on(MONDAY_WEEK_2)] == ["数学"]
    assert index.timetable_on(date(2025, 2, 20)) is None


def test_a_swapped_day_follows_the_weekday_the_school_named():
    sunday = date(2025, 4, 27)
    slot = a_slot(FIRST, CLASS_31, 5, 1, "语文", WANG)
    named = CalendarDay(term_uid="term", day=sunday, kind="workday", follows_weekday=5)
    assert len(lessons(slot, calendar_days=(named,)).on(sunday)) == 1
    silent = lessons(slot)
    assert silent.on(sunday) == ()
    assert silent.why_none(sunday) == "4月27日上班，还没有登记按星期几的课表"
    assert len(silent.on(sunday, weekday=5)) == 1


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2025, 5, 2), "5月2日劳动节放假"),
        (date(2025, 3, 8), "周末没有课"),
        (date(2025, 3, 4), "课程表上3月4日没有课"),
        (date(2025, 2, 20), "2月20日还没有生效的课程表"),
        (MONDAY_WEEK_1, ""),
    ],
)
def test_an_empty_day_says_why(day: date, reason: str):
    assert lessons(a_slot(FIRST, CLASS_31, 1, 1)).why_none(day) == reason


def test_without_a_timetable_that_is_the_reason():
    assert lessons().why_none(MONDAY_WEEK_1) == "还没有课程表"


def test_a_teacher_who_left_hands_over_by_the_dates_of_the_assignment():
    gone = a_teacher("李长顺", left_on=date(2025, 4, 15))
    assignments = (
        an_assignment(gone, CLASS_31, ends_on=date(2025, 4, 15)),
        an_assignment(WANG, CLASS_31, starts_on=date(2025, 4, 16)),
    )
    index = lessons(a_slot(FIRST, CLASS_31, 1, 1, "语文", gone), teachers=(WANG, gone), assignments=assignments)
    assert index.on(MONDAY_WEEK_1)[0].teacher_uid == gone.uid  # domain scenario 24
    assert index.on(date(2025, 4, 21))[0].teacher_uid == WANG.uid
    assert index.teachers_of(CLASS_31.uid, "语文", date(2025, 4, 15)) == (gone.uid,)


def test_the_timetable_counts_where_the_assignment_is_silent_and_the_other_way_round():
    index = lessons(
        a_slot(FIRST, CLASS_31, 1, 1, "语文", WANG),
        a_slot(FIRST, CLASS_31, 1, 2, "数学"),
        a_slot(FIRST, CLASS_31, 1, 3, "英语"),
        assignments=(an_assignment(XU, CLASS_31, "数学"),),
    )
    assert [item.teacher_uid for item in index.on(MONDAY_WEEK_1)] == [WANG.uid, XU.uid, None]


def test_weekly_periods_count_every_other_week_as_half():
    index = lessons(
        a_slot(FIRST, CLASS_31, 1, 1, "语文", WANG),
        a_slot(FIRST, CLASS_32, 2, 1, "语文", WANG),
        a_slot(FIRST, CLASS_31, 3, 5, "劳动", WANG, parity="odd"),
        a_slot(FIRST, CLASS_31, 3, 5, "书法", XU, parity="even"),
    )
    weekly = index.weekly_periods(MONDAY_WEEK_1)
    assert weekly.by_teacher == {WANG.uid: 2.5, XU.uid: 0.5}
    assert weekly.by_class == {CLASS_31.uid: 2.0, CLASS_32.uid: 1.0}
    assert weekly.by_class_subject[CLASS_31.uid, "书法"] == 0.5
    assert index.weekly_periods(date(2025, 2, 1)).by_class == {}


def test_clashes_name_the_slots_and_leave_odd_and_even_alone():
    index = lessons(
        a_slot(FIRST, CLASS_31, 1, 1, "语文", WANG),
        a_slot(FIRST, CLASS_32, 1, 1, "语文", WANG),
        a_slot(FIRST, CLASS_31, 2, 5, "劳动", XU, parity="odd"),
        a_slot(FIRST, CLASS_32, 2, 5, "书法", XU, parity="even"),
        a_slot(FIRST, CLASS_31, 3, 1, "语文"),
        a_slot(FIRST, CLASS_31, 3, 1, "数学"),
    )
    found = [
        (clash.kind, clash.uid, clash.weekday, clash.period, len(clash.slots)) for clash in index.clashes(FIRST.uid)
    ]
    assert found == [("teacher", WANG.uid, 1, 1, 2), ("class", CLASS_31.uid, 3, 1, 2)]


def test_the_time_of_day_finds_the_period_of_the_bell_schedule_in_force():
    winter = BellSchedule(
        term_uid="term",
        name="冬季",
        effective_from=date(2025, 3, 1),
        periods=(Period(number=2, starts="09:00", ends="09:40"), Period(number=1, starts="08:10", ends="08:50")),
    )
    summer = winter.but(
        name="夏季", effective_from=date(2025, 5, 1), periods=(Period(number=1, starts="07:50", ends="08:30"),)
    )
    index = lessons(bell_schedules=(summer, winter))
    running = index.period_at(MONDAY_WEEK_1, "08:10")
    assert running is not None and running.number == 1
    assert index.period_at(MONDAY_WEEK_1, "08:50") is None
    upcoming = index.next_period(MONDAY_WEEK_1, "08:50")
    assert upcoming is not None and upcoming.number == 2
    assert index.next_period(MONDAY_WEEK_1, "09:00") is None
    changed = index.bell_schedule_on(date(2025, 5, 6))
    assert changed is not None and changed.name == "夏季"


def test_the_planned_topic_is_that_of_the_week_and_of_the_class_where_it_differs():
    def line(first: int, last: int, content: str, **values) -> Progress:
        return Progress(
            term_uid="term", grade=3, subject="语文", first_week=first, last_week=last, content=content, **values
        )

    index = lessons(
        progress=(line(1, 1, "古诗三首"), line(2, 3, "燕子"), line(2, 2, "荷花", class_uid=CLASS_32.uid)),
    )
    assert index.planned_topic(CLASS_31.uid, "语文", MONDAY_WEEK_1) == "古诗三首"
    assert index.planned_topic(CLASS_31.uid, "语文", MONDAY_WEEK_2) == "燕子"
    assert index.planned_topic(CLASS_32.uid, "语文", MONDAY_WEEK_2) == "荷花"
    assert index.planned_topic(CLASS_31.uid, "数学", MONDAY_WEEK_2) == ""
    assert index.planned_topic(CLASS_31.uid, "语文", date(2025, 3, 1)) == ""


@pytest.mark.parametrize(
    ("content", "topic"),
    [
        ("例字：十、土、王(4)", "例字：十、土、王"),
        ("古诗三首（3课时）、燕子（2）；\n荷花 (2)", "古诗三首、燕子；\n荷花"),
        ("图形的运动（二）", "图形的运动（二）"),
        ("听三（1）班同学朗读", "听三（1）班同学朗读"),
        ("20以内的加法", "20以内的加法"),
    ],
)
def test_the_hours_of_a_progress_line_are_no_part_of_the_topic(content: str, topic: str):
    week = Progress(term_uid="term", grade=3, subject="语文", first_week=1, last_week=1, content=content)
    assert lessons(progress=(week,)).planned_topic(CLASS_31.uid, "语文", MONDAY_WEEK_1) == topic
