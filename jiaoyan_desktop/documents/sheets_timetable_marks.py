"""The marks by which timetables are read: days, periods, 上午 and 下午; and one place of a timetable."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..domain.class_names import Pair, read_class, read_period
from ..domain.text import compact
from ..errors import UserError
from .sheets_model import Cell, Sheet

_DAY = re.compile(r"^(?:星期|周|礼拜)([一二三四五六日天])$")
HALF = re.compile(r"^(上午|下午|早上|午后)")


@dataclass(frozen=True, slots=True)
class Lesson:
    """One place of the timetable, as written."""

    cell: Cell
    school_class: Cell
    weekday: int  # 1 Monday to 7 Sunday
    period: int
    taught_by: str = ""  # in a teacher's own timetable: whose it is; then ``school_class`` stands inside the cell
    text: str | None = None  # and this is what the cell says besides the class


def day_of(text: str) -> int:
    """1 for 星期一 or 周一 to 7; 0 for anything else."""
    found = _DAY.match(compact(text))
    return "一二三四五六日".index(found[1].replace("天", "日")) + 1 if found else 0


def days_in(sheet: Sheet, row: int, *, carried: bool, repeated: bool = False) -> dict[int, int]:
    """Column -> weekday in that row; ``carried`` lets a day reach to the right until the next one.

    Without it a day counts once, unless ``repeated``: then tables stand side by side.
    """
    if row > sheet.height:
        return {}
    found: dict[int, int] = {}
    current = 0
    for place in range(1, sheet.width + 1):
        word = sheet.text(row, place)
        if day := day_of(word):
            current = day
        elif word or not carried:
            current = 0
        if current and (carried or repeated or current not in found.values()):
            found[place] = current
    return found


def counted_on(found: dict[int, tuple[str, int]]) -> dict[int, int]:
    """Row or column -> period of the day, from (上午 or 下午, number as written)."""
    morning = max((number for half, number in found.values() if "上" in half), default=0)
    counted: dict[int, int] = {}
    for place, (half, number) in found.items():
        counted[place] = number + morning if "下" in half and number <= morning else number
    return counted


def number_of(word: str) -> int:
    """The period that a word names; 0 for none."""
    try:
        return read_period(HALF.sub("", word).split("\n")[0])
    except UserError:
        return 0


def pair_of(text: str) -> Pair | None:
    """The class that a text names; None for none."""
    try:
        return read_class(text)
    except UserError:
        return None
