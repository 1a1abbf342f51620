"""The box for finding in a list, and a row of filters beside it that is remembered over restarts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6 import QtCore
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from jiaoyan_desktop.settings import Settings

from .. import icons, theme


class FindBox(QLineEdit):
    """Says what is looked for shortly after typing stops; Esc empties it, Down goes to what was found."""

    searched = Signal(str)
    went_down = Signal()

    def __init__(self, hint: str = "找姓名、课题里的任意几个字，拼音首字母也行") -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self.addAction(icons.icon("search", "dim"), QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(160)
        self._pause.timeout.connect(lambda: self.searched.emit(self.text().strip()))
        self.textChanged.connect(lambda _: self._pause.start())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter searches at once."""
        if event.key() == QtCore.Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == QtCore.Qt.Key.Key_Down:
            self.went_down.emit()
        elif event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter):
            self._pause.stop()
            self.searched.emit(self.text().strip())
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """Find box, filters (each a choice) and buttons in one row; filters are remembered under ``name``."""

    changed = Signal()

    def __init__(self, name: str, settings: Settings, hint: str = "") -> None:
        super().__init__()
        self._name, self._settings = name, settings
        self._filters: dict[str, QComboBox] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.current().px(8))
        self.find_box = FindBox(hint) if hint else FindBox()
        self.find_box.setMinimumWidth(theme.current().px(150))
        self.find_box.searched.connect(lambda _: self.changed.emit())
        self._row.addWidget(self.find_box, 1)

    def add_filter(self, key: str, label: str, choices: Sequence[tuple[str, str]]) -> None:
        """A choice among (value, text); the value of the first one means everything, mostly empty."""
        box = QComboBox()
        box.setAccessibleName(label)
        box.setToolTip(label)
        self._filters[key] = box
        self._row.addWidget(box)
        self.set_choices(key, choices)
        box.activated.connect(lambda _: self._on_chosen())

    def set_choices(self, key: str, choices: Sequence[tuple[str, str]]) -> None:
        """Other choices for a filter; what was chosen stays chosen where it still exists."""
        box = self._filters[key]
        wanted = box.currentData() if box.count() else self._settings.of_list(self._name).get("filters", {}).get(key)
        box.clear()
        for value, text in choices:
            box.addItem(text, value)
        box.setCurrentIndex(max(0, box.findData(wanted)))

    def add_button(self, made: QPushButton) -> None:
        """Another button at the end of the row."""
        self._row.addWidget(made)

    def text(self) -> str:
        """What is looked for, trimmed."""
        return self.find_box.text().strip()

    def value(self, key: str) -> str:
        """The chosen value of a filter."""
        return self._filters[key].currentData() or ""

    def is_narrowing(self) -> bool:
        """Whether anything is looked for or filtered away."""
        return bool(self.text()) or any(box.currentIndex() > 0 for box in self._filters.values())

    def reset(self) -> None:
        """Everything is shown again."""
        self.find_box.clear()
        for box in self._filters.values():
            box.setCurrentIndex(0)
        self._on_chosen()

    def _on_chosen(self) -> None:
        filters = {key: box.currentData() or "" for key, box in self._filters.items()}
        self._settings.remember_list(self._name, filters=filters)
        self.changed.emit()
