"""Opinions with a verdict, and reflections: who said it must be there, locked drafts keep what they took in."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.domain.drafts import Taker
from jiaoyan_desktop.domain.preparation import Comment, Draft, LessonStudy, Reflection, Section
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.workflows import discussing, preparing
from tests import builders


class World:
    """A school file with one lesson study, its A draft and three opinions, and a B draft that took in the first."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.sun = builders.a_teacher("孙㛃")
        school, term = builders.a_school(), builders.a_term()
        with db.change("建校") as change:
            change.put(school)
            change.put(term)
            change.put(self.sun)
        study = LessonStudy(term_uid=term.uid, topic="《山行》", subject="语文", grade=4)
        self.study = preparing.begin(db, study, (Section(heading="教学目标", text="会写5个字。"),))
        self.first, self.second, self.third = (self.say(text) for text in ("先读后讲", "换成枫叶", "加写诗"))
        self.b = preparing.promote(db, db.find(Draft, stage="A")[0].uid, [self.first.uid]).drafts[0]

    def say(self, text: str) -> Comment:
        return discussing.comment(
            self.db, Comment(lesson_study_uid=self.study.uid, text=text, speaker_uid=self.sun.uid)
        )

    def adopted(self) -> tuple[str, ...]:
        return preparing.latest(self.db, self.b.uid).adopted_uids


@pytest.fixture
def world(tmp_path):
    with Database.create(tmp_path / "school.jiaoyan") as db:
        yield World(db)


def test_opinions_keep_their_order_and_their_school(world):
    assert [world.first.order, world.second.order, world.third.order] == [1, 2, 3]
    assert world.first.school_uid == world.study.school_uid


@pytest.mark.parametrize(("text", "speaker", "field"), [(" ", "刘芳", "text"), ("好", " ", "speaker_uid")])
def test_an_opinion_needs_words_and_a_speaker(world, text, speaker, field):
    with pytest.raises(UserError) as told:
        discussing.comment(world.db, Comment(lesson_study_uid=world.study.uid, text=text, speaker_text=speaker))
    assert told.value.field == field


def test_a_verdict_goes_into_the_free_b_revision_and_out_again(world):
    assert world.adopted() == (world.first.uid,)
    discussing.judge(world.db, world.second.uid, "partly")
    assert world.adopted() == (world.first.uid, world.second.uid)
    judged = discussing.judge(world.db, world.first.uid, "declined", " 时间不够 ")
    assert (judged.verdict, judged.reason) == ("declined", "时间不够")
    assert world.adopted() == (world.second.uid,)


def test_an_opinion_given_with_its_verdict_reaches_the_free_b_revision(world):
    said = discussing.comment(
        world.db, Comment(lesson_study_uid=world.study.uid, text="齐读", speaker_text="外校老师", verdict="adopted")
    )
    assert world.adopted() == (world.first.uid, said.uid)
    discussing.comment(world.db, said.but(verdict="declined", reason="太吵"))
    assert world.adopted() == (world.first.uid,)


def test_a_verdict_leaves_a_locked_b_revision_as_it_is(world):
    preparing.fork(world.db, world.b.uid, [Taker(teacher_uid=world.sun.uid)])
    discussing.judge(world.db, world.second.uid, "adopted")
    assert world.adopted() == (world.first.uid,)


def test_removing_an_opinion_takes_it_out_of_free_revisions_only(world):
    discussing.judge(world.db, world.second.uid, "adopted")
    change = discussing.remove_comment(world.db, world.second.uid)
    assert world.adopted() == (world.first.uid,)
    world.db.undo(change)
    assert world.adopted() == (world.first.uid, world.second.uid)
    preparing.fork(world.db, world.b.uid, [Taker(teacher_uid=world.sun.uid)])
    with pytest.raises(UserError, match="已经写进锁定的稿里"):
        discussing.remove_comment(world.db, world.first.uid)


def test_a_reflection_is_kept_with_the_day_it_was_entered(world):
    item = Reflection(
        lesson_study_uid=world.study.uid, teacher_uid=world.sun.uid, answers={"闪光点": " 学生敢说 ", "学生的错例": " "}
    )
    kept = discussing.reflect(world.db, item, today=lambda: date(2025, 4, 8))
    assert (kept.answers, kept.written_on) == ({"闪光点": "学生敢说"}, date(2025, 4, 8))
    again = discussing.reflect(world.db, kept.but(text="再教时先放手。"), today=lambda: date(2025, 4, 9))
    assert again.written_on == date(2025, 4, 8)
    change = discussing.remove_reflection(world.db, again.uid)
    assert world.db.count(Reflection) == 0
    world.db.undo(change)
    assert world.db.need(Reflection, again.uid).text == "再教时先放手。"


def test_an_empty_reflection_is_not_kept(world):
    with pytest.raises(UserError, match="反思还没有写"):
        discussing.reflect(world.db, Reflection(lesson_study_uid=world.study.uid, teacher_uid=world.sun.uid, text=" "))


def test_a_reflection_is_somebodys(world):
    with pytest.raises(UserError) as told:
        discussing.reflect(world.db, Reflection(lesson_study_uid=world.study.uid, teacher_uid="", text="好"))
    assert told.value.field == "teacher_uid"
