"""任课分工 from a day on, timetable versions without clashes, and lines of 周进度."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.domain.timetable import Assignment, Progress, Slot, Timetable
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.workflows import timetabling
from tests.builders import a_class, a_school, a_teacher, a_term


@pytest.fixture
def school(tmp_path):
    with Database.create(tmp_path / "学校.jiaoyan") as db:
        with db.change("学校") as change:
            change.put(a_school())
            made = {
                "db": db,
                "term": change.put(a_term()),
                "first": change.put(a_class(3, 1)),
                "second": change.put(a_class(3, 2)),
                "xu": change.put(a_teacher("徐静", "数学")),
                "yang": change.put(a_teacher("杨帆", "数学")),
            }
        yield made


def test_a_new_teacher_from_a_day_on_ends_the_one_before(school):
    db, term, first = school["db"], school["term"], school["first"]
    timetabling.assign(db, term, first.uid, "数学", school["xu"].uid)
    timetabling.assign(db, term, first.uid, "数学", school["yang"].uid, starts_on=date(2025, 4, 21))
    spans = {(item.teacher_uid, item.starts_on, item.ends_on) for item in db.find(Assignment)}
    assert spans == {
        (school["xu"].uid, None, date(2025, 4, 20)),
        (school["yang"].uid, date(2025, 4, 21), None),
    }
    with pytest.raises(UserError, match="不在这学期里"):
        timetabling.assign(db, term, first.uid, "数学", school["xu"].uid, starts_on=date(2025, 9, 1))


def test_correcting_an_assignment_keeps_the_record(school):
    db, term, first = school["db"], school["term"], school["first"]
    before = timetabling.assign(db, term, first.uid, "道法", school["xu"].uid)
    after = timetabling.assign(db, term, first.uid, "道德与法治", school["yang"].uid)
    assert before and after and before.uid == after.uid
    assert timetabling.assign(db, term, first.uid, "道德与法治", None) is None
    assert db.count(Assignment) == 0
    db.undo()
    assert db.find(Assignment)[0].teacher_uid == school["yang"].uid


def test_a_teacher_is_never_in_two_rooms(school):
    db, term = school["db"], school["term"]
    version = timetabling.new_version(db, term, date(2025, 3, 3))
    timetabling.set_lesson(db, version, school["first"].uid, 2, 4, [("数学", school["xu"].uid, "all")])
    with pytest.raises(UserError, match=r"徐静老师周二第4节已经在三（1）班上数学"):
        timetabling.set_lesson(db, version, school["second"].uid, 2, 4, [("数学", school["xu"].uid, "odd")])
    timetabling.set_lesson(db, version, school["second"].uid, 2, 5, [("数学", school["xu"].uid, "all")])
    assert db.count(Slot) == 2


def test_odd_and_even_weeks_share_a_place(school):
    db, term = school["db"], school["term"]
    version = timetabling.new_version(db, term, date(2025, 3, 3))
    lessons = [("劳动", school["xu"].uid, "odd"), ("书法", school["yang"].uid, "even")]
    timetabling.set_lesson(db, version, school["first"].uid, 3, 6, lessons)
    timetabling.set_lesson(db, version, school["second"].uid, 3, 6, [("劳动", school["xu"].uid, "even")])
    with pytest.raises(UserError, match="一门单周、一门双周"):
        timetabling.set_lesson(db, version, school["first"].uid, 3, 6, [("劳动", None, "all"), ("书法", None, "even")])
    kept = {slot.uid for slot in db.find(Slot, class_uid=school["first"].uid, parity="odd")}
    timetabling.set_lesson(db, version, school["first"].uid, 3, 6, lessons[:1])
    assert {slot.uid for slot in db.find(Slot, class_uid=school["first"].uid)} == kept
    timetabling.set_lesson(db, version, school["first"].uid, 3, 6, [])
    assert db.count(Slot, class_uid=school["first"].uid) == 0


def test_a_new_version_copies_and_the_old_one_stays(school):
    db, term = school["db"], school["term"]
    old = timetabling.new_version(db, term, date(2025, 3, 3))
    timetabling.set_lesson(db, old, school["first"].uid, 1, 1, [("数学", school["xu"].uid, "all")])
    new = timetabling.new_version(db, term, date(2025, 4, 21), "夏季课表", copy_of=old.uid)
    assert db.count(Slot, timetable_uid=new.uid) == db.count(Slot, timetable_uid=old.uid) == 1
    with pytest.raises(UserError, match="也是从这一天起"):
        timetabling.new_version(db, term, date(2025, 4, 21))
    timetabling.remove_version(db, new)
    assert (db.count(Timetable), db.count(Slot)) == (1, 1)


def test_lines_of_a_progress_table_do_not_overlap(school):
    db, term = school["db"], school["term"]

    def line(first: int, last: int, content: str = "古诗三首(3)") -> Progress:
        return Progress(term_uid=term.uid, grade=5, subject="语文", first_week=first, last_week=last, content=content)

    saved = timetabling.save_progress(db, line(1, 1))
    timetabling.save_progress(db, saved.but(content="祖父的园子(2)"))
    timetabling.save_progress(db, line(18, 19, "综合复习"))
    with pytest.raises(UserError, match="第18周已经写了“综合复习”"):
        timetabling.save_progress(db, line(17, 18))
    with pytest.raises(UserError, match="周次不对"):
        timetabling.save_progress(db, line(3, 2))
    with pytest.raises(UserError, match="教学内容还没有写"):
        timetabling.save_progress(db, line(2, 2, " "))
    timetabling.remove_progress(db, db.find(Progress))
    assert db.count(Progress) == 0
    db.undo()
    assert db.count(Progress) == 2
