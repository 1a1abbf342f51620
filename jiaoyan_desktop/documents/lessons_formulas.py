"""Formulas and signs of Word files as plain text: fractions, pinyin above characters, symbol typefaces, raised 2."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .ooxml import W as _W

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
W = f"{{{_W}}}"
UNKNOWN_SIGN = "□"

_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SIMPLE = re.compile(r"[\w□√.%°]*")
_FORMAT_SWITCH = re.compile(r'\\\*\s*(?:"[^"]*"|\S+)')
_EQ_MARKS = re.compile(r"(?:\\[lrb]c\\.\s*|\\[a-zA-Z]+\s*\d*\s*)+")
_MOST_DEPTH = 40

_SYMBOL_LETTERS = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SYMBOL = {
    **{65 + place: letter for place, letter in enumerate(_SYMBOL_LETTERS)},
    **{97 + place: letter.lower() for place, letter in enumerate(_SYMBOL_LETTERS)},
    **{code: chr(code) for code in (*range(0x20, 0x40), 0x5B, 0x5D, 0x7B, 0x7C, 0x7D)},
    **{0x5C: "∴", 0x5E: "⊥", 0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xB1: "±", 0xB0: "°", 0xB7: "•"},
    **{0xBA: "≡", 0xBB: "≈", 0xA5: "∞", 0xD0: "∠", 0xD6: "√", 0xAE: "→", 0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0xDE: "⇒"},
    **{0xA2: "′", 0xB2: "″", 0xCE: "∈", 0xC7: "∩", 0xC8: "∪", 0xD7: "·", 0x6A: "φ", 0x4A: "ϑ", 0x56: "ς", 0x76: "ϖ"},
}
_WINGDINGS = {
    **{0xFC: "✓", 0xFB: "✗", 0xFD: "☒", 0xFE: "☑", 0xA8: "□", 0x6F: "□", 0x71: "□", 0x72: "□", 0x6E: "■", 0xA7: "▪"},
    **{0x6C: "●", 0xA1: "○", 0x9F: "•", 0x9E: "·", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xE1: "↑", 0xE2: "↓", 0xB2: "◇"},
    **{0xAB: "★", 0xB6: "☆", 0x4A: "☺", 0x4C: "☹", 0x46: "☞", 0x45: "☜", 0x28: "☎", 0x21: "✎", 0x76: "❖", 0x77: "◆"},
    **{0x80 + number: chr(0x245F + number) if number else "⓪" for number in range(11)},
}
_WINGDINGS_2 = {0x52: "☑", 0xA3: "□", 0x50: "✓", 0x4F: "✗", 0x51: "☒", 0x53: "☒", 0x54: "☒", 0x98: "●", 0x99: "○"}
_TYPEFACES = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def sign(code: int, typeface: str) -> str:
    """The character that a symbol typeface draws at ``code``; UNKNOWN_SIGN when nobody knows."""
    known = _TYPEFACES.get(typeface.strip().lower())
    if known is None:
        return UNKNOWN_SIGN if 0xE000 <= code <= 0xF8FF or not 0x20 <= code <= 0x10FFFF else chr(code)
    return known.get(code - 0xF000 if 0xF000 <= code <= 0xF0FF else code, UNKNOWN_SIGN)


def draws_signs(typeface: str) -> bool:
    """Whether letters in that typeface are pictures."""
    return typeface.strip().lower() in _TYPEFACES


def raised(text: str) -> str:
    """cm2 with a raised 2 is cm²; text with anything that has no raised form stays as it is."""
    return _shifted(text, _RAISED)


def lowered(text: str) -> str:
    """The same for lowered digits."""
    return _shifted(text, _LOWERED)


def fraction(above: str, below: str) -> str:
    """1/4, (a+b)/4."""
    return f"{_whole(above)}/{_whole(below)}"


def pinyin(base: str, above: str) -> str:
    """径（jìng）."""
    if not base.strip() or not above.strip():
        return base + above
    return f"{base}（{above.strip()}）"


def math_text(element: Any, depth: int = 0) -> str:
    """A formula made with Word's or WPS's own editor, on one line."""
    name = element.tag.removeprefix(_M) if isinstance(element.tag, str) else ""
    if depth > _MOST_DEPTH or not name:
        return ""
    if name == "t":
        return element.text or ""

    def part(child: str) -> str:
        found = element.find(f"{_M}{child}")
        return "" if found is None else math_text(found, depth + 1)

    made = _MATH.get(name)
    if made is not None:
        return made(part, element, depth)
    if name.endswith("Pr") or name == "ctrlPr":
        return ""
    found = ""
    for child in element:
        if child.tag == f"{W}t":
            found += child.text or ""
        elif isinstance(child.tag, str):
            found = _after(found, math_text(child, depth + 1) if child.tag.startswith(_M) else "", child.tag)
    return found


def _after(before: str, text: str, tag: str) -> str:
    """A fraction right behind a figure is a mixed number: 1½ is 1又1/2, never 11/2."""
    return f"{before}又{text}" if tag == f"{_M}f" and before[-1:].isdigit() else before + text


def _script(raise_it: bool, lower_it: bool) -> Callable[..., str]:
    def made(part: Callable[[str], str], element: Any, depth: int) -> str:
        found = part("e")
        if lower_it:
            found += _or_marked(part("sub"), lowered, "_")
        if raise_it:
            found += _or_marked(part("sup"), raised, "^")
        return found

    return made


def _or_marked(text: str, shift: Callable[[str], str], mark: str) -> str:
    shifted = shift(text)
    return shifted if shifted != text or not text else f"{mark}{_whole(text)}"


def _delimited(part: Callable[[str], str], element: Any, depth: int) -> str:
    inner = [math_text(item, depth + 1) for item in element.findall(f"{_M}e")]
    properties = element.find(f"{_M}dPr")

    def bracket(name: str, usual: str) -> str:
        found = properties.find(f"{_M}{name}") if properties is not None else None
        return usual if found is None else found.get(f"{_M}val") or ""

    return bracket("begChr", "(") + bracket("sepChr", "|").join(inner) + bracket("endChr", ")")


def _rows(part: Callable[[str], str], element: Any, depth: int) -> str:
    rows = element.findall(f"{_M}mr") or element.findall(f"{_M}e")
    return "；".join(math_text(row, depth + 1) for row in rows)


def _nary(part: Callable[[str], str], element: Any, depth: int) -> str:
    found = element.find(f"{_M}naryPr/{_M}chr")
    sum_sign = found.get(f"{_M}val") or "" if found is not None else "∫"
    below, above = part("sub"), part("sup")
    return sum_sign + (f"_{_whole(below)}" if below else "") + (f"^{_whole(above)}" if above else "") + part("e")


_MATH: dict[str, Callable[..., str]] = {
    "f": lambda part, element, depth: fraction(part("num"), part("den")),
    "rad": lambda part, element, depth: f"{raised(part('deg'))}√{_whole(part('e'))}",
    "sSup": _script(True, False),
    "sSub": _script(False, True),
    "sSubSup": _script(True, True),
    "d": _delimited,
    "eqArr": _rows,
    "m": _rows,
    "nary": _nary,
}


def eq_text(instruction: str) -> str | None:
    r"""What an EQ field shows (EQ \f(1,2), EQ \o\ad(\s\up 9(jìng),径)) as text; None for another field."""
    plain = _FORMAT_SWITCH.sub("", instruction).strip()
    if not re.match(r"EQ\b", plain, re.IGNORECASE):
        return None
    text, _ = _eq(plain[2:], 0, 0)
    return text.strip()


def _eq(source: str, place: int, depth: int) -> tuple[str, int]:
    """Text from ``place`` up to the bracket that closes it, the marks of EQ worked out."""
    found = ""
    while place < len(source) and source[place] != ")":
        switches = _EQ_MARKS.match(source, place)
        if switches:
            place = switches.end()
            if place < len(source) and source[place] == "(" and depth < _MOST_DEPTH:
                parts, place = _eq_list(source, place + 1, depth + 1)
                made = _eq_made(switches[0].lower().replace(" ", ""), parts)
                found += f"又{made}" if r"\f" in switches[0].lower() and found[-1:].isdigit() else made
        elif source[place] == "\\" and place + 1 < len(source):
            found, place = found + source[place + 1], place + 2
        elif source[place] == "(" and depth < _MOST_DEPTH:
            inner, place = _eq(source, place + 1, depth + 1)
            found += f"({inner})"
            place += 1
        else:
            found, place = found + source[place], place + 1
    return found, place


def _eq_list(source: str, place: int, depth: int) -> tuple[list[str], int]:
    """The parts inside the brackets of a mark, and the place behind them."""
    depth_of_brackets, start, cuts = 0, place, []
    while place < len(source) and (source[place] != ")" or depth_of_brackets):
        if source[place] == "\\":
            place += 1
        elif source[place] in "()":
            depth_of_brackets += 1 if source[place] == "(" else -1
        elif source[place] in ",;" and not depth_of_brackets:
            cuts.append(source[start:place])
            start = place + 1
        place += 1
    cuts.append(source[start:place])
    return [_eq(cut, 0, depth)[0].strip() for cut in cuts], place + 1


def _eq_made(switches: str, parts: list[str]) -> str:
    name = switches[1:2]
    if name == "f" and len(parts) == 2:
        return fraction(*parts)
    if name == "r":
        return f"√{_whole(parts[-1])}" if len(parts) < 2 or not parts[0] else f"{raised(parts[0])}√{_whole(parts[-1])}"
    if name == "b":
        return f"({','.join(parts)})"
    if name == "s" and len(parts) == 1:
        return parts[0]
    if name == "o" and len(parts) == 2:
        return _overlaid(*parts)
    return "；".join(parts) if name == "a" else ",".join(parts) if name == "l" else "".join(parts)


def _overlaid(first: str, second: str) -> str:
    """A figure in a circle is ①; a syllable above a character is pinyin."""
    if first in ("○", "〇", "◯", "O") and re.fullmatch(r"[1-9]|1\d|20", second):
        return chr(0x245F + int(second))
    if re.search("[a-zA-Zà-ǿ]", first) and second:
        return pinyin(second, first)
    return first + second


def _whole(text: str) -> str:
    """Text in brackets unless it is one number, letter or word."""
    text = text.strip()
    return text if _SIMPLE.fullmatch(text) else f"({text})"


def _shifted(text: str, table: dict[int, int]) -> str:
    plain = text.strip()
    return plain.translate(table) if plain and all(ord(letter) in table for letter in plain) else text
