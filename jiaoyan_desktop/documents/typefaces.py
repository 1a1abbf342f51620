"""Which typeface holds which Chinese character, and where a character goes that the wanted typeface lacks.

Only Han characters and a few ticks are judged: Word finds letters and punctuation a typeface by itself, but prints a
box where the 6763 characters of 仿宋_GB2312 end (珺, 酄). The typefaces are those of Windows, Office and WPS; what
they hold is stated carefully: 仿宋 and 黑体 count as GBK although newer Windows gives them more, 宋体 holds Extension
A since GB 18030-2000, and only SimSun-ExtB is sure to hold Extension B.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

GB2312, GBK, GB18030, EXTENSION_B, TICKS = "GB2312", "GBK", "GB18030", "Extension B", "ticks"

# Typeface -> what it holds. A typeface that is not here is believed to hold GBK.
REPERTOIRES = {
    "仿宋_GB2312": GB2312,
    "FangSong_GB2312": GB2312,
    "楷体_GB2312": GB2312,
    "KaiTi_GB2312": GB2312,
    "方正小标宋简体": GB2312,
    "FZXiaoBiaoSong-B05S": GB2312,
    "方正仿宋简体": GB2312,
    "方正楷体简体": GB2312,
    "方正黑体简体": GB2312,
    "方正小标宋_GBK": GBK,
    "方正仿宋_GBK": GBK,
    "仿宋": GBK,
    "FangSong": GBK,
    "楷体": GBK,
    "KaiTi": GBK,
    "黑体": GBK,
    "SimHei": GBK,
    "华文仿宋": GBK,
    "华文中宋": GBK,
    "STZhongsong": GBK,
    "宋体": GB18030,
    "SimSun": GB18030,
    "新宋体": GB18030,
    "NSimSun": GB18030,
    "SimSun-ExtB": EXTENSION_B,
    "Segoe UI Symbol": TICKS,
}
# Where a lacking character goes, tried in order. Titles go to bold 宋体, which every machine has and looks like 小标宋.
_SONG = ("宋体", "SimSun-ExtB", "Segoe UI Symbol")
_SUCCESSORS = {
    "仿宋_GB2312": ("仿宋", *_SONG),
    "FangSong_GB2312": ("仿宋", *_SONG),
    "方正仿宋简体": ("仿宋", *_SONG),
    "楷体_GB2312": ("楷体", *_SONG),
    "KaiTi_GB2312": ("楷体", *_SONG),
    "方正楷体简体": ("楷体", *_SONG),
    "方正黑体简体": ("黑体", *_SONG),
}
_BOLD_INSTEAD = ("小标宋", "XiaoBiaoSong")
# What a machine without the typeface should take; Word reads these from the font table of the file.
ALTERNATIVES = {
    "方正小标宋简体": "方正小标宋_GBK,华文中宋,宋体",
    "方正小标宋_GBK": "方正小标宋简体,华文中宋,宋体",
    "仿宋_GB2312": "仿宋,华文仿宋,宋体",
    "仿宋": "FangSong,仿宋_GB2312,华文仿宋",
    "楷体_GB2312": "楷体,华文楷体,宋体",
    "楷体": "KaiTi,楷体_GB2312,华文楷体",
    "黑体": "SimHei,微软雅黑",
    "宋体": "SimSun,新宋体",
    "华文中宋": "STZhongsong,宋体",
}
_JUDGED = re.compile("[\u2610-\u2612\u2713-\u2718\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the typeface it has to be set in; "" keeps the wanted one."""

    text: str
    face: str = ""
    bold: bool = False


def face_pieces(text: str, face: str) -> tuple[list[Piece], list[tuple[str, str]]]:
    """``text`` cut where ``face`` lacks characters, and (character, face used instead or "") for each that it lacks."""
    if text.isascii() or not _lacking(face).search(text):
        return [Piece(text)], []
    pieces: list[Piece] = []
    lacking: list[tuple[str, str]] = []
    for character in text:
        used = _used_for(character, face)
        if used is not None:
            lacking.append((character, used))
        goes_to = used or ""
        bold = bool(goes_to) and any(mark in face for mark in _BOLD_INSTEAD)
        if pieces and pieces[-1].face == goes_to:
            pieces[-1] = Piece(pieces[-1].text + character, goes_to, bold)
        else:
            pieces.append(Piece(character, goes_to, bold))
    return pieces, lacking


def holds(face: str, character: str) -> bool:
    """Whether the typeface is sure to show the character; True for what is not judged."""
    if not _JUDGED.match(character):
        return True
    return _in_repertoire(REPERTOIRES.get(face, GBK), character)


@cache
def _used_for(character: str, face: str) -> str | None:
    """None when ``face`` holds it; else the first successor that does, or "" when none does."""
    if holds(face, character):
        return None
    return next((other for other in _SUCCESSORS.get(face, _SONG) if holds(other, character)), "")


def _in_repertoire(repertoire: str, character: str) -> bool:
    code = ord(character)
    if repertoire == TICKS:
        return code < 0x3000
    if repertoire == EXTENSION_B:
        return 0x20000 <= code <= 0x2A6D6
    if code == 0x3007:  # 〇 of 二〇二五 is a symbol to Word, which finds it by itself
        return True
    if code < 0x3000:
        return False
    if repertoire == GB2312:
        return _encodes("gb2312", character)
    if _encodes("gbk", character):
        return True
    return repertoire == GB18030 and (0x3400 <= code <= 0x4DB5 or 0x4E00 <= code <= 0x9FA5)


def _encodes(codec: str, character: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


@cache
def _lacking(face: str) -> re.Pattern[str]:
    """A pattern that finds any character which ``face`` lacks; built once, so that ordinary text costs one search."""
    repertoire = REPERTOIRES.get(face, GBK)
    judged = [*range(0x2610, 0x2613), *range(0x2713, 0x2719), 0x3007, *range(0x3400, 0x4DC0)]
    judged += [*range(0x4E00, 0xA000), *range(0xF900, 0xFB00)]
    spans: list[list[int]] = []
    for code in judged:
        if not _in_repertoire(repertoire, chr(code)):
            if spans and spans[-1][1] == code - 1:
                spans[-1][1] = code
            else:
                spans.append([code, code])
    spans.append([0x2A6D7 if repertoire == EXTENSION_B else 0x20000, 0x3FFFF])
    return re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in spans) + "]")
