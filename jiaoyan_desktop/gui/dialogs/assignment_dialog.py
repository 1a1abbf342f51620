"""任课分工: who teaches a subject in a class, from the term's start or from a day on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.timetable import Assignment

from ..desk import Desk
from ..widgets.date_field import DateField
from ..widgets.teacher_chooser import TeacherChooser
from ..widgets.teachers_field import teachers_here
from .form_dialog import FormDialog

Save = Callable[[str | None, date | None], Assignment | None]


class AssignmentDialog(FormDialog[bool]):
    """Asks who teaches; nobody is an answer too. ``ask`` tells whether something was saved."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, title: str, save: Save, now_uid: str | None, history: str
    ) -> None:
        super().__init__(parent, title, lambda values: self._keep(save, values), lead=history, width=480)
        self.form.add(
            "teacher_uid",
            "任课教师",
            TeacherChooser(lambda: teachers_here(desk, [now_uid]), field="teacher_uid"),
            hint="留空就是这门课这个班没有人教。",
        )
        self.form.add(
            "starts_on",
            "从哪天起",
            DateField(desk.term, today=desk.today, optional=True, field="starts_on"),
            hint="学期中换人填这一天，前面的老师算到前一天；不填就是更正这学期的安排。",
        )
        self.form.fill({"teacher_uid": now_uid})

    @classmethod
    def ask(
        cls, parent: QWidget | None, desk: Desk, title: str, save: Save, now_uid: str | None = None, history: str = ""
    ) -> bool:
        """Whether the person saved."""
        return bool(cls(parent, desk, title, save, now_uid, history).run())

    @staticmethod
    def _keep(save: Save, values: dict[str, Any]) -> bool:
        save(values["teacher_uid"], values["starts_on"])
        return True
