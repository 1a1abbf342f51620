"""听课统计: how far each post is, how often each teacher was heard, and what was heard by kind, month and subject."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jiaoyan_desktop.domain.counting import counts
from jiaoyan_desktop.domain.dates import month_day
from jiaoyan_desktop.domain.naming import Names
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.observation_figures import ObservationFigures, observation_figures
from jiaoyan_desktop.domain.pinyin import Needle
from jiaoyan_desktop.domain.statistics import TermStatistics, term_statistics
from jiaoyan_desktop.errors import UserError

from .. import theme
from ..desk import Desk
from ..models.table_model import Column, TableModel
from ..widgets.buttons import button
from ..widgets.find_box import FilterBar
from ..widgets.labels import label
from ..widgets.panels import Panel, clear, scrolled
from ..widgets.record_list import Action, RecordList
from .base_view import BaseView
from .observation_progress import ProgressPanel, days_left

NEVER, FEW = "未听过", "仅1次"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """A teacher and how often she was heard."""

    uid: str
    name: str
    subject: str
    lessons: int  # one heard by five counted once
    records: tuple[Observation, ...]  # newest first
    observers: str

    @property
    def last(self) -> Observation | None:
        """When she was last heard."""
        return self.records[0] if self.records else None

    @property
    def mark(self) -> tuple[str, str]:
        """未听过, 仅1次, 已听3次."""
        if not self.lessons:
            return NEVER, "red"
        return (FEW, "amber") if self.lessons == 1 else (f"已听{self.lessons}次", "accent")


class FiguresView(BaseView):
    """``records_asked`` gives a title and the records behind a figure that was clicked."""

    kinds = frozenset({"Observation", "Teacher", "Post", "Assignment", "Slot", "CalendarDay", "PackFile", "Overlay"})
    records_asked = Signal(str, list)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = theme.current()
        self._rows: list[CoverageRow] = []
        self.progress = ProgressPanel()
        self.progress.setFixedWidth(look.px(296))
        self.progress.records_asked.connect(self.records_asked)
        self.progress.figures_asked.connect(lambda: self.list.setFocus())
        self.filters = FilterBar("coverage", desk.settings, "找老师：姓名或拼音首字母")
        self.filters.add_filter("heard", "听过没有", _HEARD)
        self.filters.changed.connect(self._show)
        self.list = RecordList(
            "coverage", TableModel(_columns()), desk.settings, totals=_totals, label="每位老师被听的次数"
        )
        self.list.opened.connect(self._open)
        self.list.set_actions(self._menu)
        self.filters.find_box.went_down.connect(self.list.setFocus)
        self._totals = label("", "hint")
        self.list.totals_changed.connect(self._totals.setText)
        coverage = Panel("每位老师被听了几次", margin=12)
        coverage.body.addWidget(self.filters)
        coverage.body.addWidget(self.list, 1)
        coverage.body.addWidget(self._totals)
        content = QWidget()
        self._tallies = QVBoxLayout(content)
        self._tallies.setContentsMargins(0, 0, look.px(4), 0)
        self._tallies.setSpacing(look.px(2))
        whole = Panel("听了多少", margin=12)
        whole.setFixedWidth(look.px(270))
        whole.body.addWidget(scrolled(content), 1)
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(self.progress)
        row.addWidget(coverage, 1)
        row.addWidget(whole)
        self.column.addLayout(row)

    def refresh(self) -> None:
        """All figures as of today; those of 任务 need a pack, the others do not."""
        desk = self.desk
        statistics = None
        try:
            statistics = self._statistics()
            self.progress.feed(statistics, days_left(desk))
        except UserError as trouble:  # a pack that is wrong: said where its figures would stand
            self.progress.say(str(trouble))
        figures = (
            statistics.observations
            if statistics
            else observation_figures(desk.records.observations, desk.calendar, desk.as_of)
        )
        self._rows = _coverage(desk, figures, statistics)
        self._show_tallies(figures)
        self._show()

    def show_record(self, uid: str) -> None:
        """Chooses that teacher."""
        self.filters.reset()
        self._show()
        self.list.select(uid)

    def _statistics(self) -> TermStatistics | None:
        desk = self.desk
        return term_statistics(desk.records, desk.pack, desk.as_of, desk.calendar) if desk.pack else None

    def _show(self) -> None:
        needle, heard = Needle(self.filters.text()), self.filters.value("heard")
        self.list.set_rows(
            [
                row
                for row in self._rows
                if needle.found_in(f"{row.name} {row.subject}")
                and (heard == "" or (heard == "never") == (row.lessons == 0))
            ]
        )

    def _show_tallies(self, figures: ObservationFigures) -> None:
        clear(self._tallies)
        total, records = figures.total, self.desk.records.observations
        counted = [item for item in records if counts(item, self.desk.as_of) and not item.is_walkthrough]
        said = f"截至{month_day(self.desk.as_of)}，{total.records}条听课记录"
        self._tallies.addWidget(label(said, "hint", wrap=True))
        self._add("合计", f"{total.lessons}节", counted, strong=True)
        self._add("有评语", f"{total.commented}节", [item for item in counted if _commented(item)])
        self._add("缺评语", f"{total.uncommented}节", [item for item in counted if not _commented(item)])
        self._add("校外", f"{total.outside}节", [item for item in counted if item.is_outside])
        self._add("巡课（不计节数）", f"{len(figures.walkthroughs)}次", figures.walkthroughs)
        self._add("补录", f"{len(figures.late_entries)}条", figures.late_entries)
        self._add("草稿", f"{len(figures.drafts)}条", figures.drafts)
        self._add("还缺内容，没有算数", f"{len(figures.incomplete)}条", figures.incomplete)
        self._add_group("按类别", total.by_kind, lambda kind: [item for item in counted if item.kind == kind])
        months = {f"{int(month[5:])}月": tally.lessons for month, tally in figures.by_month.items()}
        self._add_group(
            "按月", months, lambda word: [item for item in counted if f"{item.happened_on.month}月" == word]
        )
        subjects = {subject or "没有写学科": tally.lessons for subject, tally in figures.by_subject.items()}
        self._add_group(
            "按学科",
            subjects,
            lambda word: [item for item in counted if (item.subject or "没有写学科") == word],
        )
        self._tallies.addStretch(1)

    def _add_group(self, title: str, tallies: dict[str, int], records: Callable[[str], list[Observation]]) -> None:
        if not tallies:
            return
        head = label(title, "strong")
        head.setContentsMargins(0, theme.current().px(10), 0, 0)
        self._tallies.addWidget(head)
        for word, lessons in sorted(tallies.items(), key=lambda pair: -pair[1]) if title != "按月" else tallies.items():
            self._add(word, f"{lessons}节", records(word))

    def _add(self, word: str, figure: str, records: Sequence[Observation], *, strong: bool = False) -> None:
        """One figure; where there are records behind it, a click shows them."""
        row = QHBoxLayout()
        row.addWidget(label(word, "strong" if strong else ""), 1)
        title = f"{word} {figure}"
        if records:
            found = list(records)
            row.addWidget(
                button(figure, role="quiet", name=title, on_click=lambda: self.records_asked.emit(title, found))
            )
        else:
            none = label(figure, "dim")
            none.setContentsMargins(0, 0, theme.current().px(8), 0)
            row.addWidget(none)
        holder = QWidget()
        row.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(row)
        holder.setMinimumHeight(theme.current().px(28))
        self._tallies.addWidget(holder)

    def _open(self, row: CoverageRow) -> None:
        if row.records:
            self.records_asked.emit(f"{row.name} {row.mark[0]}", list(row.records))
        else:
            self.desk.show("people", "teachers", row.uid)

    def _menu(self) -> Sequence[Action | None]:
        row = self.list.current_row()
        if row is None:
            return []
        found: list[Action | None] = [("看这位老师和课表", lambda: self.desk.show("people", "teachers", row.uid))]
        if row.records:
            found.insert(0, ("看听了哪些课", lambda: self._open(row)))
        return found


_HEARD = (("", "全部老师"), ("never", "没被听过的"), ("heard", "听过的"))


def _columns() -> tuple[Column, ...]:
    def last(row: CoverageRow) -> str:
        return f"{month_day(row.last.happened_on)} {row.last.topic}".strip() if row.last else ""

    return (
        Column(key="name", title="教师", text=lambda row: row.name, width=130),
        Column(key="subject", title="学科", text=lambda row: row.subject, width=90),
        Column(
            key="mark",
            title="被听",
            text=lambda row: row.mark[0],
            sort=lambda row: row.lessons,
            chip=lambda row: row.mark,
            width=92,
        ),
        Column(key="observers", title="谁听过", text=lambda row: row.observers, width=150),
        Column(
            key="last",
            title="最近一次",
            text=last,
            sort=lambda row: row.last.happened_on if row.last else None,
            stretch=True,
        ),
    )


def _coverage(desk: Desk, figures: ObservationFigures, statistics: TermStatistics | None) -> list[CoverageRow]:
    """Teachers who should be heard (without a pack: everybody heard), those never heard first."""
    names: Names = desk.names
    heard: dict[str, list[Observation]] = {}
    for item in desk.records.observations:
        if item.taught_by_uid and not item.is_walkthrough and counts(item, desk.as_of):
            heard.setdefault(item.taught_by_uid, []).append(item)
    uids = list(statistics.coverage.lessons_of) if statistics else [item.uid for item in desk.records.teachers]
    rows = []
    for uid in uids:
        teacher = desk.records.teacher_by_uid.get(uid)
        if teacher is None:
            continue
        records = sorted(heard.get(uid, ()), key=lambda item: (item.happened_on, item.period), reverse=True)
        rows.append(
            CoverageRow(
                uid=uid,
                name=names.teacher(uid),
                subject=teacher.subject,
                lessons=figures.taught_by_teacher.get(uid, 0),
                records=tuple(records),
                observers=names.teachers(dict.fromkeys(item.observer_uid for item in records)),
            )
        )
    return sorted(rows, key=lambda row: row.lessons)


def _totals(rows: Sequence[CoverageRow]) -> str:
    never = sum(not row.lessons for row in rows)
    return f"共{len(rows)}位老师，{never}位没被听过" if never else f"共{len(rows)}位老师，每位都听过"


def _commented(item: Observation) -> bool:
    return any(remark.text.strip() for remark in item.remarks) or bool(item.summary.strip())
