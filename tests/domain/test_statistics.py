"""Coverage, meetings with attendance, and the figures of a term as the command line prints them."""

from __future__ import annotations

import json
from datetime import date

from jiaoyan_desktop.domain.activity import Handin
from jiaoyan_desktop.domain.coverage import coverage_of, teachers_to_hear
from jiaoyan_desktop.domain.meeting_figures import activity_figures, joint_figures, preparation_figures
from jiaoyan_desktop.domain.people import Group
from jiaoyan_desktop.domain.preparation import Comment, Draft, DraftRevision, LessonStudy, Reflection
from jiaoyan_desktop.domain.statistics import term_statistics
from tests.builders import (
    a_class,
    a_pack,
    a_participant,
    a_post,
    a_rule,
    a_teacher,
    an_activity,
    an_assignment,
    an_observation,
    term_records,
)

HAN, XU, WANG = a_teacher("韩立新", "数学"), a_teacher("徐静", "数学"), a_teacher("王秀兰")
DONG = a_teacher("董明", "科学")
CLASS = a_class()
END = date(2025, 6, 30)


def test_teachers_who_were_never_heard_are_listed_in_the_order_of_the_roster():
    assignments = tuple(an_assignment(teacher, CLASS) for teacher in (DONG, WANG, XU))  # scenario 12
    records = term_records(
        teachers=(HAN, XU, WANG, DONG),
        assignments=assignments,
        observations=(
            an_observation(HAN, XU),
            an_observation(WANG, XU),
            an_observation(HAN, WANG, summary="好"),
            an_observation(HAN, DONG, is_draft=True),
        ),
    )
    coverage = term_statistics(records, a_pack(), END).coverage
    assert coverage.lessons_of == {XU.uid: 1, WANG.uid: 1, DONG.uid: 0}
    assert coverage.short == (DONG.uid,)
    assert round(coverage.rate, 2) == 0.67


def test_coverage_may_ask_for_comments_judgement_kind_or_number():
    records = term_records(
        teachers=(HAN, XU, WANG),
        assignments=(an_assignment(XU, CLASS), an_assignment(WANG, CLASS)),
        observations=(
            an_observation(HAN, XU, grade="优"),
            an_observation(HAN, WANG, summary="好", kind="公开课"),
            an_observation(HAN, WANG, period=2),
        ),
    )
    figures = term_statistics(records, a_pack(), END).observations
    assert coverage_of(records, figures, END, evaluated=True).short == ()
    assert coverage_of(records, figures, END, with_comments=True).short == (XU.uid,)
    assert coverage_of(records, figures, END, kinds=["公开课"]).short == (XU.uid,)
    assert coverage_of(records, figures, END, at_least=2).short == (XU.uid,)


def test_who_left_or_has_not_come_yet_need_not_be_heard():
    gone = a_teacher("李长顺", left_on=date(2025, 4, 15))
    coming = a_teacher("陈志强", joined_on=date(2025, 4, 16))
    records = term_records(
        teachers=(gone, coming), assignments=(an_assignment(gone, CLASS), an_assignment(coming, CLASS))
    )
    assert teachers_to_hear(records, date(2025, 4, 15)) == (gone.uid,)
    assert teachers_to_hear(records, date(2025, 4, 16)) == (coming.uid,)
    assert teachers_to_hear(term_records(teachers=(WANG,)), END) == (WANG.uid,)


def test_attendance_is_counted_of_our_own_people_at_what_took_place():
    done, cancelled = an_activity(), an_activity(state="cancelled")
    planned, later = an_activity(state="planned"), an_activity(happened_on=date(2025, 7, 1))
    people = (
        a_participant(done, WANG),
        a_participant(done, XU, attendance="leave", reason="看病"),
        a_participant(done, HAN, attendance="expected"),
        a_participant(done, DONG, attendance="official"),
        a_participant(done, name="外校教师", school_name="石桥镇小学"),
        a_participant(cancelled, WANG),
    )
    figures = activity_figures(term_records(activities=(done, cancelled, planned, later), participants=people), END)
    assert figures.done == (done,)
    assert figures.attendance.to_dict() == {
        "expected": 4,
        "present": 1,
        "leave": 1,
        "official": 1,
        "absent": 0,
        "unrecorded": 1,
        "rate": 0.25,
    }
    assert figures.guests == 1
    assert figures.attendance_by_teacher[WANG.uid].rate == 1.0
    assert figures.by_kind == {"主题教研": 1}


