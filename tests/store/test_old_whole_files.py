"""Whole school files of every released schema: each record that was in them is still there, word for word."""

from __future__ import annotations

import gzip
import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from jiaoyan_desktop.store import copying, ladder, migrations
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.store.record_tables import RECORDS
from jiaoyan_desktop.store.term_records import current_term
from jiaoyan_desktop.workflows import keeping, reporting
from tests.store.keep_old_file import OLD, rows_of, whole_school

KEPT = sorted(OLD.glob("*_whole.jiaoyan.gz"))


def name_of(path: Path) -> str:
    return path.name.removesuffix("_whole.jiaoyan.gz")


@pytest.fixture(params=KEPT, ids=name_of)
def kept(request, tmp_path) -> tuple[Path, dict]:
    """An old file unpacked, and what was in it."""
    path = tmp_path / "学校.jiaoyan"
    path.write_bytes(gzip.decompress(request.param.read_bytes()))
    content = json.loads(
        gzip.decompress(request.param.with_name(f"{name_of(request.param)}_whole.json.gz").read_bytes())
    )
    return path, content["records"]


def test_every_schema_that_schools_have_is_kept_as_a_whole_file():
    """The newest step may still change; once the next one is written, its file has to be here."""
    steps = [name for name, _ in migrations.STEPS]
    assert {steps[0], *steps[:-1]} <= {name_of(path) for path in KEPT}
    assert all(path.stat().st_size <= 200_000 for path in KEPT)


def test_every_kind_of_record_of_its_time_is_in_it(kept):
    _, content = kept
    assert all(content.values()), [kind for kind, rows in content.items() if not rows]


def test_every_record_says_what_it_said(kept):
    path, content = kept
    with Database.open(path) as db:
        for record in RECORDS.values():
            before = content.get(record.__name__, [])
            now = rows_of(db, record)
            assert [row["uid"] for row in now] == [row["uid"] for row in before]
            for old, new in zip(before, now, strict=True):
                assert {key: new[key] for key in old} == old
    assert copying.verify(path).ok


def test_a_backup_is_made_before_it_is_brought_up_to_date_and_only_then(kept, tmp_path):
    path, _ = kept
    before = path.read_bytes()
    place = tmp_path / "备份"
    made = []
    is_old = migrations.STEPS[-1][0] not in path_steps(path)
    Database.open(path, before_migration=lambda old: made.append(ladder.make(old, place, "升级前"))).close()
    assert len(made) == is_old
    again = []
    Database.open(path, before_migration=again.append).close()
    assert again == []
    assert is_old or path.read_bytes() == before


def path_steps(path: Path) -> list[str]:
    """The steps a file has gone through."""
    connection = sqlite3.connect(path)
    try:
        return migrations.applied(connection)
    finally:
        connection.close()


def test_it_can_be_checked_counted_exported_and_taken_back(kept, tmp_path):
    path, _ = kept
    with Database.open(path) as db:
        term = current_term(db)
        day = date(2025, 6, 8)
        assert len(reporting.check(db, term.uid, day)) == 74
        figures = reporting.stats(db, term.uid, day)
        assert figures.observations.total.lessons == 8
        assert next(item.target for item in figures.quotas if item.role == "principal") == 32  # the school's own number
        result = reporting.write_packet(reporting.gather(db, term.uid, day, only=("M1", "M8")), tmp_path / "出")
        assert result.files and not result.not_made
        (typed,) = keeping.typing_left(db)
        assert typed.payload == {"summary": "写到一半"}
        labels = [info.label for info in keeping.recent(db)]
        assert "生成报送材料" in labels and "记错了" in "".join(labels)
        keeping.undo(db)
        keeping.redo(db)
    assert copying.verify(path).ok


def test_a_file_made_today_would_hold_every_kind(tmp_path):
    """The script that keeps old files has to know a new kind of record as soon as there is one."""
    with Database.open(whole_school(tmp_path), read_only=True) as db:
        assert [record.__name__ for record in RECORDS.values() if not db.count(record)] == []
