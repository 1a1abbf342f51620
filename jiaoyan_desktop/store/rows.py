"""The way between a row of SQLite and a record, compiled once per kind of record."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, TypeVar

from ..domain.records import Record, column_kind, field_types

R = TypeVar("R", bound=Record)


@cache
def selected(record: type[Record]) -> str:
    """The column list of a SELECT, in the order that ``decode`` expects."""
    return ", ".join(f'"{name}"' for name in field_types(record))


@cache
def _converters(record: type[Record]) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    found = []
    for name, annotation in field_types(record).items():
        if column_kind(annotation) == "JSON":
            found.append((name, json.loads))
        elif "date" in str(annotation):
            found.append((name, date.fromisoformat))
        elif annotation is bool:
            found.append((name, bool))
        else:
            found.append((name, None))
    return tuple(found)


@cache
def _nested(record: type[Record]) -> frozenset[str]:
    """Fields whose JSON holds more than what json gives back as it is, and need the long way."""
    return frozenset(name for name, kind in field_types(record).items() if column_kind(kind) == "JSON")


def decode(record: type[R], row: tuple[Any, ...]) -> R:
    """The record of a row selected with ``selected(record)``."""
    values: dict[str, Any] = {}
    for (name, convert), value in zip(_converters(record), row, strict=True):
        values[name] = value if convert is None or value is None else convert(value)
    nested = _nested(record)
    if nested:
        return record.from_row(values)
    return record(**values)


def encode(record: Record) -> dict[str, Any]:
    """Column name -> value of SQLite; lists and dicts as JSON text."""
    return {
        name: json.dumps(value, ensure_ascii=False, separators=(",", ":")) if isinstance(value, list | dict) else value
        for name, value in record.to_row().items()
    }
