"""A lesson study with drafts and opinions on the desk of a GUI test."""

from __future__ import annotations

from datetime import date

from jiaoyan_desktop.domain.drafts import Taker
from jiaoyan_desktop.domain.preparation import Comment, Draft, LessonStudy, ProcessStep, Section
from jiaoyan_desktop.domain.study_standing import StudyStanding, standing
from jiaoyan_desktop.gui.desk import Desk
from jiaoyan_desktop.workflows import discussing, preparing
from tests.builders import a_class, a_teacher, an_assignment

PLAN = (
    Section(heading="一、教学目标", text="会写5个字。"),
    Section(heading="二、教学过程", steps=(ProcessStep(step="导入", teacher="出示枫叶图。"),)),
)
BETTER = (Section(heading="一、教学目标", text="会写6个字。"), PLAN[1])


class PreparationWorld:
    """Four teachers, two classes, the study 《山行》 with an A draft and two opinions."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.wang, self.sun, self.liu, self.ma = (a_teacher(name) for name in ("王秀兰", "孙㛃", "刘芳", "马玉珍"))
        self.fourth, self.third = a_class(4, 1), a_class(3, 1)
        term = desk.term.uid
        with desk.db.change("名单") as change:
            change.put_all([self.wang, self.sun, self.liu, self.ma])
            change.put_all([self.fourth, self.third])
            change.put(an_assignment(self.wang, self.fourth, term_uid=term))
            change.put(an_assignment(self.sun, self.third, term_uid=term))
        self.study = preparing.begin(
            desk.db,
            LessonStudy(term_uid=term, topic="《山行》", subject="语文", grade=4, lead_uid=self.wang.uid),
            PLAN,
            today=desk.today,
        )
        self.first, self.second = self.say("先读后讲"), self.say("换成校园里的枫叶")

    def say(self, text: str) -> Comment:
        """An opinion of 孙㛃."""
        said = Comment(lesson_study_uid=self.study.uid, text=text, speaker_uid=self.sun.uid)
        return discussing.comment(self.desk.db, said)

    def draft(self, stage: str) -> Draft:
        """The draft of that stage."""
        return self.desk.db.find(Draft, lesson_study_uid=self.study.uid, stage=stage)[0]

    def promote(self) -> Draft:
        """A B draft that took in the first opinion and says something else than A."""
        made = preparing.promote(self.desk.db, self.draft("A").uid, [self.first.uid], today=self.desk.today)
        preparing.write(self.desk.db, made.drafts[0].uid, BETTER, today=self.desk.today)
        return made.drafts[0]

    def fork(self) -> Draft:
        """王秀兰's C draft for 四（1）班."""
        taker = Taker(teacher_uid=self.wang.uid, class_uid=self.fourth.uid)
        return preparing.fork(self.desk.db, self.promote().uid, [taker], today=self.desk.today).drafts[0]

    def teach(self) -> Draft:
        """The same, taught on 1 April."""
        draft = self.fork()
        preparing.teach(self.desk.db, draft.uid, date(2025, 4, 1))
        return draft

    def standing(self) -> StudyStanding:
        """The study as it stands."""
        found = standing(self.desk.records, self.desk.names, self.study.uid)
        assert found is not None
        return found
