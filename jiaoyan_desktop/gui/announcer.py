"""One signal that says which kinds of things changed; screens decide themselves what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Announcer(QObject):
    """Fed by the store after every commit (undo included); nothing else passes between tabs."""

    changed = Signal(frozenset)  # class names of records: {"Activity", "Photo"}

    def announce(self, kinds: frozenset[str]) -> None:
        """Tells every screen; handed to ``db.subscribe``."""
        self.changed.emit(frozenset(kinds))
