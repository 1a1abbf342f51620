"""Reads what 今天 shows of a term into TermRecords: the first look at a file does not wait for the rest of it."""

from __future__ import annotations

from datetime import date

from ..domain.activity import Activity, Participant, Photo
from ..domain.observation import Observation
from ..domain.people import School, SchoolClass, Teacher
from ..domain.term import CalendarDay, Term
from ..domain.term_records import TermRecords
from ..domain.timetable import Assignment
from .database import Database
from .rows import decode, selected
from .schema import table_of

LATELY = 5


def load(db: Database, term_uid: str, today: date) -> TermRecords:
    """People, classes, calendar, activities with participants and photos, and the observations that today is about.

    All other lists are empty. Observations: those of the day, the last few, drafts, and those nobody wrote a word on.
    """

    def of_activities(record: type[Participant] | type[Photo]) -> tuple:
        sql = (
            f'SELECT {selected(record)} FROM "{table_of(record)}" WHERE activity_uid IN '
            '(SELECT uid FROM activity WHERE term_uid = ?) ORDER BY "order", rowid'
        )
        return tuple(decode(record, row) for row in db.rows(sql, (term_uid,)))

    return TermRecords(
        school=db.find(School, order_by="is_own DESC, name")[0],
        term=db.need(Term, term_uid),
        teachers=tuple(db.find(Teacher, order_by='"order", rowid')),
        classes=tuple(db.find(SchoolClass, order_by="grade, number")),
        calendar_days=tuple(db.find(CalendarDay, order_by="day", term_uid=term_uid)),
        assignments=tuple(db.find(Assignment, term_uid=term_uid)),
        observations=_observations(db, term_uid, today),
        activities=tuple(db.find(Activity, order_by="happened_on, starts, rowid", term_uid=term_uid)),
        participants=of_activities(Participant),
        photos=of_activities(Photo),
    )


def _observations(db: Database, term_uid: str, today: date) -> tuple[Observation, ...]:
    lately = (
        "SELECT uid FROM observation WHERE term_uid = ? AND happened_on <= ? ORDER BY happened_on DESC, period DESC"
    )
    bare = (
        "trim(summary) = '' AND NOT EXISTS (SELECT 1 FROM json_each(remarks) "
        "WHERE trim(json_extract(value, '$.text')) <> '')"
    )
    sql = (
        f"SELECT {selected(Observation)} FROM observation WHERE term_uid = ? AND (happened_on = ? OR is_draft = 1 "
        f"OR ({bare}) OR uid IN ({lately} LIMIT {LATELY})) ORDER BY happened_on, period, rowid"
    )
    day = today.isoformat()
    return tuple(decode(Observation, row) for row in db.rows(sql, (term_uid, day, term_uid, day)))
