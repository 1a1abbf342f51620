"""The data files of the sample school, read as they are."""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ... import paths

_GRADES = "一二三四五六"
_ITEM = re.compile(r"(.+?)\((\d+)\)")
_ENGLISH_UNIT = re.compile(r"Unit \d(?: [AB])?(?= )")


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """One line of a weekly progress: weeks, content as a teacher wrote it, and a remark for the days of 2025."""

    first_week: int
    last_week: int
    content: str
    note: str

    @property
    def topics(self) -> tuple[tuple[str, int], ...]:
        """The topics of the line with their number of lessons; a line without hours is one topic of one lesson."""
        found = [(name.strip(), int(hours)) for name, hours in _ITEM.findall(self.content)]
        unit = ""
        named: list[tuple[str, int]] = []
        for name, hours in found or [(self.content, 1)]:
            said = _ENGLISH_UNIT.match(name)
            unit = said[0] if said else unit
            # Let's talk stands behind the unit it belongs to, which is written only once in a line.
            named.append((f"{unit} {name}" if unit and name.startswith(("Let's", "Read", "Letters")) else name, hours))
        return tuple(named)


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that is written down about the sample school."""

    school: dict[str, Any]
    teachers: list[dict[str, str]]
    assignments: list[dict[str, str]]
    timetable: list[dict[str, str]]
    progress: dict[tuple[int, str], list[ProgressLine]]
    not_handed_in: dict[tuple[int, str], list[ProgressLine]]  # taught all the same, but no table came
    remarks: dict[str, Any]
    hearing: dict[str, Any]
    studies: list[dict[str, Any]]
    activities: list[dict[str, Any]]
    joint: list[dict[str, Any]]
    reflections: dict[str, Any]
    reporting: dict[str, Any]


def load() -> Sources:
    """The sample school's files from resources/sample/."""
    folder = paths.resources() / "sample"
    progress, not_handed_in = _progress(folder / "progress")
    return Sources(
        school=_toml(folder / "school.toml"),
        teachers=_table(folder / "teachers.csv"),
        assignments=_table(folder / "assignments.csv"),
        timetable=_table(folder / "timetable.csv"),
        progress=progress,
        not_handed_in=not_handed_in,
        remarks=_toml(folder / "remarks.toml"),
        hearing=_toml(folder / "hearing.toml"),
        studies=[_toml(path) for path in sorted((folder / "studies").glob("*.toml"))],
        activities=_toml(folder / "activities.toml")["activity"],
        joint=_toml(folder / "joint.toml")["day"],
        reflections=_toml(folder / "reflections.toml"),
        reporting=_toml(folder / "reporting.toml"),
    )


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _progress(
    folder: Path,
) -> tuple[dict[tuple[int, str], list[ProgressLine]], dict[tuple[int, str], list[ProgressLine]]]:
    handed_in: dict[tuple[int, str], list[ProgressLine]] = {}
    not_handed_in: dict[tuple[int, str], list[ProgressLine]] = {}
    for path in sorted(folder.glob("*.txt")):
        lines: list[ProgressLine] = []
        for text in path.read_text("utf-8").splitlines():
            if text.startswith("["):
                lines = []
                pile = not_handed_in if "没交" in text else handed_in
                pile[_GRADES.index(text[1]) + 1, path.stem] = lines
            elif text and not text.startswith("#"):
                weeks, _, rest = text.partition(" ")
                first, _, last = weeks.partition("-")
                content, _, note = rest.partition(" | ")
                lines.append(ProgressLine(int(first), int(last or first), content, note))
    return handed_in, not_handed_in
