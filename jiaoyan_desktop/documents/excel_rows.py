"""Inserts rows into a sheet and moves everything that hangs below: cells, merges, formulas of every sheet, validations,
conditional formats, filters, tables, defined names, page breaks, comments, pictures, form controls, charts."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from .excel_parts import CELL, Sheet, Workbook
from .excel_refs import Insertion, copied_down, range_rows
from .excel_text import cell_reference, column_letters
from .ooxml import XDR, S, etree

_FORMULAS = ("formula", "formula1", "formula2", "f")
_AREAS = ("sqref",)
_MAIN = f"{{{S}}}"
_CHART_FORMULA = "{http://schemas.openxmlformats.org/drawingml/2006/chart}f"
_VML_ROW = re.compile(r"(<(?:\w+:)?Row>)\s*(\d+)\s*(</(?:\w+:)?Row>)")
_VML_ANCHOR = re.compile(r"(<(?:\w+:)?Anchor>)([^<]*)(</(?:\w+:)?Anchor>)")


def grow_rows(book: Workbook, sheet: Sheet, row: Any, blanks: int, wanted: int) -> list[Any]:
    """``wanted`` rows alike from ``row`` on, the ``blanks`` rows below it used first; returns them in order."""
    number = int(row.get("r"))
    spelled_out(sheet)
    missing = wanted - 1 - blanks
    if missing > 0:
        insert_rows(book, sheet, number + blanks, missing, copied=number)
    there = {int(item.get("r")): item for item in sheet.rows()}
    labels = _label_columns(sheet, number)
    found = [row]
    for step in range(1, wanted):
        copy = _copied(row, number, step, labels)
        old = there.get(number + step)
        if old is not None:
            old.getparent().replace(old, copy)
        else:
            found[-1].addnext(copy)
        found.append(copy)
    _copy_merges(sheet, number, range(number + blanks + 1, number + wanted))
    return found


def insert_rows(book: Workbook, sheet: Sheet, after: int, count: int, *, copied: int = 0) -> None:
    """Makes room for ``count`` rows below row ``after``; ``copied`` is the row whose formulas will be copied there."""
    move = Insertion(sheet.name, after, count)
    for row in sheet.rows():
        _move_row(row, move)
    for other in book.sheets:
        _move_formulas(other, move, copied if other is sheet else 0)
        _move_rest(other.root, move, at_home=other is sheet)
    _move_names(book, move)
    for part, kind in sheet.hanging.items():
        _move_hanging(book, part, kind, move)
    for part in book.names("xl/charts/chart"):
        _each_text(book.tree(part), (_CHART_FORMULA,), lambda text: move.formula(text, at_home=False))


def spelled_out(sheet: Sheet) -> None:
    """Shared formulas written out in every cell, because copies of a row cannot share."""
    masters: dict[str, tuple[str, int, int]] = {}
    for formula in list(sheet.root.iter(f"{_MAIN}f")):
        if formula.get("t") != "shared":
            continue
        place = range_rows(formula.getparent().get("r"))
        assert place is not None
        column, row = place[0], place[1]
        key = formula.get("si")
        if formula.text:
            masters[key] = (formula.text, column, row)
        else:
            text, from_column, from_row = masters[key]
            formula.text = copied_down(text, row - from_row, column - from_column)
        for name in ("t", "si", "ref"):
            formula.attrib.pop(name, None)


def _label_columns(sheet: Sheet, number: int) -> set[int]:
    """Columns where a label begins in this row and is merged down beside the rows: their copies stay blank."""
    places = [range_rows(merge.get("ref")) for merge in sheet.merges()]
    return {place[0] for place in places if place is not None and place[1] == number < place[3]}


def _copied(row: Any, number: int, step: int, labels: set[int]) -> Any:
    copy = deepcopy(row)
    copy.tail = row.tail
    target = number + step
    copy.set("r", str(target))
    for cell in copy.findall(CELL):
        cell.set("r", _moved_to(cell.get("r"), target))
        place = range_rows(cell.get("r"))
        if place is not None and place[0] in labels:
            cell[:] = []
            cell.attrib.pop("t", None)
        formula = cell.find(f"{_MAIN}f")
        if formula is not None and formula.text:
            formula.text = copied_down(formula.text, step)
    return copy


def _copy_merges(sheet: Sheet, number: int, rows: range) -> None:
    holder = sheet.root.find(f"{_MAIN}mergeCells")
    for merge in sheet.merges():
        place = range_rows(merge.get("ref"))
        if place is not None and place[1] == place[3] == number:
            for row in rows:
                fresh = etree().SubElement(holder, f"{_MAIN}mergeCell")
                fresh.set("ref", f"{cell_reference(place[0], row)}:{cell_reference(place[2], row)}")
    if holder is not None and holder.get("count"):
        holder.set("count", str(len(holder)))


def _moved_to(reference: str, row: int) -> str:
    return re.sub(r"\d+", "", reference) + str(row)


def _move_row(row: Any, move: Insertion) -> None:
    number = int(row.get("r"))
    target = move.row(number)
    if target != number:
        row.set("r", str(target))
        for cell in row.findall(CELL):
            cell.set("r", _moved_to(cell.get("r"), target))


def _move_formulas(sheet: Sheet, move: Insertion, copied: int) -> None:
    for formula in sheet.root.iter(f"{_MAIN}f"):
        cell = formula.getparent()
        if cell.tag != CELL:
            continue
        at_home = sheet.name == move.sheet
        if formula.text:
            in_row = at_home and copied > 0 and int(cell.getparent().get("r")) == copied
            formula.text = move.formula(formula.text, at_home=at_home, in_row=in_row)
        if at_home and formula.get("ref"):
            formula.set("ref", move.reference(formula.get("ref"), grows=False))


def _move_rest(root: Any, move: Insertion, *, at_home: bool) -> None:
    """Everything in a sheet's part but its cells."""
    for element in root:
        if element.tag == f"{_MAIN}sheetData":
            continue
        for node in element.iter():
            if not isinstance(node.tag, str):
                continue
            name = node.tag.rpartition("}")[2]
            if name in _FORMULAS and node.text:
                node.text = move.formula(node.text, at_home=at_home)
            if at_home:
                _move_node(node, name, move)


