"""学期日历: today, the week, the month, the whole term, the activities, the joint-research days."""

from __future__ import annotations

from typing import Any

from .. import later
from ..desk import Desk
from .base_tab import BaseTab
from .base_view import BaseView
from .calendar_today import TodayView


class CalendarTab(BaseTab):
    """Its primary action is a new activity, on the day that is chosen in the view in sight."""

    name = "calendar"
    views = (
        ("today", "今天"),
        ("week", "本周"),
        ("month", "月"),
        ("term", "学期"),
        ("activities", "教研活动"),
        ("joint", "校际联研"),
    )
    primary = ("添加活动", "new")
    restores = frozenset({"Activity", "ActivityRecord", "Handin"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.actions["new"] = self._new
        self.actions["days"] = lambda: later.load("calendar_dialogs").OPEN["days"](self, desk)
        self.actions["choose_pack"] = lambda: later.load("school_dialogs").PackDialog.ask(self, desk)
        self.actions["new_joint"] = lambda: self._ask_new(is_joint=True)

    def make_view(self, key: str) -> BaseView:
        """今天 is there at once; the others are loaded when they are first wanted."""
        return TodayView(self.desk) if key == "today" else later.load("calendar_views").VIEWS[key](self.desk)

    def restore(self, key: str, payload: dict[str, Any]) -> None:
        """Takes up what was being typed."""
        later.load("calendar_views").restore(self, self.desk, key, payload)

    def _new(self) -> None:
        self._ask_new(is_joint=self.segments.key() == "joint")

    def _ask_new(self, *, is_joint: bool) -> None:
        view = self.view()
        day = getattr(view, "chosen_day", lambda: None)() or self.desk.today()
        saved = later.load("calendar_views").ask_new(self, self.desk, day=day, is_joint=is_joint)
        if saved:
            view.refresh_if_stale()
            view.show_record(saved.uid)
