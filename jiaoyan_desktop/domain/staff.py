"""Who is here on a day, in which roles, and who leads 校本教研 (domain 0-59, 1.5 fault 5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from .glossary import post_role
from .people import Group, Post, SchoolClass, Teacher
from .term_records import TermRecords

LEADING_GROUP = "leading"  # Group.kind of the 校本教研工作领导小组

_BETWEEN_TITLES = re.compile(r"[、，,;；/]|(?<=[长任师])兼(?!职)")


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadingGroup:
    """校本教研工作领导小组 as teacher uids; ``is_recorded`` is False where it was read off the posts."""

    head: str | None  # 组长
    deputies: tuple[str, ...]  # 副组长
    members: tuple[str, ...]  # 成员
    in_charge: str | None  # 专人负责日常
    is_recorded: bool

    @property
    def everybody(self) -> tuple[str, ...]:
        """All of them once, head first."""
        named = (self.head, *self.deputies, *self.members, self.in_charge)
        return tuple(dict.fromkeys(uid for uid in named if uid))


def here_on(teacher: Teacher, day: date) -> bool:
    """Whether she belongs to the school on that day; ``left_on`` is her last day."""
    return (teacher.joined_on is None or teacher.joined_on <= day) and (
        teacher.left_on is None or day <= teacher.left_on
    )


def classes_on(records: TermRecords, day: date) -> tuple[SchoolClass, ...]:
    """The classes there are on that day; ``closed_on`` is a class's last day."""
    return tuple(
        item
        for item in records.classes
        if (item.opened_on is None or item.opened_on <= day) and (item.closed_on is None or day <= item.closed_on)
    )


def roles_of(post: Post) -> tuple[str, ...]:
    """The canonical roles in one post title; 语文教研组长、班主任 are two."""
    titles = [part for part in _BETWEEN_TITLES.split(post.title) if part.strip()]
    return tuple(dict.fromkeys(post_role(title) for title in titles))


def holders_on(records: TermRecords, role: str, day: date) -> tuple[str, ...]:
    """Who holds that role on that day, in the order of the roster."""
    return tuple(
        teacher.uid
        for teacher in records.teachers
        if any(role in roles_of(post) for post in records.posts_on(teacher.uid, day))
    )


def leading_group(records: TermRecords, day: date) -> LeadingGroup:
    """The group the school recorded, else read off the posts: 校长, 分管副校长, 教导主任, 教研组长 (domain 3-18)."""
    recorded = next((group for group in records.groups if group.kind == LEADING_GROUP), None)
    if recorded is not None:
        return _recorded(records, recorded, day)
    heads = holders_on(records, "principal", day)
    vice = holders_on(records, "vice_principal_teaching", day)
    directors = holders_on(records, "teaching_director", day)
    deputies = vice or directors
    members = (*directors, *holders_on(records, "subject_leader", day))
    head = heads[0] if heads else None
    return LeadingGroup(
        head=head,
        deputies=deputies,
        members=tuple(uid for uid in dict.fromkeys(members) if uid != head and uid not in deputies),
        in_charge=next(iter(directors or vice), None),
        is_recorded=False,
    )


def _recorded(records: TermRecords, group: Group, day: date) -> LeadingGroup:
    inside = [
        item
        for item in records.memberships
        if item.group_uid == group.uid
        and (item.starts_on is None or item.starts_on <= day)
        and (item.ends_on is None or day <= item.ends_on)
    ]
    head = next((item.teacher_uid for item in inside if item.is_leader), None)
    others = [item.teacher_uid for item in inside if item.teacher_uid != head]
    vice = holders_on(records, "vice_principal_teaching", day)
    directors = holders_on(records, "teaching_director", day)
    deputies = tuple(uid for uid in others if uid in vice)
    return LeadingGroup(
        head=head,
        deputies=deputies,
        members=tuple(uid for uid in others if uid not in deputies),
        in_charge=next((uid for uid in (*directors, *others) if uid in others), None),
        is_recorded=True,
    )
