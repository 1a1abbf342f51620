"""A teaching process written as paragraphs, taken apart into its steps; what stands under a step stays in its order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ..domain.preparation import ProcessStep
from .lessons_headings import is_heading_like, mark_of
from .lessons_model import Line

_COUNTED = "(?:[一二三四五六七八九十]{1,3}|\\d{1,2})"
_NAMED = re.compile(
    rf"(?:第{_COUNTED}(?:个)?(?:环节|板块|步|阶段|步骤|学程|乐章)|(?:环节|板块|步骤|任务|活动|学程){_COUNTED}|step\s*\d+)",
    re.I,
)
_SIDES = (
    (
        "intent",
        re.compile(
            r"[【\[（(〖]?\s*设计(?:意图|目的|说明)\s*[】\])）〗]?\s*[：:]?\s*|[【\[]\s*意图\s*[】\]]\s*[：:]?\s*"
        ),
    ),
    (
        "teacher",
        re.compile(r"[【\[]?\s*(?:教师活动|教师的活动|教的活动)\s*[】\]]?\s*[：:]\s*|[【\[]\s*教师活动\s*[】\]]\s*"),
    ),
    (
        "students",
        re.compile(r"[【\[]?\s*(?:学生活动|学生的活动|学的活动)\s*[】\]]?\s*[：:]\s*|[【\[]\s*学生活动\s*[】\]]\s*"),
    ),
)
_BEHIND = re.compile(r"([^：:]{2,24})[：:]\s*(\S.*)", re.DOTALL)
_LONGEST_NAME = 40


@dataclass(slots=True)
class Steps:
    """What was read: ``lead`` stands before the first step; ``taken`` are the words that became structure."""

    lead: list[str] = field(default_factory=list)
    steps: list[ProcessStep] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    is_undivided: bool = False  # some words stand under 教师活动 only because nobody said whose they are


@dataclass(slots=True)
class _Step:
    name: str
    cells: dict[str, list[str]] = field(default_factory=lambda: {"teacher": [], "students": [], "intent": []})

    def made(self) -> ProcessStep:
        """The step as a record."""
        cells = {key: "\n".join(texts) for key, texts in self.cells.items()}
        return ProcessStep(step=self.name, **cells)


def read_steps(lines: Sequence[Line]) -> Steps:
    """The steps of a process; without any recognisable heading of a step all lines are ``lead``."""
    found = Steps()
    is_head = _heads(lines)
    steps: list[_Step] = []
    side, only_here = "teacher", False
    for line in lines:
        if is_head(line):
            name, rest, colon = _name_and_rest(line.text)
            steps.append(_Step(name))
            found.taken += [colon] if colon else []
            side, only_here = "teacher", False
            if rest:
                steps[-1].cells["teacher"].append(rest)
                found.is_undivided = True
            continue
        if not steps:
            found.lead.append(line.text)
            continue
        label, own = next(((key, hit) for key, one in _SIDES if (hit := one.match(line.text))), ("", None))
        text = line.text
        if own is not None:
            found.taken.append(own[0])
            side, text = label, line.text[own.end() :]
            # An intent is one paragraph; whose turn it is lasts until the next label.
            only_here = label == "intent"
        if text.strip():
            found.is_undivided |= own is None and side == "teacher"
            steps[-1].cells[side].append(text)
            if only_here:
                side, only_here = "teacher", False
    found.steps = [step.made() for step in steps]
    return found


def _heads(lines: Sequence[Line]) -> Callable[[Line], bool]:
    """Tells the headings of steps: those of the kind that comes first, so that 1. below （一） stays text."""
    tests: dict[str, Callable[[Line], bool]] = {
        "named": lambda line: _is_named(line.text),
        "han": lambda line: mark_of(line.text).kind == "han" and _can_be_name(line),
        "han)": lambda line: mark_of(line.text).kind == "han)" and _can_be_name(line),
        "level": lambda line: line.level > 0 and len(line.text) <= _LONGEST_NAME,
        "figure": lambda line: mark_of(line.text).kind == "figure" and line.is_bold and _can_be_name(line),
        "bold": lambda line: line.is_bold and is_heading_like(line.text) and not _is_said(line.text),
    }
    for line in lines:
        for key, test in tests.items():
            if not test(line):
                continue
            if key == "bold" and (sum(map(test, lines)) < 2 or all(item.is_bold for item in lines)):
                continue
            return test
    return lambda line: False


def _is_named(text: str) -> bool:
    found = _NAMED.match(mark_of(text).rest.lstrip("【[ "))
    return found is not None and len(_name_and_rest(text)[0]) <= _LONGEST_NAME


def _can_be_name(line: Line) -> bool:
    name = _name_and_rest(line.text)[0]
    return len(name) <= _LONGEST_NAME and not re.search("[。；;？！?!]", name)


def _name_and_rest(text: str) -> tuple[str, str, str]:
    """一、谈话导入：同学们… is its name, what is said, and the colon between them."""
    found = _BEHIND.fullmatch(text)
    if found is None:
        return text, "", ""
    # Step 1: Warm up is all name; 环节一：谈话导入 too.
    if _NAMED.fullmatch(mark_of(found[1]).rest.strip()) and len(text) <= _LONGEST_NAME and is_heading_like(found[2]):
        return text, "", ""
    return found[1], found[2], text[found.end(1) : found.start(2)]


def _is_said(text: str) -> bool:
    return re.match(r"(?:师|生|教师|学生|生\d|师生)\s*[：:]", text) is not None
