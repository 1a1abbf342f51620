"""本周: seven columns, one for each day, with everything that is on it written out."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jiaoyan_desktop.domain import day_board
from jiaoyan_desktop.domain.dates import month_day, weekday_short
from jiaoyan_desktop.domain.day_board import Line
from jiaoyan_desktop.domain.day_marks import day_marks, week_of

from .. import theme
from ..desk import Desk
from ..widgets.buttons import button
from ..widgets.labels import Chip, label
from ..widgets.lines import LEADS
from ..widgets.panels import Panel, clear, scrolled
from .base_view import BaseView


class WeekView(BaseView):
    """Arrows go to the next and the last week; a card leads to its record, the plus puts an activity on the day."""

    kinds = frozenset({"Activity", "Participant", "Observation", "CalendarDay"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = theme.current()
        self._chosen = desk.today()
        self.title = label("", "subtitle")
        bar = QHBoxLayout()
        bar.setSpacing(look.px(8))
        bar.addWidget(button("", role="icon", icon="left", name="上一周", on_click=lambda: self._turn(-7)))
        bar.addWidget(self.title)
        bar.addWidget(button("", role="icon", icon="right", name="下一周", on_click=lambda: self._turn(7)))
        bar.addSpacing(look.px(8))
        self._figures = label("", "hint")
        bar.addWidget(self._figures)
        bar.addStretch(1)
        bar.addWidget(button("这一周", on_click=self._go_back))
        self.column.addLayout(bar)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        self._days: list[tuple[Panel, QVBoxLayout]] = []
        for _ in range(7):
            panel = Panel(" ", margin=10)
            panel.title.setProperty("role", "strong")
            content = QWidget()
            column = QVBoxLayout(content)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(look.px(6))
            panel.body.addWidget(scrolled(content), 1)
            row.addWidget(panel, 1)
            self._days.append((panel, column))
        self.column.addLayout(row, 1)

    def chosen_day(self) -> date:
        """The day that a new activity is for."""
        return self._chosen

    def show_record(self, uid: str) -> None:
        """Shows the week of a day written as 2025-04-07."""
        self._chosen = date.fromisoformat(uid)
        self.refresh()

    def refresh(self) -> None:
        """The week of the chosen day."""
        desk = self.desk
        days = week_of(self._chosen, desk.term.week_starts_on)
        place = next((label for day in days if (label := desk.calendar.week_place(day).label)), "")
        self.title.setText(f"{place}　{month_day(days[0])}—{month_day(days[-1])}".strip())
        records = desk.records
        held = sum(item.happened_on in days and item.state != "cancelled" for item in records.activities)
        heard = sum(
            item.lesson_count for item in records.observations if item.happened_on in days and not item.is_walkthrough
        )
        self._figures.setText(f"活动{held}次，听课{heard}节")
        for day, (panel, column) in zip(days, self._days, strict=True):
            self._fill(day, panel, column)

    def _fill(self, day: date, panel: Panel, column: QVBoxLayout) -> None:
        desk = self.desk
        panel.title.setText(f"{weekday_short(day)} {day.month}.{day.day}" + (" 今天" if day == desk.today() else ""))
        clear(column)
        for mark in day_marks(desk.calendar.day_info(day)):
            column.addWidget(Chip(mark.word, mark.tone))
        lines = day_board.held_today(desk.records, desk.names, day)
        for line in lines:
            column.addWidget(self._card(line))
        add = button("添加", role="quiet", icon="plus", name=f"在{month_day(day)}添加活动")
        add.clicked.connect(lambda: self._add_on(day))
        column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _card(self, line: Line) -> QFrame:
        look = theme.current()
        card = QFrame()
        card.setProperty("role", "card")
        card.setAccessibleName(f"{line.word}：{line.text}　{line.detail}")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(*(look.px(8),) * 4)
        inner.setSpacing(look.px(4))
        head = QHBoxLayout()
        head.addWidget(Chip(line.word, line.tone))
        head.addStretch(1)
        kind, uid = line.record
        verb, tab, view = LEADS[kind]
        name = f"{verb}：{line.text}"
        head.addWidget(button(verb, role="quiet", name=name, on_click=lambda: self.desk.show(tab, view, uid)))
        inner.addLayout(head)
        inner.addWidget(label(line.text, wrap=True))
        if line.detail:
            inner.addWidget(label(line.detail, "hint", wrap=True))
        return card

    def _add_on(self, day: date) -> None:
        self._chosen = day
        self.desk.do("calendar", "new")

    def _turn(self, days: int) -> None:
        self._chosen += timedelta(days=days)
        self.refresh()

    def _go_back(self) -> None:
        self._chosen = self.desk.today()
        self.refresh()
