"""What a person does to observations: each method asks, calls one workflow, and says what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.dates import month_day
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.workflows import observing

from .. import messages
from ..desk import Desk
from ..dialogs.import_dialog import ImportDialog
from ..dialogs.observation_dialog import ObservationDialog
from ..dialogs.observation_facts import default_observer

DELETE_ONE, DELETE_MANY, KEEP = "删除这条", "删除这些", "先留着"


class ObservationActs:
    """``parent`` is the widget that dialogs stand on."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk, self._parent = desk, parent

    def new(
        self,
        day: date | None = None,
        period: int = 0,
        class_uid: str | None = None,
        restored: dict[str, Any] | None = None,
    ) -> Observation | None:
        """Asks for a lesson heard, with what is known of it filled in, and keeps it."""
        desk = self._desk
        day = day or min(max(desk.today(), desk.term.starts_on), desk.term.ends_on)
        blank = observing.prefill(desk.records, day, period, class_uid, observer_uid=default_observer(desk))
        if desk.pack and desk.pack.observation_kinds:
            blank = blank.but(kind=desk.pack.observation_kinds[0])

        def save(item: Observation, pictures: list[tuple[str, bytes]]) -> Observation:
            return observing.log(desk.db, item, pictures, records=desk.records, today=desk.today)

        saved = ObservationDialog.ask(self._parent, desk, save, blank, restored)
        if saved:
            desk.say(self._said(saved), saved.revision)
        return saved

    def edit(self, record: Observation, restored: dict[str, Any] | None = None) -> Observation | None:
        """Asks what is different about an observation, and keeps it."""
        desk = self._desk

        def save(item: Observation, pictures: list[tuple[str, bytes]]) -> Observation:
            return observing.revise(desk.db, item, pictures, records=desk.records, today=desk.today)

        return ObservationDialog.ask(self._parent, desk, save, record, restored)

    def finish(self, record: Observation) -> None:
        """A draft is written out; what it lacks or what is odd about it opens the dialog."""
        desk = self._desk
        try:
            saved = observing.finish(desk.db, record.uid, records=desk.records, today=desk.today)
        except observing.Flagged:
            self.edit(record)
            return
        except observing.UserError as trouble:
            messages.tell(self._parent, trouble.message, trouble.cure)
            self.edit(record)
            return
        desk.say(self._said(saved), saved.revision)

    def delete(self, records: Sequence[Observation]) -> None:
        """Asks, saying which one and what it does to the count, and deletes."""
        if not records:
            return
        lessons = sum(0 if item.is_draft or item.is_walkthrough else item.lesson_count for item in records)
        effect = f"听课统计会少{lessons}节。" if lessons else ""
        if len(records) == 1:
            item = records[0]
            period = f"第{item.period}节 " if item.period else ""
            what = f"删除这条听课记录？{month_day(item.happened_on)}{period}{observing.said(item, self._desk.names)}。"
        else:
            what = f"删除这{len(records)}条听课记录？"
        verb = DELETE_ONE if len(records) == 1 else DELETE_MANY
        advice = f"{effect}删了还能从“最近操作”找回来。"
        if messages.ask(self._parent, what, advice, choices=(verb, KEEP), danger=True) != verb:
            return
        with messages.told(self._parent) as outcome:
            change = observing.remove(self._desk.db, [item.uid for item in records])
        if outcome.ok:
            self._desk.say(f"已删除{len(records)}条听课记录", change)

    def bring_in(self) -> None:
        """Reads the school's own table of observations."""
        ImportDialog.ask(self._parent, self._desk, "observations")

    def _said(self, saved: Observation) -> str:
        """已记：徐静 三（1）班数学，第4节."""
        period = f"，第{saved.period}节" if saved.period else ""
        word = "草稿已放好" if saved.is_draft else "已记"
        return f"{word}：{observing.said(saved, self._desk.names)}{period}。"
