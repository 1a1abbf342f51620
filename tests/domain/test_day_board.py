"""今天: what the day holds, what is soon, what lacks; and the marks and weeks of the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.domain import day_board
from jiaoyan_desktop.domain.activity import Photo
from jiaoyan_desktop.domain.activity_gaps import activity_gaps, state_word
from jiaoyan_desktop.domain.calendar import HOLIDAY, WORKDAY, SchoolCalendar
from jiaoyan_desktop.domain.day_marks import DayMarks, day_marks, month_weeks, term_weeks, week_of
from jiaoyan_desktop.domain.naming import Names
from jiaoyan_desktop.domain.term import CalendarDay
from jiaoyan_desktop.domain.term_strip import week_figures
from tests.builders import a_participant, a_teacher, a_term, an_activity, an_observation, term_records

TODAY = date(2025, 4, 8)  # a Tuesday in the sixth week


def board(**values):
    records = term_records(**values)
    return records, Names(records), SchoolCalendar.of_records(records)


def words(lines):
    return [(line.word, line.text) for line in lines]


def test_the_day_goes_by_the_clock_then_by_period():
    teacher, observer = a_teacher("徐静"), a_teacher("林珺")
    heard = an_observation(observer, teacher, happened_on=TODAY, period=4, subject="数学")
    late = an_activity("语文组教研", TODAY, starts="13:30")
    early = an_activity("数学组教研", TODAY, starts="08:30")
    off = an_activity("取消的", TODAY, state="cancelled", state_reason="停电")
    records, names, _ = board(teachers=(teacher, observer), observations=(heard,), activities=(late, early, off))
    assert words(day_board.held_today(records, names, TODAY)) == [
        ("08:30", "数学组教研"),
        ("13:30", "语文组教研"),
        ("第4节", "推门：徐静  数学"),
    ]


def test_an_empty_day_tells_the_nearest_thing_of_the_week():
    thursday = an_activity("语文组集体备课", date(2025, 4, 10), starts="14:00", state="planned")
    friday = an_activity("公开课", date(2025, 4, 11), state="planned")
    records, _, calendar = board(activities=(friday, thursday))
    assert day_board.nothing_today(records, calendar, TODAY) == (
        "今天没有安排。第6周还有2件事，最近的一件是周四下午语文组集体备课。"
    )
    assert words(day_board.rest_of_week(records, calendar, TODAY)) == [("周四", "语文组集体备课"), ("周五", "公开课")]


@pytest.mark.parametrize(("week_starts_on", "found"), [(1, ["周日"]), (7, [])])
def test_the_week_ends_where_the_school_says(week_starts_on, found):
    sunday = an_activity("值班", date(2025, 4, 13), state="planned")
    records = term_records(term=a_term(week_starts_on=week_starts_on), activities=(sunday,))
    calendar = SchoolCalendar.of_records(records)
    assert [line.word for line in day_board.rest_of_week(records, calendar, TODAY)] == found


def test_a_holiday_names_itself():
    records, _, calendar = board()
    assert day_board.nothing_today(records, calendar, date(2025, 4, 4)).startswith("今天清明节，没有安排。")


def test_soon_are_the_next_days_and_joint_days_whose_people_are_not_whole():
    joint = an_activity("县级联研", date(2025, 4, 18), is_joint=True, state="planned")
    near = an_activity("数学组教研", date(2025, 4, 9), state="planned")
    far = an_activity("期末总结", date(2025, 6, 20), state="planned")
    records, _, _ = board(activities=(far, joint, near))
    found = day_board.soon(records, TODAY)
    assert words(found)[0] == ("明天", "数学组教研")
    assert found[1].word == "10天后"
    assert "还差4人" in found[1].text
    assert len(found) == 2


def test_lacking_names_drafts_bare_lessons_and_activities():
    teacher, observer = a_teacher("徐静"), a_teacher("林珺")
    draft = an_observation(observer, teacher, happened_on=date(2025, 4, 3), is_draft=True)
    bare = an_observation(observer, teacher, happened_on=date(2025, 4, 7), remarks=(), summary="")
    forgotten = an_activity("数学组教研", date(2025, 4, 1), state="planned")
    held = an_activity("语文组教研", date(2025, 4, 2), state="done", agreed="都按B案上")
    records, names, _ = board(
        teachers=(teacher, observer),
        observations=(draft, bare),
        activities=(forgotten, held),
        participants=(a_participant(held, teacher, attendance="expected"),),
    )
    found = {line.word: f"{line.text}　{line.detail}" for line in day_board.lacking(records, names, TODAY)}
    assert "还有1节听课没写完" in found["草稿"]
    assert "还有1节没写评语" in found["缺评语"]
    assert "开展了没有" in found["没记"]
    assert "缺1人的出勤、签到册照片" in found["还缺"]


def test_what_is_whole_lacks_nothing():
    teacher = a_teacher()
    held = an_activity("语文组教研", date(2025, 4, 2), state="done", agreed="都按B案上")
    records, names, _ = board(
        teachers=(teacher,),
        activities=(held,),
        participants=(a_participant(held, teacher),),
        photos=(Photo(activity_uid=held.uid, slot="签到册", blob="x"),),
    )
    assert activity_gaps(records, held) == ()
    assert state_word(records, held, TODAY) == ("资料已齐", "accent")
    assert day_board.lacking(records, names, TODAY) == ()


def test_a_joint_day_wants_all_five_kinds_of_photos():
    held = an_activity("联研", date(2025, 4, 2), state="done", agreed="x", is_joint=True)
    records, _, _ = board(activities=(held,))
    assert sum(gap.endswith("照片") for gap in activity_gaps(records, held)) == 5


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"state": "planned", "happened_on": date(2025, 4, 20)}, "筹备中"),
        ({"state": "planned", "happened_on": date(2025, 4, 20), "notified_on": date(2025, 4, 3)}, "已通知（4月3日）"),
        ({"state": "planned", "happened_on": date(2025, 4, 1)}, "还没记开展"),
        ({"state": "done", "happened_on": date(2025, 4, 1)}, "还缺3样"),
        ({"state": "cancelled", "happened_on": date(2025, 4, 1)}, "取消"),
        ({"state": "moved", "happened_on": date(2025, 4, 20)}, "改期"),
    ],
)
def test_states_read_as_the_wording_has_them(values, word):
    item = an_activity("x", **values)
    records, _, _ = board(activities=(item,))
    assert state_word(records, item, TODAY)[0] == word


def test_days_say_holidays_swapped_days_and_unknown_years():
    swapped = CalendarDay(term_uid="term", day=date(2025, 4, 26), kind=WORKDAY, follows_weekday=5)
    own = CalendarDay(term_uid="term", day=date(2025, 4, 25), kind=HOLIDAY, name="运动会")
    calendar = SchoolCalendar.of(a_term(), (swapped, own))

    def said(day):
        return [mark.word for mark in day_marks(calendar.day_info(day))]

    assert said(date(2025, 5, 1)) == ["劳动节"]
    assert said(date(2025, 4, 27)) == ["上班 未定补周几"]
    assert said(date(2025, 4, 26)) == ["上班 补周五课"]
    assert said(date(2025, 4, 25)) == ["运动会"]
    assert said(date(2025, 4, 8)) == []
    later = SchoolCalendar.of(a_term(date(2031, 3, 1), date(2031, 6, 30), first_week_on=date(2031, 3, 3)))
    assert [mark.word for mark in day_marks(later.day_info(date(2031, 4, 8)))] == ["未录入"]


def test_marks_of_a_day_lead_to_their_records():
    teacher, observer = a_teacher("徐静"), a_teacher("林珺")
    heard = an_observation(observer, teacher, happened_on=TODAY, lesson_count=2)
    held = an_activity("语文组教研", TODAY)
    records, _, calendar = board(observations=(heard,), activities=(held,))
    marks = DayMarks(records, calendar, deadline=TODAY).on(TODAY)
    assert [(mark.word, mark.record) for mark in marks] == [
        ("材料截止", ("Material", "")),
        ("语文组教研", ("Activity", held.uid)),
        ("听课2节", ("Observation", heard.uid)),
    ]


@pytest.mark.parametrize("week_starts_on", [1, 7])
def test_months_and_terms_are_whole_weeks(week_starts_on):
    weeks = month_weeks(date(2025, 4, 8), week_starts_on)
    assert {day.isoweekday() for week in weeks for day in week[:1]} == {week_starts_on}
    assert {date(2025, 4, day) for day in range(1, 31)} <= {day for week in weeks for day in week}
    assert all(any(day.month == 4 for day in week) for week in weeks)
    calendar = SchoolCalendar.of(a_term(week_starts_on=week_starts_on))
    days = {day for week in term_weeks(calendar) for day in week}
    assert {calendar.starts_on, calendar.ends_on} <= days
    assert TODAY in week_of(TODAY, week_starts_on)


def test_the_weeks_of_the_term_count_as_the_statistics_do():
    teacher, observer = a_teacher("徐静"), a_teacher("林珺")
    counted = an_observation(observer, teacher, happened_on=TODAY, lesson_count=2)
    draft = an_observation(observer, teacher, happened_on=TODAY, is_draft=True)
    held, off = an_activity("a", TODAY), an_activity("b", TODAY, state="cancelled")
    records, _, calendar = board(observations=(counted, draft), activities=(held, off))
    week = next(item for item in week_figures(records, calendar, TODAY) if item.label == "第6周")
    assert (week.lessons, week.activities, week.first) == (2, 1, date(2025, 4, 7))
