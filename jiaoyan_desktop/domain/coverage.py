"""Coverage: which teachers were heard, by whom, and who was never heard (domain scenario 12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from .counting import has_comments, is_evaluated, lesson_key
from .observation_figures import ObservationFigures
from .staff import here_on
from .term_records import TermRecords


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Lessons heard of every teacher who should be heard, one lesson counted once however many listened."""

    lessons_of: dict[str, int]  # teacher uid -> lessons, in the order of the roster
    at_least: int = 1

    @property
    def short(self) -> tuple[str, ...]:
        """Teachers heard less often than asked."""
        return tuple(uid for uid, lessons in self.lessons_of.items() if lessons < self.at_least)

    @property
    def rate(self) -> float:
        """The share of teachers heard often enough, 1.0 where there is nobody to hear."""
        return 1 - len(self.short) / len(self.lessons_of) if self.lessons_of else 1.0


def teachers_to_hear(records: TermRecords, as_of: date) -> tuple[str, ...]:
    """Everybody who teaches by that day and is still here: 任课分工 and 课程表 decide, else the whole roster."""
    teaching = {item.teacher_uid for item in records.assignments if item.starts_on is None or item.starts_on <= as_of}
    teaching |= {slot.teacher_uid for slot in records.slots if slot.teacher_uid}
    return tuple(
        teacher.uid
        for teacher in records.teachers
        if (teacher.uid in teaching or not teaching) and here_on(teacher, as_of)
    )


def coverage_of(
    records: TermRecords,
    figures: ObservationFigures,
    as_of: date,
    *,
    at_least: int = 1,
    with_comments: bool = False,
    evaluated: bool = False,
    kinds: Collection[str] = (),
) -> Coverage:
    """How often each teacher was heard, where asked only lessons that were commented on or judged."""
    heard: dict[str, set[Any]] = defaultdict(set)
    for observations in figures.observations_of.values():
        for item in observations:
            if not item.taught_by_uid or (kinds and item.kind not in kinds):
                continue
            if (evaluated and not is_evaluated(item)) or (with_comments and not has_comments(item)):
                continue
            heard[item.taught_by_uid].add(lesson_key(item))
    lessons_of = {uid: len(heard[uid]) for uid in teachers_to_hear(records, as_of)}
    return Coverage(lessons_of=lessons_of, at_least=at_least)
