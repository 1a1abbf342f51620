"""What the window shows while a school file is being opened: its names, the tabs and today, all where they will stay.

Half of a start is loading what knows the school. The window does not wait for it: it stands there at once, and is
filled a moment later.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from . import theme
from .first_paint import BY_CLICK, focus
from .tab_table import TABS
from .widgets.labels import label
from .widgets.panels import Panel


class FirstLook(QWidget):
    """Header, tabs and the first page, with nothing to click yet; the measures are those of ``workspace``."""

    def __init__(self, school: str, term: str, today: date) -> None:
        super().__init__()
        self.setObjectName("page")
        look = theme.current()
        head = QHBoxLayout()
        head.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(4))
        head.setSpacing(look.px(8))
        head.addWidget(label(school, "title"))
        shown = label(term, "dim")
        shown.setMinimumHeight(look.px(34))
        head.addWidget(shown)
        head.addStretch(1)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(look.px(4), 0, 0, 0)
        tabs.setSpacing(0)
        for place, (_, text, _, _) in enumerate(TABS):
            tab = QPushButton(text)
            tab.setProperty("role", "tab")
            tab.setCheckable(True)
            tab.setChecked(place == 0)
            focus(tab, BY_CLICK)
            tabs.addWidget(tab)
        tabs.addStretch(1)
        page = Panel()
        page.body.addWidget(label(f"今天 {today.month}月{today.day}日", "subtitle"))
        page.body.addWidget(label("正在打开学校文件……", "dim"))
        page.body.addStretch(1)
        held = QVBoxLayout()
        held.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(12))
        held.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addLayout(tabs)
        outer.addLayout(held, 1)
