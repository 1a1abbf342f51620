"""Observing: a lesson heard is written down, changed, finished or taken back; what cannot be is refused by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from jiaoyan_desktop.domain import drafts
from jiaoyan_desktop.domain.counting import lacks
from jiaoyan_desktop.domain.lessons_now import TermLessons
from jiaoyan_desktop.domain.naming import Names, class_name, plain_date
from jiaoyan_desktop.domain.observation import LessonStep, Observation, Remark
from jiaoyan_desktop.domain.observing_rules import ASK, REFUSE, Concern, ObservingRules
from jiaoyan_desktop.domain.people import SchoolClass, Teacher
from jiaoyan_desktop.domain.preparation import Draft, DraftRevision
from jiaoyan_desktop.domain.scoring import scored
from jiaoyan_desktop.domain.term_records import TermRecords
from jiaoyan_desktop.domain.text import clean, clean_line
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store import term_records
from jiaoyan_desktop.store.database import Change, Database

from .meeting import media_type_of

Today = Callable[[], date]
Picture = tuple[str, bytes]  # file name and content

_FIELD_OF = {"听课人": "observer_uid", "授课教师": "taught_by_uid", "节次": "period"}


class Flagged(UserError):
    """Something a person has to decide on before the record is kept; ``concerns`` carry sentences and choices.

    Saved again with a ``reason`` in words, or as 巡课 where that fits, the record is kept as it is.
    """

    def __init__(self, concerns: Sequence[Concern]) -> None:
        super().__init__("\n".join(concern.sentence for concern in concerns), field=concerns[0].field)
        self.concerns = tuple(concerns)


def log(
    db: Database,
    item: Observation,
    pictures: Sequence[Picture] = (),
    *,
    records: TermRecords | None = None,
    today: Today = date.today,
) -> Observation:
    """Keeps a new observation; ``recorded_on`` is always today. Returns it as stored.

    UserError (field) for what cannot be, Flagged for what wants a reason. ``pictures`` are added to those it names.
    """
    records = records or term_records.load(db, item.term_uid)
    rules = ObservingRules(records, today())
    ready = _checked(item.but(school_uid=records.school.uid, recorded_on=today()), rules)
    types = [media_type_of(name, data) for name, data in pictures]
    with db.change(f"记录听课：{said(ready, Names(records))}") as change:
        return _put(db, change, ready, pictures, types)


def log_several(
    db: Database,
    items: Sequence[Observation],
    *,
    records: TermRecords | None = None,
    today: Today = date.today,
) -> list[Observation]:
    """Keeps all of these new observations or none; each is looked at against those before it as well.

    UserError and Flagged name the row (第3行) in their sentence; ``field`` is ``"2.period"``: index and field.
    """
    if not items:
        raise UserError("还没有写哪一节。", cure="请至少写一行。")
    records = records or term_records.load(db, items[0].term_uid)
    rules = ObservingRules(records, today())
    ready = []
    for number, item in enumerate(items):
        try:
            checked = _checked(item.but(school_uid=records.school.uid, recorded_on=today()), rules)
        except UserError as trouble:
            trouble.message = f"第{number + 1}行：{trouble.message}"
            trouble.field = f"{number}.{trouble.field}"
            raise
        rules.add(checked)
        ready.append(checked)
    names = Names(records)
    label = said(ready[0], names) if len(ready) == 1 else f"{len(ready)}节"
    with db.change(f"记录听课：{label}") as change:
        return [_put(db, change, item, (), ()) for item in ready]


def revise(
    db: Database,
    item: Observation,
    pictures: Sequence[Picture] = (),
    *,
    records: TermRecords | None = None,
    today: Today = date.today,
) -> Observation:
    """Keeps what was changed about an observation; the day it was entered stays what it was.

    What was flagged and explained before is not asked again; something new is.
    """
    before = db.need(Observation, item.uid)
    records = records or term_records.load(db, item.term_uid)
    rules = ObservingRules(records, today())
    known = {concern.code for concern in rules.concerns(before)} if before.reason and not before.is_draft else set()
    ready = _checked(
        item.but(school_uid=before.school_uid, recorded_on=before.recorded_on),
        rules,
        known=known,
        old_reason=before.reason if not before.is_draft else "",
    )
    types = [media_type_of(name, data) for name, data in pictures]
    with db.change(f"修改听课：{said(ready, Names(records))}") as change:
        return _put(db, change, ready, pictures, types)


def finish(
    db: Database, observation_uid: str, *, records: TermRecords | None = None, today: Today = date.today
) -> Observation:
    """A draft is written out: it counts from now on. UserError names what it lacks."""
    item = db.need(Observation, observation_uid)
    records = records or term_records.load(db, item.term_uid)
    ready = _checked(item.but(is_draft=False), ObservingRules(records, today()))
    with db.change(f"听课写好了：{said(ready, Names(records))}") as change:
        return _put(db, change, ready, (), ())


def remove(db: Database, uids: Iterable[str]) -> str:
    """Removes observations; returns the uid of the change, for undo (empty when there was nothing to remove)."""
    items = [found for uid in uids if (found := db.get(Observation, uid)) is not None]
    if not items:
        return ""
    label = _plainly(db, items[0]) if len(items) == 1 else f"{len(items)}条"
    with db.change(f"删除听课：{label}") as change:
        for item in items:
            change.remove(item)
    return change.uid


def prefill(
    records: TermRecords,
    day: date,
    period: int,
    class_uid: str | None,
    *,
    observer_uid: str = "",
    lessons: TermLessons | None = None,
) -> Observation:
    """A new observation, not kept yet, with what timetable, 任课分工 and 周进度 know of that lesson."""
    item = Observation(
        school_uid=records.school.uid,
        term_uid=records.term.uid,
        happened_on=day,
        period=period,
        observer_uid=observer_uid,
        class_uid=class_uid,
    )
    lessons = lessons or TermLessons(records)
    lesson = lessons.lesson_at(class_uid, day, period) if class_uid else None
    if lesson is None:
        return item
    return item.but(
        subject=lesson.subject,
        taught_by_uid=lesson.teacher_uid,
        topic=lessons.planned_topic(lesson.class_uid, lesson.subject, day),
    )


def draft_taught(records: TermRecords, item: Observation) -> DraftRevision | None:
    """The C draft this lesson was probably given by: of its teacher, subject, class and topic, the latest revision."""
    studies = {study.uid: study for study in records.studies if study.subject == item.subject}
    for draft in reversed(records.drafts):
        study = studies.get(draft.lesson_study_uid)
        fits = (
            draft.stage == "C" and draft.author_uid == item.taught_by_uid and draft.class_uid in (None, item.class_uid)
        )
        if study is None or not fits or not item.topic or not _same_topic(study.topic, item.topic):
            continue
        revisions = records.revisions_of.get(draft.uid, ())
        return drafts.latest(revisions) if revisions else None
    return None


def said(item: Observation, names: Names) -> str:
    """徐静 三（1）班数学."""
    who = names.teacher(item.taught_by_uid) or item.taught_by_text or "还没有写老师"
    where = names.school_class(item.class_uid) or item.class_text or item.place_text
    return f"{who} {where}{item.subject}".strip()


def _checked(
    item: Observation, rules: ObservingRules, *, known: set[str] | None = None, old_reason: str = ""
) -> Observation:
    """The observation clean and complete, or UserError, or Flagged where a reason is wanted."""
    item = scored(_tidy(item))
    if not item.observer_uid:
        raise UserError("还没有选听课人。", field="observer_uid", cure="请选听课的老师。")
    missing = () if item.is_draft else lacks(item)
    if missing:
        field = _FIELD_OF[missing[0]]
        raise UserError(f"还没有写{'、'.join(missing)}，不能算数。", field=field, cure="请补上，或者先放着当草稿。")
    if not 1 <= item.lesson_count <= 4:
        raise UserError(f"节数写的是{item.lesson_count}。", field="lesson_count", cure="一条记1到4节。")
    concerns = rules.concerns(item)
    refused = [concern for concern in concerns if concern.level == REFUSE]
    if refused:
        raise UserError(refused[0].sentence, field=refused[0].field)
    if item.is_draft:
        return item
    asked = [concern for concern in concerns if concern.level == ASK and concern.code not in (known or ())]
    if asked and item.reason in ("", old_reason):
        raise Flagged(asked)
    return item


def _tidy(item: Observation) -> Observation:
    """Typed text as it should be kept; lines with nothing in them fall away, and what cannot go together."""
    steps = tuple(
        LessonStep(at=clean_line(step.at).text, teaching=clean(step.teaching).text, comment=clean(step.comment).text)
        for step in item.steps
    )
    remarks = tuple(Remark(column=remark.column, text=clean(remark.text).text) for remark in item.remarks)
    return item.but(
        taught_by_text="" if item.taught_by_uid else clean_line(item.taught_by_text).text,
        class_uid=None if item.is_outside else item.class_uid,
        class_text="" if item.class_uid and not item.is_outside else clean_line(item.class_text).text,
        subject=clean_line(item.subject).text,
        topic=clean_line(item.topic).text,
        place_text=clean_line(item.place_text).text,
        grade=clean_line(item.grade).text,
        summary=clean(item.summary).text,
        reason=clean(item.reason).text,
        steps=tuple(step for step in steps if step.at or step.teaching or step.comment),
        remarks=tuple(remark for remark in remarks if remark.text),
    )


def _put(
    db: Database, change: Change, item: Observation, pictures: Sequence[Picture], types: Sequence[str]
) -> Observation:
    added = [change.add_blob(data, kind) for (_, data), kind in zip(pictures, types, strict=True)]
    item = item.but(pictures=tuple(dict.fromkeys((*item.pictures, *added))))
    revision = db.get(DraftRevision, item.draft_revision_uid) if item.draft_revision_uid else None
    if revision is not None:
        draft = db.need(Draft, revision.draft_uid)
        item = item.but(lesson_study_uid=draft.lesson_study_uid)
        if not item.is_draft:
            _lock(change, draft, revision, item.happened_on)
    return change.put(item)


def _lock(change: Change, draft: Draft, revision: DraftRevision, day: date) -> None:
    """A draft that was heard was taught: it stays as it was on that day (domain 3.2)."""
    if "上课用了" not in revision.locked_because:
        change.put(drafts.lock(revision, day, f"{plain_date(day)}上课用了"))
    if draft.state != "taught":
        change.put(draft.but(state="taught"))


def _same_topic(one: str, other: str) -> bool:
    one, other = (text.strip("《》 ") for text in (one, other))
    return one == other or one in other or other in one


def _plainly(db: Database, item: Observation) -> str:
    teacher = db.get(Teacher, item.taught_by_uid) if item.taught_by_uid else None
    room = db.get(SchoolClass, item.class_uid) if item.class_uid else None
    where = class_name(room) if room else item.class_text
    return " ".join(
        filter(None, (plain_date(item.happened_on), teacher.name if teacher else "", f"{where}{item.subject}"))
    )
