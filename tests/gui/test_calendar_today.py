"""今天 of a new school: the first steps as buttons, and nothing called done or due that is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from jiaoyan_desktop.domain.activity import Activity
from jiaoyan_desktop.domain.day_board import Line
from jiaoyan_desktop.domain.term import CalendarDay
from jiaoyan_desktop.gui import standing
from jiaoyan_desktop.gui.dialogs.import_dialog import ImportDialog
from jiaoyan_desktop.gui.tabs import calendar_today
from jiaoyan_desktop.gui.tabs.calendar_today import TodayView
from jiaoyan_desktop.gui.tabs.people_tab import PeopleTab
from jiaoyan_desktop.workflows import planning, setting_up
from tests.builders import a_teacher

TODAY = date(2025, 4, 8)
STEPS = ["导入花名册", "导入任课分工", "导入总课程表", "填放假和调休", "选一套要求"]


def shown(qtbot, desk):
    view = TodayView(desk)
    qtbot.addWidget(view)
    view.resize(1200, 700)
    view.show()
    QApplication.processEvents()
    return view


def steps(view) -> list[str]:
    QApplication.processEvents()
    return [made.text() for made in view.day.findChildren(QPushButton) if made.text() in STEPS]


def words(widget) -> list[str]:
    QApplication.processEvents()
    return [item.text() for item in widget.findChildren(QLabel) if not item.isHidden()]


def test_a_new_school_is_offered_its_first_steps_and_is_not_called_complete(qtbot, desk):
    view = shown(qtbot, desk)
    assert steps(view) == STEPS
    assert calendar_today.NOTHING_YET in words(view.lacks)
    assert not [text for text in words(view) if "记齐" in text]
    done = []
    desk.asked_to_do.connect(lambda *action: done.append(action))
    for made in view.day.findChildren(QPushButton):
        if made.text() in STEPS:
            made.click()
    assert done == [
        ("people", "import_roster"),
        ("people", "import_assignments"),
        ("people", "import_timetable"),
        ("calendar", "days"),
        ("calendar", "choose_pack"),
    ]


def test_a_step_that_was_done_is_not_asked_again_and_a_school_at_work_is_left_alone(qtbot, db, desk):
    with db.change("教师") as change:
        change.put(a_teacher("韩立新"))
        change.put(CalendarDay(term_uid=desk.term.uid, day=date(2025, 4, 4), kind="holiday", name="清明"))
    view = shown(qtbot, desk)
    assert steps(view) == ["导入任课分工", "导入总课程表", "选一套要求"]
    planning.save_activity(db, Activity(term_uid=desk.term.uid, kind="主题教研", title="语文组", happened_on=TODAY))
    qtbot.waitUntil(lambda: steps(view) == [])
    assert calendar_today.NOTHING_YET not in words(view.lacks)


def test_each_step_leads_to_its_own_table(qtbot, desk, monkeypatch):
    tab = PeopleTab(desk)
    qtbot.addWidget(tab)
    asked = []
    monkeypatch.setattr(ImportDialog, "ask", lambda parent, desk, kind="": asked.append((tab.segments.key(), kind)))
    for kind in ("roster", "assignments", "timetable", "progress"):
        tab.do(f"import_{kind}")
    assert asked == [
        ("teachers", "roster"),
        ("assignments", "assignments"),
        ("timetable", "timetable"),
        ("progress", "progress"),
    ]


@pytest.mark.parametrize(
    ("late", "title"),
    [((), "快到期"), ((False,), "快到期"), ((True,), "已超期"), ((False, True), "快到期和已超期")],
)
def test_what_is_late_is_not_called_due_soon(qtbot, desk, late, title):
    view = shown(qtbot, desk)
    line = Line(word="已超3天", tone="red", text="听课统计表")
    view._show_due([replace(line, is_late=each) for each in late])
    assert view.due.title.text() == title


def test_a_material_past_its_day_is_late(desk, db, monkeypatch):
    offered = setting_up.packs_offered()[-1].id
    setting_up.choose_pack(db, desk.term, offered)
    assert not any(line.is_late for line in standing.materials_due(desk))
    monkeypatch.setattr(desk, "today", lambda: date(2026, 11, 22))
    lines = standing.materials_due(desk)
    assert lines and all(line.is_late and line.word.startswith("已超") for line in lines)
