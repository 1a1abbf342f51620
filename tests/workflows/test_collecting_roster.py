"""教师花名册: what comes in, what is told, what is never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.domain.people import Group, Membership, Post, SchoolClass, Teacher
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.workflows import collecting
from tests.builders import a_post, a_teacher, term_records
from tests.workflows.collecting_kit import a_sheet, a_workbook, plan_of, problem_at, told

HEAD = ("序号", "姓名", "性别", "出生年月", "职务", "任教学科", "任教班级", "兼任学科", "教研组", "联系电话", "备注")
EMPTY = term_records()


def line(name="王秀兰", **values):
    filled = {"性别": "女", "出生年月": "1974.12", "任教学科": "语文", "联系电话": "13845500008", **values}
    return tuple(name if head == "姓名" else filled.get(head) for head in HEAD)


def plan(*lines, records=EMPTY):
    return plan_of(records, "roster", a_sheet(HEAD, *lines))


def put(found, kind):
    return [record for record in found.puts if isinstance(record, kind)]


def the_teacher(*lines, records=EMPTY) -> Teacher:
    (teacher,) = put(plan(*lines, records=records), Teacher)
    return teacher


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (13845500008.0, "13845500008"),
        ("13845500008", "13845500008"),
        ("138 4550 0008", "13845500008"),
        ("+8613845500008", "13845500008"),
        ("0455-7654321", "0455-7654321"),
        ("13845500008/0455-7654321", "13845500008、0455-7654321"),
        (None, ""),
    ],
)
def test_telephones_are_text(written, kept):
    found = plan(line(联系电话=written))
    assert put(found, Teacher)[0].phone == kept and found.problems == ()


@pytest.mark.parametrize("written", ["1.38E+10", "1.38455e+10", 13800000000.0])
def test_a_telephone_that_a_spreadsheet_damaged_is_not_taken(written):
    found = plan(line(联系电话=written))
    assert put(found, Teacher)[0].phone == ""
    assert "后面的数字已经没有了" in problem_at(found, 2).reason


def test_an_odd_telephone_is_kept_and_told():
    found = plan(line(联系电话="1384550"[:6]))
    assert put(found, Teacher)[0].phone == "138455"
    assert told(found) == [(2, "phone", "请留意")]


BIRTHS = [(date(1971, 5, 1), "1971-05"), ("1980年4月", "1980-04"), ("1985.03", "1985-03"), (1983.2, "1983-02")]


@pytest.mark.parametrize(("written", "kept"), BIRTHS)
def test_births(written, kept):
    assert the_teacher(line(出生年月=written)).born == kept


@pytest.mark.parametrize("written", ["不详", "1990.13", 1983.1])
def test_births_that_cannot_be_read_stay_empty_and_are_told(written):
    found = plan(line(出生年月=written))
    assert put(found, Teacher)[0].born == ""
    assert told(found) == [(2, "born", "请留意")]


def test_subjects():
    teacher = the_teacher(line(任教学科="体健、劳技", 兼任学科="书法（一至三年级）、写字"))
    assert teacher.subject == "体育"
    assert teacher.other_subjects == ("劳动", "书法")
    assert teacher.teaches_text == "兼任书法（一至三年级）"
    found = plan(line(任教学科="心理"))
    assert put(found, Teacher)[0].subject == "心理" and told(found) == [(2, "subject", "请留意")]


def test_posts_are_split_and_know_their_class_and_group():
    found = plan(line(职务="语文教研组长、班主任", 任教班级="五（1）", 教研组="语文组"))
    posts = {post.title: post for post in put(found, Post)}
    (group,), (school_class,), (member,) = put(found, Group), put(found, SchoolClass), put(found, Membership)
    assert posts["语文教研组长"].group_uid == group.uid and group.subjects == ("语文",)
    assert posts["班主任"].class_uid == school_class.uid
    assert (school_class.grade, school_class.number) == (5, 1)
    assert member.is_leader and member.group_uid == group.uid
    assert found.problems == ()


def test_a_post_with_brackets_stays_whole():
    (post,) = put(plan(line(职务="副校长（教学、德育）")), Post)
    assert post.title == "副校长（教学、德育）"


def test_a_homeroom_of_two_classes_is_not_guessed():
    found = plan(line(职务="班主任", 任教班级="五（1）（2）"))
    assert put(found, Post)[0].class_uid is None
    assert told(found) == [(2, "posts", "请留意")]
    assert problem_at(found, 2).suggestion == ""
    found = plan(line(职务="五（2）班主任", 任教班级="五（1）（2）"))
    assert put(found, Post)[0].class_uid and found.problems == ()


def test_namesakes_are_two_people():
    lines = (line("张丽", 联系电话="13845500006"), line("张丽", 任教学科="英语", 联系电话="13845500007"))
    assert len(put(plan(*lines), Teacher)) == 2
    known = term_records(
        teachers=(
            a_teacher("张丽", "英语", phone="13845500007", born="1974-12", gender="女", order=2),
            a_teacher("张丽", "语文", phone="13845500006", born="1974-12", gender="女", order=1),
        )
    )
    found = plan(*lines, records=known)
    changed = {row.row: [change.field for change in row.changes] for row in found.rows}
    assert changed == {2: ["order"], 3: ["order"]}


def test_the_same_line_twice_is_one_person():
    found = plan(line(), line())
    assert len(put(found, Teacher)) == 1 and told(found) == [(3, "name", "请留意")]


def test_a_namesake_who_cannot_be_told_apart_stays_out():
    found = plan(line(), line(联系电话=None, 出生年月=None, 备注="另一位？"))
    assert len(put(found, Teacher)) == 1
    assert told(found) == [(3, "name", "必须改")] and found.counts["refused"] == 1


def test_two_known_namesakes_and_a_line_that_fits_both():
    twins = term_records(teachers=(a_teacher("张丽", order=1), a_teacher("张丽", order=2)))
    found = plan(line("张丽"), records=twins)
    assert found.is_empty and told(found) == [(2, "name", "必须改")]


def test_somebody_else_of_a_known_name():
    known = a_teacher("王秀兰", "数学", born="1990-01", phone="13000000000")
    found = plan(line(), records=term_records(teachers=(known,)))
    assert put(found, Teacher)[0].uid != known.uid
    assert told(found) == [(2, "name", "请留意")]


def test_a_new_telephone_is_a_change_of_the_same_person():
    known = a_teacher("王秀兰", born="1974-12", phone="13000000000", gender="女", note="骨干")
    found = plan(line(备注=None), records=term_records(teachers=(known,)))
    (teacher,) = put(found, Teacher)
    assert (teacher.uid, teacher.phone, teacher.note) == (known.uid, "13845500008", "骨干")
    (row,) = found.rows
    assert row.state == "changed"
    assert "联系电话：13000000000→13845500008" in [change.words() for change in row.changes]


def test_posts_no_longer_written_stay_and_are_told():
    known = a_teacher("王秀兰", born="1974-12", phone="13845500008", gender="女", order=2)
    records = term_records(teachers=(known,), posts=(a_post(known, "班主任"),))
    found = plan(line(职务="教导主任"), records=records)
    assert [post.title for post in put(found, Post)] == ["教导主任"] and found.removals == ()
    assert "原来还有“班主任”" in problem_at(found, 2).reason


def test_a_line_without_a_name_is_listed_and_blank_form_lines_are_not():
    blank = tuple(3 if head == "序号" else None for head in HEAD)
    found = plan(line(), line(""), blank)
    assert told(found) == [(3, "name", "必须改")]
    assert [row.state for row in found.rows] == ["refused", "new"]


def test_those_who_are_not_on_the_list_are_told_and_left_alone():
    found = plan(line(), records=term_records(teachers=(a_teacher("冯春生"),)))
    assert "花名册里没有冯春生，没有动。调走的请在“调入调出”里登记。" in found.notes


def test_classes_that_cannot_be_read_are_told():
    found = plan(line(任教班级="七（1）"))
    assert put(found, SchoolClass) == [] and told(found) == [(2, "teaches_text", "请留意")]
    assert put(found, Teacher)[0].teaches_text == "七（1）"


def test_another_kind_of_table_says_what_it_looks_like():
    ledger = a_workbook(a_sheet(("听课人", "时间", "班级"), ("韩立新", "3.12", "三1")))
    with pytest.raises(UserError) as caught:
        collecting.plan_workbook(EMPTY, ledger, "roster")
    assert "没认出教师花名册" in caught.value.message and "最像“听课台账”" in caught.value.cure
    with pytest.raises(UserError, match="里没有内容"):
        collecting.plan_workbook(EMPTY, a_workbook(), "roster")
    with pytest.raises(UserError, match="不认得“menu”"):
        collecting.plan_workbook(EMPTY, ledger, "menu")


def test_a_table_for_another_term_is_remarked_on():
    found = plan_of(EMPTY, "roster", a_sheet(("2024年秋季花名册",), HEAD, line()))
    assert "请留意：表的题目写的是2024年秋季学期，现在打开的是2025年春季学期。" in found.notes
