"""教师花名册 -> teachers with their posts, groups and classes. Two of the same name stay two people."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from ..documents.sheets_model import Workbook
from ..documents.sheets_tables import Row, Table
from ..domain.class_names import ClassList, read_classes
from ..domain.column_names import ROSTER, label_of
from ..domain.dates import read_month
from ..domain.glossary import subject_name
from ..domain.people import Teacher
from ..domain.term_records import TermRecords
from ..domain.text import clean_name
from ..errors import UserError
from .collecting_groups import Staffing
from .collecting_people import Pairing, contradict, pair_up
from .collecting_plan import CHANGED, MUST, NEW, NOTE, REFUSED, UNCHANGED, PlanBuilder, changed_fields, filled_in, some
from .collecting_sources import not_recognised, tables_of, wrong_term

_FIELDS = (
    *("name", "gender", "born", "education", "title", "politics", "started_work", "subject", "other_subjects"),
    *("teaches_text", "phone", "note", "order"),
)
_LABELS = {name: label_of(name, ROSTER) for name in _FIELDS}
_MOBILE = re.compile(r"1\d{10}")
_LANDLINE = re.compile(r"(?:0\d{2,3}-?)?\d{7,8}(?:-\d{1,6})?")
_BETWEEN = re.compile(r"[、，,；;\n]+")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the roster, read."""

    row: Row
    name: str
    values: dict[str, Any]
    classes: ClassList


def plan_roster(records: TermRecords, workbook: Workbook, builder: PlanBuilder, options: dict[str, Any]) -> None:
    """What the roster would change."""
    tables = tables_of(workbook, "roster", options["said"])
    if not tables:
        raise not_recognised(workbook, "roster")
    lines: list[_Line] = []
    for table in tables:
        builder.notes += table.notes
        wrong_term(table.title, records.term, builder)
        lines += [line for row in table.rows if (line := _read(table, row, builder))]
    lines = _without_repeats(lines, builder)
    staffing = Staffing(records, builder)
    staffing.make_classes([line.classes for line in lines])
    seen: set[str] = set()
    for line, pairing in zip(lines, pair_up([line.values for line in lines], records.teachers), strict=True):
        seen |= {teacher.uid for teacher in (pairing.teacher, *pairing.rivals) if teacher}
        _plan_line(line, pairing, staffing, builder)
    staffing.finish()
    missing = [item.name for item in records.teachers if item.uid not in seen and item.left_on is None]
    if missing:
        builder.notes.append(f"花名册里没有{some(missing)}，没有动。调走的请在“调入调出”里登记。")


def _read(table: Table, row: Row, builder: PlanBuilder) -> _Line | None:
    cleaned = clean_name(row.text("name"))
    told = [cell for field, cell in row.cells.items() if field not in ("order", "name") and cell.text]
    if not cleaned.text:
        if told:
            builder.problem(row.cell("name"), "name", table.label("name"), MUST, "没有写姓名。")
            builder.row(row.cell("name"), REFUSED, "没有写姓名的一行")
        return None
    for change in cleaned.changes:
        builder.notes.append(f"第{row.number}行：{change}。")
    values: dict[str, Any] = {"name": cleaned.text}
    for field in ("education", "title", "politics", "note"):
        values[field] = row.text(field)
    values["gender"] = _gender(table, row, builder)
    for field in ("born", "started_work"):
        values[field] = _month(table, row, field, builder)
    values["phone"] = _phone(table, row, builder)
    values["order"] = _order(row)
    subjects = [_subject(table, row, "subject", word, builder) for word in _words(row, "subject")]
    others = [_subject(table, row, "other_subjects", word, builder) for word in _words(row, "other_subjects")]
    values["subject"] = subjects[0] if subjects else ""
    values["other_subjects"] = tuple(dict.fromkeys(word for word in subjects[1:] + others if word))
    values["teaches_text"] = row.text("teaches_text")
    scoped = [word for word in _BETWEEN.split(row.text("other_subjects")) if re.search("[（(]", word)]
    if scoped:  # 体育（一二年级）: the grades would be lost with the brackets
        values["teaches_text"] = "；".join(filter(None, (values["teaches_text"], f"兼任{'、'.join(scoped)}")))
    return _Line(row, cleaned.text, values, _classes(table, row, builder))


def _words(row: Row, field: str) -> list[str]:
    return [word for part in _BETWEEN.split(row.text(field)) if (word := part.strip())]


def _subject(table: Table, row: Row, field: str, word: str, builder: PlanBuilder) -> str:
    plain = re.sub(r"[（(].*?[）)]", "", word).strip()
    found = subject_name(plain)
    if found is None and plain not in ("/", "无", "—", "-"):
        reason = f"“{plain}”不在学科表里，照写记下。"
        builder.problem(row.cell(field), field, table.label(field), NOTE, reason)
        return plain
    return found or ""


