"""File names that Windows, a memory stick and a county's naming rule all accept, none of them twice."""

from __future__ import annotations

import re
from collections.abc import Mapping

# What Windows forbids becomes the full-width character that reads the same.
_FORBIDDEN = str.maketrans('\\/:*?"<>|', "＼／：＊？”＜＞｜")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")
_TOKEN = re.compile(r"\{([^{}]*)\}")
LONGEST = 60  # characters of one name; with a few folders this stays below the 260 of Windows


def clean_file_name(text: str, longest: int = LONGEST) -> str:
    """One name, no folder: forbidden characters made harmless, not empty, not reserved, not too long."""
    name = _CONTROLS.sub("", text.replace("\n", " ").replace("\t", " ")).translate(_FORBIDDEN)
    name = re.sub(r" {2,}", " ", name).strip(" ")
    stem, suffix = _split(name)
    stem = stem[: longest - len(suffix)].rstrip(" .")
    name = (stem + suffix).rstrip(" .") or "未命名"
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def _split(name: str) -> tuple[str, str]:
    """Stem and suffix; only a short one of letters and figures counts as a suffix (1.5 is no suffix)."""
    found = re.fullmatch(r"(.+?)(\.[A-Za-z][A-Za-z0-9]{1,5})", name)
    return (found[1], found[2]) if found else (name, "")


def filled_name(pattern: str, values: Mapping[str, object]) -> str:
    """A pattern with {占位词} filled: folders stay folders, what is filled in makes no new ones; blanks close up."""
    parts = []
    for part in pattern.split("/"):
        text = _TOKEN.sub(lambda hit: str(values.get(hit[1], "")).strip(), part)
        text = re.sub(r"[_－-]{2,}", "_", text)
        stem, suffix = _split(text)
        parts.append(clean_file_name((stem.strip("_ ") or "未命名") + suffix))
    return "/".join(parts)


class TakenNames:
    """Remembers paths given out, the way Windows compares them, and numbers what would come twice."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def free(self, path: str) -> str:
        """``path``, or the same with （2）, （3） … before the suffix."""
        folder, slash, name = path.rpartition("/")
        stem, suffix = _split(name)
        number = 1
        while True:
            tail = "" if number == 1 else f"（{number}）"
            kept = stem[: LONGEST - len(suffix) - len(tail)].rstrip(" .")
            candidate = f"{folder}{slash}{kept}{tail}{suffix}"
            if candidate.casefold() not in self._taken:
                self._taken.add(candidate.casefold())
                return candidate
            number += 1
