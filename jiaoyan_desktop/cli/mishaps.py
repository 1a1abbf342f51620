"""What a command came to, as an exit code: mistakes and troubles are told in words, a bug also leaves its report."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import click

from .. import paths
from ..errors import StorageTrouble, UserError
from .chinese import complaint
from .streams import say

DONE, BUG, MISTAKE, SHORT = 0, 1, 2, 3
STOPPED = 130  # what a shell shows after Ctrl+C


def guarded(work: Callable[[], int | None]) -> int:
    """Run one command; whatever happens a person gets sentences, never a traceback. Returns the exit code."""
    try:
        code = work() or DONE
        sys.stdout.flush()
        return code
    except click.ClickException as error:
        say(complaint(error))
    except (UserError, StorageTrouble) as error:
        say(told(error))
    except (click.Abort, KeyboardInterrupt):
        say("停下了，没有做完的那一步没有留下半截东西。")
        return STOPPED
    except BrokenPipeError:
        # Whoever was reading had enough (jiaoyan stats … | head): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:  # noqa: BLE001 (the edge of the program: the report keeps everything)
        say(f"程序自己出了毛病，不是您操作的问题，已经存好的都在。情况说明在“{_report(error)}”，请交给管理员。")
        return BUG
    return MISTAKE


def told(error: UserError | StorageTrouble) -> str:
    """The error in words, with what could be written instead where that is known."""
    suggestion, option = getattr(error, "suggestion", None), getattr(error, "field", "")
    if suggestion is None or not option.startswith("--"):
        return str(error)
    return f"{error}\n可以写：{option} {suggestion}"


def _report(error: Exception) -> Path:
    """The traceback, added to the log of the command line; where the home folder cannot be written, to a temp file."""
    try:
        folder = paths.home() / "log"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "command-line.log"
        handler = logging.FileHandler(path, encoding="utf-8")
    except OSError:
        path = Path(tempfile.gettempdir()) / "jiaoyan-command-line.log"
        handler = logging.FileHandler(path, encoding="utf-8")
    logger = logging.Logger("jiaoyan")
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger.addHandler(handler)
    logger.error("jiaoyan %s", " ".join(sys.argv[1:]), exc_info=error)
    handler.close()
    return path
