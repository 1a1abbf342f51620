"""The drafts of one lesson study as a tree: A, below it the B draft made from it, below that the C drafts."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from jiaoyan_desktop.domain.dates import DATE_FORMATS
from jiaoyan_desktop.domain.naming import Names
from jiaoyan_desktop.domain.study_standing import DraftLine, StudyStanding

UID_ROLE = Qt.ItemDataRole.UserRole + 1
DETAIL_ROLE = Qt.ItemDataRole.UserRole + 2  # who and when
NOTE_ROLE = Qt.ItemDataRole.UserRole + 4  # what a person should know, empty mostly
CHIP_ROLE = Qt.ItemDataRole.UserRole + 3  # (word, tone)

STATE_TONES = {"writing": "dim", "asking": "amber", "ready": "accent", "taught": "blue"}
STATE_WORDS = {"writing": "正在写", "asking": "等意见", "ready": "已成稿", "taught": "已上课"}


class DraftTree(QStandardItemModel):
    """Fed with a standing; a row is a draft, its uid in UID_ROLE."""

    def feed(self, standing: StudyStanding | None, names: Names) -> None:
        """Shows the drafts of that study, nothing for None."""
        self.clear()
        if standing is None:
            return
        items: dict[str, QStandardItem] = {}
        for line in standing.lines:
            item = _item(line, names)
            above = items.get(line.parent.draft_uid) if line.parent else None
            (above or self.invisibleRootItem()).appendRow(item)
            items[line.draft.uid] = item

    def index_of(self, draft_uid: str) -> QModelIndex:
        """Where that draft is; an invalid index when it is not here."""
        found = self.match(
            self.index(0, 0),
            UID_ROLE,
            draft_uid,
            1,
            Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive,
        )
        return found[0] if found else QModelIndex()


def chip_of(line: DraftLine) -> tuple[str, str]:
    """The state of a draft as a chip."""
    return STATE_WORDS[line.draft.state], STATE_TONES[line.draft.state]


def detail_of(line: DraftLine, names: Names) -> str:
    """王秀兰　3.20　第2稿."""
    now = line.latest
    who = "" if line.draft.stage == "C" else names.teacher(line.draft.author_uid)
    made = DATE_FORMATS["month_dots"](now.made_on) if now.made_on else ""
    number = f"第{now.number}稿" if now.number > 1 else ""
    return "　".join(filter(None, (who, made, number)))


def _item(line: DraftLine, names: Names) -> QStandardItem:
    item = QStandardItem(line.title)
    item.setEditable(False)
    detail, note = detail_of(line, names), "；".join(line.notes)
    values: dict[int, Any] = {
        UID_ROLE: line.draft.uid,
        DETAIL_ROLE: detail,
        NOTE_ROLE: note,
        CHIP_ROLE: chip_of(line),
    }
    for role, value in values.items():
        item.setData(value, role)
    item.setData("，".join(filter(None, (line.title, line.state, detail, note))), Qt.ItemDataRole.AccessibleTextRole)
    item.setToolTip("\n".join(filter(None, (line.title, line.state, detail, note))))
    return item
