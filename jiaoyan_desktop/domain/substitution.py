"""Substitution: one entry of the register of 调课代课, which lies over the timetable day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .records import Record

SWAP, SUBSTITUTE, CLASS_AWAY, LEAVE = "swap", "substitute", "class_away", "leave"
KIND_WORDS = {SUBSTITUTE: "代课", SWAP: "调课", LEAVE: "老师不在", CLASS_AWAY: "全班不在"}
REASONS = ("公出", "病假", "事假")
WHOLE_DAY = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitution(Record):
    """What differs from the timetable in one period of one day; ``period`` 0 is the whole day.

    substitute: ``new_teacher_uid`` gives ``new_subject`` in place of ``old_teacher_uid`` and ``subject``.
    swap: this lesson changes places with the one of the same class on ``other_day``, ``other_period``; the ``new``
    fields say what comes here, and are empty where nothing does (the lesson is only moved).
    class_away: the class has no lesson. leave: ``old_teacher_uid`` is not here, and there is no class.
    """

    term_uid: str
    kind: str
    day: date
    period: int = WHOLE_DAY
    class_uid: str | None = None
    subject: str = ""  # by the timetable, as it was when this was entered
    old_teacher_uid: str | None = None
    new_subject: str = ""
    new_teacher_uid: str | None = None
    other_day: date | None = None
    other_period: int = 0
    reason: str = ""  # 公出, 病假, 事假, or the school's own words
    note: str = ""

    def covers(self, period: int) -> bool:
        """Whether it is about that period of its day."""
        return self.period in (WHOLE_DAY, period)
