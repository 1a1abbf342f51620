"""Arranging an activity: what, when, where, who; on a day off it says so while the day is typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.activity import Activity
from jiaoyan_desktop.domain.calendar import HOLIDAY, UNKNOWN, WEEKEND
from jiaoyan_desktop.domain.dates import month_day
from jiaoyan_desktop.domain.glossary import ACTIVITY_STATES, SUBJECTS
from jiaoyan_desktop.domain.naming import grade_name
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.workflows import planning

from ..desk import Desk
from ..widgets.date_field import DateField
from ..widgets.fields import Choice, TextField, TickField, WordChoice, in_row
from ..widgets.labels import label
from ..widgets.teacher_chooser import TeacherChooser
from .form_dialog import FormDialog

# Offered where the county's pack names none.
KINDS = ("集体备课", "主题教研", "校际联研", "理论学习", "专题讲座", "评课议课", "公开课研讨", "师徒结对")


REPEATS = [(0, "只这一次"), (1, "每周一次，排到期末"), (2, "隔周一次，排到期末")]


class ActivityDialog(FormDialog[Activity]):
    """New and changed activities alike; the record of what was said has its own dialog."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        activity: Activity,
        save: Callable[[Activity], Activity],
        repeat: Callable[[Activity, int], Activity] | None = None,
    ) -> None:
        is_new = not activity.revision
        super().__init__(
            parent,
            "添加活动" if is_new else "改活动安排",
            lambda values: self._keep(self._activity.but(**values)),
            verb="排上" if is_new else "保存",
            give_up="不排了" if is_new else "先不改",
            width=620,
        )
        self._activity, self._desk = activity, desk
        self._save_once, self._save_again = save, repeat
        kinds = (desk.pack.activity_kinds if desk.pack else ()) or KINDS
        form = self.form
        form.add("kind", "类别", WordChoice(kinds, 260), needed=True)
        form.add("title", "名称", TextField("例如：语文组集体备课《山行》"), needed=True)
        self._day = DateField(desk.term, today=desk.today, optional=True, field="happened_on")
        form.add("happened_on", "日期", self._day)
        self._repeat: Choice | None = form.add("repeat", "重复", Choice(REPEATS, 260)) if is_new and repeat else None
        self._day_note = label("", "amber", wrap=True)
        self._day_note.hide()
        form.add_wide(self._day_note)
        if self._repeat:
            self._repeat.edited.connect(self._look_at_day)
        starts, ends = TextField("13:30", 90), TextField("14:10", 90)
        form.add_group(
            "时间", in_row(starts, label("到", "dim"), ends), {"starts": ("开始", starts), "ends": ("结束", ends)}
        )
        form.add("place", "地点", TextField("例如：电教室"))
        groups = [(None, "不分组"), *((item.uid, item.name) for item in desk.records.groups)]
        form.add("group_uid", "哪个组", Choice(groups, 260), hint="新排的活动会把组员都列为应到。" if is_new else "")
        subject = Choice([("", "不分学科"), *((name, name) for name in SUBJECTS)])
        grade = Choice([(0, "不分年级"), *((number, grade_name(number)) for number in range(1, 7))])
        form.add_group("学科年级", in_row(subject, grade), {"subject": ("学科", subject), "grade": ("年级", grade)})
        form.add("theme", "主题", TextField("研究什么问题"))
        for field, text in (("host_uid", "主持人"), ("keynote_uid", "中心发言人"), ("recorder_uid", "记录人")):
            form.add(field, text, TeacherChooser(self._teachers, field=field))
        if not is_new:
            form.add("state", "状态", Choice([(key, word) for key, word in ACTIVITY_STATES.items()], 180))
            form.add("state_reason", "原因", TextField("改期或取消时写"))
        self._joint = form.add("is_joint", "", TickField("校际联研：有别的学校一起参加"))
        self._joint_fields = self._add_joint()
        self._joint.clicked.connect(self._show_joint)
        self._day.edited.connect(self._look_at_day)
        form.fill({name: getattr(activity, name) for name in form.values() if name not in ("member_schools", "repeat")})
        form.fill({"member_schools": "、".join(activity.member_schools)})
        self._show_joint()
        self._look_at_day()
        key = f"Activity:{'new' if is_new else activity.uid}"
        self.keep_drafts(desk.db, key, lambda: f"活动安排 {form.editor('title').value()}".strip())

    @staticmethod
    def fresh(desk: Desk, *, day: date | None = None, is_joint: bool = False) -> Activity:
        """An activity that is not kept yet."""
        return Activity(
            term_uid=desk.term.uid, kind="校际联研" if is_joint else "", title="", happened_on=day, is_joint=is_joint
        )

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        desk: Desk,
        activity: Activity,
        save: Callable[[Activity], Activity],
        *,
        repeat: Callable[[Activity, int], Activity] | None = None,
        restored: dict[str, Any] | None = None,
    ) -> Activity | None:
        """The activity as it was saved, or None; with ``repeat`` it may come again every so many weeks."""
        dialog = cls(parent, desk, activity, save, repeat)
        if restored:
            dialog.restore(restored)
        return dialog.run()

    def collect(self) -> dict[str, Any]:
        """The rows, and the schools of a joint-research day apart."""
        values = super().collect()
        values.pop("repeat", None)
        written = values["member_schools"].replace("，", "、").replace(",", "、").replace("；", "、")
        return {**values, "member_schools": tuple(written.split("、"))}

    def _add_joint(self) -> tuple[QWidget, ...]:
        form = self.form
        level = Choice([("school", "校级"), ("county", "县级")], 120)
        is_host = Choice([(True, "我校是主研校"), (False, "我校是参与校")], 180)
        holder = in_row(level, is_host)
        form.add_group("级别", holder, {"level": ("级别", level), "is_host": ("我校的角色", is_host)})
        host_school = form.add("host_school", "主研校", TextField("全称，和公章上的一样"))
        members = form.add("member_schools", "参与校", TextField("几所学校之间用顿号分开"))
        lead = form.add("lead_teacher", "主研人", TextField("印在笔记和心得的抬头上"))
        return holder, host_school, members, lead

    def _show_joint(self) -> None:
        for widget in self._joint_fields:
            self.form.show_row(widget, self._joint.value())

    def _look_at_day(self) -> None:
        try:
            day = self._day.value()
        except UserError:
            day = None
        info = self._desk.calendar.day_info(day) if day else None
        words = ""
        if info and info.kind == HOLIDAY:
            words = f"这天{info.name}放假。"
        elif info and info.kind == WEEKEND:
            words = "这天是周末，没有登记上班。"
        elif info and info.kind == UNKNOWN:
            words = f"{info.note}，不知道这天上不上班。"
        if day and self._every():
            words = self._series_in_words(day)
        self._day_note.setText(words)
        self._day_note.setVisible(bool(words))

    def _keep(self, activity: Activity) -> Activity:
        every = self._every()
        return self._save_again(activity, every) if every and self._save_again else self._save_once(activity)

    def _every(self) -> int:
        return self._repeat.value() if self._repeat else 0

    def _series_in_words(self, first: date) -> str:
        days, off = planning.weekly_days(self._desk.calendar, first, every=self._every())
        skipped = "、".join(month_day(day) for day in off)
        last = f"到{month_day(days[-1])}，" if days else ""
        return f"{last}一共排{len(days)}次" + (f"；{skipped}放假或没有放假安排，不排。" if skipped else "。")

    def _teachers(self) -> list[tuple[str, str]]:
        day = self._activity.happened_on or self._desk.today()
        return [
            (item.uid, self._desk.names.teacher(item.uid))
            for item in self._desk.records.teachers
            if item.left_on is None or item.left_on >= day
        ]
