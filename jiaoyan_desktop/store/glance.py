"""A glance at a school file before it is opened: names for the first painted window; faults are left to opening."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Glance:
    """What the header of the window says: the school and its latest term; and whose file it is."""

    school: str
    term: str
    school_uid: str


def glance(path: Path) -> Glance | None:
    """The names in the file, or None where they cannot be read now; opening the file then says why."""
    try:
        with closing(sqlite3.connect(path.resolve().as_uri() + "?mode=ro", uri=True, timeout=0.05)) as connection:
            school = connection.execute("SELECT name, uid FROM school WHERE is_own = 1").fetchone()
            term = connection.execute("SELECT name FROM term ORDER BY starts_on DESC, rowid DESC").fetchone()
    except sqlite3.Error:
        return None
    return Glance(school[0], term[0], school[1]) if school and term else None
