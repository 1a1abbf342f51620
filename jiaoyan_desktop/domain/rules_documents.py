"""Rules about what must be written or handed in: ``document``, judged by what the records can show of it."""

from __future__ import annotations

from collections.abc import Callable

from .activity import Activity, Handin
from .drafts import latest
from .glossary import STAGE_NAMES
from .joint_research import HANDIN_WORDS, NO_JOINT_DAY, day_name, joint_days
from .meeting_figures import is_done
from .naming import grade_name, plain_date
from .pack import Rule
from .preparation import Draft, DraftRevision
from .situation import Outcome, Situation
from .timetable import Progress

# What an activity may be asked to have written down, and how a person calls it.
ACTIVITY_FIELDS = {
    "theme": "主题",
    "goals": "活动目标",
    "place": "地点",
    "process": "活动过程",
    "talk": "发言要点",
    "agreed": "形成的共识（主持人小结）",
    "open_points": "遗留问题与措施",
    "host_uid": "主持人",
    "keynote_uid": "中心发言人",
    "recorder_uid": "记录人",
    "lead_teacher": "主研人",
    "notified_on": "通知日期",
    "shared_on": "校内分享日期",
    "purposes": "联研三问（目的、学什么、带来什么）",
}
_PURPOSES = 3  # domain 0-25


def document(situation: Situation, rule: Rule) -> Outcome:
    """The document named by ``document`` has what the other values ask for."""
    kinds: dict[str, Callable[[Situation, Rule], Outcome]] = {
        "material": _material,
        "plan": _plan,
        "recommendation": _recommendation,
        "activity": _activity,
        "draft": _draft,
        "progress": _progress,
        "handin": _handin,
    }
    return kinds[rule.values["document"]](situation, rule)


def _material(situation: Situation, rule: Rule) -> Outcome:
    """上报某一项材料: as complete as the item of the checklist. Values: material."""
    finding = situation.of_material(situation.pack.material(rule.values["material"]))
    return Outcome(
        need=finding.need,
        have=finding.have,
        missing=finding.missing,
        records=finding.records,
        is_unknown=finding.status == "unknown",
        is_for_a_person=finding.status == "confirm",
    )


def _plan(situation: Situation, rule: Rule) -> Outcome:
    """《校本教研活动方案》 can be written in full. Values: basis (so many papers), parts (activities it must plan)."""
    number = int(rule.values.get("basis", 0))
    basis = len(situation.pack.basis)
    missing = [] if basis >= number else [f"方案引言里写了{basis}份依据文件，还差{number - basis}份。"]
    for part in rule.values.get("parts", ()):
        planned = any(item.is_joint and item.state != "cancelled" for item in situation.records.activities)
        if part not in situation.pack.dates or (part == "校际联研" and not planned):
            missing.append(f"方案里还没有“{part}”的安排。")
    need = f"依据文件{number}份" if number else f"写明{'、'.join(rule.values.get('parts', ()))}"
    have = f"{basis}份" if number else f"{len(rule.values.get('parts', ())) - len(missing)}项"
    return Outcome(need=need, have=have, missing=tuple(missing))


def _recommendation(situation: Situation, rule: Rule) -> Outcome:
    """Somebody is recommended. Values: number, categories."""
    number, categories = int(rule.values.get("number", 1)), tuple(rule.values.get("categories", ()))
    found = [item for item in situation.records.recommendations if not categories or item.category in categories]
    what = "“" + "”或“".join(categories) + "”" if categories else "教师"
    short = number - len(found)
    return Outcome(
        need=f"{number}人",
        have=f"{len(found)}人",
        missing=(f"推荐{what}{len(found)}人，还差{short}人。" if found else f"还没有推荐{what}。",)
        if short > 0
        else (),
        records=tuple(("Recommendation", item.uid) for item in found),
    )


