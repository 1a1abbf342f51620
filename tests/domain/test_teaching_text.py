"""What one cell says of what a teacher teaches, and where."""

from __future__ import annotations

import pytest

from jiaoyan_desktop.domain.class_names import read_classes
from jiaoyan_desktop.domain.teaching_text import names_subject, read_teaching, split_class
from jiaoyan_desktop.errors import UserError


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("三1、三2数学，四年级科学", [("三1、三2", "数学"), ("四年级", "科学")]),
        ("三（1）班语文、道法", [("三（1）班", "语文"), ("三（1）班", "道德与法治")]),
        ("语文：三（1）、三（2）；书法：三（1）", [("三（1）、三（2)", "语文"), ("三（1)", "书法")]),
        ("语文、道法：三1", [("三1", "语文"), ("三1", "道德与法治")]),
        ("三1语文（6节） 三2语文 6节", [("三1", "语文"), ("三2", "语文")]),
        ("三1班主任、语文", [("三1", "语文")]),
        ("三年级1、2班数学", [("三年级1、2班", "数学")]),
        ("五（1）（2）体育课", [("五（1）（2)", "体育")]),
        ("三1综合实践活动\n四1综合", [("三1", "综合实践"), ("四1", "综合实践")]),
        ("教三1数学", [("三1", "数学")]),
    ],
)
def test_classes_and_subjects(written, meant):
    assert list(read_teaching(written)) == meant
    assert all(read_classes(classes, {(3, 1), (4, 1)}).pairs for classes, _ in read_teaching(written))


@pytest.mark.parametrize("written", ["三1、三2", "", "数学", "三1数学，四2", "校长"])
def test_what_is_not_clear_is_refused(written):
    with pytest.raises(UserError, match="没有写是"):
        read_teaching(written)


def test_a_subject_in_a_text():
    assert names_subject("三1、三2 数 学") and not names_subject("三1、三2")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("三（1）班 数学", ("三（1）班", "数学")),
        ("数学\n三（1）班", ("三（1）班", "数学")),
        ("数学（三1）", ("三1", "数学")),
        ("三1语文", ("三1", "语文")),
        ("3.1 语文", ("3.1", "语文")),
        ("301语文", ("301", "语文")),
        ("三（1）", ("三（1）", "")),
        ("三1、三2体育", ("三1、三2", "体育")),
        ("单：美术 三一班", ("三一班", "单：美术")),
        ("语文教研", ("", "语文教研")),
        ("语文\n张丽", ("", "语文\n张丽")),
    ],
)
def test_the_class_inside_a_lesson(written, meant):
    assert split_class(written) == meant
