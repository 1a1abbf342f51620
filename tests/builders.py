"""Small builders of records for tests: invented names only; every argument that matters to a test is given by it."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiaoyan_desktop.domain.activity import Activity, Participant
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.pack import Pack, Rule
from jiaoyan_desktop.domain.people import Post, School, SchoolClass, Teacher
from jiaoyan_desktop.domain.term import Term
from jiaoyan_desktop.domain.term_records import TermRecords
from jiaoyan_desktop.domain.timetable import Assignment, Progress, Slot, Timetable


def a_school(name: str = "清水酄乡中心小学", **values: Any) -> School:
    """Our own school."""
    return School(**{"name": name, "county": "安平县", "is_own": True, **values})


def a_term(starts_on: date = date(2025, 3, 1), ends_on: date = date(2025, 6, 30), **values: Any) -> Term:
    """The spring term of 2025, whose first week begins on Monday 3 March."""
    return Term(
        **{
            "name": "2025年春季学期",
            "starts_on": starts_on,
            "ends_on": ends_on,
            "first_week_on": date(2025, 3, 3),
            **values,
        }
    )


def a_teacher(name: str = "王秀兰", subject: str = "语文", **values: Any) -> Teacher:
    """A teacher of the roster."""
    return Teacher(**{"name": name, "subject": subject, **values})


def a_post(teacher: Teacher, title: str, **values: Any) -> Post:
    """A post held by that teacher, for the whole term unless dates are given."""
    return Post(**{"teacher_uid": teacher.uid, "title": title, **values})


def a_class(grade: int = 3, number: int = 1, **values: Any) -> SchoolClass:
    """A class of this school year."""
    return SchoolClass(**{"grade": grade, "number": number, **values})


def term_records(**values: Any) -> TermRecords:
    """The records of a term; lists that are not given are empty."""
    return TermRecords(**{"school": a_school(), "term": a_term(), **values})


def an_assignment(teacher: Teacher, school_class: SchoolClass, subject: str = "语文", **values: Any) -> Assignment:
    """That teacher takes the subject in the class, for the whole term unless dates are given."""
    return Assignment(
        **{
            "term_uid": "term",
            "class_uid": school_class.uid,
            "subject": subject,
            "teacher_uid": teacher.uid,
            **values,
        }
    )


def a_timetable(effective_from: date = date(2025, 3, 1), **values: Any) -> Timetable:
    """A version of the timetable."""
    return Timetable(**{"term_uid": "term", "name": "第一版", "effective_from": effective_from, **values})


def a_slot(
    timetable: Timetable,
    school_class: SchoolClass,
    weekday: int,
    period: int,
    subject: str = "语文",
    teacher: Teacher | None = None,
    **values: Any,
) -> Slot:
    """One lesson of the week; without a teacher the assignment decides."""
    return Slot(
        **{
            "timetable_uid": timetable.uid,
            "class_uid": school_class.uid,
            "weekday": weekday,
            "period": period,
            "subject": subject,
            "teacher_uid": teacher.uid if teacher else None,
            **values,
        }
    )


def an_observation(
    observer: Teacher, taught_by: Teacher | None = None, happened_on: date = date(2025, 3, 10), **values: Any
) -> Observation:
    """One finished observation of one lesson in the first period, without comments."""
    return Observation(
        **{
            "term_uid": "term",
            "happened_on": happened_on,
            "period": 1,
            "observer_uid": observer.uid,
            "taught_by_uid": taught_by.uid if taught_by else None,
            "subject": "语文",
            "recorded_on": happened_on,
            **values,
        }
    )


def a_pack(*rules: Rule, **values: Any) -> Pack:
    """A requirement pack with these rules and nothing else."""
    return Pack(**{"id": "test", "title": "测试要求", "version": "1", "rules": rules, **values})


def a_rule(rule_id: str, kind: str, **values: Any) -> Rule:
    """A rule of that kind with these values."""
    return Rule(id=rule_id, kind=kind, title=f"要求{rule_id}", values=values)


def an_activity(title: str = "语文组教研", happened_on: date | None = date(2025, 3, 12), **values: Any) -> Activity:
    """An activity that took place."""
    return Activity(
        **{
            "term_uid": "term",
            "kind": "主题教研",
            "title": title,
            "happened_on": happened_on,
            "state": "done",
            **values,
        }
    )


def a_participant(activity: Activity, teacher: Teacher | None = None, **values: Any) -> Participant:
    """One person who came; a guest where no teacher is given."""
    return Participant(**{"activity_uid": activity.uid, "teacher_uid": teacher.uid if teacher else None, **values})


def a_progress(content: str = "古诗三首", grade: int = 4, subject: str = "语文", **values: Any) -> Progress:
    """One line of a weekly progress table, of the fifth week."""
    return Progress(
        **{
            "term_uid": "term",
            "grade": grade,
            "subject": subject,
            "first_week": 5,
            "last_week": 5,
            "content": content,
            **values,
        }
    )
