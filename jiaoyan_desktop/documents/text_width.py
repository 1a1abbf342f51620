"""How wide text is, in Chinese characters: what column widths, row heights and signature blocks are reckoned from."""

from __future__ import annotations

import math
import unicodedata


def width(text: str) -> float:
    """The width of one line in Chinese characters: a letter or figure is half of one."""
    if text.isascii():
        return len(text) / 2
    return sum(0.5 if unicodedata.east_asian_width(character) in "NaHNa" else 1.0 for character in text)


def lines_needed(text: str, room: float) -> int:
    """How many lines ``text`` takes where ``room`` Chinese characters fit on one; line ends in it count."""
    room = max(room, 1.0)
    return sum(max(1, math.ceil(width(line) / room - 1e-9)) for line in text.split("\n"))
