"""What is no readable Word file is refused before anything is parsed, with what to do about it."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiaoyan_desktop.documents import lessons_guard
from jiaoyan_desktop.documents.lessons import parse, read_lesson
from jiaoyan_desktop.errors import UserError
from tests.documents.lesson_files import SAMPLES, plan
from tests.documents.office_files import with_part
from tests.documents.sheet_files import ole_file

PLAN = plan("一、教学目标", "会读", "| 环节 | 教师活动 |", "| 导入 | 问 |")


def refusal(data: bytes, name: str = "教案.docx") -> str:
    with pytest.raises(UserError) as told:
        parse(data, name)
    assert told.value.field == "source" and told.value.cure
    return str(told.value)


def zipped(**parts: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "教案.docx", "是空的"),
        (b"\0" * 900, "教案.docx", "没有安全退出"),
        (b"{\\rtf1 x}", "教案.doc", "写字板的格式（.rtf）"),
        (b"\xef\xbb\xbf<html><body>", "教案.doc", "其实是网页（HTML）"),
        ("<html>".encode("utf-16"), "教案.doc", "其实是网页（HTML）"),
        (b"MIME-Version: 1.0", "教案.doc", "其实是网页（HTML）"),
        (b'<?xml version="1.0"?><w:wordDocument xmlns:w="x/word/2003/wordml">', "教案.xml", "Word的XML格式"),
        (b"%PDF-1.7", "教案.pdf", "是PDF"),
        (b"\xff\xd8\xff\xe0", "教案.jpg", "是图片"),
        ("教学目标".encode("gbk"), "教案.txt", "是纯文本"),
        (b"\x01\x00\x02", "教案.docx", "没认出是什么文件"),
        (b"PK\x03\x04broken", "教案.docx", "打不开，文件可能没有拷完"),
        (zipped(xl__workbook_xml=b"x"), "课表.xlsx", "是表格，这里要的是Word教案"),
        (zipped(ppt__presentation_xml=b"x"), "课件.pptx", "是课件（PPT）"),
        (zipped(content_xml=b"x"), "教案.odt", "OpenDocument格式（.odt）"),
        (zipped(readme=b"x"), "教案.zip", "是压缩包"),
        (zipped(word__other_xml=b"x"), "教案.docx", "打不开"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600, "教案.doc", "打不开"),
    ],
)  # fmt: skip
def test_other_files_are_named_and_the_cure_said(data, name, words):
    assert words in refusal(data, name)


@pytest.mark.parametrize(
    ("stream", "name", "words"),
    [
        (
            "WordDocument",
            "教案.doc",
            "是旧格式（.doc），读不了。用WPS打开它，点“文件—另存为”，类型选“Word文件（*.docx）”",
        ),
        ("WordDocument", "教案.wps", "是WPS文字自己的格式（.wps）"),
        ("EncryptedPackage", "教案.docx", "加了打开密码"),
        ("Workbook", "教案.docx", "是表格"),
    ],
)
def test_old_and_locked_files(tmp_path, stream, name, words):
    assert words in refusal(ole_file(tmp_path / name, stream).read_bytes(), name)


def test_files_that_cannot_even_be_opened(tmp_path, monkeypatch):
    for path, words in ((tmp_path / "没有.docx", "没有找到"), (tmp_path, "是文件夹")):
        with pytest.raises(UserError, match=words):
            read_lesson(path)
    monkeypatch.setattr(lessons_guard, "_MOST_BYTES", 10)
    with pytest.raises(UserError, match="不像一份教案"):
        read_lesson(SAMPLES / "教案_A案_山行_王秀兰.docx")
    assert "不像一份教案" in refusal(PLAN)


def test_bombs_are_not_unpacked():
    assert "解开以后大得不像一份教案" in refusal(with_part(PLAN, "word/document.xml", b" " * (33 * 2**20)))
    many = zipped(**{f"word__{number}": b"" for number in range(5001)})
    assert "解开以后大得不像一份教案" in refusal(many)


def test_a_part_longer_than_it_says_is_damage():
    place = PLAN.index(b"PK\x01\x02")
    central = PLAN.index(b"word/document.xml", place) - 46
    shrunk = bytearray(PLAN)
    struct.pack_into("<I", shrunk, central + 24, 10)
    assert "打不开" in refusal(bytes(shrunk))


def test_entities_and_damaged_xml_are_refused():
    laughs = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'
    assert "DTD" in refusal(with_part(PLAN, "word/document.xml", laughs))
    assert "坏了" in refusal(with_part(PLAN, "word/document.xml", b"<w:document"))
    deep = b"<a>" * 3000 + b"</a>" * 3000
    assert "坏了" in refusal(with_part(PLAN, "word/document.xml", deep))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_in_words(data):
    broken = bytearray(PLAN)
    for _ in range(data.draw(st.integers(1, 6))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.one_of(st.just(len(broken)), st.integers(0, len(broken))))
    try:
        lesson = parse(bytes(broken[:cut]), "教案.docx")
    except UserError as told:
        assert told.cure
    else:
        assert lesson.file_name == "教案.docx"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_words_inside_are_read_or_refused_in_words(data):
    document = zipfile.ZipFile(io.BytesIO(PLAN)).read("word/document.xml")
    start = document.index(b"<w:body>")
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(start, len(document) - 2))
        length = data.draw(st.integers(0, 12))
        put = data.draw(st.sampled_from([b"", b"0", b"x", b'"', b"-1", b"99999"]))
        document = document[:place] + put + document[place + length :]
    try:
        parse(with_part(PLAN, "word/document.xml", document), "教案.docx")
    except UserError as told:
        assert told.cure


def test_a_sample_given_as_text_path():
    assert read_lesson(str(SAMPLES / "教案_A案_山行_王秀兰.docx")).file_name == "教案_A案_山行_王秀兰.docx"
