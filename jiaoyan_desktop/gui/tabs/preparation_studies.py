"""课例: all lesson studies of the term, how far each is, and what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jiaoyan_desktop.domain.dates import date_screen
from jiaoyan_desktop.domain.glossary import STUDY_STAGES
from jiaoyan_desktop.domain.pinyin import Needle
from jiaoyan_desktop.domain.preparation import LessonStudy
from jiaoyan_desktop.domain.study_standing import standings

from .. import theme
from ..desk import Desk
from ..models.preparation_rows import STAGE_TONES, StudyRow, study_columns, study_row
from ..models.preparation_tree import chip_of, detail_of
from ..models.table_model import TableModel
from ..widgets.buttons import button
from ..widgets.find_box import FilterBar
from ..widgets.labels import Chip, CutLabel, label
from ..widgets.panels import EmptyPage, Panel, SidePanel, rule
from ..widgets.record_list import Action, RecordList
from ..widgets.tile import Tile
from .base_view import BaseView
from .preparation_acts import PreparationActs


class StudiesView(BaseView):
    """``opened`` asks the tab to go to the drafts of one study."""

    kinds = frozenset({"LessonStudy", "Draft", "DraftRevision", "Comment", "Teacher", "Assignment", "Group"})
    opened = Signal(str)
    plans_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._acts = PreparationActs(desk, self)
        self._rows: list[StudyRow] = []
        self.stages = StageBoard()
        self.stages.changed.connect(self._show)
        self.filters = FilterBar("studies", desk.settings, "找课题、主备人里的任意几个字，拼音首字母也行")
        self.filters.add_filter("subject", "学科", [("", "全部学科")])
        self.filters.add_filter("lead", "主备人", [("", "全部主备人")])
        self.filters.changed.connect(self._show)
        self._model = TableModel(study_columns())
        self.list = RecordList("studies", self._model, desk.settings, totals=_totals, label="课例")
        self.list.opened.connect(lambda row: self.opened.emit(row.uid))
        self.list.delete_asked.connect(lambda rows: self._acts.delete_studies(_studies(rows)))
        self.list.selected.connect(self._on_selected)
        self.list.set_actions(self._menu)
        self._totals = label("", "hint")
        self.list.totals_changed.connect(self._totals.setText)
        self.filters.find_box.went_down.connect(self.list.setFocus)
        self._nothing = EmptyPage(icon="search")
        panel = Panel()
        panel.body.addWidget(self.filters)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._nothing)
        panel.body.addWidget(self._pages, 1)
        panel.body.addWidget(self._totals)
        self.side = SidePanel(width=308)
        self.side.hide()
        self.side.closed.connect(self.list.setFocus)
        below = QHBoxLayout()
        below.setSpacing(theme.current().px(12))
        below.addWidget(panel, 1)
        below.addWidget(self.side)
        self._full = QWidget()
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        column.addWidget(self.stages)
        column.addLayout(below, 1)
        self._empty = EmptyPage(icon="lesson")
        self._empty.say(
            "还没有课例。老师写好的Word教案直接拖进来就是A案。",
            [("新建课例", self.new_study), ("放入Word教案", self.plans_asked.emit)],
        )
        self._whole = QStackedWidget()
        self._whole.addWidget(self._full)
        self._whole.addWidget(self._empty)
        self.column.addWidget(self._whole)

    def refresh(self) -> None:
        """All studies again; selection and filters stay."""
        desk = self.desk
        self._rows = [study_row(item, desk.names) for item in standings(desk.records, desk.names)]
        subjects = dict.fromkeys(row.standing.study.subject for row in self._rows)
        leads = {row.standing.study.lead_uid: row.lead for row in self._rows if row.lead}
        self.filters.set_choices("subject", [("", "全部学科"), *((word, word) for word in subjects)])
        self.filters.set_choices("lead", [("", "全部主备人"), *((uid or "", name) for uid, name in leads.items())])
        self._whole.setCurrentWidget(self._full if self._rows else self._empty)
        self._show()

    def show_record(self, uid: str) -> None:
        """Chooses that study; what hides it is taken away."""
        if not self.list.select(uid):
            self.stages.reset()
            self.filters.reset()
            self._show()
            self.list.select(uid)

    def new_study(self) -> None:
        """Asks for a lesson study and goes on to its drafts."""
        made = self._acts.new_study()
        if made:
            self.opened.emit(made.uid)

    def _show(self) -> None:
        needle = Needle(self.filters.text())
        subject, lead = self.filters.value("subject"), self.filters.value("lead")
        found = [
            row
            for row in self._rows
            if subject in ("", row.standing.study.subject)
            and lead in ("", row.standing.study.lead_uid)
            and needle.found_in(f"{row.topic} {row.subject} {row.lead} {row.assistants} {row.standing.study.unit}")
        ]
        self.stages.feed(found)
        stage = self.stages.chosen()
        shown = [row for row in found if stage in ("", row.stage)]
        self.list.set_rows(shown)
        if not shown and self._rows:
            text = self.filters.text()
            said = (
                f"没找到“{text}”。可以用课题、姓名里的任意几个字，或拼音首字母。" if text else "这样筛选下来没有课例。"
            )
            self._nothing.say(said, [("清空再找", self._reset)])
        self._pages.setCurrentWidget(self.list if shown else self._nothing)

    def _reset(self) -> None:
        self.stages.reset()
        self.filters.reset()
        self._show()

    def _menu(self) -> Sequence[Action | None]:
        rows = self.list.selected_rows()
        if not rows:
            return [("新建课例", self.new_study)]
        moves: list[Action | None] = [
            (f"走到{stage}", lambda s=stage: self._acts.set_stage(_studies(rows), s))
            for stage in STUDY_STAGES
            if any(row.stage != stage for row in rows)
        ]
        one: list[Action | None] = []
        if len(rows) == 1:
            one = [
                ("看教案稿", lambda: self.opened.emit(rows[0].uid)),
                ("改课例", lambda: self._acts.edit_study(rows[0].standing.study)),
            ]
        return [*one, None, *moves, None, ("删除", lambda: self._acts.delete_studies(_studies(rows)))]

    def _on_selected(self, rows: list[StudyRow]) -> None:
        if len(rows) != 1:
            self.side.hide()
            return
        row = rows[0]
        study = row.standing.study
        side = self.side
        side.show_record(study.topic)
        chip = Chip(row.stage, STAGE_TONES.get(row.stage, "dim"))
        side.column.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        facts = QGridLayout()
        facts.setHorizontalSpacing(theme.current().px(10))
        facts.setColumnStretch(1, 1)
        told = {
            "年级学科": row.subject,
            "主备人": row.lead,
            "辅备人": row.assistants,
            "单元": " ".join(filter(None, (study.volume, study.unit))),
            "课时": f"{study.periods}课时",
            "集备日子": date_screen(study.planned_on, self.desk.calendar.week_number(study.planned_on))
            if study.planned_on
            else "",
            "类型": study.kind,
            "备注": study.note,
        }
        for name, text in told.items():
            if text:
                place = facts.rowCount()
                facts.addWidget(label(name, "dim"), place, 0, Qt.AlignmentFlag.AlignTop)
                facts.addWidget(label(text, wrap=True, selectable=True), place, 1)
        side.column.addLayout(facts)
        side.column.addWidget(rule())
        for line in row.standing.lines:
            head = QHBoxLayout()
            head.addWidget(CutLabel(line.title), 1)
            head.addWidget(Chip(*chip_of(line)))
            side.column.addLayout(head)
            side.column.addWidget(label(detail_of(line, self.desk.names), "hint", wrap=True))
            if line.notes:
                side.column.addWidget(label("；".join(line.notes), "amber", wrap=True))
        told_already = {note for line in row.standing.lines for note in line.notes}
        for hint in row.standing.hints:
            if hint not in told_already:
                side.column.addWidget(label(hint, "amber", wrap=True))
        side.column.addStretch(1)
        side.foot.addWidget(button("看教案稿", role="primary", on_click=lambda: self.opened.emit(row.uid)), 1)
        side.foot.addWidget(
            button("", role="icon", icon="pen", name="改课例", on_click=lambda: self._acts.edit_study(study))
        )
        side.foot.addWidget(
            button("", role="icon", icon="bin", name="删除课例", on_click=lambda: self._acts.delete_studies([study]))
        )


class StageBoard(QWidget):
    """Six tiles from 备课 to 优课 with the lesson studies that stand there; a click shows only those."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(8))
        self._tiles = {stage: StageTile(stage) for stage in STUDY_STAGES}
        for tile in self._tiles.values():
            tile.clicked.connect(lambda _=False, chosen=tile: self._on_clicked(chosen))
            row.addWidget(tile, 1)

    def feed(self, rows: Sequence[StudyRow]) -> None:
        """Other lesson studies."""
        for stage, tile in self._tiles.items():
            tile.say([row.topic for row in rows if row.stage == stage])

    def chosen(self) -> str:
        """The stage that alone is shown, empty for all."""
        return next((stage for stage, tile in self._tiles.items() if tile.isChecked()), "")

    def reset(self) -> None:
        """All stages again."""
        for tile in self._tiles.values():
            tile.setChecked(False)

    def _on_clicked(self, chosen: StageTile) -> None:
        for tile in self._tiles.values():
            if tile is not chosen:
                tile.setChecked(False)
        self.changed.emit()


