"""Opening a school file and leaving it: every fault, typing of last time, backups, recent changes."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel

from jiaoyan_desktop.domain.activity import Activity
from jiaoyan_desktop.errors import StorageTrouble
from jiaoyan_desktop.gui import later, messages, opening
from jiaoyan_desktop.gui.dialogs import changes_dialog
from jiaoyan_desktop.gui.dialogs.backup_dialog import OfferDialog
from jiaoyan_desktop.gui.start_page import StartPage
from jiaoyan_desktop.gui.workspace import tab_class
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.workflows import backing_up, keeping, planning

# -- faults at opening -------------------------------------------------------------------------------------------------


def test_a_file_open_elsewhere_can_be_looked_at(window, path, asked):
    with Database.open(path):
        asked.answers[:] = [opening.AGAIN, opening.ONLY_LOOK]
        assert window.open(str(path))
    assert "两边同时写会乱" in asked.found[0][0]
    assert window.desk.db.is_read_only
    texts = [item.text() for item in window.workspace.findChildren(QLabel)]
    assert any("只看不改" in text for text in texts)
    assert not window.workspace.header._primary.isEnabled()


def test_what_is_changed_while_only_looking_is_told(window, path, asked, add_activity):
    with Database.open(path):
        asked.answers[:] = [opening.ONLY_LOOK]
        window.open(str(path))
    with messages.told(window) as outcome:
        add_activity(window)
    assert isinstance(outcome.trouble, StorageTrouble)
    assert not outcome.ok


def test_a_lock_left_by_another_computer_is_taken_over_when_a_person_says_so(window, path, asked):
    lock = path.with_name(path.name + ".lock")
    lock.write_text('{"machine": "教导处", "person": "韩立新", "process": 1, "since": "2025-04-08T08:12"}', "utf-8")
    asked.answers[:] = [opening.TAKE_OVER]
    assert window.open(str(path))
    assert "“教导处”那台电脑上开着（韩立新，08:12起）" in asked.found[0][0]
    assert not window.desk.db.is_read_only


@pytest.mark.parametrize("content", [b"", b"\0" * 4096])
def test_a_damaged_file_is_never_started_over(window, path, asked, content):
    path.write_bytes(content)
    assert not window.open(str(path))
    assert "原文件一点没动" in asked.found[0][0]
    assert path.read_bytes() == content
    assert isinstance(window.centralWidget(), StartPage)


def test_a_damaged_file_comes_back_from_the_backup_of_this_computer(window, path, asked, monkeypatch, add_activity):
    window.open(str(path))
    add_activity(window)
    wanted = backing_up.daily_rung_due(window.desk.db, datetime.now())
    assert wanted is not None
    backing_up.make_daily_rung(*wanted)
    window.close_school()
    path.write_bytes(b"\0" * 4096)
    monkeypatch.setattr(OfferDialog, "ask", lambda parent, offers, *_: offers[0])
    asked.answers[:] = [opening.TAKE_BACK]
    assert window.open(str(path))
    assert "最近一份查过的备份是今天" in asked.found[0][1]
    assert window.desk.db.count(Activity) == 1


def test_a_file_that_is_no_school_is_left_alone(window, path, asked):
    path.write_bytes(b"PK\x03\x04" + b"x" * 300)
    assert not window.open(str(path))
    assert "不是学校文件" in asked.found[0][0]


def test_another_file_can_be_chosen_instead(window, path, tmp_path, asked, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    asked.answers[:] = [opening.OTHER]
    assert window.open(str(tmp_path / "没有.jiaoyan"))
    assert window.desk.db.path == path


# -- what was being typed, backups, closing ----------------------------------------------------------


def test_typing_of_last_time_is_offered_and_taken_up(window, path, asked, monkeypatch):
    with Database.open(path) as db:
        keeping.keep_typing(db, "Activity:new", "活动安排 语文组", {"title": "语文组教研", "kind": "主题教研"})
    window.open(str(path))
    taken = []
    calendar = tab_class("calendar")
    monkeypatch.setattr(calendar, "restore", lambda tab, key, payload: taken.append((key, payload["title"])))
    asked.answers[:] = ["接着写"]
    window.take_up_typing()
    assert "上次有一份教研活动没写完（活动安排 语文组" in asked.found[0][0]
    assert "语文组教研" in asked.found[0][1]
    assert taken == [("Activity:new", "语文组教研")]


@pytest.mark.parametrize(("verb", "left"), [("看看再说", 1), ("不要了", 0), (None, 1)])
def test_typing_stays_until_a_person_gives_it_up(window, path, asked, verb, left):
    with Database.open(path) as db:
        keeping.keep_typing(db, "Activity:new", "活动安排", {"title": "语文组教研"})
    window.open(str(path))
    asked.answers[:] = [verb]
    window.take_up_typing()
    assert len(keeping.typing_left(window.desk.db)) == left


def test_closing_after_a_change_offers_a_backup_when_the_last_is_old(window, path, asked, add_activity):
    window.open(str(path))
    assert later.load("backups").may_close(window, window.desk)
    assert asked.found == []
    add_activity(window)
    asked.answers[:] = ["先不关"]
    assert not window.close()
    assert "备份一份到U盘吗" in asked.found[0][0]
    asked.answers[:] = ["直接关闭"]
    assert window.close()
    assert not path.with_name(path.name + ".lock").exists()


def test_a_backup_is_made_where_the_person_says_and_told(window, path, tmp_path, asked, monkeypatch):
    stick = tmp_path / "U盘"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    window.open(str(path))
    window.act("back_up")
    assert [item.suffix for item in stick.iterdir()] == [".jiaoyan"]
    assert asked.found[0][0] == "备份好了，已经打开数过。"
    assert window.settings["backup_folder"] == str(stick)


@pytest.fixture
def backed_up(window, path, monkeypatch, add_activity):
    """The window with a school whose automatic backup holds one activity, and the file itself two."""
    window.open(str(path))
    add_activity(window)
    wanted = backing_up.daily_rung_due(window.desk.db, datetime.now())
    assert wanted is not None
    backing_up.make_daily_rung(*wanted)
    add_activity(window, "数学组教研")
    monkeypatch.setattr(OfferDialog, "ask", lambda parent, offers, *_: offers[0])
    return window


def test_a_backup_put_over_the_open_file_is_asked_in_words_and_keeps_it(backed_up, path, asked, monkeypatch):
    found = []

    def choose(parent, title, place, *_, options):
        found.append((title, place, options))
        return place, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    asked.answers[:] = ["换上这份备份"]
    backed_up.act("take_back")
    assert found == [("找回来放在哪里", str(path), QFileDialog.Option.DontConfirmOverwrite)]
    assert asked.found[0][0].startswith("“学校.jiaoyan”现在就在那里，用今天")
    assert "不会删" in asked.found[0][1]
    assert asked.found[1][1] == "换下来的文件留在同一个文件夹里。"
    assert backed_up.desk.db.path == path and backed_up.desk.db.count(Activity) == 1
    (kept,) = path.parent.glob("学校（换下来的*.jiaoyan")
    with Database.open(kept, read_only=True) as db:
        assert db.count(Activity) == 2


def test_a_backup_that_could_not_be_put_back_leaves_the_school_open(backed_up, path, asked, monkeypatch):
    def full(*_):
        raise StorageTrouble("full", "这里只剩3MB。", cure="换个地方。")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    monkeypatch.setattr(backing_up, "take_back", full)
    asked.answers[:] = ["换上这份备份"]
    backed_up.act("take_back")
    assert ("这里只剩3MB。", "换个地方。") in asked.found
    assert backed_up.desk.db.count(Activity) == 2


def test_another_place_or_none_can_be_chosen_for_a_backup(backed_up, path, asked, monkeypatch):
    places = [str(path), str(path.with_name("找回")), str(path)]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (places.pop(0), ""))
    asked.answers[:] = ["另外选地方"]
    backed_up.act("take_back")
    assert backed_up.desk.db.path == path.with_name("找回.jiaoyan")
    asked.answers[:] = ["先不找"]
    backed_up.act("take_back")
    assert backed_up.desk.db.path == path.with_name("找回.jiaoyan") and places == []
    assert not list(path.parent.glob("*换下来*"))


def test_each_backup_says_its_day_in_words_and_its_school_file(backed_up, path, qtbot):
    offers = backing_up.offers()
    dialog = OfferDialog(None, offers, backing_up.look_into, lambda offer: str(path))
    qtbot.addWidget(dialog)
    model = dialog.list.model()
    shown = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    made = offers[0].made_at
    assert shown[0] == f"{made.year}年{made.month}月{made.day}日 {made.hour}:{made.minute:02d}"
    assert shown[-1] == "学校.jiaoyan"
    unknown = OfferDialog(None, offers, backing_up.look_into, lambda offer: "")
    qtbot.addWidget(unknown)
    assert unknown.list.model().index(0, 4).data() == "这台电脑上没打开过"


def test_a_full_stick_is_told_and_leaves_nothing(window, path, tmp_path, asked, monkeypatch):
    def full(*_):
        raise StorageTrouble("full", "这里只剩3MB，备份要86MB。", cure="换个U盘。")

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    monkeypatch.setattr(backing_up, "back_up", full)
    window.open(str(path))
    window.act("back_up")
    assert asked.found == [("这里只剩3MB，备份要86MB。", "换个U盘。")]


def test_recent_changes_can_be_taken_back_one_by_one_and_refused_by_name(window, path, asked, qtbot, add_activity):
    window.open(str(path))
    first = add_activity(window)
    planning.save_activity(window.desk.db, first.but(title="语文组备课"))
    dialog = changes_dialog.ChangesDialog(window, window.desk)
    qtbot.addWidget(dialog)
    dialog.show()
    oldest = next(info for info in dialog.list.rows() if info.label == "添加活动：语文组教研")
    dialog.list.select(oldest.uid)
    dialog._undo()
    assert "语文组备课" in asked.found[0][0]
    assert window.desk.db.count(Activity) == 1
    newest = dialog.list.rows()[0]
    dialog.list.select(newest.uid)
    dialog._undo()
    assert window.desk.db.find(Activity)[0].title == "语文组教研"
    made = next(info for info in dialog.list.rows() if info.label == "建立学校文件")
    dialog.list.select(made.uid)
    assert not dialog._undo_button.isEnabled()
