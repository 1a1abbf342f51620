"""The list of what stands in the way is an Excel file that reads back as it was shown."""

from __future__ import annotations

from datetime import datetime

import pytest

from jiaoyan_desktop.documents.sheets import read_workbook
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.workflows.collecting_list import proposed_name, save_problem_list
from tests.builders import term_records
from tests.workflows.collecting_kit import a_sheet, plan_of

NOON = datetime(2025, 6, 20, 12, 0)
ROSTER = a_sheet(
    ("姓名", "性别", "出生年月", "电话"),
    ("王秀兰", "女", "1985.13", "=1+1"),
    ("", "男", "1990.1", "13845500001"),
)


def test_every_problem_with_its_place_and_the_worst_first(tmp_path):
    plan = plan_of(term_records(), "roster", ROSTER)
    target = tmp_path / "清单.xlsx"
    save_problem_list(plan.file_name, plan.problems, target, NOON)
    (sheet,) = read_workbook(target).sheets
    lines = [[sheet.text(row, column) for column in range(1, 10)] for row in range(3, 4 + len(plan.problems))]
    assert lines[0] == ["序号", "工作表", "格", "栏", "表里写的", "要不要紧", "为什么", "可能是", "改成（请填）"]
    assert [line[:6] for line in lines[1:]] == [
        ["1", "表", "A3", "姓名", "", "必须改"],
        ["2", "表", "C2", "出生年月", "1985.13", "请留意"],
        ["3", "表", "D2", "电话", "=1+1", "请留意"],
    ]
    assert sheet.text(2, 1) == "文件：表.xlsx"
    assert [path.name for path in tmp_path.iterdir()] == ["清单.xlsx"]


def test_the_same_problems_give_the_same_file(tmp_path):
    plan = plan_of(term_records(), "roster", ROSTER)
    for name in ("一.xlsx", "二.xlsx"):
        save_problem_list(plan.file_name, plan.problems, tmp_path / name, NOON)
    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()


def test_where_it_cannot_be_written_it_is_said_and_nothing_is_left(tmp_path):
    target = tmp_path / "没有这个文件夹" / "清单.xlsx"
    with pytest.raises(UserError, match="没有存进去") as refused:
        save_problem_list("表.xlsx", (), target, NOON)
    assert refused.value.field == "path"
    taken = tmp_path / "清单.xlsx"
    taken.mkdir()
    with pytest.raises(UserError, match="没有存"):
        save_problem_list("表.xlsx", (), taken, NOON)
    assert list(tmp_path.iterdir()) == [taken]


def test_its_proposed_name():
    assert proposed_name("推门听课台账.xlsx") == "推门听课台账_要改的.xlsx"
