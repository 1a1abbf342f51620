"""今天: what the day holds, what is due, what still lacks; every line leads to the place where it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jiaoyan_desktop.domain import day_board
from jiaoyan_desktop.domain.activity import Activity
from jiaoyan_desktop.domain.day_board import Line
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.people import Teacher
from jiaoyan_desktop.domain.term import CalendarDay
from jiaoyan_desktop.domain.term_strip import week_figures
from jiaoyan_desktop.domain.timetable import Assignment, Timetable

from .. import later, theme
from ..desk import Desk
from ..widgets.buttons import button
from ..widgets.labels import Chip, label
from ..widgets.lines import line_row
from ..widgets.panels import Panel, clear, scrolled
from ..widgets.term_strip import TermStrip
from .base_view import BaseView

MOST_LINES = 8
FIRST_STEPS = (  # the records that show it was done, what to do, the button, tab and action
    (Teacher, "老师都有谁。学校现成的Excel拿来就行", "导入花名册", "people", "import_roster"),
    (Assignment, "谁教哪个班哪一科，现成的表就行", "导入任课分工", "people", "import_assignments"),
    (Timetable, "每个班每天第几节上什么", "导入总课程表", "people", "import_timetable"),
    (CalendarDay, "哪几天放假，哪几天补班，补哪天的课", "填放假和调休", "calendar", "days"),
)
CHOOSE_PACK = ("县里要报什么、听多少节，选了就都有了", "选一套要求", "calendar", "choose_pack")
NOTHING_DUE, NOTHING_LACKS = "这几天没有快到期的事。", "到今天为止，该记的都记齐了。"
NOTHING_YET = "还没有记过听课和活动。记了以后，缺评语、缺照片、缺记录都在这里说。"
PAGE_SCROLLS = 1.2  # from this font scale on the panels keep all their lines, and the page scrolls as a whole
AFTER_PAINT_MS = 80  # the window is painted first


class TodayView(BaseView):
    """Left the day and the week, right what is due and what lacks; the materials follow once the window is at rest."""

    kinds = frozenset(
        {"Activity", "Participant", "Photo", "Observation", "CalendarDay", "Handin", "Confirmation", "PackFile"}
        | {"Teacher", "Assignment", "Timetable"}  # the first steps of a new school
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = theme.current()
        self.day = Panel(" ")
        self.day.head.addWidget(button("记一节听课", icon="ear", on_click=lambda: desk.do("observation", "new")))
        self.day.head.addWidget(button("记一次活动", icon="plus", on_click=lambda: desk.do("calendar", "new")))
        self._held = _lines_in(self.day)
        self.due = Panel("快到期")
        self._due = _lines_in(self.due)
        self.lacks = Panel("还缺什么")
        self._lacks = _lines_in(self.lacks)
        right = QVBoxLayout()
        right.setSpacing(look.px(12))
        right.addWidget(self.due, 1)
        right.addWidget(self.lacks, 1)
        for panel in (self.due, self.lacks):
            panel.setMinimumHeight(look.px(140))  # with large letters the page scrolls rather than squeezing them
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(self.day, 1)
        row.addLayout(right, 1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        column.addLayout(row, 1)
        self.column.addWidget(scrolled(page), 1)
        self.term = Panel(desk.term.name)
        self._figures = label("", "hint")
        self.term.head.addWidget(self._figures)
        self.strip = TermStrip()
        self.strip.week_opened.connect(lambda day: desk.show("calendar", "week", day.isoformat()))
        self.term.body.addWidget(self.strip)
        column.addWidget(self.term)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._add_what_takes_longer)

    def refresh(self) -> None:
        """Everything but the county's list, which takes longer and comes a moment later."""
        desk, today = self.desk, self.desk.today()
        self.day.title.setText(f"今天 {desk.calendar.label(today)}")
        self._is_new = not any(desk.db.count(kind, term_uid=desk.term.uid) for kind in (Activity, Observation))
        held = day_board.held_today(desk.day_records, desk.names, today)
        nothing = day_board.nothing_today(desk.day_records, desk.calendar, today)
        self._fill_day(held, nothing, today)
        self._soon = day_board.soon(desk.day_records, today)
        self._show_due(self._soon)
        lacking = day_board.lacking(desk.day_records, desk.names, today)
        _fill(self._lacks, lacking, NOTHING_YET if self._is_new else NOTHING_LACKS, desk)
        self.lacks.title.setText(f"还缺什么（{len(lacking)}）" if lacking else "还缺什么")
        self._rest.start(AFTER_PAINT_MS)

    def _show_due(self, lines: Sequence[Line]) -> None:
        """What is late is not called 快到期."""
        late = sum(line.is_late for line in lines)
        self.due.title.setText("快到期" if not late else "已超期" if late == len(lines) else "快到期和已超期")
        _fill(self._due, lines, NOTHING_DUE, self.desk)

    def _fill_day(self, held: Sequence[Line], nothing: str, today: date) -> None:
        desk = self.desk
        info = desk.calendar.day_info(today)
        clear(self._held)
        if info.name and held:
            self._held.addWidget(Chip(info.name, "amber" if info.is_swapped else "red"))
        for line in held[: MOST_LINES * 2]:
            self._held.addWidget(line_row(line, desk.show))
        steps = self._steps_left()
        if steps:
            self._add_first_steps(steps)
        if not held and desk.day_records.teachers:
            self._held.addWidget(label(nothing, "dim", wrap=True))
        week = day_board.rest_of_week(desk.day_records, desk.calendar, today)
        if week:
            self._held.addSpacing(theme.current().px(8))
            self._held.addWidget(label("这一周", "subtitle"))
            for line in week[:MOST_LINES]:
                self._held.addWidget(line_row(line, desk.show))
        last = day_board.lately(desk.day_records, desk.names, today) if not held and not week else ()
        if last:
            self._held.addSpacing(theme.current().px(8))
            self._held.addWidget(label("最近记的", "subtitle"))
            for line in last:
                self._held.addWidget(line_row(line, desk.show))
        self._held.addStretch(1)

    def _steps_left(self) -> list[tuple[str, str, str, str]]:
        """What a new file still needs; once something was recorded, nobody is reminded of it here any more."""
        desk = self.desk
        if desk.day_records.teachers and not self._is_new:
            return []
        term = desk.term
        left = [
            (text, verb, tab, action)
            for kind, text, verb, tab, action in FIRST_STEPS
            if not desk.db.count(kind, **({} if kind is Teacher else {"term_uid": term.uid}))
        ]
        return left if term.pack_id else [*left, CHOOSE_PACK]

    def _add_first_steps(self, steps: Sequence[tuple[str, str, str, str]]) -> None:
        desk = self.desk
        self._held.addWidget(label("学校文件建好了。照这几步来，做到哪步都可以先停下。", "dim", wrap=True))
        for place, (text, verb, tab, action) in enumerate(steps, start=1):
            row = QHBoxLayout()
            row.setSpacing(theme.current().px(10))
            row.addWidget(Chip(f"第{place}步", "blue"))
            row.addWidget(label(text, wrap=True), 1)
            row.addWidget(button(verb, on_click=lambda _=False, tab=tab, action=action: desk.do(tab, action)))
            self._held.addLayout(row)

    def _show_term(self, deadline: date | None) -> None:
        desk, today = self.desk, self.desk.today()
        weeks = week_figures(desk.records, desk.calendar, desk.as_of)
        left = sum(week.first > today for week in weeks)
        place = desk.calendar.week_place(today)
        self.term.title.setText(f"{desk.term.name} {place.label or place.reason}".strip())
        lessons, activities = sum(week.lessons for week in weeks), sum(week.activities for week in weeks)
        self._figures.setText(
            f"竖条是每周听课节数，圆点是活动。到现在听课{lessons}节，活动排了{activities}次，后面还有{left}周。"
        )
        self.strip.show_weeks(weeks, today, deadline)

    def _add_what_takes_longer(self) -> None:
        if not self.isVisible():
            return  # the school was closed meanwhile, or the view will refresh when it comes into sight
        standing = later.load("standing")
        materials = standing.materials_due(self.desk)
        self._show_due([*self._soon, *materials])
        self._show_term(standing.deadline(self.desk))
        person = self.desk.settings["person"]
        if person in self.desk.records.teacher_by_uid:
            lines = standing.own_lessons(self.desk, person, self.desk.today())
            place = self._held.count() - 1
            for offset, line in enumerate(lines):
                self._held.insertWidget(place + offset, line_row(line, self.desk.show))
            if lines:
                self._held.insertWidget(place, label("您今天的课", "subtitle"))


def _fill(column: QVBoxLayout, lines: Sequence[Line], nothing: str, desk: Desk) -> None:
    clear(column)
    for line in lines[:MOST_LINES]:
        column.addWidget(line_row(line, desk.show))
    if len(lines) > MOST_LINES:
        rest = f"还有{len(lines) - MOST_LINES}件，都在教研活动里"
        column.addWidget(button(rest, role="quiet", on_click=lambda: desk.show("calendar", "activities")))
    if not lines:
        column.addWidget(label(nothing, "dim", wrap=True))
    column.addStretch(1)


def _lines_in(panel: Panel) -> QVBoxLayout:
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, theme.current().px(4), 0)
    column.setSpacing(theme.current().px(4))
    panel.body.addWidget(content if theme.current().scale >= PAGE_SCROLLS else scrolled(content), 1)
    return column
