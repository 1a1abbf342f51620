"""The school's own files come in as they are, and a second reading changes nothing (issues 2 and 4)."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from jiaoyan_desktop.domain.observation import Observation, Remark
from jiaoyan_desktop.domain.people import Group, Membership, Post, SchoolClass, Teacher
from jiaoyan_desktop.domain.term import BellSchedule
from jiaoyan_desktop.domain.timetable import Assignment, Progress, Slot, Timetable
from jiaoyan_desktop.workflows import collecting
from tests.workflows.collecting_kit import SAMPLE_FILES, SAMPLES, TODAY, a_school_file, problem_at, read_samples, told


@pytest.fixture
def db(tmp_path):
    with a_school_file(tmp_path) as database:
        yield database


def test_roster(db):
    plan = read_samples(db, "roster")["roster"]
    teachers = db.find(Teacher, order_by='"order"')
    assert [teacher.order for teacher in teachers] == list(range(1, 25))
    by_order = {teacher.order: teacher for teacher in teachers}
    assert by_order[1].born == "1971-05" and by_order[2].born == "1978-11" and by_order[5].born == "1983-02"
    assert {by_order[6].name, by_order[7].name} == {"张丽"} and by_order[6].subject != by_order[7].subject
    assert by_order[8].name == "王秀兰"
    assert all(len(teacher.phone) == 11 and teacher.phone.isdigit() for teacher in teachers)
    assert by_order[1].started_work == "1992"
    assert by_order[19].other_subjects == ("体育",) and "兼任体育（一二年级）" in by_order[19].teaches_text
    assert by_order[12].note == "55岁"
    titles = Counter(post.title for post in db.find(Post))
    assert titles["班主任"] == 10 and titles["语文教研组长"] == 1 and titles["副校长（分管教学）"] == 1
    assert len(db.find(SchoolClass)) == 10
    assert "L列“教研组”是隐藏的，也读了" in "".join(plan.notes)
    assert "“王 秀兰”中间的空格去掉了，记作王秀兰" in "".join(plan.notes)
    assert told(plan) == [(21, "posts", "请留意"), (23, "posts", "请留意"), (27, "posts", "请留意")]
    assert problem_at(plan, 21).suggestion == "四（2）班"


def test_roster_groups_and_leaders(db):
    read_samples(db, "roster")
    groups = {group.uid: group for group in db.find(Group)}
    assert {group.name for group in groups.values()} == {"语文组", "数学组", "英语组", "综合组"}
    mixed = next(group for group in groups.values() if group.name == "综合组")
    assert mixed.subjects == ("道德与法治", "科学", "音乐", "体育", "美术")
    people = {teacher.uid: teacher for teacher in db.find(Teacher)}
    memberships = db.find(Membership)
    assert len(memberships) == 24
    leaders = {groups[item.group_uid].name: people[item.teacher_uid].order for item in memberships if item.is_leader}
    assert leaders == {"语文组": 6, "数学组": 15, "英语组": 7, "综合组": 22}
    homerooms = [post for post in db.find(Post, title="班主任") if post.class_uid]
    assert len(homerooms) == 8 and len({post.class_uid for post in homerooms}) == 8


def test_assignments(db):
    plan = read_samples(db, "roster", "assignments")["assignments"]
    assert plan.problems == ()
    assert len(db.find(Assignment)) == 114
    english = db.find(Teacher, name="张丽", subject="英语")[0]
    chinese = db.find(Teacher, name="张丽", subject="语文")[0]
    assert {item.subject for item in db.find(Assignment, teacher_uid=english.uid)} == {"英语"}
    assert db.count(Assignment, teacher_uid=english.uid) == 8
    assert [item.subject for item in db.find(Assignment, teacher_uid=chinese.uid)] == ["语文"]


def test_timetable(db):
    plan = read_samples(db, "roster", "assignments", "timetable")["timetable"]
    (version,) = db.find(Timetable)
    assert version.effective_from == date(2025, 3, 3)
    assert "单周劳动、双周书法" in version.note
    (bells,) = db.find(BellSchedule)
    assert [(period.number, period.starts, period.ends, period.half) for period in bells.periods][3:5] == [
        (4, "10:50", "11:30", "am"),
        (5, "13:30", "14:10", "pm"),
    ]
    slots = db.find(Slot)
    parities = Counter(slot.parity for slot in slots)
    assert parities == {"all": 288, "odd": 4, "even": 4}
    assert {slot.subject for slot in slots if slot.parity == "odd"} == {"劳动"}
    assert {slot.subject for slot in slots if slot.parity == "even"} == {"书法"}
    assert all(slot.teacher_uid for slot in slots)
    assert [row for row, _, _ in told(plan)] == [6, 7, 8, 9]
    names = {teacher.uid: teacher.name for teacher in db.find(Teacher)}
    evens = Counter(names[slot.teacher_uid or ""] for slot in slots if slot.parity == "even")
    assert evens == {"冯春生": 2, "赵敏": 1, "白秀英": 1}  # 赵敏 has another class when 三（1）班 has 书法


def test_progress(db):
    plan = read_samples(db, "progress")["progress"]
    lines = db.find(Progress, order_by="first_week")
    assert plan.problems == () and len(lines) == 18
    assert {(line.grade, line.subject) for line in lines} == {(5, "语文")}
    assert [(line.first_week, line.last_week) for line in lines] == [*((week, week) for week in range(1, 18)), (18, 19)]
    assert lines[2].dates == "3.17—3.21" and lines[4].note == "清明4月4日放假"
    assert lines[17].content == "综合复习、期末工作"


def test_observations_have_exactly_the_planted_problems(db):
    plan = read_samples(db, "roster", "assignments", "timetable", "observations")["observations"]
    assert told(plan) == [
        (10, "kind", "请留意"),
        (76, "happened_on", "必须改"),
        (77, "happened_on", "请留意"),
        (78, "observer_uid", "必须改"),
        (79, "period", "请留意"),
        (80, "period", "请留意"),
        (81, "observer_uid", "必须改"),
    ]
    impossible = problem_at(plan, 76)
    assert (impossible.sheet, impossible.label, impossible.value) == ("听课登记", "时间", "6月31日")
    assert impossible.reason == "6月只有30天，没有6月31日。是不是6月30日？"
    assert impossible.suggestion == "2025年6月30日"
    assert "清明" in problem_at(plan, 77).reason
    assert "周建国自己上的" in problem_at(plan, 78).reason
    assert problem_at(plan, 79).reason.endswith("（第80行）") and "三（1）班" in problem_at(plan, 79).reason
    assert problem_at(plan, 81).reason == "花名册里没有“李校长”。本校校长是周建国。"
    assert "第10、12、16、20、33、50、57、69行" in problem_at(plan, 10).reason
    assert "“听课登记”的第82行是合计，没有导入。" in plan.notes
    assert plan.counts == {"new": 76, "changed": 0, "unchanged": 0, "refused": 3, "must": 3, "note": 4}


def test_observations_keep_what_was_written(db):
    read_samples(db, "roster", "assignments", "timetable", "observations")
    heard = {int(item.source.rsplit("第")[-1].removesuffix("行")): item for item in db.find(Observation)}
    names = {teacher.uid: (teacher.name, teacher.subject) for teacher in db.find(Teacher)}
    classes = {item.uid: (item.grade, item.number) for item in db.find(SchoolClass)}
    assert len(heard) == 76
    days = [heard[row].happened_on for row in (3, 4, 5, 6, 7)]
    assert days == [date(2025, 5, 29), date(2025, 4, 16), date(2025, 4, 23), date(2025, 4, 11), date(2025, 4, 3)]
    assert [heard[row].period for row in (3, 4, 6, 7, 17)] == [5, 5, 3, 4, 5]
    places = [classes[heard[row].class_uid or ""] for row in (3, 4, 5, 6, 7)]
    assert places == [(6, 1), (4, 1), (3, 2), (6, 2), (5, 2)]
    assert names[heard[6].taught_by_uid or ""] == ("张丽", "英语")
    assert names[heard[10].taught_by_uid or ""] == ("张丽", "语文")
    assert heard[3].subject == "道德与法治" and heard[3].kind == "检查性听课"
    assert (heard[4].grade, heard[4].total) == ("优", None)
    assert (heard[6].grade, heard[7].grade, heard[7].total) == ("B", "", 92.0)
    assert heard[34].lesson_count == 2
    assert heard[3].remarks == (
        Remark(column="优点", text="朗读指导到位"),
        Remark(column="不足", text="时间前松后紧"),
        Remark(column="希望", text="设计分层作业"),
    )
    assert heard[3].recorded_on == TODAY
    assert heard[3].source == "推门听课台账.xlsx·听课登记·第3行"


def test_reading_everything_again_changes_nothing(db):
    read_samples(db, *SAMPLE_FILES)
    before = db.recent_changes(100)
    for kind, plan in read_samples(db, *SAMPLE_FILES).items():
        assert plan.is_empty, kind
        assert {row.state for row in plan.rows} <= {"unchanged", "refused"}, kind
    assert db.recent_changes(100) == before


def test_a_dry_run_writes_nothing(db):
    before = db.path.read_bytes()
    plan = collecting.plan(db, SAMPLES / SAMPLE_FILES["roster"], "roster")
    assert not plan.is_empty
    assert db.path.read_bytes() == before


def test_every_import_is_one_change_with_its_name_that_can_be_undone(db):
    read_samples(db, *SAMPLE_FILES)
    labels = [change.label for change in db.recent_changes(5)]
    assert labels == ["导入听课台账", "导入周进度", "导入课程表", "导入任课分工", "导入教师花名册"]
    for _ in labels:
        db.undo()
    assert [db.count(kind) for kind in (Observation, Progress, Slot, Assignment, Teacher, Group)] == [0] * 6


@pytest.mark.parametrize(("kind", "name"), SAMPLE_FILES.items())
def test_each_file_is_recognised(kind, name):
    assert collecting.guess_kinds(SAMPLES / name)[0] == kind
