"""A workbook as plain values: sheets, cells counted from 1 as in Excel, merged areas, what is hidden."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache

from ..domain.text import clean, clean_line

_SHORT = 40  # characters
Value = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged area, both corners included, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def width(self) -> int:
        """Columns it covers."""
        return self.right - self.left + 1

    @property
    def height(self) -> int:
        """Rows it covers."""
        return self.bottom - self.top + 1


@dataclass(frozen=True)
class Sheet:
    """One sheet from A1 on; ``rows`` are all as long as the widest."""

    name: str
    rows: tuple[tuple[Value, ...], ...]
    merges: tuple[Merge, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    is_hidden: bool = False

    @property
    def height(self) -> int:
        """Rows with anything in them, from the top."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """Columns with anything in them, from the left."""
        return len(self.rows[0]) if self.rows else 0

    def value(self, row: int, column: int) -> Value:
        """What stands in that one cell; None outside the sheet and in the covered cells of a merged area."""
        if 1 <= row <= self.height and 1 <= column <= self.width:
            return self.rows[row - 1][column - 1]
        return None

    def filled(self, row: int, column: int) -> Value:
        """The same, but every cell of a merged area has the value of its first."""
        merge = self._covering.get((row, column))
        return self.value(merge.top, merge.left) if merge else self.value(row, column)

    def merge_at(self, row: int, column: int) -> Merge | None:
        """The merged area that the cell lies in."""
        return self._covering.get((row, column))

    def text(self, row: int, column: int) -> str:
        """``filled`` as cleaned text of one line."""
        return as_line(self.filled(row, column))

    def is_blank(self, row: int) -> bool:
        """Whether nothing stands in that row."""
        return not any(as_text(value) for value in self.rows[row - 1])

    def turned(self) -> Sheet:
        """The sheet with rows and columns exchanged, for tables laid out the other way."""
        return Sheet(
            self.name,
            tuple(zip(*self.rows, strict=True)),
            tuple(Merge(merge.left, merge.top, merge.right, merge.bottom) for merge in self.merges),
            self.hidden_rows,
            self.hidden_columns,
            self.is_hidden,
        )

    @cached_property
    def _covering(self) -> dict[tuple[int, int], Merge]:
        covering: dict[tuple[int, int], Merge] = {}
        for merge in self.merges:
            # A merge may claim a million rows; only the cells that the sheet has are asked for.
            for row in range(merge.top, min(merge.bottom, self.height) + 1):
                for column in range(merge.left, min(merge.right, self.width) + 1):
                    covering[row, column] = merge
        return covering


@dataclass(frozen=True)
class Workbook:
    """All sheets of a file that hold anything, and what a person should know about how it was read."""

    file_name: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table with the place it stands at, so that whatever is said about it can name the place."""

    sheet: str
    row: int
    column: int
    value: Value = field(compare=False)

    @property
    def text(self) -> str:
        """Its value as cleaned text of one line."""
        return as_line(self.value)

    @property
    def lines(self) -> str:
        """Its value as cleaned text that keeps its line breaks."""
        return as_text(self.value)


def as_text(value: Value) -> str:
    """A cell's value as cleaned text, as a person would read it in the cell: 5.0 is 5, a date is 2025-03-12."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _short_text(value) if len(value) <= _SHORT else clean(value).text
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M").removesuffix(" 00:00")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return str(value)


def as_line(value: Value) -> str:
    """The same on one line."""
    if not isinstance(value, str):
        return as_text(value)
    return _short_line(value) if len(value) <= _SHORT else clean_line(value).text


# In a long table the same names, classes and words stand in thousands of cells.
@lru_cache(maxsize=8192)
def _short_text(value: str) -> str:
    return clean(value).text


@lru_cache(maxsize=8192)
def _short_line(value: str) -> str:
    return clean_line(value).text


def column_letters(column: int) -> str:
    """A for 1, AB for 28, as Excel heads its columns."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
