"""The list of observations in words: what each row says, warns of and adds up to."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from jiaoyan_desktop.domain.finding import Finding
from jiaoyan_desktop.domain.observing_rules import ObservingRules
from jiaoyan_desktop.domain.pack import MaterialSpec
from jiaoyan_desktop.domain.pinyin import Needle
from jiaoyan_desktop.gui.models.observation_rows import (
    CONCERN_WORDS,
    ObservationRow,
    in_span,
    observation_columns,
    spans,
    totals_of,
)
from jiaoyan_desktop.gui.models.report_rows import MaterialRow, materials_model
from jiaoyan_desktop.gui.models.table_model import CHIP_ROLE, TableModel
from jiaoyan_desktop.gui.widgets.record_list import RecordList
from jiaoyan_desktop.settings import Settings
from tests.gui.observation_world import ObservationWorld


@pytest.fixture
def world(desk):
    return ObservationWorld(desk)


def row(world, item) -> ObservationRow:
    desk = world.desk
    return ObservationRow(
        record=item, names=desk.names, rules=lambda: ObservingRules(desk.records, desk.today(), names=desk.names)
    )


def texts(model, number) -> list[str]:
    return [model.index(number, place).data() for place in range(model.columnCount())]


def test_a_row_says_when_who_what_and_how_it_was(world, qtmodeltester):
    model = TableModel(observation_columns())
    model.set_rows([row(world, item) for item in (world.first, world.second, world.draft)])
    qtmodeltester.check(model)
    assert texts(model, 0) == [
        *("4.1 周二 第2节", "推门听课", "韩立新", "徐静", "三（1）班", "数学", "小数的初步认识", "1", ""),
        "补录 晚7天",
    ]
    assert texts(model, 1)[-2:] == ["良 86", "缺评语；补录 晚6天"]
    assert model.index(1, 8).data(CHIP_ROLE) == ("良 86", "accent")
    assert texts(model, 2)[-2:] == ["草稿", "还缺：课题、评语"]


def test_a_row_of_the_old_ledger_is_called_read_in_and_not_late(world):
    old = world.first.but(source="听课台账.xls·韩立新·第5行", recorded_on=date(2026, 9, 23))
    assert row(world, old).notes[-1] == ("导入", "dim")
    assert not [word for word, _ in row(world, old).notes if "补录" in word]


def test_day_period_kind_and_subject_are_read_without_widening_a_column(world, qtbot):
    late = world.first.but(happened_on=date(2025, 11, 20), period=3, kind="检查性听课", subject="道德与法治")
    shown = RecordList("试", TableModel(observation_columns()), Settings())
    qtbot.addWidget(shown)
    shown.resize(988, 400)
    shown.show()
    shown.set_rows([row(world, late)])
    assert shown.model().index(0, 0).data() == "11.20 周四 第3节"
    for key in ("when", "kind", "room", "subject"):
        place = [column.key for column in observation_columns()].index(key)
        assert shown.sizeHintForColumn(place) <= shown.columnWidth(place), key
    assert shown.horizontalScrollBar().maximum() == 0


def test_the_deadline_of_a_material_is_never_cut(look, qtbot):
    spec = MaterialSpec(id="plan", order=1, title="校本教研活动方案", format="Word")
    line = MaterialRow(
        spec=spec, finding=Finding(id="plan", kind="material", title=spec.title, status="met"), due=date(2025, 11, 22)
    )
    model = materials_model(date(2025, 4, 8))
    shown = RecordList("试", model, Settings())
    qtbot.addWidget(shown)
    shown.set_rows([line])
    place = [column.key for column in model.columns].index("deadline")
    assert model.index(0, place).data() == "11月22日"
    assert shown.sizeHintForColumn(place) <= shown.columnWidth(place)


def test_rows_sort_by_day_and_by_points(world):
    model = TableModel(observation_columns())
    model.set_rows([row(world, item) for item in (world.first, world.second, world.draft)])
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert [item.record.uid for item in model.rows()] == [world.draft.uid, world.second.uid, world.first.uid]
    model.sort(8, Qt.SortOrder.DescendingOrder)
    assert model.row(0).record.uid == world.second.uid


def test_what_is_odd_is_named_until_a_reason_is_given(world):
    wrong = world.first.but(subject="语文", uid="odd", period=3)
    assert row(world, wrong).notes[0] == ("请核对（课表对不上）", "red")
    assert all(tone != "red" for _, tone in row(world, wrong.but(reason="调课")).notes)


def test_every_concern_that_matters_has_words():
    codes = {"future", "other_term", "holiday", "weekend", "own_lesson", "not_here", "twice", "two_rooms"}
    assert codes | {"teaching", "no_lesson", "other_lesson"} == set(CONCERN_WORDS)


def test_marks_of_places_and_pages(world):
    item = world.first.but(is_outside=True, class_uid=None, place_text="五中心校", pictures=("x",), recorded_on=None)
    assert [word for word, _ in row(world, item).notes] == ["校外", "已附手写页"]
    assert row(world, item).room == "五中心校"
    walked = world.first.but(is_walkthrough=True, recorded_on=None)
    assert row(world, walked).notes[0][0] == "巡课（不计节数）"


def test_drafts_and_walkthroughs_are_not_added_up(world):
    rows = [row(world, world.first.but(lesson_count=2)), row(world, world.draft)]
    rows.append(row(world, world.second.but(is_walkthrough=True)))
    assert totals_of(rows) == "共3条，2节，其中草稿1条，巡课1次，不计节数"


@pytest.mark.parametrize(
    ("text", "found"), [("徐", True), ("xj", True), ("小数", True), ("情境", True), ("三（1）", True), ("刘", False)]
)
def test_a_row_is_found_by_names_topic_and_comments(world, text, found):
    assert row(world, world.first).answers(Needle(text)) is found


def test_spans_of_time_are_the_term_the_week_and_its_months():
    offered = spans(date(2025, 3, 1), date(2025, 6, 30), date(2025, 4, 8))
    assert offered == [("", "本学期"), ("week", "本周"), ("2025-04", "4月"), ("2025-03", "3月")]
    assert in_span(date(2025, 4, 7), "week", date(2025, 4, 8), 1)
    assert not in_span(date(2025, 4, 6), "week", date(2025, 4, 8), 1)
    assert in_span(date(2025, 4, 6), "week", date(2025, 4, 8), 7)
    assert in_span(date(2025, 3, 31), "2025-03", date(2025, 4, 8), 1)
