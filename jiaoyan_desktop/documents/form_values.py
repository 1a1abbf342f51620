"""What goes into a form and what comes out of filling it: plain values that any worker may carry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from jiaoyan_desktop.domain.pack import FormSpec

Value = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A PNG or JPEG, already upright; ``alt`` says what it shows, ``caption`` is printed below it."""

    data: bytes
    alt: str
    caption: str = ""


RowValues = Mapping[str, Value | Sequence[Picture]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormValues:
    """Token -> value, asks included; rows by the token they start at; pictures by token. All already formatted."""

    fields: Mapping[str, Value] = field(default_factory=dict)
    rows: Mapping[str, Sequence[RowValues]] = field(default_factory=dict)
    pictures: Mapping[str, Sequence[Picture]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitution:
    """A character that the wanted typeface lacks and the one it was set in; ``used`` is empty when none has it."""

    character: str
    wanted: str
    used: str
    where: str  # the token, or the words around it


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledDocument:
    """A finished file. ``left_over`` are tokens that no value was given for; they are blank in the file."""

    data: bytes
    suffix: str
    substitutions: tuple[Substitution, ...] = ()
    left_over: tuple[str, ...] = ()


class FormTemplate(Protocol):
    """A prepared template: checked once, filled many times, safe to use from several threads."""

    def fill(self, values: FormValues, *, made_at: datetime) -> FilledDocument:
        """The file with ``values`` in it; ``made_at`` is the clock of its properties."""
        ...


def shown(value: Value) -> str:
    """A value as it is printed: 3.0 as 3, 2.5 as 2.5, text as it is."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def tokens_of(form: FormSpec) -> frozenset[str]:
    """The tokens a form declares outside its repeated rows: fields, asks and pictures."""
    declared = [item.token for item in form.fields] + [item.token for item in form.pictures]
    return frozenset(declared + [item.token for item in form.asks])
