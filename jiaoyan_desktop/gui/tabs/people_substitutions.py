"""调课代课: the register by day over the timetable, the lessons nobody gives yet, and the notice for the chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget

from jiaoyan_desktop.domain.dates import date_screen
from jiaoyan_desktop.domain.lessons_now import TermLessons
from jiaoyan_desktop.domain.pinyin import Needle
from jiaoyan_desktop.domain.substitution import (
    CLASS_AWAY,
    KIND_WORDS,
    LEAVE,
    SUBSTITUTE,
    SWAP,
    WHOLE_DAY,
    Substitution,
)
from jiaoyan_desktop.domain.substitution_words import notice, what_changes
from jiaoyan_desktop.domain.uncovered import Uncovered, days_to_cover, uncovered
from jiaoyan_desktop.workflows import substituting

from .. import messages, theme
from ..desk import Desk
from ..dialogs.substitution_dialog import SubstitutionDialog
from ..models.table_model import Column, TableModel
from ..widgets.buttons import button
from ..widgets.find_box import FilterBar
from ..widgets.labels import Chip, label
from ..widgets.panels import EmptyPage, Panel, SidePanel
from ..widgets.record_list import RecordList
from .base_view import BaseView

_TONES = {SUBSTITUTE: "accent", SWAP: "blue", LEAVE: "amber", CLASS_AWAY: "dim"}
_OPEN = "open"


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the register: an entry, or a lesson that nobody gives yet."""

    day: date
    period: int
    entry: Substitution | None = None
    open: Uncovered | None = None

    @property
    def uid(self) -> str:
        """What tells it apart in the list."""
        if self.entry is not None:
            return self.entry.uid
        assert self.open is not None
        return f"{self.day}.{self.period}.{self.open.lesson.class_uid}"

    @property
    def kind(self) -> str:
        """The kind of the entry, or open."""
        return self.entry.kind if self.entry is not None else _OPEN


