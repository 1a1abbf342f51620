"""Puts the parts together: log, crash hook, Qt's own texts in Chinese, the look, the window."""

from __future__ import annotations

import logging
import os
import platform
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from . import __version__, paths
from .gui import later, messages, theme
from .gui.main_window import MainWindow
from .settings import Settings

BENCH = "JIAOYAN_BENCH_FIRST_PAINT"
FRAME, FILLED = "1", "filled"  # tell when the window stands there; tell when the page of today is in it
LARGEST_LOG = 1 << 20

log = logging.getLogger(__name__)


def run(path: str | None = None) -> int:
    """Opens the window with that school file, else the one worked on last, else the first page; its exit code."""
    log_file = start_log()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("教研桌面")
    app.setApplicationVersion(__version__)
    if app.style().name() != "fusion":  # one look on every system; where it is the system's own, it is there already
        app.setStyle("Fusion")
    app.setProperty("translator", speak_chinese(app))
    settings = Settings(paths.home() / "settings.json")
    theme.apply(app, theme.make(dark=settings["theme"] == "dark", font_size=settings["font_size"]))
    window = MainWindow(settings)
    install_crash_hook(window, log_file)
    window.start(str(Path(path).resolve()) if path else settings.worked_on_last())
    FirstPaint(window, settings.trouble)
    window.show()
    return app.exec()


def start_log() -> Path:
    """Starts the log of this computer; one that grew large is put aside first."""
    folder = paths.home() / "log"
    folder.mkdir(exist_ok=True)
    target = folder / "jiaoyan.log"
    if target.exists() and target.stat().st_size > LARGEST_LOG:
        os.replace(target, folder / "jiaoyan.old.log")
    logging.basicConfig(
        filename=target, encoding="utf-8", level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    log.info("%s on %s, Python %s", __version__, platform.platform(), platform.python_version())
    return target


def speak_chinese(app: QApplication) -> QTranslator:
    """Qt's own words (file dialogs, context menus of fields) in Chinese; the translator has to be kept."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    else:
        log.warning("no Chinese texts for Qt's own dialogs")
    return translator


def install_crash_hook(window: MainWindow, log_file: Path) -> None:
    """A bug reaches the log and one window that says the data are saved; never two windows at once."""
    showing: list[bool] = []

    def hook(kind: type[BaseException], trouble: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        log.error("a bug", exc_info=(kind, trouble, trace))
        if showing:
            return
        showing.append(True)
        try:
            later.load("crash_window").show(window, kind, trouble, trace, log_file)
        finally:
            showing.clear()

    sys.excepthook = hook


class FirstPaint(QObject):
    """Waits for the window's first paint; what may come later comes then."""

    def __init__(self, window: MainWindow, trouble: str) -> None:
        super().__init__(window)
        self._window, self._trouble = window, trouble
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The next turn of the loop is the first one after the paint."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._after)
        return False

    def _after(self) -> None:
        measured = os.environ.get(BENCH)
        if measured == FRAME:
            self._tell_and_quit()
            return
        self._window.arrive()
        if measured == FILLED:
            self._window.centralWidget().repaint()
            self._tell_and_quit()
            return
        if self._trouble:
            messages.tell(self._window, self._trouble)
        self._window.take_up_typing()
        self._window.preload()

    @staticmethod
    def _tell_and_quit() -> None:
        print("first-paint", flush=True)
        QApplication.quit()
