"""The frame: start page or one school's workspace, menus, status bar; what the menus do is done elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.settings import Settings
from jiaoyan_desktop.store.glance import glance

from . import later, messages, tasks, theme
from .first_look import FirstLook
from .menus import Entry, Menus
from .status_bar import StatusBar
from .widgets.notices import Toast

if TYPE_CHECKING:
    from .desk import Desk
    from .workspace import Workspace

TITLE = "教研桌面"
PRELOAD_MS = 60


class MainWindow(QMainWindow):
    """One window, one school file. ``actions`` is the table behind the menus."""

    def __init__(self, settings: Settings, *, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self.settings = settings
        self._today = today
        self.desk: Desk | None = None
        self.workspace: Workspace | None = None
        self._coming = ""  # the school file to be opened after the first paint
        self.setWindowTitle(TITLE)
        self.setMinimumSize(960, 600)
        self.actions_by_name: dict[str, Callable[[], object]] = {
            "new_school": self._new_school,
            "open": lambda: self.open(later.load("opening").choose_file(self, settings)),
            "sample": lambda: self.open(later.load("sample").make_sample(self, today())),
            "back_up": lambda: later.load("backups").back_up(self, self._need_desk()) and self._status.work_out(),
            "take_back": self._take_back,
            "close_school": self.close_school,
            "close": self.close,
            "primary": lambda: self.workspace and self.workspace.do_primary(),
            "undo": self._undo,
            "redo": self._redo,
            "recent_changes": lambda: later.load("changes_dialog").ChangesDialog.ask(self, self._need_desk()),
            "find": lambda: self.workspace and self.workspace.header.find_box.setFocus(),
            "help": lambda: later.load("help_window").show_help(self, self._place_name()),
            "keys": lambda: later.load("help_window").show_help(self, "keys"),
            "about": lambda: later.load("help_window").show_about(self),
        }
        for name in ("school", "layout", "term", "new_term", "pack", "person"):
            self.actions_by_name[name] = lambda name=name: later.load("school_dialogs").OPEN[name](
                self, self._need_desk()
            )
        for name in ("days", "bells"):
            self.actions_by_name[name] = lambda name=name: later.load("calendar_dialogs").OPEN[name](
                self, self._need_desk()
            )
        self._menus = Menus(self, self.act, self._can, lambda: settings["recent_files"])
        self._status = StatusBar(self)
        self._status.backup.clicked.connect(lambda: self.act("back_up"))
        self._status.materials.clicked.connect(lambda: self.workspace and self.workspace.show_tab("report"))
        self.setStatusBar(self._status)
        self._toast = Toast(self)
        for key in ("font_size", "theme", "begin_with"):
            self._menus.choose(key, settings[key])
        geometry = QByteArray.fromBase64(settings["window"].encode())
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(1366, 768)

    # -- what the menus and other places ask for ---------------------------------------------------------------------

    def act(self, name: str) -> None:
        """Does what a menu entry or a button says; UserError and StorageTrouble are told."""
        with messages.told(self):
            kind, _, value = name.partition(":")
            if name in self.actions_by_name:
                self.actions_by_name[name]()
            elif kind in ("font_size", "theme"):
                self._change_look(kind, value)
            elif kind == "begin_with":
                self.settings[kind] = value
            elif kind == "recent":
                self.open(value)
            elif kind == "tab" and self.workspace:
                self.workspace.show_tab(value)
            elif self.workspace:
                self.workspace.do(kind, value)

    def start(self, path: str = "") -> None:
        """The first page, or what a glance tells of the school file; ``arrive`` opens it after the first paint."""
        self._coming = path
        seen = glance(Path(path)) if path else None
        if seen is None:
            self._show_desk(None)
        else:
            self.setWindowTitle(f"{seen.school} - {TITLE}")
            self.setCentralWidget(FirstLook(seen.school, seen.term, self._today()))

    def arrive(self) -> None:
        """Opens the school file that the window was started with; the first page when it does not open."""
        path, self._coming = self._coming, ""
        if path and not self.open(path):
            self._show_desk(None)

    def open(self, path: str) -> bool:
        """Opens a school file in the place of the one that is open; False when the person left it."""
        if not path:
            return False
        old = self.desk
        if old is not None:
            if str(old.db.path) == path:
                return True
            self.close_school()
        desk = later.load("opening").open_desk(self, path, self.settings, self._today)
        if desk is None:
            return False
        desk.said.connect(self._say)
        self._show_desk(desk)
        return True

    def close_school(self) -> None:
        """Back to the first page."""
        if self.desk is not None:
            desk = self.desk
            self._show_desk(None)
            desk.db.close()

    def take_up_typing(self) -> None:
        """Offers what was being typed when the program last ended."""
        if self.desk is None or self.workspace is None or self.desk.db.is_read_only:
            return
        if later.load("keeping").typing_left(self.desk.db):
            later.load("typing_left").offer(self, self.desk, self.workspace.restore)

    def preload(self) -> None:
        """Loads what is not there yet, one module at a time while the window is at rest."""
        if later.load_next():
            QTimer.singleShot(PRELOAD_MS, self, self.preload)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Offers a backup when the last one is old, waits for running work, gives the file back."""
        if self.desk is not None and not later.load("backups").may_close(self, self.desk):
            event.ignore()
            return
        self.settings["window"] = bytes(self.saveGeometry().toBase64().data()).decode()
        tasks.stop_all()
        self.close_school()
        super().closeEvent(event)

    # -- inside ------------------------------------------------------------------------------------------------------

    def _show_desk(self, desk: Desk | None, place: tuple[str, str] = ("calendar", "")) -> None:
        self.desk = desk
        self.workspace = None if desk is None else later.load("workspace").Workspace(desk)
        if desk is None or self.workspace is None:
            self.setWindowTitle(TITLE)
            self.setCentralWidget(later.load("start_page").StartPage(self.settings, self.act))
        else:
            self.setWindowTitle(f"{desk.school.name} - {TITLE}")
            self.workspace.show_place(*place)
            self.setCentralWidget(self.workspace)
            QTimer.singleShot(0, self.workspace, self.workspace.setFocus)  # once it is shown
        self._status.follow(desk)
        self._menus.refresh()

    def _can(self, entry: Entry) -> bool:
        if entry.needs == "write":
            return self.desk is not None and not self.desk.db.is_read_only
        return self.desk is not None or entry.needs == ""

    def _need_desk(self) -> Desk:
        if self.desk is None:
            raise UserError("还没有打开学校文件。", cure="请先新建一个，或打开已有的。")
        return self.desk

    def _new_school(self) -> None:
        path = later.load("school_dialogs").NewSchoolDialog.ask(self, self._today())
        if path:
            self.open(path)

    def _take_back(self) -> None:
        held = str(self.desk.db.path) if self.desk else ""

        def make_room(path: str) -> None:
            if held and Path(path).resolve() == Path(held).resolve():
                self.close_school()

        path = later.load("backups").take_back(self, self.settings, make_room=make_room)
        if path:
            self.open(path)
        elif held and self.desk is None:
            self.open(held)  # it was closed to make room, and nothing came of it

    def _undo(self) -> None:
        info = later.load("keeping").undo(self._need_desk().db)
        self._say(f"已撤销：{info.label.removeprefix('撤销：')}。要恢复按Ctrl+Y。", "")

    def _redo(self) -> None:
        info = later.load("keeping").redo(self._need_desk().db)
        self._say(f"已恢复：{info.label.removeprefix('撤销：')}。", "")

    def _say(self, sentence: str, change_uid: str) -> None:
        def take_back() -> None:
            with messages.told(self):
                later.load("keeping").undo(self._need_desk().db, change_uid)

        self._toast.say(sentence, "撤销", take_back if change_uid else None)

    def _place_name(self) -> str:
        return self.workspace.shown()[0] if self.workspace else "start"

    def _change_look(self, setting: str, value: str) -> None:
        self.settings[setting] = value
        self._menus.choose(setting, value)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        place = self.workspace.shown() if self.workspace else ("calendar", "")
        theme.apply(app, theme.make(dark=self.settings["theme"] == "dark", font_size=self.settings["font_size"]))
        self._show_desk(self.desk, place)
