"""People by name: namesakes told apart, and the teacher meant by a written name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ..errors import UserError
from .class_names import class_label, read_class
from .glossary import post_role, subject_name
from .patterns import late
from .people import Post, SchoolClass, Teacher
from .pinyin import Needle, matches
from .text import clean_name
from .timetable import Assignment

__all__ = ["Match", "Needle", "Roster", "display_names", "match_teacher", "matches", "split_hint", "split_names"]

_HINT = late(r"^(?P<name>[^（(]+)[（(](?P<hint>[^）)]*)[）)]$|^(?P<name2>[^\-—–/]+)[\-—–/](?P<hint2>[^\-—–/]+)$")
_TITLES = ("老师", "教师", "同志", "副校长", "校长", "副主任", "主任", "组长", "辅导员", "园长", "书记")
_DAMAGED = late(r"[?？□�]")
_SEVERAL = late(r"[、，,；;/／\n]+|\s{2,}")


@dataclass(frozen=True, slots=True)
class Match:
    """Who is meant by a written name. ``kind`` is one, several or none; ``candidates`` are those to choose from.

    ``how`` says in words what it was recognised by where the name alone did not decide, and is empty otherwise;
    ``is_sure`` is False where a person should look at it (only a surname was written).
    """

    kind: str
    teacher: Teacher | None = None
    candidates: tuple[Teacher, ...] = ()
    how: str = ""
    is_sure: bool = True


class Roster:
    """The teachers of a school with what tells namesakes apart; made once, asked for every cell of a table."""

    def __init__(
        self,
        teachers: Iterable[Teacher],
        *,
        assignments: Iterable[Assignment] = (),
        class_by_uid: Mapping[str, SchoolClass] | None = None,
        posts: Iterable[Post] = (),
    ) -> None:
        self.teachers = tuple(teachers)
        self._classes = dict(class_by_uid or {})
        self._by_name: dict[str, list[Teacher]] = defaultdict(list)
        for teacher in self.teachers:
            self._by_name[clean_name(teacher.name).text].append(teacher)
        self._assigned: dict[str, list[Assignment]] = defaultdict(list)
        for item in assignments:
            self._assigned[item.teacher_uid].append(item)
        self._roles: dict[str, set[str]] = defaultdict(set)
        for post in posts:
            self._roles[post.teacher_uid].add(post_role(post.title))

    def match(self, written: str, *, subject: str = "", class_uid: str | None = None) -> Match:
        """The teacher meant by ``written``; subject and class of the lesson decide between namesakes."""
        name, hint = split_hint(written)
        found = list(self._by_name.get(name, ()))
        how = ""
        if not found:
            found, how = self._by_part(name)
            if not found:
                return Match("none", candidates=self._alike(name))
        if hint and len(found) > 1:
            named = [teacher for teacher in found if self._fits_hint(teacher, hint)]
            if not named:
                return Match("several", candidates=tuple(found))
            found = named
            how = how or (f"按“{hint}”认出" if len(found) == 1 else "")
        if len(found) > 1:
            found, how = self._by_lesson(found, subject, class_uid, how)
        if len(found) > 1:
            return Match("several", candidates=tuple(found))
        return Match("one", found[0], tuple(found), how, is_sure=not how.startswith("只写了"))

    def teaches(self, teacher: Teacher, subject: str, class_uid: str | None = None) -> bool:
        """Whether 任课分工 (or, where it is silent, the roster) has that teacher in the subject and class."""
        assigned = self._assigned.get(teacher.uid, ())
        if class_uid is not None:
            return any(item.class_uid == class_uid and subject in ("", item.subject) for item in assigned)
        if any(item.subject == subject for item in assigned):
            return True
        return subject == teacher.subject or subject in teacher.other_subjects

    def _by_part(self, name: str) -> tuple[list[Teacher], str]:
        """张老师, 王校长 or the first half of a long name (阿依古丽)."""
        title = next((word for word in _TITLES if name.endswith(word) and len(name) > len(word)), "")
        stem = name.removesuffix(title)
        if title and stem in self._by_name:
            return list(self._by_name[stem]), ""
        found = [teacher for teacher in self.teachers if teacher.name.startswith(f"{name}·")]
        if found:
            return found, f"只写了“{name}”"
        if not title or len(stem) > 2:
            return [], ""
        roles = _roles_of(title)
        found = [
            teacher
            for teacher in self.teachers
            if teacher.name.startswith(stem) and (roles is None or roles & self._roles[teacher.uid])
        ]
        return found, f"只写了“{name}”"

    def _fits_hint(self, teacher: Teacher, hint: str) -> bool:
        subject = subject_name(hint)
        if subject:
            return self.teaches(teacher, subject)
        if hint in (teacher.hint, teacher.gender, teacher.title):
            return True
        try:
            pair = read_class(hint)
        except UserError:
            return False
        classes = (self._classes.get(item.class_uid) for item in self._assigned.get(teacher.uid, ()))
        return any(item is not None and (item.grade, item.number) == pair for item in classes)

    def _by_lesson(
        self, found: list[Teacher], subject: str, class_uid: str | None, how: str
    ) -> tuple[list[Teacher], str]:
        """Those of several who teach that subject in that class, or else who teach that subject at all."""
        tests: list[tuple[str, Callable[[Teacher], bool]]] = []
        if subject and class_uid:
            tests.append(("班级和科目", lambda teacher: self.teaches(teacher, subject, class_uid)))
        if subject:
            tests.append(("科目", lambda teacher: self.teaches(teacher, subject)))
        elif class_uid:
            tests.append(("班级", lambda teacher: self.teaches(teacher, "", class_uid)))
        for word, fits in tests:
            kept = [teacher for teacher in found if fits(teacher)]
            if len(kept) == 1:
                return kept, how or f"按{word}认出"
        return found, how

    def _alike(self, name: str) -> tuple[Teacher, ...]:
        """Teachers whose name differs in one character, or fits where a character was damaged to a question mark."""
        if len(name) < 2:
            return ()
        pattern = re.compile(_DAMAGED.sub(".", re.escape(name).replace(r"\?", "?")))
        return tuple(
            teacher
            for teacher in self.teachers
            if len(teacher.name) == len(name)
            and (pattern.fullmatch(teacher.name) or sum(a != b for a, b in zip(name, teacher.name, strict=True)) == 1)
        )


def match_teacher(
    written: str,
    teachers: Iterable[Teacher],
    *,
    subject: str = "",
    class_uid: str | None = None,
    assignments: Iterable[Assignment] = (),
    class_by_uid: Mapping[str, SchoolClass] | None = None,
    posts: Iterable[Post] = (),
) -> Match:
    """One question to a Roster; for many names make the Roster once."""
    roster = Roster(teachers, assignments=assignments, class_by_uid=class_by_uid, posts=posts)
    return roster.match(written, subject=subject, class_uid=class_uid)


def display_names(
    teachers: Iterable[Teacher],
    assignments: Iterable[Assignment] = (),
    class_by_uid: Mapping[str, SchoolClass] | None = None,
) -> dict[str, str]:
    """Teacher uid -> how she is called; namesakes are told apart (wording 1): 张丽（语文·五（1）班）, 张丽（英语）."""
    everyone = list(teachers)
    lessons: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for item in assignments:
        lessons[item.teacher_uid][item.subject].add(item.class_uid)
    by_name: dict[str, list[Teacher]] = defaultdict(list)
    for teacher in everyone:
        by_name[teacher.name].append(teacher)
    names = {teacher.uid: teacher.name for teacher in everyone}
    for name, group in by_name.items():
        if len(group) > 1:
            hints = _hints(group, lessons, class_by_uid or {})
            names |= {uid: f"{name}（{hint}）" for uid, hint in hints.items()}
    return names


def split_names(text: str) -> tuple[str, ...]:
    """The people named in one cell: 张丽、刘芳 or 张丽  刘芳; one name with a space inside stays one."""
    return tuple(name for part in _SEVERAL.split(text) if (name := clean_name(part).text))


def split_hint(written: str) -> tuple[str, str]:
    """A written name and what stands in brackets or behind a dash: 张丽（英） -> 张丽, 英."""
    cleaned = clean_name(written).text
    found = _HINT.match(cleaned)
    if found is None:
        return cleaned, ""
    name, hint = found["name"] or found["name2"], found["hint"] if found["name"] else found["hint2"]
    return clean_name(name).text, hint.strip().removesuffix("老师")


def _hints(
    group: list[Teacher], lessons: Mapping[str, Mapping[str, set[str]]], classes: Mapping[str, SchoolClass]
) -> dict[str, str]:
    """What tells these namesakes apart, most telling first; the place on the roster when nothing else does."""

    def lesson(teacher: Teacher) -> str:
        # One class says more than the subject alone; several only make the line long.
        taught = lessons.get(teacher.uid, {}).get(teacher.subject, set()) & classes.keys()
        labels = sorted(_label(classes[uid]) for uid in taught)
        return "·".join(filter(None, (teacher.subject, labels[0] if len(labels) == 1 else "")))

    def all_lessons(teacher: Teacher) -> str:
        taught = lessons.get(teacher.uid, {}).get(teacher.subject, set()) & classes.keys()
        return "·".join(filter(None, (teacher.subject, "、".join(sorted(_label(classes[uid]) for uid in taught)))))

    steps: tuple[Callable[[Teacher], str], ...] = (
        lambda teacher: teacher.hint and (subject_name(teacher.hint) or teacher.hint),
        lesson,
        all_lessons,
        lambda teacher: teacher.gender,
        lambda teacher: teacher.born and f"{teacher.born[:4]}年生",
        lambda teacher: f"尾号{teacher.phone[-4:]}" if len(teacher.phone) >= 4 else "",
    )
    hints: dict[str, str] = {}
    left = list(group)
    for step in steps:
        said = Counter(step(teacher) for teacher in group)
        for teacher in list(left):
            word = step(teacher)
            if word and said[word] == 1:
                hints[teacher.uid] = word
                left.remove(teacher)
    for place, teacher in enumerate(sorted(left, key=lambda item: (item.order, item.uid)), start=1):
        hints[teacher.uid] = f"第{place}位"
    return hints


def _label(item: SchoolClass) -> str:
    return item.label or class_label(item.grade, item.number)


def _roles_of(title: str) -> set[str] | None:
    """The roles a form of address claims (李校长); None for one that anybody has (李老师)."""
    if title in ("校长", "园长"):
        return {"principal", "vice_principal", "vice_principal_teaching"}
    if title in ("副校长",):
        return {"vice_principal", "vice_principal_teaching"}
    if title in ("主任", "副主任"):
        return {"teaching_director", "middle_leader"}
    if title == "组长":
        return {"subject_leader", "preparation_leader", "grade_leader"}
    if title == "辅导员":
        return {"middle_leader", "teacher"}
    return None if title in ("老师", "教师", "同志") else set()
