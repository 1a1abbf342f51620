"""What forms made for something a teacher handed in (听课笔记, 活动心得) may ask for."""

from __future__ import annotations

from jiaoyan_desktop.domain.activity import HANDIN_HEADER, Activity, Handin
from jiaoyan_desktop.domain.joint_research import header_of
from jiaoyan_desktop.domain.naming import plain_date
from jiaoyan_desktop.domain.text import count_characters

from .activities import ACTIVITY, joint
from .formats import official_date
from .people import TEACHER
from .registry import Area, Field, Getter, PictureList, PictureRef, Select, fields, under
from .scene import Scene

_HEADER_NAMES = ("schools", "theme", "subject", "topic", "lead_teacher", "date")


def activity_of(scene: Scene, item: Handin) -> Activity | None:
    """The joint-research day it was handed in for."""
    return scene.records.activity_by_uid.get(item.activity_uid)


def header_field(scene: Scene, item: Handin, key: str) -> str:
    """One of the six header fields: the teacher's own words, else what the day itself says (entered once)."""
    own = (item.header or {}).get(key, "").strip()
    activity = activity_of(scene, item)
    if own or activity is None:
        return own
    if key == HANDIN_HEADER[-1] and activity.happened_on:
        return official_date(activity.happened_on)  # on paper the year belongs to it
    return header_of(scene.records, activity)[key]


def _header_getter(key: str) -> Getter:
    return lambda scene, item: header_field(scene, item, key)


def _pages(scene: Scene, item: Handin) -> list[PictureRef]:
    teacher = scene.names.teacher(item.teacher_uid)
    return [PictureRef(blob=blob, alt=f"{teacher}听课笔记第{number}页") for number, blob in enumerate(item.pictures, 1)]


def handed_in(scene: Scene, kind: str) -> list[Handin]:
    """What was handed in of one kind for the joint-research days up to the date of counting, by day and roster."""
    day_order = {item.uid: number for number, item in enumerate(joint(scene))}
    teacher_order = {item.uid: number for number, item in enumerate(scene.records.teachers)}
    found = [item for item in scene.records.handins if item.kind == kind and item.activity_uid in day_order]
    return sorted(found, key=lambda item: (day_order[item.activity_uid], teacher_order.get(item.teacher_uid, 0)))


def _text(_: Scene, item: Handin) -> str:
    return "\n".join(line.strip() for line in item.text.splitlines() if line.strip())


HANDIN: tuple[Field, ...] = (
    fields(
        *((name, key, _header_getter(key)) for name, key in zip(_HEADER_NAMES, HANDIN_HEADER, strict=True)),
        ("author", "教师姓名，同名的带学科班级", lambda scene, item: scene.names.teacher(item.teacher_uid)),
        ("text", "正文", _text),
        ("characters", "字数（汉字加标点）", lambda _, item: count_characters(item.text).with_punctuation),
        ("characters_plain", "字数（不算标点）", lambda _, item: count_characters(item.text).without_punctuation),
        ("page_count", "手写页数", lambda _, item: len(item.pictures)),
        ("received_on", "收到日期", lambda _, item: item.received_on),
        (
            "day",
            "活动月日，如4月18日",
            lambda scene, item: (
                plain_date(activity.happened_on)
                if (activity := activity_of(scene, item)) and activity.happened_on
                else ""
            ),
        ),
    )
    + under("teacher", "教师", TEACHER, lambda scene, item: scene.teacher(item.teacher_uid))
    + under("activity", "活动", ACTIVITY, activity_of)
)

AREA = Area(
    fields={"handin": HANDIN},
    pictures=(PictureList(name="notes", meaning="手写笔记的照片", one_per=("handin",), items=_pages),),
    selects=(
        Select(name="notes", meaning="听课笔记", one_per="handin", pick=lambda scene: handed_in(scene, "note")),
        Select(
            name="reflections", meaning="活动心得", one_per="handin", pick=lambda scene: handed_in(scene, "reflection")
        ),
    ),
)


def of_every_kind(scene: Scene) -> tuple[Handin, ...]:
    """Notes, then reflections: what a form for every hand-in is made for."""
    return (*handed_in(scene, "note"), *handed_in(scene, "reflection"))
