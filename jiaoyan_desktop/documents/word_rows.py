"""Repeated rows of a Word template: finds the row a token starts, prepares its copies, and gathers blank rows below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from jiaoyan_desktop.errors import UserError

from .ooxml import W, etree, fragment
from .word_slots import MARK, PARAGRAPH, TEXT, Slot, paragraph_text

GROUP, COUNTER, IDENTITY = f"{MARK}g", f"{MARK}n", "JY_DRAWING_ID"
_ROW, _CELL, _MERGE, _VAL = f"{{{W}}}tr", f"{{{W}}}tc", f"{{{W}}}vMerge", f"{{{W}}}val"
_IDENTITY_ATTRIBUTES = re.compile(r"\{http://schemas\.microsoft\.com/office/word/2010/wordml\}(paraId|textId)$")
_UNIQUE = frozenset(
    f"{{{W}}}{name}" for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")
)
_DRAWING_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


@dataclass(frozen=True, slots=True)
class Group:
    """A repeated row as text with marks: its first copy, every further copy, and the blank rows it may use up."""

    starts_at: str
    first: str
    further: str
    blanks: tuple[str, ...]


def gather_groups(root: Any, starts: Sequence[str], slots: list[Slot], groups: list[Group], file: str) -> None:
    """Puts ``<?jyg N?>`` in the place of every row (or paragraph outside tables) that a token of ``starts`` begins."""
    known = dict(root.nsmap)
    for starts_at in starts:
        for element in _elements(root, starts_at, slots):
            if any(slots[number].token in starts and slots[number].token != starts_at for number in _numbers(element)):
                raise UserError(
                    f"{file}：有一行里写了两个会重复的开头，其中一个是“{starts_at}”。", cure="请把它们分到两行。"
                )
            _replace(element, _group(element, starts_at, known), groups)


def marked_tokens(root: Any, slots: list[Slot]) -> list[str]:
    """The tokens of the placeholders below ``root`` (or at it)."""
    return [slots[number].token for number in _numbers(root)]


def _numbers(element: Any) -> list[int]:
    marks = [element] if _is_mark(element) else [item for item in element.iter() if _is_mark(item)]
    return [int(mark.text) for mark in marks]


def _is_mark(node: Any) -> bool:
    return not isinstance(node.tag, str) and getattr(node, "target", "") == MARK


def _elements(root: Any, starts_at: str, slots: list[Slot]) -> list[Any]:
    found: list[Any] = []
    for node in list(root.iter()):
        if _is_mark(node) and slots[int(node.text)].token == starts_at:
            element = next(node.iterancestors(_ROW), None)
            if element is None:
                element = next(node.iterancestors(PARAGRAPH), node)
            if not any(element is other for other in found):
                found.append(element)
    return found


def _group(element: Any, starts_at: str, known: dict[str | None, str]) -> Group:
    blanks = _take_blank_rows(element) if element.tag == _ROW else []
    further = deepcopy(element)
    further.tail = None
    if element.tag == _ROW:
        _continue_merges(element, further)
    _count_on(element)
    _count_on(further)
    if not _is_mark(further):
        _without_identities(further)
    return Group(
        starts_at,
        fragment(element, known),
        fragment(further, known),
        tuple(fragment(row, known) for row in blanks),
    )


def _replace(element: Any, group: Group, groups: list[Group]) -> None:

    groups.append(group)
    mark = etree().ProcessingInstruction(GROUP, str(len(groups) - 1))
    mark.tail = element.tail
    element.getparent().replace(element, mark)


def _take_blank_rows(row: Any) -> list[Any]:
    """The rows right below that were left for writing by hand: as many cells, nothing in them but a running number."""
    taken = []
    cells = len(row.findall(_CELL))
    for below in list(row.itersiblings()):
        if below.tag != _ROW or len(below.findall(_CELL)) != cells or not _is_blank(below):
            break
        taken.append(below)
    for below in taken:
        below.getparent().remove(below)
    return taken


def _is_blank(row: Any) -> bool:
    if any(True for node in row.iter() if not isinstance(node.tag, str)):
        return False
    words = ["".join(paragraph_text(part) for part in cell.iter(PARAGRAPH)).strip() for cell in row.findall(_CELL)]
    return not any(words[1:]) and (not words[0] or words[0].isdecimal())


def _continue_merges(row: Any, further: Any) -> None:
    """A label beside the rows, merged from this row down, stays one label: further copies carry on its merge."""
    for cell, copied in zip(row.findall(_CELL), further.findall(_CELL), strict=True):
        merge = cell.find(f"{{{W}}}tcPr/{_MERGE}")
        if merge is None or merge.get(_VAL) != "restart" or _numbers(cell):
            continue
        del copied.find(f"{{{W}}}tcPr/{_MERGE}").attrib[_VAL]
        paragraphs = copied.findall(PARAGRAPH)
        for paragraph in paragraphs[1:]:
            copied.remove(paragraph)
        for child in list(paragraphs[0]):
            if child.tag != f"{{{W}}}pPr":
                paragraphs[0].remove(child)


def _count_on(row: Any) -> None:
    """A number typed into the row's first cell becomes a counter that begins there."""

    cell = row.find(_CELL) if row.tag == _ROW else None
    if cell is None or _numbers(cell):
        return
    texts = [text for text in cell.iter(TEXT) if (text.text or "").strip()]
    if len(texts) == 1 and texts[0].text.strip().isdecimal():
        start = texts[0].text.strip()
        texts[0].text = None
        texts[0].append(etree().ProcessingInstruction(COUNTER, start))


def _without_identities(element: Any) -> None:
    """Ids that may stand only once in a file leave a copy; drawings get fresh ones while filling."""
    for node in list(element.iter()):
        if not isinstance(node.tag, str):
            continue
        if node.tag in _UNIQUE:
            node.getparent().remove(node)
            continue
        for name in list(node.attrib):
            if _IDENTITY_ATTRIBUTES.match(name):
                del node.attrib[name]
        if node.tag == _DRAWING_PROPERTIES:
            node.set("id", IDENTITY)
