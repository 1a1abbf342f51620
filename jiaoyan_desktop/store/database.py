"""Database: one school file; open, close, find, change, undo. The only way to write is ``with db.change(label)``."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Self, TypeVar

from ..domain.records import Record, new_uid
from ..errors import StorageTrouble
from . import migrations
from .connecting import bring_up_to_date, check_header, closed_on_trouble, connect, look_over
from .history import ChangeInfo, UndoPlan, next_redo, next_undo, plan_undo, recent, restore
from .lock import FileLock
from .rows import decode, encode, selected
from .schema import APPLICATION_ID, table_of
from .trouble import told

R = TypeVar("R", bound=Record)
Listener = Callable[[frozenset[str]], None]


class Change:
    """One named change in the making: everything put or removed through it is one transaction and one undo."""

    def __init__(self, connection: sqlite3.Connection, uid: str, label: str) -> None:
        self.uid = uid
        self.label = label
        self.kinds: set[str] = set()
        self.count = 0
        self._connection = connection
        self._stamp = datetime.now().isoformat(timespec="seconds")

    def put(self, record: R) -> R:
        """Insert or update ``record`` by its uid; an equal record is left untouched. Returns it as stored."""
        table = table_of(type(record))
        row = self._connection.execute(
            f'SELECT {selected(type(record))} FROM "{table}" WHERE uid = ?', (record.uid,)
        ).fetchone()
        if row is not None:
            stored = decode(type(record), row)
            if stored.but(revision=record.revision, changed_at=record.changed_at) == record:
                return stored
        record = record.but(revision=self.uid, changed_at=self._stamp)
        values = encode(record)
        if row is None:
            names = ", ".join(f'"{name}"' for name in values)
            marks = ", ".join("?" * len(values))
            self._connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(values.values()))
        else:
            pairs = ", ".join(f'"{name}" = ?' for name in values)
            self._connection.execute(f'UPDATE "{table}" SET {pairs} WHERE uid = ?', (*values.values(), record.uid))
        self._touched(type(record))
        return record

    def put_all(self, records: Iterable[R]) -> list[R]:
        """``put`` each record; the stored ones in the same order."""
        return [self.put(record) for record in records]

    def remove(self, record: Record) -> None:
        """Delete the record; its row stays in the history and comes back with undo."""
        cursor = self._connection.execute(f'DELETE FROM "{table_of(type(record))}" WHERE uid = ?', (record.uid,))
        if cursor.rowcount:
            self._touched(type(record))

    def add_blob(self, data: bytes, media_type: str) -> str:
        """Keep ``data`` once, by its content; returns its hash (64 hexadecimal digits)."""
        import hashlib

        name = hashlib.sha256(data).hexdigest()
        self._connection.execute(
            "INSERT INTO blob (hash, media_type, size, data) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (name, media_type, len(data), data),
        )
        return name

    def _touched(self, record: type[Record]) -> None:
        self.kinds.add(record.__name__)
        self.count += 1


class Database:
    """One open school file. Lives on the thread that opened it; workers use ``reader()``."""

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: FileLock | None) -> None:
        self.path = path
        self.is_read_only = lock is None
        self.was_left_open = bool(lock and lock.left_behind)
        self.saved_at: datetime | None = None
        self._connection = connection
        self._lock = lock
        self._listeners: list[Listener] = []
        self._open_change: Change | None = None

    # -- opening and closing -------------------------------------------------------------------------------------

    @classmethod
    def create(cls, path: str | Path) -> Self:
        """A new empty school file; an existing file is never overwritten."""
        path = Path(path)
        if path.exists():
            raise StorageTrouble(
                "io", f"“{path.name}”已经有了，没有动它。", cure="请换一个名字，或直接打开它。", path=str(path)
            )
        if not path.parent.is_dir():
            raise StorageTrouble(
                "missing", f"没有“{path.parent}”这个文件夹。", cure="请先建好文件夹，或换一个地方。", path=str(path)
            )
        lock = FileLock(path)
        with told(str(path)):
            lock.acquire()
        try:
            with told(str(path)), closed_on_trouble(connect(path)) as connection:
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                migrations.apply(connection)
        except BaseException:
            lock.release()
            path.unlink(missing_ok=True)
            raise
        return cls(path, connection, lock)

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        read_only: bool = False,
        take_over: bool = False,
        before_migration: Callable[[Path], None] | None = None,
    ) -> Self:
        """Open a school file. StorageTrouble: missing, foreign, damaged, newer, locked, read_only.

        ``before_migration`` is called with the path when the file is of an older age, before the first step runs.
        """
        path = Path(path)
        check_header(path)
        lock = None if read_only else FileLock(path)
        if lock:
            if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
                raise StorageTrouble(
                    "read_only",
                    f"“{path.name}”所在的文件夹只许看不许写。",
                    cure="可以只看不改地打开，或把它复制到自己的文件夹里再打开。",
                    path=str(path),
                )
            with told(str(path)):
                lock.acquire(take_over=take_over)
        try:
            with told(str(path)), closed_on_trouble(connect(path, read_only=read_only)) as connection:
                if lock and lock.left_behind:
                    look_over(connection, path)
                bring_up_to_date(connection, path, read_only, before_migration)
        except BaseException:
            if lock:
                lock.release()
            raise
        return cls(path, connection, lock)

    def close(self) -> None:
        """Close the file and give the lock back; calling twice is harmless."""
        self._connection.close()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def reader(self) -> sqlite3.Connection:
        """A read-only connection of its own for a worker, which fetches all it needs and closes it."""
        with told(str(self.path)):
            return connect(self.path, read_only=True)

    # -- reading -------------------------------------------------------------------------------------------------

    def get(self, record: type[R], uid: str) -> R | None:
        """The record of that uid, or None."""
        found = self.find(record, uid=uid)
        return found[0] if found else None

    def need(self, record: type[R], uid: str) -> R:
        """The record of that uid; KeyError when it is gone."""
        found = self.get(record, uid)
        if found is None:
            raise KeyError(f"{record.__name__} {uid}")
        return found

    def find(self, record: type[R], *, order_by: str = "rowid", **equals: Any) -> list[R]:
        """Records whose fields equal the given values (None matches None), in ``order_by`` (SQL)."""
        where, values = _where(equals)
        sql = f'SELECT {selected(record)} FROM "{table_of(record)}"{where} ORDER BY {order_by}'
        with told(str(self.path)):
            return [decode(record, row) for row in self._connection.execute(sql, values)]

    def count(self, record: type[Record], **equals: Any) -> int:
        """How many records have the given values."""
        where, values = _where(equals)
        with told(str(self.path)):
            sql = f'SELECT count(*) FROM "{table_of(record)}"{where}'
            return self._connection.execute(sql, values).fetchone()[0]

    def rows(self, sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """Rows of a SELECT written by a module of ``store``."""
        with told(str(self.path)):
            return self._connection.execute(sql, values).fetchall()

    def blob(self, name: str) -> bytes:
        """The bytes kept under that hash; KeyError when there are none."""
        found = self.rows("SELECT data FROM blob WHERE hash = ?", (name,))
        if not found:
            raise KeyError(name)
        return found[0][0]

    # -- writing -------------------------------------------------------------------------------------------------

    @contextmanager
    def change(self, label: str, *, is_fact: bool = False) -> Generator[Change, None, None]:
        """One named change: all of it or nothing. ``is_fact`` marks what cannot be undone (exports, mailings)."""
        with self._writing(label, kind="do", is_fact=is_fact) as change:
            yield change

    def undo(self, change_uid: str | None = None) -> ChangeInfo:
        """Take back a change (default: the last one); UserError names the rows that were changed since."""
        target = change_uid or next_undo(self._connection)
        return self._reverse(plan_undo(self._connection, target), "undo")

    def redo(self) -> ChangeInfo:
        """Bring back what was undone last; UserError when there is nothing to bring back."""
        return self._reverse(plan_undo(self._connection, next_redo(self._connection)), "redo")

    def recent_changes(self, limit: int = 50) -> list[ChangeInfo]:
        """The latest changes, newest first, with whether each can still be undone."""
        with told(str(self.path)):
            return recent(self._connection, limit)

    def subscribe(self, listener: Listener) -> None:
        """Call ``listener`` with the names of the record classes that changed, after every commit."""
        self._listeners.append(listener)

    def _reverse(self, plan: UndoPlan, kind: str) -> ChangeInfo:
        with self._writing(plan.label, kind=kind, target=plan.target) as change:
            change.kinds |= restore(self._connection, plan, change.uid)
            change.count = len(plan.rows)
        return ChangeInfo.of(self._connection, change.uid)

    @contextmanager
    def _writing(
        self, label: str, *, kind: str, target: str | None = None, is_fact: bool = False
    ) -> Generator[Change, None, None]:
        if self._open_change is not None:
            raise RuntimeError(f"a change inside the change {self._open_change.label}")
        if self.is_read_only:
            raise StorageTrouble(
                "read_only",
                "学校文件是只看不改打开的，这一步没有存进去。",
                cure="请关掉后正常打开再做。",
                path=str(self.path),
            )
        connection = self._connection
        change = Change(connection, new_uid(), label)
        self._open_change = change
        try:
            with told(str(self.path)):
                connection.execute("BEGIN IMMEDIATE")
                try:
                    stamp = datetime.now()
                    connection.execute(
                        "INSERT INTO change (uid, label, made_at, made_on, kind, target, is_fact, count) "
                        "VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
                        (
                            change.uid,
                            label,
                            stamp.isoformat(timespec="seconds"),
                            platform.node(),
                            kind,
                            target,
                            int(is_fact),
                        ),
                    )
                    connection.execute("INSERT INTO open_change (uid) VALUES (?)", (change.uid,))
                    yield change
                    connection.execute("DELETE FROM open_change")
                    if change.count or target:
                        connection.execute("UPDATE change SET count = ? WHERE uid = ?", (change.count, change.uid))
                    else:
                        # Nothing was written: no trace in the list of changes.
                        connection.execute("DELETE FROM change WHERE uid = ?", (change.uid,))
                    connection.execute("COMMIT")
                except BaseException:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    raise
        finally:
            self._open_change = None
        self.saved_at = stamp
        if change.kinds:
            for listener in list(self._listeners):
                listener(frozenset(change.kinds))

    @contextmanager
    def without_history(self) -> Generator[sqlite3.Connection, None, None]:
        """A transaction on what has no history (typing kept for recovery); only for modules of ``store``."""
        if self.is_read_only:
            raise StorageTrouble(
                "read_only", "学校文件是只看不改打开的。", cure="请关掉后正常打开再做。", path=str(self.path)
            )
        with told(str(self.path)):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise


def _where(equals: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
    if not equals:
        return "", ()
    parts = [f'"{name}" IS ?' for name in equals]
    values = tuple(value.isoformat() if hasattr(value, "isoformat") else value for value in equals.values())
    return " WHERE " + " AND ".join(parts), values
