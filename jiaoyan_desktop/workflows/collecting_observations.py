"""听课台账 -> observations. A row that cannot be is refused with its reason; an odd one comes in and is told."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..documents.sheets_model import Workbook
from ..documents.sheets_tables import Row, Table
from ..domain.class_names import class_label, read_class, read_period
from ..domain.counting import lacks
from ..domain.dates import month_day, read_date, weekday_short
from ..domain.glossary import observation_kind, subject_name
from ..domain.names import split_names
from ..domain.observation import Observation, Remark
from ..domain.observing_rules import ASK, REFUSE, Concern, ObservingRules
from ..domain.people import SchoolClass, Teacher
from ..domain.term_records import TermRecords
from ..domain.text import compact
from ..errors import UserError
from .collecting_names import explain, roster_of, teacher_words
from .collecting_plan import CHANGED, MUST, NEW, NOTE, REFUSED, UNCHANGED, PlanBuilder, changed_fields, filled_in, some
from .collecting_sources import not_recognised, tables_of, wrong_term

_LABELS = {
    "subject": "科目",
    "taught_by_uid": "授课教师",
    "taught_by_text": "授课教师",
    "class_text": "班级",
    "place_text": "地点",
    "topic": "课题",
    "kind": "类别",
    "lesson_count": "节数",
    "grade": "等级",
    "total": "得分",
    "remarks": "评语",
    "summary": "简评",
}
_COLUMN_OF = {"observer_uid": "observer", "taught_by_uid": "taught_by", "class_uid": "class"}
_LACKING = {
    "听课人": ("observer", "observer_uid"),
    "授课教师": ("taught_by", "taught_by_uid"),
    "节次": ("period", "period"),
}
_GRADES = {"优秀": "优", "优等": "优", "良好": "良", "中等": "中", "一般": "中", "较差": "差"}
_THREE = ("优点", "不足", "希望")
_REMARK_FIELDS = dict(zip(("good", "lacking", "wish"), _THREE, strict=True))


@dataclass(slots=True)
class _Heard:
    """What one row says, read field by field; ``is_refused`` once something in it cannot be."""

    row: Row
    values: dict[str, Any] = field(default_factory=dict)
    school_class: SchoolClass | None = None
    teacher: Teacher | None = None
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class _Accepted:
    """A line that comes in: ``made`` as the line has it, ``kept`` as it will stand on record."""

    table: Table
    row: Row
    made: Observation
    kept: Observation


def plan_observations(records: TermRecords, workbook: Workbook, builder: PlanBuilder, options: dict[str, Any]) -> None:
    """What the ledger would change."""
    tables = tables_of(workbook, "observations", options["said"])
    if not tables:
        raise not_recognised(workbook, "observations")
    planner = _Planner(records, builder, workbook.file_name, options["today"])
    for table in tables:
        builder.notes += table.notes
        wrong_term(table.title, records.term, builder)
        for row in table.rows:
            planner.plan(table, row)
    planner.finish()


class _Planner:
    def __init__(self, records: TermRecords, builder: PlanBuilder, file_name: str, today: date) -> None:
        self._records = records
        self._builder = builder
        self._file_name = file_name
        self._today = today
        self._roster = roster_of(records)
        self._names = teacher_words(records)
        self._classes = {(item.grade, item.number): item for item in records.classes if item.closed_on is None}
        bells = [period for schedule in records.bell_schedules for period in schedule.periods]
        self._morning = max((period.number for period in bells if period.half == "am"), default=4)
        self._known = {_identity(item): item for item in records.observations}
        self._read: dict[tuple, _Accepted] = {}
        self._odd_kinds: dict[str, list[Row]] = defaultdict(list)
        self._split = 0
        self._rules = ObservingRules(records, today)

    def plan(self, table: Table, row: Row) -> None:
        """One row: an observation for each observer named in it."""
        heard = _Heard(row)
        observers = self._observers(table, heard)
        self._read_when(table, heard)
        self._read_lesson(table, heard)
        self._read_verdict(table, heard)
        if heard.is_refused:
            self._builder.row(row.cell("observer"), REFUSED, self._title(heard, None))
            return
        for observer in observers:
            self._compare(table, heard, observer)

    def finish(self) -> None:
        """What is told once for the whole ledger."""
        for word, rows in self._odd_kinds.items():
            cell = rows[0].cell("kind")
            where = f"，共{len(rows)}行（第{some(str(row.number) for row in rows)}行）" if len(rows) > 1 else ""
            kind = self._kind_for(word)
            reason = f"没有“{word}”这个类别，按“{kind}”记{where}。不对的话，导入以后改类别。"
            self._builder.problem(cell, "kind", "类别", NOTE, reason, suggestion=kind)
        if self._split:
            self._builder.notes.append(f"有{self._split}条简评写了三段（用；隔开），按优点、不足、希望记。")
        self._tell_concerns()

    def _observers(self, table: Table, heard: _Heard) -> list[Teacher]:
        cell = heard.row.cell("observer")
        label = table.label("observer")
        if not cell.text:
            self._refuse(heard, "observer", "observer_uid", label, "没有写听课人。")
            return []
        whole = self._roster.match(cell.text)
        found = [whole] if whole.teacher else [self._roster.match(name) for name in split_names(cell.lines)]
        written = [cell.text] if whole.teacher or len(found) == 1 else list(split_names(cell.lines))
        observers: list[Teacher] = []
        for name, match in zip(written, found, strict=True):
            if match.teacher is None:
                reason, suggestion = explain(name, match, self._names, self._records)
                self._refuse(heard, "observer", "observer_uid", label, reason, suggestion)
                continue
            if not match.is_sure:
                reason = f"{match.how}，按{self._names(match.teacher)}记。"
                self._builder.problem(cell, "observer_uid", label, NOTE, reason)
            observers.append(match.teacher)
        return observers

    def _read_when(self, table: Table, heard: _Heard) -> None:
        row, term = heard.row, self._records.term
        try:
            day = read_date(row.cell("happened_on").value, starts_on=term.starts_on, ends_on=term.ends_on)
        except UserError as refused:
            self._mistake(table, heard, "happened_on", "happened_on", refused)
        else:
            heard.values["happened_on"] = day
            said = row.text("weekday").replace("星期", "周").replace("天", "日")
            if said and said.removeprefix("周") != weekday_short(day)[1:]:
                reason = f"{month_day(day)}是{weekday_short(day)}，这里写的是{said}。请看看哪个对。"
                self._refuse(heard, "weekday", "happened_on", table.label("weekday"), reason)
        heard.values["period"] = 0
        if row.has("period"):
            try:
                heard.values["period"] = read_period(row.cell("period").value, morning=self._morning)
            except UserError as refused:
                self._mistake(table, heard, "period", "period", refused)

    def _read_lesson(self, table: Table, heard: _Heard) -> None:
        row, values = heard.row, heard.values
        written = row.text("subject")
        values["subject"] = subject_name(written) or written
        place = row.text("place")
        values["place_text"] = place
        values["is_outside"] = self._is_other_school(place)
        values["topic"] = row.text("topic")
        if row.has("class"):
            self._read_class(table, heard)
        if row.has("taught_by"):
            self._read_teacher(table, heard)
        count = row.text("lesson_count").removesuffix("节")
        if count:
            if count not in ("1", "2", "3", "4"):
                self._refuse(heard, "lesson_count", "lesson_count", table.label("lesson_count"), "节数只能是1到4。")
            else:
                values["lesson_count"] = int(count)

    def _read_class(self, table: Table, heard: _Heard) -> None:
        cell = heard.row.cell("class")
        if heard.values["is_outside"]:
            heard.values["class_text"] = cell.text
            return
        try:
            pair = read_class(cell.value, self._classes)
        except UserError as refused:
            self._mistake(table, heard, "class", "class_uid", refused)
            return
        heard.school_class = self._classes.get(pair)
        if heard.school_class is None:
            reason = f"学校没有{class_label(*pair)}。请看看班级，或先把这个班加上。"
            self._refuse(heard, "class", "class_uid", table.label("class"), reason)
            return
        heard.values["class_uid"] = heard.school_class.uid

    def _read_teacher(self, table: Table, heard: _Heard) -> None:
        cell = heard.row.cell("taught_by")
        if heard.values["is_outside"]:
            heard.values["taught_by_text"] = cell.text
            return
        class_uid = heard.school_class.uid if heard.school_class else None
        match = self._roster.match(cell.text, subject=heard.values["subject"], class_uid=class_uid)
        if match.teacher is None:
            reason, suggestion = explain(cell.text, match, self._names)
            self._refuse(heard, "taught_by", "taught_by_uid", table.label("taught_by"), reason, suggestion)
            return
        if not match.is_sure:
            reason = f"{match.how}，按{self._names(match.teacher)}记。"
            self._builder.problem(cell, "taught_by_uid", table.label("taught_by"), NOTE, reason)
        heard.teacher = match.teacher
        heard.values["taught_by_uid"] = match.teacher.uid

    def _read_verdict(self, table: Table, heard: _Heard) -> None:
        row, values = heard.row, heard.values
        word = row.text("kind")
        is_walk = compact(word) in ("巡课", "巡堂")
        if word:
            values["is_walkthrough"] = is_walk
            values["kind"] = "巡课" if is_walk else self._kind_for(word)
        if word and not is_walk and observation_kind(word) is None:
            self._odd_kinds[word].append(row)
        grade = row.cell("grade").text
        values["grade"], values["total"] = _GRADES.get(grade, grade), None
        points = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)分?", grade)
        if points:
            values["grade"], values["total"] = "", float(points[1])
            if float(points[1]) > 100:
                reason = "得分超过100分，照写记下，请看一下。"
                self._builder.problem(row.cell("grade"), "total", table.label("grade"), NOTE, reason)
        written = {name: row.cell(key).lines for key, name in _REMARK_FIELDS.items()}
        remarks = [Remark(column=name, text=text) for name, text in written.items() if text]
        summary = row.cell("summary").lines
        parts = [part.strip() for part in re.split(r"[；;]", summary.rstrip("；;。"))]
        if not remarks and len(parts) == 3 and all(parts):
            remarks = [Remark(column=name, text=text) for name, text in zip(_THREE, parts, strict=True)]
            summary = ""
            self._split += 1
        note = row.cell("note").lines
        values["remarks"] = tuple(remarks)
        values["summary"] = "\n".join(filter(None, (summary, note)))

    def _compare(self, table: Table, heard: _Heard, observer: Teacher) -> None:
        row = heard.row
        cell = row.cell("observer")
        made = Observation(
            term_uid=self._records.term.uid,
            observer_uid=observer.uid,
            recorded_on=self._today,
            source=f"{self._file_name}·{row.sheet}·第{row.number}行",
            **heard.values,
        )
        key = _identity(made)
        title = self._title(heard, observer)
        if key in self._read:
            self._twice(row, made, self._read[key], title)
            return
        known = self._known.get(key)
        said = {name: heard.values[name] for name in _LABELS if name in heard.values}
        kept = filled_in(known, said) if known else made
        refused = [concern for concern in self._rules.concerns(kept) if concern.level == REFUSE]
        if refused:
            self._tell(table, row, refused[0], MUST)
            self._builder.row(cell, REFUSED, title)
            return
        self._rules.add(kept)
        self._read[key] = _Accepted(table, row, made, kept)
        changes = changed_fields(known, kept, _LABELS, self._say) if known else ()
        if known is None or changes:
            self._builder.put(kept)
        state = NEW if known is None else CHANGED if changes else UNCHANGED
        self._builder.row(cell, state, title, changes)

    def _tell_concerns(self) -> None:
        """What looks odd about the lessons that come in; two rooms at once only show when all lines are read."""
        rows = {accepted.kept.uid: accepted.row for accepted in self._read.values()}
        for accepted in self._read.values():
            missing = lacks(accepted.kept)
            for word in missing:
                column, name = _LACKING[word]
                self._builder.problem(accepted.row.cell(column), name, word, NOTE, f"没有写{word}，补上以后才计数。")
            for concern in self._rules.concerns(accepted.kept):
                if concern.level == ASK:
                    meets = rows.get(concern.other)
                    self._tell(accepted.table, accepted.row, concern, NOTE, meets)

    def _tell(self, table: Table, row: Row, concern: Concern, level: str, meets: Row | None = None) -> None:
        column = _COLUMN_OF.get(concern.field, concern.field)
        reason = concern.sentence + (f"（第{meets.number}行）" if meets else "")
        self._builder.problem(row.cell(column), concern.field, table.label(column), level, reason)

    def _twice(self, row: Row, made: Observation, accepted: _Accepted, title: str) -> None:
        first_row, first = accepted.row, accepted.made
        cell = row.cell("observer")
        same = made.but(uid=first.uid, source=first.source) == first
        if same:
            self._builder.problem(cell, "observer_uid", "听课人", NOTE, f"和第{first_row.number}行一样，只记一次。")
            self._builder.row(cell, UNCHANGED, title)
        else:
            reason = f"和第{first_row.number}行是同一节课，写得不一样。请留一行。"
            self._builder.problem(cell, "observer_uid", "听课人", MUST, reason)
            self._builder.row(cell, REFUSED, title)

    def _kind_for(self, word: str) -> str:
        """随堂 is a lesson heard as it comes, which is 推门听课; any other unknown word stays as it is."""
        if "随堂" in word:
            return "推门听课"
        return observation_kind(word) or word

    def _is_other_school(self, place: str) -> bool:
        own = (self._records.school.name, *self._records.school.aliases, "本校", "校内")
        if not place or any(name and (name in place or place in name) for name in own):
            return False
        return bool(re.search(r"小学|中学|学校|一小|二小|三小|中心校|校外|外校", place))

    def _mistake(self, table: Table, heard: _Heard, column: str, name: str, refused: UserError) -> None:
        self._builder.mistake(heard.row.cell(column), name, table.label(column), refused)
        heard.is_refused = True

    def _refuse(self, heard: _Heard, column: str, name: str, label: str, reason: str, suggestion: str = "") -> None:
        self._builder.problem(heard.row.cell(column), name, label, MUST, reason, suggestion=suggestion)
        heard.is_refused = True

    def _title(self, heard: _Heard, observer: Teacher | None) -> str:
        day = heard.values.get("happened_on")
        period = heard.values.get("period")
        school_class = heard.school_class
        parts = (
            (month_day(day) if day else heard.row.text("happened_on")) + (f"第{period}节" if period else ""),
            class_label(school_class.grade, school_class.number) if school_class else heard.row.text("class"),
            heard.values.get("subject", ""),
            self._names(heard.teacher) if heard.teacher else heard.row.text("taught_by"),
            f"（{self._names(observer) if observer else heard.row.text('observer')}听）",
        )
        return " ".join(filter(None, parts))

    def _say(self, name: str, value: Any) -> str:
        if name == "taught_by_uid":
            teacher = self._records.teacher_by_uid.get(value or "")
            return self._names(teacher) if teacher else ""
        if name == "remarks":
            return "；".join(f"{item.column}：{item.text}" for item in value)
        return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _identity(item: Observation) -> tuple:
    """What makes it the same lesson heard by the same person, however often a file is read."""
    where = item.class_uid or item.class_text
    what = "" if item.period else (item.taught_by_uid or item.taught_by_text) + item.subject
    return item.observer_uid, item.happened_on, item.period, where, what
