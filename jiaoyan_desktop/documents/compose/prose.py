"""Prose of a pack laid out in a document: headings marked with #, names filled in, tables where a line asks for one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from jiaoyan_desktop.errors import UserError

from ..layout import DocumentBuilder

_NAME = re.compile(r"\{([^{}]+)\}")
_INSERT = re.compile(r"〔([^〔〕]+)〕")
_LEVELS = (("### ", 3), ("## ", 2))
# Where the words of a heading end and the text that goes on in the same line begins.
_END_OF_HEADING = re.compile(r"[。：？]")

Insert = Callable[[DocumentBuilder], None]


def write_prose(
    page: DocumentBuilder, text: str, *, names: Mapping[str, str], inserts: Mapping[str, Insert], where: str
) -> None:
    """Writes ``text`` line by line; UserError naming ``where`` for a name or an insertion that is not known.

    "## 小标题。正文" is a heading whose text goes on in the same line; 〔名称〕 alone on a line is an insertion.
    """
    for line in text.splitlines():
        line = filled(line.strip(), names, where)
        wanted = _INSERT.fullmatch(line)
        if wanted:
            if wanted[1] not in inserts:
                raise _unknown(f"〔{wanted[1]}〕", inserts, where)
            inserts[wanted[1]](page)
        elif line:
            _write_line(page, line)


def filled(line: str, names: Mapping[str, str], where: str) -> str:
    """``line`` with {学校} and the like put in."""

    def value(hit: re.Match[str]) -> str:
        if hit[1] not in names:
            raise _unknown(f"{{{hit[1]}}}", names, where)
        return names[hit[1]]

    return _NAME.sub(value, line)


def _write_line(page: DocumentBuilder, line: str) -> None:
    for mark, level in _LEVELS:
        if line.startswith(mark):
            words = line.removeprefix(mark).strip()
            end = _END_OF_HEADING.search(words)
            if end is None or end.end() == len(words):
                page.heading(level, words.rstrip("。"))
            else:
                page.heading(level, words[: end.end()], rest=words[end.end() :])
            return
    page.paragraph(line)


def _unknown(word: str, known: Mapping[str, object], where: str) -> UserError:
    return UserError(f"{where}里的“{word}”程序没有。", cure=f"请改一下，可以用：{'、'.join(known)}。")
