"""三表对账: 花名册, 任课分工, 课程表 and 周进度 laid side by side, and every place where they do not agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .difference import LOOK, MUST, PREFIX, Difference
from .reconciling_hours import periods_differ, subjects_not_opened
from .reconciling_lessons import assignment_differs, has_no_lessons, teacher_is_away
from .reconciling_progress import progress_differs
from .reconciling_tables import Tables
from .term_records import TermRecords

_TABLES = (("teachers", "花名册"), ("assignments", "任课分工"), ("slots", "课程表"), ("progress", "周进度"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """The outcome as of a day: what is open, what the school put aside, which tables there are to compare."""

    day: date
    open: tuple[Difference, ...]
    set_aside: tuple[Difference, ...]
    there: tuple[str, ...]  # tables with something in them
    missing: tuple[str, ...]  # tables that are still empty, and so not compared
    timetable_name: str = ""

    def find(self, uid: str) -> Difference | None:
        """The difference of that ``uid``, open or put aside."""
        return next((item for item in (*self.open, *self.set_aside) if item.uid == uid), None)

    def summary(self) -> str:
        """对上了…, in one sentence with numbers."""
        if len(self.there) < 2:
            return "要对账，花名册、任课分工、课程表、周进度里至少要有两样。"
        compared = "、".join(self.there)
        if not self.open:
            kept = f"，另有{len(self.set_aside)}处先放着" if self.set_aside else ""
            return f"{compared}都对得上{kept}。"
        must = sum(item.level == MUST for item in self.open)
        parts = [f"{word}{count}处" for word, count in ((MUST, must), (LOOK, len(self.open) - must)) if count]
        if self.set_aside:
            parts.append(f"先放着{len(self.set_aside)}处")
        return f"{compared}放在一起对：{'，'.join(parts)}。"


def reconciling_day(records: TermRecords, today: date) -> date:
    """The day to compare on: today, moved into the term and on to the first timetable when today is before it."""
    day = min(max(today, records.term.starts_on), records.term.ends_on)
    first = min((item.effective_from for item in records.timetables), default=day)
    return max(day, min(first, records.term.ends_on))


def reconcile(records: TermRecords, day: date) -> Reconciliation:
    """Everything that does not agree on that day, the timetable in force then; 必须改 first, in the order of classes.

    A table that is empty is not compared: that it is missing is one fact, not fifty differences.
    """
    tables = Tables.of(records, day)
    found: list[Difference] = [*teacher_is_away(tables), *has_no_lessons(tables)]
    if records.assignments and tables.slots:
        found += assignment_differs(tables)
    if tables.slots:
        found += [*periods_differ(tables), *subjects_not_opened(tables)]
    found += progress_differs(tables)
    found.sort(key=lambda item: item.level != MUST)
    aside = {item.target_id for item in records.confirmations if item.target_id.startswith(PREFIX)}
    present = {key: bool(getattr(tables, key)) for key, _ in _TABLES}
    return Reconciliation(
        day=day,
        open=tuple(item for item in found if item.uid not in aside),
        set_aside=tuple(item for item in found if item.uid in aside),
        there=tuple(word for key, word in _TABLES if present[key]),
        missing=tuple(word for key, word in _TABLES if not present[key]),
        timetable_name=tables.version.name if tables.version else "",
    )


def differences(records: TermRecords, day: date) -> tuple[Difference, ...]:
    """What is open in ``reconcile``."""
    return reconcile(records, day).open
