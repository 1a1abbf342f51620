"""Undo and redo of any change, in order, out of order, and over rows that were changed since."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiaoyan_desktop.domain.people import Post, School, Teacher
from jiaoyan_desktop.domain.reporting import Export
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Database
from tests.builders import a_school, a_teacher, a_term


@pytest.fixture
def db(tmp_path):
    with Database.create(tmp_path / "学校.jiaoyan") as database:
        yield database


def uid_of(db, label):
    return next(info.uid for info in db.recent_changes() if info.label == label and info.kind == "do")


def names(db):
    return sorted(teacher.name for teacher in db.find(Teacher))


def test_a_deleted_record_comes_back_as_it_was(db):
    with db.change("添加") as change:
        teacher = change.put(a_teacher("张丽", phone="13800000000", other_subjects=("书法",)))
    with db.change("删除") as change:
        change.remove(teacher)
    info = db.undo()
    back = db.need(Teacher, teacher.uid)
    assert back.but(revision="", changed_at="") == teacher.but(revision="", changed_at="")
    assert back.revision == info.uid
    assert info.label == "撤销：删除"


def test_undo_walks_back_and_redo_walks_forward_again(db):
    for name in ("甲", "乙", "丙"):
        with db.change(f"添加{name}") as change:
            change.put(a_teacher(name))
    assert [db.undo().label for _ in range(3)] == ["撤销：添加丙", "撤销：添加乙", "撤销：添加甲"]
    assert names(db) == []
    with pytest.raises(UserError, match="没有可以撤销"):
        db.undo()
    assert [db.redo().label for _ in range(3)] == ["添加甲", "添加乙", "添加丙"]
    assert names(db) == ["丙", "乙", "甲"]
    with pytest.raises(UserError, match="没有可以恢复"):
        db.redo()


def test_a_new_change_ends_what_can_be_redone(db):
    with db.change("甲") as change:
        change.put(a_teacher("甲"))
    db.undo()
    with db.change("乙") as change:
        change.put(a_teacher("乙"))
    with pytest.raises(UserError, match="没有可以恢复"):
        db.redo()


def test_a_whole_import_is_one_undo(db):
    with db.change("导入教师花名册（24条）") as change:
        change.put_all(a_teacher(f"教师{number}") for number in range(24))
    assert db.recent_changes()[0].count == 24
    db.undo()
    assert names(db) == []


def test_an_older_change_is_taken_back_when_its_rows_were_left_alone(db):
    with db.change("添加甲") as change:
        first = change.put(a_teacher("甲"))
    with db.change("改名") as change:
        change.put(first.but(name="甲甲"))
    with db.change("添加乙") as change:
        change.put(a_teacher("乙"))
    db.undo(uid_of(db, "改名"))
    assert names(db) == ["乙", "甲"]


def test_rows_changed_since_are_refused_by_name(db):
    with db.change("添加甲") as change:
        first = change.put(a_teacher("甲"))
    with db.change("改名") as change:
        change.put(first.but(name="甲甲"))
    with pytest.raises(UserError, match="教师“甲甲”后来又改过"):
        db.undo(uid_of(db, "添加甲"))
    assert names(db) == ["甲甲"]
    db.undo()
    db.undo(uid_of(db, "添加甲"))
    assert names(db) == []


def test_a_record_that_others_now_lean_on_is_not_taken_away(db):
    with db.change("添加甲") as change:
        first = change.put(a_teacher("甲"))
    with db.change("任职") as change:
        change.put(Post(teacher_uid=first.uid, title="校长"))
    with pytest.raises(UserError, match="后来的职务还要用到它"):
        db.undo(uid_of(db, "添加甲"))
    assert names(db) == ["甲"]


def test_what_was_taken_back_is_said_and_not_offered_twice(db):
    with db.change("添加甲") as change:
        change.put(a_teacher("甲"))
    db.undo()
    assert [(info.label, info.undone, info.can_undo) for info in db.recent_changes()] == [
        ("撤销：添加甲", False, False),
        ("添加甲", True, False),
    ]
    with pytest.raises(UserError, match="已经撤销过了"):
        db.undo(uid_of(db, "添加甲"))
    db.redo()
    assert uid_of(db, "添加甲") and db.recent_changes()[-1].can_undo


def test_an_export_is_a_fact(db):
    with db.change("学期") as change:
        term = change.put(a_term())
    with db.change("添加甲") as change:
        change.put(a_teacher("甲"))
    with db.change("生成材料包", is_fact=True) as change:
        change.put(Export(term_uid=term.uid, made_at="2025-06-08T10:00:00", as_of=date(2025, 6, 8), folder="x"))
    with pytest.raises(UserError, match="不能撤销"):
        db.undo(uid_of(db, "生成材料包"))
    db.undo()  # goes past the fact to the last thing a person can take back
    assert db.count(Export) == 1 and names(db) == []
    with pytest.raises(UserError, match="后来的报送登记还要用到它"):
        db.undo()


def test_a_row_made_and_removed_in_one_change_leaves_nothing_to_undo(db):
    with db.change("试试") as change:
        school = change.put(a_school())
        teacher = change.put(a_teacher("甲"))
        change.remove(teacher)
    db.undo()
    assert db.get(School, school.uid) is None
    db.redo()
    assert db.get(School, school.uid) is not None and names(db) == []


STEPS = st.lists(
    st.lists(
        st.tuples(st.sampled_from(["put", "remove"]), st.integers(0, 3), st.text("甲乙丙㛃", max_size=2)), max_size=4
    ),
    max_size=6,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=STEPS, walk=st.lists(st.booleans(), max_size=12))
def test_any_walk_of_undo_and_redo_shows_the_states_that_were(tmp_path_factory, changes, walk):
    people = [a_teacher(f"教师{number}") for number in range(4)]
    with Database.create(tmp_path_factory.mktemp("walk") / "学校.jiaoyan") as db:
        states = [frozenset()]
        for number, steps in enumerate(changes):
            with db.change(f"第{number}步") as change:
                for what, who, name in steps:
                    change.put(people[who].but(name=name)) if what == "put" else change.remove(people[who])
            state = frozenset((teacher.uid, teacher.name) for teacher in db.find(Teacher))
            if db.recent_changes(1) and db.recent_changes(1)[0].label == f"第{number}步":
                states.append(state)
        at = len(states) - 1
        for back in walk:
            if back and at > 0:
                db.undo()
                at -= 1
            elif not back and at < len(states) - 1:
                db.redo()
                at += 1
            assert frozenset((teacher.uid, teacher.name) for teacher in db.find(Teacher)) == states[at]
