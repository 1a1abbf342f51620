"""Builds Excel workbooks that no template can hold: titled, bordered, wide enough to read, ready to print on A4."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from .excel_page import Page, SheetColumn, fitted_widths, sheet_xml
from .excel_styles import CellLooks, StyleBook
from .excel_text import cell_reference
from .form_values import FilledDocument, Substitution, Value, shown
from .ooxml import DECLARATION, RELS, TYPES, R, S, attribute, core_properties
from .text_width import lines_needed, width
from .zip_parts import packed_part, write_parts

__all__ = ["SheetBuilder", "SheetCell", "SheetColumn", "WorkbookBuilder"]

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_TITLE, _LINE = CellLooks(face="宋体", size=16, bold=True, border=False), CellLooks(border=False, align="left")
_HEAD, _BODY = CellLooks(bold=True), CellLooks()
_LEAST_HEIGHT = 22.7  # 0.8 cm, so that one can write into it by hand (domain 4.4)
_TALLEST_ROW = 409.0  # of Excel
_LONG_TEXT = 10  # a column whose texts are longer than so many characters is set to the left


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCell:
    """A cell that is more than its value: columns ``across``, rows ``down``, own alignment, weight, fill (RRGGBB).

    ``formula`` (SUM(C4:C9), without =) makes a number recount itself; ``value`` is what it comes to now.
    """

    value: Value | None = ""
    across: int = 1
    down: int = 1
    align: str = ""
    bold: bool = False
    fill: str = ""
    is_text: bool = False
    formula: str = ""


SheetRow = Sequence["Value | SheetCell | None"]


class SheetBuilder:
    """One sheet, written from top to bottom; several tables may follow one another in the same columns."""

    def __init__(self, name: str, columns: Sequence[SheetColumn], landscape: bool, found: list[Substitution]) -> None:
        self.name = name
        self._columns = columns
        self._page = Page(landscape=landscape)
        self._found = found
        self._covered: set[tuple[int, int]] = set()
        self._rows: list[list[tuple[int, SheetCell, CellLooks]]] = []
        self._least: list[float] = []
        self._lines: dict[int, tuple[str, ...]] = {}  # row -> texts, divided once the widths are known
        self._has_head = False

    @property
    def next_row(self) -> int:
        """The number of the row that is written next, counted from 1 as in formulas."""
        return len(self._rows) + 1

    def title(self, text: str) -> None:
        """The title across all columns."""
        self._band([(len(self._columns), text)], _TITLE, 34)

    def line(self, *texts: str) -> None:
        """A line without borders; two or three texts stand left, in the middle and right (填报单位, 填报人, 日期)."""
        self._lines[len(self._rows)] = texts
        self._band([], _LINE, 22)

    def head(self, rows: Sequence[SheetRow] | None = None) -> None:
        """The columns' heads, by default with their ``group`` above; the sheet's first ones repeat on every page."""
        first = len(self._rows) + 1
        for row in rows if rows is not None else self._own_heads():
            self._row(row, _HEAD, 26)
        if not self._has_head:
            self._has_head = True
            self._page.repeat = (first, len(self._rows))

    def rows(self, rows: Sequence[SheetRow], *, least_height: float = _LEAST_HEIGHT) -> None:
        """Bordered rows; text stays text, numbers stay numbers. ``least_height`` in points."""
        for row in rows:
            self._row(row, _BODY, least_height)

    def foot(self, *texts: str) -> None:
        """Lines below the table: 注, 负责人签字."""
        for text in texts:
            self._band([(len(self._columns), text)], _LINE, 20, ("left",))

    def gap(self) -> None:
        """An empty row between two tables."""
        self._rows.append([])
        self._least.append(14)

    def page_break(self) -> None:
        """What follows is printed on a new page."""
        self._page.breaks.append(len(self._rows))

    def _own_heads(self) -> list[list[SheetCell]]:
        if not any(column.group for column in self._columns):
            return [[SheetCell(value=column.head) for column in self._columns]]
        above: list[SheetCell] = []
        below: list[SheetCell] = []
        for place, column in enumerate(self._columns):
            if not column.group:
                above.append(SheetCell(value=column.head, down=2))
                continue
            below.append(SheetCell(value=column.head))
            if place and self._columns[place - 1].group == column.group:
                above[-1] = replace(above[-1], across=above[-1].across + 1)
            else:
                above.append(SheetCell(value=column.group))
        return [above, below]

    def _band(self, parts: list[tuple[int, str]], looks: CellLooks, least: float, aligns: Sequence[str] = ()) -> None:
        self._rows.append(_band_cells(parts, looks, aligns))
        self._least.append(least)

    def _divided(self, texts: tuple[str, ...], widths: list[float]) -> list[tuple[int, SheetCell, CellLooks]]:
        """The texts of a line side by side, each with the columns that its share of the width takes."""
        if len(texts) > len(widths):
            texts = ("　　".join(texts),)
        aligns = {1: ("left",), 2: ("left", "right"), 3: ("left", "center", "right")}[len(texts)]
        ends = []
        share = sum(widths) / sum(max(width(text), 1) for text in texts)
        reach = 0.0
        for number, text in enumerate(texts):
            reach += share * max(width(text), 1)
            free = len(texts) - number - 1
            nearest = min(range(1, len(widths) + 1), key=lambda end: abs(sum(widths[:end]) - reach))
            ends.append(min(max(nearest, (ends[-1] if ends else 0) + 1), len(widths) - free))
        spans = [after - before for before, after in itertools.pairwise([0, *ends[:-1], len(widths)])]
        return _band_cells(list(zip(spans, texts, strict=True)), _LINE, aligns)

    def _row(self, row: SheetRow, looks: CellLooks, least: float) -> None:
        number = len(self._rows) + 1
        cells: list[tuple[int, SheetCell, CellLooks]] = []
        waiting = list(row)
        place = 1
        while place <= len(self._columns):
            if (number, place) in self._covered:
                cells.append((place, SheetCell(value=None), looks))
                place += 1
                continue
            if not waiting:
                raise ValueError(f"a row has too few cells for {len(self._columns)} columns: {row!r}")
            item = waiting.pop(0)
            cell = item if isinstance(item, SheetCell) else SheetCell(value=item)
            own = replace(
                looks,
                bold=looks.bold or cell.bold,
                fill=cell.fill or looks.fill,
                align=cell.align or (looks.align if looks is _HEAD else self._columns[place - 1].align or looks.align),
                is_text=cell.is_text or self._columns[place - 1].is_text,
            )
            cells.append((place, cell, own))
            self._covered |= {
                (number + down, place + across) for down in range(cell.down) for across in range(cell.across)
            } - {(number, place)}
            place += 1
        if waiting:
            raise ValueError(f"a row has too many cells for {len(self._columns)} columns: {row!r}")
        self._rows.append(cells)
        self._least.append(least)

    def xml(self, styles: StyleBook) -> str:
        """The sheet's part."""
        widths = fitted_widths(self._columns, self._texts(), self._page)
        for number, texts in self._lines.items():
            self._rows[number] = self._divided(texts, widths)
        aligned = self._with_long_texts_left()
        heights = self._heights(aligned, widths)
        written = []
        for number, cells in enumerate(aligned, 1):
            row = []
            for place, cell, looks in cells:
                self._page.add(row, cell_reference(place, number), cell.value, looks, styles, self._found, cell.formula)
                if cell.across > 1 or cell.down > 1:
                    end = cell_reference(place + cell.across - 1, number + cell.down - 1)
                    self._page.merges.append(f"{cell_reference(place, number)}:{end}")
            written.append(row)
        return sheet_xml(self._page, widths, heights, written)

    def defined_names(self, index: int) -> list[str]:
        """Print area and repeated head rows of this sheet."""
        return self._page.defined_names(self.name, index, len(self._columns), len(self._rows))

    def _texts(self) -> list[list[str]]:
        """Column by column what its single cells say."""
        found: list[list[str]] = [[] for _ in self._columns]
        for cells in self._rows:
            for place, cell, looks in cells:
                if cell.across == 1 and cell.value not in (None, "") and looks.border:
                    found[place - 1].append(shown(cell.value))  # pyright: ignore[reportArgumentType]
        return found

    def _with_long_texts_left(self) -> list[list[tuple[int, SheetCell, CellLooks]]]:
        long = {
            place
            for place, texts in enumerate(self._texts(), 1)
            if not self._columns[place - 1].align and any(width(text) > _LONG_TEXT for text in texts)
        }

        def placed(item: tuple[int, SheetCell, CellLooks]) -> tuple[int, SheetCell, CellLooks]:
            place, cell, looks = item
            if place in long and looks.border and looks.bold is False and cell.across == 1 and not cell.align:
                return place, cell, replace(looks, align="left")
            return item

        return [[placed(item) for item in cells] for cells in self._rows]

    def _heights(self, rows: list[list[tuple[int, SheetCell, CellLooks]]], widths: list[float]) -> list[float]:
        """Row heights in points that hold every line; a cell of several rows gives what it lacks to its last one."""
        heights = list(self._least)
        tall: list[tuple[int, int, float]] = []
        for number, cells in enumerate(rows):
            for place, cell, looks in cells:
                if cell.value in (None, ""):
                    continue
                room = (sum(widths[place - 1 : place - 1 + cell.across]) - 1.5) / 2 * 11 / looks.size
                lines = lines_needed(shown(cell.value or ""), room)
                needed = lines * looks.size * 1.36 + (6 if lines > 1 else 2)
                if cell.down == 1:
                    heights[number] = max(heights[number], needed)
                else:
                    tall.append((number, cell.down, needed))
        for number, down, needed in tall:
            lacking = needed - sum(heights[number : number + down])
            heights[min(number + down, len(heights)) - 1] += max(lacking, 0.0)
        return [min(round(height, 1), _TALLEST_ROW) for height in heights]


