"""Which term a title names."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.domain.term_titles import other_term, season_of, term_of_title
from tests.builders import a_term


@pytest.mark.parametrize(
    ("title", "term"),
    [
        ("2024—2025学年第二学期五年级语文教学进度表", (2025, "春")),
        ("清水酄乡中心小学2024—2025学年度第二学期教师任课分工", (2025, "春")),
        ("2024-2025学年第一学期", (2024, "秋")),
        ("2024～2025学年上学期", (2024, "秋")),
        ("2025年春季学期推门听课登记台账", (2025, "春")),
        ("2025春花名册", (2025, "春")),
        ("2025年（秋）", (2025, "秋")),
        ("教师花名册", None),
        ("2025年3月3日", None),
    ],
)
def test_titles(title, term):
    assert term_of_title(title) == term


def test_a_title_for_another_term_is_named():
    spring = a_term()
    assert season_of(spring) == (2025, "春")
    assert season_of(a_term(date(2025, 9, 1), date(2026, 1, 20))) == (2025, "秋")
    assert other_term("2024-2025学年第一学期", spring) == "2024年秋季学期"
    assert other_term("2024-2025学年第二学期", spring) == ""
    assert other_term("教师花名册", spring) == ""
