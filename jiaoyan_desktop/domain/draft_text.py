"""A lesson plan pasted as plain text, taken apart into sections by the headings that real plans carry."""

from __future__ import annotations

import re

from .draft_compare import heading_key
from .plan_words import SHORT_NAMES, part_kind
from .preparation import ProcessStep, Section
from .text import clean

# Facts that a pasted plan keeps as sections, because there is nothing else to put them in.
_FACTS = ("课题", "课型", "课时", "课时安排", "设计意图")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]+部分)\s*(?P<rest>\S.{0,19})$")
_LABELLED = re.compile(r"^(?P<name>[^：:\n]{2,8})[：:]\s*(?P<rest>.*)$")


def sections_of(text: str) -> tuple[Section, ...]:
    """Sections of a pasted plan; what stands before the first heading becomes one without a heading.

    Rows that Word pasted from a table (cells parted by tabs, three columns or more) become steps of the process.
    """
    found: list[tuple[str, list[str]]] = [("", [])]
    # Tabs part the cells of a pasted table; the cleaning would take those away that stand at the edge of a line.
    for line in text.replace("\r\n", "\n").split("\n"):
        heading, rest = _heading(line)
        if heading is None:
            found[-1][1].append(line)
        else:
            found.append((heading, [rest] if rest else []))
    made = (_section(heading, lines) for heading, lines in found)
    return tuple(section for section in made if section.heading or section.text or section.steps)


def _heading(line: str) -> tuple[str | None, str]:
    """The heading in a line and what follows it on the same line; None for ordinary text."""
    plain = clean(line).text.strip("【】[] ")
    if not plain or "\t" in line.strip():
        return None, ""
    if _is_known(plain):
        return heading_key(plain), ""
    labelled = _LABELLED.match(plain.replace("】", "：", 1))
    if labelled and _is_known(labelled["name"]):
        return heading_key(labelled["name"]), labelled["rest"].strip()
    numbered = _NUMBERED.match(plain)
    if numbered and not re.search("[。；，？！]", numbered["rest"]):
        return heading_key(plain), ""
    return None, ""


def _is_known(words: str) -> bool:
    """Whether lesson plans call a part so (domain F14), numbered or not; such a line begins a section."""
    key = heading_key(words)
    return key in _FACTS or (bool(part_kind(key)) and key not in SHORT_NAMES)


def _section(heading: str, lines: list[str]) -> Section:
    kept, steps = [], []
    for line in lines:
        cells = [clean(cell).text for cell in line.split("\t")]
        if len(cells) < 3 or not any(cells):
            kept.append(line)
        elif not _is_title_row(cells):
            cells = [*cells, "", ""][:4] if len(cells) < 4 else [*cells[:3], " ".join(cells[3:]).strip()]
            steps.append(ProcessStep(step=cells[0], teacher=cells[1], students=cells[2], intent=cells[3]))
    return Section(heading=heading, text=clean("\n".join(kept)).text, steps=tuple(steps))


def _is_title_row(cells: list[str]) -> bool:
    words = {"环节", "教学环节", "教师活动", "学生活动", "设计意图", "师生活动", "二次备课", "备注"}
    return sum(cell.replace(" ", "") in words for cell in cells) >= 2
