"""Writing a packet: whole or not at all, whatever the disk, the person or another program does."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from jiaoyan_desktop import paths
from jiaoyan_desktop.documents import packet
from jiaoyan_desktop.documents.fields.registry import PictureRef
from jiaoyan_desktop.documents.fields.values import records_for, values_for
from jiaoyan_desktop.documents.forms_source import FolderForms
from jiaoyan_desktop.documents.packet import PacketCancelled, write_packet
from jiaoyan_desktop.documents.packet_plan import FilledForm, PacketPlan, PlannedFile, ShrunkPicture
from jiaoyan_desktop.documents.pictures import STORY
from jiaoyan_desktop.errors import UserError
from tests.documents import report_world as world
from tests.documents.office_files import assert_sound


def a_plan(*form_ids: str, picture: str = "", made_at=world.MADE_AT, read_blob=world.read_blob) -> PacketPlan:
    """A packet of the forms named, one file for each of their records."""
    scene = world.scene()
    files = []
    for form_id in form_ids:
        form = scene.pack.form(form_id)
        for number, record in enumerate(records_for(scene, form)):
            content = FilledForm(form=form, values=values_for(scene, form, record), record=record)
            suffix = form.file_name.rpartition(".")[2]
            path = f"{form_id}/{number}.{suffix}"
            files.append(PlannedFile(path=path, title=form.title, material_id="", form_id=form_id, content=content))
    if picture:
        shrunk = ShrunkPicture(picture=PictureRef(blob=picture, alt="签到册照片"), limits=STORY)
        files.append(PlannedFile(path="照片/01.jpg", title="照片", material_id="", form_id="", content=shrunk))
    return PacketPlan(
        folder_name="清小材料",
        scene=scene,
        source=FolderForms(paths.forms()),
        read_blob=read_blob,
        made_at=made_at,
        program_version="test",
        materials=(),
        files=tuple(files),
    )


def all_files(folder: Path) -> set[str]:
    """Every file below ``folder`` by its path with forward slashes."""
    return {item.relative_to(folder).as_posix() for item in folder.rglob("*") if item.is_file()}


def test_everything_is_there_with_its_checksum(tmp_path):
    result = write_packet(a_plan("plan", "receipt", picture="p1"), tmp_path)
    assert result.folder == tmp_path / "清小材料"
    assert all_files(result.folder) == {
        "plan/0.docx",
        "receipt/0.docx",
        "照片/01.jpg",
        "目录清单.xlsx",
        "manifest.json",
    }
    manifest = json.loads((result.folder / "manifest.json").read_text(encoding="utf-8"))
    assert [item["path"] for item in manifest["files"]] == ["plan/0.docx", "receipt/0.docx", "照片/01.jpg"]
    for item in manifest["files"]:
        data = (result.folder / item["path"]).read_bytes()
        assert (item["sha256"], item["size"]) == (hashlib.sha256(data).hexdigest(), len(data))
    assert manifest["as_of"] == "2025-06-08"
    assert_sound((result.folder / "目录清单.xlsx").read_bytes())


def test_progress_ends_at_one_and_never_goes_back(tmp_path):
    told: list[tuple[float, str]] = []
    write_packet(a_plan("plan", "receipt"), tmp_path, lambda share, text: told.append((share, text)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares) and shares[-1] == 1.0
    assert "校本教研活动方案" in [text for _, text in told]


def test_cancelling_leaves_nothing(tmp_path):
    asked = iter([False, True])
    with pytest.raises(PacketCancelled):
        write_packet(a_plan("plan", "receipt"), tmp_path / "新文件夹", cancelled=lambda: next(asked))
    assert list(tmp_path.iterdir()) == []


def test_what_the_report_raises_stops_the_work_and_leaves_nothing(tmp_path):
    class GaveUp(Exception):
        pass

    def report(share: float, text: str) -> None:
        if share > 0.3:
            raise GaveUp

    with pytest.raises(GaveUp):
        write_packet(a_plan("plan", "receipt", "term-summary"), tmp_path, report)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing_and_keeps_the_earlier_packet(tmp_path, monkeypatch):
    first = write_packet(a_plan("plan"), tmp_path)
    before = {name: (first.folder / name).read_bytes() for name in all_files(first.folder)}
    real = os.fsync
    calls = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    monkeypatch.setattr(packet.os, "fsync", full)
    with pytest.raises(UserError) as told:
        write_packet(a_plan("plan", "receipt"), tmp_path)
    assert "只剩" in told.value.message and "已经清掉" in told.value.message
    assert told.value.cure
    assert [item.name for item in tmp_path.iterdir()] == ["清小材料"]
    assert {name: (first.folder / name).read_bytes() for name in all_files(first.folder)} == before


def test_a_folder_that_cannot_be_written_is_told(tmp_path, monkeypatch):
    def denied(self, *args, **more):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", denied)
    with pytest.raises(UserError, match="只许看不许写"):
        write_packet(a_plan("plan"), tmp_path / "里面")


def test_a_file_in_place_of_the_folder_is_told(tmp_path):
    (tmp_path / "材料").write_text("不是文件夹", encoding="utf-8")
    with pytest.raises(UserError, match="不是文件夹"):
        write_packet(a_plan("plan"), tmp_path / "材料")


def test_an_earlier_packet_is_kept_aside_whole(tmp_path):
    first = write_packet(a_plan("plan"), tmp_path)
    old = (first.folder / "plan/0.docx").read_bytes()
    (first.folder / "盖章扫描件.pdf").write_bytes(b"scan")
    second = write_packet(a_plan("receipt"), tmp_path)
    assert second.kept_aside is not None
    assert (second.kept_aside / "plan/0.docx").read_bytes() == old
    assert (second.kept_aside / "盖章扫描件.pdf").read_bytes() == b"scan"
    assert "plan/0.docx" not in all_files(second.folder)


@pytest.mark.parametrize("owner", ["~$0.docx", ".~lock.0.docx#", ".~0.docx"])
def test_a_file_that_is_open_in_word_or_wps_is_named(tmp_path, owner):
    first = write_packet(a_plan("plan"), tmp_path)
    (first.folder / "plan" / owner).write_bytes(b"")
    with pytest.raises(UserError, match=r"“0\.docx”正在WPS或Word里开着"):
        write_packet(a_plan("plan"), tmp_path)
    assert [item.name for item in tmp_path.iterdir()] == ["清小材料"]


def test_a_folder_that_windows_refuses_to_move_is_told_and_stays(tmp_path, monkeypatch):
    first = write_packet(a_plan("plan"), tmp_path)
    real = Path.rename

    def rename(self, target):
        if self == first.folder:
            raise PermissionError(errno.EACCES, "in use")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(UserError) as told:
        write_packet(a_plan("plan"), tmp_path)
    assert told.value.field == "open"
    assert [item.name for item in tmp_path.iterdir()] == ["清小材料"]


def test_when_the_last_step_breaks_the_earlier_packet_comes_back(tmp_path, monkeypatch):
    first = write_packet(a_plan("plan"), tmp_path)
    real = Path.rename

    def rename(self, target):
        if self.name.startswith(".正在生成"):
            raise OSError(errno.EIO, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(UserError, match="出了岔子"):
        write_packet(a_plan("receipt"), tmp_path)
    assert [item.name for item in tmp_path.iterdir()] == ["清小材料"]
    assert "plan/0.docx" in all_files(first.folder)


def test_a_half_written_folder_of_an_earlier_day_is_cleared_away(tmp_path):
    old, new = tmp_path / ".正在生成_alt", tmp_path / ".正在生成_neu"
    for folder in (old, new):
        folder.mkdir()
        (folder / "x.docx").write_bytes(b"")
    os.utime(old, (1, 1))
    write_packet(a_plan("plan"), tmp_path)
    assert not old.exists() and new.exists()


def test_a_picture_that_cannot_be_opened_is_named_and_the_rest_is_made(tmp_path):
    result = write_packet(a_plan("plan", picture="broken"), tmp_path)
    assert all_files(result.folder) == {"plan/0.docx", "目录清单.xlsx", "manifest.json"}
    assert result.not_made[0][0] == "照片/01.jpg"
    assert "签到册照片" in result.not_made[0][1]


def test_a_broken_photo_inside_a_document_is_left_out_by_name(tmp_path):
    def read(name: str) -> bytes:
        return b"" if name == "note1" else world.read_blob(name)

    result = write_packet(a_plan("observation-notes", read_blob=read), tmp_path)
    assert len(result.left_out) == 1 and "第1页" in result.left_out[0]
    data = (result.folder / "observation-notes/0.docx").read_bytes()
    assert sum(name.startswith("word/media/") for name in zipfile.ZipFile(io.BytesIO(data)).namelist()) == 1


def test_a_photo_that_is_gone_from_the_file_is_told(tmp_path):
    def read(name: str) -> bytes:
        raise KeyError(name)

    result = write_packet(a_plan(picture="p1", read_blob=read), tmp_path)
    assert "找不到了" in result.not_made[0][1]


def test_rare_characters_are_listed_in_result_and_manifest(tmp_path):
    result = write_packet(a_plan("recommendation"), tmp_path)
    assert {item.character for item in result.substitutions} == {"㛃"}
    manifest = json.loads((result.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["substitutions"][0]["character"] == "㛃"


def test_the_same_data_gives_the_same_parts_clocks_apart(tmp_path):
    from datetime import datetime

    names = ("plan", "term-summary", "timetable-school", "receipt", "photo-story", "progress")
    one = write_packet(a_plan(*names, picture="p1"), tmp_path / "一")
    two = write_packet(a_plan(*names, picture="p1", made_at=datetime(2025, 6, 9, 8, 0)), tmp_path / "二")
    assert all_files(one.folder) == all_files(two.folder)
    for item in one.files:
        first, second = (one.folder / item.path).read_bytes(), (two.folder / item.path).read_bytes()
        if item.path.endswith(".jpg"):
            assert first == second
            continue
        with zipfile.ZipFile(io.BytesIO(first)) as left, zipfile.ZipFile(io.BytesIO(second)) as right:
            assert left.namelist() == right.namelist()
            for name in left.namelist():
                if name != "docProps/core.xml":
                    assert left.read(name) == right.read(name), (item.path, name)
