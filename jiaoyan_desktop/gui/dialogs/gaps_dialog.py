"""还缺就要报: what is still short, and the director's reason to send all the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.finding import Finding
from jiaoyan_desktop.errors import UserError

from ..widgets.fields import LongText
from ..widgets.labels import label
from .form_dialog import FormDialog


class GapsDialog(FormDialog[str]):
    """Names every gap in words; the reason goes into 报送登记 beside the packet."""

    def __init__(self, parent: QWidget | None, gaps: Sequence[Finding]) -> None:
        super().__init__(
            parent,
            f"还有{len(gaps)}项没齐",
            self._reason,
            verb="写明原因，先生成",
            give_up="去补",
            lead="可以先生成，报送登记里会记“带缺项”和您写的原因；缺的补齐以后再生成一次就行。",
            width=560,
        )
        for gap in gaps:
            self.form.add_wide(label(f"○ {gap.title}：{'；'.join(gap.missing) or gap.note}", wrap=True))
        self.form.add("reason", "原因", LongText("例如：美篇照片周五前补齐", lines=3), needed=True)

    @classmethod
    def ask(cls, parent: QWidget | None, gaps: Sequence[Finding]) -> str | None:
        """The reason, or None to go and fill the gaps in."""
        return cls(parent, gaps).run()

    @staticmethod
    def _reason(values: dict[str, Any]) -> str:
        if not values["reason"]:
            raise UserError("还没有写原因。", field="reason", cure="写一句就行，县里问起来也说得清。")
        return values["reason"]
