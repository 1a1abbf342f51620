"""Finds the header of a list in a sheet (one to three rows) and says which column holds which field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..domain.column_mapping import Corrections, SheetLayout, trimmed
from ..domain.column_names import Columns, label_of
from ..domain.text import compact
from .sheets_model import Sheet, as_line

_SEARCH_ROWS = 60
_DEPTH = 3
_SAMPLES = 5
_LONGEST_HEADING = 16
_BRACKETS = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]")
_NOTHING_SAID: Corrections = {}

Needs = Sequence[tuple[str, ...]]  # fields that must be there; the first of several sets that is wins


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: the field it holds and the heading as the school wrote it."""

    field: str
    label: str
    place: int


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands, what is written over each column from A on, and which field each known one holds."""

    first: int
    last: int
    headings: tuple[str, ...]
    columns: tuple[Column, ...]
    is_corrected: bool = False

    @property
    def fields(self) -> set[str]:
        """The fields that have a column."""
        return {column.field for column in self.columns}

    @property
    def unknown(self) -> list[tuple[int, str]]:
        """The columns that have a heading and hold no field, as (place, heading)."""
        known = {column.place for column in self.columns}
        return [(place, word) for place, word in enumerate(self.headings, start=1) if word and place not in known]


def heading(text: str) -> str:
    """A heading ready to be compared: without spaces, brackets, stars and colons."""
    plain = compact(text)
    return (_BRACKETS.sub("", plain) or plain).strip("*＊:：、，,。.-—")


def find_header(sheet: Sheet, columns: Columns, needs: Needs, said: Corrections = _NOTHING_SAID) -> Header | None:
    """The header whose headings are among ``columns``, as a person corrected it; None when no row has the ``needs``.

    Corrections never decide which rows are the header, so that a corrected table stays the same table.
    """
    header = next((found for need in needs if (found := _best(sheet, columns, need))), None)
    if said:
        header = _corrected(sheet, header or _likely(sheet, columns), columns, said)
    return header if header and any(header.fields.issuperset(need) for need in needs) else None


def layout_of(
    sheet: Sheet, columns: Columns, needs: Needs, said: Corrections = _NOTHING_SAID, *, left_out: Sequence[str] = ()
) -> SheetLayout | None:
    """How the columns are understood, or could be once a person helps; None for a sheet that has no header at all."""
    header = next((found for need in needs if (found := _best(sheet, columns, need))), None) or _likely(sheet, columns)
    header = _corrected(sheet, header, columns, said)
    if header is None:
        return None
    held = {column.place: column.field for column in header.columns}
    return sheet_layout(
        sheet,
        header.last,
        header.headings,
        held,
        tuple((field, label_of(field, columns)) for field in columns if field not in left_out),
        is_corrected=header.is_corrected,
    )


def sheet_layout(
    sheet: Sheet,
    row: int,
    headings: tuple[str, ...],
    held: Mapping[int, str],
    choices: tuple[tuple[str, str], ...],
    *,
    is_corrected: bool,
) -> SheetLayout:
    """The layout of a sheet whose header ends in ``row``; ``held``: place from 1 -> field."""
    below = (number for number in range(row + 1, sheet.height + 1) if not sheet.is_blank(number))
    return SheetLayout(
        sheet=sheet.name,
        row=row,
        headings=headings,
        fields=tuple(held.get(place, "") for place in range(1, sheet.width + 1)),
        choices=choices,
        samples=tuple(
            tuple(as_line(value) for value in sheet.rows[number - 1])
            for number, _ in zip(below, range(_SAMPLES), strict=False)
        ),
        is_corrected=is_corrected,
    )


def _best(sheet: Sheet, columns: Columns, needs: Sequence[str]) -> Header | None:
    known = {word: field for field, words in columns.items() for word in words}
    best: Header | None = None
    best_rank = (0, 0, 0)
    for first in range(1, min(sheet.height, _SEARCH_ROWS) + 1):
        for depth in range(1, min(_DEPTH, sheet.height - first + 1) + 1):
            header = _header_at(sheet, known, first, depth)
            # Of equal finds the shallowest wins: a deeper one would swallow the title above or a line of data below.
            rank = (len(header.fields), -depth, -first)
            if header.fields.issuperset(needs) and rank > best_rank:
                best, best_rank = header, rank
    return best


def _likely(sheet: Sheet, columns: Columns) -> Header | None:
    """The row that looks most like a header although its headings are strange."""
    header = _best(sheet, columns, ())
    if header is not None and len(header.fields) > 1:
        return header
    counts = {
        row: sum(
            isinstance(value, str) and 0 < len(compact(value)) <= _LONGEST_HEADING for value in sheet.rows[row - 1]
        )
        for row in range(1, min(sheet.height - 1, _SEARCH_ROWS) + 1)
    }
    row = max(counts, key=lambda number: (counts[number], -number), default=0)
    return _header_at(sheet, {}, row, 1) if row and counts[row] > 1 else None


def _corrected(sheet: Sheet, header: Header | None, columns: Columns, said: Corrections) -> Header | None:
    fields = said.get(trimmed(header.headings)) if header else None
    if header is None or fields is None:
        return header
    known = tuple(
        Column(field, label or label_of(field, columns), place)
        for place, (label, field) in enumerate(zip(header.headings, fields, strict=False), start=1)
        if field in columns
    )
    return replace(header, columns=known, is_corrected=True)


def _header_at(sheet: Sheet, known: dict[str, str], first: int, depth: int) -> Header:
    found: list[Column] = []
    headings: list[str] = []
    for place in range(1, sheet.width + 1):
        words = [sheet.text(row, place) for row in range(first + depth - 1, first - 1, -1)]
        hit = next(((known[plain], word) for word in words if (plain := heading(word)) in known), None)
        headings.append(compact(hit[1] if hit else next((word for word in words if word), "")))
        if hit:
            found.append(Column(hit[0], headings[-1], place))
    return Header(first, first + depth - 1, tuple(headings), tuple(found))
