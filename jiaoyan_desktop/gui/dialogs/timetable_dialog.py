"""课程表的一版: from which day it is in force, under which name, and which version it begins with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.timetable import Timetable

from ..desk import Desk
from ..widgets.date_field import DateField
from ..widgets.fields import Choice, TextField
from .form_dialog import FormDialog

Save = Callable[[date, str, str | None], Timetable]


class TimetableDialog(FormDialog[Timetable]):
    """Asks for a new version."""

    def __init__(self, parent: QWidget | None, desk: Desk, save: Save) -> None:
        super().__init__(
            parent,
            "新的一版课程表",
            lambda values: self._keep(save, values),
            verb="做新的一版",
            give_up="先不做",
            width=480,
        )
        self.form.add(
            "effective_from",
            "从哪天起执行",
            DateField(desk.term, today=desk.today, field="effective_from"),
            needed=True,
            hint="以前的课照老的一版算，从这天起照新的一版。",
        )
        self.form.add("name", "名称", TextField("不填就按日期起名"))
        versions = sorted(desk.records.timetables, key=lambda item: item.effective_from, reverse=True)
        choices = [(item.uid, f"照“{item.name}”改") for item in versions]
        self.form.add("copy_of", "从哪里开始", Choice([*choices, (None, "从空白开始")]))

    @classmethod
    def ask(cls, parent: QWidget | None, desk: Desk, save: Save) -> Timetable | None:
        """The version as made, or None."""
        return cls(parent, desk, save).run()

    @staticmethod
    def _keep(save: Save, values: dict[str, Any]) -> Timetable:
        return save(values["effective_from"], values["name"], values["copy_of"])
