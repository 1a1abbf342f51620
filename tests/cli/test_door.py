"""The door: a window without click, commands without Qt, UTF-8 on any console, and a real process's exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jiaoyan_desktop import cli

ROOT = Path(__file__).parent.parent.parent


def process(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """``jiaoyan`` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "jiaoyan_desktop", *map(str, words)],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        timeout=120,
    )


def loaded_by(code: str) -> set[str]:
    """The top modules that are loaded after running some code."""
    shown = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*{{name.split('.')[0] for name in sys.modules}})"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        timeout=120,
    )
    return set(shown.stdout.split())


@pytest.mark.parametrize("words", [[], ["open", "学校.jiaoyan"]])
def test_the_window_opens_without_click(words):
    code = (
        "import sys, types\n"
        "import jiaoyan_desktop\n"
        "app = types.ModuleType('jiaoyan_desktop.app'); asked = []\n"
        "app.run = lambda path: asked.append(path) or 7\n"
        "sys.modules['jiaoyan_desktop.app'] = app; jiaoyan_desktop.app = app\n"
        "from jiaoyan_desktop import cli\n"
        f"assert cli.main({words!r}) == 7 and asked == [{words[1] if words else None!r}]"
    )
    assert "click" not in loaded_by(code)


def test_commands_do_without_qt_and_the_version_without_much(tmp_path):
    assert "PySide6" not in loaded_by("from jiaoyan_desktop.cli import commands")


def test_data_is_utf_8_on_a_gbk_console(made_sample):
    done = process("stats", made_sample, "--json", PYTHONIOENCODING="gbk")
    assert done.returncode == 0
    names = [item["name"] for item in json.loads(done.stdout.decode("utf-8"))["observations"]["by_teacher"]]
    assert "孙㛃" in names
    assert process("stats", made_sample, PYTHONIOENCODING="ascii").stdout.decode("utf-8")


def test_a_process_gives_data_and_messages_apart(made_sample, tmp_path):
    done = process("check", made_sample, "--json")
    assert done.returncode == 3
    assert len(json.loads(done.stdout)) == 74
    assert "还缺5处" in done.stderr.decode("utf-8")
    wrong = process("check", tmp_path / "没有.jiaoyan")
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert "没有找到" in wrong.stderr.decode("utf-8") and b"Traceback" not in wrong.stderr


def test_a_reader_that_has_had_enough_is_no_trouble(made_sample):
    command = [sys.executable, "-P", "-m", "jiaoyan_desktop", "check", str(made_sample), "--json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as running:
        assert running.stdout and running.stderr
        running.stdout.close()
        said = running.stderr.read()
    assert b"Traceback" not in said and b"Exception" not in said


def test_without_a_screen_the_window_is_not_tried(monkeypatch, capsys):
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(cli.sys, "platform", "linux")
    assert cli.main([]) == 2
    assert "没有屏幕" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_where_a_window_can_be_shown(platform, environment, expected):
    assert cli.has_screen(platform, environment) is expected
