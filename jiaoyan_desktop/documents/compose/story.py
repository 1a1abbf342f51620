"""美篇 kit: text in the order of the five photo kinds with numbered pictures, ready to be copied (domain F7)."""

from __future__ import annotations

from jiaoyan_desktop.domain.activity import PHOTO_SLOTS, Activity
from jiaoyan_desktop.domain.dates import date_cn

from ..fields.activities import (
    own_people,
    person_name,
    pictures_of,
    when,
    with_attendance,
)
from ..fields.registry import PictureRef
from ..fields.scene import Scene
from ..form_values import FilledDocument
from ..layout import DocumentBuilder
from .page import new_page
from .request import Attachment, Request

# Each part of the story: its heading, and the kind of photos it shows.
_PARTS = (
    ("签到", "签到册"),
    ("集体备课与教学设计", "教学设计"),
    ("课堂展示", "教学展示"),
    ("集中研讨", "集中研讨"),
    ("评课", "评课记录"),
)
PICTURE_FOLDER = "照片"
_MOST_HIGH = 84.0  # two pictures with their captions on a page


def compose_story(request: Request) -> FilledDocument:
    """The text with its pictures; a kind of photo that is missing is said where it should stand."""
    scene, activity = request.scene, request.record
    page = new_page(scene)
    page.title(activity.title)
    page.school_line(scene.records.school.name)
    page.paragraph(_opening(scene, activity))
    number = 0
    for heading, slot in _PARTS:
        page.heading(1, heading)
        text = _told(scene, activity, slot)
        page.paragraph(text or f"（这里还缺“{slot}”的文字说明）")
        refs = pictures_of(scene, activity, slot)
        if not refs:
            page.paragraph(f"（这里还缺“{slot}”的照片）")
        for ref in refs:
            number += 1
            _place(page, request, ref, number)
    page.heading(1, "结语")
    page.paragraph(activity.agreed or "（活动小结和收获，请撰稿人补写）")
    people = [f"{role}：{request.answer(role) or '　　　　'}" for role in ("撰稿", "摄影", "审核")]
    page.paragraph("　　".join(people), indent=False)
    return page.build(made_at=request.made_at, author=scene.records.school.name)


def story_pictures(scene: Scene, activity: Activity) -> list[Attachment]:
    """The picture files, numbered as in the text: 照片/图01_签到册.jpg."""
    refs = [(slot, ref) for slot in PHOTO_SLOTS for ref in pictures_of(scene, activity, slot)]
    return [
        Attachment(name=f"{PICTURE_FOLDER}/图{number:02d}_{slot}.jpg", picture=ref)
        for number, (slot, ref) in enumerate(refs, 1)
    ]


def _place(page: DocumentBuilder, request: Request, ref: PictureRef, number: int) -> None:
    """One picture as 图1：caption; one that cannot be opened leaves its place and says so."""
    caption = f"图{number}：{ref.caption or ref.alt}"
    opened = request.pictures([PictureRef(blob=ref.blob, alt=ref.alt, caption=caption)])
    if opened:
        page.picture(opened[0], most_high=_MOST_HIGH)
    else:
        page.paragraph(f"（{caption}，这张照片打不开）", indent=False)


def _opening(scene: Scene, item: Activity) -> str:
    """When, where, on what theme, which schools, how many people."""
    place = f"，在{item.place}" if item.place else ""
    schools = [item.host_school or scene.records.school.name, *item.member_schools]
    with_whom = f"{'、'.join(dict.fromkeys(schools))}共同" if item.is_joint else f"{scene.records.school.name}"
    theme = f"，主题是“{item.theme}”" if item.theme else ""
    came = len(with_attendance(scene, item, "present"))
    number = f"。我校{came}人参加" if came else ""
    day = date_cn(item.happened_on) if item.happened_on else ""
    return f"{day}{place}，{with_whom}开展“{item.title}”活动{theme}{number}。"


def _told(scene: Scene, item: Activity, slot: str) -> str:
    """The school's own text of that part, else what the record itself says of it."""
    own = (item.story or {}).get(slot, "").strip()
    return own or _FROM_RECORD[slot](scene, item)


def _sign_in_words(scene: Scene, item: Activity) -> str:
    people = own_people(scene, item)
    came = with_attendance(scene, item, "present")
    return f"{when(scene, item)}，参加活动的教师签到。我校应到{len(people)}人，实到{len(came)}人。" if people else ""


def _lesson_words(scene: Scene, item: Activity) -> str:
    taught = [
        f"{person_name(scene, one)}老师执教《{one.teaches_topic}》"
        for one in scene.records.participants_of.get(item.uid, ())
        if one.teaches and one.teaches_topic
    ]
    return f"{'；'.join(taught)}。" if taught else item.process


_FROM_RECORD = {
    "签到册": _sign_in_words,
    "教学设计": lambda scene, item: item.goals,
    "教学展示": _lesson_words,
    "集中研讨": lambda scene, item: item.talk,
    "评课记录": lambda scene, item: "",
}
