"""Writing down an activity: what it was for, how it went, what was said, what was agreed, what is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.activity import Activity

from ..desk import Desk
from ..widgets.date_field import DateField
from ..widgets.fields import LongText
from .form_dialog import FormDialog


class ActivityRecordDialog(FormDialog[Activity]):
    """The fields of 教研活动记录 (domain F15); a joint-research day also has 校内分享."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, activity: Activity, save: Callable[[Activity], Activity]
    ) -> None:
        super().__init__(
            parent,
            f"写记录：{activity.title}",
            lambda values: save(activity.but(**values)),
            verb="写好了",
            give_up="先不写",
            width=720,
        )
        form = self.form
        form.add("goals", "活动目标", LongText("这次要解决什么问题", 2))
        form.add("process", "过程", LongText("按环节写：先做什么，再做什么", 5))
        form.add("talk", "发言要点", LongText("谁说了什么，一人一行", 5))
        form.add("agreed", "形成的共识", LongText("大家商定了什么", 3))
        form.add("open_points", "遗留问题", LongText("还没解决的，谁在什么时候之前办", 2))
        if activity.is_joint:
            shared_on = DateField(desk.term, today=desk.today, optional=True, field="shared_on", label="校内分享日期")
            form.add("shared_on", "校内分享", shared_on, hint="参加的老师带回资源和理念，在校内讲过的日子。")
            form.add("shared_note", "分享内容", LongText("谁分享了什么", 2))
        form.fill({name: getattr(activity, name) for name in form.values()})
        self.keep_drafts(desk.db, f"ActivityRecord:{activity.uid}", lambda: f"活动记录 {activity.title}")

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        desk: Desk,
        activity: Activity,
        save: Callable[[Activity], Activity],
        *,
        restored: dict[str, Any] | None = None,
    ) -> Activity | None:
        """The activity as it was saved, or None."""
        dialog = cls(parent, desk, activity, save)
        if restored:
            dialog.restore(restored)
        return dialog.run()
