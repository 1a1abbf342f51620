"""Counting rules as a table of cases (domain 1.6 and scenarios 6 to 11, 25)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaoyan_desktop.domain.calendar import SchoolCalendar
from jiaoyan_desktop.domain.counting import counts, days_late, has_comments, is_evaluated, is_late_entry, lacks
from jiaoyan_desktop.domain.observation import Observation, Remark
from jiaoyan_desktop.domain.observation_figures import ObservationFigures, observation_figures
from tests.builders import a_teacher, a_term, an_observation

HAN, ZHOU, LIN = a_teacher("韩立新", "数学"), a_teacher("周建国"), a_teacher("林珺")
XU = a_teacher("徐静", "数学")
ZHANG_CHINESE, ZHANG_ENGLISH = a_teacher("张丽", "语文"), a_teacher("张丽", "英语")
CALENDAR = SchoolCalendar.of(a_term())
END = date(2025, 6, 30)


def figures(*observations: Observation, as_of: date = END) -> ObservationFigures:
    return observation_figures(observations, CALENDAR, as_of)


@pytest.mark.parametrize(
    ("values", "lessons"),
    [
        ({}, 1),
        ({"lesson_count": 4, "is_outside": True, "period": 0, "taught_by_uid": None, "taught_by_text": "外校教师"}, 4),
        ({"is_draft": True}, 0),
        ({"is_walkthrough": True}, 0),
        ({"period": 0}, 0),
        ({"taught_by_uid": None}, 0),
        ({"observer_uid": ""}, 0),
        ({"taught_by_uid": HAN.uid}, 0),  # one's own lesson (scenario 11)
        ({"happened_on": date(2025, 7, 1)}, 0),
        ({"happened_on": END}, 1),
        ({"class_uid": None, "subject": "", "topic": ""}, 1),
        ({"recorded_on": date(2025, 9, 1)}, 1),  # entered late, and counted all the same
    ],
)
def test_what_counts(values: dict, lessons: int):
    assert figures(an_observation(HAN, XU, **values)).total.lessons == lessons


def test_what_is_missing_is_named():
    bare = an_observation(HAN, None, period=0, observer_uid="")
    assert lacks(bare) == ("听课人", "授课教师", "节次")
    assert lacks(an_observation(HAN, None, is_outside=True, period=0, taught_by_text="外校教师")) == ()
    assert lacks(an_observation(HAN, XU, is_walkthrough=True, period=0)) == ()


def test_five_observers_of_one_lesson_count_five_and_the_teacher_was_heard_once():
    observers = [a_teacher(f"听课人{number}") for number in range(5)]  # scenario 8
    found = figures(*(an_observation(observer, XU) for observer in observers))
    assert (found.total.lessons, found.taught_lessons, found.taught_by_teacher[XU.uid]) == (5, 1, 1)
    assert all(tally.lessons == 1 for tally in found.by_observer.values())
    assert found.by_teacher[XU.uid].lessons == 5


def test_a_visit_to_another_school_is_in_the_total_and_stands_apart():
    outside = an_observation(  # scenario 9
        HAN, None, taught_by_text="外校教师", is_outside=True, lesson_count=4, period=0, kind="联研课"
    )
    total = figures(outside, an_observation(HAN, XU)).total
    assert (total.lessons, total.outside, total.inside) == (5, 4, 1)
    assert total.by_kind == {"联研课": 4, "推门听课": 1}


def test_two_lessons_of_one_visit_are_told_apart_by_their_topic():
    visits = [
        an_observation(HAN, None, taught_by_text="外校教师", is_outside=True, period=0, topic=topic)
        for topic in ("燕子", "荷花")
    ]
    assert figures(*visits).taught_lessons == 2


@pytest.mark.parametrize(
    ("values", "commented", "evaluated"),
    [
        ({}, False, False),
        ({"remarks": (Remark(column="不足", text=" "),)}, False, False),
        ({"remarks": (Remark(column="不足", text="提问偏碎"),)}, True, True),
        ({"summary": "朗读指导到位"}, True, True),
        ({"grade": "优"}, False, True),
        ({"total": 88.0}, False, True),
    ],
)
def test_comments_are_words_and_a_grade_alone_is_a_judgement(values: dict, commented: bool, evaluated: bool):
    item = an_observation(HAN, XU, **values)
    assert (has_comments(item), is_evaluated(item)) == (commented, evaluated)


def test_walkthroughs_drafts_and_unfinished_records_are_listed_apart():
    walked = an_observation(HAN, XU, is_walkthrough=True)
    draft = an_observation(HAN, XU, is_draft=True)
    unfinished = an_observation(HAN, XU, period=0)
    later = an_observation(HAN, XU, date(2025, 6, 9))
    found = figures(walked, draft, unfinished, later, as_of=date(2025, 6, 8))
    assert (found.walkthroughs, found.drafts, found.incomplete, found.later) == ((walked,), (draft,), (unfinished,), 1)
    assert found.total.lessons == 0


@pytest.mark.parametrize(
    ("recorded_on", "days", "late"),
    [(None, 0, False), (date(2025, 3, 13), 3, False), (date(2025, 3, 19), 9, True), (date(2025, 3, 9), 0, False)],
)
def test_what_was_entered_late_is_shown_as_such(recorded_on: date | None, days: int, late: bool):
    item = an_observation(HAN, XU, recorded_on=recorded_on)
    assert (days_late(item), is_late_entry(item)) == (days, late)
    assert len(figures(item).late_entries) == late
    read_in = item.but(source="听课台账.xls·韩立新·第5行")  # the old ledger was written in time, on paper
    assert not is_late_entry(read_in) and figures(read_in).late_entries == ()


def test_namesakes_are_counted_by_who_they_are():
    found = figures(an_observation(HAN, ZHANG_CHINESE), an_observation(HAN, ZHANG_ENGLISH, period=2))  # scenario 25
    assert found.taught_by_teacher == {ZHANG_CHINESE.uid: 1, ZHANG_ENGLISH.uid: 1}


def test_weeks_and_months_are_the_schools_own():
    found = figures(an_observation(HAN, XU, date(2025, 3, 1)), an_observation(HAN, XU, date(2025, 4, 27)))
    assert {week: tally.lessons for week, tally in found.by_week.items()} == {None: 1, 8: 1}
    assert list(found.by_month) == ["2025-03", "2025-04"]
    assert found.heard_in_week[XU.uid, 8] == 1


def test_an_own_lesson_is_no_figure_but_is_listed():
    own = an_observation(ZHOU, ZHOU)
    assert not counts(own, END)
    assert figures(own).incomplete == (own,)


observations = st.lists(
    st.builds(
        lambda observer, teacher, offset, **values: an_observation(
            observer, teacher, date(2025, 3, 1) + timedelta(days=offset), **values
        ),
        st.sampled_from([HAN, ZHOU, LIN]),
        st.sampled_from([XU, ZHANG_CHINESE, ZHANG_ENGLISH, ZHOU]),
        st.integers(0, 140),
        period=st.integers(0, 6),
        lesson_count=st.integers(1, 4),
        kind=st.sampled_from(["推门听课", "公开课", "联研课"]),
        subject=st.sampled_from(["语文", "数学", ""]),
        is_outside=st.booleans(),
        is_draft=st.booleans(),
        is_walkthrough=st.booleans(),
        summary=st.sampled_from(["", "板书清楚"]),
        topic=st.sampled_from(["燕子", "荷花"]),
    ),
    max_size=40,
)


@given(observations, st.integers(0, 140))
def test_sums_by_any_grouping_equal_the_total(items: list[Observation], offset: int):
    as_of = date(2025, 3, 1) + timedelta(days=offset)
    found = figures(*items, as_of=as_of)
    total = found.total.lessons
    for grouping in (found.by_observer, found.by_month, found.by_week, found.by_subject, found.by_teacher):
        assert sum(tally.lessons for tally in grouping.values()) == total
    assert sum(found.total.by_kind.values()) == total
    assert sum(found.heard_by.values()) == total
    assert found.total.inside + found.total.outside == found.total.commented + found.total.uncommented == total
    assert sum(found.taught_by_kind.values()) == found.taught_lessons <= total
    apart = len(found.walkthroughs) + len(found.drafts) + len(found.incomplete) + found.later
    assert found.total.records + apart == len(items)


@given(observations, st.randoms())
def test_the_order_of_records_changes_no_figure(items: list[Observation], random):
    shuffled = list(items)
    random.shuffle(shuffled)
    first, second = figures(*items), figures(*shuffled)
    assert first.total == second.total
    assert first.by_observer == second.by_observer
    assert first.taught_by_teacher == second.taught_by_teacher
