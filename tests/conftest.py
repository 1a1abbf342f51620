"""What every test stands on: no screen, UTF-8, a home of its own, and no window that waits for a person."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from jiaoyan_desktop import cli
from jiaoyan_desktop.workflows import sample_school

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


@dataclass(frozen=True)
class Called:
    """What a command of ``jiaoyan`` came to."""

    code: int
    out: str
    err: str


@pytest.fixture
def call(capsys) -> Callable[..., Called]:
    """Runs ``jiaoyan`` with some words in this process; no traceback ever shows."""

    def run(*words: str | Path) -> Called:
        capsys.readouterr()
        code = cli.main([str(word) for word in words])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return Called(code, shown.out, shown.err)

    return run


@pytest.fixture(scope="session")
def made_sample(tmp_path_factory) -> Path:
    """The sample school, made once and never written to."""
    return sample_school.build(tmp_path_factory.mktemp("sample") / "样例学校.jiaoyan")


@pytest.fixture
def sample(made_sample, tmp_path) -> Path:
    """A sample school of this test's own."""
    return Path(shutil.copy(made_sample, tmp_path / "样例学校.jiaoyan"))


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
