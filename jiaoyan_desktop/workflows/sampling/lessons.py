"""The sample school's calendar, 作息, 任课分工, 课程表 and 周进度, and the topic of every lesson of the term."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from ...domain.calendar import SchoolCalendar
from ...domain.dates import month_day
from ...domain.lessons_now import TermLessons
from ...domain.records import Record
from ...domain.term import BellSchedule, CalendarDay, Period
from ...domain.term_records import TermRecords
from ...domain.timetable import Assignment, Progress, Slot, Timetable
from .setting import Setting
from .sources import ProgressLine

# What a reading book holds stands in 《》; exercises, writing and revision do not.
_NOT_A_TEXT = re.compile("口语交际|习作|写话|园地|读书吧|复习|检测|综合性学习|难忘小学|古诗词诵读|汉字王国|期末|和大人")
_WEEKDAYS = "一二三四五六日"


def school_calendar(setting: Setting) -> list[Record]:
    """作息, the school's own days, and for every swapped day which weekday's lessons are given."""
    found: list[Record] = []
    for item in setting.sources.school["day"]:
        day = setting.at(item["on"])
        if item["kind"] == "note" or setting.is_school_day(day):
            values = {key: value for key, value in item.items() if key != "on"}
            found.append(CalendarDay(**setting.of_term(day=day, **values)))
    for step in range((setting.term.ends_on - setting.term.starts_on).days + 1):
        day = setting.term.starts_on + timedelta(days=step)
        info = setting.calendar.day_info(day)
        if info.is_swapped:
            follows = 5 if day.isoweekday() == 7 else 4
            note = f"上星期{_WEEKDAYS[follows - 1]}的课"
            found.append(
                CalendarDay(
                    **setting.of_term(day=day, kind="workday", name=info.name, follows_weekday=follows, note=note)
                )
            )
    setting.calendar = SchoolCalendar.of(setting.term, [item for item in found if isinstance(item, CalendarDay)])
    for item in setting.sources.school["bells"]:
        periods = tuple(
            Period(number=number, starts=starts, ends=ends, half="am" if starts < "12:00" else "pm")
            for number, (starts, ends) in enumerate(item["periods"], start=1)
        )
        effective = max(setting.at(item["effective"]), setting.term.starts_on)
        setting.bells.append(
            BellSchedule(**setting.of_term(name=item["name"], effective_from=effective, periods=periods))
        )
    return [*found, *setting.bells]


def who_teaches(setting: Setting) -> list[Assignment]:
    """任课分工: a row for each class, a column for each subject."""
    return [
        Assignment(
            **setting.of_term(
                class_uid=setting.classes[row["班级"]].uid,
                subject=subject,
                teacher_uid=setting.teachers[_known(setting, name, subject)].uid,
            )
        )
        for row in setting.sources.assignments
        for subject, name in row.items()
        if subject != "班级" and name
    ]


def timetable(setting: Setting, assignments: list[Assignment]) -> list[Record]:
    """The timetable with its slots; 劳动/书法 is 劳动 in odd and 书法 in even weeks.

    书法 of even weeks is given by its own teacher, unless she has a lesson elsewhere: then by the 劳动 teacher.
    """
    said = setting.sources.school["timetable"]
    version = Timetable(
        **setting.of_term(name=said["name"], effective_from=setting.at(said["effective"]), note=said["note"])
    )
    teacher_of = {(item.class_uid, item.subject): item.teacher_uid for item in assignments}
    slots: list[Slot] = []
    busy = {
        (teacher_of[setting.classes[row["班级"]].uid, row[f"第{period}节"]], row["星期"], period)
        for row in setting.sources.timetable
        for period in range(1, 7)
        if row[f"第{period}节"] and "/" not in row[f"第{period}节"]
    }
    for row in setting.sources.timetable:
        class_uid, weekday = setting.classes[row["班级"]].uid, _WEEKDAYS.index(row["星期"]) + 1
        for period in range(1, 7):
            subjects = [name for name in row[f"第{period}节"].split("/") if name]
            for number, subject in enumerate(subjects):
                teacher_uid = teacher_of[class_uid, subject]
                if number and (teacher_uid, row["星期"], period) in busy:
                    teacher_uid = teacher_of[class_uid, subjects[0]]
                slots.append(
                    Slot(
                        **setting.owned(
                            timetable_uid=version.uid,
                            class_uid=class_uid,
                            weekday=weekday,
                            period=period,
                            subject=subject,
                            teacher_uid=teacher_uid,
                            parity="all" if len(subjects) == 1 else ("odd", "even")[number],
                        )
                    )
                )
    setting.lessons = TermLessons(
        TermRecords(
            school=setting.school,
            term=setting.term,
            teachers=tuple(setting.teachers.values()),
            classes=tuple(setting.classes.values()),
            assignments=tuple(assignments),
            timetables=(version,),
            slots=tuple(slots),
        ),
        setting.calendar,
    )
    return [version, *slots]


def weekly_progress(setting: Setting) -> Iterator[Progress]:
    """周进度 of every grade and subject that handed one in."""
    last_week = setting.calendar.week_number(setting.term.ends_on) or 18
    for (grade, subject), lines in sorted(setting.sources.progress.items()):
        for line in lines:
            first, last = setting.at(f"{line.first_week}.1"), setting.at(f"{min(line.last_week, last_week)}.5")
            yield Progress(
                **setting.of_term(
                    grade=grade,
                    subject=subject,
                    first_week=line.first_week,
                    last_week=line.last_week,
                    content=line.content,
                    dates=f"{first.month}.{first.day}—{last.month}.{last.day}",
                    note=_remark(setting, line, first, last),
                    done=_done(setting, grade, subject, line, last),
                )
            )


class Topics:
    """Which topic each lesson of the term deals with, counted along the weekly progress of its grade and subject."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._lines = {**setting.sources.progress, **setting.sources.not_handed_in}
        self._numbers: dict[tuple[str, str, date, int], int] = {}
        given: dict[tuple[str, str, int], int] = defaultdict(int)
        grades = {item.uid: item.grade for item in setting.classes.values()}
        for day in setting.school_days(1, 18):
            week = setting.calendar.week_number(day) or 0
            for lesson in setting.lessons_on(day):
                line = self._line(grades[lesson.class_uid], lesson.subject, week)
                key = (lesson.class_uid, lesson.subject, line.first_week if line else 0)
                self._numbers[lesson.class_uid, lesson.subject, day, lesson.period] = given[key]
                given[key] += 1

    def of(self, label: str, subject: str, day: date, period: int) -> str:
        """《草船借箭》第2课时, 圆柱的体积, Unit 3 A Let's talk."""
        school_class = self._setting.classes[label]
        week = self._setting.calendar.week_number(day) or 0
        line = self._line(school_class.grade, subject, week)
        if line is None:
            return ""
        number = self._numbers.get((school_class.uid, subject, day, period), 0)
        for name, hours in line.topics:
            if number < hours:
                return _titled(name, subject) + (f"第{number + 1}课时" if hours > 1 and subject == "语文" else "")
            number -= hours
        return f"{_titled(line.topics[-1][0], subject)}练习课"

    def _line(self, grade: int, subject: str, week: int) -> ProgressLine | None:
        lines = self._lines.get((grade, subject), [])
        return next((line for line in lines if line.first_week <= week <= line.last_week), None)


