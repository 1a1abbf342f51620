"""A sentence that leads somewhere: it wraps, takes the focus, and is followed by click, Enter or Space."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel


class Link(QLabel):
    """Text in the accent colour; ``follow`` is called without arguments."""

    def __init__(self, text: str, follow: Callable[[], object]) -> None:
        super().__init__(text)
        self._follow = follow
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", "link")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follows when the button is let go inside."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space follow."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._follow()
        else:
            super().keyPressEvent(event)
