"""三表对账, 周课时 and 开齐开足: lessons a week of a class, subjects of a grade, against what is usual (domain F4)."""

from __future__ import annotations

from collections.abc import Iterator

from .class_names import grade_label
from .difference import LOOK, NOT_OPENED, OPEN, PERIODS_ARE, PUT_OFF, Choice, Difference
from .reconciling_tables import Tables
from .usual_lessons import periods_of, subjects_of


def periods_differ(tables: Tables) -> Iterator[Difference]:
    """Classes whose timetable has more or fewer lessons a week than the standard of their grade."""
    counted = tables.lessons.weekly_periods(tables.day).by_class
    for item in tables.classes:
        have, wanted = counted.get(item.uid, 0.0), periods_of(tables.records, item.grade)
        if not have or have == wanted:
            continue
        name, grade = tables.names.school_class(item.uid), grade_label(item.grade)
        gap = f"少{wanted - have:g}节" if have < wanted else f"多{have - wanted:g}节"
        choices = [Choice("看课程表", OPEN, "timetable")]
        if have.is_integer():
            choices.append(Choice(f"{grade}的标准改成{have:g}节", PERIODS_ARE, f"{have:g}"))
        yield Difference(
            code="weekly_periods",
            key=f"{item.uid}.{have:g}.{wanted}",
            level=LOOK,
            subject=("SchoolClass", item.uid),
            title=f"{name} 周课时",
            sentence=f"{name}课程表上一周{have:g}节，{grade}的标准是{wanted}节，{gap}。",
            says=(("课程表", f"{have:g}节"), ("标准", f"{wanted}节")),
            choices=(*choices, PUT_OFF),
            records=(("SchoolClass", item.uid),),
            class_uid=item.uid,
            grade=item.grade,
        )


def subjects_not_opened(tables: Tables) -> Iterator[Difference]:
    """Subjects a grade should have and the timetable does not show in some of its classes; said once per grade.

    A subject that 任课分工 has for the class is told by the comparison with 任课分工 and not a second time.
    """
    with_lessons = {slot.class_uid for slot in tables.slots}
    for grade in sorted({item.grade for item in tables.classes}):
        classes = [item for item in tables.classes if item.grade == grade and item.uid in with_lessons]
        for subject in subjects_of(tables.records, grade):
            without = [
                item
                for item in classes
                if (item.uid, subject) not in tables.taught and (item.uid, subject) not in tables.assigned
            ]
            if not without:
                continue
            name = grade_label(grade)
            where = "、".join(tables.names.school_class(item.uid) for item in without)
            yield Difference(
                code="not_opened",
                key=".".join((str(grade), subject, *(item.uid for item in without))),
                level=LOOK,
                subject=("SchoolClass", without[0].uid),
                title=f"{name}{subject}",
                sentence=f"{name}该开{subject}，课程表上{where}没有这门课。县里看课程表要看开齐开足。",
                says=(("应开", subject), ("课程表", f"{where}没有")),
                choices=(
                    Choice("看课程表", OPEN, "timetable"),
                    Choice(f"{name}不开{subject}", NOT_OPENED),
                    PUT_OFF,
                ),
                records=tuple(("SchoolClass", item.uid) for item in without),
                class_uid=without[0].uid,
                lesson=subject,
                grade=grade,
            )
