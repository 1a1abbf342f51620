"""Cells of an Excel template: what they say, putting values in the place of placeholders, and room for what came in."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from .excel_parts import CELL, Sheet, Workbook
from .excel_refs import range_rows
from .excel_text import inline_string, plain_text
from .form_values import Substitution, Value, shown
from .ooxml import S, etree
from .text_width import folded, lines_needed
from .tokens import find_tokens

_MAIN = f"{{{S}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DEFAULT_WIDTH, _DEFAULT_SIZE = 8.43, 11.0
_TALLEST_ROW = 409.0


def cell_text(cell: Any, strings: list[Any]) -> str:
    """What a text cell says; "" for numbers, formulas and blank cells."""
    return "".join(text.text or "" for text in _texts(cell, strings))


def shared_strings(book: Workbook) -> list[Any]:
    """The si elements in order."""
    return book.tree(book.strings).findall(f"{_MAIN}si") if book.strings else []


def _texts(cell: Any, strings: list[Any]) -> list[Any]:
    """The t elements of a cell, furigana left out."""
    item = _item(cell, strings)
    if item is None:
        return []
    return [text for text in item.iter(f"{_MAIN}t") if text.getparent().tag != f"{_MAIN}rPh"]


def _item(cell: Any, strings: list[Any]) -> Any | None:
    kind = cell.get("t")
    if kind == "s":
        number = cell.findtext(f"{_MAIN}v")
        return strings[int(number)] if number else None
    return cell.find(f"{_MAIN}is") if kind == "inlineStr" else None


def own_text(cell: Any, strings: list[Any]) -> None:
    """Gives the cell its own copy of a shared text, so that it can be changed."""
    if cell.get("t") != "s":
        return
    item = _item(cell, strings)
    for value in cell.findall(f"{_MAIN}v"):
        cell.remove(value)
    cell.set("t", "inlineStr")
    own = etree().SubElement(cell, f"{_MAIN}is")
    for child in item if item is not None else ():
        if child.tag in (f"{_MAIN}t", f"{_MAIN}r"):
            own.append(deepcopy(child))


def put_value(cell: Any, value: Value, font: Font, found: list[Substitution], where: str) -> None:
    """The whole cell becomes the value: text as text, a number as a number, "" as a blank cell."""
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if value == "":
        return
    if isinstance(value, str):
        inside = inline_string(value, font.face, font.size, font.bold, where, found)
        cell.set("t", "inlineStr")
        cell.append(etree().fromstring(f'<is xmlns="{S}">{inside}</is>'))
        return
    etree().SubElement(cell, f"{_MAIN}v").text = repr(value)


def put_texts(cell: Any, strings: list[Any], values: dict[str, Value], font: Font, found: list[Substitution]) -> None:
    """Placeholders inside longer text give way to their values, in the looks that their first character has."""
    own_text(cell, strings)
    texts = _texts(cell, strings)
    whole = "".join(text.text or "" for text in texts)
    places = [(text, place) for text in texts for place in range(len(text.text or ""))]
    for start, end, token in reversed(find_tokens(whole)):
        first, first_place = places[start]
        last, last_place = places[end - 1]
        tail = (last.text or "")[last_place + 1 :]
        value = shown(values[token])
        if first is last:
            first.text = (first.text or "")[:first_place] + value + tail
        else:
            between = texts[texts.index(first) + 1 : texts.index(last)]
            for text in between:
                text.text = ""
            last.text = tail
            first.text = (first.text or "")[:first_place] + value
        first.set(_SPACE, "preserve")
        last.set(_SPACE, "preserve")
    _refaced(cell, font, found, "、".join(dict.fromkeys(token for _, _, token in find_tokens(whole))))


def _refaced(cell: Any, font: Font, found: list[Substitution], where: str) -> None:
    """Runs again with the characters that their typeface lacks set in another."""
    own = cell.find(f"{_MAIN}is")
    for child in list(own):
        text = child if child.tag == f"{_MAIN}t" else child.find(f"{_MAIN}t")
        if text is None or not text.text:
            if child.tag == f"{_MAIN}r":
                own.remove(child)
            continue
        looks = child.find(f"{_MAIN}rPr") if child.tag == f"{_MAIN}r" else None
        named = looks.find(f"{_MAIN}rFont") if looks is not None else None
        face = named.get("val") if named is not None else font.face
        before = len(found)
        inside = inline_string(text.text, face, font.size, font.bold, where, found)
        if len(found) > before and looks is None:
            fresh = etree().fromstring(f'<is xmlns="{S}">{inside}</is>')
            for run in fresh:
                child.addprevious(run)
            own.remove(child)
    if len(own) == 0:
        own.append(etree().fromstring(f'<t xmlns="{S}"/>'))


def blank_out(item: Any) -> None:
    """A shared text that no cell uses any more must not show its placeholders to anyone who looks inside."""
    for child in list(item):
        item.remove(child)
    item.append(etree().fromstring(plain_text("").replace("<t ", f'<t xmlns="{S}" ', 1)))


@dataclass(frozen=True, slots=True)
class Font:
    """The typeface of a cell."""

    face: str = "宋体"
    size: float = _DEFAULT_SIZE
    bold: bool = False


class Looks:
    """Reads and widens the styles of one workbook."""

    def __init__(self, book: Workbook) -> None:
        self._root = book.tree(book.styles) if book.styles else None
        self._wrapped: dict[int, int] = {}

    def _format(self, cell: Any) -> Any | None:
        if self._root is None:
            return None
        formats = self._root.find(f"{_MAIN}cellXfs")
        return formats[int(cell.get("s", "0"))] if formats is not None and len(formats) else None

    def font(self, cell: Any) -> Font:
        """The cell's typeface, size and weight."""
        chosen = self._format(cell)
        fonts = self._root.find(f"{_MAIN}fonts") if self._root is not None else None
        if chosen is None or fonts is None or not len(fonts):
            return Font()
        item = fonts[int(chosen.get("fontId", "0"))]
        face, size, bold = (item.find(f"{_MAIN}{name}") for name in ("name", "sz", "b"))
        return Font(
            face.get("val") if face is not None else "宋体",
            float(size.get("val")) if size is not None else _DEFAULT_SIZE,
            bold is not None and bold.get("val", "1") not in ("0", "false"),
        )

    def has_border(self, cell: Any) -> bool:
        """Whether a line is drawn at any side of the cell."""
        chosen = self._format(cell)
        borders = self._root.find(f"{_MAIN}borders") if self._root is not None else None
        if chosen is None or borders is None or not len(borders):
            return False
        border = borders[int(chosen.get("borderId", "0"))]
        return any(side.get("style", "none") != "none" for side in border)

    def wraps(self, cell: Any) -> bool:
        """Whether the cell's text goes on to further lines (or is shrunk to fit)."""
        chosen = self._format(cell)
        alignment = chosen.find(f"{_MAIN}alignment") if chosen is not None else None
        return alignment is not None and (
            alignment.get("wrapText") in ("1", "true") or alignment.get("shrinkToFit") in ("1", "true")
        )

    def shrinks(self, cell: Any) -> bool:
        """Whether Excel makes the text smaller instead of going on to further lines."""
        chosen = self._format(cell)
        alignment = chosen.find(f"{_MAIN}alignment") if chosen is not None else None
        return alignment is not None and alignment.get("shrinkToFit") in ("1", "true")

    def let_wrap(self, cell: Any) -> None:
        """Gives the cell its own looks with line breaks on."""
        chosen = self._format(cell)
        if chosen is None or self._root is None:
            return
        old = int(cell.get("s", "0"))
        if old not in self._wrapped:
            formats = self._root.find(f"{_MAIN}cellXfs")
            fresh = deepcopy(chosen)
            alignment = fresh.find(f"{_MAIN}alignment")
            if alignment is None:
                alignment = etree().Element(f"{_MAIN}alignment")
                fresh.insert(0, alignment)
            alignment.set("wrapText", "1")
            fresh.set("applyAlignment", "1")
            formats.append(fresh)
            formats.set("count", str(len(formats)))
            self._wrapped[old] = len(formats) - 1
        cell.set("s", str(self._wrapped[old]))


