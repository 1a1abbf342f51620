"""What stands in and around a timetable: lessons with odd and even weeks, bell times, the day it takes effect."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ..errors import UserError
from .dates import number_from_chinese, read_date
from .glossary import subject_name
from .term import Period
from .text import clean, clean_line, compact

NO_LESSON = {"", "/", "／", "\\", "-", "—", "——", "－", "无", "空", "×", "x", "X", "放学", "0"}
_EMPTY_BRACKETS = re.compile(r"[（(]\s*[）)]")
_PARITY = re.compile(r"^(?:(?P<before>[单双])周?[:：]?)?(?P<word>.*?)(?:[（(](?P<after>[单双])周?[）)])?$")
_WORD = r"[^\s，。；;、：:“”\"「」/／双单]+"
_PAIR_RULE = re.compile(
    rf"[“\"「]?(?P<first>{_WORD})[/／](?P<second>{_WORD})[”\"」]?\s*[:：,，是为]*\s*"
    rf"(?P<one>[单双])周\s*[上为是]?(?P<a>{_WORD})\s*[、，,；;]?\s*(?P<two>[单双])周\s*[上为是]?(?P<b>{_WORD})"
)
_BELL = re.compile(
    r"第?\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2})\s*节课?\s*[:：]?\s*"
    r"(?P<h1>\d{1,2})[:：](?P<m1>\d{2})\s*(?:[—–\-~～至到]+)\s*(?P<h2>\d{1,2})[:：](?P<m2>\d{2})"
)
_EFFECTIVE = re.compile(
    r"(\d{4}\s*[年.\-/]\s*\d{1,2}\s*[月.\-/]\s*\d{1,2}\s*日?)\s*(?:起|开始|以后)"
    r"|(?:执行|启用|生效|实施|试行|起始)(?:时间|日期)?\s*[:：]?\s*(\d{4}\s*[年.\-/]\s*\d{1,2}\s*[月.\-/]\s*\d{1,2}\s*日?)"
)


@dataclass(frozen=True, slots=True)
class LessonWords:
    """A cell of a timetable taken apart: the subjects as written, each with its weeks, and the teacher as written."""

    subjects: tuple[tuple[str, str], ...]  # (word, all|odd|even|"" where two subjects share the cell without saying)
    teachers: tuple[str, ...] = ()  # one, or one for each subject


def read_lesson(text: str) -> LessonWords | None:
    """数学\\n徐静, 语文（张丽）, 劳/书\\n白秀英, 单:美 双:劳; None for an empty place (/ or —)."""
    plain = _EMPTY_BRACKETS.sub("", clean(text).text)
    lines = [line for part in plain.split("\n") if (line := clean_line(part).text)]
    if not lines or compact(plain) in NO_LESSON:
        return None
    subject, teacher = lines[0], "".join(lines[1:])
    if len(lines) == 1:
        subject, teacher = _one_line(lines[0])
    bracketed = re.fullmatch(r"[（(]([^（(]*)[）)]", teacher)
    names = re.split(r"[/／、]", bracketed[1] if bracketed else teacher)
    return LessonWords(_subjects(subject), tuple(name.strip() for name in names if name.strip()))


def read_week_rules(text: str) -> dict[tuple[str, str], tuple[str, str]]:
    """What a note says of shared places: “劳/书”单周劳动、双周书法 -> {(劳, 书): (劳动, 书法)}, odd week first."""
    rules: dict[tuple[str, str], tuple[str, str]] = {}
    for found in _PAIR_RULE.finditer(clean(text).text):
        if found["one"] == found["two"]:
            continue
        odd, even = (found["a"], found["b"]) if found["one"] == "单" else (found["b"], found["a"])
        rules[found["first"], found["second"]] = (odd, even)
    return rules


def read_bells(text: str) -> tuple[Period, ...]:
    """The periods of the day named in a note: 第1节 8:00—8:40 …; empty when it names none or they overlap."""
    periods: dict[int, Period] = {}
    plain = clean(text).text
    for found in _BELL.finditer(plain):
        number = int(found["number"] if found["number"].isdigit() else number_from_chinese(found["number"]))
        if int(found["h1"]) > 23 or int(found["h2"]) > 23 or int(found["m1"]) > 59 or int(found["m2"]) > 59:
            return ()
        starts, ends = f"{int(found['h1']):02d}:{found['m1']}", f"{int(found['h2']):02d}:{found['m2']}"
        if number in periods or ends <= starts:
            return ()
        periods[number] = Period(number=number, starts=starts, ends=ends, half="am" if starts < "12:00" else "pm")
    ordered = [periods[number] for number in sorted(periods)]
    if any(later.starts < earlier.ends for earlier, later in pairwise(ordered)):
        return ()
    return tuple(ordered)


def read_effective(text: str) -> date | None:
    """The day a timetable takes effect: （2025年3月3日起执行）; None when the text names none."""
    found = _EFFECTIVE.search(clean(text).text)
    if found is None:
        return None
    try:
        return read_date(found[1] or found[2])
    except UserError:
        return None


def _one_line(line: str) -> tuple[str, str]:
    """Subject and teacher on one line: 语文（张丽）, 语文 张丽, 语文张丽."""
    bracket = re.fullmatch(r"([^（(]+)[（(]([^）)]+)[）)]", line)
    if bracket and bracket[2] not in ("单", "双", "单周", "双周") and subject_name(compact(bracket[1])):
        return bracket[1], bracket[2]
    first, _, rest = line.partition(" ")
    if rest and subject_name(first) and not re.match(r"[单双]周?[:：]", rest):
        return first, rest
    for length in range(min(len(line) - 1, 6), 1, -1):
        if subject_name(line[:length]) and subject_name(line) is None and not re.search(r"[/／:：（(]", line):
            return line[:length], line[length:]
    return line, ""


def _subjects(text: str) -> tuple[tuple[str, str], ...]:
    parts = [compact(part) for part in re.split(r"[/／]|\s+(?=[单双]周?[:：])|[、，,；;]", text)]
    words: list[tuple[str, str]] = []
    for part in parts:
        found = _PARITY.match(part)
        if not part or found is None:
            continue
        said = found["before"] or found["after"] or ""
        words.append((found["word"] or part, {"单": "odd", "双": "even"}.get(said, "")))
    if len(words) == 1 and not words[0][1]:
        return ((words[0][0], "all"),)
    return tuple(words)
