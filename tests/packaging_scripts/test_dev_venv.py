"""When .venv fits, when it is completed and when it is made anew."""

from __future__ import annotations

import os
import shutil

import dev_install
import dev_venv
import pytest


@pytest.fixture
def root(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def venv(root):
    """An environment that looks finished, made by this Python, with the extra dev."""
    venv = root / ".venv"
    python = dev_venv.python_in(str(venv))
    os.makedirs(os.path.dirname(python))
    open(python, "w").close()
    wanted = dev_venv.stamp_for(str(root), {"dev"})
    version = wanted["python"].split(" ")[0]
    (venv / "pyvenv.cfg").write_text(f"home = /usr/bin\nversion = {version}.4\n", encoding="utf-8")
    dev_venv.write_stamp(str(venv), wanted)
    return venv


def state(root, venv, *extras):
    return dev_venv.judge(str(venv), dev_venv.stamp_for(str(root), set(extras)))


def test_a_finished_one_is_ready_for_less_too(root, venv):
    assert state(root, venv, "dev") == (dev_venv.READY, "")
    assert state(root, venv) == (dev_venv.READY, "")


def test_more_extras_are_added(root, venv):
    assert state(root, venv, "dev", "bench")[0] == dev_venv.INSTALL


def test_a_changed_project_file_is_installed_again(root, venv):
    (root / "pyproject.toml").write_text("[project]\nname = 'y'\n", encoding="utf-8")
    assert state(root, venv, "dev")[0] == dev_venv.INSTALL


def test_none_is_made(root):
    assert state(root, root / ".venv")[0] == dev_venv.MAKE


def test_an_interrupted_one_is_made_anew(root, venv):
    dev_venv.mark_unfinished(str(venv))
    assert state(root, venv, "dev") == (dev_venv.REMAKE, "上次没有装完")
    dev_venv.mark_finished(str(venv))
    assert state(root, venv, "dev")[0] == dev_venv.READY


def test_one_of_another_python_is_made_anew(root, venv):
    (venv / "pyvenv.cfg").write_text("version = 3.9.2\n", encoding="utf-8")
    found, why = state(root, venv, "dev")
    assert found == dev_venv.REMAKE
    assert "3.9" in why


def test_one_whose_python_is_gone_is_made_anew(root, venv):
    os.remove(dev_venv.python_in(str(venv)))
    assert state(root, venv, "dev")[0] == dev_venv.REMAKE


def test_what_is_no_environment_at_all_is_taken_away(root):
    (root / ".venv").write_text("not a folder", encoding="utf-8")
    assert state(root, root / ".venv")[0] == dev_venv.REMAKE
    dev_install.remove(str(root / ".venv"))
    assert not os.path.lexists(root / ".venv")


def test_a_moved_folder_is_made_anew(root, venv, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("moved")
    shutil.copytree(root, elsewhere, dirs_exist_ok=True)
    found, why = state(elsewhere, elsewhere / ".venv", "dev")
    assert (found, why) == (dev_venv.REMAKE, "项目的文件夹挪过地方")


def test_one_made_by_hand_is_completed_not_thrown_away(root, venv):
    (venv / dev_venv.STAMP).unlink()
    assert state(root, venv)[0] == dev_venv.INSTALL


def test_a_stamp_is_read_as_written_spaces_and_all(tmp_path):
    stamp = {"folder": "/home/韩 立新/教研 [桌面]", "python": "3.12 64", "project": "abc", "extras": ""}
    dev_venv.write_stamp(str(tmp_path), stamp)
    assert {key: value for key, value in stamp.items() if value} == {
        key: value for key, value in dev_venv.read_stamp(str(tmp_path)).items() if value
    }
    assert os.listdir(tmp_path) == [dev_venv.STAMP]


def test_ready_needs_no_installer(root, venv, monkeypatch):
    monkeypatch.setattr(dev_venv, "ROOT", str(root))
    monkeypatch.setattr(dev_venv, "VENV", str(venv))
    monkeypatch.setattr(dev_install, "one_at_a_time", lambda path: pytest.fail("nothing was to be installed"))
    assert dev_venv.ensure({"dev"}) == dev_venv.python_in(str(venv))


def test_installing_keeps_the_extras_that_were_there(root, venv, monkeypatch):
    installed = []
    monkeypatch.setattr(dev_venv, "ROOT", str(root))
    monkeypatch.setattr(dev_venv, "VENV", str(venv))
    monkeypatch.setattr(dev_venv, "BUILD", str(root / "build"))
    monkeypatch.setattr(dev_install, "install", lambda venv, extras: installed.append(extras))
    dev_venv.ensure({"bench"})
    assert installed == [{"dev", "bench"}]
    assert state(root, venv, "dev", "bench")[0] == dev_venv.READY


def test_what_stands_in_the_way_leaves_no_stamp_of_success(root, venv, monkeypatch):
    def no_network(venv, extras):
        raise dev_install.Trouble("连不上")

    monkeypatch.setattr(dev_venv, "ROOT", str(root))
    monkeypatch.setattr(dev_venv, "VENV", str(venv))
    monkeypatch.setattr(dev_venv, "BUILD", str(root / "build"))
    monkeypatch.setattr(dev_install, "install", no_network)
    with pytest.raises(dev_install.Trouble):
        dev_venv.ensure({"bench"})
    assert state(root, venv, "dev")[0] == dev_venv.READY  # the old state is whole and still counts
    assert state(root, venv, "bench")[0] == dev_venv.INSTALL
