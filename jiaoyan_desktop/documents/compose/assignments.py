"""教师任课分工信息表 by class: a row for each class, a column for each subject, teachers in the cells (domain F3)."""

from __future__ import annotations

from jiaoyan_desktop.domain.naming import plain_date
from jiaoyan_desktop.domain.people import SchoolClass
from jiaoyan_desktop.domain.staff import classes_on
from jiaoyan_desktop.domain.timetable import Assignment

from ..excel_build import SheetColumn, WorkbookBuilder
from ..fields.people import homeroom, in_force, subject_order
from ..fields.scene import Scene
from ..form_values import FilledDocument, Value
from .request import Request


def compose_by_class(request: Request) -> FilledDocument:
    """The table as of the date; a hand-over within the term names both teachers with their days."""
    scene = request.scene
    subjects = sorted({item.subject for item in scene.records.assignments}, key=subject_order)
    columns = [
        SheetColumn(head="序号", width=2.5),
        SheetColumn(head="班级", width=4.5),
        SheetColumn(head="班主任", width=4),
    ]
    columns += [SheetColumn(head=subject) for subject in subjects]
    columns += [SheetColumn(head="周课时", width=3.2)]
    book = WorkbookBuilder(author=scene.records.school.name)
    sheet = book.sheet("按班级", columns, landscape=True)
    season = scene.records.term.name.removesuffix("学期")
    sheet.title(f"{season}小学教师任课分工信息表（按班级）")
    sheet.line(
        f"填报单位（盖章）：{scene.records.school.name}",
        f"填报人：{request.answer('填报人') or '　　　　'}",
        "填报日期：    年  月  日",
    )
    sheet.head()
    sheet.rows(
        [
            [number, scene.names.school_class(item.uid), homeroom(scene, item), *_cells(scene, item, subjects)]
            for number, item in enumerate(classes_on(scene.records, scene.as_of), 1)
        ]
    )
    sheet.foot("注：和按教师的一张出自同一份任课分工；周课时取自课程表。", "审核人（签字）：")
    return book.build(made_at=request.made_at, title="教师任课分工信息表（按班级）")


def _cells(scene: Scene, item: SchoolClass, subjects: list[str]) -> list[Value]:
    of_class = [one for one in scene.records.assignments if one.class_uid == item.uid]
    named: list[Value] = [_teachers(scene, [one for one in of_class if one.subject == subject]) for subject in subjects]
    total = scene.lessons.weekly_periods(scene.as_of).by_class.get(item.uid)
    return [*named, "" if total is None else total]


def _teachers(scene: Scene, found: list[Assignment]) -> str:
    """王秀兰; after a hand-over 王秀兰（至4月10日） and 李长顺（4月11日起) in the order of time."""
    start, today = scene.records.term.starts_on, scene.as_of
    shown = [
        one
        for one in found
        if (one.ends_on is None or one.ends_on >= start) and (one.starts_on is None or one.starts_on <= today)
    ]
    shown.sort(key=lambda one: one.starts_on or start)
    if all(in_force(one, today) for one in shown):
        return "、".join(scene.names.teacher(one.teacher_uid) for one in shown)
    lines = []
    for one in shown:
        until = f"（至{plain_date(one.ends_on)}）" if one.ends_on and one.ends_on < today else ""
        since = f"（{plain_date(one.starts_on)}起）" if one.starts_on and one.starts_on > start else ""
        lines.append(scene.names.teacher(one.teacher_uid) + (until or since))
    return "\n".join(lines)
