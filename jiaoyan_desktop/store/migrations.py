"""The steps a school file has gone through; only ever appended to, each with an old file in tests/store/old_files."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from . import schema_0001, schema_0002
from .schema import remake_triggers

SET_NAME = "jiaoyan"


def _statements(connection: sqlite3.Connection, sql: str) -> None:
    # executescript() would commit the transaction that sqlite-utils opened around the step.
    for statement in sql.split(";\n"):
        if statement.strip():
            connection.execute(statement)


def _m0001_first_schema(connection: sqlite3.Connection) -> None:
    _statements(connection, schema_0001.SQL)


def _m0002_substitutions(connection: sqlite3.Connection) -> None:
    _statements(connection, schema_0002.SQL)


STEPS: tuple[tuple[str, Callable[[sqlite3.Connection], None]], ...] = (
    ("m0001_first_schema", _m0001_first_schema),
    ("m0002_substitutions", _m0002_substitutions),
)


def applied(connection: sqlite3.Connection) -> list[str]:
    """The names of the steps this file has gone through, read without sqlite-utils so that opening stays fast."""
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone()
    if not known:
        return []
    rows = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", (SET_NAME,))
    return [row[0] for row in rows]


def unknown(connection: sqlite3.Connection) -> list[str]:
    """Steps that this program does not know: the file was saved by a newer one."""
    names = {name for name, _ in STEPS}
    return [name for name in applied(connection) if name not in names]


def pending(connection: sqlite3.Connection) -> list[str]:
    """Steps this file has still to go through."""
    done = set(applied(connection))
    return [name for name, _ in STEPS if name not in done]


def apply(connection: sqlite3.Connection) -> None:
    """Run what is pending; each step and the note that it ran are one transaction, and the triggers are made anew."""
    import sqlite_utils

    db = sqlite_utils.Database(connection)
    steps = sqlite_utils.Migrations(SET_NAME)
    for name, step in STEPS:
        steps(name=name)(_on_connection(step))
    steps.apply(db)
    with db.atomic():
        remake_triggers(connection)


def _on_connection(step: Callable[[sqlite3.Connection], None]) -> Callable[..., None]:
    return lambda db: step(db.conn)
