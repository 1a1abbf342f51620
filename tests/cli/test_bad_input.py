"""What bad input and bad luck get: one clear sentence with what to do, nothing lost, nothing half-written."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from jiaoyan_desktop.documents import packet
from jiaoyan_desktop.store import backup
from jiaoyan_desktop.store.copying import verify
from tests.documents.sheet_files import write_xlsx

from .conftest import NEW_SCHOOL

PACKET = "清水酄乡中心小学_2025年春季学期_校本教研材料_校本教研活动方案"


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below the folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 : len(data) // 2] = os.urandom(len(data) // 2 - 4096)
    path.write_bytes(data)


@pytest.mark.parametrize("command", ["new", "sample"])
def test_nothing_ever_starts_empty_over_a_damaged_file(command, sample, call, tmp_path):
    damaged(sample)
    before = everything(tmp_path)
    told = call(command, sample, *(NEW_SCHOOL if command == "new" else ()))
    assert (told.code, told.out) == (2, "")
    assert "已经有了，没有动它" in told.err and "请换一个名字" in told.err
    assert everything(tmp_path) == before


@pytest.mark.parametrize("what", ["damaged", "no database", "empty"])
def test_a_backup_that_is_not_whole_never_takes_the_place_of_a_file(what, sample, call, tmp_path):
    source = Path(shutil.copy(sample, tmp_path / "备份.jiaoyan"))
    if what == "damaged":
        damaged(source)
    else:
        source.write_bytes(b"" if what == "empty" else "这是一篇文章。".encode() * 500)
    before = everything(tmp_path)
    told = call("restore", source, sample)
    assert (told.code, told.out) == (2, "") and told.err.strip().endswith("。")
    assert everything(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("花名册.xlsx", b""),
        ("花名册.xlsx", b"PK\x03\x04 cut off"),
        ("花名册.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
        ("花名册.txt", "姓名\t学科\n王秀兰\t语文\n".encode()),
        ("花名册.docx", b"PK\x05\x06" + b"\x00" * 18),
    ],
)
def test_a_table_that_cannot_be_read_changes_nothing(name, data, school, call, tmp_path):
    source = tmp_path / name
    source.write_bytes(data)
    before = everything(tmp_path)
    told = call("read", school, source, "--as", "roster")
    assert (told.code, told.out) == (2, "") and told.err.strip().endswith("。")
    assert everything(tmp_path) == before


def test_a_day_that_does_not_exist_is_listed_with_its_place_and_the_real_one(sample, call, tmp_path):
    source = write_xlsx(
        tmp_path / "台账.xlsx",
        (
            ("日期", "节次", "班级", "科目", "授课教师", "课题", "听课人", "评语"),
            ("6月31日", "第2节", "三（1）班", "数学", "徐静", "位置", "韩立新", "清楚"),
        ),
    )
    told = call("read", sample, source, "--as", "observations", "--json")
    assert told.code == 0
    (problem,) = json.loads(told.out)["problems"]
    assert (problem["row"], problem["value"]) == (2, "6月31日")
    assert "6月只有30天" in problem["reason"] and problem["suggestion"] == "2025年6月30日"
    assert json.loads(told.out)["counts"]["new"] == 0


# -- places that cannot be written -----------------------------------------------------------------------------------


def refuse_writing(patch: pytest.MonkeyPatch, under: Path, code: int) -> None:
    """Opening to write and making folders fail below a folder, as on a stick that is full or locked."""
    opened, made = Path.open, Path.mkdir

    def is_there(path: Path) -> bool:
        return under in (path, *path.parents)

    def trouble(path: Path) -> OSError:
        return OSError(code, os.strerror(code), str(path))

    def open_(self: Path, mode: str = "r", *rest: Any, **values: Any) -> Any:
        if set("xwa+") & set(mode) and is_there(self):
            raise trouble(self)
        return opened(self, mode, *rest, **values)

    def mkdir(self: Path, *rest: Any, **values: Any) -> None:
        if code != errno.ENOSPC and is_there(self):
            raise trouble(self)
        made(self, *rest, **values)

    patch.setattr(Path, "open", open_)
    patch.setattr(Path, "mkdir", mkdir)


@pytest.mark.parametrize(
    ("code", "said"), [(errno.ENOSPC, "放不下"), (errno.EACCES, "只许看不许写"), (errno.EROFS, "只许看不许写")]
)
def test_a_place_that_cannot_be_written_keeps_the_earlier_packet(code, said, sample, call, tmp_path, monkeypatch):
    out = tmp_path / "出"
    assert call("export", sample, "--out", out, "--only", "M1").code == 0
    before = everything(tmp_path)
    with monkeypatch.context() as patch:
        refuse_writing(patch, out, code)
        told = call("export", sample, "--out", out, "--only", "M1")
    assert (told.code, told.out) == (2, "")
    assert said in told.err and "原来的文件没动" in told.err
    assert everything(tmp_path) == before
    assert [path.name for path in out.iterdir()] == [PACKET]


def test_the_last_file_that_no_longer_fits_takes_the_whole_packet_back(sample, call, tmp_path, monkeypatch):
    """The stick fills up in the middle: some files were already there, none is left."""
    written, kept = [], packet._written

    def fills_up(*values: Any) -> Any:
        if len(written) == 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written.append(kept(*values))
        return written[-1]

    monkeypatch.setattr(packet, "_written", fills_up)
    before = everything(tmp_path)
    told = call("export", sample, "--out", tmp_path / "出", "--only", "M4", "--allow-missing")
    assert told.code == 2 and "放不下这包材料" in told.err and "换个U盘" in told.err
    assert everything(tmp_path) == before and not (tmp_path / "出").exists()


def test_a_stick_without_room_is_told_before_anything_is_written(sample, call, tmp_path, monkeypatch):
    stick = tmp_path / "U盘"
    stick.mkdir()
    before = everything(tmp_path)
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(backup.shutil, "disk_usage", lambda _: usage._replace(free=3 << 20))
    told = call("backup", sample, stick)
    assert told.code == 2 and "这里只剩3MB" in told.err and "原来的文件没动" in told.err
    assert everything(tmp_path) == before


# -- a file that is open in Word -------------------------------------------------------------------------------------


def test_a_packet_whose_file_is_open_in_word_is_not_touched(sample, call, tmp_path, monkeypatch):
    out = tmp_path / "出"
    assert call("export", sample, "--out", out, "--only", "M1").code == 0
    (word,) = out.rglob("*.docx")
    owner = word.with_name(f"~${word.name[2:]}")
    owner.write_bytes(b"owner")
    before = everything(tmp_path)
    told = call("export", sample, "--out", out, "--only", "M1")
    assert told.code == 2 and f"“{word.name}”正在WPS或Word里开着" in told.err and "把它关掉" in told.err
    assert everything(tmp_path) == before
    owner.unlink()

    renamed = Path.rename

    def held(self: Path, target: Path) -> Path:
        if self.name == PACKET:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self))  # what Windows says
        return renamed(self, target)

    before = everything(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", held)
        told = call("export", sample, "--out", out, "--only", "M1")
    assert told.code == 2 and "正在WPS或Word里开着" in told.err
    assert everything(tmp_path) == before
    again = call("export", sample, "--out", out, "--only", "M1")
    assert again.code == 0 and "原来的那一份挪到了" in again.err
    assert verify(sample).ok
