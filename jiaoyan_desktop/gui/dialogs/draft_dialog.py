"""Writing a draft: its sections from top to bottom, what was changed, and how far it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from jiaoyan_desktop.domain.draft_text import sections_of
from jiaoyan_desktop.domain.drafts import has_content
from jiaoyan_desktop.domain.preparation import DraftRevision, Section

from .. import messages
from ..desk import Desk
from ..widgets.buttons import button
from ..widgets.fields import Choice, TextField, TickField
from ..widgets.labels import label
from .draft_paste_dialog import DraftPasteDialog
from .draft_sections import SectionsEditor
from .form_dialog import FormDialog

STATES = (("writing", "正在写"), ("asking", "写好初稿，等意见"), ("ready", "已成稿"))


class DraftDialog(FormDialog[DraftRevision]):
    """Asks for the text of a draft; ``save`` gets sections, note, state and as_new."""

    outside_words: ClassVar[dict[str, str]] = {"sections": "教案正文"}

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        save: Callable[[dict[str, Any]], DraftRevision],
        *,
        title: str,
        key: str,
        sections: Sequence[Section],
        state: str = "writing",
        lead: str = "",
        may_be_new: bool = False,
        with_state: bool = True,
    ) -> None:
        super().__init__(parent, title, save, verb="保存", lead=lead, width=1040, give_up="先不改", enter_moves=True)
        self.sections = SectionsEditor()
        self.sections.set_value(sections)
        self.sections.edited.connect(self.typed)
        top = QHBoxLayout()
        top.addWidget(label("一栏一栏地写；空着的栏不会印出来。", "hint"))
        top.addStretch(1)
        top.addWidget(button("从Word里粘贴整篇…", icon="file", on_click=self._paste))
        self.page.addLayout(top)
        self.page.addWidget(self.sections)
        if with_state:
            self.form.add("state", "这份稿", Choice(STATES, 220)).set_value(state)
        self.form.add("note", "改了什么", TextField("比如：导入换成校园里的枫叶（可以不写）"))
        if may_be_new:
            self.form.add("as_new", "", TickField("另存成新的一稿，原来的也留着"))
        self.keep_drafts(desk.db, key, lambda: title)

    def collect(self) -> dict[str, Any]:
        """The rows of the form and the sections."""
        return {**self.form.values(), "sections": self.sections.value()}

    def raw(self) -> dict[str, Any]:
        """Everything typed, as plain values."""
        return {**self.form.raw(), "sections": self.sections.raw()}

    def restore(self, raw: dict[str, Any]) -> None:
        """Shows again what was typed before the program ended."""
        self.sections.set_raw(raw.get("sections"))
        super().restore(raw)

    def _paste(self) -> None:
        text = DraftPasteDialog.ask(self)
        if text is None:
            return
        sections = sections_of(text)
        if has_content(self.sections.value()):
            chosen = messages.ask(
                self,
                f"认出{len(sections)}栏。现在写着的内容怎么办？",
                choices=("接在后面", "换成粘贴的", "不粘贴了"),
            )
            if chosen == "接在后面":
                sections = (*self.sections.value(), *sections)
            elif chosen != "换成粘贴的":
                return
        self.sections.set_value(sections)
        self.typed()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        desk: Desk,
        save: Callable[[dict[str, Any]], DraftRevision],
        *,
        restored: dict[str, Any] | None = None,
        **values: Any,
    ) -> DraftRevision | None:
        """The revision as saved, or None."""
        dialog = cls(parent, desk, save, **values)
        if restored:
            dialog.restore(restored)
        return dialog.run()
