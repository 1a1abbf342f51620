"""Drawings in a Word file: their pictures, the text boxes in them, and the words of WordArt and SmartArt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .lessons_gathered import Gathered
from .lessons_package import Package
from .ooxml import MC as _MC
from .ooxml import WP as _WP
from .ooxml import A as _A
from .ooxml import R as _R
from .ooxml import W as _W

A, MC, R, W, WP = (f"{{{name}}}" for name in (_A, _MC, _R, _W, _WP))
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


class Drawing:
    """One w:drawing, w:pict or w:object: ``words`` with the marks of pictures, and the ``boxes`` to be read as text."""

    def __init__(self, element: Any, package: Package, part: str, gathered: Gathered) -> None:
        self.words: list[str] = []
        self.boxes: list[Any] = []
        self._package, self._part, self._gathered = package, part, gathered
        described = next(iter(element.iter(f"{WP}docPr")), None)
        self._alt = (described.get("descr") or "") if described is not None else ""
        self._read(element)

    def _read(self, element: Any) -> None:
        for child in children(element):
            tag = child.tag
            if tag == f"{W}txbxContent":
                self.boxes.append(child)
            elif tag == f"{A}blip":
                self._picture(child.get(f"{R}embed"), child.get(f"{R}link"))
            elif tag == f"{_V}imagedata":
                self._picture(child.get(f"{R}id") or child.get(f"{_O}relid"), child.get(f"{R}href"))
            elif tag == f"{_V}textpath":
                self.words.append(child.get("string") or "")
            elif tag == f"{_DIAGRAM}relIds":
                self._diagram(child.get(f"{R}dm"))
            elif tag == f"{_CHART}chart":
                self._gathered.charts += 1
            else:
                self._read(child)

    def _picture(self, embedded: str | None, linked: str | None) -> None:
        relation = self._package.relations(self._part).get(embedded or linked or "")
        if relation is not None and not relation.is_outside:
            self.words.append(self._gathered.picture(self._package, relation.target, self._alt))
        elif relation is not None or linked:
            self._gathered.linked_pictures += 1
        elif embedded:
            self._gathered.lost_pictures += 1

    def _diagram(self, key: str | None) -> None:
        relation = self._package.relations(self._part).get(key or "")
        if relation is None or not self._package.has(relation.target):
            self._gathered.charts += 1
            return
        for point in self._package.root(relation.target).iter(f"{_DIAGRAM}pt"):
            text = "".join(item.text or "" for item in point.iter(f"{A}t"))
            if text:
                self.words.append(f"\n{text}")


def children(element: Any) -> Iterator[Any]:
    """The child elements; of content offered in several ways the first that says anything."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag == f"{MC}AlternateContent":
            yield from children(_chosen(child))
        else:
            yield child


def _chosen(offer: Any) -> Any:
    """The choice to be read: the new way, unless it holds neither words nor pictures and the old way does."""
    ways = [*offer.findall(f"{MC}Choice"), *offer.findall(f"{MC}Fallback")]
    return next((way for way in ways if _says_anything(way)), ways[0] if ways else offer.makeelement(f"{MC}Choice"))


def _says_anything(way: Any) -> bool:
    telling = (f"{W}t", f"{A}blip", f"{_V}imagedata", f"{_V}textpath", f"{_DIAGRAM}relIds", f"{_CHART}chart", f"{W}sym")
    return any(True for _ in way.iter(*telling))
