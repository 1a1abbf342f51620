"""听课记录 as a person uses it: what can be heard now, the list, one record whole, the figures and their records."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.gui import messages
from jiaoyan_desktop.gui.dialogs.import_dialog import ImportDialog
from jiaoyan_desktop.gui.dialogs.observation_dialog import ObservationDialog
from jiaoyan_desktop.gui.tabs.observation_now import LessonCard, NowStrip
from jiaoyan_desktop.gui.tabs.observation_progress import QuotaRow
from jiaoyan_desktop.gui.tabs.observation_tab import ObservationTab
from tests.gui.observation_world import ObservationWorld

TODAY = date(2025, 4, 8)


@pytest.fixture
def world(desk):
    return ObservationWorld(desk)


@pytest.fixture
def tab(desk, qtbot):
    made = ObservationTab(desk)
    qtbot.addWidget(made)
    made.resize(1300, 640)
    made.show()
    return made


def at(tab, view="list", uid=""):
    """The view in sight, as it is now."""
    tab.show_place(view, uid)
    shown = tab.view()
    shown.refresh()
    return shown


def uids(view) -> list[str]:
    return [row.uid for row in view.list.model().rows()]


# -- the list --------------------------------------------------------------------------------------------------------


def test_an_empty_term_is_told_the_first_steps(tab, monkeypatch):
    tab.desk._pack = [None]
    view = at(tab)
    asked = []
    monkeypatch.setattr(ObservationDialog, "ask", lambda parent, desk, save, record, restored: asked.append(record))
    monkeypatch.setattr(ImportDialog, "ask", lambda parent, desk, kind: asked.append(kind))
    assert view._pages.currentWidget() is view._empty
    for button in view._empty.findChildren(QPushButton):
        button.click()
    assert [type(item).__name__ for item in asked] == ["Observation", "str"] and asked[1] == "observations"
    assert "还没有选县里的要求" in view.progress._said.text()


def test_the_newest_comes_first_and_filters_find(world, tab):
    view = at(tab)
    assert uids(view) == [world.draft.uid, world.second.uid, world.first.uid]
    assert view._totals.text() == "共3条，2节，其中草稿1条"
    for text, found in (("xj", [world.draft.uid, world.first.uid]), ("情境", [world.first.uid]), ("没有", [])):
        view.filters.find_box.setText(text)
        view._show()
        assert uids(view) == found
    assert "没找到“没有”" in view._nothing._text.text()
    view._reset()
    kinds = view.filters._filters["kind"]
    kinds.setCurrentIndex(kinds.findData("公开课"))
    view._show()
    assert uids(view) == [world.second.uid]
    view.show_record(world.first.uid)  # what hides it is taken away
    assert view.list.current_row().uid == world.first.uid


def test_one_record_stands_whole_beside_the_list_and_progress_comes_back(world, tab):
    view = at(tab, "list", world.first.uid)
    assert view._beside.currentWidget() is view.side
    assert view.side.title.text() == "徐静 三（1）班数学"
    words = " ".join(label.text() for label in view.side.content.findChildren(type(view.side.title)))
    assert "情境导入好" in words and "8:55" in words and "4月8日" in words and "补录 晚7天" in words
    view.side.close_panel()
    assert view._beside.currentWidget() is view.progress
    assert view.list.selected_rows() == []


def test_several_records_are_copied_with_headings(world, tab):
    view = at(tab)
    view.list.selectAll()
    assert view._totals.text() == "已选：共3条，2节，其中草稿1条"
    view.list.copy()
    lines = QApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:4] == ["时间", "类别", "听课人", "授课教师"]
    assert len(lines) == 4


def test_a_new_record_says_what_was_kept_and_offers_undo(world, tab, monkeypatch):
    said = []
    tab.desk.said.connect(lambda text, undo: said.append((text, undo)))

    def ask(parent, desk, save, record, restored=None):
        assert record.kind == "推门听课"
        return save(world.lesson(TODAY, world.fifth), [])

    monkeypatch.setattr(ObservationDialog, "ask", ask)
    tab.do("new")
    assert said[0][0] == "已记：刘芳 五（1）班语文，第2节。"
    assert tab.desk.db.count(Observation) == 4
    tab.desk.db.undo(said[0][1])
    assert tab.desk.db.count(Observation) == 3


def test_changing_goes_through_the_dialog(world, tab, qtbot, monkeypatch):
    view = at(tab, "list", world.second.uid)
    monkeypatch.setattr(
        ObservationDialog, "ask", lambda parent, desk, save, record, restored: save(record.but(topic="《军神》"), [])
    )
    qtbot.keyClick(view.list, Qt.Key.Key_Return)
    assert tab.desk.db.need(Observation, world.second.uid).topic == "《军神》"


def test_deleting_names_the_record_and_its_effect_and_can_be_undone(world, tab, qtbot, monkeypatch):
    view = at(tab, "list", world.first.uid)
    asked, said = [], []
    tab.desk.said.connect(lambda text, undo: said.append((text, undo)))
    monkeypatch.setattr(messages, "ask", lambda parent, what, advice, **_: asked.append((what, advice)) or "先留着")
    qtbot.keyClick(view.list, Qt.Key.Key_Delete)
    assert asked == [
        ("删除这条听课记录？4月1日第2节 徐静 三（1）班数学。", "听课统计会少1节。删了还能从“最近操作”找回来。")
    ]
    assert tab.desk.db.count(Observation) == 3
    view.list.selectAll()
    monkeypatch.setattr(messages, "ask", lambda *_, choices, **__: choices[0])
    qtbot.keyClick(view.list, Qt.Key.Key_Delete)
    assert tab.desk.db.count(Observation) == 0
    assert said[0][0] == "已删除3条听课记录"
    tab.desk.db.undo(said[0][1])
    assert tab.desk.db.count(Observation) == 3


def test_a_draft_is_finished_or_opened_where_something_lacks(world, tab, monkeypatch):
    view = at(tab, "list", world.draft.uid)
    told, opened = [], []
    monkeypatch.setattr(messages, "tell", lambda parent, what, advice: told.append(what))
    monkeypatch.setattr(ObservationDialog, "ask", lambda parent, desk, save, record, restored: opened.append(record))
    with tab.desk.db.change("拿掉老师") as change:
        change.put(world.draft.but(taught_by_uid=None))
    view.acts.finish(world.draft)
    assert told == ["还没有写授课教师，不能算数。"] and len(opened) == 1
    with tab.desk.db.change("补上") as change:
        change.put(world.draft)
    view.acts.finish(world.draft)
    assert not tab.desk.db.need(Observation, world.draft.uid).is_draft


def test_what_was_typed_opens_where_it_belongs(world, tab, monkeypatch):
    opened = []
    monkeypatch.setattr(
        ObservationDialog,
        "ask",
        lambda parent, desk, save, record, restored: opened.append((record.revision, restored)),
    )
    tab.restore(f"Observation:{world.first.uid}", {"topic": "a"})
    tab.restore("Observation:new", {"topic": "b"})
    tab.restore("Observation:gone", {"topic": "c"})
    assert opened == [(world.first.revision, {"topic": "a"}), ("", {"topic": "b"}), ("", {"topic": "c"})]


# -- what can be heard now -------------------------------------------------------------------------------------------


def strip(world, qtbot, clock: str) -> NowStrip:
    made = NowStrip(world.desk, clock=lambda: datetime.fromisoformat(f"2025-04-08T{clock}"))
    qtbot.addWidget(made)
    made.refresh()
    return made


def cards(made: NowStrip) -> list[LessonCard]:
    items = [made._cards.itemAt(place) for place in range(made._cards.count())]
    return [card for item in items if item is not None and isinstance(card := item.widget(), LessonCard)]


def test_lessons_of_this_period_with_the_never_heard_first(world, qtbot):
    world.desk.settings.remember_list("observation_dialog", observer=world.han.uid)
    made = strip(world, qtbot, "09:00")
    assert made._title.text() == "现在可听　周二第2节"
    assert made._said.text() == "3节课正在上 · 1位老师本学期还没被听过"
    names = [card.accessibleName() for card in cards(made)]
    assert names[0] == "去听这节：五（1）班语文　刘芳，未听过，"
    assert "仅1次，小数的初步认识" in names[1] + names[2]
    chosen = []
    made.lesson_chosen.connect(lambda *lesson: chosen.append(lesson))
    cards(made)[0].click()
    assert chosen == [(TODAY, 2, world.fifth.uid)]


def test_with_nothing_to_hear_the_strip_is_one_slim_line(world, qtbot):
    full, over = strip(world, qtbot, "09:00"), strip(world, qtbot, "21:00")
    assert over._said.text().startswith("今天的课都上完了")
    line = over._title.fontMetrics().height()
    assert over.sizeHint().height() < min(full.sizeHint().height(), 3 * line)
    over._move(-1)  # looking back at a lesson, the cards have their room again
    assert cards(over) and over._outer.contentsMargins() == full._outer.contentsMargins()


def test_a_card_starts_the_record_of_that_lesson(world, tab, monkeypatch):
    view = at(tab)
    asked = []
    monkeypatch.setattr(ObservationDialog, "ask", lambda parent, desk, save, record, restored: asked.append(record))
    view.now.lesson_chosen.emit(TODAY, 2, world.fifth.uid)
    assert (asked[0].taught_by_uid, asked[0].subject, asked[0].period) == (world.liu.uid, "语文", 2)


def test_between_lessons_the_next_period_is_shown_and_others_can_be_looked_at(world, qtbot):
    made = strip(world, qtbot, "09:40")
    assert made._title.text() == "现在可听　周二第3节"
    assert made._said.text() == "1节课10:00开始"
    made._move(-1)
    assert made._title.text() == "现在可听　周二第2节"
    made.follow_clock()  # looking at another period is not interrupted
    assert made._title.text() == "现在可听　周二第2节"
    made._go_back()
    assert made._title.text() == "现在可听　周二第3节"


def test_after_the_last_period_and_without_a_timetable_it_says_so(world, qtbot):
    made = strip(world, qtbot, "18:00")
    assert made._said.text().startswith("今天的课都上完了") and cards(made) == []
    made._move(-1)
    assert made._title.text() == "现在可听　周二第3节"


def test_outside_the_term_there_is_nothing_to_hear(world, qtbot):
    world.desk.today = lambda: date(2025, 7, 2)
    made = strip(world, qtbot, "09:00")
    assert made._said.text() == "今天不在2025年春季学期里。" and cards(made) == []


def test_a_school_without_a_timetable_is_offered_to_read_one(desk, qtbot):
    desk._pack = [None]
    made = NowStrip(desk)
    qtbot.addWidget(made)
    made.refresh()
    assert "还没有课程表" in made._said.text()
    assert not made._import.isHidden()


# -- figures ---------------------------------------------------------------------------------------------------------


def test_a_quota_shows_how_far_it_is_and_opens_its_records(world, tab):
    view = at(tab)
    row = view.progress._rows.itemAt(0).widget()
    assert isinstance(row, QuotaRow)
    assert row.accessibleName().startswith("韩立新，教导主任，1／10节，")
    row.click()
    assert uids(view) == [world.first.uid]
    assert view._only_said.accessibleName() == "只看：韩立新（教导主任）"  # no figure that a deletion would make untrue
    row.uncommented_asked.emit()
    assert uids(view) == [world.second.uid]
    view._all_button.click()
    assert len(uids(view)) == 3


def test_every_teacher_and_how_often_heard(world, tab):
    view = at(tab, "figures")
    names = [(row.name, row.mark[0]) for row in view.list.model().rows()]
    assert names == [("刘芳", "未听过"), ("徐静", "仅1次"), ("王秀兰", "仅1次")]
    assert view._totals.text() == "共3位老师，1位没被听过"
    never = view.filters._filters["heard"]
    never.setCurrentIndex(never.findData("never"))
    view._show()
    assert uids(view) == [world.liu.uid]
    view.show_record(world.wang.uid)
    went = []
    tab.desk.asked_to_show.connect(lambda *place: went.append(place))
    verbs = dict(action for action in view._menu() if action)
    verbs["看这位老师和课表"]()
    verbs["看听了哪些课"]()
    assert went == [("people", "teachers", world.wang.uid)]
    assert tab.segments.key() == "list"
    assert uids(tab.view()) == [world.second.uid]


def test_every_figure_opens_its_records(world, tab):
    view = at(tab, "figures")
    figures = {made.accessibleName(): made for made in view.findChildren(QPushButton) if " " in made.accessibleName()}
    assert {"合计 2节", "有评语 1节", "缺评语 1节", "草稿 1条", "补录 2条", "公开课 1节", "4月 2节", "数学 1节"} <= set(
        figures
    )
    figures["缺评语 1节"].click()
    assert uids(tab.view()) == [world.second.uid]


def test_without_a_pack_there_are_figures_but_no_quotas(world, tab):
    world.forget_pack()
    view = at(tab, "figures")
    assert "还没有选县里的要求" in view.progress._said.text()
    assert len(view.list.model().rows()) == 4  # everybody of the roster, the director too
