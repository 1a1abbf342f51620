"""The weeks of the term as bars: where we are, how much was heard in each, where the deadline stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from jiaoyan_desktop.domain.dates import month_day
from jiaoyan_desktop.domain.term_strip import WeekFigures

from .. import theme
from ..first_paint import BY_TAB, NOTHING, focus

HEIGHT, LABEL_HEIGHT, MARKS_HEIGHT = 96, 20, 16


class TermStrip(QWidget):
    """A click or Enter opens a week; the arrow keys walk over the weeks."""

    week_opened = Signal(date)

    def __init__(self) -> None:
        super().__init__()
        self._weeks: tuple[WeekFigures, ...] = ()
        self._today: date | None = None
        self._deadline: date | None = None
        self._current = 0
        focus(self, BY_TAB)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.current().px(HEIGHT))
        self.setMouseTracking(True)

    def show_weeks(self, weeks: Sequence[WeekFigures], today: date, deadline: date | None) -> None:
        """Other weeks."""
        self._weeks, self._today, self._deadline = tuple(weeks), today, deadline
        self._current = next((place for place, week in enumerate(weeks) if week.first <= today <= week.last), 0)
        self.setAccessibleName(
            "这学期各周听课和活动：" + "；".join(self.words(week) for week in weeks if week.lessons or week.activities)
        )
        self.update()

    def words(self, week: WeekFigures) -> str:
        """第6周 4月7日—4月13日：听课5节，活动1次."""
        due = "，材料截止" if self._deadline and week.first <= self._deadline <= week.last else ""
        when = f"{month_day(week.first)}—{month_day(week.last)}"
        return f"{week.label} {when}：听课{week.lessons}节，活动{week.activities}次{due}".strip()

    def sizeHint(self) -> QSize:
        """As wide as there is."""
        return QSize(theme.current().px(600), theme.current().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars for lessons, dots for activities, a flag for the deadline, the week of today on a soft ground."""
        if not self._weeks:
            return
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(theme.HINT_POINTS))
        metrics = painter.fontMetrics()
        most = max((week.lessons for week in self._weeks), default=0) or 1
        room = self.height() - look.px(LABEL_HEIGHT + MARKS_HEIGHT + 4)
        for place, week in enumerate(self._weeks):
            box = self._box(place)
            is_now = self._today is not None and week.first <= self._today <= week.last
            painter.setPen(NOTHING)
            if is_now:
                painter.setBrush(look.colour("accent_soft"))
                painter.drawRoundedRect(box, look.px(4), look.px(4))
            if self.hasFocus() and place == self._current:
                painter.setPen(look.colour("accent"))
                painter.setBrush(NOTHING)
                painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), look.px(4), look.px(4))
                painter.setPen(NOTHING)
            self._draw_bar(painter, box, week, room * week.lessons // most, is_past=self._is_past(week))
            self._draw_marks(painter, box, week)
            painter.setPen(look.colour("accent" if is_now else "dim"))
            name = week.label.removeprefix("第").removesuffix("周")
            if not name.isdigit():
                name = "·" if name else ""
            left = box.center().x() - metrics.horizontalAdvance(name) // 2
            painter.drawText(left, box.bottom() - (look.px(LABEL_HEIGHT) - metrics.ascent()) // 2, name)

    def event(self, event: QEvent) -> bool:
        """The hint says what a week holds."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._place_at(event.pos())
            if place is not None:
                QToolTip.showText(event.globalPos(), self.words(self._weeks[place]), self)
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Opens the week that was clicked."""
        place = self._place_at(event.position().toPoint())
        if place is not None:
            self.week_opened.emit(self._weeks[place].first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, right, Enter."""
        step = {QtCore.Qt.Key.Key_Left: -1, QtCore.Qt.Key.Key_Right: 1}.get(QtCore.Qt.Key(event.key()))
        if step is not None and self._weeks:
            self._current = max(0, min(self._current + step, len(self._weeks) - 1))
            self.setAccessibleDescription(self.words(self._weeks[self._current]))
            self.update()
        elif event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter) and self._weeks:
            self.week_opened.emit(self._weeks[self._current].first)
        else:
            super().keyPressEvent(event)

    def _is_past(self, week: WeekFigures) -> bool:
        return self._today is not None and week.first <= self._today

    def _box(self, place: int) -> QRect:
        left = self.width() * place // len(self._weeks)
        right = self.width() * (place + 1) // len(self._weeks)
        return QRect(left + 2, 0, right - left - 4, self.height())

    def _place_at(self, point: QPoint) -> int | None:
        found = [place for place in range(len(self._weeks)) if self._box(place).contains(point)]
        return found[0] if found else None

    def _draw_bar(self, painter: QPainter, box: QRect, week: WeekFigures, height: int, *, is_past: bool) -> None:
        look = theme.current()
        base = box.bottom() - look.px(LABEL_HEIGHT)
        width = min(box.width() - look.px(8), look.px(28))
        left = box.center().x() - width // 2
        painter.setBrush(look.colour("line"))
        painter.drawRect(left, base - 2, width, 2)
        if week.lessons and is_past:
            painter.setBrush(look.colour("accent"))
            painter.drawRoundedRect(
                left, base - max(height, look.px(3)), width, max(height, look.px(3)), look.px(2), look.px(2)
            )

    def _draw_marks(self, painter: QPainter, box: QRect, week: WeekFigures) -> None:
        look = theme.current()
        size = look.px(6)
        shown = min(week.activities, 5)
        left = box.center().x() - (shown * (size + 2) - 2) // 2
        painter.setBrush(look.colour("blue"))
        for number in range(shown):
            painter.drawEllipse(left + number * (size + 2), look.px(6), size, size)
        if self._deadline and week.first <= self._deadline <= week.last:
            painter.setBrush(look.colour("red"))
            painter.drawRect(box.right() - look.px(3), look.px(4), look.px(3), box.height() - look.px(LABEL_HEIGHT + 4))
