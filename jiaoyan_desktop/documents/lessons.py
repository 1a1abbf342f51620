"""Reads a teacher's lesson plan from Word, table or plain paragraphs, into facts and sections; nothing is dropped."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from ..domain.preparation import Section
from .foreign_files import parse_apart
from .lessons_assembly import Assembly
from .lessons_grids import read_blocks
from .lessons_guard import SAVE_AS, check_is_word, damaged, file_bytes
from .lessons_model import LessonText, WordText, lines_of
from .lessons_word import read_word

_LONGEST_SECONDS = 60
_SEVERAL = "这份文件里好像有{count}课（{topics}），现在都放在一起。要分开，请在Word里分成几个文件再放。"
_AS_IT_STANDS = "这份教案的样子没有把握分栏，全文照原样放在一栏里。"


def read_lesson(source: str | Path | bytes, name: str = "教案.docx") -> LessonText:
    """The plan in a .docx (a path, or its bytes with a ``name`` to call it by). Writes nothing.

    Parsed in a process of its own; blocks up to a minute, so a window calls it from a worker. UserError (field
    ``source``) with the cure for a file that is missing, damaged, locked, encrypted, too large, or no .docx.
    """
    if not isinstance(source, bytes):
        path = Path(source)
        name, source = path.name, file_bytes(path)
    check_is_word(source, name)
    return parse_apart(parse, (source, name), name=name, seconds=_LONGEST_SECONDS, cure=SAVE_AS, broken=damaged(name))


def parse(data: bytes, name: str) -> LessonText:
    """The same in this process."""
    return understand(read_word(data, name), name)


def understand(word: WordText, name: str) -> LessonText:
    """Title, facts and sections of a plan; a plan that cannot be divided without loss stays in one section."""
    found = Assembly()
    read_blocks(word.blocks, found)
    sections = found.sections()
    notes = [*found.notes, *word.notes]
    topics = list(dict.fromkeys(fact.value for fact in found.facts if fact.key == "topic" and fact.value))
    if len(topics) > 1:
        notes.insert(0, _SEVERAL.format(count=len(topics), topics="、".join(topics[:3])))
    title, facts = " ".join(found.titles), tuple(found.facts)
    if not is_whole(word, found, sections):
        whole = "\n".join(line.text for line in lines_of(word.blocks))
        title, facts, sections = "", (), (Section(heading="", text=whole),)
        notes = [_AS_IT_STANDS, *word.notes]
    return LessonText(
        file_name=name,
        title=title,
        facts=facts,
        sections=sections,
        pictures=word.pictures,
        asides=word.asides,
        notes=tuple(notes),
    )


def is_whole(word: WordText, found: Assembly, sections: tuple[Section, ...]) -> bool:
    """Whether every character of the file is in the plan exactly once, headings and labels counted as what they are."""
    kept = [*found.titles, *(fact.value for fact in found.facts), *found.taken]
    for section in sections:
        kept.append(section.text)
        for step in section.steps:
            kept += [step.step, step.teacher, step.students, step.intent]
    source = [*(line.text for line in lines_of(word.blocks)), *found.added]
    return _characters(kept) == _characters(source)


def _characters(texts: list[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for text in texts:
        found.update("".join(text.split()))
    return found
