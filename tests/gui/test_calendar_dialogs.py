"""Participants, photos, days off, 作息, school, terms, packs: each dialog by itself."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from jiaoyan_desktop.domain.activity import Activity, Participant, Photo
from jiaoyan_desktop.domain.calendar import HOLIDAY, WORKDAY
from jiaoyan_desktop.domain.people import School
from jiaoyan_desktop.domain.term import BellSchedule, CalendarDay, Term
from jiaoyan_desktop.gui import messages, tasks
from jiaoyan_desktop.gui.dialogs.calendar_dialogs import BellsDialog, DayDialog, DaysDialog, edit_days
from jiaoyan_desktop.gui.dialogs.form_dialog import FormDialog
from jiaoyan_desktop.gui.dialogs.participants_dialog import ParticipantsDialog
from jiaoyan_desktop.gui.dialogs.photos_dialog import PhotosDialog
from jiaoyan_desktop.gui.dialogs.school_dialogs import (
    LayoutDialog,
    NewSchoolDialog,
    PersonDialog,
    SchoolDialog,
    TermDialog,
)
from jiaoyan_desktop.gui.widgets.thumbnails import shrunk
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.workflows import keeping, meeting, planning, setting_up
from tests.builders import a_teacher

TODAY = date(2025, 4, 8)


def shown(qtbot, dialog):
    qtbot.addWidget(dialog, before_close_func=lambda made: made.leave() if isinstance(made, FormDialog) else None)
    dialog.show()
    QApplication.processEvents()
    return dialog


def texts(widget):
    QApplication.processEvents()
    return [item.text() for item in widget.findChildren(QLabel) if item.isVisibleTo(widget)]


@pytest.fixture
def held(desk) -> Activity:
    item = Activity(term_uid=desk.term.uid, kind="校际联研", title="县级联研", happened_on=TODAY, is_joint=True)
    return planning.save_activity(desk.db, item)


@pytest.fixture
def teachers(db):
    with db.change("教师") as change:
        return change.put_all([a_teacher("韩立新", order=1), a_teacher("王秀兰", order=2), a_teacher("孙㛃", order=3)])


def people_dialog(qtbot, desk, held):
    save = lambda people: meeting.set_participants(desk.db, held.uid, people)  # noqa: E731
    return shown(qtbot, ParticipantsDialog(None, desk, held, save))


def test_people_are_added_ticked_and_kept_in_order(qtbot, desk, held, teachers):
    dialog = people_dialog(qtbot, desk, held)
    for teacher in teachers[:2]:
        dialog._teacher.set_value(teacher.uid)
        dialog._add_teacher()
    dialog._add_guest()
    guest = dialog._rows[2]
    assert guest._name and guest._school
    guest._name.setText("宋老师")
    guest._school.setText("柳树中心小学")
    dialog._rows[0].role.set_value("主管领导")
    dialog._all_came()
    dialog._rows[1].attendance.set_value("leave")
    dialog._rows[1].reason.setText("病假")
    dialog.touch()
    assert dialog._count.text() == "共3人：到2人、请假1人"
    dialog.save_button.click()
    found = desk.db.find(Participant, order_by='"order"')
    assert [(item.name, item.attendance, item.reason, item.role) for item in found] == [
        ("", "present", "", "主管领导"),
        ("", "leave", "病假", ""),
        ("宋老师", "present", "", ""),
    ]


def test_a_person_is_offered_once_and_can_be_taken_out(qtbot, desk, held, teachers):
    meeting.set_participants(desk.db, held.uid, [Participant(activity_uid=held.uid, teacher_uid=teachers[0].uid)])
    dialog = people_dialog(qtbot, desk, held)
    assert [uid for uid, _ in dialog._not_here_yet()] == [item.uid for item in teachers[1:]]
    dialog.remove(dialog._rows[0])
    dialog.save_button.click()
    assert desk.db.count(Participant) == 0


def test_a_guest_without_a_name_is_explained_below(qtbot, desk, held, monkeypatch):
    monkeypatch.setattr(messages, "ask", lambda *_, **__: "不要了")
    dialog = people_dialog(qtbot, desk, held)
    dialog._add_guest()
    dialog.save_button.click()
    assert dialog.isVisible()
    assert "还没有写名字" in dialog._trouble.text()


def a_picture(colour="white", size=(60, 40)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, colour).save(made, "JPEG")
    return made.getvalue()


def test_photos_are_looked_over_put_in_moved_and_taken_away(qtbot, desk, held, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "tell", lambda parent, what, advice="": told.append((what, advice)))
    good, bad = tmp_path / "IMG_1.jpg", tmp_path / "坏.jpg"
    good.write_bytes(a_picture())
    bad.write_bytes(a_picture()[:60])
    dialog = shown(qtbot, PhotosDialog(None, desk, held))
    dialog.put_in("签到册", [good, bad])
    qtbot.waitUntil(tasks.are_idle)
    assert [(photo.slot, photo.file_name) for photo in desk.db.find(Photo)] == [("签到册", "IMG_1.jpg")]
    assert told[0][0] == "有1张没有放进去。"
    assert "坏.jpg" in told[0][1]
    dialog.move(desk.db.find(Photo)[0], "评课记录")
    assert desk.db.find(Photo)[0].slot == "评课记录"
    dialog.remove(desk.db.find(Photo)[0])
    assert desk.db.count(Photo) == 0
    keeping.undo(desk.db)
    assert desk.db.count(Photo) == 1
    qtbot.waitUntil(tasks.are_idle)


def test_a_picture_that_cannot_be_read_from_disk_is_told(qtbot, desk, held, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "tell", lambda parent, what, advice="": told.append(what))
    dialog = shown(qtbot, PhotosDialog(None, desk, held))
    dialog.put_in("签到册", [tmp_path / "拔掉了.jpg"])
    qtbot.waitUntil(tasks.are_idle)
    assert told == ["照片读不出来，一张也没有放进去。"]


def test_small_pictures_are_upright_and_small(qapp):
    from PySide6.QtCore import QSize

    made = io.BytesIO()
    picture = Image.new("RGB", (400, 200), "white")
    exif = picture.getexif()
    exif[274] = 6  # turned by the camera
    picture.save(made, "JPEG", exif=exif)
    image = shrunk(made.getvalue(), QSize(132, 99))
    assert image.height() > image.width()
    assert image.height() <= 99
    assert shrunk(b"no picture", QSize(132, 99)).isNull()


def test_a_holiday_of_several_days_is_one_change(qtbot, desk):
    dialog = shown(qtbot, DayDialog(None, desk, CalendarDay(term_uid=desk.term.uid, day=TODAY, kind=HOLIDAY)))
    dialog.form.fill({"to": date(2025, 4, 10), "name": "农忙假"})
    dialog.save_button.click()
    assert [item.day.day for item in desk.db.find(CalendarDay, order_by="day")] == [8, 9, 10]
    assert desk.calendar.day_info(date(2025, 4, 9)).name == "农忙假"
    keeping.undo(desk.db)
    assert desk.db.count(CalendarDay) == 0


def test_a_working_saturday_wants_its_weekday(qtbot, desk):
    dialog = shown(
        qtbot, DayDialog(None, desk, CalendarDay(term_uid=desk.term.uid, day=date(2025, 4, 27), kind=WORKDAY))
    )
    dialog.save_button.click()
    assert dialog.isVisible()
    dialog.form.fill({"follows_weekday": 5})
    dialog.save_button.click()
    assert desk.calendar.timetable_weekday(date(2025, 4, 27)) == 5


def test_days_written_backwards_are_explained(qtbot, desk):
    dialog = shown(qtbot, DayDialog(None, desk, CalendarDay(term_uid=desk.term.uid, day=TODAY, kind=HOLIDAY)))
    dialog.form.fill({"to": date(2025, 4, 1)})
    dialog.save_button.click()
    assert dialog.isVisible()
    assert any("比开始的还早" in text for text in texts(dialog))


def test_the_list_of_days_points_out_what_is_still_to_be_said(qtbot, desk, monkeypatch):
    dialog = shown(qtbot, DaysDialog(None, desk))
    assert any("4月27日 周日调休上班，还没有说上星期几的课" in text for text in texts(dialog))
    setting_up.save_day(
        desk.db, CalendarDay(term_uid=desk.term.uid, day=date(2025, 4, 27), kind=WORKDAY, follows_weekday=5)
    )
    assert len(dialog.list.rows()) == 1
    assert not any("还没有说上星期几" in text for text in texts(dialog))
    dialog._delete(dialog.list.rows())
    assert desk.db.count(CalendarDay) == 0


def test_a_year_without_an_arrangement_is_said_to_be_recorded(qtbot, db, look):
    from jiaoyan_desktop.gui.desk import Desk
    from jiaoyan_desktop.settings import Settings

    later = Term(name="2031年春", starts_on=date(2031, 3, 1), ends_on=date(2031, 6, 30), first_week_on=date(2031, 3, 3))
    desk = Desk(db, Settings(), setting_up.start_term(db, later), today=lambda: date(2031, 4, 8))
    dialog = shown(qtbot, DaysDialog(None, desk))
    assert any("还没有2031年的放假安排" in text for text in texts(dialog))
    next(made for made in dialog.findChildren(QPushButton) if made.text() == "录完了").click()
    assert desk.calendar.day_info(date(2031, 4, 8)).kind == "workday"


def test_the_chosen_day_is_asked_about_with_what_is_known_of_it(qtbot, desk, monkeypatch):
    asked = []
    monkeypatch.setattr(DayDialog, "ask", lambda parent, desk, item: asked.append(item))
    edit_days(None, desk, date(2025, 4, 27))
    edit_days(None, desk, TODAY)
    assert [(item.kind, item.name) for item in asked] == [(WORKDAY, "劳动节调休上班"), (HOLIDAY, "")]


def test_a_first_set_of_periods_is_proposed_and_kept_only_when_asked(qtbot, desk):
    dialog = shown(qtbot, BellsDialog(None, desk, None))
    assert desk.db.count(BellSchedule) == 0
    dialog._rows[0][0].setText("8:00")
    dialog._add_row(None)
    dialog.save_button.click()
    saved = desk.db.find(BellSchedule)[0]
    assert (saved.periods[0].starts, len(saved.periods), saved.effective_from) == ("08:00", 7, date(2025, 3, 1))


def test_another_set_is_added_beside_the_first(qtbot, desk, monkeypatch):
    first = setting_up.save_bells(
        desk.db,
        BellSchedule(
            term_uid=desk.term.uid,
            name="春季作息",
            effective_from=date(2025, 3, 1),
            periods=setting_up.PROPOSED_PERIODS[:2],
        ),
    )
    dialog = shown(qtbot, BellsDialog(None, desk, first))
    dialog.form.fill({"which": ""})
    dialog._change_set()
    dialog.form.fill({"name": "夏季作息", "effective_from": date(2025, 5, 6)})
    dialog.save_button.click()
    assert [item.name for item in desk.db.find(BellSchedule, order_by="effective_from")] == ["春季作息", "夏季作息"]
    monkeypatch.setattr(messages, "ask", lambda *_, **__: "删除")
    again = shown(qtbot, BellsDialog(None, desk, first))
    again._delete()
    assert [item.name for item in desk.db.find(BellSchedule)] == ["夏季作息"]


def test_a_new_school_is_made_where_the_person_says(qtbot, look, tmp_path):
    dialog = shown(qtbot, NewSchoolDialog(None, date(2025, 2, 20)))
    dialog.form.editor("name").setText("河湾/小学")
    assert dialog.form.editor("path").value().endswith("河湾小学.jiaoyan")
    dialog.form.fill({"starts_on": date(2025, 2, 24)})
    dialog.form.editor("starts_on").edited.emit()
    assert dialog.form.values()["first_week_on"] == date(2025, 2, 24)
    dialog.form.editor("path").set_value(str(tmp_path / "河湾"))
    dialog.save_button.click()
    with Database.open(tmp_path / "河湾.jiaoyan") as db:
        assert db.find(School)[0].name == "河湾/小学"
        assert db.find(Term)[0].first_week_on == date(2025, 2, 24)


def test_a_school_without_a_name_is_marked_and_no_file_is_made(qtbot, look, tmp_path):
    dialog = shown(qtbot, NewSchoolDialog(None, date(2025, 2, 20)))
    dialog.form.editor("path").set_value(str(tmp_path / "x"))
    dialog.save_button.click()
    assert dialog.isVisible()
    assert any("还没有写学校名称" in text for text in texts(dialog))
    assert list(tmp_path.iterdir()) == []


def test_school_layout_and_term_are_changed(qtbot, desk):
    school = shown(qtbot, SchoolDialog(None, desk.school, lambda item: setting_up.revise_school(desk.db, item)))
    school.form.fill({"aliases": "清小，清水小学", "town": "清水酄乡"})
    school.save_button.click()
    layout = shown(qtbot, LayoutDialog(None, desk.school, lambda item: setting_up.revise_school(desk.db, item)))
    layout.form.fill({"layout": "school", "chinese_dates": True})
    layout.save_button.click()
    saved = desk.db.find(School)[0]
    assert (saved.aliases, saved.town, saved.layout, saved.chinese_dates) == (
        ("清小", "清水小学"),
        "清水酄乡",
        "school",
        True,
    )


def test_a_new_term_is_proposed_after_this_one(qtbot, desk):
    dialog = shown(qtbot, TermDialog(None, desk, None, lambda values: desk.term))
    values = dialog.form.values()
    assert (values["starts_on"], values["ends_on"]) == (date(2025, 9, 1), date(2026, 1, 20))


def test_who_sits_here_is_kept_on_this_computer(qtbot, desk, teachers):
    dialog = shown(qtbot, PersonDialog(None, desk))
    dialog.form.fill({"person": teachers[1].uid})
    dialog.save_button.click()
    assert desk.settings["person"] == teachers[1].uid
