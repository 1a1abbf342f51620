"""Lists, trees and texts of 集体备课 are right before any widget shows them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from jiaoyan_desktop.domain.activity import Activity, Participant
from jiaoyan_desktop.domain.draft_compare import compare
from jiaoyan_desktop.domain.preparation import Reflection, Section
from jiaoyan_desktop.gui.models.preparation_opinions import CHIP_ROLE, OpinionList
from jiaoyan_desktop.gui.models.preparation_rows import meeting_columns, meeting_row, study_columns, study_row
from jiaoyan_desktop.gui.models.preparation_tree import NOTE_ROLE, UID_ROLE, DraftTree
from jiaoyan_desktop.gui.models.table_model import TableModel
from jiaoyan_desktop.gui.tabs.preparation_text import comparison_html, plan_html
from jiaoyan_desktop.workflows import discussing
from tests.gui.preparation_world import BETTER, PLAN, PreparationWorld


@pytest.fixture
def world(desk):
    return PreparationWorld(desk)


def test_the_list_of_studies_says_how_each_stands(world, qtmodeltester):
    model = TableModel(study_columns())
    world.promote()
    model.set_rows([study_row(world.standing(), world.desk.names)])
    qtmodeltester.check(model)
    texts = [model.index(0, place).data() for place in range(model.columnCount())]
    assert texts == ["《山行》", "四年级语文", "王秀兰", "备课", "A案 B案", "采纳1／2", "", "1条意见待商量"]


def test_the_list_of_meetings_counts_who_came(world, qtmodeltester):
    meeting = Activity(
        term_uid="t", kind="集体备课", title="《山行》集备", happened_on=world.desk.today(), state="done"
    )
    people = [
        Participant(activity_uid=meeting.uid, teacher_uid=world.sun.uid),
        Participant(activity_uid=meeting.uid, teacher_uid=world.liu.uid, attendance="leave"),
    ]
    model = TableModel(meeting_columns())
    model.set_rows([meeting_row(meeting, "《山行》", people, world.desk.names)])
    qtmodeltester.check(model)
    texts = [model.index(0, place).data() for place in range(model.columnCount())]
    assert texts == ["4月8日 周二", "《山行》集备", "《山行》", "", "", "实到1／应到2", "已开展"]


def test_drafts_hang_below_what_they_came_from(world, qtmodeltester):
    draft = world.fork()
    model = DraftTree()
    model.feed(world.standing(), world.desk.names)
    qtmodeltester.check(model)
    index = model.index_of(draft.uid)
    assert index.data(UID_ROLE) == draft.uid
    assert index.data() == "C案·王秀兰 四（1）班"
    assert index.parent().data() == "B案（共案）"
    assert index.parent().parent().data() == "A案（初案）"
    assert index.parent().data(NOTE_ROLE) == ""
    assert not model.index_of("gone").isValid()
    model.feed(None, world.desk.names)
    assert model.rowCount() == 0


def test_an_opinion_reads_as_it_was_said(world, qtmodeltester):
    judged = discussing.judge(world.desk.db, world.second.uid, "declined", "没有枫树")
    model = OpinionList()
    model.feed([world.first, judged], world.desk.names)
    qtmodeltester.check(model)
    assert model.index(1).data() == "孙㛃：换成校园里的枫叶（没有枫树）"
    assert model.index(1).data(CHIP_ROLE) == ("未采纳", "red")
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole).startswith("未采纳，孙㛃")
    assert model.number_of(judged.uid) == 1
    assert model.number_of("gone") == -1


def test_a_plan_reads_from_top_to_bottom(look):
    reflection = Reflection(lesson_study_uid="s", teacher_uid="t", answers={"闪光点": "学生敢说"}, text="再放手<些>。")
    html = plan_html((*PLAN, Section(heading="作业")), [("王秀兰", reflection)])
    order = [
        "一、教学目标",
        "会写5个字。",
        "教师活动",
        "出示枫叶图。",
        "作业",
        "还没有写",
        "教学反思　王秀兰",
        "闪光点",
        "再放手&lt;些&gt;。",
    ]
    places = [html.index(word) for word in order]
    assert places == sorted(places)
    assert "学生活动" not in html  # a column nobody wrote in takes no room


def test_a_comparison_strikes_out_and_marks(look):
    html = comparison_html(compare(PLAN, BETTER))
    assert "line-through" in html and ">5</span>" in html and ">6</span>" in html
    assert html.count("一、教学目标") == 2
    assert html.count('name="change-') == 1 and "\x00" not in html
    only = comparison_html(compare(PLAN, BETTER), only_changes=True)
    assert "教学过程" not in only and "教学目标" in only
    assert comparison_html(compare(PLAN, PLAN), only_changes=True) == ""
