"""Weeks as the school counts them, holidays and swapped days, and years that nobody has recorded yet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaoyan_desktop.domain.calendar import YEAR_RECORDED, SchoolCalendar, WorkingDays, days_between
from jiaoyan_desktop.domain.term import CalendarDay, Term
from tests.builders import a_term, term_records


def a_day(day: date, kind: str, **values) -> CalendarDay:
    return CalendarDay(term_uid="term", day=day, kind=kind, **values)


@pytest.mark.parametrize(
    ("week_starts_on", "day", "number"),
    [
        (1, date(2025, 3, 3), 1),
        (1, date(2025, 3, 9), 1),  # Sunday ends the week that Monday began
        (7, date(2025, 3, 9), 2),  # Sunday begins the second week (domain scenario 5)
        (7, date(2025, 3, 2), 1),
        (1, date(2025, 4, 4), 5),
        (1, date(2025, 4, 27), 8),
        (7, date(2025, 4, 27), 9),
        (1, date(2025, 6, 8), 14),
        (1, date(2025, 6, 30), 18),
    ],
)
def test_week_number_follows_the_schools_settings(week_starts_on: int, day: date, number: int):
    assert SchoolCalendar.of(a_term(week_starts_on=week_starts_on)).week_number(day) == number


@pytest.mark.parametrize("weekday", range(7))
def test_any_day_of_the_first_week_names_it(weekday: int):
    calendar = SchoolCalendar.of(a_term(first_week_on=date(2025, 3, 3) + timedelta(days=weekday)))
    assert calendar.week_number(date(2025, 3, 10)) == 2


def test_days_before_the_first_week_carry_no_number_and_say_why():
    place = SchoolCalendar.of(a_term()).week_place(date(2025, 3, 1))
    assert (place.number, place.label, place.reason) == (None, "开学前", "在第1周之前，不计周次")


@pytest.mark.parametrize(("day", "reason"), [(date(2025, 2, 20), "学期还没有开始"), (date(2025, 7, 1), "学期已经结束")])
def test_days_outside_the_term_have_no_week(day: date, reason: str):
    place = SchoolCalendar.of(a_term()).week_place(day)
    assert (place.number, place.label, place.reason) == (None, "", reason)


def test_preparatory_weeks_may_begin_before_the_term():
    calendar = SchoolCalendar.of(a_term(preparatory_weeks=2))
    labels = [week.label for week in calendar.weeks()][:3]
    assert labels == ["预备第1周", "预备第2周", "第1周"]
    assert calendar.weeks()[0].starts_on == date(2025, 2, 17)
    assert calendar.week_place(date(2025, 2, 26)).reason == "预备周不计周次"
    assert calendar.parity(date(2025, 2, 26)) is None


def test_partial_first_and_last_weeks_are_marked():
    weeks = SchoolCalendar.of(a_term(first_week_on=date(2025, 3, 1))).weeks()
    assert (weeks[0].number, len(weeks[0].days), weeks[0].is_partial) == (1, 2, True)
    assert (weeks[1].number, weeks[1].is_partial) == (2, False)
    assert (weeks[-1].number, weeks[-1].starts_on, weeks[-1].is_partial) == (19, date(2025, 6, 30), True)


@pytest.mark.parametrize(
    ("day", "kind", "name", "weekday"),
    [
        (date(2025, 4, 3), "workday", "", 4),
        (date(2025, 4, 4), "holiday", "清明节", None),
        (date(2025, 4, 12), "weekend", "", None),
        (date(2025, 5, 2), "holiday", "劳动节", None),
        (date(2025, 5, 31), "holiday", "端午节", None),
        (date(2025, 4, 27), "workday", "劳动节调休上班", None),  # domain scenario 3
    ],
)
def test_national_days(day: date, kind: str, name: str, weekday: int | None):
    info = SchoolCalendar.of(a_term()).day_info(day)
    assert (info.kind, info.name, info.timetable_weekday) == (kind, name, weekday)


def test_a_swapped_day_asks_which_timetable_it_follows_until_the_school_says_so():
    sunday = date(2025, 4, 27)
    silent = SchoolCalendar.of(a_term()).day_info(sunday)
    assert silent.is_swapped
    assert silent.note == "4月27日上班，还没有登记按星期几的课表"
    said = SchoolCalendar.of(a_term(), [a_day(sunday, "workday", follows_weekday=5)]).day_info(sunday)
    assert (said.timetable_weekday, said.is_swapped, said.note) == (5, True, "")


def test_a_remark_may_say_the_weekday_without_replacing_the_national_name():
    remark = a_day(date(2025, 4, 27), "note", name="家长会", follows_weekday=4)
    info = SchoolCalendar.of(a_term(), [remark]).day_info(date(2025, 4, 27))
    assert (info.name, info.timetable_weekday, info.note) == ("劳动节调休上班、家长会", 4, "")


def test_the_schools_word_outweighs_the_national_calendar():
    days = [
        a_day(date(2025, 4, 27), "holiday", name="不调休"),
        a_day(date(2025, 6, 2), "workday"),
        a_day(date(2025, 5, 20), "holiday", name="运动会"),
        a_day(date(2025, 5, 24), "workday"),
    ]
    calendar = SchoolCalendar.of(a_term(), days)
    assert calendar.day_info(date(2025, 4, 27)).kind == "holiday"
    assert calendar.timetable_weekday(date(2025, 6, 2)) == 1
    assert calendar.day_info(date(2025, 5, 20)).name == "运动会"
    assert calendar.timetable_weekday(date(2025, 5, 24)) is None


def a_far_term() -> Term:
    return a_term(date(2035, 3, 1), date(2035, 6, 30), first_week_on=date(2035, 3, 5))


def test_a_year_nobody_recorded_is_unknown_and_never_guessed():
    calendar = SchoolCalendar.of(a_far_term())  # domain scenario 4
    info = calendar.day_info(date(2035, 3, 5))
    assert (info.kind, info.name, info.timetable_weekday) == ("unknown", "未录入", None)
    assert info.note == "还没有2035年的放假安排"
    assert calendar.working_days(date(2035, 3, 1), date(2035, 3, 31)) == WorkingDays(known=0, unknown=31)
    assert calendar.week_number(date(2035, 3, 5)) == 1


def test_a_year_entered_in_full_makes_the_other_days_ordinary():
    days = [a_day(date(2035, 1, 1), YEAR_RECORDED), a_day(date(2035, 4, 5), "holiday", name="清明节")]
    calendar = SchoolCalendar.of(a_far_term(), days)
    assert calendar.day_info(date(2035, 4, 5)).kind == "holiday"
    assert calendar.timetable_weekday(date(2035, 4, 6)) == 5
    assert calendar.day_info(date(2035, 4, 7)).kind == "weekend"


def test_one_recorded_day_does_not_make_its_year_known():
    calendar = SchoolCalendar.of(a_far_term(), [a_day(date(2035, 4, 5), "holiday", name="清明节")])
    assert calendar.working_days(date(2035, 4, 4), date(2035, 4, 6)) == WorkingDays(known=0, unknown=2)


def test_working_days_of_the_lanxi_term():
    calendar = SchoolCalendar.of(a_term())  # domain 1.0: 82 working days, 27 April among them
    assert calendar.working_days(date(2025, 3, 1), date(2025, 6, 30)) == WorkingDays(known=82, unknown=0)
    assert calendar.working_days(date(2025, 3, 2), date(2025, 3, 1)) == WorkingDays(known=0, unknown=0)


def test_the_calendar_of_records_is_that_of_its_term():
    records = term_records(calendar_days=(a_day(date(2025, 5, 20), "holiday"),))
    calendar = SchoolCalendar.of_records(records)
    assert calendar.day_info(date(2025, 5, 20)).name == "学校放假"
    assert calendar.label(date(2025, 3, 31)) == "3月31日 周一 第5周"


terms = st.builds(
    lambda starts, length, shift, week_start, preparatory: a_term(
        starts,
        starts + timedelta(days=length),
        first_week_on=starts + timedelta(days=shift),
        week_starts_on=week_start,
        preparatory_weeks=preparatory,
    ),
    st.dates(date(2004, 1, 1), date(2040, 1, 1)),
    st.integers(20, 200),
    st.integers(0, 13),
    st.sampled_from([1, 7]),
    st.integers(0, 3),
)


@given(terms)
def test_every_day_is_in_exactly_one_week_and_numbers_run_without_a_gap(term: Term):
    calendar = SchoolCalendar.of(term)
    weeks = calendar.weeks()
    assert [info.day for week in weeks for info in week.days] == days_between(calendar.starts_on, term.ends_on)
    numbers = [week.number for week in weeks if week.number is not None]
    assert numbers == list(range(1, len(numbers) + 1))
    for week in weeks:
        assert {calendar.week_number(info.day) for info in week.days} == {week.number}


@given(terms, st.integers(0, 200))
def test_working_days_add_up_over_any_cut(term: Term, cut: int):
    calendar = SchoolCalendar.of(term)
    middle = min(term.starts_on + timedelta(days=cut), term.ends_on)
    whole = calendar.working_days(term.starts_on, term.ends_on)
    first = calendar.working_days(term.starts_on, middle)
    second = calendar.working_days(middle + timedelta(days=1), term.ends_on)
    assert (whole.known, whole.unknown) == (first.known + second.known, first.unknown + second.unknown)
