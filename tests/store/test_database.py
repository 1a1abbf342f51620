"""The school file: creating, opening, refusing, finding, and one door for writing."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest

from jiaoyan_desktop.domain.observation import Criterion, Grade, Observation, Remark, Rubric, Score
from jiaoyan_desktop.domain.people import Post, School, Teacher
from jiaoyan_desktop.domain.records import column_kind, field_types
from jiaoyan_desktop.domain.term import Term
from jiaoyan_desktop.errors import StorageTrouble
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.store.record_tables import RECORDS, TABLES
from jiaoyan_desktop.store.schema import BOOKKEEPING, columns
from tests.builders import a_school, a_teacher, a_term


@pytest.fixture
def path(tmp_path):
    return tmp_path / "学校.jiaoyan"


@pytest.fixture
def db(path):
    with Database.create(path) as database:
        yield database


def test_the_tables_are_exactly_ours_and_strict(path, db):
    rows = db.rows("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    tables = dict(rows)
    assert set(tables) == set(RECORDS) | set(BOOKKEEPING) | {"_sqlite_migrations"}
    assert all("STRICT" in sql for name, sql in tables.items() if name != "_sqlite_migrations")


@pytest.mark.parametrize("record", TABLES, ids=lambda record: record.__name__)
def test_every_field_of_a_record_has_its_column(db, record):
    with sqlite3.connect(db.path) as connection:
        found = {row[1]: row[2] for row in connection.execute(f'PRAGMA table_info("{TABLES[record]}")')}
        assert columns(connection, TABLES[record]) == list(field_types(record))
    connection.close()
    wanted = {name: column_kind(kind).replace("JSON", "TEXT") for name, kind in field_types(record).items()}
    assert found == wanted


def test_what_was_put_is_found_again_whole(db):
    rubric = Rubric(
        id="r", title="评价表", criteria=(Criterion(name="目标", points=10),), grades=(Grade(name="优", at_least=90),)
    )
    with db.change("准备") as change:
        term = change.put(a_term())
        observer = change.put(a_teacher("韩立新"))
        stored = change.put(
            Observation(
                term_uid=term.uid,
                happened_on=date(2025, 4, 8),
                observer_uid=observer.uid,
                rubric=rubric,
                scores=(Score(criterion="目标", points=9.5),),
                remarks=(Remark(column="不足", text="“㛃”“酄”\n两行"),),
                is_outside=True,
            )
        )
    assert db.need(Observation, stored.uid) == stored
    assert stored.revision and stored.changed_at


def test_find_takes_dates_none_and_order(db):
    with db.change("教师") as change:
        change.put(a_teacher("甲", left_on=date(2025, 4, 1), order=2))
        change.put(a_teacher("乙", order=1))
        change.put(a_teacher("丙", order=3))
    assert [t.name for t in db.find(Teacher, order_by='"order" DESC', left_on=None)] == ["丙", "乙"]
    assert [t.name for t in db.find(Teacher, left_on=date(2025, 4, 1))] == ["甲"]
    assert db.count(Teacher) == 3
    assert db.get(Teacher, "no such") is None
    with pytest.raises(KeyError):
        db.need(Teacher, "no such")


def test_there_is_no_second_way_to_write(db):
    with db.change("学校") as change:
        change.put(a_school())
    with sqlite3.connect(db.path, isolation_level=None) as other:
        for statement in ("INSERT INTO term SELECT * FROM term", "UPDATE school SET name = 'x'", "DELETE FROM school"):
            if statement.startswith("INSERT"):
                other.execute(statement)  # nothing to insert: no trigger fires, nothing is written
                continue
            with pytest.raises(sqlite3.IntegrityError, match="outside a change"):
                other.execute(statement)
    other.close()
    assert db.find(School)[0].name == "清水酄乡中心小学"


def test_a_change_is_all_or_nothing_and_leaves_no_trace_when_it_breaks(db):
    with pytest.raises(ZeroDivisionError), db.change("一半") as change:
        change.put(a_school())
        _ = 1 / 0
    assert db.count(School) == 0
    assert db.recent_changes() == []
    with db.change("再来") as change:
        change.put(a_school())
    assert db.count(School) == 1


def test_an_equal_record_is_not_written_again(db):
    with db.change("教师") as change:
        teacher = change.put(a_teacher("甲"))
    with db.change("同一份再导入一次") as change:
        assert change.put(teacher.but(revision="", changed_at="")) == teacher
        assert change.count == 0
    assert [info.label for info in db.recent_changes()] == ["教师"]


def test_a_reference_to_nobody_is_refused_at_the_end_of_the_change(db):
    with pytest.raises(sqlite3.IntegrityError), db.change("职务") as change:
        change.put(Post(teacher_uid="nobody", title="校长"))
    assert db.count(Post) == 0


def test_changes_do_not_nest(db):
    with db.change("外"), pytest.raises(RuntimeError), db.change("内"):
        pass


def test_listeners_hear_the_kinds_of_things_changed_after_the_commit(db):
    heard = []
    db.subscribe(lambda kinds: heard.append((kinds, db.count(Teacher))))
    with db.change("教师") as change:
        change.put(a_teacher("甲"))
        assert heard == []
    db.undo()
    with db.change("什么也没有"):
        pass
    assert heard == [(frozenset({"Teacher"}), 1), (frozenset({"Teacher"}), 0)]


def test_pictures_are_kept_once_by_content(db):
    with db.change("照片") as change:
        change.put(a_school())
        first, again = change.add_blob(b"picture", "image/jpeg"), change.add_blob(b"picture", "image/jpeg")
    assert first == again
    assert db.blob(first) == b"picture"
    with pytest.raises(KeyError):
        db.blob("0" * 64)


def test_a_reader_sees_what_is_stored_and_cannot_write(db):
    with db.change("学校") as change:
        change.put(a_school())
    reader = db.reader()
    try:
        assert reader.execute("SELECT name FROM school").fetchone() == ("清水酄乡中心小学",)
        with pytest.raises(sqlite3.OperationalError):
            reader.execute("DELETE FROM recovery")
    finally:
        reader.close()


def test_the_file_is_one_file_when_closed(path, db):
    with db.change("学校") as change:
        change.put(a_school())
    db.close()
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_create_never_overwrites(path, db):
    db.close()
    before = path.read_bytes()
    with pytest.raises(StorageTrouble, match="已经有了"):
        Database.create(path)
    assert path.read_bytes() == before
    with pytest.raises(StorageTrouble) as told:
        Database.create(path.parent / "没有" / "甲.jiaoyan")
    assert told.value.kind == "missing"


def test_read_only_reads_and_says_why_it_does_not_write(path, db):
    with db.change("学期") as change:
        change.put(a_term())
    with Database.open(path, read_only=True) as other:
        assert other.count(Term) == 1
        with pytest.raises(StorageTrouble) as told, other.change("写"):
            pass
        assert told.value.kind == "read_only"
