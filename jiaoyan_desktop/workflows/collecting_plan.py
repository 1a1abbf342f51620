"""ImportPlan: what a file would change, row by row, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from ..documents.sheets_model import Cell, column_letters
from ..domain.dates import date_cn
from ..domain.glossary import RECORD_NAMES
from ..domain.records import Record
from ..errors import UserError

R = TypeVar("R", bound=Record)

MUST, NOTE = "必须改", "请留意"
NEW, CHANGED, UNCHANGED, REFUSED = "new", "changed", "unchanged", "refused"
STATE_WORDS = {NEW: "新增", CHANGED: "有变化", UNCHANGED: "没变化", REFUSED: "必须改"}
# Kind of file -> (what it is called, the name of the change that brings it in).
KINDS = {
    "roster": ("教师花名册", "导入教师花名册"),
    "assignments": ("任课分工", "导入任课分工"),
    "timetable": ("课程表", "导入课程表"),
    "progress": ("周进度", "导入周进度"),
    "observations": ("听课台账", "导入听课台账"),
}
_NAMES_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in the file that a person should see: where it stands, what is written there, why, and what instead."""

    sheet: str
    row: int
    column: int
    field: str  # name of the record's field
    label: str  # heading as the school wrote it
    value: str
    level: str  # 必须改 (the row stays out) or 请留意 (it comes in)
    reason: str
    suggestion: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain values in reading order."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "cell": f"{column_letters(self.column)}{self.row}",
            "field": self.field,
            "label": self.label,
            "value": self.value,
            "level": self.level,
            "reason": self.reason,
            "suggestion": self.suggestion,
        }

    def line(self) -> str:
        """One line for a person: 听课登记 第76行 时间“6月31日”：……"""
        written = f"{self.label}“{self.value}”" if self.value else self.label
        return f"{self.level}　{self.sheet} 第{self.row}行 {written}：{self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field that would change, both values in words."""

    field: str
    label: str
    old: str
    new: str

    def words(self) -> str:
        """职务：班主任→班主任、语文教研组长."""
        return f"{self.label}：{self.old or '（空）'}→{self.new or '（空）'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """One row (or cell) of the file and what becomes of it; ``title`` says in words what it is about."""

    sheet: str
    row: int
    state: str
    title: str
    changes: tuple[FieldChange, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain values in reading order."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "state": self.state,
            "title": self.title,
            "changes": [
                {"field": item.field, "label": item.label, "old": item.old, "new": item.new} for item in self.changes
            ],
        }


@dataclass(frozen=True, kw_only=True)
class ImportPlan:
    """Everything a file would do. Nothing is written before ``collecting.apply``."""

    kind: str
    file_name: str
    rows: tuple[PlannedRow, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    puts: tuple[Record, ...] = field(repr=False)  # in the order in which they refer to one another
    removals: tuple[Record, ...] = field(default=(), repr=False)
    term_uid: str = ""
    stamp: str = ""  # the school file's latest change when the plan was made; empty when that is not known
    recipe: Callable[[Any], ImportPlan] | None = field(default=None, repr=False, compare=False)

    @property
    def title(self) -> str:
        """What the file is called: 教师花名册."""
        return KINDS[self.kind][0]

    @property
    def is_empty(self) -> bool:
        """Whether applying it would change nothing."""
        return not self.puts and not self.removals

    @property
    def counts(self) -> dict[str, int]:
        """Rows by state, and problems by level under ``must`` and ``note``."""
        states = Counter(row.state for row in self.rows)
        levels = Counter(problem.level for problem in self.problems)
        return {state: states[state] for state in STATE_WORDS} | {"must": levels[MUST], "note": levels[NOTE]}

    def summary(self) -> str:
        """The sentence asked before an import (wording 25)."""
        counts = self.counts
        words = "、".join(f"{word}{counts[state]}条" for state, word in STATE_WORDS.items())
        return f"这份{self.title}有{words}。"

    def to_dict(self) -> dict[str, Any]:
        """The plan as plain values, for ``--json``."""
        return {
            "kind": self.kind,
            "file": self.file_name,
            "counts": self.counts,
            "rows": [row.to_dict() for row in self.rows],
            "problems": [problem.to_dict() for problem in self.problems],
            "notes": list(self.notes),
        }

    def lines(self) -> list[str]:
        """The plan in words: the sum, what is written about it, every problem, every change."""
        said = [self.summary(), *self.notes, *(problem.line() for problem in self.problems)]
        for row in self.rows:
            if row.state == CHANGED:
                changes = "；".join(item.words() for item in row.changes)
                said.append(f"有变化　{row.sheet} 第{row.row}行 {row.title}　{changes}")
        return said


class PlanBuilder:
    """Gathers rows, problems and records while a file is gone through."""

    def __init__(self, kind: str, file_name: str, school_uid: str, notes: Iterable[str] = ()) -> None:
        self.kind = kind
        self.file_name = file_name
        self.school_uid = school_uid
        self.notes = list(notes)
        self._rows: list[PlannedRow] = []
        self._problems: list[Problem] = []
        self._puts: dict[str, Record] = {}
        self._removals: list[Record] = []

    def put(self, record: Record) -> None:
        """A record to be written; a later one of the same uid takes its place."""
        self._puts[record.uid] = record if record.school_uid else record.but(school_uid=self.school_uid)

    def remove(self, record: Record) -> None:
        """A record to be taken out."""
        self._removals.append(record)

    def row(self, cell: Cell, state: str, title: str, changes: Iterable[FieldChange] = ()) -> None:
        """What becomes of the row in which ``cell`` stands."""
        self._rows.append(PlannedRow(sheet=cell.sheet, row=cell.row, state=state, title=title, changes=tuple(changes)))

    def problem(self, cell: Cell, field: str, label: str, level: str, reason: str, *, suggestion: str = "") -> None:
        """Something a person should see at that cell."""
        self._problems.append(
            Problem(
                sheet=cell.sheet,
                row=cell.row,
                column=cell.column,
                field=field,
                label=label,
                value=cell.text,
                level=level,
                reason=reason,
                suggestion=suggestion,
            )
        )

    def mistake(self, cell: Cell, field: str, label: str, refused: UserError, level: str = MUST) -> None:
        """The same from a UserError of one of the readers; a suggested day is written out."""
        self.problem(cell, field, label, level, str(refused), suggestion=plain_words(refused.suggestion))

    def finish(self) -> ImportPlan:
        """The plan; problems in the order of the file."""
        created = Counter(type(record).__name__ for record in self._puts.values() if not record.revision)
        places = {name: RECORD_NAMES[name] for name in ("SchoolClass", "Group", "BellSchedule") if created[name]}
        if places:
            words = "、".join(f"{word}{created[name]}个" for name, word in places.items())
            self.notes.append(f"顺带新建：{words}。")
        problems = sorted(self._problems, key=lambda item: (item.sheet, item.row, item.column))
        return ImportPlan(
            kind=self.kind,
            file_name=self.file_name,
            rows=tuple(self._rows),
            problems=tuple(problems),
            notes=tuple(dict.fromkeys(self.notes)),
            puts=tuple(self._puts.values()),
            removals=tuple(self._removals),
        )

    @property
    def rows(self) -> tuple[PlannedRow, ...]:
        """The rows so far."""
        return tuple(self._rows)


def changed_fields(
    old: Record, new: Record, labels: dict[str, str], words: Callable[[str, Any], str] | None = None
) -> tuple[FieldChange, ...]:
    """The fields of ``labels`` in which two records differ, in words."""
    say = words or (lambda _name, value: plain_words(value))
    return tuple(
        FieldChange(field=name, label=label, old=say(name, getattr(old, name)), new=say(name, getattr(new, name)))
        for name, label in labels.items()
        if getattr(old, name) != getattr(new, name)
    )


def filled_in(old: R, values: dict[str, Any]) -> R:
    """``old`` with what the file says; a blank cell never wipes out what is known."""
    return replace(old, **{name: value for name, value in values.items() if value not in ("", None, ())})


def plain_words(value: Any) -> str:
    """A field's value as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return date_cn(value)
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple):
        return "、".join(plain_words(item) for item in value)
    return str(value)


def some(words: Iterable[str]) -> str:
    """Names joined by 、, the rest counted."""
    listed = list(words)
    more = f"等{len(listed)}" if len(listed) > _NAMES_SHOWN else ""
    return "、".join(listed[:_NAMES_SHOWN]) + more
