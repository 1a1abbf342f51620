"""Finds a list in a sheet: header of one to three rows, titles above, notes and signatures below, blank rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..domain.column_mapping import Corrections
from ..domain.column_names import Columns
from ..domain.text import compact
from .sheets_headers import Column, Header, Needs, find_header
from .sheets_model import Cell, Sheet, Workbook, column_letters

_TOTAL = re.compile(r"^(合计|总计|小计|共计|累计|本页小计|本页合计)|^.{1,8}(小计|合计|共计|累计)[:：]?$")
_NOTHING_SAID: Corrections = {}
_FOOTER = re.compile(
    r"^(注|备注|说明|附|填表说明|填报说明|要求)\s*[:：0-9一二三.．、]"
    r"|^\s*(校长|园长|填表人?|填报人?|制表人?|审核人?|负责人|经办人|统计人|主管|分管|教导处|任课教师|教师签字|单位)"
    r"[^:：]{0,8}[:：]"
    r"|^\s*(填表|填报|制表|上报)(时间|日期)|（盖章）|\(盖章\)"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; ``cells`` has every mapped field, blank ones too."""

    sheet: str
    number: int
    cells: dict[str, Cell]

    def cell(self, field: str) -> Cell:
        """The cell of that field; an empty one in the first column where the table has no such column."""
        return self.cells.get(field) or Cell(self.sheet, self.number, 1, None)

    def text(self, field: str) -> str:
        """Its cleaned text on one line; empty where the table has no such column."""
        return self.cell(field).text

    def has(self, field: str) -> bool:
        """Whether something stands in that cell."""
        return bool(self.text(field))

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in any cell of the table's columns."""
        return not any(cell.text for cell in self.cells.values())


@dataclass(frozen=True)
class Table:
    """A list found in a sheet."""

    sheet: Sheet
    title: str  # what stands above the header, line by line
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    footer: tuple[str, ...] = ()
    totals: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()

    def has(self, field: str) -> bool:
        """Whether the table has a column for that field."""
        return any(column.field == field for column in self.columns)

    def label(self, field: str) -> str:
        """The heading of that field as the school wrote it."""
        return next((column.label for column in self.columns if column.field == field), field)


def find_table(
    sheet: Sheet, columns: Columns, *, key: str, needs: Needs, said: Corrections = _NOTHING_SAID
) -> Table | None:
    """The list whose headings are among ``columns``; None when no row has one of the sets of ``needs`` among them.

    ``key`` is the field that every line has. Where its heading stands twice in one row (1–10周 beside 11–20周), the
    lines of the right-hand part follow those of the left. ``said`` is what a person corrected.
    """
    header = find_header(sheet, columns, needs, said)
    if header is None:
        return None
    blocks = _blocks(header.columns, key)
    labels = {column.place: column.label for column in header.columns}
    kinds = {number: _kind_of_row(sheet, number, labels) for number in range(header.last + 1, sheet.height + 1)}
    lines = [number for number, (kind, _) in kinds.items() if kind == "data"]
    rows = [row for block in blocks for number in lines if not (row := _row(sheet, number, block)).is_blank]
    used = tuple(column for block in blocks for column in block)
    return Table(
        sheet,
        title="\n".join(line for row in range(1, header.first) if (line := _row_text(sheet, row))),
        columns=used,
        rows=tuple(rows),
        footer=tuple(words for kind, words in kinds.values() if kind == "footer"),
        totals=tuple(number for number, (kind, _) in kinds.items() if kind == "total"),
        notes=_notes(sheet, header, used, rows, kinds),
    )


def find_tables(
    workbook: Workbook, columns: Columns, *, key: str, needs: Needs, said: Corrections = _NOTHING_SAID
) -> list[Table]:
    """The lists of all sheets that are not hidden."""
    sheets = (sheet for sheet in workbook.sheets if not sheet.is_hidden)
    return [table for sheet in sheets if (table := find_table(sheet, columns, key=key, needs=needs, said=said))]


