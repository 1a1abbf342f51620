"""登记调课代课: entries of the register over the timetable, looked at before they are kept; each one change to undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from jiaoyan_desktop.domain.lesson import Lesson
from jiaoyan_desktop.domain.lessons_now import TermLessons
from jiaoyan_desktop.domain.naming import Names
from jiaoyan_desktop.domain.substitution import (
    CLASS_AWAY,
    KIND_WORDS,
    LEAVE,
    SUBSTITUTE,
    SWAP,
    WHOLE_DAY,
    Substitution,
)
from jiaoyan_desktop.domain.substitution_words import day_name
from jiaoyan_desktop.domain.term_records import TermRecords
from jiaoyan_desktop.domain.text import clean_line
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.store.term_records import load


def enter(db: Database, entry: Substitution) -> Substitution:
    """Keeps an entry of 调课代课, new or changed; subject and teacher that change are taken from the timetable.

    UserError (field): no lesson there, entered already, a teacher who has another class or is away then.
    """
    records = load(db, entry.term_uid)
    others = tuple(item for item in records.substitutions if item.uid != entry.uid)
    check = _Check(replace(records, substitutions=others))
    entry = entry.but(
        school_uid=entry.school_uid or records.term.school_uid,
        reason=clean_line(entry.reason).text,
        note=clean_line(entry.note).text,
        new_subject=clean_line(entry.new_subject).text,
    )
    made = {SUBSTITUTE: check.substitute, SWAP: check.swap, CLASS_AWAY: check.class_away, LEAVE: check.leave}[
        entry.kind
    ]
    checked = made(entry)
    with db.change(f"登记{KIND_WORDS[entry.kind]}：{day_name(entry.day)}{check.title(checked)}") as change:
        return change.put(checked)


def remove(db: Database, entries: Sequence[Substitution]) -> None:
    """Deletes entries; the timetable holds again there."""
    with db.change(f"删除调课代课{len(entries)}条") as change:
        for entry in entries:
            change.remove(entry)


class _Check:
    """Entries looked at beside all others of the term."""

    def __init__(self, records: TermRecords) -> None:
        self._records = records
        self._lessons = TermLessons(records)
        self._names = Names(records)

    def title(self, entry: Substitution) -> str:
        """三（1）班第4节, or the teacher who is away."""
        if entry.kind == LEAVE:
            return self._names.teacher(entry.old_teacher_uid)
        when = "" if entry.period == WHOLE_DAY else f"第{entry.period}节"
        return f"{self._names.school_class(entry.class_uid)}{when}"

    def substitute(self, entry: Substitution) -> Substitution:
        """Another teacher gives the lesson."""
        lesson = self._lesson(entry, entry.day, entry.period, "day", "period")
        if entry.new_teacher_uid is None:
            raise UserError("还没有写谁来代课。", field="new_teacher_uid", cure="请选一位老师。")
        subject = entry.new_subject or lesson.subject
        if entry.new_teacher_uid == lesson.teacher_uid and subject == lesson.subject:
            name = self._names.teacher(lesson.teacher_uid)
            raise UserError(f"这节课本来就是{name}上。", field="new_teacher_uid", cure="请换一位老师。")
        self._must_be_free(entry.new_teacher_uid, entry, entry.day, entry.period, "new_teacher_uid")
        return entry.but(
            subject=lesson.subject,
            old_teacher_uid=lesson.teacher_uid,
            new_subject=subject,
            other_day=None,
            other_period=0,
        )

    def swap(self, entry: Substitution) -> Substitution:
        """Two lessons of a class change places, or one moves to where the class has none."""
        other_day = entry.other_day or entry.day
        self._must_be_in_term(other_day, "other_day")
        if (other_day, entry.other_period) == (entry.day, entry.period):
            raise UserError("和同一节对调，等于没有调。", field="other_period", cure="请换一节。")
        lesson = self._lesson(entry, entry.day, entry.period, "day", "period")
        if entry.other_period < 1:
            raise UserError("还没有写和第几节对调。", field="other_period", cure="请填第几节。")
        self._must_be_new(entry, other_day, entry.other_period, "other_period")
        there = self._at(entry.class_uid, other_day, entry.other_period)
        self._must_be_free(lesson.teacher_uid, entry, other_day, entry.other_period, "other_period")
        if there is not None:
            self._must_be_free(there.teacher_uid, entry, entry.day, entry.period, "other_period")
        return entry.but(
            subject=lesson.subject,
            old_teacher_uid=lesson.teacher_uid,
            new_subject=there.subject if there else "",
            new_teacher_uid=there.teacher_uid if there else None,
            other_day=other_day,
        )

    def class_away(self, entry: Substitution) -> Substitution:
        """A class without lessons, in one period or all day."""
        self._must_be_in_term(entry.day, "day")
        if entry.class_uid is None:
            raise UserError("还没有写哪个班。", field="class_uid", cure="请选一个班。")
        self._must_be_new(entry, entry.day, entry.period, "period")
        return _plain(entry).but(old_teacher_uid=None)

    def leave(self, entry: Substitution) -> Substitution:
        """A teacher who is not here, in one period or all day."""
        self._must_be_in_term(entry.day, "day")
        if entry.old_teacher_uid is None:
            raise UserError("还没有写哪位老师不在。", field="old_teacher_uid", cure="请选一位老师。")
        for other in self._lessons.register.on(entry.day):
            same = other.kind == LEAVE and other.old_teacher_uid == entry.old_teacher_uid
            if same and (other.covers(entry.period) or entry.period == WHOLE_DAY):
                name = self._names.teacher(entry.old_teacher_uid)
                raise UserError(
                    f"{day_name(entry.day)}{name}不在，已经登记过了。", field="old_teacher_uid", cure="请改那一条。"
                )
        return _plain(entry).but(class_uid=None)

    def _lesson(self, entry: Substitution, day: date, period: int, day_field: str, period_field: str) -> Lesson:
        """The lesson the class should have there; UserError where it has none, or something is entered already."""
        self._must_be_in_term(day, day_field)
        if entry.class_uid is None:
            raise UserError("还没有写哪个班。", field="class_uid", cure="请选一个班。")
        if period < 1:
            raise UserError("还没有写第几节。", field=period_field, cure="请填第几节。")
        self._must_be_new(entry, day, period, period_field)
        found = self._at(entry.class_uid, day, period)
        if found is None:
            name = self._names.school_class(entry.class_uid)
            why = self._lessons.why_none(day) or f"课程表上{name}{day_name(day)}第{period}节没有课"
            raise UserError(f"{why}。", field=period_field, cure="请看看班级、日期和节次。")
        return found

    def _at(self, class_uid: str | None, day: date, period: int) -> Lesson | None:
        expected = self._lessons.register.expected(day, self._lessons.planned_on(day))
        return next((item for item in expected if (item.class_uid, item.period) == (class_uid, period)), None)

    def _must_be_in_term(self, day: date, field: str) -> None:
        term = self._records.term
        if not term.starts_on <= day <= term.ends_on:
            raise UserError(f"{day_name(day)}不在这学期里。", field=field, cure="请看看日期。")

    def _must_be_new(self, entry: Substitution, day: date, period: int, field: str) -> None:
        for other in self._lessons.register.on(day):
            if other.class_uid is None or other.class_uid != entry.class_uid:
                continue
            here = other.day == day and (other.covers(period) or period == WHOLE_DAY)
            there = other.kind == SWAP and other.other_day == day and period in (WHOLE_DAY, other.other_period)
            if here or there:
                when = "这一天" if period == WHOLE_DAY else f"第{period}节"
                raise UserError(
                    f"{day_name(day)}{self._names.school_class(entry.class_uid)}{when}已经登记了"
                    f"{KIND_WORDS[other.kind]}。",
                    field=field,
                    cure="请改那一条，或先删掉它。",
                )

    def _must_be_free(self, teacher_uid: str | None, entry: Substitution, day: date, period: int, field: str) -> None:
        if teacher_uid is None:
            return
        name = self._names.teacher(teacher_uid)
        for other in self._lessons.register.on(day):
            if other.kind == LEAVE and other.old_teacher_uid == teacher_uid and other.covers(period):
                raise UserError(f"{name}{day_name(day)}不在。", field=field, cure="请换一位老师或换一节。")
        for lesson in self._lessons.at(day, period):
            if lesson.teacher_uid == teacher_uid and lesson.class_uid != entry.class_uid:
                where = self._names.school_class(lesson.class_uid)
                raise UserError(
                    f"{name}{day_name(day)}第{period}节在{where}上{lesson.subject}。",
                    field=field,
                    cure="请换一位老师或换一节。",
                )


def _plain(entry: Substitution) -> Substitution:
    """An entry without what only 调课 and 代课 have."""
    return entry.but(subject="", new_subject="", new_teacher_uid=None, other_day=None, other_period=0)
