"""Schools built through the workflows, as a director would: a small one of this test's own, or a look at the sample."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from jiaoyan_desktop.domain.observation import Observation, Remark
from jiaoyan_desktop.domain.people import Post, SchoolClass, Teacher
from jiaoyan_desktop.domain.term import Term
from jiaoyan_desktop.domain.term_records import TermRecords
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.store.term_records import current_term, load
from jiaoyan_desktop.workflows import observing, setting_up, staffing

PACK = "lanxi-2025-spring"
DEADLINE = date(2025, 6, 8)
LATE_IN_TERM = date(2025, 6, 30)

# name, what she stands for, posts
STAFF = (
    ("周建国", "道德与法治", ("校长",)),
    ("林珺", "语文", ("副校长（分管教学）",)),
    ("韩立新", "数学", ("教导主任",)),
    ("张丽", "语文", ("语文教研组长",)),
    ("张丽", "英语", ()),
    ("徐静", "数学", ()),
    ("王秀兰", "语文", ()),
)


class SmallSchool:
    """清水酄乡中心小学 with seven people, of whom two are called 张丽, two classes and one term."""

    def __init__(self, path: Path, **term: Any) -> None:
        days: dict[str, Any] = {
            "starts_on": date(2025, 3, 1),
            "ends_on": LATE_IN_TERM,
            "first_week_on": date(2025, 3, 3),
            "pack_id": PACK,
            **term,
        }
        self.db: Database = setting_up.new_school(path, name="清水酄乡中心小学", county="安平县", **days)
        self.staff: list[Teacher] = []
        for number, (name, subject, titles) in enumerate(STAFF, 1):
            person = Teacher(name=name, subject=subject, order=number, gender="女", born="1985", title="一级教师")
            posts = [Post(teacher_uid=person.uid, title=title) for title in titles]
            self.staff.append(staffing.save_teacher(self.db, person, posts))
        self.head, self.deputy, self.director, self.zhang_chinese, self.zhang_english, self.xu, self.wang = self.staff
        self.third = staffing.save_class(self.db, SchoolClass(grade=3, number=1))
        self.fifth = staffing.save_class(self.db, SchoolClass(grade=5, number=2))

    @property
    def term(self) -> Term:
        """The term as it is stored now."""
        return current_term(self.db)

    @property
    def records(self) -> TermRecords:
        """Everything of the term as it is stored now."""
        return load(self.db, self.term.uid)

    def lesson(
        self, observer: Teacher, taught_by: Teacher, day: date, period: int = 1, **values: object
    ) -> Observation:
        """A lesson heard, with a sentence of praise, not kept yet."""
        return Observation(
            **{
                "term_uid": self.term.uid,
                "happened_on": day,
                "period": period,
                "observer_uid": observer.uid,
                "taught_by_uid": taught_by.uid,
                "class_uid": self.third.uid,
                "subject": taught_by.subject,
                "remarks": (Remark(column="优点", text="环节清楚，孩子说得多。"),),
                **values,
            }
        )

    def hear(self, observer: Teacher, taught_by: Teacher, day: date, period: int = 1, **values: Any) -> Observation:
        """That lesson kept, entered on its own day."""
        return observing.log(self.db, self.lesson(observer, taught_by, day, period, **values), today=lambda: day)


def term_of(db: Database) -> TermRecords:
    """All records of the term of an open school file."""
    return load(db, current_term(db).uid)


def teacher_named(records: TermRecords, name: str) -> Teacher:
    """The one teacher of that name."""
    (found,) = [item for item in records.teachers if item.name == name]
    return found
