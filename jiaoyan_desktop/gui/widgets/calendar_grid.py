"""The calendar drawn: a date in each cell with chips below it; keys and clicks choose days and open what is on them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from jiaoyan_desktop.domain.day_marks import Mark

from .. import theme
from ..models.calendar_model import DAY_ROLE, DIM_ROLE, MARKS_ROLE, CalendarModel
from .record_list import draw_chip

DATE_HEIGHT, CHIP_HEIGHT, LEAST_ROW = 26, 26, 74


class CalendarDelegate(QStyledItemDelegate):
    """Draws one day; remembers where its chips are, for clicks."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, date, as many chips as fit, and how many more there are."""
        look = theme.current()
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        day = index.data(DAY_ROLE)
        if day is None:
            painter.setPen(look.colour("dim"))
            painter.drawText(rect.adjusted(0, look.px(6), 0, 0), Qt.AlignmentFlag.AlignHCenter, index.data())
            painter.restore()
            return
        model = index.model()
        is_today = isinstance(model, CalendarModel) and model.today == day
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect.adjusted(0, 0, -1, -1), look.colour("accent_soft"))
        elif index.data(DIM_ROLE):
            painter.fillRect(rect.adjusted(0, 0, -1, -1), look.colour("stripe"))
        top = QRect(rect.left() + look.px(8), rect.top() + look.px(4), rect.width() - look.px(16), look.px(20))
        if is_today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent"))
            width = painter.fontMetrics().horizontalAdvance(index.data()) + look.px(12)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(
                top.adjusted(-look.px(4), 0, width - top.width() - look.px(4), 0), look.px(4), look.px(4)
            )
            painter.setPen(look.colour("on_accent"))
            painter.drawText(top.adjusted(look.px(2), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, index.data())
        else:
            painter.setPen(look.colour("edge" if index.data(DIM_ROLE) else "dim"))
            painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, index.data())
        for place, mark in enumerate(shown_marks(rect, index.data(MARKS_ROLE))):
            middle = QPoint(
                rect.left() + look.px(6), rect.top() + look.px(DATE_HEIGHT + CHIP_HEIGHT // 2 + place * CHIP_HEIGHT)
            )
            draw_chip(painter, middle, rect.width() - look.px(12), mark.word, mark.tone)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Rows are sized by the grid."""
        return QSize(theme.current().px(60), theme.current().px(LEAST_ROW))


def shown_marks(rect: QRect, marks: tuple[Mark, ...]) -> list[Mark]:
    """The marks that fit into a cell; where not all do, the last line says how many more there are."""
    look = theme.current()
    room = max(1, (rect.height() - look.px(DATE_HEIGHT)) // look.px(CHIP_HEIGHT))
    if len(marks) <= room:
        return list(marks)
    return [*marks[: room - 1], Mark(f"还有{len(marks) - room + 1}件", "dim")]


class CalendarGrid(QTableView):
    """Arrow keys walk over days, Enter opens the chosen day, a click on a chip opens what it stands for."""

    day_chosen = Signal(date)
    day_opened = Signal(date)
    mark_opened = Signal(str, str)  # kind and uid of a record

    def __init__(self, model: CalendarModel, *, fills: bool) -> None:
        super().__init__()
        self._model, self._fills = model, fills
        self.setModel(model)
        self.setItemDelegate(CalendarDelegate(self))
        self.setAccessibleName("日历")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(0, theme.current().px(64))
        self.selectionModel().currentChanged.connect(self._on_current)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(lambda index: self._open(index))
        self._clicked_at = QPoint()

    def choose(self, day: date) -> None:
        """Chooses a day and brings it into sight."""
        index = self._model.index_of(day)
        if index.isValid():
            self.setCurrentIndex(index)
            before = self._model.index(max(0, index.row() - 1), index.column())
            self.scrollTo(before, QAbstractItemView.ScrollHint.PositionAtTop)

    def chosen(self) -> date | None:
        """The chosen day."""
        return self._model.day(self.currentIndex())

    def set_heights(self) -> None:
        """Rows high enough for their chips; spare room is shared out where the grid fills its panel."""
        look = theme.current()
        rows = self._model.rowCount()
        if not rows:
            return
        if self._fills:
            height = max(look.px(LEAST_ROW), self.viewport().height() // rows)
            for row in range(rows):
                self.setRowHeight(row, height)
            return
        for row in range(rows):
            needed = look.px(DATE_HEIGHT + CHIP_HEIGHT * self._model.most_marks(row) + 6)
            self.setRowHeight(row, max(look.px(LEAST_ROW), needed))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height is shared out anew."""
        super().resizeEvent(event)
        self.set_heights()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the chosen day."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remembers where, so that a click on a chip is told from one beside it."""
        self._clicked_at = event.position().toPoint()
        super().mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The hand over a chip says that it can be clicked."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            mark = self._mark_at(event.position().toPoint())
            shape = Qt.CursorShape.PointingHandCursor if mark and mark.record[0] else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
        return super().viewportEvent(event)

    def _mark_at(self, point: QPoint) -> Mark | None:
        index = self.indexAt(point)
        if self._model.day(index) is None:
            return None
        look, rect = theme.current(), self.visualRect(index)
        place = (point.y() - rect.top() - look.px(DATE_HEIGHT)) // look.px(CHIP_HEIGHT)
        shown = shown_marks(rect, index.data(MARKS_ROLE))
        return shown[place] if 0 <= place < len(shown) else None

    def _on_clicked(self, index: QModelIndex) -> None:
        mark = self._mark_at(self._clicked_at)
        if mark and mark.record[0]:
            self.mark_opened.emit(*mark.record)

    def _on_current(self, index: QModelIndex) -> None:
        day = self._model.day(index)
        if day is not None:
            self.day_chosen.emit(day)

    def _open(self, index: QModelIndex) -> None:
        day = self._model.day(index)
        if day is not None:
            self.day_opened.emit(day)
