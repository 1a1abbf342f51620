"""The scene: everything that the fields of all forms of one export are derived from, as of one date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from jiaoyan_desktop.domain.calendar import SchoolCalendar
from jiaoyan_desktop.domain.lessons_now import TermLessons
from jiaoyan_desktop.domain.naming import Names
from jiaoyan_desktop.domain.pack import Pack
from jiaoyan_desktop.domain.people import Teacher
from jiaoyan_desktop.domain.staff import holders_on
from jiaoyan_desktop.domain.statistics import TermStatistics, term_statistics
from jiaoyan_desktop.domain.term_records import TermRecords


@dataclass(frozen=True, kw_only=True)
class Scene:
    """The records of a term, what the county asks for, and the date that every figure is counted to."""

    records: TermRecords
    pack: Pack
    as_of: date

    @cached_property
    def calendar(self) -> SchoolCalendar:
        """The school's own weeks and days."""
        return SchoolCalendar.of_records(self.records)

    @cached_property
    def lessons(self) -> TermLessons:
        """Who teaches what now."""
        return TermLessons(self.records, self.calendar)

    @cached_property
    def names(self) -> Names:
        """Names of people and classes, namesakes told apart."""
        return Names(self.records)

    @cached_property
    def statistics(self) -> TermStatistics:
        """All figures as of the date, the same that the check and the command line show."""
        return term_statistics(self.records, self.pack, self.as_of, self.calendar)

    @cached_property
    def answers(self) -> dict[tuple[str, str, str], str]:
        """What a person filled in once: (form id, uid of the record or "", token) -> text."""
        return {(item.form_id, item.subject_uid, item.token): item.value for item in self.records.answers}

    def teacher(self, uid: str | None) -> Teacher | None:
        """The teacher of that uid, those who left included."""
        return self.records.teacher_by_uid.get(uid or "")

    def holders(self, role: str) -> tuple[Teacher, ...]:
        """Who held a post of that canonical role on the date of counting, in the order of the roster."""
        found = holders_on(self.records, role, self.as_of)
        return tuple(self.records.teacher_by_uid[uid] for uid in found)

    def post_titles(self, teacher_uid: str, day: date | None = None) -> tuple[str, ...]:
        """The posts of a teacher as the school writes them, on ``day`` (default: the date of counting)."""
        posts = self.records.posts_on(teacher_uid, day or self.as_of)
        return tuple(dict.fromkeys(post.title for post in posts))
