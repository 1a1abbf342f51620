"""导入表格: the file says what it is, is shown before anything is written, and comes in as one undo."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from jiaoyan_desktop.documents.sheets import read_workbook
from jiaoyan_desktop.domain.people import Teacher
from jiaoyan_desktop.gui import messages, tasks
from jiaoyan_desktop.gui.dialogs.import_dialog import ImportDialog
from jiaoyan_desktop.gui.dialogs.import_done import ProblemListDialog
from tests.documents.sheet_files import write_xlsx
from tests.workflows.collecting_kit import SAMPLE_FILES, SAMPLES

HEAD = ("姓名", "性别", "任教学科", "联系电话")
LINES = (("王秀兰", "女", "语文", "13845500008"), ("陈志强", "男", "数学", "13845500009"))


@pytest.fixture
def opened(qtbot, desk):
    """Opens the dialog on a file and waits until it is read."""

    def open_on(path, kind="") -> ImportDialog:
        dialog = ImportDialog(None, desk, path, kind)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(tasks.are_idle, timeout=20_000)
        return dialog

    return open_on


def press(dialog, text):
    """Clicks the button of that text, once the layout has shown it."""
    QApplication.processEvents()
    (found,) = [made for made in dialog.findChildren(QPushButton) if made.text() == text and made.isVisible()]
    found.click()


def test_the_file_says_itself_what_it_is(opened):
    dialog = opened(SAMPLES / SAMPLE_FILES["roster"])
    assert dialog._kind.value() == "roster"
    assert dialog._summary.text().startswith("这份教师花名册有新增24条")
    assert dialog._offer.count() == 0
    assert dialog._rows.model().rowCount() == 24


def test_another_kind_than_asked_is_said_and_offered(opened, qtbot):
    dialog = opened(SAMPLES / SAMPLE_FILES["assignments"], "progress")
    assert dialog._summary.text().startswith("打开看了“任课分工.xls”，没认出周进度。")
    assert not dialog._apply_button.isEnabled()
    press(dialog, "按任课分工来读")
    qtbot.waitUntil(tasks.are_idle, timeout=20_000)
    assert dialog._kind.value() == "assignments" and dialog._offer.count() == 0
    assert dialog._plan is not None and dialog._plan.kind == "assignments"


def test_a_file_that_looks_like_nothing_waits_for_a_choice(opened, qtbot, tmp_path):
    dialog = opened(write_xlsx(tmp_path / "成绩.xlsx", [["语文", 90], ["数学", 80]]))
    assert "没认出这是哪种表" in dialog._summary.text()
    assert dialog._kind.currentText() == "选一下是哪种表" and dialog._plan is None
    dialog._kind.set_value("roster")
    dialog._kind.edited.emit()
    qtbot.waitUntil(tasks.are_idle, timeout=20_000)
    assert dialog._summary.text().startswith("打开看了“成绩.xlsx”，没认出教师花名册。")
    assert dialog._kind.findData("") < 0


def test_what_is_shown_is_written_as_one_change(opened, desk, tmp_path):
    dialog = opened(write_xlsx(tmp_path / "花名册.xlsx", [HEAD, *LINES]))
    assert dialog._apply_button.text() == "导入这2条"
    dialog._apply_button.click()
    assert [item.name for item in desk.db.find(Teacher)] == ["王秀兰", "陈志强"]
    assert dialog.change_uid == desk.last_change_uid()


def test_no_workbook_is_told(opened, tmp_path):
    path = tmp_path / "照片.xlsx"
    path.write_bytes(b"\xff\xd8\xff\xe0 JFIF")
    dialog = opened(path, "roster")
    assert dialog._summary.text().startswith("“照片.xlsx”是图片，不是表格。")
    assert not dialog._apply_button.isEnabled()


def test_a_column_is_explained_by_choosing_and_remembered(opened, desk, qtbot, tmp_path):
    strange = [("称呼", "性别", "任教学科", "打哪个号"), *LINES]
    dialog = opened(write_xlsx(tmp_path / "一.xlsx", strange), "roster")
    assert dialog._parts.key() == "mapping" and dialog._plan is None
    page = dialog._mapping
    choose(page.choices[0], "name")
    qtbot.waitUntil(tasks.are_idle, timeout=20_000)
    assert dialog._parts.key() == "mapping" and dialog._apply_button.text() == "导入这2条"
    assert page._read.text().startswith("姓名 王秀兰，性别 女")
    choose(page.choices[3], "phone")
    qtbot.waitUntil(tasks.are_idle, timeout=20_000)
    assert "联系电话 13845500008" in page._read.text()
    again = opened(write_xlsx(tmp_path / "二.xlsx", strange))
    assert again._kind.value() == "roster" and again._plan is not None and len(again._plan.rows) == 2
    again._parts.chosen.emit("mapping")
    press(again, "照程序认的来")
    qtbot.waitUntil(tasks.are_idle, timeout=20_000)
    assert desk.settings["mappings"] == [] and again._plan is None


def test_whose_progress_it_is_can_be_chosen(opened, qtbot, tmp_path):
    dialog = opened(write_xlsx(tmp_path / "进度.xlsx", [("周次", "教学内容"), (1, "观潮"), (2, "走月亮")]))
    assert dialog._kind.value() == "progress" and dialog._whose.isVisible()
    assert "没有写是哪个年级的进度" in dialog._summary.text()
    for box, value in ((dialog._grade, 4), (dialog._subject, "语文")):
        choose(box, value)
        qtbot.waitUntil(tasks.are_idle, timeout=20_000)
    assert dialog._plan is not None and len(dialog._plan.rows) == 2 and dialog._whose.isVisible()


def choose(box, value):
    """As a person does: the value, and that it was chosen."""
    box.set_value(value)
    box.edited.emit()


def test_problems_are_filtered_and_saved_as_shown(opened, tmp_path, monkeypatch):
    lines = [("王秀兰", "女", "语文", "1.38E+10"), ("", "男", "数学", "13845500009"), ("陈志强", "甲", "数学", "")]
    dialog = opened(write_xlsx(tmp_path / "花名册.xlsx", [HEAD, *lines]))
    page = dialog._problems
    assert dialog._parts.key() == "problems" and shown(page) == ["姓名", "联系电话", "性别"]
    choose_filter(page, "level", "请留意")
    assert shown(page) == ["联系电话", "性别"]
    choose_filter(page, "label", "性别")
    assert shown(page) == ["性别"]
    target = tmp_path / "发回去.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    said: list[str] = []
    monkeypatch.setattr(messages, "tell", lambda _parent, what, _advice: said.append(what))
    press(dialog, "存成Excel发回去改")
    assert said == ["1处已存成“发回去.xlsx”。"]
    (sheet,) = read_workbook(target).sheets
    assert [sheet.text(4, column) for column in (3, 4, 5)] == ["B4", "性别", "甲"]
    page.bar.find_box.setText("没有这样的字")
    page.bar.changed.emit()
    assert shown(page) == []
    again = opened(write_xlsx(tmp_path / "又一份.xlsx", [HEAD, *lines]))
    assert len(shown(again._problems)) == 3


def shown(page):
    """The columns of the problems in sight, top to bottom."""
    return [line.problem.label for line in page.list.model().rows()]


def choose_filter(page, key, value):
    box = page.bar._filters[key]
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


REFUSED = [("王秀兰", "女", "语文", "13845500008"), ("", "男", "数学", "13845500009")]


def test_the_list_of_what_stayed_out_is_still_there_after_the_import(opened, desk, tmp_path, asked, monkeypatch):
    dialog = opened(write_xlsx(tmp_path / "花名册.xlsx", [HEAD, *REFUSED]))
    seen = []
    monkeypatch.setattr(ProblemListDialog, "exec", lambda made: seen.extend(shown(made.page)))
    target = tmp_path / "发回去.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    asked.answers[:] = ["看清单", "存成Excel发回去改", "知道了"]
    dialog._apply_button.click()
    assert asked.found[0] == ("导入1条，没导入1条，原因在清单里。", "要是不对，可以整批撤销。")
    assert seen == ["姓名"] and target.exists()
    assert [item.name for item in desk.db.find(Teacher)] == ["王秀兰"]
    assert dialog.change_uid == desk.last_change_uid()


def test_an_import_is_taken_back_from_its_own_question(opened, desk, tmp_path, asked):
    dialog = opened(write_xlsx(tmp_path / "花名册.xlsx", [HEAD, *REFUSED]))
    asked.answers[:] = ["撤销这次导入"]
    dialog._apply_button.click()
    assert desk.db.find(Teacher) == [] and dialog.change_uid == "" and not dialog.isVisible()


@pytest.mark.parametrize(
    ("kind", "came", "place"),
    [
        ("observations", "observations", [("observation", "list", "")]),
        ("", "observations", [("observation", "list", "")]),
        ("", "timetable", [("people", "timetable", "")]),
        ("roster", "roster", []),
    ],
)
def test_the_window_goes_to_what_came_in(desk, tmp_path, monkeypatch, kind, came, place):
    def bring_in(dialog):
        dialog._kind.set_value(came)
        dialog.change_uid = "a change"

    monkeypatch.setattr(ImportDialog, "_read", lambda dialog: None)
    monkeypatch.setattr(ImportDialog, "exec", bring_in)
    gone = []
    desk.asked_to_show.connect(lambda *where: gone.append(where))
    assert ImportDialog.ask(None, desk, kind, tmp_path / "台账.xlsx") == "a change"
    assert gone == place


def test_nothing_brought_in_leads_nowhere(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(ImportDialog, "_read", lambda dialog: None)
    monkeypatch.setattr(ImportDialog, "exec", lambda dialog: None)
    gone = []
    desk.asked_to_show.connect(lambda *where: gone.append(where))
    assert ImportDialog.ask(None, desk, "observations", tmp_path / "台账.xlsx") == ""
    assert gone == []
