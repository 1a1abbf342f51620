"""What the window shows of one open school: header, the five tabs, and the page of the tab in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from jiaoyan_desktop.errors import UserError

from . import later, theme
from .desk import Desk
from .first_paint import BY_CLICK, focus
from .header import Header
from .tab_table import TABS
from .tabs.base_tab import BaseTab
from .widgets.buttons import PushButton
from .widgets.panels import note

if TYPE_CHECKING:
    from collections.abc import Callable

READ_ONLY_NOTE = "这个学校文件是只看不改打开的：可以看、可以查、可以生成材料，改动存不进去。"


class Workspace(QWidget):
    """Tabs are made when they are first shown. A new look (theme, font size, term) is a new workspace."""

    tab_shown = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._tabs: dict[str, BaseTab] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._shown = ""
        self.setObjectName("page")
        focus(self, BY_CLICK)
        look = theme.current()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.header = Header(desk)
        self.header.primary_clicked.connect(self.do_primary)
        outer.addWidget(self.header)
        outer.addLayout(self._tab_row())
        if desk.db.is_read_only:
            held = QVBoxLayout()
            held.setContentsMargins(look.px(16), look.px(8), look.px(16), 0)
            held.addWidget(note(READ_ONLY_NOTE, "blue"))
            outer.addLayout(held)
        self._stack = QStackedWidget()
        outer.addWidget(self._stack, 1)
        desk.asked_to_show.connect(self.show_place)
        desk.asked_to_do.connect(self.do)

    def show_tab(self, name: str) -> BaseTab:
        """Shows a tab, making it when needed."""
        tab = self._tab(name)
        self._shown = name
        self._buttons[name].setChecked(True)
        focused = QApplication.focusWidget()
        if focused is None or not focused.isVisible():
            self.setFocus()
        self._stack.setCurrentWidget(tab)
        self.header.set_primary(*tab.primary)
        self.tab_shown.emit(name)
        return tab

    def tab(self) -> BaseTab:
        """The tab in sight."""
        return self._tab(self._shown)

    def shown(self) -> tuple[str, str]:
        """Name of the tab in sight and the key of its view."""
        return self._shown, self.tab().segments.key()

    def show_place(self, tab: str, view: str = "", uid: str = "") -> None:
        """Goes to a tab, a view of it, and a record there."""
        self.show_tab(tab).show_place(view, uid)

    def do(self, tab: str, action: str) -> None:
        """Shows a tab and starts one of its actions."""
        self.show_tab(tab).do(action)

    def do_primary(self) -> None:
        """The action of the header's button; Ctrl+N. UserError in a file that is only looked at."""
        if not self.header.offers_primary():
            raise UserError("这个学校文件是只看不改打开的。", cure="要记新的，请先关上，再正常打开一次。")
        self.tab().do(self.tab().primary[1])

    def restore(self, key: str, payload: dict) -> bool:
        """Hands what was typed before a crash to the tab it belongs to; False when no tab takes it."""
        kind = key.partition(":")[0]
        for name, *_ in TABS:
            if kind in tab_class(name).restores:
                self.show_tab(name).restore(key, payload)
                return True
        return False

    def _tab(self, name: str) -> BaseTab:
        if name not in self._tabs:
            self._tabs[name] = tab_class(name)(self.desk)
            self._stack.addWidget(self._tabs[name])
        return self._tabs[name]

    def _tab_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.current().px(4), 0, 0, 0)
        row.setSpacing(0)
        group = QButtonGroup(self)
        for place, (name, text, _, tip) in enumerate(TABS, start=1):
            made = PushButton(text)
            made.setProperty("role", "tab")
            made.setCheckable(True)
            made.setToolTip(f"{tip}（Alt+{place}）")
            made.setAccessibleName(text)
            made.setAccessibleDescription(tip)
            made.clicked.connect(lambda _=False, name=name: self.show_tab(name))
            group.addButton(made)
            row.addWidget(made)
            self._buttons[name] = made
        row.addStretch(1)
        return row


def tab_class(name: str) -> Callable[[Desk], BaseTab] | type[BaseTab]:
    """The class of a tab; its module is loaded now if it was not yet."""
    class_name = next(known for tab, _, known, _ in TABS if tab == name)
    return getattr(later.load(name), class_name)
