"""What a read plan says against what the school knows: teacher, subject, grade, the lesson study it may belong to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from jiaoyan_desktop.domain.glossary import STAGE_NAMES, SUBJECTS
from jiaoyan_desktop.domain.names import split_names
from jiaoyan_desktop.domain.naming import grade_name
from jiaoyan_desktop.domain.preparation import Draft, LessonStudy
from jiaoyan_desktop.domain.term_records import TermRecords
from jiaoyan_desktop.domain.text import compact

from .collecting_names import explain, roster_of, teacher_words
from .plan_reading import LessonPlanRead


@dataclass(slots=True, kw_only=True)
class Suggestion:
    """Values for a lesson study (its field names); ``hints`` say where one was taken from, ``doubts`` ask a person."""

    values: dict[str, Any] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)
    study_uid: str = ""  # the study it seems to belong to
    draft_uid: str = ""  # and the draft of it

    def leave_open(self, name: str, doubt: str) -> None:
        """Nothing is put there, and a person is asked."""
        self.doubts[name] = doubt


def suggest(records: TermRecords, read: LessonPlanRead) -> Suggestion:
    """What can be said for sure; whatever has two answers or none is left open and asked (domain scenario 25)."""
    found = Suggestion()
    found.values = {
        "topic": read.topic,
        "grade": read.grade,
        "periods": read.periods or 1,
        "volume": read.volume,
        "unit": read.unit,
        "subject": read.subject,
        "lead_uid": None,
        "assistant_uids": (),
    }
    if not read.topic:
        found.leave_open("topic", "文件里没有写课题，请写上。")
    if not read.grade:
        found.leave_open("grade", "文件里没有写是几年级，请选一个；跨年级就不用选。")
    _people(records, read, found)
    _subject(records, read, found)
    _place(records, read, found)
    return found


def _people(records: TermRecords, read: LessonPlanRead, found: Suggestion) -> None:
    roster, words = roster_of(records), teacher_words(records)
    class_uid = _class_uid(records, read)
    names = split_names(read.lead)
    if not names:
        teacher = f"文件里只写了授课人“{read.teacher}”。" if read.teacher else "文件里没有写主备人。"
        found.leave_open("lead_uid", f"{teacher}是谁备的，请选一位。")
    uids: list[str] = []
    for place, name in enumerate((*names, *split_names(read.assistants))):
        match = roster.match(name, subject=read.subject, class_uid=class_uid)
        key = "assistant_uids" if place or not names else "lead_uid"
        if match.kind != "one" or match.teacher is None or not match.is_sure:
            found.leave_open(key, explain(name, match, words, records)[0] if match.kind != "one" else _only(name))
        elif key == "lead_uid":
            found.values["lead_uid"] = match.teacher.uid
            if match.how:
                found.hints["lead_uid"] = f"{match.how}的，请看一下对不对。"
        else:
            uids.append(match.teacher.uid)
    found.values["assistant_uids"] = tuple(uids)


def _only(name: str) -> str:
    return f"文件里只写了“{name}”，请选一位。"


def _subject(records: TermRecords, read: LessonPlanRead, found: Suggestion) -> None:
    """From the file, else 周进度 (whose subject has that topic), else what the lead teaches in that grade or at all."""
    if read.subject:
        return
    topic = bare_topic(read.topic)
    planned = {
        item.subject
        for item in records.progress
        if len(topic) >= 2 and topic in compact(item.content) and read.grade in (0, item.grade)
    }
    grades = {item.uid: item.grade for item in records.classes}
    taught = {
        item.subject
        for item in records.assignments
        if item.teacher_uid == found.values["lead_uid"] and read.grade in (0, grades.get(item.class_uid))
    }
    lead = records.teacher_by_uid.get(found.values["lead_uid"] or "")
    listed = {subject for subject in (lead.subject, *lead.other_subjects) if subject} if lead else set()
    # What is taught now is better known from 任课分工 than from the roster.
    for subjects, source in ((planned, "周进度"), (taught, "任课分工"), (listed if not taught else set(), "花名册")):
        if len(subjects) == 1:
            found.values["subject"] = subjects.pop()
            found.hints["subject"] = f"文件里没有写，按{source}填的。"
            return
    several = [subject for subject in SUBJECTS if subject in (taught or listed)]
    offered = f"{lead.name}教{'、'.join(several)}，" if lead and several else ""
    found.leave_open("subject", f"文件里没有写是哪一科，{offered}请选一个。")


def _place(records: TermRecords, read: LessonPlanRead, found: Suggestion) -> None:
    """The lesson study of the same topic, and the draft of it that the file's name speaks of."""
    topic, subject = bare_topic(read.topic), found.values["subject"]
    same = [
        study
        for study in records.studies
        if topic
        and bare_topic(study.topic) == topic
        and (not read.grade or study.grade in (0, read.grade))
        and (not subject or study.subject == subject)
    ]
    if len(same) > 1:
        found.leave_open("study_uid", f"有{len(same)}个课例都叫这个课题，请选一个。")
    if len(same) != 1:
        if not same and read.stage in ("B", "C"):
            found.leave_open("study_uid", f"文件名写着{read.stage}案，请选它是哪个课例的；选“新建课例”就当A案放进来。")
        return
    study = same[0]
    found.study_uid = study.uid
    if not read.subject:
        found.values["subject"] = study.subject
    drafts = [item for item in records.drafts_of.get(study.uid, ()) if item.stage == (read.stage or "A")]
    if read.stage == "C" and len(drafts) > 1:
        drafts = _of_author(records, read, found, drafts)
    if len(drafts) == 1 and (read.stage or not _has_more(records, study)):
        found.draft_uid = drafts[0].uid
    elif read.stage and not drafts and read.stage != "A":
        found.leave_open("draft_uid", f"文件名写着{read.stage}案，这个课例还没有{read.stage}案，请看看放到哪一稿。")
    elif drafts:
        found.leave_open("draft_uid", "请选放到哪一稿。")


