"""The menus of the window: one table says what is in them; only what works now is offered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu

from jiaoyan_desktop.settings import BEGIN_WITH, FONT_SIZES, THEMES

from .tab_table import TABS


@dataclass(frozen=True)
class Entry:
    """One line of a menu. ``needs``: nothing, a school file, one that may be written, or a submenu."""

    text: str
    action: str
    keys: str = ""
    needs: str = "file"


MENUS: tuple[tuple[str, tuple[Entry | None, ...]], ...] = (
    (
        "文件",
        (
            Entry("新建学校文件…", "new_school", "Ctrl+Shift+N", needs=""),
            Entry("打开…", "open", "Ctrl+O", needs=""),
            Entry("最近打开", "recent", needs="submenu"),
            Entry("看看样例学校", "sample", needs=""),
            None,
            Entry("备份到U盘…", "back_up", "Ctrl+B"),
            Entry("从备份找回…", "take_back", needs=""),
            None,
            Entry("关闭学校文件", "close_school", "Ctrl+W"),
            Entry("退出", "close", "Ctrl+Q", needs=""),
        ),
    ),
    (
        "编辑",
        (
            Entry("撤销", "undo", "Ctrl+Z", needs="write"),
            Entry("恢复", "redo", "Ctrl+Y", needs="write"),
            Entry("最近操作…", "recent_changes", "Ctrl+H"),
            None,
            Entry("查找", "find", "Ctrl+F"),
        ),
    ),
    (
        "记录",
        (
            Entry("这一页的主要按钮", "primary", "Ctrl+N"),
            None,
            *(
                Entry(text, action, f"Ctrl+{place}", needs=needs)
                for place, (text, action, needs) in enumerate(
                    (
                        ("添加活动", "calendar:new", "write"),
                        ("记一节听课", "observation:new", "write"),
                        ("新建课例", "preparation:new", "write"),
                        ("生成全部材料", "report:export", "file"),
                        ("添加教师", "people:new", "write"),
                    ),
                    start=1,
                )
            ),
        ),
    ),
    (
        "导入",
        (
            Entry("导入表格…", "people:import", "Ctrl+I", needs="write"),
            Entry("导入听课台账…", "observation:import", needs="write"),
        ),
    ),
    (
        "学校",
        (
            Entry("学校信息…", "school", needs="write"),
            Entry("版式…", "layout", needs="write"),
            Entry("学期…", "term", needs="write"),
            Entry("新学期…", "new_term", needs="write"),
            Entry("放假和调休…", "days", needs="write"),
            Entry("作息…", "bells", needs="write"),
            Entry("县里的要求…", "pack", needs="write"),
            None,
            Entry("我是哪位老师…", "person"),
        ),
    ),
    (
        "查看",
        (
            *(Entry(text, f"tab:{name}", f"Alt+{place}") for place, (name, text, *_) in enumerate(TABS, start=1)),
            None,
            Entry("字号", "font_size", needs="submenu"),
            Entry("颜色", "theme", needs="submenu"),
            Entry("打开程序时先到", "begin_with", needs="submenu"),
        ),
    ),
    (
        "帮助",
        (
            Entry("怎么用", "help", "F1", needs=""),
            Entry("快捷键", "keys", needs=""),
            Entry("关于", "about", needs=""),
        ),
    ),
)
CHOICES = {"font_size": FONT_SIZES, "theme": THEMES, "begin_with": BEGIN_WITH}


class Menus:
    """Builds the menu bar; ``act`` is called with the action's name, ``can`` says whether it is offered now."""

    def __init__(
        self,
        window: QMainWindow,
        act: Callable[[str], object],
        can: Callable[[Entry], bool],
        recent: Callable[[], list[str]],
    ) -> None:
        self._act, self._can, self._recent = act, can, recent
        self._made: list[tuple[Entry, QAction]] = []
        self._choices: dict[str, QActionGroup] = {}
        for title, entries in MENUS:
            menu = window.menuBar().addMenu(title)
            for entry in entries:
                self._add(window, menu, entry)
        self.refresh()

    def refresh(self) -> None:
        """Offers what works now."""
        for entry, action in self._made:
            if entry.needs != "submenu":
                action.setEnabled(self._can(entry))

    def choose(self, setting: str, value: str) -> None:
        """Ticks the chosen font size or colour."""
        for action in self._choices[setting].actions():
            action.setChecked(action.data() == value)

    def _add(self, window: QMainWindow, menu: QMenu, entry: Entry | None) -> None:
        if entry is None:
            menu.addSeparator()
            return
        if entry.needs == "submenu":
            self._add_submenu(window, menu, entry)
            return
        action = menu.addAction(entry.text)
        if entry.keys:
            # By property: choosing among the overloads of setShortcut would load the namespace Qt (first_paint.py).
            action.setProperty("shortcut", entry.keys)
        action.triggered.connect(lambda _=False, name=entry.action: self._act(name))
        self._made.append((entry, action))

    def _add_submenu(self, window: QMainWindow, menu: QMenu, entry: Entry) -> None:
        inner = menu.addMenu(entry.text)
        if entry.action == "recent":
            inner.aboutToShow.connect(lambda: self._fill_recent(inner))
            return
        group = QActionGroup(window)
        self._choices[entry.action] = group
        for value, text in CHOICES[entry.action].items():
            action = inner.addAction(text)
            action.setCheckable(True)
            action.setData(value)
            action.triggered.connect(lambda _=False, value=value: self._act(f"{entry.action}:{value}"))
            group.addAction(action)

    def _fill_recent(self, inner: QMenu) -> None:
        inner.clear()
        for path in self._recent():
            inner.addAction(path, lambda path=path: self._act(f"recent:{path}"))
        if inner.isEmpty():
            inner.addAction("还没有打开过").setEnabled(False)
