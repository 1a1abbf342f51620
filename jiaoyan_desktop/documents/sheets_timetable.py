"""Reads 课程表: the school's table (classes or teachers by day and period, either way round), or page by page."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..domain.text import compact
from .sheets_headers import heading
from .sheets_model import Cell, Sheet, Workbook
from .sheets_timetable_marks import HALF, Lesson, counted_on, days_in, number_of, pair_of
from .sheets_timetable_pages import are_of_teachers, of_teacher, read_pages

_NAME_HEADINGS = ("姓名", "教师", "任课教师", "教师姓名", "老师", "授课教师")


@dataclass(frozen=True)
class TimetableSheets:
    """Everything the workbook says of lessons, with the words around the tables (title, notes)."""

    lessons: tuple[Lesson, ...]
    words: tuple[str, ...]
    notes: tuple[str, ...] = ()


def read_timetable(workbook: Workbook) -> TimetableSheets | None:
    """All lessons of all visible sheets; None when no sheet holds a timetable."""
    lessons: list[Lesson] = []
    words: list[str] = []
    notes: list[str] = []
    for sheet in workbook.sheets:
        if sheet.is_hidden:
            continue
        found = _school_table(sheet) or _turned(sheet)
        if not found:
            found, remarks = read_pages(sheet)
            notes += remarks
        if found:
            lessons += found
            words += _words(sheet, found)
    return TimetableSheets(tuple(lessons), tuple(words), tuple(notes)) if lessons or notes else None


def _school_table(sheet: Sheet) -> list[Lesson]:
    """Rows are classes; the header has days above periods, with 上午 and 下午 between them or not."""
    for top in range(1, min(sheet.height, 30) + 1):
        days = days_in(sheet, top, carried=True)
        if len(set(days.values())) < 3:
            continue
        for row in (top + 1, top + 2, top + 3):
            periods = _periods(sheet, row, days, top)
            if len(periods) > len(set(days.values())):
                return _by_teacher(sheet, _class_rows(sheet, row, days, periods))
    return []


def _turned(sheet: Sheet) -> list[Lesson]:
    found = _school_table(sheet.turned())
    return [replace(item, cell=_turn(item.cell), school_class=_turn(item.school_class)) for item in found]


def _by_teacher(sheet: Sheet, lessons: list[Lesson]) -> list[Lesson]:
    """The same where each line is a teacher and the classes stand inside the cells."""
    if not are_of_teachers(lessons):
        return lessons
    top, left = min(item.cell.row for item in lessons), min(item.cell.column for item in lessons)
    names = next(
        (
            place
            for place in range(1, left)
            if any(heading(sheet.text(row, place)) in _NAME_HEADINGS for row in range(1, top))
        ),
        0,
    )
    return [of_teacher(item, sheet.text(item.cell.row, names) if names else item.school_class.text) for item in lessons]


def _class_rows(sheet: Sheet, header: int, days: dict[int, int], periods: dict[int, int]) -> list[Lesson]:
    lessons: list[Lesson] = []
    first = min(periods)
    for row in range(header + 1, sheet.height + 1):
        label = next((place for place in range(first - 1, 0, -1) if sheet.text(row, place)), 1)
        filled = [place for place in periods if sheet.value(row, place) is not None]
        merge = sheet.merge_at(row, label)
        if merge and merge.width > first:  # a note across the table
            continue
        # A line under the table (制表人：…) is no class; anything else is passed on, so that it is listed, not lost.
        words = [sheet.text(row, place) for place in filled]
        if pair_of(sheet.text(row, label)) is None and all(re.search("[:：]", word) for word in words):
            continue
        class_cell = Cell(sheet.name, row, label, sheet.filled(row, label))
        for place, period in periods.items():
            cell = Cell(sheet.name, row, place, sheet.filled(row, place))
            lessons.append(Lesson(cell, class_cell, days[place], period))
    return lessons


def _periods(sheet: Sheet, row: int, days: dict[int, int], top: int) -> dict[int, int]:
    """Column -> period in one header row; 下午 1 is counted on from that day's morning."""
    counted: dict[int, int] = {}
    for weekday in sorted(set(days.values())):
        found: dict[int, tuple[str, int]] = {}
        for place in (place for place, day in days.items() if day == weekday):
            number = number_of(compact(sheet.text(row, place)))
            if number:
                words = (HALF.match(sheet.text(above, place)) for above in range(row, top, -1))
                found[place] = (next((match[1] for match in words if match), ""), number)
        counted |= counted_on(found)
    return counted


def _turn(cell: Cell) -> Cell:
    return Cell(cell.sheet, cell.column, cell.row, cell.value)


def _words(sheet: Sheet, lessons: list[Lesson]) -> list[str]:
    """The text of the sheet outside its lessons: titles and notes, each once."""
    inside = {(lesson.cell.row, lesson.cell.column) for lesson in lessons}
    return [
        text
        for row in range(1, sheet.height + 1)
        for place in range(1, sheet.width + 1)
        if (row, place) not in inside and len(text := Cell(sheet.name, row, place, sheet.value(row, place)).lines) > 6
    ]
