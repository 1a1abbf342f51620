"""A small invented school with a little of everything that the county's papers show; built without a file."""

from __future__ import annotations

import dataclasses
import io
from datetime import date, datetime
from functools import cache
from typing import Any

from jiaoyan_desktop import paths
from jiaoyan_desktop.documents.fields.scene import Scene
from jiaoyan_desktop.documents.forms_source import FolderForms
from jiaoyan_desktop.documents.offered import VOCABULARY
from jiaoyan_desktop.documents.packs import load_pack
from jiaoyan_desktop.domain.activity import HANDIN_HEADER, PHOTO_SLOTS, Handin, Photo, Recommendation
from jiaoyan_desktop.domain.observation import LessonStep, Remark, Score
from jiaoyan_desktop.domain.pack import Pack
from jiaoyan_desktop.domain.people import Group, Membership
from jiaoyan_desktop.domain.preparation import (
    Comment,
    Draft,
    DraftRevision,
    LessonStudy,
    ProcessStep,
    Reflection,
    Section,
)
from jiaoyan_desktop.domain.reporting import Answer
from jiaoyan_desktop.domain.term import BellSchedule, Period
from jiaoyan_desktop.domain.term_records import TermRecords
from jiaoyan_desktop.domain.timetable import Progress
from tests import builders as make

PACK = "lanxi-2025-spring"
AS_OF = date(2025, 6, 8)
MADE_AT = datetime(2025, 6, 8, 10, 32)
TERM = make.a_term(uid="term", pack_id=PACK)
SCHOOL = make.a_school(uid="school", aliases=("清小",), contact_name="韩立新", contact_phone="13900000000")


@cache
def lanxi() -> Pack:
    """The pack as it is in forms/, checked against everything the program offers."""
    return load_pack(FolderForms(paths.forms()), PACK, vocabulary=VOCABULARY, templates=False)


@cache
def picture(number: int = 0) -> bytes:
    """A small photo lying on its side: its EXIF says it has to be turned."""
    from PIL import Image

    image = Image.new("RGB", (320, 240), (90 + number % 60, 120, 160))
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def read_blob(name: str) -> bytes:
    """The bytes of a photo of this world; "broken" is none."""
    return b"no picture at all" if name.startswith("broken") else picture(sum(name.encode()))