def _has_more(records: TermRecords, study: LessonStudy) -> bool:
    return len(records.drafts_of.get(study.uid, ())) > 1


def _of_author(records: TermRecords, read: LessonPlanRead, found: Suggestion, drafts: list[Draft]) -> list[Draft]:
    """Whose C draft it is: by who gives the lesson, else by who wrote it."""
    author = found.values["lead_uid"]
    if read.teacher:
        match = roster_of(records).match(read.teacher, class_uid=_class_uid(records, read))
        author = match.teacher.uid if match.kind == "one" and match.teacher and match.is_sure else None
    own = [item for item in drafts if item.author_uid == author]
    class_uid = _class_uid(records, read)
    return [item for item in own if item.class_uid == class_uid] or own if len(own) > 1 else own or drafts


def _class_uid(records: TermRecords, read: LessonPlanRead) -> str | None:
    return next((item.uid for item in records.classes if (item.grade, item.number) == read.school_class), None)


def bare_topic(topic: str) -> str:
    """A topic for comparing: 《山行》（古诗三首） and 22 山行 are 山行."""
    named = re.search(r"《([^》]+)》", topic)
    plain = named[1] if named else re.sub(r"[（(][^（）()]*[)）]", "", topic)
    return re.sub(r"^\d+[.、．\s]*", "", compact(plain)) or compact(topic)


def study_words(study: LessonStudy) -> str:
    """A lesson study in a list: 《山行》 四年级语文."""
    return f"{study.topic}　{grade_name(study.grade)}{study.subject}"


def draft_words(draft: Draft, count: int, author: str) -> str:
    """A draft in a list: A案，放成第3稿."""
    plain = STAGE_NAMES[draft.stage].partition("（")[0]
    whose = f"·{author}" if draft.stage == "C" and author else ""
    return f"{plain}{whose}，放成第{count + 1}稿"
