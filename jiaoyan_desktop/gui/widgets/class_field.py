"""A class: chosen from the list or typed in any usual way (31, 3.1, 三1); another school's class stays text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox

from jiaoyan_desktop.domain.class_names import read_class
from jiaoyan_desktop.domain.naming import class_name
from jiaoyan_desktop.domain.people import SchoolClass
from jiaoyan_desktop.domain.text import clean_line
from jiaoyan_desktop.errors import UserError

from .. import theme


class ClassField(QComboBox):
    """``value()`` is the uid of the class or None; with ``free`` text that is no class of ours is allowed."""

    edited = Signal()

    def __init__(self, classes: Sequence[SchoolClass], *, field: str = "class_uid", width: int = 150) -> None:
        super().__init__()
        self._classes = {item.uid: item for item in classes}
        self._field = field
        self.free = False
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaximumWidth(theme.current().px(width))
        for item in classes:
            self.addItem(class_name(item), item.uid)
        self.setCurrentIndex(-1)
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText("31 或 三（1）")
        line.editingFinished.connect(self._tidy)
        self.activated.connect(lambda _: self.edited.emit())
        line.textEdited.connect(lambda _: self.edited.emit())

    def value(self) -> str | None:
        """The uid; None when empty or free text. UserError when it is no class of the school."""
        text = self.text()
        if not text:
            return None
        if self.free:
            return self._uid_named(text)
        found = self._uid_named(text) or self._uid_read(text)
        if found is None:
            raise UserError(
                f"本校没有“{text}”这个班。", field=self._field, cure="请从名单里选；外校的请在“校外”上打钩。"
            )
        return found

    def text(self) -> str:
        """What is written, cleaned."""
        return clean_line(self.currentText()).text

    def set_value(self, uid: str | None) -> None:
        """Shows the class of that uid."""
        self.setCurrentIndex(self.findData(uid) if uid else -1)
        if not uid:
            self.setEditText("")

    def set_text(self, text: str) -> None:
        """Shows a class of another school."""
        self.setCurrentIndex(-1)
        self.setEditText(text)

    def raw(self) -> str:
        """The uid, or what is typed where it is no class yet."""
        return self._uid_named(self.text()) or self.text()

    def set_raw(self, raw: str) -> None:
        """Shows again what ``raw`` gave."""
        if raw in self._classes:
            self.set_value(raw)
        else:
            self.set_text(raw)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the page."""
        event.ignore()

    def _uid_named(self, text: str) -> str | None:
        return next((uid for uid, item in self._classes.items() if class_name(item) == text), None)

    def _uid_read(self, text: str) -> str | None:
        existing = [(item.grade, item.number) for item in self._classes.values()]
        try:
            pair = read_class(text, existing, field=self._field)
        except UserError:
            return None  # the field says itself that there is no such class
        return next((uid for uid, item in self._classes.items() if (item.grade, item.number) == pair), None)

    def _tidy(self) -> None:
        """31 becomes 三（1）班 when the field is left."""
        if self.free or not self.text() or self._uid_named(self.text()):
            return
        uid = self._uid_read(self.text())
        if uid:
            self.set_value(uid)
            self.edited.emit()
