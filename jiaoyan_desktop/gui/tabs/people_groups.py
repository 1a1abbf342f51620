"""教研组与备课组: the groups, who leads and who is in them, and when they usually meet."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QStackedWidget

from jiaoyan_desktop.domain.class_names import grade_label
from jiaoyan_desktop.domain.naming import weekday_name
from jiaoyan_desktop.domain.people import Group
from jiaoyan_desktop.domain.pinyin import Needle
from jiaoyan_desktop.workflows import staffing

from .. import messages
from ..desk import Desk
from ..dialogs.group_dialog import GROUP_KINDS, GroupDialog
from ..models.table_model import Column, TableModel
from ..widgets.find_box import FilterBar
from ..widgets.labels import label
from ..widgets.panels import EmptyPage, Panel
from ..widgets.record_list import RecordList
from .base_view import BaseView

_KIND_NAMES = dict(GROUP_KINDS)


class GroupsView(BaseView):
    """A list of groups."""

    kinds = frozenset({"Group", "Membership", "Teacher", "Activity"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._bar = FilterBar("groups", desk.settings, "组名或组员")
        self._bar.add_filter("kind", "哪一种", [("", "全部"), *GROUP_KINDS])
        self._bar.changed.connect(self.refresh)
        self._list = RecordList(
            "groups",
            TableModel(
                [
                    Column(key="name", title="名称", text=lambda row: row.name, width=170),
                    Column(key="kind", title="哪一种", text=lambda row: _KIND_NAMES[row.kind], width=100),
                    Column(key="covers", title="学科年级", text=_covers, width=150),
                    Column(key="leader", title="组长", text=lambda row: self._people(row, leaders=True), width=150),
                    Column(
                        key="members", title="组员", text=lambda row: self._people(row, leaders=False), stretch=True
                    ),
                    Column(key="meets", title="活动时间", text=_meets, width=130),
                    Column(
                        key="times",
                        title="本学期活动",
                        text=lambda row: f"{self._times(row)}次",
                        sort=self._times,
                        width=96,
                        right=True,
                    ),
                ]
            ),
            desk.settings,
            totals=lambda rows: f"共 {len(rows)} 个组",
            label="教研组与备课组",
        )
        self._list.opened.connect(self._ask)
        self._list.delete_asked.connect(self._remove)
        self._list.set_actions(self._actions)
        self._totals = label("", "hint")
        self._list.totals_changed.connect(self._totals.setText)
        panel = Panel()
        for widget in (self._bar, self._list, self._totals):
            panel.body.addWidget(widget)
        self._pages = QStackedWidget()
        self._pages.addWidget(panel)
        self._pages.addWidget(
            EmptyPage(
                "还没有教研组和备课组。导入花名册时会照“教研组”一栏建好；也可以在这里添加，一个组可以跨年级，也可以只有一个人。",
                [("添加一个组", self.add)],
                icon="people",
            )
        )
        self.column.addWidget(self._pages, 1)

    def refresh(self) -> None:
        """The groups asked for."""
        groups = self.desk.records.groups
        self._pages.setCurrentIndex(0 if groups else 1)
        needle, kind = Needle(self._bar.text()), self._bar.value("kind")
        self._list.set_rows(
            [
                item
                for item in groups
                if (not kind or item.kind == kind)
                and needle.found_in(
                    f"{item.name} {self._people(item, leaders=True)} {self._people(item, leaders=False)}"
                )
            ]
        )

    def add(self) -> None:
        """Asks for a new group."""
        self._ask(None)

    def show_record(self, uid: str) -> None:
        """Chooses that group."""
        self._list.select(uid)

    def _ask(self, record: Group | None) -> None:
        saved = GroupDialog.ask(
            self,
            self.desk,
            lambda group, leaders, members: staffing.save_group(self.desk.db, group, leaders, members),
            record,
        )
        if saved is not None:
            self.refresh()
            self._list.select(saved.uid)
            self.desk.say(f"已存好：{saved.name}", undo=self.desk.last_change_uid())

    def _remove(self, rows: list[Group]) -> None:
        for row in rows:
            with messages.told(self) as outcome:
                staffing.remove_group(self.desk.db, row)
            if outcome.ok:
                self.desk.say(f"已删除{row.name}", undo=self.desk.last_change_uid())

    def _actions(self) -> list[tuple[str, Any] | None]:
        chosen = self._list.selected_rows()
        if not chosen:
            return [("添加一个组", self.add)]
        return [
            ("修改", lambda: self._ask(chosen[0])),
            ("添加一个组", self.add),
            None,
            ("删除", lambda: self._remove(chosen)),
        ]

    def _people(self, row: Group, *, leaders: bool) -> str:
        today = self.desk.today()
        inside = [
            item.teacher_uid
            for item in self.desk.records.memberships
            if item.group_uid == row.uid
            and item.is_leader == leaders
            and (item.ends_on is None or today <= item.ends_on)
        ]
        return "、".join(self.desk.names.teacher(uid) for uid in inside)

    def _times(self, row: Group) -> int:
        return sum(item.group_uid == row.uid and item.state == "done" for item in self.desk.records.activities)


def _covers(row: Group) -> str:
    grades = "、".join(grade_label(grade) for grade in row.grades)
    return " ".join(part for part in (grades, "、".join(row.subjects)) if part)


def _meets(row: Group) -> str:
    day = weekday_name(row.weekday) if row.weekday else ""
    return f"{day}第{row.period}节" if row.period else day
