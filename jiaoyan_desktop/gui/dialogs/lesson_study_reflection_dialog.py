"""What a teacher wrote after the lesson: four questions, and room for more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.glossary import REFLECTION_PROMPTS
from jiaoyan_desktop.domain.preparation import Reflection
from jiaoyan_desktop.domain.study_standing import StudyStanding

from ..desk import Desk
from ..widgets.date_field import DateField
from ..widgets.fields import LongText
from ..widgets.teacher_chooser import TeacherChooser
from ..widgets.teachers_field import teachers_here
from .form_dialog import FormDialog


class ReflectionDialog(FormDialog[Reflection]):
    """``save`` gets teacher_uid, answers, text and written_on; the words are the teacher's own."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        save: Callable[[dict[str, Any]], Reflection],
        standing: StudyStanding,
        record: Reflection,
    ) -> None:
        super().__init__(
            parent,
            f"教学反思：{standing.study.topic}",
            save,
            give_up="先不写",
            lead="照老师自己写的录进来；四问里写了哪问算哪问。",
            width=680,
        )
        offer = teachers_here(desk, (record.teacher_uid,))
        self.form.add("teacher_uid", "谁的反思", TeacherChooser(lambda: offer, field="teacher_uid"), needed=True)
        # Answers to questions that a school has since changed are still shown.
        answered = record.answers or {}
        self._prompts = (*REFLECTION_PROMPTS, *(word for word in answered if word not in REFLECTION_PROMPTS))
        for prompt in self._prompts:
            self.form.add(f"answer:{prompt}", prompt, LongText("", 2)).set_value(answered.get(prompt, ""))
        self.form.add("text", "别的话", LongText("", 4))
        self.form.add("written_on", "哪天写的", DateField(desk.term, today=desk.today, field="written_on"))
        self.form.fill(
            {
                "teacher_uid": record.teacher_uid,
                "text": record.text,
                "written_on": record.written_on or desk.today(),
            }
        )
        key = record.uid if record.revision else f"new@{record.draft_uid or standing.study.uid}"
        self.keep_drafts(desk.db, f"Reflection:{key}", lambda: f"教学反思 {standing.study.topic}")

    def collect(self) -> dict[str, Any]:
        """Answers gathered under their questions."""
        values = self.form.values()
        answers = {prompt: values.pop(f"answer:{prompt}") for prompt in self._prompts}
        return {**values, "answers": answers}

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        desk: Desk,
        save: Callable[[dict[str, Any]], Reflection],
        standing: StudyStanding,
        record: Reflection,
        restored: dict[str, Any] | None = None,
    ) -> Reflection | None:
        """The reflection as saved, or None."""
        dialog = cls(parent, desk, save, standing, record)
        if restored:
            dialog.restore(restored)
        return dialog.run()
