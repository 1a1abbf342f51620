"""clean() keeps what belongs to a text and takes out what a paste or an import leaves behind; 字数 both ways."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaoyan_desktop.domain.text import clean, clean_line, clean_name, compact, count_characters, is_han


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("一\x0b二\r\n三\r四\u2028五", "一\n二\n三\n四\n五"),
        ("课\x00题\x1f《山\x7f行》", "课题《山行》"),
        ("方案[bookmark: _GoBack]定稿", "方案定稿"),
        ("前\n共2页，当前第1页\n后", "前\n\n后"),
        ("共 12 页  当前第 3 页", ""),
        ("第1页 共3页\n正文", "正文"),
        ("课本第1页共3题", "课本第1页共3题"),
        ("２０２５．３．１２", "2025.3.12"),
        ("第１单元", "第1单元"),
        ("全角（１）班", "全角（1）班"),
        ("a\u00a0b\u200bc\ufeff", "a bc"),
        ("\u2f2f作", "工作"),
        ("孙㛃在清水酄，林珺在", "孙㛃在清水酄，林珺在"),
        ("\U00020bb7野家", "\U00020bb7野家"),
        ("\u795e\ufe00", "\u795e\ufe00"),
        ("  头尾  \n\n\n\n段\u3000\n", "头尾\n\n段"),
        ("e\u0301", "é"),
        ("\ud800坏", "坏"),
        ("_x000D_换行_x000B_", "换行"),
    ],
)
def test_residue_goes_and_text_stays(written, kept):
    assert clean(written).text == kept


def test_compatibility_characters_of_names_keep_their_shape():
    assert clean("\ufa19 \uf9d1\u00a0").text == "\ufa19 \uf9d1"


def test_uyghur_joiners_stay_and_stray_ones_go():
    assert clean("مە\u200cكتەپ").text == "مە\u200cكتەپ"
    assert clean("张\u200d丽").text == "张丽"


def test_what_was_done_is_told_once():
    assert clean("山行").changes == ()
    assert clean("共2页，当前第1页\n文\n共2页，当前第2页").changes == ("去掉了网页打印留下的页码",)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("王 秀兰", "王秀兰"),
        ("王\u3000\u3000兰 ", "王兰"),
        ("阿依古丽 • 买买提", "阿依古丽·买买提"),
        ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("Anna  Li", "Anna Li"),
        ("姓\n名", "姓名"),
    ],
)
def test_names_stand_as_on_paper(written, name):
    assert clean_name(written).text == name


def test_a_space_taken_out_of_a_name_is_told():
    assert clean_name("王 秀兰").changes == ("“王 秀兰”中间的空格去掉了，记作王秀兰",)
    assert clean_name("王秀兰").changes == ()


def test_one_line_and_compact():
    assert clean_line("教学\n目标 \u3000一").text == "教学 目标 一"
    assert compact(" 姓  名\n") == "姓名"


@pytest.mark.parametrize(
    ("text", "with_marks", "without"),
    [
        ("", 0, 0),
        (" \n\u3000", 0, 0),
        ("你好，世界！", 6, 4),
        ("2025年", 2, 2),
        ("3.14 和 don't", 3, 3),
        ("A4纸", 2, 2),
        ("①②", 2, 2),
        ("酄㛃\U00020bb7", 3, 3),
        ("——", 2, 0),
        ("“学·研”", 5, 2),
    ],
)
def test_counting(text, with_marks, without):
    assert count_characters(text) == (with_marks, without)


def test_counting_998():
    assert count_characters("教" * 902 + "，" * 96).with_punctuation == 998


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    once = clean(text).text
    assert clean(once).text == once
    assert clean_line(once).text == clean_line(clean_line(once).text).text


@given(st.text())
def test_clean_text_fits_every_document(text):
    kept = clean(text).text
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert all(character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs") for character in kept)


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)))
def test_han_characters_always_survive(text):
    assert clean(text).text in (text, text.replace("共页当前第页", ""))
    assert all(is_han(character) for character in text)


@given(st.text())
def test_punctuation_never_lowers_the_count(text):
    count = count_characters(text)
    assert count.with_punctuation >= count.without_punctuation >= 0
