"""今天: what a day holds, what is due soon, and what still lacks, each line with the record it leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .activity import Activity
from .activity_gaps import activity_gaps, state_word
from .calendar import SchoolCalendar
from .counting import has_comments
from .joint_research import attendance_gaps, composition_gaps
from .naming import Names, plain_date, weekday_name
from .observation import Observation
from .term_records import TermRecords

SOON_DAYS = 7
JOINT_SOON_DAYS = 14  # a 回执 goes out well before the day
MOST_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: a word for the chip with its tone, what it is, and the record (kind, uid) it leads to."""

    word: str
    tone: str
    text: str
    detail: str = ""
    record: tuple[str, str] = ("", "")
    is_late: bool = False  # its day is over


def held_today(records: TermRecords, names: Names, day: date) -> tuple[Line, ...]:
    """Activities by the clock, then the lessons heard on that day by period."""
    activities = sorted(
        (item for item in records.activities if item.happened_on == day and item.state != "cancelled"),
        key=lambda item: (item.starts or "99", item.title),
    )
    heard = sorted((item for item in records.observations if item.happened_on == day), key=lambda item: item.period)
    return (
        *(_activity_line(records, item, day) for item in activities),
        *(_heard_line(names, item) for item in heard),
    )


def ahead(records: TermRecords, calendar: SchoolCalendar, day: date) -> tuple[Activity, ...]:
    """Activities of the rest of this school week, nearest first."""
    last = day + timedelta(days=(calendar.term.week_starts_on - day.isoweekday() - 1) % 7)
    found = [
        item
        for item in records.activities
        if item.happened_on is not None and day < item.happened_on <= last and item.state in ("planned", "moved")
    ]
    return tuple(sorted(found, key=lambda item: (item.happened_on, item.starts)))


def nothing_today(records: TermRecords, calendar: SchoolCalendar, day: date) -> str:
    """今天没有安排。第5周还有3件事，最近的一件是周四下午语文组集体备课。"""
    info = calendar.day_info(day)
    today = f"今天{info.name}，没有安排。" if info.name else "今天没有安排。"
    coming = ahead(records, calendar, day)
    if not coming:
        return f"{today}这一周也没有别的安排了。"
    nearest = coming[0]
    assert nearest.happened_on is not None
    half = "" if not nearest.starts else "上午" if nearest.starts < "12:00" else "下午"
    week = calendar.week_place(day).label or "这一周"
    return (
        f"{today}{week}还有{len(coming)}件事，"
        f"最近的一件是{weekday_name(nearest.happened_on.isoweekday())}{half}{nearest.title}。"
    )


def rest_of_week(records: TermRecords, calendar: SchoolCalendar, day: date) -> tuple[Line, ...]:
    """The activities that this school week still holds, as lines with their day of the week."""
    lines = []
    for item in ahead(records, calendar, day):
        assert item.happened_on is not None
        detail = "　".join(filter(None, (item.starts, item.place)))
        word, tone = weekday_name(item.happened_on.isoweekday()), "amber" if item.is_joint else "blue"
        lines.append(Line(word=word, tone=tone, text=item.title, detail=detail, record=("Activity", item.uid)))
    return tuple(lines)


def lately(records: TermRecords, names: Names, day: date, number: int = 5) -> tuple[Line, ...]:
    """The lessons heard last, newest first, for a day that holds nothing itself."""
    heard = [item for item in records.observations if item.happened_on <= day][-number:]
    return tuple(replace(_heard_line(names, item), word=plain_date(item.happened_on)) for item in reversed(heard))


def soon(records: TermRecords, day: date) -> tuple[Line, ...]:
    """Activities of the next seven days, and joint-research days whose 回执 is not whole yet."""
    lines = []
    for item in records.activities:
        if item.happened_on is None or item.state not in ("planned", "moved"):
            continue
        left = (item.happened_on - day).days
        if item.is_joint and 0 <= left <= JOINT_SOON_DAYS:
            gap = composition_gaps(records, item)
            if gap:
                lines.append((left, Line(word=_left(left), tone="red", text=gap, record=("Activity", item.uid))))
                continue
        if 0 < left <= SOON_DAYS:
            detail = " ".join(filter(None, (weekday_name(item.happened_on.isoweekday()), item.starts, item.place)))
            line = Line(word=_left(left), tone="blue", text=item.title, detail=detail, record=("Activity", item.uid))
            lines.append((left, line))
    return tuple(line for _, line in sorted(lines, key=lambda pair: pair[0]))


def lacking(records: TermRecords, names: Names, day: date) -> tuple[Line, ...]:
    """What up to that day is begun and not finished: drafts, lessons without remarks, activities without their data."""
    heard = [item for item in records.observations if item.happened_on <= day]
    drafts = [item for item in heard if item.is_draft]
    bare = [item for item in heard if not item.is_draft and not item.is_walkthrough and not has_comments(item)]
    lines = [
        *_observations_line(names, drafts, "草稿", "节听课没写完"),
        *_observations_line(names, bare, "缺评语", "节没写评语"),
    ]
    for item in sorted(records.activities, key=lambda item: item.happened_on or date.max, reverse=True):
        if item.happened_on is None or item.happened_on > day:
            continue
        when = plain_date(item.happened_on)
        record = ("Activity", item.uid)
        if item.state in ("planned", "moved") and item.happened_on < day:
            lines.append(
                Line(word="没记", tone="amber", text=item.title, detail=f"{when}，开展了没有？", record=record)
            )
        elif gaps := activity_gaps(records, item):
            shown = "、".join(gaps[:MOST_NAMED]) + ("等" if len(gaps) > MOST_NAMED else "")
            lines.append(Line(word="还缺", tone="amber", text=item.title, detail=f"{when}，缺{shown}", record=record))
        elif item.is_joint:
            lines += [
                Line(word="没签退", tone="red", text=gap.sentence, record=record)
                for gap in attendance_gaps(records, names, item, ("主管领导", "业务主任"))
            ]
    return tuple(lines)


def _activity_line(records: TermRecords, item: Activity, day: date) -> Line:
    word, tone = state_word(records, item, day)
    people = len(records.participants_of.get(item.uid, ()))
    detail = "　".join(filter(None, (item.place, f"{people}人" if people else "", word)))
    return Line(
        word=item.starts or "当天",
        tone="amber" if item.is_joint else tone,
        text=item.title,
        detail=detail,
        record=("Activity", item.uid),
    )


def _heard_line(names: Names, item: Observation) -> Line:
    who = names.teacher(item.taught_by_uid) or item.taught_by_text
    place = names.school_class(item.class_uid) or item.class_text
    text = f"{item.kind.removesuffix('听课')}：{who} {place} {item.subject}".strip()
    detail = "　".join(filter(None, (item.topic, f"听课人 {names.teacher(item.observer_uid)}")))
    word = f"第{item.period}节" if item.period else "已听"
    return Line(
        word=word,
        tone="amber" if item.is_draft else "accent",
        text=text,
        detail=detail,
        record=("Observation", item.uid),
    )


def _observations_line(names: Names, found: Sequence[Observation], word: str, unit: str) -> list[Line]:
    if not found:
        return []
    newest = found[-1]
    who = names.teacher(newest.taught_by_uid) or newest.taught_by_text
    detail = f"最近一节：{plain_date(newest.happened_on)} {who} {newest.subject}".strip()
    text = f"还有{len(found)}{unit}"
    return [Line(word=word, tone="amber", text=text, detail=detail, record=("Observation", newest.uid))]


def _left(days: int) -> str:
    return {0: "今天", 1: "明天"}.get(days, f"{days}天后")