def _gender(table: Table, row: Row, builder: PlanBuilder) -> str:
    text = row.text("gender")
    if text and text not in ("男", "女"):
        builder.problem(row.cell("gender"), "gender", table.label("gender"), NOTE, "性别只认男、女，先空着。")
        return ""
    return text


def _month(table: Table, row: Row, field: str, builder: PlanBuilder) -> str:
    cell = row.cell(field)
    if not cell.text:
        return ""
    try:
        return read_month(cell.value, field=field)
    except UserError as refused:
        told = UserError(f"{refused.message}先空着。", field=field, cure=refused.cure)
        builder.mistake(cell, field, table.label(field), told, NOTE)
        return ""


def _phone(table: Table, row: Row, builder: PlanBuilder) -> str:
    cell = row.cell("phone")
    text = re.sub(r"[\s()（）]|^(?:\+?86)(?=1\d{10}$)", "", cell.text)
    if not text:
        return ""
    number = cell.value
    # 1.38E+10: the figures behind are gone, whatever the cell shows.
    is_damaged = "E+" in text.upper() or (isinstance(number, int | float) and number >= 1e7 and number % 1e7 == 0)
    if is_damaged:
        reason = f"电话被表格软件改成了{text}，后面的数字已经没有了，先空着。请补上。"
        builder.problem(cell, "phone", table.label("phone"), NOTE, reason)
        return ""
    parts = [part for part in re.split(r"[/、，,；;]", text) if part]
    if not all(_MOBILE.fullmatch(part) or _LANDLINE.fullmatch(part) for part in parts):
        builder.problem(cell, "phone", table.label("phone"), NOTE, "不像电话号码，照写记下，请看一下。")
    return "、".join(parts)


def _order(row: Row) -> int:
    text = row.text("order")
    return int(text) if text.isdigit() and len(text) < 5 else row.number


def _classes(table: Table, row: Row, builder: PlanBuilder) -> ClassList:
    cell = row.cell("teaches_text")
    if not cell.text or cell.text in ("/", "无", "—", "-"):
        return ClassList((), ())
    try:
        return read_classes(cell.value)
    except UserError as refused:
        told = UserError(f"{refused.message}照写记下。", cure=refused.cure)
        builder.mistake(cell, "teaches_text", table.label("teaches_text"), told, NOTE)
        return ClassList((), ())


def _without_repeats(lines: list[_Line], builder: PlanBuilder) -> list[_Line]:
    """The lines without those that say nothing of their own; a namesake who cannot be told apart stays out."""
    kept: list[_Line] = []
    by_name: dict[str, list[_Line]] = defaultdict(list)
    for line in lines:
        cell = line.row.cell("name")
        twin = next((item for item in by_name[line.name] if not contradict(item.values, line.values)), None)
        if twin is None:
            by_name[line.name].append(line)
            kept.append(line)
        elif {**twin.values, "order": 0} == {**line.values, "order": 0}:
            builder.problem(cell, "name", "姓名", NOTE, f"和第{twin.row.number}行是同一个人，只记一次。")
            builder.row(cell, UNCHANGED, line.name)
        else:
            reason = f"和第{twin.row.number}行同名，分不清是一个人还是两个人。请补上出生年月或电话。"
            builder.problem(cell, "name", "姓名", MUST, reason)
            builder.row(cell, REFUSED, line.name)
    return kept


def _plan_line(line: _Line, pairing: Pairing, staffing: Staffing, builder: PlanBuilder) -> None:
    cell = line.row.cell("name")
    known = pairing.teacher
    if pairing.rivals:
        reason = f"已经有{len(pairing.rivals)}位{line.name}，分不清是哪一位。请补上出生年月或电话。"
        builder.problem(cell, "name", "姓名", MUST, reason)
        builder.row(cell, REFUSED, line.name)
        return
    if pairing.unlike:
        reason = f"已经有一位{line.name}，出生年月、电话或学科对不上，按另一位记。"
        builder.problem(cell, "name", "姓名", NOTE, reason)
    teacher = filled_in(known, line.values) if known else Teacher(**line.values)
    changes = changed_fields(known, teacher, _LABELS) if known else ()
    if known is None or changes:
        builder.put(teacher)
    changes += staffing.plan_posts(teacher, line.row, line.classes)
    changes += staffing.plan_groups(teacher, line.row)
    state = NEW if known is None else CHANGED if changes else UNCHANGED
    builder.row(cell, state, teacher.name, changes if known else ())
