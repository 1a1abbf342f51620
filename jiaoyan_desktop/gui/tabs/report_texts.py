"""文稿: what only the director can write for the county's documents; asked once, remembered, never made up."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout

from jiaoyan_desktop.domain.pack import FormAsk, FormSpec
from jiaoyan_desktop.domain.reporting import Answer
from jiaoyan_desktop.domain.text import count_characters
from jiaoyan_desktop.workflows import reporting_edits

from .. import messages, theme
from ..desk import Desk
from ..draft_keeper import DraftKeeper
from ..models.table_model import Column, TableModel
from ..widgets.buttons import button
from ..widgets.fields import LongText
from ..widgets.labels import label
from ..widgets.panels import EmptyPage, Panel
from ..widgets.record_list import RecordList
from .base_view import BaseView

_ONE_PER_TERM = ("term", "school")


@dataclass(frozen=True, slots=True)
class _Part:
    """One thing a form asks for, and what was answered."""

    form: FormSpec
    ask: FormAsk
    answer: Answer | None

    @property
    def uid(self) -> str:
        """What tells it apart in the list."""
        return f"{self.form.id}/{self.ask.token}"

    @property
    def text(self) -> str:
        """What was written, empty when nothing was."""
        return self.answer.value if self.answer else ""


class TextsView(BaseView):
    """Left the parts that are asked for, right the text of one."""

    kinds = frozenset({"Answer", "Overlay"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = theme.current()
        self._shown = ""
        self._list = RecordList(
            "texts",
            TableModel(
                [
                    Column(key="form", title="文稿", text=lambda row: row.form.title, width=150),
                    Column(key="token", title="要写的", text=lambda row: row.ask.token, stretch=True),
                    Column(key="state", title="写了没有", text=_state, chip=_chip, width=100),
                ]
            ),
            desk.settings,
            totals=lambda rows: f"共 {len(rows)} 处，还没写 {sum(not row.text for row in rows)} 处",
            label="要写的文稿",
        )
        self._list.selected.connect(lambda _: self._show_one())
        self._totals = label("", "hint")
        self._list.totals_changed.connect(self._totals.setText)
        left = Panel()
        left.setFixedWidth(look.px(470))
        left.body.addWidget(self._list, 1)
        left.body.addWidget(self._totals)
        self._title = label("", "subtitle")
        self._question = label("", "dim", wrap=True)
        self._text = LongText("写在这里", lines=10, grows=True)
        self._text.setAccessibleName("文稿正文")
        self._text.edited.connect(self._on_typed)
        self._count = label("", "hint")
        self._save = button("存好", role="primary", on_click=self._keep)
        self._save.setEnabled(False)  # nothing typed yet
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(self._save)
        self._page = Panel()
        for widget in (self._title, self._question, self._text):
            self._page.body.addWidget(widget, 1 if widget is self._text else 0)
        self._page.body.addLayout(foot)
        self._none = EmptyPage("这套要求里没有要您自己写的文稿，数字和名单都会自动填上。", icon="leaf")
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(left)
        row.addWidget(self._page, 1)
        row.addWidget(self._none, 1)
        self.column.addLayout(row, 1)
        self._keeper: DraftKeeper | None = None

    def refresh(self) -> None:
        """Every part the forms of this term ask for, those not yet written first."""
        answers = {(item.form_id, item.token): item for item in self.desk.records.answers if not item.subject_uid}
        forms = self.desk.pack.forms if self.desk.pack else ()
        parts = [
            _Part(form, ask, answers.get((form.id, ask.token)))
            for form in forms
            if form.one_per in _ONE_PER_TERM
            for ask in form.asks
        ]
        self._list.set_rows(parts)
        self._none.setVisible(not parts)
        self._page.setVisible(bool(parts))
        if parts and not self._list.selected_rows():
            self._list.select(next((part for part in parts if not part.text), parts[0]).uid)
        self._show_one()

    def is_busy(self) -> bool:
        """While something unsaved stands in the box, nothing is read anew."""
        return self._save.isEnabled()

    def show_record(self, uid: str) -> None:
        """Chooses that part."""
        self._list.select(uid)

    def _show_one(self) -> None:
        part: _Part | None = self._list.current_row()
        if part is None or (part.uid == self._shown and self._save.isEnabled()):
            return
        if self._save.isEnabled():
            self._keep()
        self._shown = part.uid
        self._title.setText(f"{part.form.title}　{part.ask.token}")
        self._question.setText(
            part.ask.question or "这一段只有您知道，程序不替人写。不写的话，文稿里留出空行，可以打印后手写。"
        )
        self._text.blockSignals(True)
        self._text.set_value(part.text)
        self._text.blockSignals(False)
        self._keeper = DraftKeeper(
            self.desk.db, f"Answer:{part.uid}", lambda: (f"文稿 {part.ask.token}", {"text": self._text.value()}), self
        )
        self._on_shown()

    def _on_shown(self) -> None:
        self._save.setEnabled(False)
        self._count.setText(f"{count_characters(self._text.value()).with_punctuation} 字")

    def _on_typed(self) -> None:
        self._save.setEnabled(True)
        self._count.setText(f"{count_characters(self._text.value()).with_punctuation} 字，还没有存")
        if self._keeper is not None:
            self._keeper.touch()

    def _keep(self) -> None:
        form_id, _, token = self._shown.partition("/")
        with messages.told(self) as outcome:
            reporting_edits.answer(self.desk.db, self.desk.term.uid, form_id, token, self._text.value())
        if outcome.ok:
            if self._keeper is not None:
                self._keeper.forget()
            self._on_shown()
            self.refresh_if_stale()


def _state(row: _Part) -> str:
    return "写了" if row.text else "还没写"


def _chip(row: _Part) -> tuple[str, str]:
    if row.text:
        return f"✓ {count_characters(row.text).with_punctuation}字", "accent"
    return ("可以留空", "dim") if row.ask.optional else ("还没写", "amber")
