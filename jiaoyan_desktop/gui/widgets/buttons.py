"""Buttons with a verb, and the segmented choice of a page's views."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6 import QtCore
from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from .. import icons, theme


class PushButton(QPushButton):
    """Enter presses the button that has the focus, whatever the dialog's own default is."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter as Space; the rest as usual."""
        if event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter) and not event.modifiers() & (
            QtCore.Qt.KeyboardModifier.ControlModifier
        ):
            self.click()
        else:
            super().keyPressEvent(event)


def button(
    text: str,
    *,
    role: str = "",
    icon: str = "",
    tip: str = "",
    name: str = "",
    on_click: Callable[..., object] | None = None,
) -> QPushButton:
    """A push button. ``role``: primary, danger, quiet (a link), icon (a picture, needs ``name``) or empty."""
    made = PushButton(text)
    made.setProperty("role", role)
    made.setAccessibleName(name or text)
    if icon:
        colour = {"primary": "on_accent", "danger": "red", "quiet": "accent"}.get(role, "ink")
        made.setIcon(icons.icon(icon, colour))
        made.setIconSize(QSize(theme.current().px(16), theme.current().px(16)))
        made.setProperty("icon_name", icon)
    if tip or (role == "icon" and name):
        made.setToolTip(tip or name)
    if on_click is not None:
        made.clicked.connect(on_click)
    return made


class Segments(QFrame):
    """One of several views, chosen by click or arrow keys."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "segments")
        look = theme.current()
        row = QHBoxLayout(self)
        row.setContentsMargins(*(look.px(2),) * 4)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QPushButton] = {}
        for key, text in choices:
            made = PushButton(text)
            made.setProperty("role", "segment")
            made.setCheckable(True)
            made.setAccessibleName(text)
            made.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._group.addButton(made)
            self._buttons[key] = made
            row.addWidget(made)

    def choose(self, key: str) -> None:
        """Shows ``key`` as chosen, without announcing it."""
        self._buttons[key].setChecked(True)

    def key(self) -> str:
        """The chosen key, empty when none is."""
        return next((key for key, made in self._buttons.items() if made.isChecked()), "")

    def set_text(self, key: str, text: str) -> None:
        """Another word on one of the choices, for example with a number in it."""
        self._buttons[key].setText(text)
