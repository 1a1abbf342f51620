"""Several teachers: chosen one by one, shown as names that a click takes away again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from jiaoyan_desktop.domain.staff import here_on

from .. import theme
from ..desk import Desk
from .buttons import button
from .panels import clear
from .teacher_chooser import TeacherChooser

PER_ROW = 3


def teachers_here(desk: Desk, also: Iterable[str | None] = ()) -> list[tuple[str, str]]:
    """(uid, name on screen) of everybody at the school today, and of those a record already names."""
    today, named = desk.today(), set(also)
    return [
        (item.uid, desk.names.teacher(item.uid))
        for item in desk.records.teachers
        if item.uid in named or here_on(item, today)
    ]


class TeachersField(QWidget):
    """``value()`` is a tuple of teacher uids in the order they were chosen; ``offer`` is (uid, name)."""

    edited = Signal()

    def __init__(self, offer: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._names = dict(offer)
        self._uids: list[str] = []
        self._chooser = TeacherChooser(lambda: [pair for pair in offer if pair[0] not in self._uids])
        self._chooser.edited.connect(self._on_chosen)
        self._shown = QGridLayout()
        self._shown.setSpacing(theme.current().px(4))
        self._shown.setColumnStretch(PER_ROW, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(4))
        column.addWidget(self._chooser)
        column.addLayout(self._shown)
        self.setFocusProxy(self._chooser)

    def value(self) -> tuple[str, ...]:
        """The chosen uids; a name still standing in the box counts too, UserError when it is nobody's."""
        waiting = self._chooser.value()
        return (*self._uids, waiting) if waiting else tuple(self._uids)

    def set_value(self, uids: Sequence[str]) -> None:
        """Shows these teachers; unknown ones are left aside."""
        self._uids = [uid for uid in uids if uid in self._names]
        self._show()

    def raw(self) -> list[str]:
        """The uids as plain values."""
        return list(self._uids)

    def set_raw(self, raw: Any) -> None:
        """Shows again what ``raw`` gave."""
        self.set_value(raw if isinstance(raw, list) else [])

    def _on_chosen(self) -> None:
        uid = self._names.get(self._chooser.raw()) and self._chooser.raw()
        if uid:
            self._uids.append(uid)
            self._chooser.set_value(None)
            self._show()
        self.edited.emit()

    def _drop(self, uid: str) -> None:
        self._uids.remove(uid)
        self._show()
        self._chooser.setFocus()
        self.edited.emit()

    def _show(self) -> None:
        clear(self._shown)
        for place, uid in enumerate(self._uids):
            name = self._names[uid]
            shown = button(
                name, role="quiet", icon="close", name=f"去掉{name}", on_click=lambda _=False, u=uid: self._drop(u)
            )
            self._shown.addWidget(shown, place // PER_ROW, place % PER_ROW)
