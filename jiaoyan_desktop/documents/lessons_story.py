"""One story of a Word file (its text, a header, a text box) as lines and tables in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..domain.text import clean
from .lessons_drawings import children
from .lessons_gathered import Gathered
from .lessons_model import Block, Grid, GridCell, Line
from .lessons_package import Package
from .lessons_runs import Piece, Runs, deleted_text
from .lessons_styles import Looks, joined, looks_of
from .ooxml import W as _W

W = f"{{{_W}}}"
_MOST_COLUMNS = 500


def story(element: Any, package: Package, part: str, gathered: Gathered) -> tuple[Block, ...]:
    """Everything below ``element`` (w:body, w:hdr, w:txbxContent, w:comment …)."""
    return tuple(_Story(package, part, gathered).blocks(element))


class _Story:
    def __init__(self, package: Package, part: str, gathered: Gathered) -> None:
        self._package, self._part, self._gathered = package, part, gathered
        self._runs = Runs(package, part, gathered)
        self._label = ""  # the number of a paragraph whose end was deleted, so that the next one goes on in it

    def blocks(self, parent: Any) -> Iterator[Block]:
        """Lines and tables in order; a text box follows the paragraph it hangs on."""
        for child in children(parent):
            name = child.tag.removeprefix(W)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "tbl":
                yield from self._flush(Looks())
                yield self._table(child)
            elif name in ("customXml", "ins", "moveTo", "smartTag"):
                yield from self.blocks(child)
            elif name == "sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    yield from self.blocks(content)
            elif name == "del":
                self._deleted(child)
            elif name == "altChunk":
                self._gathered.embedded += 1
            elif name == "commentRangeStart":
                self._gathered.open_comments.add(child.get(f"{W}id") or "")
            elif name == "commentRangeEnd":
                self._gathered.open_comments.discard(child.get(f"{W}id") or "")
        yield from self._flush(Looks())

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:
        properties = paragraph.find(f"{W}pPr")
        style = _value(properties, "pStyle")
        looks = joined(looks_of(properties, None), self._package.styles.of(style))
        label = self._number(looks, style)
        self._label = self._label or label
        self._runs.read(paragraph, looks)
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            return  # its end was deleted: it goes on in the next paragraph
        yield from self._flush(looks)

    def _flush(self, looks: Looks) -> Iterator[Block]:
        pieces, boxes = self._runs.take()
        label, self._label = self._label, ""
        yield from self._lines(pieces, label, looks)
        for box in boxes:
            yield from story(box, self._package, self._part, self._gathered)

    def _lines(self, pieces: list[Piece], label: str, looks: Looks) -> Iterator[Line]:
        for row in _broken(pieces):
            written = "".join(piece.text for piece in row)
            if not written.strip():
                continue
            cleaned = clean(label + written)
            label = ""
            self._gathered.cleaned.update(dict.fromkeys(cleaned.changes))
            telling = [piece for piece in row if piece.text.strip()]
            for text in cleaned.text.split("\n"):
                if text.strip():
                    yield Line(
                        text=text,
                        is_bold=all(piece.is_bold for piece in telling),
                        level=looks.level,
                        is_centred=bool(looks.is_centred),
                        size=max(piece.size for piece in telling),
                    )

    def _number(self, looks: Looks, style: str) -> str:
        if looks.number in (None, "", "0"):
            return ""
        numbering = self._package.numbering
        level = looks.number_level
        if level is None:
            level = numbering.level_of_style(looks.number or "", style)
        return numbering.label(looks.number or "", level)

    def _table(self, table: Any) -> Grid:
        rows = (self._row(row) for row in self._of_kind(table, "tr"))
        return Grid(rows=tuple(row for row in rows if row))

    def _row(self, row: Any) -> tuple[GridCell, ...]:
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            self._deleted(row)
            return ()
        column = _whole(_value(properties, "gridBefore"), 0)
        cells = []
        for cell in self._of_kind(row, "tc"):
            own = cell.find(f"{W}tcPr")
            span = max(1, _whole(_value(own, "gridSpan"), 1))
            merge = own.find(f"{W}vMerge") if own is not None else None
            is_continued = merge is not None and merge.get(f"{W}val") in (None, "continue")
            blocks = story(cell, self._package, self._part, self._gathered)
            cells.append(GridCell(column=column, span=span, is_continued=is_continued, blocks=blocks))
            column += span
        return tuple(cells)

    def _of_kind(self, parent: Any, name: str) -> Iterator[Any]:
        """Rows or cells, those inside content controls and tracked insertions too."""
        for child in children(parent):
            if child.tag == f"{W}{name}":
                yield child
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
                yield from self._of_kind(child, name)

    def _deleted(self, element: Any) -> None:
        if text := deleted_text(element):
            self._gathered.deleted.append(text)


def _broken(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces line by line."""
    rows: list[list[Piece]] = [[]]
    for piece in pieces:
        for place, text in enumerate(piece.text.split("\n")):
            if place:
                rows.append([])
            rows[-1].append(Piece(text, piece.is_bold, piece.size))
    return rows


def _value(properties: Any | None, name: str) -> str:
    found = properties.find(f"{W}{name}") if properties is not None else None
    return "" if found is None else found.get(f"{W}val") or ""


def _whole(text: str, otherwise: int) -> int:
    return min(int(text), _MOST_COLUMNS) if re.fullmatch(r"\d{1,6}", text) else otherwise
