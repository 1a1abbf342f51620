"""Difference: one place where 花名册, 任课分工, 课程表 and 周进度 say different things, and the ways to settle it."""

from __future__ import annotations

from dataclasses import dataclass

MUST, LOOK = "必须改", "请留意"
LATER = "later"  # 先放着: kept as a word of the school, so that it is not shown again
# What a choice does; ``value`` says with what.
TIMETABLE_GETS = "timetable_gets"  # the lessons of that class and subject get the teacher ``value``
ASSIGNMENT_GETS = "assignment_gets"  # 任课分工 is corrected to the teacher ``value``; empty: nobody teaches it there
PERIODS_ARE = "periods_are"  # the standard of 周课时 for ``grade`` becomes ``value``
NOT_OPENED = "not_opened"  # ``grade`` does not open ``lesson``, or opens it no more
OPEN = "open"  # nothing is written: goes to the view ``value`` of 教师与课表
COPY = "copy"  # nothing is written: ``value`` is the text for the chat
# What the differences are about, for filtering.
GROUPS = {
    "people": ("谁在教", ("teacher_away", "no_lessons")),
    "lessons": ("班级和学科", ("other_teacher", "not_assigned", "not_on_timetable", "class_without_timetable")),
    "hours": ("课时和开齐", ("weekly_periods", "not_opened")),
    "progress": ("周进度", ("progress_missing", "progress_untaught", "progress_none")),
}
WRITING = frozenset({LATER, TIMETABLE_GETS, ASSIGNMENT_GETS, PERIODS_ARE, NOT_OPENED})


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to settle a difference: the words on its button, what it does and with what."""

    label: str
    how: str
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where the tables do not agree; ``key`` names the place and what is said there, over restarts."""

    code: str
    key: str
    level: str
    subject: tuple[str, str]  # (kind, uid) of the record it is about
    title: str  # 四（2）班语文, for the list
    sentence: str
    says: tuple[tuple[str, str], ...] = ()  # (table, what it says)
    choices: tuple[Choice, ...] = ()
    records: tuple[tuple[str, str], ...] = ()  # all (kind, uid) that say it
    class_uid: str = ""
    lesson: str = ""  # the school subject
    grade: int = 0

    @property
    def uid(self) -> str:
        """What tells it apart, also the target of the word that sets it aside."""
        return f"{PREFIX}{self.code}:{self.key}"

    @property
    def group(self) -> str:
        """The key of ``GROUPS`` it belongs to."""
        return next(key for key, (_, codes) in GROUPS.items() if self.code in codes)

    def choice(self, how: str) -> Choice | None:
        """The choice that does ``how``, where it has one."""
        return next((item for item in self.choices if item.how == how), None)


PREFIX = "reconcile:"
PUT_OFF = Choice("先放着", LATER)
