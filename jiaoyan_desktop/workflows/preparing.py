"""Collective lesson preparation: studies begun, drafts written, A promoted to B, B forked into C, lessons taught."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from jiaoyan_desktop.domain import drafts
from jiaoyan_desktop.domain.activity import Activity
from jiaoyan_desktop.domain.drafts import Taker
from jiaoyan_desktop.domain.glossary import STAGE_NAMES
from jiaoyan_desktop.domain.naming import plain_date
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.people import Teacher
from jiaoyan_desktop.domain.preparation import (
    Comment,
    Draft,
    DraftRevision,
    LessonStudy,
    ProcessStep,
    Reflection,
    Section,
)
from jiaoyan_desktop.domain.text import clean, clean_line
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Change, Database
from jiaoyan_desktop.store.term_records import own_school

Today = Callable[[], date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a step on drafts made: the drafts, the latest revision of each, and a sentence for the person or nothing."""

    drafts: tuple[Draft, ...]
    revisions: tuple[DraftRevision, ...]
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What hangs on a lesson study, to be said before it is deleted."""

    drafts: int
    comments: int
    reflections: int
    observations: int
    activities: int


# -- lesson studies --------------------------------------------------------------------------------------------------


def begin(
    db: Database,
    study: LessonStudy,
    sections: Sequence[Section] = (),
    *,
    file: tuple[bytes, str] | None = None,
    needs_subject: bool = True,
    today: Today = date.today,
) -> LessonStudy:
    """Keeps a new lesson study; with ``sections`` its A draft is begun in the same change. Returns it as stored.

    ``file`` is the teacher's own Word file and its media type, kept as is. Without ``needs_subject`` a subject that
    nobody said yet may stay open: where a file is read without a person to ask.
    """
    study = _tidy(study.but(school_uid=study.school_uid or own_school(db).uid), needs_subject=needs_subject)
    with db.change(f"新建课例：{study.topic}") as change:
        saved = change.put(study)
        if sections:
            original = change.add_blob(*file) if file else ""
            born = drafts.begin(
                saved, _tidy_sections(sections), author_uid=saved.lead_uid, on=today(), original=original
            )
            _put(change, born)
    return saved


def revise(db: Database, study: LessonStudy) -> LessonStudy:
    """Keeps what was changed about a lesson study itself (not its drafts)."""
    study = _tidy(study)
    with db.change(f"修改课例：{study.topic}") as change:
        return change.put(study)


def set_stage(db: Database, study_uids: Iterable[str], stage: str) -> str:
    """The lesson studies have come to that stage (备课 to 优课); returns the uid of the change, empty for none."""
    studies = [db.need(LessonStudy, uid) for uid in study_uids]
    moved = [study.but(stage=stage) for study in studies if study.stage != stage]
    if not moved:
        return ""
    label = moved[0].topic if len(moved) == 1 else f"{len(moved)}个课例"
    with db.change(f"走到{stage}：{label}") as change:
        change.put_all(moved)
    return change.uid


def weigh(db: Database, study_uid: str) -> Weight:
    """How much goes, and how much is merely let go, when that lesson study is removed."""
    return Weight(
        drafts=db.count(Draft, lesson_study_uid=study_uid),
        comments=db.count(Comment, lesson_study_uid=study_uid),
        reflections=db.count(Reflection, lesson_study_uid=study_uid),
        observations=db.count(Observation, lesson_study_uid=study_uid),
        activities=db.count(Activity, lesson_study_uid=study_uid),
    )


def remove(db: Database, study_uids: Iterable[str]) -> str:
    """Removes lesson studies with their drafts, comments and reflections; observations and meetings stay, untied.

    Returns the uid of the change, for undo; empty when there was nothing to remove.
    """
    studies = [found for uid in study_uids if (found := db.get(LessonStudy, uid)) is not None]
    if not studies:
        return ""
    label = studies[0].topic if len(studies) == 1 else f"{len(studies)}个"
    with db.change(f"删除课例：{label}") as change:
        for study in studies:
            for kind in (Observation, Activity):
                for item in db.find(kind, lesson_study_uid=study.uid):
                    change.put(_untied(item))
            for kind in (Comment, Reflection):
                for item in db.find(kind, lesson_study_uid=study.uid):
                    change.remove(item)
            for draft in db.find(Draft, lesson_study_uid=study.uid):
                _remove_draft(db, change, draft)
            change.remove(study)
    return change.uid


# -- drafts ----------------------------------------------------------------------------------------------------------


def begin_draft(
    db: Database,
    study_uid: str,
    sections: Sequence[Section],
    *,
    author_uid: str | None = None,
    state: str = "writing",
    file: tuple[bytes, str] | None = None,
    today: Today = date.today,
) -> Made:
    """The A draft of a study that has none; ``file`` is the teacher's own Word file and its media type, kept as is."""
    study = db.need(LessonStudy, study_uid)
    if any(item.stage == "A" for item in db.find(Draft, lesson_study_uid=study_uid)):
        raise UserError("这个课例已经有A案了。", field="stage", cure="在A案上接着改就行，以前的稿都留着。")
    with db.change(f"写A案：{study.topic}") as change:
        original = change.add_blob(*file) if file else ""
        born = drafts.begin(
            study, _tidy_sections(sections), author_uid=author_uid or study.lead_uid, on=today(), original=original
        )
        draft = born.draft.but(state=state)
        return Made(drafts=(draft,), revisions=(_put(change, drafts.Born(draft=draft, revision=born.revision)),))


