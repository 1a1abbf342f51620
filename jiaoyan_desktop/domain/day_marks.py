"""What a day of the calendar shows: days off, swapped days, 未录入, activities, lessons heard, the deadline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .activity import Activity
from .calendar import HOLIDAY, UNKNOWN, DayInfo, SchoolCalendar
from .naming import weekday_name
from .observation import Observation
from .term_records import TermRecords


@dataclass(frozen=True, slots=True)
class Mark:
    """One chip on a day: its word, its tone, and the record (kind, uid) it leads to, if any."""

    word: str
    tone: str
    record: tuple[str, str] = ("", "")


class DayMarks:
    """The marks of every day of a term; made once for a look at the calendar."""

    def __init__(self, records: TermRecords, calendar: SchoolCalendar, deadline: date | None = None) -> None:
        self._calendar = calendar
        self._deadline = deadline
        self._activities: dict[date, list[Activity]] = defaultdict(list)
        for item in records.activities:
            if item.happened_on is not None:
                self._activities[item.happened_on].append(item)
        self._heard: dict[date, list[Observation]] = defaultdict(list)
        for item in records.observations:
            if not item.is_walkthrough:
                self._heard[item.happened_on].append(item)

    def on(self, day: date) -> tuple[Mark, ...]:
        """What the day is, then the deadline, activities by the clock, and how many lessons were heard."""
        marks = list(day_marks(self._calendar.day_info(day)))
        if day == self._deadline:
            marks.append(Mark("材料截止", "red", ("Material", "")))
        for item in sorted(self._activities[day], key=lambda item: (item.starts or "99", item.title)):
            marks.append(Mark(item.title, _tone(item), ("Activity", item.uid)))
        heard = self._heard[day]
        if heard:
            lessons = sum(item.lesson_count for item in heard)
            marks.append(Mark(f"听课{lessons}节", "accent", ("Observation", heard[0].uid)))
        return tuple(marks)


def day_marks(info: DayInfo) -> tuple[Mark, ...]:
    """劳动节, 上班 补周五课, 未录入, or the school's own remark."""
    if info.kind == HOLIDAY:
        return (Mark(info.name, "red"),)
    if info.kind == UNKNOWN:
        return (Mark("未录入", "dim"),)
    if info.is_swapped:
        follows = info.timetable_weekday
        return (Mark(f"上班 补{weekday_name(follows)}课" if follows else "上班 未定补周几", "amber"),)
    if info.by_school and info.timetable_weekday not in (None, info.day.isoweekday()):
        assert info.timetable_weekday is not None
        return (Mark(f"上{weekday_name(info.timetable_weekday)}的课", "amber"),)
    return (Mark(info.name, "dim"),) if info.name else ()


def month_weeks(month: date, week_starts_on: int) -> list[list[date]]:
    """The weeks that the month of ``month`` lies in, whole, from the school's first day of the week."""
    first = month.replace(day=1)
    start = first - timedelta(days=(first.isoweekday() - week_starts_on) % 7)
    weeks = []
    while start <= first or start.month == first.month:
        weeks.append([start + timedelta(days=offset) for offset in range(7)])
        start += timedelta(days=7)
    return weeks


def term_weeks(calendar: SchoolCalendar) -> list[list[date]]:
    """Every week of the term, whole."""
    starts_on = calendar.term.week_starts_on
    start = calendar.starts_on - timedelta(days=(calendar.starts_on.isoweekday() - starts_on) % 7)
    weeks = []
    while start <= calendar.ends_on:
        weeks.append([start + timedelta(days=offset) for offset in range(7)])
        start += timedelta(days=7)
    return weeks


def week_of(day: date, week_starts_on: int) -> list[date]:
    """The seven days of the week that ``day`` is in."""
    start = day - timedelta(days=(day.isoweekday() - week_starts_on) % 7)
    return [start + timedelta(days=offset) for offset in range(7)]


def _tone(item: Activity) -> str:
    if item.state == "cancelled":
        return "dim"
    if item.is_joint:
        return "amber"
    return "accent" if item.state == "done" else "blue"


def words_of(marks: Iterable[Mark]) -> str:
    """The marks in one line, for a hint or a reader."""
    return "、".join(mark.word for mark in marks)
