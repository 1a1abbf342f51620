"""Finding people, topics and classes by characters anywhere or by pinyin initials, in every box of the program."""

from __future__ import annotations

from functools import cache

from .text import clean_line, is_han


class Needle:
    """What was typed into a find box, ready to be held against many texts."""

    def __init__(self, query: str) -> None:
        self.query = clean_line(query).text.lower().replace(" ", "")
        # Without letters there is nothing to read as pinyin, and plain search does it.
        self._has_letters = any("a" <= character <= "z" for character in self.query)

    def found_in(self, text: str) -> bool:
        """Whether the text holds the query: its characters in a row, by shape, initial (zlx) or whole pinyin."""
        if not self.query:
            return True
        plain = text.lower().replace(" ", "")
        if self.query in plain:
            return True
        if not self._has_letters:
            return False
        return any(self._fits(plain, start, 0) for start in range(len(plain)))

    def _fits(self, text: str, place: int, asked: int) -> bool:
        if asked == len(self.query):
            return True
        if place == len(text):
            return False
        if text[place] == self.query[asked] and self._fits(text, place + 1, asked + 1):
            return True
        if not "a" <= self.query[asked] <= "z":
            return False
        rest = self.query[asked:]
        for reading in readings(text[place]):
            if reading[0] != rest[0]:
                continue
            if self._fits(text, place + 1, asked + 1):
                return True
            # The last syllable may be half typed: zhangl finds 张丽.
            if reading.startswith(rest):
                return True
            if rest.startswith(reading) and self._fits(text, place + 1, asked + len(reading)):
                return True
        return False


def matches(query: str, text: str) -> bool:
    """Whether ``text`` answers to ``query``: characters anywhere, pinyin initials, or whole pinyin (all readings)."""
    return Needle(query).found_in(text)


@cache
def readings(character: str) -> tuple[str, ...]:
    """All pinyin readings of a Chinese character without tones, ü as v; empty for anything else."""
    if not is_han(character):
        return ()
    import pypinyin

    found = pypinyin.pinyin(character, style=pypinyin.Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
    return tuple(dict.fromkeys(reading for reading in found[0] if reading)) if found else ()


def initials(text: str) -> str:
    """The first letters of a text, one per character, for sorting and for file names: 张丽 -> zl."""
    return "".join((readings(character) or (character.lower(),))[0][0] for character in text if not character.isspace())
