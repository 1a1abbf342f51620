"""A table model that is fed rows: it formats cells, sorts by raw values, and never fetches anything itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

SORT_ROLE = Qt.ItemDataRole.UserRole + 1  # the raw value a column is sorted by
RECORD_ROLE = Qt.ItemDataRole.UserRole + 2  # the row as it was fed
CHIP_ROLE = Qt.ItemDataRole.UserRole + 3  # (word, tone) for a cell drawn as a chip, or None

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: what a row shows in it, and what it is sorted by (the text when ``sort`` is not given)."""

    key: str
    title: str
    text: Callable[[Any], str]
    sort: Callable[[Any], Any] | None = None
    chip: Callable[[Any], tuple[str, str] | None] | None = None
    tip: Callable[[Any], str] | None = None
    width: int = 110  # design pixels
    stretch: bool = False  # takes what is left of the width; one column at most
    right: bool = False  # numbers


class TableModel(QAbstractTableModel):
    """Rows of any kind, told apart by ``uid_of`` so that a selection survives new rows."""

    def __init__(self, columns: Sequence[Column], uid_of: Callable[[Any], str] = lambda row: row.uid) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._uid_of = uid_of
        self._fed: list[Any] = []
        self._rows: list[Any] = []
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Other rows; the sort order stays."""
        self.beginResetModel()
        self._fed = list(rows)
        self._rows = self._in_order()
        self.endResetModel()

    def rows(self) -> list[Any]:
        """All rows as shown, top to bottom."""
        return list(self._rows)

    def row(self, number: int) -> Any:
        """The row that was fed and is shown as that number."""
        return self._rows[number]

    def uid(self, number: int) -> str:
        """What tells the row apart."""
        return self._uid_of(self._rows[number])

    def number_of(self, uid: str) -> int:
        """The row number of a uid, -1 when it is not here."""
        return next((number for number, row in enumerate(self._rows) if self._uid_of(row) == uid), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Rows at the top level, none below."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Columns at the top level, none below."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Cell text, chip, tip, sort value or the whole record."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == CHIP_ROLE:
            return column.chip(row) if column.chip else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip else column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == SORT_ROLE:
            return _sort_value(column, row)
        if role == RECORD_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}：{column.text(row)}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles above, nothing at the side."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by the raw values; rows without one come last either way. -1 is the order they were fed in."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        uids = [self.uid(index.row()) for index in before]
        self._sorted = (column, order) if 0 <= column < len(self.columns) else None
        self._rows = self._in_order()
        place = {self._uid_of(row): number for number, row in enumerate(self._rows)}
        after = [self.index(place[uid], index.column()) for uid, index in zip(uids, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def as_lines(self, numbers: Sequence[int]) -> list[list[str]]:
        """Headings and the texts of these rows, for copying to Excel."""
        texts = [[column.text(self._rows[number]) for column in self.columns] for number in numbers]
        return [[column.title for column in self.columns], *texts]

    def _in_order(self) -> list[Any]:
        if self._sorted is None:
            return list(self._fed)
        column, order = self.columns[self._sorted[0]], self._sorted[1]
        valued = [(value, row) for row in self._fed if (value := _sort_value(column, row)) not in (None, "")]
        without = [row for row in self._fed if _sort_value(column, row) in (None, "")]
        valued.sort(key=lambda pair: pair[0], reverse=order is Qt.SortOrder.DescendingOrder)
        return [row for _, row in valued] + without


def _sort_value(column: Column, row: Any) -> Any:
    return column.sort(row) if column.sort else column.text(row)
