"""Settling differences of 三表对账 in a real file: each is one change that can be undone."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.domain.difference import (
    ASSIGNMENT_GETS,
    COPY,
    LATER,
    NOT_OPENED,
    PERIODS_ARE,
    TIMETABLE_GETS,
    Choice,
)
from jiaoyan_desktop.domain.reporting import Answer, Confirmation
from jiaoyan_desktop.domain.timetable import Assignment, Slot
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.workflows import reconciling
from tests.builders import a_class, a_school, a_slot, a_teacher, a_term, a_timetable, an_assignment

TODAY = date(2025, 4, 8)


@pytest.fixture
def school(tmp_path):
    """四（2）班: 任课分工 says 李长顺, the timetable says 王秀兰; 三（1）班 beside it."""
    with Database.create(tmp_path / "学校.jiaoyan") as db:
        li, wang = a_teacher("李长顺"), a_teacher("王秀兰")
        first, second = a_class(3, 1), a_class(4, 2)
        with db.change("学校") as change:
            change.put(a_school())
            term = change.put(a_term())
            table = a_timetable(term_uid=term.uid)
            change.put_all([li, wang, first, second, table])
            change.put(an_assignment(li, second, term_uid=term.uid))
            change.put(an_assignment(li, first, term_uid=term.uid))
            change.put(a_slot(table, second, 1, 1, "语文", wang))
            change.put(a_slot(table, second, 2, 1, "语文", wang))
            change.put(a_slot(table, first, 3, 1, "语文", li))
        yield {"db": db, "term": term, "li": li, "wang": wang, "first": first, "second": second, "table": table}


def settle(school, code, how):
    item = one(school, code)
    choice = item.choice(how)
    assert choice is not None
    uid = reconciling.settle(school["db"], school["term"].uid, item, choice, today=TODAY, by="韩立新")
    return item, uid


def one(school, code):
    return next(item for item in reconciling.look(school["db"], school["term"].uid, TODAY).open if item.code == code)


def codes(school):
    return [item.code for item in reconciling.look(school["db"], school["term"].uid, TODAY).open]


def test_the_timetable_is_put_right_by_the_assignment_in_one_change(school):
    db = school["db"]
    _, uid = settle(school, "other_teacher", TIMETABLE_GETS)
    assert {slot.teacher_uid for slot in db.find(Slot, class_uid=school["second"].uid)} == {school["li"].uid}
    assert "other_teacher" not in codes(school)
    assert db.recent_changes(1)[0].label == "三表对账：四（2）班语文以任课分工为准"
    db.undo(uid)
    assert {slot.teacher_uid for slot in db.find(Slot, class_uid=school["second"].uid)} == {school["wang"].uid}
    assert "other_teacher" in codes(school)


def test_the_assignment_is_put_right_by_the_timetable_and_keeps_its_days(school):
    db = school["db"]
    with db.change("日子") as change:
        before = change.put(db.find(Assignment, class_uid=school["second"].uid)[0].but(starts_on=date(2025, 3, 3)))
    settle(school, "other_teacher", ASSIGNMENT_GETS)
    after = db.need(Assignment, before.uid)
    assert (after.teacher_uid, after.starts_on) == (school["wang"].uid, date(2025, 3, 3))
    assert "other_teacher" not in codes(school)


def test_a_missing_assignment_is_taken_from_the_timetable(school):
    db = school["db"]
    with db.change("科学") as change:
        change.put(a_slot(school["table"], school["second"], 4, 2, "科学", school["wang"]))
    settle(school, "not_assigned", ASSIGNMENT_GETS)
    made = db.find(Assignment, subject="科学")
    assert [(item.class_uid, item.teacher_uid) for item in made] == [(school["second"].uid, school["wang"].uid)]
    assert "not_assigned" not in codes(school)


def test_a_subject_the_class_does_not_have_leaves_the_assignments(school):
    db = school["db"]
    with db.change("书法") as change:
        change.put(an_assignment(school["wang"], school["second"], "书法", term_uid=school["term"].uid))
    settle(school, "not_on_timetable", ASSIGNMENT_GETS)
    assert db.find(Assignment, subject="书法") == []


def test_nobody_is_put_into_two_rooms(school):
    db = school["db"]
    with db.change("撞车") as change:
        # No teacher on the slot: 任课分工 gives it to 李长顺, which is just as much in the way.
        change.put(a_slot(school["table"], school["first"], 2, 1, "语文"))
    with pytest.raises(UserError, match=r"李长顺老师周二第1节已经在三（1）班上语文，不能同时在两个班"):
        settle(school, "other_teacher", TIMETABLE_GETS)
    assert {slot.teacher_uid for slot in db.find(Slot, class_uid=school["second"].uid)} == {school["wang"].uid}


def test_putting_aside_is_kept_with_who_and_when_and_can_be_taken_back(school):
    db = school["db"]
    item, uid = settle(school, "other_teacher", LATER)
    (word,) = db.find(Confirmation)
    assert (word.target_id, word.by, word.on, word.note) == (item.uid, "韩立新", TODAY, item.sentence)
    assert item.uid.startswith("reconcile:other_teacher:")
    assert "other_teacher" not in codes(school)
    assert reconciling.show_again(db, school["term"].uid, item)
    assert "other_teacher" in codes(school)
    db.undo()
    assert "other_teacher" not in codes(school)
    db.undo(uid)
    assert "other_teacher" in codes(school) and reconciling.show_again(db, school["term"].uid, item) == ""


def test_several_are_put_aside_in_one_change(school):
    found = reconciling.look(school["db"], school["term"].uid, TODAY).open
    assert len(found) > 2
    reconciling.put_aside(school["db"], school["term"], found, by="", today=TODAY)
    assert codes(school) == []
    school["db"].undo()
    assert len(codes(school)) == len(found)


def test_a_difference_that_changed_meanwhile_is_not_settled_blindly(school):
    item = one(school, "other_teacher")
    choice = item.choice(ASSIGNMENT_GETS)
    assert choice is not None
    settle(school, "other_teacher", TIMETABLE_GETS)
    with pytest.raises(UserError, match="已经不是刚才看到的样子"):
        reconciling.settle(school["db"], school["term"].uid, item, choice, today=TODAY)
    with pytest.raises(ValueError, match=COPY):
        reconciling.settle(school["db"], school["term"].uid, item, Choice("复制", COPY), today=TODAY)


def test_standards_are_changed_from_a_difference(school):
    db = school["db"]
    item, _ = settle(school, "weekly_periods", PERIODS_ARE)
    assert item.uid not in {other.uid for other in reconciling.look(db, school["term"].uid, TODAY).open}
    dropped, _ = settle(school, "not_opened", NOT_OPENED)
    assert dropped.title not in [
        other.title for other in reconciling.look(db, school["term"].uid, TODAY).open if other.code == "not_opened"
    ]


def test_standards_are_written_in_any_usual_way_and_the_usual_one_needs_no_record(school):
    db, term = school["db"], school["term"]
    reconciling.set_standards(db, term, {3: (28, ["语", "数学", "品德", "校本", "语文"])})
    said = {item.token: item.value for item in db.find(Answer)}
    assert said == {"周课时": "28", "开设学科": "语文、数学、道德与法治、校本"}
    usual = reconciling.usual_subjects(3)
    reconciling.set_standards(db, term, {3: (30, usual)})
    assert db.find(Answer) == []
    assert reconciling.set_standards(db, term, {3: (30, usual)}) == ""


@pytest.mark.parametrize(("periods", "subjects", "words"), [(0, ["语文"], "一周0节"), (30, [" "], "一门学科也没有")])
def test_impossible_standards_are_refused_at_their_row(school, periods, subjects, words):
    with pytest.raises(UserError, match=words) as told:
        reconciling.set_standards(school["db"], school["term"], {3: (periods, subjects)})
    assert told.value.field == "grade_3"
