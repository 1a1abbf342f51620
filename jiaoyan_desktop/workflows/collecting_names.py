"""Names in a file against the people of the school, and the words for those that cannot be decided."""

from __future__ import annotations

from collections.abc import Callable

from ..domain.glossary import POST_ROLES, post_role
from ..domain.names import Match, Roster, display_names
from ..domain.people import Teacher
from ..domain.term_records import TermRecords

Words = Callable[[Teacher], str]


def roster_of(records: TermRecords) -> Roster:
    """The teachers who are still here, with what they teach and which posts they hold."""
    starts_on = records.term.starts_on
    here = [item for item in records.teachers if item.left_on is None or item.left_on >= starts_on]
    return Roster(here, assignments=records.assignments, class_by_uid=records.class_by_uid, posts=records.posts)


def teacher_words(records: TermRecords) -> Words:
    """Teacher -> how she is called in a sentence, namesakes told apart."""
    names = display_names(records.teachers, records.assignments, records.class_by_uid)
    return lambda teacher: names.get(teacher.uid, teacher.name)


def explain(written: str, found: Match, names: Words, records: TermRecords | None = None) -> tuple[str, str]:
    """Why a written name is nobody in particular, and whom it might mean (names joined by 、)."""
    candidates = "、".join(names(teacher) for teacher in found.candidates)
    if found.kind == "several":
        return f"有{len(found.candidates)}位都对得上“{written}”。请选一位：{candidates}。", candidates
    if candidates:
        return f"花名册里没有“{written}”。是不是{candidates}？", candidates
    holder = _holder(written, records) if records else None
    if holder:
        title, teacher = holder
        return f"花名册里没有“{written}”。本校{title}是{names(teacher)}。", names(teacher)
    return f"花名册里没有“{written}”。请看看名字，或先把这位老师加进花名册。", ""


def _holder(written: str, records: TermRecords) -> tuple[str, Teacher] | None:
    """Whoever holds the post that a form of address names: 李校长 where the principal is 周建国."""
    role = post_role(written)
    if role not in ("principal", "vice_principal_teaching", "vice_principal", "teaching_director"):
        return None
    for post in records.posts:
        teacher = records.teacher_by_uid.get(post.teacher_uid)
        if post_role(post.title) == role and post.ends_on is None and teacher:
            return POST_ROLES[role], teacher
    return None
