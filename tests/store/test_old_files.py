"""Files of every released schema are opened and brought up to date, with everything that was in them."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.substitution import SUBSTITUTE, Substitution
from jiaoyan_desktop.domain.timetable import Slot
from jiaoyan_desktop.errors import StorageTrouble
from jiaoyan_desktop.store import copying, migrations
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.store.term_records import current_term, load

OLD = Path(__file__).parent / "old_files"
FIRST = OLD / "m0001_first_schema.jiaoyan.gz"


@pytest.fixture
def old(tmp_path):
    """A file of the first schema: two teachers, a class with two lessons, one observation."""
    path = tmp_path / "学校.jiaoyan"
    path.write_bytes(gzip.decompress(FIRST.read_bytes()))
    return path


def test_every_step_but_the_newest_has_an_old_file():
    kept = {path.name.split(".")[0] for path in OLD.iterdir()}
    assert {name for name, _ in migrations.STEPS[:-1]} <= kept


def test_a_file_of_the_first_schema_is_whole_after_its_steps(old):
    seen = []
    with Database.open(old, before_migration=lambda path: seen.append(copying.verify(path).counts)) as db:
        assert seen[0]["teacher"] == 2 and "substitution" not in seen[0]
        records = load(db, current_term(db).uid)
        assert sorted(item.name for item in records.teachers) == ["王秀兰", "董明"]
        assert [item.topic for item in records.observations] == ["山行"]
        assert len(records.slots) == 2 and records.substitutions == ()
        with db.change("代课") as change:
            change.put(
                Substitution(
                    term_uid=records.term.uid,
                    kind=SUBSTITUTE,
                    day=date(2025, 4, 8),
                    period=4,
                    class_uid=records.classes[0].uid,
                    new_teacher_uid=records.teachers[0].uid,
                )
            )
        assert db.count(Substitution) == 1
        db.undo()
        assert db.count(Substitution) == 0
        # Changes made before the step can still be taken back, newest first.
        db.undo()
        assert db.count(Observation) == 0
        db.undo()
        assert db.count(Slot) == 0
    assert copying.verify(old).ok


def test_an_old_file_is_not_changed_by_looking(old):
    before = old.read_bytes()
    with pytest.raises(StorageTrouble, match="旧版程序存的"):
        Database.open(old, read_only=True)
    assert old.read_bytes() == before
