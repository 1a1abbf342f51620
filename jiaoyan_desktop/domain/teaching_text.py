"""What a teacher teaches, in one cell: 三1、三2数学，四年级科学; 语文：三（1）; and the class inside a lesson."""

from __future__ import annotations

import re

from ..errors import UserError
from .glossary import SUBJECT_ALIASES, SUBJECTS, subject_name
from .patterns import late
from .text import clean_line, compact

_SUBJECT = late("(" + "|".join(sorted({*SUBJECTS, *SUBJECT_ALIASES}, key=len, reverse=True)) + ")课?")
_COUNT = late(r"[（(]?(?:每?周)?\d{1,2}\s*(?:节|课时)[）)]?")
_DUTY = late(r"[（(]?兼?任?(?:班主任|主任)[）)]?")
_EDGES = " \t\n、，,；;：:/／。+和及与教任的（()）"
_G = "[一二三四五六1-6]"
_N = "(?:[0-9]{1,2}|十[一二三四五]?|[一二三四五六七八九])"
# A class written so that nothing else can be meant: with brackets, 班, a point between two figures, or 三1.
_CLASS = (
    rf"(?:{_G}(?:年级|年)?[（(]{_N}[）)]班?|{_G}(?:年级|年){_N}班?|[一二三四五六]{_N}班|[一二三四五六]\d{{1,2}}班?"
    r"|[1-6][.\-．]\d{1,2}班?|[1-6]0\d班?)"
)
_CLASSES = late(rf"{_CLASS}(?:\s*[、，,和/]?\s*{_CLASS})*")


def read_teaching(text: str) -> tuple[tuple[str, str], ...]:
    """(classes as written, standard subject) for each subject named, in the order written.

    UserError when a part of the text is neither, or a subject has no class.
    """
    plain = _COUNT.sub("", _DUTY.sub("", clean_line(text).text))
    pieces = _SUBJECT.split(plain)
    between = [piece.strip(_EDGES) if not _opens(piece) else piece.strip(_EDGES) + ")" for piece in pieces[::2]]
    subjects = [subject_name(word) or word for word in pieces[1::2]]
    if not subjects:
        raise UserError(f"“{plain}”没有写是什么学科。", cure="请写成“三1、三2数学，四1科学”的样子。", field="subject")
    said: list[tuple[str, str]] = []
    if between[0]:  # 三1、三2数学: the classes come first, and a subject without any belongs to those before it
        if between[-1]:
            _unclear(between[-1])
        classes = ""
        for piece, subject in zip(between, subjects, strict=False):
            classes = piece or classes
            said.append((classes, subject))
        return tuple(said)
    classes = ""
    for piece, subject in reversed(list(zip(between[1:], subjects, strict=True))):
        classes = piece or classes
        if not classes:
            raise UserError(
                f"{subject}没有写是哪个班。", cure="请写成“三1、三2数学，四1科学”的样子。", field="class_uid"
            )
        said.append((classes, subject))
    return tuple(reversed(said))


def names_subject(text: str) -> bool:
    """Whether a subject is named anywhere in the text."""
    return bool(_SUBJECT.search(compact(text)))


def split_class(text: str) -> tuple[str, str]:
    """(class or classes as written, the rest of a lesson): 三（1）班 数学 -> (三（1）班, 数学); ("", text) without."""
    found = _CLASSES.search(text)
    if found is None:
        return "", text
    rest = f"{text[: found.start()]}\n{text[found.end() :]}"
    rest = re.sub(r"[（(]\s*[）)]", "", rest)
    return found[0], "\n".join(line for part in rest.split("\n") if (line := part.strip(" 　、，,:：")))


def _opens(piece: str) -> bool:
    """Whether stripping would take the bracket that closes 三（1）."""
    plain = piece.rstrip(" \t\n、，,；;：:/／。+和及与教任的")
    return plain.endswith((")", "）")) and "(" in plain.replace("（", "(")


def _unclear(piece: str) -> None:
    raise UserError(f"“{piece}”后面没有写是什么学科。", cure="请写成“三1、三2数学，四1科学”的样子。", field="subject")
