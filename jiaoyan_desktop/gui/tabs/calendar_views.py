"""The views of 学期日历 beside 今天, and what its actions ask; loaded when first wanted."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.activity import Activity, Handin
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.workflows import meeting, planning

from ..desk import Desk
from ..dialogs.activity_dialog import ActivityDialog
from ..dialogs.activity_record_dialog import ActivityRecordDialog
from ..dialogs.handin_dialog import HandinDialog
from .base_view import BaseView
from .calendar_activities import ActivitiesView
from .calendar_grid import MonthView, TermView
from .calendar_joint import JointView
from .calendar_week import WeekView

VIEWS: dict[str, type[BaseView]] = {
    "week": WeekView,
    "month": MonthView,
    "term": TermView,
    "activities": ActivitiesView,
    "joint": JointView,
}


def ask_new(parent: QWidget, desk: Desk, *, day: date | None = None, is_joint: bool = False) -> Activity | None:
    """A new activity as it was saved, or None."""
    return _ask(parent, desk, ActivityDialog.fresh(desk, day=day, is_joint=is_joint))


def restore(parent: QWidget, desk: Desk, key: str, payload: dict[str, Any]) -> None:
    """Takes up what was being typed before a crash: an activity, its record, or what a teacher handed in."""
    db = desk.db
    kind, _, uid = key.partition(":")
    if kind == "Handin":
        activity = db.get(Activity, payload.get("activity_uid", ""))
        if activity is None:
            raise UserError("这份材料的活动已经删除了。", cure="请从“最近操作”里找回那次活动，再接着写。")
        piece = db.get(Handin, uid) or Handin(activity_uid=activity.uid, teacher_uid="", kind="reflection")
        HandinDialog.ask(
            parent,
            desk,
            activity,
            piece,
            lambda item, pages: meeting.save_handin(db, item, pages=pages, today=desk.today),
            restored=payload,
        )
    elif kind == "ActivityRecord":
        ActivityRecordDialog.ask(
            parent, desk, db.need(Activity, uid), lambda item: planning.save_activity(db, item), restored=payload
        )
    else:
        _ask(parent, desk, db.get(Activity, uid) or ActivityDialog.fresh(desk), payload)


def _ask(parent: QWidget, desk: Desk, activity: Activity, restored: dict[str, Any] | None = None) -> Activity | None:
    saved = ActivityDialog.ask(
        parent,
        desk,
        activity,
        lambda item: planning.save_activity(desk.db, item),
        repeat=lambda item, every: planning.save_weekly(desk.db, item, every, desk.calendar),
        restored=restored,
    )
    if saved:
        desk.say(f"已记：{saved.title}。", desk.last_change_uid())
    return saved
