"""The opinions on one lesson study, in the order they were given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from jiaoyan_desktop.domain.glossary import VERDICT_WORDS
from jiaoyan_desktop.domain.naming import Names
from jiaoyan_desktop.domain.preparation import Comment

CHIP_ROLE = Qt.ItemDataRole.UserRole + 1  # (word, tone)
COMMENT_ROLE = Qt.ItemDataRole.UserRole + 2

VERDICT_TONES = {"pending": "amber", "adopted": "accent", "partly": "blue", "declined": "red"}

Index = QModelIndex | QPersistentModelIndex


class OpinionList(QAbstractListModel):
    """Fed with comments; the text of a row is what the person reads: 孙㛃：先读后讲（原因）."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[Comment, str]] = []

    def feed(self, comments: Sequence[Comment], names: Names) -> None:
        """Other opinions."""
        self.beginResetModel()
        self._rows = [(item, said(item, names)) for item in comments]
        self.endResetModel()

    def comment(self, number: int) -> Comment:
        """The opinion of that row."""
        return self._rows[number][0]

    def number_of(self, uid: str) -> int:
        """The row of that opinion, -1 when it is not here."""
        return next((number for number, (item, _) in enumerate(self._rows) if item.uid == uid), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Rows at the top level, none below."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, chip, or the whole comment."""
        if not index.isValid():
            return None
        item, text = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == CHIP_ROLE:
            return VERDICT_WORDS[item.verdict], VERDICT_TONES[item.verdict]
        if role == COMMENT_ROLE:
            return item
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{VERDICT_WORDS[item.verdict]}，{text}"
        return None


def said(item: Comment, names: Names) -> str:
    """孙㛃：先读后讲, with the reason behind it where there is one."""
    who = names.teacher(item.speaker_uid) or item.speaker_text
    reason = f"（{item.reason}）" if item.reason else ""
    return f"{who}：{item.text}{reason}"
