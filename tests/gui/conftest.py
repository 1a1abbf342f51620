"""A desk on a real school file of this test only, and the look that the program has."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from jiaoyan_desktop.domain.activity import Activity
from jiaoyan_desktop.gui import messages, tasks, theme
from jiaoyan_desktop.gui.desk import Desk
from jiaoyan_desktop.gui.main_window import MainWindow
from jiaoyan_desktop.settings import Settings
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.workflows import planning, setting_up
from tests.builders import a_school, a_term

TODAY = date(2025, 4, 8)


@pytest.fixture
def look(qapp):
    """The light theme at normal size on the application."""
    assert isinstance(qapp, QApplication)
    qapp.setStyle("Fusion")
    theme.apply(qapp, theme.make())
    yield theme.current()
    qapp.setStyleSheet("")


@pytest.fixture
def db(tmp_path):
    """A new school file with the school and one term in it."""
    with Database.create(tmp_path / "学校.jiaoyan") as made:
        school = a_school()
        with made.change("建立学校文件") as change:
            change.put(school.but(school_uid=school.uid))
            change.put(a_term(school_uid=school.uid))
        yield made


@pytest.fixture
def desk(db, look):
    """A desk on that file; today is Tuesday 8 April 2025, in the sixth week."""
    return Desk(db, Settings(), db.find(type(a_term()))[0], today=lambda: TODAY)


@pytest.fixture
def path(tmp_path):
    """A school file that was made and closed."""
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
    """The program's window on its first page."""
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


@pytest.fixture
def add_activity():
    """Puts an activity on today, in the window's open school."""

    def add(window, title="语文组教研") -> Activity:
        desk = window.desk
        item = Activity(term_uid=desk.term.uid, kind="主题教研", title=title, happened_on=TODAY)
        return planning.save_activity(desk.db, item)

    return add
