"""The search box for everything: people, classes, lessons heard, lesson studies, activities and plans of one term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .glossary import RECORD_NAMES
from .naming import Names, class_name, grade_name, plain_date
from .pinyin import Needle
from .term_records import TermRecords


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its kind (record class name), uid, what it is called, and where it stands."""

    kind: str
    uid: str
    title: str
    detail: str

    @property
    def kind_name(self) -> str:
        """The kind as a person calls it: 听课记录."""
        return RECORD_NAMES[self.kind]


@dataclass(frozen=True, slots=True)
class _Entry:
    hit: Hit
    near: str  # what one would type: names, topics
    far: str  # the rest of its words: remarks, texts; searched by characters only


class TermSearch:
    """Everything of a term that can be found, laid out once; ``find`` answers each keystroke."""

    def __init__(self, records: TermRecords) -> None:
        self._entries = tuple(_entries(records))

    def find(self, text: str, limit: int = 30) -> tuple[Hit, ...]:
        """What answers to ``text``: characters anywhere, or pinyin initials of names and topics; names come first."""
        needle = Needle(text)
        if not needle.query:
            return ()
        named = [entry.hit for entry in self._entries if needle.found_in(entry.near)]
        if len(named) >= limit:
            return tuple(named[:limit])
        shown = {(hit.kind, hit.uid) for hit in named}
        told = [
            entry.hit
            for entry in self._entries
            if needle.query in entry.far and (entry.hit.kind, entry.hit.uid) not in shown
        ]
        return tuple((named + told)[:limit])


def _entries(records: TermRecords) -> Iterator[_Entry]:
    names = Names(records)

    def entry(kind: str, uid: str, title: str, detail: str, near: str = "", far: str = "") -> _Entry:
        return _Entry(Hit(kind, uid, title, detail), f"{title} {near}", f"{detail} {far}".lower().replace(" ", ""))

    for teacher in records.teachers:
        posts = "、".join(post.title for post in records.posts_in_term(teacher.uid))
        yield entry("Teacher", teacher.uid, names.teacher(teacher.uid), posts or teacher.subject, far=teacher.phone)
    for item in records.classes:
        yield entry("SchoolClass", item.uid, class_name(item), "课程表")
    for study in records.studies:
        detail = f"{grade_name(study.grade)}{study.subject} 主备 {names.teacher(study.lead_uid)}"
        yield entry("LessonStudy", study.uid, study.topic, detail)
    for activity in records.activities:
        day = plain_date(activity.happened_on) if activity.happened_on else "还没定日子"
        yield entry("Activity", activity.uid, activity.title, f"{day} {activity.kind}", activity.theme, activity.agreed)
    for seen in reversed(records.observations):
        taught_by = names.teacher(seen.taught_by_uid) or seen.taught_by_text
        place = names.school_class(seen.class_uid) or seen.class_text
        title = f"{taught_by} {place} {seen.subject}".strip()
        detail = f"{plain_date(seen.happened_on)} {seen.kind} 听课人 {names.teacher(seen.observer_uid)} {seen.topic}"
        words = " ".join((*(remark.text for remark in seen.remarks), seen.summary))
        yield entry("Observation", seen.uid, title, detail, seen.topic, words)
    for line in records.progress:
        weeks = (
            f"第{line.first_week}周" if line.first_week == line.last_week else f"第{line.first_week}—{line.last_week}周"
        )
        title = f"{grade_name(line.grade)}{line.subject} {weeks}"
        yield entry("Progress", line.uid, title, line.content, line.content)
