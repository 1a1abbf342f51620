"""What forms about teachers, classes, 任课分工 and recommendations may ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from jiaoyan_desktop.domain.activity import Recommendation
from jiaoyan_desktop.domain.glossary import SUBJECTS
from jiaoyan_desktop.domain.naming import class_name, grade_name, plain_date
from jiaoyan_desktop.domain.people import SchoolClass, Teacher
from jiaoyan_desktop.domain.timetable import Assignment

from .formats import boxes
from .namesakes import short_name
from .registry import Area, Field, Getter, RowList, Select, fields, under
from .scene import Scene

_USUAL_CLASS = re.compile(r"(.)(（\d+）)班")
CATEGORIES = ("主研教师", "参研教师", "优课")


def staff(scene: Scene) -> list[Teacher]:
    """Who was at the school on any day of the term up to the date of counting, in the order of the roster."""
    start = scene.records.term.starts_on
    return [
        item
        for item in scene.records.teachers
        if (item.joined_on is None or item.joined_on <= scene.as_of) and (item.left_on is None or item.left_on >= start)
    ]


def last_day(scene: Scene, teacher: Teacher) -> date:
    """The day by which a teacher's posts and lessons are told: the date of counting, or her last day before it."""
    return min(scene.as_of, teacher.left_on) if teacher.left_on else scene.as_of


def in_force(item: Assignment, day: date) -> bool:
    """Whether an assignment holds on that day."""
    return (item.starts_on is None or item.starts_on <= day) and (item.ends_on is None or day <= item.ends_on)


def subject_order(subject: str) -> tuple[int, str]:
    """Sorting key: subjects in the order of the curriculum, unknown ones behind by name."""
    return (SUBJECTS.index(subject) if subject in SUBJECTS else len(SUBJECTS), subject)


def assignments_of(scene: Scene, teacher: Teacher) -> list[Assignment]:
    """What a teacher was assigned on her day, by class and subject."""
    day = last_day(scene, teacher)
    found = [item for item in scene.records.assignments if item.teacher_uid == teacher.uid and in_force(item, day)]
    place = {item.uid: number for number, item in enumerate(scene.records.classes)}
    return sorted(found, key=lambda item: (place.get(item.class_uid, 0), subject_order(item.subject)))


def subjects_of(scene: Scene, teacher: Teacher) -> tuple[str, ...]:
    """The subjects taught by 任课分工, the roster's own subject first; the roster's word where nothing is assigned."""
    assigned = sorted({item.subject for item in assignments_of(scene, teacher)}, key=subject_order)
    if not assigned:
        return tuple(filter(None, (teacher.subject, *teacher.other_subjects)))
    return tuple(sorted(assigned, key=lambda subject: subject != teacher.subject))


def classes_of(scene: Scene, teacher: Teacher) -> str:
    """三（1）（2）班; with several subjects each says its classes: 语文：三（1）班；书法：三（1）、四（1）班."""
    by_subject: dict[str, list[SchoolClass]] = {}
    for item in assignments_of(scene, teacher):
        found = scene.records.class_by_uid.get(item.class_uid)
        if found is not None:
            by_subject.setdefault(item.subject, []).append(found)
    if not by_subject:
        return teacher.teaches_text
    told = {subject: joined_classes(classes) for subject, classes in by_subject.items()}
    if len(set(told.values())) == 1:
        return next(iter(told.values()))
    return "；".join(f"{subject}：{told[subject]}" for subject in subjects_of(scene, teacher) if subject in told)


def joined_classes(classes: Sequence[SchoolClass]) -> str:
    """三（1）（2）、四（1）班: classes of one grade together, as rosters write them; names of another shape apart."""
    grades: dict[str, list[str]] = {}
    own: list[str] = []
    for item in classes:
        usual = _USUAL_CLASS.fullmatch(class_name(item))
        if usual is None:
            own.append(class_name(item))
        else:
            grades.setdefault(usual[1], []).append(usual[2])
    told = "、".join(grade + "".join(numbers) for grade, numbers in grades.items())
    return "、".join(filter(None, (f"{told}班" if told else "", *own)))


def weekly_periods(scene: Scene, teacher: Teacher) -> float | None:
    """周课时 by the timetable in force; None where there is no timetable yet."""
    if scene.lessons.timetable_on(last_day(scene, teacher)) is None:
        return None
    return scene.lessons.weekly_periods(last_day(scene, teacher)).by_teacher.get(teacher.uid, 0.0)


def age(born: str, day: date) -> int | None:
    """周岁 on a day from 1985-03 or 1985; None when the roster does not say."""
    year, _, rest = born.partition("-")
    if not year.isdigit():
        return None
    month = rest[:2].rstrip("-")
    return day.year - int(year) - (1 if month.isdigit() and int(month) > day.month else 0)


def seniority(started: str, day: date) -> int | None:
    """教龄 in years on a day, the year of starting counted as the first."""
    year = started.partition("-")[0]
    return day.year - int(year) + 1 if year.isdigit() else None


def staff_note(scene: Scene, teacher: Teacher) -> str:
    """What changed in the term: moved in or out, and classes handed over (domain scenario 24)."""
    term = scene.records.term
    parts = []
    if teacher.joined_on and teacher.joined_on > term.starts_on:
        parts.append(f"{plain_date(teacher.joined_on)}调入")
    if teacher.left_on and teacher.left_on < scene.as_of:
        parts.append(f"{plain_date(teacher.left_on)}调出")
    for item in scene.records.assignments:
        if item.teacher_uid != teacher.uid:
            continue
        what = f"{scene.names.school_class(item.class_uid)}{item.subject}"
        if item.ends_on and term.starts_on <= item.ends_on < scene.as_of and item.ends_on != teacher.left_on:
            parts.append(f"{what}任教至{plain_date(item.ends_on)}")
        if item.starts_on and term.starts_on < item.starts_on <= scene.as_of and item.starts_on != teacher.joined_on:
            parts.append(f"{what}{plain_date(item.starts_on)}接任")
    return "；".join(parts)


