"""A list of records: remembers widths, sort and selection, copies to Excel, draws states as chips."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from jiaoyan_desktop.settings import Settings

from .. import theme
from ..models.table_model import CHIP_ROLE, TableModel

Action = tuple[str, Callable[[], object]]


class ChipDelegate(QStyledItemDelegate):
    """Draws a cell with a chip as a word on a soft ground; other cells as usual."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground of the row first, then the chip on it."""
        option.state &= ~QStyle.StateFlag.State_HasFocus  # pyright: ignore[reportAttributeAccessIssue]
        chip = index.data(CHIP_ROLE)
        if not chip:
            super().paint(painter, option, index)
            return
        blank = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        blank.text = ""  # pyright: ignore[reportAttributeAccessIssue]
        style = QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, blank, painter, blank.widget)  # pyright: ignore[reportAttributeAccessIssue]
        look = theme.current()
        ground = option.rect.adjusted(look.px(3), 0, -look.px(6), 0)  # pyright: ignore[reportAttributeAccessIssue]
        draw_chip(painter, QPoint(ground.left(), ground.center().y()), ground.width(), *chip)


def draw_chip(painter: QPainter, left_middle: QPoint, widest: int, word: str, tone: str) -> int:
    """Draws a chip from that point, cut to ``widest``; returns its width in pixels."""
    look = theme.current()
    ink, soft = look.tone(tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(look.font(theme.HINT_POINTS))
    metrics = painter.fontMetrics()
    room = look.px(16)
    text = metrics.elidedText(word, Qt.TextElideMode.ElideRight, max(widest - room, look.px(12)))
    width = min(metrics.horizontalAdvance(text) + room, widest)
    height = metrics.height() + look.px(4)
    box = QRect(left_middle.x(), left_middle.y() - height // 2, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(soft)
    painter.drawRoundedRect(box, look.px(4), look.px(4))
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return width


class RecordList(QTableView):
    """Rows of a TableModel. Enter or a double click opens, Del deletes, Ctrl+C copies with headings."""

    opened = Signal(object)  # a row
    delete_asked = Signal(list)  # rows
    selected = Signal(list)  # rows
    totals_changed = Signal(str)

    def __init__(
        self,
        name: str,
        model: TableModel,
        settings: Settings,
        *,
        totals: Callable[[list[Any]], str] = lambda rows: f"共 {len(rows)} 条",
        label: str = "",
    ) -> None:
        super().__init__()
        self._name, self._settings, self._totals = name, settings, totals
        self._model = model
        self._actions: Callable[[], Sequence[Action | None]] = lambda: ()
        self._placing = False
        look = theme.current()
        self.setAccessibleName(label or "列表")
        self.setModel(model)
        self.setItemDelegate(ChipDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.px(34))
        self.verticalHeader().setMinimumSectionSize(look.px(28))
        header = self.horizontalHeader()
        header.setMinimumSectionSize(look.px(40))
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        self._restore()
        self.setSortingEnabled(True)
        header.sectionResized.connect(lambda *_: self._remember())
        header.sortIndicatorChanged.connect(lambda *_: self._remember())
        self.doubleClicked.connect(lambda index: self.opened.emit(model.row(index.row())))
        self.selectionModel().selectionChanged.connect(lambda *_: self._on_selected())

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Other rows; selection and scroll position stay where the rows still exist."""
        kept = {self._model.uid(index.row()) for index in self.selectionModel().selectedRows()}
        scroll = self.verticalScrollBar().value()
        self._model.set_rows(rows)
        for uid in kept:
            self.select(uid, keep=True)
        self.verticalScrollBar().setValue(scroll)
        self._on_selected()

    def select(self, uid: str, *, keep: bool = False) -> bool:
        """Selects the row of that uid and brings it into sight; False when it is not in the list."""
        number = self._model.number_of(uid)
        if number < 0:
            return False
        flags = self.selectionModel().SelectionFlag
        how = flags.Select if keep else flags.ClearAndSelect
        index = self._model.index(number, 0)
        self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        self.selectionModel().select(index, how | flags.Rows)
        if not keep:
            self.scrollTo(index)
        return True

    def rows(self) -> list[Any]:
        """All rows as shown, top to bottom."""
        return self._model.rows()

    def selected_rows(self) -> list[Any]:
        """The selected rows, top to bottom."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._model.row(number) for number in numbers]

    def current_row(self) -> Any:
        """The one row that the next action is about, or None."""
        chosen = self.selected_rows()
        return chosen[0] if len(chosen) == 1 else None

    def set_actions(self, actions: Callable[[], Sequence[Action | None]]) -> None:
        """What the context menu offers for the selection now: (verb, what it does), None for a line."""
        self._actions = actions

    def copy(self) -> None:
        """The selected rows (all when none is) with headings to the clipboard, as Excel and WPS take it."""
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        lines = self._model.as_lines(chosen or range(self._model.rowCount()))
        data = QMimeData()
        data.setText("\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines))
        # mso-number-format keeps 3-1 and 007 text in a spreadsheet.
        cells = "".join(
            "<tr>"
            + "".join(f"<td style='mso-number-format:\"\\@\"'>{html.escape(cell)}</td>" for cell in line)
            + "</tr>"
            for line in lines
        )
        data.setHtml(f"<table>{cells}</table>")
        QApplication.clipboard().setMimeData(data)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys every list has."""
        chosen = self.selected_rows()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen:
            self.opened.emit(chosen[0])
        elif event.key() == Qt.Key.Key_Delete and chosen:
            self.delete_asked.emit(chosen)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same verbs as the buttons."""
        menu = QMenu(self)
        for action in self._actions():
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action[0], action[1])
        if menu.actions():
            menu.addSeparator()
        menu.addAction("复制（带标题，可贴进Excel）", self.copy)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The stretching column takes what is left, so that columns never end short of the panel."""
        super().resizeEvent(event)
        self._fill_width()

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(theme.current().px(480), theme.current().px(320))

    def _on_selected(self) -> None:
        chosen = self.selected_rows()
        self.selected.emit(chosen)
        rows = chosen if len(chosen) > 1 else self._model.rows()
        text = self._totals(rows)
        self.totals_changed.emit(f"已选：{text}" if len(chosen) > 1 else text)

    def _stretching(self) -> int:
        columns = self._model.columns
        return next((place for place, column in enumerate(columns) if column.stretch), len(columns) - 1)

    def _fill_width(self) -> None:
        header, stretching = self.horizontalHeader(), self._stretching()
        others = sum(header.sectionSize(place) for place in range(header.count()) if place != stretching)
        self._placing = True
        header.resizeSection(stretching, max(self.viewport().width() - others, theme.current().px(120)))
        self._placing = False

    def _restore(self) -> None:
        kept, look, header = self._settings.of_list(self._name), theme.current(), self.horizontalHeader()
        widths = kept.get("widths", {})
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for place, column in enumerate(self._model.columns):
            header.resizeSection(place, look.px(widths.get(column.key, column.width)))
        keys = [column.key for column in self._model.columns]
        key, downwards = kept.get("sort", ["", False])
        order = Qt.SortOrder.DescendingOrder if downwards else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(keys.index(key) if key in keys else -1, order)

    def _remember(self) -> None:
        if self._placing or not self.isVisible():
            return
        header, scale, stretching = self.horizontalHeader(), theme.current().scale, self._stretching()
        widths = {
            column.key: round(header.sectionSize(place) / scale)
            for place, column in enumerate(self._model.columns)
            if place != stretching
        }
        place = header.sortIndicatorSection()
        key = self._model.columns[place].key if 0 <= place < len(self._model.columns) else ""
        downwards = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        self._settings.remember_list(self._name, widths=widths, sort=[key, downwards])
        self._fill_width()
