"""How a placeholder is written: {{授课教师}}, also with full-width braces, spaces inside, or both kinds mixed."""

from __future__ import annotations

import re

# The barrier stands for whatever is not text (a picture, a field): no placeholder reaches across it.
BARRIER = "\ufffc"
_TOKEN = re.compile(rf"[{{｛]\s*[{{｛]([^{{}}｛｝{BARRIER}]*)[}}｝]\s*[}}｝]")
_LEFT_OVER = re.compile(r"[{｛]{2}|[}｝]{2}")
_BLANKS = re.compile(r"\s+")


def plain_token(word: str) -> str:
    """The token as it is declared: 「 授课 教师 」 -> 授课教师."""
    return _BLANKS.sub("", word)


def find_tokens(text: str) -> list[tuple[int, int, str]]:
    """(start, end, token) of every placeholder in ``text``, from left to right; a blank one has the token ""."""
    return [(hit.start(), hit.end(), plain_token(hit.group(1))) for hit in _TOKEN.finditer(text)]


def unclosed(text: str) -> str:
    """The piece of ``text`` where braces stand that are no placeholder (「{{姓名}」), or "" when all is well."""
    rest = _TOKEN.sub(lambda hit: BARRIER * (hit.end() - hit.start()), text)
    hit = _LEFT_OVER.search(rest)
    return text[max(0, hit.start() - 6) : hit.end() + 12].replace(BARRIER, "") if hit else ""
