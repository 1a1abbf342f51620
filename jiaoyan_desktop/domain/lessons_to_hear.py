"""现在可听: the lessons being given in a period, those first whose teacher nobody has heard yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .counting import counts, lesson_key
from .lessons_now import Lesson, TermLessons
from .observation import Observation
from .term_records import TermRecords


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonToHear:
    """One lesson that could be heard, with what is known of its teacher."""

    lesson: Lesson
    topic: str  # by 周进度, empty when it says nothing
    heard: int  # lessons heard of this teacher this term, one heard by five counted once
    heard_by_me: int  # by the person asking
    last_on: date | None  # when last heard

    @property
    def said(self) -> str:
        """未听过, 仅1次, 已听3次 (design)."""
        if not self.heard:
            return "未听过"
        return "仅1次" if self.heard == 1 else f"已听{self.heard}次"


class HeardSoFar:
    """Who was heard how often, counted once from the records of a term."""

    def __init__(self, observations: Iterable[Observation], as_of: date) -> None:
        self._lessons: dict[str, set[object]] = defaultdict(set)
        self._by: dict[tuple[str, str], set[object]] = defaultdict(set)
        self._last: dict[str, date] = {}
        for item in observations:
            if item.taught_by_uid and not item.is_walkthrough and counts(item, as_of):
                self._lessons[item.taught_by_uid].add(lesson_key(item))
                self._by[item.taught_by_uid, item.observer_uid].add(lesson_key(item))
                self._last[item.taught_by_uid] = max(self._last.get(item.taught_by_uid, date.min), item.happened_on)

    def times(self, teacher_uid: str | None) -> int:
        """Lessons of that teacher."""
        return len(self._lessons.get(teacher_uid or "", ()))

    def times_by(self, teacher_uid: str | None, observer_uid: str) -> int:
        """Lessons of that teacher heard by that observer."""
        return len(self._by.get((teacher_uid or "", observer_uid), ()))

    def last_on(self, teacher_uid: str | None) -> date | None:
        """When that teacher was last heard."""
        return self._last.get(teacher_uid or "")


def lessons_to_hear(
    records: TermRecords, lessons: TermLessons, day: date, period: int, *, observer_uid: str = ""
) -> tuple[LessonToHear, ...]:
    """The lessons of that period without the observer's own, never-heard teachers first, then those heard least."""
    heard = HeardSoFar(records.observations, day)
    found = [
        LessonToHear(
            lesson=lesson,
            topic=lessons.planned_topic(lesson.class_uid, lesson.subject, day),
            heard=heard.times(lesson.teacher_uid),
            heard_by_me=heard.times_by(lesson.teacher_uid, observer_uid),
            last_on=heard.last_on(lesson.teacher_uid),
        )
        for lesson in lessons.at(day, period)
        if lesson.teacher_uid != observer_uid or not observer_uid
    ]
    return tuple(sorted(found, key=lambda item: (item.heard, item.heard_by_me, item.last_on or date.min)))
