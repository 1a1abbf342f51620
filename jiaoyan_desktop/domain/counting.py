"""What makes one observation count, and how (domain 1.6): the single answer that every figure is derived from."""

from __future__ import annotations

from datetime import date

from .observation import Observation

LATE_AFTER_DAYS = 3  # domain 1.6 and W26: written down within three days; later ones are shown as 补录


def lacks(item: Observation) -> tuple[str, ...]:
    """What is still missing before an observation counts, in Chinese; empty when it is whole.

    A lesson of another school may have no period: four lessons of one visit are one record (domain scenario 9).
    """
    missing = []
    if not item.observer_uid:
        missing.append("听课人")
    if not item.taught_by_uid and not item.taught_by_text:
        missing.append("授课教师")
    if not item.period and not item.is_outside and not item.is_walkthrough:
        missing.append("节次")
    return tuple(missing)


def counts(item: Observation, as_of: date) -> bool:
    """Whether it counts on that day: not a draft, already happened, nothing missing, and not one's own lesson."""
    if item.is_draft or item.happened_on > as_of or item.observer_uid == item.taught_by_uid:
        return False
    return not lacks(item)


def has_comments(item: Observation) -> bool:
    """Whether it also counts where 听评课 is asked: there is a comment in words."""
    return any(remark.text.strip() for remark in item.remarks) or bool(item.summary.strip())


def is_evaluated(item: Observation) -> bool:
    """Whether the lesson was judged at all, in words, by a grade or by points (domain 0-19)."""
    return has_comments(item) or bool(item.grade.strip()) or item.total is not None


def lesson_key(item: Observation) -> tuple[date, int, str, str]:
    """The same for all observers of one lesson (domain scenario 8); without a period the topic tells lessons apart."""
    topic = "" if item.period else item.topic
    return item.happened_on, item.period, item.taught_by_uid or item.taught_by_text, topic


def days_late(item: Observation) -> int:
    """Days between the lesson and its being entered; 0 when the day of entry is not known."""
    return max((item.recorded_on - item.happened_on).days, 0) if item.recorded_on else 0


def is_late_entry(item: Observation, after_days: int = LATE_AFTER_DAYS) -> bool:
    """Whether it is a 补录: entered by hand more than ``after_days`` days after the lesson.

    A line of the school's own ledger that was read in was written down in time, on paper: it is no 补录.
    """
    return not item.source and days_late(item) > after_days
