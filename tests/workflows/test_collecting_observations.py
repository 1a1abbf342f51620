"""听课台账: what is refused, what comes in and is told, and what makes a lesson the same one."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.domain.observation import Observation, Remark
from jiaoyan_desktop.domain.term import BellSchedule, Period
from tests.builders import (
    a_class,
    a_post,
    a_school,
    a_slot,
    a_teacher,
    a_timetable,
    an_assignment,
    an_observation,
    term_records,
)
from tests.workflows.collecting_kit import TODAY, a_sheet, plan_of, problem_at, told

HAN, SUN, XU = a_teacher("韩立新", "数学"), a_teacher("孙㛃", "语文"), a_teacher("徐静", "数学")
CHINESE, ENGLISH = a_teacher("张丽", "语文", order=1), a_teacher("张丽", "英语", order=2)
ONE, TWO = a_class(3, 1), a_class(3, 2)
SCHOOL = {
    "school": a_school(aliases=("酄乡中心校",)),
    "teachers": (HAN, SUN, XU, CHINESE, ENGLISH),
    "classes": (ONE, TWO),
    "posts": (a_post(SUN, "校长"),),
    "assignments": (an_assignment(ENGLISH, ONE, "英语"), an_assignment(CHINESE, TWO, "语文")),
}
HEAD = ("听课人", "时间", "节次", "班级", "科目", "授课教师", "课题", "类别", "节数", "等级", "简评")
WHOLE = {"听课人": "韩立新", "时间": "3.12", "节次": 1, "班级": "三1", "科目": "语文", "授课教师": "孙㛃"}


def line(head=HEAD, **values):
    return tuple({**WHOLE, **values}.get(name) for name in head)


def plan(*lines, head=HEAD, title="听课台账", today=TODAY, **records):
    return plan_of(term_records(**{**SCHOOL, **records}), "observations", a_sheet((title,), head, *lines), today=today)


def heard(found) -> list[Observation]:
    return [item for item in found.puts if isinstance(item, Observation)]


def the_one(**values) -> Observation:
    (item,) = heard(plan(line(**values)))
    return item


def test_a_plain_line():
    item = the_one()
    assert (item.observer_uid, item.taught_by_uid, item.class_uid) == (HAN.uid, SUN.uid, ONE.uid)
    assert (item.happened_on, item.period, item.subject) == (date(2025, 3, 12), 1, "语文")
    assert (item.kind, item.lesson_count, item.recorded_on) == ("推门听课", 1, TODAY)
    assert item.source == "表.xlsx·表·第3行"
    assert plan(line()).problems == ()


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"听课人": None}, "observer_uid", "没有写听课人"),
        ({"听课人": "李校长"}, "observer_uid", "本校校长是孙㛃"),
        ({"听课人": "韩立薪"}, "observer_uid", "是不是韩立新"),
        ({"听课人": "张丽"}, "observer_uid", "请选一位：张丽（语文·三（2）班）、张丽（英语·三（1）班）"),
        ({"时间": "6月31日"}, "happened_on", "6月只有30天"),
        ({"时间": None}, "happened_on", "没有写日期"),
        ({"时间": "2024.3.12"}, "happened_on", "不在2025年春季学期（3月1日至6月30日）里"),
        ({"时间": "6月25日"}, "happened_on", "6月25日还没有到"),
        ({"时间": 3.1}, "happened_on", "看不出来"),
        ({"节次": "早读"}, "period", "没认出是第几节"),
        ({"节次": "3-4"}, "period", "不止一节"),
        ({"班级": "三（3）班"}, "class_uid", "学校没有三（3）班"),
        ({"班级": "电教室"}, "class_uid", "没认出是哪个班"),
        ({"班级": date(2025, 3, 1)}, "class_uid", "是不是三（1）班"),
        ({"授课教师": "钱多多"}, "taught_by_uid", "花名册里没有“钱多多”"),
        ({"授课教师": "张丽", "科目": "音乐"}, "taught_by_uid", "有2位"),
        ({"授课教师": "韩立新"}, "observer_uid", "这节课就是韩立新自己上的，不能算听课"),
        ({"节数": 5}, "lesson_count", "节数只能是1到4"),
        ({"节数": 1.5}, "lesson_count", "节数只能是1到4"),
    ],
)
def test_what_cannot_be_stays_out_with_its_reason(values, field, words):
    found = plan(line(**values))
    assert heard(found) == []
    assert told(found) == [(3, field, "必须改")]
    assert words in found.problems[0].reason
    assert [row.state for row in found.rows] == ["refused"]


def test_everything_wrong_with_a_line_is_told_at_once():
    found = plan(line(时间="6月31日", 班级="九（1）", 听课人="钱多多"))
    assert [problem.field for problem in found.problems] == ["observer_uid", "happened_on", "class_uid"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"时间": "5月2日"}, "5月2日是劳动节放假，学校没有课"),
        ({"时间": "2025.3.15"}, "3月15日是周六，学校没有课"),
        ({"节次": None}, "没有写节次，补上以后才计数"),
        ({"授课教师": None}, "没有写授课教师，补上以后才计数"),
        ({"听课人": "韩主任"}, "只写了“韩主任”"),
        ({"等级": 105}, "得分超过100分"),
    ],
)
def test_what_looks_odd_comes_in_and_is_told(values, words):
    found = plan(line(**values), posts=(a_post(HAN, "教导主任"),))
    assert len(heard(found)) == 1
    assert [problem.level for problem in found.problems] == ["请留意"]
    assert words in found.problems[0].reason


def test_a_swapped_working_day_is_no_weekend():
    assert plan(line(时间="4月27日")).problems == ()


def test_a_weekday_that_does_not_fit_the_day():
    head = (*HEAD, "星期")
    assert told(plan(line(head, 星期="周四"), head=head)) == [(3, "happened_on", "必须改")]
    assert plan(line(head, 星期="星期三"), head=head).problems == ()


WORDS = {"优秀": ("优", None), "良好": ("良", None), "A": ("A", None), None: ("", None)}
VERDICTS = {**WORDS, 92.0: ("", 92.0), "88.5分": ("", 88.5)}


@pytest.mark.parametrize(("written", "verdict"), VERDICTS.items())
def test_grades_and_points(written, verdict):
    item = the_one(等级=written)
    assert (item.grade, item.total) == verdict


def test_a_comment_in_three_parts_and_one_in_words():
    assert the_one(简评="板书清楚；提问偏碎；把握节奏").remarks == (
        Remark(column="优点", text="板书清楚"),
        Remark(column="不足", text="提问偏碎"),
        Remark(column="希望", text="把握节奏"),
    )
    item = the_one(简评="板书清楚；提问偏碎")
    assert (item.remarks, item.summary) == ((), "板书清楚；提问偏碎")


def test_comment_columns_of_their_own():
    head = (*HEAD[:6], "优点", "建议")
    (item,) = heard(plan(line(head, 优点="板书\n清楚", 建议="把握节奏"), head=head))
    assert [(remark.column, remark.text) for remark in item.remarks] == [("优点", "板书\n清楚"), ("希望", "把握节奏")]


@pytest.mark.parametrize(
    ("written", "kind"),
    [("推门", "推门听课"), ("检查", "检查性听课"), ("公开课", "公开课"), ("联研", "联研课"), (None, "推门听课")],
)
def test_kinds(written, kind):
    assert the_one(类别=written).kind == kind


def test_kinds_the_pack_does_not_know_are_told_once():
    found = plan(line(类别="随堂"), line(类别="随堂", 节次=2), line(类别="晒课", 节次=3))
    assert [item.kind for item in heard(found)] == ["推门听课", "推门听课", "晒课"]
    assert told(found) == [(3, "kind", "请留意"), (5, "kind", "请留意")]
    assert "共2行（第3、4行）" in problem_at(found, 3).reason


def test_walking_through_is_kept_apart_and_never_in_two_rooms():
    found = plan(line(类别="巡课"), line(类别="巡课", 班级="三2"))
    assert [item.is_walkthrough for item in heard(found)] == [True, True]
    assert found.problems == ()


def test_several_observers_of_one_lesson():
    found = plan(line(听课人="韩立新、徐静"))
    assert [item.observer_uid for item in heard(found)] == [HAN.uid, XU.uid]
    assert [row.state for row in found.rows] == ["new", "new"]


def test_a_lesson_at_another_school():
    head = (*HEAD, "地点")
    other = line(head, 地点="安平县第一小学", 班级="三（5）班", 授课教师="钱多多")
    (item,) = heard(plan(other, head=head))
    assert (item.is_outside, item.place_text, item.class_text, item.taught_by_text) == (
        True,
        "安平县第一小学",
        "三（5）班",
        "钱多多",
    )
    (own,) = heard(plan(line(head, 地点="酄乡中心校"), head=head))
    assert not own.is_outside


def test_two_rooms_at_once_in_one_file_and_against_the_record():
    found = plan(line(), line(班级="三2", 授课教师="徐静", 科目="数学"))
    assert told(found) == [(3, "period", "请留意"), (4, "period", "请留意")]
    known = an_observation(HAN, XU, date(2025, 3, 12), class_uid=TWO.uid, subject="数学")
    found = plan(line(), observations=(known,))
    assert problem_at(found, 3).reason.startswith("韩立新3月12日第1节已经记了在三（2）班听课。")


def test_the_afternoon_begins_after_the_mornings_bells():
    third = Period(number=3, starts="10:00", ends="10:40")
    fourth = Period(number=4, starts="13:30", ends="14:10", half="pm")
    bells = BellSchedule(term_uid="term", name="冬季", effective_from=date(2025, 3, 1), periods=(third, fourth))
    (item,) = heard(plan(line(节次="下午第1节"), bell_schedules=(bells,)))
    assert item.period == 4


def test_the_timetable_says_otherwise():
    version = a_timetable(date(2025, 3, 3))
    table = (a_slot(version, ONE, 3, 1, "数学", XU), a_slot(version, TWO, 3, 1, "数学", HAN))
    found = plan(line(), timetables=(version,), slots=table)
    assert len(heard(found)) == 1
    assert [problem.reason for problem in found.problems] == [
        "课程表上韩立新周三第1节自己在三（2）班上数学。是调课了吗？",
        "课程表上三（1）班周三第1节是数学（徐静），这里记的是语文（孙㛃）。是调课了吗？",
    ]
    agreed = (a_slot(version, ONE, 3, 1, "语文", SUN),)
    assert plan(line(), timetables=(version,), slots=agreed).problems == ()


def test_the_same_line_twice_and_two_lines_of_one_lesson():
    assert told(plan(line(), line())) == [(4, "observer_uid", "请留意")]
    found = plan(line(), line(课题="山行"))
    assert told(found) == [(4, "observer_uid", "必须改")] and len(heard(found)) == 1


def test_a_lesson_on_record_changes_only_where_the_file_says_more():
    known = an_observation(HAN, SUN, date(2025, 3, 12), class_uid=ONE.uid, topic="山行", summary="好", grade="良")
    found = plan(line(课题=None, 等级="优", 简评=None), observations=(known,))
    (item,) = heard(found)
    assert (item.uid, item.topic, item.grade, item.summary) == (known.uid, "山行", "优", "好")
    assert item.recorded_on == known.recorded_on
    assert [change.words() for change in found.rows[0].changes] == ["等级：良→优"]


def test_a_table_for_another_term_says_so():
    assert "请留意：表的题目写的是2024年秋季学期" in "".join(plan(line(), title="2024年秋季听课台账").notes)
