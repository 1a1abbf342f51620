"""A desk on a real school file of this test only, and the look that the program has."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from jiaoyan_desktop.gui import theme
from jiaoyan_desktop.gui.desk import Desk
from jiaoyan_desktop.settings import Settings
from jiaoyan_desktop.store.database import Database
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
