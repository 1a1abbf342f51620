"""学期日历: each view by itself on a real school file."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea

from jiaoyan_desktop.domain.activity import Activity, Handin, Participant
from jiaoyan_desktop.gui import messages, theme
from jiaoyan_desktop.gui.dialogs.activity_dialog import ActivityDialog
from jiaoyan_desktop.gui.dialogs.activity_steps import CallOffDialog, MoveDialog
from jiaoyan_desktop.gui.dialogs.handin_dialog import HandinDialog
from jiaoyan_desktop.gui.tabs.calendar_activities import ActivitiesView
from jiaoyan_desktop.gui.tabs.calendar_grid import MonthView, TermView
from jiaoyan_desktop.gui.tabs.calendar_joint import JointView
from jiaoyan_desktop.gui.tabs.calendar_tab import CalendarTab
from jiaoyan_desktop.gui.tabs.calendar_today import TodayView
from jiaoyan_desktop.gui.tabs.calendar_week import WeekView
from jiaoyan_desktop.workflows import keeping, meeting, planning
from tests.builders import a_teacher

TODAY = date(2025, 4, 8)


def shown(qtbot, view):
    qtbot.addWidget(view)
    view.resize(1200, 700)
    view.show()
    return view


def texts(widget):
    QApplication.processEvents()  # layouts show what was put into them
    return [item.text() for item in widget.findChildren(QLabel) if not item.isHidden()]


def press(widget, name):
    QApplication.processEvents()
    made = next(
        item for item in widget.findChildren(QPushButton) if item.accessibleName() == name and not item.isHidden()
    )
    made.click()


@pytest.fixture
def teachers(db):
    with db.change("教师") as change:
        return change.put_all([a_teacher("韩立新", order=1), a_teacher("王秀兰", order=2)])


def add(desk, title="语文组教研", day: date | None = TODAY, **values) -> Activity:
    item = Activity(term_uid=desk.term.uid, kind="主题教研", title=title, happened_on=day, **values)
    return planning.save_activity(desk.db, item)


def test_today_of_a_new_file_gives_the_first_steps(qtbot, desk):
    view = shown(qtbot, TodayView(desk))
    assert "学校文件建好了。照这几步来，做到哪步都可以先停下。" in texts(view.day)
    asked = []
    desk.asked_to_do.connect(lambda *action: asked.append(action))
    press(view.day, "选一套要求")
    assert asked == [("calendar", "choose_pack")]


def test_today_says_when_there_is_nothing(qtbot, desk, teachers):
    view = shown(qtbot, TodayView(desk))
    assert "今天没有安排。这一周也没有别的安排了。" in texts(view.day)
    assert any(text.startswith("还没有记过听课和活动。") for text in texts(view.lacks))
    assert view.day.title.text() == "今天 4月8日 周二 第6周"


@pytest.mark.parametrize(("font_size", "areas"), [("normal", 4), ("very_large", 1)])
def test_in_very_large_letters_today_scrolls_as_one_page_and_cuts_no_line(qtbot, desk, qapp, font_size, areas):
    theme.apply(qapp, theme.make(font_size=font_size))
    for number in range(8):
        add(desk, f"第{number}次教研", date(2025, 4, 1))
    view = shown(qtbot, TodayView(desk))
    view.resize(1320, 480)
    assert len(view.findChildren(QScrollArea)) == areas
    if areas == 1:
        assert view.lacks.height() >= view.lacks.sizeHint().height()
        qtbot.waitUntil(lambda: view.findChildren(QScrollArea)[0].verticalScrollBar().maximum() > 0)


def test_today_follows_what_is_recorded(qtbot, desk):
    view = shown(qtbot, TodayView(desk))
    add(desk, starts="13:30", place="电教室")
    add(desk, "数学组教研", date(2025, 4, 1))
    qtbot.waitUntil(lambda: "语文组教研" in texts(view.day))
    assert "数学组教研" in texts(view.lacks)
    asked = []
    desk.asked_to_show.connect(lambda *place: asked.append(place))
    press(view.lacks, "打开：数学组教研")
    assert asked == [("calendar", "activities", desk.records.activities[0].uid)]


def test_a_hidden_view_remembers_and_refreshes_when_it_comes_into_sight(qtbot, desk):
    view = shown(qtbot, TodayView(desk))
    view.hide()
    add(desk)
    qtbot.wait(20)
    assert view._is_stale
    view.show()
    assert "语文组教研" in texts(view.day)


def test_the_weeks_of_the_term_and_the_county_follow_a_moment_later(qtbot, desk):
    view = shown(qtbot, TodayView(desk))
    qtbot.waitUntil(lambda: "第6周" in view.strip.accessibleName() or bool(view.strip._weeks))
    qtbot.waitUntil(lambda: "还没有选县里的要求" in texts(view.due))


def test_the_week_goes_on_and_back(qtbot, desk):
    add(desk)
    view = shown(qtbot, WeekView(desk))
    assert view.title.text() == "第6周　4月7日—4月13日"
    assert "语文组教研" in texts(view)
    press(view, "上一周")
    assert view.title.text().startswith("第5周")
    assert "清明节" in texts(view)
    view.show_record("2025-04-08")
    assert view.title.text().startswith("第6周")


def test_the_month_turns_and_keeps_the_chosen_day(qtbot, desk):
    view = shown(qtbot, MonthView(desk))
    assert (view.title.text(), view.grid.chosen()) == ("2025年4月", TODAY)
    press(view, "下个月")
    assert view.title.text() == "2025年5月"
    assert view.chosen_day() == date(2025, 5, 1)
    assert "劳动节" in texts(view.day)
    press(view, "上个月")
    press(view, "上个月")
    assert view.title.text() == "2025年3月"


def test_the_term_shows_every_week_of_it(qtbot, desk):
    view = shown(qtbot, TermView(desk))
    rows = view.model.rowCount()
    labels = [view.model.index(row, 0).data() for row in range(rows)]
    assert labels[0] == "开学前"
    assert labels[-1] == "第18周"


def test_activities_are_found_filtered_and_told_when_none_is(qtbot, desk):
    add(desk)
    add(desk, "数学组教研", date(2025, 4, 1), state="done")
    view = shown(qtbot, ActivitiesView(desk))
    assert len(view.list.rows()) == 2
    view.bar.find_box.setText("sxz")
    view.bar.find_box.searched.emit("sxz")
    assert [row.activity.title for row in view.list.rows()] == ["数学组教研"]
    view.bar.find_box.setText("没有这个")
    view.bar.find_box.searched.emit("没有这个")
    assert any("没找到“没有这个”" in text for text in texts(view))
    press(view, "清空再找")
    assert len(view.list.rows()) == 2
    view.bar._filters["state"].setCurrentIndex(4)
    view._fill()
    assert [row.activity.title for row in view.list.rows()] == ["数学组教研"]
    view.show_record(next(item.uid for item in desk.records.activities if item.title == "语文组教研"))
    assert view.side.title.text() == "语文组教研"


def test_deleting_asks_with_what_goes_along_and_can_be_taken_back(qtbot, desk, teachers, monkeypatch):
    held = add(desk)
    meeting.set_participants(desk.db, held.uid, [Participant(activity_uid=held.uid, teacher_uid=teachers[0].uid)])
    view = shown(qtbot, ActivitiesView(desk))
    asked, said = [], []
    monkeypatch.setattr(messages, "ask", lambda parent, what, advice, **_: asked.append((what, advice)) or "删除")
    desk.said.connect(lambda *told: said.append(told))
    view.delete([held])
    assert asked[0][0] == "删除“语文组教研”？"
    assert "参加人1人次" in asked[0][1]
    assert desk.db.count(Activity) == 0
    keeping.undo(desk.db, said[0][1])
    assert desk.db.count(Participant) == 1


def test_deleting_can_be_left(qtbot, desk, monkeypatch):
    held = add(desk)
    view = shown(qtbot, ActivitiesView(desk))
    monkeypatch.setattr(messages, "ask", lambda *_, **__: None)
    view.delete([held])
    assert desk.db.count(Activity) == 1


def test_the_side_panel_leads_from_planned_to_whole(qtbot, desk, teachers):
    held = add(desk)
    meeting.set_participants(
        desk.db,
        held.uid,
        [Participant(activity_uid=held.uid, teacher_uid=item.uid, attendance="expected") for item in teachers],
    )
    view = shown(qtbot, ActivitiesView(desk))
    view.show_record(held.uid)
    press(view.side, "记为已开展")
    qtbot.waitUntil(lambda: any("2人的出勤" in text for text in texts(view.side)))
    press(view.side, "应到的都到了")
    qtbot.waitUntil(lambda: "到2人：韩立新、王秀兰" in texts(view.side))
    assert desk.db.need(Activity, held.uid).state == "done"


def test_an_activity_is_asked_for_and_saved(qtbot, desk, teachers):
    dialog = ActivityDialog(
        None,
        desk,
        ActivityDialog.fresh(desk, day=date(2025, 5, 1)),
        lambda item: planning.save_activity(desk.db, item),
    )
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog._day_note.text() == "这天劳动节放假。"
    dialog.form.fill({"kind": "主题教研", "title": "语文组教研", "happened_on": TODAY, "host_uid": teachers[0].uid})
    dialog.form.editor("starts").setText("13:30")
    dialog.form.editor("ends").setText("13:00")
    dialog.save_button.click()
    assert dialog.isVisible()
    dialog.form.editor("ends").setText("14:10")
    dialog.form.fill({"is_joint": True, "member_schools": "柳树中心小学，河湾小学"})
    dialog.save_button.click()
    saved = desk.db.find(Activity)[0]
    assert (saved.starts, saved.host_uid, saved.is_joint) == ("13:30", teachers[0].uid, True)
    assert saved.member_schools == ("柳树中心小学", "河湾小学")


def test_a_weekly_activity_is_put_on_every_week_but_holidays(qtbot, desk):
    dialog = ActivityDialog(
        None,
        desk,
        ActivityDialog.fresh(desk, day=date(2025, 4, 25)),
        lambda item: planning.save_activity(desk.db, item),
        lambda item, every: planning.save_weekly(desk.db, item, every, desk.calendar),
    )
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.form.fill({"kind": "主题教研", "title": "语文组教研", "repeat": 1})
    dialog._look_at_day()
    assert dialog._day_note.text() == "到6月27日，一共排9次；5月2日放假或没有放假安排，不排。"
    dialog.save_button.click()
    assert desk.db.count(Activity) == 9
    keeping.undo(desk.db)
    assert desk.db.count(Activity) == 0


def test_changing_an_activity_shows_all_it_has(qtbot, desk, teachers):
    held = add(desk, starts="13:30", is_joint=True, member_schools=("柳树中心小学",), lead_teacher="宋老师", grade=5)
    dialog = ActivityDialog(None, desk, held, lambda item: planning.save_activity(desk.db, item))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.save_button.click()
    assert desk.db.need(Activity, held.uid) == held


def test_moving_and_calling_off_ask_for_their_reason(qtbot, desk):
    held = add(desk)
    move = MoveDialog(None, desk, held, lambda day, reason: planning.move(desk.db, held.uid, day, reason))
    qtbot.addWidget(move)
    move.show()
    move.form.fill({"happened_on": date(2025, 4, 10), "reason": "停电"})
    move.save_button.click()
    off = CallOffDialog(None, held, lambda reason: planning.call_off(desk.db, held.uid, reason))
    qtbot.addWidget(off)
    off.show()
    off.save_button.click()
    assert off.isVisible()
    off.form.fill({"state_reason": "防汛"})
    off.save_button.click()
    saved = desk.db.need(Activity, held.uid)
    assert (saved.happened_on, saved.state, saved.state_reason) == (date(2025, 4, 10), "cancelled", "防汛")


def test_joint_days_say_who_is_missing_and_what_is_not_handed_in(qtbot, desk, teachers):
    held = add(desk, "县级联研", is_joint=True, level="county", state="done")
    meeting.set_participants(
        desk.db, held.uid, [Participant(activity_uid=held.uid, teacher_uid=teachers[1].uid, role="学科教师")]
    )
    view = shown(qtbot, JointView(desk))
    said = texts(view.side)
    assert any("还差3人" in text for text in said)
    assert [text for text in said if text in ("有", "缺", "未交")] == ["缺", "缺", "缺", "有", "未交", "未交"]
    piece = Handin(activity_uid=held.uid, teacher_uid=teachers[1].uid, kind="reflection", text="很有收获。")
    meeting.save_handin(desk.db, piece, today=lambda: TODAY)
    qtbot.waitUntil(lambda: "王秀兰　心得　5字" in texts(view.side))


def test_a_joint_day_is_deleted_by_key_and_by_the_button_at_its_side(qtbot, desk, asked):
    add(desk, "县级联研", is_joint=True, level="county")
    second = add(desk, "校级联研", is_joint=True)
    view = shown(qtbot, JointView(desk))
    asked.answers[:] = ["删除", "删除"]
    view.list.select(second.uid)
    qtbot.keyClick(view.list, Qt.Key.Key_Delete)
    view.refresh_if_stale()
    assert [row.activity.title for row in view.list.rows()] == ["县级联研"]
    view.list.select(view.list.rows()[0].uid)
    assert [action[0] for action in view._actions() if action] == ["打开这次活动", "改安排…", "删除…"]
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the buttons of the day shown before
    next(made for made in view.side.findChildren(QPushButton) if made.accessibleName() == "删除这次联研").click()
    assert [what for what, _ in asked.found] == ["删除“校级联研”？", "删除“县级联研”？"]
    assert desk.db.count(Activity) == 0
    keeping.undo(desk.db)
    assert desk.db.count(Activity) == 1


def test_a_handin_is_taken_with_its_header_from_the_day(qtbot, desk, teachers):
    held = add(desk, "县级联研", is_joint=True, subject="语文", lead_teacher="宋老师", theme="读写结合")
    piece = Handin(activity_uid=held.uid, teacher_uid=teachers[0].uid, kind="reflection")
    dialog = HandinDialog(
        None, desk, held, piece, lambda item, pages: meeting.save_handin(desk.db, item, pages=pages, today=desk.today)
    )
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.form.fill({"text": "写得很实在。", "uploaded": True})
    assert dialog._count.text().startswith("正文6字")
    dialog.save_button.click()
    saved = desk.db.find(Handin)[0]
    assert saved.header is not None
    assert (saved.header["学科"], saved.header["主研人"], saved.uploaded_on) == ("语文", "宋老师", TODAY)


def test_the_tab_makes_views_when_asked_and_goes_to_records(qtbot, desk):
    held = add(desk)
    tab = CalendarTab(desk)
    qtbot.addWidget(tab)
    tab.show()
    assert list(tab._made) == ["today"]
    tab.show_place("activities", held.uid)
    view = tab.view()
    assert isinstance(view, ActivitiesView)
    assert view.list.current_row().uid == held.uid
    assert tab.segments.key() == "activities"


def test_a_new_activity_is_for_the_chosen_day(qtbot, desk, monkeypatch):
    tab = CalendarTab(desk)
    qtbot.addWidget(tab)
    tab.show()
    month = tab.show_view("month")
    assert isinstance(month, MonthView)
    month.go_to(date(2025, 4, 22))
    asked = []
    monkeypatch.setattr(ActivityDialog, "ask", lambda parent, desk, activity, save, **_: asked.append(activity))
    tab.do("new")
    tab.show_view("joint")
    tab.do("new")
    assert [(item.happened_on, item.is_joint) for item in asked] == [(date(2025, 4, 22), False), (TODAY, True)]
    assert asked[1].kind == "校际联研"
