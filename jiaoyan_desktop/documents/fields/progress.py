"""What the weekly progress table (周进度表) of one grade and subject may ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from jiaoyan_desktop.domain.calendar import HOLIDAY, WORKDAY, DayInfo
from jiaoyan_desktop.domain.naming import grade_name, plain_date
from jiaoyan_desktop.domain.timetable import Progress

from .namesakes import names_beside
from .people import in_force, subject_order
from .registry import Area, RowList, Select, fields
from .scene import Scene

_DONE = {"on_time": "按期", "ahead": "提前", "behind": "滞后"}
_PERIODS = re.compile(r"[（(](\d{1,2})(?:课时)?[）)]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressTable:
    """The lines of one grade and subject; of one class only where the classes of a grade differ."""

    grade: int
    subject: str
    class_uid: str | None
    lines: tuple[Progress, ...]

    @property
    def uid(self) -> str:
        """What answers to a form are kept under: a table is no record and has no uid of its own."""
        return f"{self.grade}-{self.subject}-{self.class_uid or ''}"


def tables(scene: Scene) -> list[ProgressTable]:
    """Every progress table of the term, by grade and subject."""
    lists: dict[tuple[int, str, str | None], list[Progress]] = {}
    for line in scene.records.progress:
        lists.setdefault((line.grade, line.subject, line.class_uid), []).append(line)
    place = {item.uid: number for number, item in enumerate(scene.records.classes)}
    ordered = sorted(lists, key=lambda key: (key[0], subject_order(key[1]), place.get(key[2] or "", -1)))
    return [
        ProgressTable(
            grade=grade,
            subject=subject,
            class_uid=class_uid,
            lines=tuple(sorted(lists[grade, subject, class_uid], key=lambda line: (line.first_week, line.last_week))),
        )
        for grade, subject, class_uid in ordered
    ]


def _whom(scene: Scene, table: ProgressTable) -> str:
    return scene.names.school_class(table.class_uid) or grade_name(table.grade)


def _teachers(scene: Scene, table: ProgressTable) -> tuple[str, ...]:
    found = [
        item.teacher_uid
        for item in scene.records.assignments
        if item.subject == table.subject
        and in_force(item, scene.as_of)
        and (item.class_uid == table.class_uid if table.class_uid else _grade(scene, item.class_uid) == table.grade)
    ]
    return tuple(names_beside(scene, [(uid, "") for uid in dict.fromkeys(found)]))


def _grade(scene: Scene, class_uid: str) -> int:
    found = scene.records.class_by_uid.get(class_uid)
    return found.grade if found else 0


def _days(scene: Scene, line: Progress) -> list[DayInfo]:
    return [
        info
        for week in scene.calendar.weeks()
        if week.number is not None and line.first_week <= week.number <= line.last_week
        for info in week.days
    ]


def _short(day: date) -> str:
    return f"{day.month}.{day.day}"


def dates(scene: Scene, line: Progress) -> str:
    """What the teacher wrote, else the school days of its weeks: 3.3—3.7."""
    if line.dates:
        return line.dates
    days = [info.day for info in _days(scene, line) if info.kind == WORKDAY or info.day.isoweekday() <= 5]
    if not days:
        return ""
    return _short(days[0]) if days[0] == days[-1] else f"{_short(days[0])}—{_short(days[-1])}"


def _working_days(scene: Scene, line: Progress) -> int | None:
    days = _days(scene, line)
    return sum(info.kind == WORKDAY for info in days) if days else None


def _weeks(_: Scene, line: Progress) -> str:
    first, last = line.first_week, line.last_week
    return str(first) if first == last else f"{first}—{last}"


def _periods(_: Scene, line: Progress) -> int | None:
    """课时 out of the content as teachers write it: 观潮(3)走月亮(1) is 4; None when nothing is written."""
    found = [int(number) for number in _PERIODS.findall(line.content)]
    return sum(found) if found else None


def _note(scene: Scene, line: Progress) -> str:
    """The teacher's own note, else what the calendar says of those weeks: 清明节4月4日放假；4月27日上班."""
    if line.note:
        return line.note
    off: dict[str, list[date]] = {}
    parts: list[str] = []
    for info in _days(scene, line):
        if info.kind == HOLIDAY and info.day.isoweekday() <= 5:
            off.setdefault(info.name, []).append(info.day)
        elif info.is_swapped:
            parts.append(f"{plain_date(info.day)}上班")
    said = [f"{name}{_off_days(days)}放假" for name, days in off.items()]
    return "；".join([*said, *parts])


def _off_days(days: list[date]) -> str:
    return plain_date(days[0]) if len(days) == 1 else f"{plain_date(days[0])}—{plain_date(days[-1])}"


TABLE = fields(
    ("grade", "年级", lambda _, table: grade_name(table.grade)),
    ("subject", "学科", lambda _, table: table.subject),
    ("whom", "年级，各班不同时是班级", _whom),
    ("teachers", "任课教师", _teachers),
)
_LINE = fields(
    ("week", "周次", _weeks),
    ("dates", "起止日期", dates),
    ("working_days", "工作日数", _working_days),
    ("content", "教学内容", lambda _, line: line.content),
    ("periods", "课时", _periods),
    ("done", "执行情况", lambda _, line: _DONE.get(line.done, line.done)),
    ("note", "备注，没写时是放假和调休", _note),
)

AREA = Area(
    fields={"progress": TABLE},
    lists=(
        RowList(
            name="progress",
            meaning="周进度，一段周次一行",
            one_per=("progress",),
            items=lambda _, table: table.lines,
            fields=_LINE,
        ),
    ),
    selects=(Select(name="progress_tables", meaning="每个年级每个学科一张", one_per="progress", pick=tables),),
)
