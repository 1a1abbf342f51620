"""Labelled rows of a form; a mistake is marked at its own row, with a value to take over at one click."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QSpacerItem, QWidget

from jiaoyan_desktop.domain.dates import month_day
from jiaoyan_desktop.errors import UserError

from .. import theme
from .buttons import button
from .labels import label


class Form(QWidget):
    """Rows by field name (the record's own, in English); editors are those of ``fields``, or alike."""

    edited = Signal()

    def __init__(self, label_width: int = 96) -> None:
        super().__init__()
        look = theme.current()
        self._editors: dict[str, Any] = {}
        self._marks: dict[str, _Mark] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(look.px(8))
        self._grid.setColumnMinimumWidth(0, look.px(label_width))
        self._grid.setColumnStretch(1, 1)
        # Without an item that wants to grow, a column is no wider than its narrowest field.
        self._grid.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed), 0, 1)
        # Rows keep their height, and what a dialog has to spare stays below them.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def add(self, field: str, text: str, editor: Any, *, hint: str = "", needed: bool = False, doubt: str = "") -> Any:
        """A row: label, editor, hint below; returns the editor. ``needed`` puts a mark on the label.

        ``doubt`` is a question in amber in the hint's place; it goes once the row was edited.
        """
        self._editors[field] = editor
        asked = self._add_row(text + (" *" if needed else ""), editor, hint, field, doubt)
        _name(editor, text, doubt or hint)
        if hasattr(editor, "edited"):
            editor.edited.connect(self.edited)
            editor.edited.connect(lambda: self._marks[field].hide())
            if asked is not None:
                editor.edited.connect(asked.hide)
        return editor

    def add_group(
        self, text: str, holder: QWidget, fields: dict[str, tuple[str, Any]], *, hint: str = "", doubt: str = ""
    ) -> None:
        """One row with several editors in ``holder``: field -> (its own label, editor)."""
        first = next(iter(fields))
        self._add_row(text, holder, hint, first, doubt)
        for field, (own, editor) in fields.items():
            self._editors[field] = editor
            self._marks[field] = self._marks[first]
            _name(editor, own, hint)
            editor.edited.connect(self.edited)
            editor.edited.connect(lambda: self._marks[first].hide())

    def add_wide(self, widget: QWidget) -> None:
        """Something over the whole width: a heading, a note."""
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)
        self._make_room_for(widget)

    def show_row(self, editor: QWidget, is_shown: bool) -> None:
        """Shows or hides a whole row by its editor (or the holder of a group): label, hint and all."""
        place = self._grid.indexOf(editor)
        row = self._grid.getItemPosition(place)[0]  # pyright: ignore[reportIndexIssue]
        for number in range(row, row + 2):
            for column in range(2):
                item = self._grid.itemAtPosition(number, column)
                widget = item.widget() if item else None
                if widget is not None and (number == row or widget.property("role") in ("hint", "amber")):
                    widget.setVisible(is_shown)

    def focus_first(self) -> None:
        """Goes to the first row, where typing begins."""
        if self._editors:
            next(iter(self._editors.values())).setFocus()

    def editor(self, field: str) -> Any:
        """The editor of a field."""
        return self._editors[field]

    def values(self) -> dict[str, Any]:
        """Field -> value of every row; UserError (with its field) from the first editor that cannot be read."""
        found = {}
        for field, editor in self._editors.items():
            try:
                found[field] = editor.value()
            except UserError as trouble:
                trouble.field = trouble.field or field
                raise
        return found

    def fill(self, values: dict[str, Any]) -> None:
        """Shows these values; fields that are not rows are left aside."""
        for field, value in values.items():
            if field in self._editors:
                self._editors[field].set_value(value)

    def raw(self) -> dict[str, Any]:
        """What is typed now as plain values, for the draft kept against a crash; days that cannot be read as typed."""
        return {field: _raw(editor) for field, editor in self._editors.items()}

    def restore(self, raw: dict[str, Any]) -> None:
        """Shows again what ``raw`` gave."""
        for field, value in raw.items():
            if field in self._editors:
                editor = self._editors[field]
                (editor.set_raw if hasattr(editor, "set_raw") else editor.set_value)(value)

    def mark(self, trouble: UserError) -> bool:
        """Marks the row that the mistake names and goes there; False when no row has that name."""
        self.clear_marks()
        mark = self._marks.get(trouble.field)
        if mark is None:
            return False
        mark.say(trouble)
        self._editors[trouble.field].setFocus()
        return True

    def marked(self) -> QWidget | None:
        """The message of the row that is marked, or None."""
        return next((mark for mark in self._marks.values() if not mark.isHidden()), None)

    def name_of(self, field: str) -> str:
        """The label of a row, empty for a field that is none."""
        editor = self._editors.get(field)
        return editor.accessibleName() if editor is not None else ""

    def clear_marks(self) -> None:
        """No mistakes any more."""
        for mark in self._marks.values():
            mark.hide()

    def _add_row(self, text: str, editor: QWidget, hint: str, field: str, doubt: str = "") -> QWidget | None:
        look, row = theme.current(), self._grid.rowCount()
        shown = label(text, "dim")
        shown.setContentsMargins(0, look.px(7), 0, 0)
        shown.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        shown.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(shown, row, 0)
        self._grid.addWidget(editor, row, 1)
        self._make_room_for(editor)
        shown_hint = label(doubt or hint, "amber" if doubt else "hint", wrap=True) if doubt or hint else None
        if shown_hint is not None:
            self._grid.addWidget(shown_hint, row + 1, 1)
        mark = _Mark(self._take_over)
        mark.field = field
        self._marks[field] = mark
        self._grid.addWidget(mark, row + 2, 1)
        return shown_hint if doubt else None

    def _make_room_for(self, widget: QWidget) -> None:
        grows = widget.sizePolicy().verticalPolicy() is QSizePolicy.Policy.Expanding
        if grows and widget.maximumHeight() > theme.current().px(
            2000
        ):  # nobody gave it a height: it takes what is left
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def _take_over(self, field: str, value: object) -> None:
        self._editors[field].set_value(value)
        self.clear_marks()
        self._editors[field].setFocus()  # not on the next button, which may be the one that throws all away
        self.edited.emit()


