"""班级: a grade, a number, and what the school itself calls the class."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.naming import grade_name
from jiaoyan_desktop.domain.people import SchoolClass

from ..desk import Desk
from ..widgets.date_field import DateField
from ..widgets.fields import Choice, NumberField, TextField
from .form_dialog import FormDialog


class ClassDialog(FormDialog[SchoolClass]):
    """Asks for a class."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        save: Callable[[SchoolClass], SchoolClass],
        record: SchoolClass | None = None,
    ) -> None:
        self._record = record or SchoolClass(grade=1, number=1)
        super().__init__(
            parent,
            f"修改{desk.names.school_class(record.uid)}" if record else "添加班级",
            lambda values: save(self._made(values)),
            give_up="先不改" if record else "先不加",
            width=460,
        )
        self.form.add("grade", "年级", Choice([(grade, grade_name(grade)) for grade in range(1, 7)], width=150))
        self.form.add("number", "班号", NumberField(1, 30, "班"))
        self.form.add("label", "学校的叫法", TextField("不填就叫三（1）班", width=220))
        closed = DateField(desk.term, today=desk.today, optional=True, field="closed_on")
        self.form.add("closed_on", "撤班日期", closed, hint="合并或撤掉的班填这一天，以前的记录都会留着。")
        self.form.fill({name: getattr(self._record, name) for name in ("grade", "number", "label", "closed_on")})

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        desk: Desk,
        save: Callable[[SchoolClass], SchoolClass],
        record: SchoolClass | None = None,
    ) -> SchoolClass | None:
        """The class as saved, or None."""
        return cls(parent, desk, save, record).run()

    def _made(self, values: dict[str, Any]) -> SchoolClass:
        return self._record.but(**values)
