"""Lesson studies on a real file: what each step writes, what it refuses, and that it can be taken back."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.domain.activity import Activity
from jiaoyan_desktop.domain.drafts import Taker
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.preparation import Comment, Draft, DraftRevision, LessonStudy, ProcessStep, Section
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.workflows import discussing, preparing
from tests import builders

PLAN = (Section(heading="教学目标", text="会写5个字。"),)


def today() -> date:
    return date(2025, 3, 26)


class World:
    """A school file with four teachers and one lesson study that has an A draft."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.school, self.term = builders.a_school(), builders.a_term()
        self.wang, self.sun, self.liu, self.ma = (
            builders.a_teacher(name) for name in ("王秀兰", "孙㛃", "刘芳", "马玉珍")
        )
        with db.change("建校") as change:
            change.put(self.school)
            change.put(self.term)
            change.put_all([self.wang, self.sun, self.liu, self.ma])
        self.study = preparing.begin(db, self.a_study(), PLAN, today=today)
        self.a = self.drafts("A")[0]

    def a_study(self, topic: str = "《山行》", **values) -> LessonStudy:
        return LessonStudy(
            **{
                "term_uid": self.term.uid,
                "topic": topic,
                "subject": "语文",
                "grade": 4,
                "lead_uid": self.wang.uid,
                "assistant_uids": (self.sun.uid,),
                **values,
            }
        )

    def drafts(self, stage: str) -> list[Draft]:
        return self.db.find(Draft, lesson_study_uid=self.study.uid, stage=stage)

    def opinion(self, text: str = "先读后讲") -> Comment:
        return discussing.comment(
            self.db, Comment(lesson_study_uid=self.study.uid, text=text, speaker_uid=self.sun.uid)
        )

    def b(self) -> Draft:
        return preparing.promote(self.db, self.a.uid, (), today=today).drafts[0]


@pytest.fixture
def world(tmp_path):
    with Database.create(tmp_path / "school.jiaoyan") as db:
        yield World(db)


def test_a_new_study_and_its_a_draft_are_one_change(world):
    assert world.study.school_uid == world.school.uid
    assert world.a.author_uid == world.wang.uid
    assert preparing.latest(world.db, world.a.uid).sections == PLAN
    last = world.db.recent_changes(1)[0]
    assert last.label == "新建课例：《山行》"
    world.db.undo()
    assert world.db.count(LessonStudy) == world.db.count(Draft) == world.db.count(DraftRevision) == 0


@pytest.mark.parametrize(
    ("values", "field"), [({"topic": "  "}, "topic"), ({"subject": ""}, "subject"), ({"periods": 0}, "periods")]
)
def test_a_study_without_what_it_needs_is_refused_by_field(world, values, field):
    with pytest.raises(UserError) as told:
        preparing.begin(world.db, world.a_study().but(**values))
    assert told.value.field == field
    assert world.db.count(LessonStudy) == 1


def test_the_lead_is_not_her_own_assistant_and_typed_text_is_cleaned(world):
    study = preparing.revise(
        world.db,
        world.study.but(
            topic=" 山行\u200b\n（第1课时）", assistant_uids=(world.wang.uid, world.sun.uid, world.sun.uid)
        ),
    )
    assert study.topic == "山行 （第1课时）"
    assert study.assistant_uids == (world.sun.uid,)


def test_a_second_a_draft_is_refused_and_a_first_one_keeps_the_teachers_file(world):
    with pytest.raises(UserError, match="已经有A案"):
        preparing.begin_draft(world.db, world.study.uid, PLAN)
    other = preparing.begin(world.db, world.a_study("《分数的意义》"))
    made = preparing.begin_draft(world.db, other.uid, PLAN, file=(b"docx", "application/x"), today=today)
    assert world.db.blob(made.revisions[0].original) == b"docx"


