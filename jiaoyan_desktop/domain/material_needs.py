"""What makes an item of the checklist whole beyond its rules: one function per kind of ``needs`` in materials.toml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .joint_research import NO_JOINT_RESEARCH, handin_gaps, joint_days
from .lessons_now import Clash
from .meeting_figures import is_done
from .naming import grade_name, weekday_name
from .people import Teacher
from .photo_story import stories
from .situation import Outcome, Situation
from .staff import classes_on, here_on

Values = Mapping[str, Any]
TEACHER_FIELDS = {
    "gender": "性别",
    "born": "出生年月",
    "education": "学历",
    "title": "职称",
    "politics": "政治面貌",
    "started_work": "参加工作时间",
    "subject": "任教学科",
    "phone": "联系电话",
}
RECOMMENDATION_FIELDS = {
    "subject": "任教学科",
    "grade_text": "年级",
    "topic": "课题",
    "textbook": "教材版本",
    "volume": "年级册次",
    "lesson_kind": "课型",
    "awards": "近三年获奖",
    "reason": "推荐理由",
    "group_opinion": "教研组意见",
}


def dates(situation: Situation, values: Values) -> Outcome:
    """The pack says when these run. Values: names."""
    missing = [name for name in values["names"] if name not in situation.pack.dates]
    return Outcome(missing=tuple(f"“{name}”还没有起止日期。" for name in missing))


def recommendations(situation: Situation, values: Values) -> Outcome:
    """Enough teachers are recommended, each with everything the form asks. Values: number, fields, teacher_fields."""
    number = int(values.get("number", 1))
    found = situation.records.recommendations
    missing = [too_few_recommended(len(found), number)] if len(found) < number else []
    faulty = []
    for item in found:
        teacher = situation.records.teacher_by_uid.get(item.teacher_uid)
        lacks = [RECOMMENDATION_FIELDS[name] for name in values.get("fields", ()) if not getattr(item, name).strip()]
        lacks += _lacks(teacher, values.get("teacher_fields", ()))
        if lacks:
            missing.append(
                f"{situation.names.teacher(item.teacher_uid)}老师的推荐表还缺{'、'.join(dict.fromkeys(lacks))}。"
            )
            faulty.append(item)
    return Outcome(
        need=f"{max(number, len(found))}人",
        have=f"{len(found) - len(faulty)}人",
        missing=tuple(missing),
        records=tuple(("Recommendation", item.uid) for item in faulty or found),
    )


def teachers(situation: Situation, values: Values) -> Outcome:
    """Everybody on the roster has what the table asks. Values: fields."""
    everybody = [item for item in situation.records.teachers if here_on(item, situation.as_of)]
    if not everybody:
        return Outcome(missing=("还没有录入教师。",), is_unknown=True)
    lacking = [(item, lacks) for item in everybody if (lacks := _lacks(item, values.get("fields", ())))]
    return Outcome(
        need=f"{len(everybody)}位老师",
        have=f"{len(everybody) - len(lacking)}位",
        missing=tuple(f"{situation.names.teacher(item.uid)}老师还缺{'、'.join(lacks)}。" for item, lacks in lacking),
        records=tuple(("Teacher", item.uid) for item, _ in lacking),
    )


def assignments(situation: Situation, _: Values) -> Outcome:
    """Every subject on a class's timetable has its teacher; a class without timetable has some assignment."""
    classes = classes_on(situation.records, situation.as_of)
    if not classes:
        return Outcome(missing=("还没有录入班级。",), is_unknown=True)
    subjects = _subjects_of_classes(situation)
    missing, faulty = [], []
    for item in classes:
        name = situation.names.school_class(item.uid)
        wanted = subjects.get(item.uid, {})
        untaught = [subject for subject, has_teacher in wanted.items() if not has_teacher]
        if untaught:
            missing.append(f"{name}的{'、'.join(untaught)}还没有写谁教。")
        elif not wanted:
            missing.append(f"{name}还没有任课分工。")
        if untaught or not wanted:
            faulty.append(item)
    return Outcome(
        need=f"{len(classes)}个班",
        have=f"{len(classes) - len(faulty)}个班",
        missing=tuple(missing),
        records=tuple(("SchoolClass", item.uid) for item in faulty),
    )


def timetable(situation: Situation, _: Values) -> Outcome:
    """The version in force has lessons for every class and no clash."""
    classes = classes_on(situation.records, situation.as_of)
    if not classes:
        return Outcome(missing=("还没有录入班级。",), is_unknown=True)
    version = situation.lessons.timetable_on(situation.as_of)
    if version is None:
        return Outcome(need=f"{len(classes)}个班", have="0个班", missing=("还没有课程表。",))
    with_lessons = {slot.class_uid for slot in situation.records.slots if slot.timetable_uid == version.uid}
    without = [item for item in classes if item.uid not in with_lessons]
    clashes = situation.lessons.clashes(version.uid)
    return Outcome(
        need=f"{len(classes)}个班",
        have=f"{len(classes) - len(without)}个班",
        missing=(
            *(f"{situation.names.school_class(item.uid)}还没有课程表。" for item in without),
            *(_clash_sentence(situation, clash) for clash in clashes),
        ),
        records=(
            *(("SchoolClass", item.uid) for item in without),
            *(("Slot", slot.uid) for clash in clashes for slot in clash.slots),
        ),
    )


