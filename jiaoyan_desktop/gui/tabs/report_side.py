"""One item of the checklist whole: what the county wants, what is short (each leads to its place), who confirms."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from jiaoyan_desktop.domain.activity import Recommendation
from jiaoyan_desktop.domain.dates import month_day
from jiaoyan_desktop.domain.finding import CONFIRM, MET
from jiaoyan_desktop.domain.glossary import RECORD_NAMES, STATUS_WORDS
from jiaoyan_desktop.domain.pack import MaterialSpec
from jiaoyan_desktop.workflows import reporting_edits

from .. import messages
from ..desk import Desk
from ..dialogs.confirm_dialog import ConfirmDialog
from ..models.report_rows import MaterialRow, status_chip
from ..places import PLACES, go_to
from ..standing import days_left
from ..widgets.buttons import button
from ..widgets.labels import Chip, label
from ..widgets.link import Link
from ..widgets.panels import SidePanel, rule

_MOST_LINKS = 8


class MaterialPanel(SidePanel):
    """Beside the checklist; ``make_one`` makes one item, ``recommend`` asks for a recommendation (uid or new)."""

    def __init__(self, desk: Desk, *, make_one: Callable[[str], object], recommend: Callable[[str], object]) -> None:
        super().__init__("", width=340)
        self._desk, self._make_one, self._recommend = desk, make_one, recommend

    def show_item(self, row: MaterialRow) -> None:
        """Shows that item as it stands."""
        self.show_record(row.spec.title)
        word, tone = status_chip(row.finding)
        state = QHBoxLayout()
        state.addWidget(Chip(word, tone))
        if row.due:
            state.addWidget(label(days_left(row.due, self._desk.today()), "dim"))
        state.addStretch(1)
        self.column.addLayout(state)
        for part in (row.spec.note, row.finding.note):
            if part:
                self.column.addWidget(label(part, "dim", wrap=True))
        if row.finding.need or row.finding.have:
            have = f"现在：{row.finding.have}" if row.finding.have else ""
            need = f"要求：{row.finding.need}" if row.finding.need else ""
            self.column.addWidget(label("　".join(part for part in (have, need) if part), wrap=True))
        if row.finding.missing:
            self.column.addWidget(label("还差什么", "strong"))
            for sentence in row.finding.missing:
                self.column.addWidget(label(f"○ {sentence}", wrap=True, selectable=True))
        self._add_links(row)
        self._add_rules(row.spec)
        if any(need.get("kind") == "recommendations" for need in row.spec.needs):
            self._add_recommendations()
        self._add_confirmation(row)
        self.column.addStretch(1)
        made = button("只生成这一份", icon="parcel", on_click=lambda: self._make_one(row.spec.id))
        self.foot.addStretch(1)
        self.foot.addWidget(made)

    def _add_links(self, row: MaterialRow) -> None:
        seen: set[tuple[str, str]] = set()
        links = []
        for kind, uid in row.finding.records:
            if (kind, uid) not in seen and (kind in PLACES or kind in ("Participant", "Photo", "Handin")):
                seen.add((kind, uid))
                links.append((kind, uid))
        if not links or row.finding.status == MET:
            return
        self.column.addWidget(label("去补", "strong"))
        for kind, uid in links[:_MOST_LINKS]:
            text = f"{RECORD_NAMES[kind]}：{self._name(kind, uid)}"
            self.column.addWidget(Link(text, partial(go_to, self._desk, kind, uid)))

    def _add_rules(self, spec: MaterialSpec) -> None:
        findings = {finding.id: finding for finding in self._desk.findings}
        open_rules = [findings[uid] for uid in spec.rules if findings[uid].status != MET]
        if not open_rules:
            return
        self.column.addWidget(label("同时要合的要求", "strong"))
        for finding in open_rules:
            text = f"{finding.id} {finding.title}（{STATUS_WORDS[finding.status]}）"
            self.column.addWidget(Link(text, partial(self._desk.show, "report", "rules", finding.id)))

    def _add_recommendations(self) -> None:
        self.column.addWidget(rule())
        self.column.addWidget(label("推荐的老师", "strong"))
        for item in self._desk.records.recommendations:
            row = QHBoxLayout()
            text = f"{self._desk.names.teacher(item.teacher_uid)}　{item.category}　{item.topic}"
            row.addWidget(label(text, wrap=True), 1)
            row.addWidget(
                button(
                    "",
                    role="icon",
                    icon="pen",
                    name="修改推荐",
                    on_click=lambda _=False, u=item.uid: self._recommend(u),
                )
            )
            row.addWidget(
                button("", role="icon", icon="bin", name="不推荐了", on_click=lambda _=False, i=item: self._withdraw(i))
            )
            self.column.addLayout(row)
        self.column.addWidget(button("推荐一位老师…", icon="plus", on_click=lambda: self._recommend("")))

    def _add_confirmation(self, row: MaterialRow) -> None:
        confirmation = next((item for item in self._desk.records.confirmations if item.target_id == row.spec.id), None)
        if confirmation is not None:
            day = f"{month_day(confirmation.on)}" if confirmation.on else ""
            words = "已确认" if confirmation.kind == "confirmed" else "本校不涉及"
            note = f"：{confirmation.note}" if confirmation.note else ""
            self.column.addWidget(label(f"{words}（{confirmation.by}{day}）{note}", "dim", wrap=True))
            self.column.addWidget(Link("取消确认", partial(self._unconfirm, row.spec.id)))
        elif row.finding.status == CONFIRM:
            self.column.addWidget(
                button("看过了，确认…", icon="check", on_click=lambda: ConfirmDialog.ask(self, self._desk, row.spec.id))
            )

    def _unconfirm(self, target_id: str) -> None:
        with messages.told(self) as outcome:
            reporting_edits.unconfirm(self._desk.db, self._desk.term.uid, target_id)
        if outcome.ok:
            self._desk.say("已取消确认", undo=self._desk.last_change_uid())

    def _withdraw(self, item: Recommendation) -> None:
        with messages.told(self) as outcome:
            reporting_edits.withdraw_recommendation(self._desk.db, item.uid)
        if outcome.ok:
            self._desk.say("已删除一条推荐", undo=self._desk.last_change_uid())

    def _name(self, kind: str, uid: str) -> str:
        records, names = self._desk.records, self._desk.names
        if kind == "Teacher":
            return names.teacher(uid)
        if kind == "SchoolClass":
            return names.school_class(uid)
        if kind == "Activity" and uid in records.activity_by_uid:
            return records.activity_by_uid[uid].title
        for item in (*records.participants, *records.handins, *records.recommendations):
            if item.uid == uid:
                return names.teacher(item.teacher_uid) or getattr(item, "name", "")
        for item in records.observations:
            if item.uid == uid:
                return f"{month_day(item.happened_on)} {names.teacher(item.taught_by_uid)} {item.subject}"
        return "看看"
