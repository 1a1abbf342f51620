"""Which term a table is for, as its title says: 2024—2025学年第二学期, 2025年春季学期."""

from __future__ import annotations

import re

from .term import Term
from .text import compact

_YEARS = re.compile(r"(20\d\d)(?:[—\-–~～至/－]|年至)(20\d\d)学年(?:度)?第?([一二12上下])(?:学期|册|期)")
_SEASON = re.compile(r"(20\d\d)年?[（(]?([春秋])")


def term_of_title(text: str) -> tuple[int, str] | None:
    """(calendar year in which the term begins, 春 or 秋), or None when the title does not say."""
    plain = compact(text)
    found = _YEARS.search(plain)
    if found:
        is_first = found[3] in "一1上"
        return (int(found[1]), "秋") if is_first else (int(found[2]), "春")
    found = _SEASON.search(plain)
    return (int(found[1]), found[2]) if found else None


def season_of(term: Term) -> tuple[int, str]:
    """The same of a term of ours, by the day it begins."""
    return term.starts_on.year, "春" if term.starts_on.month < 7 else "秋"


def other_term(text: str, term: Term) -> str:
    """What a title says where it is for another term than ``term``, as 2024年秋季学期; empty where it fits."""
    said = term_of_title(text)
    if said is None or said == season_of(term):
        return ""
    return f"{said[0]}年{said[1]}季学期"
