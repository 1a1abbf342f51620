"""Situation: one term as of one day before the county's list; it works out each rule and each material once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from ..errors import UserError
from .calendar import SchoolCalendar
from .finding import CONFIRM, LATE, MET, SHORT, UNKNOWN, Finding
from .lessons_now import TermLessons
from .naming import Names, plain_date
from .pack import MaterialSpec, Pack, Rule
from .pack_dates import as_date, deadline_in_term, window_in_term
from .reporting import Confirmation
from .statistics import TermStatistics, term_statistics
from .term_records import TermRecords

Evidence = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What looking at the records came to; nothing missing and nothing unknown means it is met."""

    need: str = ""
    have: str = ""
    missing: tuple[str, ...] = ()
    records: Evidence = ()
    note: str = ""
    is_unknown: bool = False  # the records it would be read from are not there; ``missing`` says which
    is_for_a_person: bool = False  # nothing to compute: somebody has to look


RuleEvaluator = Callable[["Situation", Rule], Outcome]
NeedEvaluator = Callable[["Situation", Mapping[str, Any]], Outcome]


class Situation:
    """Records, pack and day with everything derived from them, each thing derived at most once."""

    def __init__(
        self,
        records: TermRecords,
        pack: Pack,
        as_of: date,
        rule_evaluators: Mapping[str, RuleEvaluator],
        need_evaluators: Mapping[str, NeedEvaluator],
    ) -> None:
        self.records = records
        self.pack = pack
        self.as_of = as_of
        self._rule_evaluators = rule_evaluators
        self._need_evaluators = need_evaluators
        self._findings: dict[tuple[str, str], Finding] = {}
        self._busy: list[str] = []
        self._confirmations = {item.target_id: item for item in records.confirmations}

    @cached_property
    def calendar(self) -> SchoolCalendar:
        """The school's own weeks and days."""
        return SchoolCalendar.of_records(self.records)

    @cached_property
    def lessons(self) -> TermLessons:
        """Who teaches what, where and when."""
        return TermLessons(self.records, self.calendar)

    @cached_property
    def names(self) -> Names:
        """Names of people and classes."""
        return self.statistics.names

    @cached_property
    def statistics(self) -> TermStatistics:
        """The figures of the term as of the day, the same that every table shows."""
        return term_statistics(self.records, self.pack, self.as_of, self.calendar)

    def window(self, name: str) -> tuple[date, date]:
        """The pack's dates of that name where they meet this term, else the whole term."""
        return window_in_term(self.pack, name, self.records.term)

    def due_of(self, values: Mapping[str, Any]) -> date | None:
        """When a rule must be met: its own ``due``, else the end of its ``window``, else the pack's deadline."""
        if values.get("due"):
            return as_date(values["due"])
        if values.get("window"):
            return self.window(values["window"])[1]
        return self.deadline(self.pack.deadline)

    def deadline(self, day: date | None) -> date | None:
        """The deadline where it belongs to this term; a county's paper of another year sets none."""
        return deadline_in_term(day, self.records.term)

    def of_rule(self, rule: Rule) -> Finding:
        """The finding on one rule."""
        return self._once(("rule", rule.id), lambda: self._judge_rule(rule))

    def of_material(self, spec: MaterialSpec) -> Finding:
        """The finding on one item of the checklist, its rules included."""
        return self._once(("material", spec.id), lambda: self._judge_material(spec))

    def _once(self, key: tuple[str, str], judge: Callable[[], Finding]) -> Finding:
        if key in self._findings:
            return self._findings[key]
        if key[1] in self._busy:
            circle = "、".join((*self._busy, key[1]))
            raise UserError(f"要求里有互相引用的几条：{circle}。", cure="请改一下这套要求，去掉其中一处引用。")
        self._busy.append(key[1])
        try:
            self._findings[key] = judge()
        finally:
            self._busy.pop()
        return self._findings[key]

    def _judge_rule(self, rule: Rule) -> Finding:
        confirmation = self._confirmations.get(rule.id)
        if confirmation is not None and confirmation.kind == "not_applicable":
            return _finding(rule.id, rule.kind, rule.title, MET, Outcome(note=_not_applicable(confirmation)))
        outcome = self._rule_evaluators[rule.kind](self, rule)
        if outcome.is_for_a_person and confirmation is not None:
            outcome = replace(outcome, is_for_a_person=False, note=_confirmed(confirmation))
        if rule.note:
            outcome = replace(outcome, note="；".join(filter(None, (outcome.note, rule.note))))
        return _finding(rule.id, rule.kind, rule.title, self._status(outcome, self.due_of(rule.values)), outcome)

    def _judge_material(self, spec: MaterialSpec) -> Finding:
        confirmation = self._confirmations.get(spec.id)
        if confirmation is not None and confirmation.kind == "not_applicable":
            return _finding(spec.id, "material", spec.title, MET, Outcome(note=_not_applicable(confirmation)))
        needs = [self._need_evaluators[need["kind"]](self, need) for need in spec.needs]
        rules = [_outcome_of(self.of_rule(self.pack.rule(rule_id))) for rule_id in spec.rules]
        if any(part.missing for part in needs):
            # Where the needs already say what is not there, a rule that cannot be judged for it adds nothing.
            rules = [part for part in rules if not part.is_unknown]
        outcome = merged((*needs, *rules))
        if not outcome.need:
            outcome = replace(outcome, need=f"{spec.copies}份")
        due = self.deadline(spec.deadline or self.pack.deadline)
        return _finding(spec.id, "material", spec.title, self._status(outcome, due), outcome)

    def _status(self, outcome: Outcome, due: date | None) -> str:
        if outcome.is_unknown:
            return UNKNOWN
        if outcome.is_for_a_person:
            return CONFIRM
        if not outcome.missing:
            return MET
        return LATE if due is not None and self.as_of > due else SHORT


