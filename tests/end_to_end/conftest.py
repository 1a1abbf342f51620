"""Every test of this folder runs in a process of its own, with a real window on a virtual screen where there is one.

A process has one Qt platform for its whole life, and the other tests have none to see; so each test here is handed to
a pytest of its own. A test that takes the whole program down fails alone. Without Xvfb they run in place, offscreen.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import virtual_screen

HERE = Path(__file__).parent
INSIDE = "JIAOYAN_ON_VIRTUAL_SCREEN"
LONGEST = 300  # seconds

DISPLAY = pytest.StashKey[str]()


class NotPassed(Exception):
    """The test did not pass in its own process; the text is all that pytest said there."""


class OnVirtualScreen(pytest.Item):
    """Stands for one test, and runs it in a pytest of its own."""

    def __init__(self, *, test: pytest.Item, **keywords: object) -> None:
        super().__init__(**keywords)  # type: ignore[arg-type]
        self.test = test

    def runtest(self) -> None:
        environment = virtual_screen.environment_for(display_of(self.config)) | {INSIDE: "1"}
        options = ["-p", "no:cacheprovider", "--no-header", "-q", "--color=no"]
        result = subprocess.run(
            [sys.executable, "-m", "pytest", *options, self.test.nodeid],
            cwd=self.config.rootpath,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=LONGEST,
        )
        if result.returncode or "1 passed" not in result.stdout.splitlines()[-1]:
            raise NotPassed(result.stdout)

    def repr_failure(self, excinfo, style=None):
        if isinstance(excinfo.value, NotPassed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self):
        return self.test.reportinfo()


def display_of(config: pytest.Config) -> str:
    """The session's virtual screen, started when the first test needs it."""
    if DISPLAY not in config.stash:
        until_the_end = contextlib.ExitStack()
        config.stash[DISPLAY] = until_the_end.enter_context(virtual_screen.virtual_screen())
        config.add_cleanup(until_the_end.close)
    return config.stash[DISPLAY]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "without_window: a test that opens no window and needs no screen of its own")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the stand-ins into the place of this folder's tests; those that open no window stay as they are."""
    if INSIDE in os.environ or not virtual_screen.available():
        return
    for index, item in enumerate(items):
        if HERE in item.path.parents and item.parent is not None and not item.get_closest_marker("without_window"):
            items[index] = OnVirtualScreen.from_parent(item.parent, name=item.name, test=item)
