"""The history of every change: what it touched, whether it can be undone, and putting rows back as they were."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..domain.glossary import RECORD_NAMES
from ..errors import UserError
from .schema import CLASS_NAMES, columns


@dataclass(frozen=True, slots=True)
class ChangeInfo:
    """One change as the list 最近操作 shows it."""

    uid: str
    label: str
    made_at: str
    made_on: str
    kind: str  # do, undo, redo
    count: int
    is_fact: bool
    undone: bool  # taken back, and not brought back since
    kinds: tuple[str, ...]

    @property
    def can_undo(self) -> bool:
        """Whether undo may be tried; rows changed since are found only when it is."""
        return self.kind == "do" and not self.undone and not self.is_fact

    @classmethod
    def of(cls, connection: sqlite3.Connection, uid: str) -> ChangeInfo:
        """The change of that uid; KeyError when there is none."""
        for info in _infos(connection, "WHERE change.uid = ?", (uid,)):
            return info
        raise KeyError(uid)


@dataclass(frozen=True, slots=True)
class _Touched:
    table: str
    uid: str
    before: dict[str, Any] | None  # the row as it was, None when there was none
    removed: bool  # the change ended with the row gone


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What undoing one change will put back, checked against what was changed since."""

    target: str
    label: str
    rows: tuple[_Touched, ...]


def recent(connection: sqlite3.Connection, limit: int) -> list[ChangeInfo]:
    """The latest changes, newest first."""
    return _infos(connection, "", (limit,), "LIMIT ?")


def next_undo(connection: sqlite3.Connection) -> str:
    """The change that Ctrl+Z takes back; UserError when there is none."""
    for info in _infos(connection, "WHERE kind = 'do'", ()):
        if info.can_undo:
            return info.uid
    raise UserError("没有可以撤销的操作。", cure="从建好学校文件到现在的操作都在“最近操作”里。")


def next_redo(connection: sqlite3.Connection) -> str:
    """The undo that Ctrl+Y takes back: the last one, as long as nothing new was done after it."""
    for info in _infos(connection, "", ()):
        if info.kind == "do":
            break
        if info.kind == "undo" and not info.undone:
            return info.uid
    raise UserError("没有可以恢复的操作。", cure="撤销之后又记了新的内容，就不能再恢复了。")


def plan_undo(connection: sqlite3.Connection, target: str) -> UndoPlan:
    """What undoing ``target`` puts back; UserError names the records that were changed since, and nothing happens."""
    info = ChangeInfo.of(connection, target)
    label = info.label.removeprefix("撤销：")
    if info.is_fact:
        raise UserError(f"“{info.label}”已经发出去了，是事实，不能撤销。", cure="可以再生成一份新的。")
    if info.undone:
        raise UserError(f"“{info.label}”已经撤销过了。", cure="要恢复按Ctrl+Y。")
    touched = _touched(connection, target)
    changed_since = [row for row in touched if not _is_as_left(connection, row, target)]
    if changed_since:
        names = "、".join(sorted({describe(connection, row.table, row.uid, row.before) for row in changed_since})[:5])
        raise UserError(
            f"“{info.label}”撤销不了：{names}后来又改过。",
            cure="请先撤销后来的修改，再撤销这一次；都在“最近操作”里。",
        )
    return UndoPlan(target, f"撤销：{label}" if info.kind == "do" else label, touched)


