"""课程表的一格: one lesson, or one for odd and one for even weeks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.glossary import SUBJECTS
from jiaoyan_desktop.domain.timetable import Slot

from ..desk import Desk
from ..widgets.fields import TickField, WordChoice
from ..widgets.labels import label
from ..widgets.teacher_chooser import TeacherChooser
from ..widgets.teachers_field import teachers_here
from .form_dialog import FormDialog

Lessons = list[tuple[str, str | None, str]]
Save = Callable[[Lessons], list[Slot]]


class SlotDialog(FormDialog[bool]):
    """Asks what one place of a class's timetable holds; an empty subject empties it."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        title: str,
        save: Save,
        slots: Sequence[Slot],
        teacher_of: Callable[[str], str | None],
    ) -> None:
        super().__init__(parent, title, lambda values: self._keep(save, values), width=480)
        self._teacher_of = teacher_of
        now = {slot.parity: slot for slot in slots}
        first = now.get("all") or now.get("odd")
        second = now.get("even")
        named = [slot.teacher_uid for slot in slots]
        self._add("subject", "teacher_uid", desk, named)
        self._split = self.form.add("is_split", "", TickField("单双周上不同的课（上面是单周，下面是双周）"))
        self.form.add_wide(label("双周", "dim"))
        self._add("even_subject", "even_teacher_uid", desk, named)
        self._split.edited.connect(self._show_even)
        self.form.fill(
            {
                "subject": first.subject if first else "",
                "teacher_uid": first.teacher_uid if first else None,
                "is_split": "odd" in now or "even" in now,
                "even_subject": second.subject if second else "",
                "even_teacher_uid": second.teacher_uid if second else None,
            }
        )
        self._show_even()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        desk: Desk,
        title: str,
        save: Save,
        slots: Sequence[Slot],
        teacher_of: Callable[[str], str | None],
    ) -> bool:
        """Whether the person saved. ``teacher_of`` gives the teacher whom 任课分工 names for a subject."""
        return bool(cls(parent, desk, title, save, slots, teacher_of).run())

    def _add(self, subject: str, teacher: str, desk: Desk, named: Sequence[str | None]) -> None:
        words = self.form.add(subject, "学科", WordChoice(SUBJECTS, width=220))
        chooser = self.form.add(teacher, "教师", TeacherChooser(lambda: teachers_here(desk, named), field=teacher))
        words.activated.connect(lambda _: chooser.set_value(self._teacher_of(words.value())))

    def _show_even(self) -> None:
        for field in ("even_subject", "even_teacher_uid"):
            self.form.editor(field).setEnabled(self._split.value())

    @staticmethod
    def _keep(save: Save, values: dict[str, Any]) -> bool:
        lessons: Lessons = []
        is_split = values["is_split"]
        if values["subject"]:
            lessons.append((values["subject"], values["teacher_uid"], "odd" if is_split else "all"))
        if is_split and values["even_subject"]:
            lessons.append((values["even_subject"], values["even_teacher_uid"], "even"))
        save(lessons)
        return True
