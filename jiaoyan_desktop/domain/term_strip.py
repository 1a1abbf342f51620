"""The term at a glance: for each week how many lessons were heard and how many activities were held or planned."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from .calendar import SchoolCalendar
from .counting import counts
from .day_marks import term_weeks
from .term_records import TermRecords


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekFigures:
    """One week: its label (第6周, or empty outside the numbered weeks), its days, and what was done in it."""

    label: str
    first: date
    last: date
    lessons: int  # 节 heard that count as of today
    activities: int  # not called off


def week_figures(records: TermRecords, calendar: SchoolCalendar, as_of: date) -> tuple[WeekFigures, ...]:
    """Every week of the term; 节数 as the statistics count them (domain 1.6)."""
    lessons: Counter[date] = Counter()
    for item in records.observations:
        if not item.is_walkthrough and counts(item, as_of):
            lessons[item.happened_on] += item.lesson_count
    activities = Counter(item.happened_on for item in records.activities if item.state != "cancelled")
    return tuple(
        WeekFigures(
            label=next((label for day in week if (label := calendar.week_place(day).label)), ""),
            first=week[0],
            last=week[-1],
            lessons=sum(lessons[day] for day in week),
            activities=sum(activities[day] for day in week),
        )
        for week in term_weeks(calendar)
    )
