"""The names for the first painted window: read without opening, and no fault here is a fault there."""

from __future__ import annotations

from jiaoyan_desktop.domain.people import School
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.store.glance import Glance, glance
from tests.builders import a_school, a_term


def test_the_names_are_seen_also_while_the_file_is_open(tmp_path):
    path = tmp_path / "学校.jiaoyan"
    with Database.create(path) as db:
        assert glance(path) is None  # no school in it yet
        with db.change("学校") as change:
            change.put(a_school())
            change.put(a_term())
        school = db.find(School)[0]
        assert glance(path) == Glance("清水酄乡中心小学", "2025年春季学期", school.uid)


def test_what_cannot_be_read_is_left_to_opening(tmp_path):
    assert glance(tmp_path / "没有.jiaoyan") is None
    foreign = tmp_path / "花名册.xlsx"
    foreign.write_bytes(b"PK\x03\x04" * 200)
    assert glance(foreign) is None
    assert sorted(item.name for item in tmp_path.iterdir()) == ["花名册.xlsx"]
