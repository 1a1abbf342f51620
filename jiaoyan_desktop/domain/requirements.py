"""The kinds of rules and their evaluation: ``check`` looks at everything the county asks for, as of a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from ..errors import UserError
from . import material_needs
from .finding import CONFIRM, LATE, SHORT, Finding
from .pack import Pack
from .rule_values import RULE_VALUES, pack_faults
from .rules_documents import document
from .rules_lineage import lineage
from .rules_observing import coverage, quota
from .rules_people import composition
from .rules_schedule import cadence, duration, notice
from .rules_time import deadline, points, statement
from .situation import NeedEvaluator, RuleEvaluator, Situation
from .term_records import TermRecords

__all__ = ["NEED_EVALUATORS", "RULE_EVALUATORS", "RULE_VALUES", "check", "is_open", "pack_faults", "situation"]

RULE_EVALUATORS: Mapping[str, RuleEvaluator] = {
    "quota": quota,
    "coverage": coverage,
    "cadence": cadence,
    "duration": duration,
    "composition": composition,
    "document": document,
    "lineage": lineage,
    "notice": notice,
    "deadline": deadline,
    "points": points,
    "statement": statement,
}
NEED_EVALUATORS: Mapping[str, NeedEvaluator] = {
    "dates": material_needs.dates,
    "recommendations": material_needs.recommendations,
    "teachers": material_needs.teachers,
    "assignments": material_needs.assignments,
    "timetable": material_needs.timetable,
    "progress": material_needs.progress,
    "joint": material_needs.joint,
    "photo_stories": material_needs.photo_stories,
    "summary": material_needs.summary,
    "handins": material_needs.handins,
}


def situation(records: TermRecords, pack: Pack, as_of: date) -> Situation:
    """The term before the pack as of a day, for asking about single rules and materials; UserError for a bad pack."""
    faults = pack_faults(pack)
    if faults:
        raise UserError(f"“{pack.title}”这套要求里有写得不对的地方：{faults[0]}", cure="请改好这套要求再检查。")
    return Situation(records, pack, as_of, RULE_EVALUATORS, NEED_EVALUATORS)


def check(records: TermRecords, pack: Pack, as_of: date) -> tuple[Finding, ...]:
    """The finding on every material in their order, then on every rule; ``pack`` carries the school's own edits.

    A gap is told once: what a material already says is short is not short again in the rules it rests on. Such a rule
    waits (confirm) and names the material; ``situation(...).of_rule`` still judges it by itself.
    """
    now = situation(records, pack, as_of)
    materials = [now.of_material(spec) for spec in sorted(pack.materials, key=lambda spec: spec.order)]
    told: dict[str, list[Finding]] = {}
    for finding in materials:
        for sentence in finding.missing if is_open(finding) else ():
            told.setdefault(sentence, []).append(finding)
    return (*materials, *(_told_once(now.of_rule(rule), told) for rule in pack.rules))


def is_open(finding: Finding) -> bool:
    """Whether something is short or late (``jiaoyan check`` then exits 3)."""
    return finding.status in (SHORT, LATE)


def _told_once(finding: Finding, told: Mapping[str, list[Finding]]) -> Finding:
    """The rule's finding without the sentences that materials carry."""
    carriers = dict.fromkeys(item.id for sentence in finding.missing for item in told.get(sentence, ()))
    if not is_open(finding) or not carriers:
        return finding
    titles = {item.id: item.title for items in told.values() for item in items}
    named = "、".join(f"《{titles[item_id]}》" for item_id in carriers)
    note = "；".join(filter(None, (f"还缺的看材料{named}", finding.note)))
    left = tuple(sentence for sentence in finding.missing if sentence not in told)
    if left:
        return replace(finding, missing=left, note=note)
    return replace(finding, status=CONFIRM, missing=(), records=(), note=note)
