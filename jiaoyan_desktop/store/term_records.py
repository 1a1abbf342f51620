"""Reads all records of one term into TermRecords."""

from __future__ import annotations

from ..domain.activity import Activity, Handin, Participant, Photo, Recommendation
from ..domain.observation import Observation
from ..domain.people import Group, Membership, Post, School, SchoolClass, Teacher
from ..domain.preparation import Comment, Draft, DraftRevision, LessonStudy, Reflection
from ..domain.records import Record
from ..domain.reporting import Answer, Confirmation
from ..domain.substitution import Substitution
from ..domain.term import BellSchedule, CalendarDay, Term
from ..domain.term_records import TermRecords
from ..domain.timetable import Assignment, Progress, Slot, Timetable
from .database import Database
from .rows import decode, selected
from .schema import table_of


def own_school(db: Database) -> School:
    """The school whose file this is; KeyError in a file without one."""
    found = db.find(School, is_own=1)
    if not found:
        raise KeyError("School")
    return found[0]


def current_term(db: Database) -> Term:
    """The term that starts last; KeyError in a file without one."""
    found = db.find(Term, order_by="starts_on DESC, rowid DESC")
    if not found:
        raise KeyError("Term")
    return found[0]


def load(db: Database, term_uid: str) -> TermRecords:
    """All records of the term, in a stable order."""
    term = db.need(Term, term_uid)
    schools = db.find(School, order_by="is_own DESC, name")

    def of_term(record: type[Record], order: str = "rowid") -> tuple:
        return tuple(db.find(record, order_by=order, term_uid=term_uid))

    def through(record: type[Record], parent: str, key: str, order: str = "rowid") -> tuple:
        inside = f'SELECT uid FROM "{parent}" WHERE term_uid = ?'
        if parent == "draft":
            inside = (
                "SELECT draft.uid FROM draft JOIN lesson_study ON lesson_study.uid = draft.lesson_study_uid "
                "WHERE lesson_study.term_uid = ?"
            )
        sql = f'SELECT {selected(record)} FROM "{table_of(record)}" WHERE "{key}" IN ({inside}) ORDER BY {order}'
        return tuple(decode(record, row) for row in db.rows(sql, (term_uid,)))

    return TermRecords(
        school=schools[0],
        term=term,
        partner_schools=tuple(schools[1:]),
        teachers=tuple(db.find(Teacher, order_by='"order", rowid')),
        posts=tuple(db.find(Post)),
        classes=tuple(db.find(SchoolClass, order_by="grade, number")),
        groups=tuple(db.find(Group)),
        memberships=tuple(db.find(Membership)),
        calendar_days=of_term(CalendarDay, "day"),
        bell_schedules=of_term(BellSchedule, "effective_from"),
        assignments=of_term(Assignment),
        timetables=of_term(Timetable, "effective_from"),
        slots=through(Slot, "timetable", "timetable_uid", "class_uid, weekday, period, parity"),
        progress=of_term(Progress, "grade, subject, first_week"),
        substitutions=of_term(Substitution, "day, period, rowid"),
        observations=of_term(Observation, "happened_on, period, rowid"),
        studies=of_term(LessonStudy, "planned_on, rowid"),
        drafts=through(Draft, "lesson_study", "lesson_study_uid", "stage, rowid"),
        revisions=through(DraftRevision, "draft", "draft_uid", "draft_uid, number"),
        comments=through(Comment, "lesson_study", "lesson_study_uid", '"order", rowid'),
        reflections=through(Reflection, "lesson_study", "lesson_study_uid"),
        activities=of_term(Activity, "happened_on, starts, rowid"),
        participants=through(Participant, "activity", "activity_uid", '"order", rowid'),
        photos=through(Photo, "activity", "activity_uid", '"order", rowid'),
        handins=through(Handin, "activity", "activity_uid", "rowid"),
        recommendations=of_term(Recommendation, '"order", rowid'),
        confirmations=of_term(Confirmation),
        answers=of_term(Answer),
    )
