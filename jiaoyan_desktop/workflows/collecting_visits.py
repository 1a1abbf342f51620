"""What looks odd about a lesson heard: a holiday, two rooms at once, another lesson on the timetable."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from ..documents.sheets_tables import Row, Table
from ..domain.calendar import HOLIDAY, WEEKEND, SchoolCalendar
from ..domain.class_names import class_label
from ..domain.dates import month_day, weekday_short
from ..domain.lessons_now import Lesson, TermLessons
from ..domain.observation import Observation
from ..domain.term_records import TermRecords
from .collecting_names import Words
from .collecting_plan import NOTE, PlanBuilder, some

_Visit = tuple[Table | None, Row | None, Observation]  # table and row are None for what is on record already


class VisitChecks:
    """Looks at each observation that comes in; all it finds is told as 请留意, in the words of wording 7."""

    def __init__(self, records: TermRecords, builder: PlanBuilder, names: Words, today: date) -> None:
        self._records = records
        self._builder = builder
        self._names = names
        self._today = today
        self._calendar = SchoolCalendar.of_records(records)
        self._lessons = TermLessons(records, self._calendar)
        self._visits: dict[tuple[str, date, int], list[_Visit]] = defaultdict(list)
        for item in records.observations:
            self._note_visit(None, None, item)

    def look_at(self, table: Table, row: Row, item: Observation) -> None:
        """Remarks on one observation; ``finish`` tells two rooms at once."""
        self._note_visit(table, row, item)
        info = self._calendar.day_info(item.happened_on)
        said = ""
        day = month_day(item.happened_on)
        if info.kind == HOLIDAY:
            said = f"{day}是{info.name}放假，学校没有课。日期是不是记错了？那天确实补课的，先到“放假和调休”里登记。"
        elif info.kind == WEEKEND and info.timetable_weekday is None:
            said = f"{day}是{weekday_short(item.happened_on)}，学校没有课。日期是不是记错了？"
        elif item.happened_on > self._today:
            said = f"{day}还没有到。"
        if said:
            self._builder.problem(row.cell("happened_on"), "happened_on", table.label("happened_on"), NOTE, said)
            return
        for column, name, missing in (("period", item.period, "节次"), ("taught_by", item.taught_by_uid, "授课教师")):
            if not name and not item.is_outside and not item.is_walkthrough:
                self._builder.problem(row.cell(column), column, missing, NOTE, f"没有写{missing}，补上以后才计数。")
        self._against_timetable(table, row, item)

    def finish(self) -> None:
        """Tell every row whose observer was in two rooms in the same period."""
        for (observer_uid, day, period), visits in self._visits.items():
            if len({_room(item) for _, _, item in visits}) < 2:
                continue
            observer = self._names(self._records.teacher_by_uid[observer_uid])
            for table, row, item in visits:
                if table is None or row is None:
                    continue
                others = [self._where(other_row, other) for _, other_row, other in visits if other is not item]
                reason = (
                    f"{observer}{month_day(day)}第{period}节还记了在{some(dict.fromkeys(others))}听课。"
                    "请看看日期、节次对不对；如果是巡课，改成“巡课”，不计节数。"
                )
                self._builder.problem(row.cell("period"), "period", table.label("period"), NOTE, reason)

    def _note_visit(self, table: Table | None, row: Row | None, item: Observation) -> None:
        if not item.period or item.is_walkthrough or item.is_draft:
            return
        visits = self._visits[item.observer_uid, item.happened_on, item.period]
        # The same lesson read again takes the place of the one on record.
        visits[:] = [visit for visit in visits if visit[1] is not None or _room(visit[2]) != _room(item)]
        visits.append((table, row, item))

    def _where(self, row: Row | None, item: Observation) -> str:
        found = self._records.class_by_uid.get(item.class_uid or "")
        label = class_label(found.grade, found.number) if found else item.class_text or "别处"
        return f"{label}（第{row.number}行）" if row else label

    def _against_timetable(self, table: Table, row: Row, item: Observation) -> None:
        """The lesson and the observer's own lessons as the timetable of that day has them (wording 7.5)."""
        if not item.period or not item.class_uid:
            return
        lesson = self._lessons.lesson_at(item.class_uid, item.happened_on, item.period)
        when = f"{weekday_short(item.happened_on)}第{item.period}节"
        if lesson is not None and not _same(lesson, item):
            reason = (
                f"课程表上{self._class(item.class_uid)}{when}是{lesson.subject}（{self._teacher(lesson.teacher_uid)}），"
                f"这里记的是{item.subject or '（没有写科目）'}（{self._teacher(item.taught_by_uid)}）。是调课了吗？"
            )
            self._builder.problem(row.cell("subject"), "subject", table.label("subject"), NOTE, reason)
        own = [
            given
            for given in self._lessons.of_teacher(item.observer_uid, item.happened_on)
            if given.period == item.period and given.class_uid != item.class_uid
        ]
        if own:
            reason = (
                f"课程表上{self._teacher(item.observer_uid)}{when}自己在{self._class(own[0].class_uid)}"
                f"上{own[0].subject}。是调课了吗？"
            )
            self._builder.problem(row.cell("observer"), "observer_uid", table.label("observer"), NOTE, reason)

    def _class(self, uid: str) -> str:
        found = self._records.class_by_uid.get(uid)
        return class_label(found.grade, found.number) if found else ""

    def _teacher(self, uid: str | None) -> str:
        found = self._records.teacher_by_uid.get(uid or "")
        return self._names(found) if found else "没有写老师"


def _room(item: Observation) -> str:
    return item.class_uid or item.class_text


def _same(lesson: Lesson, item: Observation) -> bool:
    """Whether the timetable and the ledger agree as far as both say anything."""
    if item.subject and lesson.subject != item.subject:
        return False
    return not (lesson.teacher_uid and item.taught_by_uid and lesson.teacher_uid != item.taught_by_uid)
