"""Tables of composed Word documents: columns in mm, head rows that repeat, cells that span; a grid that WPS needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .layout_base import twips

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: head, width in mm (scaled so that all together fill the page), alignment ("" as the scheme has it)."""

    head: str = ""
    width: float = 20
    align: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell that is more than text: ``across`` columns, ``down`` rows (the cells it covers below are left out)."""

    text: str = ""
    across: int = 1
    down: int = 1
    align: str = ""
    bold: bool = False
    is_head: bool = False


Row = Sequence["str | Cell"]
Write = Callable[[str, str, str, bool], str]  # text, style, align, bold -> paragraphs


def table_xml(
    columns: Sequence[Column], head: Sequence[Row], rows: Sequence[Row], *, room: float, row_height: float, write: Write
) -> str:
    """w:tbl; ``room`` is the text area's width in mm, ``row_height`` in mm is the least. ValueError for a row that
    does not fill the columns."""
    scale = room / sum(column.width for column in columns)
    widths = [twips(column.width * scale) for column in columns]
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in _SIDES)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    covered: dict[int, tuple[int, int]] = {}  # column -> (columns across, rows still covered)
    body = []
    for number, row in enumerate([*head, *rows]):
        is_head = number < len(head)
        cells = _row_cells(row, columns, widths, covered, is_head, write)
        properties = "<w:cantSplit/>" if is_head or _is_short(row) else ""
        properties += f'<w:trHeight w:val="{twips(row_height)}" w:hRule="atLeast"/>'
        properties += "<w:tblHeader/>" if is_head else ""
        body.append(f'<w:tr><w:trPr>{properties}<w:jc w:val="center"/></w:trPr>{cells}</w:tr>')
    if any(left for _, left in covered.values()):
        raise ValueError("a cell reaches below the last row")
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}'
        f'</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(body)}</w:tbl>'
    )


def _is_short(row: Row) -> bool:
    return all(len(cell if isinstance(cell, str) else cell.text) < 200 for cell in row)


def _row_cells(
    row: Row,
    columns: Sequence[Column],
    widths: Sequence[int],
    covered: dict[int, tuple[int, int]],
    is_head: bool,
    write: Write,
) -> str:
    waiting = list(row)
    written = []
    place = 0
    while place < len(columns):
        across, left = covered.get(place, (1, 0))
        if left:
            covered[place] = (across, left - 1)
            written.append(_cell(Cell(across=across), widths, place, "<w:vMerge/>", write("", "TableText", "", False)))
            place += across
            continue
        if not waiting:
            raise ValueError(f"a row has too few cells for {len(columns)} columns: {row!r}")
        item = waiting.pop(0)
        cell = item if isinstance(item, Cell) else Cell(text=item)
        merge = ""
        if cell.down > 1:
            covered[place] = (cell.across, cell.down - 1)
            merge = '<w:vMerge w:val="restart"/>'
        style = "TableHead" if is_head or cell.is_head else "TableText"
        align = cell.align or ("" if is_head else columns[place].align)
        written.append(_cell(cell, widths, place, merge, write(cell.text, style, align, cell.bold)))
        place += cell.across
    if waiting or place > len(columns):
        raise ValueError(f"a row has too many cells for {len(columns)} columns: {row!r}")
    return "".join(written)


def _cell(cell: Cell, widths: Sequence[int], place: int, merge: str, paragraphs: str) -> str:
    wide = sum(widths[place : place + cell.across])
    span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraphs}</w:tc>"
    )