def write(
    db: Database,
    draft_uid: str,
    sections: Sequence[Section],
    *,
    note: str = "",
    as_new: bool = False,
    state: str = "",
    file: tuple[bytes, str] | None = None,
    today: Today = date.today,
) -> DraftRevision:
    """Keeps the text of a draft: in its latest revision while that is free, else in a new one (domain scenario 19).

    ``file`` is the teacher's own Word file and its media type, kept as is.
    """
    draft = db.need(Draft, draft_uid)
    before = latest(db, draft_uid)
    after = drafts.edit(before, _tidy_sections(sections), on=today(), note=clean(note).text, as_new=as_new)
    study = db.need(LessonStudy, draft.lesson_study_uid)
    number = f"第{after.number}稿" if after.number > 1 else ""
    with db.change(f"写{draft_name(db, draft)}{number}：{study.topic}") as change:
        if state and draft.state != "taught" and state != draft.state:
            change.put(draft.but(state=state))
        if file:
            after = after.but(original=change.add_blob(*file))
        return change.put(after)


def mark(db: Database, draft_uid: str, state: str) -> Draft:
    """The draft in another state: writing, asking or ready; a taught one stays taught."""
    draft = db.need(Draft, draft_uid)
    if state not in ("writing", "asking", "ready"):
        raise ValueError(state)
    if draft.state == "taught":
        raise UserError(
            "这份稿已经上课用了，不再改状态。", field="state", cure="要改内容就写新的一稿，原来的照样留着。"
        )
    with db.change(f"{draft_name(db, draft)}：{_STATE_STEPS[state]}") as change:
        return change.put(draft.but(state=state))


def promote(
    db: Database,
    a_uid: str,
    adopted: Sequence[str],
    *,
    author_uid: str | None = None,
    note: str = "",
    today: Today = date.today,
) -> Made:
    """The B draft made from the A draft and the opinions (uids) it takes in; warns where it takes in none."""
    draft = db.need(Draft, a_uid)
    study = db.need(LessonStudy, draft.lesson_study_uid)
    if any(item.stage == "B" for item in db.find(Draft, lesson_study_uid=study.uid)):
        raise UserError(
            "这个课例已经有B案了。", field="stage", cure="在B案上接着改就行；A案后来改了什么，可以用“对照”看。"
        )
    comments = [db.need(Comment, uid) for uid in dict.fromkeys(adopted)]
    made = drafts.promote(
        draft, latest(db, a_uid), comments, author_uid=author_uid or study.lead_uid, on=today(), note=clean(note).text
    )
    with db.change(f"合成B案：{study.topic}") as change:
        change.put(made.parent)
        change.put_all(made.comments)
        if draft.state in ("writing", "asking"):
            change.put(draft.but(state="ready"))
        revision = _put(change, made.born)
    return Made(drafts=(made.born.draft,), revisions=(revision,), warning=made.warning)


def fork(db: Database, b_uid: str, takers: Sequence[Taker], *, today: Today = date.today) -> Made:
    """A C draft for every taker, or UserError and none; each remembers the B revision it came from."""
    draft = db.need(Draft, b_uid)
    study = db.need(LessonStudy, draft.lesson_study_uid)
    existing = db.find(Draft, lesson_study_uid=study.uid, stage="C")
    taken = {(item.author_uid, item.class_uid) for item in existing}
    already = [taker.teacher_uid for taker in takers if (taker.teacher_uid, taker.class_uid) in taken]
    if already:
        names = "、".join(db.need(Teacher, uid).name for uid in dict.fromkeys(already))
        raise UserError(
            f"{names}老师已经有C案了，这次一份都没有分。", field="takers", cure="请去掉已经有C案的老师再分。"
        )
    made = drafts.fork(draft, latest(db, b_uid), takers, existing, on=today())
    with db.change(f"分出C案：{study.topic}（{len(made.born)}份）") as change:
        change.put(made.parent)
        if draft.state in ("writing", "asking"):
            change.put(draft.but(state="ready"))
        revisions = tuple(_put(change, born) for born in made.born)
    return Made(drafts=tuple(born.draft for born in made.born), revisions=revisions)


