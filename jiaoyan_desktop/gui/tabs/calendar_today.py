"""今天: what the day holds, what is due, what still lacks; every line leads to the place where it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jiaoyan_desktop.domain import day_board
from jiaoyan_desktop.domain.day_board import Line

from .. import later, theme
from ..desk import Desk
from ..widgets.buttons import button
from ..widgets.labels import label
from ..widgets.lines import line_row
from ..widgets.panels import Panel, clear, scrolled
from .base_view import BaseView

MOST_LINES = 8


class TodayView(BaseView):
    """Left the day itself, right what is due and what lacks; the materials follow once the window is at rest."""

    kinds = frozenset(
        {"Activity", "Participant", "Photo", "Observation", "CalendarDay", "Handin", "Confirmation", "PackFile"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = theme.current()
        self.day = Panel(" ")
        self.day.head.addWidget(button("记一节听课", icon="ear", on_click=lambda: desk.do("observation", "new")))
        self.day.head.addWidget(button("记一次活动", icon="plus", on_click=lambda: desk.do("calendar", "new")))
        self._held = _lines_in(self.day)
        self.due = Panel("快到期")
        self._due = _lines_in(self.due)
        self.lacks = Panel("还缺什么")
        self._lacks = _lines_in(self.lacks)
        right = QVBoxLayout()
        right.setSpacing(look.px(12))
        right.addWidget(self.due, 2)
        right.addWidget(self.lacks, 3)
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(self.day, 1)
        row.addLayout(right, 1)
        self.column.addLayout(row, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._add_materials)

    def refresh(self) -> None:
        """Everything but the materials, which take longer and come a moment later."""
        desk, today = self.desk, self.desk.today()
        self.day.title.setText(f"今天 {desk.calendar.label(today)}")
        held = day_board.held_today(desk.records, desk.names, today)
        self._fill(self._held, held, day_board.nothing_today(desk.records, desk.calendar, today), ("看本周", "week"))
        info = desk.calendar.day_info(today)
        if info.name and held:
            self._held.insertWidget(0, label(info.name, "hint"))
        self._add_own_lessons(today)
        self._fill(self._due, day_board.soon(desk.records, today), "这几天没有快到期的事。")
        lacking = day_board.lacking(desk.records, desk.names, today)
        self._fill(self._lacks, lacking, "到今天为止，该记的都记齐了。")
        self.lacks.title.setText(f"还缺什么（{len(lacking)}）" if lacking else "还缺什么")
        self._rest.start(0)

    def _add_materials(self) -> None:
        for line in later.load("standing").materials_due(self.desk):
            if not self._due.isEmpty() and self._due.count() == 2 and self._due.itemAt(0).widget().property("empty"):
                clear(self._due)
                self._due.addStretch(1)
            self._due.insertWidget(self._due.count() - 1, line_row(line, self.desk.show))

    def _add_own_lessons(self, today: date) -> None:
        person = self.desk.settings["person"]
        if person not in self.desk.records.teacher_by_uid:
            return
        lines = later.load("standing").own_lessons(self.desk, person, today)
        if lines:
            place = self._held.count() - 1
            self._held.insertWidget(place, label("您今天的课", "subtitle"))
            for offset, line in enumerate(lines, start=1):
                self._held.insertWidget(place + offset, line_row(line, self.desk.show))

    def _fill(
        self, column: QVBoxLayout, lines: Sequence[Line], nothing: str, way_out: tuple[str, str] | None = None
    ) -> None:
        clear(column)
        for line in lines[:MOST_LINES]:
            column.addWidget(line_row(line, self.desk.show))
        if len(lines) > MOST_LINES:
            rest = button(
                f"还有{len(lines) - MOST_LINES}件，都在教研活动里",
                role="quiet",
                on_click=lambda: self.desk.show("calendar", "activities"),
            )
            column.addWidget(rest)
        if not lines:
            shown = label(nothing, "dim", wrap=True)
            shown.setProperty("empty", True)
            column.addWidget(shown)
            if way_out:
                held = QHBoxLayout()
                held.addWidget(button(way_out[0], on_click=lambda: self.desk.show("calendar", way_out[1])))
                held.addStretch(1)
                column.addLayout(held)
        column.addStretch(1)


def _lines_in(panel: Panel) -> QVBoxLayout:
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, theme.current().px(4), 0)
    column.setSpacing(theme.current().px(4))
    panel.body.addWidget(scrolled(content), 1)
    return column
