"""Preferences: declared in one table, written beside and then over, a damaged file kept aside."""

from __future__ import annotations

import os

import pytest

from jiaoyan_desktop.settings import RECENT_LIMIT, SETTINGS, Settings


def test_every_default_fits_its_own_declaration():
    settings = Settings()
    for key, setting in SETTINGS.items():
        assert isinstance(settings[key], setting.kind)
        settings[key] = setting.default


def test_what_is_set_is_there_after_a_restart(tmp_path):
    Settings(tmp_path / "s.json")["theme"] = "dark"
    assert Settings(tmp_path / "s.json")["theme"] == "dark"
    assert os.listdir(tmp_path) == ["s.json"]


@pytest.mark.parametrize("damage", ["", "{", "[1]", "\x00\x01"])
def test_a_damaged_file_is_kept_aside_and_told(tmp_path, damage):
    path = tmp_path / "s.json"
    path.write_text(damage, encoding="utf-8")
    settings = Settings(path)
    assert settings["theme"] == "light"
    assert "s.damaged.json" in settings.trouble
    assert (tmp_path / "s.damaged.json").read_text(encoding="utf-8") == damage


def test_values_that_do_not_fit_are_left_out(tmp_path):
    path = tmp_path / "s.json"
    path.write_text('{"theme": "紫色", "font_size": 7, "nonsense": 1, "recent_files": ["a"]}', encoding="utf-8")
    settings = Settings(path)
    assert (settings["theme"], settings["font_size"], settings["recent_files"]) == ("light", "normal", ["a"])
    assert settings.trouble == ""


def test_unknown_and_unfit_values_are_refused():
    with pytest.raises(KeyError):
        Settings()["colour"] = "red"
    with pytest.raises(ValueError, match="theme"):
        Settings()["theme"] = "紫色"


def test_the_old_file_stays_whole_when_writing_breaks(tmp_path, monkeypatch):
    path = tmp_path / "s.json"
    settings = Settings(path)
    settings["theme"] = "dark"
    before = path.read_bytes()

    def full(*_):
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="disk full"):
        settings["font_size"] = "large"
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["s.json"]


def test_a_changed_list_does_not_change_the_kept_one():
    settings = Settings()
    settings["recent_files"].append("x")
    assert settings["recent_files"] == []


def test_recent_files_are_unique_newest_first_and_few():
    settings = Settings()
    for number in range(RECENT_LIMIT + 3):
        settings.add_recent(f"{number}")
    settings.add_recent("5")
    assert settings["recent_files"][0] == "5"
    assert len(settings["recent_files"]) == RECENT_LIMIT
    settings.drop_recent("5")
    assert "5" not in settings["recent_files"]


def test_what_lists_remember_is_kept_side_by_side():
    settings = Settings()
    settings.remember_list("听课", widths={"a": 1})
    settings.remember_list("听课", sort=["a", True])
    assert settings.of_list("听课") == {"widths": {"a": 1}, "sort": ["a", True]}
    assert settings.of_list("别的") == {}


def test_it_goes_on_with_the_newest_file_that_is_still_there(tmp_path):
    settings = Settings()
    assert settings.worked_on_last() == ""
    school, other = tmp_path / "学校.jiaoyan", tmp_path / "别的.jiaoyan"
    for path in (other, school):
        path.touch()
        settings.add_recent(str(path))
    settings.add_recent(str(tmp_path / "没有了.jiaoyan"))
    assert settings.worked_on_last() == str(school)
    school.unlink()
    assert settings.worked_on_last() == str(other)
    settings["begin_with"] = "first_page"
    assert settings.worked_on_last() == ""