def test_writing_changes_a_free_revision_and_drops_empty_rows(world):
    sections = (
        Section(
            heading="教学过程", steps=(ProcessStep(step=" 导入 ", teacher="出示图。\x0b提问。"), ProcessStep(step=" "))
        ),
        Section(heading=" ", text=" "),
    )
    after = preparing.write(world.db, world.a.uid, sections, state="asking", today=today)
    assert after.number == 1
    assert after.sections == (
        Section(heading="教学过程", steps=(ProcessStep(step="导入", teacher="出示图。\n提问。"),)),
    )
    assert world.db.need(Draft, world.a.uid).state == "asking"
    assert world.db.recent_changes(1)[0].label == "写A案：《山行》"


def test_a_first_draft_may_ask_for_opinions_at_once(world):
    other = preparing.begin(world.db, world.a_study("《分数的意义》"))
    made = preparing.begin_draft(world.db, other.uid, PLAN, state="asking")
    assert world.db.need(Draft, made.drafts[0].uid).state == "asking"


def test_studies_come_to_a_stage_in_one_change(world):
    other = preparing.begin(world.db, world.a_study("《分数的意义》"))
    change = preparing.set_stage(world.db, [world.study.uid, other.uid], "磨课")
    assert {item.stage for item in world.db.find(LessonStudy)} == {"磨课"}
    assert world.db.recent_changes(1)[0].label == "走到磨课：2个课例"
    world.db.undo(change)
    assert {item.stage for item in world.db.find(LessonStudy)} == {"备课"}
    assert preparing.set_stage(world.db, [other.uid], "备课") == ""


def test_promoting_locks_the_a_revision_and_adopts_the_opinions(world):
    opinion = world.opinion()
    made = preparing.promote(world.db, world.a.uid, [opinion.uid, opinion.uid], today=today)
    assert made.warning == ""
    assert made.revisions[0].adopted_uids == (opinion.uid,)
    assert world.db.need(Comment, opinion.uid).verdict == "adopted"
    parent = preparing.latest(world.db, world.a.uid)
    assert made.drafts[0].parent_revision_uid == parent.uid
    assert (parent.locked_on, parent.locked_because) == (today(), "已合成B案")
    assert world.db.need(Draft, world.a.uid).state == "ready"
    world.db.undo()
    assert preparing.latest(world.db, world.a.uid).locked_on is None
    assert world.db.need(Comment, opinion.uid).verdict == "pending"
    assert world.drafts("B") == []


def test_promoting_without_opinions_warns_and_promoting_twice_is_refused(world):
    assert preparing.promote(world.db, world.a.uid, ()).warning == "未吸纳组员意见，B案和A案一样"
    with pytest.raises(UserError, match="已经有B案"):
        preparing.promote(world.db, world.a.uid, ())


def test_editing_a_locked_revision_makes_a_new_one_and_never_changes_the_old(world):
    before = preparing.latest(world.db, world.a.uid)
    world.b()
    after = preparing.write(world.db, world.a.uid, (Section(heading="教学目标", text="会写6个字。"),), today=today)
    kept = world.db.need(DraftRevision, before.uid)
    assert (after.number, kept.number) == (2, 1)
    assert kept.sections == PLAN and kept.locked_on == today()


def test_forking_makes_all_c_drafts_in_one_change(world):
    b = world.b()
    made = preparing.fork(
        world.db, b.uid, [Taker(teacher_uid=world.sun.uid), Taker(teacher_uid=world.liu.uid)], today=today
    )
    assert [item.author_uid for item in made.drafts] == [world.sun.uid, world.liu.uid]
    assert {item.parent_revision_uid for item in made.drafts} == {preparing.latest(world.db, b.uid).uid}
    assert world.db.recent_changes(1)[0].label == "分出C案：《山行》（2份）"
    world.db.undo()
    assert world.drafts("C") == []


def test_one_teacher_who_has_a_c_draft_already_stops_the_whole_fork(world):
    b = world.b()
    preparing.fork(world.db, b.uid, [Taker(teacher_uid=world.sun.uid)])
    with pytest.raises(UserError, match="孙㛃老师已经有C案了，这次一份都没有分"):
        preparing.fork(world.db, b.uid, [Taker(teacher_uid=world.liu.uid), Taker(teacher_uid=world.sun.uid)])
    assert len(world.drafts("C")) == 1


