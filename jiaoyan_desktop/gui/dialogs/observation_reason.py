"""Why something odd about a record is right all the same, in the person's own words."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.text import clean
from jiaoyan_desktop.errors import UserError

from ..widgets.fields import LongText
from .form_dialog import FormDialog


class ReasonDialog(FormDialog[str]):
    """Asks for the reason; an empty one is not taken."""

    def __init__(self, parent: QWidget | None, sentence: str, reason: str = "") -> None:
        super().__init__(parent, "写明原因", _read, verb="写好了", give_up="回去改", lead=sentence, width=520)
        self.form.add("reason", "原因", LongText("比如：那天数学和语文对调", 3), needed=True).set_value(reason)

    @classmethod
    def ask(cls, parent: QWidget | None, sentence: str, reason: str = "") -> str | None:
        """The reason, or None when the person goes back."""
        return cls(parent, sentence, reason).run()


def _read(values: dict[str, Any]) -> str:
    reason = clean(values["reason"]).text
    if not reason:
        raise UserError("原因还没有写。", field="reason", cure="写一句就行，以后查起来说得清。")
    return reason
