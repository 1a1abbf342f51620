"""How records are called on screen and on paper: class names, teachers told apart from namesakes, plain dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .class_names import class_label, grade_label
from .dates import month_day
from .names import display_names
from .people import SchoolClass
from .term_records import TermRecords


def grade_name(grade: int) -> str:
    """三年级; empty for 0 (several grades)."""
    return grade_label(grade) if grade else ""


def class_name(item: SchoolClass) -> str:
    """三（1）班, or what the school itself calls it."""
    return item.label or class_label(item.grade, item.number)


def plain_date(day: date) -> str:
    """A day in a sentence: 6月8日."""
    return month_day(day)


def weekday_name(weekday: int) -> str:
    """周一 for 1 to 周日 for 7."""
    return "周" + "一二三四五六日"[weekday - 1]


class Names:
    """The names of one term's people and classes; namesakes get what tells them apart (domain scenario 25)."""

    def __init__(self, records: TermRecords) -> None:
        self._teachers = display_names(records.teachers, records.assignments, records.class_by_uid)
        self._classes = {item.uid: class_name(item) for item in records.classes}

    def teacher(self, uid: str | None) -> str:
        """张丽（语文·五（1）班）where there are two of that name, else 王秀兰; empty for an unknown uid."""
        return self._teachers.get(uid or "", "")

    def teachers(self, uids: Iterable[str]) -> str:
        """Several teachers in the order given, joined by 、."""
        return "、".join(self.teacher(uid) for uid in uids)

    def school_class(self, uid: str | None) -> str:
        """三（1）班; empty for an unknown uid."""
        return self._classes.get(uid or "", "")