def _move_node(node: Any, name: str, move: Insertion) -> None:
    if name in _AREAS and node.text:
        node.text = move.area(node.text)
    if node.get("sqref"):
        node.set("sqref", move.area(node.get("sqref")) if name != "selection" else node.get("sqref"))
    if node.get("ref"):
        node.set("ref", _moved_reference(node, name, move))
    if name == "brk":
        _move_break(node, move)
    if node.tag == f"{{{XDR}}}row":
        _move_anchor_row(node, move)


def _moved_reference(node: Any, name: str, move: Insertion) -> str:
    text = node.get("ref")
    if name == "mergeCell":
        place = range_rows(text)
        return move.reference(text, grows=place is not None and place[1] < place[3])
    return move.reference(text, grows=name != "hyperlink")


def _move_break(node: Any, move: Insertion) -> None:
    """A page break stands behind its row: one behind the row inserted below goes behind the new rows."""
    if node.getparent().tag == f"{_MAIN}rowBreaks" and int(node.get("id")) >= move.after:
        node.set("id", str(int(node.get("id")) + move.count))


def _move_anchor_row(node: Any, move: Insertion) -> None:
    if int(node.text) >= move.after:  # counted from zero: row 5 is 4
        node.text = str(int(node.text) + move.count)


def _move_names(book: Workbook, move: Insertion) -> None:
    for name in book.tree(book.book).iterfind(f"{_MAIN}definedNames/{_MAIN}definedName"):
        if name.text:
            name.text = move.formula(name.text, at_home=False)


def _move_hanging(book: Workbook, part: str, kind: str, move: Insertion) -> None:
    if not book.has(part):
        return
    if kind == "vmlDrawing":
        text = _VML_ROW.sub(lambda hit: hit[1] + str(_from_zero(int(hit[2]), move)) + hit[3], book.text(part))
        book.put_text(part, _VML_ANCHOR.sub(lambda hit: hit[1] + _vml_anchor(hit[2], move) + hit[3], text))
        return
    if kind == "drawing":
        for node in book.tree(part).iter(f"{{{XDR}}}row"):
            _move_anchor_row(node, move)
        return
    if kind in ("comments", "threadedComment", "table"):
        for node in book.tree(part).iter():
            if isinstance(node.tag, str) and node.get("ref"):
                node.set("ref", move.reference(node.get("ref"), grows=kind == "table"))


def _from_zero(row: int, move: Insertion) -> int:
    return row + move.count if row >= move.after else row


def _vml_anchor(text: str, move: Insertion) -> str:
    """Eight numbers: column, offset, row, offset, column, offset, row, offset."""
    numbers = [int(item) for item in text.split(",")]
    for place in (2, 6):
        numbers[place] = _from_zero(numbers[place], move)
    return ", ".join(str(item) for item in numbers)


def _each_text(root: Any, tags: tuple[str, ...], change: Callable[[str], str]) -> None:
    for node in root.iter(*tags):
        if node.text:
            node.text = change(node.text)


def used_area(sheet: Sheet) -> str:
    """A1:K33, for the sheet's dimension."""
    last_row, last_column = 1, 1
    for row in sheet.rows():
        for cell in row.findall(CELL):
            place = range_rows(cell.get("r"))
            if place is not None:
                last_row, last_column = max(last_row, place[1]), max(last_column, place[0])
    return f"A1:{column_letters(last_column)}{last_row}"
