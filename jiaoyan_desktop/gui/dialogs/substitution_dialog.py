"""登记调课代课: who is away, who takes a lesson over, which two lessons change places, which class is not here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.glossary import SUBJECTS
from jiaoyan_desktop.domain.staff import classes_on
from jiaoyan_desktop.domain.substitution import CLASS_AWAY, KIND_WORDS, LEAVE, REASONS, SUBSTITUTE, SWAP, Substitution

from ..desk import Desk
from ..widgets.class_field import ClassField
from ..widgets.date_field import DateField
from ..widgets.fields import Choice, NumberField, TextField, WordChoice, in_row
from ..widgets.labels import label
from ..widgets.teacher_chooser import TeacherChooser
from ..widgets.teachers_field import teachers_here
from .form_dialog import FormDialog

Save = Callable[[Substitution], Substitution]
# Field -> the kinds that ask for it; the others are asked by all.
_ASKED = {
    "class_uid": (SUBSTITUTE, SWAP, CLASS_AWAY),
    "old_teacher_uid": (LEAVE,),
    "new_teacher_uid": (SUBSTITUTE,),
    "new_subject": (SUBSTITUTE,),
    "other_day": (SWAP,),
    "reason": (SUBSTITUTE, LEAVE, CLASS_AWAY),
}
_LEADS = {
    SUBSTITUTE: "这节课换一位老师上。原来的老师和学科从课程表里取，不用填。",
    SWAP: "同一个班的两节课对调；那一节没有课的，就是把课移过去。",
    LEAVE: "老师这一天（或这一节）不在。没人上的课会列出来，一节一节安排代课。",
    CLASS_AWAY: "全班外出或有活动，这一天（或这一节）不上课。",
}


class SubstitutionDialog(FormDialog[Substitution]):
    """Asks for one entry; what is asked depends on its kind."""

    def __init__(self, parent: QWidget | None, desk: Desk, save: Save, record: Substitution, *, is_new: bool) -> None:
        self._record = record
        super().__init__(
            parent,
            "登记调课代课" if is_new else "修改调课代课",
            lambda values: save(self._made(values)),
            verb="登记" if is_new else "保存",
            give_up="先不登记" if is_new else "先不改",
            width=560,
        )
        form = self.form
        self._kind = form.add("kind", "哪一种", Choice(list(KIND_WORDS.items()), width=160))
        self._lead = label("", "hint", wrap=True)
        form.add_wide(self._lead)
        form.add("day", "日期", DateField(desk.term, today=desk.today, field="day"), needed=True)
        named = [record.old_teacher_uid, record.new_teacher_uid]
        form.add(
            "old_teacher_uid",
            "哪位老师",
            TeacherChooser(lambda: teachers_here(desk, named), field="old_teacher_uid"),
            needed=True,
        )
        form.add("class_uid", "班级", ClassField(classes_on(desk.records, record.day)), needed=True)
        form.add("period", "第几节", NumberField(0, 12, "节", empty="整天"))
        form.add(
            "new_teacher_uid",
            "谁来上",
            TeacherChooser(lambda: teachers_here(desk, named), field="new_teacher_uid"),
            needed=True,
        )
        form.add("new_subject", "上什么", WordChoice(("", *SUBJECTS), width=200), hint="不填就还上原来那门课。")
        other_day = DateField(desk.term, today=desk.today, optional=True, field="other_day")
        other_period = NumberField(0, 12, "节", empty="没填")
        self._other = in_row(other_day, other_period)
        form.add_group(
            "和哪一节对调",
            self._other,
            {"other_day": ("对调的那一天", other_day), "other_period": ("对调的是第几节", other_period)},
            hint="同一天的，日期可以不填。",
        )
        form.add("reason", "原因", WordChoice(("", *REASONS), width=200))
        form.add("note", "备注", TextField())
        names = ("kind", "day", "period", "class_uid", "old_teacher_uid", "new_teacher_uid", "new_subject")
        form.fill({name: getattr(record, name) for name in (*names, "other_day", "other_period", "reason", "note")})
        self._kind.edited.connect(self._show_asked)
        self._show_asked()
        key = "Substitution:new" if is_new else f"Substitution:{record.uid}"
        self.keep_drafts(desk.db, key, lambda: KIND_WORDS[self._kind.value()])

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        desk: Desk,
        save: Save,
        record: Substitution,
        *,
        is_new: bool,
        restored: dict[str, Any] | None = None,
    ) -> Substitution | None:
        """The entry as kept, or None."""
        dialog = cls(parent, desk, save, record, is_new=is_new)
        if restored:
            dialog.restore(restored)
            dialog._show_asked()
        return dialog.run()

    def _show_asked(self) -> None:
        kind = self._kind.value()
        for field, kinds in _ASKED.items():
            editor = self._other if field == "other_day" else self.form.editor(field)
            self.form.show_row(editor, kind in kinds)
        self._lead.setText(_LEADS[kind])

    def _made(self, values: dict[str, Any]) -> Substitution:
        kind = values["kind"]
        if kind != SUBSTITUTE:
            values = {**values, "new_subject": "", "new_teacher_uid": None}
        if kind != SWAP:
            values = {**values, "other_day": None, "other_period": 0}
        if kind != LEAVE:
            values = {**values, "old_teacher_uid": None}
        return self._record.but(**values)
