"""Lessons left without a teacher on a day: by those on leave, at 联研, or 公出 at an activity, and not replaced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .activity import Activity
from .lesson import Lesson
from .lessons_now import TermLessons
from .substitution import LEAVE, SUBSTITUTE, WHOLE_DAY

_COMES = ("present", "expected", "official")


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncovered:
    """A lesson whose teacher is away and that nobody has taken over yet."""

    day: date
    lesson: Lesson
    teacher_uid: str  # who should give it
    reason: str  # 公出, 病假, 联研


@dataclass(frozen=True, slots=True, kw_only=True)
class _Absence:
    teacher_uid: str
    periods: frozenset[int] | None  # None: the whole day
    reason: str


def days_to_cover(lessons: TermLessons, start: date) -> list[date]:
    """The days from ``start`` on, on which somebody is away by the register or by an activity."""
    records = lessons.records
    days = {item.day for item in records.substitutions if item.kind == LEAVE}
    days |= {item.happened_on for item in records.activities if item.happened_on is not None}
    return sorted(day for day in days if start <= day <= records.term.ends_on)


def uncovered(lessons: TermLessons, day: date) -> tuple[Uncovered, ...]:
    """The lessons of a day that nobody gives as things stand, in order of periods."""
    absences = list(_absences(lessons, day))
    if not absences:
        return ()
    register = lessons.register
    replaced = {(item.class_uid, item.period) for item in register.on(day) if item.kind == SUBSTITUTE}
    found = []
    for lesson in register.expected(day, lessons.planned_on(day)):
        away = next(
            (
                item
                for item in absences
                if item.teacher_uid == lesson.teacher_uid and (item.periods is None or lesson.period in item.periods)
            ),
            None,
        )
        if away is not None and (lesson.class_uid, lesson.period) not in replaced:
            found.append(Uncovered(day=day, lesson=lesson, teacher_uid=away.teacher_uid, reason=away.reason))
    return tuple(found)


def _absences(lessons: TermLessons, day: date) -> Iterator[_Absence]:
    for item in lessons.register.on(day):
        if item.kind == LEAVE and item.old_teacher_uid:
            periods = None if item.period == WHOLE_DAY else frozenset({item.period})
            yield _Absence(teacher_uid=item.old_teacher_uid, periods=periods, reason=item.reason or "不在")
    for activity in lessons.records.activities:
        if activity.happened_on != day or activity.state not in ("planned", "done"):
            continue
        for person in lessons.records.participants_of.get(activity.uid, ()):
            if person.teacher_uid is None:
                continue
            if activity.is_joint and person.attendance in _COMES:
                yield _Absence(teacher_uid=person.teacher_uid, periods=_periods(lessons, activity, day), reason="联研")
            elif person.attendance == "official":
                yield _Absence(teacher_uid=person.teacher_uid, periods=_periods(lessons, activity, day), reason="公出")


def _periods(lessons: TermLessons, activity: Activity, day: date) -> frozenset[int] | None:
    """The periods an activity takes by the 作息; the whole day while its hours are not known, or away from school."""
    schedule = lessons.bell_schedule_on(day)
    if schedule is None or not activity.starts or not activity.ends or (activity.is_joint and not activity.is_host):
        return None
    return frozenset(
        item.number for item in schedule.periods if item.starts < activity.ends and activity.starts < item.ends
    )
