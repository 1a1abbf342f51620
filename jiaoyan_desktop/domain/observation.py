"""Observation (听课记录), with the rubric it was scored by frozen inside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One criterion (指标) of a rubric and the points it is worth."""

    name: str
    points: float
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A grade of a rubric: ``name`` from ``at_least`` points."""

    name: str
    at_least: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """How lessons are scored and which comment columns the county wants (domain F12, 3.4)."""

    id: str
    title: str
    version: str = "1"
    criteria: tuple[Criterion, ...] = ()
    grades: tuple[Grade, ...] = ()
    remark_columns: tuple[str, ...] = ("优点", "不足", "希望")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Points given for one criterion."""

    criterion: str
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What was written in one comment column, for example 不足."""

    column: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonStep:
    """One line of the lesson as it went: minute, what happened, what the observer thought."""

    at: str  # 8:05, or 5' as the observer wrote it
    teaching: str
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Record):
    """One observer hearing one lesson. It counts once day, period, observer and teacher are known."""

    term_uid: str
    happened_on: date
    period: int = 0  # 0 when not known
    observer_uid: str
    taught_by_uid: str | None = None
    taught_by_text: str = ""  # a teacher of another school, or as written where not matched
    class_uid: str | None = None
    class_text: str = ""  # another school's class
    subject: str = ""
    topic: str = ""
    kind: str = "推门听课"  # a kind of the pack (domain F11)
    lesson_count: int = 1  # 节数 1 to 4 (domain 1.6)
    is_outside: bool = False  # 校外听课
    place_text: str = ""  # school or room, for a lesson elsewhere
    is_walkthrough: bool = False  # 巡课: kept apart, not in the 节数
    grade: str = ""  # 优 良 中 差 or as written
    total: float | None = None  # points
    scores: tuple[Score, ...] = ()
    rubric: Rubric | None = None
    steps: tuple[LessonStep, ...] = ()
    remarks: tuple[Remark, ...] = ()
    summary: str = ""
    is_draft: bool = False
    recorded_on: date | None = None  # when it was entered; kept beside happened_on (补录)
    reason: str = ""  # the person's word on something that was flagged
    activity_uid: str | None = None
    lesson_study_uid: str | None = None
    draft_revision_uid: str | None = None  # the C draft that was taught
    pictures: tuple[str, ...] = ()  # blob hashes: photographed pages
    source: str = ""  # file, sheet and row it was read from
