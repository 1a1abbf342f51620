"""三表对账: every kind of difference, what is deliberately not one, and what putting aside does."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.domain.difference import (
    ASSIGNMENT_GETS,
    COPY,
    GROUPS,
    LOOK,
    MUST,
    NOT_OPENED,
    PERIODS_ARE,
    TIMETABLE_GETS,
    Choice,
    Difference,
)
from jiaoyan_desktop.domain.reconciling import differences, reconcile, reconciling_day
from jiaoyan_desktop.domain.reporting import Answer, Confirmation
from jiaoyan_desktop.domain.timetable import Progress
from jiaoyan_desktop.domain.usual_lessons import OPENED, PERIODS, PLACE, as_answer, usual_subjects
from tests.builders import a_class, a_slot, a_teacher, a_timetable, an_assignment, term_records

DAY = date(2025, 4, 8)
LI, WANG = a_teacher("李长顺"), a_teacher("王秀兰")
CLASS = a_class(4, 2)
TABLE = a_timetable()
# Every test says what matters to it; here a class has the two lessons that are its whole week.
SMALL = (
    Answer(term_uid="term", form_id=PLACE, subject_uid="4", token=PERIODS, value="2"),
    Answer(term_uid="term", form_id=PLACE, subject_uid="4", token=OPENED, value="语文"),
)


def chosen(item: Difference, how: str) -> Choice:
    """The choice of that kind, which must be offered."""
    choice = item.choice(how)
    assert choice is not None
    return choice


def a_week(*teachers, subject="语文"):
    """Lessons of the class on Monday and Tuesday by these teachers."""
    return tuple(a_slot(TABLE, CLASS, place, 1, subject, who) for place, who in enumerate(teachers, start=1))


def a_term_of(**values):
    return term_records(
        **{
            "teachers": (LI, WANG),
            "classes": (CLASS,),
            "timetables": (TABLE,),
            "answers": SMALL,
            "progress": (a_line(4, "语文"),),
            **values,
        }
    )


def a_line(grade, subject):
    return Progress(term_uid="term", grade=grade, subject=subject, first_week=1, last_week=1, content="观潮")


def found(records, code, day=DAY):
    return [item for item in differences(records, day) if item.code == code]


def test_tables_that_agree_leave_nothing_to_do():
    records = a_term_of(teachers=(LI,), assignments=(an_assignment(LI, CLASS),), slots=a_week(LI, None))
    result = reconcile(records, DAY)
    assert result.open == ()
    assert result.summary() == "花名册、任课分工、课程表、周进度都对得上。"


def test_two_tables_that_name_different_teachers_are_asked_about_in_the_words_agreed_on():
    records = a_term_of(assignments=(an_assignment(LI, CLASS),), slots=a_week(WANG, WANG))
    (item,) = found(records, "other_teacher")
    assert item.level == MUST and item.title == "四（2）班语文"
    assert item.sentence == "两处说法不一样：任课分工写四（2）班语文是李长顺，课程表上是王秀兰。以哪个为准？"
    assert dict(item.says) == {"任课分工": "李长顺", "课程表": "王秀兰（周一第1节、周二第1节）"}
    assert chosen(item, TIMETABLE_GETS).value == LI.uid and chosen(item, ASSIGNMENT_GETS).value == WANG.uid
    assert [choice.label for choice in item.choices] == ["以任课分工为准", "以课程表为准", "看课程表", "先放着"]


def test_a_timetable_with_two_teachers_cannot_be_taken_over_as_one():
    records = a_term_of(assignments=(an_assignment(LI, CLASS),), slots=a_week(WANG, LI))
    (item,) = found(records, "other_teacher")
    assert item.choice(ASSIGNMENT_GETS) is None and item.choice(TIMETABLE_GETS) is not None


def test_a_subject_handed_over_on_a_day_is_no_difference():
    spans = (
        an_assignment(WANG, CLASS, ends_on=date(2025, 4, 6)),
        an_assignment(LI, CLASS, starts_on=date(2025, 4, 7)),
    )
    records = a_term_of(assignments=spans, slots=a_week(WANG, WANG))
    assert found(records, "other_teacher") == [] and found(records, "other_teacher", date(2025, 3, 10)) == []


def test_a_lesson_that_only_the_timetable_has():
    records = a_term_of(assignments=(an_assignment(LI, CLASS, "数学"),), slots=a_week(WANG, WANG))
    (item,) = found(records, "not_assigned")
    assert item.sentence == "课程表上四（2）班有语文，上课的是王秀兰，任课分工里没有写谁教。"
    assert chosen(item, ASSIGNMENT_GETS).value == WANG.uid
    (nameless,) = found(a_term_of(assignments=(an_assignment(LI, CLASS, "数学"),), slots=a_week(None)), "not_assigned")
    assert nameless.choice(ASSIGNMENT_GETS) is None


def test_a_class_meeting_on_the_timetable_needs_no_assignment():
    records = a_term_of(
        assignments=(an_assignment(LI, CLASS),), slots=(*a_week(LI), a_slot(TABLE, CLASS, 5, 6, "班会"))
    )
    assert found(records, "not_assigned") == []


def test_an_assigned_subject_without_a_lesson_and_a_class_without_a_timetable():
    other = a_class(4, 3)
    records = a_term_of(
        classes=(CLASS, other),
        assignments=(an_assignment(LI, CLASS), an_assignment(WANG, CLASS, "书法"), an_assignment(WANG, other)),
        slots=a_week(LI, LI),
    )
    (item,) = found(records, "not_on_timetable")
    assert item.title == "四（2）班书法" and chosen(item, ASSIGNMENT_GETS).value == ""
    (whole,) = found(records, "class_without_timetable")
    assert whole.sentence == "任课分工里四（3）班有1门课，课程表上还没有这个班。"


@pytest.mark.parametrize(
    ("teacher", "words"),
    [
        (WANG.but(left_on=date(2025, 4, 1)), "花名册上写着4月1日离校"),
        (WANG.but(joined_on=date(2025, 5, 6)), "花名册上写着5月6日才来"),
    ],
)
def test_people_who_are_not_here_but_still_have_lessons(teacher, words):
    records = a_term_of(
        teachers=(LI, teacher), assignments=(an_assignment(teacher, CLASS),), slots=a_week(teacher, teacher)
    )
    (item,) = found(records, "teacher_away")
    assert item.level == MUST and words in item.sentence and "任课分工和课程表里还有课" in item.sentence
    assert ("任课分工", "四（2）班语文") in item.says


def test_someone_the_roster_does_not_have():
    records = a_term_of(teachers=(LI,), assignments=(an_assignment(WANG, CLASS),), slots=a_week(LI, LI))
    (item,) = found(records, "teacher_away")
    assert item.title == "花名册上没有的人" and "花名册上没有这个人" in item.sentence


def test_one_who_left_and_was_followed_is_not_asked_about():
    gone = WANG.but(left_on=date(2025, 4, 1))
    records = a_term_of(teachers=(LI, gone), assignments=(an_assignment(LI, CLASS),), slots=a_week(gone, gone))
    assert found(records, "teacher_away") == [] and found(records, "other_teacher") == []


def test_a_teacher_without_lessons_is_asked_about_but_the_cook_is_not():
    cook = a_teacher("冯春生", "")
    records = a_term_of(teachers=(LI, WANG, cook), assignments=(an_assignment(LI, CLASS),), slots=a_week(LI, LI))
    assert [(item.title, item.level) for item in found(records, "no_lessons")] == [("王秀兰", LOOK)]
    assert found(a_term_of(), "no_lessons") == []


def test_lessons_a_week_go_by_the_grade_and_half_weeks_count_half():
    slots = (*a_week(LI, LI), a_slot(TABLE, CLASS, 3, 1, "语文", LI, parity="odd"))
    (item,) = found(a_term_of(assignments=(an_assignment(LI, CLASS),), slots=slots), "weekly_periods")
    assert item.sentence == "四（2）班课程表上一周2.5节，四年级的标准是2节，多0.5节。"
    assert item.choice(PERIODS_ARE) is None
    (usual,) = found(
        a_term_of(answers=(), assignments=(an_assignment(LI, CLASS),), slots=a_week(LI, LI)), "weekly_periods"
    )
    assert "标准是30节，少28节" in usual.sentence and chosen(usual, PERIODS_ARE).value == "2"


def test_subjects_that_a_grade_does_not_open_are_told_once_for_its_classes():
    other = a_class(4, 3)
    wanted = SMALL[1].but(value=as_answer(("语文", "科学")))
    slots = (*a_week(LI, LI), a_slot(TABLE, other, 1, 2, "语文", LI), a_slot(TABLE, other, 2, 2, "语文", LI))
    records = a_term_of(classes=(CLASS, other), answers=(SMALL[0], wanted), slots=slots)
    (item,) = found(records, "not_opened")
    assert item.sentence == "四年级该开科学，课程表上四（2）班、四（3）班没有这门课。县里看课程表要看开齐开足。"
    assert chosen(item, NOT_OPENED).label == "四年级不开科学"
    assert "英语" in usual_subjects(3) and "英语" not in usual_subjects(2)


def test_progress_is_asked_for_once_from_each_teacher():
    records = a_term_of(
        assignments=(an_assignment(LI, CLASS), an_assignment(WANG, CLASS, "科学"), an_assignment(WANG, CLASS, "劳动"))
    )
    (item,) = found(records, "progress_missing")
    assert item.sentence == "四年级科学、四年级劳动还没有周进度。教这2门课的是王秀兰，可以向老师要。"
    assert chosen(item, COPY).value.startswith("王秀兰老师，您好！四年级科学、四年级劳动")
    (none,) = found(a_term_of(progress=(), assignments=(an_assignment(LI, CLASS),)), "progress_none")
    assert none.sentence.startswith("还没有周进度。1个年级一共该有1张")


def test_progress_of_a_subject_that_nobody_teaches():
    records = a_term_of(assignments=(an_assignment(LI, CLASS),), progress=(a_line(4, "语文"), a_line(5, "科学")))
    (item,) = found(records, "progress_untaught")
    assert item.title == "五年级科学 周进度" and ("周进度", "1行") in item.says


def test_what_was_put_aside_comes_back_when_the_tables_say_something_else():
    records = a_term_of(assignments=(an_assignment(LI, CLASS),), slots=a_week(WANG, WANG))
    (item,) = found(records, "other_teacher")
    word = Confirmation(term_uid="term", target_id=item.uid, kind="set_aside")
    kept = reconcile(a_term_of(**_same(records), confirmations=(word,)), DAY)
    assert [entry.uid for entry in kept.set_aside] == [item.uid] and kept.find(item.uid) == item
    assert all(entry.uid != item.uid for entry in kept.open)
    third = a_teacher("孙㛃")
    changed = a_term_of(
        teachers=(LI, WANG, third),
        assignments=records.assignments,
        slots=a_week(third, third),
        confirmations=(word,),
    )
    assert len(found(changed, "other_teacher")) == 1


def test_an_empty_table_is_one_fact_and_not_fifty_differences():
    result = reconcile(term_records(teachers=(LI, WANG), classes=(CLASS,)), DAY)
    assert result.open == () and result.missing == ("任课分工", "课程表", "周进度")
    assert result.summary().endswith("至少要有两样。")


def test_before_the_term_the_first_timetable_is_compared():
    late = a_timetable(date(2025, 3, 10))
    records = a_term_of(timetables=(late,))
    assert reconciling_day(records, date(2025, 2, 20)) == date(2025, 3, 10)
    assert reconciling_day(records, DAY) == DAY
    assert reconciling_day(records, date(2025, 8, 1)) == date(2025, 6, 30)


def test_must_comes_first_and_every_code_has_its_group():
    records = a_term_of(assignments=(an_assignment(LI, CLASS),), slots=a_week(WANG))
    levels = [item.level for item in differences(records, DAY)]
    assert levels == sorted(levels, key=[MUST, LOOK].index) and len(set(levels)) == 2
    assert all(item.group in GROUPS for item in differences(records, DAY))


def _same(records):
    return {"assignments": records.assignments, "slots": records.slots}
