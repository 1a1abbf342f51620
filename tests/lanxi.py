"""The Lanxi pack as the domain sees it, and a small school that meets all of it, for tests that take something away."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import cache
from typing import Any

from jiaoyan_desktop import paths
from jiaoyan_desktop.domain.activity import HANDIN_HEADER, PHOTO_SLOTS, ROLES, Activity, Handin, Photo, Recommendation
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.pack import MaterialSpec, Pack, Rule
from jiaoyan_desktop.domain.preparation import Draft, DraftRevision, LessonStudy, Reflection, Section
from jiaoyan_desktop.domain.reporting import Confirmation
from jiaoyan_desktop.domain.term_records import TermRecords
from jiaoyan_desktop.domain.timetable import Progress
from tests.builders import (
    a_class,
    a_participant,
    a_post,
    a_slot,
    a_teacher,
    a_timetable,
    an_activity,
    an_assignment,
    an_observation,
    term_records,
)

DEADLINE = date(2025, 6, 8)
END = date(2025, 6, 30)


@cache
def lanxi_pack() -> Pack:
    """Rules, materials and dates of forms/lanxi-2025-spring, without its forms."""
    folder = paths.forms() / "lanxi-2025-spring"
    head = tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8"))
    rules = tomllib.loads((folder / "requirements.toml").read_text(encoding="utf-8"))["rule"]
    materials = tomllib.loads((folder / "materials.toml").read_text(encoding="utf-8"))["material"]
    return Pack(
        id=head["id"],
        title=head["title"],
        version=head["version"],
        basis=tuple(head["basis"]),
        deadline=head["deadline"],
        dates={name: (span["from"], span["to"]) for name, span in head["dates"].items()},
        rules=tuple(Rule(**rule) for rule in rules),
        materials=tuple(MaterialSpec(**item) for item in materials),
    )


def complete_school(**changes: Any) -> TermRecords:
    """Four teachers, two classes and one lesson study, with everything the county asks for."""
    return term_records(**{**_everything(), **changes})


@cache
def _everything() -> dict[str, Any]:
    zhou, lin, han, wang = (
        a_teacher(name, subject, gender="女", born="1980-05", education="本科", title="一级教师")
        for name, subject in (("周建国", "道德与法治"), ("林珺", "科学"), ("韩立新", "数学"), ("王秀兰", "语文"))
    )
    people = (zhou, lin, han, wang)
    classes = (a_class(3, 1), a_class(4, 1))
    assignments = tuple(an_assignment(item, classes[number % 2], item.subject) for number, item in enumerate(people))
    version = a_timetable()
    slots = tuple(
        a_slot(version, classes[number % 2], 1, number + 1, item.subject, item) for number, item in enumerate(people)
    )
    study = LessonStudy(
        term_uid="term", topic="山行", subject="语文", grade=3, lead_uid=wang.uid, planned_on=date(2025, 4, 18)
    )
    drafts, revisions = _drafts(study, wang.uid)
    county = _joint_day(study, wang.name, level="county")
    own = an_activity("数学组教研", date(2025, 4, 10), subject="数学", theme="用好微能力点", story=_story())
    music = an_activity("音乐组教研", date(2025, 4, 11), subject="英语", theme="优化流程")
    joint_people = tuple(
        a_participant(
            county, item, role=role, signed_in="8:00", signed_out="16:00", teaches=item is wang, teaches_topic="山行"
        )
        for item, role in zip(people, ROLES, strict=True)
    )
    return {
        "teachers": people,
        "posts": (a_post(zhou, "校长"), a_post(lin, "副校长（分管教学）"), a_post(han, "教导主任")),
        "classes": classes,
        "assignments": assignments,
        "timetables": (version,),
        "slots": slots,
        "progress": tuple(
            Progress(
                term_uid="term", grade=3 + number % 2, subject=item.subject, first_week=1, last_week=18, content="全册"
            )
            for number, item in enumerate(people)
        ),
        "observations": (
            *_heard(zhou, (lin, han, wang), 30),
            *_heard(lin, (zhou, han, wang), 60),
            *_heard(han, (zhou, lin, wang), 60),
        ),
        "studies": (study,),
        "drafts": drafts,
        "revisions": revisions,
        "reflections": (
            Reflection(
                lesson_study_uid=study.uid, teacher_uid=wang.uid, text="导入再快些", written_on=date(2025, 4, 19)
            ),
        ),
        "activities": (own, music, county),
        "participants": joint_people,
        "photos": tuple(
            Photo(activity_uid=item.uid, slot=slot, blob=f"{slot}") for item in (county, own) for slot in PHOTO_SLOTS
        ),
        "handins": tuple(handin for item in people for handin in _handins(county, item.uid)),
        "recommendations": (
            Recommendation(
                term_uid="term",
                teacher_uid=wang.uid,
                category="优课",
                subject="语文",
                grade_text="三年级",
                topic="山行",
                textbook="统编版",
                volume="三年级上册",
                awards="无",
                reason="朗读教学扎实",
            ),
        ),
        "confirmations": tuple(
            Confirmation(term_uid="term", target_id=rule.id, kind="confirmed", by="韩立新", on=date(2025, 6, 3))
            for rule in lanxi_pack().rules
            if rule.kind == "statement"
        ),
    }


def _story() -> dict[str, str]:
    return {slot: f"{slot}的说明" for slot in PHOTO_SLOTS}


def _joint_day(study: LessonStudy, lead: str, **values: Any) -> Activity:
    return an_activity(
        "语文校际联研",
        date(2025, 4, 18),
        kind="校际联研",
        is_joint=True,
        host_school="清水酄乡中心小学",
        member_schools=("石桥镇小学",),
        host_uid="host",
        agreed="先读后讲",
        lead_teacher=lead,
        subject="语文",
        theme="提炼训练策略",
        purposes=("取长补短", "学朗读指导", "带去集体备课的做法"),
        shared_on=date(2025, 4, 25),
        lesson_study_uid=study.uid,
        story=_story(),
        **values,
    )


def _drafts(study: LessonStudy, author: str) -> tuple[tuple[Draft, ...], tuple[DraftRevision, ...]]:
    first, second = (Draft(lesson_study_uid=study.uid, stage=stage, author_uid=author, state="ready") for stage in "AB")
    a_text = DraftRevision(draft_uid=first.uid, number=1, sections=(Section(heading="教学目标", text="会读"),))
    b_text = DraftRevision(draft_uid=second.uid, number=1, sections=(Section(heading="教学目标", text="会读会背"),))
    second = second.but(parent_revision_uid=a_text.uid)
    third = Draft(
        lesson_study_uid=study.uid, stage="C", author_uid=author, state="taught", parent_revision_uid=b_text.uid
    )
    c_text = DraftRevision(draft_uid=third.uid, number=1, sections=(Section(heading="教学准备", text="课件、枫叶图"),))
    return (first, second, third), (a_text, b_text, c_text)


def _heard(observer: Any, teachers: tuple[Any, ...], number: int) -> list[Observation]:
    days = [date(2025, 3, 3) + timedelta(days=7 * (index // 5) + index % 5) for index in range(number)]
    return [
        an_observation(observer, teachers[index % len(teachers)], day, period=index % 6 + 1, summary="提问再少些")
        for index, day in enumerate(days)
    ]


def _handins(day: Activity, teacher_uid: str) -> tuple[Handin, ...]:
    header = dict.fromkeys(HANDIN_HEADER, "写好了")
    both = {"activity_uid": day.uid, "teacher_uid": teacher_uid, "uploaded_on": date(2025, 6, 1), "header": header}
    return (
        Handin(kind="note", pictures=("page",), **both),
        Handin(kind="reflection", text="学" * 1000, **both),
    )
