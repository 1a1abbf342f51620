"""放假和调休, and 作息: what the school itself says of its days and hours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jiaoyan_desktop.domain.calendar import HOLIDAY, UNKNOWN, WORKDAY, YEAR_RECORDED, days_between
from jiaoyan_desktop.domain.dates import date_cn, date_screen
from jiaoyan_desktop.domain.naming import weekday_name
from jiaoyan_desktop.domain.term import BellSchedule, CalendarDay, Period
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.workflows import setting_up

from .. import messages, theme
from ..desk import Desk
from ..models.table_model import Column, TableModel
from ..widgets.buttons import button
from ..widgets.date_field import DateField
from ..widgets.fields import Choice, TextField
from ..widgets.labels import label
from ..widgets.panels import clear, framed, note
from ..widgets.record_list import RecordList
from .form_dialog import FormDialog

KINDS: dict[str, str] = {HOLIDAY: "放假", WORKDAY: "上班上课", "note": "照常，加一句说明", YEAR_RECORDED: "全年已录完"}
TONES: dict[str, str] = {HOLIDAY: "red", WORKDAY: "amber", "note": "dim", YEAR_RECORDED: "blue"}


class DayDialog(FormDialog[list[CalendarDay]]):
    """One day, or a holiday from one day to another; a working Saturday says which weekday's lessons it has."""

    def __init__(self, parent: QWidget | None, desk: Desk, item: CalendarDay) -> None:
        super().__init__(parent, "放假和调休", self._save, width=520)
        self._desk, self._item = desk, item
        form = self.form
        form.add("day", "哪天", DateField(desk.term, today=desk.today, field="day"), needed=True)
        if not item.revision:
            form.add(
                "to", "到", DateField(desk.term, today=desk.today, optional=True, field="to"), hint="只有一天就空着。"
            )
        form.add("kind", "这天", Choice([(kind, KINDS[kind]) for kind in (HOLIDAY, WORKDAY, "note")], 200))
        weekdays = [(0, "不用说"), *((number, f"按{weekday_name(number)}的课表") for number in range(1, 6))]
        form.add(
            "follows_weekday", "上什么课", Choice(weekdays, 200), hint="调休上班的周六、周日要说清按星期几的课表。"
        )
        form.add("name", "名称", TextField("例如：运动会、防汛停课、清明节调休上班"))
        form.add("note", "说明", TextField())
        form.fill({name: getattr(item, name) for name in ("day", "kind", "follows_weekday", "name", "note")})

    @classmethod
    def ask(cls, parent: QWidget | None, desk: Desk, item: CalendarDay) -> list[CalendarDay] | None:
        """The days as they were saved, or None."""
        return cls(parent, desk, item).run()

    def _save(self, values: dict[str, Any]) -> list[CalendarDay]:
        first, last = values.pop("day"), values.pop("to", None)
        if last is not None and last < first:
            raise UserError("结束的日子比开始的还早。", field="to", cure="请看看是不是写反了。")
        if last is not None and last - first > timedelta(days=60):
            raise UserError("一次最多登记60天。", field="to", cure="请看看年份对不对。")
        days = days_between(first, last or first)
        fresh = CalendarDay(term_uid=self._item.term_uid, day=first, kind=HOLIDAY)
        items = [
            (self._item if day == first else fresh.but(uid=CalendarDay(term_uid="", day=day, kind="").uid))
            for day in days
        ]
        return setting_up.save_days(
            self._desk.db, [item.but(day=day, **values) for item, day in zip(items, days, strict=True)]
        )


COLUMNS = (
    Column(key="day", title="日期", text=lambda item: date_screen(item.day), sort=lambda item: item.day, width=130),
    Column(
        key="kind",
        title="这天",
        text=lambda item: KINDS[item.kind],
        chip=lambda item: (KINDS[item.kind], TONES[item.kind]),
        width=130,
    ),
    Column(key="name", title="名称", text=lambda item: item.name, stretch=True),
    Column(
        key="follows",
        title="上什么课",
        text=lambda item: f"按{weekday_name(item.follows_weekday)}的课表" if item.follows_weekday else "",
        width=130,
    ),
)