def make_room(sheet: Sheet, looks: Looks, filled: list[Any]) -> None:
    """Rows grow until the texts of the ``filled`` cells can be read; a merge over several rows grows its last one."""
    merges = {}
    for merge in sheet.merges():
        place = range_rows(merge.get("ref"))
        if place is not None:
            merges[place[0], place[1]] = place
    widths = _widths(sheet)
    rows = {int(row.get("r")): row for row in sheet.rows()}
    standard = sheet.root.find(f"{_MAIN}sheetFormatPr")
    least = float(standard.get("defaultRowHeight", "14.25")) if standard is not None else 14.25
    for cell in filled:
        text = cell_text(cell, [])
        if not text or looks.shrinks(cell):
            continue
        start = range_rows(cell.get("r"))
        assert start is not None
        column, row, last_column, last_row = merges.get((start[0], start[1]), start)
        font = looks.font(cell)
        room = (sum(widths(number) for number in range(column, last_column + 1)) - 1.2) / 2 * 11 / font.size
        text = _fold(cell, text, room)
        lines = lines_needed(text, room)
        if lines > 1 and not looks.wraps(cell):
            looks.let_wrap(cell)
        needed = lines * font.size * 1.4 + 8
        there = sum(_height(rows.get(number), least) for number in range(row, last_row + 1))
        if needed > there and lines > 1 and last_row in rows:
            tall = min(_height(rows[last_row], least) + needed - there, _TALLEST_ROW)
            rows[last_row].set("ht", f"{tall:.1f}")
            rows[last_row].set("customHeight", "1")


