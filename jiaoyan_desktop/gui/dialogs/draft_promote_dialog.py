"""A draft becomes B: which opinions it takes in, ticked one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.drafts import NOTHING_ADOPTED
from jiaoyan_desktop.domain.naming import Names
from jiaoyan_desktop.domain.preparation import Comment
from jiaoyan_desktop.workflows.preparing import Made

from ..models.preparation_opinions import said
from ..widgets.fields import TextField
from ..widgets.labels import label
from ..widgets.long_tick import LongTick
from .form_dialog import FormDialog


class PromoteDialog(FormDialog[Made]):
    """``save`` gets ``adopted`` (uids of opinions) and ``note``."""

    def __init__(
        self,
        parent: QWidget | None,
        save: Callable[[dict[str, Any]], Made],
        topic: str,
        comments: Sequence[Comment],
        names: Names,
    ) -> None:
        super().__init__(
            parent,
            f"合成B案：{topic}",
            save,
            verb="合成B案",
            give_up="先不合成",
            lead="B案先和A案一样，合成以后再照采纳的意见改。A案从此锁定，原样留着。",
            width=640,
        )
        self._ticks: list[tuple[str, LongTick]] = []
        self.form.add_wide(label("采纳了哪些意见", "strong"))
        for item in comments:
            if item.verdict == "declined":
                continue
            tick = LongTick(said(item, names))
            tick.set_value(item.verdict in ("adopted", "partly"))
            tick.edited.connect(self._on_ticked)
            self._ticks.append((item.uid, tick))
            self.form.add_wide(tick)
        if not self._ticks:
            self.form.add_wide(label("还没有记研讨意见。可以先合成，也可以先记意见再来。", "dim", wrap=True))
        self._warning = label(f"现在一条也没有勾：{NOTHING_ADOPTED}。", "amber", wrap=True)
        self.form.add_wide(self._warning)
        self.form.add("note", "改了什么", TextField("可以不写"))
        self._warning.setVisible(not self._adopted())

    def collect(self) -> dict[str, Any]:
        """The rows of the form and the ticked opinions."""
        return {**self.form.values(), "adopted": self._adopted()}

    def _adopted(self) -> list[str]:
        return [uid for uid, tick in self._ticks if tick.value()]

    def _on_ticked(self) -> None:
        self._warning.setVisible(not self._adopted())
        self.touch()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        save: Callable[[dict[str, Any]], Made],
        topic: str,
        comments: Sequence[Comment],
        names: Names,
    ) -> Made | None:
        """What was made, or None."""
        return cls(parent, save, topic, comments, names).run()
