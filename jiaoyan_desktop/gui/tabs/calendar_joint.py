"""校际联研: the days, whether the 回执 is whole, who handed in notes and reflections."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jiaoyan_desktop.domain.activity import ROLES, Activity, Handin, Participant
from jiaoyan_desktop.domain.dates import month_day, weekday_short
from jiaoyan_desktop.domain.joint_research import HANDIN_WORDS, attendance_gaps, composition_gaps, own_people
from jiaoyan_desktop.domain.text import count_characters
from jiaoyan_desktop.workflows import meeting, planning

from .. import messages, theme
from ..desk import Desk
from ..dialogs.activity_dialog import ActivityDialog
from ..dialogs.handin_dialog import HandinDialog
from ..dialogs.participants_dialog import ParticipantsDialog
from ..models.activity_columns import ActivityRow, activity_row
from ..models.table_model import Column, TableModel
from ..widgets.buttons import button
from ..widgets.labels import Chip, label
from ..widgets.panels import EmptyPage, Panel, SidePanel, rule
from ..widgets.record_list import Action, RecordList
from .activity_acts import delete_activities
from .base_view import BaseView

FULL_TIME = ("主管领导", "业务主任")  # domain 0-28


def _day(row: ActivityRow) -> str:
    day = row.activity.happened_on
    return f"{month_day(day)} {weekday_short(day)}" if day else "还没定日子"


class JointView(BaseView):
    """One day is one activity; what belongs only to a joint-research day is at the side."""

    kinds = frozenset({"Activity", "Participant", "Handin", "Photo", "Teacher"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = theme.current()
        columns = (
            Column(key="day", title="日期", text=_day, sort=lambda row: row.activity.happened_on, width=120),
            Column(
                key="level", title="级别", text=lambda row: {"county": "县级"}.get(row.activity.level, "校级"), width=70
            ),
            Column(key="title", title="活动", text=lambda row: row.activity.title, stretch=True),
            Column(key="host", title="主研校", text=self._host_school, width=170),
            Column(key="people", title="我校", text=lambda row: f"{row.expected}人" if row.expected else "", width=70),
            Column(key="receipt", title="回执", text=lambda row: self._receipt(row)[0], chip=self._receipt, width=110),
            Column(key="handins", title="笔记心得", text=self._handed_in, width=110),
            Column(key="state", title="状态", text=lambda row: row.state[0], chip=lambda row: row.state, width=110),
        )
        self.list = RecordList(
            "calendar.joint",
            TableModel(columns),
            desk.settings,
            totals=lambda rows: f"共 {len(rows)} 次",
            label="校际联研",
        )
        self.list.selected.connect(self._on_selected)
        self.list.opened.connect(lambda row: desk.show("calendar", "activities", row.uid))
        self.list.delete_asked.connect(lambda rows: self.delete([row.activity for row in rows]))
        self.list.set_actions(self._actions)
        self._empty = EmptyPage(
            "还没有校际联研。收到邀请或轮到本校主研时在这里登记：谁去、谁出课，回来以后收听课笔记和心得。",
            [("登记一次联研", lambda: desk.do("calendar", "new_joint"))],
            icon="people",
        )
        panel = Panel()
        self._pages = QStackedWidget()
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        totals = label("", "hint")
        self.list.totals_changed.connect(totals.setText)
        column.addWidget(totals)
        self._pages.addWidget(listed)
        self._pages.addWidget(self._empty)
        panel.body.addWidget(self._pages)
        self.side = JointSide(desk)
        self.side.closed.connect(self.list.clearSelection)
        self.side.delete_asked.connect(lambda activity: self.delete([activity]))
        self.side.hide()
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(panel, 1)
        row.addWidget(self.side)
        self.column.addLayout(row, 1)

    def refresh(self) -> None:
        """The days as of now."""
        rows = [activity_row(self.desk, item) for item in self.desk.records.activities if item.is_joint]
        self._pages.setCurrentIndex(0 if rows else 1)
        self.list.set_rows(rows)
        if len(rows) == 1:
            self.list.select(rows[0].uid)

    def show_record(self, uid: str) -> None:
        """Chooses a day."""
        self.list.select(uid)

    def delete(self, activities: Sequence[Activity]) -> None:
        """Asks with what goes along, deletes, offers to take it back."""
        delete_activities(self, self.desk, activities)

    def _actions(self) -> list[Action | None]:
        chosen = [row.activity for row in self.list.selected_rows()]
        if not chosen:
            return [("登记一次联研", lambda: self.desk.do("calendar", "new_joint"))]
        first: list[Action | None] = []
        if len(chosen) == 1:
            first = [
                ("打开这次活动", lambda: self.desk.show("calendar", "activities", chosen[0].uid)),
                ("改安排…", lambda: self.side.edit(chosen[0])),
                None,
            ]
        return [*first, ("删除…", lambda: self.delete(chosen))]

    def _on_selected(self, rows: list[ActivityRow]) -> None:
        if len(rows) == 1:
            self.side.show_day(rows[0].activity)
        else:
            self.side.hide()

    def _host_school(self, row: ActivityRow) -> str:
        return row.activity.host_school or (self.desk.school.name if row.activity.is_host else "")

    def _receipt(self, row: ActivityRow) -> tuple[str, str]:
        return ("缺人", "red") if composition_gaps(self.desk.records, row.activity) else ("人员齐", "accent")

    def _handed_in(self, row: ActivityRow) -> str:
        came = len(own_people(self.desk.records, row.activity, came=True))
        found = self.desk.records.handins_of.get(row.uid, ())
        return f"{len({(item.teacher_uid, item.kind) for item in found})}／{came * 2}份" if came else ""


class JointSide(SidePanel):
    """The four kinds of people, who stayed to the end, and a row for each piece to be handed in."""

    delete_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__("", 360)
        self._desk = desk

    def show_day(self, activity: Activity) -> None:
        """Another day."""
        records = self._desk.records
        self.show_record(activity.title)
        self._add_heading("回执上的人", "选人", lambda: self._ask_people(activity))
        people = own_people(records, activity)
        for role in ROLES:
            found = [person for person in people if person.role == role]
            names = "、".join(self._desk.names.teacher(person.teacher_uid) for person in found)
            self._add_line(*(("有", "accent") if found else ("缺", "red")), f"{role}　{names}")
        lacking = composition_gaps(records, activity)
        if lacking:
            self.column.addWidget(label(lacking, "amber", wrap=True))
        for gap in attendance_gaps(records, self._desk.names, activity, FULL_TIME):
            self.column.addWidget(label(gap.sentence, "amber", wrap=True))
        self._add_heading("听课笔记和心得", "收一份", lambda: self._take_in(activity))
        came = own_people(records, activity, came=True)
        for person in came:
            for kind in HANDIN_WORDS:
                self._add_piece(activity, person, kind)
        if not came:
            text = (
                "记下谁到了，这里就列出每人该交的。" if activity.state == "done" else "开展以后，这里列出每人该交的。"
            )
            self.column.addWidget(label(text, "hint", wrap=True))
        self.column.addStretch(1)
        self.foot.addWidget(
            button("打开这次活动", on_click=lambda: self._desk.show("calendar", "activities", activity.uid)), 1
        )
        self.foot.addWidget(button("改安排…", on_click=lambda: self.edit(activity)))
        self.foot.addWidget(
            button("", role="icon", icon="bin", name="删除这次联研", on_click=lambda: self.delete_asked.emit(activity))
        )

    def _add_heading(self, text: str, verb: str, act: Callable[[], object]) -> None:
        if self.column.count():
            self.column.addWidget(rule())
        row = QHBoxLayout()
        row.addWidget(label(text, "strong"))
        row.addStretch(1)
        row.addWidget(button(verb, role="quiet", name=f"{verb}：{text}", on_click=lambda: act()))
        self.column.addLayout(row)

    def _add_line(
        self, word: str, tone: str, text: str, verb: str = "", act: Callable[[], object] | None = None
    ) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(8))
        row.addWidget(Chip(word, tone))
        row.addWidget(label(text, wrap=True), 1)
        if act is not None:
            row.addWidget(button(verb, role="quiet", name=f"{verb}：{text}", on_click=lambda: act()))
        self.column.addLayout(row)

    def _add_piece(self, activity: Activity, person: Participant, kind: str) -> None:
        found = [
            item
            for item in self._desk.records.handins_of.get(activity.uid, ())
            if item.kind == kind and item.teacher_uid == person.teacher_uid
        ]
        who = f"{self._desk.names.teacher(person.teacher_uid)}　{HANDIN_WORDS[kind]}"
        if not found:
            fresh = Handin(activity_uid=activity.uid, teacher_uid=person.teacher_uid or "", kind=kind)
            self._add_line("未交", "amber", who, "收", lambda: self._ask_handin(activity, fresh))
            return
        piece = found[-1]
        size = (
            f"{count_characters(piece.text).with_punctuation}字" if kind == "reflection" else f"{len(piece.pictures)}页"
        )
        self._add_line("已交", "accent", f"{who}　{size}", "看", lambda: self._ask_handin(activity, piece))

    def _ask_people(self, activity: Activity) -> None:
        ParticipantsDialog.ask(
            self, self._desk, activity, lambda people: meeting.set_participants(self._desk.db, activity.uid, people)
        )

    def edit(self, activity: Activity) -> None:
        """Asks for another arrangement of that day."""
        ActivityDialog.ask(self, self._desk, activity, lambda item: planning.save_activity(self._desk.db, item))

    def _take_in(self, activity: Activity) -> None:
        self._ask_handin(activity, Handin(activity_uid=activity.uid, teacher_uid="", kind="reflection"))

    def _ask_handin(self, activity: Activity, piece: Handin) -> None:
        outcome = HandinDialog.ask(
            self,
            self._desk,
            activity,
            piece,
            lambda item, pages: meeting.save_handin(self._desk.db, item, pages=pages, today=self._desk.today),
        )
        if outcome is HandinDialog.REMOVE:
            with messages.told(self):
                change_uid = meeting.remove_handins(self._desk.db, [piece])
                self._desk.say(f"已删除 1 份{HANDIN_WORDS[piece.kind]}", change_uid)
