"""The frame: menus, faults at opening, looks, undo, what is offered at the start and at closing."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from jiaoyan_desktop import app as program
from jiaoyan_desktop.domain.activity import Activity
from jiaoyan_desktop.domain.people import School
from jiaoyan_desktop.domain.term import Term
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.gui import find_everything, later, tasks
from jiaoyan_desktop.gui.menus import MENUS
from jiaoyan_desktop.gui.start_page import StartPage
from jiaoyan_desktop.gui.widgets.lines import LEADS
from jiaoyan_desktop.gui.workspace import TABS, tab_class
from jiaoyan_desktop.store.backup import BackupInfo
from jiaoyan_desktop.workflows import backing_up, keeping, setting_up

TODAY = date(2025, 4, 8)


def test_it_begins_with_the_first_page(window):
    assert isinstance(window.centralWidget(), StartPage)
    assert window.centralWidget().first.text() == "新建学校文件"


def test_an_open_school_shows_today(window, path):
    assert window.open(str(path))
    assert window.workspace.shown() == ("calendar", "today")
    assert window.windowTitle() == "清水酄乡中心小学 - 教研桌面"
    assert window.settings["recent_files"] == [str(path)]


def test_every_menu_entry_leads_somewhere(window, path):
    window.open(str(path))
    for _, entries in MENUS:
        for entry in entries:
            if entry is None or entry.needs == "submenu":
                continue
            kind, _, value = entry.action.partition(":")
            if kind == "tab":
                assert value in {name for name, *_ in TABS}
            elif value:
                assert value in window.workspace.show_tab(kind).actions, entry
            else:
                assert entry.action in window.actions_by_name, entry


def test_everything_found_or_listed_is_shown_where_a_view_is():
    views = {name: {key for key, _ in tab_class(name).views} for name, *_ in TABS}  # type: ignore[union-attr]
    places = [place[:2] for place in find_everything.PLACES.values()] + [lead[1:] for lead in LEADS.values()]
    for tab, view in places:
        assert view in views[tab], (tab, view)


def test_every_tab_opens_and_its_primary_action_is_one_of_its_own(window, path):
    window.open(str(path))
    for name, *_ in TABS:
        tab = window.workspace.show_tab(name)
        assert tab.name == name
        assert tab.primary[1] in tab.actions
        for key, _ in tab.views:
            window.workspace.show_place(name, key)
            assert window.workspace.shown() == (name, key)


def nameless(window) -> list[str]:
    """Controls in sight that a screen reader could only call a button or a field."""
    kinds = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView, QAbstractSpinBox)
    found = []
    for item in window.findChildren(QWidget):
        # What stands inside a field or a list, its scroll bars and clear buttons, is Qt's own.
        is_inner = isinstance(item.parent(), QComboBox | QAbstractSpinBox | QAbstractItemView | QLineEdit)
        if isinstance(item, kinds) and item.isVisibleTo(window) and not is_inner:
            text = item.text() if isinstance(item, QAbstractButton) else ""
            if not (item.accessibleName() or text):
                found.append(f"{type(item).__name__} in {type(item.parent()).__name__}")
    return found


def test_every_control_has_a_name_for_a_screen_reader(window, path):
    assert nameless(window) == []
    window.open(str(path))
    for name, *_ in TABS:
        for key, _ in window.workspace.show_tab(name).views:
            window.workspace.show_place(name, key)
            assert nameless(window) == [], (name, key)


def test_ctrl_n_starts_the_primary_action(window, path, qtbot, monkeypatch):
    window.open(str(path))
    done = []
    window.activateWindow()
    for name, *_ in TABS:
        tab = window.workspace.show_tab(name)
        tab.actions[tab.primary[1]] = lambda name=name: done.append(name)
        qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert done == [name for name, *_ in TABS]
    window.workspace.header._primary.click()
    assert done[-2:] == ["people", "people"]


def test_the_main_verb_of_every_tab_has_its_key_in_the_menu(window, path, qtbot):
    window.open(str(path))
    done = []
    for place, (name, *_) in enumerate(TABS, start=1):
        tab = window.workspace.show_tab(name)
        tab.actions[tab.primary[1]] = lambda name=name: done.append(name)
        window.workspace.show_tab("calendar")
        qtbot.keyClick(window, str(place), Qt.KeyboardModifier.ControlModifier)
    assert done == [name for name, *_ in TABS]
    listed = next(entries for title, entries in MENUS if title == "记录")
    assert [entry.text for entry in listed[2:] if entry] == [tab_class(name).primary[0] for name, *_ in TABS]


def test_every_module_that_comes_later_is_there():
    for name in later.MODULES:
        assert later.load(name).__doc__
    assert not later.load_next()


def test_nothing_of_a_school_is_offered_while_none_is_open(window):
    enabled = {entry.action for entry, action in window._menus._made if action.isEnabled()}
    assert {"new_school", "open", "help"} <= enabled
    assert not {"undo", "back_up", "find", "people:import"} & enabled


def test_undo_and_redo_say_what_they_did(window, path, add_activity):
    window.open(str(path))
    add_activity(window)
    window.act("undo")
    assert window.desk.db.count(Activity) == 0
    assert window._toast._words.text() == "已撤销：添加活动：语文组教研。要恢复按Ctrl+Y。"
    window.act("redo")
    assert window.desk.db.count(Activity) == 1


def test_nothing_to_undo_is_told(window, path, asked):
    window.open(str(path))
    window.act("undo")
    assert asked.found[0][0] == "没有可以撤销的操作。"


def test_a_look_is_changed_at_once_and_the_place_stays(window, path):
    window.open(str(path))
    window.workspace.show_place("calendar", "term")
    before = window.centralWidget()
    window.act("theme:dark")
    window.act("font_size:very_large")
    assert window.centralWidget() is not before
    assert window.workspace.shown() == ("calendar", "term")
    assert (window.settings["theme"], window.settings["font_size"]) == ("dark", "very_large")


def test_said_is_shown_once_after_a_change_of_look(window, path):
    window.open(str(path))
    shown = []
    window._toast.say = lambda *told: shown.append(told)
    window.act("font_size:large")
    window.desk.say("已记。")
    assert len(shown) == 1


def test_the_term_chooser_turns_every_screen(window, path):
    window.open(str(path))
    desk = window.desk
    first = date(2025, 9, 1)
    fall = Term(name="2025年秋季学期", starts_on=first, ends_on=date(2026, 1, 20), first_week_on=first)
    fall = setting_up.start_term(desk.db, fall)
    desk.choose_term(fall)
    assert desk.term.uid == fall.uid
    assert window.workspace.header.terms.currentText() == "2025年秋季学期"
    keeping.undo(desk.db)
    assert desk.term.name == "2025年春季学期"


# -- finding, status, crash --------------------------------------------------------------------------------------------


def test_the_search_box_goes_to_what_it_found(window, path, qtbot, add_activity):
    window.open(str(path))
    held = add_activity(window)
    box = window.workspace.header.find_box
    box.setText("语文组")
    box.searched.emit("语文组")
    found = window.workspace.header._found
    assert found.items.count() == 1
    found._go(0)
    assert window.workspace.shown() == ("calendar", "activities")
    assert window.workspace.tab().view().list.current_row().uid == held.uid
    box.searched.emit("没有这个")
    assert "没找到“没有这个”" in found._nothing.text()


def test_the_status_line_says_saved_day_materials_and_backup(window, path, qtbot, monkeypatch, add_activity):
    window.open(str(path))
    assert window._status.saved.text() == "都已存好"
    assert window._status.day.text() == "第6周 4月8日 周二"
    add_activity(window)
    assert window._status.saved.text().startswith("已存好 ")
    window._status.work_out()
    assert window._status.materials.text() == "还没有选县里的要求"
    qtbot.waitUntil(tasks.are_idle)
    window._status.work_out()
    assert window._status.backup.text().startswith("自动备份 今天")
    found = backing_up.last_proven(window.desk.school.uid)
    assert found is not None
    by_hand = BackupInfo("U盘", (found + timedelta(seconds=5)).isoformat(timespec="seconds"), 0, 0, 1)
    monkeypatch.setattr(backing_up, "last_backup", lambda uid: by_hand)
    window._status.work_out()
    assert window._status.backup.text().startswith("备份到U盘 今天")


def test_past_midnight_every_screen_is_told(window, path):
    window.open(str(path))
    heard = []
    window.desk.announcer.changed.connect(heard.append)
    window._status._look_at_clock()
    window.desk.today = lambda: date(2025, 4, 9)
    window._status._look_at_clock()
    assert heard == [frozenset({"Term"})]
    assert window._status.day.text() == "第6周 4月9日 周三"


def test_the_undoing_of_our_school_name_reaches_the_header(window, path):
    window.open(str(path))
    desk = window.desk
    setting_up.revise_school(desk.db, desk.db.find(School)[0].but(name="清水酄小学"))
    assert window.workspace.header._school.accessibleName() == "清水酄小学"


def test_a_bug_reaches_the_log_and_one_window(window, tmp_path, monkeypatch, caplog):
    shown = []

    class Crash:
        @staticmethod
        def show(*told):
            shown.append(told)
            program.sys.excepthook(ValueError, ValueError("while showing"), None)

    monkeypatch.setattr(later, "load", lambda name: Crash)
    monkeypatch.setattr(program.sys, "excepthook", program.sys.excepthook)
    program.install_crash_hook(window, tmp_path / "log.txt")
    program.sys.excepthook(ZeroDivisionError, ZeroDivisionError("a bug"), None)
    assert len(shown) == 1
    assert [record.exc_info[0] for record in caplog.records] == [ZeroDivisionError, ValueError]


def test_the_report_of_a_bug_names_version_and_place_and_no_school(tmp_path):
    crash = later.load("crash_window")
    try:
        raise UserError("x")
    except UserError as trouble:
        report = crash.report_of(UserError, trouble, trouble.__traceback__, tmp_path / "log.txt")
    assert "教研桌面 0." in report
    assert "test_main_window.py" in report
    assert "log.txt" in report


def test_the_crash_window_keeps_the_report(qtbot, look, tmp_path, monkeypatch):
    crash = later.load("crash_window")
    dialog = crash.CrashWindow(None, "说明")
    qtbot.addWidget(dialog)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "情况.txt"), ""))
    dialog._keep()
    assert (tmp_path / "情况.txt").read_text(encoding="utf-8") == "说明"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "没有" / "情况.txt"), ""))
    dialog._keep()
    assert "写不进去" in dialog._told.text()


def test_help_has_a_page_for_every_place(qtbot, look):
    window = later.load("help_window")
    for name, title in window.PAGES:
        dialog = window.HelpWindow(None, name)
        qtbot.addWidget(dialog)
        assert dialog.pages.currentItem().text() == title
        assert dialog.text.toPlainText().strip()
    assert {name for name, *_ in TABS} <= {name for name, _ in window.PAGES}


def test_qt_speaks_chinese(qapp):
    translator = program.speak_chinese(qapp)
    assert QApplication.translate("QPlatformTheme", "Cancel") == "取消"
    qapp.removeTranslator(translator)
