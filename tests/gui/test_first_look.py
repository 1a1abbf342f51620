"""The window stands there at once and is filled a moment later; a file that does not open ends on the first page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from jiaoyan_desktop import app as program
from jiaoyan_desktop.gui import messages
from jiaoyan_desktop.gui.first_look import FirstLook
from jiaoyan_desktop.gui.main_window import MainWindow
from jiaoyan_desktop.gui.tab_table import TABS
from jiaoyan_desktop.gui.workspace import Workspace
from jiaoyan_desktop.settings import Settings


def test_names_and_tabs_are_seen_before_the_file_is_open(qtbot, db, look):
    path = str(db.path)
    db.close()
    window = MainWindow(Settings(), today=lambda: date(2025, 4, 8))
    qtbot.addWidget(window)
    window.start(path)
    seen = window.centralWidget()
    assert isinstance(seen, FirstLook) and window.desk is None
    assert [made.text() for made in seen.findChildren(QPushButton)] == [text for _, text, _, _ in TABS]
    assert "清水酄乡中心小学" in window.windowTitle()
    window.arrive()
    assert isinstance(window.centralWidget(), Workspace)
    window.close_school()


def test_a_file_that_does_not_open_ends_on_the_first_page(qtbot, tmp_path, look, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "ask", lambda parent, what, *args, **kw: told.append(what) or "先不动")
    monkeypatch.setattr(messages, "tell", lambda parent, what, *args, **kw: told.append(what))
    window = MainWindow(Settings())
    qtbot.addWidget(window)
    window.start(str(tmp_path / "没有.jiaoyan"))
    window.arrive()
    assert told and window.desk is None and not isinstance(window.centralWidget(), FirstLook)


@pytest.fixture
def started(qapp, look, tmp_path, monkeypatch):
    """What the window is started with when the program is; the program ends at once."""
    monkeypatch.setenv("JIAOYAN_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(program, "speak_chinese", lambda app: None)
    monkeypatch.setattr(program.sys, "excepthook", program.sys.excepthook)
    monkeypatch.setattr(QApplication, "exec", lambda *_: 0)
    found: list[str] = []
    monkeypatch.setattr(MainWindow, "start", lambda window, path="": found.append(path))
    monkeypatch.setattr(MainWindow, "show", lambda window: None)
    return found


def test_a_second_start_goes_on_with_the_last_school_unless_told_otherwise(started, tmp_path, path):
    settings = Settings(tmp_path / "home" / "settings.json")
    (tmp_path / "home").mkdir()
    settings.add_recent(str(path))
    settings.add_recent(str(tmp_path / "拔走的U盘" / "学校.jiaoyan"))
    program.run()
    program.run("别的.jiaoyan")
    settings["begin_with"] = "first_page"
    program.run()
    assert started == [str(path), str(Path("别的.jiaoyan").resolve()), ""]


def test_what_the_program_begins_with_is_chosen_in_the_menu(window):
    assert window._menus._choices["begin_with"].checkedAction().text() == "上次那所学校"
    window.act("begin_with:first_page")
    assert window.settings["begin_with"] == "first_page"
