"""三表对账, people and lessons: who is gone or has no lesson, and where 任课分工 and 课程表 name different things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from .dates import month_day
from .difference import ASSIGNMENT_GETS, LOOK, MUST, OPEN, PUT_OFF, TIMETABLE_GETS, Choice, Difference
from .glossary import SUBJECTS
from .reconciling_tables import Place, Tables, times
from .staff import here_on
from .timetable import Slot


def teacher_is_away(tables: Tables) -> Iterator[Difference]:
    """People whom 任课分工 or 课程表 still has on that day though the roster does not, or not then."""
    places: dict[str, list[Place]] = defaultdict(list)
    lessons: dict[str, list[Slot]] = defaultdict(list)
    for item in tables.assignments:
        places[item.teacher_uid].append((item.class_uid, item.subject))
    for slot in tables.slots:
        if teacher_uid := tables.teacher_of(slot):
            lessons[teacher_uid].append(slot)
    for uid in dict.fromkeys((*places, *lessons)):
        if _is_here(tables, uid):
            continue
        teacher, name = tables.records.teacher_by_uid.get(uid), tables.teacher(uid)
        if teacher is None:
            why = "花名册上没有这个人"
        elif teacher.left_on is not None and teacher.left_on < tables.day:
            why = f"花名册上写着{month_day(teacher.left_on)}离校"
        else:
            why = f"花名册上写着{month_day(teacher.joined_on or tables.day)}才来"
        still = [word for word, found in (("任课分工", places[uid]), ("课程表", lessons[uid])) if found]
        says = [("花名册", why.removeprefix("花名册上写着"))]
        if places[uid]:
            says.append(("任课分工", "、".join(tables.place_name(item) for item in tables.in_order(places[uid]))))
        if lessons[uid]:
            says.append(("课程表", _lessons_of(tables, lessons[uid])))
        yield Difference(
            code="teacher_away",
            key=f"{uid}.{len(places[uid])}.{len(lessons[uid])}",
            level=MUST,
            subject=("Teacher", uid),
            title=name,
            sentence=f"{name}在{'和'.join(still)}里还有课，{why}。这些课由谁接，请在任课分工里填上。",
            says=tuple(says),
            choices=(Choice("去任课分工填", OPEN, "assignments"), Choice("看花名册", OPEN, "teachers"), PUT_OFF),
            records=tuple(
                [
                    ("Teacher", uid),
                    *(("Assignment", item.uid) for item in tables.assignments if item.teacher_uid == uid),
                    *(("Slot", slot.uid) for slot in lessons[uid]),
                ]
            ),
        )


def has_no_lessons(tables: Tables) -> Iterator[Difference]:
    """Teachers of the roster who have no lesson on that day; nobody is asked about while nothing is taught at all."""
    if not tables.assignments and not tables.slots:
        return
    busy = {item.teacher_uid for item in tables.assignments} | {tables.teacher_of(slot) for slot in tables.slots}
    for teacher in tables.teachers:
        says_so = teacher.teaches_text or teacher.subject
        if teacher.uid in busy or not here_on(teacher, tables.day) or not says_so:
            continue  # the roster itself does not say that such a person teaches (后勤, 校医)
        name = tables.names.teacher(teacher.uid)
        present = [word for word, rows in (("任课分工", tables.assignments), ("课程表", tables.slots)) if rows]
        yield Difference(
            code="no_lessons",
            key=teacher.uid,
            level=LOOK,
            subject=("Teacher", teacher.uid),
            title=name,
            sentence=f"花名册上{name}教{says_so}，{'和'.join(present)}里都没有这位老师的课。是不是漏填了，或者这学期不任课？",
            says=(("花名册", says_so), *((word, "没有") for word in present)),
            choices=(Choice("去任课分工填", OPEN, "assignments"), Choice("看花名册", OPEN, "teachers"), PUT_OFF),
            records=(("Teacher", teacher.uid),),
        )


def assignment_differs(tables: Tables) -> Iterator[Difference]:
    """Class by class and subject by subject: another teacher, or a lesson that only one of the two tables has.

    What is on the timetable beside the usual subjects (班会, 自习) and assigned to nobody is not asked about.
    """
    with_lessons = {slot.class_uid for slot in tables.slots}
    for place in tables.in_order({*tables.assigned, *tables.taught}):
        if place in tables.assigned and place in tables.taught:
            yield from _other_teacher(tables, place)
        elif place in tables.taught:
            if place[1] not in SUBJECTS and not any(slot.teacher_uid for slot in tables.taught[place]):
                continue
            yield _not_assigned(tables, place)
        elif place in tables.assigned and place[0] in with_lessons:
            yield _not_on_timetable(tables, place)
    assigned = {item.class_uid for item in tables.assignments}
    for item in tables.classes:
        if item.uid in assigned and item.uid not in with_lessons:
            yield _class_without_timetable(tables, item.uid)


def _other_teacher(tables: Tables, place: Place) -> Iterator[Difference]:
    assigned = tuple(dict.fromkeys(item.teacher_uid for item in tables.assigned[place]))
    by_teacher: dict[str, list[Slot]] = defaultdict(list)
    for slot in tables.taught[place]:
        if teacher_uid := tables.teacher_of(slot):
            by_teacher[teacher_uid].append(slot)
    if set(by_teacher) <= set(assigned):
        return
    wanted, written = tables.people(assigned), tables.people(by_teacher)
    choices = [Choice("以任课分工为准", TIMETABLE_GETS, assigned[0])] if len(assigned) == 1 else []
    if len(by_teacher) == 1:
        choices.append(Choice("以课程表为准", ASSIGNMENT_GETS, next(iter(by_teacher))))
    yield Difference(
        code="other_teacher",
        key=".".join((*place, *sorted(assigned), *sorted(by_teacher))),
        level=MUST,
        subject=("Assignment", tables.assigned[place][0].uid),
        title=tables.place_name(place),
        sentence=(f"两处说法不一样：任课分工写{tables.place_name(place)}是{wanted}，课程表上是{written}。以哪个为准？"),
        says=(
            ("任课分工", wanted),
            ("课程表", "；".join(f"{tables.teacher(uid)}（{times(slots)}）" for uid, slots in by_teacher.items())),
        ),
        choices=(*choices, Choice("看课程表", OPEN, "timetable"), PUT_OFF),
        records=_records(tables, place),
        class_uid=place[0],
        lesson=place[1],
    )


def _not_assigned(tables: Tables, place: Place) -> Difference:
    slots = tables.taught[place]
    written = tuple(dict.fromkeys(slot.teacher_uid for slot in slots if slot.teacher_uid))
    named = tuple(uid for uid in written if _is_here(tables, uid))
    name, school_class = tables.place_name(place), tables.names.school_class(place[0])
    gone = f"，写的{tables.people(written)}现在不在校" if written and not named else ""
    who = f"，上课的是{tables.people(named)}" if named else gone
    choices = [Choice("以课程表为准", ASSIGNMENT_GETS, named[0])] if len(named) == 1 else []
    return Difference(
        code="not_assigned",
        key=".".join((*place, *sorted(named))),
        level=MUST,
        subject=("Slot", slots[0].uid),
        title=name,
        sentence=f"课程表上{school_class}有{place[1]}{who}，任课分工里没有写谁教。",
        says=(
            ("任课分工", "没有写"),
            ("课程表", f"{tables.people(written) if written else '没有写老师'}（{times(slots)}）"),
        ),
        choices=(*choices, Choice("去任课分工填", OPEN, "assignments"), PUT_OFF),
        records=_records(tables, place),
        class_uid=place[0],
        lesson=place[1],
    )


def _not_on_timetable(tables: Tables, place: Place) -> Difference:
    items = tables.assigned[place]
    name, school_class = tables.place_name(place), tables.names.school_class(place[0])
    who = tables.people(dict.fromkeys(item.teacher_uid for item in items))
    return Difference(
        code="not_on_timetable",
        key=".".join((*place, *sorted(item.teacher_uid for item in items))),
        level=MUST,
        subject=("Assignment", items[0].uid),
        title=name,
        sentence=f"任课分工写{name}由{who}教，课程表上{school_class}没有{place[1]}课。是课程表漏排了，还是这个班不上？",
        says=(("任课分工", who), ("课程表", "没有排")),
        choices=(
            Choice("去课程表补上", OPEN, "timetable"),
            Choice("以课程表为准，不上这门", ASSIGNMENT_GETS),
            PUT_OFF,
        ),
        records=_records(tables, place),
        class_uid=place[0],
        lesson=place[1],
    )


def _class_without_timetable(tables: Tables, class_uid: str) -> Difference:
    name = tables.names.school_class(class_uid)
    count = sum(item.class_uid == class_uid for item in tables.assignments)
    return Difference(
        code="class_without_timetable",
        key=class_uid,
        level=MUST,
        subject=("SchoolClass", class_uid),
        title=name,
        sentence=f"任课分工里{name}有{count}门课，课程表上还没有这个班。",
        says=(("任课分工", f"{count}门课"), ("课程表", "没有这个班")),
        choices=(Choice("去课程表补上", OPEN, "timetable"), PUT_OFF),
        records=(("SchoolClass", class_uid),),
        class_uid=class_uid,
    )


def _is_here(tables: Tables, uid: str) -> bool:
    teacher = tables.records.teacher_by_uid.get(uid)
    return teacher is not None and here_on(teacher, tables.day)


def _lessons_of(tables: Tables, slots: list[Slot]) -> str:
    by_place: dict[Place, list[Slot]] = defaultdict(list)
    for slot in slots:
        by_place[slot.class_uid, slot.subject].append(slot)
    return "；".join(f"{tables.place_name(place)}（{times(by_place[place])}）" for place in tables.in_order(by_place))


def _records(tables: Tables, place: Place) -> tuple[tuple[str, str], ...]:
    return (
        *(("Assignment", item.uid) for item in tables.assigned.get(place, ())),
        *(("Slot", slot.uid) for slot in tables.taught.get(place, ())),
    )
