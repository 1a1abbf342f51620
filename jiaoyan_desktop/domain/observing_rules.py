"""ObservingRules: what cannot be, or looks odd, about one observation, with the reason and the ways out (wording 7)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from .calendar import HOLIDAY, WEEKEND, SchoolCalendar
from .counting import LATE_AFTER_DAYS, days_late, is_late_entry
from .dates import month_day, weekday_short
from .lessons_now import Lesson, TermLessons
from .naming import Names
from .observation import Observation
from .staff import here_on
from .term_records import TermRecords

REFUSE, ASK, NOTE = "refuse", "ask", "note"

Choices = tuple[tuple[str, str], ...]
_KEEP = ("keep", "就这样，写明原因")
_BY_TIMETABLE: Choices = (("register_swap", "登记调课"), ("edit", "改记录"), _KEEP)
_DAY_OFF: Choices = (("change_day", "改日期"), ("register_workday", "登记补课"), ("keep", "就是这天，写明原因"))
_CHANGE_DAY: Choices = (("change_day", "改日期"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """Something about an observation that a person has to know.

    ``level``: refuse (cannot be saved so), ask (a person chooses; ``keep`` wants a reason in words), note (only shown).
    ``field`` is the field to mark; ``choices`` are (code, button) with the first as default; ``other`` is the uid of
    the record it meets.
    """

    code: str
    level: str
    field: str
    sentence: str
    choices: Choices = ()
    other: str = ""


class ObservingRules:
    """Looks at observations against calendar, timetable, roster and what is recorded already; made once per table."""

    def __init__(
        self,
        records: TermRecords,
        today: date,
        *,
        calendar: SchoolCalendar | None = None,
        lessons: TermLessons | None = None,
        names: Names | None = None,
        late_after_days: int = LATE_AFTER_DAYS,
    ) -> None:
        self._records = records
        self._today = today
        self._calendar = calendar or SchoolCalendar.of_records(records)
        self._lessons = lessons or TermLessons(records, self._calendar)
        self._names = names or Names(records)
        self._late_after_days = late_after_days
        self._heard: dict[tuple[str, date, int], list[Observation]] = defaultdict(list)
        for item in records.observations:
            self.add(item)

    def add(self, item: Observation) -> None:
        """Remembers an observation that the following ones may clash with (rows of one file, one after another)."""
        if item.is_walkthrough or item.is_draft:
            return
        for period in _periods(item):
            self._heard[item.observer_uid, item.happened_on, period].append(item)

    def concerns(self, item: Observation) -> tuple[Concern, ...]:
        """Everything about this observation, what is refused first; its own earlier state is no clash."""
        found = [
            *self._about_the_day(item),
            *self._about_people(item),
            *self._about_the_same_period(item),
            *self._about_the_timetable(item),
        ]
        if is_late_entry(item, self._late_after_days) and item.recorded_on:
            sentence = f"补录：{month_day(item.recorded_on)}录入，晚了{days_late(item)}天。"
            found.append(Concern(code="late", level=NOTE, field="recorded_on", sentence=sentence))
        order = (REFUSE, ASK, NOTE)
        return tuple(sorted(found, key=lambda concern: order.index(concern.level)))

    def _about_the_day(self, item: Observation) -> list[Concern]:
        day, said = item.happened_on, month_day(item.happened_on)
        term = self._records.term
        if day > self._today:
            return [_day_concern("future", REFUSE, f"{said}还没有到，听过了再记。", _CHANGE_DAY)]
        if not term.starts_on <= day <= term.ends_on:
            span = f"{month_day(term.starts_on)}至{month_day(term.ends_on)}"
            return [_day_concern("other_term", REFUSE, f"{said}不在{term.name}（{span}）里。", _CHANGE_DAY)]
        info = self._calendar.day_info(day)
        register = "日期是不是记错了？如果那天确实补课，先到“放假和调休”里登记。"
        if item.is_outside:
            return []
        if info.kind == HOLIDAY:
            return [_day_concern("holiday", ASK, f"{said}是{info.name}放假，学校没有课。{register}", _DAY_OFF)]
        if info.kind == WEEKEND:
            return [_day_concern("weekend", ASK, f"{said}是{weekday_short(day)}，学校没有课。{register}", _DAY_OFF)]
        if info.timetable_weekday is None and self._records.slots:
            return [_day_concern("unknown_day", NOTE, f"{info.note}，没有和课程表核对。", ())]
        return []

    def _about_people(self, item: Observation) -> list[Concern]:
        found = []
        if item.taught_by_uid and item.observer_uid == item.taught_by_uid:
            found.append(
                Concern(
                    code="own_lesson",
                    level=REFUSE,
                    field="observer_uid",
                    sentence=f"这节课就是{self._names.teacher(item.observer_uid)}自己上的，不能算听课。是不是听课人选错了？",
                    choices=(("change_observer", "改听课人"), ("discard", "不记了")),
                )
            )
        for name, uid in (("observer_uid", item.observer_uid), ("taught_by_uid", item.taught_by_uid)):
            teacher = self._records.teacher_by_uid.get(uid or "")
            if teacher is not None and not here_on(teacher, item.happened_on):
                sentence = (
                    f"{month_day(item.happened_on)}{self._names.teacher(uid)}老师不在本校。是不是人或者日期选错了？"
                )
                choices = (("edit", "改记录"), _KEEP)
                found.append(Concern(code="not_here", level=ASK, field=name, sentence=sentence, choices=choices))
        return found

    def _about_the_same_period(self, item: Observation) -> list[Concern]:
        if item.is_walkthrough:
            return []
        others = {
            other.uid: (period, other)
            for period in _periods(item)
            for other in self._heard.get((item.observer_uid, item.happened_on, period), ())
            if other.uid != item.uid
        }
        return [self._clash(item, period, other) for period, other in others.values()]

    def _clash(self, item: Observation, period: int, other: Observation) -> Concern:
        when = f"{self._names.teacher(item.observer_uid)}{month_day(item.happened_on)}第{period}节"
        if _room(other) == _room(item):
            return Concern(
                code="twice",
                level=REFUSE,
                field="period",
                sentence=f"{when}在{self._place(other)}听的课已经记过了。",
                choices=(("open_other", "看记过的那条"), ("discard", "不记了")),
                other=other.uid,
            )
        return Concern(
            code="two_rooms",
            level=ASK,
            field="period",
            sentence=(
                f"{when}已经记了在{self._place(other)}听课。请看看日期、节次对不对；如果是巡课，改成“巡课”，不计节数。"
            ),
            choices=(
                ("change_period", "改节次"),
                ("make_walkthrough", "改成巡课"),
                ("keep", "两节都留，写明原因"),
            ),
            other=other.uid,
        )

    def _about_the_timetable(self, item: Observation) -> list[Concern]:
        if item.is_outside or not item.period:
            return []
        found = [self._teaching(item, lesson) for lesson in self._own_lessons(item)]
        today = self._lessons.on(item.happened_on)
        if not today or not item.class_uid:
            return found
        when = f"课程表上{self._names.school_class(item.class_uid)}{weekday_short(item.happened_on)}第{item.period}节"
        lesson = self._lessons.lesson_at(item.class_uid, item.happened_on, item.period)
        if lesson is None:
            found.append(_timetable_concern("no_lesson", "period", f"{when}没有课。是不是节次记错了？"))
        elif not _agree(lesson, item):
            said = f"这里记的是{_subject(item.subject, self._names.teacher(item.taught_by_uid) or item.taught_by_text)}"
            planned = _subject(lesson.subject, self._names.teacher(lesson.teacher_uid))
            found.append(_timetable_concern("other_lesson", "subject", f"{when}是{planned}，{said}。是调课了吗？"))
        return found

    def _own_lessons(self, item: Observation) -> list[Lesson]:
        """Lessons that the observer gives herself while listening; her own lesson heard is said elsewhere."""
        return [
            lesson
            for lesson in self._lessons.of_teacher(item.observer_uid, item.happened_on)
            if lesson.period in _periods(item) and lesson.class_uid != item.class_uid
        ]

    def _teaching(self, item: Observation, lesson: Lesson) -> Concern:
        who, when = self._names.teacher(item.observer_uid), weekday_short(item.happened_on)
        room = self._names.school_class(lesson.class_uid)
        sentence = f"课程表上{who}{when}第{lesson.period}节自己在{room}上{lesson.subject}。是调课了吗？"
        return _timetable_concern("teaching", "observer_uid", sentence)

    def _place(self, item: Observation) -> str:
        return self._names.school_class(item.class_uid) or item.class_text or item.place_text or "别处"


def _periods(item: Observation) -> range:
    """The periods it takes: 节数 lessons in a row from its period; none where the period is not known."""
    return range(item.period, item.period + max(item.lesson_count, 1)) if item.period else range(0)


def _room(item: Observation) -> str:
    return item.class_uid or item.class_text or item.place_text


def _agree(lesson: Lesson, item: Observation) -> bool:
    """Whether timetable and record agree as far as both say anything."""
    if item.subject and item.subject != lesson.subject:
        return False
    return not (lesson.teacher_uid and item.taught_by_uid) or lesson.teacher_uid == item.taught_by_uid


def _subject(subject: str, teacher: str) -> str:
    return f"{subject or '（没有写科目）'}（{teacher or '没有写老师'}）"


def _day_concern(code: str, level: str, sentence: str, choices: Choices) -> Concern:
    return Concern(code=code, level=level, field="happened_on", sentence=sentence, choices=choices)


def _timetable_concern(code: str, field: str, sentence: str) -> Concern:
    return Concern(code=code, level=ASK, field=field, sentence=sentence, choices=_BY_TIMETABLE)