def progress(situation: Situation, values: Values) -> Outcome:
    """Every grade and subject that is taught has a weekly progress. Values: subjects (only these), except."""
    taught = _taught_pairs(situation)
    only, leaving_out = values.get("subjects", ()), values.get("except", ())
    wanted = [pair for pair in taught if (not only or pair[1] in only) and pair[1] not in leaving_out]
    if not wanted:
        return Outcome(missing=("还没有任课分工和课程表，不知道要哪些学科的周进度。",), is_unknown=True)
    there = {(line.grade, line.subject) for line in situation.records.progress}
    absent = [pair for pair in wanted if pair not in there]
    return Outcome(
        need=f"{len(wanted)}张",
        have=f"{len(wanted) - len(absent)}张",
        missing=tuple(f"{grade_name(grade)}{subject}还没有周进度。" for grade, subject in absent),
    )


def joint(situation: Situation, values: Values) -> Outcome:
    """There were so many joint-research days. Values: number."""
    number = int(values.get("number", 1))
    days = joint_days(situation.records, situation.as_of)
    short = number - len(days)
    sentence = f"校际联研有{len(days)}次，还差{short}次。" if days else NO_JOINT_RESEARCH
    return Outcome(
        need=f"{max(number, len(days))}次",
        have=f"{len(days)}次",
        missing=(sentence,) if short > 0 else (),
        records=tuple(("Activity", day.uid) for day in days),
    )


def photo_stories(situation: Situation, values: Values) -> Outcome:
    """The photo stories are whole: five kinds of photos, each with its text. Values: county, school."""
    found = stories(
        situation.records,
        situation.as_of,
        county=int(values.get("county", 1)),
        school=int(values.get("school", 1)),
    )
    return Outcome(
        need=f"{len(found)}篇",
        have=f"{sum(story.is_whole for story in found)}篇",
        missing=tuple(sentence for story in found if not story.is_whole for sentence in story.sentences),
        records=tuple(("Activity", story.activity.uid) for story in found if story.activity),
    )


def summary(situation: Situation, _: Values) -> Outcome:
    """总结 can tell of all three parts: 校际联研, 推门听课, 校本教研 (rule 0-54)."""
    own = [item for item in situation.records.activities if is_done(item, situation.as_of) and not item.is_joint]
    parts = {
        "校际联研": situation.statistics.joint.days,
        "推门听课": situation.statistics.observations.total.lessons,
        "校本教研": len(own),
    }
    empty = [name for name, number in parts.items() if not number]
    return Outcome(
        need="三部分都有内容",
        have=f"{len(parts) - len(empty)}部分",
        missing=tuple(f"总结里“{name}”还没有可写的记录。" for name in empty),
    )


def handins(situation: Situation, values: Values) -> Outcome:
    """Everybody who came handed in, and whole. Values: those of ``joint_research.handin_gaps``."""
    days = [day for day in joint_days(situation.records, situation.as_of) if day.state == "done"]
    if not days:
        return Outcome(missing=("还没有开展过校际联研，没有要交的。",), is_unknown=True)
    gaps, due, whole = handin_gaps(situation.records, situation.names, days, values, situation.as_of)
    unit = "份" if values["handin"] == "note" else "篇"
    if not due:
        return Outcome(need=f"0{unit}", missing=("联研还没有登记本校谁参加了。",), is_unknown=True)
    return Outcome(
        need=f"{due}{unit}",
        have=f"{whole}{unit}",
        missing=tuple(gap.sentence for gap in gaps),
        records=tuple(gap.record for gap in gaps),
    )


def too_few_recommended(found: int, number: int, what: str = "教师") -> str:
    """The sentence for too few recommendations."""
    return f"推荐{what}{found}人，还差{number - found}人。" if found else f"还没有推荐{what}。"


def _lacks(teacher: Teacher | None, fields: tuple[str, ...] | list[str]) -> list[str]:
    return [TEACHER_FIELDS[name] for name in fields if teacher is None or not getattr(teacher, name).strip()]


def _subjects_of_classes(situation: Situation) -> dict[str, dict[str, bool]]:
    """Class -> subject -> whether somebody teaches it, from the timetable in force and 任课分工."""
    found: dict[str, dict[str, bool]] = {}
    day = situation.as_of
    version = situation.lessons.timetable_on(day)
    for slot in situation.records.slots:
        if version is not None and slot.timetable_uid == version.uid:
            taught = bool(slot.teacher_uid or situation.lessons.teachers_of(slot.class_uid, slot.subject, day))
            subjects = found.setdefault(slot.class_uid, {})
            subjects[slot.subject] = subjects.get(slot.subject, False) or taught
    for item in situation.records.assignments:
        found.setdefault(item.class_uid, {}).setdefault(item.subject, True)
    return found


def _taught_pairs(situation: Situation) -> list[tuple[int, str]]:
    """(grade, subject) that some class has, by grade, subjects in the order they are first met."""
    grades = {item.uid: item.grade for item in classes_on(situation.records, situation.as_of)}
    subjects = _subjects_of_classes(situation)
    pairs = [(grades[uid], subject) for uid, taught in subjects.items() if uid in grades for subject in taught]
    return sorted(dict.fromkeys(pairs), key=lambda pair: pair[0])


def _clash_sentence(situation: Situation, clash: Clash) -> str:
    when = f"{weekday_name(clash.weekday)}第{clash.period}节"
    if clash.kind == "teacher":
        rooms = dict.fromkeys(situation.names.school_class(slot.class_uid) for slot in clash.slots)
        return f"课程表上{situation.names.teacher(clash.uid)}{when}同时在{'、'.join(rooms)}上课。"
    lessons = dict.fromkeys(slot.subject for slot in clash.slots)
    return f"课程表上{situation.names.school_class(clash.uid)}{when}排了两节课（{'、'.join(lessons)}）。"
