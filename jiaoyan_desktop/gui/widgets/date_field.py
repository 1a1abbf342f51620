"""A day, typed in any way a school writes it (3.12, 3月12日) or chosen from a small calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QMenu, QWidget, QWidgetAction

from jiaoyan_desktop.domain.dates import date_cn, date_screen, read_date
from jiaoyan_desktop.domain.term import Term
from jiaoyan_desktop.errors import UserError

from .. import theme
from .buttons import button


class DateField(QWidget):
    """``value()`` raises UserError with the reason when what is typed is no day; up and down arrows change the day."""

    edited = Signal()

    def __init__(
        self,
        term: Term | None = None,
        *,
        today: Callable[[], date] = date.today,
        optional: bool = False,
        field: str = "",
        label: str = "日期",
    ) -> None:
        super().__init__()
        look = theme.current()
        self._term, self._today, self._optional, self._field = term, today, optional, field
        self._day: date | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText("3.12 或 3月12日")
        self.line.setAccessibleName(label)
        self.line.textEdited.connect(self._on_typed)
        self.line.editingFinished.connect(self._tidy)
        self._menu_button = button("", role="icon", icon="calendar", name="从日历上选", on_click=self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(4))
        row.addWidget(self.line)
        row.addWidget(self._menu_button)
        self.line.setMinimumWidth(look.px(130))
        self.setMaximumWidth(look.px(250))
        self.setFocusProxy(self.line)

    def value(self) -> date | None:
        """The day; None when empty and optional. UserError explains a day that does not exist and suggests one."""
        text = self.line.text().strip()
        if not text and self._optional:
            return None
        if self._day is not None and text == date_screen(self._day):
            return self._day  # the screen writes no year, so the text alone would lose it
        fallback = date(self._today().year, 1, 1), date(self._today().year, 12, 31)
        first, last = (self._term.starts_on, self._term.ends_on) if self._term else fallback
        return read_date(text, starts_on=first, ends_on=last, field=self._field)

    def set_value(self, value: date | None) -> None:
        """Shows ``value``."""
        self._day = value
        self.line.setText(date_screen(value) if value else "")
        self.line.setToolTip(date_cn(value) if value else "")

    def raw(self) -> str:
        """The day as ISO text, or what is typed where it is not a day yet."""
        try:
            day = self.value()
        except UserError:
            return self.line.text()
        return day.isoformat() if day else ""

    def set_raw(self, raw: str) -> None:
        """Shows again what ``raw`` gave."""
        try:
            self.set_value(date.fromisoformat(raw))
        except ValueError:
            self._day = None
            self.line.setText(raw)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One day later or earlier."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None or self._day is None:
            super().keyPressEvent(event)
            return
        self.set_value(date.fromordinal(self._day.toordinal() + step))
        self.edited.emit()

    def _on_typed(self, _: str) -> None:
        self._day = None
        self.edited.emit()

    def _tidy(self) -> None:
        try:
            self.set_value(self.value())
        except UserError:
            return  # said when the form is saved; while typing nothing interrupts

    def _open(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget()
        calendar.setFirstDayOfWeek(Qt.DayOfWeek(self._term.week_starts_on if self._term else 1))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        shown = self._day or self._today()
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        held = QWidgetAction(menu)
        held.setDefaultWidget(calendar)
        menu.addAction(held)

        def take(day: QDate) -> None:
            menu.close()
            self.set_value(date(day.year(), day.month(), day.day()))
            self.edited.emit()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        calendar.setFocus()
        menu.exec(self.mapToGlobal(self.rect().bottomLeft()))
        menu.deleteLater()
