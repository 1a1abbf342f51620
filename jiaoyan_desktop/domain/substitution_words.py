"""调课代课 in words: one entry for a list, and the notice of several for the chat (wording 10)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .dates import month_day
from .naming import Names, weekday_name
from .substitution import CLASS_AWAY, LEAVE, SUBSTITUTE, SWAP, WHOLE_DAY, Substitution
from .term_records import TermRecords


def day_name(day: date) -> str:
    """4月8日（周二）."""
    return f"{month_day(day)}（{weekday_name(day.isoweekday())}）"


def what_changes(names: Names, entry: Substitution) -> str:
    """One entry in a few words: 与第6节道德与法治对调."""
    if entry.kind == SWAP:
        there = "" if entry.other_day in (None, entry.day) else day_name(entry.other_day or entry.day)
        place = f"{there}第{entry.other_period}节"
        return f"与{place}{entry.new_subject}对调" if entry.new_subject else f"移到{place}"
    if entry.kind == SUBSTITUTE:
        gives = f"上{entry.new_subject}" if entry.new_subject != entry.subject else "代课"
        return f"由{names.teacher(entry.new_teacher_uid)}{gives}"
    if entry.kind == CLASS_AWAY:
        return "课停上"
    return f"{names.teacher(entry.old_teacher_uid)}不在"


def notice(records: TermRecords, entries: Iterable[Substitution]) -> str:
    """The notice of these entries for the chat, day by day; empty for none. Reasons of illness are left out of it."""
    by_day: dict[date, list[Substitution]] = {}
    for entry in sorted(entries, key=lambda item: (item.day, item.period)):
        by_day.setdefault(entry.day, []).append(entry)
    return "\n".join(f"{day_name(day)}{'；'.join(_sentences(records, found))}。" for day, found in by_day.items())


def _sentences(records: TermRecords, entries: list[Substitution]) -> list[str]:
    names = Names(records)
    found = []
    replaced: dict[str, list[Substitution]] = {}
    for entry in entries:
        school_class = names.school_class(entry.class_uid)
        if entry.kind == SWAP:
            found.append(f"{school_class}第{entry.period}节{entry.subject}{what_changes(names, entry)}")
        elif entry.kind == CLASS_AWAY:
            when = "全天" if entry.period == WHOLE_DAY else f"第{entry.period}节"
            why = f"（{entry.reason}）" if entry.reason else ""
            found.append(f"{school_class}{when}不在班里{why}，课停上")
        elif entry.kind == SUBSTITUTE:
            replaced.setdefault(entry.old_teacher_uid or "", []).append(entry)
    leaves = {item.old_teacher_uid: item for item in entries if item.kind == LEAVE}
    for uid, lessons in replaced.items():
        reason = next((item.reason for item in lessons if item.reason), "")
        reason = reason or (leaves[uid].reason if uid in leaves else "")
        parts = []
        for item in lessons:
            who = _called(records, item.new_teacher_uid)
            gives = "代课" if item.new_subject == item.subject else f"上{item.new_subject}"
            parts.append(f"第{item.period}节{names.school_class(item.class_uid)}{item.subject}由{who}{gives}")
        away = f"{_called(records, uid)}{_said(reason)}，" if uid else ""
        found.append(away + "，".join(parts))
    for uid, item in leaves.items():
        if uid not in replaced:
            when = "" if item.period == WHOLE_DAY else f"第{item.period}节"
            found.append(f"{_called(records, uid)}{when}{_said(item.reason)}")
    return found


def _said(reason: str) -> str:
    """What the group is told: that a colleague is ill is her own affair."""
    return "请假" if reason in ("病假", "事假") else reason or "有事"


def _called(records: TermRecords, uid: str | None) -> str:
    teacher = records.teacher_by_uid.get(uid or "")
    return f"{teacher.name}老师" if teacher else "老师"
