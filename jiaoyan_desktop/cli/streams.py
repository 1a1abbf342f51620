"""Standard output and error as the command line wants them: UTF-8 whatever the console; data here, messages there."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any


def prepare() -> None:
    """Make both streams UTF-8: a GBK console or pipe cannot print 㛃. A window started without a console has none."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def say(message: str) -> None:
    """A message for the person, on standard error."""
    if sys.stderr is not None:
        print(message, file=sys.stderr, flush=True)


def put(lines: Iterable[str]) -> None:
    """Data as lines, on standard output."""
    for line in lines:
        print(line)


def put_json(value: Any) -> None:
    """Data as JSON, on standard output; Chinese stays readable."""
    import json  # the window's door comes through here too, and does without

    print(json.dumps(value, ensure_ascii=False, indent=2))


class Bar:
    """How far long work has come, on standard error, where a person watches; a file or pipe gets nothing of it."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._is_watched = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_watched:
            print("\r\033[K", end="", file=sys.stderr, flush=True)

    def move(self, share: float, text: str) -> None:
        """``share`` from 0 to 1, and what is being done."""
        if self._is_watched:
            print(f"\r\033[K{self._title} {share:4.0%}　{text[:40]}", end="", file=sys.stderr, flush=True)