def groups_of(scene: Scene, teacher: Teacher, kind: str) -> tuple[str, ...]:
    """The names of a teacher's groups of one kind on her day."""
    day = last_day(scene, teacher)
    return tuple(
        scene.records.group_by_uid[item.group_uid].name
        for item in scene.records.memberships
        if item.teacher_uid == teacher.uid
        and (item.starts_on is None or item.starts_on <= day)
        and (item.ends_on is None or day <= item.ends_on)
        and item.group_uid in scene.records.group_by_uid
        and scene.records.group_by_uid[item.group_uid].kind == kind
    )


def _posts(scene: Scene, teacher: Teacher) -> tuple[str, ...]:
    return scene.post_titles(teacher.uid, last_day(scene, teacher)) or ("教师",)


TEACHER: tuple[Field, ...] = fields(
    ("name", "姓名", lambda _, item: item.name),
    ("told_apart", "姓名，同名的带学科班级", lambda scene, item: scene.names.teacher(item.uid)),
    ("short_name", "姓名，同名的只带学科（文件名里用）", lambda scene, item: short_name(scene, item.uid)),
    ("gender", "性别", lambda _, item: item.gender),
    ("born", "出生年月", lambda _, item: item.born),
    ("age", "年龄（周岁）", lambda scene, item: age(item.born, scene.as_of)),
    ("politics", "政治面貌", lambda _, item: item.politics),
    ("education", "学历", lambda _, item: item.education),
    ("title", "职称", lambda _, item: item.title),
    ("seniority", "教龄", lambda scene, item: seniority(item.started_work, scene.as_of)),
    ("posts", "职务", _posts),
    ("subject", "花名册上的学科", lambda _, item: item.subject),
    ("subjects", "任教学科（按任课分工）", subjects_of),
    ("classes", "任教年级班级", classes_of),
    ("weekly_periods", "周课时（按课程表）", weekly_periods),
    ("teaching_groups", "教研组", lambda scene, item: groups_of(scene, item, "teaching")),
    ("preparation_groups", "备课组", lambda scene, item: groups_of(scene, item, "preparation")),
    ("phone", "联系电话", lambda _, item: item.phone),
    ("note", "备注：调动和交接", staff_note),
)


def homeroom(scene: Scene, item: SchoolClass) -> str:
    """The 班主任 of a class on the date of counting."""
    return "、".join(
        scene.names.teacher(post.teacher_uid)
        for post in scene.records.posts
        if post.class_uid == item.uid
        and (post.starts_on is None or post.starts_on <= scene.as_of)
        and (post.ends_on is None or scene.as_of <= post.ends_on)
    )


CLASS: tuple[Field, ...] = fields(
    ("name", "班级", lambda _, item: class_name(item)),
    ("grade", "年级", lambda _, item: grade_name(item.grade)),
    ("homeroom", "班主任", homeroom),
)


def _of_recommended(scene: Scene, item: Recommendation) -> Teacher | None:
    return scene.teacher(item.teacher_uid)


def _recommended_subject(scene: Scene, item: Recommendation) -> str:
    teacher = _of_recommended(scene, item)
    return item.subject or (teacher.subject if teacher else "")


RECOMMENDATION: tuple[Field, ...] = fields(
    ("category", "推荐类别", lambda _, item: item.category),
    ("category_boxes", "推荐类别，选中的涂黑", lambda _, item: boxes(CATEGORIES, item.category)),
    ("subject", "任教学科", _recommended_subject),
    ("grade", "年级", lambda _, item: item.grade_text),
    ("topic", "课题", lambda _, item: item.topic),
    ("textbook", "教材版本", lambda _, item: item.textbook),
    ("volume", "年级册次", lambda _, item: item.volume),
    ("lesson_kind", "课型", lambda _, item: item.lesson_kind),
    ("awards", "近三年获奖", lambda _, item: item.awards),
    ("reason", "推荐理由", lambda _, item: item.reason),
    ("group_opinion", "教研组意见", lambda _, item: item.group_opinion),
) + under("teacher", "教师", TEACHER, _of_recommended)


def _numbered(items: Any) -> Any:
    return lambda scene, _: list(enumerate(items(scene), 1))


def _rowed(declared: Iterable[Field]) -> tuple[Field, ...]:
    """The fields of a record for a numbered list of such records."""

    def second(get: Getter) -> Getter:
        return lambda scene, pair: get(scene, pair[1])

    number = fields(("number", "序号", lambda _, pair: pair[0]))
    return number + tuple(Field(name=item.name, meaning=item.meaning, get=second(item.get)) for item in declared)


def _recommendations(scene: Scene) -> tuple[Recommendation, ...]:
    return scene.records.recommendations


AREA = Area(
    fields={"teacher": TEACHER, "class": CLASS, "recommendation": RECOMMENDATION},
    lists=(
        RowList(name="teachers", meaning="全校教师", one_per=(), items=_numbered(staff), fields=_rowed(TEACHER)),
        RowList(
            name="recommendations",
            meaning="推荐的教师",
            one_per=(),
            items=_numbered(_recommendations),
            fields=_rowed(RECOMMENDATION),
        ),
    ),
    selects=(
        Select(name="staff", meaning="本学期在校的教师", one_per="teacher", pick=staff),
        Select(name="classes", meaning="全部班级", one_per="class", pick=lambda scene: scene.records.classes),
        Select(name="recommended", meaning="推荐的教师", one_per="recommendation", pick=_recommendations),
    ),
)
