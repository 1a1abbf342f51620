"""现在可听: who was never heard comes first, a lesson heard by two is one, one's own lesson is left out."""

from __future__ import annotations

from datetime import date

from jiaoyan_desktop.domain.lessons_now import TermLessons
from jiaoyan_desktop.domain.lessons_to_hear import HeardSoFar, lessons_to_hear
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.timetable import Progress
from tests.builders import a_class, a_slot, a_teacher, a_timetable, term_records

TUESDAY = date(2025, 4, 8)


def heard(observer, teacher, day=date(2025, 4, 1), period=2, **values) -> Observation:
    return Observation(
        **{
            "term_uid": "term",
            "happened_on": day,
            "period": period,
            "observer_uid": observer.uid,
            "taught_by_uid": teacher.uid,
            **values,
        }
    )


def test_never_heard_first_then_least_then_longest_ago():
    han, xu, wang, sun, liu = (a_teacher(name) for name in ("韩立新", "徐静", "王秀兰", "孙㛃", "刘芳"))
    classes = [a_class(3, number) for number in range(1, 6)]
    timetable = a_timetable()
    teachers = (wang, sun, liu, xu, han)
    slots = tuple(a_slot(timetable, room, 2, 3, "语文", who) for room, who in zip(classes, teachers, strict=True))
    records = term_records(
        teachers=teachers,
        classes=tuple(classes),
        timetables=(timetable,),
        slots=slots,
        progress=(Progress(term_uid="term", grade=3, subject="语文", first_week=6, last_week=6, content="《赵州桥》"),),
        observations=(
            heard(han, wang, date(2025, 3, 18)),
            heard(sun, wang, date(2025, 3, 18)),  # the same lesson: once
            heard(liu, sun, date(2025, 3, 20)),
            heard(han, liu, date(2025, 4, 1)),
            heard(han, liu, date(2025, 4, 2)),
            heard(han, xu, is_draft=True),
        ),
    )
    found = lessons_to_hear(records, TermLessons(records), TUESDAY, 3, observer_uid=han.uid)
    assert [(item.lesson.teacher_uid, item.said) for item in found] == [
        (xu.uid, "未听过"),
        (sun.uid, "仅1次"),  # not heard by 韩立新 yet
        (wang.uid, "仅1次"),
        (liu.uid, "已听2次"),
    ]
    assert {item.topic for item in found} == {"《赵州桥》"}
    assert found[3].last_on == date(2025, 4, 2)
    assert found[2].heard_by_me == 1


def test_walkthroughs_and_later_lessons_are_not_heard():
    han, xu = a_teacher("韩立新"), a_teacher("徐静")
    so_far = HeardSoFar([heard(han, xu, is_walkthrough=True), heard(han, xu, date(2025, 4, 9))], TUESDAY)
    assert so_far.times(xu.uid) == 0
    assert so_far.last_on(xu.uid) is None


def test_a_lesson_without_a_known_teacher_is_offered_to_everybody():
    room, timetable = a_class(3, 1), a_timetable()
    records = term_records(classes=(room,), timetables=(timetable,), slots=(a_slot(timetable, room, 2, 3, "劳动"),))
    (found,) = lessons_to_hear(records, TermLessons(records), TUESDAY, 3)
    assert (found.lesson.teacher_uid, found.said) == (None, "未听过")
