"""Keeps what is being typed in a dialog, at most two seconds behind, and forgets it once it is saved or given up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.workflows import keeping

BEHIND_MS = 1500


class DraftKeeper(QObject):
    """Call ``touch`` at every edit; ``read`` gives (title, plain values) to be kept under ``key``."""

    def __init__(
        self, db: Database, key: str, read: Callable[[], tuple[str, dict[str, Any]]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._db, self._key, self._read = db, key, read
        self._was_kept = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(BEHIND_MS)
        self._timer.timeout.connect(self.keep_now)

    def touch(self) -> None:
        """Something was typed; the clock runs from the first letter, so that long typing is kept on the way."""
        if not self._timer.isActive() and not self._db.is_read_only:
            self._timer.start()

    def take_up(self) -> None:
        """What is typed now was kept before a crash: saving has to drop it even when nothing is added."""
        self._was_kept = True

    def keep_now(self) -> None:
        """Keeps what is typed at this moment."""
        self._timer.stop()
        title, values = self._read()
        keeping.keep_typing(self._db, self._key, title, values)
        self._was_kept = True

    def forget(self) -> None:
        """It was saved, or the person gave it up."""
        self._timer.stop()
        if self._was_kept:
            keeping.forget_typing(self._db, self._key)
            self._was_kept = False
