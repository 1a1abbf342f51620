"""调课代课 over the timetable: what is really given on a day, what nobody gives, and the words for the chat."""

from __future__ import annotations

from datetime import date

from jiaoyan_desktop.domain.lessons_now import TermLessons
from jiaoyan_desktop.domain.naming import Names
from jiaoyan_desktop.domain.substitution import CLASS_AWAY, LEAVE, SUBSTITUTE, SWAP, Substitution
from jiaoyan_desktop.domain.substitution_words import notice, what_changes
from jiaoyan_desktop.domain.term import BellSchedule, Period
from jiaoyan_desktop.domain.uncovered import days_to_cover, uncovered
from tests.builders import a_class, a_participant, a_slot, a_teacher, a_timetable, an_activity, term_records

TUESDAY, WEDNESDAY = date(2025, 4, 8), date(2025, 4, 9)
XU, SUN = a_teacher("徐静", "数学"), a_teacher("孙㛃", "道德与法治")
DONG, FENG = a_teacher("董明", "科学"), a_teacher("冯春生", "科学")
THIRD, FOURTH = a_class(3, 1), a_class(4, 1)
TABLE = a_timetable()
SLOTS = (
    a_slot(TABLE, THIRD, 2, 4, "数学", XU),
    a_slot(TABLE, THIRD, 2, 6, "道德与法治", SUN),
    a_slot(TABLE, FOURTH, 3, 4, "科学", DONG),
    a_slot(TABLE, FOURTH, 3, 5, "科学", DONG),
)


def records_with(*entries, **values):
    return term_records(
        **{
            "teachers": (XU, SUN, DONG, FENG),
            "classes": (THIRD, FOURTH),
            "timetables": (TABLE,),
            "slots": SLOTS,
            "substitutions": entries,
            **values,
        }
    )


def an_entry(kind, day, period=0, **values):
    return Substitution(**{"term_uid": "term", "kind": kind, "day": day, "period": period, **values})


SWAPPED = an_entry(
    SWAP,
    TUESDAY,
    4,
    class_uid=THIRD.uid,
    subject="数学",
    old_teacher_uid=XU.uid,
    new_subject="道德与法治",
    new_teacher_uid=SUN.uid,
    other_day=TUESDAY,
    other_period=6,
)
REPLACED = an_entry(
    SUBSTITUTE,
    WEDNESDAY,
    4,
    class_uid=FOURTH.uid,
    subject="科学",
    old_teacher_uid=DONG.uid,
    new_subject="科学",
    new_teacher_uid=FENG.uid,
    reason="公出",
)


def given(lessons, day):
    return [(item.period, item.subject, item.teacher_uid) for item in lessons.on(day)]


def test_two_lessons_that_changed_places_are_found_where_they_are_now():
    lessons = TermLessons(records_with(SWAPPED))
    assert given(lessons, TUESDAY) == [(4, "道德与法治", SUN.uid), (6, "数学", XU.uid)]
    assert [item.subject for item in lessons.planned_on(TUESDAY)] == ["数学", "道德与法治"]
    there = lessons.lesson_at(THIRD.uid, TUESDAY, 4)
    assert there is not None and there.teacher_uid == SUN.uid
    assert lessons.of_teacher(XU.uid, TUESDAY)[0].period == 6
    assert given(lessons, date(2025, 4, 15)) == [(4, "数学", XU.uid), (6, "道德与法治", SUN.uid)]


def test_a_swap_over_two_days_and_a_lesson_that_is_only_moved():
    moved = SWAPPED.but(new_subject="", new_teacher_uid=None, other_day=date(2025, 4, 10), other_period=2)
    lessons = TermLessons(records_with(moved))
    assert given(lessons, TUESDAY) == [(6, "道德与法治", SUN.uid)]
    (arrived,) = lessons.on(date(2025, 4, 10))
    assert (arrived.subject, arrived.teacher_uid, arrived.weekday, arrived.slot_uid) == ("数学", XU.uid, 4, "")


