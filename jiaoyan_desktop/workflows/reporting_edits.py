"""What the school itself says about the county's list: confirmations, answers, edits of rules, recommendations."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiaoyan_desktop.documents.packs import load_pack
from jiaoyan_desktop.domain.activity import Recommendation
from jiaoyan_desktop.domain.naming import Names
from jiaoyan_desktop.domain.pack import MaterialSpec, Rule
from jiaoyan_desktop.domain.reporting import Answer, Confirmation, Overlay
from jiaoyan_desktop.domain.term import Term
from jiaoyan_desktop.domain.text import clean, clean_line
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.store.term_records import load

from .reporting_packs import forms_of

CONFIRMED, NOT_APPLICABLE = "confirmed", "not_applicable"
_MATERIAL_KEYS = ("copies", "who", "title", "format", "folder", "note", "deadline")
_LONGEST_REASON = 300  # 推荐理由 of the county's form


def confirm(
    db: Database,
    term_uid: str,
    target_id: str,
    kind: str = CONFIRMED,
    by: str = "",
    note: str = "",
    on: date | None = None,
) -> Confirmation:
    """A person's word on a rule or a material; 本校不涉及 (not_applicable) needs its reason."""
    note = clean(note).text
    if kind not in (CONFIRMED, NOT_APPLICABLE):
        raise ValueError(kind)
    if kind == NOT_APPLICABLE and not note:
        raise UserError("还没有写本校为什么不涉及。", field="note", cure="写一句原因，例如“没有二年级”。")
    _target(db, term_uid, target_id)
    before = _confirmation(db, term_uid, target_id)
    term = db.need(Term, term_uid)
    record = before or Confirmation(school_uid=term.school_uid, term_uid=term_uid, target_id=target_id, kind=kind)
    with db.change(f"确认：{target_id}") as change:
        return change.put(record.but(kind=kind, by=clean_line(by).text, note=note, on=on or date.today()))


def unconfirm(db: Database, term_uid: str, target_id: str) -> None:
    """Takes the word back; nothing happens where none was given."""
    before = _confirmation(db, term_uid, target_id)
    if before is not None:
        with db.change(f"取消确认：{target_id}") as change:
            change.remove(before)


def answer(db: Database, term_uid: str, form_id: str, token: str, value: str, subject_uid: str = "") -> Answer | None:
    """Keeps what a form asks and only a person knows; an empty ``value`` takes the answer out."""
    text = clean(value).text
    found = db.find(Answer, term_uid=term_uid, form_id=form_id, token=token, subject_uid=subject_uid)
    before = found[0] if found else None
    with db.change(f"填写：{token}") as change:
        if not text:
            if before is not None:
                change.remove(before)
            return None
        record = before or Answer(
            school_uid=db.need(Term, term_uid).school_uid,
            term_uid=term_uid,
            form_id=form_id,
            subject_uid=subject_uid,
            token=token,
            value=text,
        )
        return change.put(record.but(value=text))


def edit_rule(db: Database, term_uid: str, target_id: str, values: dict[str, Any]) -> Overlay | None:
    """Lays the director's values over a rule or a material; what equals the county's own is dropped, {} restores it.

    UserError (field = the value's name) for a value this rule does not have, or of another kind.
    """
    own = _own_values(_target(db, term_uid, target_id))
    changed: dict[str, Any] = {}
    for key, value in values.items():
        if key not in own:
            raise UserError(f"“{target_id}”这一条没有“{key}”可以改。", field=key, cure=f"可以改：{'、'.join(own)}。")
        _must_fit(target_id, key, value, own[key])
        if value != own[key]:
            changed[key] = value
    term = db.need(Term, term_uid)
    before = next(iter(db.find(Overlay, term_uid=term_uid, target_id=target_id)), None)
    with db.change(f"修改要求：{target_id}") as change:
        if not changed:
            if before is not None:
                change.remove(before)
            return None
        record = before or Overlay(school_uid=term.school_uid, term_uid=term_uid, target_id=target_id, values={})
        return change.put(record.but(values=changed))


