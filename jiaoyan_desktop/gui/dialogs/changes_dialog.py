"""最近操作: every change with its time and who it touched; any of them can be taken back, or says why not."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from jiaoyan_desktop.domain.glossary import RECORD_NAMES
from jiaoyan_desktop.store.history import ChangeInfo
from jiaoyan_desktop.workflows import keeping

from .. import messages, theme
from ..desk import Desk
from ..models.table_model import Column, TableModel
from ..widgets.buttons import button
from ..widgets.labels import label
from ..widgets.panels import framed
from ..widgets.record_list import RecordList


def _when(info: ChangeInfo) -> str:
    moment = datetime.fromisoformat(info.made_at)
    return f"{moment.month}月{moment.day}日 {moment.hour}:{moment.minute:02d}"


def _state(info: ChangeInfo) -> tuple[str, str] | None:
    if info.undone:
        return "已撤销", "dim"
    if info.is_fact:
        return "是事实", "blue"
    return None


def _kinds(info: ChangeInfo) -> str:
    return "、".join(RECORD_NAMES[kind] for kind in info.kinds if kind in RECORD_NAMES)


COLUMNS = (
    Column(key="when", title="什么时候", text=_when, sort=lambda info: info.made_at, width=130),
    Column(key="label", title="做了什么", text=lambda info: info.label, stretch=True),
    Column(key="kinds", title="动了哪些", text=_kinds, width=170),
    Column(
        key="count",
        title="几条",
        text=lambda info: f"{info.count}条",
        sort=lambda info: info.count,
        width=70,
        right=True,
    ),
    Column(key="machine", title="在哪台电脑", text=lambda info: info.made_on, width=110),
    Column(key="state", title="", text=lambda info: (_state(info) or ("", ""))[0], chip=_state, width=80),
)


class ChangesDialog(QDialog):
    """Undoing is itself a change and shows up on top."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle("最近操作")
        look = theme.current()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(look.px(20),) * 4)
        outer.setSpacing(look.px(12))
        outer.addWidget(
            label("选一次操作，可以单独撤销它。后来又改过的内容不会被盖掉，会告诉您是哪一条。", "dim", wrap=True)
        )
        self.list = RecordList(
            "changes", TableModel(COLUMNS), desk.settings, totals=lambda rows: f"共 {len(rows)} 次操作"
        )
        self.list.opened.connect(lambda info: self._undo())
        self.list.selected.connect(self._on_selected)
        self.list.set_actions(lambda: [("撤销这次", self._undo)])
        outer.addWidget(framed(self.list), 1)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        totals = label("", "hint")
        self.list.totals_changed.connect(totals.setText)
        row.addWidget(totals)
        row.addStretch(1)
        row.addWidget(button("看完了", on_click=self.accept))
        self._undo_button = button("撤销这次", role="primary", icon="undo", on_click=self._undo)
        row.addWidget(self._undo_button)
        outer.addLayout(row)
        self.resize(look.px(860), look.px(520))
        self._fill()

    @classmethod
    def ask(cls, parent: QWidget | None, desk: Desk) -> None:
        """Shows the list until the person is done with it."""
        dialog = cls(parent, desk)
        dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
        dialog.exec()
        dialog.deleteLater()

    def _fill(self) -> None:
        self.list.set_rows(keeping.recent(self._desk.db))
        self._on_selected(self.list.selected_rows())

    def _on_selected(self, rows: list[ChangeInfo]) -> None:
        can = len(rows) == 1 and rows[0].can_undo and not self._desk.db.is_read_only
        self._undo_button.setEnabled(can)

    def _undo(self) -> None:
        info = self.list.current_row()
        if info is None:
            return
        with messages.told(self):
            keeping.undo(self._desk.db, info.uid)
            self._desk.say(f"已撤销：{info.label}。要恢复按Ctrl+Y。")
        self._fill()
