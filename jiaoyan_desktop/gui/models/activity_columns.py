"""The columns of the list of activities, and what a row of it is."""

from __future__ import annotations

from dataclasses import dataclass

from jiaoyan_desktop.domain.activity import Activity
from jiaoyan_desktop.domain.activity_gaps import activity_gaps, state_word
from jiaoyan_desktop.domain.dates import month_day, weekday_short
from jiaoyan_desktop.domain.naming import grade_name

from ..desk import Desk
from .table_model import Column


@dataclass(frozen=True)
class ActivityRow:
    """An activity with what the list shows of it."""

    activity: Activity
    who: str  # group, or grade and subject
    host: str
    came: int
    expected: int
    photos: int
    state: tuple[str, str]
    gaps: tuple[str, ...]

    @property
    def uid(self) -> str:
        """The activity's."""
        return self.activity.uid

    def words(self) -> tuple[str, ...]:
        """What the find box looks at."""
        return (self.activity.title, self.activity.theme, self.activity.kind, self.who, self.host, self.activity.place)


def activity_row(desk: Desk, item: Activity) -> ActivityRow:
    """The row of one activity."""
    records = desk.records
    group = records.group_by_uid.get(item.group_uid or "")
    people = records.participants_of.get(item.uid, ())
    return ActivityRow(
        activity=item,
        who=group.name if group else f"{grade_name(item.grade)}{item.subject}",
        host=desk.names.teacher(item.host_uid),
        came=sum(person.attendance == "present" for person in people),
        expected=len(people),
        photos=len(records.photos_of.get(item.uid, ())),
        state=state_word(records, item, desk.today()),
        gaps=activity_gaps(records, item),
    )


def _when(row: ActivityRow) -> str:
    day = row.activity.happened_on
    return f"{month_day(day)} {weekday_short(day)} {row.activity.starts}".strip() if day else "还没定日子"


COLUMNS = (
    Column(
        key="when",
        title="时间",
        text=_when,
        sort=lambda row: (row.activity.happened_on, row.activity.starts) if row.activity.happened_on else None,
        width=150,
    ),
    Column(key="kind", title="类别", text=lambda row: row.activity.kind, width=90),
    Column(key="title", title="活动", text=lambda row: row.activity.title, stretch=True),
    Column(key="who", title="组别", text=lambda row: row.who, width=124),
    Column(key="host", title="主持人", text=lambda row: row.host, width=110),
    Column(
        key="people",
        title="到／应到",
        text=lambda row: f"{row.came}／{row.expected}人" if row.expected else "",
        sort=lambda row: row.came,
        width=86,
    ),
    Column(
        key="state",
        title="状态",
        text=lambda row: row.state[0],
        chip=lambda row: row.state,
        tip=lambda row: "、".join("缺" + gap for gap in row.gaps) or row.state[0],
        width=124,
    ),
)


def totals(rows: list[ActivityRow]) -> str:
    """共 12 次，到会 96 人次."""
    return f"共 {len(rows)} 次，到会 {sum(row.came for row in rows)} 人次"
