"""Reading the school's own files: a plan first, shown to the person, then one change that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from .. import paths
from ..documents.sheets import read_workbook
from ..documents.sheets_model import Workbook
from ..domain.column_mapping import ColumnMapping, corrections_of
from ..domain.term_records import TermRecords
from ..errors import UserError
from ..store import ladder
from ..store import term_records as term_store
from ..store.database import Database
from .collecting_assignments import plan_assignments
from .collecting_observations import plan_observations
from .collecting_plan import CHANGED, KINDS, NEW, REFUSED, UNCHANGED, ImportPlan, PlanBuilder
from .collecting_progress import plan_progress
from .collecting_roster import plan_roster
from .collecting_sources import kinds_of
from .collecting_timetable import plan_timetable


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import did: rows by state, and the change it can be undone by (empty when nothing changed)."""

    kind: str
    file_name: str
    new: int
    changed: int
    unchanged: int
    refused: int
    change_uid: str = ""

    def sentence(self) -> str:
        """What is said when it is done (wording 32)."""
        if not self.change_uid:
            left = f"没导入{self.refused}条，原因在清单里。" if self.refused else ""
            return f"{left}其余的都已经有了，什么都没有改。" if left else "表里的内容都已经有了，什么都没有改。"
        left = f"，没导入{self.refused}条，原因在清单里" if self.refused else ""
        return f"导入{self.new + self.changed}条{left}。要是不对，可以整批撤销。"


def plan(
    source: Database | TermRecords,
    path: str | Path,
    kind: str,
    *,
    term_uid: str | None = None,
    today: date | None = None,
    grade: int = 0,
    subject: str = "",
    mappings: Iterable[ColumnMapping] = (),
    stamp: str = "",
) -> ImportPlan:
    """What the file would change in the term (default: the latest one); writes nothing.

    ``grade`` and ``subject`` are for a 周进度 that does not say them; ``mappings`` are columns corrected by a person
    (``domain.column_mapping``), for every table headed like theirs. ``stamp`` is ``stamp_of`` the file at the moment
    the records were taken, where plain records are given: it spares ``apply`` making the plan again. UserError when
    the file cannot be read or is another kind of table.
    """
    options: dict[str, Any] = {"today": today, "grade": grade, "subject": subject, "mappings": mappings, "stamp": stamp}
    return plan_workbook(source, read(path), kind, term_uid=term_uid, **options)


def read(path: str | Path) -> Workbook:
    """The file as plain tables, for ``plan_workbook``; touches no school file, so a window calls it from a worker."""
    return read_workbook(path)


def plan_workbook(
    source: Database | TermRecords,
    workbook: Workbook,
    kind: str,
    *,
    term_uid: str | None = None,
    today: date | None = None,
    grade: int = 0,
    subject: str = "",
    mappings: Iterable[ColumnMapping] = (),
    stamp: str = "",
) -> ImportPlan:
    """The same for a workbook that ``read`` gave."""
    if kind not in KINDS:
        raise UserError(f"不认得“{kind}”这种表。", cure=f"可以是：{'、'.join(KINDS)}。", field="kind")
    said = corrections_of(mappings, kind)
    options = {"today": today or date.today(), "grade": grade, "subject": subject, "said": said}

    def make(records: TermRecords) -> ImportPlan:
        builder = PlanBuilder(kind, workbook.file_name, records.school.uid, workbook.notes)
        _PLANNERS[kind](records, workbook, builder, options)
        return builder.finish()

    if isinstance(source, TermRecords):
        records = source
    else:
        stamp, records = stamp_of(source), load_records(source, term_uid)
    return replace(make(records), recipe=make, term_uid=records.term.uid, stamp=stamp)


def apply(db: Database, import_plan: ImportPlan) -> ImportResult:
    """Write the plan as one named change, after one verified backup; UserError when the file changed meanwhile.

    Only a plan over which something else was written is made again, to see whether it still comes to the same.
    """
    fresh = import_plan
    is_current = bool(import_plan.stamp) and import_plan.stamp == stamp_of(db)
    if import_plan.recipe is not None and not is_current:
        fresh = import_plan.recipe(term_store.load(db, import_plan.term_uid))
        if fresh.to_dict() != import_plan.to_dict():
            raise UserError("看这份表的时候，学校文件又改过。", cure="请重新看一遍再导入。什么都没有写进去。")
    change_uid = ""
    if not fresh.is_empty:
        ladder.before(db, "导入", paths.home())
        with db.change(KINDS[fresh.kind][1]) as change:
            for record in fresh.removals:
                change.remove(record)
            change.put_all(fresh.puts)
            change_uid = change.uid
    counts = fresh.counts
    return ImportResult(
        kind=fresh.kind,
        file_name=fresh.file_name,
        new=counts[NEW],
        changed=counts[CHANGED],
        unchanged=counts[UNCHANGED],
        refused=counts[REFUSED],
        change_uid=change_uid,
    )


def stamp_of(db: Database) -> str:
    """What tells whether anything was written since: the uid of the latest change, undoing included."""
    latest = db.recent_changes(1)
    return latest[0].uid if latest else ""


def guess_kinds(path: str | Path) -> list[str]:
    """The kinds that a file can be read as, likeliest first; empty when it looks like none (wording 7.10)."""
    return kinds_of(read_workbook(path))


def load_records(db: Database, term_uid: str | None = None) -> TermRecords:
    """The records of that term, or of the latest; UserError in a file that has none yet."""
    if term_uid is None:
        try:
            term_uid = term_store.current_term(db).uid
        except KeyError:
            raise UserError("这个学校文件里还没有学期。", cure="先建学期，再导入表格。", field="term_uid") from None
    return term_store.load(db, term_uid)


Planner = Callable[[TermRecords, Workbook, PlanBuilder, dict[str, Any]], None]
_PLANNERS: dict[str, Planner] = {
    "roster": plan_roster,
    "assignments": plan_assignments,
    "timetable": plan_timetable,
    "progress": plan_progress,
    "observations": plan_observations,
}
