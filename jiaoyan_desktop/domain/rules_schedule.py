"""Rules about when: ``cadence`` (how often), ``duration`` (how long) and ``notice`` (announced beforehand)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from .activity import Activity
from .calendar import UNKNOWN, Week
from .meeting_figures import is_done
from .naming import plain_date
from .pack import Rule
from .people import Group
from .situation import Evidence, Outcome, Situation

_LEAST_WORKING_DAYS = 3  # a week with fewer is too short to ask for its meeting
_PERIOD_MINUTES = 40  # domain 3-28
_GROUP_WORDS = {"teaching": "教研组", "preparation": "备课组", "grade": "年级组"}
_PER_WORDS = {"week": "每周", "month": "每月", "term": "每学期", "year": "每学年"}
_CLOCK = re.compile(r"(\d{1,2})[:：](\d{2})")


def cadence(situation: Situation, rule: Rule) -> Outcome:
    """So many activities in each week, month or term. Values: times, per, activity_kinds, joint, level, group_kind.

    With ``group_kind`` every group of that kind must have met; otherwise the school as a whole. Weeks of fewer than
    three working days are not asked for; ``year`` cannot be judged from one term unless it is met already.
    """
    times, per = int(rule.values.get("times", 1)), rule.values.get("per", "term")
    done = [item for item in situation.records.activities if is_done(item, situation.as_of) and _suits(item, rule)]
    evidence: Evidence = tuple(("Activity", item.uid) for item in done)
    group_kind = rule.values.get("group_kind")
    groups: list[Group | None] = [None]
    if group_kind:
        groups = [group for group in situation.records.groups if group.kind == group_kind]
        if not groups:
            return Outcome(
                missing=(f"还没有录入{_GROUP_WORDS.get(group_kind, '小组')}，现在算不出。",), is_unknown=True
            )
    missing = []
    for group in groups:
        own = [item for item in done if group is None or item.group_uid == group.uid]
        missing += _too_seldom(situation, group.name if group else "", own, times, per)
    return Outcome(
        need=f"{_PER_WORDS[per]}{times}次",
        have=f"{len(done)}次",
        missing=tuple(missing),
        records=evidence,
        is_unknown=bool(missing) and per == "year",
    )


def duration(situation: Situation, rule: Rule) -> Outcome:
    """Each activity lasted long enough. Values: minutes or periods (of 40 minutes), activity_kinds, joint."""
    periods = int(rule.values.get("periods", 0))
    least = int(rule.values.get("minutes", periods * _PERIOD_MINUTES))
    need = f"每次不少于{periods}节课" if periods else f"每次不少于{least}分钟"
    done = [item for item in situation.records.activities if is_done(item, situation.as_of) and _suits(item, rule)]
    if not done:
        return Outcome(need=need, missing=("这一类活动还没有开展，现在看不出来。",), is_unknown=True)
    faults = [(item, fault) for item in done if (fault := _too_short(item, least))]
    return Outcome(
        need=need,
        have=f"{len(done) - len(faults)}／{len(done)}次",
        missing=tuple(f"{_activity_name(item)}{fault}。" for item, fault in faults),
        records=tuple(("Activity", item.uid) for item, _ in faults),
    )


def notice(situation: Situation, rule: Rule) -> Outcome:
    """Each activity was announced at least ``days`` (0) days before. Values: days, activity_kinds, joint."""
    days = int(rule.values.get("days", 0))
    need = f"提前{days}天通知" if days else "事先通知"
    done = [item for item in situation.records.activities if is_done(item, situation.as_of) and _suits(item, rule)]
    if not done:
        return Outcome(need=need, missing=("这一类活动还没有开展，现在看不出来。",), is_unknown=True)
    faults = [(item, fault) for item in done if (fault := _unannounced(item, days))]
    return Outcome(
        need=need,
        have=f"{len(done) - len(faults)}／{len(done)}次",
        missing=tuple(f"{_activity_name(item)}{fault}。" for item, fault in faults),
        records=tuple(("Activity", item.uid) for item, _ in faults),
    )


def _suits(item: Activity, rule: Rule) -> bool:
    kinds, level = rule.values.get("activity_kinds", ()), rule.values.get("level", "")
    if kinds and item.kind not in kinds:
        return False
    if level and item.level != level:
        return False
    return "joint" not in rule.values or item.is_joint == rule.values["joint"]


def _too_seldom(situation: Situation, whose: str, done: list[Activity], times: int, per: str) -> list[str]:
    days = [item.happened_on for item in done if item.happened_on]
    if per in ("term", "year"):
        return (
            []
            if len(days) >= times
            else [f"{whose}{'本学期' if per == 'term' else '本学年'}{len(days)}次，还差{times - len(days)}次。"]
        )
    if per == "month":
        short = [f"{month}月" for month, number in _months(situation, days) if number < times]
    else:
        short = [week.label for week in _whole_weeks(situation) if _number_in(week, days) < times]
    return [f"{whose}{'、'.join(short)}活动不足{times}次。"] if short else []


def _months(situation: Situation, days: Iterable[date]) -> list[tuple[int, int]]:
    """The months of the term that are over, with their number of activities."""
    term, found = situation.records.term, list(days)
    first = term.starts_on.year * 12 + term.starts_on.month - 1
    now = situation.as_of.year * 12 + situation.as_of.month - 1
    last = min(now - 1, term.ends_on.year * 12 + term.ends_on.month - 1)
    if situation.as_of >= term.ends_on:
        last = term.ends_on.year * 12 + term.ends_on.month - 1
    return [
        (number % 12 + 1, sum(day.year * 12 + day.month - 1 == number for day in found))
        for number in range(first, last + 1)
    ]


def _whole_weeks(situation: Situation) -> list[Week]:
    """Numbered weeks that are over and long enough; days nobody recorded are given the benefit of the doubt."""
    return [
        week
        for week in situation.calendar.weeks()
        if week.number is not None
        and week.ends_on <= situation.as_of
        and sum(info.kind in ("workday", UNKNOWN) for info in week.days) >= _LEAST_WORKING_DAYS
    ]


def _number_in(week: Week, days: list[date]) -> int:
    return sum(week.starts_on <= day <= week.ends_on for day in days)


def _too_short(item: Activity, least: int) -> str:
    starts, ends = _minutes(item.starts), _minutes(item.ends)
    if starts is None or ends is None:
        return "没有写起止时间"
    minutes = ends - starts
    return f"只有{minutes}分钟，还差{least - minutes}分钟" if minutes < least else ""


def _minutes(clock: str) -> int | None:
    """Minutes since midnight; None for what is no time of day."""
    found = _CLOCK.fullmatch(clock.strip())
    return int(found[1]) * 60 + int(found[2]) if found else None


def _unannounced(item: Activity, days: int) -> str:
    if item.notified_on is None or item.happened_on is None:
        return "没有登记通知日期"
    ahead = (item.happened_on - item.notified_on).days
    if ahead < 0:
        return "开过以后才通知"
    return f"只提前{ahead}天通知" if ahead < days else ""


def _activity_name(item: Activity) -> str:
    return f"{plain_date(item.happened_on) if item.happened_on else ''}《{item.title}》"
