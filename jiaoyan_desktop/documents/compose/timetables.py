"""课程表 of the school, of each class and of each teacher, from the version in force on the date (domain F4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from jiaoyan_desktop.domain.dates import date_cn
from jiaoyan_desktop.domain.glossary import SUBJECT_ALIASES
from jiaoyan_desktop.domain.naming import weekday_name
from jiaoyan_desktop.domain.staff import classes_on
from jiaoyan_desktop.domain.term import Period
from jiaoyan_desktop.domain.timetable import Slot, Timetable
from jiaoyan_desktop.errors import UserError

from ..excel_build import SheetCell, SheetColumn, WorkbookBuilder
from ..fields.people import staff, weekly_periods
from ..fields.scene import Scene
from ..form_values import FilledDocument
from .request import Request

_PARITY_WORDS = {"odd": "单:", "even": "双:", "all": ""}
_PARITY_ORDER = {"all": 0, "odd": 1, "even": 2}
_HALVES = {"am": "上午", "pm": "下午"}
_LEAST_HEIGHT, _LEAST_HEIGHT_OF_WEEK = 46.0, 66.0  # points; a week by itself fills its page

Lessons = dict[tuple[int, int], list[Slot]]  # (weekday, period) -> one, or an odd and an even one
Told = Callable[[Slot], str]


def compose_school(request: Request) -> FilledDocument:
    """The whole school on one sheet: a row for each class, a column for each period of each weekday."""
    scene = request.scene
    version = _version(scene)
    days, periods = _extent(scene, version)
    columns = [SheetColumn(head="班级", width=3.6)]
    columns += [SheetColumn(head=str(period), width=2.1, align="center") for _ in days for period in periods]
    book = WorkbookBuilder(author=scene.records.school.name)
    sheet = book.sheet("总课表", columns, landscape=True)
    sheet.title(f"{scene.records.school.name}{scene.records.term.name}总课程表")
    heads = [SheetCell(value="班级", down=2)]
    heads += [SheetCell(value=weekday_name(day).replace("周", "星期"), across=len(periods)) for day in days]
    sheet.head([heads, [str(period) for _ in days for period in periods]])
    for item in classes_on(scene.records, scene.as_of):
        lessons = _lessons(scene, version, lambda slot, uid=item.uid: slot.class_uid == uid)
        cells = [_short_cell(scene, lessons.get((day, period), [])) for day in days for period in periods]
        sheet.rows([[scene.names.school_class(item.uid), *cells]], least_height=_LEAST_HEIGHT)
    sheet.foot(*_version_notes(scene, version))
    return book.build(made_at=request.made_at, title="总课程表")


def compose_classes(request: Request) -> FilledDocument:
    """One sheet for each class."""
    scene = request.scene
    version = _version(scene)
    book = WorkbookBuilder(author=scene.records.school.name)
    for item in classes_on(scene.records, scene.as_of):
        name = scene.names.school_class(item.uid)
        lessons = _lessons(scene, version, lambda slot, uid=item.uid: slot.class_uid == uid)
        total = scene.lessons.weekly_periods(scene.as_of).by_class.get(item.uid, 0.0)
        told = _subject_and(lambda slot: _teacher(scene, slot))
        _week_sheet(book, scene, version, name, f"{name}课程表", lessons, told, f"周课时：{total:g}节")
    return book.build(made_at=request.made_at, title="班级课程表")


def compose_teachers(request: Request) -> FilledDocument:
    """One sheet for each teacher who has lessons in the version in force."""
    scene = request.scene
    version = _version(scene)
    book = WorkbookBuilder(author=scene.records.school.name)
    for teacher in staff(scene):
        lessons = _lessons(scene, version, lambda slot, uid=teacher.uid: _given_by(scene, slot) == uid)
        if not lessons:
            continue
        name = scene.names.teacher(teacher.uid)
        periods = weekly_periods(scene, teacher) or 0.0
        told = _subject_and(lambda slot: scene.names.school_class(slot.class_uid))
        _week_sheet(book, scene, version, name, f"{name}老师课程表", lessons, told, f"周课时：{periods:g}节")
    return book.build(made_at=request.made_at, title="教师课程表")


def _week_sheet(
    book: WorkbookBuilder,
    scene: Scene,
    version: Timetable,
    name: str,
    title: str,
    lessons: Lessons,
    told: Told,
    summed: str,
) -> None:
    days, periods = _extent(scene, version)
    clock = {item.number: item for item in _bells(scene)}
    columns = [SheetColumn(head="", width=2.5), SheetColumn(head="节次", width=6)]
    columns += [SheetColumn(head=weekday_name(day).replace("周", "星期"), width=7, align="center") for day in days]
    sheet = book.sheet(name, columns)
    sheet.title(title)
    sheet.line(f"{scene.records.school.name}　{scene.records.term.name}", summed)
    sheet.head()
    for half, numbers in _halves(scene, periods):
        for place, period in enumerate(numbers):
            lead: list[SheetCell] = [] if place else [SheetCell(value=half, down=len(numbers))]
            bell = clock.get(period)
            when = f"第{period}节" + (f"\n{bell.starts}—{bell.ends}" if bell else "")
            cells = [_cell(lessons.get((day, period), []), told) for day in days]
            sheet.rows([[*lead, when, *cells]], least_height=_LEAST_HEIGHT_OF_WEEK)
    sheet.foot(*_version_notes(scene, version, with_bells=False))


def _halves(scene: Scene, periods: Sequence[int]) -> list[tuple[str, list[int]]]:
    """上午 and 下午 with their periods by the 作息; without one all periods stand together."""
    half = {item.number: _HALVES.get(item.half, "") for item in _bells(scene)}
    groups: dict[str, list[int]] = {}
    for period in periods:
        groups.setdefault(half.get(period, ""), []).append(period)
    return list(groups.items())


def _version(scene: Scene) -> Timetable:
    version = scene.lessons.timetable_on(scene.as_of)
    if version is None and scene.records.timetables:
        version = scene.records.timetables[0]
    if version is None:
        raise UserError("还没有课程表，这份没有生成。", cure="请先在“教师与课表”里导入课程表。")
    return version


def _extent(scene: Scene, version: Timetable) -> tuple[list[int], list[int]]:
    """The weekdays and periods to print: Monday to Friday at least, and every period that has a lesson or a bell."""
    slots = [slot for slot in scene.records.slots if slot.timetable_uid == version.uid]
    days = sorted({1, 2, 3, 4, 5} | {slot.weekday for slot in slots})
    periods = sorted({slot.period for slot in slots} | {item.number for item in _bells(scene)})
    return days, periods or [1]  # a timetable without a lesson yet is a blank to write into


def _bells(scene: Scene) -> tuple[Period, ...]:
    schedule = scene.lessons.bell_schedule_on(scene.as_of)
    return schedule.periods if schedule else ()


def _lessons(scene: Scene, version: Timetable, wanted: Callable[[Slot], bool]) -> Lessons:
    found: Lessons = defaultdict(list)
    for slot in scene.records.slots:
        if slot.timetable_uid == version.uid and wanted(slot):
            found[slot.weekday, slot.period].append(slot)
    for slots in found.values():
        slots.sort(key=lambda slot: _PARITY_ORDER.get(slot.parity, 0))
    return dict(found)


def _given_by(scene: Scene, slot: Slot) -> str | None:
    """Who gives that lesson on the date: the slot's own teacher, or by 任课分工 where it names none or one who left."""
    teacher = scene.teacher(slot.teacher_uid)
    if teacher is not None and (teacher.left_on is None or teacher.left_on >= scene.as_of):
        return teacher.uid
    assigned = scene.lessons.teachers_of(slot.class_uid, slot.subject, scene.as_of)
    return assigned[0] if assigned else None