def _fold(cell: Any, text: str, room: float) -> str:
    """Breaks a list of items where it may be broken; office programs would break inside a class's name."""
    pieces = list(cell.iter(f"{_MAIN}t"))
    broken = folded(text, room)
    if len(pieces) != 1 or pieces[0].text != text or broken == text:
        return text
    pieces[0].text = broken
    return broken


def _height(row: Any | None, least: float) -> float:
    return float(row.get("ht", least)) if row is not None else least


def _widths(sheet: Sheet) -> Any:
    standard = sheet.root.find(f"{_MAIN}sheetFormatPr")
    usual = float(standard.get("defaultColWidth", _DEFAULT_WIDTH)) if standard is not None else _DEFAULT_WIDTH
    spans = [
        (
            int(item.get("min")),
            int(item.get("max")),
            float(item.get("width", usual)),
            item.get("hidden") in ("1", "true"),
        )
        for item in sheet.root.iterfind(f"{_MAIN}cols/{_MAIN}col")
    ]

    def width(column: int) -> float:
        for first, last, wide, hidden in spans:
            if first <= column <= last:
                return 0.0 if hidden else wide
        return usual

    return width


def is_blank_like(row: Any, below: Any, strings: list[Any]) -> bool:
    """Whether ``below`` was left for writing by hand: looks of ``row``, nothing in it but a running number in front."""
    cells = {_column(cell): cell for cell in below.findall(CELL)}
    for place, cell in enumerate(row.findall(CELL)):
        other = cells.get(_column(cell))
        if other is None or other.get("s") != cell.get("s"):
            return False
        formula = other.find(f"{_MAIN}f")
        if formula is not None:
            if cell.find(f"{_MAIN}f") is None:
                return False
            continue
        words = cell_text(other, strings) or other.findtext(f"{_MAIN}v") or ""
        if words.strip() and (place or not words.strip().isdecimal()):
            return False
    return len(cells) >= len(row.findall(CELL)) > 0


def _column(cell: Any) -> str:
    return cell.get("r").rstrip("0123456789")


def typed_number(row: Any) -> tuple[Any, int] | None:
    """The row's first cell and the whole number typed into it, when there is one."""
    cell = row.find(CELL)
    if cell is None or cell.get("t") not in (None, "n") or cell.find(f"{_MAIN}f") is not None:
        return None
    value = cell.findtext(f"{_MAIN}v") or ""
    return (cell, int(value)) if value.isdecimal() else None
