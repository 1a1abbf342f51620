"""What a person said the columns of a table hold: plain data, remembered for every table headed in the same way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

# Headings of a table, column by column from A -> the field that each column holds ("" for one that is left out).
Corrections = Mapping[tuple[str, ...], tuple[str, ...]]

_MOST_REMEMBERED = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """One corrected layout of a kind of file; the headings tell it apart, whatever file they stand in."""

    kind: str
    headings: tuple[str, ...]
    fields: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """As plain values for the settings."""
        return {"kind": self.kind, "headings": list(self.headings), "fields": list(self.fields)}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLayout:
    """How the columns of one sheet are understood now: shown to a person, who may correct it.

    ``headings``, ``fields`` and each of ``samples`` (the first lines below the header) go column by column from A;
    ``choices`` are the fields a column may hold, as (field, what a person calls it).
    """

    sheet: str
    row: int  # the header's last row
    headings: tuple[str, ...]
    fields: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]
    samples: tuple[tuple[str, ...], ...] = ()
    is_corrected: bool = False

    def corrected(self, kind: str, place: int, field: str) -> ColumnMapping:
        """The same with another field in the column ``place`` (from 0).

        A field goes over from the column that held it; where tables stand side by side, fields repeat and stay.
        """
        held = [item for item in self.fields if item]
        repeats = len(held) != len(set(held))
        fields = ["" if item == field and not repeats else item for item in self.fields]
        fields[place] = field
        return ColumnMapping(kind=kind, headings=trimmed(self.headings), fields=tuple(fields))

    def lines(self, most: int = 2) -> list[str]:
        """The first lines as they are read: 姓名 王秀兰，性别 女."""
        called = dict(self.choices)
        read: list[str] = []
        for sample in self.samples[:most]:
            words = [
                f"{called[field]} {text}"
                for field, text in zip(self.fields, sample, strict=True)
                if field in called and text
            ]
            read.append("，".join(words))
        return [line for line in read if line]


def trimmed(headings: Iterable[str]) -> tuple[str, ...]:
    """Headings without the empty ones at the right end, so that a stray cell makes no other layout."""
    found = list(headings)
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def corrections_of(mappings: Iterable[ColumnMapping], kind: str) -> Corrections:
    """What was said of the layouts of that kind."""
    return {item.headings: item.fields for item in reversed(list(mappings)) if item.kind == kind}


def remembered(mappings: Iterable[ColumnMapping], new: ColumnMapping) -> tuple[ColumnMapping, ...]:
    """``mappings`` with ``new`` in the place of what was said of the same layout, the newest first."""
    return (new, *forgotten(mappings, new.kind, new.headings))[:_MOST_REMEMBERED]


def forgotten(mappings: Iterable[ColumnMapping], kind: str, headings: Iterable[str]) -> tuple[ColumnMapping, ...]:
    """``mappings`` without what was said of that layout."""
    plain = trimmed(headings)
    return tuple(item for item in mappings if (item.kind, item.headings) != (kind, plain))


def read_mappings(plain: Iterable[Any]) -> tuple[ColumnMapping, ...]:
    """Mappings from plain values; what is none (a settings file changed by hand) is left out."""
    return tuple(
        ColumnMapping(kind=item["kind"], headings=tuple(item["headings"]), fields=tuple(item["fields"]))
        for item in plain
        if isinstance(item, dict)
        and isinstance(item.get("kind"), str)
        and all(_are_words(item.get(name)) for name in ("headings", "fields"))
    )


def _are_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)
