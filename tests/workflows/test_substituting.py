"""登记调课代课: what is taken from the timetable, what is refused and at which field, undo."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.domain.lessons_now import TermLessons
from jiaoyan_desktop.domain.substitution import CLASS_AWAY, LEAVE, SUBSTITUTE, SWAP, Substitution
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.store.term_records import load
from jiaoyan_desktop.workflows import substituting
from tests.builders import a_class, a_school, a_slot, a_teacher, a_term, a_timetable

TUESDAY = date(2025, 4, 8)


@pytest.fixture
def school(tmp_path):
    """Tuesday: 三（1）班 period 4 数学 徐静, period 6 道法 孙㛃; 三（2）班 period 6 数学 徐静, period 5 数学 徐静."""
    with Database.create(tmp_path / "学校.jiaoyan") as db:
        made = {"db": db, "xu": a_teacher("徐静", "数学"), "sun": a_teacher("孙㛃"), "feng": a_teacher("冯春生")}
        made |= {"first": a_class(3, 1), "second": a_class(3, 2)}
        with db.change("学校") as change:
            change.put(a_school())
            made["term"] = change.put(a_term())
            table = a_timetable(term_uid=made["term"].uid)
            change.put_all([made["xu"], made["sun"], made["feng"], made["first"], made["second"], table])
            change.put(a_slot(table, made["first"], 2, 4, "数学", made["xu"]))
            change.put(a_slot(table, made["first"], 2, 6, "道德与法治", made["sun"]))
            change.put(a_slot(table, made["second"], 2, 6, "数学", made["xu"]))
            change.put(a_slot(table, made["second"], 2, 5, "数学", made["xu"]))
        yield made


def enter(school, kind, period=0, **values):
    entry = Substitution(**{"term_uid": school["term"].uid, "kind": kind, "day": TUESDAY, "period": period, **values})
    return substituting.enter(school["db"], entry)


def of_first(school, **values):
    return {"class_uid": school["first"].uid, **values}


def refused(school, words, field, *args, **values):
    with pytest.raises(UserError, match=words) as told:
        enter(school, *args, **values)
    assert told.value.field == field
    assert school["db"].recent_changes(1)[0].label != words


def test_a_substitute_takes_subject_and_teacher_from_the_timetable(school):
    made = enter(school, SUBSTITUTE, 4, **of_first(school, new_teacher_uid=school["feng"].uid, reason=" 公出 "))
    assert (made.subject, made.new_subject, made.old_teacher_uid) == ("数学", "数学", school["xu"].uid)
    assert made.reason == "公出" and made.school_uid == school["term"].school_uid
    db = school["db"]
    assert db.recent_changes(1)[0].label == "登记代课：4月8日（周二）三（1）班第4节"
    lessons = TermLessons(load(db, school["term"].uid))
    there = lessons.lesson_at(school["first"].uid, TUESDAY, 4)
    assert there is not None and there.teacher_uid == school["feng"].uid
    db.undo()
    assert db.count(Substitution) == 0


def test_what_cannot_be_substituted_is_told_at_its_field(school):
    someone = {"new_teacher_uid": school["feng"].uid}
    refused(school, "第3节没有课", "period", SUBSTITUTE, 3, **of_first(school, **someone))
    refused(school, "还没有写第几节", "period", SUBSTITUTE, 0, **of_first(school, **someone))
    refused(school, "哪个班", "class_uid", SUBSTITUTE, 4, **someone)
    refused(school, "谁来代课", "new_teacher_uid", SUBSTITUTE, 4, **of_first(school))
    same = of_first(school, new_teacher_uid=school["xu"].uid)
    refused(school, "本来就是徐静上", "new_teacher_uid", SUBSTITUTE, 4, **same)
    busy = of_first(school, new_teacher_uid=school["xu"].uid)
    refused(school, r"徐静4月8日（周二）第6节在三（2）班上数学", "new_teacher_uid", SUBSTITUTE, 6, **busy)
    refused(school, "不在这学期里", "day", SUBSTITUTE, 4, day=date(2025, 9, 2), **of_first(school, **someone))
    refused(school, "周末没有课|没有课", "period", SUBSTITUTE, 4, day=date(2025, 4, 12), **of_first(school, **someone))


def test_one_place_is_entered_once_and_an_entry_can_be_changed(school):
    made = enter(school, SUBSTITUTE, 4, **of_first(school, new_teacher_uid=school["feng"].uid))
    again = of_first(school, new_teacher_uid=school["sun"].uid)
    refused(school, "第4节已经登记了代课", "period", SUBSTITUTE, 4, **again)
    changed = substituting.enter(school["db"], made.but(new_teacher_uid=school["sun"].uid))
    assert changed.uid == made.uid and school["db"].count(Substitution) == 1
    refused(school, "这一天已经登记了代课", "period", CLASS_AWAY, 0, **of_first(school))
    refused(school, "已经登记了代课", "other_period", SWAP, 6, **of_first(school, other_period=4))


def test_a_swap_keeps_both_sides(school):
    with school["db"].change("三（2）班第6节空出来") as change:
        records = load(school["db"], school["term"].uid)
        clash = next(item for item in records.slots if item.class_uid == school["second"].uid and item.period == 6)
        change.remove(clash)
    made = enter(school, SWAP, 4, **of_first(school, other_period=6))
    assert (made.new_subject, made.new_teacher_uid, made.other_day) == ("道德与法治", school["sun"].uid, TUESDAY)
    lessons = TermLessons(load(school["db"], school["term"].uid))
    first = [(item.period, item.subject) for item in lessons.on(TUESDAY) if item.class_uid == school["first"].uid]
    assert first == [(4, "道德与法治"), (6, "数学")]
    moved = enter(school, SWAP, 5, class_uid=school["second"].uid, other_day=date(2025, 4, 9), other_period=1)
    assert (moved.subject, moved.new_subject) == ("数学", "")


def test_a_swap_puts_nobody_into_two_rooms(school):
    refused(
        school, r"徐静4月8日（周二）第6节在三（2）班上数学", "other_period", SWAP, 4, **of_first(school, other_period=6)
    )
    refused(school, "等于没有调", "other_period", SWAP, 4, **of_first(school, other_period=4))
    refused(school, "和第几节对调", "other_period", SWAP, 4, **of_first(school))


def test_one_who_is_away_cannot_take_a_lesson_over(school):
    made = enter(school, LEAVE, old_teacher_uid=school["feng"].uid, reason="病假", new_subject="语文")
    assert made.new_subject == "" and made.class_uid is None
    away = of_first(school, new_teacher_uid=school["feng"].uid)
    refused(school, r"冯春生4月8日（周二）不在", "new_teacher_uid", SUBSTITUTE, 4, **away)
    refused(school, "已经登记过了", "old_teacher_uid", LEAVE, 4, old_teacher_uid=school["feng"].uid)
    refused(school, "哪位老师不在", "old_teacher_uid", LEAVE)


def test_entries_are_deleted_together_and_come_back(school):
    one = enter(school, CLASS_AWAY, 4, **of_first(school, reason="春游"))
    two = enter(school, LEAVE, old_teacher_uid=school["feng"].uid)
    substituting.remove(school["db"], [one, two])
    assert school["db"].count(Substitution) == 0
    school["db"].undo()
    assert school["db"].count(Substitution) == 2
    refused(school, "哪个班", "class_uid", CLASS_AWAY, 4)
