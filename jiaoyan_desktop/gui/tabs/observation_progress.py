"""How far each post is with the lessons it has to hear: a bar, figures, and words; every figure opens its records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jiaoyan_desktop.domain.dates import month_day
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.quotas import QuotaProgress
from jiaoyan_desktop.domain.statistics import TermStatistics

from .. import theme
from ..desk import Desk
from ..widgets.buttons import button
from ..widgets.labels import CutLabel, label
from ..widgets.panels import Panel, clear, scrolled
from ..widgets.tile import Tile

PACE_TONES = {
    "done": "accent",
    "over": "accent",
    "on_pace": "accent",
    "behind": "amber",
    "hurry": "red",
    "missed": "red",
    "unknown": "blue",
    "none": "dim",
}


class ProgressPanel(Panel):
    """One row per post. ``records_asked`` gives a title and the records behind a figure."""

    records_asked = Signal(str, list)
    figures_asked = Signal()

    def __init__(self) -> None:
        super().__init__("听课进度")
        self._said = label("", "hint", wrap=True)
        self.body.addWidget(self._said)
        content = QWidget()
        self._rows = QVBoxLayout(content)
        self._rows.setContentsMargins(0, 0, theme.current().px(4), 0)
        self._rows.setSpacing(theme.current().px(2))
        self.body.addWidget(scrolled(content), 1)
        self._coverage = button("覆盖情况", on_click=self.figures_asked.emit)
        self.body.addWidget(self._coverage)

    def feed(self, statistics: TermStatistics | None, days_left: str) -> None:
        """Shows those figures; without a pack there is nothing to hold them against."""
        if statistics is None:
            self.say("还没有选县里的要求，算不出该听多少节。可以先记听课，选了以后自动算。")
            return
        clear(self._rows)
        self._said.setText(f"截至{month_day(statistics.as_of)} · {days_left}")
        for quota in statistics.quotas:
            self._rows.addWidget(self._row(statistics, quota))
        if not statistics.quotas:
            self._rows.addWidget(label("县里的要求里没有规定谁要听多少节，或者还没有填职务。", "dim", wrap=True))
        never = len(statistics.coverage.short)
        self._coverage.setText(f"还有{never}位老师没被听过" if never else "每位老师都听过了")
        self._rows.addStretch(1)

    def say(self, why: str) -> None:
        """No figures, and why."""
        clear(self._rows)
        self._said.setText(why)
        self._coverage.setText("听课统计")
        self._rows.addStretch(1)

    def _row(self, statistics: TermStatistics, quota: QuotaProgress) -> QWidget:
        name = statistics.names.teacher(quota.teacher_uid)
        made = QuotaRow(name, quota)
        made.clicked.connect(
            # Without the figure: the foot of the list counts what is left as records come and go.
            lambda: self.records_asked.emit(f"{name}（{quota.post_title}）", list(quota.counted))
        )
        made.uncommented_asked.connect(lambda: self.records_asked.emit(f"{name} 缺评语", _listed(quota.uncommented)))
        return made


class QuotaRow(Tile):
    """Name and post, done of target, a bar with a mark where one should be by now, and the pace in words."""

    uncommented_asked = Signal()

    def __init__(self, name: str, quota: QuotaProgress) -> None:
        super().__init__("row", least_width=120)
        look = theme.current()
        figure = f"{quota.done}／{quota.target}{quota.unit}"
        words = quota.pace.words + (f"，{quota.note}" if quota.note else "")
        self.setAccessibleName(f"{name}，{quota.post_title}，{figure}，{words}")
        self.setToolTip(f"{name}，{quota.post_title}：{figure}\n{words}\n点一下看是哪些课")
        top = QHBoxLayout()
        top.setSpacing(look.px(6))
        top.addWidget(CutLabel(f"{name}　{quota.post_title}"), 1)
        top.addWidget(label(figure, "dim"))
        below = QHBoxLayout()
        below.addWidget(CutLabel(words, "hint"), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(look.px(6),) * 4)
        column.setSpacing(look.px(4))
        column.addLayout(top)
        column.addWidget(PaceBar(quota.done, quota.target, quota.pace.expected, PACE_TONES[quota.pace.state]))
        column.addLayout(below)
        missing = sum(item.lesson_count for item in quota.uncommented)
        if missing:
            below.addWidget(button(f"{missing}节缺评语", role="quiet", on_click=self.uncommented_asked.emit))
        self.seal()


class PaceBar(QWidget):
    """Done against target; a thin mark shows where an even pace would be by now."""

    def __init__(self, done: int, target: int, expected: float, tone: str) -> None:
        super().__init__()
        self._done, self._target, self._expected, self._tone = done, target, expected, tone
        self.setFixedHeight(theme.current().px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, what is done, and the mark."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        height = self.height() - look.px(2)
        whole = QRectF(0, look.px(1), self.width(), height)
        painter.setBrush(look.colour("line"))
        painter.drawRoundedRect(whole, height / 2, height / 2)
        share = min(self._done / self._target, 1.0) if self._target else 0.0
        if share:
            painter.setBrush(look.colour(self._tone))
            painter.drawRoundedRect(
                QRectF(0, look.px(1), max(self.width() * share, height), height), height / 2, height / 2
            )
        if self._target and 0 < self._expected < self._target:
            painter.setBrush(look.colour("ink"))
            painter.drawRect(QRectF(self.width() * self._expected / self._target - 1, 0, 2, self.height()))
        painter.end()


def days_left(desk: Desk) -> str:
    """还剩56个工作日, or why that is not known."""
    if desk.as_of >= desk.term.ends_on:
        return "学期已经结束"
    left = desk.calendar.working_days(desk.as_of + timedelta(days=1), desk.term.ends_on)
    if left.unknown:
        return "放假安排未录入，算不出还剩几个工作日"
    return f"还剩{left.known}个工作日"


def _listed(records: Sequence[Observation]) -> list[Observation]:
    return list(records)
