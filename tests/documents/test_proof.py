"""Every finished document is opened once more by libraries that did not make it."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest

from jiaoyan_desktop.documents.proof import NotReadable, must_open


def word(text: str) -> bytes:
    document, buffer = docx.Document(), io.BytesIO()
    if text:
        document.add_paragraph(text)
    document.save(buffer)
    return buffer.getvalue()


def excel(text: str) -> bytes:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = text
    book.save(buffer)
    return buffer.getvalue()


def test_what_others_can_open_passes():
    must_open(word("总结"), "总结.docx")
    must_open(excel("合计"), "统计表.xlsx")
    must_open(b"\xff\xd8", "照片/图01.jpg")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (word("总结")[:900], "断了.docx"),
        (b"no zip at all", "不是.docx"),
        (word(""), "空的.docx"),
        (excel("x")[:700], "断了.xlsx"),
        (b"no zip at all", "不是.xlsx"),
        (excel("x"), "其实是表格.docx"),
    ],
)
def test_what_they_cannot_open_never_leaves_the_house(data, name):
    with pytest.raises(NotReadable, match=name):
        must_open(data, name)
