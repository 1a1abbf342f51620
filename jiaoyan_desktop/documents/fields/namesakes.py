"""Names on papers that leave the school: what tells namesakes apart only where nothing beside the name does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .scene import Scene


def plain_name(scene: Scene, uid: str | None) -> str:
    """The name alone, for papers that say subject or post beside it; empty for an unknown uid."""
    teacher = scene.teacher(uid)
    return teacher.name if teacher else ""


def names_beside(scene: Scene, people: Sequence[tuple[str, str]]) -> list[str]:
    """The names of a list of (teacher, what stands beside the name): only those still alike keep their hint."""
    uids: dict[tuple[str, str], set[str]] = {}
    for uid, beside in people:
        uids.setdefault((plain_name(scene, uid), beside), set()).add(uid)
    return [
        plain_name(scene, uid) if len(uids[plain_name(scene, uid), beside]) == 1 else scene.names.teacher(uid)
        for uid, beside in people
    ]


def short_name(scene: Scene, uid: str | None) -> str:
    """张丽（语文）for file names: the first word of the hint, or all of it where that word is not enough."""
    name, told = plain_name(scene, uid), scene.names.teacher(uid)
    alike = [scene.names.teacher(item.uid) for item in scene.records.teachers if item.name == name]
    said = Counter(_short(name, other) for other in alike)
    return _short(name, told) if said[_short(name, told)] == 1 else told


def _short(name: str, told: str) -> str:
    hint = told.removeprefix(name)  # a name may hold · itself: 阿依古丽·买买提
    return f"{name}{hint.partition('·')[0]}）" if "·" in hint else told
