"""Namesakes told apart, and the person meant by a name as it was written (domain scenario 25)."""

from __future__ import annotations

import pytest

from jiaoyan_desktop.domain.names import Roster, display_names, match_teacher, split_hint, split_names
from tests.builders import a_class, a_post, a_teacher, an_assignment

CHINESE = a_teacher("张丽", "语文", gender="女", born="1985-03", phone="13845500006", order=6)
ENGLISH = a_teacher("张丽", "英语", gender="女", born="1991-07", phone="13845500007", order=7)
LONG = a_teacher("阿依古丽·买买提", "语文", order=23)
WANG = a_teacher("王秀兰", "语文", order=8)
LI = a_teacher("李长顺", "语文", other_subjects=("劳动",), order=12)
PRINCIPAL = a_teacher("周建国", "道德与法治", order=1)
FIVE_ONE, SIX_ONE = a_class(5, 1), a_class(6, 1)
CLASSES = {item.uid: item for item in (FIVE_ONE, SIX_ONE)}
ASSIGNMENTS = (
    an_assignment(CHINESE, FIVE_ONE, "语文"),
    an_assignment(ENGLISH, FIVE_ONE, "英语"),
    an_assignment(ENGLISH, SIX_ONE, "英语"),
)
SCHOOL = Roster(
    (CHINESE, ENGLISH, LONG, WANG, LI, PRINCIPAL),
    assignments=ASSIGNMENTS,
    class_by_uid=CLASSES,
    posts=(a_post(PRINCIPAL, "校长"), a_post(WANG, "教导主任")),
)


@pytest.mark.parametrize(
    ("written", "teacher"),
    [
        ("王秀兰", WANG),
        ("王 秀兰", WANG),
        ("王秀兰老师", WANG),
        ("阿依古丽•买买提", LONG),
        ("周建国校长", PRINCIPAL),
        ("张丽（英）", ENGLISH),
        ("张丽(英语)", ENGLISH),
        ("张丽-语文", CHINESE),
        ("张丽（六1）", ENGLISH),
    ],
)
def test_who_is_meant_without_doubt(written, teacher):
    found = SCHOOL.match(written)
    assert (found.kind, found.teacher, found.is_sure) == ("one", teacher, True)


def test_subject_and_class_decide_between_namesakes():
    assert SCHOOL.match("张丽").kind == "several"
    assert set(SCHOOL.match("张丽").candidates) == {CHINESE, ENGLISH}
    assert SCHOOL.match("张丽", subject="英语").teacher is ENGLISH
    assert SCHOOL.match("张丽", subject="语文", class_uid=FIVE_ONE.uid).teacher is CHINESE
    assert SCHOOL.match("张丽", class_uid=SIX_ONE.uid).teacher is ENGLISH
    assert SCHOOL.match("张丽", class_uid=SIX_ONE.uid).how == "按班级认出"
    assert SCHOOL.match("张丽", subject="音乐").kind == "several"
    assert SCHOOL.match("张丽（体）").kind == "several"


def test_a_name_that_fits_one_person_needs_no_hint():
    assert SCHOOL.match("王秀兰（数学）").teacher is WANG


@pytest.mark.parametrize(
    ("written", "teacher"), [("阿依古丽", LONG), ("李老师", LI), ("周校长", PRINCIPAL), ("王主任", WANG)]
)
def test_half_a_name_is_found_but_not_sure(written, teacher):
    found = SCHOOL.match(written)
    assert (found.teacher, found.is_sure) == (teacher, False)
    assert found.how == f"只写了“{written}”"


@pytest.mark.parametrize("written", ["李校长", "赵老师", "张莉莉", "", "老师", "李", "王副校长"])
def test_nobody_is_made_up(written):
    assert SCHOOL.match(written).kind == "none"
    assert SCHOOL.match(written).teacher is None


def test_a_surname_that_several_have_is_left_to_the_person():
    assert SCHOOL.match("张老师").kind == "several"
    assert SCHOOL.match("张老师", subject="英语").teacher is ENGLISH


@pytest.mark.parametrize("written", ["王秀蓝", "王?兰", "王□兰"])
def test_one_wrong_or_damaged_character_is_only_suggested(written):
    found = SCHOOL.match(written)
    assert (found.kind, found.candidates) == ("none", (WANG,))


def test_one_question_without_a_roster():
    assert match_teacher("张丽", [CHINESE, ENGLISH], subject="语文").teacher is CHINESE


def test_namesakes_are_called_as_wording_says():
    names = display_names((CHINESE, ENGLISH, WANG), ASSIGNMENTS, CLASSES)
    assert names == {CHINESE.uid: "张丽（语文·五（1）班）", ENGLISH.uid: "张丽（英语）", WANG.uid: "王秀兰"}


def test_namesakes_of_one_subject():
    other = a_teacher("张丽", "语文", gender="女", born="1985-03", phone="13800000000", order=2)
    six = an_assignment(other, SIX_ONE, "语文")
    assert display_names((CHINESE, other), (ASSIGNMENTS[0], six), CLASSES) == {
        CHINESE.uid: "张丽（语文·五（1）班）",
        other.uid: "张丽（语文·六（1）班）",
    }
    assert display_names((CHINESE, other)) == {CHINESE.uid: "张丽（尾号0006）", other.uid: "张丽（尾号0000）"}
    twins = [a_teacher("张丽", order=1), a_teacher("张丽", order=2)]
    assert list(display_names(twins).values()) == ["张丽（第1位）", "张丽（第2位）"]


def test_a_hint_of_the_school_comes_first():
    hinted = ENGLISH.but(hint="大")
    assert display_names((CHINESE, hinted))[hinted.uid] == "张丽（大）"


def test_names_in_one_cell():
    assert split_names("张丽、刘芳") == ("张丽", "刘芳")
    assert split_names("张丽  刘芳") == ("张丽", "刘芳")
    assert split_names("王 秀兰") == ("王秀兰",)
    assert split_names(" \n") == ()
    assert split_hint("张丽（英）") == ("张丽", "英")
    assert split_hint("王 秀兰") == ("王秀兰", "")
