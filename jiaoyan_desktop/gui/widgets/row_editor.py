"""Rows typed one below the other (lesson steps): cells grow with their text, the keyboard adds and removes rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from .. import theme
from .buttons import button
from .growing_text import GrowingText
from .labels import label


@dataclass(frozen=True, kw_only=True)
class RowColumn:
    """One column: ``width`` in design pixels, or a share of what is left when ``stretch`` is above 0."""

    key: str
    title: str
    hint: str = ""
    width: int = 0
    stretch: int = 0


class RowEditor(QWidget):
    """``value()`` is a list of key -> text, without empty rows. There is always one empty row to type into.

    With ``enter_adds`` Enter goes to the row below, made when needed (Shift+Enter breaks the line); ``stamp`` gives the
    text that the first cell of such a row begins with.
    """

    edited = Signal()

    def __init__(
        self,
        columns: Sequence[RowColumn],
        *,
        enter_adds: bool = False,
        stamp: Callable[[], str] = lambda: "",
        add_text: str = "加一行",
        name: str = "",
    ) -> None:
        super().__init__()
        look = theme.current()
        self._columns, self._enter_adds, self._stamp, self._name = tuple(columns), enter_adds, stamp, name
        self._rows: list[_Row] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(6))
        self._grid.setVerticalSpacing(look.px(6))
        for place, column in enumerate(self._columns):
            self._grid.addWidget(label(column.title, "hint"), 0, place)
            self._grid.setColumnStretch(place, column.stretch)
            if column.width:
                self._grid.setColumnMinimumWidth(place, look.px(column.width))
        self._add_button = button(add_text, role="quiet", icon="plus", on_click=lambda: self._go_to(self._append()))
        below = QHBoxLayout()
        below.addWidget(self._add_button)
        below.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(look.px(4))
        outer.addLayout(self._grid)
        outer.addLayout(below)
        QWidget.setTabOrder(self._append().away, self._add_button)

    def value(self) -> list[dict[str, str]]:
        """The rows with something in them, top to bottom."""
        rows = [{column.key: cell.value() for column, cell in self._pairs(row)} for row in self._rows]
        return [row for row in rows if any(row.values())]

    def set_value(self, rows: Sequence[dict[str, str]]) -> None:
        """Shows these rows and one empty one."""
        while len(self._rows) > 1:
            self._drop(self._rows[-1])
        for number, values in enumerate([*rows, {}] if rows else [{}]):
            row = self._rows[number] if number < len(self._rows) else self._append()
            for column, cell in self._pairs(row):
                cell.set_value(values.get(column.key, ""))

    def raw(self) -> list[dict[str, str]]:
        """What is typed now, as plain values."""
        return self.value()

    def set_raw(self, raw: Any) -> None:
        """Shows again what ``raw`` gave."""
        self.set_value([row for row in raw if isinstance(row, dict)] if isinstance(raw, list) else [])

    def setFocus(self, *_: Any) -> None:
        """To the first cell. (A focus proxy would keep the Tab key inside the rows for ever.)"""
        self._rows[0].cells[0].setFocus()

    def fields(self) -> list[QWidget]:
        """What the Tab key walks through, for those who chain the order of a whole page."""
        return [*(widget for row in self._rows for widget in (*row.cells, row.away)), self._add_button]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Delete takes the row away, the arrow keys move between rows at the edges of a cell."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            for row in self._rows:
                if watched in row.cells:
                    return self._on_key(row, row.cells.index(watched), event)  # pyright: ignore[reportArgumentType]
        return super().eventFilter(watched, event)

    def _on_key(self, row: _Row, place: int, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Delete and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._remove(row)
            return True
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None or event.modifiers():
            return False
        cell, number = row.cells[place], self._rows.index(row) + step
        cursor = cell.textCursor()
        edge = 0 if step < 0 else cell.document().blockCount() - 1
        if cursor.blockNumber() == edge and 0 <= number < len(self._rows):
            self._rows[number].cells[place].setFocus()
            return True
        return False

    def _append(self) -> _Row:
        number = len(self._rows) + 1
        cells = []
        for column in self._columns:
            cell = GrowingText(column.hint, enter_leaves=self._enter_adds)
            cell.setAccessibleName(f"{self._name}第{number}行 {column.title}")
            if column.width:
                cell.setFixedWidth(theme.current().px(column.width))
            cell.edited.connect(self.edited)
            cell.installEventFilter(self)
            cells.append(cell)
        away = button("", role="icon", icon="close", name="去掉这一行（Ctrl+Delete）")
        row = _Row(cells, away)
        away.clicked.connect(lambda: self._remove(row))
        for cell in cells:
            cell.entered.connect(lambda: self._go_below(row))
        before = self._rows[-1].away if self._rows else None
        self._rows.append(row)
        for place, widget in enumerate((*cells, away)):
            self._grid.addWidget(widget, number, place, Qt.AlignmentFlag.AlignTop)
            if self.isVisible():
                widget.show()  # at once, or it could not be given the focus yet
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget
        return row

    def _go_below(self, row: _Row) -> None:
        number = self._rows.index(row) + 1
        if number < len(self._rows):
            below = self._rows[number]
        elif any(cell.value() for cell in row.cells):
            below = self._append()
        else:
            self.focusNextChild()  # an empty last row has nothing below it: the form goes on
            return
        first = below.cells[0]
        if not any(cell.value() for cell in below.cells):
            first.set_value(self._stamp())
        filled = bool(first.value()) and len(below.cells) > 1
        below.cells[1 if filled else 0].setFocus()

    def _go_to(self, row: _Row) -> None:
        row.cells[0].setFocus()

    def _remove(self, row: _Row) -> None:
        number = self._rows.index(row)
        if len(self._rows) == 1:
            for cell in row.cells:
                cell.set_value("")
        else:
            self._drop(row)
        self._rows[min(number, len(self._rows) - 1)].cells[0].setFocus()
        self.edited.emit()

    def _drop(self, row: _Row) -> None:
        self._rows.remove(row)
        for widget in (*row.cells, row.away):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        for number, left in enumerate(self._rows, start=1):
            for place, widget in enumerate((*left.cells, left.away)):
                self._grid.removeWidget(widget)
                self._grid.addWidget(widget, number, place, Qt.AlignmentFlag.AlignTop)

    def _pairs(self, row: _Row) -> zip[tuple[RowColumn, GrowingText]]:
        return zip(self._columns, row.cells, strict=True)


@dataclass(eq=False)
class _Row:
    cells: list[GrowingText]
    away: QPushButton
