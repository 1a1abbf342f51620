"""教研活动: the list of activities with find and filters, and the chosen one at the side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jiaoyan_desktop.domain.activity import Activity
from jiaoyan_desktop.domain.pinyin import Needle
from jiaoyan_desktop.workflows import planning

from .. import messages, theme
from ..desk import Desk
from ..models.activity_columns import COLUMNS, ActivityRow, activity_row, totals
from ..models.table_model import TableModel
from ..widgets.find_box import FilterBar
from ..widgets.labels import label
from ..widgets.panels import EmptyPage, Panel
from ..widgets.record_list import Action, RecordList
from .activity_acts import delete_activities
from .activity_side import ActivitySide
from .base_view import BaseView

STATES = (
    ("", "全部状态"),
    ("planned", "筹备中"),
    ("unrecorded", "还没记开展"),
    ("done", "已开展"),
    ("gaps", "资料还缺"),
    ("cancelled", "取消"),
)


class ActivitiesView(BaseView):
    """Adding is the tab's; changing, marking and deleting are here, all with undo."""

    kinds = frozenset({"Activity", "Participant", "Photo", "Group", "Teacher", "Handin"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = theme.current()
        self.bar = FilterBar("calendar.activities", desk.settings, "找活动：名称、主题、组别、主持人，拼音首字母也行")
        self.bar.add_filter("kind", "类别", [("", "全部类别")])
        self.bar.add_filter("group", "组别", [("", "全部组别")])
        self.bar.add_filter("state", "状态", STATES)
        self.bar.changed.connect(self._fill)
        self.bar.find_box.went_down.connect(lambda: self.list.setFocus())
        self.list = RecordList(
            "calendar.activities", TableModel(COLUMNS), desk.settings, totals=totals, label="教研活动"
        )
        self.list.opened.connect(lambda row: self.side.edit(row.activity))
        self.list.delete_asked.connect(lambda rows: self.delete([row.activity for row in rows]))
        self.list.selected.connect(self._on_selected)
        self.list.set_actions(self._actions)
        self._totals = label("", "hint")
        self.list.totals_changed.connect(self._totals.setText)
        panel = Panel()
        panel.body.addWidget(self.bar)
        self._pages = QStackedWidget()
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self._totals)
        self._empty = EmptyPage(icon="calendar")
        self._pages.addWidget(listed)
        self._pages.addWidget(self._empty)
        panel.body.addWidget(self._pages, 1)
        self.side = ActivitySide(desk)
        self.side.closed.connect(self.list.clearSelection)
        self.side.delete_asked.connect(lambda activity: self.delete([activity]))
        self.side.hide()
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(panel, 1)
        row.addWidget(self.side)
        self.column.addLayout(row, 1)

    def chosen_day(self) -> date | None:
        """A new activity is for the day of the chosen one."""
        row = self.list.current_row()
        return row.activity.happened_on if row else None

    def refresh(self) -> None:
        """List, filters and side panel as of now."""
        records = self.desk.records
        kinds = sorted({item.kind for item in records.activities})
        self.bar.set_choices("kind", [("", "全部类别"), *((kind, kind) for kind in kinds)])
        self.bar.set_choices("group", [("", "全部组别"), *((item.uid, item.name) for item in records.groups)])
        self._fill()

    def show_record(self, uid: str) -> None:
        """Chooses the activity, with filters out of the way when they hide it."""
        if not self.list.select(uid):
            self.bar.reset()
            self.list.select(uid)

    def delete(self, activities: Sequence[Activity]) -> None:
        """Asks with what goes along, deletes, offers to take it back."""
        delete_activities(self, self.desk, activities)

    def _fill(self) -> None:
        rows = [activity_row(self.desk, item) for item in self.desk.records.activities]
        needle = Needle(self.bar.text())
        shown = [row for row in rows if self._passes(row) and any(needle.found_in(text) for text in row.words())]
        self.list.set_rows(shown)
        self._pages.setCurrentIndex(0 if shown else 1)
        if not rows:
            self._empty.say(
                "还没有教研活动。先把组里每周固定的活动排上，开展以后在这里记参加人、放照片、写记录。",
                [("添加活动", lambda: self.desk.do("calendar", "new"))],
            )
        elif not shown:
            words = f"没找到“{self.bar.text()}”。" if self.bar.text() else "这样筛选，一次活动也没有。"
            self._empty.say(f"{words}可以用名称里的任意几个字，或拼音首字母。", [("清空再找", self.bar.reset)])

    def _passes(self, row: ActivityRow) -> bool:
        item, state = row.activity, self.bar.value("state")
        if self.bar.value("kind") not in ("", item.kind) or self.bar.value("group") not in ("", item.group_uid):
            return False
        if state == "gaps":
            return bool(row.gaps)
        if state == "unrecorded":
            past = item.happened_on is not None and item.happened_on < self.desk.today()
            return past and item.state in ("planned", "moved")
        return state in ("", item.state) or (state == "planned" and item.state == "moved")

    def _on_selected(self, rows: list[ActivityRow]) -> None:
        if len(rows) == 1:
            self.side.show_activity(rows[0])
        else:
            self.side.hide()

    def _actions(self) -> list[Action | None]:
        chosen = [row.activity for row in self.list.selected_rows()]
        if not chosen:
            return []
        if len(chosen) == 1:
            first: list[Action] = [("改安排…", lambda: self.side.edit(chosen[0])), *self.side.verbs(chosen[0])]
        else:
            first = [("都记为已开展", lambda: self._hold(chosen))]
        return [*first, None, ("删除…", lambda: self.delete(chosen))]

    def _hold(self, activities: Sequence[Activity]) -> None:
        with messages.told(self):
            planning.hold(self.desk.db, [item.uid for item in activities], self.desk.today())
            self.desk.say(f"{len(activities)}次活动记为已开展。", self.desk.last_change_uid())
