"""What colleagues said about a draft and what became of it, and what teachers wrote after the lesson."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from jiaoyan_desktop.domain.preparation import Comment, Draft, DraftRevision, LessonStudy, Reflection
from jiaoyan_desktop.domain.text import clean, clean_line
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Change, Database

from .preparing import latest

Today = Callable[[], date]

_VERDICT_STEPS = {"pending": "再商量", "adopted": "采纳", "partly": "部分采纳", "declined": "未采纳"}


def comment(db: Database, item: Comment) -> Comment:
    """Keeps an opinion, new or changed; who said it and what must be there."""
    item = item.but(
        text=clean(item.text).text, speaker_text=clean_line(item.speaker_text).text, reason=clean(item.reason).text
    )
    if not item.text:
        raise UserError("意见还没有写。", field="text", cure="请写一句说了什么，再保存。")
    if not item.speaker_uid and not item.speaker_text:
        raise UserError("还没有写是谁说的。", field="speaker_uid", cure="请选一位老师，或者写上名字。")
    study = db.need(LessonStudy, item.lesson_study_uid)
    if not item.school_uid:
        others = db.find(Comment, lesson_study_uid=study.uid)
        item = item.but(
            school_uid=study.school_uid, order=item.order or max((other.order for other in others), default=0) + 1
        )
    with db.change(f"记研讨意见：{study.topic}") as change:
        _tell_b(db, change, item)
        return change.put(item)


def judge(db: Database, comment_uid: str, verdict: str, reason: str = "") -> Comment:
    """What became of an opinion: pending, adopted, partly or declined, with the reason where one is given.

    The B draft's free latest revision takes it in or lets it go along with the verdict.
    """
    item = db.need(Comment, comment_uid)
    study = db.need(LessonStudy, item.lesson_study_uid)
    judged = item.but(verdict=verdict, reason=clean(reason).text)
    with db.change(f"研讨意见{_VERDICT_STEPS[verdict]}：{study.topic}") as change:
        _tell_b(db, change, judged)
        return change.put(judged)


def remove_comment(db: Database, comment_uid: str) -> str:
    """Removes an opinion and its mention in free revisions; one that a locked revision took in stays. Change uid."""
    item = db.need(Comment, comment_uid)
    study = db.need(LessonStudy, item.lesson_study_uid)
    naming = [
        revision
        for draft in db.find(Draft, lesson_study_uid=study.uid)
        for revision in db.find(DraftRevision, draft_uid=draft.uid)
        if item.uid in revision.adopted_uids
    ]
    if any(revision.locked_on for revision in naming):
        raise UserError("这条意见已经写进锁定的稿里了，所以没有删。", cure="可以改它的文字，或改成“未采纳”并写明原因。")
    with db.change(f"删除研讨意见：{study.topic}") as change:
        for revision in naming:
            change.put(revision.but(adopted_uids=tuple(uid for uid in revision.adopted_uids if uid != item.uid)))
        change.remove(item)
    return change.uid


def reflect(db: Database, item: Reflection, *, today: Today = date.today) -> Reflection:
    """Keeps what a teacher wrote after the lesson; the day it was entered is kept at the first saving."""
    answers = {prompt: text for prompt, raw in (item.answers or {}).items() if (text := clean(raw).text)}
    item = item.but(text=clean(item.text).text, answers=answers or None, written_on=item.written_on or today())
    if not item.teacher_uid:
        raise UserError("还没有选是谁的反思。", field="teacher_uid", cure="请选一位老师。")
    if not item.text and not answers:
        raise UserError("反思还没有写。", field="text", cure="四问里答一问也行，或者写在最下面一栏。")
    study = db.need(LessonStudy, item.lesson_study_uid)
    with db.change(f"写教学反思：{study.topic}") as change:
        return change.put(item.but(school_uid=item.school_uid or study.school_uid))


def remove_reflection(db: Database, reflection_uid: str) -> str:
    """Removes a reflection; returns the uid of the change, for undo."""
    item = db.need(Reflection, reflection_uid)
    study = db.need(LessonStudy, item.lesson_study_uid)
    with db.change(f"删除教学反思：{study.topic}") as change:
        change.remove(item)
    return change.uid


def _tell_b(db: Database, change: Change, judged: Comment) -> None:
    """The free latest revision of the B draft names what it took in."""
    for draft in db.find(Draft, lesson_study_uid=judged.lesson_study_uid, stage="B"):
        revision = latest(db, draft.uid)
        if revision.locked_on is None:
            change.put(revision.but(adopted_uids=_adopted(revision.adopted_uids, judged)))


def _adopted(uids: tuple[str, ...], judged: Comment) -> tuple[str, ...]:
    others = tuple(uid for uid in uids if uid != judged.uid)
    if judged.verdict not in ("adopted", "partly"):
        return others
    return uids if judged.uid in uids else (*others, judged.uid)
