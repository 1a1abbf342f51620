"""课程表 -> one version of the timetable with its slots, odd and even weeks, and the bell times in its note."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

from ..documents.sheets_model import Workbook
from ..documents.sheets_timetable import TimetableSheets, read_timetable
from ..documents.sheets_timetable_marks import Lesson
from ..domain.class_names import class_label, read_class
from ..domain.dates import date_cn
from ..domain.glossary import subject_name
from ..domain.people import SchoolClass, Teacher
from ..domain.term import BellSchedule
from ..domain.term_records import TermRecords
from ..domain.text import clean_line
from ..domain.timetable import Slot, Timetable
from ..domain.timetable_text import LessonWords, read_bells, read_effective, read_lesson, read_week_rules
from ..errors import UserError
from .collecting_groups import Classes
from .collecting_names import explain, roster_of, teacher_words
from .collecting_plan import CHANGED, MUST, NEW, NOTE, REFUSED, UNCHANGED, FieldChange, PlanBuilder, some
from .collecting_sources import not_recognised, wrong_term

_DAYS = "一二三四五六日"
_PARITY_WORDS = {"all": "", "odd": "单周", "even": "双周"}
_TITLE = re.compile(r"课程表|课表")

WeekRules = dict[tuple[str, str], tuple[str, str]]
Key = tuple[str, int, int, str]  # class, weekday, period, parity


def plan_timetable(records: TermRecords, workbook: Workbook, builder: PlanBuilder, _options: dict[str, Any]) -> None:
    """What the table would change; a version is a whole, so a place it leaves empty is emptied there."""
    found = read_timetable(workbook)
    if found is None or not found.lessons:
        raise not_recognised(workbook, "timetable")
    builder.notes += found.notes
    words = "\n".join(found.words)
    wrong_term(words, records.term, builder)
    version = _version(records, found, words, builder)
    _plan_bells(records, words, version.effective_from, builder)
    planner = _Planner(records, version, read_week_rules(words), builder)
    # Places that two subjects share come last: who gives the second depends on who is free.
    for lesson in sorted(found.lessons, key=lambda item: is_shared(read_lesson(_text(item)))):
        planner.plan(lesson)
    planner.finish()


def _version(records: TermRecords, found: TimetableSheets, words: str, builder: PlanBuilder) -> Timetable:
    said = read_effective(words)
    day = said or max(records.term.starts_on, records.term.first_week_on)
    if said is None:
        builder.notes.append(f"请留意：表上没有写从哪天起执行，按学期第一周的{date_cn(day)}记。")
    notes = [clean_line(word).text for word in found.words if not _TITLE.search(word)]
    known = next((item for item in records.timetables if item.effective_from == day), None)
    if known is None:
        name = f"课程表（{date_cn(day)}起）"
        version = Timetable(term_uid=records.term.uid, name=name, effective_from=day, note="\n".join(notes))
        builder.put(version)
        return version
    if notes and not known.note:
        known = replace(known, note="\n".join(notes))
        builder.put(known)
    return known


def _plan_bells(records: TermRecords, words: str, day: date, builder: PlanBuilder) -> None:
    periods = read_bells(words)
    if not periods:
        if re.search(r"\d{1,2}[:：]\d{2}\s*[—–\-~～至到]", words):
            builder.notes.append("请留意：表上的作息时间没有认出来，请到“作息”里照着填一次。")
        return
    known = next((item for item in records.bell_schedules if item.effective_from == day), None)
    if known is None:
        name = f"作息（{date_cn(day)}起）"
        builder.put(BellSchedule(term_uid=records.term.uid, name=name, effective_from=day, periods=periods))
    elif known.periods != periods:
        builder.notes.append(f"请留意：表上的作息和已有的“{known.name}”不一样，没有动。")


class _Planner:
    def __init__(self, records: TermRecords, version: Timetable, rules: WeekRules, builder: PlanBuilder) -> None:
        self._records = records
        self._version = version
        self._rules = rules
        self._builder = builder
        self._roster = roster_of(records)
        self._names = teacher_words(records)
        self._classes = Classes(records, builder)
        self._known: dict[Key, Slot] = {_key(slot): slot for slot in records.slots if slot.timetable_uid == version.uid}
        self._assigned = {
            (item.class_uid, item.subject): item.teacher_uid for item in records.assignments if item.ends_on is None
        }
        self._slots: dict[Key, tuple[Slot, Lesson]] = {}
        self._in_file: set[str] = set()  # classes
        self._teachers_in_file: set[str] = set()  # names as written
        self._seen: set[tuple[str, int, int]] = set()
        self._bad_classes: set[tuple[str, int, int]] = set()
        self._told: set[Key] = set()  # places where 任课分工 was spoken of already
        self._other_words: dict[str, int] = {}

    def plan(self, lesson: Lesson) -> None:
        """What one place of the table comes to."""
        words = read_lesson(_text(lesson))
        if lesson.taught_by:
            self._teachers_in_file.add(lesson.taught_by)
        has_text = words is not None or bool(lesson.taught_by and lesson.school_class.text)
        school_class = self._class_of(lesson, has_text=has_text)
        if school_class is None:
            return
        title = f"{_label(school_class)} {_when(lesson)} {clean_line(_text(lesson)).text} {lesson.taught_by}".strip()
        if lesson.taught_by:
            words = self._words_of_teacher(lesson, school_class, words)
            if words is None:
                self._builder.row(lesson.cell, REFUSED, title)
                return
        else:
            self._in_file.add(school_class.uid)
        place = (school_class.uid, lesson.weekday, lesson.period)
        if words is None:
            return
        if place in self._seen:
            self._builder.problem(lesson.cell, "period", "节次", MUST, "同一个班的这一节在表里出现了两次。")
            self._builder.row(lesson.cell, REFUSED, title)
            return
        self._seen.add(place)
        slots = self._slots_of(lesson, school_class, words)
        if slots is None:
            self._builder.row(lesson.cell, REFUSED, title)
            return
        self._compare(lesson, slots, title)

    def finish(self) -> None:
        """What can be said of the whole: places emptied, one teacher in two rooms, lessons that are no subject."""
        # A page of one class says nothing of the others, nor a teacher's of what others give.
        theirs = {found.uid for name in self._teachers_in_file if (found := self._roster.match(name).teacher)}
        emptied = [
            slot
            for key, slot in self._known.items()
            if (key[0] in self._in_file or slot.teacher_uid in theirs) and key[:3] not in self._seen
        ]
        for slot in emptied:
            self._builder.remove(slot)
        if emptied:
            words = some(self._words(slot) for slot in emptied)
            self._builder.notes.append(f"这一版里原来有、现在表上空着的，会去掉：{words}。")
        if self._other_words:
            words = some(f"{word}（{count}节）" for word, count in self._other_words.items())
            self._builder.notes.append(f"不在学科表里、照写记下的课：{words}。")
        self._tell_clashes()

    def _class_of(self, lesson: Lesson, *, has_text: bool) -> SchoolClass | None:
        cell = lesson.school_class
        try:
            return self._classes.get(read_class(cell.value, self._classes.by_pair, field="class_uid"))
        except UserError as refused:
            place = (cell.sheet, cell.row, cell.column)
            if has_text and place not in self._bad_classes:
                self._bad_classes.add(place)
                self._builder.mistake(cell, "class_uid", "班级", refused)
                self._builder.row(cell, REFUSED, cell.text or "没有写班级的一行")
            return None

    def _words_of_teacher(
        self, lesson: Lesson, school_class: SchoolClass, words: LessonWords | None
    ) -> LessonWords | None:
        """What a place of a teacher's own timetable says; the subject is the one she has in that class if unsaid."""
        if words is not None:
            return LessonWords(words.subjects, (lesson.taught_by,))
        teacher = self._roster.match(lesson.taught_by, class_uid=school_class.uid).teacher
        subjects = [
            subject
            for (class_uid, subject), uid in self._assigned.items()
            if teacher and (class_uid, uid) == (school_class.uid, teacher.uid)
        ]
        if len(subjects) == 1:
            return LessonWords(((subjects[0], "all"),), (lesson.taught_by,))
        reason = "没有写是什么课，从任课分工里也看不出来。请把课写上。"
        self._builder.problem(lesson.cell, "subject", "科目", MUST, reason)
        return None

    def _slots_of(self, lesson: Lesson, school_class: SchoolClass, words: LessonWords) -> list[Slot] | None:
        subjects = self._weeks(lesson, words)
        if subjects is None:
            return None
        teachers: list[Teacher | None] = []
        for number, (subject, _) in enumerate(subjects):
            name = words.teachers[number] if len(words.teachers) == len(subjects) else next(iter(words.teachers), "")
            teacher = self._teacher(lesson, school_class, subject, name)
            if name and teacher is None:
                return None
            teachers.append(teacher)
        if len(words.teachers) > 1 and len(words.teachers) != len(subjects):
            reason = f"一格里写了{len(words.teachers)}位老师，只有{len(subjects)}门课，分不清谁上。"
            self._builder.problem(lesson.cell, "teacher_uid", "任课教师", MUST, reason)
            return None
        if is_shared(words) and not lesson.taught_by:
            teachers = [
                self._shared(lesson, school_class, subject, parity, teacher)
                for (subject, parity), teacher in zip(subjects, teachers, strict=True)
            ]
        return [
            Slot(
                timetable_uid=self._version.uid,
                class_uid=school_class.uid,
                weekday=lesson.weekday,
                period=lesson.period,
                subject=subject,
                parity=parity,
                teacher_uid=teacher.uid if teacher else None,
            )
            for (subject, parity), teacher in zip(subjects, teachers, strict=True)
        ]

    def _weeks(self, lesson: Lesson, words: LessonWords) -> list[tuple[str, str]] | None:
        """(standard subject, parity) of each lesson that shares the place."""
        said = [(self._subject(word), parity) for word, parity in words.subjects]
        if len(said) == 1 or all(parity for _, parity in said):
            return said
        if len(said) != 2:
            reason = "一格里写了三门以上的课，分不清哪周上哪门。"
            self._builder.problem(lesson.cell, "subject", "科目", MUST, reason)
            return None
        pair = (words.subjects[0][0], words.subjects[1][0])
        rule = self._rules.get(pair) or self._rules.get((pair[1], pair[0]))
        if rule:
            return [(self._subject(rule[0]), "odd"), (self._subject(rule[1]), "even")]
        reason = f"没有说明哪周上哪门，按写的先后记：单周{said[0][0]}、双周{said[1][0]}。"
        self._builder.problem(lesson.cell, "parity", "单双周", NOTE, reason)
        return [(said[0][0], "odd"), (said[1][0], "even")]

    def _subject(self, word: str) -> str:
        found = subject_name(word)
        if found is None:
            self._other_words[word] = self._other_words.get(word, 0) + 1
        return found or word

    def _teacher(self, lesson: Lesson, school_class: SchoolClass, subject: str, written: str) -> Teacher | None:
        if not written:
            return None
        found = self._roster.match(written, subject=subject, class_uid=school_class.uid)
        if found.teacher is None:
            reason, suggestion = explain(written, found, self._names)
            self._builder.problem(lesson.cell, "teacher_uid", "任课教师", MUST, reason, suggestion=suggestion)
            return None
        if not found.is_sure:
            reason = f"{found.how}，按{self._names(found.teacher)}记。"
            self._builder.problem(lesson.cell, "teacher_uid", "任课教师", NOTE, reason)
        return found.teacher

    def _shared(
        self, lesson: Lesson, school_class: SchoolClass, subject: str, parity: str, written: Teacher | None
    ) -> Teacher | None:
        """劳/书 with one name: she gives what 任课分工 says she gives, the other lesson its own teacher if free."""
        assigned = self._records.teacher_by_uid.get(self._assigned.get((school_class.uid, subject), ""))
        if written is None or assigned is None or assigned.uid == written.uid:
            return written
        what = f"{_PARITY_WORDS[parity]}{subject}"
        elsewhere = next(
            (
                slot
                for slot, other in self._slots.values()
                if (slot.teacher_uid, other.weekday, other.period) == (assigned.uid, lesson.weekday, lesson.period)
                and slot.class_uid != school_class.uid
                and slot.parity in ("all", parity)
            ),
            None,
        )
        if elsewhere is None:
            reason = f"格里只写了{self._names(written)}，{what}按任课分工记{self._names(assigned)}。"
        else:
            reason = (
                f"任课分工里{what}是{self._names(assigned)}，可这一节已经有课（{self._words(elsewhere)}），"
                f"先照格里写的记{self._names(written)}。"
            )
        self._builder.problem(lesson.cell, "teacher_uid", "任课教师", NOTE, reason)
        self._told.add((school_class.uid, lesson.weekday, lesson.period, parity))
        return assigned if elsewhere is None else written

    def _compare(self, lesson: Lesson, slots: list[Slot], title: str) -> None:
        place = _key(slots[0])[:3]
        before = {key: slot for key, slot in self._known.items() if key[:3] == place}
        changes: list[FieldChange] = []
        for slot in slots:
            known = before.pop(_key(slot), None)
            kept = known.but(subject=slot.subject, teacher_uid=slot.teacher_uid) if known else slot
            self._slots[_key(slot)] = (kept, lesson)
            if kept != known:
                self._builder.put(kept)
                old = self._words(known) if known else ""
                changes.append(FieldChange(field="subject", label="课", old=old, new=self._words(kept)))
            self._check_assignment(lesson, kept)
        for slot in before.values():
            self._builder.remove(slot)
            changes.append(FieldChange(field="subject", label="课", old=self._words(slot), new=""))
        is_new = all(not change.old for change in changes)
        state = UNCHANGED if not changes else NEW if is_new else CHANGED
        self._builder.row(lesson.cell, state, title, () if is_new else changes)

    def _check_assignment(self, lesson: Lesson, slot: Slot) -> None:
        assigned = self._assigned.get((slot.class_uid, slot.subject))
        if slot.teacher_uid and assigned and assigned != slot.teacher_uid and _key(slot) not in self._told:
            by_uid = self._records.teacher_by_uid
            reason = (
                f"课程表上是{self._names(by_uid[slot.teacher_uid])}，"
                f"任课分工写的是{self._names(by_uid[assigned])}。以哪个为准，请看一下。"
            )
            self._builder.problem(lesson.cell, "teacher_uid", "任课教师", NOTE, reason)

    def _tell_clashes(self) -> None:
        """One teacher in two rooms in the same week: both lessons come in, and both are told."""
        at: dict[tuple[str, int, int], list[tuple[Slot, Lesson]]] = {}
        for slot, lesson in self._slots.values():
            if slot.teacher_uid:
                at.setdefault((slot.teacher_uid, slot.weekday, slot.period), []).append((slot, lesson))
        for (teacher_uid, _, _), meeting in at.items():
            for slot, lesson in meeting:
                others = [other for other, _ in meeting if other is not slot and _same_week(slot, other)]
                if others:
                    name = self._names(self._records.teacher_by_uid[teacher_uid])
                    reason = f"{name}这一节还在{some(self._words(other) for other in others)}，一个人上不了两处。"
                    self._builder.problem(lesson.cell, "teacher_uid", "任课教师", NOTE, reason)

    def _words(self, slot: Slot) -> str:
        found = next((item for item in self._classes.by_pair.values() if item.uid == slot.class_uid), None)
        teacher = self._records.teacher_by_uid.get(slot.teacher_uid or "")
        parts = (
            _label(found) if found else "",
            f"周{_DAYS[slot.weekday - 1]}第{slot.period}节",
            _PARITY_WORDS[slot.parity] + slot.subject,
            self._names(teacher) if teacher else "",
        )
        return " ".join(filter(None, parts))


def is_shared(words: LessonWords | None) -> bool:
    """Whether two subjects share a place for which only one teacher is written."""
    return words is not None and len(words.subjects) > 1 and len(words.teachers) == 1


def _key(slot: Slot) -> Key:
    return slot.class_uid, slot.weekday, slot.period, slot.parity


def _same_week(one: Slot, other: Slot) -> bool:
    return "all" in (one.parity, other.parity) or one.parity == other.parity


def _text(lesson: Lesson) -> str:
    """What the place says besides the class."""
    return lesson.cell.lines if lesson.text is None else lesson.text


def _label(item: SchoolClass) -> str:
    return item.label or class_label(item.grade, item.number)


def _when(lesson: Lesson) -> str:
    return f"周{_DAYS[lesson.weekday - 1]}第{lesson.period}节"
