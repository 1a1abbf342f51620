"""One observation whole, beside the list: facts, the lesson as it went, comments, points, photographed pages."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel

from jiaoyan_desktop.domain.dates import date_screen, month_day
from jiaoyan_desktop.domain.study_standing import draft_title
from jiaoyan_desktop.workflows import observing

from .. import theme
from ..desk import Desk
from ..models.observation_rows import ObservationRow
from ..widgets.buttons import button
from ..widgets.labels import Chip, label
from ..widgets.link import Link
from ..widgets.panels import SidePanel, rule
from ..widgets.thumbnails import ThumbnailLoader


class ObservationSide(SidePanel):
    """Says what is asked of the record in sight; it changes nothing itself."""

    edit_asked = Signal(object)  # Observation
    finish_asked = Signal(object)
    delete_asked = Signal(object)
    document_asked = Signal(object)

    def __init__(self, desk: Desk, width: int = 320) -> None:
        super().__init__(width=width)
        self._desk = desk
        self._loader = ThumbnailLoader(desk.db, self)
        self.uid = ""

    def show_row(self, row: ObservationRow) -> None:
        """Another observation."""
        item, names = row.record, self._desk.names
        self.uid = item.uid
        self.show_record(observing.said(item, names))
        self._add_chips(row)
        self._add_facts(row)
        if item.scores:
            self._add_part("打分", [f"{score.criterion}　{score.points:g}分" for score in item.scores])
        for remark in item.remarks:
            self._add_part(remark.column, [remark.text])
        if item.summary:
            self._add_part("总评", [item.summary])
        if item.steps:
            self._add_part("课是怎么上的", [])
            for step in item.steps:
                self._add_step(step.at, step.teaching, step.comment)
        if item.reason:
            self._add_part("写明的原因", [item.reason])
        for blob in item.pictures:
            self.column.addWidget(_Page(blob, self._loader))
        self.column.addStretch(1)
        self._add_buttons(row)

    def _add_chips(self, row: ObservationRow) -> None:
        chips = [row.mark] if row.mark else []
        chips += row.notes
        for chip in chips:
            if chip:
                self.column.addWidget(Chip(*chip), 0, Qt.AlignmentFlag.AlignLeft)

    def _add_facts(self, row: ObservationRow) -> None:
        item, look = row.record, theme.current()
        week = self._desk.calendar.week_number(item.happened_on)
        period = f" 第{item.period}节" if item.period else ""
        told = {
            "时间": f"{date_screen(item.happened_on, week)}{period}",
            "课题": item.topic,
            "听课人": row.observer,
            "类别": item.kind + (f"，{item.lesson_count}节" if item.lesson_count > 1 else ""),
            "哪里": item.place_text,
            "导入" if item.source else "录入": month_day(item.recorded_on) if item.recorded_on else "",
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(10))
        grid.setVerticalSpacing(look.px(4))
        grid.setColumnStretch(1, 1)
        for name, text in told.items():
            if text:
                place = grid.rowCount()
                grid.addWidget(label(name, "dim"), place, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(label(text, wrap=True, selectable=True), place, 1)
        link = self._draft_link(row)
        if link is not None:
            place = grid.rowCount()
            grid.addWidget(label("教案", "dim"), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(link, place, 1)
        self.column.addLayout(grid)

    def _draft_link(self, row: ObservationRow) -> Link | None:
        """The draft that was taught: a click leads to it."""
        records = self._desk.records
        revision = next((each for each in records.revisions if each.uid == row.record.draft_revision_uid), None)
        draft = next((each for each in records.drafts if revision and each.uid == revision.draft_uid), None)
        if revision is None or draft is None:
            return None
        number = f" 第{revision.number}稿" if revision.number > 1 else ""
        text = f"{draft_title(draft, self._desk.names)}{number}"
        return Link(text, lambda: self._desk.show("preparation", "drafts", draft.uid))

    def _add_part(self, title: str, lines: list[str]) -> None:
        self.column.addWidget(rule())
        self.column.addWidget(label(title, "strong"))
        for line in lines:
            self.column.addWidget(label(line, wrap=True, selectable=True))

    def _add_step(self, at: str, teaching: str, comment: str) -> None:
        row = QHBoxLayout()
        clock = label(at, "dim")
        clock.setFixedWidth(theme.current().px(44))
        row.addWidget(clock, 0, Qt.AlignmentFlag.AlignTop)
        words = label(teaching, wrap=True, selectable=True)
        row.addWidget(words, 1)
        self.column.addLayout(row)
        if comment:
            beside = QHBoxLayout()
            beside.addSpacing(theme.current().px(50))
            beside.addWidget(label(f"旁评：{comment}", "hint", wrap=True, selectable=True), 1)
            self.column.addLayout(beside)

    def _add_buttons(self, row: ObservationRow) -> None:
        item = row.record
        if item.is_draft:
            self.foot.addWidget(button("接着写", role="primary", on_click=lambda: self.edit_asked.emit(item)), 1)
            self.foot.addWidget(button("写好了", on_click=lambda: self.finish_asked.emit(item)))
        else:
            self.foot.addWidget(button("改这条", icon="pen", on_click=lambda: self.edit_asked.emit(item)), 1)
            self.foot.addWidget(button("生成Word", on_click=lambda: self.document_asked.emit(item)))
        self.foot.addWidget(
            button("", role="icon", icon="bin", name="删除这条", on_click=lambda: self.delete_asked.emit(item))
        )


class _Page(QLabel):
    """A photographed page, small."""

    def __init__(self, blob: str, loader: ThumbnailLoader) -> None:
        super().__init__()
        self._blob = blob
        self.setAccessibleName("手写页照片")
        loader.made.connect(self._on_made)
        there = loader.load(blob)
        if there is not None:
            self.setPixmap(there)

    def _on_made(self, blob: str, picture: QPixmap) -> None:
        if blob == self._blob:
            self.setPixmap(picture)
