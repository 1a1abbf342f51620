"""What forms made for one activity may ask for: 教研活动, 集体备课, 校际联研 with its people and pictures."""

from __future__ import annotations

from typing import Any

from jiaoyan_desktop.domain.activity import PHOTO_SLOTS, Activity, Participant, Photo
from jiaoyan_desktop.domain.dates import date_cn
from jiaoyan_desktop.domain.glossary import ATTENDANCE_WORDS, VERDICT_WORDS
from jiaoyan_desktop.domain.naming import grade_name, plain_date, weekday_name
from jiaoyan_desktop.domain.photo_story import stories
from jiaoyan_desktop.domain.preparation import Comment, LessonStudy

from .formats import official_date
from .observing import period_words
from .preparing import STUDY, changes_of, comments_on, study_of
from .registry import Area, Field, Getter, PictureList, PictureRef, RowList, Select, fields, under
from .scene import Scene

_EXPECTED = ("present", "leave", "official", "absent", "expected")
_SLOT_WORDS = ("sign_in", "design", "show", "talk", "review")


def clock_span(item: Activity) -> str:
    """13:30—15:00, or the one end that is known."""
    return "—".join(filter(None, (item.starts, item.ends)))


def when(scene: Scene, item: Activity) -> str:
    """2025年4月18日 周五 第7周 13:30—15:00, as much of it as is known."""
    day = item.happened_on
    if day is None:
        return ""
    clock = clock_span(item) or period_words(scene, item.period, day)
    parts = [official_date(day), weekday_name(day.isoweekday()), scene.calendar.week_place(day).label, clock]
    return " ".join(filter(None, parts))


def people(scene: Scene, item: Activity) -> tuple[Participant, ...]:
    """The participants of an activity in their order."""
    return scene.records.participants_of.get(item.uid, ())


def own_people(scene: Scene, item: Activity) -> tuple[Participant, ...]:
    """Those of our own school."""
    return tuple(one for one in people(scene, item) if one.teacher_uid)


def person_name(scene: Scene, one: Participant) -> str:
    """The participant's name, a guest's as entered."""
    return scene.names.teacher(one.teacher_uid) or one.name


def _plain_name(scene: Scene, one: Participant) -> str:
    """The name alone, for lists whose other columns tell namesakes apart."""
    teacher = scene.teacher(one.teacher_uid)
    return teacher.name if teacher else one.name


def with_attendance(scene: Scene, item: Activity, *states: str) -> tuple[Participant, ...]:
    """Those of our own school whose attendance is one of ``states``."""
    return tuple(one for one in own_people(scene, item) if one.attendance in states)


def away(scene: Scene, item: Activity) -> str:
    """Who was not there and why: 张丽（请假：看病）、冯春生（公出）."""
    return "、".join(
        f"{person_name(scene, one)}（{ATTENDANCE_WORDS[one.attendance]}{'：' + one.reason if one.reason else ''}）"
        for one in with_attendance(scene, item, "leave", "official", "absent")
    )


def _teacher_name(attribute: str) -> Getter:
    return lambda scene, item: scene.names.teacher(getattr(item, attribute))


def _host_school(scene: Scene, item: Activity) -> str:
    return item.host_school or (scene.records.school.name if item.is_host else "")


def _member_schools(scene: Scene, item: Activity) -> tuple[str, ...]:
    return item.member_schools or (() if item.is_host else (scene.records.school.name,))


def _purpose(number: int) -> Getter:
    return lambda _, item: item.purposes[number] if len(item.purposes) > number else ""


def _count(*states: str) -> Getter:
    return lambda scene, item: len(with_attendance(scene, item, *states))


def _present_names(scene: Scene, item: Activity) -> tuple[str, ...]:
    return tuple(person_name(scene, one) for one in with_attendance(scene, item, "present"))


def _posts(scene: Scene, one: Participant) -> str:
    if one.teacher_uid is None:
        return one.role
    activity = scene.records.activity_by_uid.get(one.activity_uid)
    titles = scene.post_titles(one.teacher_uid, activity.happened_on if activity else None)
    return "、".join(titles) or one.role or "教师"


def _subject(scene: Scene, one: Participant) -> str:
    teacher = scene.teacher(one.teacher_uid)
    return one.subject or (teacher.subject if teacher else "")


def _posts_or_subject(scene: Scene, one: Participant) -> str:
    """教导主任／数学; for someone without a post the subject alone."""
    posts = _posts(scene, one)
    return "／".join(filter(None, (posts if posts != "教师" else "", _subject(scene, one)))) or posts


def _own_teacher(attribute: str) -> Getter:
    def get(scene: Scene, one: Participant) -> str:
        teacher = scene.teacher(one.teacher_uid)
        return getattr(teacher, attribute) if teacher else ""

    return get


def _phone(scene: Scene, one: Participant) -> str:
    teacher = scene.teacher(one.teacher_uid)
    return one.phone or (teacher.phone if teacher else "")


