"""How a field is declared: its name in form.toml, what it means in Chinese, and the pure function that finds it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .scene import Scene

Raw = str | int | float | bool | date | tuple[str, ...] | None
Getter = Callable[[Scene, Any], Raw]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing a form may ask for; ``get`` takes the scene and the record that the form is made for."""

    name: str
    meaning: str
    get: Getter


@dataclass(frozen=True, slots=True, kw_only=True)
class RowList:
    """A list that a repeated row may ask for; its fields take one item of the list as their record."""

    name: str
    meaning: str
    one_per: tuple[str, ...]  # empty: a list of the whole term, offered to every form
    items: Callable[[Scene, Any], Sequence[Any]]
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureRef:
    """A picture of the school file by its content hash, with what it shows; its bytes are fetched when needed."""

    blob: str
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureList:
    """Pictures that a form may ask for."""

    name: str
    meaning: str
    one_per: tuple[str, ...]
    items: Callable[[Scene, Any], Sequence[PictureRef]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Select:
    """Which records a form is made for: a named choice among those of its ``one_per``."""

    name: str
    meaning: str
    one_per: str
    pick: Callable[[Scene], Sequence[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """What one subject area offers; ``fields`` by the ``one_per`` of the forms they are for."""

    fields: dict[str, tuple[Field, ...]]
    lists: tuple[RowList, ...] = ()
    pictures: tuple[PictureList, ...] = ()
    selects: tuple[Select, ...] = ()


def fields(*declared: tuple[str, str, Getter]) -> tuple[Field, ...]:
    """Fields from (name, meaning, getter) triples; two of one name are a fault of ours."""
    names = [name for name, _, _ in declared]
    if len(set(names)) < len(names):
        raise ValueError(f"declared twice: {sorted({name for name in names if names.count(name) > 1})}")
    return tuple(Field(name=name, meaning=meaning, get=get) for name, meaning, get in declared)


def under(prefix: str, whose: str, inner: tuple[Field, ...], owner: Callable[[Scene, Any], Any]) -> tuple[Field, ...]:
    """The fields of another record under a prefix: ``taught_by.`` + ``name``; empty where there is no such record."""

    def through(item: Field) -> Getter:
        def get(scene: Scene, record: Any) -> Raw:
            found = owner(scene, record)
            return None if found is None else item.get(scene, found)

        return get

    return tuple(
        Field(name=f"{prefix}.{item.name}", meaning=f"{whose}的{item.meaning}", get=through(item)) for item in inner
    )
