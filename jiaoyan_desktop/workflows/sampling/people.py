"""The sample school's people: school and partner schools, teachers with their posts, classes, groups."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...domain.people import Group, Membership, Post, School, SchoolClass, Teacher
from ...domain.records import Record
from .setting import Setting

LEADING_GROUP = "校本教研领导小组"
_GRADES = "一二三四五六"


def partner_schools(setting: Setting) -> list[School]:
    """The invented schools that take part in joint research."""
    found = [
        School(school_uid=setting.school.uid, county=setting.school.county, **_tuples(item))
        for item in setting.sources.school["partner"]
    ]
    setting.partners = {item.name: item for item in found}
    return found


def everybody(setting: Setting) -> list[Record]:
    """Teachers, classes, groups with their members, and posts."""
    rows = setting.sources.teachers
    namesakes = [row["姓名"] for row in rows]
    for order, row in enumerate(rows, start=1):
        key = f"{row['姓名']}（{row['标记']}）" if namesakes.count(row["姓名"]) > 1 else row["姓名"]
        setting.teachers[key] = _teacher(setting, row, order)
    for label in dict.fromkeys(row["班级"] for row in setting.sources.timetable):
        grade, number = re.fullmatch(r"(.)（(\d)）班", label).groups()  # type: ignore[union-attr]
        setting.classes[label] = SchoolClass(
            **setting.owned(grade=_GRADES.index(grade) + 1, number=int(number), label=label)
        )
    return [
        *setting.teachers.values(),
        *setting.classes.values(),
        *_groups(setting),
        *_posts(setting),
    ]


def _teacher(setting: Setting, row: dict[str, str], order: int) -> Teacher:
    return Teacher(
        **setting.owned(
            name=row["姓名"],
            gender=row["性别"],
            born=row["出生年月"],
            education=row["学历"],
            title=row["职称"],
            politics=row["政治面貌"],
            started_work=row["参加工作"],
            subject=row["学科"],
            other_subjects=tuple(filter(None, row["兼任学科"].split(";"))),
            teaches_text=row["任教班级"],
            phone=row["电话"],
            note=row["备注"],
            order=order,
        )
    )


def _groups(setting: Setting) -> Iterator[Record]:
    listed = {name: row["教研组"] for name, row in zip(setting.teachers, setting.sources.teachers, strict=True)}
    leaders: dict[str, str] = {}
    for item in setting.sources.school["group"]:
        values = _tuples({key: value for key, value in item.items() if key not in ("leader", "members")})
        setting.groups[item["name"]] = Group(**setting.owned(**values))
        own = [name for name, group in listed.items() if group == item["name"]]
        setting.members[item["name"]] = tuple(item.get("members", own))
        leaders[item["name"]] = item["leader"]
    setting.groups[LEADING_GROUP] = Group(**setting.owned(name=LEADING_GROUP, kind="leading", place="校长室"))
    heads = [leaders[name] for name, group in setting.groups.items() if group.kind == "teaching"]
    setting.members[LEADING_GROUP] = ("周建国", "林珺", "韩立新", "郝秀芝", *heads)
    leaders[LEADING_GROUP] = "周建国"
    yield from setting.groups.values()
    for group, names in setting.members.items():
        for name in names:
            yield Membership(
                **setting.owned(
                    group_uid=setting.groups[group].uid,
                    teacher_uid=setting.teachers[name].uid,
                    is_leader=name == leaders[group],
                )
            )


def _posts(setting: Setting) -> Iterator[Post]:
    for name, row in zip(setting.teachers, setting.sources.teachers, strict=True):
        for post in filter(None, row["职务"].split(";")):
            title, _, label = post.partition(":")
            led = f"{row['教研组']}" if "教研组长" in title else ""
            yield Post(
                **setting.owned(
                    teacher_uid=setting.teachers[name].uid,
                    title=title,
                    class_uid=setting.classes[label].uid if label else None,
                    group_uid=setting.groups[led].uid if led else None,
                )
            )


def _tuples(values: dict) -> dict:
    """Lists of the data as the tuples that records hold."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
