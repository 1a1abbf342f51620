"""The way between a row of SQLite and a record, compiled once per kind of record."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, TypeVar

from ..domain.records import Record, column_kind, converter, field_types

R = TypeVar("R", bound=Record)


@cache
def selected(record: type[Record]) -> str:
    """The column list of a SELECT, in the order that ``decode`` expects."""
    return ", ".join(f'"{name}"' for name in field_types(record))


@cache
def _converters(record: type[Record]) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    return tuple((name, _from_column(annotation)) for name, annotation in field_types(record).items())


def _from_column(annotation: Any) -> Callable[[Any], Any] | None:
    convert = converter(annotation)
    if column_kind(annotation) != "JSON":
        return convert
    if convert is None:
        return lambda text: None if text is None else json.loads(text)

    # Whole rubrics and short lists stand in thousands of rows with the same text; frozen values can be shared.
    @lru_cache(maxsize=512)
    def read(text: str | None) -> Any:
        return None if text is None else convert(json.loads(text))

    return read


def decode(record: type[R], row: tuple[Any, ...]) -> R:
    """The record of a row selected with ``selected(record)``."""
    values = {
        name: value if convert is None else convert(value)
        for (name, convert), value in zip(_converters(record), row, strict=True)
    }
    return record(**values)


def encode(record: Record) -> dict[str, Any]:
    """Column name -> value of SQLite; lists and dicts as JSON text."""
    return {
        name: json.dumps(value, ensure_ascii=False, separators=(",", ":")) if isinstance(value, list | dict) else value
        for name, value in record.to_row().items()
    }