def _band_cells(
    parts: list[tuple[int, str]], looks: CellLooks, aligns: Sequence[str] = ()
) -> list[tuple[int, SheetCell, CellLooks]]:
    """Cells side by side, each over so many columns."""
    cells = []
    place = 1
    for number, (span, text) in enumerate(parts):
        own = replace(looks, align=aligns[number]) if aligns else looks
        cells.append((place, SheetCell(value=text, across=span), own))
        cells += [(place + beyond, SheetCell(value=None), own) for beyond in range(1, span)]
        place += span
    return cells


class WorkbookBuilder:
    """Add sheets, then ``build``."""

    def __init__(self, *, author: str = "") -> None:
        self._author = author
        self._sheets: list[SheetBuilder] = []
        self._found: list[Substitution] = []

    def sheet(self, name: str, columns: Sequence[SheetColumn], *, landscape: bool = False) -> SheetBuilder:
        """A new sheet; its name is cut to what Excel allows and made different from the others."""
        plain = _NOT_IN_NAMES.sub(" ", name).strip(" '")[:_LONGEST_NAME] or "Sheet"
        taken = {sheet.name.lower() for sheet in self._sheets}
        number = 2
        unique = plain
        while unique.lower() in taken:
            ending = f"（{number}）"
            unique, number = plain[: _LONGEST_NAME - len(ending)] + ending, number + 1
        self._sheets.append(SheetBuilder(unique, columns, landscape, self._found))
        return self._sheets[-1]

    def build(self, *, made_at: datetime, title: str = "") -> FilledDocument:
        """The .xlsx; the same calls and clock give the same bytes."""
        styles = StyleBook()
        sheets = [sheet.xml(styles) for sheet in self._sheets]
        numbers = range(1, len(sheets) + 1)
        parts: dict[str, str | bytes] = {
            "[Content_Types].xml": _content_types(numbers),
            "_rels/.rels": _relations(
                [("rId1", f"{R}/officeDocument", "xl/workbook.xml"), ("rId2", _CORE_RELATION, "docProps/core.xml")]
            ),
            "docProps/core.xml": core_properties(None, made_at, title=title, creator=self._author),
            "xl/workbook.xml": self._workbook(),
            "xl/_rels/workbook.xml.rels": _relations(
                [("rIdStyles", f"{R}/styles", "styles.xml")]
                + [(f"rId{number}", f"{R}/worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
            ),
            "xl/styles.xml": styles.xml(),
        }
        parts |= {f"xl/worksheets/sheet{number}.xml": xml for number, xml in zip(numbers, sheets, strict=True)}
        packed = [packed_part(name, text.encode() if isinstance(text, str) else text) for name, text in parts.items()]
        return FilledDocument(data=write_parts(packed), suffix=".xlsx", substitutions=tuple(dict.fromkeys(self._found)))

    def _workbook(self) -> str:
        sheets = "".join(
            f'<sheet name={attribute(sheet.name)} sheetId="{number}" r:id="rId{number}"/>'
            for number, sheet in enumerate(self._sheets, 1)
        )
        names = "".join(entry for index, sheet in enumerate(self._sheets) for entry in sheet.defined_names(index))
        return (
            f'{DECLARATION}<workbook xmlns="{S}" xmlns:r="{R}"><bookViews><workbookView activeTab="0"/></bookViews>'
            f"<sheets>{sheets}</sheets>{f'<definedNames>{names}</definedNames>' if names else ''}</workbook>"
        )


_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def _relations(wanted: list[tuple[str, str, str]]) -> str:
    entries = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in wanted)
    return f'{DECLARATION}<Relationships xmlns="{RELS}">{entries}</Relationships>'


def _content_types(numbers: range) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_SHEET}.worksheet+xml"/>'
        for number in numbers
    )
    return (
        f'{DECLARATION}<Types xmlns="{TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET}.styles+xml"/>{sheets}'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )
