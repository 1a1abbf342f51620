"""A view of a tab: it refreshes while it is seen, and remembers to when it is not."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from .. import theme
from ..desk import Desk


class BaseView(QWidget):
    """Build widgets in ``__init__`` (into ``self.column``) and fill them in ``refresh``, which is called when due.

    ``kinds`` are the record classes the view shows; "Term" always counts, because another term changes everything.
    """

    kinds: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._is_stale = True
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.current().px(12))
        desk.announcer.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Shows things as they are now; reads from ``self.desk``, keeps selection and scroll position."""
        raise NotImplementedError

    def is_busy(self) -> bool:
        """Whether someone is typing here, so that a refresh has to wait; call ``refresh_if_stale`` when done."""
        return False

    def show_record(self, uid: str) -> None:
        """Brings one record into sight, where the view has such a thing."""

    def refresh_if_stale(self) -> None:
        """Refreshes now if something changed meanwhile and nothing is in the way."""
        if self._is_stale and self.isVisible() and not self.is_busy():
            self._is_stale = False
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """What was remembered is done when the view comes into sight."""
        super().showEvent(event)
        self.refresh_if_stale()

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & self.kinds or "Term" in kinds:
            self._is_stale = True
            # Several announcements of one action end in one refresh.
            QTimer.singleShot(0, self, self.refresh_if_stale)
