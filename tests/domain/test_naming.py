"""Names that tell people and classes apart."""

from __future__ import annotations

from datetime import date

from jiaoyan_desktop.domain.naming import Names, class_name, grade_name, plain_date, weekday_name
from tests.builders import a_class, a_teacher, an_assignment, term_records


def test_classes_grades_and_dates_read_as_on_paper():
    assert class_name(a_class(3, 1)) == "三（1）班"
    assert class_name(a_class(3, 1, label="三年级彩虹班")) == "三年级彩虹班"
    assert (grade_name(6), grade_name(0)) == ("六年级", "")
    assert plain_date(date(2025, 6, 8)) == "6月8日"
    assert (weekday_name(1), weekday_name(7)) == ("周一", "周日")


def test_only_namesakes_get_what_tells_them_apart():
    chinese, english = a_teacher("张丽", "语文"), a_teacher("张丽", "英语", hint="英语")
    third, alone = a_teacher("张丽", "", order=9), a_teacher("王秀兰")
    school_class = a_class(5, 1)
    names = Names(
        term_records(
            teachers=(chinese, english, third, alone),
            classes=(school_class,),
            assignments=(an_assignment(chinese, school_class),),
        )
    )
    assert names.teacher(chinese.uid) == "张丽（语文·五（1）班）"
    assert names.teacher(english.uid) == "张丽（英语）"
    assert names.teacher(third.uid) == "张丽（第1位）"
    assert names.teachers((alone.uid, english.uid)) == "王秀兰、张丽（英语）"
    assert names.teacher(None) == ""
    assert (names.school_class(school_class.uid), names.school_class("x")) == ("五（1）班", "")
