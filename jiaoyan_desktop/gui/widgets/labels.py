"""Words on the screen: titles, hints, and chips, which say a state in a word on a soft ground."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ..first_paint import cut, plain

TONE_OF_STATUS = {"met": "accent", "short": "amber", "late": "red", "unknown": "blue", "confirm": "blue"}


def label(text: str = "", role: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """Plain text in a role of the style sheet: title, subtitle, strong, hint, dim, trouble, amber or empty."""
    made = QLabel(text)
    plain(made)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if selectable:
        made.setTextInteractionFlags(
            QtCore.Qt.TextInteractionFlag.TextSelectableByMouse | QtCore.Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return made


class Chip(QLabel):
    """A state in a word. ``tone``: accent (done), amber (look at it), red (will come back), blue (to know), dim."""

    def __init__(self, word: str = "", tone: str = "blue", parent: QWidget | None = None) -> None:
        super().__init__(word, parent)
        plain(self)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.setProperty("chip", tone)

    def say(self, word: str, tone: str) -> None:
        """Another state."""
        self.setText(word)
        self.setAccessibleName(word)
        if self.property("chip") != tone:
            self.setProperty("chip", tone)
            self.style().unpolish(self)
            self.style().polish(self)


class CutLabel(QLabel):
    """One line that is cut with … where it does not fit, and shown whole on hover."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = text
        plain(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)
        self.set_whole(text)

    def set_whole(self, text: str) -> None:
        """Shows another text."""
        self._whole = text
        self.setAccessibleName(text)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cuts anew for the new width."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        shown = cut(self._whole, self.fontMetrics(), self.width())
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
