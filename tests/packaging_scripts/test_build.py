"""What is made for a school: the right tags for its machines, and everything the program needs."""

from __future__ import annotations

import re
import subprocess
from types import SimpleNamespace

import dev_install
import dev_venv
import pytest

import build


def glibc(tag):
    """The minor version of the C library a tag asks for; old tags ask for less than any machine has."""
    found = re.match(r"manylinux_2_(\d+)_", tag)
    return int(found[1]) if found else 0


def test_the_projects_own_list_is_what_is_downloaded():
    needs = build.project_needs()
    assert any(need.startswith("PySide6-Essentials") for need in needs)
    assert any(need.startswith("python-calamine") for need in needs)


def test_uos_and_kylin_get_wheels_for_their_old_c_library():
    assert "manylinux_2_28_x86_64" in build.PLATFORMS["linux"]
    assert "manylinux_2_17_x86_64" in build.PLATFORMS["linux"]
    assert "manylinux_2_31_aarch64" in build.PLATFORMS["linux-arm"]
    newest = {system: max(map(glibc, tags)) for system, tags in build.PLATFORMS.items() if system != "windows"}
    assert newest == {"linux": 28, "linux-arm": 31}


@pytest.mark.parametrize("arguments", [["wheels", "dos"], ["wheels", "windows", "3.9"]])
def test_an_unknown_system_or_python_is_named(arguments, capsys):
    assert build.main(arguments) == 1
    assert f"“{arguments[-1]}”" in capsys.readouterr().err


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["--help"], 0), (["cd"], 2)])
def test_how_it_is_used_is_told(arguments, code, capsys):
    assert build.main(arguments) == code
    assert "packaging/build.py folder" in capsys.readouterr().out


def test_wheels_for_windows_bring_what_only_windows_needs(tmp_path, monkeypatch, capsys):
    commands = []
    monkeypatch.setattr(dev_venv, "ensure", lambda extras: "python")
    monkeypatch.setattr(dev_venv, "BUILD", str(tmp_path))
    monkeypatch.setattr(dev_install, "WHEELS", str(tmp_path / "wheels"))
    monkeypatch.setattr(
        subprocess, "run", lambda command, **options: commands.append(command) or SimpleNamespace(returncode=0)
    )
    assert build.main(["wheels", "windows", "3.12"]) == 0
    command = commands[0]
    assert {"--platform", "win_amd64", "--python-version", "3.12", "colorama", "hatchling"} <= set(command)
    assert str(tmp_path / "wheels") in capsys.readouterr().out