class _Mark(QWidget):
    def __init__(self, take_over: Any) -> None:
        super().__init__()
        self.field = ""
        self._take_over = take_over
        self._text = label("", "trouble", wrap=True)
        self._button: QPushButton | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        # The sentence takes the width it needs and no more, so that the button stands right beside it.
        self._row.addWidget(self._text, 1000)
        self._row.addStretch(1)
        self.hide()

    def say(self, trouble: UserError) -> None:
        """Shows the reason, and a button when there is something to take over."""
        self._text.setText(f"！{trouble}")
        self._text.ensurePolished()
        self._text.setMaximumWidth(
            self._text.fontMetrics().horizontalAdvance(self._text.text()) + theme.current().px(8)
        )
        if self._button is not None:
            self._button.deleteLater()
            self._button = None
        value = trouble.suggestion
        if value is not None:
            shown = month_day(value) if hasattr(value, "isoformat") else str(value)  # pyright: ignore[reportArgumentType]
            field = trouble.field
            self._button = button(f"用{shown}", role="quiet", on_click=lambda: self._take_over(field, value))
            self._row.insertWidget(1, self._button)
        self.show()


def _name(editor: Any, text: str, hint: str) -> None:
    editor.setAccessibleName(text)
    proxy = editor.focusProxy()
    if proxy is not None:
        proxy.setAccessibleName(text)
    if hint:
        editor.setAccessibleDescription(hint)


def _raw(editor: Any) -> Any:
    return editor.raw() if hasattr(editor, "raw") else editor.value()
