"""调课代课 laid over the timetable: the lessons of a day as they are really given, and those nobody gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from .lesson import Lesson
from .substitution import CLASS_AWAY, LEAVE, SUBSTITUTE, SWAP, Substitution


class Register:
    """The entries of a term by the days they touch; made once."""

    def __init__(self, entries: Iterable[Substitution]) -> None:
        self._by_day: dict[date, list[Substitution]] = defaultdict(list)
        for entry in entries:
            self._by_day[entry.day].append(entry)
            if entry.other_day is not None and entry.other_day != entry.day:
                self._by_day[entry.other_day].append(entry)

    def on(self, day: date) -> tuple[Substitution, ...]:
        """The entries that touch a day, either place of a swap included."""
        return tuple(self._by_day.get(day, ()))

    def applied(self, day: date, planned: Sequence[Lesson]) -> tuple[Lesson, ...]:
        """The lessons of a day with everything entered for it; a teacher who is away and not replaced gives none."""
        entries = self.on(day)
        if not entries:
            return tuple(planned)
        lessons = {(item.class_uid, item.period): item for item in self.expected(day, planned)}
        away = [entry for entry in entries if entry.kind == LEAVE]
        for place, item in lessons.items():
            if any(entry.old_teacher_uid == item.teacher_uid and entry.covers(item.period) for entry in away):
                lessons[place] = replace(item, teacher_uid=None)
        for entry in entries:
            if entry.kind == SUBSTITUTE and entry.class_uid:
                _give(lessons, entry.class_uid, day, entry.period, entry.new_subject, entry.new_teacher_uid)
        return _in_order(lessons.values())

    def expected(self, day: date, planned: Sequence[Lesson]) -> tuple[Lesson, ...]:
        """The lessons of a day after 调课 and without classes that are away, with the teachers who should give them."""
        entries = self.on(day)
        lessons = {(item.class_uid, item.period): item for item in planned}
        for entry in entries:
            if entry.kind == SWAP:
                _swap(lessons, entry, day)
        gone = [entry for entry in entries if entry.kind == CLASS_AWAY]
        return _in_order(
            item
            for item in lessons.values()
            if not any(entry.class_uid == item.class_uid and entry.covers(item.period) for entry in gone)
        )


def _in_order(lessons: Iterable[Lesson]) -> tuple[Lesson, ...]:
    return tuple(sorted(lessons, key=lambda item: item.period))


def _swap(lessons: dict[tuple[str, int], Lesson], entry: Substitution, day: date) -> None:
    """Both places of a swap that fall on ``day``; the one of another day is told when that day is asked."""
    if not entry.class_uid:
        return
    if entry.day == day:
        _give(lessons, entry.class_uid, day, entry.period, entry.new_subject, entry.new_teacher_uid)
    if entry.other_day == day:
        _give(lessons, entry.class_uid, day, entry.other_period, entry.subject, entry.old_teacher_uid)


def _give(
    lessons: dict[tuple[str, int], Lesson], class_uid: str, day: date, period: int, subject: str, teacher: str | None
) -> None:
    """Puts a lesson into a place, or empties it where there is no subject."""
    before = lessons.pop((class_uid, period), None)
    if not subject:
        return
    lessons[class_uid, period] = (
        replace(before, subject=subject, teacher_uid=teacher)
        if before is not None
        else Lesson(class_uid=class_uid, subject=subject, teacher_uid=teacher, weekday=day.isoweekday(), period=period)
    )
