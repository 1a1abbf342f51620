"""ObservationFigures: one pass over the observations of a term, added up every way a county asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .calendar import SchoolCalendar
from .counting import counts, has_comments, is_evaluated, is_late_entry, lesson_key
from .observation import Observation

Observations = tuple[Observation, ...]


@dataclass(slots=True)
class Tally:
    """听课节数 of one group of records, and how they divide."""

    lessons: int = 0  # 节数, the sum over observers
    records: int = 0
    commented: int = 0  # 节数 with comments in words
    evaluated: int = 0  # 节数 with comments, a grade or points
    outside: int = 0  # 节数 at other schools
    by_kind: dict[str, int] = field(default_factory=dict)

    def add(self, item: Observation, commented: bool, evaluated: bool) -> None:
        """Counts one record; whether it was commented on and judged is found out once, for all groups it is in."""
        number = item.lesson_count
        self.lessons += number
        self.records += 1
        if commented:
            self.commented += number
        if evaluated:
            self.evaluated += number
        if item.is_outside:
            self.outside += number
        self.by_kind[item.kind] = self.by_kind.get(item.kind, 0) + number

    @property
    def inside(self) -> int:
        """节数 at our own school."""
        return self.lessons - self.outside

    @property
    def uncommented(self) -> int:
        """节数 without a comment in words."""
        return self.lessons - self.commented

    def to_dict(self) -> dict[str, Any]:
        """Plain values for the command line."""
        return {
            "lessons": self.lessons,
            "records": self.records,
            "with_comments": self.commented,
            "without_comments": self.uncommented,
            "inside": self.inside,
            "outside": self.outside,
            "by_kind": dict(self.by_kind),
        }


@dataclass(frozen=True, kw_only=True)
class ObservationFigures:
    """All figures of 听课 as of one day. Sums over any grouping equal ``total.lessons``; 巡课 stands apart."""

    total: Tally
    by_observer: dict[str, Tally]
    by_month: dict[str, Tally]  # 2025-03
    by_week: dict[int | None, Tally]  # None: days that carry no week number
    by_subject: dict[str, Tally]
    by_teacher: dict[str, Tally]  # taught_by uid, or the name as written for a teacher of another school
    taught_lessons: int  # lessons heard, one heard by five counted once
    taught_by_kind: dict[str, int]  # the same by kind; sums to taught_lessons
    taught_by_teacher: dict[str, int]  # 被听节次 of our own teachers, lessons counted once
    heard_by: dict[tuple[str, str], int]  # (teacher, observer) -> 节数
    heard_in_week: dict[tuple[str, int | None], int]  # (teacher, week) -> lessons counted once
    observations_of: dict[str, Observations]  # observer -> the records that count
    walkthroughs: Observations
    late_entries: Observations
    drafts: Observations
    incomplete: Observations  # no drafts, yet something is missing, or the observer's own lesson
    later: int  # records that happened after the day


def observation_figures(
    observations: Iterable[Observation], calendar: SchoolCalendar, as_of: date
) -> ObservationFigures:
    """Adds the observations up as of a day; drafts and what happened later do not count."""
    total = Tally()
    by_observer: dict[str, Tally] = defaultdict(Tally)
    by_month: dict[str, Tally] = defaultdict(Tally)
    by_week: dict[int | None, Tally] = defaultdict(Tally)
    by_subject: dict[str, Tally] = defaultdict(Tally)
    by_teacher: dict[str, Tally] = defaultdict(Tally)
    heard_by: dict[tuple[str, str], int] = defaultdict(int)
    lessons: dict[Any, Observation] = {}
    of_observer: dict[str, list[Observation]] = defaultdict(list)
    walkthroughs, late, drafts, incomplete = [], [], [], []
    places: dict[date, tuple[int | None, str]] = {}  # day -> week and month, asked once a day
    later = 0
    for item in observations:
        if item.happened_on > as_of:
            later += 1
        elif item.is_draft:
            drafts.append(item)
        elif not counts(item, as_of):
            incomplete.append(item)
        elif item.is_walkthrough:
            walkthroughs.append(item)
        else:
            day = item.happened_on
            if day not in places:
                places[day] = calendar.week_number(day), f"{day:%Y-%m}"
            week, month = places[day]
            teacher = item.taught_by_uid or item.taught_by_text
            commented = has_comments(item)
            evaluated = commented or is_evaluated(item)
            groups = by_observer[item.observer_uid], by_month[month], by_week[week]
            for tally in (total, *groups, by_subject[item.subject], by_teacher[teacher]):
                tally.add(item, commented, evaluated)
            heard_by[teacher, item.observer_uid] += item.lesson_count
            of_observer[item.observer_uid].append(item)
            key = lesson_key(item)
            if key not in lessons or lessons[key].lesson_count < item.lesson_count:
                lessons[key] = item
            if is_late_entry(item):
                late.append(item)
    taught_by: dict[str, int] = defaultdict(int)
    taught_kinds: dict[str, int] = defaultdict(int)
    in_week: dict[tuple[str, int | None], int] = defaultdict(int)
    for item in lessons.values():
        taught_kinds[item.kind] += item.lesson_count
        if item.taught_by_uid:
            taught_by[item.taught_by_uid] += item.lesson_count
            in_week[item.taught_by_uid, places[item.happened_on][0]] += item.lesson_count
    return ObservationFigures(
        total=total,
        by_observer=dict(by_observer),
        by_month=dict(sorted(by_month.items())),
        by_week=dict(sorted(by_week.items(), key=lambda pair: pair[0] or 0)),
        by_subject=dict(sorted(by_subject.items())),
        by_teacher=dict(by_teacher),
        taught_lessons=sum(item.lesson_count for item in lessons.values()),
        taught_by_kind=dict(taught_kinds),
        taught_by_teacher=dict(taught_by),
        heard_by=dict(heard_by),
        heard_in_week=dict(in_week),
        observations_of={uid: tuple(items) for uid, items in of_observer.items()},
        walkthroughs=tuple(walkthroughs),
        late_entries=tuple(late),
        drafts=tuple(drafts),
        incomplete=tuple(incomplete),
        later=later,
    )
