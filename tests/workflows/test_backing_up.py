"""Backups by hand and by themselves, and taking them back over a damaged file."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from jiaoyan_desktop import paths
from jiaoyan_desktop.domain.people import School
from jiaoyan_desktop.errors import StorageTrouble
from jiaoyan_desktop.store import ladder
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.store.term_records import own_school
from jiaoyan_desktop.workflows import backing_up, setting_up

NOW = datetime.now()


@pytest.fixture
def db(tmp_path):
    with setting_up.new_school(
        tmp_path / "学校.jiaoyan", name="清水酄乡中心小学", starts_on=date(2025, 3, 1), ends_on=date(2025, 6, 30)
    ) as made:
        yield made


def test_a_backup_is_remembered_and_then_not_due(db, tmp_path):
    uid = own_school(db).uid
    assert backing_up.is_backup_due(uid, NOW)
    stick = tmp_path / "U盘"
    stick.mkdir()
    heard = []
    info = backing_up.back_up(db.path, uid, stick, lambda share, text: heard.append(share))
    assert info.path.startswith(str(stick))
    assert not backing_up.is_backup_due(uid, NOW)
    assert backing_up.is_backup_due(uid, NOW + timedelta(days=8))
    assert heard
    assert backing_up.last_proven(uid) is not None


def test_one_rung_a_day(db):
    wanted = backing_up.daily_rung_due(db, NOW)
    assert wanted is not None
    backing_up.make_daily_rung(*wanted)
    assert backing_up.daily_rung_due(db, NOW) is None
    assert backing_up.daily_rung_due(db, NOW + timedelta(days=1)) is not None


def test_a_damaged_file_comes_back_from_a_rung_and_is_kept(db, tmp_path):
    uid, path = own_school(db).uid, db.path
    wanted = backing_up.daily_rung_due(db, NOW)
    assert wanted is not None
    backing_up.make_daily_rung(*wanted)
    db.close()
    path.write_bytes(b"\0" * 5000)
    with pytest.raises(StorageTrouble):
        Database.open(path)
    offers = backing_up.offers(uid)
    assert [(offer.school, offer.observations, offer.why) for offer in offers] == [("清水酄乡中心小学", 0, "每天")]
    backing_up.take_back(offers[0], path)
    with Database.open(path) as again:
        assert again.find(School)[0].name == "清水酄乡中心小学"
    kept = [item for item in tmp_path.iterdir() if "换下来的" in item.name]
    assert len(kept) == 1
    assert kept[0].read_bytes() == b"\0" * 5000


def test_without_the_school_all_rungs_of_this_computer_are_offered(db):
    wanted = backing_up.daily_rung_due(db, NOW)
    assert wanted is not None
    backing_up.make_daily_rung(*wanted)
    assert len(backing_up.offers()) == 1
    assert backing_up.offers("another") == []


def test_a_backup_from_a_stick_is_looked_into(db, tmp_path):
    info = backing_up.back_up(db.path, own_school(db).uid, tmp_path / "备份.jiaoyan")
    offer = backing_up.look_into(tmp_path / "备份.jiaoyan")
    assert offer is not None
    assert (offer.school, offer.is_rung) == ("清水酄乡中心小学", False)
    assert backing_up.take_back(offer, tmp_path / "另一台.jiaoyan").observations == info.observations
    (tmp_path / "照片.jiaoyan").write_bytes(b"\xff\xd8\xff" * 100)
    assert backing_up.look_into(tmp_path / "照片.jiaoyan") is None


def test_before_a_migration_there_is_a_rung(db):
    backing_up.before_migration(db.path)
    places = list((paths.home() / "ladder").iterdir())
    assert [place.name for place in places] == ["升级前 学校"]
    assert len(ladder.rungs(places[0])) == 1
