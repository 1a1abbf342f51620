"""A plan from Word becomes a study with its A draft, or a further revision, its own file kept beside it."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from jiaoyan_desktop.documents.lessons import parse
from jiaoyan_desktop.documents.lessons_model import Aside
from jiaoyan_desktop.domain.drafts import Taker
from jiaoyan_desktop.domain.preparation import Draft, DraftRevision, LessonStudy, Section
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store import term_records
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.workflows import preparing
from jiaoyan_desktop.workflows.plan_matching import suggest
from jiaoyan_desktop.workflows.plan_reading import (
    LessonPlanRead,
    keep_lesson,
    kept_before,
    plan_lesson,
    plan_of,
    said_by,
    sections_to_keep,
    topic_of,
)
from tests import builders
from tests.documents.lesson_files import plan

SAMPLES = Path(__file__).parent.parent / "samples"


def today() -> date:
    return date(2025, 3, 26)


def read(*pieces: str, name: str = "教案.docx") -> LessonPlanRead:
    data = plan(*pieces)
    return plan_of(parse(data, name), data)


class World:
    """A school file with three teachers, one of whom teaches 语文 in 四（1）班."""

    def __init__(self, db: Database) -> None:
        self.db, self.term = db, builders.a_term()
        self.wang = builders.a_teacher("王秀兰")
        self.chen = builders.a_teacher("陈志强", "数学")
        self.zhang, self.other = (builders.a_teacher("张丽", subject) for subject in ("语文", "英语"))
        self.fourth, self.fifth = builders.a_class(4, 1), builders.a_class(5, 2)
        with db.change("建校") as change:
            change.put(builders.a_school())
            change.put(self.term)
            change.put_all([self.wang, self.chen, self.zhang, self.other, self.fourth, self.fifth])
            change.put(builders.an_assignment(self.wang, self.fourth, term_uid=self.term.uid))
            change.put(builders.an_assignment(self.chen, self.fifth, "数学", term_uid=self.term.uid))

    @property
    def records(self):
        return term_records.load(self.db, self.term.uid)

    def study(self, **values) -> LessonStudy:
        usual = {"topic": "《山行》（古诗三首）", "subject": "语文", "grade": 4, "lead_uid": self.wang.uid}
        return LessonStudy(**{"term_uid": self.term.uid, **usual, **values})

    def keep(self, plan_read: LessonPlanRead, **values):
        return keep_lesson(self.db, plan_read, today=today, **values)


@pytest.fixture
def world(tmp_path):
    with Database.create(tmp_path / "学校.jiaoyan") as db:
        yield World(db)


# -- what the file says ----------------------------------------------------------------------------------------------


def test_the_samples_say_what_they_say():
    shan = plan_lesson(SAMPLES / "教案_A案_山行_王秀兰.docx")
    assert (shan.topic, shan.lead, shan.grade, shan.school_class) == ("《山行》（古诗三首）", "王秀兰", 4, (4, 1))
    assert (shan.periods, shan.subject, shan.stage, shan.volume) == (1, "", "A", "")
    fen = plan_lesson(str(SAMPLES / "教案_A案_分数的意义_陈志强.docx"))
    assert (fen.topic, fen.lead, fen.grade, fen.periods) == ("分数的意义", "陈志强", 5, 0)


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        *(
            ("《山行》教学设计", "《山行》"),
            ("分数的意义", "分数的意义"),
            ("分数的意义教学设计（第一课时）", "分数的意义"),
        ),
        *(("三年级数学教案", ""), ("部编版四年级上册语文第三单元教案", ""), ("清水小学集体备课教案", ""), ("", "")),
        *(("清水小学 分数的意义", "分数的意义"), ("Unit 3 My friends", "Unit 3 My friends"), ("导学案", "")),
    ],
)
def test_the_topic_in_a_title(title, topic):
    assert topic_of(title) == topic


def test_facts_of_every_kind():
    found = read(
        "学科：语  文    年级：四年级上册    单元：第三单元    课时：2课时",
        "授课人：张丽",
        "教学目标：会读",
        name="山行C案.docx",
    )
    assert (found.grade, found.volume, found.unit, found.periods) == (4, "上册", "第三单元", 2)
    assert (found.subject, found.teacher, found.stage) == ("语文", "张丽", "C")
    assert read("*五年级数学教案", "教学目标：会算").subject == "数学"
    assert read("年级：五六年级", "教学目标：会算").grade == 0


def test_a_file_without_a_word_is_refused(tmp_path):
    empty = tmp_path / "空.docx"
    empty.write_bytes(plan(""))
    with pytest.raises(UserError, match="里没有字"):
        plan_lesson(empty)


# -- what is sure and what is asked ----------------------------------------------------------------------------------


def test_the_teacher_is_found_and_the_subject_taken_from_what_she_teaches(world):
    found = suggest(world.records, plan_lesson(SAMPLES / "教案_A案_山行_王秀兰.docx"))
    assert found.values["lead_uid"] == world.wang.uid and found.values["subject"] == "语文"
    assert found.hints == {"subject": "文件里没有写，按任课分工填的。"} and found.doubts == {}
    assert (found.study_uid, found.draft_uid) == ("", "")


def test_the_weekly_plan_knows_the_subject_of_a_topic(world):
    progress = {"term_uid": world.term.uid, "first_week": 5, "last_week": 5, "grade": 4}
    with world.db.change("周进度") as change:
        change.put(builders.a_progress("古诗三首《山行》", **progress))
    found = suggest(world.records, read("课题：《山行》    年级：四年级", "教学目标：会读"))
    assert found.values["subject"] == "语文" and "周进度" in found.hints["subject"]
    assert "没有写主备人" in found.doubts["lead_uid"]


def test_namesakes_strangers_and_surnames_are_asked(world):
    def lead(name: str) -> tuple[object, str]:
        found = suggest(world.records, read(f"主备人：{name}    课题：山行    年级：四年级", "教学目标：会读"))
        return found.values["lead_uid"], found.doubts.get("lead_uid", "")

    assert lead("王秀兰") == (world.wang.uid, "")
    uid, doubt = lead("张丽")
    assert uid is None and "有2位" in doubt
    uid, doubt = lead("不在册")
    assert uid is None and "花名册里没有“不在册”" in doubt
    uid, doubt = lead("王老师")
    assert uid is None and doubt == "文件里只写了“王老师”，请选一位。"
    hinted = suggest(world.records, read("学科：英语    主备人：张丽    辅备人：王秀兰", "教学目标：会读"))
    assert hinted.values["lead_uid"] == world.other.uid and "认出" in hinted.hints["lead_uid"]
    assert hinted.values["assistant_uids"] == (world.wang.uid,)


def test_what_the_file_does_not_say_is_left_open(world):
    found = suggest(world.records, read("*教案", "教学目标：会读", name="新建文档.docx"))
    assert set(found.doubts) == {"topic", "grade", "lead_uid", "subject"}
    assert (found.values["topic"], found.values["grade"], found.values["subject"]) == ("", 0, "")


def test_a_plan_of_a_known_topic_goes_to_its_study(world):
    study = world.study(topic="山行")
    made = preparing.begin(world.db, study, (Section(heading="教学目标", text="会读"),), today=today)
    (a_draft,) = world.db.find(Draft, lesson_study_uid=made.uid)
    again = read("课题：《山行》（古诗三首）    年级：四年级", "教学目标：会写", name="山行A案.docx")
    found = suggest(world.records, again)
    assert (found.study_uid, found.draft_uid) == (made.uid, a_draft.uid)
    b_plan = read("课题：《山行》    年级：四年级", "教学目标：会写", name="山行B案.docx")
    assert "还没有B案" in suggest(world.records, b_plan).doubts["draft_uid"]
    stranger = read("课题：《枫桥夜泊》", "教学目标：会写", name="枫桥夜泊_个案.docx")
    assert "文件名写着C案" in suggest(world.records, stranger).doubts["study_uid"]


def test_a_c_draft_goes_to_its_teacher(world):
    made = preparing.begin(
        world.db, world.study(topic="山行"), (Section(heading="教学目标", text="会读"),), today=today
    )
    a_draft = world.db.find(Draft, lesson_study_uid=made.uid)[0]
    b_draft = preparing.promote(world.db, a_draft.uid, [], today=today).drafts[0]
    takers = [Taker(teacher_uid=teacher.uid) for teacher in (world.wang, world.chen)]
    drafts = {item.author_uid: item.uid for item in preparing.fork(world.db, b_draft.uid, takers, today=today).drafts}
    plan_read = read("课题：山行    授课人：陈志强", "教学目标：会写", name="山行C案.docx")
    assert suggest(world.records, plan_read).draft_uid == drafts[world.chen.uid]
    unnamed = read("课题：山行    授课人：张丽", "教学目标：会写", name="山行C案.docx")
    assert suggest(world.records, unnamed).doubts["draft_uid"] == "请选放到哪一稿。"


# -- keeping ---------------------------------------------------------------------------------------------------------


def test_a_new_study_with_its_a_draft_and_file_is_one_change(world):
    shan = plan_lesson(SAMPLES / "教案_A案_山行_王秀兰.docx")
    before = len(world.db.recent_changes(50))
    kept = world.keep(shan, study=world.study())
    assert len(world.db.recent_changes(50)) == before + 1
    assert (kept.draft.stage, kept.draft.author_uid, kept.revision.number) == ("A", world.wang.uid, 1)
    assert world.db.blob(kept.revision.original) == (SAMPLES / "教案_A案_山行_王秀兰.docx").read_bytes()
    first, *rest = kept.revision.sections
    assert first == Section(heading="基本情况", text="年级：四（1）班")  # the study only knows the grade
    assert [item.heading for item in rest] == [item.heading for item in shan.sections]
    assert [item.steps for item in rest] == [item.steps for item in shan.sections]
    assert kept_before(world.db, shan) == "《山行》（古诗三首）A案第1稿"
    world.db.undo()
    assert world.db.count(LessonStudy) == 0 and world.db.count(DraftRevision) == 0


def test_the_same_file_twice_is_told_and_nothing_is_new(world):
    shan = plan_lesson(SAMPLES / "教案_A案_山行_王秀兰.docx")
    world.keep(shan, study=world.study())
    with pytest.raises(UserError, match="已经放进来了，就是《山行》（古诗三首）A案第1稿"):
        world.keep(shan, study=world.study())
    assert world.db.count(LessonStudy) == 1


def test_a_revision_of_an_existing_draft(world):
    kept = world.keep(read("课题：山行", "教学目标：会读"), study=world.study(topic="山行"))
    later = read("课题：山行", "教学目标：会读会写", name="改过的.docx")
    again = world.keep(later, study_uid=kept.study.uid, draft_uid=kept.draft.uid, note="加了会写")
    assert (again.revision.number, again.revision.note) == (2, "加了会写")
    assert world.db.blob(again.revision.original) == later.original
    assert [item.number for item in world.db.find(DraftRevision, draft_uid=kept.draft.uid)] == [1, 2]
    unchanged = read("课题：山行", "一、教学目标：会读会写", name="换了编号.docx")
    with pytest.raises(UserError, match="一样，没有新内容") as told:
        world.keep(unchanged, study_uid=kept.study.uid, draft_uid=kept.draft.uid)
    assert told.value.field == "draft_uid"


def test_a_study_without_a_draft_gets_its_a_draft(world):
    study = preparing.begin(world.db, world.study(topic="山行"), today=today)
    kept = world.keep(read("教学目标：会读"), study_uid=study.uid)
    assert (kept.draft.stage, kept.revision.number, kept.revision.sections[0].text) == ("A", 1, "会读")
    with pytest.raises(UserError, match="已经有A案了"):
        world.keep(read("教学目标：会写"), study_uid=study.uid)


def test_a_printed_plan_that_was_changed_comes_back_with_what_it_says_of_itself(world):
    study = world.study(topic="山行", assistant_uids=(world.chen.uid,))
    kept = world.keep(read("教学目标：会读"), study=study)
    table = """| 课题 | 山行 | 课时 | 1 | 年级 | 四年级 |
        | 主备人 | 王秀兰 | 执笔人 | 王秀兰 | 辅备人 | 陈志强 |
        | 第几稿 | 第1稿 | 成稿日期 | 2025年3月26日 | 授课时间 | |
        | 修改说明 | 加了会写{5} |
        | 教学目标 | 会读会写{5} |"""
    back = read("*语文教案　A案（初案）", table)
    assert (back.note, back.stage, back.subject) == ("加了会写", "A", "语文")
    again = world.keep(back, study_uid=kept.study.uid, draft_uid=kept.draft.uid, note=back.note)
    assert again.revision.note == "加了会写"
    assert again.revision.sections == (Section(heading="教学目标", text="会读会写"),)


def test_nothing_beside_the_sections_is_lost_either(world):
    plan_read = read("课题：山行    课型：新授    主备人：王秀兰    课时：第一课时", "教学目标：会读")
    asides = (
        Aside(kind="comment", text="再具体些", author="孙㛃", about="会读"),
        Aside(kind="footnote", text="见课标", number=1),
    )
    noted = dataclasses.replace(plan_read, asides=asides)
    found = sections_to_keep(noted, said_by(world.study(topic="山行"), {world.wang.uid: world.wang}))
    assert found == (
        Section(heading="基本情况", text="课型：新授\n课时：第一课时"),
        Section(heading="教学目标", text="会读"),
        Section(heading="批注", text="孙㛃：再具体些（批在“会读”上）"),
        Section(heading="脚注", text="〔注1〕见课标"),
    )


def test_only_a_title_is_no_plan(world):
    with pytest.raises(UserError, match="只有题目"):
        world.keep(read("*《山行》教学设计"), study=world.study())
    assert world.db.count(LessonStudy) == 0
