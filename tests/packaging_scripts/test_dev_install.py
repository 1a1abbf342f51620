"""Installing: pip's words made plain, known troubles with their cure, one installer at a time."""

from __future__ import annotations

import os
import subprocess
import sys

import dev_install
import dev_venv
import pytest


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        (
            "Downloading PySide6_Essentials-6.8.3-cp39-abi3-manylinux_2_28_x86_64.whl (95.1 MB)",
            "下载 PySide6_Essentials 6.8.3 (95.1 MB)",
        ),
        ("Using cached openpyxl-3.1.5-py2.py3-none-any.whl (250 kB)", "上次下载过 openpyxl 3.1.5 (250 kB)"),
        ("Downloading https://pypi.example/packages/ab/click-8.1.7.tar.gz", "下载 click 8.1.7"),
        ("Downloading lxml-5.2.0-cp311-win_amd64.whl.metadata (3.7 kB)", ""),
        ("Installing collected packages: sqlite-fts4, lxml, PySide6-Essentials", "下载好了，正在装 3 个部件…"),
        (
            "WARNING: Retrying (Retry(total=4, connect=None)) after connection broken by 'NewConnectionError'",
            "网络不稳，正在再试…",
        ),
        ("Requirement already satisfied: click in ./.venv", ""),
        ("Collecting click>=8.1.7", ""),
    ],
)
def test_a_line_of_pip_in_plain_words(line, plain):
    assert dev_install.in_plain_words(line) == plain


@pytest.mark.parametrize(
    ("output", "words"),
    [
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError'\n"
            "ERROR: No matching distribution found for hatchling>=1.25",
            ["PyPI", "PIP_INDEX_URL", "build/wheels"],
        ),
        ("socket.gaierror: [Errno 11001] getaddrinfo failed", ["PyPI"]),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", ["磁盘满了"]),
        ("OSError: [WinError 112] 磁盘空间不足。", ["磁盘满了"]),
        ("ERROR: [Errno 13] Permission denied: '/opt/x/.venv/lib'", ["写不进去"]),
        ("ERROR: No matching distribution found for PySide6-Essentials<6.9,>=6.7.3", ["PySide6-Essentials", "处理器"]),
    ],
)
def test_a_known_trouble_comes_with_its_cure_and_the_log(output, words):
    trouble = dev_install.explain(output, "/x/dev-install.log")
    assert trouble is not None
    for word in [*words, "/x/dev-install.log"]:
        assert word in str(trouble)


def test_an_unknown_trouble_is_not_guessed():
    assert dev_install.explain("SyntaxError: something new", "log") is None


def test_only_one_installs_at_a_time(tmp_path):
    path = tmp_path / "dev.lock"
    with dev_install.one_at_a_time(str(path)), open(path, "a+", encoding="utf-8") as second:
        assert dev_install._lock(second.fileno(), wait=False) is False
    with open(path, "a+", encoding="utf-8") as third:
        assert dev_install._lock(third.fileno(), wait=False) is True


def test_every_line_of_a_program_is_handed_on():
    lines = []
    with subprocess.Popen(
        [sys.executable, "-c", "print('一'); print('二')"],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    ) as process:
        assert dev_install._follow(process, lines.append) == "一\n二\n"
    assert lines == ["一", "二"]


def test_too_small_a_disk_is_told_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setitem(dev_install.NEEDED_BYTES, False, 10**18)
    with pytest.raises(dev_install.Trouble, match="还没有开始装"):
        dev_install.make(str(tmp_path / ".venv"))
    assert not (tmp_path / ".venv").exists()


def test_pip_is_told_apart_before_and_after_it_touches_anything(tmp_path, monkeypatch):
    """A network cut while downloading leaves the old state whole; a cut while installing does not."""
    venv = tmp_path / ".venv"
    venv.mkdir()
    script = tmp_path / "pip_stand_in.py"
    real_popen = subprocess.Popen
    monkeypatch.setattr(dev_install, "LOG", str(tmp_path / "log"))
    monkeypatch.setattr(dev_venv, "ROOT", str(tmp_path))
    monkeypatch.setattr(
        subprocess, "Popen", lambda command, **options: real_popen([sys.executable, str(script)], **options)
    )
    monkeypatch.setattr(dev_install, "_check_space", lambda venv, full: None)

    script.write_text("print('NewConnectionError'); raise SystemExit(1)", encoding="utf-8")
    with pytest.raises(dev_install.Trouble, match="PyPI"):
        dev_install.install(str(venv), set())
    assert not (venv / dev_venv.UNFINISHED).exists()

    script.write_text(
        "print('Installing collected packages: a'); print('Errno 28'); raise SystemExit(1)", encoding="utf-8"
    )
    with pytest.raises(dev_install.Trouble, match="磁盘满了"):
        dev_install.install(str(venv), set())
    assert (venv / dev_venv.UNFINISHED).exists()
    assert "Errno 28" in (tmp_path / "log").read_text(encoding="utf-8")

    script.write_text("print('Installing collected packages: a')", encoding="utf-8")
    dev_install.install(str(venv), set())
    assert not (venv / dev_venv.UNFINISHED).exists()


@pytest.mark.parametrize(("name", "command"), [("posix", "PIP_INDEX_URL=http"), ("nt", "set PIP_INDEX_URL=http")])
def test_the_mirror_command_fits_the_system(name, command, monkeypatch):
    monkeypatch.setattr(dev_install.os, "name", name)
    monkeypatch.setattr(sys, "argv", ["dev.py", "run"])
    assert command in dev_install._with_mirror()
    assert dev_install._with_mirror().endswith("packaging/dev.py run")
