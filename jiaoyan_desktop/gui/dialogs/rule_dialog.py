"""改要求里的数: the director's own number for a rule of the county; no record is touched, every figure follows."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.pack import Rule
from jiaoyan_desktop.workflows import reporting_edits

from ..desk import Desk
from ..widgets.fields import NumberField
from .form_dialog import FormDialog

# Keys of a rule's values that hold a plain number, and what they are called.
_NUMBERS = {
    "number": "要多少",
    "per_teacher": "每人几次",
    "minutes": "至少多少分钟",
    "characters": "至少多少字",
    "people": "至少几人",
    "periods": "至少几节",
}


def can_edit(rule: Rule) -> bool:
    """Whether the rule has a number a person could change."""
    return any(isinstance(rule.values.get(key), int) for key in _NUMBERS)


class RuleDialog(FormDialog[bool]):
    """Asks for the numbers of one rule."""

    def __init__(self, parent: QWidget | None, desk: Desk, rule: Rule) -> None:
        self._desk, self._rule = desk, rule
        lead = "改了以后，完成情况、配速、总结里的话都按新数算；听课记录一条不动。改回县里的数，就和原来一样。"
        super().__init__(parent, f"{rule.id}　{rule.title}", self._keep, verb="按新数算", lead=lead, width=480)
        for key, words in _NUMBERS.items():
            if isinstance(rule.values.get(key), int):
                self.form.add(key, words, NumberField(0, 9999))
        self.form.fill(rule.values)

    @classmethod
    def ask(cls, parent: QWidget | None, desk: Desk, rule: Rule) -> bool:
        """Whether the person changed it."""
        changed = bool(cls(parent, desk, rule).run())
        if changed:
            desk.say(f"{rule.id} 已按新数算", undo=desk.last_change_uid())
        return changed

    def _keep(self, values: dict[str, Any]) -> bool:
        reporting_edits.edit_rule(self._desk.db, self._desk.term.uid, self._rule.id, values)
        return True