def merged(outcomes: Iterable[Outcome]) -> Outcome:
    """Several outcomes as one: what is missing in any of them is missing, each sentence and record once."""
    parts = list(outcomes)
    short = any(part.missing and not part.is_unknown and not part.is_for_a_person for part in parts)
    return Outcome(
        need="；".join(filter(None, dict.fromkeys(part.need for part in parts))),
        have="；".join(filter(None, dict.fromkeys(part.have for part in parts))),
        missing=tuple(dict.fromkeys(sentence for part in parts for sentence in part.missing)),
        records=tuple(dict.fromkeys(record for part in parts for record in part.records)),
        note="；".join(filter(None, dict.fromkeys(part.note for part in parts))),
        # What is known to be short is said first; only a list without any such gap is left open.
        is_unknown=not short and any(part.is_unknown for part in parts),
        is_for_a_person=not short and any(part.is_for_a_person for part in parts),
    )


def _outcome_of(finding: Finding) -> Outcome:
    """A rule's finding as part of a material."""
    return Outcome(
        missing=finding.missing,
        records=finding.records if finding.missing else (),
        is_unknown=finding.status == UNKNOWN,
        is_for_a_person=finding.status == CONFIRM,
    )


def _finding(target_id: str, kind: str, title: str, status: str, outcome: Outcome) -> Finding:
    return Finding(
        id=target_id,
        kind=kind,
        title=title,
        status=status,
        need=outcome.need,
        have=outcome.have,
        missing=outcome.missing,
        records=outcome.records,
        note=outcome.note,
    )


def _confirmed(item: Confirmation) -> str:
    """已确认（韩立新3月3日）, as wording 4 has it."""
    who = f"{item.by}{plain_date(item.on) if item.on else ''}"
    return (f"已确认（{who}）" if who else "已确认") + (f"：{item.note}" if item.note else "")


def _not_applicable(item: Confirmation) -> str:
    return f"本校不涉及（原因：{item.note}）" if item.note else "本校不涉及"
