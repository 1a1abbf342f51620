"""备份到U盘 and 从备份找回: made, checked, remembered on this computer; the ladder of automatic backups beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jiaoyan_desktop import paths
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.errors import StorageTrouble
from jiaoyan_desktop.store import backup, ladder
from jiaoyan_desktop.store.backup import BackupInfo
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.store.ladder import Rung
from jiaoyan_desktop.store.lock import FileLock
from jiaoyan_desktop.store.term_records import own_school

Progress = Callable[[float, str], None]
REMIND_AFTER_DAYS = 7
MOST_OFFERED = 12


@dataclass(frozen=True, slots=True)
class Offer:
    """A backup that can be taken back: where, when and why it was made, of which school, with how many observations."""

    path: Path
    made_at: datetime
    why: str
    school: str
    school_uid: str
    observations: int
    is_rung: bool  # an automatic one of this computer: its pictures lie beside it


def back_up(source: Path, school_uid: str, dest: Path, report: Progress | None = None) -> BackupInfo:
    """Backs a school file up to a file or folder and remembers when; runs in a worker on paths only."""
    info = backup.make(source, dest, _counted(report))
    backup.remember(paths.home(), school_uid, info)
    return info


def last_backup(school_uid: str) -> BackupInfo | None:
    """The last backup made by hand of that school on this computer."""
    return backup.last(paths.home(), school_uid)


def is_backup_due(school_uid: str, now: datetime) -> bool:
    """Whether the last backup by hand is over seven days old, or there is none."""
    found = last_backup(school_uid)
    return found is None or (now - datetime.fromisoformat(found.made_at)).days >= REMIND_AFTER_DAYS


def daily_rung_due(db: Database, now: datetime) -> tuple[Path, Path] | None:
    """(source, place) for the first automatic backup of today, or None when there is one."""
    place = _ladder_of(own_school(db).uid)
    if any(rung.made_at.date() == now.date() for rung in ladder.rungs(place)):
        return None
    return db.path, place


def make_daily_rung(source: Path, place: Path) -> Rung:
    """Makes the automatic backup; runs in a worker on paths only."""
    return ladder.make(source, place, "每天")


def before_migration(path: Path) -> None:
    """One checked backup before a school file of an older age is brought up to date."""
    ladder.make(path, _ladder_of(f"升级前 {path.stem}"), "升级前")


def last_proven(school_uid: str) -> datetime | None:
    """When the school was last backed up in any way and looked over."""
    found = last_backup(school_uid)
    moments = [rung.made_at for rung in ladder.rungs(_ladder_of(school_uid))[:1]]
    if found:
        moments.append(datetime.fromisoformat(found.made_at))
    return max(moments, default=None)


def offers(school_uid: str = "") -> list[Offer]:
    """What can be taken back on this computer, newest first: of that school, or of all when it is not known."""
    root = paths.home() / "ladder"
    places = [_ladder_of(school_uid)] if school_uid else sorted(root.iterdir()) if root.is_dir() else []
    rungs = sorted(
        (rung for place in places for rung in ladder.rungs(place)), key=lambda rung: rung.made_at, reverse=True
    )
    found = []
    for rung in rungs[:MOST_OFFERED]:
        offer = look_into(rung.path, made_at=rung.made_at, why=rung.why, is_rung=True)
        if offer:
            found.append(offer)
    return found


def look_into(path: Path, *, made_at: datetime | None = None, why: str = "备份", is_rung: bool = False) -> Offer | None:
    """What a backup holds, or None when it cannot be read itself."""
    try:
        with Database.open(path, read_only=True) as db:
            school, observations = own_school(db), db.count(Observation)
    except (StorageTrouble, KeyError):
        return None
    when = made_at or datetime.fromtimestamp(path.stat().st_mtime)
    return Offer(path, when, why, school.name, school.uid, observations, is_rung)


def take_back(offer: Offer, dest: Path, report: Progress | None = None) -> BackupInfo:
    """Puts a backup in the place of ``dest``; what was there is kept beside it. Runs in a worker on paths only.

    StorageTrouble('locked') where ``dest`` is open: a file must not be changed under the one who writes in it.
    """
    lock = FileLock(dest)
    if dest.exists():
        lock.acquire()
    try:
        return _put_back(offer, dest, report)
    finally:
        lock.release()


def _put_back(offer: Offer, dest: Path, report: Progress | None) -> BackupInfo:
    if not offer.is_rung:
        return backup.restore(offer.path, dest, _counted(report))
    whole = backup.unused(dest.with_name(f"{dest.stem}.备份{dest.suffix}"))
    ladder.assemble(next(rung for rung in ladder.rungs(offer.path.parent) if rung.path == offer.path), whole)
    try:
        return backup.restore(whole, dest, _counted(report))
    finally:
        whole.unlink(missing_ok=True)


def _ladder_of(name: str) -> Path:
    return paths.home() / "ladder" / name


def _counted(report: Progress | None) -> Callable[[int, int], None] | None:
    if report is None:
        return None
    return lambda done, whole: report(done / whole if whole else -1.0, "正在写备份")
