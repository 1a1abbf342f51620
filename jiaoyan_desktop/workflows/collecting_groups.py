"""The classes, posts and groups that a roster names: made where they are missing, never taken away."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from ..documents.sheets_tables import Row
from ..domain.class_names import ClassList, Pair, class_label, find_class
from ..domain.glossary import SUBJECTS, post_role, subject_name
from ..domain.people import Group, Membership, Post, SchoolClass, Teacher
from ..domain.term_records import TermRecords
from ..domain.text import compact
from .collecting_plan import NOTE, FieldChange, PlanBuilder

_BETWEEN = re.compile(r"[、，,；;/\n]+(?![^（(]*[）)])")
_NOTHING = ("", "/", "无", "—", "-", "教师")
_LEADERS = {"teaching": "subject_leader", "preparation": "preparation_leader", "grade": "grade_leader"}


class Classes:
    """The school's classes with those that a file adds."""

    def __init__(self, records: TermRecords, builder: PlanBuilder) -> None:
        self.by_pair: dict[Pair, SchoolClass] = {
            (item.grade, item.number): item for item in records.classes if item.closed_on is None
        }
        self._builder = builder

    def get(self, pair: Pair) -> SchoolClass:
        """That class; made when the school has none."""
        if pair not in self.by_pair:
            made = SchoolClass(grade=pair[0], number=pair[1])
            self.by_pair[pair] = made
            self._builder.put(made)
        return self.by_pair[pair]


