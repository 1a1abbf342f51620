"""备份到U盘 and 从备份找回: one verified file with pictures, and putting it back without losing what was there."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from ..errors import StorageTrouble
from .connecting import check_header
from .copying import Progress, copy_whole, count_rows, must_be_whole
from .trouble import told

SUFFIX = ".jiaoyan"
_BACKUP_WORD = " 备份 "


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """A backup that was opened and counted: where, when, how many observations, pictures and bytes."""

    path: str
    made_at: str
    observations: int
    pictures: int
    size: int


def make(source: str | Path, dest: str | Path, progress: Progress | None = None) -> BackupInfo:
    """Back up a school file (open in the window or not) to one file, or into a folder under a dated name."""
    source = Path(source)
    check_header(source)
    stamp = datetime.now().strftime("%Y-%m-%d %H%M")
    is_folder = Path(dest).is_dir()
    dest = _file_for(Path(dest), f"{source.stem}{_BACKUP_WORD}{stamp}{SUFFIX}")
    if is_folder:
        dest = unused(dest)
    if dest.exists() and dest.resolve() == source.resolve():
        raise StorageTrouble("io", "备份不能放在学校文件自己身上。", cure="请换一个名字或换到U盘。", path=str(dest))
    if dest.exists():
        raise StorageTrouble("io", f"“{dest.name}”已经有了，没有动它。", cure="请换一个名字。", path=str(dest))
    if not dest.parent.is_dir():
        raise StorageTrouble(
            "missing", f"没有“{dest.parent}”这个文件夹。", cure="请看看U盘是不是插好，或换一个地方。", path=str(dest)
        )
    _needs_room(dest.parent, source.stat().st_size)
    copy_whole(source, dest, progress)
    try:
        report = must_be_whole(dest, _counts(source))
    except StorageTrouble:
        dest.unlink(missing_ok=True)
        raise
    return BackupInfo(
        str(dest),
        datetime.now().isoformat(timespec="seconds"),
        report.counts.get("observation", 0),
        report.pictures,
        dest.stat().st_size,
    )


def restore(backup: str | Path, dest: str | Path, progress: Progress | None = None) -> BackupInfo:
    """Put a backup in the place of ``dest`` (a file, or a folder for a file in it); what was there is kept aside."""
    backup = Path(backup)
    report = must_be_whole(backup)
    dest = target_of_restore(backup, Path(dest))
    if not dest.parent.is_dir():
        raise StorageTrouble("missing", f"没有“{dest.parent}”这个文件夹。", cure="请换一个地方。", path=str(dest))
    if dest.exists() and dest.resolve() == backup.resolve():
        raise StorageTrouble("io", "这就是那份备份自己，不用找回。", cure="请选另外一个位置。", path=str(dest))
    _needs_room(dest.parent, backup.stat().st_size)
    # First the copy, whole and checked, beside the place; only then the old file steps aside.
    fresh = unused(dest.with_name(f"{dest.stem}.找回中{dest.suffix}"))
    copy_whole(backup, fresh, progress)
    try:
        must_be_whole(fresh, report.counts)
        with told(str(dest)):
            if dest.exists():
                os.replace(dest, kept_aside(dest))
            for rest in ("-journal", "-wal", "-shm"):
                left = dest.with_name(dest.name + rest)
                if left.exists():
                    # The journal of the old file would be rolled into the new one: it belongs to what stepped aside.
                    os.replace(left, unused(left.with_name(f"{left.name}.换下")))
            os.replace(fresh, dest)
    finally:
        fresh.unlink(missing_ok=True)
    return BackupInfo(
        str(dest),
        datetime.now().isoformat(timespec="seconds"),
        report.counts.get("observation", 0),
        report.pictures,
        dest.stat().st_size,
    )


def target_of_restore(backup: Path, dest: Path) -> Path:
    """The school file that restoring to ``dest`` makes; a backup carries its file's own name in front of its date."""
    return _file_for(dest, f"{backup.stem.partition(_BACKUP_WORD)[0]}{SUFFIX}")


def _file_for(dest: Path, name: str) -> Path:
    """The file that ``dest`` means: itself, or ``name`` in the folder it is; a folder is never mistaken for a file."""
    if dest.is_dir():
        return dest / name
    if dest.suffix != SUFFIX:
        raise StorageTrouble(
            "missing",
            f"没有“{dest}”这个文件夹。",
            cure=f"请看看U盘是不是插好；要写文件名的话，末尾是 {SUFFIX}。",
            path=str(dest),
        )
    return dest


def kept_aside(path: Path) -> Path:
    """The name under which a damaged or replaced file is kept beside its old place."""
    stamp = datetime.now().strftime("%Y-%m-%d %H%M")
    return unused(path.with_name(f"{path.stem}（换下来的 {stamp}）{path.suffix}"))


def unused(path: Path) -> Path:
    """``path``, or the same name with （2）, （3） … when it is taken."""
    candidate, number = path, 2
    while candidate.exists():
        candidate = path.with_name(f"{path.stem}（{number}）{path.suffix}")
        number += 1
    return candidate


def remember(folder: Path, school_uid: str, info: BackupInfo) -> None:
    """Note on this computer when a school was last backed up by hand: the status bar and closing ask for it."""
    notes = _notes(folder)
    notes[school_uid] = asdict(info)
    beside = folder / ".backups.json.part"
    with told(str(folder)):
        beside.write_text(json.dumps(notes, ensure_ascii=False, indent=1), "utf-8")
        os.replace(beside, folder / "backups.json")


def last(folder: Path, school_uid: str) -> BackupInfo | None:
    """The last backup by hand of that school made on this computer, or None."""
    note = _notes(folder).get(school_uid)
    return BackupInfo(**note) if note else None


def _notes(folder: Path) -> dict[str, dict]:
    try:
        return json.loads((folder / "backups.json").read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError:
        # Only a reminder of when: a damaged note means "not known", and is replaced at the next backup.
        return {}


def _counts(source: Path) -> dict[str, int]:
    with told(str(source)):
        connection = sqlite3.connect(source.resolve().as_uri() + "?mode=ro", uri=True, timeout=2.0)
        try:
            return count_rows(connection)
        finally:
            connection.close()


def _needs_room(folder: Path, size: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < size + (1 << 20):
        raise StorageTrouble(
            "full",
            f"这里只剩{free >> 20}MB，备份要{(size >> 20) + 1}MB，没有开始写，原来的文件没动。",
            cure="换个U盘，或腾出一些地方再来。",
            path=str(folder),
        )
