"""Files that are no workbook, or would blow up in the reader, are told apart by content with the cure in words."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from jiaoyan_desktop.documents import sheets_guard
from jiaoyan_desktop.documents.sheets import read_workbook
from jiaoyan_desktop.documents.sheets_child import parse
from jiaoyan_desktop.documents.sheets_guard import recognise
from jiaoyan_desktop.documents.sheets_ole import ole_streams, read_xls_facts
from jiaoyan_desktop.errors import UserError
from tests.documents.sheet_files import biff, ole_file, raw_xlsx, write_xlsx

SAMPLES = Path(__file__).parent.parent / "samples"
FILLED = '<row r="{row}"><c r="{ref}"><v>2</v></c></row>'


def refusal(path: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        read_workbook(path)
    assert caught.value.field == "source"
    return caught.value


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "是空的"),
        (b"\0" * 5000, "里面全是空的"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "其实是网页（HTML）"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html></html>", "其实是网页（HTML）"),
        ("<html></html>".encode("utf-16"), "其实是网页（HTML）"),
        (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook", "其实是网页（HTML）"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "老式表格（XML）",
        ),
        (b"%PDF-1.7", "是PDF"),
        (b"\x89PNG\r\n", "是图片"),
        ("姓名,性别\n王秀兰,女\n".encode("gbk"), "是文本表（CSV）"),
        (b"\x01\x02\x00\x03", "没认出是什么文件"),
        (b"PK\x03\x04 cut off", "打不开，文件可能没有拷完"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 100, "打不开，文件可能没有拷完"),
    ],
)
def test_what_only_claims_to_be_a_workbook(tmp_path, content, words):
    path = tmp_path / "台账.xls"
    path.write_bytes(content)
    refused = refusal(path)
    assert words in refused.message and "“台账.xls”" in refused.message
    assert refused.cure


def test_word_files_and_archives(tmp_path):
    assert "是Word文件" in refusal(SAMPLES / "局发空表_参与回执.docx").message
    for name, words in (("content.xml", "ods"), ("xl/workbook.bin", "xlsb"), ("照片.jpg", "压缩包")):
        path = tmp_path / "表.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, "x")
        assert words in refusal(path).message


@pytest.mark.parametrize(
    ("streams", "words"),
    [
        (("EncryptedPackage", "EncryptionInfo"), "加了打开密码"),
        (("WordDocument", "1Table"), "是Word或WPS文字文件"),
        (("Nothing",), "旧格式，没认出"),
    ],
)
def test_old_containers_by_what_they_hold(tmp_path, streams, words):
    assert words in refusal(ole_file(tmp_path / "表.xls", *streams)).message


def test_a_wps_table_in_its_own_format(tmp_path):
    assert ".et" in refusal(ole_file(tmp_path / "表.et", "Other")).message


def test_an_xls_that_is_damaged_inside(tmp_path):
    assert read_workbook(ole_file(tmp_path / "表.xls", "Workbook")).sheets == ()
    whole = (SAMPLES / "任课分工.xls").read_bytes()
    (tmp_path / "半.xls").write_bytes(whole[: len(whole) // 2])
    assert "打不开" in refusal(tmp_path / "半.xls").message


def test_missing_and_folders(tmp_path):
    assert "没有找到" in refusal(tmp_path / "没有.xlsx").message
    assert "是文件夹" in refusal(tmp_path).message


def test_names_do_not_matter(tmp_path):
    path = tmp_path / "其实是新的.xls"
    path.write_bytes((SAMPLES / "推门听课台账.xlsx").read_bytes())
    assert recognise(path) == "xlsx"
    assert parse(path).sheets[0].height == 82


@pytest.mark.parametrize(("row", "column"), [(1048576, "XFD"), (1048576, "E"), (2000, "XFD"), (99999, "AZ")])
def test_a_cell_far_away_is_refused_before_it_is_read(tmp_path, row, column):
    ref = f"{column}{row}"
    path = raw_xlsx(tmp_path / "远.xlsx", FILLED.format(row=1, ref="A1") + FILLED.format(row=row, ref=ref))
    refused = refusal(path)
    assert f"用到了第{row}行" in refused.message and "太大了" in refused.message


def test_formatting_far_away_is_no_harm(tmp_path):
    styled = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    path = raw_xlsx(tmp_path / "边框.xlsx", FILLED.format(row=1, ref="A1") + styled)
    (sheet,) = read_workbook(path).sheets
    assert (sheet.height, sheet.width) == (1, 1)


def test_a_long_narrow_sheet_is_read(tmp_path):
    path = raw_xlsx(tmp_path / "长.xlsx", FILLED.format(row=1, ref="A1") + FILLED.format(row=60000, ref="C60000"))
    assert read_workbook(path).sheets[0].height == 60000


def test_what_slips_past_the_guard_harms_only_the_helper_process(tmp_path):
    cells = FILLED.format(row=1, ref="A1") + FILLED.format(row=1048576, ref="XFD1048576").replace("XFD", "&#88;FD")
    refused = refusal(raw_xlsx(tmp_path / "藏.xlsx", cells))
    assert "打不开" in refused.message or "太大" in refused.message


def test_a_zip_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets_guard, "_MOST_PART_BYTES", 1_000_000)
    path = raw_xlsx(tmp_path / "炸.xlsx", " " * 2_000_000)
    assert path.stat().st_size < 20_000
    with pytest.raises(UserError, match="大得不像一张表"):
        parse(path)
    monkeypatch.setattr(sheets_guard, "_MOST_PART_BYTES", 10_000_000)
    monkeypatch.setattr(sheets_guard, "_MOST_UNPACKED_BYTES", 1_000_000)
    with pytest.raises(UserError, match="大得不像一张表"):
        parse(path)


def test_too_many_parts_or_bytes(tmp_path, monkeypatch):
    path = write_xlsx(tmp_path / "表.xlsx", [["a"]])
    monkeypatch.setattr(sheets_guard, "_MOST_PARTS", 3)
    with pytest.raises(UserError, match="大得不像一张表"):
        parse(path)
    monkeypatch.setattr(sheets_guard, "_MOST_BYTES", 10)
    with pytest.raises(UserError, match="不像学校的表"):
        parse(path)


def test_xml_that_is_broken(tmp_path):
    with pytest.raises(UserError, match="打不开"):
        parse(raw_xlsx(tmp_path / "坏.xlsx", '<row r="1"><c r="A1"><v>1</v></row>'))
    path = tmp_path / "缺.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    with pytest.raises(UserError, match="打不开"):
        parse(path)


def test_damaged_containers_never_hang(tmp_path):
    whole = bytearray((SAMPLES / "任课分工.xls").read_bytes())
    for place in range(0, 600, 7):
        broken = bytearray(whole)
        broken[place : place + 4] = b"\xfd\xff\xff\x7f"
        path = tmp_path / "坏.xls"
        path.write_bytes(broken)
        assert ole_streams(path) is None or isinstance(read_xls_facts(path)[0], dict)


def test_hidden_columns_and_encryption_of_an_old_workbook(tmp_path):
    name = "分工".encode("utf-16-le")
    sheet = lambda start: struct.pack("<IBBBB", start, 0, 0, 2, 1) + name  # noqa: E731 (its length is needed first)
    start = len(biff((0x0809, b"\0" * 16), (0x0085, sheet(0)), (0x000A, b"")))
    columns = [struct.pack("<6H", 2, 3, 2000, 15, 1, 0), struct.pack("<6H", 5, 5, 2000, 15, 0, 0)]
    body = biff((0x0809, b"\0" * 16), *((0x007D, column) for column in columns), (0x0200, b"\0" * 14), (0x000A, b""))
    data = biff((0x0809, b"\0" * 16), (0x0085, sheet(start)), (0x000A, b"")) + body
    assert read_xls_facts(ole_file(tmp_path / "表.xls", "Workbook", data=data)) == ({"分工": (3, 4)}, False)
    locked = biff((0x0809, b"\0" * 16), (0x002F, b"\0" * 54))
    path = ole_file(tmp_path / "密.xls", "Workbook", data=locked)
    assert read_xls_facts(path) == ({}, True)
    assert "加了打开密码" in refusal(path).message
