"""TermLessons: who teaches what and when, by the timetable version, school week, 作息 and 调课代课 of a date."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from .calendar import SchoolCalendar
from .lesson import Lesson
from .naming import plain_date
from .patterns import late
from .substituting import Register
from .term import BellSchedule, Period
from .term_records import TermRecords
from .timetable import Assignment, Progress, Slot, Timetable

_HOURS = late(r"\s*[（(]\s*\d{1,2}\s*(?:课时|节)?\s*[）)](?=\s*(?:$|[、，,；;。]))", re.MULTILINE)  # 小数的初步认识(4)
_Version = TypeVar("_Version", Timetable, BellSchedule)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyPeriods:
    """周课时: lessons a week; one given every other week counts half."""

    by_teacher: dict[str, float] = field(default_factory=dict)
    by_class: dict[str, float] = field(default_factory=dict)
    by_class_subject: dict[tuple[str, str], float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A timetable that cannot be: a teacher in two rooms, or a class with two lessons, in the same period."""

    kind: str  # teacher or class
    uid: str  # of the teacher or the class
    weekday: int
    period: int
    slots: tuple[Slot, ...]


class TermLessons:
    """An index over one term's timetable, assignments and progress; made once, asked often."""

    def __init__(self, records: TermRecords, calendar: SchoolCalendar | None = None) -> None:
        self.records = records
        self.calendar = calendar or SchoolCalendar.of_records(records)
        self._timetables = sorted(records.timetables, key=lambda item: item.effective_from)
        self._schedules = sorted(records.bell_schedules, key=lambda item: item.effective_from)
        self._slots: dict[tuple[str, int], list[Slot]] = defaultdict(list)
        for slot in sorted(records.slots, key=lambda item: item.period):
            self._slots[slot.timetable_uid, slot.weekday].append(slot)
        self._assignments: dict[tuple[str, str], list[Assignment]] = defaultdict(list)
        for item in records.assignments:
            self._assignments[item.class_uid, item.subject].append(item)
        self._progress: dict[tuple[int, str], list[Progress]] = defaultdict(list)
        for line in records.progress:
            self._progress[line.grade, line.subject].append(line)
        self.register = Register(records.substitutions)
        self._on_cache: dict[date, tuple[Lesson, ...]] = {}

    def timetable_on(self, day: date) -> Timetable | None:
        """The version of the timetable in force on ``day``; None before the first takes effect."""
        return _latest(self._timetables, day)

    def bell_schedule_on(self, day: date) -> BellSchedule | None:
        """The 作息 in force on ``day``; None before the first takes effect."""
        return _latest(self._schedules, day)

    def period_at(self, day: date, clock: str) -> Period | None:
        """The period running at ``clock`` (HH:MM) by the 作息 of that day; None in a break."""
        return next((item for item in self._periods(day) if item.starts <= clock < item.ends), None)

    def next_period(self, day: date, clock: str) -> Period | None:
        """The first period that begins after ``clock`` (HH:MM); None after the last."""
        return next((item for item in self._periods(day) if item.starts > clock), None)

    def on(self, day: date, weekday: int | None = None) -> tuple[Lesson, ...]:
        """All lessons of a day as they are really given, 调课代课 included, in order of periods.

        ``weekday`` stands in where the calendar cannot say it.
        """
        if weekday is not None:
            return self.register.applied(day, self._lessons(day, weekday))
        if day not in self._on_cache:
            self._on_cache[day] = self.register.applied(day, self.planned_on(day))
        return self._on_cache[day]

    def planned_on(self, day: date) -> tuple[Lesson, ...]:
        """The lessons of a day by the timetable alone, without the register of 调课代课."""
        follows = self.calendar.timetable_weekday(day)
        return self._lessons(day, follows) if follows else ()

    def at(self, day: date, period: int, weekday: int | None = None) -> tuple[Lesson, ...]:
        """The lessons being given in one period of a day."""
        return tuple(item for item in self.on(day, weekday) if item.period == period)

    def lesson_at(self, class_uid: str, day: date, period: int) -> Lesson | None:
        """What that class has in that period."""
        return next((item for item in self.at(day, period) if item.class_uid == class_uid), None)

    def of_teacher(self, teacher_uid: str, day: date) -> tuple[Lesson, ...]:
        """The lessons that teacher gives on a day."""
        return tuple(item for item in self.on(day) if item.teacher_uid == teacher_uid)

    def why_none(self, day: date) -> str:
        """Why a day shows no lessons, in words; empty when it has some."""
        if self.on(day):
            return ""
        if not self.records.slots:
            return "还没有课程表"
        info = self.calendar.day_info(day)
        if info.timetable_weekday is None:
            return info.note or (f"{plain_date(day)}{info.name}放假" if info.kind == "holiday" else "周末没有课")
        if self.timetable_on(day) is None:
            return f"{plain_date(day)}还没有生效的课程表"
        return f"课程表上{plain_date(day)}没有课"

    def teachers_of(self, class_uid: str, subject: str, day: date) -> tuple[str, ...]:
        """Who teaches a subject in a class on a day, by 任课分工 with its dates (domain scenario 24)."""
        return tuple(
            item.teacher_uid
            for item in self._assignments.get((class_uid, subject), ())
            if (item.starts_on is None or item.starts_on <= day) and (item.ends_on is None or day <= item.ends_on)
        )

    def teacher_of_slot(self, slot: Slot, day: date) -> str | None:
        """Who gives a lesson of the timetable on a day: its own teacher while she has it, else whoever is assigned."""
        return self._teacher_of(slot, day)

    def weekly_periods(self, day: date) -> WeeklyPeriods:
        """周课时 of teachers, classes and subjects by the version in force on ``day``."""
        teachers: dict[str, float] = defaultdict(float)
        classes: dict[str, float] = defaultdict(float)
        subjects: dict[tuple[str, str], float] = defaultdict(float)
        version = self.timetable_on(day)
        if version is None:
            return WeeklyPeriods()
        for weekday in range(1, 8):
            for slot in self._slots.get((version.uid, weekday), ()):
                share = 1.0 if slot.parity == "all" else 0.5
                classes[slot.class_uid] += share
                subjects[slot.class_uid, slot.subject] += share
                teacher = self._teacher_of(slot, day)
                if teacher:
                    teachers[teacher] += share
        return WeeklyPeriods(by_teacher=dict(teachers), by_class=dict(classes), by_class_subject=dict(subjects))

    def clashes(self, timetable_uid: str) -> tuple[Clash, ...]:
        """One teacher in two rooms, or one class with two lessons; odd and even weeks do not meet."""
        version = next((item for item in self._timetables if item.uid == timetable_uid), None)
        found: list[Clash] = []
        for weekday in range(1, 8):
            groups: dict[tuple[int, str, str], list[Slot]] = defaultdict(list)
            for slot in self._slots.get((timetable_uid, weekday), ()):
                groups[slot.period, "class", slot.class_uid].append(slot)
                teacher = self._teacher_of(slot, version.effective_from if version else self.records.term.starts_on)
                if teacher:
                    groups[slot.period, "teacher", teacher].append(slot)
            for (period, kind, uid), slots in sorted(groups.items(), key=lambda item: item[0]):
                if _meet(slots) and (kind == "class" or len({slot.class_uid for slot in slots}) > 1):
                    found.append(Clash(kind=kind, uid=uid, weekday=weekday, period=period, slots=tuple(slots)))
        return tuple(found)

    def planned_progress(self, class_uid: str, subject: str, day: date) -> Progress | None:
        """The line of the 周进度 for that class, subject and week; the class's own line goes before its grade's."""
        school_class = self.records.class_by_uid.get(class_uid)
        week = self.calendar.week_number(day)
        if school_class is None or week is None:
            return None
        lines = [
            line
            for line in self._progress.get((school_class.grade, subject), ())
            if line.first_week <= week <= line.last_week and line.class_uid in (None, class_uid)
        ]
        return next((line for line in lines if line.class_uid), lines[0] if lines else None)

    def planned_topic(self, class_uid: str, subject: str, day: date) -> str:
        """What the 周进度 plans for that class, subject and week, without its hours; empty when it says nothing."""
        line = self.planned_progress(class_uid, subject, day)
        return _HOURS.sub("", line.content).strip() if line else ""

    def _periods(self, day: date) -> tuple[Period, ...]:
        schedule = self.bell_schedule_on(day)
        return tuple(sorted(schedule.periods, key=lambda item: item.starts)) if schedule else ()

    def _lessons(self, day: date, weekday: int) -> tuple[Lesson, ...]:
        version = self.timetable_on(day)
        if version is None:
            return ()
        running = ("all", self.calendar.parity(day))
        return tuple(
            Lesson(
                class_uid=slot.class_uid,
                subject=slot.subject,
                teacher_uid=self._teacher_of(slot, day),
                weekday=slot.weekday,
                period=slot.period,
                parity=slot.parity,
                slot_uid=slot.uid,
            )
            for slot in self._slots.get((version.uid, weekday), ())
            if slot.parity in running
        )

    def _teacher_of(self, slot: Slot, day: date) -> str | None:
        """The slot's own teacher while she has the lesson; else whoever is assigned to the subject on that day."""
        assigned = self.teachers_of(slot.class_uid, slot.subject, day)
        if slot.teacher_uid and (slot.teacher_uid in assigned or not self._gave_up(slot, day)):
            return slot.teacher_uid
        return assigned[0] if assigned else None

    def _gave_up(self, slot: Slot, day: date) -> bool:
        """Whether the slot's teacher has left, or handed the subject over, by a day the timetable does not know of."""
        teacher = self.records.teacher_by_uid.get(slot.teacher_uid or "")
        if teacher is not None and teacher.left_on is not None and teacher.left_on < day:
            return True
        spans = self._assignments.get((slot.class_uid, slot.subject), ())
        return any(item.teacher_uid == slot.teacher_uid for item in spans)


def _latest(versions: list[_Version], day: date) -> _Version | None:
    in_force = [item for item in versions if item.effective_from <= day]
    return in_force[-1] if in_force else None


def _meet(slots: list[Slot]) -> bool:
    """Whether any two of these slots fall into the same week."""
    parities = [slot.parity for slot in slots]
    return len(parities) > 1 and ("all" in parities or len(set(parities)) < len(parities))
