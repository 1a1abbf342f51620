"""Weeks as rows, days as columns: what the calendar grid shows, fed with marks and never fetching."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from jiaoyan_desktop.domain.dates import date_screen
from jiaoyan_desktop.domain.day_marks import Mark, words_of

DAY_ROLE = Qt.ItemDataRole.UserRole + 1
MARKS_ROLE = Qt.ItemDataRole.UserRole + 2
DIM_ROLE = Qt.ItemDataRole.UserRole + 3

Index = QModelIndex | QPersistentModelIndex


class CalendarModel(QAbstractTableModel):
    """The first column holds the week's label; days for which ``is_inside`` is false are shown dim."""

    def __init__(self) -> None:
        super().__init__()
        self._weeks: list[list[date]] = []
        self._labels: list[str] = []
        self._marks: Callable[[date], Sequence[Mark]] = lambda day: ()
        self._is_inside: Callable[[date], bool] = lambda day: True
        self.today: date | None = None

    def show(
        self,
        weeks: Sequence[Sequence[date]],
        labels: Sequence[str],
        marks: Callable[[date], Sequence[Mark]],
        is_inside: Callable[[date], bool],
        today: date,
    ) -> None:
        """Other weeks, each of seven days; ``labels`` are 第6周 or empty."""
        self.beginResetModel()
        self._weeks = [list(week) for week in weeks]
        self._labels = list(labels)
        self._marks, self._is_inside, self.today = marks, is_inside, today
        self.endResetModel()

    def day(self, index: Index) -> date | None:
        """The day of a cell, None for the column of weeks."""
        return self._weeks[index.row()][index.column() - 1] if index.isValid() and index.column() else None

    def index_of(self, day: date) -> QModelIndex:
        """The cell of a day; an index that is not valid when it is not shown."""
        for row, week in enumerate(self._weeks):
            if day in week:
                return self.index(row, week.index(day) + 1)
        return QModelIndex()

    def most_marks(self, row: int) -> int:
        """The number of marks on the fullest day of a week."""
        return max((len(self._marks(day)) for day in self._weeks[row]), default=0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Weeks."""
        return 0 if parent.isValid() else len(self._weeks)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """The week's label and seven days."""
        return 0 if parent.isValid() else 8

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Label or day, and what the delegate draws."""
        if not index.isValid():
            return None
        day = self.day(index)
        if day is None:
            return self._labels[index.row()] if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{day.month}.{day.day}"
        if role == DAY_ROLE:
            return day
        if role == MARKS_ROLE:
            return self._marks(day)
        if role == DIM_ROLE:
            return not self._is_inside(day)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join([date_screen(day), *(mark.word for mark in self._marks(day))])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{date_screen(day)} {self._labels[index.row()]} {words_of(self._marks(day)) or '没有安排'}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """周次, then the days of the week in the school's order."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return "周次"
        first = self._weeks[0][0].isoweekday() if self._weeks else 1
        return "一二三四五六日"[(first + section - 2) % 7]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Days can be chosen, labels of weeks cannot."""
        if not index.isValid() or index.column() == 0:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
