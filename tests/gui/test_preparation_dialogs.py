"""Each dialog of 集体备课 by itself: what it fills in, what it hands to ``save``, what it refuses."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from jiaoyan_desktop.domain.drafts import Taker, blank_sections
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.preparation import Reflection
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.gui import messages
from jiaoyan_desktop.gui.dialogs.draft_dialog import DraftDialog
from jiaoyan_desktop.gui.dialogs.draft_fork_dialog import ForkDialog
from jiaoyan_desktop.gui.dialogs.draft_paste_dialog import DraftPasteDialog
from jiaoyan_desktop.gui.dialogs.draft_promote_dialog import PromoteDialog
from jiaoyan_desktop.gui.dialogs.draft_taught_dialog import TaughtDialog
from jiaoyan_desktop.gui.dialogs.lesson_study_comment_dialog import CommentDialog
from jiaoyan_desktop.gui.dialogs.lesson_study_dialog import LessonStudyDialog
from jiaoyan_desktop.gui.dialogs.lesson_study_reflection_dialog import ReflectionDialog
from tests.gui.preparation_world import PLAN, PreparationWorld


@pytest.fixture
def world(desk):
    return PreparationWorld(desk)


class Saved:
    """Takes the place of a workflow and remembers what it was given."""

    def __init__(self) -> None:
        self.values: dict = {}

    def __call__(self, values):
        self.values = values
        return values


def shown(qtbot, dialog):
    """The dialog on the screen; closed at the end without asking what becomes of what was typed."""
    qtbot.addWidget(dialog, before_close_func=lambda made: made.leave())
    dialog.show()
    return dialog


def test_a_study_is_typed_with_the_keyboard_alone(world, qtbot):
    saved = Saved()
    dialog = shown(qtbot, LessonStudyDialog(None, world.desk, saved))
    topic = dialog.form.editor("topic")
    topic.setFocus()
    qtbot.keyClicks(topic, "Unit 5")
    dialog.form.editor("subject").set_value("语文")
    dialog.form.editor("grade").set_value(5)
    lead = dialog.form.editor("lead_uid")
    qtbot.keyClicks(lead.line, "liuf")
    qtbot.keyClick(lead.line, Qt.Key.Key_Escape)
    lead.set_value(world.liu.uid)
    dialog.form.editor("assistant_uids").set_value([world.sun.uid, world.ma.uid])
    qtbot.keyClicks(dialog.form.editor("planned_on").line, "4.10")
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert saved.values["topic"] == "Unit 5"
    assert saved.values["planned_on"] == date(2025, 4, 10)
    assert saved.values["lead_uid"] == world.liu.uid
    assert saved.values["assistant_uids"] == (world.sun.uid, world.ma.uid)
    assert saved.values["stage"] == "备课"


def test_a_study_keeps_a_lead_who_has_left_the_school(world, qtbot):
    with world.desk.db.change("调走") as change:
        change.put(world.wang.but(left_on=date(2025, 3, 31)))
    saved = Saved()
    dialog = shown(qtbot, LessonStudyDialog(None, world.desk, saved, world.study))
    dialog.save_button.click()
    assert saved.values["lead_uid"] == world.wang.uid
    assert "教学" not in saved.values["subject"]


def test_a_study_that_cannot_be_kept_is_marked_at_its_field(world, qtbot):
    def refuse(values):
        raise UserError("还没有写课题。", field="topic", cure="请写上课题。")

    dialog = shown(qtbot, LessonStudyDialog(None, world.desk, refuse))
    dialog.save_button.click()
    assert dialog.isVisible()
    assert dialog.form.editor("topic").hasFocus() or not dialog.isActiveWindow()


def test_promoting_warns_until_an_opinion_is_ticked(world, qtbot):
    saved = Saved()
    dialog = shown(qtbot, PromoteDialog(None, saved, "《山行》", [world.first, world.second], world.desk.names))
    assert dialog._warning.isVisible()
    dialog._ticks[1][1].box.click()
    assert not dialog._warning.isVisible()
    dialog.save_button.click()
    assert saved.values["adopted"] == [world.second.uid]


def test_forking_offers_those_who_teach_the_subject_in_that_grade(world, qtbot):
    world.promote()
    saved = Saved()
    dialog = shown(qtbot, ForkDialog(None, world.desk, saved, world.standing()))
    offered = [(item.text, tick.value()) for item, tick in dialog._ticks]
    assert offered == [("王秀兰　四（1）班", True), ("孙㛃　三（1）班", False)]
    dialog._others[0][0].set_value(world.ma.uid)
    dialog.save_button.click()
    assert saved.values["takers"] == [
        Taker(teacher_uid=world.wang.uid, class_uid=world.fourth.uid),
        Taker(teacher_uid=world.ma.uid),
    ]


def test_forking_leaves_out_who_has_a_c_draft_already(world, qtbot):
    world.fork()
    dialog = shown(qtbot, ForkDialog(None, world.desk, Saved(), world.standing()))
    assert [item.text for item, _ in dialog._ticks] == ["孙㛃　三（1）班"]


def test_a_taught_lesson_takes_its_day_from_the_observation(world, qtbot):
    draft = world.fork()
    heard = Observation(
        term_uid=world.desk.term.uid,
        happened_on=date(2025, 4, 2),
        period=2,
        observer_uid=world.ma.uid,
        taught_by_uid=world.wang.uid,
        class_uid=world.fourth.uid,
        subject="语文",
        topic="《山行》",
    )
    with world.desk.db.change("记录听课") as change:
        change.put(heard)
    saved = Saved()
    standing = world.standing()
    line = standing.line(draft.uid)
    dialog = shown(qtbot, TaughtDialog(None, world.desk, saved, standing, line))
    chosen = dialog.form.editor("observation_uid")
    assert chosen.itemText(1) == "4月2日 周三 第2节 马玉珍听：《山行》"
    chosen.set_value(heard.uid)
    chosen.edited.emit()
    dialog.save_button.click()
    assert saved.values == {"observation_uid": heard.uid, "on": date(2025, 4, 2)}


def test_an_opinion_of_a_guest_keeps_the_name_as_text(world, qtbot):
    saved = Saved()
    dialog = shown(qtbot, CommentDialog(None, world.desk, saved, world.standing(), draft_uid=world.draft("A").uid))
    dialog._speaker.set_text("外校周老师")
    dialog.form.editor("text").set_value("板书再大些")
    dialog.save_button.click()
    assert (saved.values["speaker_uid"], saved.values["speaker_text"]) == (None, "外校周老师")
    assert saved.values["draft_uid"] == world.draft("A").uid


def test_a_reflection_keeps_answers_to_questions_of_earlier_years(world, qtbot):
    record = Reflection(lesson_study_uid=world.study.uid, teacher_uid=world.wang.uid, answers={"旧问题": "旧答案"})
    saved = Saved()
    dialog = shown(qtbot, ReflectionDialog(None, world.desk, saved, world.standing(), record))
    dialog.form.editor("answer:闪光点").set_value("学生敢说")
    dialog.save_button.click()
    assert saved.values["answers"]["旧问题"] == "旧答案"
    assert saved.values["answers"]["闪光点"] == "学生敢说"
    assert saved.values["written_on"] == date(2025, 4, 8)


def draft_dialog(world, qtbot, saved, sections=PLAN, **values):
    made = DraftDialog(None, world.desk, saved, title="A案：《山行》", key="Draft:x", sections=sections, **values)
    return shown(qtbot, made)


def test_a_draft_is_written_section_by_section(world, qtbot):
    saved = Saved()
    dialog = draft_dialog(world, qtbot, saved, may_be_new=True)
    first, process = dialog.sections.editors()
    first.text.set_value("会写6个字。")
    assert process.steps is not None
    qtbot.keyClicks(process.steps.fields()[5], "x")  # the first cell below the filled row
    dialog.form.editor("state").set_value("asking")
    dialog.save_button.click()
    sections = saved.values["sections"]
    assert sections[0].text == "会写6个字。"
    assert [step.step for step in sections[1].steps] == ["导入", "x"]
    assert (saved.values["state"], saved.values["as_new"]) == ("asking", False)


def test_sections_move_and_go_and_the_tab_key_follows(world, qtbot):
    dialog = draft_dialog(world, qtbot, Saved(), sections=blank_sections())
    editors = dialog.sections.editors()
    editors[1].up.click()
    assert [item.heading for item in dialog.sections.value()][:2] == ["教学重点", "教学目标"]
    dialog.sections.editors()[0].away.click()
    assert dialog.sections.value()[0].heading == "教学目标"
    first, second = dialog.sections.editors()[:2]
    first.text.setFocus()
    qtbot.keyClick(first.text, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is second.heading


def test_pasting_a_whole_plan_asks_before_it_replaces(world, qtbot, monkeypatch):
    dialog = draft_dialog(world, qtbot, Saved())
    monkeypatch.setattr(DraftPasteDialog, "ask", lambda parent: "一、教学重点\n理解诗意。")
    monkeypatch.setattr(messages, "ask", lambda *_, **__: "接在后面")
    dialog._paste()
    assert [item.heading for item in dialog.sections.value()] == ["一、教学目标", "二、教学过程", "教学重点"]
    monkeypatch.setattr(messages, "ask", lambda *_, **__: "换成粘贴的")
    dialog._paste()
    assert [item.heading for item in dialog.sections.value()] == ["教学重点"]
    monkeypatch.setattr(DraftPasteDialog, "ask", lambda parent: None)
    dialog._paste()
    assert len(dialog.sections.value()) == 1


def test_the_paste_dialog_says_what_it_recognised(world, qtbot):
    dialog = shown(qtbot, DraftPasteDialog(None))
    dialog.text.set_value("一、教学目标\n会写5个字。\n二、板书设计\n山行")
    assert dialog._found.text() == "认出2栏：教学目标、板书设计"
    assert dialog.collect()["text"].startswith("一、教学目标")


def test_what_is_typed_survives_as_plain_values(world, qtbot):
    dialog = draft_dialog(world, qtbot, Saved())
    dialog.sections.editors()[0].text.set_value("会写7个字。")
    raw = dialog.raw()
    other = draft_dialog(world, qtbot, Saved(), sections=())
    other.restore(raw)
    assert other.sections.value() == dialog.sections.value()


def test_the_tab_key_gets_through_every_dialog_and_out_of_every_field(world, qtbot):
    standing, names = world.standing(), world.desk.names
    reflection = Reflection(lesson_study_uid=world.study.uid, teacher_uid=world.wang.uid)
    for made in (
        LessonStudyDialog(None, world.desk, Saved(), world.study.but(assistant_uids=(world.sun.uid,))),
        CommentDialog(None, world.desk, Saved(), standing),
        ReflectionDialog(None, world.desk, Saved(), standing, reflection),
        PromoteDialog(None, Saved(), "《山行》", [world.first, world.second], names),
        ForkDialog(None, world.desk, Saved(), standing),
        DraftDialog(None, world.desk, Saved(), title="A案", key="Draft:y", sections=PLAN),
    ):
        dialog = shown(qtbot, made)
        seen = []
        dialog.form.setFocus()
        while dialog.focusWidget() not in seen:
            seen.append(dialog.focusWidget())
            dialog.focusNextChild()
        assert dialog.save_button in seen, type(dialog).__name__
        assert len(seen) > 4, type(dialog).__name__
