"""School, Teacher (several posts, several groups), SchoolClass and Group: who is who, from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class School(Record):
    """One school, ours or a partner's: full name for paper, aliases for recognising it (domain 1.5, fault 4)."""

    name: str
    aliases: tuple[str, ...] = ()
    county: str = ""
    town: str = ""
    is_own: bool = False
    contact_name: str = ""
    contact_phone: str = ""
    layout: str = "national"  # page scheme of its Word documents: national (GB/T 9704-2012) or school (domain 4.2)
    body_typeface: str = "仿宋"
    chinese_dates: bool = False  # 二〇二五年六月八日 instead of 2025年6月8日
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teacher(Record):
    """One person. ``name`` is as on paper; two of the same name are told apart by ``hint`` or by what they teach."""

    name: str
    hint: str = ""  # what tells this one from a namesake, for example 英
    gender: str = ""
    born: str = ""  # 1985-03 or 1985: schools seldom write the day
    education: str = ""
    title: str = ""  # 职称
    politics: str = ""  # 政治面貌
    started_work: str = ""  # 2007 or 2007-09
    subject: str = ""  # the subject she stands for on lists
    other_subjects: tuple[str, ...] = ()
    teaches_text: str = ""  # 任教班级 as the roster wrote it; the assignments decide
    phone: str = ""
    note: str = ""
    joined_on: date | None = None
    left_on: date | None = None
    order: int = 0  # place on the roster


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Record):
    """A post (职务) held from a date to a date; one person may hold several (domain 1.5, fault 5)."""

    teacher_uid: str
    title: str  # as the school writes it: 副校长（分管教学）
    class_uid: str | None = None  # the class of a 班主任
    group_uid: str | None = None  # the group of a 组长
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolClass(Record):
    """A class of this school year: ``grade`` 1 to 6, ``number`` within it; ``label`` where the school differs."""

    grade: int
    number: int
    label: str = ""
    opened_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Record):
    """教研组 (kind teaching), 备课组 (preparation) or 年级组 (grade); may span grades or hold one person."""

    name: str
    kind: str = "teaching"
    subjects: tuple[str, ...] = ()
    grades: tuple[int, ...] = ()
    weekday: int = 0  # usual meeting day 1 (Monday) to 7, 0 when there is none
    period: int = 0  # usual meeting period, 0 when there is none
    place: str = ""
    theme: str = ""  # research theme of the term (domain 3-35)


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Record):
    """A teacher in a group, from a date to a date."""

    group_uid: str
    teacher_uid: str
    is_leader: bool = False
    starts_on: date | None = None
    ends_on: date | None = None
