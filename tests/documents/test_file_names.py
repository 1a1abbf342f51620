"""Names of files that Windows, a memory stick and a county accept."""

from __future__ import annotations

import pytest

from jiaoyan_desktop.documents.file_names import LONGEST, TakenNames, clean_file_name, filled_name


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("《山行》第1课.docx", "《山行》第1课.docx"),
        ('a/b\\c:d*e?f"g<h>i|j.docx', "a／b＼c：d＊e？f”g＜h＞i｜j.docx"),
        ("小数点 1.5", "小数点 1.5"),
        ("结尾有点...", "结尾有点"),
        ("  两头  空 格 .docx", "两头 空 格.docx"),
        ("换\n行\t符\x07.docx", "换 行 符.docx"),
        ("CON", "_CON"),
        ("com1.docx", "_com1.docx"),
        ("", "未命名"),
        (" . ", "未命名"),
    ],
)
def test_a_name_is_made_harmless(written, clean):
    assert clean_file_name(written) == clean


def test_a_long_name_keeps_its_suffix():
    name = clean_file_name("很" * 200 + ".docx")
    assert len(name) == LONGEST and name.endswith("很.docx")


def test_a_pattern_is_filled_and_what_is_filled_in_makes_no_folder():
    assert filled_name("听课/{日期}_{课题}.docx", {"日期": "2025-04-08", "课题": "1/2和../3"}) == (
        "听课/2025-04-08_1／2和..／3.docx"
    )


def test_a_blank_in_a_pattern_closes_up():
    assert filled_name("{日期}_{教师}_{课题}.docx", {"日期": "2025-04-08", "课题": "山行"}) == "2025-04-08_山行.docx"
    assert filled_name("{日期}_{课题}.docx", {}) == "未命名.docx"


def test_twins_are_numbered_the_way_windows_compares():
    taken = TakenNames()
    assert taken.free("课/a.docx") == "课/a.docx"
    assert taken.free("课/A.docx") == "课/A（2）.docx"
    assert taken.free("课/a.docx") == "课/a（3）.docx"
    assert taken.free("别/a.docx") == "别/a.docx"


def test_a_numbered_twin_of_a_long_name_stays_within_the_length():
    taken = TakenNames()
    name = "很" * (LONGEST - 5) + ".docx"
    taken.free(name)
    assert len(taken.free(name)) == LONGEST
