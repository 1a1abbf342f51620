"""What one line of a plan is by its words alone: numbered how, which part's heading, a row of facts, 重点 and 难点."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..domain.dates import number_from_chinese
from ..domain.plan_words import SHORT_NAMES, fact_key, fact_pattern, name_key, part_kind, tidy_name
from .lessons_model import Fact, Line

PERIOD = "period"  # 第一课时, under which the parts may begin anew
_HAN_NUMBER = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_MARKS = (
    ("part", re.compile(rf"第({_HAN_NUMBER})部分[、.．：:]?\s*")),
    ("han", re.compile(rf"({_HAN_NUMBER})[、.．，,]\s*")),
    ("han)", re.compile(rf"[（(]({_HAN_NUMBER})[)）][、.．]?\s*")),
    ("figure", re.compile(r"(\d{1,2})\s*[、.．](?!\d)\s*")),
    ("figure)", re.compile(r"[（(]?(\d{1,2})[)）][、.．]?\s*")),
    ("circle", re.compile(r"([①-⑳])[、.．]?\s*")),
)
_BRACKETED = re.compile(r"[【\[〖]([^】\]〗]{1,20})[】\]〗]\s*[：:]?\s*(.*)", re.DOTALL)
_LABELLED = re.compile(r"([^：:]{1,24})[：:]\s*(.+)", re.DOTALL)
_GAPPED = re.compile(r"(\S{4,10})(?:\t|\u3000| {2,})\s*(\S.*)", re.DOTALL)
_PERIOD = re.compile(rf"第(?:{_HAN_NUMBER}|\d{{1,2}})课时(?:[（(][^（）()]*[)）])?[：:]?")
_PAIR = re.compile(r"(?:^|(?<=[。；;！？\s]))(?:\d[.．、]\s*)?(?:教学|学习)?(重点|难点)\s*[：:]\s*")
_OTHER_LABEL = re.compile(r"(?:\s{2,}|[\t\u3000])\s*([^\s：:，。；]{1,8})[：:]")
_FILLERS = " \t\u3000；;|｜，,_＿"
_LONGEST_HEADING = 30


@dataclass(frozen=True, slots=True)
class Mark:
    """The number before a line: ``kind`` tells 一、 from （一） and 1., empty where there is none."""

    kind: str
    number: int
    rest: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading that a line holds, and what stands behind it on the same line."""

    name: str
    kind: str  # of domain.plan_words.PARTS, PERIOD, or empty for one that is not known
    mark: Mark
    rest: str = ""

    @property
    def is_short(self) -> bool:
        """Whether its name is also an ordinary word (准备, 作业)."""
        return name_key(self.name) in SHORT_NAMES


def mark_of(text: str) -> Mark:
    """The number that a line begins with."""
    for kind, pattern in _MARKS:
        found = pattern.match(text)
        if found:
            sign = found[1]
            number = (
                ord(sign) - 0x245F if kind == "circle" else int(number_from_chinese(sign) if kind in _HAN else sign)
            )
            return Mark(kind, number, text[found.end() :])
    return Mark("", 0, text)


_HAN = ("part", "han", "han)")


def heading_in(line: Line) -> Heading | None:
    """The known heading in a line: 一、教学目标, 【教学目标】, 教学目标：会写…, 第一课时; None for any other line."""
    mark = mark_of(line.text)
    words = mark.rest.strip()
    if _PERIOD.fullmatch(words):
        return Heading(tidy_name(words), PERIOD, mark)
    for pattern in (_BRACKETED, _LABELLED):
        found = pattern.fullmatch(words)
        if found and part_kind(found[1]):
            return Heading(tidy_name(found[1]), part_kind(found[1]), mark, found[2].strip())
    stands_out = line.is_bold or line.level or mark.kind or words.endswith(("：", ":"))
    if part_kind(words) and (stands_out or name_key(words) not in SHORT_NAMES):
        return Heading(tidy_name(words), part_kind(words), mark)
    found = _GAPPED.fullmatch(words)
    if found and part_kind(found[1]) and name_key(found[1]) not in SHORT_NAMES:
        return Heading(tidy_name(found[1]), part_kind(found[1]), mark, found[2].strip())
    return None


def is_heading_like(words: str) -> bool:
    """Whether words could be a heading nobody knows: short, no sentence."""
    plain = words.strip().rstrip("：:")
    return 0 < len(plain) <= _LONGEST_HEADING and not re.search("[。；;？！?!：:]", plain)


def pair_in(text: str) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """重点：…难点：… in one line, each exactly once: ((重点, its text), (难点, its text)) in their order; else None."""
    found = list(_PAIR.finditer(text))
    if len(found) != 2 or found[0].start() != 0 or found[0][1] == found[1][1]:
        return None
    first = text[found[0].end() : found[1].start()].strip(), text[found[1].end() :].strip()
    return ((found[0][1], first[0]), (found[1][1], first[1])) if all(first) else None


def facts_in(text: str) -> tuple[Fact, ...]:
    """The facts of a line made of them: 主备人：陈志强    年级：五年级; empty for any other line."""
    labels = list(_facts().finditer(text))
    if not labels or labels[0].start() != 0:
        return ()
    facts: list[Fact] = []
    for place, found in enumerate(labels):
        end = labels[place + 1].start() if place + 1 < len(labels) else len(text)
        label, value = tidy_name(found[1]), text[found.end() : end]
        # 主备人：王秀兰    授课形式：新授 has a label that nobody foresaw.
        while other := _OTHER_LABEL.search(value):
            facts.append(_fact(label, value[: other.start()]))
            label, value = other[1], value[other.end() :]
        facts.append(_fact(label, value))
    return tuple(facts)


def _fact(label: str, value: str) -> Fact:
    return Fact(key=fact_key(label) or "", label=label, value=value.strip(_FILLERS))


@cache
def _facts() -> re.Pattern[str]:
    return fact_pattern()
