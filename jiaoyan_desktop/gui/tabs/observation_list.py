"""听课记录: what could be heard now, everything that was heard this term, and how far everybody is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout

from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.observing_rules import ObservingRules
from jiaoyan_desktop.domain.pinyin import Needle
from jiaoyan_desktop.domain.statistics import TermStatistics, term_statistics
from jiaoyan_desktop.errors import UserError

from .. import theme
from ..desk import Desk
from ..document_maker import DocumentMaker
from ..models.observation_rows import ObservationRow, in_span, observation_columns, spans, totals_of
from ..models.table_model import TableModel
from ..widgets.buttons import button
from ..widgets.find_box import FilterBar
from ..widgets.labels import CutLabel, label
from ..widgets.notices import ProgressStrip
from ..widgets.panels import EmptyPage, Panel
from ..widgets.record_list import Action, RecordList
from .base_view import BaseView
from .observation_acts import ObservationActs
from .observation_now import ROOMY, NowStrip
from .observation_progress import ProgressPanel, days_left
from .observation_side import ObservationSide

LOOK_AGAIN_MS = 60_000
FORM = "observation-record"  # 听课记录表


class ObservationsView(BaseView):
    """The list keeps its width: at its right stands either the progress of everybody or the chosen record."""

    kinds = frozenset(
        {
            *("Observation", "Teacher", "Post", "SchoolClass", "Assignment", "Timetable", "Slot", "Progress"),
            *("BellSchedule", "CalendarDay", "PackFile", "Overlay", "Draft", "DraftRevision"),
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = theme.current()
        self.acts = ObservationActs(desk, self)
        self._rows: list[ObservationRow] = []
        self._only: frozenset[str] | None = None  # uids behind a figure that was clicked
        self.now = NowStrip(desk)
        self.now.lesson_chosen.connect(self.acts.new)
        self.now.import_asked.connect(lambda: desk.do("people", "import"))
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_AGAIN_MS)
        self._clock.timeout.connect(self._on_minute)
        self.filters = FilterBar("observations", desk.settings, "找姓名、课题、评语，拼音首字母也行")
        self.filters.add_filter("kind", "类别", [("", "全部类别")])
        self.filters.add_filter("observer", "听课人", [("", "全部听课人")])
        self.filters.add_filter("span", "时间", [("", "本学期")])
        self.filters.changed.connect(self._show)
        self.list = RecordList(
            "observations", TableModel(observation_columns()), desk.settings, totals=totals_of, label="听课记录"
        )
        self.list.opened.connect(lambda row: self.acts.edit(row.record))
        self.list.delete_asked.connect(lambda rows: self.acts.delete(_records(rows)))
        self.list.selected.connect(self._on_selected)
        self.list.set_actions(self._menu)
        self.filters.find_box.went_down.connect(self.list.setFocus)
        self._totals = label("", "hint")
        self.list.totals_changed.connect(self._totals.setText)
        self._strip = ProgressStrip()
        self.maker = DocumentMaker(desk, self, self._strip)
        self._only_said = CutLabel("", "strong")
        self._all_button = button("看全部", role="quiet", on_click=self.show_all)
        self._nothing = EmptyPage(icon="search")
        self._empty = EmptyPage(icon="ear")
        self._empty.say(
            "还没有听课记录。听课本上已经记了的，可以从表格一次导入，也可以一节一节记。",
            [("记一节听课", self.acts.new), ("导入听课台账", self.acts.bring_in)],
        )
        self._pages = QStackedWidget()
        for page in (self.list, self._nothing, self._empty):
            self._pages.addWidget(page)
            page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # the strip goes first
        panel = Panel(margin=12)
        panel.body.addWidget(self.filters)
        panel.body.addWidget(self._pages, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._totals)
        foot.addWidget(self._strip, 1)
        foot.addStretch(1)
        foot.addWidget(self._only_said, 2)
        foot.addWidget(self._all_button)
        panel.body.addLayout(foot)
        self.progress = ProgressPanel()
        self.progress.records_asked.connect(self.show_only)
        width = 296 if look.scale < ROOMY else 240
        self.side = ObservationSide(desk, width=width)
        self.side.closed.connect(self._on_side_closed)
        self.side.edit_asked.connect(self.acts.edit)
        self.side.finish_asked.connect(self.acts.finish)
        self.side.delete_asked.connect(lambda record: self.acts.delete([record]))
        self.side.document_asked.connect(lambda record: self.maker.make(FORM, [record.uid]))
        self._beside = QStackedWidget()
        self._beside.setFixedWidth(look.px(width))
        self._beside.addWidget(self.progress)
        self._beside.addWidget(self.side)
        below = QHBoxLayout()
        below.setSpacing(look.px(12))
        below.addWidget(panel, 1)
        below.addWidget(self._beside)
        self._outer = QVBoxLayout()
        self._outer.setSpacing(look.px(12))
        self._outer.addWidget(self.now)
        self._outer.addLayout(below, 1)
        self.column.addLayout(self._outer)

    def refresh(self) -> None:
        """Everything again; selection, filters and scroll position stay."""
        desk = self.desk
        rules = cache(lambda: ObservingRules(desk.records, desk.today(), calendar=desk.calendar, names=desk.names))
        newest = sorted(desk.records.observations, key=lambda item: (item.happened_on, item.period), reverse=True)
        self._rows = [ObservationRow(record=item, names=desk.names, rules=rules) for item in newest]
        kinds = dict.fromkeys(row.record.kind for row in self._rows)
        observers = {row.record.observer_uid: row.observer for row in self._rows}
        self.filters.set_choices("kind", [("", "全部类别"), *((kind, kind) for kind in sorted(kinds))])
        self.filters.set_choices("observer", [("", "全部听课人"), *sorted(observers.items(), key=lambda pair: pair[1])])
        self.filters.set_choices("span", spans(desk.term.starts_on, desk.term.ends_on, desk.today()))
        self.now.refresh()
        self._show_progress()
        self._show()

    def show_record(self, uid: str) -> None:
        """Chooses that record; what hides it is taken away."""
        if not self.list.select(uid):
            self._only = None
            self.filters.reset()
            self._show()
            self.list.select(uid)

    def show_only(self, title: str, records: Sequence[Observation]) -> None:
        """Shows just the records behind a figure, until 看全部."""
        self._only = frozenset(record.uid for record in records)
        self._only_said.set_whole(f"只看：{title}")
        self.filters.reset()
        self._show()
        self.list.setFocus()

    def show_all(self) -> None:
        """Every record again."""
        self._only = None
        self._show()

    def statistics(self) -> TermStatistics | None:
        """The figures of the term as of today; None without a pack."""
        desk = self.desk
        return term_statistics(desk.records, desk.pack, desk.as_of, desk.calendar) if desk.pack else None

    def _show_progress(self) -> None:
        try:
            self.progress.feed(self.statistics(), days_left(self.desk))
        except UserError as trouble:  # a pack that is wrong: said where its figures would stand
            self.progress.say(str(trouble))

    def _show(self) -> None:
        desk, needle = self.desk, Needle(self.filters.text())
        kind, observer, span = (self.filters.value(key) for key in ("kind", "observer", "span"))
        shown = [
            row
            for row in self._rows
            if (self._only is None or row.uid in self._only)
            and kind in ("", row.record.kind)
            and observer in ("", row.record.observer_uid)
            and in_span(row.record.happened_on, span, desk.today(), desk.term.week_starts_on)
            and row.answers(needle)
        ]
        self._only_said.setVisible(self._only is not None)
        self._all_button.setVisible(self._only is not None)
        self.list.set_rows(shown)
        self._totals.setVisible(bool(shown))
        if not self._rows:
            self._pages.setCurrentWidget(self._empty)
        elif not shown:
            text = self.filters.text()
            said = (
                f"没找到“{text}”。可以用姓名、课题里的任意几个字，或拼音首字母。" if text else "这样筛选下来没有记录。"
            )
            self._nothing.say(said, [("清空再找", self._reset)])
            self._pages.setCurrentWidget(self._nothing)
        else:
            self._pages.setCurrentWidget(self.list)

    def _reset(self) -> None:
        self._only = None
        self.filters.reset()
        self._show()

    def _menu(self) -> Sequence[Action | None]:
        rows = self.list.selected_rows()
        if not rows:
            return [("记一节听课", self.acts.new), ("导入听课台账", self.acts.bring_in)]
        found: list[Action | None] = []
        if len(rows) == 1:
            record = rows[0].record
            found.append(("改这条", lambda: self.acts.edit(record)))
            if record.is_draft:
                found.append(("写好了", lambda: self.acts.finish(record)))
            found.append(
                ("再记一节同样的课", lambda: self.acts.new(record.happened_on, record.period, record.class_uid))
            )
            found.append(None)
        count = f"（{len(rows)}份）" if len(rows) > 1 else ""
        found.append((f"生成Word{count}", lambda: self.maker.make(FORM, [row.uid for row in rows])))
        found.append(None)
        found.append(("删除", lambda: self.acts.delete(_records(rows))))
        return found

    def _on_selected(self, rows: list[ObservationRow]) -> None:
        if len(rows) == 1:
            self.side.show_row(rows[0])
            self._beside.setCurrentWidget(self.side)
        else:
            self._beside.setCurrentWidget(self.progress)

    def _on_side_closed(self) -> None:
        self.list.clearSelection()
        self._beside.setCurrentWidget(self.progress)
        self.list.setFocus()

    def _on_minute(self) -> None:
        if self.isVisible():
            self.now.follow_clock()

    def showEvent(self, event: QShowEvent) -> None:
        """The clock is followed while somebody looks."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """And not while nobody does."""
        super().hideEvent(event)
        self._clock.stop()


def _records(rows: Sequence[ObservationRow]) -> list[Observation]:
    return [row.record for row in rows]