class StageTile(Tile):
    """One stage: its name, how many stand there, and which."""

    SHOWN: ClassVar[int] = 4

    def __init__(self, stage: str) -> None:
        super().__init__()
        look = theme.current()
        self._stage = stage
        self.setCheckable(True)
        self._count = label("", "hint")
        self._topics = CutLabel("", "hint")
        top = QHBoxLayout()
        top.addWidget(label(stage, "strong"))
        top.addStretch(1)
        top.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        column.setSpacing(look.px(2))
        column.addLayout(top)
        column.addWidget(self._topics)
        self.seal()

    def say(self, topics: Sequence[str]) -> None:
        """The lesson studies that stand at this stage."""
        self._count.setText(f"{len(topics)}个" if topics else "")
        self._topics.set_whole("　".join(topics[: self.SHOWN]) or "—")
        self.setToolTip("\n".join(topics))
        self.setAccessibleName(f"{self._stage}：{len(topics)}个课例")


def _studies(rows: Sequence[StudyRow]) -> list[LessonStudy]:
    return [row.standing.study for row in rows]


def _totals(rows: Sequence[StudyRow]) -> str:
    drafts = sum(len(row.standing.lines) for row in rows)
    comments = sum(len(row.standing.comments) for row in rows)
    adopted = sum(row.standing.adopted for row in rows)
    return f"共{len(rows)}个课例，{drafts}份教案稿，{comments}条意见（采纳{adopted}条）"
