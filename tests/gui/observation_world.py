"""A timetable, a county's requirements and three observations on the desk of a GUI test."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiaoyan_desktop.domain.observation import Criterion, Grade, LessonStep, Observation, Remark, Rubric
from jiaoyan_desktop.domain.pack import Pack, Rule
from jiaoyan_desktop.domain.term import BellSchedule, Period
from jiaoyan_desktop.domain.timetable import Progress
from jiaoyan_desktop.gui.desk import Desk
from jiaoyan_desktop.workflows import observing
from tests.builders import a_class, a_post, a_slot, a_teacher, a_timetable, an_assignment

RUBRIC = Rubric(
    id="grounds",
    title="课堂评价",
    criteria=(Criterion(name="目标", points=40), Criterion(name="过程", points=60)),
    grades=(Grade(name="优", at_least=90), Grade(name="良", at_least=80), Grade(name="中", at_least=0)),
    remark_columns=("精点", "不足", "思路"),
)
PACK = Pack(
    id="test",
    title="县里的要求",
    version="1",
    observation_kinds=("推门听课", "公开课"),
    rubrics=(RUBRIC,),
    rules=(
        Rule(
            id="q",
            kind="quota",
            title="主任听课",
            values={"roles": ["teaching_director"], "number": 10, "with_comments": True},
        ),
    ),
)


class ObservationWorld:
    """韩立新 (教导主任) listens; 徐静, 王秀兰 and 刘芳 teach on Tuesday in the second and third period."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        desk._pack = [PACK]
        names = ("韩立新", "徐静", "王秀兰", "刘芳")
        subjects = ("数学", "数学", "语文", "语文")
        people = [a_teacher(name, subject) for name, subject in zip(names, subjects, strict=True)]
        self.han, self.xu, self.wang, self.liu = people
        self.third, self.fourth, self.fifth = a_class(3, 1), a_class(4, 1), a_class(5, 1)
        term = desk.term.uid
        timetable = a_timetable(term_uid=term)
        periods = tuple(
            Period(number=number, starts=starts, ends=ends)
            for number, starts, ends in ((1, "08:00", "08:40"), (2, "08:50", "09:30"), (3, "10:00", "10:40"))
        )
        with desk.db.change("名单和课表") as change:
            change.put_all(people)
            change.put(a_post(self.han, "教导主任"))
            change.put_all([self.third, self.fourth, self.fifth])
            change.put(timetable)
            change.put(BellSchedule(term_uid=term, name="春季", effective_from=date(2025, 3, 1), periods=periods))
            for room, who in ((self.third, self.xu), (self.fourth, self.wang), (self.fifth, self.liu)):
                change.put(an_assignment(who, room, who.subject, term_uid=term))
                for weekday in (1, 2, 3):
                    change.put(a_slot(timetable, room, weekday, 2, who.subject, who))
            change.put(a_slot(timetable, self.third, 2, 3, "数学", self.xu))
            change.put(
                Progress(term_uid=term, grade=3, subject="数学", first_week=1, last_week=20, content="小数的初步认识")
            )
        self.first = self.log(date(2025, 4, 1), self.third, remarks=(Remark(column="精点", text="情境导入好"),))
        self.second = self.log(date(2025, 4, 2), self.fourth, topic="《山行》", kind="公开课", total=86.0, grade="良")
        self.draft = self.log(date(2025, 4, 7), self.third, is_draft=True, topic="")

    def lesson(self, day: date, room: Any, **values: Any) -> Observation:
        """A lesson of the timetable in the second period, heard by 韩立新, not kept yet."""
        found = observing.prefill(self.desk.records, day, 2, room.uid, observer_uid=self.han.uid)
        return found.but(**values)

    def log(self, day: date, room: Any, **values: Any) -> Observation:
        """The same, kept."""
        item = self.lesson(day, room, steps=(LessonStep(at="8:55", teaching="导入"),), **values)
        return observing.log(self.desk.db, item, today=self.desk.today)

    def forget_pack(self) -> None:
        """No county's requirements."""
        self.desk._pack = [None]
