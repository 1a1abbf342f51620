"""The values of single records as they are printed: observations, activities, drafts, hand-ins, people, progress."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.documents.fields import people
from jiaoyan_desktop.documents.fields.progress import tables
from jiaoyan_desktop.documents.fields.values import LISTS, PICTURES
from jiaoyan_desktop.domain.activity import Handin
from jiaoyan_desktop.domain.preparation import ProcessStep, Section
from tests import builders as make
from tests.documents import report_world as world
from tests.documents.test_fields import the, value

RECORDS = world.records()


def rows(each: str, record, *names: str) -> list[tuple]:
    """The named columns of a list."""
    scene = world.scene()
    columns = {item.name: item for item in LISTS[each].fields}
    return [tuple(columns[name].get(scene, item) for name in names) for item in LISTS[each].items(scene, record)]


@pytest.mark.parametrize(
    ("uid", "source", "shown"),
    [
        ("o8", "taught_at", "2025年3月20日 周四 第3周"),
        ("o8", "period", "上午第2节"),
        ("o8", "observer.name", "周建国"),
        ("o8", "observer.posts", "校长"),
        ("o8", "taught_by.name", "孙㛃"),
        ("o8", "class", "三（1）班"),
        ("o8", "lesson_count_words", "1节"),
        ("o8", "total", 86.5),
        ("o8", "rubric", "“推门听课”课堂评价（四条依据）"),
        ("o8", "late_note", "补录：发生日期3月20日，录入日期4月2日。"),
        ("o0", "late_note", ""),
        ("o0", "taught_by.name", "张丽（语文）"),
        ("o9", "taught_by.name", "何敏"),
        ("o9", "school", "安平县第二小学"),
        ("o9", "class", "三（2）班"),
        ("o9", "period", ""),
        ("o9", "lesson_count", 4),
        ("o10", "lesson_count_words", "巡课，不计节数"),
        ("o10", "lesson_count", 0),
    ],
)
def test_an_observation(uid, source, shown):
    assert value("observation", the(RECORDS.observations, uid), source) == shown


def test_scores_stand_beside_every_criterion_of_the_rubric_kept_with_the_record():
    found = rows("scores", the(RECORDS.observations, "o8"), "number", "criterion", "full", "points")
    assert [row[0] for row in found] == [1, 2, 3, 4]
    assert ("课堂实效", 25, 21.5) in [row[1:] for row in found]
    assert [row[3] for row in found].count(None) == 3


def test_comment_columns_follow_the_rubric_and_blank_ones_stay_to_be_written():
    assert rows("remarks", the(RECORDS.observations, "o0"), "column", "text") == [
        ("精点", "好"),
        ("不足", ""),
        ("思路", ""),
    ]


@pytest.mark.parametrize(
    ("uid", "source", "shown"),
    [
        ("a1", "when", "2025年4月3日 周四 第5周 13:30—15:00"),
        ("a1", "expected_count", 2),
        ("a1", "present_count", 1),
        ("a1", "away", "孙㛃（请假：看病）"),
        ("a1", "present_names", "张丽（语文）"),
        ("a1", "group", "语文教研组"),
        ("a1", "study.topic", "山行"),
        ("a1", "study.lead", "张丽（语文）"),
        ("a1", "study.goals", "会背，会想画面。"),
        ("a1", "agreed_and_changes : lines", "用三步读诗。\n改了导入"),
        ("a2", "host_school", "安平县第二小学"),
        ("a2", "own_count", 2),
        ("a2", "people_count", 3),
        ("a2", "lead_teacher", "何敏"),
        ("a2", "study.topic", ""),
        ("a3", "when", "2025年6月20日 周五 第16周"),
    ],
)
def test_an_activity(uid, source, shown):
    assert value("activity", the(RECORDS.activities, uid), source) == shown


def test_the_receipt_lists_our_own_people_with_their_place_in_the_joint_day():
    found = rows("own_participants", the(RECORDS.activities, "a2"), "number", "name", "posts", "note")
    assert found == [
        (1, "林珺", "副校长（分管教学）", "主管领导"),
        (2, "韩立新", "教导主任", "业务主任，出课《两位数乘两位数》"),
    ]


def test_a_sign_in_list_has_the_guests_and_no_signature():
    found = rows("participants", the(RECORDS.activities, "a2"), "name", "school", "posts_or_subject")
    assert found[-1] == ("何敏", "安平县第二小学", "")
    assert found[0] == ("林珺", "清水酄乡中心小学", "副校长（分管教学）／数学")


def test_photos_come_in_the_order_of_the_five_kinds():
    found = PICTURES["photos"].items(world.scene(), the(RECORDS.activities, "a2"))
    assert [item.caption for item in found] == [
        f"4月18日，{slot}" for slot in ("签到册", "教学设计", "教学展示", "集中研讨")
    ]
    assert len(PICTURES["photos.sign_in"].items(world.scene(), the(RECORDS.activities, "a2"))) == 1


@pytest.mark.parametrize(
    ("uid", "source", "shown"),
    [
        ("d1", "stage", "A案（初案）"),
        ("d1", "author", "张丽（语文）"),
        ("d1", "number", "第1稿"),
        ("d1", "made_on", "2025年4月1日"),
        ("d1", "goals", "会背，会想画面。"),
        ("d1", "afterthought", ""),
        ("d3", "class", "三（1）班"),
        ("d3", "afterthought", "比读时间紧。"),
        ("d3", "note", "改了导入"),
    ],
)
def test_a_draft(uid, source, shown):
    assert value("draft", the(RECORDS.drafts, uid), source) == shown


def test_parts_of_a_plan_without_a_box_of_their_own_are_not_lost():
    assert rows("other_sections", the(RECORDS.drafts, "d1"), "heading", "text") == [("学情分析", "学生读过写景诗。")]


def test_headings_in_a_teacher_s_own_words_find_their_box_and_the_rest_is_printed_too():
    draft = the(RECORDS.drafts, "d1")
    sections = (
        Section(heading="【学 习 目 标】", text="会背"),
        Section(heading="教学重点、难点", text="想画面"),
        Section(heading="教学过程", text="分三步走", steps=(ProcessStep(step="导入"),)),
        Section(heading="板书提纲", text="山行"),
    )
    own = tuple(item.but(sections=sections) if item.draft_uid == draft.uid else item for item in RECORDS.revisions)
    scene = world.scene(revisions=own)
    columns = {item.name: item for item in LISTS["other_sections"].fields}
    others = [
        (columns["heading"].get(scene, item), columns["text"].get(scene, item))
        for item in LISTS["other_sections"].items(scene, draft)
    ]
    assert others == [("教学重点、难点", "想画面"), ("教学过程", "分三步走")]
    assert (value("draft", draft, "goals", scene), value("draft", draft, "board", scene)) == ("会背", "山行")


def test_what_was_made_after_the_date_is_not_shown():
    scene = world.scene(date(2025, 4, 2))
    assert value("draft", the(RECORDS.drafts, "d3"), "number", scene) == ""


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("schools", "安平县第二小学、清水酄乡中心小学"),
        ("theme", "数与运算的大单元教学"),
        ("topic", "两位数乘两位数"),
        ("lead_teacher", "何敏"),
        ("date", "2025年4月18日"),
        ("author", "韩立新"),
    ],
)
def test_the_six_fields_come_from_the_day_where_the_teacher_wrote_none(source, shown):
    assert value("handin", the(RECORDS.handins, "h1"), source) == shown
    assert value("handin", the(RECORDS.handins, "h2"), source) == shown


def test_the_teachers_own_words_go_first():
    own = Handin(uid="h9", activity_uid="a2", teacher_uid="t3", kind="note", header={"课题": "我听的是另一节"})
    assert value("handin", own, "topic") == "我听的是另一节"


def test_characters_of_a_reflection_are_counted_without_heading_and_blanks():
    assert value("handin", the(RECORDS.handins, "h2"), "characters") == 11
    assert value("handin", the(RECORDS.handins, "h2"), "characters_plain") == 9


@pytest.mark.parametrize(
    ("uid", "source", "shown"),
    [
        ("t1", "age", 52),
        ("t2", "age", 44),
        ("t4", "age", 37),
        ("t3", "seniority", ""),
        ("t2", "seniority", 25),
        ("t4", "told_apart", "张丽（语文）"),
        ("t4", "name", "张丽"),
        ("t3", "weekly_periods", 1.0),
        ("t1", "weekly_periods", 0.5),
        ("t6", "weekly_periods", 1.0),
        ("t7", "note", "4月10日调出"),
        ("t6", "note", "三（1）班语文4月11日接任"),
        ("t7", "classes", "三（1）班"),
        ("t2", "subjects", "数学"),
    ],
)
def test_a_teacher(uid, source, shown):
    assert value("teacher", the(RECORDS.teachers, uid), source) == shown


def test_several_subjects_say_their_classes():
    teacher, one, two = make.a_teacher(uid="t"), make.a_class(3, 1, uid="k1"), make.a_class(3, 2, uid="k2")
    scene = world.scene(
        teachers=(teacher,),
        classes=(one, two),
        assignments=(
            make.an_assignment(teacher, one),
            make.an_assignment(teacher, one, "书法"),
            make.an_assignment(teacher, two, "书法"),
        ),
    )
    assert people.classes_of(scene, teacher) == "语文：三（1）班；书法：三（1）（2）班"
    assert people.subjects_of(scene, teacher) == ("语文", "书法")


def test_classes_are_joined_as_rosters_write_them():
    classes = [make.a_class(3, 1), make.a_class(3, 2), make.a_class(4, 1), make.a_class(5, 1, label="启航班")]
    assert people.joined_classes(classes) == "三（1）（2）、四（1）班、启航班"


def test_the_roster_speaks_where_nothing_is_assigned():
    teacher = make.a_teacher(uid="t", subject="美术", other_subjects=("书法",), teaches_text="三四年级")
    scene = world.scene(teachers=(teacher,), assignments=())
    assert people.classes_of(scene, teacher) == "三四年级"
    assert people.subjects_of(scene, teacher) == ("美术", "书法")


def test_a_recommendation_ticks_its_category():
    record = RECORDS.recommendations[0]
    assert value("recommendation", record, "category_boxes") == "□主研教师  □参研教师  ■优课"
    assert value("recommendation", record, "teacher.name") == "孙㛃"
    assert value("recommendation", record, "subject") == "语文"


def test_a_progress_table_takes_its_days_and_holidays_from_the_calendar():
    (table,) = tables(world.scene())
    assert value("progress", table, "whom") == "三年级"
    assert value("progress", table, "teachers") == "孙㛃"
    found = rows("progress", table, "week", "dates", "working_days", "periods", "note")
    assert found == [
        ("5", "3.31—4.4", 4, 3, "清明节4月4日放假"),
        ("16—17", "6.16—6.27", 10, None, ""),
    ]


def test_somebody_who_came_after_the_date_is_not_on_the_staff_yet():
    late = make.a_teacher("董明", uid="t9", joined_on=date(2025, 6, 20))
    scene = world.scene(teachers=(*RECORDS.teachers, late))
    assert "t9" not in [item.uid for item in people.staff(scene)]
    assert "t7" in [item.uid for item in people.staff(scene)]
