"""The ladder of automatic backups on this computer: tables each time, every picture once by its hash.

Kept: all of the last two days, then one a day for 12 days, one a week for 10 weeks, one a month for 9 months.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from .backup import unused
from .copying import count_rows, flush
from .database import Database
from .schema import APPLICATION_ID
from .term_records import own_school
from .trouble import told

_STAMP = "%Y-%m-%d %H%M%S"


@dataclass(frozen=True, slots=True)
class Rung:
    """One automatic backup: its file, when it was made and why (导入前, 每天 …)."""

    path: Path
    made_at: datetime
    why: str


def before(db: Database, why: str, folder: Path) -> Rung:
    """Make one verified rung of the open school file before something large; ``folder`` is this computer's own."""
    return make(db.path, folder / "ladder" / own_school(db).uid, why)


def daily(db: Database, folder: Path) -> Rung | None:
    """The first rung of today, or None when there is one already."""
    place = folder / "ladder" / own_school(db).uid
    if any(rung.made_at.date() == datetime.now().date() for rung in rungs(place)):
        return None
    return make(db.path, place, "每天")


def make(source: Path, place: Path, why: str) -> Rung:
    """Tables without pictures to ``place``, new pictures beside them by hash; opened and counted; old rungs pruned."""
    now = datetime.now()
    with told(str(place)):
        (place / "pictures").mkdir(parents=True, exist_ok=True)
        target = unused(place / f"{now.strftime(_STAMP)} {why}.rung")
        beside = target.with_name(f".{target.name}.part")
        beside.unlink(missing_ok=True)
        try:
            _copy_tables(source, beside)
            _copy_pictures(source, place / "pictures")
            _must_match(source, beside, place / "pictures")
            flush(beside)
            os.replace(beside, target)
        finally:
            beside.unlink(missing_ok=True)
        _prune(place, now)
    return Rung(target, now, why)


def rungs(place: Path) -> list[Rung]:
    """The rungs there are, newest first."""
    found = []
    for path in place.glob("*.rung"):
        stamp, _, why = path.stem[:17], path.stem[17:18], path.stem[18:]
        found.append(Rung(path, datetime.strptime(stamp, _STAMP), why))
    return sorted(found, key=lambda rung: rung.made_at, reverse=True)


def assemble(rung: Rung, target: Path) -> None:
    """A whole school file from a rung and its pictures, for 从备份找回; every picture is checked against its hash."""
    pictures = rung.path.parent / "pictures"
    with told(str(target)):
        beside = target.with_name(f".{target.name}.part")
        beside.unlink(missing_ok=True)
        try:
            beside.write_bytes(rung.path.read_bytes())
            with closing(sqlite3.connect(beside, isolation_level=None)) as connection:
                connection.execute("BEGIN")
                for (name,) in connection.execute("SELECT hash FROM blob").fetchall():
                    data = (pictures / name[:2] / name).read_bytes()
                    connection.execute("UPDATE blob SET data = ? WHERE hash = ?", (data, name))
                connection.execute("COMMIT")
            flush(beside)
            os.replace(beside, target)
        finally:
            beside.unlink(missing_ok=True)


def kept(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """Which of the rungs' moments the ladder keeps."""
    stay: set[datetime] = set()
    steps: dict[tuple, datetime] = {}
    for moment in sorted(moments, reverse=True):
        age = now - moment
        if age <= timedelta(days=2):
            stay.add(moment)
        if age <= timedelta(days=14):
            steps.setdefault(("day", moment.date()), moment)
        if age <= timedelta(days=84):
            steps.setdefault(("week", moment.isocalendar()[:2]), moment)
        if age <= timedelta(days=275):
            steps.setdefault(("month", moment.year, moment.month), moment)
    return stay | set(steps.values())


def _copy_tables(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(target, isolation_level=None, uri=True)) as connection:
        connection.execute("ATTACH ? AS src", (source.resolve().as_uri() + "?mode=ro",))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("BEGIN")
        made = connection.execute("SELECT type, name, sql FROM src.sqlite_master WHERE sql IS NOT NULL").fetchall()
        tables = [(name, sql) for kind, name, sql in made if kind == "table" and not name.startswith("sqlite_")]
        for name, sql in tables:
            connection.execute(sql)
            if name == "blob":
                connection.execute("INSERT INTO main.blob SELECT hash, media_type, size, x'' FROM src.blob")
            else:
                connection.execute(f'INSERT INTO main."{name}" SELECT * FROM src."{name}"')
        for kind, _, sql in made:
            if kind in ("index", "trigger"):
                connection.execute(sql)
        connection.execute("COMMIT")


def _copy_pictures(source: Path, pictures: Path) -> None:
    with closing(sqlite3.connect(source.resolve().as_uri() + "?mode=ro", uri=True)) as connection:
        for (name,) in connection.execute("SELECT hash FROM blob").fetchall():
            place = pictures / name[:2] / name
            if place.exists():
                continue
            place.parent.mkdir(exist_ok=True)
            beside = place.with_name(f".{name}.part")
            data = connection.execute("SELECT data FROM blob WHERE hash = ?", (name,)).fetchone()[0]
            beside.write_bytes(data)
            flush(beside)
            if hashlib.sha256(beside.read_bytes()).hexdigest() != name:
                raise OSError(f"picture {name} was not written as it was")
            os.replace(beside, place)


def _must_match(source: Path, copy: Path, pictures: Path) -> None:
    with (
        closing(sqlite3.connect(source.resolve().as_uri() + "?mode=ro", uri=True)) as ours,
        closing(sqlite3.connect(copy)) as theirs,
    ):
        sound = theirs.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        there = all(
            (pictures / name[:2] / name).stat().st_size == size
            for name, size in theirs.execute("SELECT hash, size FROM blob")
        )
        if not sound or not there or count_rows(ours) != count_rows(theirs):
            raise OSError(f"{copy} does not match {source}")


def _prune(place: Path, now: datetime) -> None:
    found = rungs(place)
    stay = kept((rung.made_at for rung in found), now)
    for rung in found:
        if rung.made_at not in stay:
            rung.path.unlink()
    if len(stay) == len(found):
        return
    # A picture goes when no rung names it any more.
    named: set[str] = set()
    for rung in rungs(place):
        with closing(sqlite3.connect(rung.path.resolve().as_uri() + "?mode=ro", uri=True)) as connection:
            named |= {row[0] for row in connection.execute("SELECT hash FROM blob")}
    for picture in (place / "pictures").glob("??/*"):
        if picture.name not in named:
            picture.unlink()
