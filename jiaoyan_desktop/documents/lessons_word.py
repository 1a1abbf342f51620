"""Everything that can be read in a Word file: its text, pictures, headers, footers, comments, footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .lessons_gathered import Gathered
from .lessons_model import Aside, Block, WordText, lines_of
from .lessons_package import Package
from .lessons_story import story
from .ooxml import W as _W

W = f"{{{_W}}}"
_ONLY_PAGES = re.compile(r"[\d\s\-—–─~～/|·.,，、]*(?:[第共页]+[\d\s\-—–/，、]*)*")


def read_word(data: bytes, name: str) -> WordText:
    """The file as lines and tables; UserError with the cure when it is no Word file, damaged or too large."""
    package = Package(data, name)
    gathered = Gathered()
    body = package.root(package.main).find(f"{W}body")
    blocks = story(body, package, package.main, gathered) if body is not None else ()
    notes = gathered.notes()
    asides = [*_edges(package, gathered), *_comments(package, gathered), *_footnotes(package, gathered)]
    if package.has_macros:
        notes.append("文件里带着宏，没有运行，只读了文字。")
    return WordText(blocks=blocks, pictures=tuple(gathered.pictures), asides=tuple(asides), notes=tuple(notes))


def _edges(package: Package, gathered: Gathered) -> Iterator[Aside]:
    """Headers and footers that say more than the page number, each text once."""
    for kind in ("header", "footer"):
        seen: set[str] = set()
        for part in package.beside(kind):
            text = _said(story(package.root(part), package, part, gathered)).replace("\n", "　")
            if text and text not in seen and not _ONLY_PAGES.fullmatch(text):
                seen.add(text)
                yield Aside(kind=kind, text=text)


def _comments(package: Package, gathered: Gathered) -> Iterator[Aside]:
    for part in package.beside("comments"):
        for item in package.root(part).iterchildren(f"{W}comment"):
            if text := _said(story(item, package, part, gathered)):
                about = gathered.about.get(item.get(f"{W}id") or "", "")
                author = (item.get(f"{W}author") or "").strip()
                yield Aside(kind="comment", text=text, author=author, about=" ".join(about.split()))


def _footnotes(package: Package, gathered: Gathered) -> Iterator[Aside]:
    """Footnotes and endnotes in the order of their marks."""
    found: dict[tuple[str, str], str] = {}
    for kind in ("footnote", "endnote"):
        for part in package.beside(f"{kind}s"):
            for item in package.root(part).iterchildren(f"{W}{kind}"):
                if item.get(f"{W}type") in (None, "normal"):
                    found[kind, item.get(f"{W}id") or ""] = _said(story(item, package, part, gathered))
    for number, key in enumerate(list(gathered.footnotes), start=1):
        if text := found.get(key, ""):
            yield Aside(kind="footnote", text=text, number=number)


def _said(blocks: tuple[Block, ...]) -> str:
    return "\n".join(line.text for line in lines_of(blocks))
