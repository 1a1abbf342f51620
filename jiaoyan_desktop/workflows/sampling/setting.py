"""Setting: the term the sample is laid onto; every "week.weekday" of the data becomes a real school day here."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ...domain.activity import Activity
from ...domain.calendar import SchoolCalendar
from ...domain.lessons_now import Lesson, TermLessons
from ...domain.people import Group, School, SchoolClass, Teacher
from ...domain.term import BellSchedule, Term
from .sources import Sources

_FURTHEST_DAYS = 35  # a Spring Festival may take two weeks out of the middle of a moved term


@dataclass(slots=True)
class Setting:
    """What all parts of the sample share. Filled step by step: people first, then lessons, then what happened."""

    sources: Sources
    school: School
    term: Term
    today: date  # what lies after it is not recorded yet
    is_moved: bool
    teachers: dict[str, Teacher] = field(default_factory=dict)  # by the name of the data: 张丽（英）
    classes: dict[str, SchoolClass] = field(default_factory=dict)  # by label: 三（1）班
    groups: dict[str, Group] = field(default_factory=dict)
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)  # group -> names of the data
    partners: dict[str, School] = field(default_factory=dict)
    bells: list[BellSchedule] = field(default_factory=list)
    calendar: SchoolCalendar = field(init=False)
    lessons: TermLessons = field(init=False)
    activities: dict[str, Activity] = field(default_factory=dict)  # by title
    away: set[tuple[str, date]] = field(default_factory=set)  # (name, day): neither hears nor is heard that day
    closed: set[date] = field(default_factory=set)  # days without visits: examinations, the joint day at our school
    pictures: dict[str, bytes] = field(default_factory=dict)  # hash -> JPEG
    _lessons_on: dict[date, tuple[Lesson, ...]] = field(default_factory=dict)
    _teaching: set[tuple[str, date, int]] = field(default_factory=set)  # (teacher's uid, day, period)

    def __post_init__(self) -> None:
        self.calendar = SchoolCalendar.of(self.term)

    def owned(self, **values: Any) -> dict[str, Any]:
        """Values of a record of this school."""
        return {"school_uid": self.school.uid, **values}

    def of_term(self, **values: Any) -> dict[str, Any]:
        """Values of a record of this school and term."""
        return {"school_uid": self.school.uid, "term_uid": self.term.uid, **values}

    def dice(self, *parts: object) -> random.Random:
        """Dice that fall the same way for the same things every time."""
        return random.Random("|".join(map(str, parts)))

    def keep(self, picture: bytes) -> str:
        """The name a picture will have in the file."""
        name = hashlib.sha256(picture).hexdigest()
        self.pictures[name] = picture
        return name

    # -- days --------------------------------------------------------------------------------------------------------

    def at(self, place: str) -> date:
        """The day of "4.3" (week 4, Wednesday), school day or not; week 0 lies before the first."""
        week, _, weekday = place.partition(".")
        monday = self.term.first_week_on - timedelta(days=self.term.first_week_on.weekday())
        return monday + timedelta(days=(int(week) - 1) * 7 + int(weekday) - 1)

    def weekday_followed(self, day: date) -> int | None:
        """按星期几的课表; a weekday of a year without arrangement counts as a school day, which nobody has denied."""
        info = self.calendar.day_info(day)
        if info.kind == "unknown":
            return day.isoweekday() if day.isoweekday() <= 5 else None
        return info.timetable_weekday

    def is_school_day(self, day: date) -> bool:
        """Whether lessons are given on a day of the term."""
        return self.term.starts_on <= day <= self.term.ends_on and self.weekday_followed(day) is not None

    def school_day(self, place: str) -> date:
        """The school day of "4.3", or the next one after it, or the last one before."""
        wanted = self.at(place)
        steps = [*range(_FURTHEST_DAYS), *(-step for step in range(1, _FURTHEST_DAYS))]
        return next(day for step in steps if self.is_school_day(day := wanted + timedelta(days=step)))

    def school_day_after(self, day: date) -> date:
        """The first school day after ``day``."""
        return next(
            after for step in range(1, _FURTHEST_DAYS) if self.is_school_day(after := day + timedelta(days=step))
        )

    def notice_for(self, day: date) -> date:
        """When a meeting of that day is announced: the last school day at least two days before it."""
        earlier = (day - timedelta(days=step) for step in range(2, 12))
        return next((one for one in earlier if self.is_school_day(one)), day - timedelta(days=1))

    def school_days(self, first_week: int, last_week: int) -> list[date]:
        """The school days of some weeks."""
        first = self.at(f"{first_week}.1")
        days = [first + timedelta(days=step) for step in range((last_week - first_week + 1) * 7)]
        return [day for day in days if self.is_school_day(day)]

    # -- lessons -----------------------------------------------------------------------------------------------------

    def lessons_on(self, day: date) -> tuple[Lesson, ...]:
        """All lessons of a day."""
        if day not in self._lessons_on:
            follows = self.weekday_followed(day)
            self._lessons_on[day] = self.lessons.on(day, follows) if follows else ()
            self._teaching |= {(item.teacher_uid or "", day, item.period) for item in self._lessons_on[day]}
        return self._lessons_on[day]

    def is_teaching(self, name: str, day: date, period: int) -> bool:
        """Whether that teacher stands before a class of her own."""
        self.lessons_on(day)
        return (self.teachers[name].uid, day, period) in self._teaching

    def find_lesson(self, teacher: str, label: str, subject: str, first: date) -> tuple[date, Lesson]:
        """The first lesson of that teacher in that class from ``first`` on, on a day when she is there."""
        uid, class_uid = self.teachers[teacher].uid, self.classes[label].uid
        for step in range(_FURTHEST_DAYS):
            day = first + timedelta(days=step)
            if not self.is_school_day(day) or day in self.closed or (teacher, day) in self.away:
                continue
            for item in self.lessons_on(day):
                if (item.teacher_uid, item.class_uid, item.subject) == (uid, class_uid, subject):
                    return day, item
        raise LookupError(f"{teacher} {label} {subject}")

    def name_of(self, uid: str | None) -> str:
        """The name of the data for a teacher."""
        return next((name for name, teacher in self.teachers.items() if teacher.uid == uid), "")

    def after_school(self, day: date) -> tuple[str, str]:
        """When a meeting of that day begins and ends: after the last lesson of the 作息 in force."""
        latest = [item for item in self.bells if item.effective_from <= day] or self.bells[:1]
        hour, minute = map(int, latest[-1].periods[-1].ends.split(":"))
        begin = hour * 60 + minute + 10
        return f"{begin // 60:02d}:{begin % 60:02d}", f"{(begin + 80) // 60:02d}:{(begin + 80) % 60:02d}"