def teach(db: Database, draft_uid: str, on: date, *, observation_uid: str | None = None) -> DraftRevision:
    """The latest revision was taught on that day: it is locked, and the lesson's observation names it (domain 3.2)."""
    draft = db.need(Draft, draft_uid)
    study = db.need(LessonStudy, draft.lesson_study_uid)
    locked = drafts.lock(latest(db, draft_uid), on, f"{plain_date(on)}上课用了")
    with db.change(f"{draft_name(db, draft)}上课用了：{study.topic}") as change:
        if draft.state != "taught":
            change.put(draft.but(state="taught"))
        if observation_uid:
            heard = db.need(Observation, observation_uid)
            change.put(heard.but(lesson_study_uid=study.uid, draft_revision_uid=locked.uid))
        return change.put(locked)


def remove_draft(db: Database, draft_uid: str) -> str:
    """Removes a draft nobody built on and no observation names; returns the uid of the change, for undo."""
    draft = db.need(Draft, draft_uid)
    study = db.need(LessonStudy, draft.lesson_study_uid)
    own = {item.uid for item in db.find(DraftRevision, draft_uid=draft_uid)}
    children = [item for item in db.find(Draft, lesson_study_uid=study.uid) if item.parent_revision_uid in own]
    if children:
        names = "、".join(draft_name(db, item) for item in children)
        raise UserError(f"{names}是从这份稿来的，所以没有删。", cure=f"真要删，请先删{names}。")
    if any(db.count(Observation, draft_revision_uid=uid) for uid in own):
        raise UserError("有听课记录连着这份稿，所以没有删。", cure="真要删，请先到那条听课记录里去掉教案。")
    with db.change(f"删除{draft_name(db, draft)}：{study.topic}") as change:
        for comment in db.find(Comment, draft_uid=draft_uid):
            change.put(comment.but(draft_uid=None))
        for reflection in db.find(Reflection, draft_uid=draft_uid):
            change.put(reflection.but(draft_uid=None))
        _remove_draft(db, change, draft)
    return change.uid


# -- reading ---------------------------------------------------------------------------------------------------------


def latest(db: Database, draft_uid: str) -> DraftRevision:
    """The latest revision of a draft; ValueError when it has none."""
    return drafts.latest(db.find(DraftRevision, draft_uid=draft_uid))


def draft_name(db: Database, draft: Draft) -> str:
    """A案, B案, or C案·徐静."""
    plain = STAGE_NAMES[draft.stage].partition("（")[0]
    author = db.get(Teacher, draft.author_uid) if draft.stage == "C" and draft.author_uid else None
    return f"{plain}·{author.name}" if author else plain


_STATE_STEPS = {"writing": "接着写", "asking": "请大家提意见", "ready": "写成了"}


def _put(change: Change, born: drafts.Born) -> DraftRevision:
    change.put(born.draft)
    return change.put(born.revision)


def _remove_draft(db: Database, change: Change, draft: Draft) -> None:
    for revision in db.find(DraftRevision, draft_uid=draft.uid):
        change.remove(revision)
    change.remove(draft)


def _untied(item: Observation | Activity) -> Observation | Activity:
    if isinstance(item, Observation):
        return item.but(lesson_study_uid=None, draft_revision_uid=None)
    return item.but(lesson_study_uid=None)


def _tidy(study: LessonStudy, *, needs_subject: bool = True) -> LessonStudy:
    study = study.but(
        topic=clean_line(study.topic).text,
        unit=clean_line(study.unit).text,
        volume=clean_line(study.volume).text,
        note=clean(study.note).text,
        assistant_uids=tuple(dict.fromkeys(uid for uid in study.assistant_uids if uid != study.lead_uid)),
    )
    if not study.topic:
        raise UserError("还没有写课题。", field="topic", cure="请写上课题，比如《山行》。")
    if needs_subject and not study.subject:
        raise UserError("还没有选学科。", field="subject", cure="请选一个学科。")
    if not 1 <= study.periods <= 20:
        raise UserError(f"课时写的是{study.periods}，对不上。", field="periods", cure="请写1到20之间的数。")
    return study


def _tidy_sections(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Sections with clean text; rows and sections with nothing in them at all fall away."""
    found = []
    for section in sections:
        steps = tuple(
            ProcessStep(
                step=clean_line(step.step).text,
                teacher=clean(step.teacher).text,
                students=clean(step.students).text,
                intent=clean(step.intent).text,
            )
            for step in section.steps
        )
        kept = tuple(step for step in steps if step.step or step.teacher or step.students or step.intent)
        tidy = Section(heading=clean_line(section.heading).text, text=clean(section.text).text, steps=kept)
        if tidy.heading or tidy.text or tidy.steps:
            found.append(tidy)
    return tuple(found)
