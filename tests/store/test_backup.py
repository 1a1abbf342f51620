"""Backups: one file with pictures, opened and counted; restoring keeps what was there; the ladder of rungs."""

from __future__ import annotations

import os
import shutil
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from jiaoyan_desktop.domain.people import Teacher
from jiaoyan_desktop.errors import StorageTrouble
from jiaoyan_desktop.store import backup, copying, ladder, migrations, recovery
from jiaoyan_desktop.store.database import Database
from tests.builders import a_school, a_teacher


@pytest.fixture
def path(tmp_path):
    (tmp_path / "学校").mkdir()
    path = tmp_path / "学校" / "清水酄小学.jiaoyan"
    with Database.create(path) as db, db.change("学校") as change:
        change.put(a_school())
        change.put(a_teacher("甲"))
        change.add_blob(b"picture" * 1000, "image/jpeg")
    return path


@pytest.fixture
def stick(tmp_path):
    (tmp_path / "U盘").mkdir()
    return tmp_path / "U盘"


def test_a_backup_into_a_folder_is_one_dated_file_with_pictures(path, stick):
    info = backup.make(path, stick)
    assert [item.name for item in stick.iterdir()] == [os.path.basename(info.path)]
    assert "备份" in info.path
    assert (info.pictures, info.observations) == (1, 0)
    assert copying.verify(info.path).ok
    again = backup.make(path, stick)
    assert again.path != info.path


def test_a_backup_is_made_while_the_window_has_the_file_open(path, stick):
    steps = []
    with Database.open(path) as db:
        with db.change("乙") as change:
            change.put(a_teacher("乙"))
        info = backup.make(path, stick / "一份.jiaoyan", lambda done, total: steps.append((done, total)))
        with db.change("丙") as change:
            change.put(a_teacher("丙"))
    assert steps and steps[-1][0] == steps[-1][1]
    with Database.open(info.path) as copy:
        assert sorted(t.name for t in copy.find(Teacher)) == ["乙", "甲"]


def test_a_copy_that_is_not_what_it_should_be_does_not_count(path, stick, monkeypatch):
    def cut(source, target, progress=None):
        target.write_bytes(source.read_bytes()[:8192])

    monkeypatch.setattr(backup, "copy_whole", cut)
    with pytest.raises(StorageTrouble):
        backup.make(path, stick)
    assert list(stick.iterdir()) == []


def test_a_stick_without_room_or_pulled_out(path, stick, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(10, 10, 0))
    with pytest.raises(StorageTrouble) as told:
        backup.make(path, stick)
    assert told.value.kind == "full" and list(stick.iterdir()) == []
    with pytest.raises(StorageTrouble) as told:
        backup.make(path, stick / "没插" / "一份.jiaoyan")
    assert told.value.kind == "missing"


def test_restoring_keeps_the_replaced_file_and_its_journal(path, stick):
    info = backup.make(path, stick)
    path.write_bytes(b"ruin" * 1000)
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(b"old journal")
    done = backup.restore(info.path, path)
    assert done.pictures == 1
    with Database.open(path) as db:
        assert [t.name for t in db.find(Teacher)] == ["甲"]
    kept = [item for item in path.parent.iterdir() if "换下" in item.name]
    assert sorted(item.read_bytes()[:4] for item in kept) == [b"old ", b"ruin"]


def test_a_damaged_backup_is_refused_and_the_file_stays(path, stick):
    info = backup.make(path, stick)
    data = bytearray(Path(info.path).read_bytes())
    data[9000:16000] = b"\xa5" * 7000
    Path(info.path).write_bytes(data)
    before = path.read_bytes()
    with pytest.raises(StorageTrouble) as told:
        backup.restore(info.path, path)
    assert told.value.kind == "damaged"
    assert path.read_bytes() == before
    assert sorted(item.name for item in path.parent.iterdir()) == [path.name]


def test_when_the_last_backup_was_is_remembered_on_this_computer(path, stick, own_home):
    assert backup.last(own_home, "school") is None
    info = backup.make(path, stick)
    backup.remember(own_home, "school", info)
    assert backup.last(own_home, "school") == info
    (own_home / "backups.json").write_text("{", "utf-8")
    assert backup.last(own_home, "school") is None


