"""The lock beside a school file: who has it open, where and since when; taken over after a power cut."""

from __future__ import annotations

import getpass
import json
import os
import platform
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from ..errors import StorageTrouble

# One byte far behind the text is locked by the operating system for as long as the process lives: a lock that the
# system no longer holds was left behind by a crash or a power cut, and may be taken over without asking.
_GUARDED_BYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the file open: computer, person, process and since when (ISO local time)."""

    machine: str
    person: str
    process: int
    since: str


class FileLock:
    """The lock of one school file; ``acquire`` raises StorageTrouble('locked') with the holder's name in words."""

    def __init__(self, target: Path) -> None:
        self.path = target.with_name(target.name + ".lock")
        self.left_behind = False  # the last holder never closed: look the file over before using it
        self._handle: IO[bytes] | None = None

    def acquire(self, *, take_over: bool = False) -> None:
        """Take the lock; a lock of another computer is taken only when a person said so (``take_over``)."""
        holder = read_holder(self.path)
        try:
            handle = self.path.open("r+b" if self.path.exists() else "w+b")
        except FileNotFoundError:
            handle = self.path.open("w+b")
        if not _system_lock(handle):
            handle.close()
            raise _locked(holder, self.path)
        if holder is not None and holder.machine != platform.node() and not take_over:
            _system_unlock(handle)
            handle.close()
            raise _locked(holder, self.path)
        self.left_behind = holder is not None
        mine = Holder(platform.node(), _person(), os.getpid(), datetime.now().isoformat(timespec="minutes"))
        text = json.dumps({name: getattr(mine, name) for name in Holder.__slots__}, ensure_ascii=False)
        handle.seek(0)
        handle.truncate()
        handle.write(text.encode("utf-8"))
        handle.flush()
        os.fsync(handle.fileno())
        self._handle = handle

    def release(self) -> None:
        """Give the lock back and remove its file; calling twice is harmless."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        if sys.platform == "win32":
            # Windows does not remove a file that is open; between the two steps nobody can mistake an empty file.
            handle.seek(0)
            handle.truncate()
            _system_unlock(handle)
            handle.close()
            self.path.unlink(missing_ok=True)
        else:
            self.path.unlink(missing_ok=True)
            _system_unlock(handle)
            handle.close()


def read_holder(path: Path) -> Holder | None:
    """Who the lock file names, or None when there is no lock or its text was cut off."""
    try:
        told = json.loads(path.read_text("utf-8"))
        return Holder(str(told["machine"]), str(told["person"]), int(told["process"]), str(told["since"]))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        return Holder("", "", 0, "") if path.exists() and path.stat().st_size else None


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user on this machine (containers, damaged profiles)
        return ""


def _locked(holder: Holder | None, path: Path) -> StorageTrouble:
    where = f"“{holder.machine}”那台电脑上" if holder and holder.machine else "别处"
    if holder and holder.machine == platform.node():
        where = "这台电脑的另一个窗口里"
    since = f"（{holder.person}，{holder.since[11:16]}起）" if holder and holder.since else ""
    return StorageTrouble(
        "locked",
        f"学校文件正在{where}开着{since}。两边同时写会乱，所以这里先不写。",
        cure="请那边先关上再试；只看不改可以照常打开。",
        path=str(path),
    )


if sys.platform == "win32":
    import msvcrt

    def _system_lock(handle: IO[bytes]) -> bool:
        handle.seek(_GUARDED_BYTE)
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _system_unlock(handle: IO[bytes]) -> None:
        handle.seek(_GUARDED_BYTE)
        msvcrt.locking(handle.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _system_lock(handle: IO[bytes]) -> bool:
        try:
            fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _system_unlock(handle: IO[bytes]) -> None:
        fcntl.flock(handle.fileno(), fcntl.LOCK_UN)
