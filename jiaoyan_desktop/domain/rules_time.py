"""Rules about days (``deadline``), self-assessment (``points``) and what only a person can judge (``statement``)."""

from __future__ import annotations

from datetime import date

from .counting import counts
from .finding import CONFIRM, MET, UNKNOWN
from .joint_research import NO_JOINT_RESEARCH, day_name, joint_days
from .naming import plain_date
from .observation import Observation
from .pack import Rule
from .situation import Outcome, Situation, merged

LOOK_AND_TICK = "程序查不了，请看一眼再打钩"


def deadline(situation: Situation, rule: Rule) -> Outcome:
    """Things happen in their time. ``of`` is observations or joint (inside ``window``), or materials (by then)."""
    if rule.values["of"] == "materials":
        return _materials(situation, rule)
    first, last = situation.window(rule.values["window"])
    if rule.values["of"] == "joint":
        return _joint_in_time(situation, first, last)
    return _observations_in_time(situation, rule, first, last)


def points(situation: Situation, rule: Rule) -> Outcome:
    """自评: the points of this item are earned when its rules are met. Values: points, rules (ids; none: a person)."""
    worth = rule.values.get("points", 1)
    findings = [situation.of_rule(situation.pack.rule(rule_id)) for rule_id in rule.values.get("rules", ())]
    need = f"{worth}分"
    if not findings:
        return Outcome(need=need, is_for_a_person=True, note=LOOK_AND_TICK)
    earned = all(finding.status == MET for finding in findings)
    return Outcome(
        need=need,
        have=need if earned else "0分",
        missing=tuple(dict.fromkeys(sentence for finding in findings for sentence in finding.missing)),
        records=tuple(dict.fromkeys(record for finding in findings for record in finding.records)),
        is_unknown=any(finding.status == UNKNOWN for finding in findings),
        is_for_a_person=any(finding.status == CONFIRM for finding in findings),
    )


def statement(_: Situation, __: Rule) -> Outcome:
    """Nothing to compute: a person looks and ticks."""
    return Outcome(is_for_a_person=True, note=LOOK_AND_TICK)


def _materials(situation: Situation, rule: Rule) -> Outcome:
    """Every item of the checklist is whole (rule 0-58)."""
    wanted = rule.values.get("materials", ())
    specs = [spec for spec in situation.pack.materials if not wanted or spec.id in wanted]
    findings = [situation.of_material(spec) for spec in specs]
    whole = sum(finding.status == MET for finding in findings)
    outcome = merged(
        Outcome(
            missing=finding.missing,
            records=finding.records if finding.missing else (),
            is_unknown=finding.status == UNKNOWN,
            is_for_a_person=finding.status == CONFIRM,
        )
        for finding in findings
    )
    due = situation.due_of(rule.values)
    return Outcome(
        need=f"{plain_date(due)}前交齐{len(findings)}项" if due else f"交齐{len(findings)}项",
        have=f"{whole}项",
        missing=outcome.missing,
        records=outcome.records,
        is_unknown=outcome.is_unknown,
        is_for_a_person=outcome.is_for_a_person,
    )


def _joint_in_time(situation: Situation, first: date, last: date) -> Outcome:
    """There is joint research, and every day of it lies between the county's dates (rule 0-45)."""
    days = joint_days(situation.records, situation.as_of)
    outside = [day for day in days if day.happened_on and not first <= day.happened_on <= last]
    missing = [f"{day_name(day)}不在{_span(first, last)}里。" for day in outside]
    if not days:
        missing.append(NO_JOINT_RESEARCH)
    return Outcome(
        need=f"在{_span(first, last)}里开展",
        have=f"{len(days) - len(outside)}次",
        missing=tuple(missing),
        records=tuple(("Activity", day.uid) for day in outside or days),
    )


def _observations_in_time(situation: Situation, rule: Rule, first: date, last: date) -> Outcome:
    """Every observation of the named kinds lies between the county's dates (rule 0-44)."""
    kinds = tuple(rule.values.get("kinds", ()))
    heard = [
        item
        for item in situation.records.observations
        if counts(item, situation.as_of) and (not kinds or item.kind in kinds)
    ]
    need = f"在{_span(first, last)}里听课"
    if not heard:
        return Outcome(need=need, missing=("还没有听课记录。",), is_unknown=True)
    outside = [item for item in heard if not first <= item.happened_on <= last]
    inside = sum(item.lesson_count for item in heard) - sum(item.lesson_count for item in outside)
    return Outcome(
        need=need,
        have=f"{inside}节",
        missing=tuple(f"{_name(situation, item)}不在{_span(first, last)}里。" for item in outside),
        records=tuple(("Observation", item.uid) for item in outside),
    )


def _name(situation: Situation, item: Observation) -> str:
    period = f"第{item.period}节" if item.period else ""
    return f"{situation.names.teacher(item.observer_uid)}{plain_date(item.happened_on)}{period}的听课"


def _span(first: date, last: date) -> str:
    return f"{plain_date(first)}至{plain_date(last)}"