def restore(connection: sqlite3.Connection, plan: UndoPlan, revision: str) -> set[str]:
    """Put the rows of ``plan`` back inside the open change ``revision``; returns the names of the kinds touched."""
    kinds: set[str] = set()
    stamp = datetime.now().isoformat(timespec="seconds")
    for row in plan.rows:
        kinds.add(CLASS_NAMES[row.table])
        if row.before is None:
            connection.execute(f'DELETE FROM "{row.table}" WHERE uid = ?', (row.uid,))
            continue
        # A column added by a later migration is absent from an old image: the row's present value stays.
        known = [name for name in columns(connection, row.table) if name in row.before]
        values = {**{name: row.before[name] for name in known}, "revision": revision, "changed_at": stamp}
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        pairs = ", ".join(f'"{name}" = excluded."{name}"' for name in values)
        connection.execute(
            f'INSERT INTO "{row.table}" ({names}) VALUES ({marks}) ON CONFLICT (uid) DO UPDATE SET {pairs}',
            tuple(values.values()),
        )
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        what = RECORD_NAMES[CLASS_NAMES[broken[0]]]
        raise UserError(
            f"“{plan.label.removeprefix('撤销：')}”撤销不了：后来的{what}还要用到它。",
            cure=f"请先撤销后来的{what}，再撤销这一次。",
        )
    return kinds


def describe(connection: sqlite3.Connection, table: str, uid: str, before: dict[str, Any] | None) -> str:
    """A record in words for a sentence: its kind and, where it has one, its name or topic."""
    cursor = connection.execute(f'SELECT * FROM "{table}" WHERE uid = ?', (uid,))
    names = [item[0] for item in cursor.description]
    found = cursor.fetchone()
    row = dict(zip(names, found, strict=True)) if found else (before or {})
    kind = RECORD_NAMES[CLASS_NAMES[table]]
    title = next((row[key] for key in ("name", "title", "topic", "happened_on", "day", "subject") if row.get(key)), "")
    return f"{kind}“{title}”" if title else kind


def _infos(connection: sqlite3.Connection, where: str, values: tuple[Any, ...], tail: str = "") -> list[ChangeInfo]:
    # A change is taken back when a later one that stands reverses it; the latest such decides, so walking down from
    # the newest settles every older one.
    targets: dict[str, str] = {}
    reversed_: set[str] = set()
    for uid, target in connection.execute("SELECT uid, target FROM change WHERE target IS NOT NULL ORDER BY seq DESC"):
        targets[uid] = target
        if uid not in reversed_:
            reversed_.add(target)
    rows = connection.execute(
        f"SELECT uid, label, made_at, made_on, kind, count, is_fact FROM change {where} ORDER BY seq DESC {tail}",
        values,
    ).fetchall()
    found = []
    for uid, label, made_at, made_on, kind, count, is_fact in rows:
        tables = connection.execute("SELECT DISTINCT table_name FROM row_history WHERE change_uid = ?", (uid,))
        kinds = tuple(sorted(CLASS_NAMES[table] for (table,) in tables if table in CLASS_NAMES))
        found.append(ChangeInfo(uid, label, made_at, made_on, kind, count, bool(is_fact), uid in reversed_, kinds))
    return found


def _touched(connection: sqlite3.Connection, change_uid: str) -> tuple[_Touched, ...]:
    rows = connection.execute(
        'SELECT table_name, row_uid, "before", "last" FROM row_history WHERE change_uid = ?', (change_uid,)
    )
    found = [
        _Touched(table, uid, json.loads(before) if before else None, last == "delete")
        for table, uid, before, last in rows
    ]
    return tuple(row for row in found if not (row.before is None and row.removed))


def _is_as_left(connection: sqlite3.Connection, row: _Touched, change_uid: str) -> bool:
    """Whether the row still is what the change made of it, undone and redone changes looked through."""
    found = connection.execute(f'SELECT revision FROM "{row.table}" WHERE uid = ?', (row.uid,)).fetchone()
    if row.removed or found is None:
        return row.removed and found is None
    revision = found[0]
    while revision != change_uid:
        target = connection.execute("SELECT target FROM change WHERE uid = ?", (revision,)).fetchone()
        if target is None or target[0] is None:
            return False
        image = connection.execute(
            'SELECT "before" FROM row_history WHERE change_uid = ? AND table_name = ? AND row_uid = ?',
            (target[0], row.table, row.uid),
        ).fetchone()
        if image is None or image[0] is None:
            return False
        revision = json.loads(image[0])["revision"]
    return True
