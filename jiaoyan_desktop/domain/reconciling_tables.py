"""Tables: the four tables as of one day, indexed by class and subject; what every comparison of 三表对账 reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .glossary import SUBJECTS
from .lessons_now import TermLessons
from .naming import Names, weekday_name
from .people import SchoolClass, Teacher
from .staff import classes_on
from .term_records import TermRecords
from .timetable import Assignment, Progress, Slot, Timetable

Place = tuple[str, str]  # class uid, subject


@dataclass(frozen=True, kw_only=True)
class Tables:
    """What is said on ``day``: assignments in force, lessons of the version in force, the term's progress lines."""

    records: TermRecords
    day: date
    names: Names
    lessons: TermLessons
    version: Timetable | None
    classes: tuple[SchoolClass, ...]
    teachers: tuple[Teacher, ...]
    assignments: tuple[Assignment, ...]
    slots: tuple[Slot, ...]
    progress: tuple[Progress, ...]
    assigned: dict[Place, tuple[Assignment, ...]]
    taught: dict[Place, tuple[Slot, ...]]

    @classmethod
    def of(cls, records: TermRecords, day: date) -> Tables:
        """The tables of a term as of a day; classes that are closed then are left out everywhere."""
        lessons = TermLessons(records)
        version = lessons.timetable_on(day)
        classes = classes_on(records, day)
        here = {item.uid for item in classes}
        assignments = tuple(
            item
            for item in records.assignments
            if item.class_uid in here
            and (item.starts_on is None or item.starts_on <= day)
            and (item.ends_on is None or day <= item.ends_on)
        )
        slots = tuple(
            item
            for item in records.slots
            if version is not None and item.timetable_uid == version.uid and item.class_uid in here
        )
        return cls(
            records=records,
            day=day,
            names=Names(records),
            lessons=lessons,
            version=version,
            classes=classes,
            teachers=records.teachers,
            assignments=assignments,
            slots=slots,
            progress=records.progress,
            assigned=_by_place(assignments),
            taught=_by_place(slots),
        )

    def teacher(self, uid: str | None) -> str:
        """A teacher's name; words for one the roster does not have."""
        return self.names.teacher(uid) or "花名册上没有的人"

    def people(self, uids: Iterable[str]) -> str:
        """Several teachers in one line."""
        return "、".join(self.teacher(uid) for uid in uids)

    def place_name(self, place: Place) -> str:
        """四（2）班语文."""
        return f"{self.names.school_class(place[0])}{place[1]}"

    def teacher_of(self, slot: Slot) -> str | None:
        """Who gives that lesson on the day, by the rule that everything else goes by: handed over means handed over."""
        return self.lessons.teacher_of_slot(slot, self.day)

    def in_order(self, places: Iterable[Place]) -> list[Place]:
        """Places by class, then in the usual order of subjects."""
        rank = {item.uid: place for place, item in enumerate(self.classes)}
        return sorted(places, key=lambda place: (rank[place[0]], subject_rank(place[1]), place[1]))


def subject_rank(subject: str) -> int:
    """The place of a subject on lists; those the glossary does not know come last."""
    return SUBJECTS.index(subject) if subject in SUBJECTS else len(SUBJECTS)


def times(slots: Iterable[Slot]) -> str:
    """周一第1节、周三第2节（单周）."""
    words = {"all": "", "odd": "（单周）", "even": "（双周）"}
    ordered = sorted(slots, key=lambda item: (item.weekday, item.period, item.parity))
    return "、".join(f"{weekday_name(item.weekday)}第{item.period}节{words[item.parity]}" for item in ordered)


def _by_place(items: Iterable) -> dict[Place, tuple]:
    found: dict[Place, list] = defaultdict(list)
    for item in items:
        found[item.class_uid, item.subject].append(item)
    return {place: tuple(group) for place, group in found.items()}
