"""集体备课 as a person uses it: lists, drafts, comparison, opinions; every step leads to the right workflow."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from jiaoyan_desktop.domain.activity import Activity
from jiaoyan_desktop.domain.preparation import Comment, Draft, DraftRevision, LessonStudy, Reflection
from jiaoyan_desktop.gui import messages
from jiaoyan_desktop.gui.dialogs.activity_dialog import ActivityDialog
from jiaoyan_desktop.gui.dialogs.draft_dialog import DraftDialog
from jiaoyan_desktop.gui.dialogs.draft_fork_dialog import ForkDialog
from jiaoyan_desktop.gui.dialogs.draft_promote_dialog import PromoteDialog
from jiaoyan_desktop.gui.dialogs.draft_taught_dialog import TaughtDialog
from jiaoyan_desktop.gui.dialogs.lesson_study_comment_dialog import CommentDialog
from jiaoyan_desktop.gui.dialogs.lesson_study_dialog import LessonStudyDialog
from jiaoyan_desktop.gui.dialogs.lesson_study_reflection_dialog import ReflectionDialog
from jiaoyan_desktop.gui.tabs.preparation_tab import PreparationTab
from jiaoyan_desktop.workflows import preparing
from tests.gui.preparation_world import BETTER, PreparationWorld


@pytest.fixture
def world(desk):
    return PreparationWorld(desk)


@pytest.fixture
def tab(desk, qtbot):
    made = PreparationTab(desk)
    qtbot.addWidget(made)
    made.resize(1300, 620)
    made.show()
    return made


def at(tab, view, uid=""):
    """The view in sight, as it is now."""
    tab.show_place(view, uid)
    shown = tab.view()
    shown.refresh()
    return shown


def topics(view) -> list[str]:
    return [row.topic for row in view.list.model().rows()]


# -- 课例 ------------------------------------------------------------------------------------------------------------


def test_an_empty_school_is_told_the_first_step(tab, monkeypatch):
    view = at(tab, "studies")
    monkeypatch.setattr(LessonStudyDialog, "ask", lambda *_, **__: None)
    assert view._whole.currentWidget() is view._empty
    view.new_study()
    assert tab.desk.db.count(LessonStudy) == 0


def test_a_new_study_leads_to_its_drafts(world, tab, monkeypatch):
    values = {"topic": "《军神》", "subject": "语文", "grade": 5}
    monkeypatch.setattr(LessonStudyDialog, "ask", lambda parent, desk, save, *_, **__: save(values))
    tab.do("new")
    assert tab.segments.key() == "drafts"
    view = tab.view()
    view.refresh()
    assert view.standing.study.topic == "《军神》"
    assert view._room.currentIndex() == 1  # nothing written yet: the A draft is offered
    assert tab.desk.db.recent_changes(1)[0].label == "新建课例：《军神》"


def test_studies_are_found_by_characters_and_initials_and_filtered(world, tab):
    preparing.begin(
        tab.desk.db,
        LessonStudy(term_uid=tab.desk.term.uid, topic="分数的意义", subject="数学", grade=5, stage="说课"),
    )
    view = at(tab, "studies")
    assert set(topics(view)) == {"《山行》", "分数的意义"}
    for text, found in (("山", ["《山行》"]), ("fsdyy", ["分数的意义"]), ("wxl", ["《山行》"]), ("没有", [])):
        view.filters.find_box.setText(text)
        view._show()
        assert topics(view) == found
    assert view._pages.currentIndex() == 1
    view._reset()
    view.stages._tiles["说课"].click()
    assert topics(view) == ["分数的意义"]
    assert view._totals.text() == "共1个课例，0份教案稿，0条意见（采纳0条）"
    view.show_record(world.study.uid)
    assert view.list.current_row().uid == world.study.uid
    assert view.stages.chosen() == ""


def test_the_chosen_study_stands_beside_the_list(world, tab):
    view = at(tab, "studies", world.study.uid)
    assert view.side.isVisible()
    assert view.side.title.text() == "《山行》"
    view.side.close_panel()
    assert not view.side.isVisible()


def test_deleting_a_study_says_what_goes_and_can_be_undone(world, tab, monkeypatch):
    said = []
    view = at(tab, "studies", world.study.uid)
    undo = []
    tab.desk.said.connect(lambda text, change: undo.append((text, change)))
    monkeypatch.setattr(messages, "ask", lambda parent, what, advice, **_: said.append((what, advice)) or "先留着")
    view.list.delete_asked.emit(view.list.selected_rows())
    assert tab.desk.db.count(LessonStudy) == 1
    assert said == [("删除课例《山行》？", "1份教案稿、2条意见一起删。删了还能从“最近操作”找回来。")]
    monkeypatch.setattr(messages, "ask", lambda *_, **__: "删除")
    view.list.delete_asked.emit(view.list.selected_rows())
    assert tab.desk.db.count(LessonStudy) == 0
    assert undo[0][0] == "已删除1个课例"
    tab.desk.db.undo(undo[0][1])
    assert tab.desk.db.count(Comment) == 2


def test_stages_move_from_the_context_menu(world, tab):
    view = at(tab, "studies", world.study.uid)
    verbs = dict(action for action in view._menu() if action)
    verbs["走到磨课"]()
    assert tab.desk.db.need(LessonStudy, world.study.uid).stage == "磨课"
    assert "走到备课" not in verbs


# -- 教案稿 ----------------------------------------------------------------------------------------------------------


def buttons_of(view) -> set[str]:
    every = (view.promote_button, view.fork_button, view.teach_button, view.edit_button, view.reflect_button)
    return {made.text() for made in every if not made.isHidden()}


def test_each_stage_offers_its_own_next_step(world, tab):
    draft = world.fork()
    view = at(tab, "drafts", world.study.uid)
    assert view.line().draft.stage == "B"
    assert buttons_of(view) == {"改这份稿", "分出C案…"}
    view.study_side.choose(world.draft("A").uid)
    assert buttons_of(view) == {"改这份稿"}
    view.study_side.choose(draft.uid)
    assert buttons_of(view) == {"改这份稿", "上课用了（锁定）", "写教学反思"}
    preparing.teach(tab.desk.db, draft.uid, date(2025, 4, 1))
    view.refresh()
    assert buttons_of(view) == {"改这份稿", "写教学反思"}
    assert "来自B案第1稿" in view._about.accessibleName()
    assert "会写6个字" in view.page.toPlainText()


def test_the_a_draft_is_promoted_with_the_ticked_opinions(world, tab, monkeypatch):
    view = at(tab, "drafts", world.study.uid)
    assert buttons_of(view) == {"改这份稿", "合成B案"}
    monkeypatch.setattr(
        PromoteDialog, "ask", lambda parent, save, *_: save({"adopted": [world.first.uid], "note": "换了导入"})
    )
    view.promote_button.click()
    assert tab.desk.db.need(Comment, world.first.uid).verdict == "adopted"
    view.refresh()
    assert view.line().draft.stage == "B"
    assert view.line().latest.note == "换了导入"


def test_forking_and_teaching_go_through_their_dialogs(world, tab, monkeypatch):
    world.promote()
    view = at(tab, "drafts", world.study.uid)
    takers = {"takers": [preparing.Taker(teacher_uid=world.sun.uid)]}
    monkeypatch.setattr(ForkDialog, "ask", lambda parent, desk, save, standing: save(takers))
    view.fork_button.click()
    draft = world.draft("C")
    view.refresh()
    view.study_side.choose(draft.uid)
    values = {"on": date(2025, 4, 2), "observation_uid": None}
    monkeypatch.setattr(TaughtDialog, "ask", lambda parent, desk, save, standing, line: save(values))
    view.teach_button.click()
    assert tab.desk.db.need(Draft, draft.uid).state == "taught"


def test_writing_a_taught_draft_asks_first_and_makes_a_new_one(world, tab, monkeypatch):
    draft = world.teach()
    view = at(tab, "drafts", draft.uid)
    asked = []
    monkeypatch.setattr(messages, "ask", lambda parent, what, *_, **__: asked.append(what) or "不改了")
    view.edit_button.click()
    assert asked == ["这份稿4月1日已经上课用了，原样留着。"]
    monkeypatch.setattr(messages, "ask", lambda *_, **__: "写新的一稿")
    values = {"sections": BETTER[:1], "note": "课后改"}
    monkeypatch.setattr(DraftDialog, "ask", lambda parent, desk, save, **_: save(values))
    view.edit_button.click()
    assert [item.number for item in tab.desk.db.find(DraftRevision, draft_uid=draft.uid)] == [1, 2]
    assert view.revision().number == 2
    view._revisions.set_value(view.line().revisions[0].uid)
    view._show_text()
    assert "教学过程" in view.page.toPlainText()


def test_the_first_draft_of_a_study_is_written_from_the_empty_page(world, tab, monkeypatch):
    other = preparing.begin(
        tab.desk.db, LessonStudy(term_uid=tab.desk.term.uid, topic="《军神》", subject="语文", grade=5)
    )
    view = at(tab, "drafts", other.uid)
    values = {"sections": BETTER, "note": "", "state": "asking"}
    monkeypatch.setattr(DraftDialog, "ask", lambda parent, desk, save, **_: save(values))
    view.write()
    view.refresh()
    assert view.line().draft.state == "asking"
    assert view.line().draft.lesson_study_uid == other.uid


def test_a_reflection_stands_below_the_draft(world, tab, monkeypatch):
    draft = world.teach()
    view = at(tab, "drafts", draft.uid)
    values = {"teacher_uid": world.wang.uid, "answers": {"闪光点": "学生敢说"}, "text": "", "written_on": None}
    monkeypatch.setattr(ReflectionDialog, "ask", lambda parent, desk, save, *_: save(values))
    view.reflect_button.click()
    assert tab.desk.db.count(Reflection) == 1
    view.refresh()
    assert "学生敢说" in view.page.toPlainText()
    assert view.reflect_button.text() == "改教学反思"


def test_a_draft_others_came_from_is_not_deleted_and_the_reason_is_told(world, tab, monkeypatch):
    world.promote()
    view = at(tab, "drafts", world.draft("A").uid)
    told = []
    monkeypatch.setattr(messages, "ask", lambda *_, **__: "删除")
    monkeypatch.setattr(messages, "explain", lambda parent, trouble: told.append(str(trouble)))
    view.delete_button.click()
    assert told == ["B案是从这份稿来的，所以没有删。真要删，请先删B案。"]
    view.study_side.choose(world.draft("B").uid)
    view.delete_button.click()
    assert tab.desk.db.count(Draft, stage="B") == 0


# -- opinions --------------------------------------------------------------------------------------------------------


def test_opinions_are_judged_and_deleted_by_keyboard(world, tab, qtbot):
    view = at(tab, "drafts", world.study.uid)
    opinions = view.study_side.opinions
    opinions.choose(world.second.uid)
    qtbot.keyClick(opinions, Qt.Key.Key_2)
    assert tab.desk.db.need(Comment, world.second.uid).verdict == "adopted"
    view.refresh()
    assert opinions.current().uid == world.second.uid
    qtbot.keyClick(opinions, Qt.Key.Key_Delete)
    assert tab.desk.db.get(Comment, world.second.uid) is None
    tab.desk.db.undo()
    assert tab.desk.db.get(Comment, world.second.uid) is not None


def test_an_opinion_is_written_and_opened_again(world, tab, qtbot, monkeypatch):
    view = at(tab, "drafts", world.study.uid)
    given = []

    def ask(parent, desk, save, standing, record=None, **values):
        given.append((record, values.get("draft_uid")))
        return save({"text": "齐读", "speaker_uid": world.liu.uid, "verdict": "pending"})

    monkeypatch.setattr(CommentDialog, "ask", ask)
    view.study_side.comment_asked.emit()
    assert tab.desk.db.count(Comment) == 3
    view.refresh()
    view.study_side.opinions.choose(world.first.uid)
    qtbot.keyClick(view.study_side.opinions, Qt.Key.Key_Return)
    assert [(record and record.uid, draft) for record, draft in given] == [
        (None, world.draft("A").uid),
        (world.first.uid, None),
    ]
    assert tab.desk.db.need(Comment, world.first.uid).text == "齐读"


# -- 对照 and 备课会 ------------------------------------------------------------------------------------------------


def test_two_drafts_are_compared_side_by_side(world, tab):
    world.promote()
    view = at(tab, "compare", world.study.uid)
    assert (view.older.currentText(), view.younger.currentText()) == ("A案（初案）", "B案（共案）")
    assert view._said.text().startswith("改了1处")
    text = view.page.toPlainText()
    assert "会写5个字。" in text and "会写6个字。" in text and "出示枫叶图" in text
    gone_to = []
    view.page.scrollToAnchor = gone_to.append
    for made in (view._next, view._next, view._before):
        made.click()
    assert gone_to == ["change-1", "change-1", "change-1"]
    view._only.click()
    assert "出示枫叶图" not in view.page.toPlainText()
    view.younger.set_value(view.older.value())
    view._show_text()
    assert view._said.text() == "两稿一样"
    assert not view._next.isEnabled()


def test_a_study_without_drafts_has_nothing_to_compare(tab):
    study = preparing.begin(
        tab.desk.db, LessonStudy(term_uid=tab.desk.term.uid, topic="《军神》", subject="语文", grade=5)
    )
    view = at(tab, "compare", study.uid)
    assert "还没有稿子可以对照" in view.page.toPlainText()


def test_meetings_lead_to_the_calendar(world, tab):
    view = at(tab, "meetings")
    assert view._whole.currentIndex() == 1
    meeting = Activity(
        term_uid=tab.desk.term.uid,
        kind="集体备课",
        title="《山行》集备",
        happened_on=date(2025, 3, 26),
        lesson_study_uid=world.study.uid,
    )
    other = Activity(term_uid=tab.desk.term.uid, kind="理论学习", title="学新课标", happened_on=date(2025, 3, 27))
    with tab.desk.db.change("活动") as change:
        change.put_all([meeting, other])
    view.refresh()
    assert [row.uid for row in view.list.model().rows()] == [meeting.uid]
    went = []
    tab.desk.asked_to_show.connect(lambda *place: went.append(place))
    view.show_record(meeting.uid)
    view.list.opened.emit(view.list.current_row())
    dict(action for action in view._menu() if action)["看这一课的教案稿"]()
    assert went == [("calendar", "activities", meeting.uid), ("preparation", "drafts", world.study.uid)]


def test_a_meeting_is_written_for_the_study_in_sight(world, tab, monkeypatch):
    at(tab, "drafts", world.study.uid)
    monkeypatch.setattr(ActivityDialog, "ask", lambda parent, desk, activity, save, **_: save(activity))
    tab._on_meeting()
    (meeting,) = tab.desk.db.find(Activity)
    assert (meeting.kind, meeting.title, meeting.lesson_study_uid) == ("集体备课", "《山行》集体备课", world.study.uid)
    assert (meeting.keynote_uid, meeting.subject) == (world.wang.uid, "语文")
    assert tab.segments.key() == "meetings"


# -- after a crash ---------------------------------------------------------------------------------------------------


def test_what_was_typed_opens_where_it_belongs(world, tab, monkeypatch):
    draft = world.promote()
    reflection_draft = draft
    opened = []

    def taking(name):
        return lambda *args, **values: opened.append(name) and None

    for dialog in (LessonStudyDialog, DraftDialog, CommentDialog, ReflectionDialog):
        monkeypatch.setattr(dialog, "ask", taking(dialog.__name__))
    for key in (
        "LessonStudy:new",
        f"LessonStudy:{world.study.uid}",
        f"Comment:new@{world.study.uid}",
        f"Comment:{world.first.uid}",
        f"Draft:{draft.uid}",
        f"Reflection:new@{reflection_draft.uid}",
    ):
        tab.restore(key, {"note": ""})
    assert opened == [
        *("LessonStudyDialog", "LessonStudyDialog", "CommentDialog", "CommentDialog"),
        *("DraftDialog", "ReflectionDialog"),
    ]


def test_what_was_typed_for_something_gone_is_told(world, tab, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "tell", lambda parent, what, advice: told.append(what))
    for key in ("Draft:gone", "Comment:new@gone", "Reflection:gone"):
        tab.restore(key, {})
    assert told == ["它原来所在的课例或教案稿已经不在了。"] * 3
