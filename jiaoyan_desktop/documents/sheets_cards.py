"""Reads cards: label and value side by side (姓名 | 王秀兰 | 性别 | 女), one card after or beside another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from ..domain.column_names import Columns
from ..domain.text import compact
from .sheets_headers import Column, heading
from .sheets_model import Cell, Sheet
from .sheets_tables import Row, Table

_LEAST_PAIRS = 3


@dataclass(frozen=True, slots=True)
class _Area:
    """The cells of one card, both corners included."""

    top: int
    left: int
    bottom: int
    right: int


def find_cards(sheet: Sheet, columns: Columns, *, key: str) -> Table | None:
    """The cards of a sheet as a table with one line per card; None when it holds none.

    A card begins at the heading of ``key``. What stands below that heading tells a card from a list: in a list it is
    the first value, in a card the next heading.
    """
    known = {word: field for field, words in columns.items() for word in words}
    labels = {
        (row, place): field
        for row in range(1, sheet.height + 1)
        for place in range(1, sheet.width + 1)
        if sheet.value(row, place) is not None and (field := known.get(heading(sheet.text(row, place))))
    }
    starts = [at for at, field in labels.items() if field == key]
    if not starts or not all(_begins_card(sheet, labels, *at) for at in starts):
        return None
    rows: list[Row] = []
    used: dict[str, Column] = {}
    unread: dict[str, None] = {}
    for area in _areas(sheet, starts):
        cells = _pairs(sheet, labels, area, used, unread)
        if len(cells) < _LEAST_PAIRS:
            return None
        if any(cell.text for cell in cells.values()):
            rows.append(Row(sheet.name, area.top, cells))
    first = min(row for row, _ in starts)
    title = "\n".join(
        text
        for row in range(1, first)
        for place in range(1, sheet.width + 1)
        if sheet.value(row, place) is not None and (text := sheet.text(row, place))
    )
    words = "、".join(f"“{word}”" for word in list(unread)[:12])
    notes = (f"“{sheet.name}”里的{words}没有对应的栏，没有导入。",) if words else ()
    return Table(sheet, title=title, columns=tuple(used.values()), rows=tuple(rows), notes=notes)


def _begins_card(sheet: Sheet, labels: dict[tuple[int, int], str], row: int, place: int) -> bool:
    value = _value_place(sheet, row, place)
    if value > sheet.width or (row, value) in labels:
        return False
    merge = sheet.merge_at(row, place)
    below = (merge.bottom if merge else row) + 1
    return (below, place) in labels or not sheet.text(below, place)


def _areas(sheet: Sheet, starts: list[tuple[int, int]]) -> list[_Area]:
    """Cards from top to bottom and from left to right; each reaches to the next one beside and below."""
    by_row: dict[int, list[int]] = {}
    for row, place in sorted(starts):
        by_row.setdefault(row, []).append(place)
    tops = [*by_row, sheet.height + 1]
    areas: list[_Area] = []
    for (row, places), (_, below) in zip(by_row.items(), pairwise(tops), strict=True):
        # What stands before the first heading of a row (序号, 学校) belongs to the card; so does it beside.
        lefts = [1, *places[1:], sheet.width + 1]
        areas += [_Area(row, left, below - 1, right - 1) for left, right in pairwise(lefts)]
    return areas


def _pairs(
    sheet: Sheet, labels: dict[tuple[int, int], str], area: _Area, used: dict[str, Column], unread: dict[str, None]
) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for row in range(area.top, area.bottom + 1):
        for place in range(area.left, area.right + 1):
            field = labels.get((row, place))
            if field is None:
                continue
            at = _value_place(sheet, row, place)
            if at > area.right or (row, at) in labels or field in cells:
                continue
            cells[field] = Cell(sheet.name, row, at, sheet.filled(row, at))
            used.setdefault(field, Column(field, compact(sheet.text(row, place)), place))
    taken = {(cell.row, cell.column) for cell in cells.values()}
    for row in range(area.top, area.bottom + 1):
        is_value = False
        for place in range(area.left, area.right + 1):
            at = (row, place)
            # What stands beside an unknown heading is told by that heading.
            if is_value or at in taken or at in labels or sheet.value(*at) is None:
                is_value = False
            else:
                unread.setdefault(sheet.text(row, place)[:12])
                is_value = True
    return cells


def _value_place(sheet: Sheet, row: int, place: int) -> int:
    """The column of what a label says: the first one to its right."""
    merge = sheet.merge_at(row, place)
    return (merge.right if merge else place) + 1
