"""三表对账: settling one difference by the table that is right, or putting it aside; each is one change to undo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from jiaoyan_desktop.domain.class_names import grade_label
from jiaoyan_desktop.domain.difference import (
    ASSIGNMENT_GETS,
    LATER,
    NOT_OPENED,
    PERIODS_ARE,
    TIMETABLE_GETS,
    WRITING,
    Choice,
    Difference,
)
from jiaoyan_desktop.domain.glossary import subject_name
from jiaoyan_desktop.domain.lessons_now import TermLessons
from jiaoyan_desktop.domain.naming import class_name, weekday_name
from jiaoyan_desktop.domain.reconciling import Reconciliation, reconcile, reconciling_day
from jiaoyan_desktop.domain.reporting import Answer, Confirmation
from jiaoyan_desktop.domain.term import Term
from jiaoyan_desktop.domain.term_records import TermRecords
from jiaoyan_desktop.domain.text import clean_line
from jiaoyan_desktop.domain.timetable import Assignment, Slot
from jiaoyan_desktop.domain.usual_lessons import (
    OPENED,
    PERIODS,
    PLACE,
    as_answer,
    periods_of,
    subjects_of,
    usual_periods,
    usual_subjects,
)
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Change, Database
from jiaoyan_desktop.store.term_records import load

SET_ASIDE = "set_aside"  # Confirmation.kind
_MOST_PERIODS = 45


def look(db: Database, term_uid: str, today: date) -> Reconciliation:
    """The four tables of a term compared as of today."""
    records = load(db, term_uid)
    return reconcile(records, reconciling_day(records, today))


def settle(db: Database, term_uid: str, difference: Difference, choice: Choice, *, today: date, by: str = "") -> str:
    """Does what ``choice`` says and returns the uid of the change.

    UserError: the difference is no longer there as it was shown, or a teacher would stand in two rooms at once.
    """
    if choice.how not in WRITING:
        raise ValueError(choice.how)
    records = load(db, term_uid)
    day = reconciling_day(records, today)
    now = reconcile(records, day).find(difference.uid)
    if now is None or choice not in now.choices:
        raise UserError("这一处已经不是刚才看到的样子了。", cure="清单已经重新对过，请再看一眼。")
    if choice.how == LATER:
        return put_aside(db, records.term, [now], by=by, today=today)
    if choice.how == TIMETABLE_GETS:
        return _timetable_gets(db, records, now, choice.value, day)
    if choice.how == ASSIGNMENT_GETS:
        return _assignment_gets(db, records, now, choice.value)
    if choice.how == PERIODS_ARE:
        return set_standards(db, records.term, {now.grade: (int(choice.value), subjects_of(records, now.grade))})
    assert choice.how == NOT_OPENED
    kept = [item for item in subjects_of(records, now.grade) if item != now.lesson]
    return set_standards(db, records.term, {now.grade: (periods_of(records, now.grade), kept)})


def put_aside(db: Database, term: Term, chosen: Sequence[Difference], *, by: str, today: date) -> str:
    """先放着: keeps a word on each, so that they are not shown again while they stay as they are; one change."""
    named = chosen[0].title if len(chosen) == 1 else f"{len(chosen)}处"
    there = {item.target_id for item in db.find(Confirmation, term_uid=term.uid, kind=SET_ASIDE)}
    with db.change(f"三表对账：{named}先放着") as change:
        for item in chosen:
            if item.uid not in there:
                change.put(
                    Confirmation(
                        school_uid=term.school_uid,
                        term_uid=term.uid,
                        target_id=item.uid,
                        kind=SET_ASIDE,
                        by=clean_line(by).text,
                        on=today,
                        note=item.sentence,
                    )
                )
    return _undoable(change)


def show_again(db: Database, term_uid: str, difference: Difference) -> str:
    """Takes 先放着 back; the uid of the change, empty when it was not put aside."""
    with db.change(f"三表对账：再看{difference.title}") as change:
        for item in db.find(Confirmation, term_uid=term_uid, target_id=difference.uid):
            change.remove(item)
    return _undoable(change)


def set_standards(db: Database, term: Term, wanted: Mapping[int, tuple[int, Iterable[str]]]) -> str:
    """Keeps per grade how many lessons a week and which subjects there should be; what is usual needs no record.

    Subjects may be written in any usual way. UserError: an impossible number, or no subject left.
    """
    cleaned: dict[int, tuple[int, tuple[str, ...]]] = {}
    for grade, (periods, written) in wanted.items():
        plain = (clean_line(item).text for item in written)
        subjects = tuple(dict.fromkeys(subject_name(item) or item for item in plain if item))
        if not 1 <= periods <= _MOST_PERIODS:
            cure = f"标准要在1到{_MOST_PERIODS}节之间。"
            raise UserError(f"{grade_label(grade)}一周{periods}节对不上。", field=f"grade_{grade}", cure=cure)
        if not subjects:
            cure = "请至少写一门，中间用顿号隔开。"
            raise UserError(f"{grade_label(grade)}一门学科也没有写。", field=f"grade_{grade}", cure=cure)
        cleaned[grade] = (periods, subjects)
    which = grade_label(next(iter(cleaned))) if len(cleaned) == 1 else "各年级"
    with db.change(f"三表对账：{which}的标准") as change:
        for grade, (periods, subjects) in cleaned.items():
            _keep(db, change, term, grade, PERIODS, "" if periods == usual_periods(grade) else str(periods))
            same = set(subjects) == set(usual_subjects(grade))
            _keep(db, change, term, grade, OPENED, "" if same else as_answer(subjects))
    return _undoable(change)


def standards(records: TermRecords) -> dict[int, tuple[int, tuple[str, ...]]]:
    """Grade -> (lessons a week, subjects) as they are compared now, for the grades this school has."""
    grades = sorted({item.grade for item in records.classes})
    return {grade: (periods_of(records, grade), subjects_of(records, grade)) for grade in grades}


def _timetable_gets(db: Database, records: TermRecords, difference: Difference, teacher_uid: str, day: date) -> str:
    uids = {uid for kind, uid in difference.records if kind == "Slot"}
    slots = [slot for slot in records.slots if slot.uid in uids]
    lessons = TermLessons(records)
    for slot in slots:
        _must_be_free(lessons, slot, teacher_uid, day)
    with db.change(f"三表对账：{difference.title}以任课分工为准") as change:
        change.put_all([slot.but(teacher_uid=teacher_uid) for slot in slots if slot.teacher_uid != teacher_uid])
    return _undoable(change)


def _assignment_gets(db: Database, records: TermRecords, difference: Difference, teacher_uid: str) -> str:
    """Entries in force are corrected in place, so that their days stay; several become one."""
    uids = {uid for kind, uid in difference.records if kind == "Assignment"}
    present = [item for item in records.assignments if item.uid in uids]
    with db.change(f"三表对账：{difference.title}以课程表为准") as change:
        for item in present[1:] if teacher_uid else present:
            change.remove(item)
        if teacher_uid:
            kept = present[0] if present else None
            change.put(
                kept.but(teacher_uid=teacher_uid)
                if kept is not None
                else Assignment(
                    school_uid=records.term.school_uid,
                    term_uid=records.term.uid,
                    class_uid=difference.class_uid,
                    subject=difference.lesson,
                    teacher_uid=teacher_uid,
                )
            )
    return _undoable(change)


def _must_be_free(lessons: TermLessons, slot: Slot, teacher_uid: str, day: date) -> None:
    """UserError when that teacher has another class in the slot's period and week."""
    records = lessons.records
    for other in records.slots:
        if (other.timetable_uid, other.weekday, other.period) != (slot.timetable_uid, slot.weekday, slot.period):
            continue
        if other.class_uid == slot.class_uid or {other.parity, slot.parity} == {"odd", "even"}:
            continue
        if lessons.teacher_of_slot(other, day) != teacher_uid:
            continue
        name = records.teacher_by_uid[teacher_uid].name
        where = class_name(records.class_by_uid[other.class_uid])
        raise UserError(
            f"课程表上{name}老师{weekday_name(slot.weekday)}第{slot.period}节已经在{where}上{other.subject}，"
            "不能同时在两个班。",
            cure="先到课程表里把那一节换开，或者以课程表为准。",
        )


def _undoable(change: Change) -> str:
    """The uid to be offered for undo; empty where nothing had to be written and so no change was kept."""
    return change.uid if change.count else ""


def _keep(db: Database, change: Change, term: Term, grade: int, token: str, value: str) -> None:
    found = db.find(Answer, term_uid=term.uid, form_id=PLACE, token=token, subject_uid=str(grade))
    if not value:
        for item in found:
            change.remove(item)
        return
    fresh = Answer(
        school_uid=term.school_uid, term_uid=term.uid, form_id=PLACE, subject_uid=str(grade), token=token, value=value
    )
    change.put(found[0].but(value=value) if found else fresh)
