"""How the term stands before the county's list, for the status bar and 今天; worked out after the first paint."""

from __future__ import annotations

from datetime import date, datetime

from jiaoyan_desktop.domain.dates import month_day
from jiaoyan_desktop.domain.day_board import Line
from jiaoyan_desktop.domain.finding import MET, Finding
from jiaoyan_desktop.domain.glossary import STATUS_WORDS
from jiaoyan_desktop.domain.lessons_now import TermLessons
from jiaoyan_desktop.domain.pack_dates import deadline_in_term
from jiaoyan_desktop.domain.requirements import check
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.workflows import backing_up

from .desk import Desk
from .widgets.labels import TONE_OF_STATUS

MOST_MATERIALS = 5


def findings(desk: Desk) -> tuple[Finding, ...]:
    """Every material and rule as of today; empty while no pack is chosen."""
    return check(desk.records, desk.pack, desk.as_of) if desk.pack else ()


def deadline(desk: Desk) -> date | None:
    """The day by which everything has to be handed in, within the term."""
    return deadline_in_term(desk.pack.deadline, desk.term) if desk.pack else None


def materials_in_words(desk: Desk) -> str:
    """要报的材料 7／10，还有69天."""
    try:
        materials = [item for item in desk.findings if item.kind == "material"]
        due = deadline(desk)
    except UserError:
        return "县里的要求里有写得不对的地方"
    if desk.pack is None:
        return "还没有选县里的要求"
    met = sum(item.status == MET for item in materials)
    return f"要报的材料 {met}／{len(materials)}" + (f"，{days_left(due, desk.today())}" if due else "")


def days_left(day: date, today: date) -> str:
    """还有5天, 今天到期, 已超3天."""
    left = (day - today).days
    if left == 0:
        return "今天到期"
    return f"还有{left}天" if left > 0 else f"已超{-left}天"


def backup_in_words(desk: Desk, now: datetime) -> str:
    """备份到U盘 昨天17:05，已核对; 自动备份 where the last one was made by the program on this computer."""
    moment = backing_up.last_proven(desk.school.uid)
    if moment is None:
        return "还没有备份"
    by_hand = backing_up.last_backup(desk.school.uid)
    kind = "备份到U盘" if by_hand and datetime.fromisoformat(by_hand.made_at) == moment else "自动备份"
    days = (now.date() - moment.date()).days
    day = {0: "今天", 1: "昨天"}.get(days, month_day(moment.date()))
    return f"{kind} {day}{moment.hour}:{moment.minute:02d}，已核对"


def materials_due(desk: Desk) -> list[Line]:
    """What of the county's list is not whole, nearest deadline first, as lines of 今天."""
    try:
        found = [item for item in desk.findings if item.kind == "material" and item.status != MET]
    except UserError as trouble:
        return [Line(word="请看", tone="amber", text=str(trouble), record=("Material", ""))]
    if desk.pack is None:
        return [Line(word="请选", tone="blue", text="还没有选县里的要求", record=("Material", ""))]
    specs = {spec.id: spec for spec in desk.pack.materials}
    lines = []
    for item in found:
        spec = specs.get(item.id)
        due = deadline_in_term(spec.deadline if spec and spec.deadline else desk.pack.deadline, desk.term)
        word = days_left(due, desk.today()) if due else STATUS_WORDS[item.status]
        missing = item.missing[0] if item.missing else STATUS_WORDS[item.status]
        line = Line(
            word=word,
            tone=TONE_OF_STATUS[item.status],
            text=item.title,
            detail=missing + (f" 等{len(item.missing)}处" if len(item.missing) > 1 else ""),
            record=("Material", item.id),
            is_late=due is not None and due < desk.today(),
        )
        lines.append((due or date.max, line))
    return [line for _, line in sorted(lines, key=lambda pair: pair[0])][:MOST_MATERIALS]


def own_lessons(desk: Desk, teacher_uid: str, day: date) -> list[Line]:
    """The lessons that the person at this computer gives on a day."""
    lessons = TermLessons(desk.records, desk.calendar)
    return [
        Line(
            word=f"第{lesson.period}节",
            tone="blue",
            text=f"{desk.names.school_class(lesson.class_uid)} {lesson.subject}",
            detail=lessons.planned_topic(lesson.class_uid, lesson.subject, day),
            record=("Lesson", lesson.slot_uid),
        )
        for lesson in lessons.of_teacher(teacher_uid, day)
    ]
