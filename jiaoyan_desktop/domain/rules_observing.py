"""Rules about 听课: ``quota`` (so many lessons for a post) and ``coverage`` (each teacher heard, or at activities)."""

from __future__ import annotations

from .coverage import coverage_of, teachers_to_hear
from .glossary import POST_ROLES
from .pack import Rule
from .quotas import QuotaProgress
from .situation import Evidence, Outcome, Situation


def quota(situation: Situation, rule: Rule) -> Outcome:
    """Everybody in the named posts has heard the number of lessons; the values are those of ``quota_progress``."""
    progress = [item for item in situation.statistics.quotas if item.rule_id == rule.id]
    unit = rule.values.get("unit", "节")
    need = f"每人{rule.values['number']}{unit}" if len(progress) > 1 else f"{rule.values['number']}{unit}"
    if not progress:
        roles: tuple[str, ...] = tuple(rule.values.get("roles", ()))
        posts = "、".join(POST_ROLES.get(role, role) for role in roles)
        return Outcome(need=need, missing=(f"还没有登记谁是{posts}，现在算不出。",), is_unknown=True)
    bound = [item for item in progress if not item.is_former]
    short = [item for item in bound if item.gap]
    return Outcome(
        need=need,
        have="、".join(f"{situation.names.teacher(item.teacher_uid)}{item.done}{unit}" for item in bound),
        missing=tuple(_quota_gap(situation, rule, item) for item in short),
        records=_quota_records(short or bound),
        note="；".join(_quota_note(situation, item) for item in progress),
    )


def coverage(situation: Situation, rule: Rule) -> Outcome:
    """Everybody who teaches was heard (``what`` = lessons, the default) or took part (``what`` = activities).

    Values: number (1), and for lessons with_comments, evaluated, kinds; for activities activity_kinds.
    """
    number = int(rule.values.get("number", 1))
    if rule.values.get("what", "lessons") == "activities":
        return _took_part(situation, rule, number)
    asked = {key: rule.values[key] for key in ("with_comments", "evaluated", "kinds") if key in rule.values}
    found = coverage_of(situation.records, situation.statistics.observations, situation.as_of, at_least=number, **asked)
    heard = coverage_of(situation.records, situation.statistics.observations, situation.as_of, at_least=number)
    unheard = set(heard.short)
    sentences = tuple(
        _unheard(situation, uid, heard.lessons_of[uid], number)
        if uid in unheard
        else f"{situation.names.teacher(uid)}老师的课听过，还没有写评价。"
        for uid in found.short
    )
    return _coverage_outcome(
        tuple(found.lessons_of), found.short, sentences, f"听到{number}节" if number > 1 else "听到"
    )


def _took_part(situation: Situation, rule: Rule, number: int) -> Outcome:
    kinds = rule.values.get("activity_kinds", ())
    came: dict[str, int] = {}
    for activity in situation.statistics.activities.done:
        if kinds and activity.kind not in kinds:
            continue
        for person in situation.records.participants_of.get(activity.uid, ()):
            if person.teacher_uid and person.attendance == "present":
                came[person.teacher_uid] = came.get(person.teacher_uid, 0) + 1
    everybody = teachers_to_hear(situation.records, situation.as_of)
    short = tuple(uid for uid in everybody if came.get(uid, 0) < number)
    sentences = tuple(
        f"{situation.names.teacher(uid)}老师"
        + (f"只参加了{came[uid]}次教研活动，要{number}次。" if uid in came else "还没有参加过教研活动。")
        for uid in short
    )
    return _coverage_outcome(everybody, short, sentences, f"参加{number}次" if number > 1 else "参加")


def _coverage_outcome(
    everybody: tuple[str, ...], short: tuple[str, ...], sentences: tuple[str, ...], word: str
) -> Outcome:
    if not everybody:
        return Outcome(missing=("还没有录入教师，现在算不出。",), is_unknown=True)
    evidence: Evidence = tuple(("Teacher", uid) for uid in short)
    have = f"{len(everybody) - len(short)}位"
    return Outcome(need=f"{len(everybody)}位老师都{word}", have=have, missing=sentences, records=evidence)


def _unheard(situation: Situation, uid: str, lessons: int, number: int) -> str:
    name = situation.names.teacher(uid)
    return f"{name}老师只听过{lessons}节，要{number}节。" if lessons else f"{name}老师还没有被听过。"


def _quota_gap(situation: Situation, rule: Rule, item: QuotaProgress) -> str:
    verb = "听评课" if rule.values.get("with_comments") else "听课"
    name = situation.names.teacher(item.teacher_uid)
    uncommented = sum(one.lesson_count for one in item.uncommented)
    aside = f"（有{uncommented}节没写评语）" if uncommented else ""
    return f"{name}（{item.post_title}）{verb}{item.done}／{item.target}{item.unit}，差{item.gap}{item.unit}{aside}。"


def _quota_note(situation: Situation, item: QuotaProgress) -> str:
    words = "，".join(filter(None, (item.note, "" if item.is_former else item.pace.words)))
    return f"{situation.names.teacher(item.teacher_uid)}：{words}"


def _quota_records(progress: list[QuotaProgress]) -> Evidence:
    """The records at fault (without a comment), or all that were counted."""
    at_fault = [one for item in progress for one in item.uncommented]
    return tuple(("Observation", one.uid) for one in (at_fault or [one for item in progress for one in item.counted]))