def _school_name(scene: Scene, one: Participant) -> str:
    return scene.records.school.name if one.teacher_uid else one.school_name


def _note(_: Scene, one: Participant) -> str:
    """The note of a list: the role that the county asks for, and whether a lesson is given."""
    lesson = f"出课《{one.teaches_topic}》" if one.teaches and one.teaches_topic else "出课" if one.teaches else ""
    return "，".join(filter(None, (one.role, lesson)))


def _numbered(people_of: Any) -> Any:
    return lambda scene, item: list(enumerate(people_of(scene, item), 1))


def _second(get: Getter) -> Getter:
    return lambda scene, pair: get(scene, pair[1])


def _comments(scene: Scene, item: Activity) -> list[Comment]:
    """The opinions spoken at this meeting; those on its lesson study that name no meeting belong to it too."""
    study = study_of(scene, item.lesson_study_uid)
    found = comments_on(scene, study) if study else []
    return [comment for comment in found if comment.activity_uid in (None, item.uid)]


def _verdict(_: Scene, one: Comment) -> str:
    word = VERDICT_WORDS.get(one.verdict, "")
    return f"{word}（{one.reason}）" if one.reason and one.verdict in ("declined", "partly") else word


def _agreed_and_changes(scene: Scene, item: Activity) -> tuple[str, ...]:
    """What the meeting agreed on, then what the B draft says was changed (domain F13)."""
    study = study_of(scene, item.lesson_study_uid)
    changes = changes_of(scene, study) if study else ()
    new = [change for change in changes if change.rstrip("。") not in item.agreed]
    return tuple(filter(None, (item.agreed, *new)))


def pictures_of(scene: Scene, item: Activity, slot: str = "") -> list[PictureRef]:
    """The photos of an activity in the order of the five slots, each with its caption (domain F7)."""
    photos = scene.records.photos_of.get(item.uid, ())
    place = {name: number for number, name in enumerate(PHOTO_SLOTS)}
    ordered = sorted(photos, key=lambda photo: (place.get(photo.slot, len(place)), photo.order))
    said = [(photo, photo.caption or _caption(item, photo)) for photo in ordered if slot in ("", photo.slot)]
    return [PictureRef(blob=photo.blob, alt=caption, caption=caption) for photo, caption in said]


def _caption(item: Activity, photo: Photo) -> str:
    """×年×月×日，×××干什么, from what is known of the photo, where nobody wrote one."""
    day = photo.taken_on or item.happened_on
    return "，".join(filter(None, (date_cn(day) if day else "", item.title, photo.slot)))


def happened(scene: Scene) -> list[Activity]:
    """The activities that took place up to the date of counting, in order of their days."""
    return [
        item
        for item in scene.records.activities
        if item.state == "done" and item.happened_on is not None and item.happened_on <= scene.as_of
    ]


def joint(scene: Scene) -> list[Activity]:
    """The 校际联研 among them."""
    return [item for item in happened(scene) if item.is_joint]


def _preparations(scene: Scene) -> list[Activity]:
    return [item for item in happened(scene) if item.lesson_study_uid and not item.is_joint]


def _meetings(scene: Scene) -> list[Activity]:
    return [item for item in happened(scene) if not item.lesson_study_uid or item.is_joint]


def _study(scene: Scene, item: Activity) -> LessonStudy | None:
    return study_of(scene, item.lesson_study_uid)


def _stories(scene: Scene) -> list[Activity]:
    """The activities told as photo stories, as many of each kind as the pack asks for (rule 0-52)."""
    needs = [need for spec in scene.pack.materials for need in spec.needs if need["kind"] == "photo_stories"]
    asked = needs[0] if needs else {}
    found = stories(scene.records, scene.as_of, county=int(asked.get("county", 1)), school=int(asked.get("school", 1)))
    return [story.activity for story in found if story.activity]


