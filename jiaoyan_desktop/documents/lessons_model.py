"""A Word file as plain lines and tables, and a lesson plan read from it: facts, sections, pictures, doubts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ..domain.preparation import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of text, cleaned; what Word numbers by itself is written out, 〔图1〕 stands where a picture stood."""

    text: str
    is_bold: bool = False
    level: int = 0  # 1 to 9 where the paragraph has a heading style
    is_centred: bool = False
    size: int = 0  # in half points, 0 when not said


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A cell with the grid column it begins at; ``is_continued`` cells belong to the cell above."""

    column: int
    span: int = 1
    is_continued: bool = False
    blocks: tuple[Block, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line in the cell, those of nested tables included."""
        return tuple(lines_of(self.blocks))

    @property
    def text(self) -> str:
        """The same as one text."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table row by row."""

    rows: tuple[tuple[GridCell, ...], ...]

    @property
    def width(self) -> int:
        """Grid columns of the widest row."""
        return max((cell.column + cell.span for row in self.rows for cell in row), default=0)


Block: TypeAlias = Line | Grid


def lines_of(blocks: tuple[Block, ...]) -> Iterator[Line]:
    """Every line in reading order, tables cell by cell."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
            continue
        for row in block.rows:
            for cell in row:
                yield from lines_of(cell.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonPicture:
    """A picture of the file, with the number of its mark 〔图1〕 in the text; the bytes are as they lay in the file."""

    number: int
    name: str  # image3.png
    media_type: str
    data: bytes
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Text that stands beside the plan: kind is header, footer, comment or footnote."""

    kind: str
    text: str
    author: str = ""
    about: str = ""  # the words a comment was put on
    number: int = 0  # of a footnote's mark 〔注1〕


@dataclass(frozen=True, slots=True, kw_only=True)
class WordText:
    """Everything that can be read in a Word file, in reading order."""

    blocks: tuple[Block, ...]
    pictures: tuple[LessonPicture, ...] = ()
    asides: tuple[Aside, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact at the head of a plan: ``key`` is a word of domain.plan_words.FACTS, or empty for one it does not know."""

    key: str
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonText:
    """A lesson plan as read: nothing of the file's text is missing, ``notes`` tell a person what was not sure."""

    file_name: str
    title: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    pictures: tuple[LessonPicture, ...] = ()
    asides: tuple[Aside, ...] = ()
    notes: tuple[str, ...] = ()

    def fact(self, key: str) -> str:
        """The first value of that key that is not blank, or an empty string."""
        return next((fact.value for fact in self.facts if fact.key == key and fact.value), "")
