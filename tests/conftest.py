"""What every test stands on: no screen, UTF-8, a home of its own, and no window that waits for a person."""

from __future__ import annotations

import os
import sys

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHONIOENCODING"] = "utf-8"  # child processes of tests, whatever the console
os.environ.pop("JIAOYAN_BENCH_FIRST_PAINT", None)

LONGEST_WAIT_MS = 20_000


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory, monkeypatch):
    """Settings, logs and recent files of this test only: the program's home folder is an empty one."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("JIAOYAN_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def no_window_left_behind(request):
    """A dialog waiting for a person is closed after a while, and a window still open after the test fails it."""
    if not {"qapp", "qtbot"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("qapp")
    qt = sys.modules["PySide6.QtCore"], sys.modules["PySide6.QtWidgets"]
    waited_for: list[str] = []

    def give_up() -> None:
        dialog = qt[1].QApplication.activeModalWidget() or qt[1].QApplication.activePopupWidget()
        if dialog is not None:
            waited_for.append(f"{type(dialog).__name__} “{dialog.windowTitle()}”")
            dialog.close()

    watch = qt[0].QTimer()
    watch.timeout.connect(give_up)
    watch.start(LONGEST_WAIT_MS)
    yield
    watch.stop()
    left = [window for window in qt[1].QApplication.topLevelWidgets() if window.isVisible()]
    names = [f"{type(window).__name__} “{window.windowTitle()}”" for window in left]
    for window in left:
        window.close()
    # The offscreen platform dies at the end of the process over a Python object left on its clipboard (xcb does not).
    qt[1].QApplication.clipboard().clear()
    assert not waited_for, f"nobody answered this dialog: {', '.join(waited_for)}"
    assert not names, f"still open after the test (qtbot.addWidget closes it): {', '.join(names)}"
