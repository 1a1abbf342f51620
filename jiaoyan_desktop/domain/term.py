"""Term, the school's own calendar days, and the periods of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Record):
    """One term. Weeks are counted from ``first_week_on`` as the school says, never by formula (domain 5)."""

    name: str  # 2025年春季学期
    starts_on: date
    ends_on: date
    first_week_on: date  # any day of the first week
    week_starts_on: int = 1  # 1 Monday, 7 Sunday (domain 5: both are in use)
    preparatory_weeks: int = 0  # weeks before the first that carry no number
    pack_id: str = ""
    pack_version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay(Record):
    """What the school itself says of one day; it outweighs the national calendar."""

    term_uid: str
    day: date
    kind: str  # holiday, workday, note (a remark), year_recorded (this year is entered in full, the rest is ordinary)
    name: str = ""
    follows_weekday: int = 0  # 按星期几的课表: 1 to 5, 0 when not said
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One period of the day; ``starts`` and ``ends`` are HH:MM, ``half`` is am or pm."""

    number: int
    starts: str
    ends: str
    half: str = "am"


@dataclass(frozen=True, slots=True, kw_only=True)
class BellSchedule(Record):
    """A set of periods (作息) in force from a date; a school has two, winter and summer."""

    term_uid: str
    name: str
    effective_from: date
    periods: tuple[Period, ...]
