"""TermRecords: all plain records of one term together, which statistics, requirements and forms are derived from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # whoever reads a kind of record loads it; the first look at a file needs a few of them only
    from .activity import Activity, Handin, Participant, Photo, Recommendation
    from .observation import Observation
    from .people import Group, Membership, Post, School, SchoolClass, Teacher
    from .preparation import Comment, Draft, DraftRevision, LessonStudy, Reflection
    from .reporting import Answer, Confirmation
    from .substitution import Substitution
    from .term import BellSchedule, CalendarDay, Term
    from .timetable import Assignment, Progress, Slot, Timetable


@dataclass(frozen=True, kw_only=True)
class TermRecords:
    """One term of one school, read once, never written; lists are in a stable order."""

    school: School
    term: Term
    partner_schools: tuple[School, ...] = ()
    teachers: tuple[Teacher, ...] = ()
    posts: tuple[Post, ...] = ()
    classes: tuple[SchoolClass, ...] = ()
    groups: tuple[Group, ...] = ()
    memberships: tuple[Membership, ...] = ()
    calendar_days: tuple[CalendarDay, ...] = ()
    bell_schedules: tuple[BellSchedule, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    timetables: tuple[Timetable, ...] = ()
    slots: tuple[Slot, ...] = ()
    progress: tuple[Progress, ...] = ()
    substitutions: tuple[Substitution, ...] = ()
    observations: tuple[Observation, ...] = ()
    studies: tuple[LessonStudy, ...] = ()
    drafts: tuple[Draft, ...] = ()
    revisions: tuple[DraftRevision, ...] = ()
    comments: tuple[Comment, ...] = ()
    reflections: tuple[Reflection, ...] = ()
    activities: tuple[Activity, ...] = ()
    participants: tuple[Participant, ...] = ()
    photos: tuple[Photo, ...] = ()
    handins: tuple[Handin, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    answers: tuple[Answer, ...] = ()

    @cached_property
    def teacher_by_uid(self) -> dict[str, Teacher]:
        """Teacher of each uid, those who left included."""
        return {item.uid: item for item in self.teachers}

    @cached_property
    def class_by_uid(self) -> dict[str, SchoolClass]:
        """Class of each uid."""
        return {item.uid: item for item in self.classes}

    @cached_property
    def group_by_uid(self) -> dict[str, Group]:
        """Group of each uid."""
        return {item.uid: item for item in self.groups}

    @cached_property
    def activity_by_uid(self) -> dict[str, Activity]:
        """Activity of each uid."""
        return {item.uid: item for item in self.activities}

    @cached_property
    def participants_of(self) -> dict[str, tuple[Participant, ...]]:
        """Activity uid -> its participants in their order."""
        return _grouped(self.participants, "activity_uid")

    @cached_property
    def photos_of(self) -> dict[str, tuple[Photo, ...]]:
        """Activity uid -> its photos in their order."""
        return _grouped(self.photos, "activity_uid")

    @cached_property
    def handins_of(self) -> dict[str, tuple[Handin, ...]]:
        """Activity uid -> what teachers handed in for it."""
        return _grouped(self.handins, "activity_uid")

    @cached_property
    def drafts_of(self) -> dict[str, tuple[Draft, ...]]:
        """Lesson study uid -> its drafts."""
        return _grouped(self.drafts, "lesson_study_uid")

    @cached_property
    def revisions_of(self) -> dict[str, tuple[DraftRevision, ...]]:
        """Draft uid -> its revisions, oldest first."""
        return _grouped(self.revisions, "draft_uid")

    @cached_property
    def comments_of(self) -> dict[str, tuple[Comment, ...]]:
        """Lesson study uid -> opinions on it."""
        return _grouped(self.comments, "lesson_study_uid")

    def posts_on(self, teacher_uid: str, day: date) -> tuple[Post, ...]:
        """The posts that teacher held on ``day``."""
        return tuple(
            post
            for post in self._posts_of.get(teacher_uid, ())
            if (post.starts_on is None or post.starts_on <= day) and (post.ends_on is None or day <= post.ends_on)
        )

    def posts_in_term(self, teacher_uid: str) -> tuple[Post, ...]:
        """The posts that teacher held on any day of the term."""
        return tuple(
            post
            for post in self._posts_of.get(teacher_uid, ())
            if (post.starts_on is None or post.starts_on <= self.term.ends_on)
            and (post.ends_on is None or self.term.starts_on <= post.ends_on)
        )

    @cached_property
    def _posts_of(self) -> dict[str, tuple[Post, ...]]:
        return _grouped(self.posts, "teacher_uid")


def _grouped(items: tuple, key: str) -> dict[str, tuple]:
    lists: dict[str, list] = {}
    for item in items:
        lists.setdefault(getattr(item, key), []).append(item)
    return {name: tuple(found) for name, found in lists.items()}
