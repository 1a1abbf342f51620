"""What a form may ask for, all areas together, and the values of one form for one record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jiaoyan_desktop.domain.pack import FormField, FormSpec
from jiaoyan_desktop.errors import UserError

from ..form_values import Value
from . import activities, general, handins, observers, observing, people, preparing, progress
from .formats import FORMATS, written
from .registry import Area, Field, PictureList, PictureRef, RowList, Select
from .scene import Scene

AREAS: tuple[Area, ...] = (
    general.AREA,
    observing.AREA,
    observers.AREA,
    activities.AREA,
    preparing.AREA,
    people.AREA,
    handins.AREA,
    progress.AREA,
)


def _merged_fields() -> dict[str, dict[str, Field]]:
    merged: dict[str, dict[str, Field]] = {}
    for area in AREAS:
        for one_per, declared in area.fields.items():
            merged.setdefault(one_per, {}).update({item.name: item for item in declared})
    return merged


FIELDS: dict[str, dict[str, Field]] = _merged_fields()
LISTS: dict[str, RowList] = {item.name: item for area in AREAS for item in area.lists}
PICTURES: dict[str, PictureList] = {item.name: item for area in AREAS for item in area.pictures}
SELECTS: dict[str, Select] = {item.name: item for area in AREAS for item in area.selects}
# The records that a form is made for when it names no choice of its own.
_DEFAULT_SELECTS = {
    "teacher": "staff",
    "class": "classes",
    "observer": "observers",
    "observation": "observations",
    "activity": "happened",
    "draft": "drafts",
    "progress": "progress_tables",
    "recommendation": "recommended",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedValues:
    """The values of one form for one record, pictures still as references; plain data that a worker may carry."""

    fields: Mapping[str, Value] = field(default_factory=dict)
    rows: Mapping[str, Sequence[Mapping[str, Value]]] = field(default_factory=dict)
    pictures: Mapping[str, Sequence[PictureRef]] = field(default_factory=dict)
    unanswered: tuple[str, ...] = ()  # tokens asked of a person that she has not answered yet


def records_for(scene: Scene, form: FormSpec) -> tuple[Any, ...]:
    """The records a form is made for, one file each; one per term or school gives the term or the school itself."""
    name = form.select or _DEFAULT_SELECTS.get(form.one_per, "")
    if name:
        if SELECTS[name].one_per != form.one_per:
            raise UserError(
                f"“{form.title}”每{form.one_per}一份，不能用“{name}”来挑。", cure=f"请改一下 {form.id}/form.toml。"
            )
        return tuple(SELECTS[name].pick(scene))
    if form.one_per == "term":
        return (scene.records.term,)
    if form.one_per == "school":
        return (scene.records.school,)
    if form.one_per == "study":
        return scene.records.studies
    return handins.of_every_kind(scene) if form.one_per == "handin" else ()


def key_of(form: FormSpec, record: Any) -> str:
    """What answers to a form's questions are kept under: nothing for one per term, else the record's uid."""
    return "" if form.one_per in ("term", "school") else record.uid


def values_for(scene: Scene, form: FormSpec, record: Any) -> PlannedValues:
    """The values of every placeholder of the form; UserError when the form asks for what its records do not have."""
    offered = {**FIELDS[""], **FIELDS.get(form.one_per, {})}
    found: dict[str, Value] = {}
    for item in form.fields:
        found[item.token] = _value(scene, offered[item.source], item, record)
    key = key_of(form, record)
    for ask in form.asks:
        answer = scene.answers.get((form.id, key, ask.token), "")
        found[ask.token] = answer or scene.answers.get((form.id, "", ask.token), "")
    rows = {}
    for group in form.rows:
        source = LISTS[group.each]
        _same_kind(form, source.name, source.one_per)
        columns = {item.name: item for item in source.fields}
        rows[group.starts_at] = [
            {part.token: _value(scene, columns[part.source], part, item) for part in group.fields}
            for item in source.items(scene, record)
        ]
    pictures = {}
    for item in form.pictures:
        wanted = PICTURES[item.source]
        _same_kind(form, wanted.name, wanted.one_per)
        pictures[item.token] = tuple(wanted.items(scene, record))
    return PlannedValues(
        fields=found,
        rows=rows,
        pictures=pictures,
        unanswered=tuple(ask.token for ask in form.asks if not found[ask.token]),
    )


def _value(scene: Scene, source: Field, item: FormField, record: Any) -> Value:
    chinese = scene.records.school.chinese_dates
    return written(source.get(scene, record), item.format, chinese_dates=chinese, where=item.token)


def _same_kind(form: FormSpec, name: str, one_per: tuple[str, ...]) -> None:
    if one_per and form.one_per not in one_per:
        raise UserError(
            f"“{form.title}”每{form.one_per}一份，没有“{name}”这一串内容。", cure=f"请改一下 {form.id}/form.toml。"
        )


def meanings() -> list[tuple[str, str, str]]:
    """(one_per or the list's name, field name, what it is in Chinese) of everything offered, for the help pages."""
    plain = [(one_per, item.name, item.meaning) for one_per, named in FIELDS.items() for item in named.values()]
    listed = [(source.name, item.name, item.meaning) for source in LISTS.values() for item in source.fields]
    return plain + listed


def format_meanings() -> dict[str, str]:
    """Format name -> what it writes, for the help pages."""
    return {name: meaning for name, (meaning, _) in FORMATS.items()}
