"""月 and 学期: weeks as rows, days as columns, and the chosen day at the side."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QHBoxLayout

from jiaoyan_desktop.domain.day_marks import DayMarks, month_weeks, term_weeks

from .. import later, theme
from ..desk import Desk
from ..models.calendar_model import CalendarModel
from ..widgets.buttons import button
from ..widgets.calendar_grid import CalendarGrid
from ..widgets.labels import Chip, label
from ..widgets.panels import Panel
from .base_view import BaseView
from .calendar_day import DayPanel


class GridView(BaseView):
    """What month and term share: grid, day panel, chips that lead to their records."""

    kinds = frozenset({"Activity", "Observation", "CalendarDay", "PackFile", "Overlay"})
    fills = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = theme.current()
        self.model = CalendarModel()
        self.grid = CalendarGrid(self.model, fills=self.fills)
        self.title = label("", "subtitle")
        self.week = Chip("", "blue")
        self.panel = Panel(margin=12)
        self.panel.body.setSpacing(look.px(8))
        self.bar = QHBoxLayout()
        self.bar.setSpacing(look.px(8))
        self.bar.addWidget(self.title)
        self.bar.addWidget(self.week)
        self.bar.addStretch(1)
        self.bar.addWidget(button("今天", on_click=lambda: self.go_to(desk.today())))
        self.panel.body.addLayout(self.bar)
        self.panel.body.addWidget(self.grid, 1)
        self.day = DayPanel(desk)
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(self.panel, 1)
        row.addWidget(self.day)
        self.column.addLayout(row, 1)
        self.grid.day_chosen.connect(self._on_day_chosen)
        self.grid.day_opened.connect(lambda _: desk.do("calendar", "new"))
        self.grid.mark_opened.connect(self._on_mark_opened)
        self._marks: DayMarks | None = None
        self._chosen = desk.today()

    def chosen_day(self) -> date:
        """The day that a new activity is for."""
        return self._chosen

    def weeks(self) -> list[list[date]]:
        """The weeks to be shown."""
        raise NotImplementedError

    def is_inside(self, day: date) -> bool:
        """Whether a day belongs to what is shown, or only fills its week."""
        raise NotImplementedError

    def heading(self) -> str:
        """The words above the grid."""
        raise NotImplementedError

    def go_to(self, day: date) -> None:
        """Shows and chooses a day."""
        self._chosen = day
        self.refresh()

    def refresh(self) -> None:
        """Everything anew; the chosen day stays chosen."""
        desk = self.desk
        self._marks = DayMarks(desk.records, desk.calendar, later.load("standing").deadline(desk))
        weeks = self.weeks()
        place = [next((found for day in week if (found := desk.calendar.week_place(day).label)), "") for week in weeks]
        self.title.setText(self.heading())
        week = desk.calendar.week_place(desk.today()).label
        self.week.setVisible(bool(week))
        self.week.setText(f"今天{week}")
        scroll = self.grid.verticalScrollBar().value()
        self.model.show(weeks, place, self._marks.on, self.is_inside, desk.today())
        self.grid.set_heights()
        self.grid.verticalScrollBar().setValue(scroll)
        self.grid.choose(self._chosen)
        self.day.show_day(self._chosen, self._marks)

    def _on_day_chosen(self, day: date) -> None:
        self._chosen = day
        if self._marks is not None:
            self.day.show_day(day, self._marks)

    def _on_mark_opened(self, kind: str, uid: str) -> None:
        tab, view = {"Activity": ("calendar", "activities"), "Observation": ("observation", "list")}.get(
            kind, ("report", "materials")
        )
        self.desk.show(tab, view, uid)


class MonthView(GridView):
    """One month; the arrows at its name go on and back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.bar.insertWidget(0, button("", role="icon", icon="left", name="上个月", on_click=lambda: self._turn(-1)))
        self.bar.insertWidget(2, button("", role="icon", icon="right", name="下个月", on_click=lambda: self._turn(1)))

    def weeks(self) -> list[list[date]]:
        """The weeks of the chosen day's month."""
        return month_weeks(self._chosen, self.desk.term.week_starts_on)

    def is_inside(self, day: date) -> bool:
        """Whether it is a day of that month."""
        return (day.year, day.month) == (self._chosen.year, self._chosen.month)

    def heading(self) -> str:
        """2025年4月."""
        return f"{self._chosen.year}年{self._chosen.month}月"

    def _on_day_chosen(self, day: date) -> None:
        was = self._chosen
        super()._on_day_chosen(day)
        if (day.year, day.month) != (was.year, was.month):
            self.refresh()

    def _turn(self, by: int) -> None:
        first = self._chosen.replace(day=1)
        self.go_to(
            (first - timedelta(days=1)).replace(day=1) if by < 0 else (first + timedelta(days=32)).replace(day=1)
        )


class TermView(GridView):
    """The whole term, week by week."""

    fills = False

    def weeks(self) -> list[list[date]]:
        """All weeks of the term."""
        return term_weeks(self.desk.calendar)

    def is_inside(self, day: date) -> bool:
        """Whether it is a day of the term."""
        return self.desk.calendar.starts_on <= day <= self.desk.calendar.ends_on

    def heading(self) -> str:
        """2025年春季学期."""
        return self.desk.term.name
