"""Rule kind ``lineage``: lesson studies go from A to B to C into a classroom, with opinions and reflections."""

from __future__ import annotations

from .activity import Activity
from .drafts import b_is_unchanged, latest
from .joint_research import day_name, joint_days
from .meeting_figures import was_taught
from .pack import Rule
from .preparation import Draft, DraftRevision, LessonStudy
from .situation import Evidence, Outcome, Situation

STAGES = ("备课", "磨课", "说课", "引课", "议课", "优课")  # domain 1-23
_Gaps = list[tuple[str, tuple[str, str]]]


def lineage(situation: Situation, rule: Rule) -> Outcome:
    """What lesson studies must have.

    Values say whose: joint (those of joint-research days), host_only; and what: taught, b_draft, b_and_c, adopted,
    reflections; or stage and number: so many studies reached that stage of the chain.
    """
    if "stage" in rule.values:
        return _reached(situation, rule)
    studies, gaps = _studies(situation, rule)
    if not studies and not gaps:
        what = "还没有校际联研活动" if rule.values.get("joint") else "还没有到上课时候的课例"
        return Outcome(missing=(f"{what}，现在看不出来。",), is_unknown=True)
    whole = 0
    for study in studies:
        found = _gaps(situation, rule, study)
        whole += not found
        gaps += found
    at_fault: Evidence = tuple(dict.fromkeys(record for _, record in gaps))
    return Outcome(
        need=f"{len(studies)}个课例",
        have=f"{whole}个",
        missing=tuple(dict.fromkeys(sentence for sentence, _ in gaps)),
        records=at_fault or tuple(("LessonStudy", study.uid) for study in studies),
    )


def _reached(situation: Situation, rule: Rule) -> Outcome:
    """So many lesson studies reached a stage of the chain 备磨说引议优."""
    stage, number = rule.values["stage"], int(rule.values.get("number", 1))
    there = [item for item in situation.records.studies if _place(item.stage) >= _place(stage)]
    short = number - len(there)
    return Outcome(
        need=f"{number}个课例到“{stage}”",
        have=f"{len(there)}个",
        missing=(f"到“{stage}”这一步的课例有{len(there)}个，还差{short}个。",) if short > 0 else (),
        records=tuple(("LessonStudy", item.uid) for item in there),
    )


def _place(stage: str) -> int:
    return STAGES.index(stage) if stage in STAGES else -1


def _studies(situation: Situation, rule: Rule) -> tuple[list[LessonStudy], _Gaps]:
    """The lesson studies asked about, and the joint days that name none."""
    by_uid = {item.uid: item for item in situation.records.studies}
    if not rule.values.get("joint"):
        return [item for item in by_uid.values() if _is_due(situation, item)], []
    days = [
        day for day in joint_days(situation.records, situation.as_of) if day.is_host or not rule.values.get("host_only")
    ]
    found = {day.lesson_study_uid: by_uid[day.lesson_study_uid] for day in days if day.lesson_study_uid in by_uid}
    return list(found.values()), [_unlinked(day) for day in days if day.lesson_study_uid not in by_uid]


def _unlinked(day: Activity) -> tuple[str, tuple[str, str]]:
    return f"{day_name(day)}还没有连上课例，找不到集体备课的教案。", ("Activity", day.uid)


def _is_due(situation: Situation, study: LessonStudy) -> bool:
    """A study is asked about once its lesson was to be given; without a plan, once somebody has a C draft of it."""
    if study.planned_on is not None:
        return study.planned_on <= situation.as_of
    return any(draft.stage == "C" for draft in situation.records.drafts_of.get(study.uid, ()))


def _gaps(situation: Situation, rule: Rule, study: LessonStudy) -> _Gaps:
    drafts = [
        draft
        for draft in situation.records.drafts_of.get(study.uid, ())
        if situation.records.revisions_of.get(draft.uid)
    ]
    gaps: _Gaps = []
    if rule.values.get("taught") and not any(_was_taught(situation, draft) for draft in drafts):
        gaps.append((f"课例《{study.topic}》还没有上课，没有锁定的C案。", ("LessonStudy", study.uid)))
    if rule.values.get("b_draft") and not any(draft.stage == "B" for draft in drafts):
        gaps.append((f"课例《{study.topic}》还没有B案。", ("LessonStudy", study.uid)))
    if rule.values.get("b_and_c"):
        gaps += _b_and_c(situation, study, drafts)
    if rule.values.get("adopted"):
        gaps += _adopted(situation, study, drafts)
    if rule.values.get("reflections"):
        gaps += _reflected(situation, study, drafts)
    return gaps


def _b_and_c(situation: Situation, study: LessonStudy, drafts: list[Draft]) -> _Gaps:
    """B案升级至C案: both are there, and every C names the B revision it came from (rule 0-38)."""
    gaps: _Gaps = [
        (f"课例《{study.topic}》还没有{stage}案。", ("LessonStudy", study.uid))
        for stage in ("B", "C")
        if not any(draft.stage == stage for draft in drafts)
    ]
    b_drafts = {draft.uid for draft in drafts if draft.stage == "B"}
    b_revisions = {item.uid for uid in b_drafts for item in situation.records.revisions_of.get(uid, ())}
    for draft in drafts:
        if draft.stage == "C" and b_drafts and draft.parent_revision_uid not in b_revisions:
            whose = situation.names.teacher(draft.author_uid)
            gaps.append((f"{whose}《{study.topic}》C案没有写明来自哪一稿B案。", ("Draft", draft.uid)))
    return gaps


def _adopted(situation: Situation, study: LessonStudy, drafts: list[Draft]) -> _Gaps:
    """A B draft took in opinions and says something that its A draft did not (domain F13, scenario 20)."""
    revisions = {item.uid: item for draft in drafts for item in situation.records.revisions_of[draft.uid]}
    gaps: _Gaps = []
    for draft in (item for item in drafts if item.stage == "B"):
        own = situation.records.revisions_of[draft.uid]
        parent = revisions.get(draft.parent_revision_uid or "")
        took_in = any(item.adopted_uids for item in own)
        if not took_in or (parent is not None and _unchanged(own, parent)):
            gaps.append((f"课例《{study.topic}》未吸纳组员意见，B案和A案没有差别。", ("Draft", draft.uid)))
    return gaps


def _unchanged(own: tuple[DraftRevision, ...], parent: DraftRevision) -> bool:
    return b_is_unchanged(latest(own), parent)


def _reflected(situation: Situation, study: LessonStudy, drafts: list[Draft]) -> _Gaps:
    """Who gave the lesson wrote a reflection on it (rule 0-40)."""
    written = {
        item.teacher_uid
        for item in situation.records.reflections
        if item.lesson_study_uid == study.uid and (item.written_on is None or item.written_on <= situation.as_of)
    }
    return [
        (f"{situation.names.teacher(draft.author_uid)}老师《{study.topic}》课后还没有写反思。", ("Draft", draft.uid))
        for draft in drafts
        if _was_taught(situation, draft) and draft.author_uid and draft.author_uid not in written
    ]


def _was_taught(situation: Situation, draft: Draft) -> bool:
    return was_taught(situation.records, draft, situation.as_of)
