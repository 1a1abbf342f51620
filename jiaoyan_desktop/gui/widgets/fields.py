"""Fields of a form: each has ``value()``, ``set_value()`` and the signal ``edited``, whatever it is made of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from jiaoyan_desktop.domain.text import clean, clean_line

from .. import theme
from .choice import Choice

__all__ = ["Choice", "LongText", "NumberField", "TextField", "TickField", "WordChoice", "in_row"]


class TextField(QLineEdit):
    """One line of text, cleaned when read."""

    edited = Signal()

    def __init__(self, hint: str = "", width: int = 0) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        if width:
            self.setMaximumWidth(theme.current().px(width))
        self.textEdited.connect(lambda _: self.edited.emit())

    def value(self) -> str:
        """The text without what a document chokes on."""
        return clean_line(self.text()).text

    def set_value(self, value: str | None) -> None:
        """Shows ``value``, from its beginning."""
        self.setText(value or "")
        self.setCursorPosition(0)


class LongText(QPlainTextEdit):
    """Several lines of text, cleaned when read; Tab goes to the next field."""

    edited = Signal()

    def __init__(self, hint: str = "", lines: int = 4, *, grows: bool = False) -> None:
        super().__init__()
        look = theme.current()
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        height = look.px(22) * lines + look.px(16)
        self.setMinimumHeight(height)
        if not grows:
            self.setMaximumHeight(height)
        self.textChanged.connect(lambda: self.edited.emit())

    def value(self) -> str:
        """The text without what a document chokes on."""
        return clean(self.toPlainText()).text

    def set_value(self, value: str | None) -> None:
        """Shows ``value``."""
        self.setPlainText(value or "")


class WordChoice(QComboBox):
    """A word chosen from a list or typed."""

    edited = Signal()

    def __init__(self, words: Sequence[str] = (), width: int = 0) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if width:
            self.setMaximumWidth(theme.current().px(width))
        self.addItems(list(words))
        self.setCurrentText("")
        self.editTextChanged.connect(lambda _: self.edited.emit())

    def value(self) -> str:
        """The word, cleaned."""
        return clean_line(self.currentText()).text

    def set_value(self, value: str | None) -> None:
        """Shows ``value``."""
        self.setCurrentText(value or "")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the page."""
        event.ignore()


class NumberField(QSpinBox):
    """A whole number with its unit; the least value can stand for 没填."""

    edited = Signal()

    def __init__(self, least: int = 0, most: int = 999, unit: str = "", *, empty: str = "") -> None:
        super().__init__()
        self.setRange(least, most)
        self.setSuffix(f" {unit}" if unit else "")
        if empty:
            self.setSpecialValueText(empty)
        self.setMaximumWidth(theme.current().px(130))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.valueChanged.connect(lambda _: self.edited.emit())

    def set_value(self, value: int | None) -> None:
        """Shows ``value``; None is the least."""
        self.setValue(self.minimum() if value is None else value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the page."""
        event.ignore()


class TickField(QCheckBox):
    """Yes or no, with the sentence beside the box."""

    edited = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAccessibleName(text)
        self.clicked.connect(lambda _: self.edited.emit())

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: bool) -> None:
        """Ticks or unticks."""
        self.setChecked(bool(value))


def in_row(*widgets: QWidget) -> QWidget:
    """Several small fields side by side in one row of a form."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.current().px(8))
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder
