"""要报的材料: the county's checklist, what each item lacks in words, and the packet made of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget

from jiaoyan_desktop import paths
from jiaoyan_desktop.domain.dates import date_cn
from jiaoyan_desktop.domain.finding import CONFIRM, MET, Finding
from jiaoyan_desktop.domain.glossary import RECORD_NAMES
from jiaoyan_desktop.workflows import reporting

from .. import messages, standing, tasks, theme
from ..desk import Desk
from ..dialogs.gaps_dialog import GapsDialog
from ..dialogs.recommendation_dialog import RecommendationDialog
from ..models.report_rows import MaterialRow, material_rows, materials_model
from ..widgets.labels import Chip, label
from ..widgets.notices import ProgressStrip
from ..widgets.panels import EmptyPage, Panel
from ..widgets.record_list import RecordList
from .base_view import BaseView
from .report_side import MaterialPanel


class MaterialsView(BaseView):
    """The checklist left, one item whole at the right."""

    kinds = frozenset(RECORD_NAMES) - {"Export", "Reflection"}  # nearly everything counts for some item

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = theme.current()
        self._job: tasks.Job | None = None
        self._title = label("", "title")
        self._deadline = label("", "dim")
        self._state = Chip("", "amber")
        self._strip = ProgressStrip()
        self._strip.hide()
        head = QHBoxLayout()
        head.setSpacing(look.px(12))
        head.addWidget(self._title)
        head.addWidget(self._state)
        head.addWidget(self._deadline)
        head.addStretch(1)
        self._list = RecordList(
            "materials", materials_model(desk.today()), desk.settings, totals=_totals, label="要报的材料"
        )
        self._list.selected.connect(lambda _: self._show_one())
        self._list.opened.connect(lambda row: self.export([row.spec.id]))
        self._list.set_actions(self._actions)
        self._totals = label("", "hint")
        self._list.totals_changed.connect(self._totals.setText)
        left = Panel()
        left.body.addWidget(self._list, 1)
        left.body.addWidget(self._totals)
        self._side = MaterialPanel(desk, make_one=lambda item: self.export([item]), recommend=self._recommend)
        both = QHBoxLayout()
        both.setSpacing(look.px(12))
        both.addWidget(left, 1)
        both.addWidget(self._side)
        page = Panel(role="plain", margin=0)
        page.body.addLayout(head)
        page.body.addWidget(self._strip)
        page.body.addLayout(both, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(page)
        self._pages.addWidget(
            EmptyPage(
                "这个学期还没有选县里的要求。到“学校—县里的要求”里选一套，要报的材料就会列在这里。",
                [("选一套要求", lambda: desk.do("calendar", "choose_pack"))],
                icon="parcel",
            )
        )
        self.column.addWidget(self._pages, 1)

    def refresh(self) -> None:
        """The checklist as of today (or the term's last day)."""
        pack = self.desk.pack
        self._pages.setCurrentIndex(0 if pack is not None and pack.materials else 1)
        if pack is None:
            return
        rows = material_rows(pack, self.desk.findings, self.desk.term)
        self._title.setText(pack.title)
        missing = sum(row.finding.status not in (MET, CONFIRM) for row in rows)
        done = sum(row.finding.status in (MET, CONFIRM) for row in rows)
        self._state.say(f"还缺 {missing} 项" if missing else f"{done} 项都齐了", "amber" if missing else "accent")
        due = standing.deadline(self.desk)
        self._deadline.setText(f"截止 {date_cn(due)}（{standing.days_left(due, self.desk.today())}）" if due else "")
        self._list.set_rows(rows)
        if rows and not self._list.selected_rows():
            first = next((row for row in rows if row.finding.missing), rows[0])
            self._list.select(first.uid)
        self._show_one()

    def show_record(self, uid: str) -> None:
        """Chooses that item of the checklist; a recommendation chooses its item."""
        if not self._list.select(uid):
            self._list.select("M2")

    def check_again(self) -> None:
        """Looks everything over and says what is short."""
        self.refresh()
        pack = self.desk.pack
        rows = material_rows(pack, self.desk.findings, self.desk.term) if pack else []
        missing = [row for row in rows if row.finding.status not in (MET, CONFIRM)]
        if missing:
            self.desk.say(f"检查过了：还缺 {len(missing)} 项，第一项是《{missing[0].spec.title}》。")
            self._list.select(missing[0].uid)
        else:
            self.desk.say(f"检查过了：{len(rows)} 项都齐了。")

    def export_all(self) -> None:
        """Every item of the checklist, with everything it is made of."""
        self.export([])

    def export(self, only: list[str]) -> None:
        """Makes the packet (or a part of it): asks about gaps, then where to put it, then works in the background."""
        if self._job is not None:
            self.desk.say("上一次还没有生成完。")
            return
        with messages.told(self) as outcome:
            plan = reporting.gather(
                self.desk.db,
                self.desk.term.uid,
                self.desk.as_of,
                only=tuple(only),
            )
            reason = self._settle_gaps(plan.gaps)
            if reason is None:
                return
            folder = self._ask_folder()
            if not folder:
                return
        if not outcome.ok:
            return
        self._strip.show()
        self._strip.begin("正在生成材料", self._cancel)
        self._job = tasks.start(
            lambda report: reporting.write_packet(plan, folder, report),
            done=lambda result: self._on_written(result, reason),
            failed=self._on_failed,
            progress=self._strip.advance,
        )

    def _settle_gaps(self, gaps: Sequence[Finding]) -> str | None:
        """The reason to send with gaps, an empty one when there are none, None to go and fill them in."""
        if not gaps:
            return ""
        reason = GapsDialog.ask(self, gaps)
        if reason is None:
            self._list.select(gaps[0].id)
        return reason

    def _ask_folder(self) -> str:
        start = str(paths.begin_in(self.desk.settings["export_folder"], self.desk.db.path))
        chosen = QFileDialog.getExistingDirectory(self, "材料包放在哪里", start)
        if chosen:
            self.desk.settings["export_folder"] = chosen
        return chosen

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._end()
            self.desk.say("没有生成，写了一半的已经清掉。")

    def _end(self) -> None:
        self._job = None
        self._strip.end()
        self._strip.hide()

    def _on_failed(self, trouble: Exception) -> None:
        self._end()
        messages.explain(self, trouble)

    def _on_written(self, result: reporting.PacketResult, reason: str) -> None:
        self._end()
        with messages.told(self):
            reporting.record_export(self.desk.db, self.desk.term.uid, result, note=reason)
        what = f"生成了{len(result.files)}份，在“{result.folder.name}”文件夹。"
        parts = []
        if result.not_made:
            listed = "；".join(f"{title}（{why}）" for title, why in result.not_made[:5])
            parts.append(f"没生成的{len(result.not_made)}份：{listed}。")
        if result.substitutions:
            characters = "、".join(sorted({item.character for item in result.substitutions}))
            parts.append(f"“{characters}”在所选字体里没有，已换成有这个字的字体，打印不会成方框。")
        parts.append("下一步：打印、签字盖章。")
        if messages.ask(self, what, "".join(parts), choices=("打开文件夹", "知道了")) == "打开文件夹":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(result.folder)))

    def _recommend(self, uid: str) -> None:
        with messages.told(self):
            RecommendationDialog.ask(self, self.desk, uid)

    def _actions(self) -> list:
        row = self._list.current_row()
        if row is None:
            return [("生成全部材料", self.export_all)]
        return [("只生成这一份", lambda: self.export([row.spec.id])), ("生成全部材料", self.export_all)]

    def _show_one(self) -> None:
        row: MaterialRow | None = self._list.current_row()
        self._side.setVisible(row is not None)
        if row is not None:
            self._side.show_item(row)


def _totals(rows: list[MaterialRow]) -> str:
    done = sum(row.finding.status in (MET, CONFIRM) for row in rows)
    return f"共 {len(rows)} 项，已齐 {done} 项"
