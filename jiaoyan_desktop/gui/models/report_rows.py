"""The lists of 材料上报: materials, rules and packets, each state in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jiaoyan_desktop.domain.dates import month_day
from jiaoyan_desktop.domain.finding import Finding
from jiaoyan_desktop.domain.glossary import STATUS_MARKS, STATUS_WORDS
from jiaoyan_desktop.domain.pack import MaterialSpec, Pack, Rule
from jiaoyan_desktop.domain.pack_dates import deadline_in_term
from jiaoyan_desktop.domain.reporting import Confirmation
from jiaoyan_desktop.domain.term import Term

from ..standing import days_left
from ..widgets.labels import TONE_OF_STATUS
from .table_model import Column, TableModel

RULE_KIND_WORDS = {
    "quota": "节数",
    "coverage": "覆盖",
    "cadence": "频次",
    "duration": "时长",
    "composition": "人员",
    "document": "材料",
    "lineage": "备课",
    "notice": "通知",
    "deadline": "期限",
    "points": "自评",
    "statement": "工作要求",
}
CONFIRMATION_WORDS = {"confirmed": "已确认", "not_applicable": "本校不涉及"}


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """One item of the checklist with its finding."""

    spec: MaterialSpec
    finding: Finding
    due: date | None  # within the term, whose dates may have been moved

    @property
    def uid(self) -> str:
        """The item's id."""
        return self.spec.id


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule with its finding and, where a person ticked it, the confirmation."""

    rule: Rule
    finding: Finding
    confirmation: Confirmation | None

    @property
    def uid(self) -> str:
        """The rule's number."""
        return self.rule.id


def material_rows(pack: Pack, findings: tuple[Finding, ...], term: Term) -> list[MaterialRow]:
    """The checklist in the county's order."""
    by_id = {finding.id: finding for finding in findings}
    specs = sorted(pack.materials, key=lambda spec: spec.order)
    return [MaterialRow(spec, by_id[spec.id], _due(spec.deadline or pack.deadline, term)) for spec in specs]


def rule_rows(pack: Pack, findings: tuple[Finding, ...], confirmations: tuple[Confirmation, ...]) -> list[RuleRow]:
    """The rules in the county's order."""
    by_id = {finding.id: finding for finding in findings}
    ticked = {item.target_id: item for item in confirmations}
    return [RuleRow(rule, by_id[rule.id], ticked.get(rule.id)) for rule in pack.rules]


def status_chip(finding: Finding) -> tuple[str, str]:
    """✓ 已齐 with the tone that repeats it."""
    return f"{STATUS_MARKS[finding.status]} {STATUS_WORDS[finding.status]}", TONE_OF_STATUS[finding.status]


def missing_words(finding: Finding) -> str:
    """What is short, in one line."""
    return "；".join(sentence.rstrip("。") for sentence in finding.missing) or finding.note


def materials_model(today: date) -> TableModel:
    """The checklist."""
    return TableModel(
        [
            Column(
                key="order", title="", text=lambda row: str(row.spec.order), sort=lambda row: row.spec.order, width=34
            ),
            Column(key="title", title="材料", text=lambda row: row.spec.title, width=224),
            Column(
                key="status",
                title="状态",
                text=lambda row: STATUS_WORDS[row.finding.status],
                chip=lambda row: status_chip(row.finding),
                width=96,
            ),
            Column(key="format", title="形式", text=lambda row: _form_words(row.spec), width=126),
            Column(key="who", title="谁负责", text=lambda row: row.spec.who, width=88),
            Column(
                key="deadline",
                title="截止",
                text=lambda row: month_day(row.due) if row.due else "",
                sort=lambda row: row.due,
                tip=lambda row: days_left(row.due, today) if row.due else "",
                width=92,
            ),
            Column(key="missing", title="还差什么", text=lambda row: missing_words(row.finding), stretch=True),
        ]
    )


def rules_model() -> TableModel:
    """Every rule of the county's document."""
    return TableModel(
        [
            Column(key="id", title="编号", text=lambda row: row.rule.id, width=64),
            Column(key="title", title="要求", text=lambda row: row.rule.title, width=296),
            Column(key="kind", title="哪一类", text=lambda row: RULE_KIND_WORDS[row.rule.kind], width=82),
            Column(
                key="status",
                title="状态",
                text=rule_state,
                chip=lambda row: (rule_state(row), status_chip(row.finding)[1]),
                width=116,
            ),
            Column(key="have", title="做到／要求", text=_have_need, width=124),
            Column(key="missing", title="还差什么", text=lambda row: missing_words(row.finding), stretch=True),
        ]
    )


def rule_state(row: RuleRow) -> str:
    """已确认 where a person ticked it, else the state of the finding."""
    if row.confirmation is not None:
        return CONFIRMATION_WORDS.get(row.confirmation.kind, STATUS_WORDS[row.finding.status])
    return status_chip(row.finding)[0]


def _due(day: date | None, term: Term) -> date | None:
    return deadline_in_term(day, term) if day else None


def _have_need(row: RuleRow) -> str:
    have, need = row.finding.have, row.finding.need
    return f"{have}／{need}" if have and need else have or need


def _form_words(spec: MaterialSpec) -> str:
    return f"{spec.format} {spec.copies}份" if spec.copies > 1 else spec.format
