"""The table model with three hand-made rows and no window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt

from jiaoyan_desktop.gui.models.table_model import CHIP_ROLE, RECORD_ROLE, SORT_ROLE, Column, TableModel


@dataclass(frozen=True)
class Line:
    uid: str
    name: str
    day: date | None
    points: float


LINES = [
    Line("a", "徐静", date(2025, 4, 10), 86),
    Line("b", "王秀兰", None, 93),
    Line("c", "陈志强", date(2025, 4, 9), 100),
]
COLUMNS = (
    Column(key="name", title="教师", text=lambda line: line.name),
    Column(key="day", title="日期", text=lambda line: f"{line.day}" if line.day else "", sort=lambda line: line.day),
    Column(
        key="points",
        title="得分",
        text=lambda line: f"{line.points:g}",
        sort=lambda line: line.points,
        chip=lambda line: ("优", "accent") if line.points >= 90 else None,
        right=True,
    ),
)


@pytest.fixture
def model(qtmodeltester):
    made = TableModel(COLUMNS)
    made.set_rows(LINES)
    qtmodeltester.check(made)
    return made


def names(model):
    return [row.name for row in model.rows()]


def test_cells_show_text_and_offer_raw_values(model):
    index = model.index(2, 2)
    assert index.data() == "100"
    assert index.data(SORT_ROLE) == 100
    assert index.data(RECORD_ROLE) is LINES[2]
    assert index.data(CHIP_ROLE) == ("优", "accent")
    assert model.index(0, 2).data(CHIP_ROLE) is None


def test_titles_are_above_and_nothing_at_the_side(model):
    assert model.headerData(1, Qt.Orientation.Horizontal) == "日期"
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_sorting_goes_by_value_not_by_text(model):
    model.sort(2, Qt.SortOrder.DescendingOrder)
    assert names(model) == ["陈志强", "王秀兰", "徐静"]


@pytest.mark.parametrize("order", list(Qt.SortOrder))
def test_rows_without_a_value_come_last_either_way(model, order):
    model.sort(1, order)
    assert names(model)[-1] == "王秀兰"


def test_no_sort_column_means_the_order_they_were_fed_in(model):
    model.sort(2)
    model.sort(-1)
    assert names(model) == ["徐静", "王秀兰", "陈志强"]


def test_new_rows_are_sorted_like_the_old_ones(model):
    model.sort(2)
    model.set_rows([*LINES, Line("d", "欧阳雪", None, 12)])
    assert names(model)[0] == "欧阳雪"


def test_an_index_follows_its_row_when_the_order_changes(model):
    from PySide6.QtCore import QPersistentModelIndex

    kept = QPersistentModelIndex(model.index(0, 0))
    model.sort(2, Qt.SortOrder.DescendingOrder)
    assert kept.data() == "徐静"


def test_rows_are_found_by_uid(model):
    assert model.number_of("c") == 2
    assert model.number_of("nobody") == -1


def test_copying_has_headings_first(model):
    assert model.as_lines([1]) == [["教师", "日期", "得分"], ["王秀兰", "", "93"]]