def _activity(situation: Situation, rule: Rule) -> Outcome:
    """Activities have certain things written down. Values: fields, joint, host_only, activity_kinds, subjects, any.

    With ``any`` so many activities must have them; otherwise every one.
    """
    fields = tuple(rule.values.get("fields", ()))
    found = [item for item in _activities_of(situation, rule)]
    label = "、".join(ACTIVITY_FIELDS[name] for name in fields)
    lacking = [(item, gaps) for item in found if (gaps := _lacks(situation, item, fields))]
    whole = len(found) - len(lacking)
    if "any" in rule.values:
        return _enough_activities(situation, rule, found, whole, label)
    if not found:
        missing = NO_JOINT_DAY if rule.values.get("joint") else "这一类活动还没有开展，现在看不出来。"
        return Outcome(need=f"每次都有{label}", missing=(missing,), is_unknown=True)
    return Outcome(
        need=f"每次都有{label}",
        have=f"{whole}／{len(found)}次",
        missing=tuple(f"{_name(item)}还没有写{'、'.join(gaps)}。" for item, gaps in lacking),
        records=tuple(("Activity", item.uid) for item, _ in lacking),
    )


def _enough_activities(situation: Situation, rule: Rule, found: list[Activity], whole: int, label: str) -> Outcome:
    number = int(rule.values["any"])
    taught = {item.subject for item in situation.records.assignments}
    asked = tuple(rule.values.get("subjects", ()))
    subjects = "、".join(name for name in asked if name in taught) or "、".join(asked)
    if asked and taught and not taught & set(asked):
        return Outcome(need=f"{number}次写明{label}", note=f"本学期没有开{subjects}")
    missing = f"{subjects}写明{label}的教研活动有{whole}次，还差{number - whole}次。"
    return Outcome(
        need=f"{number}次写明{label}",
        have=f"{whole}次",
        missing=(missing,) if whole < number else (),
        records=tuple(("Activity", item.uid) for item in found),
    )


def _draft(situation: Situation, rule: Rule) -> Outcome:
    """Drafts mention something. Values: stage, mentions_any (words, one of which must be there), label (what it is)."""
    stage, words, label = rule.values.get("stage", "C"), tuple(rule.values["mentions_any"]), rule.values["label"]
    studies = {item.uid: item for item in situation.records.studies}
    drafts = [
        (draft, latest(revisions))
        for draft in situation.records.drafts
        if draft.stage == stage and (revisions := _revisions_by(situation, draft))
    ]
    if not drafts:
        return Outcome(need=f"每份{stage}案都写到{label}", missing=(f"还没有{STAGE_NAMES[stage]}。",), is_unknown=True)
    silent = [draft for draft, revision in drafts if not any(word in _all_text(revision) for word in words)]
    return Outcome(
        need=f"每份{stage}案都写到{label}",
        have=f"{len(drafts) - len(silent)}／{len(drafts)}份",
        missing=tuple(
            f"{situation.names.teacher(draft.author_uid)}《{studies[draft.lesson_study_uid].topic}》{stage}案没有写到{label}。"
            for draft in silent
        ),
        records=tuple(("Draft", draft.uid) for draft in silent),
    )


def _progress(situation: Situation, _: Rule) -> Outcome:
    """同年级、同学科、同进度: no class of a grade has a weekly progress of its own that differs (rule 0-62)."""
    lines = situation.records.progress
    if not lines:
        return Outcome(need="同年级同学科一个进度", missing=("还没有录入周进度。",), is_unknown=True)
    pairs = {(line.grade, line.subject) for line in lines}
    common = {
        (line.grade, line.subject, line.first_week, line.last_week, line.content)
        for line in lines
        if not line.class_uid
    }
    own = [
        line
        for line in lines
        if line.class_uid and (line.grade, line.subject, line.first_week, line.last_week, line.content) not in common
    ]
    apart = sorted({(line.grade, line.subject) for line in own})
    return Outcome(
        need=f"{len(pairs)}个年级学科各一个进度",
        have=f"{len(pairs) - len(apart)}个",
        missing=tuple(f"{grade_name(grade)}{subject}各班的周进度不一样。" for grade, subject in apart),
        records=tuple(("Progress", line.uid) for line in own),
    )


