"""Going back and keeping safe what is being typed: undo, redo, recent changes, drafts of dialogs."""

from __future__ import annotations

from typing import Any

from jiaoyan_desktop.store import recovery
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.store.history import ChangeInfo
from jiaoyan_desktop.store.recovery import Recovery


def undo(db: Database, change_uid: str | None = None) -> ChangeInfo:
    """Takes back a change (default: the last one); UserError names rows that were changed since."""
    return db.undo(change_uid)


def redo(db: Database) -> ChangeInfo:
    """Brings back what was undone last; UserError when there is nothing."""
    return db.redo()


def recent(db: Database, limit: int = 200) -> list[ChangeInfo]:
    """The latest changes, newest first."""
    return db.recent_changes(limit)


def keep_typing(db: Database, key: str, title: str, values: dict[str, Any]) -> None:
    """Keeps plain values under ``key`` until they are saved, without history."""
    recovery.save(db, key, title, values)


def forget_typing(db: Database, key: str) -> None:
    """Drops what was kept under ``key``."""
    recovery.drop(db, key)


def typing_left(db: Database) -> list[Recovery]:
    """What was being typed when the program last ended without saving it, newest first."""
    return recovery.waiting(db)
