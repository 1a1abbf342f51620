"""备课会: the meetings at which lessons were prepared together, and which lesson study each was about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from jiaoyan_desktop.domain.pinyin import Needle

from ..desk import Desk
from ..document_maker import DocumentMaker
from ..models.preparation_rows import MeetingRow, meeting_columns, meeting_row
from ..models.table_model import TableModel
from ..widgets.buttons import button
from ..widgets.find_box import FilterBar
from ..widgets.labels import label
from ..widgets.notices import ProgressStrip
from ..widgets.panels import EmptyPage, Panel
from ..widgets.record_list import Action, RecordList
from .activity_acts import delete_activities
from .base_view import BaseView

MEETING_KIND = "集体备课"
FORM = "preparation-record"  # 集体备课记录表


class MeetingsView(BaseView):
    """A meeting is an activity: it is written and kept in 学期日历, and opened there."""

    kinds = frozenset({"Activity", "Participant", "LessonStudy", "Teacher"})
    new_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows: list[MeetingRow] = []
        self.filters = FilterBar("preparation_meetings", desk.settings, "找备课会、课题、主持人")
        self.filters.add_filter("state", "状态", _STATES)
        self.filters.changed.connect(self._show)
        self.list = RecordList(
            "preparation_meetings",
            TableModel(meeting_columns()),
            desk.settings,
            totals=lambda rows: f"共{len(rows)}次备课会",
            label="备课会",
        )
        self.list.opened.connect(self._on_opened)
        self.list.selected.connect(lambda rows: self._word.setEnabled(bool(rows)))
        self.list.set_actions(self._menu)
        self.list.delete_asked.connect(self._delete)
        self.filters.find_box.went_down.connect(self.list.setFocus)
        self._totals = label("", "hint")
        self.list.totals_changed.connect(self._totals.setText)
        self._nothing = EmptyPage(icon="search")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._nothing)
        panel = Panel()
        panel.body.addWidget(self.filters)
        panel.body.addWidget(self._pages, 1)
        self._strip = ProgressStrip()
        self.maker = DocumentMaker(desk, self, self._strip)
        self._word = button("生成集体备课记录表", on_click=lambda: self._make(self.list.selected_rows()))
        foot = QHBoxLayout()
        foot.addWidget(self._totals)
        foot.addWidget(self._strip, 1)
        foot.addStretch(1)
        foot.addWidget(self._word)
        panel.body.addLayout(foot)
        self._empty = EmptyPage(icon="people")
        self._empty.say(
            "还没有备课会。备课会也是一次教研活动：谁到了、谁主持、说了什么、形成了什么共识，都记在活动里。",
            [("写备课会记录", self.new_asked.emit)],
        )
        self._whole = QStackedWidget()
        self._whole.addWidget(panel)
        self._whole.addWidget(self._empty)
        self.column.addWidget(self._whole)

    def refresh(self) -> None:
        """All meetings again, the latest first."""
        records, names = self.desk.records, self.desk.names
        topics = {study.uid: study.topic for study in records.studies}
        self._rows = [
            meeting_row(
                item, topics.get(item.lesson_study_uid or "", ""), records.participants_of.get(item.uid, ()), names
            )
            for item in reversed(records.activities)
            if item.kind == MEETING_KIND or item.lesson_study_uid
        ]
        self._whole.setCurrentIndex(0 if self._rows else 1)
        self._show()

    def show_record(self, uid: str) -> None:
        """Chooses that meeting; what hides it is taken away."""
        if not self.list.select(uid):
            self.filters.reset()
            self._show()
            self.list.select(uid)

    def _show(self) -> None:
        needle, state = Needle(self.filters.text()), self.filters.value("state")
        shown = [
            row
            for row in self._rows
            if state in ("", row.activity.state)
            and needle.found_in(f"{row.activity.title} {row.activity.theme} {row.topic} {row.host}")
        ]
        self.list.set_rows(shown)
        if not shown and self._rows:
            self._nothing.say(
                "没找到。可以用课题、姓名里的任意几个字，或拼音首字母。", [("清空再找", self.filters.reset)]
            )
        self._pages.setCurrentIndex(0 if shown else 1)

    def _make(self, rows: Sequence[MeetingRow]) -> None:
        self.maker.make(FORM, [row.uid for row in rows])

    def _on_opened(self, row: MeetingRow) -> None:
        self.desk.show("calendar", "activities", row.uid)

    def _menu(self) -> Sequence[Action | None]:
        row, chosen = self.list.current_row(), self.list.selected_rows()
        if not chosen:
            return [("写备课会记录", self.new_asked.emit)]
        delete: Action = ("删除…", lambda: self._delete(chosen))
        if row is None:
            return [(f"生成集体备课记录表（{len(chosen)}份）", lambda: self._make(chosen)), None, delete]
        found: list[Action | None] = [("打开这次备课会", lambda: self._on_opened(row))]
        study = row.activity.lesson_study_uid
        if study:
            found.append(("看这一课的教案稿", lambda: self.desk.show("preparation", "drafts", study)))
        found.append(("生成集体备课记录表", lambda: self._make([row])))
        return [*found, None, delete]

    def _delete(self, rows: Sequence[MeetingRow]) -> None:
        delete_activities(self, self.desk, [row.activity for row in rows])


_STATES = (("", "全部状态"), ("planned", "筹备中"), ("done", "已开展"), ("moved", "改期"), ("cancelled", "取消"))
