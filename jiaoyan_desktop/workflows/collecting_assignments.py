"""任课分工 -> who teaches which subject in which class."""

from __future__ import annotations

from typing import Any

from ..documents.sheets_assignments import Assigned, read_assignments
from ..documents.sheets_model import Workbook
from ..domain.class_names import class_label, read_class, read_classes
from ..domain.glossary import SUBJECTS
from ..domain.names import Match, split_names
from ..domain.people import SchoolClass, Teacher
from ..domain.term_records import TermRecords
from ..domain.text import compact
from ..domain.timetable import Assignment
from ..domain.timetable_text import NO_LESSON
from ..errors import UserError
from .collecting_groups import Classes
from .collecting_names import explain, roster_of, teacher_words
from .collecting_plan import CHANGED, MUST, NEW, NOTE, REFUSED, UNCHANGED, FieldChange, PlanBuilder
from .collecting_sources import not_recognised, wrong_term


def plan_assignments(records: TermRecords, workbook: Workbook, builder: PlanBuilder, options: dict[str, Any]) -> None:
    """What the table would change; a place it leaves empty takes nothing away."""
    table = read_assignments(workbook, options["said"])
    if table is None:
        raise not_recognised(workbook, "assignments")
    builder.notes += table.notes
    wrong_term(table.title, records.term, builder)
    planner = _Planner(records, builder)
    for place in table.places:
        planner.plan(place)
    planner.finish()


class _Planner:
    def __init__(self, records: TermRecords, builder: PlanBuilder) -> None:
        self._records = records
        self._builder = builder
        self._roster = roster_of(records)
        self._names = teacher_words(records)
        self._classes = Classes(records, builder)
        self._current = {(item.class_uid, item.subject): item for item in records.assignments if item.ends_on is None}
        self._said: dict[tuple[str, str], tuple[Assigned, Teacher]] = {}
        self._mentioned: set[tuple[str, str]] = set()
        self._bad_classes: set[tuple[str, int, str]] = set()
        self._unknown_subjects: set[str] = set()

    def plan(self, place: Assigned) -> None:
        """What one place of the table comes to."""
        if place.trouble is not None:
            if compact(place.cell.text) not in NO_LESSON:
                label = "科目" if place.trouble.field == "subject" else "班级"
                self._builder.mistake(place.school_class, place.trouble.field, label, place.trouble)
                self._builder.row(place.cell, REFUSED, f"{place.cell.text} {place.school_class.text}".strip())
            return
        for school_class in self._classes_of(place):
            self._plan_in(place, school_class)

    def _plan_in(self, place: Assigned, school_class: SchoolClass) -> None:
        written = place.cell.text
        if compact(written) in NO_LESSON:
            return
        self._mentioned.add((school_class.uid, place.subject))
        label = class_label(school_class.grade, school_class.number)
        title = f"{label} {place.subject} {written}"
        if place.subject not in SUBJECTS and place.subject not in self._unknown_subjects:
            self._unknown_subjects.add(place.subject)
            reason = f"“{place.subject}”不在学科表里，照写记下。"
            self._builder.problem(place.cell, "subject", "科目", NOTE, reason)
        teacher = self._teacher_of(place, school_class, title)
        if teacher is None:
            return
        key = (school_class.uid, place.subject)
        if key in self._said:
            self._said_twice(place, teacher, key, title)
            return
        self._said[key] = (place, teacher)
        self._compare(place, key, teacher, f"{label} {place.subject} {self._names(teacher)}")

    def finish(self) -> None:
        """Tell what is on record and not in the table."""
        left = [
            item
            for key, item in self._current.items()
            if key not in self._mentioned and item.class_uid in self._records.class_by_uid
        ]
        if left and not self._bad_classes:
            words = [
                f"{class_label(found.grade, found.number)}{item.subject}"
                for item in left[:12]
                if (found := self._records.class_by_uid[item.class_uid])
            ]
            more = f"等{len(left)}处" if len(left) > 12 else ""
            self._builder.notes.append(f"表里没有写{'、'.join(words)}{more}，原来有老师，没有动。")

    def _classes_of(self, place: Assigned) -> list[SchoolClass]:
        """The class of that place, or all that its cell names; none when a person was told why."""
        cell, existing = place.school_class, self._classes.by_pair
        try:
            if not place.is_several:
                return [self._classes.get(read_class(cell.value, existing, field="class_uid"))]
            pairs = read_classes(cell.value, existing, field="class_uid").pairs
            if not pairs:
                raise UserError(f"“{cell.text}”还没有班。", cure="先把班级加上，或写明是哪几个班。", field="class_uid")
            return [self._classes.get(pair) for pair in pairs]
        except UserError as refused:
            key = (cell.sheet, cell.row, cell.text if place.is_several else "")
            if compact(place.cell.text) not in NO_LESSON and key not in self._bad_classes:
                self._bad_classes.add(key)
                self._builder.mistake(cell, "class_uid", "班级", refused)
                self._builder.row(cell, REFUSED, cell.text or "没有写班级的一行")
            return []

    def _teacher_of(self, place: Assigned, school_class: SchoolClass, title: str) -> Teacher | None:
        written = place.cell.text
        found = self._roster.match(written, subject=place.subject, class_uid=school_class.uid)
        if found.kind == "none" and len(split_names(written)) > 1:
            reason = "一格里写了两位老师，分不清谁教。请一格只写一位。"
            self._builder.problem(place.cell, "teacher_uid", place.subject, MUST, reason)
        elif found.teacher is None:
            self._refuse(place, found)
        else:
            if not found.is_sure:
                reason = f"{found.how}，按{self._names(found.teacher)}记。"
                self._builder.problem(place.cell, "teacher_uid", place.subject, NOTE, reason)
            return found.teacher
        self._builder.row(place.cell, REFUSED, title)
        return None

    def _refuse(self, place: Assigned, found: Match) -> None:
        reason, suggestion = explain(place.cell.text, found, self._names)
        self._builder.problem(place.cell, "teacher_uid", place.subject, MUST, reason, suggestion=suggestion)

    def _said_twice(self, place: Assigned, teacher: Teacher, key: tuple[str, str], title: str) -> None:
        first, before = self._said[key]
        if before.uid == teacher.uid:
            self._builder.row(place.cell, UNCHANGED, title)
            return
        reason = f"第{first.cell.row}行写的是{self._names(before)}，两处不一样。"
        self._builder.problem(place.cell, "teacher_uid", place.subject, MUST, reason)
        self._builder.row(place.cell, REFUSED, title)

    def _compare(self, place: Assigned, key: tuple[str, str], teacher: Teacher, title: str) -> None:
        known = self._current.get(key)
        if known is None:
            made = Assignment(
                term_uid=self._records.term.uid, class_uid=key[0], subject=key[1], teacher_uid=teacher.uid
            )
            self._builder.put(made)
            self._builder.row(place.cell, NEW, title)
        elif known.teacher_uid == teacher.uid:
            self._builder.row(place.cell, UNCHANGED, title)
        else:
            before = self._records.teacher_by_uid.get(known.teacher_uid)
            old = self._names(before) if before else ""
            self._builder.put(known.but(teacher_uid=teacher.uid))
            change = FieldChange(field="teacher_uid", label="任课教师", old=old, new=self._names(teacher))
            self._builder.row(place.cell, CHANGED, title, (change,))
            reason = f"原来是{old}，按改正记。要是学期中间换的人，请到“任课分工”里登记换人的日子。"
            self._builder.problem(place.cell, "teacher_uid", place.subject, NOTE, reason)
