"""The desk: everything a screen needs, handed to it (school file, term, records, settings), instead of globals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from jiaoyan_desktop.domain.calendar import SchoolCalendar
from jiaoyan_desktop.domain.naming import Names
from jiaoyan_desktop.domain.people import School
from jiaoyan_desktop.domain.term import CalendarDay, Term
from jiaoyan_desktop.domain.term_records import TermRecords
from jiaoyan_desktop.settings import Settings
from jiaoyan_desktop.store import day_records
from jiaoyan_desktop.store.database import Database

from . import later
from .announcer import Announcer

if TYPE_CHECKING:
    from jiaoyan_desktop.domain.finding import Finding
    from jiaoyan_desktop.domain.pack import Pack


class Desk(QObject):
    """One open school file on one screen. Records are read once and again only after something changed."""

    asked_to_show = Signal(str, str, str)  # tab, view, uid of a record; empty where it does not matter
    asked_to_do = Signal(str, str)  # tab, name of one of its actions: observation, new
    said = Signal(str, str)  # a sentence, and the uid of a change that can be undone (or empty)

    def __init__(self, db: Database, settings: Settings, term: Term, *, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self.db = db
        self.settings = settings
        self.announcer = Announcer()
        self.today = today
        self._term_uid = term.uid
        self._pack: list[Pack | None] = []  # read at the first question; one item once it was
        db.subscribe(self._on_change)

    @cached_property
    def records(self) -> TermRecords:
        """Everything of the current term, as of the last change."""
        return later.load("term_records").load(self.db, self._term_uid)

    @property
    def day_records(self) -> TermRecords:
        """What 今天 shows of the term: quicker to read than all of it, and all of it once that was read."""
        return self.__dict__.get("records") or self._day_records

    @cached_property
    def _day_records(self) -> TermRecords:
        return day_records.load(self.db, self._term_uid, self.today())

    @cached_property
    def calendar(self) -> SchoolCalendar:
        """Weeks, holidays and swapped days of the current term."""
        return SchoolCalendar.of(self.term, self.db.find(CalendarDay, order_by="day", term_uid=self._term_uid))

    @cached_property
    def names(self) -> Names:
        """Names on screen: namesakes told apart, classes as the school calls them."""
        return Names(self.day_records)

    @property
    def pack(self) -> Pack | None:
        """What the county asks for, with the director's edits laid over it; None while none is chosen."""
        if not self._pack:
            self._pack.append(later.load("setting_up").pack_of(self.db, self.term))
        return self._pack[0]

    @property
    def as_of(self) -> date:
        """The day that figures are worked out for: today, or the term's last day when it is over."""
        return min(self.today(), self.term.ends_on)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """How each material and rule stands as of today; empty without a pack. UserError for a pack that is wrong."""
        return later.load("standing").findings(self)

    @cached_property
    def term(self) -> Term:
        """The current term."""
        return self.db.need(Term, self._term_uid)

    @cached_property
    def school(self) -> School:
        """Our own school."""
        return self.db.find(School, is_own=1)[0]

    def choose_term(self, term: Term) -> None:
        """Turns every screen to another term of the same school."""
        self._term_uid = term.uid
        self._forget(frozenset({"Term"}))
        self.announcer.announce(frozenset({"Term"}))

    def show(self, tab: str, view: str = "", uid: str = "") -> None:
        """Asks the window to go to a tab, one of its views and one record there."""
        self.asked_to_show.emit(tab, view, uid)

    def do(self, tab: str, action: str) -> None:
        """Asks a tab to start one of its actions, for example ``do("observation", "new")``."""
        self.asked_to_do.emit(tab, action)

    def say(self, sentence: str, undo: str = "") -> None:
        """Shows a sentence for a few seconds; with the uid of a change it offers 撤销."""
        self.said.emit(sentence, undo)

    def last_change_uid(self) -> str:
        """The change made last, to be offered for undo."""
        latest = self.db.recent_changes(1)
        return latest[0].uid if latest else ""

    def _on_change(self, kinds: frozenset[str]) -> None:
        self._forget(kinds)
        if "Term" in kinds and self.db.get(Term, self._term_uid) is None:
            self._term_uid = self.db.find(Term, order_by="starts_on DESC, rowid DESC")[0].uid  # its making was undone
        self.announcer.announce(kinds)

    def _forget(self, kinds: frozenset[str]) -> None:
        if kinds & {"Term", "PackFile", "Overlay"}:
            self._pack.clear()
        for name in ("records", "_day_records", "calendar", "names", "term", "school", "findings"):
            self.__dict__.pop(name, None)
