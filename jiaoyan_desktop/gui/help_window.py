"""F1: the help page of the place in sight, the keys, and what this program is."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QTextBrowser, QVBoxLayout, QWidget

from jiaoyan_desktop import __version__, paths

from . import messages, theme
from .widgets.buttons import button

# File of resources/help and the name of the page; the first one is shown where a place has none of its own.
PAGES = (
    ("start", "从哪里开始"),
    ("calendar", "学期日历"),
    ("observation", "听课记录"),
    ("preparation", "集体备课"),
    ("report", "材料上报"),
    ("people", "教师与课表"),
    ("safety", "备份、撤销和找回"),
    ("keys", "快捷键"),
)


class HelpWindow(QDialog):
    """Pages at the left, the text at the right; it stays open beside the work."""

    def __init__(self, parent: QWidget | None, place: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("怎么用")
        look = theme.current()
        self.pages = QListWidget()
        self.pages.setAccessibleName("帮助的各页")
        self.pages.setFixedWidth(look.px(180))
        for _, title in PAGES:
            self.pages.addItem(title)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("帮助")
        self.text.anchorClicked.connect(self._on_link)
        self.pages.currentRowChanged.connect(self._show)
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(self.pages)
        row.addWidget(self.text, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button("看完了", on_click=self.accept))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(look.px(16),) * 4)
        outer.addLayout(row, 1)
        outer.addLayout(foot)
        self.resize(look.px(820), look.px(560))
        names = [name for name, _ in PAGES]
        self.pages.setCurrentRow(names.index(place) if place in names else 0)

    def _show(self, number: int) -> None:
        name = PAGES[number][0]
        self.text.setMarkdown((paths.resources() / "help" / f"{name}.md").read_text(encoding="utf-8"))

    def _on_link(self, url: QUrl) -> None:
        names = [name for name, _ in PAGES]
        name = url.path().removesuffix(".md")
        if name in names:
            self.pages.setCurrentRow(names.index(name))


def show_help(parent: QWidget | None, place: str) -> None:
    """Opens the page of that place beside the window."""
    window = HelpWindow(parent, place)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.show()


def show_about(parent: QWidget | None) -> None:
    """Version and where things are."""
    messages.tell(
        parent,
        f"教研桌面 {__version__}",
        "乡镇小学教导主任的教研工作台。程序不联网，内容只在学校文件里。\n"
        f"这台电脑上的设置、日志和自动备份在：{paths.home()}\n"
        f"Python {platform.python_version()}，界面用 Qt for Python（LGPL），图标为本程序自绘。",
    )
