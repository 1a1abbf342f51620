"""教研组与备课组: its name, whom it holds, who leads it, and when it usually meets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.glossary import SUBJECTS
from jiaoyan_desktop.domain.naming import grade_name, weekday_name
from jiaoyan_desktop.domain.people import Group

from ..desk import Desk
from ..widgets.fields import Choice, NumberField, TextField, TickField, in_row
from ..widgets.teachers_field import TeachersField, teachers_here
from .form_dialog import FormDialog

GROUP_KINDS = (("teaching", "教研组"), ("preparation", "备课组"), ("grade", "年级组"), ("leading", "校本教研领导小组"))
Save = Callable[[Group, tuple[str, ...], tuple[str, ...]], Group]


class GroupDialog(FormDialog[Group]):
    """Asks for a group; it may span grades or hold one person."""

    def __init__(self, parent: QWidget | None, desk: Desk, save: Save, record: Group | None = None) -> None:
        self._record = record or Group(name="")
        super().__init__(
            parent,
            f"修改{record.name}" if record else "添加教研组或备课组",
            lambda values: self._keep(save, values),
            give_up="先不改" if record else "先不加",
        )
        inside = [
            item for item in desk.records.memberships if item.group_uid == self._record.uid and item.ends_on is None
        ]
        offer = teachers_here(desk, [item.teacher_uid for item in inside])
        self.form.add("name", "名称", TextField("例如：语文教研组", width=260), needed=True)
        self.form.add("kind", "是哪一种", Choice(GROUP_KINDS, width=220))
        self.form.add("subjects", "学科", TextField(f"用顿号隔开：{SUBJECTS[0]}、{SUBJECTS[3]}"))
        self._grades = {grade: TickField(grade_name(grade)[0]) for grade in range(1, 7)}
        for tick in self._grades.values():
            tick.edited.connect(self.touch)
        self.form.add_wide(in_row(*self._grades.values()))
        self.form.add("leaders", "组长", TeachersField(offer))
        self.form.add("members", "组员", TeachersField(offer), hint="组长不用再选一遍。")
        weekday = Choice([(0, "没有固定"), *((day, weekday_name(day)) for day in range(1, 8))], width=130)
        period = NumberField(0, 12, "节", empty="没有固定")
        self.form.add_group(
            "活动时间", in_row(weekday, period), {"weekday": ("星期几", weekday), "period": ("第几节", period)}
        )
        self.form.add("place", "地点", TextField("例如：电教室", width=220))
        self.form.add("theme", "本学期主题", TextField())
        self.form.fill(
            self._record.to_row()
            | {
                "subjects": "、".join(self._record.subjects),
                "leaders": [item.teacher_uid for item in inside if item.is_leader],
                "members": [item.teacher_uid for item in inside if not item.is_leader],
            }
        )
        for grade, tick in self._grades.items():
            tick.set_value(grade in self._record.grades)

    @classmethod
    def ask(cls, parent: QWidget | None, desk: Desk, save: Save, record: Group | None = None) -> Group | None:
        """The group as saved, or None."""
        return cls(parent, desk, save, record).run()

    def _keep(self, save: Save, values: dict[str, Any]) -> Group:
        subjects = tuple(
            item.strip() for item in values.pop("subjects").replace("，", "、").split("、") if item.strip()
        )
        leaders, members = values.pop("leaders"), values.pop("members")
        grades = tuple(grade for grade, tick in self._grades.items() if tick.value())
        return save(self._record.but(**values, subjects=subjects, grades=grades), leaders, members)
