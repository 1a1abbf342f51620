"""The sample school's lesson studies: A written whole, B and C as changes, opinions, reflections, lessons given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ...domain import drafts
from ...domain.activity import Activity
from ...domain.dates import month_day
from ...domain.preparation import Comment, Draft, DraftRevision, LessonStudy, ProcessStep, Reflection, Section
from ...domain.records import Record
from .setting import Setting

_PROMPTS = ("闪光点", "没做好的地方", "学生的错例", "下次怎么教")


@dataclass(frozen=True, slots=True)
class GivenLesson:
    """A lesson given from a C draft: when, by whom, where (no class: in another school), and from which revision."""

    study: LessonStudy
    revision: DraftRevision
    teacher: str
    label: str
    day: date
    period: int  # 0 in another school


@dataclass(slots=True)
class StudyWork:
    """One lesson study with everything that hangs on it."""

    study: LessonStudy
    source: dict[str, Any]
    meeting_on: date
    drafts: list[Draft] = field(default_factory=list)
    revisions: list[DraftRevision] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    reflections: list[Reflection] = field(default_factory=list)
    lessons: list[GivenLesson] = field(default_factory=list)

    def records(self) -> Iterator[Record]:
        """Study, drafts and revisions, in the order they depend on each other."""
        yield self.study
        for draft in self.drafts:
            yield draft
            yield from (item for item in self.revisions if item.draft_uid == draft.uid)


def lesson_studies(setting: Setting, joint_days: dict[str, date]) -> list[StudyWork]:
    """All lesson studies; ``joint_days`` are the days of the joint research that some of their lessons belong to."""
    return sorted(
        (_study(setting, source, joint_days) for source in setting.sources.studies), key=lambda work: work.meeting_on
    )


def _study(setting: Setting, source: dict[str, Any], joint_days: dict[str, date]) -> StudyWork:
    meeting_on = setting.school_day(source["meeting"])
    lead = setting.teachers[source["lead"]]
    lessons = [_when(setting, source, item, meeting_on, joint_days) for item in source["c"]]
    study = LessonStudy(
        **setting.of_term(
            topic=source["topic"],
            subject=source["subject"],
            grade=source["grade"],
            unit=source["unit"],
            volume=source["volume"],
            group_uid=setting.groups[source["group"]].uid,
            lead_uid=lead.uid,
            assistant_uids=tuple(setting.teachers[name].uid for name in source["assistants"]),
            kind=source["kind"],
            stage="优课" if source["topic"] in ("分数的意义", "青山处处埋忠骨") else "议课",
            planned_on=min(day for day, _ in lessons),
        )
    )
    work = StudyWork(study, source, meeting_on)
    comments = list(_comments(setting, work))
    a_draft = Draft(**setting.owned(lesson_study_uid=study.uid, stage="A", author_uid=lead.uid, state="ready"))
    sections = _sections(source["a"])
    a_revision = DraftRevision(
        **setting.owned(draft_uid=a_draft.uid, number=1, sections=sections, made_on=meeting_on - timedelta(days=6))
    )
    taken = tuple(item.uid for item in comments if item.verdict in ("adopted", "partly"))
    b_draft = Draft(
        **setting.owned(
            lesson_study_uid=study.uid,
            stage="B",
            author_uid=lead.uid,
            parent_revision_uid=a_revision.uid,
            state="ready",
        )
    )
    b_sections = _changed(sections, source["b"])
    b_revision = DraftRevision(
        **setting.owned(
            draft_uid=b_draft.uid,
            number=1,
            sections=b_sections,
            made_on=meeting_on,
            note=source["b"]["note"],
            adopted_uids=taken,
        )
    )
    forked_on = setting.school_day_after(meeting_on)
    work.drafts += [a_draft, b_draft]
    work.revisions += [
        drafts.lock(a_revision, meeting_on, "已合成B案"),
        drafts.lock(b_revision, forked_on, "已分出C案"),
    ]
    work.comments += [item.but(draft_uid=a_draft.uid) for item in comments]
    for item, (day, period) in zip(source["c"], lessons, strict=True):
        _own_draft(setting, work, item, b_revision, b_sections, forked_on, day, period)
    work.reflections += list(_reflections(setting, work))
    return work


def _own_draft(
    setting: Setting,
    work: StudyWork,
    item: dict[str, Any],
    parent: DraftRevision,
    sections: tuple[Section, ...],
    forked_on: date,
    day: date,
    period: int,
) -> None:
    """A teacher's C draft: the shared plan as she got it, then her own revision, locked by the lesson."""
    teacher, label = item["teacher"], item["class"]
    draft = Draft(
        **setting.owned(
            lesson_study_uid=work.study.uid,
            stage="C",
            author_uid=setting.teachers[teacher].uid,
            class_uid=setting.classes[label].uid if label else None,
            parent_revision_uid=parent.uid,
            state="taught",
        )
    )
    own = DraftRevision(
        **setting.owned(
            draft_uid=draft.uid,
            number=2,
            sections=_changed(sections, item),
            made_on=max(forked_on, day - timedelta(days=1)),
            note=item["note"],
        )
    )
    taught = drafts.lock(own, day, f"{month_day(day)}上课用了")
    first = DraftRevision(**setting.owned(draft_uid=draft.uid, number=1, sections=sections, made_on=forked_on))
    work.drafts.append(draft)
    work.revisions += [first, taught]
    work.lessons.append(GivenLesson(work.study, taught, teacher, label, day, period))


