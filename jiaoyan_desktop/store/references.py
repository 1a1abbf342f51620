"""What refers to a record: asked before deleting, so that the answer is a sentence and not a refusal of SQLite."""

from __future__ import annotations

from ..domain.glossary import RECORD_NAMES
from ..domain.records import Record
from .database import Database
from .record_tables import RECORDS, TABLES


def users_of(db: Database, record: Record) -> list[tuple[type[Record], str, int]]:
    """(record class, its Chinese name, how many) for every kind of record that refers to ``record``."""
    target = TABLES[type(record)]
    found = []
    for table, kind in RECORDS.items():
        keys = [row[3] for row in db.rows(f'PRAGMA foreign_key_list("{table}")') if row[2] == target]
        if not keys:
            continue
        where = " OR ".join(f'"{key}" = ?' for key in keys)
        count = db.rows(f'SELECT count(*) FROM "{table}" WHERE {where}', (record.uid,) * len(keys))[0][0]
        if count:
            found.append((kind, RECORD_NAMES[kind.__name__], count))
    return found
