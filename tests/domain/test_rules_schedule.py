"""How often, how long, and whether announced: rules of other counties that Lanxi does not have."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from jiaoyan_desktop.domain.finding import Finding
from jiaoyan_desktop.domain.people import Group
from jiaoyan_desktop.domain.requirements import situation
from tests.builders import a_pack, a_rule, a_term, an_activity, term_records

CHINESE, MATHS = Group(name="语文组"), Group(name="数学组")
END = date(2025, 6, 30)


def judge(kind: str, activities, as_of: date = END, *, groups=(CHINESE, MATHS), term=None, **values) -> Finding:
    records = term_records(activities=tuple(activities), groups=groups, term=term or a_term())
    rule = a_rule("x", kind, **values)
    return situation(records, a_pack(rule), as_of).of_rule(rule)


def weekly(group: Group, weeks: int, **values) -> list:
    first = date(2025, 3, 5)
    return [an_activity("例会", first + timedelta(weeks=week), group_uid=group.uid, **values) for week in range(weeks)]


def test_every_group_meets_every_week_that_is_over():
    activities = [*weekly(CHINESE, 4), *weekly(MATHS, 2)]
    found = judge("cadence", activities, date(2025, 3, 31), per="week", times=1, group_kind="teaching")
    assert found.missing == ("数学组第3周、第4周活动不足1次。",)
    assert (found.need, found.status) == ("每周1次", "short")


def test_a_week_with_few_working_days_is_not_asked_for():
    asked = {"per": "week", "group_kind": "teaching", "groups": (CHINESE,)}
    met = judge("cadence", weekly(CHINESE, 8), date(2025, 4, 30), **asked)
    assert met.status == "met"  # week 9 is not over yet
    over = judge("cadence", weekly(CHINESE, 8), date(2025, 5, 11), **asked)
    assert over.missing == ("语文组第9周、第10周活动不足1次。",)
    cut = judge("cadence", weekly(CHINESE, 8), date(2025, 4, 29), term=a_term(ends_on=date(2025, 4, 29)), **asked)
    assert cut.status == "met"  # the term ends after two working days of week 9


def test_months_that_are_over_and_the_last_one_at_the_end_of_the_term():
    activities = [an_activity("月会", date(2025, 3, 20)), an_activity("月会", date(2025, 5, 20))]
    assert judge("cadence", activities, date(2025, 5, 31), per="month").missing == ("4月活动不足1次。",)
    assert judge("cadence", activities, END, per="month").missing == ("4月、6月活动不足1次。",)


@pytest.mark.parametrize(
    ("per", "number", "status", "missing"),
    [
        ("term", 2, "met", ()),
        ("term", 1, "short", ("本学期1次，还差1次。",)),
        ("year", 1, "unknown", ("本学年1次，还差1次。",)),
        ("year", 2, "met", ()),
    ],
)
def test_so_many_in_a_term_or_a_year(per: str, number: int, status: str, missing: tuple[str, ...]):
    activities = [an_activity("讲座", date(2025, 4, 1), kind="专题讲座") for _ in range(number)] + [an_activity()]
    found = judge("cadence", activities, per=per, times=2, activity_kinds=["专题讲座"])
    assert (found.status, found.missing, found.have) == (status, missing, f"{number}次")


def test_only_what_the_rule_names_counts():
    activities = [
        an_activity("联研", is_joint=True, level="county"),
        an_activity("联研", is_joint=True),
        an_activity("例会", state="planned"),
    ]
    assert judge("cadence", activities, joint=True).have == "2次"
    assert judge("cadence", activities, joint=True, level="county").have == "1次"
    assert judge("cadence", activities, joint=False).have == "0次"


def test_groups_that_are_not_recorded_leave_it_open():
    assert judge("cadence", (), group_kind="preparation").missing == ("还没有录入备课组，现在算不出。",)


@pytest.mark.parametrize(
    ("starts", "ends", "fault"),
    [
        ("13:30", "14:50", ()),
        ("13:30", "14:20", ("3月12日《集备》只有50分钟，还差30分钟。",)),
        ("13:30", "", ("3月12日《集备》没有写起止时间。",)),
        ("午后", "放学", ("3月12日《集备》没有写起止时间。",)),
        ("8：00", "9：20", ()),
    ],
)
def test_two_lessons_of_collective_preparation_are_eighty_minutes(starts: str, ends: str, fault: tuple[str, ...]):
    activity = an_activity("集备", kind="集体备课", starts=starts, ends=ends)
    found = judge("duration", [activity, an_activity("例会")], periods=2, activity_kinds=["集体备课"])
    assert found.missing == fault
    assert found.need == "每次不少于2节课"


@pytest.mark.parametrize(
    ("notified_on", "days", "fault"),
    [
        (date(2025, 3, 5), 7, ()),
        (date(2025, 3, 10), 7, ("3月12日《教研》只提前2天通知。",)),
        (date(2025, 3, 13), 1, ("3月12日《教研》开过以后才通知。",)),
        (None, 1, ("3月12日《教研》没有登记通知日期。",)),
    ],
)
def test_an_activity_is_announced_before_it_happens(notified_on: date | None, days: int, fault: tuple[str, ...]):
    found = judge("notice", [an_activity("教研", notified_on=notified_on)], days=days)
    assert found.missing == fault


@pytest.mark.parametrize("kind", ["duration", "notice"])
def test_without_any_activity_it_is_left_open(kind: str):
    assert judge(kind, ()).status == "unknown"
