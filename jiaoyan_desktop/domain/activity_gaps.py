"""What an activity still lacks and how its state reads: 筹备中, 已通知, 已开展, 资料还缺（签到册照片）, 资料已齐."""

from __future__ import annotations

from datetime import date

from .activity import PHOTO_SLOTS, Activity
from .glossary import ACTIVITY_STATES
from .naming import plain_date
from .term_records import TermRecords

SIGN_IN = PHOTO_SLOTS[0]


def activity_gaps(records: TermRecords, activity: Activity) -> tuple[str, ...]:
    """What an activity that took place lacks, in words; empty while it is only planned or was called off.

    Every activity needs its people with attendance, a record and the photo of the sign-in book; a joint-research day
    needs all five kinds of photos (domain 0-53, F15, F16).
    """
    if activity.state != "done":
        return ()
    people = records.participants_of.get(activity.uid, ())
    gaps = []
    if not people:
        gaps.append("参加人")
    elif waiting := sum(person.attendance == "expected" for person in people):
        gaps.append(f"{waiting}人的出勤")
    if not (activity.process or activity.agreed):
        gaps.append("活动记录")
    there = {photo.slot for photo in records.photos_of.get(activity.uid, ())}
    wanted = PHOTO_SLOTS if activity.is_joint else (SIGN_IN,)
    gaps += [f"{slot}照片" for slot in wanted if slot not in there]
    return tuple(gaps)


def state_word(records: TermRecords, activity: Activity, today: date) -> tuple[str, str]:
    """The state in a word, and its tone (accent, amber, red, blue, dim) for the screen (wording 4)."""
    if activity.state == "cancelled":
        return ACTIVITY_STATES["cancelled"], "dim"
    if activity.state == "done":
        gaps = activity_gaps(records, activity)
        return (f"还缺{len(gaps)}样", "amber") if gaps else ("资料已齐", "accent")
    if activity.happened_on is not None and activity.happened_on < today:
        return "还没记开展", "amber"
    if activity.notified_on is not None:
        return f"已通知（{plain_date(activity.notified_on)}）", "blue"
    return ACTIVITY_STATES[activity.state], "blue"
