"""Planning: activities are put on the calendar, moved, called off, and taken away with all that hangs on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from jiaoyan_desktop.domain.activity import Activity, Handin, Participant, Photo
from jiaoyan_desktop.domain.calendar import HOLIDAY, UNKNOWN, SchoolCalendar
from jiaoyan_desktop.domain.dates import month_day
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.people import Group, Membership
from jiaoyan_desktop.domain.preparation import Comment
from jiaoyan_desktop.domain.records import new_uid
from jiaoyan_desktop.domain.term import Term
from jiaoyan_desktop.domain.text import clean, clean_line
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Change, Database

_LINES = ("kind", "title", "theme", "starts", "ends", "place", "host_school", "lead_teacher", "state_reason")
_TEXTS = ("goals", "process", "talk", "agreed", "open_points", "shared_note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What goes with activities when they are deleted, for the question before."""

    participants: int
    photos: int
    handins: int
    observations: int  # they stay, without their tie to the activity


def save_activity(db: Database, activity: Activity) -> Activity:
    """Keeps an activity, new or changed; a new one of a group brings the group's members as 应到."""
    activity = _tidy(db, activity)
    is_new = db.get(Activity, activity.uid) is None
    with db.change(f"{'添加' if is_new else '修改'}活动：{activity.title}") as change:
        saved = change.put(activity)
        if is_new:
            _invite_group(db, change, saved)
    return saved


def save_weekly(db: Database, activity: Activity, every: int, calendar: SchoolCalendar) -> Activity:
    """Keeps an activity from its day on every so many weeks to the end of term; the first one is returned."""
    if activity.happened_on is None:
        raise UserError("要重复，先写上第一次是哪天。", field="happened_on", cure="请写日期。")
    days, _ = weekly_days(calendar, activity.happened_on, every=every)
    return save_series(db, activity, days)[0]


def save_series(db: Database, activity: Activity, days: Sequence[date]) -> list[Activity]:
    """Keeps the same activity on each of ``days`` in one change (从学期开头排到期末); ``weekly_days`` proposes them."""
    if not days:
        raise UserError("一天也没有排上。", field="happened_on", cure="请看看开始的日子和星期。")
    first = _tidy(db, activity.but(happened_on=days[0]))
    with db.change(f"排活动：{first.title}，{len(days)}次") as change:
        saved = []
        for day in days:
            uid = first.uid if day == days[0] else new_uid()
            saved.append(change.put(first.but(uid=uid, happened_on=day)))
            _invite_group(db, change, saved[-1])
    return saved


def weekly_days(
    calendar: SchoolCalendar, first: date, *, every: int = 1, until: date | None = None
) -> tuple[list[date], list[date]]:
    """The days of a weekly activity from ``first`` to the end of term: (days to hold it, days that are off)."""
    last = min(until or calendar.ends_on, calendar.ends_on)
    kept: list[date] = []
    off: list[date] = []
    day = first
    while day <= last:
        (off if calendar.day_info(day).kind in (HOLIDAY, UNKNOWN) else kept).append(day)
        day += timedelta(weeks=every)
    return kept, off


def move(db: Database, activity_uid: str, to: date, reason: str = "") -> Activity:
    """Puts an activity on another day; where it stood and why is kept in its reason (改期)."""
    activity = db.need(Activity, activity_uid)
    if activity.happened_on == to:
        return activity
    was = f"原定{month_day(activity.happened_on)}" if activity.happened_on else ""
    note = "，".join(filter(None, (was, clean_line(reason).text)))
    moved = _tidy(db, activity.but(happened_on=to, state_reason=note))
    with db.change(f"改期：{activity.title}") as change:
        return change.put(moved)


def call_off(db: Database, activity_uid: str, reason: str) -> Activity:
    """Calls an activity off; the reason is asked for, the record stays."""
    activity = db.need(Activity, activity_uid)
    reason = clean_line(reason).text
    if not reason:
        raise UserError("还没有写为什么取消。", field="state_reason", cure="请写一句原因，以后查得到。")
    with db.change(f"取消活动：{activity.title}") as change:
        return change.put(activity.but(state="cancelled", state_reason=reason))


def hold(db: Database, activity_uids: Iterable[str], today: date) -> list[Activity]:
    """Marks activities as held (已开展); one of a day to come is refused."""
    found = [db.need(Activity, uid) for uid in activity_uids]
    for activity in found:
        if activity.happened_on is None:
            raise UserError(f"“{activity.title}”还没有定日子。", field="happened_on", cure="请先填上哪天开展的。")
        if activity.happened_on > today:
            raise UserError(
                f"“{activity.title}”是{month_day(activity.happened_on)}的，还没到日子。",
                field="happened_on",
                cure="提前开展了的话，请先改日期。",
            )
    names = found[0].title if len(found) == 1 else f"{len(found)}次"
    with db.change(f"已开展：{names}") as change:
        return [change.put(activity.but(state="done")) for activity in found]


