"""What Word hides in its files (own numbers, fields, formulas, text boxes, tracked changes) comes out as text, once."""

from __future__ import annotations

import io

import pytest
from docx import Document

from jiaoyan_desktop.documents.lessons_model import LessonText, lines_of
from jiaoyan_desktop.documents.lessons_word import read_word
from tests.documents.lesson_files import read_xml, texts, wml, xml_plan
from tests.documents.office_files import part, with_part

R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def run(inner: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def t(text: str) -> str:
    return run(f'<w:t xml:space="preserve">{text}</w:t>')


def p(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def words(body: str, **parts: tuple[str, bytes]) -> list[str]:
    return [line.text for line in lines_of(read_word(xml_plan(body, **parts), "一.docx").blocks)]


def field(instruction: str, shown: str = "") -> str:
    marks = [run(f'<w:fldChar w:fldCharType="{kind}"/>') for kind in ("begin", "separate", "end")]
    return f"{marks[0]}{run(f'<w:instrText>{instruction}</w:instrText>')}{marks[1]}{shown}{marks[2]}"


def notes(lesson: LessonText) -> str:
    return "".join(lesson.notes)


# -- runs ------------------------------------------------------------------------------------------------------------


def test_words_split_over_runs_links_and_controls_are_one_line():
    inside = f"<w:hyperlink>{t('标')}</w:hyperlink><w:sdt><w:sdtContent>{t('：会')}</w:sdtContent></w:sdt>"
    body = p(
        f"{t('教学')}<w:smartTag>{t('目')}</w:smartTag>{inside}<w:bookmarkStart w:id='0' w:name='_GoBack'/>{t('读')}"
    )
    assert texts(read_xml(body)) == [("教学目标", "会读")]


def test_tabs_line_breaks_hyphens_and_bookmark_residue():
    inner = run(
        "<w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁[bookmark: _GoBack]</w:t>"
    )
    assert words(p(inner)) == ["甲\t乙", "丙-丁"]
    assert "书签的残留" in notes(read_xml(p(inner)))


def test_tracked_insertions_stay_and_deletions_are_told():
    body = p(f"{t('会写')}<w:ins>{t('6')}</w:ins><w:del><w:r><w:delText>5</w:delText></w:r></w:del>{t('个字')}")
    assert words(body) == ["会写6个字"]
    assert "修订里删去的字没有收进来：“5”。" in read_xml(body).notes


def test_a_deleted_paragraph_end_joins_and_a_deleted_row_goes():
    body = p(t("会写"), "<w:rPr><w:del w:id='1'/></w:rPr>") + p(t("六个字"))
    assert words(body) == ["会写六个字"]
    row = "<w:tr>{}<w:tc>{}</w:tc></w:tr>"
    table = f"<w:tbl>{row.format('', p(t('留')))}{row.format('<w:trPr><w:del/></w:trPr>', p(t('去')))}</w:tbl>"
    assert words(table) == ["留"]
    assert "“去”" in notes(read_xml(table))


def test_moved_text_stands_once():
    body = p(f"<w:moveFrom>{t('移')}</w:moveFrom>{t('甲')}<w:moveTo>{t('移')}</w:moveTo>")
    assert words(body) == ["甲移"]


def test_hidden_and_struck_text_is_kept_and_told():
    lesson = read_xml(p(run("<w:t>藏</w:t>", "<w:vanish/>") + run("<w:t>划</w:t>", "<w:strike/>") + t("。")))
    assert texts(lesson) == [("", "藏划。")]
    assert "1处隐藏的文字" in notes(lesson) and "1处画了删除线" in notes(lesson)


def test_a_prompt_nobody_filled_is_blank():
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{t('单击输入')}</w:sdtContent></w:sdt>"
    lesson = read_xml(p(t("主备人：") + prompt))
    assert lesson.facts[0].value == "" and "“单击输入”" in notes(lesson)


# -- formulas and signs ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("instruction", "text"),
    [
        (r"EQ \f(3,4)", "3/4"),
        (r"EQ 1\f(1,2)", "1又1/2"),
        (r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(jìng),径)', "径（jìng）"),
        (r"eq \o\ac(○,1)", "①"),
        (r"EQ \r(3,x+1)", "³√(x+1)"),
        (r"EQ \b\lc\{(\a(x,y))", "(x；y)"),
        (r"EQ \f(a\,b,2)", "(a,b)/2"),
    ],
)
def test_eq_fields_show_what_stands_on_paper(instruction, text):
    assert words(p(t("读") + field(instruction) + t("完"))) == [f"读{text}完"]


def test_a_fraction_behind_a_figure_is_a_mixed_number():
    assert words(p(t("用了1") + field(r"EQ \f(1,2)") + t("米"))) == ["用了1又1/2米"]


def test_other_fields_show_their_result_and_tick_boxes_their_tick():
    state = '<w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData>'
    box = f'<w:fldChar w:fldCharType="begin">{state}</w:fldChar>'
    tick = run(box) + run("<w:instrText> FORMCHECKBOX </w:instrText>") + run('<w:fldChar w:fldCharType="end"/>')
    assert words(p(field("HYPERLINK x", t("网址")) + tick + t("新授"))) == ["网址☑新授"]
    assert words(
        p(field('SYMBOL 252 \\f "Wingdings"').replace('<w:fldChar w:fldCharType="separate"/>', "") + t("对"))
    ) == ["✓对"]


def test_a_field_never_closed_swallows_nothing():
    opened = run('<w:fldChar w:fldCharType="begin"/>') + run("<w:instrText>EQ </w:instrText>")
    assert words(p(opened + t("还在"))) == ["还在"]
    stuck = field(r"EQ \f(1,2)").rpartition("<w:r>")[0]
    assert words(p(stuck + t("甲")) + p(t("乙"))) == ["甲", "乙"]


def test_word_formulas():
    m = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    half = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f>"
    square = "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
    root = f"<m:rad><m:deg/><m:e>{square}<m:r><m:t>+1</m:t></m:r></m:e></m:rad>"
    inner = f"<m:oMath {m}>{half}<m:r><m:t>+2</m:t></m:r>{half}<m:d><m:e>{root}</m:e></m:d></m:oMath>"
    assert words(p(t("算") + inner)) == ["算1/4+2又1/4(√(x²+1))"]


def test_pinyin_above_characters_raised_digits_and_signs():
    ruby = f"<w:ruby><w:rt>{t('shān')}</w:rt><w:rubyBase>{t('山')}</w:rubyBase></w:ruby>"
    raised = run("<w:t>2</w:t>", '<w:vertAlign w:val="superscript"/>')
    sym = run('<w:sym w:font="Wingdings" w:char="F0FE"/>') + run('<w:sym w:font="Symbol" w:char="F0B4"/>')
    odd = run('<w:sym w:font="没听过" w:char="F0AA"/>')
    letters = run("<w:t>p</w:t>", '<w:rFonts w:ascii="Symbol"/>')
    lesson = read_xml(p(run(ruby) + t("cm") + raised + sym + letters + odd + t("。")))
    assert texts(lesson) == [("", "山（shān）cm²☑×π□。")]
    assert "1个特殊符号没认出来" in notes(lesson)


# -- numbers that Word makes -----------------------------------------------------------------------------------------


def level(number: int, kind: str, text: str, more: str = "") -> str:
    inner = f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{number}">{inner}</w:lvl>'


def numbered(words_: str, number: int = 1, at: int = 0) -> str:
    return p(t(words_), f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')


def numbering(levels: str, more: str = "") -> dict[str, tuple[str, bytes]]:
    lists = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    num = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return {"rIdN": ("numbering numbering.xml", wml("w:numbering", lists + num + more))}


def test_automatic_numbers_are_written_out():
    parts = numbering(
        level(0, "chineseCounting", "%1、")
        + level(1, "decimal", "%1.%2", "<w:isLgl/>")
        + level(2, "bullet", "&#xF0B7;")
    )
    rows = (("教学目标", 0), ("会读", 1), ("会写", 1), ("教学重点", 0), ("朗读", 1), ("想象", 2))
    body = "".join(numbered(said, at=at) for said, at in rows)
    assert words(body, **parts) == ["一、教学目标", "1.1 会读", "1.2 会写", "二、教学重点", "2.1 朗读", "•想象"]
    lesson = read_xml(body, **parts)
    assert texts(lesson) == [("教学目标", "1.1 会读\n1.2 会写"), ("教学重点", "2.1 朗读\n•想象")]


def test_a_restart_counts_from_its_own_start_and_no_number_is_no_number():
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    restart = f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{override}</w:num>'
    parts = numbering(level(0, "decimal", "%1."), restart)
    body = (
        numbered("甲") + numbered("乙") + numbered("丙", 2) + numbered("丁", 2) + numbered("戊", 0) + numbered("己", 9)
    )
    assert words(body, **parts) == ["1.甲", "2.乙", "5.丙", "6.丁", "戊", "己"]


def test_numbers_of_a_style():
    document = Document()
    for text in ("会读", "会写"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("课件", style="List Bullet")
    written = io.BytesIO()
    document.save(written)
    found = [line.text for line in lines_of(read_word(written.getvalue(), "一.docx").blocks)]
    assert found == ["1.会读", "2.会写", "•课件"]


# -- beside the text -------------------------------------------------------------------------------------------------


def test_headers_footers_comments_and_footnotes_stand_beside_the_plan():
    body = p(
        f'{t("一、")}<w:commentRangeStart w:id="7"/>{t("教学目标")}<w:commentRangeEnd w:id="7"/>'
        + run('<w:footnoteReference w:id="2"/>')
    )
    parts = {
        "rIdH": ("header header9.xml", wml("w:hdr", p(t("清水小学教案")))),
        "rIdF": ("footer footer9.xml", wml("w:ftr", p(t("第 1 页 共 2 页")))),
        "rIdC": (
            "comments comments.xml",
            wml("w:comments", f'<w:comment w:id="7" w:author="孙㛃">{p(t("再具体些"))}</w:comment>'),
        ),
        "rIdT": ("footnotes footnotes.xml", wml("w:footnotes", f'<w:footnote w:id="2">{p(t("见课标"))}</w:footnote>')),
    }
    lesson = read_xml(body, **parts)
    assert [(aside.kind, aside.text, aside.author, aside.about, aside.number) for aside in lesson.asides] == [
        ("header", "清水小学教案", "", "", 0),
        ("comment", "再具体些", "孙㛃", "教学目标", 0),
        ("footnote", "见课标", "", "", 1),
    ]


def test_a_text_box_offered_twice_is_read_once():
    box = f"<w:txbxContent>{p(t('远上寒山'))}</w:txbxContent>"
    names = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    drawing = (
        f"<mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice>"
    )
    shape = f"<v:shape><v:textbox>{box}</v:textbox><v:textpath string='艺术字'/></v:shape>"
    old = f"<mc:Fallback><w:pict>{shape}</w:pict></mc:Fallback>"
    shape = f"<mc:AlternateContent {names}>{drawing}{old}</mc:AlternateContent>"
    assert words(p(t("板书") + run(shape)) + p(t("完"))) == ["板书", "远上寒山", "完"]
    assert words(p(run(f"<w:pict {names}><v:shape><v:textpath string='艺术字'/></v:shape></w:pict>"))) == ["艺术字"]


def test_pictures_leave_a_mark_and_links_are_told():
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    wp = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    drawing = (
        f'<w:drawing><wp:inline {wp}><wp:docPr descr="枫叶"/><a:blip {a} {R} r:embed="rIdP"/></wp:inline></w:drawing>'
    )
    lost = drawing.replace("rIdP", "rIdGone")
    body = p(t("看图") + run(drawing) + t("说") + run(lost))
    lesson = read_xml(body, rIdP=("image media/image1.png", b"\x89PNG drawn"))
    assert lesson.title == "看图〔图1〕说"
    (picture,) = lesson.pictures
    assert (picture.number, picture.name, picture.media_type, picture.alt) == (1, "image1.png", "image/png", "枫叶")
    assert picture.data == b"\x89PNG drawn" and "1张图在文件里找不到了" in notes(lesson)


def test_the_strict_flavour_is_the_same():
    usual, strict = (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    data = xml_plan(p(t("教学目标：会读")))
    document = part(data, "word/document.xml")
    assert usual in document
    found = read_word(with_part(data, "word/document.xml", document.replace(usual, strict)), "一.docx")
    assert [line.text for line in lines_of(found.blocks)] == ["教学目标：会读"]