class DaysDialog(QDialog):
    """What the school entered; the national arrangement is known already and needs no entry."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle("放假和调休")
        look = theme.current()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(look.px(20),) * 4)
        outer.setSpacing(look.px(12))
        words = "国家的放假安排程序里已经有了。这里登记本校自己的：农忙假、运动会、停课，以及调休那天上星期几的课。"
        outer.addWidget(label(words, "dim", wrap=True))
        self._notes = QVBoxLayout()
        outer.addLayout(self._notes)
        self.list = RecordList(
            "days", TableModel(COLUMNS), desk.settings, totals=lambda rows: f"共 {len(rows)} 天", label="放假和调休"
        )
        self.list.opened.connect(lambda item: self._edit(item))
        self.list.delete_asked.connect(self._delete)
        self.list.set_actions(
            lambda: [
                ("修改…", lambda: self._edit(self.list.current_row())),
                ("删除", lambda: self._delete(self.list.selected_rows())),
            ]
        )
        outer.addWidget(framed(self.list), 1)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(button("登记一天…", role="primary", icon="plus", on_click=lambda: self._edit(None)))
        row.addWidget(button("修改…", on_click=lambda: self._edit(self.list.current_row())))
        row.addWidget(button("删除", on_click=lambda: self._delete(self.list.selected_rows())))
        row.addStretch(1)
        row.addWidget(button("好了", on_click=self.accept))
        outer.addLayout(row)
        self.resize(look.px(720), look.px(520))
        desk.announcer.changed.connect(lambda kinds: self._fill() if "CalendarDay" in kinds else None)
        self._fill()

    def _fill(self) -> None:
        desk = self._desk
        items = [item for item in desk.records.calendar_days if item.kind in KINDS]
        self.list.set_rows(items)
        clear(self._notes)
        swapped = [info for info in self._infos() if info.is_swapped and info.timetable_weekday is None]
        for info in swapped:
            text = f"{date_screen(info.day)}调休上班，还没有说上星期几的课。"
            self._notes.addWidget(note(text, action="登记", on_click=lambda day=info.day: edit_days(self, desk, day)))
        for year in sorted({info.day.year for info in self._infos() if info.kind == UNKNOWN}):
            text = f"还没有{year}年的放假安排，日历上显示“未录入”，不算工作日也不算放假。照通知录完以后点“录完了”。"
            self._notes.addWidget(note(text, action="录完了", on_click=lambda year=year: self._recorded(year)))

    def _infos(self) -> list:
        calendar = self._desk.calendar
        return [calendar.day_info(day) for day in days_between(calendar.starts_on, calendar.ends_on)]

    def _recorded(self, year: int) -> None:
        with messages.told(self):
            setting_up.record_year(self._desk.db, self._desk.term, year)

    def _edit(self, item: CalendarDay | None) -> None:
        fresh = CalendarDay(term_uid=self._desk.term.uid, day=self._desk.today(), kind=HOLIDAY)
        if item is None or item.kind != YEAR_RECORDED:
            DayDialog.ask(self, self._desk, item or fresh)

    def _delete(self, items: list[CalendarDay]) -> None:
        if items:
            with messages.told(self):
                setting_up.remove_days(self._desk.db, items)
                self._desk.say(f"已删除 {len(items)} 天的登记", self._desk.last_change_uid())


def edit_days(parent: QWidget | None, desk: Desk, day: date) -> None:
    """Asks about one day: its own entry, or a new one that fits what the day is."""
    known = next(
        (item for item in desk.records.calendar_days if item.day == day and item.kind != YEAR_RECORDED),
        None,
    )
    info = desk.calendar.day_info(day)
    kind = WORKDAY if info.is_swapped or info.kind == "weekend" else HOLIDAY
    name = info.name if info.is_swapped else ""
    DayDialog.ask(parent, desk, known or CalendarDay(term_uid=desk.term.uid, day=day, kind=kind, name=name))


class BellsDialog(FormDialog[BellSchedule]):
    """A set of periods with the day it comes into force; a school has two, for winter and summer."""

    def __init__(self, parent: QWidget | None, desk: Desk, item: BellSchedule | None) -> None:
        lead = "一套作息从生效那天起用，到下一套生效为止。节次按时间先后自动排号。"
        super().__init__(parent, "作息", self._save, lead=lead, width=560)
        self._desk = desk
        self._item = item or BellSchedule(
            term_uid=desk.term.uid,
            name="夏季作息" if desk.term.starts_on.month < 7 else "秋季作息",
            effective_from=desk.term.starts_on,
            periods=setting_up.PROPOSED_PERIODS,
        )
        others = sorted(desk.records.bell_schedules, key=lambda other: other.effective_from)
        if item is not None:
            choices = [(other.uid, f"{other.name}（{date_cn(other.effective_from)}起）") for other in others]
            self._which = self.form.add("which", "改哪一套", Choice([*choices, ("", "另外加一套…")]))
            self.form.fill({"which": item.uid})
            self._which.edited.connect(self._change_set)
        self.form.add("name", "名称", TextField("夏季作息、冬季作息"), needed=True)
        self.form.add(
            "effective_from", "从哪天起", DateField(desk.term, today=desk.today, field="effective_from"), needed=True
        )
        self._rows: list[tuple[TextField, TextField]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.current().px(8))
        self.page.addLayout(self._grid)
        row = QHBoxLayout()
        row.addWidget(button("加一节", icon="plus", on_click=lambda: self._add_row(None)))
        row.addStretch(1)
        if item is not None:
            row.addWidget(button("删除这套", role="danger", on_click=self._delete))
        self.page.addLayout(row)
        self._show(self._item)

    @classmethod
    def ask(cls, parent: QWidget | None, desk: Desk) -> BellSchedule | None:
        """The set in force today (or a first one, proposed) as it was saved, or None."""
        known = sorted(desk.records.bell_schedules, key=lambda item: item.effective_from)
        in_force = [item for item in known if item.effective_from <= desk.today()] or known[:1]
        return cls(parent, desk, in_force[-1] if in_force else None).run()

    def _show(self, item: BellSchedule) -> None:
        self._item = item
        self.form.fill({"name": item.name, "effective_from": item.effective_from})
        clear(self._grid)
        self._rows.clear()
        for period in item.periods:
            self._add_row(period)

    def _change_set(self) -> None:
        uid = self._which.value()
        known = self._desk.db.get(BellSchedule, uid) if uid else None
        self._show(
            known
            or BellSchedule(
                term_uid=self._desk.term.uid,
                name="",
                effective_from=self._desk.today(),
                periods=self._item.periods,
            )
        )

    def _add_row(self, period: Period | None) -> None:
        starts, ends = TextField("8:10", 90), TextField("8:50", 90)
        number = len(self._rows) + 1
        for field, value, what in ((starts, period and period.starts, "上课"), (ends, period and period.ends, "下课")):
            field.set_value(value or "")
            field.setAccessibleName(f"第{number}行{what}时间")
            field.edited.connect(self.touch)
        self._grid.addWidget(label(f"第{number}节", "dim"), number, 0)
        self._grid.addWidget(starts, number, 1)
        self._grid.addWidget(label("到", "dim"), number, 2)
        self._grid.addWidget(ends, number, 3)
        self._grid.setColumnStretch(4, 1)
        self._rows.append((starts, ends))

    def _save(self, values: dict[str, Any]) -> BellSchedule:
        values.pop("which", None)
        written = [(starts.value(), ends.value()) for starts, ends in self._rows]
        periods = tuple(
            Period(number=place, starts=starts, ends=ends)
            for place, (starts, ends) in enumerate(written, start=1)
            if starts or ends
        )
        return setting_up.save_bells(self._desk.db, self._item.but(periods=periods, **values))

    def _delete(self) -> None:
        words = f"删除“{self._item.name}”？"
        if messages.ask(self, words, "删了还能从“最近操作”找回来。", choices=("删除", "先留着"), danger=True) == "删除":
            with messages.told(self):
                setting_up.remove_bells(self._desk.db, self._item)
                self.leave()


def _ask_days(parent: QWidget | None, desk: Desk) -> None:
    dialog = DaysDialog(parent, desk)
    dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
    dialog.exec()
    dialog.deleteLater()


OPEN: dict[str, Callable[[QWidget | None, Desk], object]] = {"days": _ask_days, "bells": BellsDialog.ask}