def recommend(db: Database, recommendation: Recommendation) -> Recommendation:
    """Keeps a recommendation (domain F2); UserError for what does not fit the county's form."""
    texts = ("subject", "grade_text", "topic", "textbook", "volume", "lesson_kind")
    tidy: dict[str, Any] = {key: clean_line(getattr(recommendation, key)).text for key in texts}
    tidy |= {key: clean(getattr(recommendation, key)).text for key in ("awards", "reason", "group_opinion")}
    records = load(db, recommendation.term_uid)
    if recommendation.teacher_uid not in records.teacher_by_uid:
        raise UserError("还没有选推荐哪位老师。", field="teacher_uid", cure="请选一位老师。")
    if not recommendation.category.strip():
        raise UserError("还没有选推荐类别。", field="category", cure="请选主研教师、参研教师或优课。")
    if len(tidy["reason"]) > _LONGEST_REASON:
        over = len(tidy["reason"]) - _LONGEST_REASON
        raise UserError(
            f"推荐理由最多{_LONGEST_REASON}字，现在多{over}字。",
            field="reason",
            cure="请删减一些，县里的表只有这么大。",
        )
    twin = next((item for item in records.recommendations if _same(item, recommendation)), None)
    name = Names(records).teacher(recommendation.teacher_uid)
    if twin is not None:
        raise UserError(
            f"{name}老师已经推荐过“{recommendation.category}”了。", field="teacher_uid", cure="直接改那一条就行。"
        )
    order = recommendation.order or len(records.recommendations) + 1
    with db.change(f"推荐：{name}") as change:
        return change.put(recommendation.but(**tidy, school_uid=records.term.school_uid, order=order))


def withdraw_recommendation(db: Database, uid: str) -> None:
    """Takes a recommendation out."""
    with db.change("撤回推荐") as change:
        change.remove(db.need(Recommendation, uid))


def _same(one: Recommendation, other: Recommendation) -> bool:
    return one.uid != other.uid and (one.teacher_uid, one.category, one.topic) == (
        other.teacher_uid,
        other.category,
        other.topic,
    )


def _confirmation(db: Database, term_uid: str, target_id: str) -> Confirmation | None:
    return next(iter(db.find(Confirmation, term_uid=term_uid, target_id=target_id)), None)


def _target(db: Database, term_uid: str, target_id: str) -> Rule | MaterialSpec:
    """The rule or material as the county has it, without the school's edits; UserError where there is none."""
    term = db.need(Term, term_uid)
    pack = load_pack(forms_of(db, term), term.pack_id, templates=False)
    for item in (*pack.rules, *pack.materials):
        if item.id == target_id:
            return item
    raise UserError(f"县里的要求里没有“{target_id}”这一条。", cure="请看看编号，例如 0-17 或 M1。")


def _own_values(item: Rule | MaterialSpec) -> dict[str, Any]:
    if isinstance(item, Rule):
        return item.values
    values = {key: getattr(item, key) for key in _MATERIAL_KEYS}
    return {**values, "deadline": item.deadline.isoformat() if item.deadline else ""}


def _must_fit(target_id: str, key: str, value: Any, own: Any) -> None:
    """A number stays a number (not below nought), a yes or no stays one, a list a list, a date a real one."""
    if key == "deadline" and value:
        try:
            date.fromisoformat(str(value))
        except ValueError as trouble:
            raise UserError(f"“{value}”不是日期。", field=key, cure="请写成 2025-06-08 的样子。") from trouble
    kinds: dict[type, tuple[str, tuple[type, ...]]] = {
        bool: ("是或否", (bool,)),
        int: ("整数", (int,)),
        float: ("数字", (int, float)),
        str: ("文字", (str,)),
        list: ("一串文字", (list, tuple)),
    }
    words, allowed = kinds.get(type(own), ("原来的样子", (type(own),)))
    if not isinstance(value, allowed) or (isinstance(value, bool) and type(own) is not bool):
        raise UserError(f"“{target_id}”的“{key}”要填{words}。", field=key, cure="请改一下再存。")
    if isinstance(value, int | float) and not isinstance(value, bool) and value < 0:
        raise UserError("不能小于0。", field=key, cure="没有要求就填0。")
