"""Figures of what was done together: activities with attendance, lesson studies with drafts, joint-research days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .activity import Activity, Participant
from .preparation import Comment, Draft
from .term_records import TermRecords


@dataclass(slots=True)
class Attendance:
    """人次 of our own people: 应到, 到, 请假, 公出, 未到, and those whose coming nobody wrote down."""

    expected: int = 0
    present: int = 0
    leave: int = 0
    official: int = 0
    absent: int = 0
    unrecorded: int = 0

    def add(self, participant: Participant) -> None:
        """Counts one person at one activity."""
        name = "unrecorded" if participant.attendance == "expected" else participant.attendance
        setattr(self, name, getattr(self, name) + 1)
        self.expected += 1

    @property
    def rate(self) -> float | None:
        """到 / 应到; None where nobody was expected."""
        return self.present / self.expected if self.expected else None

    def to_dict(self) -> dict[str, Any]:
        """Plain values for the command line."""
        return {
            "expected": self.expected,
            "present": self.present,
            "leave": self.leave,
            "official": self.official,
            "absent": self.absent,
            "unrecorded": self.unrecorded,
            "rate": None if self.rate is None else round(self.rate, 4),
        }


@dataclass(frozen=True, kw_only=True)
class ActivityFigures:
    """Activities that took place by a day, and who came."""

    done: tuple[Activity, ...]
    by_kind: dict[str, int]
    by_month: dict[str, int]
    by_subject: dict[str, int]
    by_group: dict[str, int]  # group uid
    attendance: Attendance
    attendance_by_kind: dict[str, Attendance]
    attendance_by_teacher: dict[str, Attendance]
    guests: int  # 人次 of other schools


@dataclass(frozen=True, kw_only=True)
class PreparationFigures:
    """集体备课: lesson studies begun by a day, their drafts and what became of the opinions."""

    studies: int = 0
    drafts: dict[str, int] = field(default_factory=dict)  # A, B, C
    taught: int = 0
    comments: int = 0
    adopted: int = 0  # wholly or partly
    reflections: int = 0


@dataclass(frozen=True, kw_only=True)
class JointFigures:
    """校际联研: days, our part in them, and what teachers handed in."""

    days: int = 0
    hosted: int = 0
    county: int = 0
    participants: int = 0  # 人次 of our own people who came
    lessons_given: int = 0  # 出课 by our own people
    schools: tuple[str, ...] = ()  # the other schools met
    notes: int = 0
    reflections: int = 0


def is_done(activity: Activity, as_of: date) -> bool:
    """Whether it took place by that day."""
    return activity.state == "done" and activity.happened_on is not None and activity.happened_on <= as_of


def activity_figures(records: TermRecords, as_of: date) -> ActivityFigures:
    """Adds up the activities that took place; planned, moved and cancelled ones do not count."""
    done = tuple(item for item in records.activities if is_done(item, as_of))
    total = Attendance()
    by_kind: dict[str, Attendance] = defaultdict(Attendance)
    by_teacher: dict[str, Attendance] = defaultdict(Attendance)
    guests = 0
    for activity in done:
        for person in records.participants_of.get(activity.uid, ()):
            if person.teacher_uid is None:
                guests += person.attendance == "present"
                continue
            for tally in (total, by_kind[activity.kind], by_teacher[person.teacher_uid]):
                tally.add(person)
    return ActivityFigures(
        done=done,
        by_kind=_count(item.kind for item in done),
        by_month=_count(f"{item.happened_on:%Y-%m}" for item in done),
        by_subject=_count(item.subject for item in done if item.subject),
        by_group=_count(item.group_uid for item in done if item.group_uid),
        attendance=total,
        attendance_by_kind=dict(by_kind),
        attendance_by_teacher=dict(by_teacher),
        guests=guests,
    )


def preparation_figures(records: TermRecords, as_of: date) -> PreparationFigures:
    """Adds up lesson studies and drafts; a draft counts from the day of its first revision."""
    begun = {
        draft.uid
        for draft in records.drafts
        if any(_by(revision.made_on, as_of) for revision in records.revisions_of.get(draft.uid, ()))
    }
    drafts = [draft for draft in records.drafts if draft.uid in begun]
    studies = {draft.lesson_study_uid for draft in drafts}
    comments = [
        item for item in records.comments if item.lesson_study_uid in studies and was_said(records, item, as_of)
    ]
    return PreparationFigures(
        studies=len(studies),
        drafts=_count(draft.stage for draft in drafts),
        taught=sum(was_taught(records, draft, as_of) for draft in drafts),
        comments=len(comments),
        adopted=sum(item.verdict in ("adopted", "partly") for item in comments),
        reflections=sum(_by(item.written_on, as_of) for item in records.reflections),
    )


def was_said(records: TermRecords, comment: Comment, as_of: date) -> bool:
    """Whether an opinion was there by a day: one of a meeting is as old as the meeting."""
    meeting = records.activity_by_uid.get(comment.activity_uid or "")
    return _by(meeting.happened_on if meeting else None, as_of)


def joint_figures(records: TermRecords, as_of: date) -> JointFigures:
    """Adds up the joint-research days that took place by a day."""
    days = [item for item in records.activities if item.is_joint and is_done(item, as_of)]
    ours = [
        person
        for day in days
        for person in records.participants_of.get(day.uid, ())
        if person.teacher_uid is not None and person.attendance == "present"
    ]
    handins = [item for day in days for item in records.handins_of.get(day.uid, ()) if _by(item.received_on, as_of)]
    schools = {name for day in days for name in (day.host_school, *day.member_schools)}
    return JointFigures(
        days=len(days),
        hosted=sum(day.is_host for day in days),
        county=sum(day.level == "county" for day in days),
        participants=len(ours),
        lessons_given=sum(person.teaches for person in ours),
        schools=tuple(sorted(schools - {records.school.name, *records.school.aliases, ""})),
        notes=sum(item.kind == "note" for item in handins),
        reflections=sum(item.kind == "reflection" for item in handins),
    )


def was_taught(records: TermRecords, draft: Draft, as_of: date) -> bool:
    """Whether a lesson was given by a draft by a day: teaching locks the revision it was given by."""
    if draft.state != "taught":
        return False
    locked = [item.locked_on for item in records.revisions_of.get(draft.uid, ()) if item.locked_on]
    return _by(min(locked, default=None), as_of)


def _by(day: date | None, as_of: date) -> bool:
    """A day that nobody wrote down is taken as past: the thing itself is there."""
    return day is None or day <= as_of


def _count(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))
