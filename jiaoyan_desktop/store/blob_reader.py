"""Reads single blobs for workers: each through a connection of its own that is closed at once (architecture 2.8)."""

from __future__ import annotations

from .database import Database
from .trouble import told


class BlobReader:
    """Call it with a hash; safe to hand to another thread."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def __call__(self, name: str) -> bytes:
        """The bytes kept under that hash; KeyError when there are none."""
        connection = self._db.reader()
        try:
            with told(str(self._db.path)):
                found = connection.execute("SELECT data FROM blob WHERE hash = ?", (name,)).fetchone()
        finally:
            connection.close()
        if found is None:
            raise KeyError(name)
        return found[0]
