"""A grid of lessons: headings, cells of two lines, chosen with the arrow keys, opened by Enter, emptied by Del."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from .. import theme

_CELL_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """What one place of the grid shows: a strong line, a dim one, and a tone when it wants attention."""

    first: str = ""
    second: str = ""
    tone: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a row or column: its key, its words, and a dim second line (8:00—8:40)."""

    key: str
    first: str
    second: str = ""


class LessonGrid(QTableWidget):
    """``fill`` it; ``opened`` and ``emptied`` tell the keys of the row and column of a cell."""

    opened = Signal(str, str)
    emptied = Signal(str, str)

    def __init__(self, label: str, *, least_column: int = 72, row_height: int = 52, tight: bool = False) -> None:
        super().__init__()
        look = theme.current()
        self._rows: tuple[Heading, ...] = ()
        self._columns: tuple[Heading, ...] = ()
        self.setAccessibleName(label)
        self.setItemDelegate(_CellDelegate(self, 1 if tight else 4))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(look.px(least_column))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setFixedHeight(look.px(36))
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setMinimumSectionSize(look.px(row_height))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.cellDoubleClicked.connect(lambda row, column: self.opened.emit(*self._keys(row, column)))

    def fill(
        self,
        rows: Sequence[Heading],
        columns: Sequence[Heading],
        cells: Mapping[tuple[str, str], GridCell],
        *,
        columns_fit: bool = True,
    ) -> None:
        """Shows these cells by (row key, column key); the chosen place stays. Without ``columns_fit`` it scrolls."""
        chosen = self._keys(self.currentRow(), self.currentColumn())
        self._rows, self._columns = tuple(rows), tuple(columns)
        self.setRowCount(len(rows))
        self.setColumnCount(len(columns))
        for place, heading in enumerate(rows):
            words = heading.first + (f"\n{heading.second}" if heading.second else "")
            self.setVerticalHeaderItem(place, QTableWidgetItem(words))
        for place, heading in enumerate(columns):
            self.setHorizontalHeaderItem(place, QTableWidgetItem(heading.first))
        for at_row, row in enumerate(rows):
            for at_column, column in enumerate(columns):
                cell = cells.get((row.key, column.key), GridCell())
                item = QTableWidgetItem(" ".join((cell.first, cell.second)).strip())
                item.setData(_CELL_ROLE, cell)
                item.setToolTip(cell.tip)
                words = " ".join(word for word in (row.first, column.first, cell.first, cell.second, cell.tip) if word)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
                self.setItem(at_row, at_column, item)
                if (row.key, column.key) == chosen:
                    self.setCurrentCell(at_row, at_column)
        mode = QHeaderView.ResizeMode.Stretch if columns_fit else QHeaderView.ResizeMode.Interactive
        self.horizontalHeader().setSectionResizeMode(mode)
        if not columns_fit:
            for place in range(len(columns)):
                self.horizontalHeader().resizeSection(place, self.horizontalHeader().minimumSectionSize())

    def choose(self, row_key: str, column_key: str = "") -> None:
        """Goes to a place; without a column to the first of the row."""
        for at_row, row in enumerate(self._rows):
            for at_column, column in enumerate(self._columns):
                if row.key == row_key and column_key in ("", column.key):
                    self.setCurrentCell(at_row, at_column)
                    return

    def chosen(self) -> tuple[str, str]:
        """Row and column key of the place in focus, empty when none is."""
        return self._keys(self.currentRow(), self.currentColumn())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Del empties."""
        row, column = self.chosen()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row:
            self.opened.emit(row, column)
        elif event.key() == Qt.Key.Key_Delete and row:
            self.emptied.emit(row, column)
        else:
            super().keyPressEvent(event)

    def _keys(self, row: int, column: int) -> tuple[str, str]:
        if 0 <= row < len(self._rows) and 0 <= column < len(self._columns):
            return self._rows[row].key, self._columns[column].key
        return "", ""


class _CellDelegate(QStyledItemDelegate):
    """Two centred lines, thin lines to the right and below, a soft ground for the chosen place and for a tone."""

    def __init__(self, parent: QTableWidget, margin: int) -> None:
        super().__init__(parent)
        self._margin = margin

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draws one cell."""
        cell: GridCell = index.data(_CELL_ROLE) or GridCell()
        look = theme.current()
        box: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        ground = "accent_soft" if is_chosen else (f"{cell.tone}_soft" if cell.tone else "panel")
        painter.fillRect(box, look.colour(ground))
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(box.topRight(), box.bottomRight())
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(self._margin, look.px(3), -self._margin, -look.px(3))
        painter.setFont(look.font())
        painter.setPen(look.colour(cell.tone or "ink"))
        lines = painter.fontMetrics().height()
        first = painter.fontMetrics().elidedText(cell.first, Qt.TextElideMode.ElideRight, inner.width())
        if not cell.second:
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, first)
        else:
            middle = inner.center().y()
            top = QRect(inner.left(), middle - lines, inner.width(), lines)
            painter.drawText(top, Qt.AlignmentFlag.AlignCenter, first)
            painter.setFont(look.font(theme.HINT_POINTS if self._margin > 1 else theme.LEAST_POINTS))
            painter.setPen(look.colour("dim"))
            second = painter.fontMetrics().elidedText(cell.second, Qt.TextElideMode.ElideRight, inner.width())
            below = QRect(inner.left(), middle, inner.width(), lines)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, second)
        painter.restore()
