"""Copies of a school file that are opened and counted after writing; the one way a copy comes into being."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..errors import StorageTrouble
from .connecting import check_header
from .schema import BOOKKEEPING, CLASS_NAMES
from .trouble import told

Progress = Callable[[int, int], None]
_PAGES_PER_STEP = 512


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What looking a file over came to: ``problems`` in words, and how many rows each table has."""

    path: Path
    problems: tuple[str, ...]
    counts: dict[str, int]
    pictures: int

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


def copy_whole(source: Path, target: Path, progress: Progress | None = None) -> None:
    """One file with pictures, written beside ``target`` and moved into place; the source may be open in the window."""
    beside = target.with_name(f".{target.name}.part")
    with told(str(target)):
        beside.unlink(missing_ok=True)
        try:
            reading = sqlite3.connect(source.resolve().as_uri() + "?mode=ro", uri=True, timeout=2.0)
            writing = sqlite3.connect(beside)
            try:
                reading.backup(
                    writing,
                    pages=_PAGES_PER_STEP,
                    progress=(lambda _, left, total: progress(total - left, total)) if progress else None,
                )
                writing.execute("PRAGMA journal_mode = DELETE")
            finally:
                writing.close()
                reading.close()
            flush(beside)
            os.replace(beside, target)
        finally:
            beside.unlink(missing_ok=True)


def flush(path: Path) -> None:
    """Wait until the file's bytes are on the disk: a stick may be pulled out right after."""
    with path.open("r+b") as handle:
        os.fsync(handle.fileno())


def count_rows(connection: sqlite3.Connection) -> dict[str, int]:
    """Rows of every table of ours, bookkeeping included."""
    present = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    tables = [table for table in (*CLASS_NAMES, *BOOKKEEPING) if table in present]
    return {table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}


def verify(path: str | Path) -> VerifyReport:
    """Look a school file over: structure, references between rows, every picture against its hash, the history."""
    path = Path(path)
    check_header(path)
    problems: list[str] = []
    counts: dict[str, int] = {}
    pictures = 0
    with told(str(path)):
        connection = sqlite3.connect(path.resolve().as_uri() + "?mode=ro", uri=True, timeout=2.0)
        try:
            verdicts = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
            if verdicts != ["ok"]:
                problems.append(f"文件内部有{len(verdicts)}处坏了，请用“从备份找回”；不要删掉原文件。")
            counts = count_rows(connection)
            dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
            if dangling:
                problems.append(f"有{len(dangling)}条记录指着已经没有的内容。")
            open_changes = counts.get("open_change", 0)
            if open_changes:
                problems.append("有一次操作没有写完，重新打开一次就会整理好。")
            for name, size, data in connection.execute("SELECT hash, size, data FROM blob"):
                pictures += 1
                if len(data) != size or hashlib.sha256(data).hexdigest() != name:
                    problems.append(f"第{pictures}张图片的内容和存进来时不一样。")
        except sqlite3.DatabaseError as error:
            if not error.sqlite_errorname.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
                raise
            problems.append("文件坏了，读不下去，请用“从备份找回”；不要删掉原文件。")
        finally:
            connection.close()
    return VerifyReport(path, tuple(problems), counts, pictures)


def must_be_whole(path: Path, expected: dict[str, int] | None = None) -> VerifyReport:
    """The report of a copy just made; StorageTrouble when it is not sound or its rows are not those expected."""
    report = verify(path)
    if not report.ok or (expected is not None and report.counts != expected):
        raise StorageTrouble(
            "damaged",
            f"备份“{path.name}”写完后没有通过检查，所以不算数；原来的学校文件一点没动。",
            cure="请换一个U盘或文件夹再备份一次。",
            path=str(path),
        )
    return report
