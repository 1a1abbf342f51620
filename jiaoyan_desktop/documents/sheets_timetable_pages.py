"""Reads 课程表 page by page: one block per class or per teacher, below or beside one another, or a sheet of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..domain.class_names import class_label, find_class
from ..domain.teaching_text import split_class
from ..domain.text import compact
from ..domain.timetable_text import NO_LESSON
from .sheets_model import Cell, Sheet
from .sheets_timetable_marks import HALF, Lesson, counted_on, days_in, number_of, pair_of

_LEAST_DAYS = 3
_TABLE_WORDS = r"(?:老师|教师)?(?:的)?(?:个人)?(?:任课)?(?:课程表|课表|授课表)"
_WHOSE = re.compile(
    r"(?:教师姓名|任课教师|授课教师|教师|老师|姓名)\s*[:：]\s*([一-鿿㐀-䶿·]{2,12})"
    rf"|(?:^|[\s　—-])([一-鿿㐀-䶿·]{{2,6}}?){_TABLE_WORDS}"
)
_PAGE_WORDS = re.compile(rf"{_TABLE_WORDS}$|[（(].*[）)]$|^\d+[.、\s-]*|(?:老师|教师)$")
_NO_NAME = re.compile(r"^(sheet|表|工作表)?\d*$|汇总|总表|说明|学期|年级|课程|课表|学校", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Block:
    """One page: its days (column -> weekday), its rows from ``top`` (the days) up to before ``end``, its columns."""

    top: int
    end: int
    left: int
    right: int
    days: dict[int, int]
    stands_alone: bool  # nothing beside it


def read_pages(sheet: Sheet) -> tuple[list[Lesson], list[str]]:
    """Columns are days, rows are periods; the class or the teacher stands above or is the sheet's name."""
    lessons: list[Lesson] = []
    notes: list[str] = []
    blocks = _blocks(sheet)
    for block in blocks:
        rows = _periods_of(sheet, block)
        places = [
            (Cell(sheet.name, row, place, sheet.filled(row, place)), weekday, period)
            for place, weekday in block.days.items()
            for row, period in rows.items()
        ]
        if _name_classes(cell for cell, _, _ in places):
            name = _teacher_above(sheet, block, is_only=len(blocks) == 1)
            if not name:
                notes.append(f"“{sheet.name}”第{block.top}行起的课表看不出是哪位老师的，没有导入。")
                continue
            nobody = Cell(sheet.name, block.top, block.left, None)
            lessons += [of_teacher(Lesson(cell, nobody, day, period), name) for cell, day, period in places]
            continue
        class_cell = _class_above(sheet, block, is_only=len(blocks) == 1)
        if class_cell is not None:
            lessons += [Lesson(cell, class_cell, day, period) for cell, day, period in places]
        elif rows:
            notes.append(f"“{sheet.name}”第{block.top}行起的课表没有写是哪个班，没有导入。")
    return lessons, notes


def are_of_teachers(lessons: list[Lesson]) -> bool:
    """Whether the lines of a school's table are teachers: no line is a class, and the cells name classes."""
    if any(pair_of(lesson.school_class.text) for lesson in lessons):
        return False
    return _name_classes(lesson.cell for lesson in lessons)


def of_teacher(lesson: Lesson, name: str) -> Lesson:
    """A place of a teacher's own timetable: the class is taken out of the cell."""
    cell = lesson.cell
    written, rest = split_class(cell.lines)
    place = Cell(cell.sheet, cell.row, cell.column, written or None)
    return replace(lesson, school_class=place, taught_by=name or "（没有写姓名）", text=rest)


def _name_classes(cells: Iterable[Cell]) -> bool:
    """Whether at least half of the places that hold a lesson name a class."""
    filled = [text for cell in cells if compact(text := cell.lines) not in NO_LESSON]
    return bool(filled) and 2 * sum(bool(split_class(text)[0]) for text in filled) >= len(filled)


def _blocks(sheet: Sheet) -> list[_Block]:
    found: list[tuple[int, list[dict[int, int]]]] = []
    for row in range(1, sheet.height + 1):
        runs = [run for run in _runs(sheet, row) if len(run) >= _LEAST_DAYS]
        if runs:
            found.append((row, runs))
    blocks: list[_Block] = []
    for index, (top, runs) in enumerate(found):
        end = found[index + 1][0] if index + 1 < len(found) else sheet.height + 1
        left = 1
        for place, run in enumerate(runs):
            is_last = place + 1 == len(runs)
            right = sheet.width if is_last else max(run)
            blocks.append(_Block(top, end, left, right, run, stands_alone=len(runs) == 1))
            left = max(run) + 1
    return blocks


def _runs(sheet: Sheet, row: int) -> list[dict[int, int]]:
    """The days of one row, divided where a day comes again: that is the next table beside the first."""
    runs: list[dict[int, int]] = [{}]
    last = 0
    for place, day in days_in(sheet, row, carried=False, repeated=True).items():
        merge = sheet.merge_at(row, place)
        if merge is not None and place > merge.left:  # a day over two columns is one day
            continue
        if day <= last:
            runs.append({})
        runs[-1][place] = last = day
    return runs


def _periods_of(sheet: Sheet, block: _Block) -> dict[int, int]:
    """Row -> period of a page; 大课间 and 午休 have none. Without numbers of its own it goes by those at the left."""
    rows = range(block.top + 1, block.end)
    own = _period_rows(sheet, rows, range(block.left, min(block.days)))
    return own or _period_rows(sheet, rows, range(1, min(block.days)))


def _period_rows(sheet: Sheet, rows: range, places: range) -> dict[int, int]:
    found: dict[int, tuple[str, int]] = {}
    half = ""
    for row in rows:
        words = [compact(sheet.text(row, place)) for place in places]
        half = next((match[1] for word in words if (match := HALF.match(word))), half)
        number = next((number for word in reversed(words) if (number := number_of(word))), 0)
        if number:
            found[row] = (half, number)
    return counted_on(found)


def _words_above(sheet: Sheet, block: _Block) -> Iterable[tuple[int, int, str]]:
    """(row, column, text) over a block, the nearest row first, up to the table above."""
    for row in range(block.top, 0, -1):
        if row < block.top and (days_in(sheet, row, carried=False) or _has_period(sheet, row, block)):
            return
        for place in range(block.left, block.right + 1):
            yield row, place, sheet.text(row, place)


def _has_period(sheet: Sheet, row: int, block: _Block) -> bool:
    return any(number_of(compact(sheet.text(row, place))) for place in range(1, min(block.days)))


def _class_above(sheet: Sheet, block: _Block, *, is_only: bool) -> Cell | None:
    for row, place, text in _words_above(sheet, block):
        if pair := find_class(text):
            return Cell(sheet.name, row, place, class_label(*pair))
    pair = (pair_of(sheet.name) or find_class(sheet.name)) if is_only else None
    return Cell(sheet.name, 1, 1, class_label(*pair)) if pair else None


def _teacher_above(sheet: Sheet, block: _Block, *, is_only: bool) -> str:
    for _, _, text in _words_above(sheet, block):
        if found := _WHOSE.search(text):
            return found[1] or found[2]
    plain = _PAGE_WORDS.sub("", compact(sheet.name))
    return plain if is_only and 2 <= len(plain) <= 12 and not _NO_NAME.search(plain) else ""
