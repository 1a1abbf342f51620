"""Which characters which typeface holds, and how a run with a lacking one is split."""

from __future__ import annotations

import pytest

from jiaoyan_desktop.documents.form_values import FormValues
from jiaoyan_desktop.documents.typefaces import Piece, face_pieces, holds
from jiaoyan_desktop.documents.word import WordTemplate

from .office_files import MADE_AT, W, body, body_docx, docx_bytes, form_spec, lines, part, with_part
from .word_xml import paragraph


@pytest.mark.parametrize(
    ("face", "character", "held"),
    [
        ("仿宋_GB2312", "林", True),
        ("仿宋_GB2312", "珺", False),
        ("仿宋_GB2312", "酄", False),
        ("仿宋", "珺", True),
        ("仿宋", "酄", True),
        ("仿宋", "㛃", False),
        ("宋体", "㛃", True),
        ("宋体", "𠮷", False),
        ("SimSun-ExtB", "𠮷", True),
        ("方正小标宋简体", "珺", False),
        ("方正小标宋_GBK", "珺", True),
        ("仿宋_GB2312", "—", True),
        ("仿宋_GB2312", "〇", True),
        ("仿宋_GB2312", "A", True),
        ("仿宋", "☑", False),
        ("某校自用体", "珺", True),
    ],
)
def test_what_a_typeface_holds(face, character, held):
    assert holds(face, character) is held


def test_text_is_cut_only_around_what_is_lacking():
    pieces, lacking = face_pieces("柳树酄林珺㛃校𠮷", "仿宋_GB2312")
    assert [(piece.text, piece.face) for piece in pieces] == [
        ("柳树", ""),
        ("酄", "仿宋"),
        ("林", ""),
        ("珺", "仿宋"),
        ("㛃", "宋体"),
        ("校", ""),
        ("𠮷", "SimSun-ExtB"),
    ]
    assert lacking == [("酄", "仿宋"), ("珺", "仿宋"), ("㛃", "宋体"), ("𠮷", "SimSun-ExtB")]
    assert face_pieces("教学研究总结", "仿宋_GB2312") == ([Piece("教学研究总结")], [])


def test_a_character_that_no_usual_typeface_has_is_told_and_left():
    pieces, lacking = face_pieces("甲\U0002b740乙", "仿宋")
    assert [piece.text for piece in pieces] == ["甲\U0002b740乙"]
    assert lacking == [("\U0002b740", "")]


def filled(data: bytes, **values: str):
    return WordTemplate(data, form_spec(*values), "a.docx").fill(FormValues(fields=values), made_at=MADE_AT)


def in_face(face: str, text: str = "{{姓名}}", properties: str = "<w:b/>") -> str:
    fonts = f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}"/>'
    return paragraph(text).replace("<w:r>", f"<w:r><w:rPr>{fonts}{properties}</w:rPr>")


def test_the_run_is_split_and_all_four_typefaces_are_named():
    document = filled(body_docx(in_face("仿宋_GB2312")), 姓名="林珺老师")
    root = body(document.data)
    assert lines(root) == ["林珺老师"]
    runs = root.findall(f".//{W}r")
    assert [run.find(f"{W}t").text for run in runs] == ["林", "珺", "老师"]
    fonts = runs[1].find(f"{W}rPr/{W}rFonts")
    assert {fonts.get(f"{W}{name}") for name in ("ascii", "hAnsi", "eastAsia", "cs")} == {"仿宋"}
    assert fonts.get(f"{W}hint") == "eastAsia"
    assert runs[1].find(f"{W}rPr/{W}b") is not None
    assert [(item.character, item.wanted, item.used, item.where) for item in document.substitutions] == [
        ("珺", "仿宋_GB2312", "仿宋", "姓名")
    ]


def test_a_title_in_small_song_goes_to_bold_song():
    root = body(filled(body_docx(in_face("方正小标宋简体", properties="")), 姓名="柳树酄").data)
    lacking = root.findall(f".//{W}r")[1]
    assert lacking.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia") == "宋体"
    assert lacking.find(f"{W}rPr/{W}b") is not None


def test_the_typeface_is_found_in_style_defaults_and_theme():
    def build(document):
        style = document.styles["Normal"]
        style.element.get_or_add_rPr().get_or_add_rFonts().set(f"{W}eastAsia", "仿宋_GB2312")
        document.add_paragraph("{{姓名}}")
        document.add_heading("{{校名}}", 1)

    document = filled(docx_bytes(build), 姓名="珺", 校名="酄")
    wanted = {item.where: item.wanted for item in document.substitutions}
    assert wanted == {"姓名": "仿宋_GB2312"}  # the heading's own theme typeface is 宋体, which holds 酄

    plain = docx_bytes(lambda document: document.add_paragraph("{{姓名}}"))
    theme = (
        part(plain, "word/theme/theme1.xml")
        .decode()
        .replace('script="Hans" typeface="宋体"', 'script="Hans" typeface="楷体_GB2312"')
    )
    plain = with_part(plain, "word/theme/theme1.xml", theme.encode())
    assert [item.wanted for item in filled(plain, 姓名="珺").substitutions] == ["楷体_GB2312"]