def meeting_of(setting: Setting, work: StudyWork, place: str) -> Activity:
    """The 集体备课 of a lesson study; what was said and agreed is read off its opinions."""
    source, study = work.source, work.study
    adopted = [item for item in work.comments if item.verdict in ("adopted", "partly")]
    names = {teacher.uid: teacher.name for teacher in setting.teachers.values()}
    starts, ends = setting.after_school(work.meeting_on)
    left = [f"{item.text}（{item.reason}）" for item in work.comments if item.verdict == "declined"]
    return Activity(
        **setting.of_term(
            kind="集体备课",
            title=f"集体备课《{study.topic}》",
            theme=f"{study.volume}{study.subject}：{study.topic}",
            happened_on=work.meeting_on,
            starts=starts,
            ends=ends,
            place=place,
            subject=study.subject,
            grade=study.grade,
            group_uid=study.group_uid,
            lesson_study_uid=study.uid,
            host_uid=setting.teachers[_leader(setting, source)].uid,
            keynote_uid=study.lead_uid,
            recorder_uid=setting.teachers[(source["assistants"] or [source["comments"][-1]["speaker"]])[0]].uid,
            goals=f"把《{study.topic}》的A案商量成B案。重点：{source['a']['教学重点']}难点：{source['a']['教学难点']}",
            process="\n".join(
                (
                    f"1. {names[study.lead_uid or '']}说A案：学情、目标、重难点和每一步的打算。",
                    *(
                        f"{number}. {item.speaker_text or names[item.speaker_uid or '']}：{item.text}"
                        for number, item in enumerate(work.comments, start=2)
                    ),
                    f"{len(work.comments) + 2}. 逐条商量采不采纳，当场改成B案，各人领回去写C案。",
                )
            ),
            talk=f"教学目标：\n{source['a']['教学目标']}",
            agreed=f"采纳{len(adopted)}条。{source['b']['note']}",
            open_points="没有采纳的留着以后看：" + "；".join(left)
            if left
            else "各人C案上完课写反思，两周内在组里说一次。",
            notified_on=setting.notice_for(work.meeting_on),
            state="done",
        )
    )


def _leader(setting: Setting, source: dict[str, Any]) -> str:
    """Who runs the group's meetings; a group of one is helped by the deputy head who looks after it."""
    members = setting.members[source["group"]]
    others = [name for name in members if name != source["lead"]]
    return others[0] if others else "林珺"


def _when(
    setting: Setting, source: dict[str, Any], item: dict[str, Any], meeting_on: date, joint_days: dict[str, date]
) -> tuple[date, int]:
    if item["teach"] in ("joint", "county"):
        day = joint_days["host" if item["teach"] == "joint" else "county"]
        if not item["class"]:
            return day, 0
        uid = setting.classes[item["class"]].uid
        lessons = [one for one in setting.lessons_on(day) if (one.class_uid, one.subject) == (uid, source["subject"])]
        return day, lessons[0].period
    first = max(setting.school_day(item["teach"]), setting.school_day_after(meeting_on))
    day, lesson = setting.find_lesson(item["teacher"], item["class"], source["subject"], first)
    return day, lesson.period


def _sections(source: dict[str, Any]) -> tuple[Section, ...]:
    steps = tuple(_step(row) for row in source["steps"])
    texts = {heading: text for heading, text in source.items() if heading != "steps"}
    usual = [heading for heading in drafts.USUAL_HEADINGS if heading in texts or heading == drafts.PROCESS_HEADING]
    further = [heading for heading in texts if heading not in usual]
    # The usual order of a lesson plan; what the data has beyond it stands before the process.
    place = usual.index(drafts.PROCESS_HEADING)
    return tuple(
        Section(heading=heading, steps=steps)
        if heading == drafts.PROCESS_HEADING
        else Section(heading=heading, text=texts[heading])
        for heading in (*usual[:place], *further, *usual[place:])
    )


def _step(row: list[str]) -> ProcessStep:
    step, teacher, students, intent = row
    return ProcessStep(step=step, teacher=teacher, students=students, intent=intent)


def _changed(sections: tuple[Section, ...], changes: dict[str, Any]) -> tuple[Section, ...]:
    """The sections with some texts and some steps replaced."""
    texts, steps = changes.get("sections", {}), {row[0]: _step(row) for row in changes.get("steps", [])}
    return tuple(
        Section(
            heading=item.heading,
            text=texts.get(item.heading, item.text),
            steps=tuple(steps.get(step.step, step) for step in item.steps),
        )
        for item in sections
    )


def _comments(setting: Setting, work: StudyWork) -> Iterator[Comment]:
    for order, item in enumerate(work.source["comments"], start=1):
        yield Comment(
            **setting.owned(
                lesson_study_uid=work.study.uid,
                text=item["text"],
                speaker_uid=setting.teachers[item["speaker"]].uid,
                verdict=item["verdict"],
                reason=item.get("reason", ""),
                order=order,
            )
        )


def _reflections(setting: Setting, work: StudyWork) -> Iterator[Reflection]:
    for item in work.source["reflections"]:
        lesson = [one for one in work.lessons if one.teacher == item["teacher"]][-1]
        yield Reflection(
            **setting.owned(
                lesson_study_uid=work.study.uid,
                teacher_uid=setting.teachers[item["teacher"]].uid,
                draft_uid=lesson.revision.draft_uid,
                answers={prompt: item[prompt] for prompt in _PROMPTS},
                written_on=lesson.day,
            )
        )
