"""Assignment (任课分工), Timetable versions with their slots, and Progress (周进度)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Record):
    """Who teaches a subject in a class, from a date to a date (domain scenario 24)."""

    term_uid: str
    class_uid: str
    subject: str
    teacher_uid: str
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable(Record):
    """One version of the timetable (课程表), in force from a date until the next version."""

    term_uid: str
    name: str
    effective_from: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot(Record):
    """One lesson of one class in a timetable version. ``parity`` is all, odd or even school weeks."""

    timetable_uid: str
    class_uid: str
    weekday: int  # 1 Monday to 7 Sunday
    period: int
    subject: str
    teacher_uid: str | None = None
    parity: str = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(Record):
    """One line of a weekly progress table (周进度表): one grade, one subject, one span of weeks."""

    term_uid: str
    grade: int
    subject: str
    first_week: int
    last_week: int
    content: str
    dates: str = ""  # as the teacher wrote them: 3.3—3.7
    note: str = ""
    class_uid: str | None = None  # only where classes of one grade differ
    done: str = ""  # 执行情况: on_time, ahead, behind or empty
