"""A tab: its views, one of which is seen, each built when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from .. import theme
from ..desk import Desk
from ..widgets.buttons import Segments
from .base_view import BaseView


class BaseTab(QWidget):
    """Subclasses give ``name``, ``views`` and ``make_view``; actions other places may start go into ``actions``."""

    name: ClassVar[str] = ""  # observation
    views: ClassVar[tuple[tuple[str, str], ...]] = ()  # (key, text) in order; the first one is shown first
    primary: ClassVar[tuple[str, str]] = ("", "")  # text and action name of the header's button
    restores: ClassVar[frozenset[str]] = frozenset()  # record classes whose unsaved typing this tab takes up again

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.actions: dict[str, Callable[[], object]] = {}
        self._made: dict[str, BaseView] = {}
        self.setObjectName("page")
        look = theme.current()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(12))
        outer.setSpacing(look.px(12))
        self.segments = Segments(self.views)
        self.segments.chosen.connect(self.show_view)
        self.tools = QHBoxLayout()  # buttons at the right of the row of views
        self.tools.setSpacing(look.px(8))
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(self.segments)
        row.addStretch(1)
        row.addLayout(self.tools)
        outer.addLayout(row)
        self._stack = QStackedWidget()
        outer.addWidget(self._stack, 1)
        if self.views:
            self.show_view(self.views[0][0])

    def make_view(self, key: str) -> BaseView:
        """The view of that key, made once when it is first shown."""
        raise NotImplementedError

    def show_view(self, key: str) -> BaseView:
        """Shows a view, making it when needed."""
        if key not in self._made:
            self._made[key] = self.make_view(key)
            self._stack.addWidget(self._made[key])
        self.segments.choose(key)
        self._stack.setCurrentWidget(self._made[key])
        self.on_view_shown(key)
        return self._made[key]

    def on_view_shown(self, key: str) -> None:
        """For tabs whose tools differ from view to view."""

    def view(self) -> BaseView:
        """The view in sight."""
        found = self._stack.currentWidget()
        assert isinstance(found, BaseView)
        return found

    def show_place(self, view: str = "", uid: str = "") -> None:
        """Goes to a view (the one in sight when empty) and to one record in it."""
        shown = self.show_view(view) if view else self.view()
        if uid:
            shown.refresh_if_stale()
            shown.show_record(uid)

    def restore(self, key: str, payload: dict[str, Any]) -> None:
        """Opens the dialog that ``payload`` was typed into ("Observation:new" or "Observation:uid")."""
        raise NotImplementedError

    def do(self, action: str) -> None:
        """Starts one of the tab's actions; KeyError for one it does not have."""
        self.actions[action]()
