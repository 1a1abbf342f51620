"""The dates of a county's paper as they apply to a term: a paper of another year sets neither window nor deadline."""

from __future__ import annotations

from datetime import date, timedelta

from .pack import Pack
from .term import Term

# Materials may be due a little after the last school day; a deadline further off belongs to another year's paper.
_AFTER_TERM = timedelta(days=62)


def window_in_term(pack: Pack, name: str, term: Term) -> tuple[date, date]:
    """The pack's first and last day of that name where they meet the term, else the whole term."""
    first, last = pack.dates.get(name, (term.starts_on, term.ends_on))
    return (first, last) if first <= term.ends_on and term.starts_on <= last else (term.starts_on, term.ends_on)


def deadline_in_term(day: date | None, term: Term) -> date | None:
    """The deadline where it belongs to this term, else None."""
    return day if day is not None and term.starts_on <= day <= term.ends_on + _AFTER_TERM else None


def as_date(value: object) -> date:
    """A date out of a pack (a TOML date) or out of an overlay (ISO text)."""
    return value if isinstance(value, date) else date.fromisoformat(str(value))
