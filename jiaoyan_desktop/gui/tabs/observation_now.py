"""现在可听: the lessons of a period as cards, those first whose teacher nobody has heard; one click starts a record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from jiaoyan_desktop.domain.dates import weekday_short
from jiaoyan_desktop.domain.lessons_now import TermLessons
from jiaoyan_desktop.domain.lessons_to_hear import LessonToHear, lessons_to_hear

from .. import theme
from ..desk import Desk
from ..dialogs.observation_facts import default_observer
from ..widgets.buttons import button
from ..widgets.labels import Chip, CutLabel, label
from ..widgets.panels import Panel, clear
from ..widgets.tile import Tile

CARDS, FEWER_CARDS = 4, 3
ROOMY = 1.3  # from this font scale on there is room for the most needful only


class NowStrip(Panel):
    """Follows the clock until the person looks at another period; 现在 goes back to the clock."""

    lesson_chosen = Signal(object, int, str)  # day, period, class uid
    import_asked = Signal()

    def __init__(self, desk: Desk, clock: Callable[[], datetime] = datetime.now) -> None:
        super().__init__(margin=12)
        self._desk, self._clock = desk, clock
        self._offset = 0  # periods away from now
        self._first = 0  # the first card in sight
        self._lessons: TermLessons | None = None
        look = theme.current()
        self._title = label("现在可听", "subtitle")
        self._said = label("", "dim")
        self._before = button("", role="icon", icon="left", name="前一节", on_click=lambda: self._move(-1))
        self._after = button("", role="icon", icon="right", name="后一节", on_click=lambda: self._move(1))
        self._now = button("回到现在", role="quiet", on_click=self._go_back)
        self._more = button("", role="quiet", on_click=self._turn)
        self._import = button("导入课程表", role="quiet", icon="import", on_click=self.import_asked.emit)
        head = QHBoxLayout()
        head.setSpacing(look.px(6))
        for widget in (self._title, self._before, self._after, self._now):
            head.addWidget(widget)
        head.addStretch(1)
        for widget in (self._said, self._more, self._import):
            head.addWidget(widget)
        self._cards = QGridLayout()
        self._cards.setSpacing(look.px(8))
        self._fit = CARDS if look.scale < ROOMY else FEWER_CARDS
        for column in range(self._fit):
            self._cards.setColumnStretch(column, 1)
        self.body.addLayout(head)
        self.body.addLayout(self._cards)

    def refresh(self) -> None:
        """The lessons of the period in sight, by the clock and the timetable as they are now."""
        desk = self._desk
        self._lessons = TermLessons(desk.records, desk.calendar)
        self._show()

    def follow_clock(self) -> None:
        """Another minute has come: shown unless the person is looking at another period."""
        if not self._offset and not self._first:
            self._show()

    def _show(self) -> None:
        lessons = self._lessons
        if lessons is None:
            return
        day, now = self._desk.today(), f"{self._clock():%H:%M}"
        numbers = self._periods(lessons, day)
        running, coming = lessons.period_at(day, now), lessons.next_period(day, now)
        start = running or coming
        clear(self._cards)
        term = self._desk.term
        has_lessons = bool(numbers) and term.starts_on <= day <= term.ends_on and bool(lessons.on(day))
        place = numbers.index(start.number) if start and start.number in numbers else len(numbers)
        shown = min(max(place + self._offset, 0), len(numbers) - 1) if numbers else 0
        self._import.setVisible(not self._desk.records.slots)
        self._before.setVisible(has_lessons and shown > 0)
        self._after.setVisible(has_lessons and shown < len(numbers) - 1)
        self._now.setVisible(has_lessons and self._offset != 0)
        self._more.hide()
        is_over = start is None and not self._offset
        self._stand_as_line(not has_lessons or is_over)
        if not has_lessons:
            self._title.setText("现在可听")
            self._say_why(lessons, day)
            return
        if is_over:
            self._title.setText("现在可听")
            self._said.setText("今天的课都上完了。想看上过的哪一节，点左边的箭头。")
            self._before.setVisible(True)
            return
        self._show_period(
            lessons, day, numbers[shown], is_running=running is not None and running.number == numbers[shown]
        )

    def _show_period(self, lessons: TermLessons, day: date, period: int, *, is_running: bool) -> None:
        found = lessons_to_hear(self._desk.records, lessons, day, period, observer_uid=default_observer(self._desk))
        self._title.setText(f"现在可听　{weekday_short(day)}第{period}节")
        never = sum(not item.heard for item in found)
        state = "正在上" if is_running else f"{self._starts(lessons, day, period)}开始"
        parts = [f"{len(found)}节课{state}" if found else "这一节没有课可听"]
        if never:
            parts.append(f"{never}位老师本学期还没被听过")
        self._said.setText(" · ".join(parts))
        self._first = self._first if self._first < len(found) else 0
        for column, item in enumerate(found[self._first : self._first + self._fit]):
            self._cards.addWidget(self._card(item, day, period), 0, column)
        if len(found) > self._fit:
            rest = len(found) - self._first - self._fit
            self._more.setText(f"还有{rest}节" if rest > 0 else "从头看")
            self._more.show()

    def _stand_as_line(self, has_nothing: bool) -> None:
        """With nothing to hear it is one slim line, and the list below has the room."""
        look = theme.current()
        above = look.px(2 if has_nothing else 12)
        self._outer.setContentsMargins(look.px(12), above, look.px(12), above)
        self._outer.setSpacing(0 if has_nothing else look.px(8))
        self.body.setSpacing(0 if has_nothing else look.px(8))

    def _say_why(self, lessons: TermLessons, day: date) -> None:
        if not self._desk.records.slots:
            self._said.setText("还没有课程表，算不出这会儿谁在上课；没有课表也可以直接记听课。")
        elif not self._desk.term.starts_on <= day <= self._desk.term.ends_on:
            self._said.setText(f"今天不在{self._desk.term.name}里。")
        elif not self._periods(lessons, day):
            self._said.setText("还没有作息时间，算不出现在是第几节。")
        else:
            self._said.setText(f"今天没有课：{lessons.why_none(day)}。")

    def _card(self, item: LessonToHear, day: date, period: int) -> LessonCard:
        names, lesson = self._desk.names, item.lesson
        where = f"{names.school_class(lesson.class_uid)}{lesson.subject}"
        made = LessonCard(f"{where}　{names.teacher(lesson.teacher_uid) or '没有排老师'}", item)
        made.clicked.connect(lambda: self.lesson_chosen.emit(day, period, lesson.class_uid))
        return made

    def _periods(self, lessons: TermLessons, day: date) -> list[int]:
        schedule = lessons.bell_schedule_on(day)
        return [period.number for period in schedule.periods] if schedule else []

    def _starts(self, lessons: TermLessons, day: date, period: int) -> str:
        schedule = lessons.bell_schedule_on(day)
        found = next((item for item in schedule.periods if item.number == period), None) if schedule else None
        return found.starts.lstrip("0") if found else ""

    def _move(self, step: int) -> None:
        self._offset += step
        self._first = 0
        self._show()

    def _go_back(self) -> None:
        self._offset = self._first = 0
        self._show()

    def _turn(self) -> None:
        self._first += self._fit
        self._show()


class LessonCard(Tile):
    """Class, subject and teacher; how often heard; the planned topic. A click starts the record."""

    TONES = (("未听过", "red"), ("仅1次", "amber"))

    def __init__(self, text: str, item: LessonToHear) -> None:
        super().__init__(least_width=140)
        look = theme.current()
        self.setAccessibleName(f"去听这节：{text}，{item.said}，{item.topic}")
        self.setToolTip(f"去听这节：{text}\n{item.topic}".strip())
        chip = Chip(item.said, dict(self.TONES).get(item.said, "accent"))
        top = QHBoxLayout()
        top.setSpacing(look.px(6))
        top.addWidget(CutLabel(text), 1)
        top.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(12), look.px(7), look.px(10), look.px(7))
        column.setSpacing(look.px(3))
        column.addLayout(top)
        if look.scale < ROOMY:  # in very large letters a second line would push the list out of sight
            column.addWidget(CutLabel(item.topic or "周进度里没有写这一周的课题", "dim"))
        self.seal()
