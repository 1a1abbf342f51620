"""From the first start to the second: a new school, an activity, taking it back, closing and opening again."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from jiaoyan_desktop.domain.activity import Activity
from jiaoyan_desktop.gui import tasks, theme
from jiaoyan_desktop.gui.dialogs.activity_dialog import ActivityDialog
from jiaoyan_desktop.gui.dialogs.form_dialog import FormDialog
from jiaoyan_desktop.gui.dialogs.school_dialogs import NewSchoolDialog
from jiaoyan_desktop.gui.main_window import MainWindow
from jiaoyan_desktop.gui.start_page import StartPage
from jiaoyan_desktop.settings import Settings

TODAY = date(2025, 4, 8)


def answer(kind: type[FormDialog], fill):
    """Fills in the next dialog of that kind and presses its button, as soon as it is there."""

    def look():
        dialog = QApplication.activeModalWidget()
        if dialog is None or not isinstance(dialog, kind):
            QTimer.singleShot(20, look)
            return
        fill(dialog)
        dialog.save_button.click()

    QTimer.singleShot(20, look)


def a_window(qapp, tmp_path):
    theme.apply(qapp, theme.make())
    return MainWindow(Settings(tmp_path / "settings.json"), today=lambda: TODAY)


def test_a_school_is_made_used_and_opened_again(qapp, qtbot, tmp_path):
    path = tmp_path / "清水酄乡中心小学.jiaoyan"
    window = a_window(qapp, tmp_path)
    qtbot.addWidget(window)
    window.start()
    window.show()
    assert isinstance(window.centralWidget(), StartPage)

    def fill_in_school(dialog):
        dialog.form.fill({"name": "清水酄乡中心小学", "path": str(path)})
        days = {"starts_on": date(2025, 3, 1), "ends_on": date(2025, 6, 30), "first_week_on": date(2025, 3, 3)}
        dialog.form.fill(days)

    answer(NewSchoolDialog, fill_in_school)
    first_page = window.centralWidget()
    assert isinstance(first_page, StartPage)
    first_page.first.click()
    assert window.desk is not None and window.workspace is not None
    assert path.exists()
    assert window.workspace.shown() == ("calendar", "today")

    def fill_in_activity(dialog):
        dialog.form.fill({"kind": "主题教研", "title": "语文组教研"})
        dialog.form.editor("starts").setText("13：30")

    answer(ActivityDialog, fill_in_activity)
    window.workspace.do_primary()
    found = window.desk.db.find(Activity)
    assert [(item.title, item.happened_on, item.starts) for item in found] == [("语文组教研", TODAY, "13:30")]
    assert window._toast.isVisible()
    window.act("undo")
    assert window.desk.db.count(Activity) == 0
    window.act("redo")
    assert window.desk.db.count(Activity) == 1
    window.close_school()
    assert not path.with_name(path.name + ".lock").exists()
    window.close()
    qtbot.waitUntil(tasks.are_idle)

    again = a_window(qapp, tmp_path)
    qtbot.addWidget(again)
    assert again.settings["recent_files"] == [str(path)]
    again.start(str(path))
    again.show()
    again.arrive()
    assert again.desk is not None
    assert [item.title for item in again.desk.db.find(Activity)] == ["语文组教研"]
    again.close_school()
    again.close()
    qtbot.waitUntil(tasks.are_idle)
