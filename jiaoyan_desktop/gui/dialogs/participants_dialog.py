"""Who was at an activity: rows to tick off, teachers added by name, guests of other schools, marks for several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from jiaoyan_desktop.domain.activity import ROLES, Activity, Participant
from jiaoyan_desktop.domain.glossary import ATTENDANCE_WORDS
from jiaoyan_desktop.domain.people import Membership

from .. import theme
from ..desk import Desk
from ..widgets.buttons import button
from ..widgets.fields import Choice, TextField, TickField
from ..widgets.labels import label
from ..widgets.panels import clear
from ..widgets.teacher_chooser import TeacherChooser
from .form_dialog import FormDialog

ATTENDANCE = tuple(ATTENDANCE_WORDS.items())


class ParticipantsDialog(FormDialog[list[Participant]]):
    """Everything is kept together at 保存; nothing is signed for anyone: 签到 and 签退 only note what paper says."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        activity: Activity,
        save: Callable[[Sequence[Participant]], list[Participant]],
    ) -> None:
        super().__init__(
            parent, f"参加人和出勤：{activity.title}", lambda values: save(values["people"]), verb="保存", width=980
        )
        self._desk, self._activity = desk, activity
        self._rows: list[_Row] = []
        look = theme.current()
        tools = QHBoxLayout()
        tools.setSpacing(look.px(8))
        self._teacher = TeacherChooser(self._not_here_yet)
        self._teacher.setAccessibleName("添加哪位老师")
        tools.addWidget(self._teacher)
        tools.addWidget(button("添加", icon="plus", on_click=self._add_teacher))
        tools.addWidget(button("添加来宾", on_click=self._add_guest))
        if activity.group_uid:
            tools.addWidget(button("添加全组", icon="people", on_click=self._add_group))
        tools.addStretch(1)
        tools.addWidget(button("应到的都到了", icon="check", on_click=self._all_came))
        self.page.addLayout(tools)
        self._count = label("", "hint")
        self.page.addWidget(self._count)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(8))
        self._grid.setVerticalSpacing(look.px(6))
        self.page.addLayout(self._grid)
        self.page.addStretch(1)
        for person in desk.records.participants_of.get(activity.uid, ()):
            self._rows.append(_Row(self, person, self._name_of(person), activity.is_joint))
        self._lay_out()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        desk: Desk,
        activity: Activity,
        save: Callable[[Sequence[Participant]], list[Participant]],
    ) -> list[Participant] | None:
        """The participants as they were saved, or None."""
        return cls(parent, desk, activity, save).run()

    def collect(self) -> dict[str, Any]:
        """All rows in their order."""
        return {"people": [row.person() for row in self._rows]}

    def touch(self) -> None:
        """Counts anew with every edit."""
        super().touch()
        self._recount()

    def remove(self, row: _Row) -> None:
        """Takes a row out."""
        self._rows.remove(row)
        self._lay_out()
        self.touch()

    def _lay_out(self) -> None:
        for row in self._rows:
            for widget in row.widgets:
                self._grid.removeWidget(widget)
        clear(self._grid)
        titles = ["姓名", "回执上的身份" if self._activity.is_joint else "", "出勤", "事由", "签到", "签退", "出课"]
        for column, title in enumerate(titles):
            if title and (self._rows or column == 0):
                self._grid.addWidget(label(title, "hint"), 0, column)
        for place, row in enumerate(self._rows, start=1):
            for column, widget in enumerate(row.widgets):
                self._grid.addWidget(widget, place, column)
                widget.show()
        for row in self._rows:
            row.role.setVisible(self._activity.is_joint)
        if not self._rows:
            self._grid.addWidget(label("还没有参加人。选一位老师点“添加”，或一次添加全组。", "dim"), 1, 0, 1, 7)
        self._recount()

    def _recount(self) -> None:
        people = [row.attendance.value() for row in self._rows]
        parts = [f"{word}{people.count(kind)}人" for kind, word in ATTENDANCE if people.count(kind)]
        self._count.setText(f"共{len(people)}人" + (f"：{'、'.join(parts)}" if parts else ""))

    def _not_here_yet(self) -> list[tuple[str, str]]:
        here = {row.participant.teacher_uid for row in self._rows}
        return [
            (item.uid, self._desk.names.teacher(item.uid))
            for item in self._desk.records.teachers
            if item.uid not in here and item.left_on is None
        ]

    def _add(self, person: Participant) -> None:
        self._rows.append(_Row(self, person, self._name_of(person), self._activity.is_joint))
        self._lay_out()
        self.touch()

    def _add_teacher(self) -> None:
        uid = self._teacher.value()
        if uid:
            self._teacher.set_value(None)
            self._add(self._expected(uid))
            self._teacher.setFocus()

    def _add_guest(self) -> None:
        self._add(Participant(activity_uid=self._activity.uid, attendance=self._usual()))

    def _add_group(self) -> None:
        here = {row.participant.teacher_uid for row in self._rows}
        members = self._desk.db.find(Membership, group_uid=self._activity.group_uid)
        for member in members:
            if member.teacher_uid not in here and member.ends_on is None:
                here.add(member.teacher_uid)
                self._add(self._expected(member.teacher_uid))

    def _expected(self, teacher_uid: str) -> Participant:
        return Participant(activity_uid=self._activity.uid, teacher_uid=teacher_uid, attendance=self._usual())

    def _usual(self) -> str:
        return "present" if self._activity.state == "done" else "expected"

    def _all_came(self) -> None:
        for row in self._rows:
            if row.attendance.value() == "expected":
                row.attendance.set_value("present")
        self.touch()

    def _name_of(self, person: Participant) -> str:
        return self._desk.names.teacher(person.teacher_uid)


