"""Writing down a lesson: the timetable fills in, the keyboard suffices, what is odd is asked, nothing typed is lost."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from jiaoyan_desktop.domain.observation import LessonStep, Observation, Remark, Score
from jiaoyan_desktop.gui import messages
from jiaoyan_desktop.gui.dialogs.observation_dialog import ObservationDialog
from jiaoyan_desktop.gui.dialogs.observation_facts import default_observer
from jiaoyan_desktop.gui.dialogs.observation_reason import ReasonDialog
from jiaoyan_desktop.workflows import observing
from tests.gui.observation_world import ObservationWorld

TODAY = date(2025, 4, 8)


@pytest.fixture
def world(desk):
    return ObservationWorld(desk)


def dialog_for(world, qtbot, record=None, save=None) -> ObservationDialog:
    desk = world.desk
    if record is None:
        record = observing.prefill(desk.records, TODAY, 0, None, observer_uid=world.han.uid)

    def log(item, pictures):
        keep = observing.revise if item.revision else observing.log
        return keep(desk.db, item, pictures, today=desk.today)

    made = ObservationDialog(None, desk, save or log, record)
    qtbot.addWidget(made, before_close_func=lambda dialog: dialog.leave())
    made.show()
    return made


def newest(world) -> Observation:
    return world.desk.db.find(Observation, order_by="rowid DESC")[0]


def test_a_lesson_is_written_down_with_the_keyboard_alone(world, qtbot):
    dialog = dialog_for(world, qtbot)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)  # the day is today
    while dialog.focusWidget() is not dialog.facts.period:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(dialog.focusWidget(), "31")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.facts.room.text() == "三（1）班"
    assert dialog.facts.teacher.text() == "徐静"
    assert (dialog.facts.subject.value(), dialog.facts.topic.value()) == ("数学", "小数的初步认识")
    dialog.remarks["精点"].setFocus()
    qtbot.keyClicks(dialog.remarks["精点"], "good")
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    saved = newest(world)
    assert (saved.taught_by_uid, saved.class_uid, saved.period) == (world.xu.uid, world.third.uid, 2)
    assert saved.remarks == (Remark(column="精点", text="good"),)
    assert (saved.kind, saved.recorded_on, saved.rubric) == ("推门听课", TODAY, None)


def test_the_tab_key_walks_down_the_page(world, qtbot):
    dialog = dialog_for(world, qtbot)
    wanted = [
        *(dialog.facts.day.line, dialog.facts.period, dialog.facts.room, dialog.facts.outside),
        *(dialog.facts.teacher.line, dialog.facts.subject, dialog.facts.topic, dialog.facts.observer.line),
        *(dialog.facts.kind, dialog.facts.count, dialog.facts.walk, dialog.steps.fields()[0]),
        *(dialog.remarks["精点"], dialog.remarks["不足"], dialog.remarks["思路"], dialog.summary),
        *(dialog.draft, dialog.pictures.add_button, dialog.save_button),
    ]
    seen = []
    dialog.facts.day.line.setFocus()
    for _ in range(60):
        seen.append(dialog.focusWidget())
        dialog.focusNextChild()
    places = [seen.index(widget) for widget in wanted]
    assert places == sorted(places)


def test_typing_is_not_overwritten_by_the_timetable_but_what_it_filled_in_is(world, qtbot):
    dialog = dialog_for(world, qtbot)
    facts = dialog.facts
    facts.period.set_value(2)
    facts.room.set_value(world.third.uid)
    facts.room.edited.emit()
    assert facts.teacher.text() == "徐静"
    facts.topic.setText("我写的课题")
    facts.room.set_value(world.fourth.uid)
    facts.room.edited.emit()
    assert (facts.teacher.text(), facts.subject.value(), facts.topic.value()) == ("王秀兰", "语文", "我写的课题")


def test_a_day_without_lessons_says_why(world, qtbot):
    dialog = dialog_for(world, qtbot)
    assert not dialog.facts._said.isVisible()
    dialog.facts.day.set_value(date(2025, 4, 5))
    dialog.facts.day.edited.emit()
    assert dialog.facts._said.isVisible() and "老师、学科和课题请自己填" in dialog.facts._said.text()


def test_a_lesson_elsewhere_keeps_class_and_teacher_as_written(world, qtbot):
    dialog = dialog_for(world, qtbot)
    facts = dialog.facts
    facts.outside.click()
    facts.room.set_text("六年二班")
    facts.place.set_value("五中心校")
    facts.teacher.set_text("外校周老师")
    facts.count.set_value(4)
    dialog.save_button.click()
    saved = newest(world)
    assert (saved.is_outside, saved.class_uid, saved.class_text, saved.place_text) == (
        True,
        None,
        "六年二班",
        "五中心校",
    )
    assert (saved.taught_by_text, saved.lesson_count, saved.period) == ("外校周老师", 4, 0)


def test_what_is_missing_is_marked_and_the_dialog_stays(world, qtbot):
    dialog = dialog_for(world, qtbot)
    dialog.save_button.click()
    assert dialog.isVisible()
    mark = dialog.form._marks["taught_by_uid"]
    assert mark.isVisible() and "还没有写授课教师" in mark._text.text()


def test_a_class_that_is_not_there_is_said_so(world, qtbot):
    dialog = dialog_for(world, qtbot)
    dialog.facts.room.set_text("9.9")
    dialog.save_button.click()
    assert "本校没有“9.9”这个班" in dialog.form._marks["class_uid"]._text.text()


def test_a_draft_is_put_aside_with_what_there_is(world, qtbot):
    dialog = dialog_for(world, qtbot)
    dialog._save_draft()
    assert newest(world).is_draft
    again = dialog_for(world, qtbot, newest(world))
    assert again.save_button.text() == "写好了"


def clashing(world) -> Observation:
    observing.log(world.desk.db, world.lesson(TODAY, world.third), today=world.desk.today)
    return world.lesson(TODAY, world.fourth)


def test_two_rooms_at_once_can_be_kept_with_a_reason(world, qtbot, monkeypatch):
    dialog = dialog_for(world, qtbot, clashing(world))
    asked = []
    monkeypatch.setattr(
        messages, "ask", lambda parent, what, advice, choices: asked.append((what, choices)) or choices[-1]
    )
    monkeypatch.setattr(ReasonDialog, "ask", lambda *_: "两班合上一节")
    dialog.save_button.click()
    assert asked[0][1] == ["改节次", "改成巡课", "两节都留，写明原因"]
    assert newest(world).reason == "两班合上一节"


def test_or_become_a_walkthrough_or_be_changed_first(world, qtbot, monkeypatch):
    dialog = dialog_for(world, qtbot, clashing(world))
    monkeypatch.setattr(messages, "ask", lambda *_, choices: choices[0])
    dialog.save_button.click()
    assert dialog.isVisible()
    assert "已经记了在三（1）班听课" in dialog.form._marks["happened_on"]._text.text()
    monkeypatch.setattr(messages, "ask", lambda *_, choices: "改成巡课")
    dialog.save_button.click()
    assert newest(world).is_walkthrough


def test_going_back_from_the_reason_keeps_the_dialog(world, qtbot, monkeypatch):
    dialog = dialog_for(world, qtbot, clashing(world))
    before = world.desk.db.count(Observation)
    monkeypatch.setattr(messages, "ask", lambda *_, choices: choices[-1])
    monkeypatch.setattr(ReasonDialog, "ask", lambda *_: None)
    dialog.save_button.click()
    assert dialog.isVisible() and world.desk.db.count(Observation) == before


def test_a_reason_is_not_empty(qtbot, look):
    dialog = ReasonDialog(None, "同一节听两处")
    qtbot.addWidget(dialog, before_close_func=lambda made: made.leave())
    dialog.show()
    dialog.save_button.click()
    assert dialog.isVisible()
    dialog.form.editor("reason").set_value("合班")
    dialog.save_button.click()
    assert dialog._result == "合班"


def test_points_are_added_up_while_they_are_typed(world, qtbot):
    dialog = dialog_for(world, qtbot, world.lesson(TODAY, world.third))
    scores = dialog.scores
    scores._points["目标"].setText("36")
    scores._points["目标"].textEdited.emit("36")
    assert scores._sum.text() == "打完各条就有总分"
    scores._points["过程"].setText("50.5分")
    scores._points["过程"].textEdited.emit("50.5分")
    assert scores._sum.text() == "总分 86.5　良"
    dialog.save_button.click()
    saved = newest(world)
    assert saved.scores == (Score(criterion="目标", points=36), Score(criterion="过程", points=50.5))
    assert (saved.total, saved.grade) == (86.5, "良")
    assert saved.rubric is not None and saved.rubric.id == "grounds"


def test_points_that_are_no_numbers_are_refused(world, qtbot):
    dialog = dialog_for(world, qtbot, world.lesson(TODAY, world.third))
    dialog.scores._points["目标"].setText("三十")
    dialog.save_button.click()
    assert "“目标”的得分“三十”不是数" in dialog._trouble.text()


def test_a_kept_record_shows_everything_and_keeps_what_was_imported(world, qtbot):
    dialog = dialog_for(world, qtbot, world.second)
    assert dialog.facts.topic.value() == "《山行》"
    assert dialog.scores.grade() == "良"
    assert dialog.steps.value() == [{"at": "8:55", "teaching": "导入", "comment": ""}]
    dialog.remarks["思路"].set_value("再放手")
    dialog.save_button.click()
    saved = world.desk.db.need(Observation, world.second.uid)
    assert (saved.total, saved.grade, saved.recorded_on) == (86.0, "良", world.second.recorded_on)
    assert saved.remarks == (Remark(column="思路", text="再放手"),)
    assert saved.steps == (LessonStep(at="8:55", teaching="导入"),)


def test_remarks_in_columns_of_another_county_stay(world, qtbot):
    record = world.first.but(remarks=(Remark(column="优点", text="好"),))
    dialog = dialog_for(world, qtbot, record)
    assert list(dialog.remarks) == ["精点", "不足", "思路", "优点"]


def test_photographed_pages_are_put_in_and_taken_away(world, qtbot, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "tell", lambda parent, what, advice: told.append(what))
    page, text = tmp_path / "page.png", tmp_path / "notes.txt"
    QImage(40, 30, QImage.Format.Format_RGB32).save(str(page))
    text.write_text("x")
    dialog = dialog_for(world, qtbot, world.lesson(TODAY, world.third))
    dialog.pictures.put_in([page, text, tmp_path / "gone.png"])
    assert told == ["“notes.txt”不是照片，没有放进去。请放JPG或PNG照片；手机上的HEIC请先改存成JPG。"]
    dialog.save_button.click()
    saved = newest(world)
    assert world.desk.db.blob(saved.pictures[0]) == page.read_bytes()
    again = dialog_for(world, qtbot, saved)
    again.pictures._drop(saved.pictures[0], None)
    again.save_button.click()
    assert world.desk.db.need(Observation, saved.uid).pictures == ()


def test_enter_goes_to_the_next_step(world, qtbot):
    dialog = dialog_for(world, qtbot, world.lesson(TODAY, world.third))
    cells = dialog.steps.fields()
    cells[1].setFocus()
    qtbot.keyClicks(cells[1], "intro")
    qtbot.keyClick(cells[1], Qt.Key.Key_Return)
    assert len(dialog.steps.fields()) == 9  # two rows of three cells with their button, and the one that adds
    assert dialog.focusWidget() is dialog.steps.fields()[4]
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert dialog.steps.value() == [{"at": "", "teaching": "intro", "comment": ""}]


def test_enter_moves_on_and_only_ctrl_enter_saves(world, qtbot):
    dialog = dialog_for(world, qtbot, world.lesson(TODAY, world.third))
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    before = world.desk.db.count(Observation)
    for wanted in (dialog.facts.period, dialog.facts.room):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)  # past the button of the calendar
        assert dialog.focusWidget() is wanted
    assert dialog.isVisible() and world.desk.db.count(Observation) == before
    qtbot.keyClick(dialog.facts.topic, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert world.desk.db.count(Observation) == before + 1


def test_what_is_typed_is_kept_and_taken_up_again(world, qtbot):
    dialog = dialog_for(world, qtbot, world.lesson(TODAY, world.third))
    dialog.summary.set_value("整节课安静有序")
    dialog.remarks["不足"].set_value("练习少")
    dialog.scores._points["目标"].setText("30")
    dialog.steps.set_value([{"at": "9:00", "teaching": "新授", "comment": ""}])
    dialog.facts.topic.setText("小数")
    raw = dialog.raw()
    other = dialog_for(world, qtbot)
    other.restore(raw)
    assert other.raw() == raw


def test_the_observer_entered_last_is_proposed(world, qtbot):
    desk = world.desk
    assert default_observer(desk) == ""
    desk.settings["person"] = "王秀兰"
    assert default_observer(desk) == world.wang.uid
    dialog = dialog_for(world, qtbot, world.lesson(TODAY, world.third))
    dialog.save_button.click()
    assert default_observer(desk) == world.han.uid