def _said(line: Progress) -> tuple[int, str, int, int, str]:
    return line.grade, line.subject, line.first_week, line.last_week, line.content


def _handin(situation: Situation, _: Rule) -> Outcome:
    """What was handed in is ticked as put on the county's site (rule 0-55)."""
    days = joint_days(situation.records, situation.as_of)
    handins = [
        item
        for day in days
        for item in situation.records.handins_of.get(day.uid, ())
        if item.received_on is None or item.received_on <= situation.as_of
    ]
    if not handins:
        missing = "还没有老师交听课笔记和心得。" if days else NO_JOINT_DAY
        return Outcome(need="每份都登记上传", missing=(missing,), is_unknown=True)
    waiting = [item for item in handins if item.uploaded_on is None or item.uploaded_on > situation.as_of]
    return Outcome(
        need=f"{len(handins)}份都登记上传",
        have=f"{len(handins) - len(waiting)}份",
        missing=tuple(_not_uploaded(situation, item) for item in waiting),
        records=tuple(("Handin", item.uid) for item in waiting),
    )


def _not_uploaded(situation: Situation, item: Handin) -> str:
    day = day_name(situation.records.activity_by_uid[item.activity_uid])
    return f"{situation.names.teacher(item.teacher_uid)}老师{day}的{HANDIN_WORDS[item.kind]}还没有登记上传。"


def _activities_of(situation: Situation, rule: Rule) -> tuple[Activity, ...]:
    values = rule.values
    if values.get("joint"):
        days = joint_days(situation.records, situation.as_of)
        return tuple(item for item in days if item.is_host or not values.get("host_only"))
    kinds, subjects = values.get("activity_kinds", ()), set(values.get("subjects", ()))
    return tuple(
        item
        for item in situation.records.activities
        if is_done(item, situation.as_of)
        and (not kinds or item.kind in kinds)
        and (not subjects or subjects & _subjects_of(situation, item))
    )


def _subjects_of(situation: Situation, item: Activity) -> set[str]:
    """The activity's own subject, or those of the group that held it."""
    group = situation.records.group_by_uid.get(item.group_uid or "")
    return {item.subject} if item.subject else set(group.subjects if group else ())


def _lacks(situation: Situation, item: Activity, fields: tuple[str, ...]) -> list[str]:
    missing = []
    for name in fields:
        value = getattr(item, name)
        if name == "purposes":
            is_there = sum(bool(answer.strip()) for answer in value) >= _PURPOSES
        elif name == "theme":
            group = situation.records.group_by_uid.get(item.group_uid or "")
            is_there = bool(value.strip() or (group and group.theme.strip()))
        elif name == "shared_on":
            is_there = value is not None and value <= situation.as_of
        else:
            is_there = bool(value.strip()) if isinstance(value, str) else value is not None
        if not is_there:
            missing.append(ACTIVITY_FIELDS[name])
    return missing


def _revisions_by(situation: Situation, draft: Draft) -> list[DraftRevision]:
    return [
        item
        for item in situation.records.revisions_of.get(draft.uid, ())
        if item.made_on is None or item.made_on <= situation.as_of
    ]


def _all_text(revision: DraftRevision) -> str:
    return "\n".join(
        part
        for section in revision.sections
        for part in (
            section.heading,
            section.text,
            *(text for step in section.steps for text in (step.step, step.teacher, step.students, step.intent)),
        )
    )


def _name(item: Activity) -> str:
    if item.is_joint:
        return day_name(item)
    return f"{plain_date(item.happened_on) if item.happened_on else ''}《{item.title}》"
