"""A box to tick with a sentence of any length beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from .. import theme
from .fields import TickField
from .labels import label


class LongTick(QWidget):
    """Like TickField, but the text breaks over lines; a click on it ticks as well."""

    edited = Signal()

    def __init__(self, text: str) -> None:
        super().__init__()
        look = theme.current()
        self.box = TickField("")
        self.box.setAccessibleName(text)
        self.box.edited.connect(self.edited)
        words = label(text, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, look.px(2), 0, look.px(2))
        row.setSpacing(look.px(4))
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1, Qt.AlignmentFlag.AlignTop)
        words.setContentsMargins(0, look.px(4), 0, 0)
        self.setFocusProxy(self.box)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.box.value()

    def set_value(self, value: bool) -> None:
        """Ticks or unticks."""
        self.box.set_value(value)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The words belong to the box."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.box.click()
        super().mouseReleaseEvent(event)
