"""A text box as high as what is in it, so that nothing written has to be scrolled to inside a form."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from jiaoyan_desktop.domain.text import clean

from .. import theme


class GrowingText(QPlainTextEdit):
    """Several lines between ``least`` and ``most``; with ``enter_leaves`` Enter is announced and Shift+Enter breaks."""

    edited = Signal()
    entered = Signal()

    def __init__(self, hint: str = "", *, least: int = 1, most: int = 14, enter_leaves: bool = False) -> None:
        super().__init__()
        self._least, self._most, self._enter_leaves = least, most, enter_leaves
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_text)
        self._fit()

    def value(self) -> str:
        """The text without what a document chokes on."""
        return clean(self.toPlainText()).text

    def set_value(self, value: str | None) -> None:
        """Shows ``value``."""
        self.setPlainText(value or "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next thing where the form wants that."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self._enter_leaves and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # the dialog saves
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower means more lines."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def sizeHint(self) -> QSize:
        """Narrow by itself: the layout gives the width."""
        return QSize(theme.current().px(120), self.height())

    def _on_text(self) -> None:
        self._fit()
        self.edited.emit()

    def _fit(self) -> None:
        look = theme.current()
        lines = max(1, round(self.document().size().height()))  # a plain text document counts in lines
        shown = min(max(lines, self._least), self._most)
        frame = look.px(14) + 4  # padding and line of the style sheet, margin of the document
        self.setFixedHeight(max(self.fontMetrics().lineSpacing() * shown + frame, look.px(34)))
        hidden = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if lines <= self._most else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(hidden)
