"""Typing in progress, kept without history at most two seconds behind and offered again after a crash."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .database import Database


@dataclass(frozen=True, slots=True)
class Recovery:
    """Something that was being typed: where it belongs (``key``), what it is called, its values, and when."""

    key: str
    title: str
    payload: dict[str, Any]
    saved_at: str


def save(db: Database, key: str, title: str, payload: dict[str, Any]) -> None:
    """Keep what is being typed under ``key``, replacing what was kept there."""
    stamp = datetime.now().isoformat(timespec="seconds")
    with db.without_history() as connection:
        connection.execute(
            "INSERT INTO recovery (key, title, payload, saved_at) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE "
            "SET title = excluded.title, payload = excluded.payload, saved_at = excluded.saved_at",
            (key, title, json.dumps(payload, ensure_ascii=False), stamp),
        )


def drop(db: Database, key: str) -> None:
    """Forget what was kept under ``key``: it was saved, or the person gave it up."""
    with db.without_history() as connection:
        connection.execute("DELETE FROM recovery WHERE key = ?", (key,))


def waiting(db: Database) -> list[Recovery]:
    """Everything that was being typed when the program last ended, newest first."""
    rows = db.rows("SELECT key, title, payload, saved_at FROM recovery ORDER BY saved_at DESC")
    return [Recovery(key, title, json.loads(payload), saved_at) for key, title, payload, saved_at in rows]
