"""References in Excel when rows are inserted or a formula is copied down: A1, ranges, whole rows, formulas."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from .excel_text import column_letters, column_number

_CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})")
_RANGE = re.compile(rf"(?:{_CELL.pattern})(?::{_CELL.pattern})?")
_ROWS = re.compile(r"(\$?)(\d{1,7}):(\$?)(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Insertion:
    """``count`` rows put in below row ``after`` of the sheet called ``sheet``."""

    sheet: str
    after: int
    count: int

    def row(self, number: int) -> int:
        """Where that row is afterwards."""
        return number + self.count if number > self.after else number

    def reference(self, text: str, *, grows: bool = True) -> str:
        """A cell or range afterwards. A range that ends at the row inserted below takes the new rows in."""
        hit = _RANGE.fullmatch(text)
        if hit is None:
            rows = _ROWS.fullmatch(text)
            if rows is None:
                return text
            first, last = self._span(int(rows[2]), int(rows[4]), grows)
            return f"{rows[1]}{first}:{rows[3]}{last}"
        if hit[8] is None:
            return f"{hit[1]}{hit[2]}{hit[3]}{self.row(int(hit[4]))}"
        first, last = self._span(int(hit[4]), int(hit[8]), grows)
        return f"{hit[1]}{hit[2]}{hit[3]}{first}:{hit[5]}{hit[6]}{hit[7]}{last}"

    def area(self, text: str) -> str:
        """A list of cells and ranges (validations, conditional formats): a single cell of the row becomes a range."""
        return " ".join(self._area_part(part) for part in text.split())

    def _area_part(self, text: str) -> str:
        if ":" not in text and (hit := _CELL.fullmatch(text)) and int(hit[4]) == self.after:
            return self.reference(f"{text}:{text}")
        return self.reference(text)

    def formula(self, text: str, *, at_home: bool, in_row: bool = False) -> str:
        """A formula afterwards. ``at_home``: it stands on the sheet itself; ``in_row``: in the row that is copied,
        whose ranges within the row stay there unless both ends are fixed by $."""
        return _mapped(text, lambda prefix, part: self._in_formula(prefix, part, at_home, in_row))

    def _in_formula(self, prefix: str, part: str, at_home: bool, in_row: bool) -> str:
        home = at_home if not prefix else _sheet_name(prefix) == self.sheet
        if not home:
            return part
        grows = True
        if in_row and (hit := _RANGE.fullmatch(part)) and hit[8] is not None and hit[4] == hit[8]:
            grows = bool(hit[3] and hit[7])
        return self.reference(part, grows=grows)

    def _span(self, first: int, last: int, grows: bool) -> tuple[int, int]:
        if last == self.after and grows:
            return self.row(first), last + self.count
        return self.row(first), self.row(last)


def copied_down(text: str, rows: int, columns: int = 0) -> str:
    """A formula as it reads when copied so many rows down: parts fixed by $ stay."""

    def cell(fixed_column: str, column: str, fixed_row: str, row: str) -> str:
        letters = column if fixed_column or not columns else column_letters(column_number(column) + columns)
        number = row if fixed_row else str(int(row) + rows)
        return f"{fixed_column}{letters}{fixed_row}{number}"

    def part(_: str, text: str) -> str:
        hit = _RANGE.fullmatch(text)
        if hit is None:
            whole = _ROWS.fullmatch(text)
            if whole is None:
                return text
            first = whole[2] if whole[1] else str(int(whole[2]) + rows)
            last = whole[4] if whole[3] else str(int(whole[4]) + rows)
            return f"{whole[1]}{first}:{whole[3]}{last}"
        start = cell(hit[1], hit[2], hit[3], hit[4])
        return start if hit[8] is None else f"{start}:{cell(hit[5], hit[6], hit[7], hit[8])}"

    return _mapped(text, part)


def _mapped(formula: str, change: Callable[[str, str], str]) -> str:
    """The formula with every reference put through ``change``; strings, names and functions are left."""
    pieces = []
    for value, is_reference in _pieces(formula):
        if is_reference and "[" not in value:
            prefix, mark, part = value.rpartition("!")
            value = prefix + mark + change(prefix, part)
        pieces.append(value)
    return "".join(pieces)


@lru_cache(maxsize=4096)
def _pieces(formula: str) -> tuple[tuple[str, bool], ...]:
    from openpyxl.formula.tokenizer import Token, Tokenizer

    tokens = Tokenizer(f"={formula}").items
    return tuple((item.value, item.type == Token.OPERAND and item.subtype == Token.RANGE) for item in tokens)


def _sheet_name(prefix: str) -> str:
    return prefix[1:-1].replace("''", "'") if prefix.startswith("'") else prefix


def range_rows(text: str) -> tuple[int, int, int, int] | None:
    """(first column, first row, last column, last row) of a cell or range; None when it is neither."""
    hit = _RANGE.fullmatch(text)
    if hit is None:
        return None
    first = (column_number(hit[2]), int(hit[4]))
    last = first if hit[8] is None else (column_number(hit[6]), int(hit[8]))
    return (*first, *last)
