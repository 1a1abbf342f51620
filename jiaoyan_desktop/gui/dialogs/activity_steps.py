"""Two small steps of an activity: to another day, and called off; both ask why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.activity import Activity
from jiaoyan_desktop.errors import UserError

from ..desk import Desk
from ..widgets.date_field import DateField
from ..widgets.fields import TextField
from .form_dialog import FormDialog


class MoveDialog(FormDialog[Activity]):
    """改期: the new day, and why."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, activity: Activity, move: Callable[[date, str], Activity]
    ) -> None:
        super().__init__(
            parent, f"改期：{activity.title}", lambda values: self._move(values), verb="改到这天", width=480
        )
        self._to = move
        self.form.add(
            "happened_on", "改到哪天", DateField(desk.term, today=desk.today, field="happened_on"), needed=True
        )
        self.form.add("reason", "为什么", TextField("例如：停电、与县里会议冲突"))
        self.form.fill({"happened_on": activity.happened_on or desk.today()})

    @classmethod
    def ask(
        cls, parent: QWidget | None, desk: Desk, activity: Activity, move: Callable[[date, str], Activity]
    ) -> Activity | None:
        """The activity on its new day, or None."""
        return cls(parent, desk, activity, move).run()

    def _move(self, values: dict) -> Activity:
        if values["happened_on"] is None:
            raise UserError("还没有写改到哪天。", field="happened_on", cure="请写上日期。")
        return self._to(values["happened_on"], values["reason"])


class CallOffDialog(FormDialog[Activity]):
    """取消: the reason is asked for, the activity stays in the list."""

    def __init__(self, parent: QWidget | None, activity: Activity, call_off: Callable[[str], Activity]) -> None:
        super().__init__(
            parent,
            f"取消：{activity.title}",
            lambda values: call_off(values["state_reason"]),
            verb="取消这次活动",
            give_up="照常开展",
            lead="活动还留在列表里，标明取消和原因。",
            width=480,
        )
        self.form.add("state_reason", "原因", TextField("例如：防汛停课"), needed=True)

    @classmethod
    def ask(cls, parent: QWidget | None, activity: Activity, call_off: Callable[[str], Activity]) -> Activity | None:
        """The activity as called off, or None."""
        return cls(parent, activity, call_off).run()
