"""The sample school's observations: six observers over a term, every one in keeping with the timetable."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ...domain.lessons_now import Lesson
from ...domain.observation import Observation, Rubric
from .lessons import Topics
from .setting import Setting
from .studying import GivenLesson, StudyWork
from .writing import Remarks, scored

_EARLY_WEEKS, _LATE_WEEKS = (1, 13), (14, 17)  # the county wants its papers at the end of week 14
_MOST_A_DAY = 3
_STUDY_OBSERVERS = ("林珺", "韩立新", "张丽（语）", "陈志强")
_REASONS = ("外出开会，回来补记", "听课本上先记了，忙完录入", "带学生比赛，回来补记")
_BORROWED = "校际联研借班上课"


@dataclass(frozen=True, slots=True)
class _Heard:
    """One lesson as an observer hears it."""

    observer: str
    day: date
    period: int
    label: str  # the class, empty in another school
    subject: str
    teacher: str  # a key of the data, empty for a guest
    topic: str
    kind: str
    values: dict[str, Any]


class Hearing:
    """Finds lessons to hear and writes the observations down."""

    def __init__(self, setting: Setting, rubric: Rubric, topics: Topics) -> None:
        self._setting = setting
        self._rubric = rubric
        self._topics = topics
        self._remarks = Remarks(setting)
        self._heard: list[_Heard] = []
        self._taken: set[tuple[date, int, str]] = set()  # (day, period, class): somebody sits in there already
        self._busy: set[tuple[str, date, int]] = set()  # (observer, day, period)
        self._times: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._last: dict[str, date] = {}
        self._labels = {item.uid: label for label, item in setting.classes.items()}
        self._names = {item.uid: name for name, item in setting.teachers.items()}

    def records(self, works: list[StudyWork], days: dict[str, date]) -> list[Observation]:
        """All observations of the term in the order they happened."""
        self._at_joint_days(works, days)
        for work in works:
            for lesson in work.lessons:
                self._at_study(lesson)
        for item in self._setting.sources.hearing["shared"]:
            self._at_shared(item)
        for weeks, share in ((_EARLY_WEEKS, "early"), (_LATE_WEEKS, "late")):
            self._on_rounds(*weeks, share)
        found = [self._written(item) for item in sorted(self._heard, key=lambda one: (one.day, one.period))]
        return [item for item in found if item.happened_on <= self._setting.today]

    # -- where several sit together ----------------------------------------------------------------------------------

    def _at_joint_days(self, works: list[StudyWork], days: dict[str, date]) -> None:
        setting = self._setting
        given = {(item.teacher, item.day): item for work in works for item in work.lessons}
        for item in setting.sources.joint:
            day, activity = days[item["id"]], setting.activities[item["id"]]
            for lesson in item["lessons"]:
                own = lesson["teacher"] if lesson.get("own") else ""
                c_draft = given.get((own, day))
                at_home = item["is_host"]
                period = self._period_of(lesson["class"], item["subject"], day) if at_home else lesson["period"]
                values: dict[str, Any] = {"activity_uid": activity.uid}
                if not own:
                    school = setting.partners[lesson["school"]].name if at_home else activity.host_school
                    values["taught_by_text"] = f"{lesson['teacher']}（{school}）" if at_home else lesson["teacher"]
                if not at_home:
                    values |= {"is_outside": True, "class_text": lesson["class"], "place_text": lesson["school"]}
                elif not own:
                    values["reason"] = _BORROWED
                if c_draft is not None:
                    values |= {"lesson_study_uid": c_draft.study.uid, "draft_revision_uid": c_draft.revision.uid}
                for observer in lesson["heard"]:
                    label = lesson["class"] if at_home else ""
                    topic = f"《{lesson['topic']}》" if item["subject"] == "语文" else lesson["topic"]
                    self._add(observer, day, period, label, item["subject"], own, topic, lesson["kind"], values)

    def _at_study(self, lesson: GivenLesson) -> None:
        if not lesson.period or lesson.day in self._setting.closed:
            return  # given in another school or on the joint day, and written down there
        values = {"lesson_study_uid": lesson.study.uid, "draft_revision_uid": lesson.revision.uid}
        topic = f"《{lesson.study.topic}》" if lesson.study.subject == "语文" else lesson.study.topic
        free = [name for name in _STUDY_OBSERVERS if self._is_free(name, lesson.teacher, lesson.day, lesson.period)]
        for observer in free[:2]:
            self._add(
                observer,
                lesson.day,
                lesson.period,
                lesson.label,
                lesson.study.subject,
                lesson.teacher,
                topic,
                "研讨课",
                values,
            )
        self._taken.add((lesson.day, lesson.period, lesson.label))

    def _at_shared(self, item: dict[str, Any]) -> None:
        setting = self._setting
        first = setting.at(item["on"])
        for _ in range(10):
            day, lesson = setting.find_lesson(item["teacher"], item["class"], item["subject"], first)
            free = [name for name in item["observers"] if self._is_free(name, item["teacher"], day, lesson.period)]
            if len(free) > 1 and (day, lesson.period, item["class"]) not in self._taken:
                break
            first = day + timedelta(days=1)
        values = {"activity_uid": setting.activities[item["activity"]].uid} if "activity" in item else {}
        topic = item.get("topic") or self._topics.of(item["class"], item["subject"], day, lesson.period)
        for observer in free:
            self._add(
                observer,
                day,
                lesson.period,
                item["class"],
                item["subject"],
                item["teacher"],
                topic,
                item["kind"],
                values,
            )

    # -- the daily round ---------------------------------------------------------------------------------------------

    def _on_rounds(self, first_week: int, last_week: int, share: str) -> None:
        """Each observer's lessons spread over the weeks; who was heard least comes first."""
        days = [day for day in self._setting.school_days(first_week, last_week) if day not in self._setting.closed]
        tasks: list[tuple[int, int, dict[str, Any]]] = []
        for number, observer in enumerate(self._setting.sources.hearing["observer"]):
            done = sum(item.observer == observer["name"] and item.day in days for item in self._heard)
            wanted = max(observer[share] - done, 0)
            dice = self._setting.dice("round", share, observer["name"])
            places = [(place + dice.uniform(0.1, 0.9)) * len(days) / wanted for place in range(wanted)]
            tasks += [(min(int(place), len(days) - 1), number, observer) for place in places]
        for place, _, observer in sorted(tasks, key=lambda task: task[:2]):
            near = sorted(range(len(days)), key=lambda index: abs(index - place))
            next(True for index in near if self._visit(observer, days[index]))

    def _visit(self, observer: dict[str, Any], day: date) -> bool:
        name = observer["name"]
        today = sum(item.observer == name and item.day == day for item in self._heard)
        if (name, day) in self._setting.away or today >= _MOST_A_DAY:
            return False
        dice = self._setting.dice("visit", name, day, today)
        options = [
            (self._dislike(observer, lesson, day, dice), lesson.period, lesson.class_uid, lesson)
            for lesson in self._setting.lessons_on(day)
            if self._may_hear(name, lesson, day)
        ]
        if not options:
            return False
        lesson = min(options, key=lambda option: option[:3])[3]
        teacher, label = self._names[lesson.teacher_uid or ""], self._labels[lesson.class_uid]
        topic = self._topics.of(label, lesson.subject, day, lesson.period)
        self._add(name, day, lesson.period, label, lesson.subject, teacher, topic, self._kind(name, teacher, dice), {})
        return True

    def _may_hear(self, name: str, lesson: Lesson, day: date) -> bool:
        setting, teacher = self._setting, self._names.get(lesson.teacher_uid or "", "")
        if not teacher or (day, lesson.period, self._labels[lesson.class_uid]) in self._taken:
            return False
        if lesson.teacher_uid not in setting.lessons.teachers_of(lesson.class_uid, lesson.subject, day):
            return False  # 双周书法 is given by the 劳动 teacher; nobody goes to hear it
        rehearses = day == setting.at("13.5") and lesson.period > 4
        return not rehearses and self._is_free(name, teacher, day, lesson.period)

    def _dislike(self, observer: dict[str, Any], lesson: Lesson, day: date, dice: random.Random) -> float:
        """The smaller, the sooner this lesson is heard."""
        teacher = self._names[lesson.teacher_uid or ""]
        likes = observer["likes"]
        just_now = 6 if (day - self._last.get(teacher, date.min)).days < 3 else 0
        other_subject = 5 if likes and lesson.subject not in likes else 0
        return (
            3 * self._times[teacher]
            + 4 * self._pairs[observer["name"], teacher]
            + other_subject
            + just_now
            + dice.uniform(0, 3)
        )

    def _kind(self, observer: str, teacher: str, dice: random.Random) -> str:
        roll = dice.random()
        if teacher in self._setting.sources.hearing["followed"]["teachers"] and roll < 0.6:
            return "跟踪听课"
        return "检查性听课" if roll > 0.92 and observer in ("周建国", "韩立新") else "推门听课"

    # -- written down ------------------------------------------------------------------------------------------------

    def _is_free(self, name: str, teacher: str, day: date, period: int) -> bool:
        setting = self._setting
        return (
            name != teacher
            and (name, day, period) not in self._busy
            and (name, day) not in setting.away
            and (teacher, day) not in setting.away
            and not setting.is_teaching(name, day, period)
        )

    def _add(
        self,
        observer: str,
        day: date,
        period: int,
        label: str,
        subject: str,
        teacher: str,
        topic: str,
        kind: str,
        values: dict[str, Any],
    ) -> None:
        self._heard.append(_Heard(observer, day, period, label, subject, teacher, topic, kind, values))
        self._busy.add((observer, day, period))
        self._taken.add((day, period, label))
        self._times[teacher] += 1
        self._pairs[observer, teacher] += 1
        self._last[teacher] = day

    def _period_of(self, label: str, subject: str, day: date) -> int:
        uid = self._setting.classes[label].uid
        return next(
            item.period for item in self._setting.lessons_on(day) if (item.class_uid, item.subject) == (uid, subject)
        )

    def _written(self, item: _Heard) -> Observation:
        setting = self._setting
        dice = setting.dice("written", item.observer, item.day, item.period)
        teacher = setting.teachers.get(item.teacher)
        started = int(teacher.started_work[:4]) if teacher else 2005
        experience = min(item.day.year - started, 25) / 25
        level = 0.82 + 0.08 * experience + setting.dice("level", item.teacher).uniform(-0.02, 0.03)
        scores, total, grade = scored(self._rubric, level, dice)
        late = dice.random()
        recorded_on = item.day + timedelta(days=dice.randint(5, 9) if late > 0.93 else 0 if late < 0.7 else 1)
        reason = item.values.get("reason", "")
        if late > 0.93:
            reason = reason or dice.choice(_REASONS)
        return Observation(
            **setting.of_term(
                happened_on=item.day,
                period=item.period,
                observer_uid=setting.teachers[item.observer].uid,
                taught_by_uid=teacher.uid if teacher else None,
                class_uid=setting.classes[item.label].uid if item.label else None,
                subject=item.subject,
                topic=item.topic,
                kind=item.kind,
                grade=grade,
                total=total,
                scores=scores,
                rubric=self._rubric,
                steps=self._remarks.steps(item.subject, item.topic) if dice.random() < 0.6 else (),
                remarks=self._remarks.of(item.subject, item.topic, self._rubric.remark_columns, dice),
                summary=self._remarks.summary() if dice.random() < 0.2 else "",
                recorded_on=min(recorded_on, max(setting.today, item.day)),
                **{**item.values, "reason": reason},
            )
        )
