"""确认: a person's tick on what the program cannot see, or 本校不涉及 with its reason."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.reporting import Confirmation
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.workflows import reporting_edits

from ..desk import Desk
from ..widgets.fields import Choice, LongText, TextField
from .form_dialog import FormDialog


class ConfirmDialog(FormDialog[Confirmation]):
    """Asks who looked, and what there is to say about it."""

    def __init__(self, parent: QWidget | None, desk: Desk, target_id: str, title: str, quote: str) -> None:
        self._desk, self._target_id = desk, target_id
        lead = f"{title}\n原文：{quote}" if quote else title
        super().__init__(parent, "看一眼再确认", self._keep, verb="确认", lead=lead, width=500, give_up="先不确认")
        kinds = (("confirmed", "做到了"), ("not_applicable", "本校不涉及"))
        self.form.add("kind", "情况", Choice(kinds, width=180))
        self.form.add("by", "谁看的", TextField(width=180), needed=True)
        self.form.add("note", "说明", LongText("不涉及的要写原因，例如：没有二年级", lines=3))
        self.form.fill({"by": desk.names.teacher(desk.settings["person"])})

    @classmethod
    def ask(
        cls, parent: QWidget | None, desk: Desk, target_id: str, title: str = "", quote: str = ""
    ) -> Confirmation | None:
        """The confirmation as saved, or None."""
        saved = cls(parent, desk, target_id, title, quote).run()
        if saved is not None:
            desk.say("已确认", undo=saved.revision)
        return saved

    def _keep(self, values: dict[str, Any]) -> Confirmation:
        if not values["by"]:
            raise UserError("还没有写是谁看的。", field="by", cure="写上名字就能确认。")
        if values["kind"] == "not_applicable" and not values["note"]:
            raise UserError("不涉及的要写明原因。", field="note", cure="例如：没有二年级。")
        return reporting_edits.confirm(
            self._desk.db,
            self._desk.term.uid,
            self._target_id,
            values["kind"],
            by=values["by"],
            note=values["note"],
            on=self._desk.today(),
        )
