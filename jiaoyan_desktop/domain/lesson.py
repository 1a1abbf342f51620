"""Lesson: one lesson of one class on a day, as everything that asks who teaches sees it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One lesson of one class; ``teacher_uid`` is None where neither timetable nor 任课分工 knows the teacher."""

    class_uid: str
    subject: str
    teacher_uid: str | None
    weekday: int
    period: int
    parity: str = "all"
    slot_uid: str = ""
