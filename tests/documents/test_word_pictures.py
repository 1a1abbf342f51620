"""Pictures in Word templates: fitted to their room, never clipped, kept once, with words for those who cannot see."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from jiaoyan_desktop.documents.form_values import FormValues, Picture
from jiaoyan_desktop.documents.word import WordTemplate
from jiaoyan_desktop.errors import UserError

from .office_files import (
    MADE_AT,
    W,
    assert_sound,
    body,
    body_docx,
    docx_bytes,
    etree,
    form_spec,
    lines,
    part,
    part_names,
    row_spec,
    with_part,
)
from .word_xml import EXACT_HEIGHT, EXACT_LINES, cell, paragraph, row, table

EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
MM = 36000


def picture(width: int = 4000, height: int = 3000, kind: str = "JPEG", caption: str = "", shade: int = 90) -> Picture:
    written = io.BytesIO()
    Image.new("RGB", (width, height), (shade, shade, 120)).save(written, kind)
    return Picture(data=written.getvalue(), alt='教研活动"照片"', caption=caption)


def filled(data: bytes, pictures: dict, form=None, rows=None):
    form = form or form_spec(pictures=tuple(pictures))
    values = FormValues(pictures={key.partition(":")[0]: value for key, value in pictures.items()}, rows=rows or {})
    document = WordTemplate(data, form, "a.docx").fill(values, made_at=MADE_AT)
    assert_sound(document.data)
    return document


def extents(root) -> list[tuple[int, int]]:
    return [(int(item.get("cx")), int(item.get("cy"))) for item in root.iter(EXTENT)]


PLACE = cell(paragraph("{{照片}}", EXACT_LINES), width=4000)
CELL = table(row(PLACE, properties=EXACT_HEIGHT), widths=(4000,))


def test_a_picture_fits_its_cell_and_no_line_height_cuts_it():
    root = body(filled(body_docx(CELL), {"照片": [picture(caption="签到册")]}).data)
    ((width, height),) = extents(root)
    assert width == (4000 - 230) * 635
    assert height == pytest.approx(width * 3 / 4, abs=2)
    spacing = root.find(f".//{W}tc/{W}p/{W}pPr/{W}spacing")
    assert (spacing.get(f"{W}lineRule"), spacing.get(f"{W}before")) == ("auto", "60")
    assert root.find(f".//{W}trHeight").get(f"{W}hRule") == "atLeast"
    assert lines(root)[:2] == ["", "签到册"]


def test_the_size_written_in_the_form_is_a_limit_and_small_ones_are_not_blown_up():
    data = docx_bytes(lambda document: document.add_paragraph("{{照片}}"))
    pictures = [picture(), picture(100, 300, shade=1), picture(300, 3000, shade=2)]
    root = body(filled(data, {"照片:100x60": pictures}).data)
    first, second, third = extents(root)
    assert first == (80 * MM, 60 * MM)
    assert second == (int(100 * 9525 * (60 * MM) / (300 * 9525)), 60 * MM)
    assert third[1] == 60 * MM
    tiny = body(filled(data, {"照片": [picture(96, 96)]}).data)
    assert extents(tiny) == [(914400, 914400)]


def test_equal_pictures_are_kept_once_and_every_drawing_has_words_and_an_id():
    data = docx_bytes(lambda document: document.add_paragraph("{{照片}}"))
    document = filled(data, {"照片": [picture(), picture(), picture(kind="PNG")]})
    assert [name for name in part_names(document.data) if "media/jy" in name] == [
        "word/media/jy1.jpeg",
        "word/media/jy2.png",
    ]
    root = body(document.data)
    assert [item.get("descr") for item in root.iter(DOC_PR)] == ['教研活动"照片"'] * 3
    assert b'Extension="png"' in part(document.data, "[Content_Types].xml")


def test_a_filled_file_may_be_a_template_again():
    data = docx_bytes(lambda document: [document.add_paragraph("{{照片}}"), document.add_paragraph("｛｛再照｝｝")])
    form = form_spec(pictures=("照片", "再照"))
    once = WordTemplate(data, form, "a").fill(FormValues(pictures={"照片": [picture()], "再照": []}), made_at=MADE_AT)
    again = body(once.data)
    again.find(f"{W}body").insert(0, etree.fromstring(etree.tostring(body(data).find(f".//{W}p"))))
    second = with_part(once.data, "word/document.xml", etree.tostring(again))
    document = filled(second, {"照片": [picture(shade=5)]})
    assert len([name for name in part_names(document.data) if "/media/" in name]) == 2


def test_header_pictures_get_relations_of_the_header_and_rows_hold_pictures():
    def build(document):
        document.sections[0].header.paragraphs[0].text = "{{校徽}}"
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "{{说明}}", "{{图}}"

    form = form_spec(pictures=("校徽:20x20",), rows=(row_spec("说明", "图", pictures=("图",)),))
    rows = {
        "说明": [{"说明": "一", "图": [picture()]}, {"说明": "二", "图": [picture(shade=3)]}, {"说明": "三", "图": []}]
    }
    document = filled(docx_bytes(build), {"校徽": [picture(shade=7)]}, form, rows)
    headers = [name for name in part_names(document.data) if name.startswith("word/_rels/header")]
    assert any(b"media/jy" in part(document.data, name) for name in headers)
    assert len(extents(body(document.data))) == 2


def test_no_picture_leaves_a_blank_place_and_a_broken_one_is_named():
    data = docx_bytes(lambda document: document.add_paragraph("{{照片}}"))
    assert lines(body(filled(data, {"照片": []}).data)) == [""]
    with pytest.raises(UserError, match="签到册"):
        filled(data, {"照片": [Picture(data=b"no picture", alt="签到册")]})