class _Row:
    def __init__(self, dialog: ParticipantsDialog, person: Participant, name: str, is_joint: bool) -> None:
        self.participant = person
        who = name or person.name or "来宾"
        self._name: TextField | None = None
        self._school: TextField | None = None
        look = theme.current()
        first: QWidget
        if person.teacher_uid is None:
            first = QWidget()
            row = QHBoxLayout(first)
            row.setContentsMargins(0, 0, 0, 0)
            self._name, self._school = TextField("来宾姓名", 90), TextField("哪所学校", 150)
            self._name.set_value(person.name)
            self._school.set_value(person.school_name)
            self._name.setAccessibleName("来宾姓名")
            self._school.setAccessibleName("来宾的学校")
            row.addWidget(self._name)
            row.addWidget(self._school)
        else:
            first = label(who)
        first.setMinimumWidth(look.px(96))
        self.role = Choice([("", "不填"), *((role, role) for role in ROLES)])
        self.attendance = Choice(ATTENDANCE)
        self.reason = TextField("请假、公出写事由", 170)
        self.signed_in, self.signed_out = TextField("13:25", 76), TextField("15:30", 76)
        self.teaches = TickField("")
        self.teaches.setAccessibleName(f"{who}出课")
        self.role.set_value(person.role)
        self.attendance.set_value(person.attendance)
        self.reason.set_value(person.reason)
        self.signed_in.set_value(person.signed_in)
        self.signed_out.set_value(person.signed_out)
        self.teaches.set_value(person.teaches)
        for editor, what in (
            (self.role, "身份"),
            (self.attendance, "出勤"),
            (self.reason, "事由"),
            (self.signed_in, "签到"),
            (self.signed_out, "签退"),
        ):
            editor.setAccessibleName(f"{who}的{what}")
        for editor in (self.role, self.attendance, self.reason, self.signed_in, self.signed_out, self.teaches):
            editor.edited.connect(dialog.touch)
        away = button("", role="icon", icon="close", name=f"去掉{who}", on_click=lambda: dialog.remove(self))
        self.widgets: tuple[QWidget, ...] = (
            first,
            self.role,
            self.attendance,
            self.reason,
            self.signed_in,
            self.signed_out,
            self.teaches,
            away,
        )

    def person(self) -> Participant:
        """The participant as the row shows it."""
        return self.participant.but(
            name=self._name.text() if self._name else self.participant.name,
            school_name=self._school.text() if self._school else self.participant.school_name,
            role=self.role.value(),
            attendance=self.attendance.value(),
            reason=self.reason.value(),
            signed_in=self.signed_in.value(),
            signed_out=self.signed_out.value(),
            teaches=self.teaches.value(),
        )
