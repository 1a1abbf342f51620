"""The frame: menus, faults at opening, looks, undo, what is offered at the start and at closing."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from jiaoyan_desktop import app as program
from jiaoyan_desktop.domain.activity import Activity
from jiaoyan_desktop.domain.people import School
from jiaoyan_desktop.domain.term import Term
from jiaoyan_desktop.errors import StorageTrouble, UserError
from jiaoyan_desktop.gui import find_everything, later, messages, opening, tasks
from jiaoyan_desktop.gui.dialogs import changes_dialog
from jiaoyan_desktop.gui.dialogs.backup_dialog import OfferDialog
from jiaoyan_desktop.gui.main_window import MainWindow
from jiaoyan_desktop.gui.menus import MENUS
from jiaoyan_desktop.gui.start_page import StartPage
from jiaoyan_desktop.gui.widgets.lines import LEADS
from jiaoyan_desktop.gui.workspace import TABS, tab_class
from jiaoyan_desktop.settings import Settings
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.workflows import backing_up, keeping, planning, setting_up

TODAY = date(2025, 4, 8)


@pytest.fixture
def path(tmp_path):
    target = tmp_path / "学校.jiaoyan"
    setting_up.new_school(
        target,
        name="清水酄乡中心小学",
        starts_on=date(2025, 3, 1),
        ends_on=date(2025, 6, 30),
        first_week_on=date(2025, 3, 3),
    ).close()
    return target


@pytest.fixture
def window(qtbot, look, tmp_path):
    made = MainWindow(Settings(tmp_path / "settings.json"), today=lambda: TODAY)
    made.start()
    made.show()
    yield made
    made.close_school()
    made.close()
    qtbot.waitUntil(tasks.are_idle)
    made.deleteLater()


@pytest.fixture
def asked(monkeypatch):
    """The questions put to the person; ``answers`` are given in order, None when there are no more."""
    found: list[tuple[str, str]] = []
    answers: list[str] = []

    def ask(parent, what, advice="", *, choices, danger=False):
        found.append((what, advice))
        answer = answers.pop(0) if answers else None
        assert answer is None or answer in choices
        return answer

    monkeypatch.setattr(messages, "ask", ask)
    monkeypatch.setattr(messages, "tell", lambda parent, what, advice="": found.append((what, advice)))
    ask.found, ask.answers = found, answers  # type: ignore[attr-defined]
    return ask


def add_activity(window, title="语文组教研") -> Activity:
    desk = window.desk
    item = Activity(term_uid=desk.term.uid, kind="主题教研", title=title, happened_on=TODAY)
    return planning.save_activity(desk.db, item)


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


def test_every_module_that_comes_later_is_there():
    for name in later.MODULES:
        assert later.load(name).__doc__
    assert not later.load_next()


def test_nothing_of_a_school_is_offered_while_none_is_open(window):
    enabled = {entry.action for entry, action in window._menus._made if action.isEnabled()}
    assert {"new_school", "open", "help"} <= enabled
    assert not {"undo", "back_up", "find", "people:import"} & enabled


def test_undo_and_redo_say_what_they_did(window, path):
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


# -- faults at opening -------------------------------------------------------------------------------------------------


def test_a_file_open_elsewhere_can_be_looked_at(window, path, asked):
    with Database.open(path):
        asked.answers[:] = [opening.AGAIN, opening.ONLY_LOOK]
        assert window.open(str(path))
    assert "两边同时写会乱" in asked.found[0][0]
    assert window.desk.db.is_read_only
    texts = [item.text() for item in window.workspace.findChildren(QLabel)]
    assert any("只看不改" in text for text in texts)
    assert not window.workspace.header._primary.isEnabled()


def test_what_is_changed_while_only_looking_is_told(window, path, asked):
    with Database.open(path):
        asked.answers[:] = [opening.ONLY_LOOK]
        window.open(str(path))
    with messages.told(window) as outcome:
        add_activity(window)
    assert isinstance(outcome.trouble, StorageTrouble)
    assert not outcome.ok


def test_a_lock_left_by_another_computer_is_taken_over_when_a_person_says_so(window, path, asked):
    lock = path.with_name(path.name + ".lock")
    lock.write_text('{"machine": "教导处", "person": "韩立新", "process": 1, "since": "2025-04-08T08:12"}', "utf-8")
    asked.answers[:] = [opening.TAKE_OVER]
    assert window.open(str(path))
    assert "“教导处”那台电脑上开着（韩立新，08:12起）" in asked.found[0][0]
    assert not window.desk.db.is_read_only


@pytest.mark.parametrize("content", [b"", b"\0" * 4096])
def test_a_damaged_file_is_never_started_over(window, path, asked, content):
    path.write_bytes(content)
    assert not window.open(str(path))
    assert "原文件一点没动" in asked.found[0][0]
    assert path.read_bytes() == content
    assert isinstance(window.centralWidget(), StartPage)


def test_a_damaged_file_comes_back_from_the_backup_of_this_computer(window, path, asked, monkeypatch):
    window.open(str(path))
    add_activity(window)
    wanted = backing_up.daily_rung_due(window.desk.db, datetime.now())
    assert wanted is not None
    backing_up.make_daily_rung(*wanted)
    window.close_school()
    path.write_bytes(b"\0" * 4096)
    monkeypatch.setattr(OfferDialog, "ask", lambda parent, offers, look_into: offers[0])
    asked.answers[:] = [opening.TAKE_BACK]
    assert window.open(str(path))
    assert "最近一份查过的备份是今天" in asked.found[0][1]
    assert window.desk.db.count(Activity) == 1


def test_a_file_that_is_no_school_is_left_alone(window, path, asked):
    path.write_bytes(b"PK\x03\x04" + b"x" * 300)
    assert not window.open(str(path))
    assert "不是学校文件" in asked.found[0][0]


def test_another_file_can_be_chosen_instead(window, path, tmp_path, asked, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    asked.answers[:] = [opening.OTHER]
    assert window.open(str(tmp_path / "没有.jiaoyan"))
    assert window.desk.db.path == path


# -- what was being typed, backups, closing ----------------------------------------------------------


def test_typing_of_last_time_is_offered_and_taken_up(window, path, asked, monkeypatch):
    with Database.open(path) as db:
        keeping.keep_typing(db, "Activity:new", "活动安排 语文组", {"title": "语文组教研", "kind": "主题教研"})
    window.open(str(path))
    taken = []
    calendar = tab_class("calendar")
    monkeypatch.setattr(calendar, "restore", lambda tab, key, payload: taken.append((key, payload["title"])))
    asked.answers[:] = ["接着写"]
    window.take_up_typing()
    assert "上次有一份教研活动没写完（活动安排 语文组" in asked.found[0][0]
    assert "语文组教研" in asked.found[0][1]
    assert taken == [("Activity:new", "语文组教研")]


@pytest.mark.parametrize(("verb", "left"), [("看看再说", 1), ("不要了", 0), (None, 1)])
def test_typing_stays_until_a_person_gives_it_up(window, path, asked, verb, left):
    with Database.open(path) as db:
        keeping.keep_typing(db, "Activity:new", "活动安排", {"title": "语文组教研"})
    window.open(str(path))
    asked.answers[:] = [verb]
    window.take_up_typing()
    assert len(keeping.typing_left(window.desk.db)) == left


def test_closing_after_a_change_offers_a_backup_when_the_last_is_old(window, path, asked):
    window.open(str(path))
    assert later.load("backups").may_close(window, window.desk)
    assert asked.found == []
    add_activity(window)
    asked.answers[:] = ["先不关"]
    assert not window.close()
    assert "备份一份到U盘吗" in asked.found[0][0]
    asked.answers[:] = ["直接关闭"]
    assert window.close()
    assert not path.with_name(path.name + ".lock").exists()


def test_a_backup_is_made_where_the_person_says_and_told(window, path, tmp_path, asked, monkeypatch):
    stick = tmp_path / "U盘"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    window.open(str(path))
    window.act("back_up")
    assert [item.suffix for item in stick.iterdir()] == [".jiaoyan"]
    assert asked.found[0][0] == "备份好了，已经打开数过。"
    assert window.settings["backup_folder"] == str(stick)


def test_a_full_stick_is_told_and_leaves_nothing(window, path, tmp_path, asked, monkeypatch):
    def full(*_):
        raise StorageTrouble("full", "这里只剩3MB，备份要86MB。", cure="换个U盘。")

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    monkeypatch.setattr(backing_up, "back_up", full)
    window.open(str(path))
    window.act("back_up")
    assert asked.found == [("这里只剩3MB，备份要86MB。", "换个U盘。")]


def test_recent_changes_can_be_taken_back_one_by_one_and_refused_by_name(window, path, asked, qtbot):
    window.open(str(path))
    first = add_activity(window)
    planning.save_activity(window.desk.db, first.but(title="语文组备课"))
    dialog = changes_dialog.ChangesDialog(window, window.desk)
    qtbot.addWidget(dialog)
    dialog.show()
    oldest = next(info for info in dialog.list.rows() if info.label == "添加活动：语文组教研")
    dialog.list.select(oldest.uid)
    dialog._undo()
    assert "语文组备课" in asked.found[0][0]
    assert window.desk.db.count(Activity) == 1
    newest = dialog.list.rows()[0]
    dialog.list.select(newest.uid)
    dialog._undo()
    assert window.desk.db.find(Activity)[0].title == "语文组教研"
    made = next(info for info in dialog.list.rows() if info.label == "建立学校文件")
    dialog.list.select(made.uid)
    assert not dialog._undo_button.isEnabled()


# -- finding, status, crash --------------------------------------------------------------------------------------------


def test_the_search_box_goes_to_what_it_found(window, path, qtbot):
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


def test_the_status_line_says_saved_day_materials_and_backup(window, path, qtbot):
    window.open(str(path))
    assert window._status.saved.text() == "都已存好"
    assert window._status.day.text() == "第6周 4月8日 周二"
    add_activity(window)
    assert window._status.saved.text().startswith("已存好 ")
    window._status.work_out()
    assert window._status.materials.text() == "还没有选县里的要求"
    qtbot.waitUntil(tasks.are_idle)
    window._status.work_out()
    assert window._status.backup.text().startswith("备份 今天")


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
