"""三表对账 in the window: the list, the side panel with its buttons, putting aside, the standards."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from jiaoyan_desktop.domain.difference import COPY
from jiaoyan_desktop.domain.timetable import Progress, Slot
from jiaoyan_desktop.gui import messages
from jiaoyan_desktop.gui.dialogs.import_dialog import ImportDialog
from jiaoyan_desktop.gui.dialogs.standards_dialog import StandardsDialog
from jiaoyan_desktop.gui.tabs.people_reconcile import ASIDE, ReconcileView
from jiaoyan_desktop.gui.tabs.people_tab import PeopleTab
from jiaoyan_desktop.workflows import collecting, reconciling, staffing, timetabling
from tests.builders import a_class, a_teacher


@pytest.fixture
def school(desk):
    """四（2）班语文: 任课分工 says 李长顺, the timetable 王秀兰; the standards fit what there is."""
    db, term = desk.db, desk.term
    li = staffing.save_teacher(db, a_teacher("李长顺"))
    wang = staffing.save_teacher(db, a_teacher("王秀兰"))
    school_class = staffing.save_class(db, a_class(4, 2))
    version = timetabling.new_version(db, term, date(2025, 3, 3))
    timetabling.set_lesson(db, version, school_class.uid, 1, 1, [("语文", wang.uid, "all")])
    timetabling.set_lesson(db, version, school_class.uid, 1, 2, [("数学", wang.uid, "all")])
    timetabling.assign(db, term, school_class.uid, "语文", li.uid)
    timetabling.assign(db, term, school_class.uid, "数学", wang.uid)
    reconciling.set_standards(db, term, {4: (2, ["语文", "数学"])})
    line = {"term_uid": term.uid, "grade": 4, "first_week": 1, "last_week": 1, "content": "观潮"}
    timetabling.save_progress(db, Progress(subject="语文", **line))
    return {"li": li, "wang": wang, "class": school_class}


@pytest.fixture
def view(qtbot, desk, school):
    tab = PeopleTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1300, 600)
    tab.show()
    made = tab.show_view("reconcile")
    made.refresh_if_stale()
    yield made  # not returned: the tab has to live as long as its view


def press(view, text):
    """Clicks a button of the side panel."""
    column = view._side.column
    inside = [column.itemAt(place).widget() for place in range(column.count())]
    made = [item for item in inside if isinstance(item, QPushButton) and item.text() == text]
    assert len(made) == 1
    made[0].click()
    view.refresh_if_stale()


def titles(view):
    return [row.title for row in view._model.rows()]


def test_the_list_begins_with_what_must_be_changed_and_sums_up(view):
    assert titles(view) == ["四（2）班语文", "王秀兰 周进度"]
    assert view._summary.text().startswith("花名册、任课分工、课程表、周进度放在一起对：必须改1处，请留意1处。")
    assert view._side.title.text() == "四（2）班语文"


def test_the_assignment_decides_and_the_next_place_is_shown(view, desk, school):
    said = []
    desk.said.connect(lambda words, undo: said.append((words, undo)))
    press(view, "以任课分工为准")
    assert desk.db.find(Slot, subject="语文")[0].teacher_uid == school["li"].uid
    assert titles(view) == ["王秀兰 周进度"] and view._side.title.text() == "王秀兰 周进度"
    assert said[0][0] == "四（2）班语文：以任课分工为准，已改好"
    desk.db.undo(said[0][1])
    view.refresh_if_stale()
    assert "四（2）班语文" in titles(view)


def test_what_is_put_aside_is_found_under_its_filter_and_comes_back(view, desk):
    desk.settings["person"] = "韩立新"
    press(view, "先放着")
    assert titles(view) == ["王秀兰 周进度"]
    box = view._bar._filters["level"]
    box.setCurrentIndex(box.findData(ASIDE))
    view.refresh()
    assert titles(view) == ["四（2）班语文"] and view._level(view._model.row(0)) == "先放着"
    press(view, "再拿出来看")
    assert titles(view) == [] and view._calm._text.text() == "没有先放着的。"
    view._bar.reset()
    assert "四（2）班语文" in titles(view)


def test_several_are_put_aside_from_the_menu(view):
    view._list.selectAll()
    ((words, act),) = view._actions()
    assert words == "这2处都先放着"
    act()
    view.refresh_if_stale()
    assert titles(view) == [] and "先放着" in view._calm._text.text()


def test_the_words_for_the_teacher_go_to_the_clipboard(view):
    view._list.select(view._model.rows()[1].uid)
    expected = view._list.current_row().choice(COPY).value
    press(view, "复制给老师的话")
    assert QApplication.clipboard().text() == expected and expected.startswith("王秀兰老师，您好！")


def test_going_there_leads_to_the_class(view, desk, school):
    asked = []
    desk.asked_to_show.connect(lambda *place: asked.append(place))
    press(view, "看课程表")
    assert asked == [("people", "timetable", school["class"].uid)]


def test_a_clash_is_told_and_nothing_changes(view, desk, school, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "explain", lambda parent, trouble: told.append(str(trouble)))
    other = staffing.save_class(desk.db, a_class(4, 3))
    version = desk.records.timetables[0]
    timetabling.set_lesson(desk.db, version, other.uid, 1, 1, [("语文", school["li"].uid, "all")])
    view.refresh_if_stale()
    view._list.select(next(row.uid for row in view._model.rows() if row.code == "other_teacher"))
    press(view, "以任课分工为准")
    assert "不能同时在两个班" in told[0]
    assert "四（2）班语文" in titles(view)


def test_finding_by_initials_and_kind(view):
    view._bar.find_box.setText("wxl")
    view.refresh()
    assert "王秀兰 周进度" in titles(view)
    view._bar.find_box.setText("体育")
    view.refresh()
    assert titles(view) == [] and view._calm._text.text() == "这样筛下来没有对不上的。"
    assert view._side.isHidden()


def test_standards_are_asked_per_grade(view, desk, monkeypatch):
    def fill(parent, now, save):
        dialog = StandardsDialog(parent, now, save)
        assert dialog.form.values() == {"grade_4": 2, "subjects_4": "语文、数学"}
        dialog.form.fill({"grade_4": 5, "subjects_4": "语文，数学 科学"})
        dialog._on_save()
        return dialog._result

    monkeypatch.setattr(StandardsDialog, "ask", fill)
    view._ask_standards()
    assert reconciling.standards(desk.records) == {4: (5, ("语文", "数学", "科学"))}
    view.refresh_if_stale()
    assert {"四（2）班 周课时", "四年级科学"} <= set(titles(view))


def test_nothing_to_compare_tells_the_first_step(qtbot, desk):
    tab = PeopleTab(desk)
    qtbot.addWidget(tab)
    tab.show()
    made = tab.show_view("reconcile")
    made.refresh_if_stale()
    assert isinstance(made, ReconcileView) and made._pages.currentIndex() == 1
    assert tab._tools is not None and not any(tool.isVisible() for tool in tab._tools)


def test_an_import_says_how_many_places_do_not_agree_now(qtbot, desk, school, monkeypatch, tmp_path):
    said = []
    desk.said.connect(lambda words, undo: said.append(words))
    monkeypatch.setattr(ImportDialog, "_read", lambda self: None)
    dialog = ImportDialog(None, desk, tmp_path / "任课分工.xlsx", "assignments")
    qtbot.addWidget(dialog)

    class Plan:
        kind, is_empty = "assignments", False

    def bring_in(db, plan):
        timetabling.assign(db, desk.term, school["class"].uid, "数学", school["li"].uid)
        return collecting.ImportResult(
            kind=plan.kind,
            file_name="任课分工.xlsx",
            new=0,
            changed=1,
            unchanged=0,
            refused=0,
            change_uid=desk.last_change_uid(),
        )

    monkeypatch.setattr(collecting, "apply", bring_in)
    monkeypatch.setattr(ImportDialog, "_plan", Plan())
    dialog._apply()
    assert "三表对账多了" in said[0] and said[0].startswith("导入1条")
