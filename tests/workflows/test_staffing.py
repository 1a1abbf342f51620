"""Teachers, classes and groups: kept, refused with a reason, and never lost with what hangs on them."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.people import Group, Membership, Post, SchoolClass, Teacher
from jiaoyan_desktop.domain.timetable import Assignment, Slot, Timetable
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.workflows import staffing
from tests.builders import a_class, a_school, a_teacher, a_term


@pytest.fixture
def db(tmp_path):
    with Database.create(tmp_path / "学校.jiaoyan") as database:
        with database.change("学校") as change:
            change.put(a_school())
            change.put(a_term())
        yield database


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1985.03", "1985-03"), ("1985年3月", "1985-03"), ("1985", "1985"), ("1985-03", "1985-03"), ("", "")],
)
def test_months_are_kept_in_one_way_however_they_are_typed(db, typed, kept):
    teacher = staffing.save_teacher(db, a_teacher(born=typed, started_work=typed))
    assert (teacher.born, teacher.started_work) == (kept, kept)


def test_a_month_that_does_not_exist_is_refused_at_its_field(db):
    with pytest.raises(UserError, match="没有13月") as told:
        staffing.save_teacher(db, a_teacher(born="1985.13"))
    assert told.value.field == "born" and db.count(Teacher) == 0


def test_a_teacher_with_several_posts_is_one_change(db):
    teacher = staffing.save_teacher(
        db,
        a_teacher(" 王  秀兰 ", phone="138 4550 0008"),
        [
            Post(teacher_uid="", title="语文教研组长"),
            Post(teacher_uid="", title="班主任"),
            Post(teacher_uid="", title=" "),
        ],
    )
    assert (teacher.name, teacher.phone, teacher.order) == ("王秀兰", "13845500008", 1)
    posts = db.find(Post, teacher_uid=teacher.uid)
    assert [post.title for post in posts] == ["语文教研组长", "班主任"]
    staffing.save_teacher(db, teacher, posts[:1])
    assert [post.title for post in db.find(Post)] == ["语文教研组长"]
    staffing.save_teacher(db, teacher.but(title="高级教师"))
    assert [post.title for post in db.find(Post)] == ["语文教研组长"]
    assert [info.label for info in db.recent_changes(3)] == ["修改教师：王秀兰"] * 2 + ["添加教师：王秀兰"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "  "}, "name"),
        ({"phone": "1.38E+10"}, "phone"),
        ({"joined_on": date(2025, 4, 1), "left_on": date(2025, 3, 1)}, "left_on"),
        ({"joined_on": date(2052, 4, 1)}, "joined_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(db, values, field):
    with pytest.raises(UserError) as told:
        staffing.save_teacher(db, a_teacher("甲").but(**values), today=lambda: date(2025, 4, 8))
    assert told.value.field == field and told.value.cure
    assert db.count(Teacher) == 0


def test_a_teacher_with_records_is_not_deleted_but_may_leave(db):
    teacher = staffing.save_teacher(db, a_teacher("甲"), [Post(teacher_uid="", title="班主任")])
    school_class = staffing.save_class(db, a_class(3, 1))
    term_uid = db.rows("SELECT uid FROM term")[0][0]
    with db.change("记录") as change:
        change.put(
            Observation(
                term_uid=term_uid, happened_on=date(2025, 4, 8), observer_uid=teacher.uid, taught_by_uid=teacher.uid
            )
        )
        change.put(Assignment(term_uid=term_uid, class_uid=school_class.uid, subject="语文", teacher_uid=teacher.uid))
    with pytest.raises(UserError, match="听课记录1条"):
        staffing.remove_teacher(db, teacher)
    gone = staffing.let_go(db, teacher, date(2025, 4, 30))
    assert gone.left_on == date(2025, 4, 30)
    assert {item.ends_on for item in (*db.find(Post), *db.find(Assignment))} == {date(2025, 4, 30)}
    db.undo()
    assert db.need(Teacher, teacher.uid).left_on is None and db.find(Assignment)[0].ends_on is None


def test_the_day_she_left_written_on_the_form_ends_her_duties_too(db):
    teacher = staffing.save_teacher(db, a_teacher("甲"), [Post(teacher_uid="", title="班主任")])
    posts = db.find(Post, teacher_uid=teacher.uid)
    staffing.save_teacher(db, teacher.but(left_on=date(2025, 5, 9)), posts)
    assert db.find(Post)[0].ends_on == date(2025, 5, 9)


def test_a_teacher_entered_by_mistake_goes_with_posts_and_groups_and_comes_back(db):
    teacher = staffing.save_teacher(db, a_teacher("甲"), [Post(teacher_uid="", title="班主任")])
    staffing.save_group(db, Group(name="语文组"), [], [teacher.uid])
    staffing.remove_teacher(db, teacher)
    assert (db.count(Teacher), db.count(Post), db.count(Membership)) == (0, 0, 0)
    db.undo()
    assert (db.count(Teacher), db.count(Post), db.count(Membership)) == (1, 1, 1)


def test_classes_are_told_apart_and_go_with_their_timetable(db):
    item = staffing.save_class(db, a_class(3, 1))
    with pytest.raises(UserError, match="已经有三（1）班了"):
        staffing.save_class(db, a_class(3, 1))
    with pytest.raises(UserError, match="一到六"):
        staffing.save_class(db, a_class(7, 1))
    term_uid = db.rows("SELECT uid FROM term")[0][0]
    with db.change("课表") as change:
        version = change.put(Timetable(term_uid=term_uid, name="一", effective_from=date(2025, 3, 3)))
        change.put(Slot(timetable_uid=version.uid, class_uid=item.uid, weekday=1, period=1, subject="语文"))
    staffing.remove_class(db, item)
    assert (db.count(SchoolClass), db.count(Slot)) == (0, 0)


def test_a_group_may_hold_one_person_and_span_grades(db):
    teacher = staffing.save_teacher(db, a_teacher("甲"))
    other = staffing.save_teacher(db, a_teacher("乙"))
    group = staffing.save_group(
        db, Group(name="一二年级数学备课组", kind="preparation", grades=(1, 2)), [teacher.uid], [teacher.uid, other.uid]
    )
    inside = {item.teacher_uid: item.is_leader for item in db.find(Membership)}
    assert inside == {teacher.uid: True, other.uid: False}
    staffing.save_group(db, group, [other.uid], [])
    assert [(item.teacher_uid, item.is_leader) for item in db.find(Membership)] == [(other.uid, True)]
    with pytest.raises(UserError, match="已经有"):
        staffing.save_group(db, Group(name="一二年级数学备课组", kind="preparation"), [], [])
    staffing.remove_group(db, group)
    assert db.count(Membership) == 0