def _blocks(columns: tuple[Column, ...], key: str) -> list[tuple[Column, ...]]:
    """The columns of each table standing side by side; a heading that repeats within one keeps its first column."""
    blocks: list[dict[str, Column]] = [{}]
    for index, column in enumerate(columns):
        block = blocks[-1]
        if column.field in block and key in block and any(later.field == key for later in columns[index:]):
            block = {}
            blocks.append(block)
        block.setdefault(column.field, column)
    return [tuple(block.values()) for block in blocks if key in block]


def _row(sheet: Sheet, number: int, columns: tuple[Column, ...]) -> Row:
    cells: dict[str, Cell] = {}
    for column in columns:
        merge = sheet.merge_at(number, column.place)
        # Merged downwards a value holds for every line (教研组); merged across it is no value of this column.
        filled = merge is not None and merge.width == 1
        value = sheet.filled(number, column.place) if filled else sheet.value(number, column.place)
        cells[column.field] = Cell(sheet.name, number, column.place, value)
    return Row(sheet.name, number, cells)


def _kind_of_row(sheet: Sheet, number: int, labels: dict[int, str]) -> tuple[str, str]:
    """blank, header (repeated on a new page), total, footer or data, with the words of the row."""
    if sheet.is_blank(number):
        return "blank", ""
    same = sum(_compacted(sheet.text(number, place)) == label for place, label in labels.items())
    if same * 2 > len(labels):
        return "header", ""
    words = [word for place in range(1, sheet.width + 1) if (word := _own_text(sheet, number, place))]
    if not words:
        return "blank", ""
    if _TOTAL.match(compact(words[0])):
        return "total", words[0]
    line = "  ".join(words)
    merge = sheet.merge_at(number, 1)
    across = merge is not None and merge.width >= max(labels, default=1) and merge.width > 1
    if across or (len(words) <= 3 and _FOOTER.search(words[0])):
        return "footer", line
    return "data", line


@lru_cache(maxsize=8192)
def _compacted(text: str) -> str:
    return compact(text)


def _row_text(sheet: Sheet, row: int) -> str:
    return "  ".join(word for place in range(1, sheet.width + 1) if (word := _own_text(sheet, row, place)))


def _own_text(sheet: Sheet, row: int, place: int) -> str:
    """The text written in the cell itself, with its line breaks; the covered part of a merged area has none."""
    return Cell(sheet.name, row, place, sheet.value(row, place)).lines


def _notes(
    sheet: Sheet, header: Header, used: tuple[Column, ...], rows: list[Row], kinds: dict[int, tuple[str, str]]
) -> tuple[str, ...]:
    """What a person should know of how the list was read: what is hidden, what was left out and why."""
    notes: list[str] = []
    called = f"“{sheet.name}”"
    hidden = [column for column in used if column.place in sheet.hidden_columns]
    if hidden:
        names = "、".join(f"{column_letters(column.place)}列“{column.label}”" for column in hidden)
        notes.append(f"{called}的{names}是隐藏的，也读了。")
    numbers = sorted({row.number for row in rows})
    hidden_rows = [str(number) for number in numbers if number in sheet.hidden_rows]
    if hidden_rows:
        notes.append(f"{called}的第{_some(hidden_rows)}行是隐藏的，也读了。")
    places = {column.place for column in used}
    left_out = [*header.unknown, *((item.place, item.label) for item in header.columns if item.place not in places)]
    unused = [
        f"{column_letters(place)}列“{compact(word)}”"
        for place, word in sorted(left_out)
        if any(sheet.value(number, place) is not None for number in numbers)
    ]
    if unused:
        notes.append(f"{called}的{'、'.join(unused)}没有对应的栏，没有导入。")
    totals = [str(number) for number, (kind, _) in kinds.items() if kind == "total"]
    if totals:
        notes.append(f"{called}的第{_some(totals)}行是合计，没有导入。")
    between = [
        f"第{number}行“{words[:20]}”"
        for number, (kind, words) in kinds.items()
        if kind == "footer" and numbers and number < numbers[-1]
    ]
    if between:
        notes.append(f"{called}的{_some(between)}像是说明，没有导入。")
    return tuple(notes)


def _some(words: list[str]) -> str:
    return "、".join(words[:20]) + ("等" if len(words) > 20 else "")
