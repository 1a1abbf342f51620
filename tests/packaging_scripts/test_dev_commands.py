"""The commands of dev.py: whether there is a screen, what is handed over, and the main job without a screen."""

from __future__ import annotations

import os

import dev_commands
import dev_debian
import dev_sample
import dev_venv
import pytest


@pytest.mark.parametrize(
    ("platform", "environment", "screen"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":7"}, True),
        ("linux", {"DISPLAY": ":8.0"}, False),
        ("linux", {"DISPLAY": "far.example:10.0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":7"}, False),
        ("linux", {"QT_QPA_PLATFORM": "offscreen:size=800x600"}, False),
        ("linux", {"QT_QPA_PLATFORM": "vnc"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_whether_there_is_a_screen(platform, environment, screen, monkeypatch):
    monkeypatch.setattr(dev_commands, "x_server_listens", lambda number: number == "7")
    assert dev_commands.has_screen(platform, environment) is screen


@pytest.fixture
def handed(monkeypatch):
    """Commands handed over instead of run; the environment counts as complete, without a screen."""
    commands = []
    monkeypatch.setattr(dev_venv, "ensure", lambda extras: f"python with {sorted(extras)}")
    monkeypatch.setattr(dev_debian, "ensure", lambda python, needs: None)
    monkeypatch.setattr(dev_commands, "has_screen", lambda platform, environment: False)
    monkeypatch.setattr(dev_commands.os, "chdir", lambda folder: None)
    monkeypatch.setattr(dev_commands, "hand_over", lambda command: commands.append(command) or 3)
    return commands


def test_arguments_of_run_go_to_jiaoyan_and_its_exit_code_comes_back(handed):
    assert dev_commands.main(["run", "check", "学校.jiaoyan", "--json"]) == 3
    assert handed == [["python with []", "-P", "-m", "jiaoyan_desktop", "check", "学校.jiaoyan", "--json"]]


def test_arguments_of_test_go_to_pytest(handed):
    assert dev_commands.main(["test", "tests/domain", "-k", "日期"]) == 3
    assert handed == [["python with ['dev']", "-m", "pytest", "tests/domain", "-k", "日期"]]
    assert os.environ["QT_QPA_PLATFORM"]


def test_bench_names_go_to_the_bench(handed):
    assert dev_commands.main(["bench", "startup_vs_bare"]) == 3
    assert handed == [["python with ['bench', 'dev']", "-m", "tests.benchmarks", "startup_vs_bare"]]


def test_run_without_a_screen_does_the_main_job(handed, monkeypatch):
    made = []
    monkeypatch.setattr(dev_sample, "make_packet", lambda python: made.append(python) or 0)
    assert dev_commands.main(["run"]) == 0
    assert made == ["python with []"]
    assert handed == []


def test_trouble_is_told_in_words_and_ends_with_1(monkeypatch, capsys):
    def no_network(extras):
        raise dev_commands.Trouble("连不上下载部件的网站。")

    monkeypatch.setattr(dev_venv, "ensure", no_network)
    assert dev_commands.main(["run"]) == 1
    assert capsys.readouterr().err == "连不上下载部件的网站。\n"


def test_ctrl_c_is_no_traceback(monkeypatch, capsys):
    def interrupted(extras):
        raise KeyboardInterrupt

    monkeypatch.setattr(dev_venv, "ensure", interrupted)
    assert dev_commands.main(["test"]) == 130
    assert "接着来" in capsys.readouterr().err


def test_a_window_is_not_opened_where_qt_would_die(monkeypatch):
    monkeypatch.setattr(dev_commands.sys, "platform", "linux")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(dev_debian, "is_checked", lambda needs: False)
    monkeypatch.setattr(dev_debian, "missing_libraries", lambda python, use: ["x"] if use == "window" else [])
    with pytest.raises(dev_commands.Trouble):
        dev_commands._stop_without_window_libraries("python")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    dev_commands._stop_without_window_libraries("python")


def test_the_listing_counts_what_was_made(tmp_path):
    school, packet = tmp_path / "样例学校.jiaoyan", tmp_path / "包"
    (packet / "听课").mkdir(parents=True)
    school.write_bytes(b"x" * 2_500_000)
    (packet / "目录清单.xlsx").write_bytes(b"x" * 9000)
    (packet / "manifest.json").write_bytes(b"x" * 900)
    for number in range(3):
        (packet / "听课" / f"{number}.docx").write_bytes(b"x" * 100_000)
    lines = dev_sample.listing(str(school), str(packet))
    assert "2.5 MB" in lines[1]
    assert "共 3 份文件，另有manifest.json、目录清单.xlsx" in lines[2]
    assert [line.strip() for line in lines[3:5]] == ["manifest.json", "目录清单.xlsx"]
    assert "3 份" in lines[5]


def test_what_the_last_time_made_is_taken_away_first(tmp_path, monkeypatch):
    school, packet = tmp_path / "样例学校.jiaoyan", tmp_path / "sample-packet"
    for name in ("样例学校.jiaoyan", "样例学校.jiaoyan-journal", "dev.lock"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    packet.mkdir()
    monkeypatch.setattr(dev_venv, "BUILD", str(tmp_path))
    monkeypatch.setattr(dev_sample, "SCHOOL", str(school))
    monkeypatch.setattr(dev_sample, "PACKET", str(packet))
    dev_sample._clear()
    assert os.listdir(tmp_path) == ["dev.lock"]


def test_a_command_that_stops_gives_its_exit_code(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(dev_venv, "BUILD", str(tmp_path))
    monkeypatch.setattr(dev_sample, "SCHOOL", str(tmp_path / "样例学校.jiaoyan"))
    monkeypatch.setattr(dev_sample, "PACKET", str(tmp_path / "sample-packet"))

    class Result:
        returncode = 2

    monkeypatch.setattr(dev_sample.subprocess, "run", lambda command, **options: Result())
    assert dev_sample.make_packet("python") == 2
    assert "jiaoyan sample 没有做完" in capsys.readouterr().err
