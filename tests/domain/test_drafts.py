"""A to B to C: what a step keeps of where it came from, and what never changes again."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.domain import drafts
from jiaoyan_desktop.domain.drafts import NOTHING_ADOPTED, Taker
from jiaoyan_desktop.domain.preparation import Comment, Draft, DraftRevision, LessonStudy, ProcessStep, Section
from jiaoyan_desktop.errors import UserError

DAY = date(2025, 3, 26)
PLAN = (Section(heading="教学目标", text="会写5个字。"),)


@pytest.fixture
def study() -> LessonStudy:
    return LessonStudy(term_uid="term", topic="《山行》", subject="语文", grade=4, school_uid="school", lead_uid="wang")


def a_draft(study) -> drafts.Born:
    return drafts.begin(study, PLAN, author_uid="wang", on=date(2025, 3, 20))


def b_draft(study) -> drafts.Promoted:
    a = a_draft(study)
    return drafts.promote(a.draft, a.revision, (), author_uid="wang", on=DAY)


def test_a_new_a_draft_has_one_free_revision(study):
    born = a_draft(study)
    assert (born.draft.stage, born.draft.author_uid, born.draft.school_uid) == ("A", "wang", "school")
    assert (born.revision.number, born.revision.locked_on, born.revision.sections) == (1, None, PLAN)


def test_promoting_keeps_the_parent_and_the_adopted_comments(study):
    a = a_draft(study)
    taken = Comment(lesson_study_uid=study.uid, text="先读后讲", verdict="pending")
    partly = Comment(lesson_study_uid=study.uid, text="加写诗", verdict="partly", reason="时间不够，只写一句")
    made = drafts.promote(a.draft, a.revision, (taken, partly), author_uid="wang", on=DAY)
    assert made.born.draft.parent_revision_uid == a.revision.uid
    assert made.born.revision.adopted_uids == (taken.uid, partly.uid)
    assert made.born.revision.sections == PLAN
    assert [item.verdict for item in made.comments] == ["adopted", "partly"]
    assert (made.parent.locked_on, made.parent.locked_because) == (DAY, "已合成B案")
    assert made.warning == ""


def test_promoting_with_nothing_adopted_says_so(study):
    assert b_draft(study).warning == NOTHING_ADOPTED == "未吸纳组员意见，B案和A案一样"


def test_only_an_a_draft_is_promoted_and_only_a_b_draft_forked(study):
    a, b = a_draft(study), b_draft(study).born
    with pytest.raises(UserError, match="B案要从A案合成"):
        drafts.promote(b.draft, b.revision, (), author_uid=None, on=DAY)
    with pytest.raises(UserError, match="C案要从B案分出"):
        drafts.fork(a.draft, a.revision, [Taker(teacher_uid="sun")], (), on=DAY)


def test_forking_gives_every_taker_the_b_revision(study):
    b = b_draft(study).born
    made = drafts.fork(
        b.draft, b.revision, [Taker(teacher_uid="sun", class_uid="31"), Taker(teacher_uid="liu")], (), on=DAY
    )
    assert [(item.draft.author_uid, item.draft.class_uid) for item in made.born] == [("sun", "31"), ("liu", None)]
    assert {item.draft.parent_revision_uid for item in made.born} == {b.revision.uid}
    assert all(item.revision.sections == b.revision.sections for item in made.born)
    assert (made.parent.locked_on, made.parent.locked_because) == (DAY, "已分出C案")


@pytest.mark.parametrize(
    "takers", [[], [Taker(teacher_uid="sun"), Taker(teacher_uid="sun")], [Taker(teacher_uid="old")]]
)
def test_forking_is_all_or_none(study, takers):
    b = b_draft(study).born
    existing = [Draft(lesson_study_uid=study.uid, stage="C", author_uid="old")]
    with pytest.raises(UserError):
        drafts.fork(b.draft, b.revision, takers, existing, on=DAY)


def test_one_teacher_may_have_a_c_draft_for_each_of_two_classes(study):
    b = b_draft(study).born
    takers = [Taker(teacher_uid="sun", class_uid="31"), Taker(teacher_uid="sun", class_uid="32")]
    assert len(drafts.fork(b.draft, b.revision, takers, (), on=DAY).born) == 2


def test_a_free_revision_is_changed_in_place(study):
    revision = a_draft(study).revision
    after = drafts.edit(revision, (Section(heading="教学目标", text="会写6个字。"),), on=DAY, note="改了字数")
    assert (after.uid, after.number, after.note, after.made_on) == (revision.uid, 1, "改了字数", DAY)


def test_a_locked_revision_is_left_alone_and_a_new_one_made(study):
    locked = drafts.lock(a_draft(study).revision, DAY, "4月8日上课用了")
    after = drafts.edit(locked, (Section(heading="教学目标", text="会写6个字。"),), on=date(2025, 4, 9))
    assert after.uid != locked.uid
    assert (after.number, after.draft_uid, after.locked_on) == (2, locked.draft_uid, None)
    assert locked.sections == PLAN


def test_saving_the_same_text_of_a_locked_revision_makes_nothing(study):
    locked = drafts.lock(a_draft(study).revision, DAY, "4月8日上课用了")
    assert drafts.edit(locked, PLAN, on=date(2025, 4, 9)) is locked


def test_a_new_revision_can_be_asked_for(study):
    after = drafts.edit(a_draft(study).revision, PLAN, on=DAY, as_new=True)
    assert after.number == 2


def test_locking_twice_keeps_the_first_day_and_both_reasons(study):
    once = drafts.lock(a_draft(study).revision, DAY, "已分出C案")
    twice = drafts.lock(drafts.lock(once, date(2025, 4, 8), "4月8日上课用了"), date(2025, 4, 9), "已分出C案")
    assert (twice.locked_on, twice.locked_because) == (DAY, "已分出C案；4月8日上课用了")


def test_the_latest_revision_has_the_highest_number():
    found = [DraftRevision(draft_uid="d", number=number) for number in (2, 3, 1)]
    assert drafts.latest(found).number == 3
    with pytest.raises(ValueError):
        drafts.latest([])


def test_an_unchanged_b_draft_is_known_by_its_text():
    a = DraftRevision(draft_uid="a", number=1, sections=PLAN)
    assert drafts.b_is_unchanged(DraftRevision(draft_uid="b", number=1, sections=PLAN), a)
    changed = DraftRevision(draft_uid="b", number=1, sections=(Section(heading="教学目标", text="会写6个字。"),))
    assert not drafts.b_is_unchanged(changed, a)


def test_headings_alone_are_no_content():
    assert not drafts.has_content(drafts.blank_sections())
    assert drafts.has_content((Section(heading="教学过程", steps=(ProcessStep(step="导入"),)),))
