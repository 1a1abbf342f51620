"""教师与课表: five views on real records, changed through their workflows and taken back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from jiaoyan_desktop.domain.people import Group, Teacher
from jiaoyan_desktop.domain.timetable import Assignment, Progress, Slot
from jiaoyan_desktop.gui import messages
from jiaoyan_desktop.gui.dialogs.assignment_dialog import AssignmentDialog
from jiaoyan_desktop.gui.dialogs.group_dialog import GroupDialog
from jiaoyan_desktop.gui.dialogs.progress_dialog import ProgressDialog
from jiaoyan_desktop.gui.dialogs.slot_dialog import SlotDialog
from jiaoyan_desktop.gui.dialogs.teacher_dialog import TeacherDialog
from jiaoyan_desktop.gui.tabs.people_tab import PeopleTab
from jiaoyan_desktop.gui.widgets.lesson_grid import GridCell, Heading, LessonGrid
from jiaoyan_desktop.workflows import staffing, timetabling
from tests.builders import a_class, a_post, a_teacher


@pytest.fixture
def school(desk):
    """Two namesakes, a class, a version of the timetable with one lesson, one line of progress."""
    db, term = desk.db, desk.term
    first = staffing.save_teacher(db, a_teacher("张丽", "语文"), [a_post(a_teacher(), "语文教研组长")])
    other = staffing.save_teacher(db, a_teacher("张丽", "英语"))
    school_class = staffing.save_class(db, a_class(5, 1))
    timetabling.assign(db, term, school_class.uid, "语文", first.uid)
    timetabling.assign(db, term, school_class.uid, "英语", other.uid)
    version = timetabling.new_version(db, term, date(2025, 3, 3))
    timetabling.set_lesson(db, version, school_class.uid, 2, 4, [("语文", first.uid, "all")])
    timetabling.save_progress(
        db,
        Progress(term_uid=term.uid, grade=5, subject="语文", first_week=6, last_week=6, content="口语交际 习作二(3)"),
    )
    return {"first": first, "other": other, "class": school_class, "version": version}


@pytest.fixture
def tab(qtbot, desk, school):
    made = PeopleTab(desk)
    qtbot.addWidget(made)
    made.resize(1300, 640)
    made.show()
    return made


def shown(tab, key):
    view = tab.show_view(key)
    view.refresh_if_stale()
    return view


def test_an_empty_school_is_told_the_first_step(qtbot, desk):
    tab = PeopleTab(desk)
    qtbot.addWidget(tab)
    tab.show()
    for key, _ in tab.views:
        shown(tab, key)
    assert tab.view() is not None


def test_namesakes_are_told_apart_and_found_by_initials(tab, school):
    view = shown(tab, "teachers")
    names = [view._model.data(view._model.index(row, 0)) for row in range(view._model.rowCount())]
    assert names == ["张丽（语文·五（1）班）", "张丽（英语·五（1）班）"] or len(set(names)) == 2
    view._bar.find_box.setText("zl")
    view.refresh()
    assert view._model.rowCount() == 2
    view._bar.find_box.setText("组长")
    view.refresh()
    assert [row.uid for row in view._model.rows()] == [school["first"].uid]


def test_a_teacher_is_added_with_posts_through_the_dialog(tab, desk, monkeypatch):
    def fill(parent, desk, save, record=None, restored=None):
        dialog = TeacherDialog(parent, desk, save, record)
        dialog.form.fill({"name": "徐静", "posts": "班主任\n数学教研组长", "other_subjects": "书法，劳动"})
        dialog._on_save()
        saved = dialog._result
        dialog.deleteLater()
        return saved

    monkeypatch.setattr(TeacherDialog, "ask", fill)
    tab.do("new")
    teacher = desk.db.find(Teacher, name="徐静")[0]
    assert teacher.other_subjects == ("书法", "劳动")
    assert [post.title for post in desk.records.posts if post.teacher_uid == teacher.uid] == ["班主任", "数学教研组长"]


def test_a_teacher_with_lessons_is_not_deleted_and_it_says_why(tab, desk, school, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "ask", lambda *args, **kw: "删除")
    monkeypatch.setattr(messages, "explain", lambda parent, trouble: told.append(str(trouble)))
    view = shown(tab, "teachers")
    view._remove([school["first"]])
    assert "任课分工1条" in told[0] and "离校日期" in told[0]
    assert desk.db.get(Teacher, school["first"].uid) is not None


def test_enter_on_a_place_of_the_assignments_changes_the_teacher(qtbot, tab, desk, school, monkeypatch):
    monkeypatch.setattr(
        AssignmentDialog,
        "ask",
        lambda parent, desk, title, save, now=None, history="": bool(save(school["other"].uid, None)),
    )
    view = shown(tab, "assignments")
    view._grid.choose(school["class"].uid, "语文")
    qtbot.keyClick(view._grid, Qt.Key.Key_Return)
    assert desk.db.find(Assignment, subject="语文")[0].teacher_uid == school["other"].uid
    qtbot.keyClick(view._grid, Qt.Key.Key_Delete)
    assert desk.db.find(Assignment, subject="语文") == []
    desk.db.undo()
    assert len(desk.db.find(Assignment, subject="语文")) == 1


def test_a_place_of_the_timetable_is_split_into_odd_and_even_weeks(tab, desk, school, monkeypatch):
    view = shown(tab, "timetable")
    view.show_record(school["class"].uid)

    def split(parent, desk, title, save, slots, teacher_of):
        dialog = SlotDialog(parent, desk, title, save, slots, teacher_of)
        assert teacher_of("英语") == school["other"].uid
        dialog.form.fill(
            {"subject": "劳动", "teacher_uid": school["first"].uid, "is_split": True, "even_subject": "书法"}
        )
        dialog._on_save()
        return bool(dialog._result)

    monkeypatch.setattr(SlotDialog, "ask", split)
    view._open("4", "2")
    assert {(slot.subject, slot.parity) for slot in desk.db.find(Slot)} == {("劳动", "odd"), ("书法", "even")}


def test_a_grade_without_progress_names_whom_to_ask(tab, school):
    view = shown(tab, "progress")
    states = {row.name: row.lines for row in view._tables._model.rows()}
    assert states == {"五年级语文": 1, "五年级英语": 0}
    view._tables.select("5.英语")
    assert "张丽" in view._none._text.text() and view._none.isVisible()


def test_another_week_begins_after_the_last_one(tab, desk, monkeypatch):
    asked = []
    monkeypatch.setattr(ProgressDialog, "ask", lambda parent, desk, save, line, restored=None: asked.append(line))
    view = shown(tab, "progress")
    view._tables.select("5.语文")
    tab.do("new")
    assert (asked[0].grade, asked[0].subject, asked[0].first_week) == (5, "语文", 7)


def test_a_group_keeps_its_leader_and_members(tab, desk, school, monkeypatch):
    def fill(parent, desk, save, record=None):
        dialog = GroupDialog(parent, desk, save, record)
        dialog.form.fill({"name": "语文教研组", "leaders": [school["first"].uid], "members": [school["other"].uid]})
        dialog._on_save()
        return dialog._result

    monkeypatch.setattr(GroupDialog, "ask", fill)
    shown(tab, "groups")
    tab.do("new")
    group = desk.db.find(Group)[0]
    leaders = {item.teacher_uid: item.is_leader for item in desk.records.memberships if item.group_uid == group.uid}
    assert leaders == {school["first"].uid: True, school["other"].uid: False}


def test_a_grid_is_walked_and_opened_by_keys(qtbot, look):
    grid = LessonGrid("格子")
    qtbot.addWidget(grid)
    opened = []
    grid.opened.connect(lambda row, column: opened.append((row, column)))
    cells = {("a", "2"): GridCell(first="语文", second="三（1）班", tone="red")}
    grid.fill([Heading("a", "第1节", "8:00")], [Heading("1", "周一"), Heading("2", "周二")], cells)
    grid.show()
    grid.choose("a")
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert opened == [("a", "2")]
    grid.fill([Heading("a", "第1节")], [Heading("1", "周一"), Heading("2", "周二")], {})
    assert grid.chosen() == ("a", "2")