class Staffing:
    """Posts and groups of one import of a roster."""

    def __init__(self, records: TermRecords, builder: PlanBuilder) -> None:
        self._records = records
        self._builder = builder
        self._classes = Classes(records, builder)
        self._groups = {(group.kind, _stem(group.name)): group for group in records.groups}
        self._subjects_of: dict[str, list[str]] = defaultdict(list)
        self._homeroom_pairs: set[Pair] = set()
        self._homerooms: list[tuple[Row, Post, tuple[Pair, ...]]] = []

    def make_classes(self, lists: Iterable[ClassList]) -> None:
        """Make the classes that are written out; 三至六年级 makes none."""
        for pair in sorted({pair for item in lists for pair in item.named}):
            self._classes.get(pair)

    def plan_posts(self, teacher: Teacher, row: Row, classes: ClassList) -> tuple[FieldChange, ...]:
        """The posts of one line, split and each with its class or group; posts no longer written are only told."""
        text = row.text("posts")
        titles = [title for part in _BETWEEN.split(text) if (title := part.strip()) not in _NOTHING]
        held = [post for post in self._records.posts if post.teacher_uid == teacher.uid and post.ends_on is None]
        known = {post.title for post in held}
        added = [title for title in dict.fromkeys(titles) if title not in known]
        for title in added:
            self._plan_post(Post(teacher_uid=teacher.uid, title=title), row, classes)
        gone = [post.title for post in held if post.title not in titles]
        if gone and titles:
            reason = f"原来还有“{'、'.join(gone)}”，这里没有写，没有动。"
            self._builder.problem(row.cell("posts"), "posts", "职务", NOTE, reason)
        if not added:
            return ()
        old = [post.title for post in held]
        return (FieldChange(field="posts", label="职务", old="、".join(old), new="、".join(old + added)),)

    def plan_groups(self, teacher: Teacher, row: Row) -> tuple[FieldChange, ...]:
        """The groups of one line; she leads the one that her post names."""
        changes: tuple[FieldChange, ...] = ()
        for field, kind, label in (("group", "teaching", "教研组"), ("preparation_group", "preparation", "备课组")):
            for part in _BETWEEN.split(row.text(field)):
                if part.strip() not in _NOTHING:
                    changes += self._plan_membership(teacher, row, field, kind, label, part.strip())
        return changes

    def finish(self) -> None:
        """What can be said only after the last line: subjects of mixed groups, classes of 班主任."""
        for group in list(self._groups.values()):
            if not group.revision and not group.subjects:
                taught = set(self._subjects_of[group.uid])
                subjects = tuple(subject for subject in SUBJECTS if subject in taught)
                self._builder.put(group.but(subjects=subjects))
        for row, post, pairs in self._homerooms:
            labels = "、".join(class_label(*pair) for pair in pairs) or "（没有写）"
            reason = f"是哪个班的班主任看不出来，任教班级写的是{labels}，先不连班级。"
            free = [pair for pair in pairs if not self._has_homeroom(pair)]
            suggestion = class_label(*free[0]) if len(free) == 1 else ""
            if suggestion:
                reason += f"别的班都有班主任了，可能是{suggestion}。"
            self._builder.problem(row.cell("posts"), "posts", "职务", NOTE, reason, suggestion=suggestion)
            self._builder.put(post)

    def _plan_post(self, post: Post, row: Row, classes: ClassList) -> None:
        role = post_role(post.title)
        if role == "homeroom":
            said = find_class(post.title)
            pairs = (said,) if said else classes.named
            if len(pairs) != 1:
                self._homerooms.append((row, post, pairs))
                return
            post = post.but(class_uid=self._classes.get(pairs[0]).uid)
            self._homeroom_pairs.add(pairs[0])
        for field, kind in (("group", "teaching"), ("preparation_group", "preparation")):
            name = row.text(field)
            if role == _LEADERS[kind] and name and name not in _NOTHING:
                group = self._group(kind, name)
                post = post.but(group_uid=group.uid)
                self._check_subject(post, group, row)
        self._builder.put(post)

    def _check_subject(self, post: Post, group: Group, row: Row) -> None:
        """A 科学教研组长 whose line says 综合组 leads that group as far as the table goes; the person is told."""
        stem = re.sub(r"(教研|备课)?组长$", "", compact(post.title))
        subject = subject_name(stem)
        if subject and subject not in _stem(group.name) and subject_name(_stem(group.name)) != subject:
            reason = f"职务写的是“{post.title}”，教研组写的是“{group.name}”，按{group.name}的组长记。"
            self._builder.problem(row.cell("posts"), "posts", "职务", NOTE, reason)

    def _plan_membership(
        self, teacher: Teacher, row: Row, field: str, kind: str, label: str, name: str
    ) -> tuple[FieldChange, ...]:
        group = self._group(kind, name)
        self._subjects_of[group.uid] += [teacher.subject]
        roles = {post_role(part) for part in _BETWEEN.split(row.text("posts")) if part.strip()}
        leads = _LEADERS[kind] in roles
        held = [item for item in self._records.memberships if item.teacher_uid == teacher.uid and item.ends_on is None]
        same = next((item for item in held if item.group_uid == group.uid), None)
        if same is not None:
            if leads and not same.is_leader:
                self._builder.put(same.but(is_leader=True))
                return (FieldChange(field=field, label=label, old=group.name, new=f"{group.name}（组长）"),)
            return ()
        self._builder.put(Membership(group_uid=group.uid, teacher_uid=teacher.uid, is_leader=leads))
        by_uid = self._records.group_by_uid
        others = [by_uid[item.group_uid].name for item in held if item.group_uid in by_uid]
        others = [other for other in others if (kind, _stem(other)) in self._groups]
        if others:
            reason = f"原来在{'、'.join(others)}，现在加上{group.name}；调了组的，请把原来的去掉。"
            self._builder.problem(row.cell(field), field, label, NOTE, reason)
        return (FieldChange(field=field, label=label, old="、".join(others), new="、".join([*others, group.name])),)

    def _group(self, kind: str, name: str) -> Group:
        key = (kind, _stem(name))
        if key not in self._groups:
            # 语文组 is for 语文; 综合组 is for whatever its people teach, not for 综合实践.
            subjects = (key[1],) if key[1] in SUBJECTS else ()
            made = Group(name=compact(name), kind=kind, subjects=subjects)
            self._groups[key] = made
            self._builder.put(made)
        return self._groups[key]

    def _has_homeroom(self, pair: Pair) -> bool:
        uid = self._classes.get(pair).uid
        return pair in self._homeroom_pairs or any(
            post.class_uid == uid and post.ends_on is None for post in self._records.posts
        )


def _stem(name: str) -> str:
    """语文 of 语文组 and of 语文教研组: the same group."""
    return re.sub(r"(教研|备课|学科)?组$", "", compact(name))
