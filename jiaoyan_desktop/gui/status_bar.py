"""The line at the bottom: saved when, last proven backup, which day and week, how far the materials are."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QStatusBar, QWidget

from . import later, tasks, theme
from .first_paint import BY_TAB, focus
from .widgets.buttons import button
from .widgets.labels import label

if TYPE_CHECKING:
    from .desk import Desk

REST_MS = 400
CLOCK_MS = 60_000


class StatusBar(QStatusBar):
    """Figures are worked out when the window has come to rest, and again after every change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self.setSizeGripEnabled(False)
        self.setContentsMargins(theme.current().px(8), 0, theme.current().px(8), 0)
        self.saved = label()
        self.backup = _link("备份", "备份到U盘")
        self.day = label()
        self.materials = _link("材料", "到材料上报看还缺什么")
        self.addWidget(self.saved)
        self.addWidget(self.backup)
        self.addPermanentWidget(self.day)
        self.addPermanentWidget(self.materials)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.work_out)
        self._shown_day = date.min
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._look_at_clock)
        self._clock.start(CLOCK_MS)

    def follow(self, desk: Desk | None) -> None:
        """Speaks of another school file, or of none."""
        if self._desk is not None:
            self._desk.announcer.changed.disconnect(self._on_changed)
        self._desk = desk
        for part in (self.saved, self.backup, self.day, self.materials):
            part.setText("")
            part.setVisible(desk is not None)
        if desk is not None:
            desk.announcer.changed.connect(self._on_changed)
            self._shown_day = desk.today()
            self._on_changed()

    def work_out(self) -> None:
        """Fills in what takes time: the materials, the last backup; makes today's automatic backup."""
        desk = self._desk
        if desk is None:
            return
        standing = later.load("standing")
        self.materials.setText(standing.materials_in_words(desk))
        self.backup.setText(standing.backup_in_words(desk, datetime.now()))
        self._make_daily_backup(desk)

    def _look_at_clock(self) -> None:
        """Past midnight everything that speaks of today is shown anew."""
        if self._desk is not None and self._desk.today() != self._shown_day:
            self._shown_day = self._desk.today()
            self._desk.announcer.announce(frozenset({"Term"}))

    def _on_changed(self, _: object = None) -> None:
        desk = self._desk
        if desk is None:
            return
        moment = desk.db.saved_at
        if desk.db.is_read_only:
            self.saved.setText("只看不改")
        else:
            self.saved.setText(f"已存好 {moment.hour}:{moment.minute:02d}" if moment else "都已存好")
        week = desk.calendar.week_place(desk.today()).label
        self.day.setText(" ".join(filter(None, (week, desk.calendar.label(desk.today()).removesuffix(week).strip()))))
        self._rest.start()

    def _make_daily_backup(self, desk: Desk) -> None:
        backing_up = later.load("backing_up")
        wanted = None if desk.db.is_read_only else backing_up.daily_rung_due(desk.db, datetime.now())
        if wanted is None:
            return
        source, place = wanted

        def told(trouble: Exception) -> None:
            # The school file itself is untouched; the next start tries again, and the line keeps saying how old it is.
            self.backup.setText("今天的自动备份没有做成")
            self.backup.setToolTip(str(trouble))

        tasks.start(
            lambda report: backing_up.make_daily_rung(source, place),
            done=lambda rung: self._rest.start(),
            failed=told,
        )


def _link(name: str, tip: str) -> QPushButton:
    made = button("", role="quiet", name=name, tip=tip)
    made.setProperty("role", "status")
    focus(made, BY_TAB)
    return made
