"""Forms: values, marks with a suggestion, drafts, and the dialog that stays open until it is right."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from jiaoyan_desktop.errors import StorageTrouble, UserError
from jiaoyan_desktop.gui import messages
from jiaoyan_desktop.gui.dialogs.form_dialog import GIVE_UP, WRITE_ON, FormDialog
from jiaoyan_desktop.gui.draft_keeper import BEHIND_MS, DraftKeeper
from jiaoyan_desktop.gui.widgets.buttons import button
from jiaoyan_desktop.gui.widgets.date_field import DateField
from jiaoyan_desktop.gui.widgets.fields import Choice, LongText, NumberField, TextField, TickField, in_row
from jiaoyan_desktop.gui.widgets.form import Form
from jiaoyan_desktop.gui.widgets.teacher_chooser import TeacherChooser
from jiaoyan_desktop.workflows import keeping
from tests.builders import a_term

TEACHERS = [("1", "张丽（语文）"), ("2", "张丽（英语）"), ("3", "徐静")]


@pytest.fixture
def form(qtbot, look):
    made = Form()
    made.add("day", "日期", DateField(a_term(), today=lambda: date(2025, 4, 8), field="day"), needed=True)
    made.add("who", "老师", TeacherChooser(lambda: TEACHERS, field="who"))
    made.add("title", "名称", TextField("写一个名称"))
    made.add("text", "正文", LongText())
    made.add("number", "节数", NumberField(1, 4, "节"))
    made.add("kind", "类别", Choice([("a", "甲"), ("b", "乙")]))
    made.add("joint", "", TickField("联研"))
    qtbot.addWidget(made)
    made.show()
    return made


def marks(form):
    return [mark._text.text() for mark in form._marks.values() if mark.isVisible()]


def test_values_come_back_as_they_were_given(form):
    given = {
        "day": date(2025, 4, 8),
        "who": "2",
        "title": "读写结合",
        "text": "一\n二",
        "number": 3,
        "kind": "b",
        "joint": True,
    }
    form.fill(given)
    assert form.values() == given
    again = form.raw()
    form.fill({"day": date(2025, 5, 1), "title": "", "who": None})
    form.restore(again)
    assert form.values() == given


def test_what_is_pasted_is_cleaned(form):
    form.editor("title").setText("读写\x0b结合 ")
    form.fill({"day": date(2025, 4, 8)})
    assert form.values()["title"] == "读写 结合"


@pytest.mark.parametrize("typed", ["4.8", "4月8日", "2025-4-8", "4月8日 周二"])
def test_a_day_is_typed_as_schools_write_it(form, typed):
    form.editor("day").line.setText(typed)
    assert form.values()["day"] == date(2025, 4, 8)


def test_a_day_that_does_not_exist_is_explained_and_another_offered(form, qtbot):
    form.editor("day").line.setText("6月31日")
    with pytest.raises(UserError) as told:
        form.values()
    assert form.mark(told.value)
    assert marks(form) == ["！6月只有30天，没有6月31日。是不是6月30日？"]
    take = next(made for made in form.findChildren(QPushButton) if made.text() == "用6月30日")
    take.click()
    assert form.values()["day"] == date(2025, 6, 30)
    assert marks(form) == []


def test_an_offer_stands_beside_its_sentence_and_the_keyboard_stays_in_the_row(form, qtbot):
    form.resize(900, form.height())
    form.activateWindow()
    form.editor("day").line.setText("6月31日")
    with pytest.raises(UserError) as told:
        form.values()
    form.mark(told.value)
    take = next(made for made in form.findChildren(QPushButton) if made.text() == "用6月30日")
    said = form.marked()._text
    qtbot.waitUntil(lambda: take.geometry().left() > said.geometry().left())
    assert 0 <= take.geometry().left() - said.geometry().right() < 40
    assert said.height() < 2 * said.fontMetrics().height()
    take.setFocus()
    qtbot.keyClick(take, Qt.Key.Key_Return)
    assert form.values()["day"] == date(2025, 6, 30)
    assert form.focusWidget() is form.editor("day").line


def test_an_unfinished_day_survives_being_kept(form):
    form.editor("day").line.setText("6月")
    raw = form.raw()
    form.fill({"day": date(2025, 4, 8)})
    form.restore(raw)
    assert form.editor("day").line.text() == "6月"


def test_arrow_keys_change_the_day(form, qtbot):
    form.fill({"day": date(2025, 4, 30)})
    qtbot.keyClick(form.editor("day").line, Qt.Key.Key_Up)
    assert form.values()["day"] == date(2025, 5, 1)


@pytest.mark.parametrize(("typed", "uid"), [("徐静", "3"), ("张丽（英语）", "2"), ("", None)])
def test_a_teacher_typed_in_full_is_that_one(form, typed, uid):
    form.fill({"day": date(2025, 4, 8)})
    form.editor("who").line.setText(typed)
    assert form.values()["who"] == uid


@pytest.mark.parametrize(("typed", "words"), [("张丽", "有2位张丽"), ("李四", "名单里没有“李四”")])
def test_a_teacher_who_is_not_clear_is_asked_for(form, typed, words):
    form.fill({"day": date(2025, 4, 8)})
    form.editor("who").line.setText(typed)
    with pytest.raises(UserError, match=words) as told:
        form.values()
    assert told.value.field == "who"


def test_a_teacher_is_found_by_initials_and_taken_with_enter(form, qtbot):
    chooser = form.editor("who")
    qtbot.keyClicks(chooser.line, "xj")
    qtbot.keyClick(chooser.line, Qt.Key.Key_Return)
    assert chooser.value() == "3"
    qtbot.keyClick(chooser.line, Qt.Key.Key_Escape)


def test_every_editor_has_its_name(form):
    named = {editor.accessibleName() for editor in form._editors.values()}
    assert {"日期", "老师", "名称", "正文", "节数", "类别"} <= named


def test_a_row_of_several_fields_hides_as_one(qtbot, look):
    form = Form()
    starts, ends = TextField(), TextField()
    holder = in_row(starts, ends)
    form.add_group("时间", holder, {"starts": ("开始", starts), "ends": ("结束", ends)})
    qtbot.addWidget(form)
    form.show()
    form.show_row(holder, False)
    assert not starts.isVisible()
    form.show_row(holder, True)
    assert starts.isVisible()
    assert ends.accessibleName() == "结束"


class Small(FormDialog[str]):
    def __init__(self, save):
        super().__init__(None, "试", save)
        self.form.add("title", "名称", TextField())


def answer(monkeypatch, verb):
    monkeypatch.setattr(messages, "ask", lambda *args, **kwargs: verb)


def test_the_dialog_stays_open_until_it_is_right(qtbot, look):
    def save(values):
        if not values["title"]:
            raise UserError("还没有名称。", field="title", cure="请写一个。")
        return values["title"]

    dialog = Small(save)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.save_button.click()
    assert dialog.isVisible()
    assert marks(dialog.form) == ["！还没有名称。请写一个。"]
    dialog.form.editor("title").setText("山行")
    dialog.save_button.click()
    assert not dialog.isVisible()
    assert dialog._result == "山行"


def test_a_mistake_without_a_row_is_told_below(qtbot, look):
    def save(values):
        raise UserError("和别的对不上。", field="elsewhere")

    dialog = Small(save)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.save_button.click()
    assert dialog._trouble.isVisible()
    assert dialog._trouble.text() == "！和别的对不上。"


def test_trouble_with_the_disk_is_told_and_nothing_is_lost(qtbot, look, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "tell", lambda parent, what, advice="": told.append(what))

    def save(values):
        raise StorageTrouble("full", "磁盘满了。", cure="请腾地方。")

    dialog = Small(save)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.form.editor("title").setText("山行")
    dialog.save_button.click()
    assert told == ["磁盘满了。"]
    assert dialog.isVisible()
    assert dialog.form.values() == {"title": "山行"}


def test_giving_up_asks_when_something_was_typed(qtbot, look, monkeypatch):
    dialog = Small(lambda values: "")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.form.editor("title"), "s")
    answer(monkeypatch, WRITE_ON)
    dialog.reject()
    assert dialog.isVisible()
    answer(monkeypatch, GIVE_UP)
    dialog.reject()
    assert not dialog.isVisible()


class Prose(FormDialog[str]):
    def __init__(self):
        super().__init__(None, "试", lambda values: values["text"])
        self.form.add("text", "正文", LongText())
        self.form.fill({"text": "原来写的"})  # which the editor tells as an edit
        for place in range(30):
            self.form.add_wide(QLabel(f"第{place}行"))
        self.form.add("last", "最后一栏", TextField())


def test_a_filled_dialog_nobody_changed_closes_at_once(qtbot, look, monkeypatch):
    monkeypatch.setattr(messages, "ask", lambda *args, **kwargs: pytest.fail("asked"))
    dialog = Prose()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.form.editor("text").setPlainText("别的")
    dialog.form.editor("text").setPlainText("原来写的")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_question_says_what_would_be_lost(qtbot, look, asked):
    dialog = Prose()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.form.editor("text").setPlainText("别的")
    asked.answers[:] = [GIVE_UP]
    dialog.close()
    assert [advice for _, advice in asked.found] == ["改过的是：正文。点“不要了”，这次写的就没有了；原来存着的不变。"]
    assert not dialog.isVisible()


def test_a_mistake_far_down_is_brought_into_sight(qtbot, look):
    def save(values):
        raise UserError("还没有写。", field="last")

    dialog = Prose()
    dialog._save = save
    qtbot.addWidget(dialog)
    dialog.resize(500, 300)
    dialog.show()
    assert dialog._area.verticalScrollBar().value() == 0
    dialog.save_button.click()

    def in_sight():
        mark, port = dialog.form.marked(), dialog._area.viewport()
        assert mark is not None
        bottom = mark.mapTo(port, mark.rect().bottomLeft()).y()
        return mark.height() > 0 and bottom <= port.height()

    qtbot.waitUntil(in_sight)
    assert dialog._area.verticalScrollBar().value() > 0


def test_enter_presses_the_button_that_has_the_focus(qtbot, look):
    class Two(Small):
        def __init__(self):
            super().__init__(lambda values: "存了")
            self.page.addWidget(button("选一位", on_click=lambda: pressed.append("选一位")))

    pressed: list[str] = []
    dialog = Two()
    qtbot.addWidget(dialog)
    dialog.show()
    made = next(each for each in dialog.findChildren(QPushButton) if each.text() == "选一位")
    made.setFocus()
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert pressed == ["选一位"]
    assert dialog.isVisible()
    qtbot.keyClick(dialog.form.editor("title"), Qt.Key.Key_Return)
    assert dialog._result == "存了"


@pytest.mark.parametrize("danger", [False, True])
def test_the_first_verb_of_a_question_is_the_default(qtbot, look, danger):
    question = messages._Message(None, "删除这条听课记录？", "", ("删除这条", "先留着"), danger=danger)
    qtbot.addWidget(question)
    question.show()
    at = question.focusWidget()
    assert isinstance(at, QPushButton) and at.text() == "删除这条" and at.isDefault()
    qtbot.keyClick(at, Qt.Key.Key_Return)
    assert question.chosen == "删除这条"


def test_giving_up_an_untouched_dialog_asks_nothing(qtbot, look, monkeypatch):
    monkeypatch.setattr(messages, "ask", lambda *args, **kwargs: pytest.fail("asked"))
    dialog = Small(lambda values: "")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reject()
    assert not dialog.isVisible()


def test_typing_is_kept_and_dropped_when_saved(qtbot, db, look):
    dialog = Small(lambda values: "x")
    dialog.keep_drafts(db, "Activity:new", lambda: "活动安排")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.form.editor("title"), "shanxing")
    qtbot.waitUntil(lambda: bool(keeping.typing_left(db)), timeout=BEHIND_MS + 3000)
    assert keeping.typing_left(db)[0].payload == {"title": "shanxing"}
    dialog.save_button.click()
    assert keeping.typing_left(db) == []


def test_a_draft_taken_up_is_dropped_when_saved_without_more_typing(qtbot, db, look):
    keeping.keep_typing(db, "Activity:new", "活动安排", {"title": "山行"})
    dialog = Small(lambda values: values["title"])
    dialog.keep_drafts(db, "Activity:new", lambda: "活动安排")
    dialog.restore({"title": "山行"})
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.save_button.click()
    assert keeping.typing_left(db) == []


def test_a_keeper_is_never_more_than_two_seconds_behind(qtbot, db):
    assert BEHIND_MS <= 2000
    number = iter(range(100))
    keeper = DraftKeeper(db, "X:new", lambda: ("试", {"n": next(number)}))
    keeper.touch()
    first = keeper._timer.remainingTime()
    keeper.touch()
    assert keeper._timer.remainingTime() <= first
    keeper.keep_now()
    assert not keeper._timer.isActive()
    keeper.forget()
    assert keeping.typing_left(db) == []
