"""Pace: whether a quota can be kept up, measured in the school's own working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor

from .calendar import SchoolCalendar

# From this multiple of the planned weekly load on, being behind is called 要抓紧.
_HURRY = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How a quota stands on a day. ``state``: done, over, on_pace, behind, hurry, missed, unknown, none."""

    state: str
    words: str  # 跟得上, 慢了3节, 要抓紧（每周要听5节） …
    expected: float = 0.0  # what an even pace would have reached by now
    behind: int = 0
    per_week: int = 0  # needed in each week that is left
    days_left: int = 0  # working days after the day asked about, up to the last


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The working days of a quota's time, cut at the day asked about."""

    gone: int
    left: int
    unknown: int

    @classmethod
    def of(cls, calendar: SchoolCalendar, first: date, last: date, as_of: date) -> Span:
        """The span from ``first`` to ``last``; ``as_of`` itself belongs to what is gone."""
        cut = min(max(as_of, first - timedelta(days=1)), last)
        gone = calendar.working_days(first, cut)
        left = calendar.working_days(cut + timedelta(days=1), last)
        return cls(gone=gone.known, left=left.known, unknown=gone.unknown + left.unknown)


def pace_of(done: int, target: int, span: Span, unit: str = "节") -> Pace:
    """The pace of ``done`` against ``target`` in that span; never guessed while days of it are not recorded."""
    if target <= 0:
        return Pace(state="none", words="没有要求")
    if done > target:
        return Pace(state="over", words=f"超额{done - target}{unit}", days_left=span.left)
    if done == target:
        return Pace(state="done", words="已完成", days_left=span.left)
    gap = target - done
    if span.unknown:
        return Pace(state="unknown", words=f"差{gap}{unit}，放假安排未录入，算不出快慢", behind=0, days_left=span.left)
    if not span.left:
        return Pace(state="missed", words=f"差{gap}{unit}", expected=target, behind=gap)
    expected = target * span.gone / (span.gone + span.left)
    behind = max(floor(expected + 1e-9) - done, 0)
    per_week = ceil(gap * 5 / span.left - 1e-9)
    planned_per_week = target * 5 / (span.gone + span.left)
    if not behind:
        state, words = "on_pace", "跟得上"
    elif gap * 5 / span.left >= _HURRY * planned_per_week:
        state, words = "hurry", f"要抓紧（每周要听{per_week}{unit}）"
    else:
        state, words = "behind", f"慢了{behind}{unit}"
    return Pace(
        state=state, words=words, expected=round(expected, 2), behind=behind, per_week=per_week, days_left=span.left
    )
