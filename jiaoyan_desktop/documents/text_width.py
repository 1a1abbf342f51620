"""How wide text is, in Chinese characters: what column widths, row heights and signature blocks are reckoned from."""

from __future__ import annotations

import math
import re
import unicodedata

_SENTENCE = re.compile("[，。！？\n]")
_BETWEEN_ITEMS = re.compile(
    r"(?<=[、；])(?=.)|(?<=.)(?=（\D)"
)  # never inside 五（1）: a number in brackets belongs to its grade


def width(text: str) -> float:
    """The width of one line in Chinese characters: a letter or figure is half of one."""
    if text.isascii():
        return len(text) / 2
    return sum(0.5 if unicodedata.east_asian_width(character) in "NaHNa" else 1.0 for character in text)


def lines_needed(text: str, room: float) -> int:
    """How many lines ``text`` takes where ``room`` Chinese characters fit on one; line ends in it count."""
    room = max(room, 1.0)
    return sum(max(1, math.ceil(width(line) / room - 1e-9)) for line in text.split("\n"))


def folded(text: str, room: float) -> str:
    """A list of short items broken behind 、 and ；, so that 五（1） stays whole and no line begins with 、.

    Sentences and texts that fit on one line stay as they are.
    """
    if width(text) <= room or _SENTENCE.search(text):
        return text
    items = _BETWEEN_ITEMS.split(text)
    lines = [items[0]]
    for item in items[1:]:
        if width(lines[-1] + item) > room:
            lines.append(item)
        else:
            lines[-1] += item
    return "\n".join(lines)
