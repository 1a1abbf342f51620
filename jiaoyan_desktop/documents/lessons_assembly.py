"""Puts the lines of a plan together: title, facts, parts; every word goes to exactly one place, which is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..domain.plan_words import ENDS_PROCESS, INSIDE, SIGNATURES, TELLING_FACTS, part_kind, tidy_name
from ..domain.preparation import ProcessStep, Section
from .lessons_headings import PERIOD, Heading, Mark, facts_in, heading_in, is_heading_like, mark_of, pair_in
from .lessons_model import Fact, Line
from .lessons_steps import read_steps

PROCESS_KINDS = ("process", PERIOD)
_ALONE = ("topic", "periods", "lead", "taught_on")  # facts that are believed alone on a line, behind the head too
_TITLE_WORDS = re.compile(r"《.*》.{0,8}|.*(?:教学设计|教案|教学案|导学案|说课稿|学案)(?:[（(].*[)）])?")
_UNDIVIDED = "教学过程没有分开写教师活动和学生活动，都先放在“教师活动”里。"
_MOST_TITLES = 4
_LONGEST_TITLE = 40
_LARGE = 28  # half points: 四号


@dataclass(slots=True)
class Part:
    """A section in the making. ``kind`` is a kind of part, or PERIOD, or empty for one nobody knows."""

    heading: str
    kind: str = ""
    mark: Mark = field(default_factory=lambda: Mark("", 0, ""))
    is_bold: bool = False
    level: int = 0
    is_cell: bool = False  # its heading stood in a cell of its own
    lines: list[Line] = field(default_factory=list)
    steps: list[ProcessStep] = field(default_factory=list)
    nested: int = 0  # the last number inside it that is of its own kind but no heading
    nested_kind: str = ""


class Assembly:
    """Feed it ``line`` by line (``lessons_grids`` does the tables), then ask for ``sections``."""

    def __init__(self) -> None:
        self.titles: list[str] = []
        self.facts: list[Fact] = []
        self.parts: list[Part] = []
        self.taken: list[str] = []  # words that became structure: headings, labels, titles of columns
        self.added: list[str] = []  # words that stand twice or were not in the file
        self.notes: dict[str, None] = {}

    @property
    def current(self) -> Part | None:
        """The part that text goes to now."""
        return self.parts[-1] if self.parts else None

    def line(self, line: Line) -> None:
        """One line of running text."""
        if self._take_title(line) or self._take_facts(line):
            return
        now = self.current
        if (now is None or now.kind not in PROCESS_KINDS) and self._take_pair(line):
            return
        found = heading_in(line)
        if found is not None and self._opens(found, line):
            self._open_heading(found, line)
        elif found is None and (unknown := self._unknown(line)) is not None:
            self._open_heading(unknown, line)
        else:
            self.put(line)

    def inside(self, part: Part, line: Line) -> None:
        """One line of a cell that has its heading beside it: only what surely begins another part does."""
        if part.kind in PROCESS_KINDS:
            self.line(line)
            return
        if part.kind == "key_hard" and self._take_pair(line):
            return
        found = heading_in(line)
        if part.kind == "key_hard" and found is not None and found.kind in ("key", "hard"):
            self._open_heading(found, line)
            return
        now = self.current if part.kind == "key_hard" and self.parts else part
        (now or part).lines.append(line)

    def put(self, line: Line) -> None:
        """Text for the current part; behind the rows of a process a short line is a step, a longer one a new part."""
        now = self.current
        if now is None:
            now = self.open(Part(""))
        if now.steps:
            if (line.is_bold or mark_of(line.text).kind) and is_heading_like(line.text):
                now.steps.append(ProcessStep(step=line.text))
                return
            now = self.open(Part("", kind=now.kind, mark=now.mark))
        mark = mark_of(line.text)
        if mark.kind and (mark.kind != now.nested_kind or mark.number > now.nested):
            now.nested, now.nested_kind = mark.number, mark.kind
        now.lines.append(line)

    def open(self, part: Part) -> Part:
        """Another part from here on."""
        self.parts.append(part)
        return part

    def fact(self, fact: Fact, source: str) -> None:
        """A fact; ``source`` are the words it was read from."""
        self.facts.append(fact)
        self.taken.append(source)
        self.added.append(fact.value)

    def sections(self) -> tuple[Section, ...]:
        """The parts as sections, the process as steps where it shows any."""
        made = (self._section(part) for part in self.parts if not self._is_covered(part))
        return tuple(section for section in made if section.heading or section.text or section.steps)

    def _section(self, part: Part) -> Section:
        if part.steps or part.kind not in PROCESS_KINDS:
            return Section(heading=part.heading, text=_joined(part.lines), steps=tuple(part.steps))
        found = read_steps(part.lines)
        self.taken += found.taken
        if found.is_undivided:
            self.notes[_UNDIVIDED] = None
        return Section(heading=part.heading, text="\n".join(found.lead), steps=tuple(found.steps))

    def _is_covered(self, part: Part) -> bool:
        """教学重点、难点 with nothing of its own, because 教学重点 and 教学难点 follow."""
        if part.kind != "key_hard" or part.lines or part.steps:
            return False
        following = self.parts[self.parts.index(part) + 1 :][:2]
        return {item.kind for item in following} == {"key", "hard"}

    # -- what a line is ----------------------------------------------------------------------------------------------

    def _take_title(self, line: Line) -> bool:
        if self.parts or self.facts or len(self.titles) >= _MOST_TITLES or len(line.text) > _LONGEST_TITLE:
            return False
        if heading_in(line) or facts_in(line.text) or mark_of(line.text).kind:
            return False
        stands_out = line.is_bold or line.is_centred or line.level > 0 or line.size >= _LARGE
        stands_out = stands_out or _TITLE_WORDS.fullmatch(line.text) is not None
        if not stands_out and (self.titles or not is_heading_like(line.text)):
            return False
        self.titles.append(line.text)
        return True

    def _take_facts(self, line: Line) -> bool:
        mark = mark_of(line.text)
        facts = facts_in(mark.rest)
        if not facts or not self._believes(facts):
            return False
        self.taken.append(line.text)
        self.facts += facts
        self.added += [fact.value for fact in facts]
        return True

    def _believes(self, facts: Sequence[Fact]) -> bool:
        """Before the first part any label counts; later 时间： and 教师： are ordinary words."""
        now = self.current
        if now is None or not any(part.heading for part in self.parts):
            return True
        if all(fact.label in SIGNATURES for fact in facts[:1]):
            return True
        telling = sum(fact.key in TELLING_FACTS for fact in facts)
        if now.kind in PROCESS_KINDS:
            return telling >= 1 and len(facts) >= 2
        return telling >= 1 and (len(facts) >= 2 or (facts[0].key in _ALONE and len(facts[0].value) <= _LONGEST_TITLE))

    def _take_pair(self, line: Line) -> bool:
        """重点：…难点：… in one line is two parts."""
        mark = mark_of(line.text)
        pair = pair_in(mark.rest)
        if pair is None:
            return False
        now = self.current
        bare = now is not None and now.kind == "key_hard"
        prefix = now.heading[:2] if bare and now is not None and now.heading[:2] in ("教学", "学习") else "教学"
        self.taken.append(line.text)
        for name, text in pair:
            self.added.append(text)
            self.open(Part(f"{prefix}{name}", kind="key" if name == "重点" else "hard")).lines.append(Line(text=text))
        return True

    def _opens(self, found: Heading, line: Line) -> bool:
        """Whether a known heading begins a part here, or is only said inside the current one."""
        now = self.current
        if now is None or found.kind == PERIOD:
            return True
        follows = found.mark.kind == now.mark.kind != "" and found.mark.number > now.mark.number
        if found.kind in INSIDE.get(now.kind, ()):
            return now.kind == "key_hard" or follows
        if now.kind not in PROCESS_KINDS:
            return True
        stands_out = line.is_bold or line.level > 0
        if found.kind in ENDS_PROCESS and not (found.is_short and not stands_out and not follows):
            return True
        if found.mark.kind:
            is_next_step = found.mark.kind == now.nested_kind and found.mark.number == now.nested + 1
            return follows and not is_next_step
        alike = line.is_bold == now.is_bold and line.level == now.level and not now.is_cell
        return alike and not now.mark.kind and not found.is_short and (not found.rest or line.is_bold)

    def _unknown(self, line: Line) -> Heading | None:
        """A heading nobody knows, where numbering or style show that it is one."""
        mark, now = mark_of(line.text), self.current
        if not is_heading_like(mark.rest) or len(line.text) > _LONGEST_TITLE:
            return None
        made = Heading(tidy_name(mark.rest), "", mark)
        if now is None:
            return made if (mark.kind == "han" and mark.number == 1) or line.level else None
        if line.level and now.level:
            return made if line.level <= now.level else None
        if mark.kind not in ("part", "han", "figure") or mark.kind != now.mark.kind or now.is_cell:
            return None
        goes_on_inside = mark.kind == now.nested_kind and mark.number == now.nested + 1
        is_next = mark.number == now.mark.number + 1 and not goes_on_inside
        return made if is_next and line.is_bold == now.is_bold and now.kind != PERIOD else None

    def _open_heading(self, found: Heading, line: Line) -> None:
        now = self.current
        name = found.name
        if now is not None and now.kind in ("key_hard", "key") and found.kind in ("key", "hard") and found.is_short:
            # 重点 below 教学重难点 is 教学重点, and the 难点 after it 教学难点.
            name = f"{now.heading[:2]}{name}" if now.heading[:2] in ("教学", "学习") else name
        part = Part(name, kind=found.kind, mark=found.mark, is_bold=line.is_bold, level=line.level)
        if now is not None and not found.mark.kind and found.kind != PERIOD and now.kind == "key_hard":
            part.mark = now.mark
        self.open(part)
        self.taken.append(line.text)
        if found.rest:
            self.added.append(found.rest)
            part.lines.append(Line(text=found.rest))


def label_part(words: str) -> Part:
    """The part that a cell with these words heads."""
    mark = mark_of(words)
    return Part(tidy_name(mark.rest), kind=part_kind(mark.rest), mark=mark, is_cell=True)


def _joined(lines: Iterable[Line]) -> str:
    return "\n".join(line.text for line in lines)
