"""One of several, chosen from a list that opens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox

from .. import theme
from ..first_paint import BY_BOTH, focus


class Choice(QComboBox):
    """One of several (value, text); the wheel scrolls the page, not the choice."""

    edited = Signal()

    def __init__(self, choices: Sequence[tuple[Any, str]] = (), width: int = 0) -> None:
        super().__init__()
        focus(self, BY_BOTH)
        if width:
            self.setMaximumWidth(theme.current().px(width))
        self.set_choices(choices)
        self.activated.connect(lambda _: self.edited.emit())

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Other choices; the chosen value stays where it still exists."""
        kept = self.value()
        self.clear()
        for value, text in choices:
            self.addItem(text, value)
        self.set_value(kept)

    def value(self) -> Any:
        """The chosen value."""
        return self.currentData()

    def set_value(self, value: Any) -> None:
        """Chooses ``value``, or the first one when it is not offered."""
        found = next((place for place in range(self.count()) if self.itemData(place) == value), 0)
        self.setCurrentIndex(found if self.count() else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the page."""
        event.ignore()
