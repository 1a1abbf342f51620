"""课程表: a version with its slots, odd and even weeks, bell times; clashes are told."""

from __future__ import annotations

from datetime import date

from jiaoyan_desktop.domain.term import BellSchedule
from jiaoyan_desktop.domain.timetable import Slot, Timetable
from tests.builders import a_class, a_slot, a_teacher, a_timetable, an_assignment, term_records
from tests.workflows.collecting_kit import a_sheet, plan_of, problem_at, told

SUN, XU, BAI, ZHAO = (
    a_teacher("孙㛃"),
    a_teacher("徐静", "数学"),
    a_teacher("白秀英", "美术", other_subjects=("劳动",)),
    a_teacher("赵敏", "语文", other_subjects=("书法",)),
)
ONE, TWO = a_class(3, 1), a_class(3, 2)
ASSIGNED = tuple(
    an_assignment(teacher, item, subject)
    for item in (ONE, TWO)
    for teacher, subject in ((SUN, "语文"), (XU, "数学"), (BAI, "劳动"), (ZHAO, "书法"))
)
SCHOOL = {"teachers": (SUN, XU, BAI, ZHAO), "classes": (ONE, TWO), "assignments": ASSIGNED}
TITLE = "总课程表（2025年3月3日起执行）"
NOTE = "说明：“劳/书”单周劳动、双周书法。上午第1节 8:00—8:40，第2节 8:50—9:30。"
DAYS = ("班级", "星期一", None, "星期二", None, "星期三", None)
PERIODS = (None, 1, 2, 1, 2, 1, 2)


def plan(*rows, title=TITLE, note=NOTE, **records):
    return plan_of(term_records(**{**SCHOOL, **records}), "timetable", a_sheet((title,), DAYS, PERIODS, *rows, (note,)))


def slots(found):
    return {
        (item.class_uid, item.weekday, item.period, item.parity): (item.subject, item.teacher_uid)
        for item in found.puts
        if isinstance(item, Slot)
    }


def test_version_bells_and_slots():
    found = plan(("三（1）班", "语文\n孙㛃", "数学\n徐静", "/", "班会"))
    (version,) = [item for item in found.puts if isinstance(item, Timetable)]
    (bells,) = [item for item in found.puts if isinstance(item, BellSchedule)]
    assert (version.effective_from, version.note) == (date(2025, 3, 3), NOTE)
    assert [period.starts for period in bells.periods] == ["08:00", "08:50"]
    assert slots(found) == {
        (ONE.uid, 1, 1, "all"): ("语文", SUN.uid),
        (ONE.uid, 1, 2, "all"): ("数学", XU.uid),
        (ONE.uid, 2, 2, "all"): ("班会", None),
    }
    assert found.problems == ()
    assert "不在学科表里、照写记下的课：班会（1节）。" in found.notes


def test_a_shared_place_takes_each_weeks_own_teacher():
    found = plan(("三（1）班", "劳/书\n白秀英"))
    assert slots(found) == {
        (ONE.uid, 1, 1, "odd"): ("劳动", BAI.uid),
        (ONE.uid, 1, 1, "even"): ("书法", ZHAO.uid),
    }
    assert problem_at(found, 4).reason == "格里只写了白秀英，双周书法按任课分工记赵敏。"


def test_a_shared_place_whose_teacher_is_elsewhere_stays_as_written():
    found = plan(("三（1）班", "劳/书\n白秀英"), ("三（2）班", "书法\n赵敏"))
    assert slots(found)[ONE.uid, 1, 1, "even"] == ("书法", BAI.uid)
    assert "先照格里写的记白秀英" in problem_at(found, 4).reason


def test_weeks_that_nobody_explains_are_told():
    found = plan(("三（1）班", "劳/书\n白秀英/赵敏"), note="")
    assert slots(found) == {
        (ONE.uid, 1, 1, "odd"): ("劳动", BAI.uid),
        (ONE.uid, 1, 1, "even"): ("书法", ZHAO.uid),
    }
    assert told(found) == [(4, "parity", "请留意")]


def test_weeks_said_in_the_cell():
    found = plan(("三（1）班", "单:书 双:劳"))
    assert slots(found) == {(ONE.uid, 1, 1, "odd"): ("书法", None), (ONE.uid, 1, 1, "even"): ("劳动", None)}
    assert found.problems == ()


def test_what_a_cell_cannot_mean_is_listed():
    rows = ("三（1）班", "语/数/英\n孙㛃", "语文\n孙㛃/徐静", "语文\n钱多多", "语文\n孙㛃")
    found = plan(rows, ("七（1）班", "语文\n孙㛃"))
    assert [problem.field for problem in found.problems] == ["subject", "teacher_uid", "teacher_uid", "class_uid"]
    assert {problem.level for problem in found.problems} == {"必须改"}
    assert list(slots(found)) == [(ONE.uid, 2, 2, "all")]


def test_one_teacher_in_two_rooms_comes_in_and_is_told():
    found = plan(("三（1）班", "语文\n孙㛃"), ("三（2）班", "语文\n孙㛃"))
    assert len(slots(found)) == 2
    assert told(found) == [(4, "teacher_uid", "请留意"), (5, "teacher_uid", "请留意")]
    assert problem_at(found, 4).reason == "孙㛃这一节还在三（2）班 周一第1节 语文 孙㛃，一个人上不了两处。"


def test_a_teacher_other_than_assigned_is_told():
    found = plan(("三（1）班", "数学\n孙㛃"))
    assert problem_at(found, 4).reason == "课程表上是孙㛃，任课分工写的是徐静。以哪个为准，请看一下。"


def test_the_same_version_again_changes_only_what_differs():
    version = a_timetable(date(2025, 3, 3), note="原来的说明")
    known = (
        a_slot(version, ONE, 1, 1, "语文", SUN),
        a_slot(version, ONE, 1, 2, "数学", XU),
        a_slot(version, TWO, 1, 1, "数学", XU),
    )
    found = plan(("三（1）班", "语文\n孙㛃", "语文\n孙㛃"), timetables=(version,), slots=known)
    assert slots(found) == {(ONE.uid, 1, 2, "all"): ("语文", SUN.uid)}
    assert [row.state for row in found.rows] == ["unchanged", "changed"]
    assert found.removals == ()  # a page of one class says nothing of the others
    found = plan(("三（1）班", "语文\n孙㛃"), timetables=(version,), slots=known)
    assert [item.uid for item in found.removals] == [known[1].uid]
    assert "会去掉：三（1）班 周一第2节 数学 徐静。" in "".join(found.notes)


def test_a_place_that_becomes_odd_and_even():
    version = a_timetable(date(2025, 3, 3))
    known = (a_slot(version, ONE, 1, 1, "语文", SUN),)
    found = plan(("三（1）班", "劳/书\n白秀英/赵敏"), timetables=(version,), slots=known)
    assert set(slots(found)) == {(ONE.uid, 1, 1, "odd"), (ONE.uid, 1, 1, "even")}
    assert found.removals == known
    (row,) = found.rows
    assert row.state == "changed"


def test_no_day_in_the_title_is_told():
    found = plan(("三（1）班", "语文\n孙㛃"), title="总课程表")
    assert "请留意：表上没有写从哪天起执行，按学期第一周的2025年3月3日记。" in found.notes


def test_bell_times_that_cannot_be_read_are_told():
    note = "夏季第1节 8:00—8:40，冬季第1节 8:30—9:10"
    assert "请留意：表上的作息时间没有认出来" in "".join(plan(("三（1）班", "语文\n孙㛃"), note=note).notes)
