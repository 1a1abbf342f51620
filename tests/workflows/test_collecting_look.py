"""A file is looked at: what it is, what else it may be, and what is said when it is neither."""

from __future__ import annotations

import pytest

from jiaoyan_desktop.workflows import collecting
from jiaoyan_desktop.workflows.collecting_look import look
from tests.builders import term_records
from tests.workflows.collecting_kit import SAMPLE_FILES, SAMPLES, TODAY, a_sheet, a_workbook


@pytest.mark.parametrize(("kind", "name"), SAMPLE_FILES.items())
def test_every_sample_says_itself_what_it_is(kind, name):
    found = look(term_records(), collecting.read(SAMPLES / name), today=TODAY)
    assert (found.kind, found.kinds[0], found.offer, found.remark()) == (kind, kind, "", "")
    assert found.plan is not None and found.plan.kind == kind and found.trouble is None


def test_a_file_of_another_kind_says_so_and_offers_it():
    found = look(term_records(), collecting.read(SAMPLES / "任课分工.xls"), "observations", today=TODAY)
    assert found.plan is None and found.trouble is not None
    assert found.offer == "assignments"
    assert found.remark() == "这份文件像“任课分工”，不像“听课台账”。"


def test_a_file_that_looks_like_nothing():
    found = look(term_records(), a_workbook(a_sheet(("语文", 90), ("数学", 80))))
    assert (found.kind, found.kinds, found.plan) == ("", (), None)
    assert found.trouble is not None and found.trouble.field == "kind"
    assert "没认出这是哪种表" in str(found.trouble)
    empty = look(term_records(), a_workbook())
    assert str(empty.trouble) == "“表.xlsx”里没有内容。"
