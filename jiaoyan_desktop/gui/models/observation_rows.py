"""Rows and columns of the list of observations, and what each row should be looked at for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from jiaoyan_desktop.domain.counting import days_late, has_comments, is_late_entry, lacks
from jiaoyan_desktop.domain.dates import date_cn, weekday_short
from jiaoyan_desktop.domain.naming import Names
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.observing_rules import ASK, REFUSE, ObservingRules
from jiaoyan_desktop.domain.pinyin import Needle

from .table_model import Column

GRADE_TONES = {"优": "accent", "良": "accent", "中": "amber", "差": "red"}
Chip = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class ObservationRow:
    """An observation as a line of the list; what takes time to find out is found out when it is seen."""

    record: Observation
    names: Names
    rules: Callable[[], ObservingRules]

    @property
    def uid(self) -> str:
        """What tells the row apart."""
        return self.record.uid

    @cached_property
    def when(self) -> str:
        """4.8 周二 第3节."""
        day = self.record.happened_on
        period = f"第{self.record.period}节" if self.record.period else ""
        return f"{day.month}.{day.day} {weekday_short(day)} {period}".strip()

    @cached_property
    def observer(self) -> str:
        """Who listened."""
        return self.names.teacher(self.record.observer_uid)

    @cached_property
    def teacher(self) -> str:
        """Who taught."""
        return self.names.teacher(self.record.taught_by_uid) or self.record.taught_by_text

    @cached_property
    def room(self) -> str:
        """Which class, or which school where it was elsewhere."""
        return self.names.school_class(self.record.class_uid) or self.record.class_text or self.record.place_text

    @property
    def mark(self) -> Chip | None:
        """草稿, or grade and points: 良 86."""
        item = self.record
        if item.is_draft:
            return "草稿", "amber"
        text = f"{item.grade} {item.total:g}".strip() if item.total is not None else item.grade
        return (text, GRADE_TONES.get(item.grade, "dim")) if text else None

    @cached_property
    def notes(self) -> tuple[Chip, ...]:
        """What to look at, the most pressing first, in the words of the wording."""
        item, found = self.record, []
        if item.is_draft:
            missing = [*lacks(item), *(() if item.topic else ("课题",)), *(() if has_comments(item) else ("评语",))]
            return ((f"还缺：{'、'.join(missing)}", "amber") if missing else ("可以写好了", "blue"),)
        if not item.reason:
            concerns = [each for each in self.rules().concerns(item) if each.level in (REFUSE, ASK)]
            if concerns:
                found.append((f"请核对（{CONCERN_WORDS[concerns[0].code]}）", "red"))
        if item.is_walkthrough:
            found.append(("巡课（不计节数）", "blue"))
        elif not has_comments(item):
            found.append(("缺评语", "amber"))
        if is_late_entry(item):
            found.append((f"补录 晚{days_late(item)}天", "amber"))
        elif item.source:
            found.append(("导入", "dim"))
        if item.is_outside:
            found.append(("校外", "blue"))
        if item.pictures:
            found.append(("已附手写页", "dim"))
        return tuple(found)

    @property
    def lessons(self) -> int:
        """节数 that it adds to a total: none for a draft or a 巡课."""
        item = self.record
        return 0 if item.is_draft or item.is_walkthrough or lacks(item) else item.lesson_count

    def answers(self, needle: Needle) -> bool:
        """Whether it answers to what is looked for: names and topic also by pinyin, the rest by characters."""
        item = self.record
        if needle.found_in(f"{self.teacher} {self.observer} {item.topic} {self.room} {item.subject} {item.kind}"):
            return True
        parts = (remark.text for remark in item.remarks)
        far = " ".join((*parts, item.summary, item.reason, *(step.comment for step in item.steps)))
        return needle.query in far.lower().replace(" ", "")


# Code of a concern -> what the list says of it.
CONCERN_WORDS = {
    "future": "日期还没到",
    "other_term": "不在本学期",
    "holiday": "那天放假",
    "weekend": "那天没有课",
    "own_lesson": "听自己的课",
    "not_here": "那天不在本校",
    "twice": "记了两次",
    "two_rooms": "同一节听两处",
    "teaching": "自己有课",
    "no_lesson": "课表上没有课",
    "other_lesson": "课表对不上",
}


def observation_columns() -> tuple[Column, ...]:
    """The columns of the list of observations."""
    return (
        Column(
            key="when",
            title="时间",
            text=lambda row: row.when,
            sort=lambda row: (row.record.happened_on, row.record.period),
            tip=lambda row: f"{date_cn(row.record.happened_on)} {row.when}",
            width=142,
        ),
        Column(key="kind", title="类别", text=lambda row: row.record.kind, width=96),
        Column(key="observer", title="听课人", text=lambda row: row.observer, tip=lambda row: row.observer, width=92),
        Column(key="teacher", title="授课教师", text=lambda row: row.teacher, tip=lambda row: row.teacher, width=104),
        Column(
            key="room",
            title="班级",
            text=lambda row: row.room,
            sort=lambda row: row.room,
            width=88,
        ),
        Column(key="subject", title="学科", text=lambda row: row.record.subject, width=94),
        Column(
            key="topic", title="课题", text=lambda row: row.record.topic, tip=lambda row: row.record.topic, stretch=True
        ),
        Column(key="lessons", title="节数", text=_lessons, sort=lambda row: row.lessons, width=50, right=True),
        Column(
            key="mark",
            title="评价",
            text=lambda row: row.mark[0] if row.mark else "",
            sort=lambda row: row.record.total if row.record.total is not None else row.record.grade and 0.0,
            chip=lambda row: row.mark,
            width=76,
        ),
        Column(
            key="notes",
            title="提示",
            text=lambda row: "；".join(word for word, _ in row.notes),
            chip=lambda row: row.notes[0] if row.notes else None,
            width=104,
        ),
    )


def totals_of(rows: Sequence[ObservationRow]) -> str:
    """共12条，15节, drafts and 巡课 named apart."""
    drafts = sum(row.record.is_draft for row in rows)
    walked = sum(row.record.is_walkthrough and not row.record.is_draft for row in rows)
    parts = [f"共{len(rows)}条，{sum(row.lessons for row in rows)}节"]
    if drafts:
        parts.append(f"其中草稿{drafts}条")
    if walked:
        parts.append(f"巡课{walked}次，不计节数")
    return "，".join(parts)


def spans(starts_on: date, ends_on: date, today: date) -> list[tuple[str, str]]:
    """What the filter of time offers: the term, this week, and each of its months that has begun."""
    months = []
    day = starts_on.replace(day=1)
    while day <= min(ends_on, today):
        months.append((f"{day:%Y-%m}", f"{day.month}月"))
        day = (day + timedelta(days=32)).replace(day=1)
    return [("", "本学期"), ("week", "本周"), *reversed(months)]


def in_span(day: date, span: str, today: date, week_starts_on: int) -> bool:
    """Whether a day lies in one of those spans."""
    if not span:
        return True
    if span == "week":
        monday = today - timedelta(days=(today.isoweekday() - week_starts_on) % 7)
        return monday <= day < monday + timedelta(days=7)
    return f"{day:%Y-%m}" == span


def _lessons(row: ObservationRow) -> str:
    if row.record.is_walkthrough:
        return "巡"
    return str(row.record.lesson_count)
