"""Reads 课程表: the school's table (classes by day and period, either way round) or one page per class."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..domain.class_names import class_label, find_class, read_class, read_period
from ..domain.text import compact
from ..errors import UserError
from .sheets_model import Cell, Sheet, Workbook

_DAY = re.compile(r"^(?:星期|周|礼拜)([一二三四五六日天])$")
_HALF = re.compile(r"^(上午|下午|早上|午后)")


@dataclass(frozen=True, slots=True)
class Lesson:
    """One place of the timetable, as written."""

    cell: Cell
    school_class: Cell
    weekday: int  # 1 Monday to 7 Sunday
    period: int


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
            found, remarks = _class_pages(sheet)
            notes += remarks
        if found:
            lessons += found
            words += _words(sheet, found)
    return TimetableSheets(tuple(lessons), tuple(words), tuple(notes)) if lessons or notes else None


def _school_table(sheet: Sheet) -> list[Lesson]:
    """Rows are classes; the header has days above periods, with 上午 and 下午 between them or not."""
    for top in range(1, min(sheet.height, 30) + 1):
        days = _days(sheet, top, carried=True)
        if len(set(days.values())) < 3:
            continue
        for row in (top + 1, top + 2, top + 3):
            periods = _periods(sheet, row, days, top)
            if len(periods) > len(set(days.values())):
                return _class_rows(sheet, row, days, periods)
    return []


def _turned(sheet: Sheet) -> list[Lesson]:
    found = _school_table(sheet.turned())
    return [Lesson(_turn(item.cell), _turn(item.school_class), item.weekday, item.period) for item in found]


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
        if _pair(sheet.text(row, label)) is None and all(re.search("[:：]", word) for word in words):
            continue
        class_cell = Cell(sheet.name, row, label, sheet.filled(row, label))
        for place, period in periods.items():
            cell = Cell(sheet.name, row, place, sheet.filled(row, place))
            lessons.append(Lesson(cell, class_cell, days[place], period))
    return lessons


def _class_pages(sheet: Sheet) -> tuple[list[Lesson], list[str]]:
    """One table per class: columns are days, rows are periods, the class stands above or is the sheet's name."""
    lessons: list[Lesson] = []
    notes: list[str] = []
    tops = [row for row in range(1, sheet.height + 1) if len(_days(sheet, row, carried=False)) >= 3]
    for index, top in enumerate(tops):
        end = tops[index + 1] if index + 1 < len(tops) else sheet.height + 1
        above = range(top, tops[index - 1] if index else 0, -1)
        class_cell = _class_above(sheet, above)
        rows = _period_rows(sheet, range(top + 1, end), min(_days(sheet, top, carried=False)))
        if class_cell is None:
            if rows:
                notes.append(f"“{sheet.name}”第{top}行起的课表没有写是哪个班，没有导入。")
            continue
        for place, weekday in _days(sheet, top, carried=False).items():
            for row, period in rows.items():
                cell = Cell(sheet.name, row, place, sheet.filled(row, place))
                lessons.append(Lesson(cell, class_cell, weekday, period))
    return lessons, notes


def _class_above(sheet: Sheet, rows: range) -> Cell | None:
    for row in rows:
        for place in range(1, sheet.width + 1):
            pair = find_class(sheet.text(row, place))
            if pair:
                return Cell(sheet.name, row, place, class_label(*pair))
    pair = _pair(sheet.name) or find_class(sheet.name)
    return Cell(sheet.name, 1, 1, class_label(*pair)) if pair else None


def _period_rows(sheet: Sheet, rows: range, first_day: int) -> dict[int, int]:
    """Row -> period of a class page; 大课间 and 午休 have none."""
    found: dict[int, tuple[str, int]] = {}
    half = ""
    for row in rows:
        words = [compact(sheet.text(row, place)) for place in range(1, first_day)]
        half = next((match[1] for word in words if (match := _HALF.match(word))), half)
        number = next((number for word in reversed(words) if (number := _number(word))), 0)
        if number:
            found[row] = (half, number)
    return _counted_on(found)


def _periods(sheet: Sheet, row: int, days: dict[int, int], top: int) -> dict[int, int]:
    """Column -> period in one header row; 下午 1 is counted on from that day's morning."""
    counted: dict[int, int] = {}
    for weekday in sorted(set(days.values())):
        found: dict[int, tuple[str, int]] = {}
        for place in (place for place, day in days.items() if day == weekday):
            number = _number(compact(sheet.text(row, place)))
            if number:
                words = (_HALF.match(sheet.text(above, place)) for above in range(row, top, -1))
                found[place] = (next((match[1] for match in words if match), ""), number)
        counted |= _counted_on(found)
    return counted


def _counted_on(found: dict[int, tuple[str, int]]) -> dict[int, int]:
    """Row or column -> period of the day, from (上午 or 下午, number as written)."""
    morning = max((number for half, number in found.values() if "上" in half), default=0)
    counted: dict[int, int] = {}
    for place, (half, number) in found.items():
        counted[place] = number + morning if "下" in half and number <= morning else number
    return counted


def _days(sheet: Sheet, row: int, *, carried: bool) -> dict[int, int]:
    """Column -> weekday in that row; ``carried`` lets a day reach to the right until the next one."""
    if row > sheet.height:
        return {}
    found: dict[int, int] = {}
    current = 0
    for place in range(1, sheet.width + 1):
        word = compact(sheet.text(row, place))
        match = _DAY.match(word)
        if match:
            current = "一二三四五六日".index(match[1].replace("天", "日")) + 1
        elif word or not carried:
            current = 0
        if current and (carried or current not in found.values()):
            found[place] = current
    return found


def _number(word: str) -> int:
    try:
        return read_period(_HALF.sub("", word).split("\n")[0])
    except UserError:
        return 0


def _pair(text: str) -> tuple[int, int] | None:
    try:
        return read_class(text)
    except UserError:
        return None


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