def _teacher(scene: Scene, slot: Slot) -> str:
    return scene.names.teacher(_given_by(scene, slot))


def _cell(slots: Sequence[Slot], told: Told) -> str:
    """One lesson; an odd and an even one under each other with 单: and 双:."""
    return "\n".join(_PARITY_WORDS.get(slot.parity, "") + told(slot) for slot in slots)


def _subject_and(other: Told) -> Told:
    return lambda slot: "\n".join(filter(None, (slot.subject, other(slot))))


def _short_cell(scene: Scene, slots: Sequence[Slot]) -> str:
    """A cell of the school's table: 语文 and the teacher; lessons of odd and even weeks as 劳/书.

    Class and subject stand beside the name, so that namesakes need nothing more to be told apart.
    """
    if not slots:
        return ""
    subjects = [short_subject(slot.subject) for slot in slots]
    told = subjects[0] if len(slots) == 1 else "/".join(subject[0] for subject in subjects)
    teachers = [scene.teacher(_given_by(scene, slot)) for slot in slots]
    return "\n".join([told, *dict.fromkeys(teacher.name for teacher in teachers if teacher)])


def short_subject(subject: str) -> str:
    """Two characters where the subject is usually called so: 道德与法治 is 道法, 信息科技 信息."""
    if len(subject) <= 2:
        return subject
    return next((alias for alias, name in SUBJECT_ALIASES.items() if name == subject and len(alias) == 2), subject)


def _version_notes(scene: Scene, version: Timetable, with_bells: bool = True) -> list[str]:
    notes = []
    bells = _bells(scene)
    if with_bells and bells:
        schedule = scene.lessons.bell_schedule_on(scene.as_of)
        named = f"（{schedule.name}）" if schedule and schedule.name else ""
        times = "　".join(f"第{item.number}节 {item.starts}—{item.ends}" for item in bells)
        notes.append(f"作息时间{named}：{times}")
    name = f"{version.name}，" if version.name else ""
    notes.append(
        f"注：{name}{date_cn(version.effective_from)}起执行。单、双指学校周次的单周、双周；“劳/书”是单周前一门、双周后一门。"
    )
    return notes