def test_a_rung_holds_the_tables_and_each_picture_once(path, own_home):
    with Database.open(path) as db:
        first = ladder.before(db, "导入前", own_home)
        with db.change("乙") as change:
            change.put(a_teacher("乙"))
        second = ladder.before(db, "导入前", own_home)
        assert ladder.daily(db, own_home) is None
    place = first.path.parent
    assert len(list((place / "pictures").glob("??/*"))) == 1
    assert {rung.path for rung in ladder.rungs(place)} == {first.path, second.path}
    with sqlite3.connect(first.path) as connection:
        assert connection.execute("SELECT sum(length(data)) FROM blob").fetchone() == (0,)
    connection.close()
    whole = path.with_name("找回.jiaoyan")
    ladder.assemble(first, whole)
    assert copying.verify(whole).ok
    with Database.open(whole) as db:
        assert [t.name for t in db.find(Teacher)] == ["甲"]
        assert [info.label for info in db.recent_changes()] == ["学校"]
        with db.change("还能写、还有历史") as change:
            change.put(a_teacher("丁"))
        db.undo()


def test_the_ladder_keeps_days_then_weeks_then_months():
    now = datetime(2025, 6, 30, 17, 0)
    hourly = [now - timedelta(hours=hours) for hours in range(24 * 300)]
    stay = ladder.kept(hourly, now)
    assert sum(now - moment <= timedelta(days=2) for moment in stay) == 49
    assert len({moment.date() for moment in stay if now - moment <= timedelta(days=14)}) >= 14
    old = sorted(moment for moment in stay if timedelta(days=90) < now - moment)
    assert len(old) <= 9
    assert all(now - moment <= timedelta(days=275) for moment in stay)
    assert ladder.kept(stay, now) == stay


def test_typing_is_kept_without_history_and_offered_again(path):
    with Database.open(path) as db:
        recovery.save(db, "observation:new", "4月8日第4节", {"topic": "分数的意"})
        recovery.save(db, "observation:new", "4月8日第4节", {"topic": "分数的意义"})
    with Database.open(path) as db:
        waiting = recovery.waiting(db)
        assert [(item.title, item.payload) for item in waiting] == [("4月8日第4节", {"topic": "分数的意义"})]
        assert [info.label for info in db.recent_changes()] == ["学校"]
        recovery.drop(db, "observation:new")
        assert recovery.waiting(db) == []


def test_an_old_file_is_backed_up_before_its_first_step(path, monkeypatch):
    def add_table(connection):
        connection.execute("CREATE TABLE extra (x TEXT) STRICT")

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, ("m9999_extra", add_table)))
    seen = []
    with Database.open(path, before_migration=lambda file: seen.append(copying.verify(file).counts["teacher"])) as db:
        assert seen == [1]
        assert db.rows("SELECT count(*) FROM extra") == [(0,)]
        with db.change("触发器还在") as change:
            change.put(a_teacher("乙"))
        db.undo()


def test_a_step_that_breaks_leaves_the_file_of_the_old_age(path, monkeypatch):
    def broken(connection):
        connection.execute("CREATE TABLE extra (x TEXT) STRICT")
        raise ZeroDivisionError

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, ("m9999_extra", broken)))
    with pytest.raises(ZeroDivisionError):
        Database.open(path)
    monkeypatch.setattr(migrations, "STEPS", migrations.STEPS[:-1])
    with Database.open(path) as db:
        assert db.count(Teacher) == 1


def test_a_folder_is_never_mistaken_for_a_file(path, stick):
    info = backup.make(path, stick)
    (stick / "别的.txt").write_text("别的", "utf-8")
    done = backup.restore(info.path, stick)
    assert done.path == str(stick / path.name)
    assert (stick / "别的.txt").read_text("utf-8") == "别的"
    again = backup.restore(info.path, stick)
    assert again.path == done.path and sum("换下来的" in item.name for item in stick.iterdir()) == 1
    for step in (lambda: backup.make(path, stick / "没插"), lambda: backup.restore(info.path, stick / "没插")):
        with pytest.raises(StorageTrouble) as told:
            step()
        assert told.value.kind == "missing" and "文件夹" in told.value.message
