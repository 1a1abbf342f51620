"""The weeks of lessons that the grids show: of a teacher, of a class, of the whole school."""

from __future__ import annotations

from datetime import date

from jiaoyan_desktop.domain.lessons_now import TermLessons
from jiaoyan_desktop.domain.naming import Names, weekday_name
from jiaoyan_desktop.domain.term import Period
from jiaoyan_desktop.domain.term_records import TermRecords
from jiaoyan_desktop.domain.timetable import Slot

from ..widgets.lesson_grid import GridCell, Heading

Week = tuple[list[Heading], list[Heading], dict[tuple[str, str], GridCell]]
PARITY_WORDS = {"all": "", "odd": "单周", "even": "双周"}


def teacher_week(records: TermRecords, lessons: TermLessons, teacher_uid: str, day: date) -> Week:
    """Periods by weekdays of one teacher, by the timetable in force on ``day``."""
    version = lessons.timetable_on(day)
    names = Names(records)
    slots = [
        slot
        for slot in records.slots
        if version is not None and slot.timetable_uid == version.uid and slot.teacher_uid == teacher_uid
    ]
    cells: dict[tuple[str, str], GridCell] = {}
    for slot in slots:
        key = (str(slot.period), str(slot.weekday))
        place = names.school_class(slot.class_uid) + _parity(slot)
        cells[key] = _joined(cells.get(key), slot.subject, place)
    return period_headings(records, lessons, day, slots), weekday_headings(slots), cells


def class_week(
    records: TermRecords, lessons: TermLessons, timetable_uid: str, class_uid: str, day: date, clashing: frozenset[str]
) -> tuple[Week, dict[tuple[str, str], list[Slot]]]:
    """Periods by weekdays of one class in a timetable version, with the slots behind each place; clashes are red."""
    names = Names(records)
    slots = [slot for slot in records.slots if slot.timetable_uid == timetable_uid and slot.class_uid == class_uid]
    behind: dict[tuple[str, str], list[Slot]] = {}
    for slot in slots:
        behind.setdefault((str(slot.period), str(slot.weekday)), []).append(slot)
    cells = {key: _class_cell(found, names, clashing) for key, found in behind.items()}
    rows = period_headings(records, lessons, day, records.slots)
    return (rows, weekday_headings(slots), cells), behind


def school_week(records: TermRecords, timetable_uid: str, clashing: frozenset[str]) -> Week:
    """Classes by weekday and period, the 总课程表; slots that clash are red."""
    names = Names(records)
    slots = [slot for slot in records.slots if slot.timetable_uid == timetable_uid]
    last = max((slot.period for slot in slots), default=6)
    days = sorted({slot.weekday for slot in slots} | set(range(1, 6)))
    columns = [
        Heading(f"{day}.{period}", f"{weekday_name(day)[1]}{period}") for day in days for period in range(1, last + 1)
    ]
    rows = [Heading(item.uid, names.school_class(item.uid)) for item in records.classes if item.closed_on is None]
    behind: dict[tuple[str, str], list[Slot]] = {}
    for slot in slots:
        behind.setdefault((slot.class_uid, f"{slot.weekday}.{slot.period}"), []).append(slot)
    cells = {}
    for key, found in behind.items():
        cell = _class_cell(found, names, clashing)
        in_order = sorted(found, key=lambda slot: slot.parity, reverse=True)
        plain = {
            slot.teacher_uid: records.teacher_by_uid[slot.teacher_uid].name for slot in in_order if slot.teacher_uid
        }
        who = "/".join(dict.fromkeys(name[: 3 if len(plain) == 1 else 1] for name in plain.values()))
        cells[key] = GridCell(first=_short(found), second=who, tip=cell.tip, tone=cell.tone)
    return rows, columns, cells


def period_headings(
    records: TermRecords, lessons: TermLessons, day: date, slots: list[Slot] | tuple[Slot, ...]
) -> list[Heading]:
    """第1节 8:00—8:40 for every period there is, by the bell schedule of ``day``."""
    schedule = lessons.bell_schedule_on(day)
    times: dict[int, Period] = {item.number: item for item in schedule.periods} if schedule else {}
    last = max([*times, *(slot.period for slot in slots), 6 if not times else 0])
    return [
        Heading(str(number), f"第{number}节", f"{times[number].starts}—{times[number].ends}" if number in times else "")
        for number in range(1, last + 1)
    ]


def weekday_headings(slots: list[Slot]) -> list[Heading]:
    """Monday to Friday, and the weekend where there are lessons on it."""
    last = max([5, *(slot.weekday for slot in slots)])
    return [Heading(str(day), weekday_name(day)) for day in range(1, last + 1)]


def _parity(slot: Slot) -> str:
    return f"（{PARITY_WORDS[slot.parity]}）" if slot.parity != "all" else ""


def _joined(before: GridCell | None, first: str, second: str) -> GridCell:
    if before is None:
        return GridCell(first=first, second=second, tip=f"{first} {second}")
    return GridCell(
        first=f"{before.first}／{first}", second=f"{before.second} {second}", tip=f"{before.tip}\n{first} {second}"
    )


def _class_cell(slots: list[Slot], names: Names, clashing: frozenset[str]) -> GridCell:
    ordered = sorted(slots, key=lambda slot: slot.parity, reverse=True)  # odd before even
    who = "／".join(dict.fromkeys(names.teacher(slot.teacher_uid) or "没填教师" for slot in ordered))
    tip = "\n".join(f"{slot.subject} {names.teacher(slot.teacher_uid)}{_parity(slot)}" for slot in ordered)
    tone = "red" if any(slot.uid in clashing for slot in slots) else ""
    return GridCell(first="／".join(slot.subject for slot in ordered), second=who, tip=tip, tone=tone)


def _short(slots: list[Slot]) -> str:
    """道德与法治 does not fit the whole school's grid: 道法."""
    words = {"道德与法治": "道法", "信息科技": "信息", "综合实践": "综合"}
    ordered = sorted(slots, key=lambda slot: slot.parity, reverse=True)
    names = [words.get(slot.subject, slot.subject) for slot in ordered]
    return names[0] if len(names) == 1 else "/".join(name[0] for name in names)
