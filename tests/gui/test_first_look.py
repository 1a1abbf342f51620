"""The window stands there at once and is filled a moment later; a file that does not open ends on the first page."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QPushButton

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
