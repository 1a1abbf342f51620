"""What the director says herself: confirmations, answers, edited numbers, recommendations; each undone at one click."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.domain.activity import Recommendation
from jiaoyan_desktop.domain.reporting import Answer, Confirmation, Overlay
from jiaoyan_desktop.domain.term import Term
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.workflows import reporting, reporting_edits
from jiaoyan_desktop.workflows.reporting_packs import pack_of
from tests.documents import report_world as world
from tests.workflows.reporting_file import a_school_file


@pytest.fixture
def db(tmp_path):
    with a_school_file(tmp_path) as found:
        yield found


def status(db, target_id: str) -> str:
    """How one rule or material stands on the deadline."""
    return next(item.status for item in reporting.check(db, "term", world.AS_OF) if item.id == target_id)


def test_a_word_given_settles_what_nobody_can_compute(db):
    waiting = next(item.id for item in reporting.check(db, "term", world.AS_OF) if item.status == "confirm")
    kept = reporting_edits.confirm(db, "term", waiting, by="韩立新", on=date(2025, 3, 3))
    assert (kept.by, kept.on) == ("韩立新", date(2025, 3, 3))
    assert status(db, waiting) == "met"
    reporting_edits.unconfirm(db, "term", waiting)
    assert status(db, waiting) == "confirm"
    db.undo()
    assert status(db, waiting) == "met"


def test_a_second_word_replaces_the_first(db):
    reporting_edits.confirm(db, "term", "0-31", by="林珺")
    reporting_edits.confirm(db, "term", "0-31", "not_applicable", by="林珺", note="本校不是主研校")
    assert [item.kind for item in db.find(Confirmation)] == ["not_applicable"]


def test_not_applicable_needs_a_reason(db):
    with pytest.raises(UserError) as told:
        reporting_edits.confirm(db, "term", "0-31", "not_applicable", by="林珺", note=" ")
    assert told.value.field == "note"


def test_a_number_that_the_county_does_not_have_is_refused(db):
    with pytest.raises(UserError, match="没有“9-99”这一条"):
        reporting_edits.confirm(db, "term", "9-99")


def test_changing_a_number_changes_the_figures_and_no_record(db):
    before = db.count(Overlay)
    reporting_edits.edit_rule(db, "term", "0-17", {"number": 170})
    assert pack_of(db, db.need(Term, "term")).rule("0-17").values["number"] == 170
    quota = next(item for item in reporting.stats(db, "term", world.AS_OF).quotas if item.rule_id == "0-17")
    assert (quota.target, quota.done) == (170, 1)
    assert db.count(Overlay) == before + 1
    db.undo()
    assert pack_of(db, db.need(Term, "term")).rule("0-17").values["number"] == 30


def test_the_countys_own_number_leaves_no_edit_behind(db):
    reporting_edits.edit_rule(db, "term", "0-17", {"number": 170})
    assert reporting_edits.edit_rule(db, "term", "0-17", {"number": 30}) is None
    assert db.count(Overlay) == 0


@pytest.mark.parametrize(
    ("target", "values", "field"),
    [
        ("0-17", {"number": "很多"}, "number"),
        ("0-17", {"number": -1}, "number"),
        ("0-17", {"number": True}, "number"),
        ("0-17", {"lessons": 3}, "lessons"),
        ("M1", {"deadline": "6月31日"}, "deadline"),
        ("M1", {"copies": "两份"}, "copies"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_name(db, target, values, field):
    with pytest.raises(UserError) as told:
        reporting_edits.edit_rule(db, "term", target, values)
    assert told.value.field == field
    assert db.count(Overlay) == 0


def test_a_materials_deadline_and_copies_can_be_changed(db):
    reporting_edits.edit_rule(db, "term", "M1", {"deadline": "2025-06-20", "copies": 3})
    spec = pack_of(db, db.need(Term, "term")).material("M1")
    assert (spec.deadline, spec.copies) == (date(2025, 6, 20), 3)


def test_an_answer_is_kept_changed_and_taken_out(db):
    reporting_edits.answer(db, "term", "term-summary", "下步打算", "  每周排一次听课。\x0b分享进例会。 ")
    found = db.find(Answer, token="下步打算")
    assert [item.value for item in found] == ["每周排一次听课。\n分享进例会。"]
    reporting_edits.answer(db, "term", "term-summary", "下步打算", "改了")
    assert [item.value for item in db.find(Answer, token="下步打算")] == ["改了"]
    assert reporting_edits.answer(db, "term", "term-summary", "下步打算", "  ") is None
    assert db.find(Answer, token="下步打算") == []


def test_answers_for_one_record_stand_beside_the_general_one(db):
    reporting_edits.answer(db, "term", "photo-story", "摄影", "冯春生")
    reporting_edits.answer(db, "term", "photo-story", "摄影", "董明", subject_uid="a2")
    plan = reporting.gather(db, "term", world.AS_OF, only=("photo-story",))
    story = plan.files[0].content
    assert story.values.fields["摄影"] == "董明"  # type: ignore[union-attr]


def a_recommendation(**values) -> Recommendation:
    """韩立新 recommended with everything that is asked."""
    given = {"term_uid": "term", "teacher_uid": "t3", "category": "主研教师", "topic": "两位数乘两位数", "reason": "好"}
    return Recommendation(**{**given, **values})


def test_a_recommendation_goes_behind_the_others(db):
    kept = reporting_edits.recommend(db, a_recommendation(reason=" 课上得好。 "))
    assert (kept.order, kept.reason) == (2, "课上得好。")
    reporting_edits.withdraw_recommendation(db, kept.uid)
    assert db.count(Recommendation) == 1
    db.undo()
    assert db.count(Recommendation) == 2


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"teacher_uid": "nobody"}, "teacher_uid"),
        ({"category": " "}, "category"),
        ({"reason": "好" * 301}, "reason"),
        ({"teacher_uid": "t6", "category": "优课", "topic": "山行"}, "teacher_uid"),
    ],
)
def test_a_recommendation_that_does_not_fit_the_form_is_refused(db, values, field):
    with pytest.raises(UserError) as told:
        reporting_edits.recommend(db, a_recommendation(**values))
    assert told.value.field == field
