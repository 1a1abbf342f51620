"""SQLite's and the disk's own words turned into StorageTrouble: what happened, why, what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager

from ..errors import StorageTrouble

_SENTENCES = {
    "FULL": ("full", "磁盘满了，刚才这一步没有存进去；以前存好的都在。", "请腾出一些地方，再做一次。"),
    "BUSY": ("locked", "学校文件这会儿正被别的程序用着，刚才这一步没有存进去；以前存好的都在。", "稍等几秒再做一次。"),
    "LOCKED": (
        "locked",
        "学校文件这会儿正被别的程序用着，刚才这一步没有存进去；以前存好的都在。",
        "稍等几秒再做一次。",
    ),
    "READONLY": (
        "read_only",
        "这个文件夹或这个文件只许看不许写，刚才这一步没有存进去。",
        "请把学校文件复制到自己的文件夹（例如“文档”）里再打开。",
    ),
    "CANTOPEN": ("io", "学校文件打不开，可能U盘拔掉了，或者文件夹换了地方。", "请看看U盘是不是插好，再打开一次。"),
    "IOERR": ("io", "读写磁盘时出了岔子，可能U盘松了。", "请插好U盘再打开；不行就用“从备份找回”。"),
    "CORRUPT": (
        "damaged",
        "学校文件打不开，可能是上次断电或U盘没有安全退出。原文件一点没动。",
        "请用“文件—从备份找回”；不要删掉原文件。",
    ),
    "NOTADB": ("damaged", "这个文件不是学校文件，或者已经坏了。原文件一点没动。", "请另选文件，或用“从备份找回”。"),
}


def from_sqlite(error: sqlite3.Error, path: str) -> StorageTrouble | None:
    """The trouble behind an SQLite error, or None when it is a fault of ours (a bug must stay a bug)."""
    name = getattr(error, "sqlite_errorname", "") or ""
    for part, (kind, message, cure) in _SENTENCES.items():
        if name.startswith(f"SQLITE_{part}"):
            return StorageTrouble(kind, message, cure=cure, path=path)
    return None


def from_os(error: OSError, path: str) -> StorageTrouble:
    """The trouble behind an error of the operating system on a file of ours."""
    if error.errno == errno.ENOSPC:
        kind, message, cure = _SENTENCES["FULL"]
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        kind, message, cure = _SENTENCES["READONLY"]
    elif error.errno == errno.ENOENT:
        kind, message, cure = "missing", f"没有找到“{path}”。", "请看看文件是不是搬走了，或U盘没有插好。"
    else:
        kind, message, cure = _SENTENCES["IOERR"]
    return StorageTrouble(kind, message, cure=cure, path=path)


@contextmanager
def told(path: str) -> Generator[None, None, None]:
    """Turn errors of SQLite and of the disk inside the block into StorageTrouble; bugs pass through untouched."""
    try:
        yield
    except sqlite3.Error as error:
        trouble = from_sqlite(error, path)
        if trouble is None:
            raise
        raise trouble from error
    except OSError as error:
        raise from_os(error, path) from error
