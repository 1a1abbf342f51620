"""What stands in one paragraph: runs, fields, formulas, signs and drawings, as pieces of text with their looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .lessons_drawings import Drawing, children
from .lessons_formulas import (
    UNKNOWN_SIGN,
    draws_signs,
    eq_text,
    lowered,
    math_text,
    pinyin,
    raised,
    sign,
)
from .lessons_gathered import Gathered, footnote_mark
from .lessons_package import Package
from .lessons_styles import Looks, joined, looks_of, switch
from .ooxml import W as _W

W = f"{{{_W}}}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_THROUGH = frozenset(
    f"{W}{name}" for name in ("hyperlink", "smartTag", "customXml", "ins", "moveTo", "fldSimple", "dir", "bdo")
)
_SIGN_FIELD = re.compile(r"SYMBOL\s+(0x[0-9a-fA-F]{1,5}|\d{1,6})(?:.*?\\f\s*\"?([^\"\\]+))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one look."""

    text: str
    is_bold: bool
    size: int


@dataclass(slots=True)
class _Field:
    """A field between its begin and its end: what it asks, and what it shows."""

    instruction: str = ""
    is_result: bool = False
    shown: list[Piece] = field(default_factory=list)  # only of an EQ field, which usually shows nothing of itself
    is_formula: bool = False
    tick: str = ""  # ☑ or □ of a form's tick box


