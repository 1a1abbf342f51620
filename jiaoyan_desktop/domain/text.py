"""The one door for typed, pasted or imported text (clean), names on lists, and the counting of 字数."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from .patterns import late

# Word's soft line break arrives as \x0b when pasted; both document libraries refuse it at export, weeks later.
_LINE_BREAKS = late(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|_x000[ABCDabcd]_")
_CONTROLS = late(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|_x00(?:0[0-8]|1[0-9A-Fa-f])_")
_INVISIBLE = late("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]")
_JOINERS = late("[\u200c\u200d]")
_ODD_SPACES = late("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_BOOKMARK = late(r"\[bookmark:[^\]\n]{0,80}\]")
_PAGE_RESIDUE = late(
    r"共\s*\d+\s*页\s*[，,、]?\s*当前第\s*\d+\s*页"
    r"|(?m:^[ \t\u3000]*第\s*\d+\s*页\s*[，,、/]?\s*共\s*\d+\s*页[ \t\u3000]*$)"
    r"|(?m:^[ \t\u3000]*共\s*\d+\s*页\s*[，,、/]?\s*第\s*\d+\s*页[ \t\u3000]*$)"
)
_WIDE_NUMBER = late(r"[0-9０-９]*[０-９](?:[．.]?[0-9０-９])*|[0-9](?:[．][0-9])+")
_KANGXI = late("[\u2f00-\u2fd5]")
# NFC would turn these stand-ins of other character sets into another shape; a name keeps the shape it was written in.
_COMPATIBILITY = late("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
_NARROW = str.maketrans("０１２３４５６７８９．", "0123456789.")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003347f\u3007"
# Text without any of these is already clean; most cells of a table are, and there may be 200,000 of them.
_SUSPECT = late(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00a0\u00ad\u0300-\u036f\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f"
    "\u205f-\u206f\u2f00-\u2fd5\u3099\u309a\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\uffff０-９．]"
    r"|_x00|\[bookmark|页|\A[ \n\u3000]|[ \n\u3000]\Z|[ \u3000]\n|\n\n\n"
)
_ALONE = rf"{_HAN}\u2460-\u24ff\u3040-\u30ff\u3220-\u32ff\u1100-\u11ff\uac00-\ud7af"  # each is one 字 by itself
_RUN = rf"(?:(?![{_ALONE}])[^\W_])+"
_TOKEN = late(rf"[{_ALONE}]|{_RUN}(?:[.'’\-]{_RUN})*|\S")
_SPACES = late(r"[ \t\n\u3000]+")
_NAME_DOTS = late("\\s*[\u00b7\u2022\u2027\u2219\u22c5\u30fb\u02d9\uff65\u16eb]\\s*")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Text fit to be kept, and what was done to it in sentences for a person; empty when nothing was."""

    text: str
    changes: tuple[str, ...] = ()


class CharacterCount(NamedTuple):
    """字数 of a text counted both ways (domain F10)."""

    with_punctuation: int
    without_punctuation: int


def clean(text: str) -> Cleaned:
    """Text without what a document or a database chokes on; rare characters and line breaks stay."""
    if _SUSPECT.search(text) is None and unicodedata.is_normalized("NFC", text):
        return Cleaned(text)
    changes: list[str] = []
    before = None
    while text != before:  # taking one residue out can bring the halves of another together
        before = text
        text = _clean_once(text, changes)
    return Cleaned(text, tuple(dict.fromkeys(changes)))


def _clean_once(text: str, changes: list[str]) -> str:
    def step(pattern: re.Pattern[str], replacement: object, said: str) -> None:
        nonlocal text
        after = pattern.sub(replacement, text)  # type: ignore[arg-type]
        if after != text:
            changes.append(said)
            text = after

    text = _LINE_BREAKS.sub("\n", text)
    step(_CONTROLS, "", "去掉了打印不出来的符号")
    step(_INVISIBLE, "", "去掉了看不见的符号")
    step(_JOINERS, _joiner_where_needed, "去掉了看不见的符号")
    text = _ODD_SPACES.sub(" ", text)
    step(_BOOKMARK, "", "去掉了Word书签的残留")
    step(_PAGE_RESIDUE, "", "去掉了网页打印留下的页码")
    step(_KANGXI, lambda found: unicodedata.normalize("NFKC", found[0]), "把部首符号换成了常用字")
    step(_WIDE_NUMBER, lambda found: found[0].translate(_NARROW), "把全角数字换成了半角")
    text = "".join(
        part if _COMPATIBILITY.fullmatch(part) else unicodedata.normalize("NFC", part)
        for part in _COMPATIBILITY.split(text)
    )
    text = re.sub(r"[ \t\u3000]+(?=\n)", "", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip(" \t\n\u3000")


def clean_line(text: str) -> Cleaned:
    """The same for what stands on one line: line breaks become spaces, and several spaces one."""
    cleaned = clean(text)
    if _SPACES.search(cleaned.text) is None:
        return cleaned
    return Cleaned(_SPACES.sub(" ", cleaned.text), cleaned.changes)


def clean_name(text: str) -> Cleaned:
    """A person's name as it stands on paper: 王 秀兰 is 王秀兰, the dot of a long name is always ·."""
    cleaned = clean_line(text)
    name = _NAME_DOTS.sub("·", cleaned.text).strip(" ·")
    changes = list(cleaned.changes)
    if re.search("[a-zA-Z]", name) is None:
        closed = name.replace(" ", "")
        if closed != name:
            changes.append(f"“{name}”中间的空格去掉了，记作{closed}")
        name = closed
    return Cleaned(name, tuple(changes))


def compact(text: str) -> str:
    """Text with every space and line break taken out, for comparing headings and labels."""
    return re.sub(r"\s+", "", clean(text).text)


def count_characters(text: str) -> CharacterCount:
    """字数 by domain F10: no white space; each Han character or mark is 1, a run of Latin letters or digits is 1.

    The run follows Word and WPS, so that the teacher sees the same number: “2025年” is 2, “3.14” and “don't” are 1.
    """
    words = marks = 0
    for found in _TOKEN.finditer(clean(text).text):
        kind = unicodedata.category(found[0][0])[0]
        if kind in "PS":
            marks += 1
        elif kind in "LN":
            words += 1
    return CharacterCount(words + marks, words)


def is_han(character: str) -> bool:
    """Whether this one character is a Chinese character, the rare ones of the extension planes included."""
    return re.fullmatch(f"[{_HAN}]", character) is not None


def _joiner_where_needed(found: re.Match[str]) -> str:
    """Joiners shape Uyghur letters and emoji; anywhere else they are residue."""
    before = found.string[found.start() - 1 : found.start()]
    after = found.string[found.end() : found.end() + 1]
    needed = before and after and all(ord(side) > 0x5FF and not is_han(side) for side in (before, after))
    return found[0] if needed else ""
