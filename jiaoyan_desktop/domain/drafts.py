"""How a lesson plan moves on: A draft begun, B draft promoted from it, C drafts forked, a revision locked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..errors import UserError
from .draft_compare import is_same
from .preparation import Comment, Draft, DraftRevision, LessonStudy, ProcessStep, Section

PROCESS_HEADING = "教学过程"
# The labels real lesson plans carry (domain F14); the school changes them as it likes.
USUAL_HEADINGS = (
    "教学目标",
    "教学重点",
    "教学难点",
    "教学方法",
    "教学准备",
    PROCESS_HEADING,
    "板书设计",
    "作业设计",
)
NOTHING_ADOPTED = "未吸纳组员意见，B案和A案一样"


@dataclass(frozen=True, slots=True, kw_only=True)
class Born:
    """A new draft with its first revision."""

    draft: Draft
    revision: DraftRevision


@dataclass(frozen=True, slots=True, kw_only=True)
class Promoted:
    """A B draft, the A revision it came from (now locked), the comments it took in, and what to tell the person."""

    born: Born
    parent: DraftRevision
    comments: tuple[Comment, ...]
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forked:
    """All C drafts of one go, and the B revision they came from (now locked)."""

    born: tuple[Born, ...]
    parent: DraftRevision


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """Who gets a C draft, and for which class where that is known."""

    teacher_uid: str
    class_uid: str | None = None


def blank_sections() -> tuple[Section, ...]:
    """The usual headings with nothing under them; the teaching process has one empty row."""
    return tuple(
        Section(heading=heading, steps=(ProcessStep(step=""),) if heading == PROCESS_HEADING else ())
        for heading in USUAL_HEADINGS
    )


def begin(
    study: LessonStudy,
    sections: Sequence[Section],
    *,
    author_uid: str | None,
    on: date,
    note: str = "",
    original: str = "",
) -> Born:
    """The A draft of a lesson study (domain 3.1: written by the lead before the meeting)."""
    draft = Draft(school_uid=study.school_uid, lesson_study_uid=study.uid, stage="A", author_uid=author_uid)
    return Born(draft=draft, revision=_first(draft, sections, on=on, note=note, original=original))


def promote(
    draft: Draft,
    revision: DraftRevision,
    adopted: Sequence[Comment],
    *,
    author_uid: str | None,
    on: date,
    note: str = "",
) -> Promoted:
    """The B draft made from a revision of the A draft; it keeps its parent and the opinions it takes in (rule 3.2).

    Without any adopted opinion it is made all the same and the warning says so (domain scenario 20).
    """
    if draft.stage != "A":
        raise UserError("B案要从A案合成。", field="stage", cure="请先选中A案，再点“合成B案”。")
    b_draft = Draft(
        school_uid=draft.school_uid,
        lesson_study_uid=draft.lesson_study_uid,
        stage="B",
        author_uid=author_uid,
        parent_revision_uid=revision.uid,
    )
    first = _first(b_draft, revision.sections, on=on, note=note)
    taken = tuple(item if item.verdict == "partly" else item.but(verdict="adopted", reason="") for item in adopted)
    return Promoted(
        born=Born(draft=b_draft, revision=first.but(adopted_uids=tuple(item.uid for item in taken))),
        parent=lock(revision, on, "已合成B案"),
        comments=taken,
        warning="" if taken else NOTHING_ADOPTED,
    )


def fork(
    draft: Draft, revision: DraftRevision, takers: Sequence[Taker], existing: Iterable[Draft], *, on: date
) -> Forked:
    """A C draft for each taker, or UserError and none at all; each names the B revision it came from (domain 3.2)."""
    if draft.stage != "B":
        raise UserError("C案要从B案分出。", field="stage", cure="请先选中B案，再点“分出C案”。")
    if not takers:
        raise UserError("还没有选老师，不知道分给谁。", field="takers", cure="请至少选一位老师。")
    taken = {(item.author_uid, item.class_uid) for item in existing if item.stage == "C"}
    asked: set[tuple[str, str | None]] = set()
    for taker in takers:
        key = (taker.teacher_uid, taker.class_uid)
        if key in asked:
            raise UserError("同一位老师选了两次。", field="takers", cure="请去掉重复的一位。")
        if key in taken:
            raise UserError("有老师已经有C案了，这次一份都没有分。", field="takers", cure="请去掉已经有C案的老师再分。")
        asked.add(key)
    born = []
    for taker in takers:
        made = Draft(
            school_uid=draft.school_uid,
            lesson_study_uid=draft.lesson_study_uid,
            stage="C",
            author_uid=taker.teacher_uid,
            class_uid=taker.class_uid,
            parent_revision_uid=revision.uid,
        )
        born.append(Born(draft=made, revision=_first(made, revision.sections, on=on)))
    return Forked(born=tuple(born), parent=lock(revision, on, "已分出C案"))


def edit(
    revision: DraftRevision, sections: Sequence[Section], *, on: date, note: str = "", as_new: bool = False
) -> DraftRevision:
    """The revision with other content: itself while it is free, a new one with the next number once it is locked.

    ``revision`` is the latest of its draft. Content that is the same leaves everything as it is.
    """
    content = tuple(sections)
    if content == revision.sections and note in ("", revision.note) and not as_new:
        return revision
    if revision.locked_on is None and not as_new:
        return revision.but(sections=content, made_on=on, note=note or revision.note)
    return DraftRevision(
        school_uid=revision.school_uid,
        draft_uid=revision.draft_uid,
        number=revision.number + 1,
        sections=content,
        made_on=on,
        note=note,
        adopted_uids=revision.adopted_uids,
    )


def lock(revision: DraftRevision, on: date, because: str) -> DraftRevision:
    """The revision locked for good; one that is locked already keeps its first day, and every reason."""
    reasons = [part for part in revision.locked_because.split("；") if part]
    if because and because not in reasons:
        reasons.append(because)
    return revision.but(locked_on=revision.locked_on or on, locked_because="；".join(reasons))


def latest(revisions: Sequence[DraftRevision]) -> DraftRevision:
    """The revision with the highest number; ValueError for a draft without any."""
    return max(revisions, key=lambda item: item.number)


def has_content(sections: Iterable[Section]) -> bool:
    """Whether anything was written beyond headings."""
    return any(
        section.text.strip() or any(step.step or step.teacher or step.students or step.intent for step in section.steps)
        for section in sections
    )


def b_is_unchanged(b_revision: DraftRevision, a_revision: DraftRevision) -> bool:
    """Whether the B draft still says what its A draft says: a plan that took in nothing (domain F13, scenario 20)."""
    return is_same(a_revision.sections, b_revision.sections)


def _first(draft: Draft, sections: Sequence[Section], *, on: date, note: str = "", original: str = "") -> DraftRevision:
    return DraftRevision(
        school_uid=draft.school_uid,
        draft_uid=draft.uid,
        number=1,
        sections=tuple(sections),
        made_on=on,
        note=note,
        original=original,
    )
