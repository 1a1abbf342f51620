"""An opinion on a draft: who said what, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.glossary import VERDICT_WORDS
from jiaoyan_desktop.domain.preparation import Comment
from jiaoyan_desktop.domain.study_standing import StudyStanding

from ..desk import Desk
from ..widgets.fields import Choice, LongText, TextField
from ..widgets.teacher_chooser import TeacherChooser
from ..widgets.teachers_field import teachers_here
from .form_dialog import FormDialog


class CommentDialog(FormDialog[Comment]):
    """``save`` gets speaker_uid, speaker_text, draft_uid, text, verdict and reason."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        save: Callable[[dict[str, Any]], Comment],
        standing: StudyStanding,
        record: Comment | None = None,
        draft_uid: str | None = None,
    ) -> None:
        super().__init__(
            parent,
            "改研讨意见" if record else "记研讨意见",
            save,
            verb="保存" if record else "记好",
            give_up="先不改" if record else "不记了",
        )
        also = (record.speaker_uid,) if record else ()
        self._speaker = TeacherChooser(lambda: teachers_here(desk, also), field="speaker_uid", free=True)
        self.form.add("speaker_uid", "谁说的", self._speaker, needed=True, hint="外校老师直接写名字。")
        self.form.add("text", "意见", LongText("先说优点也行，重点是怎么改", 4), needed=True)
        drafts = [(line.draft.uid, line.title) for line in standing.lines]
        self.form.add("draft_uid", "对着哪份稿", Choice([(None, "整个课例"), *drafts], 260))
        self.form.add("verdict", "采纳了吗", Choice(list(VERDICT_WORDS.items()), 160))
        self.form.add("reason", "原因", TextField("没采纳、采纳一部分的写一句为什么"))
        self.form.editor("draft_uid").set_value(draft_uid)
        if record:
            self.form.fill(
                {name: getattr(record, name) for name in ("speaker_uid", "text", "draft_uid", "verdict", "reason")}
            )
            if not record.speaker_uid:
                self._speaker.set_text(record.speaker_text)
        key = record.uid if record else f"new@{standing.study.uid}"
        self.keep_drafts(desk.db, f"Comment:{key}", lambda: f"研讨意见 {standing.study.topic}")

    def collect(self) -> dict[str, Any]:
        """The rows of the form; a speaker of another school as text."""
        values = self.form.values()
        return {**values, "speaker_text": "" if values["speaker_uid"] else self._speaker.text()}

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        desk: Desk,
        save: Callable[[dict[str, Any]], Comment],
        standing: StudyStanding,
        record: Comment | None = None,
        *,
        draft_uid: str | None = None,
        restored: dict[str, Any] | None = None,
    ) -> Comment | None:
        """The opinion as saved, or None."""
        dialog = cls(parent, desk, save, standing, record, draft_uid)
        if restored:
            dialog.restore(restored)
        return dialog.run()
