"""Bad input and bad luck: a sentence that says what to do, exit code 2, never a traceback, nothing lost."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jiaoyan_desktop.cli import commands, mishaps
from jiaoyan_desktop.store import database
from jiaoyan_desktop.store.database import Database

from .conftest import NEW_SCHOOL

READING = [
    pytest.param(("check",), id="check"),
    pytest.param(("stats", "--json"), id="stats"),
    pytest.param(("export", "--out", "out"), id="export"),
    pytest.param(("verify",), id="verify"),
    pytest.param(("undo",), id="undo"),
    pytest.param(("backup", "b.jiaoyan"), id="backup"),
]


def words_for(command: tuple[str, ...], path: Path, tmp_path: Path) -> list[str]:
    places = {"out": str(tmp_path / "out"), "b.jiaoyan": str(tmp_path / "b.jiaoyan")}
    return [command[0], str(path), *(places.get(word, word) for word in command[1:])]


def missing(path: Path) -> None:
    path.unlink()


def foreign(path: Path) -> None:
    path.write_text("这是一篇普通的文字，不是学校文件。" * 20, encoding="utf-8")


def other_database(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE something (a)")
    connection.close()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def newer(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
        "SELECT migration_set, 'm9999_from_the_future', applied_at FROM _sqlite_migrations LIMIT 1"
    )
    connection.close()


SPOILT = [
    pytest.param(missing, "没有找到", id="missing"),
    pytest.param(foreign, "不是学校文件", id="foreign"),
    pytest.param(other_database, "不是学校文件", id="another program's database"),
    pytest.param(empty, "不完整", id="empty"),
    pytest.param(cut_in_half, "", id="cut in half"),
    pytest.param(newer, "新版程序", id="newer"),
]
REFUSED = [
    pytest.param(*command.values, *spoilt.values, id=f"{command.id}, {spoilt.id}")
    for command in READING
    for spoilt in SPOILT
    if (command.id, spoilt.id) != ("verify", "newer")  # looking over needs no knowledge of what is newer
]


@pytest.mark.parametrize(("command", "spoil", "said"), REFUSED)
def test_a_file_that_cannot_be_used_is_explained_and_left_as_it_is(command, spoil, said, call, sample, tmp_path):
    spoil(sample)
    before = sample.read_bytes() if sample.exists() else None
    told = call(*words_for(command, sample, tmp_path))
    assert told.code == 2
    assert said in told.err and told.err.strip().endswith("。")
    assert (sample.read_bytes() if sample.exists() else None) == before
    assert not (tmp_path / "out").exists() and not (tmp_path / "b.jiaoyan").exists()


def test_a_file_of_a_newer_program_can_still_be_looked_over(call, sample):
    newer(sample)
    assert call("verify", sample).code == 0


def test_a_changed_picture_is_found(call, sample):
    connection = sqlite3.connect(sample, isolation_level=None)
    connection.execute(
        "UPDATE blob SET data = zeroblob(size) "
        "WHERE hash = (SELECT hash FROM blob WHERE media_type = 'image/jpeg' LIMIT 1)"
    )
    connection.close()
    told = call("verify", sample)
    assert told.code == 2 and "图片" in told.err


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("undo",), id="undo"),
        pytest.param(("read", "SOURCE", "--as", "roster"), id="read"),
    ],
)
def test_while_the_window_has_the_file_open_nothing_is_written(words, call, sample):
    source = Path(__file__).parent.parent / "samples" / "教师花名册.xlsx"
    words = [str(source) if word == "SOURCE" else word for word in words]
    with held_elsewhere(sample):
        told = call(words[0], sample, *words[1:])
    assert told.code == 2 and "开着" in told.err


def test_while_the_window_has_the_file_open_it_can_be_read_and_exported(call, sample, tmp_path):
    with held_elsewhere(sample):
        assert call("stats", sample, "--json").code == 0
        assert call("check", sample).code == 3
        assert call("backup", sample, tmp_path / "b.jiaoyan").code == 0
        told = call("export", sample, "--out", tmp_path / "out", "--only", "M1")
    assert told.code == 0 and Path(told.out.strip()).is_file()
    assert "没有记到报送登记里" in told.err


def test_a_file_that_is_open_is_not_replaced_by_a_backup(call, sample, tmp_path):
    backup = tmp_path / "b.jiaoyan"
    call("backup", sample, backup)
    before = sample.read_bytes()
    with held_elsewhere(sample):
        told = call("restore", backup, sample)
    assert told.code == 2 and "开着" in told.err
    assert sample.read_bytes() == before


class held_elsewhere:
    """The file is open for writing in another process while the block runs."""

    def __init__(self, path: Path) -> None:
        code = (
            "import sys; from jiaoyan_desktop.store.database import Database; "
            "db = Database.open(sys.argv[1]); print('open', flush=True); sys.stdin.readline(); db.close()"
        )
        self._process = subprocess.Popen(
            [sys.executable, "-c", code, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parent.parent.parent,
        )

    def __enter__(self) -> None:
        assert self._process.stdout and self._process.stdout.readline().strip() == "open"

    def __exit__(self, *_: object) -> None:
        self._process.communicate("\n", timeout=60)


def test_a_folder_that_may_only_be_read(call, sample, monkeypatch):
    monkeypatch.setattr(database.os, "access", lambda _, mode: mode != os.W_OK)
    told = call("undo", sample)
    assert told.code == 2 and "只许看不许写" in told.err
    assert call("stats", sample).code == 0


def test_a_full_disk_leaves_no_half_packet(call, sample, tmp_path, monkeypatch):
    opened = Path.open

    def full(self: Path, mode: str = "r", *rest: Any, **values: Any):
        if ("x" in mode or "w" in mode) and tmp_path in self.parents:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self))
        return opened(self, mode, *rest, **values)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", full)
        told = call("export", sample, "--out", tmp_path / "out", "--only", "M1")
    assert told.code == 2 and "放不下" in told.err
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("new", "FILE", *NEW_SCHOOL[:-3], "2025-06-31"), "6月只有30天，没有6月31日。是不是6月30日？"),
        (("check", "SAMPLE", "--as-of", "6月31日"), "可以写：--as-of 2025-06-30"),
        (("stats", "SAMPLE", "--as-of", "2025-02-29"), "2025年2月只有28天"),
        (("sample", "FILE", "--today", "今天"), "没认出是哪一天"),
    ],
)
def test_a_day_that_does_not_exist_is_explained(words, said, call, sample, tmp_path):
    if words[0] == "new":
        words = ("new", "FILE", *NEW_SCHOOL[:8], "--ends", "2025-06-31")
    told = call(*[{"FILE": tmp_path / "x.jiaoyan", "SAMPLE": sample}.get(word, word) for word in words])
    assert told.code == 2 and said in told.err
    assert not (tmp_path / "x.jiaoyan").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("chek",), "没有“chek”这个命令。是不是 check？"),
        (("什么",), "没有“什么”这个命令。"),
        (("check",), "还缺 FILE。"),
        (("check", "a", "b"), "“b”是多出来的"),
        (("check", "a", "--jsn"), "没有“--jsn”这个选项。是不是 --json？"),
        (("check", "a", "--json=3"), "“--json”后面不用写内容。"),
        (("export", "a"), "还缺 --out。"),
        (("export", "a", "--out"), "“--out”后面要写上内容。"),
        (("read", "a", "b", "--as", "x"), "--as 没有“x”这一种"),
        (("open",), "还缺 FILE。"),
        (("open", "a", "b"), "“b”是多出来的"),
        (("new", "x.jiaoyan", "--pack", "没有这套", *NEW_SCHOOL[2:]), "没有“没有这套”这套要求。"),
        (("new", "x.jiaoyan", *NEW_SCHOOL[:6], "--starts", "2025-06-30", "--ends", "2025-03-01"), "比开始的日子还早"),
    ],
)
def test_a_call_that_cannot_be_meant_so_is_explained_in_chinese(words, said, call, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = call(*words)
    assert (told.code, told.out) == (2, "")
    assert said in told.err
    assert not list(tmp_path.iterdir())
    for english in ("Usage", "Error", "Missing", "No such", "Got unexpected", "Invalid", "Try"):
        assert english not in told.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "SAMPLE", "--out", "out", "--only", "M99"), "没有“M99”这一项。"),
        (("check", "SAMPLE", "--pack", "nowhere-2030"), "没有“nowhere-2030”这套要求。"),
        (("read", "SAMPLE", "nothing.xlsx", "--as", "roster"), "nothing.xlsx"),
        (("backup", "SAMPLE", "no/such/folder/b.jiaoyan"), "没有“no/such/folder”这个文件夹"),
        (("restore", "nothing.jiaoyan", "x.jiaoyan"), "没有找到“nothing.jiaoyan”"),
        (("sample", "no/such/folder/x.jiaoyan"), "没有“no/such/folder”这个文件夹"),
    ],
)
def test_a_name_that_is_not_there_is_explained(words, said, call, sample, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = call(*[sample if word == "SAMPLE" else word for word in words])
    assert told.code == 2 and said in told.err
    assert [path.name for path in tmp_path.iterdir()] == [sample.name]


def test_a_file_without_a_term_is_explained(call, tmp_path):
    path = tmp_path / "空.jiaoyan"
    Database.create(path).close()
    told = call("check", path)
    assert told.code == 2 and "还没有学期" in told.err


def test_a_bug_is_told_in_a_sentence_and_kept_in_the_log(call, sample, own_home, monkeypatch):
    def breaks(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(commands.reporting, "check", breaks)
    told = call("check", sample)
    log = own_home / "log" / "command-line.log"
    assert told.code == 1 and told.out == ""
    assert str(log) in told.err and "已经存好的都在" in told.err
    kept = log.read_text(encoding="utf-8")
    assert "Traceback" in kept and "ZeroDivisionError: a bug" in kept


def test_a_bug_on_a_machine_whose_home_cannot_be_written_still_has_its_log(call, sample, tmp_path, monkeypatch):
    blocked = tmp_path / "home"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setenv("JIAOYAN_HOME", str(blocked))
    monkeypatch.setattr(mishaps.tempfile, "gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr(commands.reporting, "check", lambda *_, **__: 1 / 0)
    told = call("check", sample)
    assert told.code == 1
    assert "ZeroDivisionError" in (tmp_path / "jiaoyan-command-line.log").read_text(encoding="utf-8")


def test_ctrl_c_stops_quietly(call, sample, monkeypatch):
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands.reporting, "check", interrupted)
    told = call("check", sample)
    assert told.code == 130 and "停下了" in told.err
