"""三表对账: where 花名册, 任课分工, 课程表 and 周进度 do not agree, and the buttons that settle one place at a time."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget

from jiaoyan_desktop.domain.dates import month_day
from jiaoyan_desktop.domain.difference import COPY, GROUPS, LATER, LOOK, MUST, OPEN, Choice, Difference
from jiaoyan_desktop.domain.pinyin import Needle
from jiaoyan_desktop.domain.reconciling import Reconciliation, reconcile, reconciling_day
from jiaoyan_desktop.workflows import reconciling

from .. import messages, theme
from ..desk import Desk
from ..dialogs.import_dialog import ImportDialog
from ..dialogs.standards_dialog import StandardsDialog
from ..models.table_model import Column, TableModel
from ..widgets.buttons import button
from ..widgets.find_box import FilterBar
from ..widgets.labels import Chip, label
from ..widgets.panels import EmptyPage, Panel, SidePanel
from ..widgets.record_list import RecordList
from .base_view import BaseView

ASIDE = "aside"
_TONES = {MUST: "red", LOOK: "amber"}


class ReconcileView(BaseView):
    """List left; right what each table says about the chosen place, and which of them is right."""

    kinds = frozenset(
        {"Teacher", "SchoolClass", "Assignment", "Timetable", "Slot", "Progress", "Confirmation", "Answer"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = theme.current()
        self._found: Reconciliation | None = None
        self._aside: frozenset[str] = frozenset()
        self._place = 0  # of the row chosen last, so that settling one goes on to the next
        self._summary = label("", "strong", wrap=True)
        self._bar = FilterBar("reconcile", desk.settings, "找班级、学科、老师")
        self._bar.add_filter("level", "要不要改", [("", "没对上的"), (MUST, MUST), (LOOK, LOOK), (ASIDE, "先放着的")])
        groups = [(key, words) for key, (words, _) in GROUPS.items()]
        self._bar.add_filter("group", "哪一类", [("", "全部类别"), *groups])
        self._bar.changed.connect(self.refresh)
        self._model = TableModel(
            [
                Column(key="level", title="要不要改", text=self._level, chip=self._chip, width=92),
                Column(key="title", title="哪一处", text=lambda row: row.title, width=180),
                Column(
                    key="sentence",
                    title="怎么对不上",
                    text=lambda row: row.sentence,
                    tip=lambda row: row.sentence,
                    stretch=True,
                ),
            ]
        )
        self._list = RecordList(
            "reconcile",
            self._model,
            desk.settings,
            totals=lambda rows: f"共 {len(rows)} 处",
            label="对不上的地方",
        )
        self._list.selected.connect(lambda _: self._show_one())
        self._list.set_actions(self._actions)
        self._totals = label("", "hint")
        self._list.totals_changed.connect(self._totals.setText)
        self._calm = EmptyPage(icon="check")
        self._middle = QStackedWidget()
        self._middle.addWidget(self._list)
        self._middle.addWidget(self._calm)
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addWidget(self._summary, 1)
        head.addWidget(button("课时和开齐的标准…", icon="bars", on_click=self._ask_standards))
        left = Panel()
        left.body.addLayout(head)
        left.body.addWidget(self._bar)
        left.body.addWidget(self._middle, 1)
        left.body.addWidget(self._totals)
        self._side = SidePanel("", width=330)
        page = Panel(role="plain", margin=0)
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(left, 1)
        row.addWidget(self._side)
        page.body.addLayout(row)
        self._pages = QStackedWidget()
        self._pages.addWidget(page)
        self._pages.addWidget(
            EmptyPage(
                "这里把花名册、任课分工、课程表、周进度放在一起对，哪里说法不一样一条一条列出来。至少要有两样才能对。",
                [
                    ("导入花名册", lambda: ImportDialog.ask(self, desk, "roster")),
                    ("导入任课分工", lambda: ImportDialog.ask(self, desk, "assignments")),
                    ("导入总课程表", lambda: ImportDialog.ask(self, desk, "timetable")),
                ],
                icon="people",
            )
        )
        self.column.addWidget(self._pages, 1)

    def refresh(self) -> None:
        """Compares anew and shows what is asked for."""
        records = self.desk.records
        found = reconcile(records, reconciling_day(records, self.desk.today()))
        self._found, self._aside = found, frozenset(item.uid for item in found.set_aside)
        self._pages.setCurrentIndex(0 if len(found.there) > 1 else 1)
        missing = f"　{'、'.join(found.missing)}还没有，没有参加对账。" if found.missing else ""
        self._summary.setText(found.summary() + missing)
        level, group, needle = self._bar.value("level"), self._bar.value("group"), Needle(self._bar.text())
        rows = [
            item
            for item in (found.set_aside if level == ASIDE else found.open)
            if level in ("", ASIDE, item.level)
            and group in ("", item.group)
            and needle.found_in(f"{item.title} {item.sentence}")
        ]
        self._list.set_rows(rows)
        self._middle.setCurrentIndex(0 if rows else 1)
        if not rows:
            self._say_calm(found)
        elif not self._list.selected_rows():
            shown = self._model.rows()
            self._list.select(shown[min(self._place, len(shown) - 1)].uid)
        self._show_one()

    def show_record(self, uid: str) -> None:
        """Chooses that difference."""
        if not self._list.select(uid):
            self._bar.reset()
            self._list.select(uid)

    def _say_calm(self, found: Reconciliation) -> None:
        if self._bar.is_narrowing():
            what = "没有先放着的。" if self._bar.value("level") == ASIDE else "这样筛下来没有对不上的。"
            self._calm.say(what, [("清空再找", self._bar.reset)])
        else:
            self._calm.say(found.summary())

    def _show_one(self) -> None:
        row: Difference | None = self._list.current_row() if self._middle.currentIndex() == 0 else None
        self._side.setVisible(row is not None)
        if row is None:
            return
        self._place = next((place for place, item in enumerate(self._model.rows()) if item.uid == row.uid), 0)
        side = self._side
        side.show_record(row.title)
        side.column.addWidget(Chip(self._level(row), self._chip(row)[1]))
        side.column.addWidget(label(row.sentence, wrap=True, selectable=True))
        if row.uid in self._aside:
            side.column.addWidget(label(self._who_put_aside(row), "dim", wrap=True))
            side.column.addWidget(button("再拿出来看", role="primary", on_click=lambda: self._show_again(row)))
        else:
            for place, choice in enumerate(row.choices):
                role = "" if place else "primary"
                side.column.addWidget(button(choice.label, role=role, on_click=partial(self._take, row, choice)))
        if row.says:
            side.column.addWidget(label("各处怎么写", "strong"))
            for table, words in row.says:
                side.column.addWidget(label(f"{table}：{words}", wrap=True, selectable=True))
        side.column.addStretch(1)

    def _take(self, row: Difference, choice: Choice, _clicked: bool = False) -> None:
        if choice.how == OPEN:
            self._go(row, choice.value)
            return
        if choice.how == COPY:
            QApplication.clipboard().setText(choice.value)
            self.desk.say("给老师的话已复制，到微信或QQ里按Ctrl+V就能发，发前可以改。")
            return
        with messages.told(self) as outcome:
            change_uid = reconciling.settle(
                self.desk.db,
                self.desk.term.uid,
                row,
                choice,
                today=self.desk.today(),
                by=self.desk.names.teacher(self.desk.settings["person"]),
            )
            words = f"{row.title}：先放着了" if choice.how == LATER else f"{row.title}：{choice.label}，已改好"
            self.desk.say(words, undo=change_uid)
        if not outcome.ok:
            self.refresh()

    def _go(self, row: Difference, view: str) -> None:
        uid = row.class_uid
        if view == "teachers":
            uid = row.subject[1] if row.subject[0] == "Teacher" else ""
        elif view == "progress":
            uid = row.subject[1] if row.subject[0] == "Progress" else ""
        self.desk.show("people", view, uid)

    def _show_again(self, row: Difference) -> None:
        with messages.told(self) as outcome:
            change_uid = reconciling.show_again(self.desk.db, self.desk.term.uid, row)
        if outcome.ok:
            self.desk.say(f"{row.title}：又列进来了", undo=change_uid)

    def _put_aside(self, rows: list[Difference]) -> None:
        with messages.told(self) as outcome:
            change_uid = reconciling.put_aside(
                self.desk.db,
                self.desk.term,
                rows,
                by=self.desk.names.teacher(self.desk.settings["person"]),
                today=self.desk.today(),
            )
            self.desk.say(f"{len(rows)} 处先放着了", undo=change_uid)
        if not outcome.ok:
            self.refresh()

    def _ask_standards(self) -> None:
        change_uid = StandardsDialog.ask(
            self,
            reconciling.standards(self.desk.records),
            lambda wanted: reconciling.set_standards(self.desk.db, self.desk.term, wanted),
        )
        if change_uid is not None:
            self.desk.say("课时和开齐的标准已存好", undo=change_uid)

    def _actions(self) -> list[tuple[str, Any] | None]:
        chosen: list[Difference] = self._list.selected_rows()
        if not chosen:
            return []
        if len(chosen) > 1:
            if any(item.uid in self._aside for item in chosen):
                return []
            return [(f"这{len(chosen)}处都先放着", lambda: self._put_aside(chosen))]
        row = chosen[0]
        if row.uid in self._aside:
            return [("再拿出来看", lambda: self._show_again(row))]
        return [(choice.label, partial(self._take, row, choice)) for choice in row.choices]

    def _level(self, row: Difference) -> str:
        return "先放着" if row.uid in self._aside else row.level

    def _chip(self, row: Difference) -> tuple[str, str]:
        return ("先放着", "dim") if row.uid in self._aside else (row.level, _TONES[row.level])

    def _who_put_aside(self, row: Difference) -> str:
        word = next(item for item in self.desk.records.confirmations if item.target_id == row.uid)
        who = f"{word.by}{month_day(word.on) if word.on else ''}"
        return f"先放着（{who}）" if who else "先放着"
