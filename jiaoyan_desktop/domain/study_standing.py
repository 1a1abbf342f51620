"""How a lesson study stands: its drafts with what each lacks or has been overtaken by, and what became of opinions."""

from __future__ import annotations

from dataclasses import dataclass

from .drafts import b_is_unchanged, has_content, latest
from .glossary import DRAFT_STATES, STAGE_NAMES
from .naming import Names
from .preparation import Comment, Draft, DraftRevision, LessonStudy, Reflection
from .term_records import TermRecords

ADOPTED = ("adopted", "partly")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """One draft as it stands. ``notes`` are what a person should know beyond its state, in words."""

    draft: Draft
    revisions: tuple[DraftRevision, ...]  # oldest first, at least one
    title: str  # A案（初案）, C案·徐静
    parent: DraftRevision | None  # the revision it came from
    notes: tuple[str, ...] = ()

    @property
    def latest(self) -> DraftRevision:
        """The revision with the highest number."""
        return latest(self.revisions)

    @property
    def state(self) -> str:
        """Its state in words."""
        return DRAFT_STATES[self.draft.state]


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyStanding:
    """A lesson study with everything that belongs to it; ``hints`` name the next thing it lacks."""

    study: LessonStudy
    lines: tuple[DraftLine, ...]  # A, B, then C in their order
    comments: tuple[Comment, ...]
    reflections: tuple[Reflection, ...]
    hints: tuple[str, ...]

    def of_stage(self, stage: str) -> tuple[DraftLine, ...]:
        """The drafts of that stage."""
        return tuple(line for line in self.lines if line.draft.stage == stage)

    def line(self, draft_uid: str) -> DraftLine | None:
        """The line of that draft, None when it is gone."""
        return next((line for line in self.lines if line.draft.uid == draft_uid), None)

    @property
    def adopted(self) -> int:
        """Opinions taken in, wholly or partly."""
        return sum(item.verdict in ADOPTED for item in self.comments)

    @property
    def drafts_said(self) -> str:
        """The drafts in one line: A案 B案 C案×3."""
        counts = [(stage, len(self.of_stage(stage))) for stage in STAGE_NAMES]
        return " ".join(f"{stage}案" + (f"×{count}" if count > 1 else "") for stage, count in counts if count)


def standings(records: TermRecords, names: Names) -> tuple[StudyStanding, ...]:
    """Every lesson study of the term, in their order."""
    reflections: dict[str, list[Reflection]] = {}
    for item in records.reflections:
        reflections.setdefault(item.lesson_study_uid, []).append(item)
    return tuple(_standing(records, names, study, reflections.get(study.uid, [])) for study in records.studies)


def standing(records: TermRecords, names: Names, study_uid: str) -> StudyStanding | None:
    """One lesson study, None when it is gone."""
    study = next((item for item in records.studies if item.uid == study_uid), None)
    if study is None:
        return None
    written = [item for item in records.reflections if item.lesson_study_uid == study_uid]
    return _standing(records, names, study, written)


def draft_title(draft: Draft, names: Names) -> str:
    """A案（初案）, B案（共案）, or C案·徐静 三（1）班."""
    if draft.stage != "C" or not draft.author_uid:
        return STAGE_NAMES[draft.stage]
    whose = " ".join(filter(None, (names.teacher(draft.author_uid), names.school_class(draft.class_uid))))
    return f"C案·{whose}"


def _standing(records: TermRecords, names: Names, study: LessonStudy, reflections: list[Reflection]) -> StudyStanding:
    drafts = [draft for draft in records.drafts_of.get(study.uid, ()) if records.revisions_of.get(draft.uid)]
    drafts.sort(key=lambda draft: draft.stage)
    revisions = {item.uid: item for draft in drafts for item in records.revisions_of[draft.uid]}
    comments = records.comments_of.get(study.uid, ())
    lines = tuple(_line(records, names, draft, revisions) for draft in drafts)
    return StudyStanding(
        study=study,
        lines=lines,
        comments=comments,
        reflections=tuple(reflections),
        hints=_hints(lines, comments),
    )


def _line(records: TermRecords, names: Names, draft: Draft, revisions: dict[str, DraftRevision]) -> DraftLine:
    own = records.revisions_of[draft.uid]
    parent = revisions.get(draft.parent_revision_uid or "")
    notes = []
    now = latest(own)
    if not has_content(now.sections):
        notes.append("还没有写")
    if draft.stage == "B" and parent is not None:
        if b_is_unchanged(now, parent):
            notes.append("未吸纳组员意见（B案和A案一样）" if not now.adopted_uids else "意见已采纳，稿子还没有改")
        elif not now.adopted_uids:
            notes.append("未吸纳组员意见")
    if draft.stage == "C" and parent is not None and draft.state != "taught" and _has_newer(records, parent):
        notes.append("B案有更新")
    if draft.state == "taught" and now.locked_on is None:
        notes.append(f"课后又改了第{now.number}稿")
    return DraftLine(draft=draft, revisions=own, title=draft_title(draft, names), parent=parent, notes=tuple(notes))


def _has_newer(records: TermRecords, parent: DraftRevision) -> bool:
    return latest(records.revisions_of[parent.draft_uid]).number > parent.number


def _hints(lines: tuple[DraftLine, ...], comments: tuple[Comment, ...]) -> tuple[str, ...]:
    """What the study lacks, the most pressing first."""
    stages = {line.draft.stage for line in lines}
    pending = sum(item.verdict == "pending" for item in comments)
    hints = []
    if "A" not in stages:
        hints.append("还没有A案")
    if "B" in stages:
        hints += [note for line in lines if line.draft.stage == "B" for note in line.notes]
    elif "A" in stages and not comments:
        hints.append("还没有研讨意见")
    if pending:
        hints.append(f"{pending}条意见待商量")
    if any("B案有更新" in line.notes for line in lines):
        hints.append("B案有更新")
    return tuple(hints)
