"""The first page: 新建, 打开, 样例学校, and the files opened before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jiaoyan_desktop import __version__
from jiaoyan_desktop.settings import Settings

from . import icons, theme
from .widgets.buttons import button
from .widgets.labels import CutLabel, label
from .widgets.panels import Panel, rule

WELCOME = "先建一个学校文件，以后所有内容都在这一个文件里，拷走它就是全部。也可以先打开样例学校随便点，弄坏了不要紧。"


class StartPage(QWidget):
    """Shown while no school file is open; ``act`` takes new_school, open, sample, take_back and ``recent:PATH``."""

    def __init__(self, settings: Settings, act: Callable[[str], object]) -> None:
        super().__init__()
        self._act = act
        self.setObjectName("page")
        look = theme.current()
        panel = Panel(margin=28)
        panel.setFixedWidth(look.px(620))
        top = QHBoxLayout()
        picture = label()
        picture.setPixmap(icons.pixmap("school", "accent", look.px(40), 2.0))
        top.addWidget(picture)
        top.addSpacing(look.px(12))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(label("欢迎使用教研桌面", "title"))
        names.addWidget(label("听课、集体备课、教研活动、材料上报，一处记好，处处能用", "hint"))
        top.addLayout(names)
        top.addStretch(1)
        panel.body.addLayout(top)
        panel.body.addSpacing(look.px(8))
        panel.body.addWidget(label(WELCOME, wrap=True))
        panel.body.addSpacing(look.px(8))
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        self.first = button("新建学校文件", role="primary", icon="plus", on_click=lambda: act("new_school"))
        row.addWidget(self.first)
        row.addWidget(button("打开已有的", icon="folder", on_click=lambda: act("open")))
        row.addWidget(button("看看样例学校", icon="leaf", on_click=lambda: act("sample")))
        row.addStretch(1)
        panel.body.addLayout(row)
        recent = settings["recent_files"]
        if recent:
            panel.body.addSpacing(look.px(12))
            panel.body.addWidget(rule())
            panel.body.addWidget(label("最近打开", "subtitle"))
            for path in recent[:5]:
                panel.body.addLayout(self._recent_row(settings, path))
        panel.body.addSpacing(look.px(4))
        foot = QHBoxLayout()
        foot.addWidget(button("从备份找回", role="quiet", on_click=lambda: act("take_back")))
        foot.addStretch(1)
        foot.addWidget(label(f"版本 {__version__}　不联网，内容只在这台电脑上", "hint"))
        panel.body.addLayout(foot)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(panel)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)
        self.setFocusProxy(self.first)

    def _recent_row(self, settings: Settings, path: str) -> QHBoxLayout:
        school = settings["schools"].get(path, {}).get("name", "")
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(8))
        text = school or Path(path).stem
        row.addWidget(
            button(text, role="quiet", icon="file", name=f"打开{text}", on_click=lambda: self._act(f"recent:{path}"))
        )
        where = CutLabel(path, "hint")
        row.addWidget(where, 1)
        return row
