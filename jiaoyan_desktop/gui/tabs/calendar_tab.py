"""学期日历: today, the week, the month, the whole term, the activities, the joint-research days."""

from __future__ import annotations

from typing import Any

from jiaoyan_desktop.domain.activity import Activity, Handin
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.workflows import meeting, planning

from ..desk import Desk
from ..dialogs.activity_dialog import ActivityDialog
from ..dialogs.activity_record_dialog import ActivityRecordDialog
from ..dialogs.handin_dialog import HandinDialog
from .base_tab import BaseTab
from .base_view import BaseView
from .calendar_activities import ActivitiesView
from .calendar_grid import MonthView, TermView
from .calendar_joint import JointView
from .calendar_today import TodayView
from .calendar_week import WeekView


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
        self._makers = {
            "today": TodayView,
            "week": WeekView,
            "month": MonthView,
            "term": TermView,
            "activities": ActivitiesView,
            "joint": JointView,
        }
        super().__init__(desk)
        self.actions["new"] = self._new
        self.actions["new_joint"] = lambda: self._ask(ActivityDialog.fresh(desk, is_joint=True))

    def make_view(self, key: str) -> BaseView:
        """Each view is a module of its own."""
        return self._makers[key](self.desk)

    def restore(self, key: str, payload: dict[str, Any]) -> None:
        """Takes up an activity that was being typed."""
        kind, _, uid = key.partition(":")
        db, desk = self.desk.db, self.desk
        if kind == "Handin":
            activity = db.get(Activity, payload.get("activity_uid", ""))
            if activity is None:
                raise UserError("这份材料的活动已经删除了。", cure="请从“最近操作”里找回那次活动，再接着写。")
            self.show_view("joint")
            piece = db.get(Handin, uid) or Handin(activity_uid=activity.uid, teacher_uid="", kind="reflection")
            HandinDialog.ask(
                self,
                desk,
                activity,
                piece,
                lambda item, pages: meeting.save_handin(db, item, pages=pages, today=desk.today),
                restored=payload,
            )
        elif kind == "ActivityRecord":
            ActivityRecordDialog.ask(
                self,
                desk,
                db.need(Activity, uid),
                lambda item: planning.save_activity(db, item),
                restored=payload,
            )
        else:
            self._ask(db.get(Activity, uid) or ActivityDialog.fresh(desk), payload)

    def _new(self) -> None:
        view = self.view()
        day = getattr(view, "chosen_day", lambda: None)()
        is_joint = isinstance(view, JointView)
        self._ask(ActivityDialog.fresh(self.desk, day=day or self.desk.today(), is_joint=is_joint))

    def _ask(self, activity: Activity, restored: dict[str, Any] | None = None) -> None:
        saved = ActivityDialog.ask(
            self, self.desk, activity, lambda item: planning.save_activity(self.desk.db, item), restored=restored
        )
        if saved:
            self.desk.say(f"已记：{saved.title}。", self.desk.last_change_uid())
            self.view().refresh_if_stale()
            self.view().show_record(saved.uid)
