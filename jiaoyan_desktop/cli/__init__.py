"""The door of the program: no word opens the window at once, any other word goes to the command line (click)."""

from __future__ import annotations

import os
import sys

from .streams import prepare, say

NO_WINDOW = 2


def main(arguments: list[str] | None = None) -> int:
    """Run ``jiaoyan`` with these words (default: the process's own) and return its exit code."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    prepare()
    if not words or (len(words) == 2 and words[0] == "open" and not words[1].startswith("-")):
        # Straight to the window: click and everything that only commands need would delay the first paint.
        return open_window(words[1] if words else None)
    from . import commands

    return commands.run(words)


def open_window(path: str | None = None) -> int:
    """Show the window, with that school file in it; where it cannot be shown, say why."""
    if not has_screen(sys.platform, os.environ):
        say("这里没有屏幕，开不了窗口。命令照样能用：jiaoyan --help 看有哪些。")
        return NO_WINDOW
    try:
        from .. import app
    except ImportError as error:
        if not (error.name or "").startswith(("PySide6", "shiboken6")):
            raise
        say(f"开窗口要用的系统库不全（{error}）。\n用 python3 packaging/dev.py run 打开，会说明缺什么、怎么装。")
        return NO_WINDOW
    return app.run(path)


def has_screen(platform: str, environment: os._Environ[str] | dict[str, str]) -> bool:
    """Whether a window can be shown; on Linux without a screen Qt would end the process with an English word."""
    if not platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"))
