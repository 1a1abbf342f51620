"""Talking to the person at the console, in UTF-8: news on standard error, results on standard output."""

from __future__ import annotations

import sys


class Trouble(Exception):
    """Something stands in the way; the text says what, why and what to do, and is all that the person sees."""


def prepare() -> None:
    """Makes both outputs UTF-8 and line by line; a GBK console or pipe cannot print every name (㛃)."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)  # type: ignore[union-attr]


def say(text: str) -> None:
    """News about the work, on standard error, so that what the program itself prints stays clean."""
    if sys.stderr is not None:
        print(text, file=sys.stderr)


def megabytes(size: int) -> str:
    """A number of bytes as a person reads it."""
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(size, 1) / 1000:.1f} KB"
