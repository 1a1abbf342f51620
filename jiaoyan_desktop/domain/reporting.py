"""What the school itself says about the county's list: confirmations, answers, overlays and what was exported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from .records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation(Record):
    """A person's tick on something the program cannot compute, or 本校不涉及 with its reason."""

    term_uid: str
    target_id: str  # rule id (0-31) or material id
    kind: str  # confirmed, not_applicable
    by: str = ""
    on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Record):
    """Something a form asks that the program does not know: asked once, remembered ([[ask]] of a form)."""

    term_uid: str
    form_id: str
    subject_uid: str = ""  # the record the form is made for, empty for one per term
    token: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay(Record):
    """The director's edit of one rule or material of the pack, by its id; only the changed values."""

    term_uid: str
    target_id: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFile(Record):
    """One file of the pack as it was when the term was made."""

    term_uid: str
    pack_id: str
    path: str
    blob: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Export(Record):
    """A packet that went out; a fact, never undone."""

    term_uid: str
    made_at: str
    as_of: date
    folder: str
    files: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    note: str = ""