def test_b_gains_a_revision_after_c_and_c_still_names_the_old_one(world):
    b = world.b()
    first = preparing.latest(world.db, b.uid)
    c = preparing.fork(world.db, b.uid, [Taker(teacher_uid=world.sun.uid)]).drafts[0]
    second = preparing.write(world.db, b.uid, (Section(heading="教学目标", text="会写6个字。"),))
    assert second.number == 2
    assert world.db.need(Draft, c.uid).parent_revision_uid == first.uid


def test_a_taught_draft_is_locked_and_named_by_the_observation(world):
    heard = Observation(
        school_uid=world.school.uid,
        term_uid=world.term.uid,
        happened_on=date(2025, 4, 8),
        observer_uid=world.ma.uid,
        taught_by_uid=world.sun.uid,
    )
    with world.db.change("记录听课") as change:
        change.put(heard)
    c = preparing.fork(world.db, world.b().uid, [Taker(teacher_uid=world.sun.uid)]).drafts[0]
    locked = preparing.teach(world.db, c.uid, date(2025, 4, 8), observation_uid=heard.uid)
    assert (locked.locked_on, locked.locked_because) == (date(2025, 4, 8), "4月8日上课用了")
    assert world.db.need(Draft, c.uid).state == "taught"
    after = preparing.write(world.db, c.uid, (Section(heading="教学目标", text="会写6个字。"),), state="ready")
    assert after.number == 2
    named = world.db.need(Observation, heard.uid)
    assert (named.draft_revision_uid, named.lesson_study_uid) == (locked.uid, world.study.uid)
    assert world.db.need(DraftRevision, locked.uid).sections == PLAN
    with pytest.raises(UserError, match="已经上课用了"):
        preparing.mark(world.db, c.uid, "writing")
    with pytest.raises(UserError, match="有听课记录连着"):
        preparing.remove_draft(world.db, c.uid)


def test_a_draft_that_others_came_from_is_not_removed(world):
    b = world.b()
    with pytest.raises(UserError, match="B案是从这份稿来的"):
        preparing.remove_draft(world.db, world.a.uid)
    opinion = discussing.comment(
        world.db, Comment(lesson_study_uid=world.study.uid, draft_uid=b.uid, text="好", speaker_text="外校老师")
    )
    change = preparing.remove_draft(world.db, b.uid)
    assert world.drafts("B") == []
    assert world.db.need(Comment, opinion.uid).draft_uid is None
    world.db.undo(change)
    assert world.db.need(Comment, opinion.uid).draft_uid == b.uid


def test_removing_a_study_takes_its_own_things_and_unties_the_rest(world):
    world.opinion()
    revision = preparing.latest(world.db, world.b().uid)
    heard = Observation(
        school_uid=world.school.uid,
        term_uid=world.term.uid,
        happened_on=date(2025, 4, 8),
        observer_uid=world.ma.uid,
        lesson_study_uid=world.study.uid,
        draft_revision_uid=revision.uid,
    )
    meeting = Activity(term_uid=world.term.uid, kind="集体备课", title="集备", lesson_study_uid=world.study.uid)
    with world.db.change("记录") as change:
        change.put(heard)
        change.put(meeting)
    weight = preparing.weigh(world.db, world.study.uid)
    assert (weight.drafts, weight.comments, weight.observations, weight.activities) == (2, 1, 1, 1)
    change_uid = preparing.remove(world.db, [world.study.uid])
    assert world.db.count(LessonStudy) == world.db.count(Draft) == world.db.count(Comment) == 0
    assert world.db.need(Observation, heard.uid).draft_revision_uid is None
    assert world.db.need(Activity, meeting.uid).lesson_study_uid is None
    world.db.undo(change_uid)
    assert world.db.need(Observation, heard.uid).draft_revision_uid == revision.uid
    assert world.db.count(Draft) == 2
    assert preparing.remove(world.db, ["gone"]) == ""