def test_a_substitute_gives_the_lesson_and_the_teacher_who_is_away_gives_none():
    away = an_entry(LEAVE, WEDNESDAY, old_teacher_uid=DONG.uid, reason="公出")
    lessons = TermLessons(records_with(REPLACED, away))
    assert given(lessons, WEDNESDAY) == [(4, "科学", FENG.uid), (5, "科学", None)]
    assert lessons.of_teacher(DONG.uid, WEDNESDAY) == ()
    (left,) = uncovered(lessons, WEDNESDAY)
    assert (left.lesson.period, left.teacher_uid, left.reason) == (5, DONG.uid, "公出")


def test_a_leave_of_one_period_and_a_class_that_is_away():
    away = an_entry(LEAVE, WEDNESDAY, 5, old_teacher_uid=DONG.uid, reason="病假")
    assert [item.teacher_uid for item in TermLessons(records_with(away)).on(WEDNESDAY)] == [DONG.uid, None]
    gone = an_entry(CLASS_AWAY, WEDNESDAY, class_uid=FOURTH.uid, reason="春游")
    lessons = TermLessons(records_with(away, gone))
    assert lessons.on(WEDNESDAY) == () and uncovered(lessons, WEDNESDAY) == ()
    one = TermLessons(records_with(gone.but(period=4)))
    assert [item.period for item in one.on(WEDNESDAY)] == [5]


def test_those_at_joint_research_leave_their_lessons_uncovered():
    day = an_activity("联研", WEDNESDAY, kind="校际联研", is_joint=True, is_host=False, state="planned")
    person = a_participant(day, DONG, attendance="expected")
    records = records_with(activities=(day,), participants=(person, a_participant(day, XU, attendance="leave")))
    lessons = TermLessons(records)
    assert [(item.lesson.period, item.reason) for item in uncovered(lessons, WEDNESDAY)] == [(4, "联研"), (5, "联研")]
    assert days_to_cover(lessons, TUESDAY) == [WEDNESDAY] and days_to_cover(lessons, date(2025, 4, 10)) == []
    replaced = TermLessons(records_with(REPLACED, activities=(day,), participants=(person,)))
    assert [item.lesson.period for item in uncovered(replaced, WEDNESDAY)] == [5]
    off = records_with(activities=(day.but(state="cancelled"),), participants=(person,))
    assert uncovered(TermLessons(off), WEDNESDAY) == ()


def test_an_activity_at_school_takes_only_its_hours():
    bells = BellSchedule(
        term_uid="term",
        name="春季作息",
        effective_from=date(2025, 3, 1),
        periods=(Period(number=4, starts="10:40", ends="11:20"), Period(number=5, starts="13:30", ends="14:10")),
    )
    day = an_activity("联研", WEDNESDAY, is_joint=True, starts="13:30", ends="15:00")
    records = records_with(activities=(day,), participants=(a_participant(day, DONG),), bell_schedules=(bells,))
    assert [item.lesson.period for item in uncovered(TermLessons(records), WEDNESDAY)] == [5]


def test_the_notice_is_worded_as_agreed():
    records = records_with(SWAPPED, REPLACED)
    assert notice(records, [REPLACED, SWAPPED]) == (
        "4月8日（周二）三（1）班第4节数学与第6节道德与法治对调。\n"
        "4月9日（周三）董明老师公出，第4节四（1）班科学由冯春生老师代课。"
    )
    assert notice(records, []) == ""


def test_the_group_is_not_told_that_somebody_is_ill():
    ill = an_entry(LEAVE, WEDNESDAY, old_teacher_uid=DONG.uid, reason="病假")
    records = records_with(ill)
    assert notice(records, [ill]) == "4月9日（周三）董明老师请假。"
    assert notice(records, [ill, REPLACED.but(reason="", new_subject="语文")]) == (
        "4月9日（周三）董明老师请假，第4节四（1）班科学由冯春生老师上语文。"
    )
    gone = an_entry(CLASS_AWAY, WEDNESDAY, class_uid=FOURTH.uid, reason="春游")
    assert notice(records, [gone]) == "4月9日（周三）四（1）班全天不在班里（春游），课停上。"


def test_entries_in_a_few_words():
    names = Names(records_with())
    assert what_changes(names, SWAPPED) == "与第6节道德与法治对调"
    assert what_changes(names, SWAPPED.but(other_day=WEDNESDAY)) == "与4月9日（周三）第6节道德与法治对调"
    assert what_changes(names, SWAPPED.but(new_subject="")) == "移到第6节"
    assert what_changes(names, REPLACED) == "由冯春生代课"
