"""TermStatistics: all figures of a term as of one day, the same for 听课统计表, 总结, check and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from .calendar import SchoolCalendar
from .coverage import Coverage, coverage_of
from .meeting_figures import (
    ActivityFigures,
    JointFigures,
    PreparationFigures,
    activity_figures,
    joint_figures,
    preparation_figures,
)
from .naming import Names
from .observation_figures import ObservationFigures, Tally, observation_figures
from .pack import Pack
from .quotas import QuotaProgress, quota_progress
from .staff import classes_on, here_on
from .term_records import TermRecords


@dataclass(frozen=True, kw_only=True)
class PeopleFigures:
    """基本情况: who and what the school has on the day."""

    teachers: int
    classes: int
    teaching_groups: int
    preparation_groups: int
    subjects: int  # taught by 任课分工


@dataclass(frozen=True, kw_only=True)
class TermStatistics:
    """Every figure of the term; records that happened after ``as_of`` and drafts are in none of them."""

    as_of: date
    term_name: str
    people: PeopleFigures
    observations: ObservationFigures
    quotas: tuple[QuotaProgress, ...]
    coverage: Coverage
    activities: ActivityFigures
    preparation: PreparationFigures
    joint: JointFigures
    names: Names

    def quotas_of(self, teacher_uid: str) -> tuple[QuotaProgress, ...]:
        """The quotas of one person, one per post (domain scenario 26)."""
        return tuple(item for item in self.quotas if item.teacher_uid == teacher_uid)

    def lessons_by(self, observer_uid: str) -> Tally:
        """What one person heard; an empty tally when she heard nothing."""
        return self.observations.by_observer.get(observer_uid, Tally())

    def to_dict(self) -> dict[str, Any]:
        """Plain values for ``jiaoyan stats --json``."""
        return {
            "as_of": self.as_of.isoformat(),
            "term": self.term_name,
            "people": _plain(self.people),
            "observations": self._observations_dict(),
            "quotas": [{"name": self.names.teacher(item.teacher_uid), **item.to_dict()} for item in self.quotas],
            "coverage": self._coverage_dict(),
            "activities": self._activities_dict(),
            "preparation": _plain(self.preparation),
            "joint_research": {**_plain(self.joint), "schools": list(self.joint.schools)},
        }

    def _observations_dict(self) -> dict[str, Any]:
        figures = self.observations
        return {
            **figures.total.to_dict(),
            "taught_lessons": figures.taught_lessons,
            "taught_by_kind": figures.taught_by_kind,
            "walkthroughs": len(figures.walkthroughs),
            "late_entries": len(figures.late_entries),
            "drafts": len(figures.drafts),
            "incomplete": len(figures.incomplete),
            "later": figures.later,
            "by_observer": [
                {"teacher_uid": uid, "name": self.names.teacher(uid), **tally.to_dict()}
                for uid, tally in figures.by_observer.items()
            ],
            "by_month": {month: tally.to_dict() for month, tally in figures.by_month.items()},
            "by_week": [{"week": week, **tally.to_dict()} for week, tally in figures.by_week.items()],
            "by_subject": {subject: tally.to_dict() for subject, tally in figures.by_subject.items()},
            "by_teacher": [
                {
                    "teacher_uid": key if self.names.teacher(key) else None,
                    "name": self.names.teacher(key) or key,
                    "taught_lessons": figures.taught_by_teacher.get(key, 0),
                    **tally.to_dict(),
                }
                for key, tally in figures.by_teacher.items()
            ],
        }

    def _coverage_dict(self) -> dict[str, Any]:
        return {
            "teachers": len(self.coverage.lessons_of),
            "heard": len(self.coverage.lessons_of) - len(self.coverage.short),
            "rate": round(self.coverage.rate, 4),
            "never_heard": [{"teacher_uid": uid, "name": self.names.teacher(uid)} for uid in self.coverage.short],
        }

    def _activities_dict(self) -> dict[str, Any]:
        figures = self.activities
        return {
            "done": len(figures.done),
            "by_kind": figures.by_kind,
            "by_month": figures.by_month,
            "by_subject": figures.by_subject,
            "attendance": figures.attendance.to_dict(),
            "attendance_by_kind": {kind: tally.to_dict() for kind, tally in figures.attendance_by_kind.items()},
            "guests": figures.guests,
        }


def term_statistics(
    records: TermRecords, pack: Pack, as_of: date, calendar: SchoolCalendar | None = None
) -> TermStatistics:
    """All figures of the term as of that day, in one pass over each kind of record."""
    calendar = calendar or SchoolCalendar.of_records(records)
    figures = observation_figures(records.observations, calendar, as_of)
    quotas = [
        progress
        for rule in pack.rules
        if rule.kind == "quota"
        for progress in quota_progress(records, pack, rule, figures, calendar, as_of)
    ]
    return TermStatistics(
        as_of=as_of,
        term_name=records.term.name,
        people=_people(records, as_of),
        observations=figures,
        quotas=tuple(quotas),
        coverage=coverage_of(records, figures, as_of),
        activities=activity_figures(records, as_of),
        preparation=preparation_figures(records, as_of),
        joint=joint_figures(records, as_of),
        names=Names(records),
    )


def _people(records: TermRecords, as_of: date) -> PeopleFigures:
    kinds = [group.kind for group in records.groups]
    return PeopleFigures(
        teachers=sum(here_on(item, as_of) for item in records.teachers),
        classes=len(classes_on(records, as_of)),
        teaching_groups=kinds.count("teaching"),
        preparation_groups=kinds.count("preparation"),
        subjects=len({item.subject for item in records.assignments if (item.starts_on or as_of) <= as_of}),
    )


def _plain(figures: PeopleFigures | PreparationFigures | JointFigures) -> dict[str, Any]:
    return dict(vars(figures))
