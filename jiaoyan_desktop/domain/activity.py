"""Activity (教研活动, 集体备课, 校际联研), Participant with attendance, Photo slots and what teachers hand in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .records import Record

PHOTO_SLOTS = ("签到册", "教学设计", "教学展示", "集中研讨", "评课记录")  # domain 0-53
HANDIN_HEADER = ("联研校", "联研主题", "学科", "课题", "主研人", "活动时间")  # domain 0-56, keys of Handin.header
ROLES = ("主管领导", "业务主任", "学科（年）组长", "学科教师")  # domain 0-27


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(Record):
    """One event. Lesson studies, drafts and observations attach to it. ``kind`` is a word of the pack."""

    term_uid: str
    kind: str  # 集体备课, 主题教研, 校际联研, 理论学习, 专题讲座, 评课议课 …
    title: str
    theme: str = ""
    happened_on: date | None = None  # None while only planned without a day
    starts: str = ""  # 13:30
    ends: str = ""
    period: int = 0
    place: str = ""
    subject: str = ""
    grade: int = 0
    group_uid: str | None = None
    lesson_study_uid: str | None = None
    host_uid: str | None = None  # 主持人
    keynote_uid: str | None = None  # 中心发言人
    recorder_uid: str | None = None  # 记录人
    goals: str = ""
    process: str = ""
    talk: str = ""  # 发言要点
    agreed: str = ""  # 形成的共识
    open_points: str = ""  # 遗留问题与措施
    level: str = "school"  # school, county
    is_joint: bool = False  # 校际联研
    is_host: bool = True  # our school is the 主研校
    host_school: str = ""  # 主研校, its full name
    member_schools: tuple[str, ...] = ()
    lead_teacher: str = ""  # 主研人 as printed on notes and reflections
    purposes: tuple[str, ...] = ()  # answers to the three questions (domain 0-25)
    notified_on: date | None = None
    shared_on: date | None = None  # 校内分享 (domain 0-29)
    shared_note: str = ""
    state: str = "planned"  # planned, done, moved, cancelled
    state_reason: str = ""
    story: dict[str, str] | None = None  # photo slot -> text of that part of the 美篇


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Record):
    """One person at an activity; ``teacher_uid`` is None for a guest of another school."""

    activity_uid: str
    teacher_uid: str | None = None
    name: str = ""  # of a guest
    school_name: str = ""  # of a guest
    role: str = ""  # one of ROLES, or empty
    subject: str = ""
    attendance: str = "present"  # present, leave (请假), official (公出), absent, expected
    reason: str = ""
    signed_in: str = ""  # time, or a note that the paper is signed; never made up
    signed_out: str = ""
    teaches: bool = False  # 出课
    teaches_topic: str = ""
    phone: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo(Record):
    """A picture of an activity in one of the photo slots."""

    activity_uid: str
    slot: str
    blob: str  # content hash
    file_name: str = ""
    caption: str = ""
    taken_on: date | None = None
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Handin(Record):
    """What a teacher handed in for a joint day: 听课笔记 (note) or 活动心得 (reflection), six header fields."""

    activity_uid: str
    teacher_uid: str
    kind: str  # note, reflection
    header: dict[str, str] | None = None  # the six fields of domain 0-56; an empty one is missing
    text: str = ""
    pictures: tuple[str, ...] = ()
    received_on: date | None = None
    file_name: str = ""
    original: str = ""  # blob hash of the teacher's own file
    uploaded_on: date | None = None  # put on the county's site, ticked by a person (domain 0-55)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation(Record):
    """A teacher recommended to the county (《教学研究活动推荐表》, domain F2)."""

    term_uid: str
    teacher_uid: str
    category: str  # 主研教师, 参研教师, 优课
    subject: str = ""
    grade_text: str = ""
    topic: str = ""
    textbook: str = ""
    volume: str = ""
    lesson_kind: str = ""
    awards: str = ""
    reason: str = ""
    group_opinion: str = ""
    order: int = 0