ACTIVITY: tuple[Field, ...] = fields(
    ("title", "活动名称", lambda _, item: item.title),
    ("theme", "主题", lambda _, item: item.theme),
    ("kind", "类型", lambda _, item: item.kind),
    ("date", "日期", lambda _, item: item.happened_on),
    ("when", "时间：年月日、星期、周次和起止", when),
    ("day", "月日，如4月18日", lambda _, item: plain_date(item.happened_on) if item.happened_on else ""),
    ("clock", "起止时间，如13:30—15:00", lambda _, item: clock_span(item)),
    ("place", "地点", lambda _, item: item.place),
    ("subject", "学科", lambda _, item: item.subject),
    ("grade", "年级", lambda _, item: grade_name(item.grade)),
    (
        "group",
        "教研组或备课组",
        lambda scene, item: (
            scene.records.group_by_uid[item.group_uid].name if item.group_uid in scene.records.group_by_uid else ""
        ),
    ),
    ("host", "主持人", _teacher_name("host_uid")),
    ("keynote", "中心发言人", _teacher_name("keynote_uid")),
    ("recorder", "记录人", _teacher_name("recorder_uid")),
    ("goals", "活动目标", lambda _, item: item.goals),
    ("process", "活动过程", lambda _, item: item.process),
    ("talk", "发言要点", lambda _, item: item.talk),
    ("agreed", "形成的共识", lambda _, item: item.agreed),
    ("agreed_and_changes", "形成的共识和B案对A案的修改点", _agreed_and_changes),
    ("open_points", "遗留问题与措施", lambda _, item: item.open_points),
    ("expected_count", "应到人数（本校）", _count(*_EXPECTED)),
    ("present_count", "实到人数（本校）", _count("present")),
    ("present_names", "实到人员（本校）", _present_names),
    ("away", "缺席人员和事由（本校）", away),
    ("people_count", "参加总人数，外校的也算", lambda scene, item: len(people(scene, item))),
    ("own_count", "本校参加人数", lambda scene, item: len(own_people(scene, item))),
    ("host_school", "主研校", _host_school),
    ("member_schools", "参与校", _member_schools),
    ("lead_teacher", "主研人", lambda _, item: item.lead_teacher),
    ("purpose_why", "联研三问之一：目的是什么", _purpose(0)),
    ("purpose_learn", "联研三问之二：要学到什么", _purpose(1)),
    ("purpose_bring", "联研三问之三：能带来什么", _purpose(2)),
    ("notified_on", "通知日期", lambda _, item: item.notified_on),
    ("shared_on", "校内分享日期", lambda _, item: item.shared_on),
    ("shared_note", "校内分享情况", lambda _, item: item.shared_note),
) + under("study", "课例", STUDY, _study)

_PERSON = fields(
    ("number", "序号", lambda _, pair: pair[0]),
    ("name", "姓名，同名的带学科班级", _second(person_name)),
    ("plain_name", "姓名，旁边另有学科和职务时用", _second(_plain_name)),
    ("gender", "性别", _second(_own_teacher("gender"))),
    ("posts", "职务", _second(_posts)),
    ("role", "在联研中的身份", _second(lambda _, one: one.role)),
    ("subject", "任教学科", _second(_subject)),
    ("posts_or_subject", "职务和学科，签到册上的写法", _second(_posts_or_subject)),
    ("school", "单位", _second(_school_name)),
    ("phone", "联系电话", _second(_phone)),
    ("attendance", "出勤", _second(lambda _, one: ATTENDANCE_WORDS.get(one.attendance, ""))),
    ("teaches", "是否出课", _second(lambda _, one: one.teaches)),
    ("note", "备注：身份和出课", _second(_note)),
)
_COMMENTS = fields(
    ("speaker", "发言人", lambda scene, one: scene.names.teacher(one.speaker_uid) or one.speaker_text),
    ("text", "意见", lambda _, one: one.text),
    ("verdict", "采纳与否", lambda _, one: VERDICT_WORDS.get(one.verdict, "")),
    ("verdict_with_reason", "采纳与否，未采纳的带原因", _verdict),
    ("reason", "未采纳的原因", lambda _, one: one.reason),
)


def _of_slot(slot: str) -> Any:
    return lambda scene, item: pictures_of(scene, item, slot)


AREA = Area(
    fields={"activity": ACTIVITY},
    lists=(
        RowList(
            name="participants", meaning="全部参加人", one_per=("activity",), items=_numbered(people), fields=_PERSON
        ),
        RowList(
            name="own_participants",
            meaning="本校参加人",
            one_per=("activity",),
            items=_numbered(own_people),
            fields=_PERSON,
        ),
        RowList(name="comments", meaning="研讨意见", one_per=("activity",), items=_comments, fields=_COMMENTS),
    ),
    pictures=(
        PictureList(name="photos", meaning="活动全部照片", one_per=("activity",), items=pictures_of),
        *(
            PictureList(name=f"photos.{word}", meaning=f"{slot}照片", one_per=("activity",), items=_of_slot(slot))
            for word, slot in zip(_SLOT_WORDS, PHOTO_SLOTS, strict=True)
        ),
    ),
    selects=(
        Select(name="happened", meaning="截至统计日已开展的活动", one_per="activity", pick=happened),
        Select(
            name="activities",
            meaning="全部活动，还没开展的也算（印签到册用）",
            one_per="activity",
            pick=lambda scene: [item for item in scene.records.activities if item.state != "cancelled"],
        ),
        Select(name="joint", meaning="截至统计日的校际联研", one_per="activity", pick=joint),
        Select(name="stories", meaning="要做美篇的活动", one_per="activity", pick=_stories),
        Select(name="preparations", meaning="截至统计日的集体备课", one_per="activity", pick=_preparations),
        Select(name="meetings", meaning="截至统计日的其他教研活动", one_per="activity", pick=_meetings),
    ),
)
