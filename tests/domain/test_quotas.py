"""Quotas by post: who is bound, what counts towards them, and how the pace is called (scenarios 6, 7, 24, 26)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.pace import Span, pace_of
from jiaoyan_desktop.domain.people import Post, Teacher
from jiaoyan_desktop.domain.quotas import QuotaProgress
from jiaoyan_desktop.domain.statistics import TermStatistics, term_statistics
from tests.builders import a_class, a_pack, a_post, a_rule, a_teacher, an_assignment, an_observation, term_records

ZHOU, LIN, HAN = a_teacher("周建国", "道德与法治"), a_teacher("林珺"), a_teacher("韩立新", "数学")
XU = a_teacher("徐静", "数学")
POSTS = (
    a_post(ZHOU, "校长"),
    a_post(ZHOU, "道法教研组长"),
    a_post(LIN, "副校长（分管教学）"),
    a_post(HAN, "教导主任、班主任"),
)
PRINCIPAL = a_rule("0-17", "quota", roles=["principal"], number=30, with_comments=True)
DIRECTORS = a_rule("0-18", "quota", roles=["vice_principal_teaching", "teaching_director"], number=60)
LEADERS = a_rule("9-01", "quota", roles=["subject_leader"], number=20)
END = date(2025, 6, 30)


def heard(observer: Teacher, number: int, **values) -> list[Observation]:
    days = [date(2025, 3, 3) + timedelta(days=index // 6) for index in range(number)]
    return [an_observation(observer, XU, day, period=index % 6 + 1, **values) for index, day in enumerate(days)]


def statistics(observations, *rules, posts: tuple[Post, ...] = POSTS, as_of: date = END, **values) -> TermStatistics:
    teachers = values.pop("teachers", (ZHOU, LIN, HAN, XU))
    records = term_records(teachers=teachers, posts=posts, observations=tuple(observations), **values)
    return term_statistics(records, a_pack(*rules), as_of)


def the_only(progress: tuple[QuotaProgress, ...]) -> QuotaProgress:
    (found,) = progress
    return found


def test_the_principal_has_heard_thirty_but_four_have_no_comment():
    observations = heard(ZHOU, 26, summary="提问偏碎") + heard(ZHOU, 4, kind="公开课")  # scenario 7
    found = the_only(statistics(observations, PRINCIPAL).quotas)
    assert (found.done, found.target, found.gap, len(found.uncommented)) == (26, 30, 4, 4)
    assert found.tally.lessons == 30


def test_another_number_changes_the_figures_and_no_record():
    observations = heard(ZHOU, 30, summary="提问偏碎")  # scenario 6
    before = statistics(observations, PRINCIPAL)
    after = statistics(observations, a_rule("0-17", "quota", roles=["principal"], number=170, with_comments=True))
    assert (before.quotas[0].pace.words, after.quotas[0].pace.words) == ("已完成", "差140节")
    assert before.observations == after.observations


def test_each_post_has_its_own_quota_and_nothing_is_added_twice():
    found = statistics(heard(ZHOU, 25, summary="好"), PRINCIPAL, LEADERS)  # scenario 26
    assert [(item.role, item.done, item.target) for item in found.quotas_of(ZHOU.uid)] == [
        ("principal", 25, 30),
        ("subject_leader", 25, 20),
    ]
    assert found.observations.total.lessons == found.lessons_by(ZHOU.uid).lessons == 25


def test_one_rule_binds_several_posts():
    found = statistics(heard(HAN, 61) + heard(LIN, 10), DIRECTORS)
    assert [(item.teacher_uid, item.done, item.pace.words) for item in found.quotas] == [
        (LIN.uid, 10, "差50节"),
        (HAN.uid, 61, "超额1节"),
    ]


def test_only_the_kinds_and_places_that_were_asked_for_count():
    observations = heard(HAN, 6, kind="推门听课") + heard(HAN, 3, kind="公开课")
    observations += [an_observation(HAN, XU, date(2025, 5, 20), is_outside=True, lesson_count=4, kind="公开课")]

    def done(**values) -> int:
        return the_only(
            statistics(observations, a_rule("q", "quota", roles=["teaching_director"], **values)).quotas
        ).done

    assert done(number=9, kinds=["公开课"]) == 7
    assert done(number=9, places="inside") == 9
    assert done(number=9, places="outside") == 4
    assert done(number=9, unit="次", kinds=["公开课"]) == 4


def test_walkthroughs_count_only_where_the_school_says_so():
    walked = heard(HAN, 7, is_walkthrough=True)
    rule = a_rule("q", "quota", roles=["teaching_director"], number=9, walkthroughs_per_lesson=3)
    assert the_only(statistics(walked, rule).quotas).done == 2
    assert statistics(walked, DIRECTORS).quotas_of(HAN.uid)[0].done == 0


def test_only_lessons_heard_while_in_the_post_count_towards_it():
    old, new = a_teacher("李长顺"), a_teacher("陈志强")  # scenario 24
    posts = (
        a_post(old, "教导主任", ends_on=date(2025, 3, 4)),
        a_post(new, "教导主任", starts_on=date(2025, 3, 5)),
        a_post(new, "语文教研组长"),
    )
    observations = heard(old, 24) + heard(new, 24)
    found = statistics(observations, DIRECTORS, posts=posts, teachers=(old, new, XU))
    assert [(item.done, item.is_former, item.note) for item in found.quotas] == [
        (12, True, "任职到3月4日"),
        (12, False, "3月5日起任职"),
    ]


def test_two_posts_in_a_row_that_mean_the_same_role_are_one():
    posts = (
        a_post(HAN, "教务主任", ends_on=date(2025, 3, 4)),
        a_post(HAN, "教导主任", starts_on=date(2025, 3, 5)),
    )
    found = the_only(statistics(heard(HAN, 24), DIRECTORS, posts=posts).quotas)
    assert (found.done, found.is_former, found.post_title) == (24, False, "教导主任")


def test_a_quota_for_every_teacher_binds_those_who_teach():
    school_class = a_class()
    rule = a_rule("1-39", "quota", roles=["teacher"], except_roles=["principal"], number=20)
    assignments = (an_assignment(XU, school_class, "数学"), an_assignment(ZHOU, school_class, "道德与法治"))
    found = statistics(heard(XU, 3), rule, classes=(school_class,), assignments=assignments)
    assert the_only(found.quotas).post_title == "教师"


def test_what_happens_after_the_day_does_not_count():
    observations = heard(HAN, 12)  # scenario 2: six on each of two days
    assert statistics(observations, DIRECTORS, as_of=date(2025, 3, 3)).quotas_of(HAN.uid)[0].done == 6
    assert statistics(observations, DIRECTORS, as_of=date(2025, 2, 28)).quotas_of(HAN.uid)[0].done == 0


@pytest.mark.parametrize(
    ("done", "target", "gone", "left", "state", "words"),
    [
        (0, 0, 10, 10, "none", "没有要求"),
        (60, 60, 10, 10, "done", "已完成"),
        (62, 60, 10, 10, "over", "超额2节"),
        (30, 60, 41, 41, "on_pace", "跟得上"),
        (27, 60, 41, 41, "behind", "慢了3节"),
        (10, 60, 41, 41, "hurry", "要抓紧（每周要听7节）"),
        (57, 60, 82, 0, "missed", "差3节"),
        (0, 60, 0, 82, "on_pace", "跟得上"),
    ],
)
def test_pace_in_words(done: int, target: int, gone: int, left: int, state: str, words: str):
    pace = pace_of(done, target, Span(gone=gone, left=left, unknown=0))
    assert (pace.state, pace.words) == (state, words)


def test_pace_is_not_guessed_while_holidays_are_unknown():
    pace = pace_of(20, 60, Span(gone=0, left=0, unknown=120))
    assert (pace.state, pace.words) == ("unknown", "差40节，放假安排未录入，算不出快慢")