class Runs:
    """Reads paragraph after paragraph of one part; fields may reach over several of them."""

    def __init__(self, package: Package, part: str, gathered: Gathered) -> None:
        self._package, self._part, self._gathered = package, part, gathered
        self._fields: list[_Field] = []
        self._base = Looks()
        self.pieces: list[Piece] = []
        self.boxes: list[Any] = []

    def read(self, paragraph: Any, base: Looks) -> None:
        """Adds what the paragraph says to ``pieces`` and its text boxes to ``boxes``; ``base``: its style's looks."""
        self._base = base
        self._walk(paragraph)
        for item in self._fields:
            # A formula does not reach over paragraphs: this field was never closed.
            self.pieces += item.shown
            item.shown.clear()

    def take(self) -> tuple[list[Piece], list[Any]]:
        """What has been added so far, and begins anew."""
        found = self.pieces, self.boxes
        self.pieces, self.boxes = [], []
        return found

    def _walk(self, parent: Any) -> None:
        for child in children(parent):
            tag = child.tag
            if tag == f"{W}r":
                self._run(child)
            elif tag in _THROUGH:
                self._walk(child)
            elif tag == f"{W}sdt":
                self._control(child)
            elif tag == f"{W}del":
                if text := deleted_text(child):
                    self._gathered.deleted.append(text)
            elif tag == f"{W}commentRangeStart":
                self._gathered.open_comments.add(child.get(f"{W}id") or "")
            elif tag == f"{W}commentRangeEnd":
                self._gathered.open_comments.discard(child.get(f"{W}id") or "")
            elif tag.startswith(_M):
                self._formula(math_text(child), self._base)
            elif tag == f"{W}subDoc":
                self._gathered.embedded += 1

    def _control(self, element: Any) -> None:
        content = element.find(f"{W}sdtContent")
        if content is None:
            return
        if switch(element.find(f"{W}sdtPr"), "showingPlcHdr"):
            self._gathered.prompts.append("".join(item.text or "" for item in content.iter(f"{W}t")))
        else:
            self._walk(content)

    def _run(self, run: Any) -> None:
        properties = run.find(f"{W}rPr")
        looks, shape = self._base, _plain
        typeface = ""
        if properties is not None:
            style = properties.find(f"{W}rStyle")
            looks = joined(looks_of(None, properties), looks)
            if style is not None:
                own = self._package.styles.run(style.get(f"{W}val") or "")
                looks = joined(looks_of(None, properties), joined(own, self._base))
            has_text = any(True for _ in run.iter(f"{W}t"))
            self._gathered.hidden += bool(switch(properties, "vanish")) and has_text
            self._gathered.struck += bool(switch(properties, "strike") or switch(properties, "dstrike")) and has_text
            typeface = _typeface(properties)
            place = properties.find(f"{W}vertAlign")
            shape = _SHAPES.get(place.get(f"{W}val") or "" if place is not None else "", _plain)
        for child in children(run):
            self._run_part(child, looks, shape, typeface)

    def _run_part(self, child: Any, looks: Looks, shape: Callable[[str], str], typeface: str) -> None:
        name = child.tag.removeprefix(W)
        if name == "t":
            text = child.text or ""
            self._emit(self._signs(text, typeface) if draws_signs(typeface) else shape(text), looks)
        elif name in _MARKS:
            self._emit(_MARKS[name], looks)
        elif name == "sym":
            self._emit(self._sign(child.get(f"{W}char") or "", 16, child.get(f"{W}font") or ""), looks)
        elif name == "ruby":
            self._emit(_ruby(child), looks)
        elif name in ("drawing", "pict", "object"):
            drawing = Drawing(child, self._package, self._part, self._gathered)
            self._emit("".join(drawing.words), looks)
            self.boxes += drawing.boxes
        elif name in ("footnoteReference", "endnoteReference"):
            self._gathered.footnotes.append((name.removesuffix("Reference"), child.get(f"{W}id") or ""))
            self._emit(footnote_mark(len(self._gathered.footnotes)), looks)
        elif name == "fldChar":
            self._field_mark(child, looks)
        elif name == "instrText" and self._fields:
            self._fields[-1].instruction += child.text or ""

    def _field_mark(self, element: Any, looks: Looks) -> None:
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_Field(tick=_tick(element)))
        elif kind == "separate" and self._fields:
            now = self._fields[-1]
            now.is_result = True
            now.is_formula = eq_text(now.instruction) is not None
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            formula = eq_text(ended.instruction)
            if ended.shown:
                for piece in ended.shown:
                    self._emit(piece.text, looks)
            elif formula is not None:
                self._formula(formula, looks)
            elif ended.tick:
                self._emit(ended.tick, looks)
            elif (found := _SIGN_FIELD.match(ended.instruction.strip())) and not ended.is_result:
                base = 16 if found[1].lower().startswith("0x") else 10
                self._emit(self._sign(found[1], base, found[2] or ""), looks)

    def _formula(self, text: str, looks: Looks) -> None:
        """A fraction right behind a figure is a mixed number: never 1 and 1/2 as 11/2."""
        before = next((piece.text for piece in reversed(self.pieces) if piece.text), "")
        joint = "又" if re.fullmatch(r"[^\s/]+/[^\s/]+", text) and before[-1:].isdigit() else ""
        self._emit(joint + text, looks)

    def _emit(self, text: str, looks: Looks) -> None:
        if not text:
            return
        for outer in reversed(self._fields):
            if outer.is_formula and outer.is_result:
                outer.shown.append(Piece(text, bool(looks.is_bold), looks.size))
                return
            if not outer.is_result and outer is not self._fields[-1]:
                outer.instruction += text  # an inner field's result is part of what the outer one asks
                return
        self._gathered.heard(text)
        self.pieces.append(Piece(text, bool(looks.is_bold), looks.size))

    def _signs(self, text: str, typeface: str) -> str:
        found = "".join(letter if letter.isspace() else sign(ord(letter), typeface) for letter in text)
        self._gathered.unknown_signs += found.count(UNKNOWN_SIGN) if typeface.lower() == "symbol" else 0
        return found

    def _sign(self, code: str, base: int, typeface: str) -> str:
        plain = code.lower().removeprefix("0x")
        if not re.fullmatch(r"[0-9a-f]{1,6}" if base == 16 else r"\d{1,6}", plain):
            return ""
        found = sign(int(plain, base), typeface)
        self._gathered.unknown_signs += found == UNKNOWN_SIGN and not draws_signs(typeface)
        return found


_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SHAPES: dict[str, Callable[[str], str]] = {"superscript": raised, "subscript": lowered}


def deleted_text(element: Any) -> str:
    """The words of a tracked deletion."""
    return "".join(item.text or "" for item in element.iter(f"{W}delText", f"{W}t")).strip()


def _plain(text: str) -> str:
    return text


def _typeface(properties: Any) -> str:
    fonts = properties.find(f"{W}rFonts")
    return (fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "") if fonts is not None else ""


def _ruby(element: Any) -> str:
    def said(name: str) -> str:
        part = element.find(f"{W}{name}")
        return "".join(item.text or "" for item in part.iter(f"{W}t")) if part is not None else ""

    return pinyin(said("rubyBase"), said("rt"))


def _tick(element: Any) -> str:
    box = element.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    checked, usual = switch(box, "checked"), switch(box, "default")
    return "☑" if (usual if checked is None else checked) else "□"
