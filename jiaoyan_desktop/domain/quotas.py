"""QuotaProgress: what each post asks of whoever holds it, and how far she is (domain 1.0, scenarios 6, 7, 26)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from .calendar import SchoolCalendar
from .counting import has_comments, is_evaluated
from .glossary import POST_ROLES
from .naming import plain_date
from .observation import Observation
from .observation_figures import ObservationFigures, Observations, Tally
from .pace import Pace, Span, pace_of
from .pack import Pack, Rule
from .pack_dates import window_in_term
from .people import Post
from .staff import here_on, roles_of
from .term_records import TermRecords

TEACHER = "teacher"  # the role that everyone who teaches has, whatever her posts


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaProgress:
    """One quota of one post of one person. ``counted`` are the records behind ``done``."""

    rule_id: str
    teacher_uid: str
    role: str
    post_title: str
    target: int
    done: int
    unit: str
    pace: Pace
    counted: Observations
    uncommented: Observations  # would count if they had a comment in words
    tally: Tally  # of everything this person heard in the time of the post
    is_former: bool = False  # the post ended before the day asked about
    note: str = ""

    @property
    def gap(self) -> int:
        """What is still short, never below 0."""
        return max(self.target - self.done, 0)

    @property
    def rate(self) -> float:
        """done / target; 1.0 where nothing is asked."""
        return self.done / self.target if self.target else 1.0

    def to_dict(self) -> dict[str, Any]:
        """Plain values for the command line."""
        return {
            "rule": self.rule_id,
            "teacher_uid": self.teacher_uid,
            "role": self.role,
            "post": self.post_title,
            "target": self.target,
            "done": self.done,
            "unit": self.unit,
            "gap": self.gap,
            "rate": round(self.rate, 4),
            "pace": self.pace.state,
            "pace_words": self.pace.words,
            "per_week_needed": self.pace.per_week,
            "without_comments": sum(item.lesson_count for item in self.uncommented),
            "former": self.is_former,
        }


def quota_progress(
    records: TermRecords, pack: Pack, rule: Rule, figures: ObservationFigures, calendar: SchoolCalendar, as_of: date
) -> tuple[QuotaProgress, ...]:
    """The progress of everybody whom the quota binds, one entry per post, in the order of the roster.

    Values of the rule: roles, except_roles, number, unit (节 or 次), kinds, with_comments, places (all, inside,
    outside), window, walkthroughs_per_lesson (so many 巡课 make one 节; none do when it is not given).
    """
    first, last = window_in_term(pack, rule.values.get("window", ""), records.term)
    span = Span.of(calendar, first, last, as_of)
    walked = Counter(item.observer_uid for item in figures.walkthroughs)
    found = []
    for holder in _holders(records, rule, as_of):
        heard = tuple(
            item
            for item in figures.observations_of.get(holder.teacher_uid, ())
            if holder.held_on(item.happened_on) and _fits(item, rule)
        )
        found.append(_progress(rule, holder, heard, walked[holder.teacher_uid], span))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Holder:
    """A person in a role; several posts in a row that mean the same role are one."""

    teacher_uid: str
    role: str
    posts: tuple[Post, ...] = ()  # empty for the role that every teacher has
    is_former: bool = False
    note: str = ""

    @property
    def title(self) -> str:
        return self.posts[-1].title if self.posts else POST_ROLES[self.role]

    def held_on(self, day: date) -> bool:
        return not self.posts or any(
            (post.starts_on is None or post.starts_on <= day) and (post.ends_on is None or day <= post.ends_on)
            for post in self.posts
        )


def _holders(records: TermRecords, rule: Rule, as_of: date) -> list[_Holder]:
    wanted, excepted = rule.values.get("roles", ()), rule.values.get("except_roles", ())
    holders: list[_Holder] = []
    for teacher in records.teachers:
        posts_of: dict[str, list[Post]] = {}
        for post in records.posts_in_term(teacher.uid):
            if post.starts_on is None or post.starts_on <= as_of:
                for role in roles_of(post):
                    posts_of.setdefault(role, []).append(post)
        if any(role in excepted for role in posts_of):
            continue
        holders.extend(
            _holder(teacher.uid, role, posts, records, as_of) for role, posts in posts_of.items() if role in wanted
        )
        if TEACHER in wanted and TEACHER not in posts_of and _teaches(records, teacher.uid, as_of):
            holders.append(_Holder(teacher_uid=teacher.uid, role=TEACHER))
    return holders


def _holder(teacher_uid: str, role: str, posts: list[Post], records: TermRecords, as_of: date) -> _Holder:
    ordered = tuple(sorted(posts, key=lambda post: post.starts_on or date.min))
    starts_on = ordered[0].starts_on
    ends_on = None if any(post.ends_on is None for post in ordered) else max(post.ends_on or as_of for post in ordered)
    is_former = ends_on is not None and ends_on < as_of
    note = ""
    if is_former and ends_on is not None:
        note = f"任职到{plain_date(ends_on)}"
    elif starts_on is not None and starts_on > records.term.starts_on:
        note = f"{plain_date(starts_on)}起任职"
    return _Holder(teacher_uid=teacher_uid, role=role, posts=ordered, is_former=is_former, note=note)


def _teaches(records: TermRecords, teacher_uid: str, as_of: date) -> bool:
    return here_on(records.teacher_by_uid[teacher_uid], as_of) and any(
        item.teacher_uid == teacher_uid for item in records.assignments
    )


def _fits(item: Observation, rule: Rule) -> bool:
    kinds = rule.values.get("kinds", ())
    places = rule.values.get("places", "all")
    if kinds and item.kind not in kinds:
        return False
    return places == "all" or (places == "outside") == item.is_outside


def _progress(rule: Rule, holder: _Holder, heard: Observations, walked: int, span: Span) -> QuotaProgress:
    asks_comments = bool(rule.values.get("with_comments", False))
    commented = [has_comments(item) for item in heard]
    counted = tuple(item for item, has in zip(heard, commented, strict=True) if has) if asks_comments else heard
    unit = rule.values.get("unit", "节")
    done = sum(item.lesson_count for item in counted) if unit == "节" else len(counted)
    per_lesson = int(rule.values.get("walkthroughs_per_lesson", 0))
    done += walked // per_lesson if per_lesson else 0
    tally = Tally()
    for item, has in zip(heard, commented, strict=True):
        tally.add(item, has, has or is_evaluated(item))
    target = int(rule.values["number"])
    return QuotaProgress(
        rule_id=rule.id,
        teacher_uid=holder.teacher_uid,
        role=holder.role,
        post_title=holder.title,
        target=target,
        done=done,
        unit=unit,
        pace=pace_of(done, target, span, unit),
        counted=counted,
        uncommented=tuple(item for item, has in zip(heard, commented, strict=True) if asks_comments and not has),
        tally=tally,
        is_former=holder.is_former,
        note=holder.note,
    )
