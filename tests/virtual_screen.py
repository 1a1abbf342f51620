"""A screen that nobody looks at: Xvfb, for the end-to-end tests and the measurements."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator

SIZE = "1366x768x24"  # the school's screens


def available() -> bool:
    """Whether this machine has Xvfb."""
    return shutil.which("Xvfb") is not None


@contextlib.contextmanager
def virtual_screen() -> Iterator[str]:
    """Starts an X server on a free number, gives its DISPLAY, and ends it afterwards."""
    reader, writer = os.pipe()
    # The server picks the number itself and writes it once it listens: no guessing and no waiting.
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        try:
            with open(reader, encoding="ascii") as answer:
                number = answer.readline().strip()
            if not number:
                raise RuntimeError(f"Xvfb did not start: exit code {server.wait()}")
            yield f":{number}"
        finally:
            server.terminate()


def environment_for(display: str) -> dict[str, str]:
    """The environment of a program that shall open a real window on this screen."""
    return {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": "", "QT_SCALE_FACTOR": "1"}
