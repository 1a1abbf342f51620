"""What the styles of a Word file say of a paragraph or a run: bold, size, heading level, centred, numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .ooxml import W as _W

W = f"{{{_W}}}"
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_MOST_PARENTS = 20


@dataclass(frozen=True, slots=True)
class Looks:
    """What is said at one place; None and 0 where it is silent."""

    is_bold: bool | None = None
    size: int = 0
    level: int = 0
    is_centred: bool | None = None
    number: str | None = None  # "" or "0": not numbered
    number_level: int | None = None


class Styles:
    """The styles by id, with what each takes from the one it is based on."""

    def __init__(self, root: Any | None) -> None:
        self._items: dict[str, Any] = {}
        self._kept: dict[str, Looks] = {}
        self._default = ""
        self._base = Looks()
        if root is None:
            return
        for item in root.iterchildren(f"{W}style"):
            key = item.get(f"{W}styleId") or ""
            self._items[key] = item
            if item.get(f"{W}type") == "paragraph" and item.get(f"{W}default") in ("1", "true", "on"):
                self._default = key
        defaults = root.find(f"{W}docDefaults")
        if defaults is not None:
            self._base = looks_of(None, defaults.find(f"{W}rPrDefault/{W}rPr"))

    def of(self, style: str) -> Looks:
        """The looks of a style; an unknown or empty id is the default paragraph style."""
        key = style if style in self._items else self._default
        if key not in self._kept:
            found = Looks()
            for item in self._chain(key):
                found = joined(found, self._own(item))
            self._kept[key] = joined(found, self._base)
        return self._kept[key]

    def run(self, style: str) -> Looks:
        """The looks of a character style alone, without any default."""
        found = Looks()
        for item in self._chain(style) if style in self._items else ():
            found = joined(found, self._own(item))
        return found

    def number_of(self, style: str) -> str:
        """The numbering that a style brings along."""
        return self.of(style).number or ""

    def _chain(self, key: str) -> Iterator[Any]:
        for _ in range(_MOST_PARENTS):
            item = self._items.get(key)
            if item is None:
                return
            yield item
            parent = item.find(f"{W}basedOn")
            key = parent.get(f"{W}val") or "" if parent is not None else ""

    def _own(self, item: Any) -> Looks:
        looks = looks_of(item.find(f"{W}pPr"), item.find(f"{W}rPr"))
        name = item.find(f"{W}name")
        heading = _HEADING.match((name.get(f"{W}val") or "").strip()) if name is not None else None
        return joined(Looks(level=int(heading[1])), looks) if heading else looks


def looks_of(paragraph: Any | None, run: Any | None) -> Looks:
    """What w:pPr and w:rPr say themselves."""
    level, centred, number, number_level = 0, None, None, None
    if paragraph is not None:
        outline = _whole(_value(paragraph, "outlineLvl"))
        level = outline + 1 if outline is not None and outline < 9 else 0
        side = _value(paragraph, "jc")
        centred = None if side is None else side == "center"
        listed = paragraph.find(f"{W}numPr")
        if listed is not None:
            number, number_level = _value(listed, "numId"), _whole(_value(listed, "ilvl"))
    size = _whole(_value(run, "sz")) if run is not None else None
    return Looks(
        is_bold=switch(run, "b"),
        size=size or 0,
        level=level,
        is_centred=centred,
        number=number,
        number_level=number_level,
    )


def joined(nearer: Looks, farther: Looks) -> Looks:
    """What the nearer one says, and where it is silent the farther one."""
    return Looks(
        is_bold=farther.is_bold if nearer.is_bold is None else nearer.is_bold,
        size=nearer.size or farther.size,
        level=nearer.level or farther.level,
        is_centred=farther.is_centred if nearer.is_centred is None else nearer.is_centred,
        number=farther.number if nearer.number is None else nearer.number,
        number_level=farther.number_level if nearer.number_level is None else nearer.number_level,
    )


def switch(properties: Any | None, name: str) -> bool | None:
    """Whether <w:b/>, <w:b w:val="0"/> … is on; None where it is not there."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return None if found is None else found.get(f"{W}val") not in ("0", "false", "off")


def _value(item: Any, name: str) -> str | None:
    found = item.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")


def _whole(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else None
