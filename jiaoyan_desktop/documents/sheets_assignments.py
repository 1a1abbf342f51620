"""Reads 任课分工: a grid of classes and subjects (either way round), or a list of class, subject and teacher."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..domain.class_names import read_classes
from ..domain.column_names import ASSIGNMENT_LIST
from ..domain.glossary import subject_name
from ..errors import UserError
from .sheets_model import Cell, Sheet, Workbook, column_letters
from .sheets_tables import find_table, heading

_LEAST_SUBJECTS = 3


@dataclass(frozen=True, slots=True)
class Assigned:
    """One place of the table, as written: who teaches the subject in the class."""

    cell: Cell  # the teacher's name
    school_class: Cell
    subject: str  # standard name


@dataclass(frozen=True)
class AssignmentTable:
    """Everything the workbook says of who teaches what."""

    places: tuple[Assigned, ...]
    title: str
    notes: tuple[str, ...] = ()


def read_assignments(workbook: Workbook) -> AssignmentTable | None:
    """All places of all sheets that hold such a table; None when no sheet does."""
    places: list[Assigned] = []
    notes: list[str] = []
    titles: list[str] = []
    for sheet in workbook.sheets:
        if sheet.is_hidden:
            continue
        found = _grid(sheet) or _turned_grid(sheet) or _list(sheet)
        if found:
            places += found.places
            notes += found.notes
            titles.append(found.title)
    return AssignmentTable(tuple(places), "\n".join(filter(None, titles)), tuple(notes)) if places else None


def _grid(sheet: Sheet) -> AssignmentTable | None:
    best_row, best = 0, {}
    for row in range(1, min(sheet.height, 30) + 1):
        found: dict[int, str] = {}
        for place in range(1, sheet.width + 1):
            subject = subject_name(heading(sheet.text(row, place)))
            # A heading merged over several columns is one heading; what is under it belongs to each of them.
            if subject and subject not in found.values():
                found[place] = subject
        if len(found) > len(best):
            best_row, best = row, found
    if len(best) < _LEAST_SUBJECTS:
        return None
    first_subject = min(best)
    places: list[Assigned] = []
    for row in range(best_row + 1, sheet.height + 1):
        label = next((place for place in range(first_subject - 1, 0, -1) if _is_class(sheet.text(row, place))), 0)
        filled = [place for place in best if sheet.value(row, place) is not None]
        # A line under the table (制表人：…) is no class; anything else is passed on, so that it is listed, not lost.
        if not label and all(re.search("[:：]", sheet.text(row, place)) for place in filled):
            continue
        class_cell = _cell(sheet, row, label or max(first_subject - 1, 1))
        places += [Assigned(_cell(sheet, row, place), class_cell, subject) for place, subject in best.items()]
    if not any(_is_class(place.school_class.text) for place in places):
        return None
    return AssignmentTable(tuple(places), _title(sheet, best_row), _left_out(sheet, best_row, best))


def _turned_grid(sheet: Sheet) -> AssignmentTable | None:
    found = _grid(sheet.turned())
    if found is None:
        return None
    places = tuple(Assigned(_turn(item.cell), _turn(item.school_class), item.subject) for item in found.places)
    return AssignmentTable(places, _title(sheet, 2))


def _list(sheet: Sheet) -> AssignmentTable | None:
    table = find_table(sheet, ASSIGNMENT_LIST, key="teacher", needs=("class", "subject", "teacher"))
    if table is None:
        return None
    places: list[Assigned] = []
    for row in table.rows:
        written = row.text("subject")
        places.append(Assigned(row.cell("teacher"), row.cell("class"), subject_name(written) or written))
    return AssignmentTable(tuple(places), table.title, table.notes)


def _cell(sheet: Sheet, row: int, place: int) -> Cell:
    return Cell(sheet.name, row, place, sheet.filled(row, place))


def _turn(cell: Cell) -> Cell:
    return Cell(cell.sheet, cell.column, cell.row, cell.value)


def _is_class(text: str) -> bool:
    try:
        return bool(text and read_classes(text).named)
    except UserError:
        return False


def _title(sheet: Sheet, header_row: int) -> str:
    return "\n".join(
        text
        for row in range(1, header_row)
        for place in range(1, sheet.width + 1)
        if sheet.value(row, place) is not None and (text := sheet.text(row, place))
    )


def _left_out(sheet: Sheet, header_row: int, subjects: dict[int, str]) -> tuple[str, ...]:
    """Columns to the right of the first subject that hold something and are no subject (班主任, 备注)."""
    words = [
        f"{column_letters(place)}列“{sheet.text(header_row, place)}”"
        for place in range(min(subjects), sheet.width + 1)
        if place not in subjects
        and sheet.text(header_row, place)
        and any(sheet.value(row, place) is not None for row in range(header_row + 1, sheet.height + 1))
    ]
    return (f"“{sheet.name}”的{'、'.join(words)}不是科目，没有导入。",) if words else ()
