"""What a class usually has: 周课时 and 开齐 per grade, by the national plan until the school says otherwise."""

from __future__ import annotations

from .glossary import SUBJECTS
from .term_records import TermRecords

GRADES = (1, 2, 3, 4, 5, 6)
PLACE = "reconcile"  # Answer.form_id of what the school says here
PERIODS, OPENED = "周课时", "开设学科"  # Answer.token; Answer.subject_uid is the grade

_LOWER, _UPPER = 26, 30  # lessons a week in grades 1 and 2, and 3 to 6 (domain 2.A F4, section 5)
_FROM_THE_THIRD = ("英语", "信息科技", "综合实践")
_WITHIN_OTHERS = ("书法",)  # taught inside 语文 in most schools, so a timetable without it is whole
_BETWEEN = "、"


def usual_periods(grade: int) -> int:
    """Lessons a week by the national plan: 26 in grades 1 and 2, 30 in grades 3 to 6."""
    return _LOWER if grade <= 2 else _UPPER


def usual_subjects(grade: int) -> tuple[str, ...]:
    """The subjects to be opened in a grade by the national plan."""
    left_out = _WITHIN_OTHERS if grade > 2 else (*_WITHIN_OTHERS, *_FROM_THE_THIRD)
    return tuple(subject for subject in SUBJECTS if subject not in left_out)


def periods_of(records: TermRecords, grade: int) -> int:
    """Lessons a week of a grade as the school has it, else as usual."""
    said = _said(records, PERIODS, grade)
    return int(said) if said.isdecimal() else usual_periods(grade)


def subjects_of(records: TermRecords, grade: int) -> tuple[str, ...]:
    """The subjects a grade opens as the school has it, else as usual."""
    said = _said(records, OPENED, grade)
    return tuple(said.split(_BETWEEN)) if said else usual_subjects(grade)


def as_answer(subjects: tuple[str, ...]) -> str:
    """Subjects as they are kept in an Answer."""
    return _BETWEEN.join(subjects)


def _said(records: TermRecords, token: str, grade: int) -> str:
    return next(
        (
            item.value
            for item in records.answers
            if item.form_id == PLACE and item.token == token and item.subject_uid == str(grade)
        ),
        "",
    )
