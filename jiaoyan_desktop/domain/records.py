"""What every record has (uid, school_uid, revision, changed_at), and the way between a record and a plain dict."""

from __future__ import annotations

import dataclasses
import os
import threading
import time
import types
import typing
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, Self

_last_stamp = 0
_stamp_guard = threading.Lock()


def new_uid() -> str:
    """A fresh UUIDv7 as 36 characters; later calls in one process sort after earlier ones (RFC 9562)."""
    global _last_stamp
    with _stamp_guard:
        # 12 sub-millisecond bits keep order within one millisecond, as RFC 9562 section 6.2 method 3 allows.
        stamp = max(time.time_ns() * 4096 // 1_000_000, _last_stamp + 1)
        _last_stamp = stamp
    millis, fraction = stamp >> 12, stamp & 0xFFF
    tail = int.from_bytes(os.urandom(8), "big") & (2**62 - 1)
    number = (millis & (2**48 - 1)) << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | tail
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One fact of one school. ``revision`` is the uid of the change that last wrote it; the store sets it."""

    uid: str = dataclasses.field(default_factory=new_uid)
    school_uid: str = ""
    revision: str = ""
    changed_at: str = ""

    def but(self, **changes: Any) -> Self:
        """The same record with other values."""
        return dataclasses.replace(self, **changes)

    def to_row(self) -> dict[str, Any]:
        """Plain values for a row: dates as ISO text, booleans as 0/1, tuples and dicts left for the store to encode."""
        return {name: _plain(getattr(self, name)) for name in field_types(type(self))}

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Self:
        """The record that ``to_row`` was made from; unknown keys are ignored, missing ones take the default."""
        kinds = field_types(cls)
        values = {}
        for name, value in row.items():
            if name not in kinds:
                continue
            convert = converter(kinds[name])
            if value is None and not _without_none(kinds[name])[1]:
                raise TypeError(f"None for the field {name} of {cls.__name__}")
            values[name] = value if convert is None else convert(value)
        return cls(**values)


@cache
def field_types(cls: type[Record]) -> dict[str, Any]:
    """Field name -> annotated type, in order of declaration."""
    hints = typing.get_type_hints(cls)
    return {item.name: hints[item.name] for item in dataclasses.fields(cls)}


def column_kind(annotation: Any) -> str:
    """The SQLite type of a field: TEXT, INTEGER, REAL, or JSON (kept in a TEXT column)."""
    inner, _ = _without_none(annotation)
    if inner in (str, date):
        return "TEXT"
    if inner in (int, bool):
        return "INTEGER"
    if inner is float:
        return "REAL"
    return "JSON"


@cache
def _without_none(annotation: Any) -> tuple[Any, bool]:
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        rest = [part for part in typing.get_args(annotation) if part is not type(None)]
        return (rest[0] if len(rest) == 1 else annotation), True
    return annotation, False


_AS_THEY_ARE = frozenset({str, int, float, type(None)})


def _plain(value: Any) -> Any:
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


@cache
def converter(annotation: Any) -> Callable[[Any], Any] | None:
    """What turns a plain value into a field's own kind, compiled once; None where the value is taken as it is."""
    inner, optional = _without_none(annotation)
    convert = _strict_converter(inner)
    if not optional:
        return convert
    return None if convert is None else lambda value: None if value is None else convert(value)


def _strict_converter(inner: Any) -> Callable[[Any], Any] | None:
    if inner is date:
        return lambda value: date.fromisoformat(value) if isinstance(value, str) else value
    if inner in (bool, float):
        return inner
    origin, args = typing.get_origin(inner), typing.get_args(inner)
    if origin is tuple:
        item = converter(args[0])
        return tuple if item is None else lambda value: tuple([item(part) for part in value])
    if origin is dict:
        item = converter(args[1])
        return None if item is None else lambda value: {key: item(part) for key, part in value.items()}
    if dataclasses.is_dataclass(inner):
        kind = typing.cast(Any, inner)
        hints = typing.get_type_hints(kind)
        parts = {item.name: converter(hints[item.name]) for item in dataclasses.fields(kind)}
        return lambda value: kind(
            **{
                name: part if parts[name] is None else parts[name](part)  # type: ignore[misc]
                for name, part in value.items()
                if name in parts
            }
        )
    return None