def test_lesson_studies_count_from_their_first_revision():
    study = LessonStudy(term_uid="term", topic="山行", subject="语文", grade=3)
    unbegun = study.but(uid="unbegun", topic="燕子")
    first = Draft(lesson_study_uid=study.uid, stage="A")
    second = Draft(lesson_study_uid=study.uid, stage="B")
    own = Draft(lesson_study_uid=study.uid, stage="C", state="taught")
    revisions = (
        DraftRevision(draft_uid=first.uid, number=1, made_on=date(2025, 3, 10)),
        DraftRevision(draft_uid=second.uid, number=1, made_on=date(2025, 3, 14)),
        DraftRevision(draft_uid=own.uid, number=1),
    )
    comments = tuple(
        Comment(lesson_study_uid=study.uid, text="加朗读", verdict=verdict)
        for verdict in ("adopted", "partly", "declined")
    )
    reflection = Reflection(lesson_study_uid=study.uid, teacher_uid=WANG.uid, written_on=date(2025, 3, 20))
    records = term_records(
        studies=(study, unbegun),
        drafts=(first, second, own),
        revisions=revisions,
        comments=comments,
        reflections=(reflection,),
    )
    found = preparation_figures(records, date(2025, 3, 12))
    assert (found.studies, found.drafts, found.reflections) == (1, {"A": 1, "C": 1}, 0)
    whole = preparation_figures(records, END)
    assert (whole.drafts, whole.taught, whole.comments, whole.adopted, whole.reflections) == (
        {"A": 1, "B": 1, "C": 1},
        1,
        3,
        2,
        1,
    )


def test_joint_research_days_and_what_was_handed_in():
    day = an_activity(
        is_joint=True,
        level="county",
        host_school="石桥镇小学",
        is_host=False,
        member_schools=("清水酄乡中心小学", "柳河小学"),
    )
    people = (a_participant(day, WANG, teaches=True), a_participant(day, XU, attendance="leave"))
    handins = (
        Handin(activity_uid=day.uid, teacher_uid=WANG.uid, kind="note", received_on=date(2025, 3, 13)),
        Handin(activity_uid=day.uid, teacher_uid=WANG.uid, kind="reflection", received_on=date(2025, 6, 9)),
    )
    records = term_records(activities=(day,), participants=people, handins=handins)
    found = joint_figures(records, date(2025, 6, 8))
    assert (found.days, found.hosted, found.county, found.participants, found.lessons_given) == (1, 0, 1, 1, 1)
    assert (found.notes, found.reflections, found.schools) == (1, 0, ("柳河小学", "石桥镇小学"))


def test_the_printed_figures_are_plain_and_carry_names():
    namesake = a_teacher("徐静", "音乐")
    records = term_records(
        teachers=(HAN, XU, namesake),
        classes=(CLASS,),
        groups=(Group(name="数学组"), Group(name="三年级语文备课组", kind="preparation")),
        posts=(a_post(HAN, "教导主任"),),
        assignments=(an_assignment(XU, CLASS, "数学"),),
        observations=(an_observation(HAN, XU, summary="好"), an_observation(HAN, namesake, period=2)),
        activities=(an_activity(),),
    )
    rule = a_rule("0-18", "quota", roles=["teaching_director"], number=60)
    printed = term_statistics(records, a_pack(rule), date(2025, 6, 8)).to_dict()
    assert json.loads(json.dumps(printed, ensure_ascii=False)) == printed
    assert printed["as_of"] == "2025-06-08"
    assert printed["people"] == {
        "teachers": 3,
        "classes": 1,
        "teaching_groups": 1,
        "preparation_groups": 1,
        "subjects": 1,
    }
    observations = printed["observations"]
    assert (observations["lessons"], observations["taught_lessons"], observations["without_comments"]) == (2, 2, 1)
    assert [item["name"] for item in observations["by_teacher"]] == ["徐静（数学·三（1）班）", "徐静（音乐）"]
    assert printed["quotas"][0]["name"] == "韩立新"
    assert printed["quotas"][0]["gap"] == 58
    assert printed["coverage"]["never_heard"] == []
    assert printed["activities"]["done"] == 1
