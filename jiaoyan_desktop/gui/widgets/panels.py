"""Panels, the page that has nothing on it yet, notes, the side panel, and scrolling."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from .. import icons, theme
from ..first_paint import NEVER, focus, never_sideways
from .buttons import button
from .labels import label


class Panel(QFrame):
    """A white ground with a one-pixel line; ``body`` is its column, below title and buttons."""

    def __init__(self, title: str = "", *, role: str = "panel", margin: int = 14) -> None:
        super().__init__()
        self.setProperty("role", role)
        look = theme.current()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(*(look.px(margin),) * 4)
        self._outer.setSpacing(look.px(8))
        self.head = QHBoxLayout()
        self.head.setSpacing(look.px(8))
        self.title = label(title, "subtitle")
        self.body = QVBoxLayout()
        self.body.setSpacing(look.px(8))
        if title:
            self.head.addWidget(self.title)
            self.head.addStretch(1)
            self._outer.addLayout(self.head)
        self._outer.addLayout(self.body, 1)


def framed(content: QWidget) -> Panel:
    """``content`` alone on a panel, for lists in dialogs."""
    panel = Panel(margin=6)
    panel.body.addWidget(content)
    return panel


def rule() -> QFrame:
    """A thin line between two parts."""
    line = QFrame()
    line.setProperty("role", "rule")
    return line


def note(text: str, tone: str = "amber", *, action: str = "", on_click: Callable[[], object] | None = None) -> QFrame:
    """A sentence that matters on this page, on a soft ground, with at most one button."""
    look = theme.current()
    frame = QFrame()
    frame.setProperty("role", "note")
    frame.setProperty("tone", tone)
    row = QHBoxLayout(frame)
    row.setContentsMargins(look.px(12), look.px(6), look.px(8), look.px(6))
    row.addWidget(label(text, wrap=True), 1)
    if action and on_click:
        row.addWidget(button(action, role="quiet", on_click=lambda: on_click()))
    return frame


class EmptyPage(QWidget):
    """What a page says while there is nothing on it: what belongs here, and the first step as a button."""

    def __init__(
        self,
        text: str = "",
        actions: Sequence[tuple[str, Callable[[], object]]] = (),
        *,
        title: str = "",
        icon: str = "leaf",
    ) -> None:
        super().__init__()
        look = theme.current()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(look.px(24),) * 4)
        outer.addStretch(2)
        picture = label()
        picture.setPixmap(icons.pixmap(icon, "edge", look.px(44), 2.0))
        outer.addWidget(picture, 0, QtCore.Qt.AlignmentFlag.AlignHCenter)
        self._title = label(title, "subtitle")
        self._title.setVisible(bool(title))
        outer.addWidget(self._title, 0, QtCore.Qt.AlignmentFlag.AlignHCenter)
        self._text = label(text, "dim", wrap=True)
        self._text.setAlignment(QtCore.Qt.AlignmentFlag.AlignCenter)
        self._text.setFixedWidth(look.px(440))
        outer.addWidget(self._text, 0, QtCore.Qt.AlignmentFlag.AlignHCenter)
        outer.addSpacing(look.px(8))
        self._row = QHBoxLayout()
        self._row.setSpacing(look.px(8))
        outer.addLayout(self._row)
        outer.addStretch(3)
        self.say(text, actions)

    def say(self, text: str, actions: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """Another text with other buttons; the first one is the primary."""
        self._text.setText(text)
        # A centred label is given the height of one line unless it says what it needs at its width.
        self._text.setMinimumHeight(self._text.heightForWidth(self._text.maximumWidth()) if text else 0)
        clear(self._row)
        self._row.addStretch(1)
        for place, (verb, act) in enumerate(actions):
            self._row.addWidget(button(verb, role="" if place else "primary", on_click=lambda _=False, act=act: act()))
        self._row.addStretch(1)


class SidePanel(Panel):
    """Looking at and lightly editing one record with the list in sight; Esc or the cross closes it."""

    closed = Signal()

    def __init__(self, title: str = "", width: int = 330) -> None:
        super().__init__(title or " ")
        look = theme.current()
        self.setFixedWidth(look.px(width))
        self.title.setWordWrap(True)
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.head.setStretch(0, 1)
        self.head.setStretch(1, 0)
        self.head.addWidget(
            button("", role="icon", icon="close", name="关上（Esc）", on_click=self.close_panel),
            0,
            QtCore.Qt.AlignmentFlag.AlignTop,
        )
        self.content = QWidget()
        self.column = QVBoxLayout(self.content)
        self.column.setContentsMargins(0, 0, look.px(4), 0)
        self.column.setSpacing(look.px(8))
        self.body.addWidget(scrolled(self.content), 1)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(look.px(8))
        self.body.addLayout(self.foot)

    def show_record(self, title: str) -> None:
        """Empties the panel for another record and opens it."""
        self.title.setText(title)
        clear(self.column)
        clear(self.foot)
        self.show()

    def close_panel(self) -> None:
        """Hides the panel and says so."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == QtCore.Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)


def scrolled(content: QWidget) -> QScrollArea:
    """``content`` in a scroll area without a frame; it never scrolls sideways."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    never_sideways(area)
    focus(area, NEVER)
    content.setObjectName("scrolled")
    area.setWidget(content)
    return area


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout and frees it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
