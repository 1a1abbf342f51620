"""Rules about who takes part: ``composition`` of the 回执, of those who must stay, and of the leading group."""

from __future__ import annotations

from .activity import ROLES, Activity
from .glossary import POST_ROLES
from .joint_research import (
    NO_JOINT_DAY,
    attendance_gaps,
    both_readings,
    composition_gaps,
    day_name,
    joint_days,
    own_people,
)
from .pack import Rule
from .situation import Outcome, Situation
from .staff import leading_group


def composition(situation: Situation, rule: Rule) -> Outcome:
    """Who takes part. ``of``: receipt, names, full_time (joint-research days), or leading_group."""
    if rule.values["of"] == "leading_group":
        return _leading_group(situation)
    days = joint_days(situation.records, situation.as_of)
    if not days:
        return Outcome(missing=(NO_JOINT_DAY,), is_unknown=True)
    return {"receipt": _receipt, "names": _names, "full_time": _full_time}[rule.values["of"]](situation, rule, days)


def _receipt(situation: Situation, rule: Rule, days: tuple[Activity, ...]) -> Outcome:
    roles, number = rule.values.get("roles", ROLES), int(rule.values.get("number", 4))
    count = rule.values.get("count", "total")
    gaps = [
        (day, gap)
        for day in days
        if (gap := composition_gaps(situation.records, day, roles=roles, number=number, count=count))
    ]
    reading = "四类人合计" if count == "total" else "学科教师"
    readings = "；".join(both_readings(situation.records, day) for day in days)
    return Outcome(
        need=f"每次不少于{number}人，{len(roles)}类人都有",
        have="、".join(f"{day_name(day)}{len(own_people(situation.records, day))}人" for day in days),
        missing=tuple(gap for _, gap in gaps),
        records=tuple(("Activity", day.uid) for day, _ in gaps),
        note=f"{readings}。现在按{reading}不少于{number}人算，可以换",
    )


def _names(situation: Situation, _: Rule, days: tuple[Activity, ...]) -> Outcome:
    """Everybody on the list has a name, and the day has its 主研人 (rule 0-26)."""
    gaps: list[tuple[Activity, str]] = []
    for day in days:
        people = situation.records.participants_of.get(day.uid, ())
        nameless = sum(not (situation.names.teacher(item.teacher_uid) or item.name.strip()) for item in people)
        if not people:
            gaps.append((day, f"{day_name(day)}还没有填参加人。"))
        if nameless:
            gaps.append((day, f"{day_name(day)}有{nameless}位参加人没有填姓名。"))
        if not day.lead_teacher.strip():
            gaps.append((day, f"{day_name(day)}还没有填主研人。"))
    faulty = dict.fromkeys(day.uid for day, _ in gaps)
    return Outcome(
        need=f"{len(days)}次都填好姓名",
        have=f"{len(days) - len(faulty)}次",
        missing=tuple(sentence for _, sentence in gaps),
        records=tuple(("Activity", uid) for uid in faulty),
    )


def _full_time(situation: Situation, rule: Rule, days: tuple[Activity, ...]) -> Outcome:
    roles = tuple(rule.values.get("roles", ROLES[:2]))
    gaps = [gap for day in days for gap in attendance_gaps(situation.records, situation.names, day, roles)]
    return Outcome(
        need=f"{'、'.join(roles)}全程参加，有签到有签退",
        have=f"{len(days)}次联研",
        missing=tuple(gap.sentence for gap in gaps),
        records=tuple(gap.record for gap in gaps),
    )


def _leading_group(situation: Situation) -> Outcome:
    """校本教研领导小组 with a head and one person for the daily work (rule 0-59)."""
    group = leading_group(situation.records, situation.as_of)
    missing = []
    if group.head is None:
        missing.append(f"领导小组还没有组长，没有登记谁是{POST_ROLES['principal']}。")
    if group.in_charge is None:
        missing.append("领导小组还没有定专人负责日常，没有登记教导主任或分管教学副校长。")
    names = situation.names
    origin = "" if group.is_recorded else "按职务排出，可以另建领导小组"
    return Outcome(
        need="组长、成员和专人",
        have=f"{len(group.everybody)}人" + (f"，组长{names.teacher(group.head)}" if group.head else ""),
        missing=tuple(missing),
        records=tuple(("Teacher", uid) for uid in group.everybody),
        note=origin,
    )
