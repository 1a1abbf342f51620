"""What a damaged, foreign, newer, full, locked or killed file gets: one sentence, and nothing lost."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap

import pytest

from jiaoyan_desktop.domain.people import School, Teacher
from jiaoyan_desktop.errors import StorageTrouble
from jiaoyan_desktop.store import copying
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.store.lock import FileLock, read_holder
from jiaoyan_desktop.store.schema import APPLICATION_ID
from tests.builders import a_school, a_teacher


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "学校.jiaoyan"
    with Database.create(path) as db, db.change("学校") as change:
        change.put(a_school())
        change.put_all(a_teacher(f"教师{number}") for number in range(200))
    return path


def refusal(path, **options) -> StorageTrouble:
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(StorageTrouble) as told:
        Database.open(path, **options).close()
    assert (path.read_bytes() if path.exists() else None) == before
    assert not path.with_name(path.name + ".lock").exists()
    assert told.value.cure
    return told.value


def test_a_missing_file(tmp_path):
    assert refusal(tmp_path / "没有.jiaoyan").kind == "missing"


@pytest.mark.parametrize("content", [b"", b"\x00" * 4096, b"SQLite format 3\x00"], ids=["empty", "zeros", "cut off"])
def test_an_empty_file_is_damage_and_never_a_fresh_start(tmp_path, content):
    path = tmp_path / "学校.jiaoyan"
    path.write_bytes(content)
    assert refusal(path).kind == "damaged"


def test_a_file_that_is_no_database(tmp_path):
    path = tmp_path / "花名册.xlsx"
    path.write_bytes(b"PK\x03\x04" + b"x" * 500)
    assert refusal(path).kind == "foreign"


def test_a_database_of_another_program(tmp_path):
    path = tmp_path / "别的.jiaoyan"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    assert refusal(path).kind == "foreign"


def test_a_file_cut_in_half(path):
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2 // 4096 * 4096])
    with pytest.raises(StorageTrouble) as told, Database.open(path) as db:
        db.find(Teacher)
        db.recent_changes()
    assert told.value.kind == "damaged"
    assert not copying.verify(path).ok


def test_overwritten_pages_are_told_by_verify(path):
    data = bytearray(path.read_bytes())
    data[8192:20480] = b"\xa5" * 12288
    path.write_bytes(data)
    assert not copying.verify(path).ok


def test_a_file_of_a_newer_program(path):
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('jiaoyan', 'm9999_later', 'x')"
        )
    connection.close()
    trouble = refusal(path)
    assert trouble.kind == "newer"
    assert "更新程序" in trouble.cure


def test_a_full_disk_keeps_what_was_stored(path):
    with Database.open(path) as db:
        pages = db.rows("PRAGMA page_count")[0][0]
        db.rows(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(StorageTrouble) as told, db.change("很多照片") as change:
            change.add_blob(os.urandom(1_000_000), "image/jpeg")
        assert told.value.kind == "full"
        assert db.count(Teacher) == 200
        db.rows("PRAGMA max_page_count = 1000000")
        with db.change("以后又有地方了") as change:
            change.put(a_teacher("新老师"))
        assert db.count(Teacher) == 201


def test_a_folder_that_may_only_be_read(path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda target, mode: mode != os.W_OK)
    assert refusal(path).kind == "read_only"
    with Database.open(path, read_only=True) as db:
        assert db.count(School) == 1


def test_another_window_has_it_open(path):
    with Database.open(path) as first:
        with pytest.raises(StorageTrouble) as told:
            Database.open(path)
        assert told.value.kind == "locked"
        assert "只看不改" in told.value.cure
        with Database.open(path, read_only=True) as reader:
            assert reader.count(School) == 1
        with first.change("还能写") as change:
            change.put(a_teacher("甲"))


def test_another_computer_has_it_open_until_a_person_takes_over(path):
    lock = path.with_name(path.name + ".lock")
    lock.write_text(
        json.dumps({"machine": "教导处", "person": "韩立新", "process": 7, "since": "2025-04-08T08:12"}), "utf-8"
    )
    with pytest.raises(StorageTrouble) as told:
        Database.open(path)
    assert told.value.kind == "locked"
    assert "教导处" in told.value.message and "韩立新" in told.value.message and "8:12" in told.value.message
    with Database.open(path, take_over=True) as db:
        assert db.was_left_open
        holder = read_holder(lock)
        assert holder is not None and holder.process == os.getpid()
    assert not lock.exists()


def test_a_lock_text_cut_off_by_the_power_is_taken_over_by_a_person(path):
    lock = path.with_name(path.name + ".lock")
    lock.write_text('{"machine": "教', "utf-8")
    with pytest.raises(StorageTrouble):
        FileLock(path).acquire()
    Database.open(path, take_over=True).close()


KILLED = textwrap.dedent(
    """
    import os, sys
    from jiaoyan_desktop.store.database import Database
    from jiaoyan_desktop.domain.people import Teacher
    db = Database.open(sys.argv[1])
    with db.change("写完的") as change:
        change.put(Teacher(name="写完的"))
    with db.change("写了一半") as change:
        for number in range(20000):
            change.put(Teacher(name="一半" * 50))
            if number == 3000:
                db._connection.execute("PRAGMA cache_spill = 1")
                db._connection.execute("PRAGMA cache_size = 1")
        print("half", flush=True)
        sys.stdin.read()
    """
)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is how a power cut is played here")
def test_a_power_cut_in_the_middle_of_a_change(path):
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=os.getcwd()
    )
    assert process.stdout is not None and process.stdout.readline() == b"half\n"
    with pytest.raises(StorageTrouble):
        Database.open(path)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with Database.open(path) as db:  # the same computer: the lock of a dead process is taken over by itself
        assert db.was_left_open
        assert [info.label for info in db.recent_changes()] == ["写完的", "学校"]
        assert db.count(Teacher) == 201
    assert copying.verify(path).ok


def test_the_mark_of_our_files_is_in_the_header(path):
    assert int.from_bytes(path.read_bytes()[68:72], "big") == APPLICATION_ID
