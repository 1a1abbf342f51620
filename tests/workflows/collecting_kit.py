"""What the tests of reading files share: a school file with a term, workbooks made of lists, the samples."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jiaoyan_desktop.documents.sheets_model import Merge, Sheet, Workbook
from jiaoyan_desktop.domain.term_records import TermRecords
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.workflows import collecting
from jiaoyan_desktop.workflows.collecting_plan import ImportPlan, Problem
from tests.builders import a_school, a_term

SAMPLES = Path(__file__).parent.parent / "samples"
TODAY = date(2025, 6, 20)
SAMPLE_FILES = {
    "roster": "教师花名册.xlsx",
    "assignments": "任课分工.xls",
    "timetable": "总课程表.xlsx",
    "progress": "五年级语文教学进度表.xlsx",
    "observations": "推门听课台账.xlsx",
}


def a_school_file(folder: Path) -> Database:
    """A new file with our school and its spring term."""
    db = Database.create(folder / "学校.jiaoyan")
    school = a_school()
    with db.change("建学校") as change:
        change.put(school.but(school_uid=school.uid))
        change.put(a_term(school_uid=school.uid))
    return db


def a_sheet(*rows: Sequence[Any], merges: Sequence[tuple[int, int, int, int]] = (), **values: Any) -> Sheet:
    """A sheet of these rows, shorter ones filled up; merges as (top, left, bottom, right)."""
    width = max(len(row) for row in rows)
    padded = tuple(tuple(row) + (None,) * (width - len(row)) for row in rows)
    return Sheet(**{"name": "表", "rows": padded, "merges": tuple(Merge(*item) for item in merges), **values})


def a_workbook(*sheets: Sheet, file_name: str = "表.xlsx", **values: Any) -> Workbook:
    """A workbook of these sheets."""
    return Workbook(file_name, sheets, **values)


def plan_of(source: Database | TermRecords, kind: str, *sheets: Sheet, **options: Any) -> ImportPlan:
    """The plan for a workbook of these sheets."""
    return collecting.plan_workbook(source, a_workbook(*sheets), kind, **{"today": TODAY, **options})


def read_samples(db: Database, *kinds: str) -> dict[str, ImportPlan]:
    """Plan and apply the sample files of these kinds, in this order; the plans by kind."""
    plans: dict[str, ImportPlan] = {}
    for kind in kinds:
        plans[kind] = collecting.plan(db, SAMPLES / SAMPLE_FILES[kind], kind, today=TODAY)
        collecting.apply(db, plans[kind])
    return plans


def told(plan: ImportPlan) -> list[tuple[int, str, str]]:
    """(row, field, level) of every problem."""
    return [(problem.row, problem.field, problem.level) for problem in plan.problems]


def problem_at(plan: ImportPlan, row: int) -> Problem:
    """The one problem of that row."""
    (found,) = [problem for problem in plan.problems if problem.row == row]
    return found
