"""任课分工: every place becomes an assignment or is listed."""

from __future__ import annotations

from jiaoyan_desktop.domain.people import SchoolClass
from jiaoyan_desktop.domain.timetable import Assignment
from tests.builders import a_class, a_teacher, an_assignment, term_records
from tests.workflows.collecting_kit import a_sheet, plan_of, problem_at, told

CHINESE, ENGLISH = a_teacher("张丽", "语文", order=6), a_teacher("张丽", "英语", order=7)
SUN, XU, LONG = a_teacher("孙㛃"), a_teacher("徐静", "数学"), a_teacher("阿依古丽·买买提")
THREE = a_class(3, 1)
SCHOOL = term_records(teachers=(CHINESE, ENGLISH, SUN, XU, LONG), classes=(THREE,))
HEAD = ("班级", "语文", "数学", "英语")


def plan(*rows, records=SCHOOL, head=HEAD):
    return plan_of(records, "assignments", a_sheet(head, *rows))


def made(found):
    return {(item.subject, item.teacher_uid) for item in found.puts if isinstance(item, Assignment)}


def test_names_with_hints_spaces_and_dots():
    found = plan(("三（1）班", "阿依古丽•买买提", "徐 静", "张丽（英）"))
    assert made(found) == {("语文", LONG.uid), ("数学", XU.uid), ("英语", ENGLISH.uid)}
    assert found.problems == ()


def test_the_column_tells_namesakes_apart():
    assert made(plan(("三（1）班", "张丽", "徐静", "张丽"))) >= {("语文", CHINESE.uid), ("英语", ENGLISH.uid)}


def test_a_namesake_who_teaches_neither_is_left_to_the_person():
    found = plan(("三（1）班", "孙㛃", "张丽", "/"))
    assert made(found) == {("语文", SUN.uid)}
    assert told(found) == [(2, "teacher_uid", "必须改")]
    assert problem_at(found, 2).suggestion == "张丽（语文）、张丽（英语）"


def test_unknown_names_are_listed_with_those_alike():
    found = plan(("三（1）班", "孙姣", "徐晶", "钱多多"))
    assert made(found) == set()
    assert [problem.suggestion for problem in found.problems] == ["孙㛃", "徐静", ""]
    assert [problem.to_dict()["cell"] for problem in found.problems] == ["B2", "C2", "D2"]
    assert found.counts["refused"] == 3


def test_two_teachers_in_one_place_are_not_guessed():
    found = plan(("三（1）班", "孙㛃、徐静", "徐静", "/"))
    assert "一格里写了两位老师" in problem_at(found, 2).reason


def test_half_a_name_comes_in_and_is_told():
    found = plan(("三（1）班", "阿依古丽", "徐静", "/"))
    assert ("语文", LONG.uid) in made(found) and told(found) == [(2, "teacher_uid", "请留意")]


def test_classes_are_made_and_impossible_ones_listed():
    rest = ("孙㛃", "徐静", "/")
    found = plan(("三（1）班", *rest), ("四年级2班", *rest), ("九（1）", "孙㛃"))
    assert [(item.grade, item.number) for item in found.puts if isinstance(item, SchoolClass)] == [(4, 2)]
    assert told(found) == [(4, "class_uid", "必须改")]
    assert "顺带新建：班级1个。" in found.notes


def test_another_teacher_than_before_is_a_change_and_told():
    before = an_assignment(SUN, THREE, "语文")
    records = term_records(teachers=SCHOOL.teachers, classes=(THREE,), assignments=(before,))
    found = plan(("三（1）班", "阿依古丽·买买提", "徐静", "/"), records=records)
    row = next(row for row in found.rows if row.state == "changed")
    assert [change.words() for change in row.changes] == ["任课教师：孙㛃→阿依古丽·买买提"]
    assert told(found) == [(2, "teacher_uid", "请留意")]


def test_an_empty_place_takes_nothing_away():
    before = (an_assignment(SUN, THREE, "语文"), an_assignment(XU, THREE, "数学"))
    records = term_records(teachers=SCHOOL.teachers, classes=(THREE,), assignments=before)
    found = plan(("三（1）班", "/", "徐静", None), records=records)
    assert found.is_empty
    assert found.notes == ("表里没有写三（1）班语文，原来有老师，没有动。",)


def test_a_class_that_stands_twice():
    found = plan(("三（1）班", "孙㛃", "徐静", "/"), ("三1", "孙㛃", "孙㛃", "/"))
    assert len(made(found)) == 2
    assert told(found) == [(3, "teacher_uid", "必须改")]
    assert "第2行写的是徐静" in problem_at(found, 3).reason


def test_a_list_with_a_subject_of_the_schools_own():
    rows = (("三（1）班", "心理", "孙㛃"), ("三（1）班", "数", "徐静"))
    found = plan(*rows, head=("班级", "学科", "任课教师"))
    assert made(found) == {("心理", SUN.uid), ("数学", XU.uid)}
    assert told(found) == [(2, "subject", "请留意")]


def test_a_line_per_teacher_with_whole_grades_and_what_is_unclear():
    people = (a_teacher("徐静", "数学"), a_teacher("张丽", "语文"), a_teacher("李明", "体育"))
    school = term_records(teachers=people, classes=(a_class(3, 1), a_class(4, 1), a_class(4, 2)))
    rows = (("姓名", "任课情况"), ("徐静", "三1数学，四年级科学"), ("张丽", "三1、四1"), ("李明", "五年级体育"))
    found = plan_of(school, "assignments", a_sheet(*rows))
    made = {(item.class_uid, item.subject) for item in found.puts if isinstance(item, Assignment)}
    first, *fourth = (item.uid for item in school.classes)
    assert made == {(first, "数学"), *((uid, "科学") for uid in fourth)}
    assert told(found) == [(3, "subject", "必须改"), (4, "class_uid", "必须改")]
    assert found.problems[1].reason == "“五年级”还没有班。先把班级加上，或写明是哪几个班。"
    assert found.counts["refused"] == 2
