"""Reads 任课分工: a grid of classes and subjects (either way round), a list of classes, or one line per teacher."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..domain.class_names import read_classes
from ..domain.column_mapping import Corrections, SheetLayout, trimmed
from ..domain.column_names import ASSIGNMENT_LIST
from ..domain.glossary import SUBJECTS, subject_name
from ..domain.teaching_text import names_subject, read_teaching
from ..domain.text import compact
from ..errors import UserError
from .sheets_headers import heading, layout_of, sheet_layout
from .sheets_model import Cell, Sheet, Workbook, column_letters
from .sheets_tables import Row, find_table

LIST_NEEDS = (("class", "subject", "teacher"), ("teaches", "teacher"))
_NOTHING = ("", "/", "／", "无", "—", "-")
_SEVERAL = re.compile(r"[、，,；;至到~\-]|[)）][(（]|年级$")
_BETWEEN = re.compile(r"[、，,；;/\n]+")
_LEAST_SUBJECTS = 3
_NOTHING_SAID: Corrections = {}


@dataclass(frozen=True, slots=True)
class Assigned:
    """One place of the table, as written: who teaches the subject in the class."""

    cell: Cell  # the teacher's name
    school_class: Cell
    subject: str  # standard name
    is_several: bool = False  # the cell may name several classes: 三（1）、三（2）, 四年级
    trouble: UserError | None = None  # what she teaches could not be made out


@dataclass(frozen=True)
class AssignmentTable:
    """Everything the workbook says of who teaches what."""

    places: tuple[Assigned, ...]
    title: str
    notes: tuple[str, ...] = ()


def read_assignments(workbook: Workbook, said: Corrections = _NOTHING_SAID) -> AssignmentTable | None:
    """All places of all sheets that hold such a table; None when no sheet does. ``said``: columns as corrected."""
    places: list[Assigned] = []
    notes: list[str] = []
    titles: list[str] = []
    for sheet in workbook.sheets:
        if sheet.is_hidden:
            continue
        found = _grid(sheet, said) or _list(sheet, said) or _turned_grid(sheet)
        if found:
            places += found.places
            notes += found.notes
            titles.append(found.title)
    return AssignmentTable(tuple(places), "\n".join(filter(None, titles)), tuple(notes)) if places else None


def assignment_layout(sheet: Sheet, said: Corrections = _NOTHING_SAID) -> SheetLayout | None:
    """How the columns are understood: subjects over the classes' teachers, or the fields of a list."""
    if not (header := _grid_header(sheet, said)):
        return layout_of(sheet, ASSIGNMENT_LIST, LIST_NEEDS, said, left_out=("order", "note"))
    choices = (("class", "班级"), *((subject, subject) for subject in SUBJECTS))
    held = {**dict.fromkeys(header.class_places, "class"), **header.subjects}
    return sheet_layout(sheet, header.row, header.headings, held, choices, is_corrected=header.is_corrected)


@dataclass(frozen=True, slots=True)
class _GridHeader:
    row: int
    headings: tuple[str, ...]
    subjects: dict[int, str]  # column -> standard name
    class_places: tuple[int, ...]  # where the class is looked for, the likeliest first
    is_corrected: bool = False


def _grid_header(sheet: Sheet, said: Corrections) -> _GridHeader | None:
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
    headings = tuple(compact(sheet.text(best_row, place)) for place in range(1, sheet.width + 1))
    fields = said.get(trimmed(headings))
    if fields is None:
        return _GridHeader(best_row, headings, best, tuple(range(min(best) - 1, 0, -1)))
    held = dict(enumerate(fields, start=1))
    subjects = {place: field for place, field in held.items() if field in SUBJECTS and place <= sheet.width}
    classes = tuple(place for place, field in held.items() if field == "class")
    return _GridHeader(best_row, headings, subjects, classes, is_corrected=True)


def _grid(sheet: Sheet, said: Corrections = _NOTHING_SAID) -> AssignmentTable | None:
    header = _grid_header(sheet, said)
    if header is None:
        return None
    nearest = header.class_places[0] if header.class_places else 1
    places: list[Assigned] = []
    for row in range(header.row + 1, sheet.height + 1):
        label = next((place for place in header.class_places if _is_class(sheet.text(row, place))), 0)
        filled = [place for place in header.subjects if sheet.value(row, place) is not None]
        # A line under the table (制表人：…) is no class; anything else is passed on, so that it is listed, not lost.
        if not label and all(re.search("[:：]", sheet.text(row, place)) for place in filled):
            continue
        class_cell = _cell(sheet, row, label or nearest)
        places += [
            Assigned(_cell(sheet, row, place), class_cell, subject) for place, subject in header.subjects.items()
        ]
    if not any(_is_class(place.school_class.text) for place in places):
        return None
    return AssignmentTable(tuple(places), _title(sheet, header.row), _left_out(sheet, header.row, header.subjects))


def _turned_grid(sheet: Sheet) -> AssignmentTable | None:
    found = _grid(sheet.turned())
    if found is None:
        return None
    places = tuple(Assigned(_turn(item.cell), _turn(item.school_class), item.subject) for item in found.places)
    return AssignmentTable(places, _title(sheet, 2))


def _list(sheet: Sheet, said: Corrections) -> AssignmentTable | None:
    table = find_table(sheet, ASSIGNMENT_LIST, key="teacher", needs=LIST_NEEDS, said=said)
    if table is None:
        return None
    places: list[Assigned] = []
    notes = list(table.notes)
    for row in table.rows:
        found = _taught(row)
        places += found
        if len({item.subject for item in found}) > 1 and not row.has("teaches") and _SEVERAL.search(row.text("class")):
            notes.append(f"请留意：“{sheet.name}”第{row.number}行写了几个班、几门课，按每个班每门课都教记。")
    return AssignmentTable(tuple(places), table.title, tuple(notes)) if places else None


def _taught(row: Row) -> list[Assigned]:
    """What one line says: a class and a subject, several of them, or 三1、三2数学，四年级科学 in one cell."""
    teacher, classes, written = row.cell("teacher"), row.cell("class"), row.text("subject")
    said = [cell for cell in (row.cell("teaches"), classes) if compact(cell.text) not in _NOTHING]
    mixed = next((cell for cell in said if cell is not classes or (not written and names_subject(cell.text))), None)
    if mixed is None:
        if not said and compact(written) in _NOTHING:
            return []
        words = [word for part in _BETWEEN.split(row.cell("subject").lines) if (word := part.strip())]
        known = [subject_name(word) for word in words]
        subjects = [item for item in known if item] if all(known) else [subject_name(written) or written]
        if not written:
            trouble = UserError("没有写任教学科。", field="subject")
            return [Assigned(teacher, classes, "", trouble=trouble)]
        return [Assigned(teacher, classes, subject, is_several=True) for subject in dict.fromkeys(subjects)]
    try:
        parts = read_teaching(mixed.lines)
    except UserError as trouble:
        return [Assigned(teacher, mixed, "", trouble=trouble)]
    return [Assigned(teacher, replace(mixed, value=part), subject, is_several=True) for part, subject in parts]


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
