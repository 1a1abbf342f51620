"""Which teacher a line of a roster is: someone we know, someone new, or nobody can say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..domain.people import Teacher
from ..domain.text import clean_name

# The same telephone or month of birth makes it the same person; one of them differing may be a new number or a
# correction; both differing speak against it more than the same subject speaks for it.
_AGREES = {"phone": 8, "born": 8, "subject": 2, "gender": 1}
_DIFFERS = {"phone": -2, "born": -2, "subject": -1, "gender": -8}


@dataclass(frozen=True, slots=True)
class Pairing:
    """What a line came to: ``teacher`` we know, or None for a new one; ``rivals`` when several fit equally well.

    ``unlike`` is a teacher of the same name who is somebody else.
    """

    teacher: Teacher | None = None
    rivals: tuple[Teacher, ...] = ()
    unlike: Teacher | None = None


def pair_up(lines: Sequence[Mapping[str, Any]], teachers: Sequence[Teacher]) -> list[Pairing]:
    """For each line (a dict with name, phone, born, subject, gender) who it is, in the same order."""
    known: dict[str, list[Teacher]] = defaultdict(list)
    for teacher in teachers:
        known[clean_name(teacher.name).text].append(teacher)
    found: dict[int, Pairing] = {}
    taken: set[str] = set()
    pairs = [
        (likeness(line, teacher), number, teacher)
        for number, line in enumerate(lines)
        for teacher in known[line["name"]]
    ]
    # The likeliest pair first, so that each of two 张丽 finds herself whatever the order of the lines.
    for score, number, teacher in sorted(pairs, key=lambda pair: -pair[0]):
        if score < 0 or number in found or teacher.uid in taken:
            continue
        rivals = tuple(
            other
            for other_score, other_number, other in pairs
            if (other_score, other_number) == (score, number) and other.uid not in taken
        )
        if len(rivals) > 1:
            found[number] = Pairing(rivals=rivals)
        else:
            found[number] = Pairing(teacher)
            taken.add(teacher.uid)
    return [
        found.get(number) or Pairing(unlike=next((item for item in known[line["name"]]), None))
        for number, line in enumerate(lines)
    ]


def likeness(line: Mapping[str, Any], teacher: Teacher) -> int:
    """How much speaks for the line being that teacher of the same name; below 0 when more speaks against it."""
    score = 0
    for name in _AGREES:
        said, is_known = line[name], getattr(teacher, name)
        if said and is_known:
            score += _AGREES[name] if said == is_known else _DIFFERS[name]
    return score


def contradict(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether something says that two lines of one name are two people: telephone, birth, subject or gender."""
    return any(one[name] and other[name] and one[name] != other[name] for name in _AGREES)
