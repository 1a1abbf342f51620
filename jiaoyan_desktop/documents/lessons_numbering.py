"""The numbers that Word puts before paragraphs by itself, rebuilt as text; they stand nowhere in the paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .ooxml import W as _W

W = f"{{{_W}}}"
BULLET = "•"
_LEVELS = 9
_LARGEST = 9999
_PLACE = re.compile("%([1-9])")
_SYMBOLS = re.compile("[\ue000-\uf8ff\u00b7\u00a7\u00d8]")  # glyphs of symbol typefaces: shapes, not characters


@dataclass(slots=True)
class _Level:
    start: int = 1
    kind: str = "decimal"
    text: str = ""
    after: str = "tab"
    restart: int | None = None  # counts on until a level up to this one moves; None: any higher level
    style: str = ""
    plain_figures: bool = False


@dataclass(slots=True)
class _List:
    """One list of the document; several numberings may count on in the same list."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(slots=True)
class _Numbering:
    of: _List
    own: dict[int, _Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)  # restarts that were not used yet

    def level(self, number: int) -> _Level:
        """The level as this numbering has it."""
        return self.own.get(number) or self.of.levels.get(number) or _Level(kind="none")


class Numbering:
    """Counts as Word does: ask ``label`` once for every numbered paragraph, in reading order."""

    def __init__(self, root: Any | None, number_of_style: Callable[[str], str] = lambda style: "") -> None:
        lists: dict[str, _List] = {}
        links: dict[str, str] = {}
        self._numberings: dict[str, _Numbering] = {}
        for item in root.iterchildren(f"{W}abstractNum") if root is not None else ():
            key = item.get(f"{W}abstractNumId") or ""
            lists[key] = _List(dict(_levels(item)))
            link = item.find(f"{W}numStyleLink")
            if link is not None:
                links[key] = link.get(f"{W}val") or ""
        abstract: dict[str, str] = {}
        for item in root.iterchildren(f"{W}num") if root is not None else ():
            key, of = item.get(f"{W}numId") or "", item.find(f"{W}abstractNumId")
            abstract[key] = of.get(f"{W}val") or "" if of is not None else ""
            made = _Numbering(lists.get(abstract[key], _List()))
            for change in item.iterchildren(f"{W}lvlOverride"):
                number, start = _whole(change.get(f"{W}ilvl"), 0), change.find(f"{W}startOverride")
                if start is not None:
                    made.starts[number] = _whole(start.get(f"{W}val"), 1)
                made.own.update(_levels(change))
            self._numberings[key] = made
        # A list may only point at a style, whose numbering has the levels.
        for key, style in links.items():
            target = lists.get(abstract.get(number_of_style(style), ""))
            if target is not None and key in lists:
                lists[key].levels = target.levels

    def level_of_style(self, number: str, style: str) -> int:
        """The level that a paragraph style stands for in that numbering."""
        found = self._numberings.get(number)
        levels = found.of.levels if found else {}
        return next((place for place, level in levels.items() if style and level.style == style), 0)

    def label(self, number: str, level: int) -> str:
        """The next number of that level as text: 一、 or (2) or •; empty for a numbering that shows none."""
        found = self._numberings.get(number)
        if found is None or not 0 <= level < _LEVELS:
            return ""
        if level in found.starts:
            # Its first paragraph restarts the list; the ones after it count on.
            found.of.counts[level] = found.starts.pop(level) - 1
        spec, counts = found.level(level), found.of.counts
        before = counts[level]
        counts[level] = spec.start if before is None else before + 1
        for deeper in range(level + 1, _LEVELS):
            restart = found.level(deeper).restart
            if restart is None or 0 < restart >= level + 1:
                counts[deeper] = None
        return self._written(found, level)

    def _written(self, found: _Numbering, level: int) -> str:
        spec, counts = found.level(level), found.of.counts
        if spec.kind == "none" and not _PLACE.search(spec.text):
            return spec.text
        if spec.kind == "bullet":
            return BULLET if not spec.text or _SYMBOLS.search(spec.text) else spec.text

        def put(hit: re.Match[str]) -> str:
            place = int(hit[1]) - 1
            other = found.level(place)
            count = counts[place]
            kind = "decimal" if spec.plain_figures else other.kind
            return written(other.start if count is None else count, kind)

        text = _PLACE.sub(put, spec.text)
        return f"{text} " if text and (spec.after == "space" or text[-1].isalnum()) else text


def written(number: int, kind: str) -> str:
    """A number in one of Word's kinds of figures: 3, 三, 叁, ③, c, iii, 丙."""
    if not 0 <= number <= _LARGEST:
        return str(number)
    return _KINDS.get(kind, str)(number)


def _levels(parent: Any) -> Iterator[tuple[int, _Level]]:
    for item in parent.iterchildren(f"{W}lvl"):
        level = _Level(
            start=_whole(_value(item, "start"), 1),
            kind=_value(item, "numFmt") or "decimal",
            text=_value(item, "lvlText") or "",
            after=_value(item, "suff") or "tab",
            style=_value(item, "pStyle") or "",
            plain_figures=item.find(f"{W}isLgl") is not None,
        )
        restart = _value(item, "lvlRestart")
        if restart is not None:
            level.restart = _whole(restart, 0)
        if item.find(f"{W}lvlPicBulletId") is not None:
            level.kind, level.text = "bullet", ""
        yield _whole(item.get(f"{W}ilvl"), 0), level


def _value(item: Any, name: str) -> str | None:
    found = item.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else otherwise


def _counting(number: int, figures: str = "〇一二三四五六七八九", units: str = "十百千") -> str:
    """一, 十, 十一, 二十, 一百〇三."""
    if number == 0:
        return figures[0]
    found, gap = "", False
    for place in range(3, -1, -1):
        figure = number // 10**place % 10
        if figure == 0:
            gap = bool(found)
            continue
        found += (figures[0] if gap else "") + figures[figure] + (units[place - 1] if place else "")
        gap = False
    return found.removeprefix(figures[1]) if 10 <= number < 20 and units[0] == "十" else found


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


def _letters(number: int) -> str:
    """a to z, then aa to zz."""
    turns, place = divmod(number - 1, 26)
    return chr(97 + place) * (turns + 1) if 1 <= number <= 260 else str(number)


def _roman(number: int) -> str:
    if not 1 <= number <= 3999:
        return str(number)
    steps = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
    found = ""
    for worth, sign in steps:
        count, number = divmod(number, worth)
        found += sign * count
    return found


def _circled(number: int) -> str:
    return chr(0x245F + number) if 1 <= number <= 20 else f"（{number}）"


def _figures(signs: str) -> Callable[[int], str]:
    return lambda number: "".join(signs[int(figure)] for figure in str(number))


_DIGITS = _figures("〇一二三四五六七八九")
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_KINDS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    **dict.fromkeys(("chineseCounting", "taiwaneseCounting", "japaneseCounting", "koreanCounting"), _counting),
    **dict.fromkeys(("chineseCountingThousand", "taiwaneseCountingThousand"), _counting),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _DIGITS),
    **dict.fromkeys(
        ("chineseLegalSimplified", "ideographLegalTraditional"), lambda number: _counting(number, _LEGAL, "拾佰仟")
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "ideographEnclosedCircle": _cycle("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda number: "",
}
