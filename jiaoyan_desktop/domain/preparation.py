"""LessonStudy (课例), Draft A/B/C with immutable revisions, Comment (研讨意见) and Reflection (教学反思)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonStudy(Record):
    """One topic worked through: A draft, B draft, C drafts, lessons, reflection."""

    term_uid: str
    topic: str
    subject: str
    grade: int  # 0 when it spans grades
    unit: str = ""
    volume: str = ""  # 年级册次
    periods: int = 1
    group_uid: str | None = None
    lead_uid: str | None = None  # 主备人
    assistant_uids: tuple[str, ...] = ()  # 辅备人
    kind: str = "多人上一课"  # or 一课多次上
    stage: str = "备课"  # 备课 磨课 说课 引课 议课 优课 (domain 1-23)
    planned_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Record):
    """One draft: A, B, or a teacher's own C (domain 3.1)."""

    lesson_study_uid: str
    stage: str  # A, B or C
    author_uid: str | None = None
    class_uid: str | None = None  # the class a C draft is for
    parent_revision_uid: str | None = None  # the revision it came from
    state: str = "writing"  # writing, asking (等意见), ready (已成稿), taught (已上课)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessStep:
    """One row of the teaching process (教学过程)."""

    step: str  # 环节
    teacher: str = ""  # 教师活动
    students: str = ""  # 学生活动
    intent: str = ""  # 设计意图


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a lesson plan: a heading with text, or with the rows of the process."""

    heading: str
    text: str = ""
    steps: tuple[ProcessStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRevision(Record):
    """One immutable state of a draft; ``locked_on`` is set once it was taught or forked from."""

    draft_uid: str
    number: int
    sections: tuple[Section, ...] = ()
    made_on: date | None = None
    note: str = ""  # 修改说明
    adopted_uids: tuple[str, ...] = ()  # comments it took in
    locked_on: date | None = None
    locked_because: str = ""
    original: str = ""  # blob hash of the teacher's own file


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(Record):
    """An opinion on a draft and what became of it (domain F13: the 采纳 column)."""

    lesson_study_uid: str
    text: str
    speaker_uid: str | None = None
    speaker_text: str = ""
    draft_uid: str | None = None
    activity_uid: str | None = None
    verdict: str = "pending"  # pending, adopted, partly, declined
    reason: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection(Record):
    """What the teacher wrote after the lesson (domain 3-31, 3-50)."""

    lesson_study_uid: str
    teacher_uid: str
    draft_uid: str | None = None
    text: str = ""
    answers: dict[str, str] | None = None  # prompt -> answer
    written_on: date | None = None
