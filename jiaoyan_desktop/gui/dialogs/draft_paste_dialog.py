"""A whole lesson plan pasted from Word or WPS as text."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.draft_text import sections_of

from ..widgets.fields import LongText
from ..widgets.labels import label
from .form_dialog import FormDialog


class DraftPasteDialog(FormDialog[str]):
    """Takes the text and says how many sections it will become."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            "粘贴整篇教案",
            _text_of,
            verb="放进来",
            give_up="不粘贴了",
            lead="在Word或WPS里全选、复制，到下面按Ctrl+V。“一、教学目标”“教学重点：”这样的标题会自己分成栏。",
            width=760,
        )
        self.text = LongText("", 14, grows=True)
        self.text.setAccessibleName("粘贴的内容")
        self.form.add_wide(self.text)
        self._found = label("", "hint")
        self.form.add_wide(self._found)
        self.text.edited.connect(self._on_text)

    def collect(self) -> dict[str, Any]:
        """The text as pasted."""
        return {"text": self.text.value()}

    def _on_text(self) -> None:
        self.touch()
        sections = sections_of(self.text.value())
        names = "、".join(section.heading or "（没有标题）" for section in sections[:8])
        self._found.setText(f"认出{len(sections)}栏：{names}{'……' if len(sections) > 8 else ''}" if sections else "")

    @classmethod
    def ask(cls, parent: QWidget | None) -> str | None:
        """The text, or None."""
        return cls(parent).run()


def _text_of(values: dict[str, Any]) -> str:
    return values["text"]
