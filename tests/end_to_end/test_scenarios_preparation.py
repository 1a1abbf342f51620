"""Scenarios 18 to 20: where a C draft came from, what was taught stays, and a B draft that took in nothing."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.domain import draft_compare
from jiaoyan_desktop.domain.drafts import NOTHING_ADOPTED, Taker
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.preparation import Comment, Draft, DraftRevision, LessonStudy, Reflection, Section
from jiaoyan_desktop.domain.reporting import Answer
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.workflows import discussing, observing, preparing, reporting
from tests.documents.office_files import body, lines
from tests.end_to_end.schools import DEADLINE, SmallSchool

pytestmark = pytest.mark.without_window
MEETING, LESSON = date(2025, 3, 26), date(2025, 4, 2)
PLAN = tuple(
    Section(heading=heading, text=text)
    for heading, text in (
        ("教学目标", "会写5个字，背诵全诗。"),
        ("教学重点", "体会诗句的意思。"),
        ("教学难点", "想象画面。"),
        ("作业设计", "抄写全诗。"),
        ("板书设计", "山行　杜牧"),
        ("教学准备", "课件。"),
    )
)


@pytest.fixture
def school(tmp_path):
    found = SmallSchool(tmp_path / "学校.jiaoyan")
    yield found
    found.db.close()


def to_b(school: SmallSchool, opinions: int = 1) -> tuple[LessonStudy, Draft, preparing.Made]:
    """A lesson study with its A draft and the B draft made from it."""
    study = preparing.begin(
        school.db,
        LessonStudy(term_uid=school.term.uid, topic="山行", subject="语文", grade=3, lead_uid=school.wang.uid),
        PLAN,
        today=lambda: MEETING,
    )
    (a_draft,) = school.db.find(Draft, lesson_study_uid=study.uid)
    said = [
        discussing.comment(
            school.db,
            Comment(lesson_study_uid=study.uid, text=f"意见{number}", speaker_uid=school.deputy.uid),
        )
        for number in range(opinions)
    ]
    made = preparing.promote(school.db, a_draft.uid, [item.uid for item in said], today=lambda: MEETING)
    return study, a_draft, made


def changed(sections: tuple[Section, ...], number: int) -> list[Section]:
    return [
        Section(heading=item.heading, text=item.text + f"（改{place}）") if place < number else item
        for place, item in enumerate(sections)
    ]


# -- 18 --------------------------------------------------------------------------------------------------------------


def test_scenario_18_a_c_draft_remembers_which_b_it_came_from_and_what_was_changed(school, tmp_path):
    study, a_draft, made = to_b(school)
    b_draft = made.drafts[0]
    preparing.write(school.db, b_draft.uid, changed(PLAN, 5), note="讨论后改5处", today=lambda: MEETING)
    forked = preparing.fork(
        school.db,
        b_draft.uid,
        [Taker(teacher_uid=school.wang.uid), Taker(teacher_uid=school.deputy.uid)],
        today=lambda: MEETING,
    )
    b_revision = preparing.latest(school.db, b_draft.uid)
    assert b_revision.locked_on == MEETING and b_revision.adopted_uids
    assert {item.parent_revision_uid for item in forked.drafts} == {b_revision.uid}
    mine = forked.drafts[0]
    own = preparing.write(school.db, mine.uid, changed(b_revision.sections, 2), today=lambda: LESSON)
    assert count_changed(b_revision, own) == 2
    assert count_changed(preparing.latest(school.db, a_draft.uid), b_revision) == 5

    # later words in B do not reach the C draft, which still names the revision it came from
    preparing.write(school.db, b_draft.uid, changed(PLAN, 6), today=lambda: LESSON)
    assert preparing.latest(school.db, b_draft.uid).number == b_revision.number + 1
    assert school.db.need(Draft, mine.uid).parent_revision_uid == b_revision.uid

    preparing.teach(school.db, mine.uid, LESSON)
    discussing.reflect(
        school.db,
        Reflection(
            lesson_study_uid=study.uid, teacher_uid=school.wang.uid, draft_uid=mine.uid, text="想象画面的时间不够。"
        ),
        today=lambda: LESSON,
    )
    plan = reporting.gather(school.db, school.term.uid, DEADLINE, only=("lesson-plan",))
    result = reporting.write_packet(plan, tmp_path / "出")
    papers = ["".join(lines(body((result.folder / item.path).read_bytes()))) for item in result.files]
    (with_reflection,) = [text for text in papers if "想象画面的时间不够。" in text]
    assert "C案" in with_reflection or "个案" in with_reflection


def count_changed(before: DraftRevision, after: DraftRevision) -> int:
    """How many parts say something else than before."""
    return sum(
        not draft_compare.is_same((old,), (new,)) for old, new in zip(before.sections, after.sections, strict=True)
    )


# -- 19 --------------------------------------------------------------------------------------------------------------


def test_scenario_19_what_was_taught_is_locked_and_the_observation_still_names_it(school):
    _, _, made = to_b(school)
    forked = preparing.fork(school.db, made.drafts[0].uid, [Taker(teacher_uid=school.wang.uid)], today=lambda: MEETING)
    draft, taught = forked.drafts[0], forked.revisions[0]
    heard = school.hear(
        school.director, school.wang, LESSON, 2, subject="语文", topic="山行", draft_revision_uid=taught.uid
    )
    assert heard.draft_revision_uid == taught.uid
    locked = school.db.need(DraftRevision, taught.uid)
    assert locked.locked_on == LESSON and "上课用了" in locked.locked_because
    assert school.db.need(Draft, draft.uid).state == "taught"

    after = preparing.write(school.db, draft.uid, changed(PLAN, 3), note="上完课再改", today=lambda: date(2025, 4, 3))
    assert after.uid != taught.uid and after.number == taught.number + 1
    assert school.db.need(DraftRevision, taught.uid).sections == taught.sections
    assert school.db.need(Observation, heard.uid).draft_revision_uid == taught.uid
    again = observing.revise(school.db, heard.but(summary="收放自如。"), today=lambda: date(2025, 4, 3))
    assert again.draft_revision_uid == taught.uid


# -- 20 --------------------------------------------------------------------------------------------------------------


def test_scenario_20_a_b_draft_that_took_in_nothing_says_so(school):
    _, a_draft, made = to_b(school, opinions=0)
    assert made.warning == NOTHING_ADOPTED == "未吸纳组员意见，B案和A案一样"
    assert made.revisions[0].adopted_uids == ()
    assert draft_compare.is_same(preparing.latest(school.db, a_draft.uid).sections, made.revisions[0].sections)


def test_scenario_20_with_an_opinion_taken_in_it_says_nothing_and_names_it(school):
    study, _, made = to_b(school, opinions=2)
    assert made.warning == ""
    assert len(made.revisions[0].adopted_uids) == 2
    assert {item.verdict for item in school.db.find(Comment, lesson_study_uid=study.uid)} == {"adopted"}


def test_scenario_18_the_names_of_the_drafts_are_the_schools_own(school, tmp_path):
    """A/B/C carry both names on paper: A案（初案）, B案（共案）, C案（个案）."""
    to_b(school)
    assert school.db.count(Answer) == 0
    plan = reporting.gather(school.db, school.term.uid, DEADLINE, only=("lesson-plan",))
    result = reporting.write_packet(plan, tmp_path / "出")
    told = "".join("".join(lines(body((result.folder / item.path).read_bytes()))) for item in result.files)
    assert "初案" in told and "共案" in told


def test_scenario_18_every_c_draft_of_the_sample_names_its_b_and_differs_from_it(made_sample):
    with Database.open(made_sample, read_only=True) as db:
        revisions = {item.uid: item for item in db.find(DraftRevision)}
        drafts = db.find(Draft, stage="C")
        assert drafts
        for draft in drafts:
            parent = revisions[draft.parent_revision_uid or ""]
            assert parent.locked_on is not None
            own = max((item for item in revisions.values() if item.draft_uid == draft.uid), key=lambda one: one.number)
            assert not draft_compare.is_same(parent.sections, own.sections)
