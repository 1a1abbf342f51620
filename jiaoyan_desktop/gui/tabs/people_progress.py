"""周进度: which grade and subject has its table, and the lines of the chosen one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from jiaoyan_desktop.domain.class_names import grade_label
from jiaoyan_desktop.domain.glossary import SUBJECTS
from jiaoyan_desktop.domain.pinyin import Needle
from jiaoyan_desktop.domain.timetable import Progress
from jiaoyan_desktop.workflows import timetabling

from .. import theme
from ..desk import Desk
from ..dialogs.import_dialog import ImportDialog
from ..dialogs.progress_dialog import DONE_WORDS, ProgressDialog
from ..models.table_model import Column, TableModel
from ..widgets.find_box import FilterBar
from ..widgets.labels import label
from ..widgets.panels import EmptyPage, Panel
from ..widgets.record_list import RecordList
from .base_view import BaseView


@dataclass(frozen=True, slots=True)
class _Table:
    """One grade and subject that is taught, and how many lines its progress table has."""

    grade: int
    subject: str
    lines: int

    @property
    def uid(self) -> str:
        """What tells it apart in the list."""
        return f"{self.grade}.{self.subject}"

    @property
    def name(self) -> str:
        """五年级语文."""
        return f"{grade_label(self.grade)}{self.subject}"


class ProgressView(BaseView):
    """Left: grades and subjects, those without a table first to see; right: the weeks."""

    kinds = frozenset({"Progress", "Assignment", "SchoolClass"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = theme.current()
        self._bar = FilterBar("progress_tables", desk.settings, "年级、学科或课题")
        self._bar.add_filter("state", "交没交", [("", "全部"), ("missing", "还没有"), ("there", "已有")])
        self._bar.changed.connect(self.refresh)
        self._tables = RecordList(
            "progress_tables",
            TableModel(
                [
                    Column(key="name", title="年级学科", text=lambda row: row.name, sort=_in_order, stretch=True),
                    Column(key="state", title="进度", text=_state, chip=_state_chip, width=104),
                ]
            ),
            desk.settings,
            totals=lambda rows: f"共 {len(rows)} 张，还差 {sum(not row.lines for row in rows)} 张",
            label="年级和学科",
        )
        self._tables.selected.connect(lambda _: self._show_lines())
        self._totals = label("", "hint")
        self._tables.totals_changed.connect(self._totals.setText)
        left = Panel()
        left.setFixedWidth(look.px(330))
        for widget in (self._bar, self._tables, self._totals):
            left.body.addWidget(widget)
        self._title = label("", "subtitle")
        self._lines = RecordList(
            "progress",
            TableModel(
                [
                    Column(key="week", title="周次", text=_weeks, sort=lambda row: row.first_week, width=84),
                    Column(key="dates", title="日期", text=lambda row: row.dates, width=124),
                    Column(key="content", title="教学内容", text=lambda row: row.content, stretch=True),
                    Column(
                        key="done",
                        title="执行",
                        text=lambda row: dict(DONE_WORDS)[row.done] if row.done else "",
                        width=70,
                    ),
                    Column(key="note", title="备注", text=lambda row: row.note, width=190),
                ]
            ),
            desk.settings,
            totals=lambda rows: f"共 {len(rows)} 行",
            label="周进度",
        )
        self._lines.opened.connect(self._ask)
        self._lines.delete_asked.connect(self._remove)
        self._lines.set_actions(self._actions)
        self._line_totals = label("", "hint")
        self._lines.totals_changed.connect(self._line_totals.setText)
        self._none = EmptyPage(icon="leaf")
        right = Panel()
        for widget in (self._title, self._lines, self._none, self._line_totals):
            right.body.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(left)
        row.addWidget(right, 1)
        self.column.addLayout(row, 1)

    def refresh(self) -> None:
        """Every grade and subject that is taught or has lines, and the lines of the chosen one."""
        records = self.desk.records
        counted: dict[tuple[int, str], int] = {}
        for item in records.assignments:
            school_class = records.class_by_uid.get(item.class_uid)
            if school_class is not None:
                counted.setdefault((school_class.grade, item.subject), 0)
        words: dict[tuple[int, str], str] = {}
        for line in records.progress:
            key = (line.grade, line.subject)
            counted[key] = counted.get(key, 0) + 1
            words[key] = f"{words.get(key, '')} {line.content}"
        needle, state = Needle(self._bar.text()), self._bar.value("state")
        rows = [
            table
            for key, lines in counted.items()
            if (table := _Table(*key, lines)) and (not state or (state == "there") == bool(lines))
            if needle.found_in(table.name) or needle.query in words.get(key, "")
        ]
        rows.sort(key=_in_order)
        self._tables.set_rows(rows)
        if rows and not self._tables.selected_rows():
            self._tables.select(rows[0].uid)
        self._show_lines()

    def add(self) -> None:
        """Asks for another line of the chosen table, beginning with the next week."""
        chosen = self._tables.current_row()
        lines = self._lines_of(chosen) if chosen else []
        week = max((line.last_week for line in lines), default=0) + 1
        grade, subject = (chosen.grade, chosen.subject) if chosen else (1, SUBJECTS[0])
        self._ask(
            Progress(
                term_uid=self.desk.term.uid, grade=grade, subject=subject, first_week=week, last_week=week, content=""
            )
        )

    def restore(self, uid: str, payload: dict[str, Any]) -> None:
        """Typing left behind: a new line, or the one of that uid."""
        found = self.desk.db.get(Progress, uid) or Progress(
            term_uid=self.desk.term.uid, grade=1, subject=SUBJECTS[0], first_week=1, last_week=1, content=""
        )
        self._ask(found, payload)

    def show_record(self, uid: str) -> None:
        """Goes to that line."""
        line = self.desk.db.get(Progress, uid)
        if line is not None:
            self._tables.select(_Table(line.grade, line.subject, 1).uid)
            self._lines.select(uid)

    def _ask(self, line: Progress, restored: dict[str, Any] | None = None) -> None:
        saved = ProgressDialog.ask(
            self, self.desk, lambda made: timetabling.save_progress(self.desk.db, made), line, restored
        )
        if saved is not None:
            self.refresh()
            self._tables.select(_Table(saved.grade, saved.subject, 1).uid)
            self._lines.select(saved.uid)
            self.desk.say(f"已存好：第{saved.first_week}周", undo=saved.revision)

    def _remove(self, rows: list[Progress]) -> None:
        timetabling.remove_progress(self.desk.db, rows)
        self.desk.say(f"已删除 {len(rows)} 行周进度", undo=self.desk.last_change_uid())

    def _actions(self) -> list[tuple[str, Any] | None]:
        chosen = self._lines.selected_rows()
        if not chosen:
            return [("添加一周", self.add)]
        return [
            ("修改", lambda: self._ask(chosen[0])),
            ("添加一周", self.add),
            None,
            ("删除", lambda: self._remove(chosen)),
        ]

    def _lines_of(self, table: _Table) -> list[Progress]:
        return [
            line for line in self.desk.records.progress if (line.grade, line.subject) == (table.grade, table.subject)
        ]

    def _show_lines(self) -> None:
        table = self._tables.current_row()
        lines = self._lines_of(table) if table else []
        self._title.setText(f"{table.name}教学进度" if table else "")
        self._lines.setVisible(bool(lines))
        self._line_totals.setVisible(bool(lines))
        self._none.setVisible(not lines)
        if lines:
            self._lines.set_rows(lines)
        elif table:
            teachers = sorted(
                {
                    self.desk.names.teacher(item.teacher_uid)
                    for item in self.desk.records.assignments
                    if item.subject == table.subject
                    and getattr(self.desk.records.class_by_uid.get(item.class_uid), "grade", 0) == table.grade
                }
            )
            whom = f"这门课由{'、'.join(teachers)}教，可以向老师要。" if teachers else ""
            self._none.say(
                f"{table.name}还没有周进度。{whom}",
                [("导入周进度", lambda: ImportDialog.ask(self, self.desk, "progress")), ("添加一周", self.add)],
            )
        else:
            self._none.say("还没有任课分工，也没有周进度。先导入任课分工，就知道该有哪些年级、哪些学科的进度表。", [])


def _in_order(row: _Table) -> tuple[int, int]:
    return row.grade, SUBJECTS.index(row.subject) if row.subject in SUBJECTS else len(SUBJECTS)


def _state(row: _Table) -> str:
    return f"{row.lines}行" if row.lines else "还没有"


def _state_chip(row: _Table) -> tuple[str, str]:
    return (f"{row.lines} 行", "accent") if row.lines else ("还没有", "amber")


def _weeks(row: Progress) -> str:
    return f"第{row.first_week}周" if row.first_week == row.last_week else f"{row.first_week}—{row.last_week}周"
