"""A .docx as its reader sees it: the main text, styles, numbering, and what other parts a part points to."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..errors import UserError
from .lessons_guard import WordParts, check_is_word, damaged
from .lessons_numbering import Numbering
from .lessons_styles import Styles
from .ooxml import RELS, TYPES, parse_xml, relations_path

_DOCUMENT = "officeDocument"
_USUAL_MAIN = "word/document.xml"
_MEDIA = {
    **{"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp"},
    **{"tif": "image/tiff", "tiff": "image/tiff", "emf": "image/x-emf", "wmf": "image/x-wmf", "svg": "image/svg+xml"},
    **{"webp": "image/webp", "jfif": "image/jpeg"},
}


@dataclass(frozen=True, slots=True)
class Relation:
    """Where one part points: ``kind`` is the last word of the relation's type (image, header, comments)."""

    kind: str
    target: str  # a part's name, or an address where it is outside
    is_outside: bool = False


class Package:
    """One Word file; parts are parsed when asked for."""

    def __init__(self, data: bytes, name: str) -> None:
        check_is_word(data, name)
        self.name = name
        self._parts = WordParts(data, name)
        self._relations: dict[str, dict[str, Relation]] = {}
        start = [item.target for item in self.relations("").values() if item.kind == _DOCUMENT]
        self.main = next((part for part in start if part in self._parts.names), _USUAL_MAIN)
        if self.main not in self._parts.names:
            raise damaged(name)
        self.styles = Styles(self._beside("styles"))
        self.numbering = Numbering(self._beside("numbering"), self.styles.number_of)

    def root(self, part: str) -> Any:
        """The root element of an XML part; UserError when it is damaged."""
        try:
            return parse_xml(self._parts.text(part), self.name)
        except UserError as told:
            told.field = "source"
            raise

    def relations(self, part: str) -> dict[str, Relation]:
        """Relation id -> where it points, for one part ("" is the package)."""
        if part not in self._relations:
            found = {}
            rels = relations_path(part)
            for item in self.root(rels).iter(f"{{{RELS}}}Relationship") if rels in self._parts.names else ():
                target, is_outside = item.get("Target") or "", item.get("TargetMode") == "External"
                if not is_outside:
                    target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
                found[item.get("Id") or ""] = Relation((item.get("Type") or "").rpartition("/")[2], target, is_outside)
            self._relations[part] = found
        return self._relations[part]

    def beside(self, kind: str) -> list[str]:
        """The parts of that kind which the main text points to and which are there, in their order."""
        found = (item.target for item in self.relations(self.main).values() if item.kind == kind)
        return [part for part in dict.fromkeys(found) if part in self._parts.names]

    def has(self, part: str) -> bool:
        """Whether the file holds that part."""
        return part in self._parts.names

    def data(self, part: str) -> bytes:
        """The bytes of a part, as they lie in the file."""
        return self._parts.read(part)

    def media_type(self, part: str) -> str:
        """The media type of a picture by its ending, or as the file declares it."""
        ending = part.rpartition(".")[2].lower()
        return _MEDIA.get(ending) or self._declared.get(ending) or "application/octet-stream"

    @property
    def has_macros(self) -> bool:
        """Whether macros lie in the file; they are never run."""
        return any(name.endswith("vbaProject.bin") for name in self._parts.names)

    @cached_property
    def _declared(self) -> dict[str, str]:
        if "[Content_Types].xml" not in self._parts.names:
            return {}
        root = self.root("[Content_Types].xml")
        return {
            (item.get("Extension") or "").lower(): item.get("ContentType") or ""
            for item in root.iter(f"{{{TYPES}}}Default")
        }

    def _beside(self, kind: str) -> Any | None:
        found = self.beside(kind)
        return self.root(found[0]) if found else None
