"""How a lesson study stands, in the words the screen says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jiaoyan_desktop.domain import drafts
from jiaoyan_desktop.domain.drafts import Taker
from jiaoyan_desktop.domain.naming import Names
from jiaoyan_desktop.domain.preparation import Comment, LessonStudy, Section
from jiaoyan_desktop.domain.study_standing import StudyStanding, standing, standings
from tests.builders import a_class, a_teacher, term_records

DAY = date(2025, 3, 26)
PLAN = (Section(heading="教学目标", text="会写5个字。"),)
BETTER = (Section(heading="教学目标", text="会写6个字。"),)


class World:
    """A lesson study in memory; ``stands`` tells how it stands."""

    def __init__(self) -> None:
        self.sun, self.room = a_teacher("孙㛃"), a_class(3, 1)
        self.study = LessonStudy(term_uid="term", topic="《山行》", subject="语文", grade=4)
        self.records = term_records(teachers=(self.sun,), classes=(self.room,), studies=(self.study,))

    def add(self, *born: drafts.Born) -> None:
        self.records = replace(
            self.records,
            drafts=(*self.records.drafts, *(item.draft for item in born)),
            revisions=(*self.records.revisions, *(item.revision for item in born)),
        )

    def say(self, verdict: str) -> Comment:
        comment = Comment(lesson_study_uid=self.study.uid, text="先读后讲", speaker_uid=self.sun.uid, verdict=verdict)
        self.records = replace(self.records, comments=(*self.records.comments, comment))
        return comment

    def stands(self) -> StudyStanding:
        found = standing(self.records, Names(self.records), self.study.uid)
        assert found is not None
        return found


@pytest.fixture
def world() -> World:
    return World()


def with_a(world: World) -> drafts.Born:
    born = drafts.begin(world.study, PLAN, author_uid=world.sun.uid, on=DAY)
    world.add(born)
    return born


def test_a_study_without_an_a_draft_says_so(world):
    assert world.stands().hints == ("还没有A案",)
    assert world.stands().drafts_said == ""


def test_an_a_draft_waits_for_opinions(world):
    with_a(world)
    assert world.stands().hints == ("还没有研讨意见",)
    world.say("pending")
    assert world.stands().hints == ("1条意见待商量",)
    assert world.stands().lines[0].title == "A案（初案）"


@pytest.mark.parametrize(
    ("adopted", "text", "note"),
    [
        (False, PLAN, "未吸纳组员意见（B案和A案一样）"),
        (True, PLAN, "意见已采纳，稿子还没有改"),
        (False, BETTER, "未吸纳组员意见"),
        (True, BETTER, None),
    ],
)
def test_a_b_draft_tells_what_it_took_in(world, adopted, text, note):
    a = with_a(world)
    comments = [world.say("adopted")] if adopted else []
    b = drafts.promote(a.draft, a.revision, comments, author_uid=None, on=DAY).born
    world.add(replace(b, revision=b.revision.but(sections=text)))
    line = world.stands().of_stage("B")[0]
    assert line.notes == ((note,) if note else ())
    assert world.stands().adopted == len(comments)


def test_a_c_draft_knows_that_b_moved_on_until_it_was_taught(world):
    a = with_a(world)
    b = drafts.promote(a.draft, a.revision, [world.say("adopted")], author_uid=None, on=DAY).born
    c = drafts.fork(b.draft, b.revision, [Taker(teacher_uid=world.sun.uid, class_uid=world.room.uid)], (), on=DAY).born[
        0
    ]
    world.add(b, c)
    assert world.stands().of_stage("C")[0].notes == ()
    later = drafts.edit(drafts.lock(b.revision, DAY, "已分出C案"), BETTER, on=DAY)
    world.records = replace(world.records, revisions=(*world.records.revisions, later))
    line = world.stands().of_stage("C")[0]
    assert (line.title, line.notes) == ("C案·孙㛃 三（1）班", ("B案有更新",))
    assert "B案有更新" in world.stands().hints
    taught = tuple(item.but(state="taught") if item.stage == "C" else item for item in world.records.drafts)
    locked = tuple(
        drafts.lock(item, DAY, "4月8日上课用了") if item.uid == c.revision.uid else item
        for item in world.records.revisions
    )
    world.records = replace(world.records, drafts=taught, revisions=locked)
    assert world.stands().of_stage("C")[0].notes == ()
    again = drafts.edit(locked[-2], BETTER, on=DAY)
    world.records = replace(world.records, revisions=(*locked, again))
    assert world.stands().of_stage("C")[0].notes == ("课后又改了第2稿",)


def test_all_studies_stand_in_their_order_and_a_gone_one_is_none(world):
    with_a(world)
    other = LessonStudy(term_uid="term", topic="《军神》", subject="语文", grade=5)
    world.records = replace(world.records, studies=(*world.records.studies, other))
    found = standings(world.records, Names(world.records))
    assert [(item.study.topic, item.drafts_said) for item in found] == [("《山行》", "A案"), ("《军神》", "")]
    assert standing(world.records, Names(world.records), "gone") is None
    assert found[0].line("gone") is None
