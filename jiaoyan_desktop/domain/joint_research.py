"""One 校际联研 day looked at closely: who comes, who stayed to the end, what was handed in; gaps as sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .activity import HANDIN_HEADER, ROLES, Activity, Handin, Participant
from .naming import Names, plain_date
from .term_records import TermRecords
from .text import count_characters

NO_JOINT_DAY = "还没有校际联研活动，现在看不出来。"
NO_JOINT_RESEARCH = "还没有开展校际联研。"
HANDIN_WORDS = {"note": "听课笔记", "reflection": "心得"}
_SUBJECT_TEACHER = ROLES[-1]
_AWAY = {"leave": "请了假", "official": "公出", "absent": "没有到"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that is short, as a sentence, with the record at fault."""

    sentence: str
    record: tuple[str, str]


def joint_days(records: TermRecords, as_of: date) -> tuple[Activity, ...]:
    """The joint-research days up to a day that were not put off or called off."""
    return tuple(
        item
        for item in records.activities
        if item.is_joint
        and item.state in ("planned", "done")
        and item.happened_on is not None
        and item.happened_on <= as_of
    )


def own_people(records: TermRecords, activity: Activity, *, came: bool = False) -> tuple[Participant, ...]:
    """Our own people of a day: who is to come (no leave, no 公出, not absent), or only those who came."""
    states = ("present",) if came else ("present", "expected")
    return tuple(
        item
        for item in records.participants_of.get(activity.uid, ())
        if item.teacher_uid is not None and item.attendance in states
    )


def day_name(activity: Activity) -> str:
    """4月18日联研, or its title while the day is not fixed."""
    return f"{plain_date(activity.happened_on)}联研" if activity.happened_on else activity.title


def composition_gaps(
    records: TermRecords, activity: Activity, *, roles: Sequence[str] = ROLES, number: int = 4, count: str = "total"
) -> str:
    """What the 回执 lacks as one sentence (wording 8), empty when nothing.

    ``count`` says how 不少于4人 is read: ``total`` of the people, or ``subject_teachers`` only.
    """
    people = own_people(records, activity)
    counted = [item for item in people if count == "total" or item.role == _SUBJECT_TEACHER]
    present_roles = {item.role for item in people}
    missing_roles = [role for role in roles if role not in present_roles]
    gaps = []
    if len(counted) < number:
        unit = "位学科教师" if count == "subject_teachers" else "人"
        gaps.append(f"现在{len(counted)}{unit}，还差{number - len(counted)}{unit[0]}")
    if missing_roles:
        gaps.append("还缺" + "".join(f"“{role}”" for role in missing_roles))
    return f"{day_name(activity)}的回执上{'；'.join(gaps)}。" if gaps else ""


def both_readings(records: TermRecords, activity: Activity) -> str:
    """不少于4人 read both ways (domain 1.1, fault 4): in all, and 学科教师 only."""
    people = own_people(records, activity)
    teachers = sum(item.role == _SUBJECT_TEACHER for item in people)
    return f"{day_name(activity)}：四类人合计{len(people)}人，其中学科教师{teachers}人"


def attendance_gaps(records: TermRecords, names: Names, activity: Activity, roles: Sequence[str]) -> tuple[Gap, ...]:
    """Leaders who must be there from sign-in to sign-out (rule 0-28, wording 9, domain scenario 14)."""
    gaps = []
    for item in records.participants_of.get(activity.uid, ()):
        if item.role not in roles or item.teacher_uid is None:
            continue
        who, evidence = names.teacher(item.teacher_uid), ("Participant", item.uid)
        if item.attendance in _AWAY:
            fault = f"{_AWAY[item.attendance]}，县里要求全程参加"
        elif not item.signed_in:
            fault = "还没有签到"
        elif not item.signed_out:
            fault = "签到了，没有签退"
        else:
            continue
        gaps.append(Gap(sentence=f"{day_name(activity)}{who}（{item.role}）{fault}。", record=evidence))
    return tuple(gaps)


def own_header(records: TermRecords, handin: Handin) -> dict[str, str]:
    """The six header fields: as the teacher wrote them; what she did not write at all is known from the day itself."""
    if handin.header is not None:
        return {key: handin.header.get(key, "").strip() for key in HANDIN_HEADER}
    activity = records.activity_by_uid.get(handin.activity_uid)
    return dict.fromkeys(HANDIN_HEADER, "") if activity is None else header_of(records, activity)


def header_of(records: TermRecords, activity: Activity) -> dict[str, str]:
    """The six header fields as a joint-research day itself gives them."""
    study = next((item for item in records.studies if item.uid == activity.lesson_study_uid), None)
    people = records.participants_of.get(activity.uid, ())
    topics = dict.fromkeys(item.teaches_topic for item in people if item.teaches_topic)
    host = activity.host_school or (records.school.name if activity.is_host else "")
    values = (
        "、".join(filter(None, dict.fromkeys((host, *activity.member_schools)))),
        activity.theme,
        activity.subject,
        study.topic if study else "、".join(topics),
        activity.lead_teacher,
        plain_date(activity.happened_on) if activity.happened_on else "",
    )
    return dict(zip(HANDIN_HEADER, values, strict=True))


def handin_gaps(
    records: TermRecords, names: Names, days: Sequence[Activity], values: Mapping[str, Any], as_of: date
) -> tuple[tuple[Gap, ...], int, int]:
    """What those who came have not handed in whole: (gaps, pieces due, pieces whole). Rules 0-56 and 0-57.

    Values: handin (note or reflection), header (the six fields), pictures (at least so many), characters (at least so
    many 字), punctuation (counted too, which is the default).
    """
    kind = values["handin"]
    due = [(day, person) for day in days for person in own_people(records, day, came=True)]
    times = Counter(person.teacher_uid for _, person in due)
    gaps: list[Gap] = []
    whole = 0
    for day, person in due:
        uid = person.teacher_uid or ""
        found = [
            item
            for item in records.handins_of.get(day.uid, ())
            if item.kind == kind and item.teacher_uid == uid and (item.received_on is None or item.received_on <= as_of)
        ]
        if not found:
            sentence = f"{names.teacher(uid)}老师{day_name(day)}的{HANDIN_WORDS[kind]}还没有交。"
            gaps.append(Gap(sentence=sentence, record=("Participant", person.uid)))
            continue
        latest = found[-1]
        # With two days to write about, the sentence has to say which one it means.
        of_day = f"{day_name(day)}" if times[uid] > 1 else ""
        sentences = _faults(records, latest, values, f"{names.teacher(uid)}老师{of_day}的{HANDIN_WORDS[kind]}")
        gaps += [Gap(sentence=sentence, record=("Handin", latest.uid)) for sentence in sentences]
        whole += not sentences
    return tuple(gaps), len(due), whole


def _faults(records: TermRecords, handin: Handin, values: Mapping[str, Any], whose: str) -> list[str]:
    faults = []
    if values.get("header"):
        missing = [key for key, text in own_header(records, handin).items() if not text]
        if missing:
            faults.append(f"{whose}抬头还缺“{'、'.join(missing)}”。")
    pictures = int(values.get("pictures", 0))
    if len(handin.pictures) < pictures:
        short = f"，还差{pictures - len(handin.pictures)}张" if handin.pictures else ""
        faults.append(f"{whose}还没有手写页的照片{short}。")
    characters = int(values.get("characters", 0))
    if characters:
        counted = count_characters(handin.text)
        number = counted.with_punctuation if values.get("punctuation", True) else counted.without_punctuation
        if number < characters:
            faults.append(f"{whose}正文{number}字，还差{characters - number}字。")
    return faults
