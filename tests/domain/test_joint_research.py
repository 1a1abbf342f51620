"""校际联研: who comes, who stays, what is handed in (domain scenarios 13 to 15; wording 7, 8, 9, 33)."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.domain.activity import HANDIN_HEADER, ROLES, Handin
from jiaoyan_desktop.domain.joint_research import (
    attendance_gaps,
    both_readings,
    composition_gaps,
    handin_gaps,
    header_of,
    joint_days,
    own_header,
)
from jiaoyan_desktop.domain.naming import Names
from jiaoyan_desktop.domain.requirements import situation
from jiaoyan_desktop.domain.term_records import TermRecords
from tests.builders import a_pack, a_participant, a_rule, a_teacher, an_activity, term_records

LIN, HAN, WANG, ZHAO = a_teacher("林珺"), a_teacher("韩立新"), a_teacher("王秀兰"), a_teacher("赵敏")
DAY = an_activity(
    "语文联研",
    date(2025, 4, 18),
    is_joint=True,
    host_school="石桥镇小学",
    is_host=False,
    member_schools=("清水酄乡中心小学",),
    theme="朗读",
    subject="语文",
    lead_teacher="秦老师",
)
FULL = dict.fromkeys(HANDIN_HEADER, "有")


def records(*people, handins: tuple[Handin, ...] = (), activities=(DAY,)) -> TermRecords:
    return term_records(teachers=(LIN, HAN, WANG, ZHAO), activities=activities, participants=people, handins=handins)


def four(**lin):
    people = zip((LIN, HAN, WANG, ZHAO), ROLES, strict=True)
    return [
        a_participant(
            DAY, teacher, role=role, **(lin if teacher is LIN else {"signed_in": "8:00", "signed_out": "16:00"})
        )
        for teacher, role in people
    ]


def test_three_people_without_the_director_are_said_in_one_sentence():
    three = [item for item in four() if item.role != "业务主任"]
    sentence = composition_gaps(records(*three), DAY)  # scenario 13, wording 8
    assert sentence == "4月18日联研的回执上现在3人，还差1人；还缺“业务主任”。"
    assert composition_gaps(records(*four()), DAY) == ""


def test_both_readings_of_not_fewer_than_four_are_shown():
    here = records(*four(), a_participant(DAY, name="秦老师", school_name="石桥镇小学", role="学科教师"))
    assert both_readings(here, DAY) == "4月18日联研：四类人合计4人，其中学科教师1人"
    strict = composition_gaps(here, DAY, count="subject_teachers")
    assert strict == "4月18日联研的回执上现在1位学科教师，还差3位。"
    rule = a_rule("0-27", "composition", of="receipt", number=4, count="total")
    found = situation(here, a_pack(rule), date(2025, 6, 8)).of_rule(rule)
    assert (found.status, found.have) == ("met", "4月18日联研4人")
    assert "其中学科教师1人" in found.note
    switched = a_pack(rule).with_overlays({"0-27": {"count": "subject_teachers"}})
    assert situation(here, switched, date(2025, 6, 8)).of_rule(switched.rule("0-27")).missing == (strict,)


def test_who_asked_for_leave_is_not_counted():
    assert "还差1人" in composition_gaps(records(*four(attendance="leave")), DAY)


@pytest.mark.parametrize(
    ("lin", "sentence"),
    [
        ({"signed_in": "8:00"}, "4月18日联研林珺（主管领导）签到了，没有签退。"),  # scenario 14
        ({}, "4月18日联研林珺（主管领导）还没有签到。"),
        ({"attendance": "leave"}, "4月18日联研林珺（主管领导）请了假，县里要求全程参加。"),
        ({"attendance": "official"}, "4月18日联研林珺（主管领导）公出，县里要求全程参加。"),
    ],
)
def test_leaders_stay_from_sign_in_to_sign_out(lin: dict, sentence: str):
    here = records(*four(**lin))
    gaps = attendance_gaps(here, Names(here), DAY, ROLES[:2])
    assert [gap.sentence for gap in gaps] == [sentence]


def test_a_day_put_off_or_still_to_come_is_not_looked_at():
    moved, future = DAY.but(uid="moved", state="moved"), DAY.but(uid="future", happened_on=date(2025, 6, 20))
    here = records(activities=(moved, future, DAY))
    assert joint_days(here, date(2025, 6, 8)) == (DAY,)


def a_reflection(**values) -> Handin:
    return Handin(
        **{"activity_uid": DAY.uid, "teacher_uid": WANG.uid, "kind": "reflection", "header": FULL, "text": "学" * 1000}
        | values
    )


@pytest.mark.parametrize(
    ("values", "sentences"),
    [
        ({}, []),
        ({"text": "学" * 998}, ["王秀兰老师的心得正文998字，还差2字。"]),  # scenario 15
        ({"text": "学 习\n" * 500}, []),
        ({"text": "学，" * 500}, []),
        ({"header": FULL | {"主研人": " "}}, ["王秀兰老师的心得抬头还缺“主研人”。"]),
        ({"header": None}, ["王秀兰老师的心得抬头还缺“课题”。"]),  # the day itself gives the other five
        ({"received_on": date(2025, 6, 9)}, ["王秀兰老师4月18日联研的心得还没有交。"]),
    ],
)
def test_a_reflection_has_its_header_and_its_length(values: dict, sentences: list[str]):
    here = records(a_participant(DAY, WANG), handins=(a_reflection(**values),))
    asked = {"handin": "reflection", "header": True, "characters": 1000}
    gaps, due, whole = handin_gaps(here, Names(here), [DAY], asked, date(2025, 6, 8))
    assert [gap.sentence for gap in gaps] == sentences
    assert (due, whole) == (1, not sentences)


def test_punctuation_may_be_left_out_of_the_count():
    here = records(a_participant(DAY, WANG), handins=(a_reflection(text="学，" * 500),))
    asked = {"handin": "reflection", "characters": 1000, "punctuation": False}
    gaps, _, _ = handin_gaps(here, Names(here), [DAY], asked, date(2025, 6, 8))
    assert [gap.sentence for gap in gaps] == ["王秀兰老师的心得正文500字，还差500字。"]


def test_a_note_is_photographed_and_two_days_are_told_apart():
    second = DAY.but(uid="second", happened_on=date(2025, 5, 9))
    here = records(
        a_participant(DAY, WANG),
        a_participant(second, WANG),
        a_participant(second, ZHAO, attendance="leave"),
        activities=(DAY, second),
        handins=(a_reflection(kind="note"), a_reflection(kind="note", activity_uid="second", pictures=("page",))),
    )
    asked = {"handin": "note", "header": True, "pictures": 1}
    gaps, due, whole = handin_gaps(here, Names(here), [DAY, second], asked, date(2025, 6, 8))
    assert [gap.sentence for gap in gaps] == ["王秀兰老师4月18日联研的听课笔记还没有手写页的照片。"]
    assert (due, whole) == (2, 1)


def test_the_header_of_a_day_comes_from_the_day_unless_the_teacher_wrote_her_own():
    given = a_participant(DAY, name="秦老师", teaches=True, teaches_topic="山行")
    here = records(given)
    assert header_of(here, DAY) == dict(
        zip(HANDIN_HEADER, ("石桥镇小学、清水酄乡中心小学", "朗读", "语文", "山行", "秦老师", "4月18日"), strict=True)
    )
    assert own_header(here, a_reflection(header=None)) == header_of(here, DAY)
    assert own_header(here, a_reflection(header={"学科": "语文"}))["课题"] == ""
