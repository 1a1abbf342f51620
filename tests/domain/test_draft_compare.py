"""Two revisions side by side: spans rebuild both texts, sections are matched, small changes stay readable."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaoyan_desktop.domain.draft_compare import (
    GONE,
    NEW,
    SAME,
    Span,
    changed_count,
    compare,
    compare_text,
    heading_key,
    is_same,
)
from jiaoyan_desktop.domain.preparation import ProcessStep, Section


def older_of(spans) -> str:
    return "".join(span.text for span in spans if span.kind != NEW)


def younger_of(spans) -> str:
    return "".join(span.text for span in spans if span.kind != GONE)


@given(st.text("甲乙丙丁，。！\nab12", max_size=60), st.text("甲乙丙丁，。！\nab12", max_size=60))
def test_spans_rebuild_both_texts(older, younger):
    spans = compare_text(older, younger)
    assert older_of(spans) == older
    assert younger_of(spans) == younger
    assert all(span.text for span in spans)
    assert all(one.kind != other.kind for one, other in pairwise(spans))


def test_an_added_clause_is_the_only_thing_marked():
    spans = compare_text("有感情地朗读并背诵课文。", "有感情地朗读并背诵课文，想象诗中画面。")
    assert spans == (Span(SAME, "有感情地朗读并背诵课文"), Span(NEW, "，想象诗中画面"), Span(SAME, "。"))


def test_a_number_is_replaced_as_a_whole():
    spans = compare_text("会写5个生字", "会写12个生字")
    assert spans == (Span(SAME, "会写"), Span(GONE, "5"), Span(NEW, "12"), Span(SAME, "个生字"))


def test_a_rewritten_sentence_is_not_shredded():
    older, younger = "出示枫叶图，提问：秋天的山里能看到什么？", "课前到操场捡一片枫叶，说说它的样子。"
    assert compare_text(older, younger) == (Span(GONE, older), Span(NEW, younger))


def test_the_sentence_before_a_rewritten_one_stays():
    spans = compare_text("抓“远上”追问。逐句讲解诗意。", "抓“远上”追问。自读三遍，同桌说画面。")
    assert spans[0] == Span(SAME, "抓“远上”追问。")
    assert [span.kind for span in spans[1:]] == [GONE, NEW]


def test_equal_text_is_one_span_and_no_text_none():
    assert compare_text("同样。", "同样。") == (Span(SAME, "同样。"),)
    assert compare_text("", "") == ()


def test_a_passage_too_long_to_compare_counts_as_rewritten():
    older, younger = "甲" * 3000, "乙" * 3000 + "甲"
    spans = compare_text(older, younger)
    assert older_of(spans) == older and younger_of(spans) == younger


def test_sections_are_matched_by_heading_whatever_its_numbering():
    comparison = compare(
        [Section(heading="一、教学目标", text="会写5个字。"), Section(heading="板书设计", text="山行")],
        [Section(heading="教学目标：", text="会写5个字。"), Section(heading="二、板书设计", text="山行 杜牧")],
    )
    assert [section.state for section in comparison] == ["changed", "changed"]
    assert comparison[0].text == (Span(SAME, "会写5个字。"),)
    assert comparison[1].text == (Span(SAME, "山行"), Span(NEW, " 杜牧"))


def test_a_section_of_one_side_only_is_gone_or_new_in_its_place():
    comparison = compare(
        [
            Section(heading="教学目标", text="一"),
            Section(heading="教学方法", text="讲授法"),
            Section(heading="板书", text="二"),
        ],
        [
            Section(heading="教学目标", text="一"),
            Section(heading="板书", text="二"),
            Section(heading="作业", text="三"),
        ],
    )
    assert [section.state for section in comparison] == ["same", "gone", "same", "new"]
    assert comparison[1].text == (Span(GONE, "讲授法"),)


def test_a_renamed_section_is_one_changed_section():
    comparison = compare(
        [Section(heading="教具准备", text="枫叶图片、课件")], [Section(heading="教学准备", text="枫叶图片、课件")]
    )
    assert [section.state for section in comparison] == ["changed"]
    assert comparison[0].text == (Span(SAME, "枫叶图片、课件"),)


def test_rows_of_the_process_are_matched_by_their_step():
    older = Section(
        heading="教学过程",
        steps=(ProcessStep(step="导入", teacher="出示图。"), ProcessStep(step="品读", teacher="追问。")),
    )
    younger = Section(
        heading="教学过程",
        steps=(
            ProcessStep(step="导入", teacher="出示图。"),
            ProcessStep(step="初读", teacher="自读三遍。"),
            ProcessStep(step="品读", teacher="追问。", intent="抓关键字"),
        ),
    )
    (section,) = compare([older], [younger])
    assert [step.state for step in section.steps] == ["same", "new", "changed"]
    assert section.steps[2].cells[3] == (Span(NEW, "抓关键字"),)
    assert section.state == "changed"


def test_changed_places_are_counted_once_where_one_replaces_the_other():
    comparison = compare(
        [Section(heading="目标", text="会写5个字。会读。")], [Section(heading="目标", text="会写6个字。会读。会背。")]
    )
    assert changed_count(comparison) == 2


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("一、教学目标", "教学目标"),
        ("（二）教学 重点：", "教学重点"),
        ("3. 板书", "板书"),
        ("十二、作业", "作业"),
        ("教学过程", "教学过程"),
    ],
)
def test_heading_key_leaves_numbering_out(written, key):
    assert heading_key(written) == key


def test_two_plans_are_the_same_whatever_spaces_numbering_and_empty_headings():
    one = [Section(heading="一、目标", text="会写 5个字。"), Section(heading="作业")]
    other = [Section(heading="目标", text="会写5个字。")]
    assert is_same(one, other)
    assert not is_same(one, [Section(heading="目标", text="会写6个字。")])
