"""平时的要求: every rule of the county's document, whether it holds, and the records behind it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from jiaoyan_desktop.domain.finding import CONFIRM, LATE, MET, SHORT, UNKNOWN
from jiaoyan_desktop.domain.glossary import RECORD_NAMES, STATUS_WORDS
from jiaoyan_desktop.domain.pinyin import Needle
from jiaoyan_desktop.workflows import reporting_edits

from .. import messages, theme
from ..desk import Desk
from ..dialogs.confirm_dialog import ConfirmDialog
from ..dialogs.rule_dialog import RuleDialog, can_edit
from ..models.report_rows import RULE_KIND_WORDS, RuleRow, rule_rows, rule_state, rules_model, status_chip
from ..places import PLACES, go_to
from ..widgets.buttons import button
from ..widgets.find_box import FilterBar
from ..widgets.labels import Chip, label
from ..widgets.link import Link
from ..widgets.panels import EmptyPage, Panel, SidePanel
from ..widgets.record_list import RecordList
from .base_view import BaseView
from .report_materials import MaterialsView


class RulesView(BaseView):
    """A list with filters by state and kind; the chosen rule beside it."""

    kinds = MaterialsView.kinds

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = theme.current()
        self._bar = FilterBar("rules", desk.settings, "要求里的字、编号")
        states = [(status, STATUS_WORDS[status]) for status in (SHORT, LATE, CONFIRM, UNKNOWN, MET)]
        self._bar.add_filter("status", "状态", [("", "全部状态"), *states])
        self._bar.add_filter("kind", "哪一类", [("", "全部类别"), *RULE_KIND_WORDS.items()])
        self._bar.changed.connect(self.refresh)
        self._list = RecordList("rules", rules_model(), desk.settings, totals=_totals, label="平时的要求")
        self._list.selected.connect(lambda _: self._show_one())
        self._list.opened.connect(self._confirm)
        self._totals = label("", "hint")
        self._list.totals_changed.connect(self._totals.setText)
        left = Panel()
        for widget in (self._bar, self._list, self._totals):
            left.body.addWidget(widget)
        self._side = SidePanel("", width=330)
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(left, 1)
        row.addWidget(self._side)
        page = Panel(role="plain", margin=0)
        page.body.addLayout(row)
        self._pages = QStackedWidget()
        self._pages.addWidget(page)
        self._pages.addWidget(EmptyPage("还没有选县里的要求，这里就没有要核对的。", icon="check"))
        self.column.addWidget(self._pages, 1)

    def refresh(self) -> None:
        """The rules asked for."""
        pack = self.desk.pack
        self._pages.setCurrentIndex(0 if pack is not None and pack.rules else 1)
        if pack is None:
            return
        needle, status, kind = Needle(self._bar.text()), self._bar.value("status"), self._bar.value("kind")
        rows = [
            row
            for row in rule_rows(pack, self.desk.findings, self.desk.records.confirmations)
            if (not status or row.finding.status == status)
            and (not kind or row.rule.kind == kind)
            and needle.found_in(f"{row.rule.id} {row.rule.title} {row.rule.who} {row.rule.quote}")
        ]
        self._list.set_rows(rows)
        if rows and not self._list.selected_rows():
            self._list.select(rows[0].uid)
        self._show_one()

    def show_record(self, uid: str) -> None:
        """Chooses that rule."""
        if not self._list.select(uid):
            self._bar.reset()
            self._list.select(uid)

    def _show_one(self) -> None:
        row: RuleRow | None = self._list.current_row()
        self._side.setVisible(row is not None)
        if row is None:
            return
        side = self._side
        side.show_record(f"{row.rule.id}　{row.rule.title}")
        side.column.addWidget(Chip(rule_state(row), status_chip(row.finding)[1]))
        if row.rule.quote:
            side.column.addWidget(label(f"原文：“{row.rule.quote}”", wrap=True, selectable=True))
        if row.rule.who:
            side.column.addWidget(label(f"对谁：{row.rule.who}", "dim", wrap=True))
        for part in (row.rule.note, row.finding.note):
            if part:
                side.column.addWidget(label(part, "dim", wrap=True))
        if row.finding.have or row.finding.need:
            side.column.addWidget(
                label(f"现在 {row.finding.have or '还没有'}，要求 {row.finding.need or '没有数'}", wrap=True)
            )
        if row.finding.missing:
            side.column.addWidget(label("还差什么", "strong"))
            for sentence in row.finding.missing:
                side.column.addWidget(label(f"○ {sentence}", wrap=True, selectable=True))
        self._add_links(row)
        if row.confirmation is not None:
            note = f"：{row.confirmation.note}" if row.confirmation.note else ""
            side.column.addWidget(label(f"{rule_state(row)}（{row.confirmation.by}）{note}", "dim", wrap=True))
        side.column.addStretch(1)
        if can_edit(row.rule):
            side.foot.addWidget(
                button("改这个数…", icon="pen", on_click=lambda: RuleDialog.ask(self, self.desk, row.rule))
            )
        side.foot.addStretch(1)
        if row.confirmation is not None:
            side.foot.addWidget(button("取消确认", on_click=lambda: self._unconfirm(row)))
        else:
            side.foot.addWidget(button("确认…", icon="check", on_click=lambda: self._confirm(row)))

    def _add_links(self, row: RuleRow) -> None:
        shown: dict[str, int] = {}
        for kind, _ in row.finding.records:
            if kind in PLACES or kind in ("Participant", "Photo", "Handin"):
                shown[kind] = shown.get(kind, 0) + 1
        for kind, count in shown.items():
            first = next(uid for found, uid in row.finding.records if found == kind)
            words = f"看这{count}条{RECORD_NAMES[kind]}"
            self._side.column.addWidget(Link(words, partial(go_to, self.desk, kind, first)))

    def _confirm(self, row: RuleRow) -> None:
        ConfirmDialog.ask(self, self.desk, row.rule.id, f"{row.rule.id}　{row.rule.title}", row.rule.quote)

    def _unconfirm(self, row: RuleRow) -> None:
        with messages.told(self) as outcome:
            reporting_edits.unconfirm(self.desk.db, self.desk.term.uid, row.rule.id)
        if outcome.ok:
            self.desk.say("已取消确认", undo=self.desk.last_change_uid())


def _totals(rows: list[RuleRow]) -> str:
    short = sum(row.finding.status in (SHORT, LATE) for row in rows)
    waiting = sum(row.finding.status == CONFIRM for row in rows)
    return f"共 {len(rows)} 条要求，还缺 {short} 条，待确认 {waiting} 条"
