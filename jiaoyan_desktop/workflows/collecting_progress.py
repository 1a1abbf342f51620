"""周进度表 -> one line per span of weeks of a grade and subject."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..documents.sheets_model import Workbook
from ..documents.sheets_tables import Row, Table
from ..domain.calendar import SchoolCalendar
from ..domain.class_names import find_class, grade_label, read_grades
from ..domain.dates import number_from_chinese, read_date
from ..domain.glossary import SUBJECTS, subject_name
from ..domain.term_records import TermRecords
from ..domain.text import compact
from ..domain.timetable import Progress
from ..errors import UserError
from .collecting_plan import CHANGED, MUST, NEW, NOTE, REFUSED, UNCHANGED, PlanBuilder, changed_fields, filled_in
from .collecting_sources import not_recognised, tables_of, wrong_term

_LABELS = {"content": "教学内容", "dates": "日期", "note": "备注", "done": "执行情况"}
_DONE = {"按期": "on_time", "正常": "on_time", "完成": "on_time", "提前": "ahead", "滞后": "behind", "未完成": "behind"}
_FIGURE = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_WEEKS = re.compile(rf"第?({_FIGURE})周?(?:[\-—–~～至到、,，]第?({_FIGURE})周?)?")
_MOST_WEEKS = 30
_SHORT = re.compile(r"^([一二三四五六])(.{1,4})$")


@dataclass(frozen=True, slots=True)
class _Whose:
    """Whose table it is."""

    grade: int
    subject: str
    class_uid: str | None = None


def plan_progress(records: TermRecords, workbook: Workbook, builder: PlanBuilder, options: dict[str, Any]) -> None:
    """What the table would change; lines of weeks that it does not have stay."""
    tables = tables_of(workbook, "progress", options["said"])
    if not tables:
        raise not_recognised(workbook, "progress")
    calendar = SchoolCalendar.of_records(records)
    for table in tables:
        builder.notes += table.notes
        wrong_term(table.title, records.term, builder)
        whose = _whose(records, table, workbook.file_name, len(tables) > 1, builder, options)
        _plan_table(records, table, whose, calendar, builder)


def _whose(
    records: TermRecords, table: Table, file_name: str, several: bool, builder: PlanBuilder, options: dict[str, Any]
) -> _Whose:
    """Grade and subject from the title, the sheet's name, the file's name, or the person; UserError when unsaid."""
    places = [("题目", table.title), ("工作表名", table.sheet.name)] + ([] if several else [("文件名", file_name)])
    grade, subject = options["grade"], options["subject"]
    said_by: set[str] = set()
    for place, text in places:
        if not grade and (grades := read_grades(text) or _short(text)[0]) and len(grades) == 1:
            grade = grades[0]
            said_by.add(place)
        if not subject and (found := _subject_in(text) or _short(text)[1]):
            subject = found
            said_by.add(place)
    called = f"“{table.sheet.name}”"
    if not grade:
        raise UserError(f"{called}没有写是哪个年级的进度。", cure="请在题目里写上，或在导入时选。", field="grade")
    if not subject:
        raise UserError(f"{called}没有写是哪一科的进度。", cure="请在题目里写上，或在导入时选。", field="subject")
    elsewhere = "、".join(sorted(said_by - {"题目"}))
    if elsewhere:
        builder.notes.append(f"{called}的年级和科目是从{elsewhere}看出来的：{grade_label(grade)}{subject}。")
    pair = find_class(table.title)
    own = next((item for item in records.classes if (item.grade, item.number) == pair), None)
    return _Whose(grade, subject, own.uid if own else None)


def _subject_in(text: str) -> str:
    plain = compact(text)
    named = [subject for subject in SUBJECTS if subject in plain]
    return named[0] if len(named) == 1 else ""


def _short(text: str) -> tuple[tuple[int, ...], str]:
    """五语 as the name of a sheet: grade and subject."""
    found = _SHORT.match(compact(text))
    subject = subject_name(found[2].removeprefix("年级").removeprefix("年")) if found else None
    if found is None or subject is None:
        return (), ""
    return ("一二三四五六".index(found[1]) + 1,), subject


def _plan_table(
    records: TermRecords, table: Table, whose: _Whose, calendar: SchoolCalendar, builder: PlanBuilder
) -> None:
    known = {
        (item.first_week, item.last_week): item
        for item in records.progress
        if (item.grade, item.subject, item.class_uid) == (whose.grade, whose.subject, whose.class_uid)
    }
    read: dict[tuple[int, int], tuple[Row, dict[str, str]]] = {}
    for row in table.rows:
        weeks = _weeks(table, row, builder)
        if weeks is None:
            continue
        values = _values(row)
        if weeks in read:  # two lines of one week (its number merged downwards) belong together
            _, before = read[weeks]
            read[weeks] = (read[weeks][0], {name: _joined(before[name], values[name]) for name in values})
        else:
            read[weeks] = (row, values)
    _check_weeks(table, read, builder)
    for weeks, (row, values) in read.items():
        _check_dates(records, table, row, weeks, calendar, builder)
        _compare(records, whose, weeks, row, values, known.get(weeks), builder)


def _values(row: Row) -> dict[str, str]:
    lessons = row.text("lessons")
    note = _joined(row.cell("note").lines, f"{lessons}课时" if lessons.isdigit() else lessons)
    done = compact(row.text("done"))
    return {
        "content": row.cell("content").lines,
        "dates": row.text("dates"),
        "note": note if done in _DONE or not done else _joined(note, row.text("done")),
        "done": _DONE.get(done, ""),
    }


def _weeks(table: Table, row: Row, builder: PlanBuilder) -> tuple[int, int] | None:
    cell = row.cell("week")
    label = table.label("week")
    if isinstance(cell.value, date):
        months = f"{cell.value.month}-{cell.value.day}"
        reason = f"周次变成了日期{cell.value.month}月{cell.value.day}日，是表格软件自己改的。是不是第{months}周？"
        builder.problem(cell, "first_week", label, MUST, reason, suggestion=months)
        return _refused(row, builder)
    plain = compact(cell.text)
    if not plain:
        if row.text("content"):
            builder.problem(cell, "first_week", label, MUST, "没有写周次。")
            return _refused(row, builder)
        return None
    found = _WEEKS.fullmatch(plain)
    if found is None:
        if not row.text("content"):
            return None
        builder.problem(cell, "first_week", label, MUST, "没认出是第几周。请写成3或18-19的样子。")
        return _refused(row, builder)
    first = _figure(found[1])
    last = _figure(found[2]) if found[2] else first
    apart = re.search(r"[、,，]", plain) and last != first + 1  # 1、3 are two weeks, 18、19 are a span
    if apart or not 1 <= first <= last <= _MOST_WEEKS:
        reason = f"“{plain}”不是一段周次，请看一下。请写成3或18-19的样子。"
        builder.problem(cell, "first_week", label, MUST, reason)
        return _refused(row, builder)
    return first, last


def _refused(row: Row, builder: PlanBuilder) -> None:
    builder.row(row.cell("week"), REFUSED, row.text("content")[:30] or "没有内容的一行")


def _check_weeks(table: Table, read: dict[tuple[int, int], tuple[Row, dict[str, str]]], builder: PlanBuilder) -> None:
    """Weeks that overlap: both lines come in, and the later one is told."""
    owners: dict[int, Row] = {}
    for (first, last), (row, _) in read.items():
        for week in range(first, last + 1):
            if week in owners:
                reason = f"第{week}周在第{owners[week].number}行已经有了。"
                builder.problem(row.cell("week"), "first_week", table.label("week"), NOTE, reason)
                break
            owners[week] = row


def _check_dates(
    records: TermRecords, table: Table, row: Row, weeks: tuple[int, int], calendar: SchoolCalendar, builder: PlanBuilder
) -> None:
    """The first day written against the school's own weeks; the dates are kept as written in any case."""
    first = re.split(r"[—–~～至到]+|(?<=\d)-(?=\d{1,2}[.月/])", row.text("dates"))[0].strip()
    if not first:
        return
    try:
        day = read_date(first, starts_on=records.term.starts_on, ends_on=records.term.ends_on)
    except UserError as refused:
        told = UserError(f"{refused.message}照写记下。", cure=refused.cure)
        builder.mistake(row.cell("dates"), "dates", table.label("dates"), told, NOTE)
        return
    week = calendar.week_number(day)
    if week is not None and not weeks[0] <= week <= weeks[1]:
        reason = f"按校历，{day.month}月{day.day}日在第{week}周，这里写的是第{weeks[0]}周。照写记下，请看一下。"
        builder.problem(row.cell("dates"), "dates", table.label("dates"), NOTE, reason)


def _compare(
    records: TermRecords,
    whose: _Whose,
    weeks: tuple[int, int],
    row: Row,
    values: dict[str, str],
    known: Progress | None,
    builder: PlanBuilder,
) -> None:
    span = f"第{weeks[0]}周" if weeks[0] == weeks[1] else f"第{weeks[0]}-{weeks[1]}周"
    title = f"{grade_label(whose.grade)}{whose.subject} {span} {values['content'][:30]}"
    if known is None:
        builder.put(
            Progress(
                term_uid=records.term.uid,
                grade=whose.grade,
                subject=whose.subject,
                class_uid=whose.class_uid,
                first_week=weeks[0],
                last_week=weeks[1],
                **values,
            )
        )
        builder.row(row.cell("week"), NEW, title)
        return
    kept = filled_in(known, values)
    changes = changed_fields(known, kept, _LABELS)
    if changes:
        builder.put(kept)
    builder.row(row.cell("week"), CHANGED if changes else UNCHANGED, title, changes)


def _joined(*parts: str) -> str:
    return "\n".join(dict.fromkeys(part for part in parts if part))


def _figure(text: str) -> int:
    return int(text if text.isdigit() else number_from_chinese(text))
