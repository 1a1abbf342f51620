"""How a file's columns are understood, sheet by sheet, so that a person can see and correct it."""

from __future__ import annotations

from collections.abc import Iterable

from ..documents.sheets_assignments import assignment_layout
from ..documents.sheets_cards import find_cards
from ..documents.sheets_headers import layout_of
from ..documents.sheets_model import Sheet, Workbook
from ..domain.column_mapping import ColumnMapping, Corrections, SheetLayout, corrections_of
from .collecting_sources import LISTS


def layouts_of(workbook: Workbook, kind: str, mappings: Iterable[ColumnMapping] = ()) -> tuple[SheetLayout, ...]:
    """The layout of every visible sheet that has a header; none for 课程表 and for cards, which have no columns."""
    said = corrections_of(mappings, kind)
    sheets = [sheet for sheet in workbook.sheets if not sheet.is_hidden]
    return tuple(found for sheet in sheets if (found := _layout(sheet, kind, said)))


def _layout(sheet: Sheet, kind: str, said: Corrections) -> SheetLayout | None:
    if kind == "assignments":
        return assignment_layout(sheet, said)
    if kind not in LISTS:
        return None
    columns, key, needs = LISTS[kind]
    if kind == "roster" and find_cards(sheet, columns, key=key):
        return None
    return layout_of(sheet, columns, needs, said)
