"""The chosen day at the side of the calendar: what it is, what is on it, and what can be done about it."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from jiaoyan_desktop.domain import day_board
from jiaoyan_desktop.domain.day_marks import DayMarks

from .. import later, theme
from ..desk import Desk
from ..widgets.buttons import button
from ..widgets.labels import label
from ..widgets.lines import line_row
from ..widgets.panels import Panel, clear, scrolled


class DayPanel(Panel):
    """Always there: an empty day says so and offers to put something on it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(" ")
        self._desk = desk
        self._day = desk.today()
        look = theme.current()
        self.setFixedWidth(look.px(300))
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, look.px(4), 0)
        self._column.setSpacing(look.px(4))
        self.body.addWidget(scrolled(content), 1)
        self.body.addWidget(button("在这天添加活动", icon="plus", on_click=lambda: desk.do("calendar", "new")))
        self.body.addWidget(button("放假和调休…", icon="calendar", on_click=self._edit_days))

    def show_day(self, day: date, marks: DayMarks) -> None:
        """Another day."""
        self._day = day
        desk = self._desk
        is_today = day == desk.today()
        self.title.setText(("今天 " if is_today else "") + desk.calendar.label(day))
        clear(self._column)
        for mark in marks.on(day):
            if not mark.record[0]:
                self._column.addWidget(label(mark.word, "strong"))
        info = desk.calendar.day_info(day)
        if info.note:
            self._column.addWidget(label(info.note, "hint", wrap=True))
        lines = day_board.held_today(desk.records, desk.names, day)
        for line in lines:
            self._column.addWidget(line_row(line, desk.show, wraps=True))
        if not lines:
            self._column.addWidget(label("这天没有安排，也没有听课。", "dim", wrap=True))
        self._column.addStretch(1)

    def _edit_days(self) -> None:
        later.load("calendar_dialogs").edit_days(self, self._desk, self._day)
