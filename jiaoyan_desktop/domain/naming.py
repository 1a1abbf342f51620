"""How records are called on screen and on paper: class names, teachers told apart from namesakes, plain dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from .people import SchoolClass, Teacher
from .term_records import TermRecords

_DIGITS = "〇一二三四五六七八九十"


def grade_name(grade: int) -> str:
    """三年级; empty for 0 (several grades)."""
    return f"{_DIGITS[grade]}年级" if 0 < grade < len(_DIGITS) else ""


def class_name(item: SchoolClass) -> str:
    """三（1）班, or what the school itself calls it."""
    return item.label or f"{_DIGITS[item.grade]}（{item.number}）班"


def plain_date(day: date) -> str:
    """A day in a sentence: 6月8日."""
    return f"{day.month}月{day.day}日"


def weekday_name(weekday: int) -> str:
    """周一 for 1 to 周日 for 7."""
    return "周" + "一二三四五六日"[weekday - 1]


class Names:
    """The names of one term's people and classes; namesakes get what tells them apart (domain scenario 25)."""

    def __init__(self, records: TermRecords) -> None:
        self._records = records
        self._count = Counter(teacher.name for teacher in records.teachers)
        self._classes_of: dict[tuple[str, str], list[str]] = {}
        for item in records.assignments:
            if item.class_uid in records.class_by_uid:
                label = class_name(records.class_by_uid[item.class_uid])
                self._classes_of.setdefault((item.teacher_uid, item.subject), []).append(label)

    def teacher(self, uid: str | None) -> str:
        """张丽（语文·五（1）班）where there are two of that name, else 王秀兰; empty for an unknown uid."""
        teacher = self._records.teacher_by_uid.get(uid or "")
        if teacher is None:
            return ""
        return f"{teacher.name}（{self._hint(teacher)}）" if self._count[teacher.name] > 1 else teacher.name

    def teachers(self, uids: Iterable[str]) -> str:
        """Several teachers in the order given, joined by 、."""
        return "、".join(self.teacher(uid) for uid in uids)

    def school_class(self, uid: str | None) -> str:
        """三（1）班; empty for an unknown uid."""
        found = self._records.class_by_uid.get(uid or "")
        return class_name(found) if found else ""

    def _hint(self, teacher: Teacher) -> str:
        if teacher.hint:
            return teacher.hint
        classes = sorted(set(self._classes_of.get((teacher.uid, teacher.subject), ())))
        # More than two classes do not tell a person apart any better, they only make the line long.
        parts = [teacher.subject, "、".join(classes) if len(classes) <= 2 else ""]
        return "·".join(filter(None, parts)) or teacher.title or f"花名册第{teacher.order}位"
