"""调课代课 in the window: the register with open lessons in it, its dialog, the notice, undo."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from jiaoyan_desktop.domain.substitution import CLASS_AWAY, LEAVE, SUBSTITUTE, SWAP, Substitution
from jiaoyan_desktop.gui.dialogs.substitution_dialog import SubstitutionDialog
from jiaoyan_desktop.gui.tabs.people_tab import PeopleTab
from jiaoyan_desktop.workflows import staffing, substituting, timetabling
from tests.builders import a_class, a_teacher

DAY = date(2025, 4, 9)


@pytest.fixture
def school(desk):
    """四（1）班 has 科学 with 董明 on Wednesday, periods 4 and 5; 董明 is away that day."""
    db, term = desk.db, desk.term
    dong = staffing.save_teacher(db, a_teacher("董明", "科学"))
    feng = staffing.save_teacher(db, a_teacher("冯春生", "科学"))
    school_class = staffing.save_class(db, a_class(4, 1))
    version = timetabling.new_version(db, term, date(2025, 3, 3))
    for period in (4, 5):
        timetabling.set_lesson(db, version, school_class.uid, 3, period, [("科学", dong.uid, "all")])
    substituting.enter(
        db, Substitution(term_uid=term.uid, kind=LEAVE, day=DAY, old_teacher_uid=dong.uid, reason="公出")
    )
    return {"dong": dong, "feng": feng, "class": school_class}


@pytest.fixture
def tab(qtbot, desk):
    made = PeopleTab(desk)
    qtbot.addWidget(made)
    made.resize(1300, 600)
    made.show()
    return made


def shown(tab):
    view = tab.show_view("substitutions")
    view.refresh_if_stale()
    return view


def lines(view):
    return [(row.kind, row.period) for row in view._model.rows()]


def fill_in(monkeypatch, **values):
    """The dialog is opened as the view asks for it, filled and saved."""
    seen = []

    def fill(parent, desk, save, record, *, is_new, restored=None):
        dialog = SubstitutionDialog(parent, desk, save, record, is_new=is_new)
        seen.append(dialog.form.values())
        dialog.form.fill(values)
        dialog._show_asked()
        dialog._on_save()
        saved = dialog._result
        dialog.deleteLater()
        return saved

    monkeypatch.setattr(SubstitutionDialog, "ask", fill)
    return seen


def test_lessons_nobody_gives_stand_in_the_list_and_are_arranged_from_there(tab, desk, school, monkeypatch):
    view = shown(tab)
    assert lines(view) == [(LEAVE, 0), ("open", 4), ("open", 5)]
    assert view._totals.text() == "共 1 条，还有 2 节没人上"
    seen = fill_in(monkeypatch, new_teacher_uid=school["feng"].uid)
    view._open(view._model.rows()[1])
    assert (seen[0]["class_uid"], seen[0]["period"], seen[0]["reason"]) == (school["class"].uid, 4, "公出")
    assert lines(view) == [(LEAVE, 0), (SUBSTITUTE, 4), ("open", 5)]
    assert view._what(view._model.rows()[1]) == "由冯春生代课（公出）"
    desk.db.undo()
    view.refresh_if_stale()
    assert ("open", 4) in lines(view)


def test_the_notice_of_the_day_is_copied(tab, desk, school, monkeypatch):
    view = shown(tab)
    fill_in(monkeypatch, new_teacher_uid=school["feng"].uid)
    view._open(view._model.rows()[1])
    column = view._side.column
    inside = [column.itemAt(place).widget() for place in range(column.count())]
    copy = next(item for item in inside if isinstance(item, QPushButton) and item.text() == "复制调课通知")
    copy.click()
    assert QApplication.clipboard().text() == "4月9日（周三）董明老师公出，第4节四（1）班科学由冯春生老师代课。"


def test_a_swap_is_entered_changed_and_deleted_with_undo(tab, desk, school, monkeypatch):
    view = shown(tab)
    values = {"kind": SWAP, "day": date(2025, 4, 16), "class_uid": school["class"].uid}
    fill_in(monkeypatch, **values, period=4, other_period=2)
    tab.do("new")
    (swap,) = desk.db.find(Substitution, kind=SWAP)
    assert (swap.subject, swap.new_subject, swap.other_period) == ("科学", "", 2)
    fill_in(monkeypatch, other_period=3)
    view._open(next(row for row in view._model.rows() if row.uid == swap.uid))
    assert desk.db.need(Substitution, swap.uid).other_period == 3
    view._remove([row for row in view._model.rows() if row.uid == swap.uid])
    view.refresh_if_stale()
    assert (SWAP, 4) not in lines(view)
    desk.db.undo()
    view.refresh_if_stale()
    assert (SWAP, 4) in lines(view)


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (SUBSTITUTE, {"class_uid", "new_teacher_uid", "new_subject", "reason"}),
        (SWAP, {"class_uid", "other_day"}),
        (LEAVE, {"old_teacher_uid", "reason"}),
        (CLASS_AWAY, {"class_uid", "reason"}),
    ],
)
def test_the_dialog_asks_only_for_what_its_kind_needs(qtbot, desk, school, kind, asked):
    record = Substitution(term_uid=desk.term.uid, kind=kind, day=DAY)
    dialog = SubstitutionDialog(None, desk, lambda entry: entry, record, is_new=True)
    qtbot.addWidget(dialog)
    dialog.show()
    fields = ("class_uid", "old_teacher_uid", "new_teacher_uid", "new_subject", "other_day", "reason")
    assert {field for field in fields if dialog.form.editor(field).isVisible()} == asked


def test_filters_and_finding(tab, desk, school):
    view = shown(tab)
    box = view._bar._filters["kind"]
    box.setCurrentIndex(box.findData("open"))
    view.refresh()
    assert lines(view) == [("open", 4), ("open", 5)]
    view._bar.find_box.setText("dm")
    view.refresh()
    assert len(lines(view)) == 2
    view._bar.find_box.setText("体育")
    view.refresh()
    assert lines(view) == [] and view._side.isHidden()
    view.show_record(desk.records.substitutions[0].uid)
    assert view._list.current_row().kind == LEAVE


def test_an_empty_register_tells_the_first_step(tab):
    view = shown(tab)
    assert view._pages.currentIndex() == 1
    assert [tool.text() for tool in tab._tools if tool.isVisible()] == ["登记调课代课"]
