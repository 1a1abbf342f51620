"""Rows and columns of the lists of 集体备课: lesson studies and preparation meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jiaoyan_desktop.domain.activity import Activity, Participant
from jiaoyan_desktop.domain.dates import month_day, weekday_short
from jiaoyan_desktop.domain.glossary import ACTIVITY_STATES, STUDY_STAGES
from jiaoyan_desktop.domain.naming import Names, grade_name
from jiaoyan_desktop.domain.study_standing import StudyStanding

from .table_model import Column

STAGE_TONES = {"备课": "dim", "磨课": "amber", "说课": "amber", "引课": "blue", "议课": "blue", "优课": "accent"}
ACTIVITY_TONES = {"planned": "blue", "done": "accent", "moved": "amber", "cancelled": "dim"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyRow:
    """A lesson study as a line of the list; all words are ready."""

    standing: StudyStanding
    subject: str  # 四年级语文
    lead: str
    assistants: str

    @property
    def uid(self) -> str:
        """What tells the row apart."""
        return self.standing.study.uid

    @property
    def topic(self) -> str:
        """The topic as written."""
        return self.standing.study.topic

    @property
    def stage(self) -> str:
        """备课 to 优课."""
        return self.standing.study.stage

    @property
    def opinions(self) -> str:
        """采纳5／7."""
        count = len(self.standing.comments)
        return f"采纳{self.standing.adopted}／{count}" if count else ""

    @property
    def day(self) -> date | None:
        """When the meeting is planned."""
        return self.standing.study.planned_on


def study_row(standing: StudyStanding, names: Names) -> StudyRow:
    """The line of one lesson study."""
    study = standing.study
    return StudyRow(
        standing=standing,
        subject=f"{grade_name(study.grade)}{study.subject}",
        lead=names.teacher(study.lead_uid),
        assistants=names.teachers(study.assistant_uids),
    )


def study_columns() -> tuple[Column, ...]:
    """The columns of the list of lesson studies."""
    return (
        Column(key="topic", title="课题", text=lambda row: row.topic, stretch=True),
        Column(
            key="subject",
            title="年级学科",
            text=lambda row: row.subject,
            sort=lambda row: (row.standing.study.grade, row.standing.study.subject),
            width=110,
        ),
        Column(key="lead", title="主备人", text=lambda row: row.lead, width=104),
        Column(
            key="stage",
            title="阶段",
            text=lambda row: row.stage,
            sort=lambda row: _place(STUDY_STAGES, row.stage),
            chip=lambda row: (row.stage, STAGE_TONES.get(row.stage, "dim")),
            width=74,
        ),
        Column(
            key="drafts",
            title="教案稿",
            text=lambda row: row.standing.drafts_said,
            sort=lambda row: len(row.standing.lines),
            width=128,
        ),
        Column(
            key="opinions",
            title="意见",
            text=lambda row: row.opinions,
            sort=lambda row: len(row.standing.comments),
            width=84,
        ),
        Column(
            key="day",
            title="集备日子",
            text=lambda row: f"{month_day(row.day)} {weekday_short(row.day)}" if row.day else "",
            sort=lambda row: row.day,
            width=108,
        ),
        Column(
            key="hint",
            title="提示",
            text=lambda row: "；".join(row.standing.hints),
            chip=lambda row: (row.standing.hints[0], "amber") if row.standing.hints else None,
            width=168,
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """A preparation meeting as a line of the list."""

    activity: Activity
    topic: str  # of the lesson study it was about
    host: str
    attendance: str  # 实到5／应到6

    @property
    def uid(self) -> str:
        """What tells the row apart."""
        return self.activity.uid


def meeting_row(activity: Activity, topic: str, people: Sequence[Participant], names: Names) -> MeetingRow:
    """The line of one meeting."""
    present = sum(item.attendance == "present" for item in people)
    return MeetingRow(
        activity=activity,
        topic=topic,
        host=names.teacher(activity.host_uid),
        attendance=f"实到{present}／应到{len(people)}" if people else "",
    )


def meeting_columns() -> tuple[Column, ...]:
    """The columns of the list of preparation meetings."""

    def when(row: MeetingRow) -> str:
        day = row.activity.happened_on
        return f"{month_day(day)} {weekday_short(day)}" if day else "还没定日子"

    return (
        Column(key="day", title="日子", text=when, sort=lambda row: row.activity.happened_on, width=120),
        Column(key="title", title="备课会", text=lambda row: row.activity.title, stretch=True),
        Column(key="topic", title="课例", text=lambda row: row.topic, width=180),
        Column(key="host", title="主持人", text=lambda row: row.host, width=130),
        Column(key="place", title="地点", text=lambda row: row.activity.place, width=120),
        Column(key="people", title="出勤", text=lambda row: row.attendance, width=130),
        Column(
            key="state",
            title="状态",
            text=lambda row: ACTIVITY_STATES[row.activity.state],
            chip=lambda row: (ACTIVITY_STATES[row.activity.state], ACTIVITY_TONES[row.activity.state]),
            width=90,
        ),
    )


def _place(order: Sequence[str], word: str) -> int:
    return order.index(word) if word in order else len(order)
