"""Reaching a school file: its header looked at first, a connection with our settings, its age brought up to ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from ..errors import StorageTrouble
from . import migrations
from .schema import APPLICATION_ID
from .trouble import from_os

_SQLITE_MAGIC = b"SQLite format 3\x00"


def check_header(path: Path) -> None:
    """Refuse what is not a school file before SQLite touches it: missing, empty, cut off, or foreign."""
    if not path.exists():
        raise StorageTrouble(
            "missing", f"没有找到“{path.name}”。", cure="请看看文件是不是搬走了，或U盘没有插好。", path=str(path)
        )
    try:
        with path.open("rb") as handle:
            head = handle.read(100)
    except OSError as error:
        raise from_os(error, str(path)) from error
    if head[:16] == _SQLITE_MAGIC and int.from_bytes(head[68:72], "big") == APPLICATION_ID:
        return
    if len(head) < 100 or not head.strip(b"\x00"):
        raise StorageTrouble(
            "damaged",
            f"“{path.name}”是空的或者不完整，可能是上次断电或U盘没有安全退出。原文件一点没动。",
            cure="请用“从备份找回”；不要删掉原文件。",
            path=str(path),
        )
    raise StorageTrouble(
        "foreign", f"“{path.name}”不是学校文件，没有打开它。", cure="请选扩展名是 .jiaoyan 的学校文件。", path=str(path)
    )


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection with our settings; waits at most 200 ms for another program (a reader 2 s)."""
    uri = path.resolve().as_uri() + ("?mode=ro" if read_only else "?mode=rwc")
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=0.2 if not read_only else 2.0)
    with closed_on_trouble(connection):
        # A rollback journal, not WAL: the file travels on sticks and shares, and must be whole by itself when closed.
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = ON")
        if not read_only:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA synchronous = EXTRA")
    return connection


@contextmanager
def closed_on_trouble(connection: sqlite3.Connection) -> Generator[sqlite3.Connection, None, None]:
    """Closes the connection when the block does not end well: an open one would keep the file from being put aside."""
    try:
        yield connection
    except BaseException:
        connection.close()
        raise


def look_over(connection: sqlite3.Connection, path: Path) -> None:
    """After a crash the file is looked over once before anything is built on it."""
    verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        raise StorageTrouble(
            "damaged",
            "学校文件打不开，可能是上次断电或U盘没有安全退出。原文件一点没动。",
            cure="请用“从备份找回”；不要删掉原文件。",
            path=str(path),
        )


def bring_up_to_date(
    connection: sqlite3.Connection, path: Path, read_only: bool, before_migration: Callable[[Path], None] | None
) -> None:
    """Take the steps a file of an older age lacks; refuse one of a newer program, and any step when only reading."""
    if migrations.unknown(connection):
        raise StorageTrouble(
            "newer",
            "这个学校文件是新版程序存的，这台电脑上的程序旧，打开可能丢东西，所以没有打开。",
            cure="请先更新程序。",
            path=str(path),
        )
    if not migrations.pending(connection):
        return
    if read_only:
        raise StorageTrouble(
            "read_only",
            "这个学校文件是旧版程序存的，要先整理一次才能看。",
            cure="请在窗口里打开它一次：会先自动备份，再整理好，以后就都能看了。",
            path=str(path),
        )
    if before_migration:
        before_migration(path)
    migrations.apply(connection)
