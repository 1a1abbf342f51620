"""周进度的一行: which weeks of a grade and subject, and what is taught in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.glossary import SUBJECTS
from jiaoyan_desktop.domain.naming import grade_name
from jiaoyan_desktop.domain.timetable import Progress

from ..desk import Desk
from ..widgets.fields import Choice, LongText, NumberField, TextField, WordChoice, in_row
from .form_dialog import FormDialog

DONE_WORDS = (("", "没填"), ("on_time", "按期"), ("ahead", "提前"), ("behind", "滞后"))


class ProgressDialog(FormDialog[Progress]):
    """Asks for one line of a progress table."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, save: Callable[[Progress], Progress], record: Progress
    ) -> None:
        self._record = record
        is_new = not record.content
        super().__init__(
            parent,
            "添加一周进度" if is_new else "修改周进度",
            lambda values: save(record.but(**values)),
            give_up="先不加" if is_new else "先不改",
            width=520,
        )
        grade = Choice([(number, grade_name(number)) for number in range(1, 7)], width=130)
        subject = WordChoice(SUBJECTS, width=180)
        self.form.add_group(
            "年级学科", in_row(grade, subject), {"grade": ("年级", grade), "subject": ("学科", subject)}
        )
        first, last = NumberField(1, 30, "周"), NumberField(1, 30, "周")
        first.edited.connect(lambda: last.set_value(max(first.value(), last.value())))
        self.form.add_group(
            "第几周", in_row(first, last), {"first_week": ("从第几周", first), "last_week": ("到第几周", last)}
        )
        self.form.add("content", "教学内容", LongText("例如：古诗三首(3)祖父的园子(2)", lines=3), needed=True)
        self.form.add("dates", "日期", TextField("3.3—3.7", width=180))
        self.form.add("note", "备注", TextField())
        self.form.add("done", "执行情况", Choice(DONE_WORDS, width=130))
        self.form.fill({**record.to_row()})
        self.keep_drafts(desk.db, f"Progress:{'new' if is_new else record.uid}", lambda: "周进度")

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        desk: Desk,
        save: Callable[[Progress], Progress],
        record: Progress,
        restored: dict[str, Any] | None = None,
    ) -> Progress | None:
        """The line as saved, or None."""
        dialog = cls(parent, desk, save, record)
        if restored:
            dialog.restore(restored)
        return dialog.run()