def _titled(name: str, subject: str) -> str:
    return f"《{name}》" if subject == "语文" and not _NOT_A_TEXT.search(name) else name


def _known(setting: Setting, name: str, subject: str) -> str:
    """The key of a teacher as the assignments write her; of the two 张丽 the plain one teaches 语文."""
    if name in setting.teachers:
        return name
    return f"{name}（语）" if subject == "语文" else f"{name}（英）"


def _remark(setting: Setting, line: ProgressLine, first: date, last: date) -> str:
    if line.note and not setting.is_moved:
        return line.note
    said = []
    for step in range((last - first).days + 3):  # the weekend after a week belongs to it: 调休 falls there
        day = first + timedelta(days=step)
        info = setting.calendar.day_info(day)
        if info.kind == "holiday" and day.isoweekday() <= 5 and setting.term.starts_on <= day <= setting.term.ends_on:
            said.append(f"{month_day(day)}{info.name}")
        elif info.is_swapped:
            said.append(f"{month_day(day)}上班")
    return "、".join(said[:3])


def _done(setting: Setting, grade: int, subject: str, line: ProgressLine, last: date) -> str:
    if last > setting.today:
        return ""
    roll = setting.dice("progress", grade, subject, line.first_week).random()
    return "behind" if roll < 0.06 else "ahead" if roll > 0.97 else "on_time"