class SubstitutionsView(BaseView):
    """List left, one line right; lessons without a teacher stand among the entries of their day."""

    kinds = frozenset(
        {
            "Substitution",
            "Teacher",
            "SchoolClass",
            "Assignment",
            "Timetable",
            "Slot",
            "Activity",
            "Participant",
            "CalendarDay",
            "BellSchedule",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = theme.current()
        self._bar = FilterBar("substitutions", desk.settings, "找老师、班级、学科")
        self._bar.add_filter("when", "哪些天", [("", "整个学期"), ("coming", "今天起")])
        kinds = [(_OPEN, "还没人上"), *KIND_WORDS.items()]
        self._bar.add_filter("kind", "哪一种", [("", "全部"), *kinds])
        self._bar.changed.connect(self.refresh)
        self._model = TableModel(
            [
                Column(key="day", title="日期", text=self._day, sort=lambda row: (row.day, row.period), width=150),
                Column(key="kind", title="哪一种", text=lambda row: _chip(row)[0], chip=_chip, width=92),
                Column(key="where", title="哪节课", text=self._where, width=190),
                Column(key="what", title="怎么安排", text=self._what, tip=self._what, stretch=True),
            ]
        )
        self._list = RecordList("substitutions", self._model, desk.settings, totals=_totals, label="调课代课")
        self._list.selected.connect(lambda _: self._show_one())
        self._list.opened.connect(self._open)
        self._list.delete_asked.connect(self._remove)
        self._list.set_actions(self._actions)
        self._totals = label("", "hint")
        self._list.totals_changed.connect(self._totals.setText)
        left = Panel()
        for widget in (self._bar, self._list, self._totals):
            left.body.addWidget(widget)
        self._side = SidePanel("", width=320)
        page = Panel(role="plain", margin=0)
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(left, 1)
        row.addWidget(self._side)
        page.body.addLayout(row)
        self._pages = QStackedWidget()
        self._pages.addWidget(page)
        self._pages.addWidget(
            EmptyPage(
                "还没有登记过调课代课。哪天谁不在、哪节课换人、哪两节对调，登记在这里，听课和课表都跟着变。",
                [("登记调课代课", self.add)],
                icon="calendar",
            )
        )
        self.column.addWidget(self._pages, 1)

    def refresh(self) -> None:
        """Entries and open lessons by day."""
        records, today = self.desk.records, self.desk.today()
        lessons = TermLessons(records, self.desk.calendar)
        everything = [_Row(entry.day, entry.period, entry=entry) for entry in records.substitutions]
        for day in days_to_cover(lessons, today):
            everything += [_Row(day, item.lesson.period, open=item) for item in uncovered(lessons, day)]
        self._pages.setCurrentIndex(0 if everything else 1)
        needle, kind, coming = Needle(self._bar.text()), self._bar.value("kind"), self._bar.value("when")
        rows = [
            row
            for row in everything
            if kind in ("", row.kind)
            and (not coming or row.day >= today)
            and needle.found_in(f"{self._where(row)} {self._what(row)}")
        ]
        rows.sort(key=lambda row: (row.day, row.period, row.uid))
        self._list.set_rows(rows)
        if rows and not self._list.selected_rows():
            self._list.select(next((row.uid for row in rows if row.day >= today), rows[-1].uid))
        self._show_one()

    def add(self) -> None:
        """Asks for a new entry, on the day in sight."""
        row: _Row | None = self._list.current_row()
        day = row.day if row else self.desk.today()
        day = min(max(day, self.desk.term.starts_on), self.desk.term.ends_on)
        self._ask(Substitution(term_uid=self.desk.term.uid, kind=SUBSTITUTE, day=day), is_new=True)

    def restore(self, uid: str, payload: dict[str, Any]) -> None:
        """Typing left behind: a new entry, or the one of that uid."""
        found = self.desk.db.get(Substitution, uid)
        fresh = Substitution(term_uid=self.desk.term.uid, kind=SUBSTITUTE, day=self.desk.today())
        self._ask(found or fresh, is_new=found is None, restored=payload)

    def show_record(self, uid: str) -> None:
        """Chooses that entry."""
        if not self._list.select(uid):
            self._bar.reset()
            self._list.select(uid)

    def _ask(self, record: Substitution, *, is_new: bool, restored: dict[str, Any] | None = None) -> None:
        saved = SubstitutionDialog.ask(
            self,
            self.desk,
            lambda entry: substituting.enter(self.desk.db, entry),
            record,
            is_new=is_new,
            restored=restored,
        )
        if saved is not None:
            self.refresh()
            self.show_record(saved.uid)
            self.desk.say(f"已登记{KIND_WORDS[saved.kind]}", undo=saved.revision)

    def _open(self, row: _Row) -> None:
        if row.entry is not None:
            self._ask(row.entry, is_new=False)
        elif row.open is not None:
            self._ask(
                Substitution(
                    term_uid=self.desk.term.uid,
                    kind=SUBSTITUTE,
                    day=row.day,
                    period=row.period,
                    class_uid=row.open.lesson.class_uid,
                    reason=row.open.reason,
                ),
                is_new=True,
            )

    def _remove(self, rows: list[_Row]) -> None:
        entries = [row.entry for row in rows if row.entry is not None]
        if not entries:
            return
        with messages.told(self) as outcome:
            substituting.remove(self.desk.db, entries)
        if outcome.ok:
            self.desk.say(f"已删除 {len(entries)} 条调课代课", undo=self.desk.last_change_uid())

    def _copy(self, rows: list[_Row]) -> None:
        text = notice(self.desk.records, [row.entry for row in rows if row.entry is not None])
        QApplication.clipboard().setText(text)
        self.desk.say("调课通知已复制，到微信或QQ里按Ctrl+V就能发，发前可以改。")

    def _actions(self) -> list[tuple[str, Any] | None]:
        chosen: list[_Row] = self._list.selected_rows()
        entries = [row for row in chosen if row.entry is not None]
        made: list[tuple[str, Any] | None] = [("登记调课代课", self.add)]
        if len(chosen) == 1:
            made.insert(0, ("修改" if entries else "安排代课", lambda: self._open(chosen[0])))
        if entries:
            made += [
                ("复制调课通知", lambda: self._copy(entries)),
                None,
                ("删除", lambda: self._remove(entries)),
            ]
        return made

    def _show_one(self) -> None:
        row: _Row | None = self._list.current_row()
        self._side.setVisible(row is not None)
        if row is None:
            return
        side = self._side
        side.show_record(self._where(row))
        side.column.addWidget(Chip(*_chip(row)))
        side.column.addWidget(label(self._day(row), "dim"))
        side.column.addWidget(label(self._what(row), wrap=True, selectable=True))
        if row.entry is not None and row.entry.note:
            side.column.addWidget(label(row.entry.note, "dim", wrap=True))
        if row.entry is None:
            side.column.addWidget(button("安排代课…", role="primary", on_click=lambda: self._open(row)))
        else:
            of_day = [item for item in self._model.rows() if item.day == row.day and item.entry is not None]
            text = notice(self.desk.records, [item.entry for item in of_day if item.entry is not None])
            side.column.addWidget(label("这一天的通知", "strong"))
            side.column.addWidget(label(text, wrap=True, selectable=True))
            side.column.addWidget(button("复制调课通知", role="primary", on_click=lambda: self._copy(of_day)))
            side.column.addWidget(button("修改…", icon="pen", on_click=lambda: self._open(row)))
            side.column.addWidget(button("删除", icon="bin", on_click=lambda: self._remove([row])))
        side.column.addStretch(1)

    def _day(self, row: _Row) -> str:
        return date_screen(row.day, self.desk.calendar.week_number(row.day))

    def _where(self, row: _Row) -> str:
        names = self.desk.names
        when = "全天" if row.period == WHOLE_DAY else f"第{row.period}节"
        if row.open is not None:
            return f"{when} {names.school_class(row.open.lesson.class_uid)}{row.open.lesson.subject}"
        assert row.entry is not None
        if row.entry.kind == LEAVE:
            return f"{when} {names.teacher(row.entry.old_teacher_uid)}"
        return f"{when} {names.school_class(row.entry.class_uid)}{row.entry.subject}"

    def _what(self, row: _Row) -> str:
        names = self.desk.names
        if row.open is not None:
            return f"{names.teacher(row.open.teacher_uid)}{row.open.reason}，这节课还没人上"
        assert row.entry is not None
        why = f"（{row.entry.reason}）" if row.entry.reason else ""
        return f"{what_changes(names, row.entry)}{why}"


def _chip(row: _Row) -> tuple[str, str]:
    return ("还没人上", "red") if row.entry is None else (KIND_WORDS[row.kind], _TONES[row.kind])


def _totals(rows: list[_Row]) -> str:
    open_count = sum(row.entry is None for row in rows)
    entries = f"共 {len(rows) - open_count} 条"
    return f"{entries}，还有 {open_count} 节没人上" if open_count else entries