@cache
def records() -> TermRecords:
    """Everything of the term."""
    head = make.a_teacher("周建国", "道德与法治", uid="t1", gender="男", born="1973-05", title="高级教师", order=1)
    vice = make.a_teacher("林珺", "数学", uid="t2", gender="女", born="1980-09", started_work="2001", order=2)
    director = make.a_teacher("韩立新", "数学", uid="t3", gender="男", born="1982-02", order=3)
    chinese = make.a_teacher("张丽", "语文", uid="t4", hint="语文", gender="女", born="1988", order=4)
    english = make.a_teacher("张丽", "英语", uid="t5", hint="英语", order=5)
    rare = make.a_teacher("孙㛃", "语文", uid="t6", order=6, phone="13700000006")
    gone = make.a_teacher("李长顺", "语文", uid="t7", left_on=date(2025, 4, 10), order=7)
    teachers = (head, vice, director, chinese, english, rare, gone)
    third, fourth = make.a_class(3, 1, uid="c1"), make.a_class(4, 1, uid="c2")
    table = make.a_timetable(uid="tt")
    group = Group(uid="g1", name="语文教研组", kind="teaching", subjects=("语文",))
    study = LessonStudy(
        uid="s1", term_uid="term", topic="山行", subject="语文", grade=3, unit="第二单元", lead_uid="t4", group_uid="g1"
    )
    plan = Draft(uid="d1", lesson_study_uid="s1", stage="A", author_uid="t4")
    shared = Draft(uid="d2", lesson_study_uid="s1", stage="B", author_uid="t4")
    own = Draft(uid="d3", lesson_study_uid="s1", stage="C", author_uid="t6", class_uid="c1", state="taught")
    meeting = make.an_activity(
        "语文组集体备课", date(2025, 4, 3), uid="a1", kind="集体备课", lesson_study_uid="s1", host_uid="t4",
        group_uid="g1", starts="13:30", ends="15:00", place="电教室", talk="重在方法。", agreed="用三步读诗。",
    )  # fmt: skip
    county = make.an_activity(
        "县级数学联研", date(2025, 4, 18), uid="a2", kind="校际联研", is_joint=True, level="county", is_host=False,
        host_school="安平县第二小学", member_schools=("清水酄乡中心小学",), theme="数与运算的大单元教学",
        subject="数学", lead_teacher="何敏", place="录播教室", 
        story=dict.fromkeys(PHOTO_SLOTS, "这一环节的说明。"), shared_on=date(2025, 4, 22),
    )  # fmt: skip
    later = make.an_activity("期末总结会", date(2025, 6, 20), uid="a3", state="planned")
    people = (
        make.a_participant(meeting, chinese, uid="p1"),
        make.a_participant(meeting, rare, uid="p2", attendance="leave", reason="看病"),
        make.a_participant(county, vice, uid="p3", role="主管领导", signed_in="8:00", signed_out="16:00"),
        make.a_participant(county, director, uid="p4", role="业务主任", teaches=True, teaches_topic="两位数乘两位数"),
        make.a_participant(county, None, uid="p5", name="何敏", school_name="安平县第二小学"),
    )
    heard = [
        make.an_observation(director, chinese, date(2025, 3, 4 + number), uid=f"o{number}", topic=f"第{number}课",
                            class_uid="c1", remarks=(Remark(column="精点", text="好"),))
        for number in range(3)
    ]  # fmt: skip
    scored = make.an_observation(
        head, rare, date(2025, 3, 20), uid="o8", class_uid="c1", topic="山行", period=2, rubric=lanxi().rubrics[0],
        scores=(Score(criterion="课堂实效", points=21.5),), total=86.5, grade="良", recorded_on=date(2025, 4, 2),
        steps=(LessonStep(at="8:10", teaching="=1+1 读诗", comment="声音响亮"),), summary="可以再放手。",
    )  # fmt: skip
    outside = make.an_observation(
        director, None, date(2025, 4, 18), uid="o9", taught_by_text="何敏", is_outside=True, lesson_count=4, period=0,
        place_text="安平县第二小学", kind="联研课", subject="数学", class_text="三（2）班",
    )  # fmt: skip
    walked = make.an_observation(head, chinese, date(2025, 5, 6), uid="o10", is_walkthrough=True, class_uid="c1")
    too_late = make.an_observation(director, rare, date(2025, 6, 12), uid="o11", class_uid="c1")
    return make.term_records(
        school=SCHOOL,
        term=TERM,
        teachers=teachers,
        posts=(
            make.a_post(head, "校长"),
            make.a_post(vice, "副校长（分管教学）"),
            make.a_post(director, "教导主任"),
            make.a_post(chinese, "语文教研组长"),
            make.a_post(rare, "班主任", class_uid="c1"),
        ),
        classes=(third, fourth),
        groups=(group,),
        memberships=(Membership(group_uid="g1", teacher_uid="t4", is_leader=True),),
        bell_schedules=(
            BellSchedule(
                term_uid="term",
                name="夏季作息",
                effective_from=date(2025, 3, 1),
                periods=(
                    Period(number=1, starts="08:10", ends="08:50"),
                    Period(number=2, starts="09:00", ends="09:40"),
                ),
            ),
        ),
        assignments=(
            make.an_assignment(gone, third, ends_on=date(2025, 4, 10)),
            make.an_assignment(rare, third, starts_on=date(2025, 4, 11)),
            make.an_assignment(chinese, fourth),
            make.an_assignment(english, third, "英语"),
            make.an_assignment(director, third, "数学"),
        ),
        timetables=(table,),
        slots=(
            make.a_slot(table, third, 1, 1, "语文"),
            make.a_slot(table, third, 1, 2, "数学", director),
            make.a_slot(table, third, 2, 1, "英语", english, parity="odd"),
            make.a_slot(table, third, 2, 1, "道德与法治", head, parity="even"),
            make.a_slot(table, fourth, 1, 1, "语文", chinese),
        ),
        progress=(
            Progress(
                term_uid="term", grade=3, subject="语文", first_week=5, last_week=5, content="山行(2) 赠刘景文(1)"
            ),
            Progress(term_uid="term", grade=3, subject="语文", first_week=16, last_week=17, content="综合复习"),
        ),
        observations=(*heard, scored, outside, walked, too_late),
        studies=(study,),
        drafts=(plan, shared, own),
        revisions=tuple(
            DraftRevision(
                draft_uid=draft.uid,
                number=1,
                made_on=date(2025, 4, 1 + number),
                note="改了导入" if number else "",
                sections=(
                    Section(heading="教学目标", text="会背，会想画面。"),
                    Section(heading="教学过程", steps=(ProcessStep(step="导入", teacher="放录音", students="听"),)),
                    Section(heading="学情分析", text="学生读过写景诗。"),
                ),
            )
            for number, draft in enumerate((plan, shared, own))
        ),
        comments=(Comment(lesson_study_uid="s1", text="导入太长", speaker_uid="t6", verdict="adopted"),),
        reflections=(Reflection(lesson_study_uid="s1", teacher_uid="t6", draft_uid="d3", text="比读时间紧。"),),
        activities=(meeting, county, later),
        participants=people,
        photos=tuple(
            Photo(uid=f"f{number}", activity_uid="a2", slot=slot, blob=f"photo{number}", caption=f"4月18日，{slot}")
            for number, slot in enumerate(PHOTO_SLOTS[:4])
        ),
        handins=(
            Handin(uid="h1", activity_uid="a2", teacher_uid="t3", kind="note", pictures=("note1", "note2")),
            Handin(
                uid="h2",
                activity_uid="a2",
                teacher_uid="t3",
                kind="reflection",
                text="我很有收获。\n回去就用。",
                header=dict.fromkeys(HANDIN_HEADER, ""),
            ),
        ),
        recommendations=(
            Recommendation(
                uid="r1", term_uid="term", teacher_uid="t6", category="优课", topic="山行", reason="课上得好。"
            ),
        ),
        answers=(Answer(term_uid="term", form_id="term-summary", token="存在问题", value="听课不够均匀。"),),
    )


def scene(as_of: date = AS_OF, **changes: Any) -> Scene:
    """The world before the Lanxi pack; ``changes`` replace lists of its records."""
    return Scene(records=dataclasses.replace(records(), **changes), pack=lanxi(), as_of=as_of)
