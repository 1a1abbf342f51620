"""Pack, Rule, MaterialSpec, FormSpec: what a county asks for, as data. Code knows kinds of rules, never a number."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from .observation import Rubric

RULE_KINDS = (
    "quota",
    "coverage",
    "cadence",
    "duration",
    "composition",
    "document",
    "lineage",
    "notice",
    "deadline",
    "points",
    "statement",
)
# What one file of a form is made for.
ONE_PER = (
    "term",
    "school",
    "teacher",
    "class",
    "observer",
    "observation",
    "activity",
    "draft",
    "study",
    "handin",
    "progress",
    "recommendation",
    "material",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the county's document. ``id`` is its number in domain.md (0-17); ``values`` depend on ``kind``."""

    id: str
    kind: str
    title: str
    quote: str = ""  # the document's own words, at most 20 characters
    who: str = ""  # whom it binds, in Chinese
    values: dict[str, Any] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialSpec:
    """One item of the checklist (材料). ``forms`` make its files; ``rules`` must hold for it to be complete."""

    id: str
    order: int
    title: str
    party: str = "school"  # school or teacher
    copies: int = 1
    format: str = "Word"
    deadline: date | None = None
    who: str = ""  # who sees to it: a post in Chinese
    folder: str = ""  # its folder in the packet, after the naming rule
    forms: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    needs: tuple[dict[str, Any], ...] = ()  # what makes it complete beyond rules: kinds as in requirements.py
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A placeholder of a form and the field it takes: ``"taught_on : date_cn"``."""

    token: str  # 授课教师, without braces
    source: str  # field name the program offers
    format: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRows:
    """A table row that repeats: it holds the placeholder ``starts_at``; ``each`` names a list the program offers."""

    starts_at: str
    each: str
    fields: tuple[FormField, ...]
    at_least: int = 0  # blank rows are added up to this number, for writing by hand
    pictures: tuple[FormField, ...] = ()  # tokens of the row that give way to pictures


@dataclass(frozen=True, slots=True, kw_only=True)
class FormAsk:
    """Something the program does not know: asked once, remembered."""

    token: str
    question: str = ""
    long: bool = False
    optional: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSpec:
    """A form is a folder: form.toml + template.docx|template.xlsx + sample.json (architecture 5)."""

    id: str
    title: str
    one_per: str  # one of ONE_PER
    file_name: str  # 听课/{日期}_{授课教师}_{课题}.docx
    template: str  # path of the template among the forms, or empty when ``compose`` makes the document
    compose: str = ""  # name of a composer in documents/compose for documents no template can hold
    select: str = ""  # which records of that kind it is made for, a name known to workflows
    fields: tuple[FormField, ...] = ()
    rows: tuple[FormRows, ...] = ()
    asks: tuple[FormAsk, ...] = ()
    pictures: tuple[FormField, ...] = ()  # placeholders replaced by pictures; format is 宽x高 in mm at most
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A requirement pack: everything one document of one county (or the common forms) asks for."""

    id: str
    title: str
    version: str
    issuer: str = ""
    basis: tuple[str, ...] = ()
    term_name: str = ""
    extends: str = ""
    naming: str = "{序号}_{材料名}"
    packet_name: str = "{学校}_{学期}_材料"
    dates: dict[str, tuple[date, date]] = field(default_factory=dict)  # 推门听课 -> (from, to)
    date_notes: tuple[str, ...] = ()  # what was wrong in the document's own dates, for example 6月31日
    deadline: date | None = None
    observation_kinds: tuple[str, ...] = ()
    activity_kinds: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    materials: tuple[MaterialSpec, ...] = ()
    rubrics: tuple[Rubric, ...] = ()
    forms: tuple[FormSpec, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)  # prose of composed documents: 方案/指导思想 -> text

    def rule(self, rule_id: str) -> Rule:
        """The rule of that number; KeyError when the pack has none."""
        return next_or_raise(self.rules, rule_id)

    def material(self, material_id: str) -> MaterialSpec:
        """The checklist item of that id; KeyError when the pack has none."""
        return next_or_raise(self.materials, material_id)

    def form(self, form_id: str) -> FormSpec:
        """The form of that id; KeyError when the pack has none."""
        return next_or_raise(self.forms, form_id)

    def with_overlays(self, overlays: dict[str, dict[str, Any]]) -> Pack:
        """The pack with the director's edits laid over it by rule or material id; unknown ids are left aside."""
        rules = tuple(
            replace(rule, values={**rule.values, **overlays[rule.id]}) if rule.id in overlays else rule
            for rule in self.rules
        )
        materials = tuple(_edited(item, overlays.get(item.id, {})) for item in self.materials)
        return replace(self, rules=rules, materials=materials)


def next_or_raise(items: tuple[Any, ...], wanted: str) -> Any:
    """The item whose ``id`` is ``wanted``; KeyError otherwise."""
    for item in items:
        if item.id == wanted:
            return item
    raise KeyError(wanted)


def _edited(item: MaterialSpec, values: dict[str, Any]) -> MaterialSpec:
    known = {
        key: value for key, value in values.items() if key in ("copies", "who", "title", "format", "folder", "note")
    }
    if "deadline" in values:
        known["deadline"] = date.fromisoformat(values["deadline"]) if values["deadline"] else None
    return replace(item, **known)