def notify(db: Database, activity_uid: str, on: date) -> Activity:
    """Notes the day on which people were told of an activity."""
    activity = db.need(Activity, activity_uid)
    with db.change(f"已通知：{activity.title}") as change:
        return change.put(activity.but(notified_on=on))


def weigh(db: Database, activities: Iterable[Activity]) -> Weight:
    """What goes with these activities when they are deleted."""
    found = list(activities)
    return Weight(
        participants=sum(db.count(Participant, activity_uid=item.uid) for item in found),
        photos=sum(db.count(Photo, activity_uid=item.uid) for item in found),
        handins=sum(db.count(Handin, activity_uid=item.uid) for item in found),
        observations=sum(db.count(Observation, activity_uid=item.uid) for item in found),
    )


def remove_activities(db: Database, activities: Iterable[Activity]) -> str:
    """Deletes activities with participants, photos and hand-ins; observations and opinions stay, untied. Change uid."""
    found = list(activities)
    names = found[0].title if len(found) == 1 else f"{len(found)}次"
    with db.change(f"删除活动：{names}") as change:
        for activity in found:
            for kind in (Participant, Photo, Handin):
                for part in db.find(kind, activity_uid=activity.uid):
                    change.remove(part)
            for kind in (Observation, Comment):
                for tied in db.find(kind, activity_uid=activity.uid):
                    change.put(tied.but(activity_uid=None))
            change.remove(activity)
    return change.uid


def _tidy(db: Database, activity: Activity) -> Activity:
    values: dict[str, object] = {key: clean_line(getattr(activity, key)).text for key in _LINES}
    values |= {key: clean(getattr(activity, key)).text for key in _TEXTS}
    activity = activity.but(**values)
    if not activity.kind:
        raise UserError("还没有选是哪一类活动。", field="kind", cure="请选一类，或直接写上。")
    if not activity.title:
        raise UserError("活动还没有名称。", field="title", cure="请写一个名称，例如“语文组集体备课”。")
    for field in ("starts", "ends"):
        activity = activity.but(**{field: _clock(getattr(activity, field), field)})
    if activity.starts and activity.ends and activity.ends <= activity.starts:
        raise UserError(
            f"{activity.starts}开始，{activity.ends}结束，时间对不上。", field="ends", cure="请看看是不是写反了。"
        )
    term = db.need(Term, activity.term_uid)
    day = activity.happened_on
    if day is not None and not term.starts_on - timedelta(days=31) <= day <= term.ends_on + timedelta(days=31):
        raise UserError(
            f"{day.year}年{month_day(day)}不在{term.name}里。",
            field="happened_on",
            cure="请看看日期，或换个学期来记。",
        )
    if activity.state == "done" and day is None:
        raise UserError("已开展的活动要有日期。", field="happened_on", cure="请填上哪天开展的。")
    if activity.state == "cancelled" and not activity.state_reason:
        raise UserError("还没有写为什么取消。", field="state_reason", cure="请写一句原因，以后查得到。")
    schools = tuple(dict.fromkeys(filter(None, (clean_line(name).text for name in activity.member_schools))))
    return activity.but(member_schools=schools, school_uid=activity.school_uid or term.school_uid)


def _clock(text: str, field: str) -> str:
    if not text:
        return ""
    hours, _, minutes = text.replace("：", ":").replace(".", ":").partition(":")
    if not (hours.isdigit() and (minutes or "0").isdigit() and int(hours) < 24 and int(minutes or 0) < 60):
        raise UserError(f"“{text}”没认出是几点几分。", field=field, cure="请写成13:30的样子。")
    return f"{int(hours):02d}:{int(minutes or 0):02d}"


def _invite_group(db: Database, change: Change, activity: Activity) -> None:
    if not activity.group_uid or db.get(Group, activity.group_uid) is None:
        return
    there = {item.teacher_uid for item in db.find(Participant, activity_uid=activity.uid)}
    on = activity.happened_on
    order = 0
    for member in db.find(Membership, group_uid=activity.group_uid):
        gone = on is not None and not (member.starts_on or on) <= on <= (member.ends_on or on)
        if gone or member.teacher_uid in there:
            continue
        there.add(member.teacher_uid)
        order += 1
        change.put(
            Participant(
                school_uid=activity.school_uid,
                activity_uid=activity.uid,
                teacher_uid=member.teacher_uid,
                attendance="expected",
                order=order,
            )
        )
