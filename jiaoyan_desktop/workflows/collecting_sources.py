"""What kind of table a file is, and what to say when it is another one or for another term."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from ..documents.sheets_assignments import read_assignments
from ..documents.sheets_cards import find_cards
from ..documents.sheets_headers import Needs
from ..documents.sheets_ledgers import LEDGER_NEEDS, SHEET_NEEDS, read_ledgers
from ..documents.sheets_model import Workbook
from ..documents.sheets_tables import Table, find_table, find_tables
from ..documents.sheets_timetable import read_timetable
from ..domain.column_mapping import ColumnMapping, Corrections, corrections_of
from ..domain.column_names import OBSERVATIONS, PROGRESS, ROSTER, Columns
from ..domain.term import Term
from ..domain.term_titles import other_term
from ..errors import UserError
from .collecting_plan import KINDS, PlanBuilder

_WANTED = {
    "roster": "要有“姓名”，还要有性别、出生年月、职务、任教学科这样的栏",
    "assignments": "要有班级和科目，格里是教师姓名",
    "timetable": "要有星期、节次和班级",
    "progress": "要有“周次”和“教学内容”两栏",
    "observations": "要有“听课人”和“时间”两栏",
}


_ROWS_LOOKED_AT = 300
_PERSONAL = {"gender", "born", "education", "title", "politics", "started_work", "phone", "posts"}
# Kind of list -> its columns, the field that every line has, and the sets of fields of which one must be there.
LISTS: dict[str, tuple[Columns, str, Needs]] = {
    "roster": (ROSTER, "name", (("name",),)),
    "progress": (PROGRESS, "week", (("week", "content"),)),
    "observations": (OBSERVATIONS, "observer", (*LEDGER_NEEDS, *SHEET_NEEDS)),
}


def tables_of(workbook: Workbook, kind: str, said: Corrections) -> list[Table]:
    """The lists of that kind; ``said`` is what a person corrected of their columns."""
    if kind == "observations":
        return read_ledgers(workbook, said)
    columns, key, needs = LISTS[kind]
    if kind == "roster":
        return _rosters(workbook, said)
    return find_tables(workbook, columns, key=key, needs=needs, said=said)


def _rosters(workbook: Workbook, said: Corrections) -> list[Table]:
    """Lists and cards, sheet by sheet; where both would do, a card is the closer reading."""
    columns, key, needs = LISTS["roster"]
    sheets = [sheet for sheet in workbook.sheets if not sheet.is_hidden]
    found = [
        find_cards(sheet, columns, key=key) or find_table(sheet, columns, key=key, needs=needs, said=said)
        for sheet in sheets
    ]
    return [table for table in found if table and is_roster(table)]


def kinds_of(workbook: Workbook, mappings: Iterable[ColumnMapping] = ()) -> list[str]:
    """The kinds that the workbook can be read as, likeliest first."""
    workbook = _beginning(workbook)
    said = {kind: corrections_of(mappings, kind) for kind in KINDS}
    tests: dict[str, Callable[[], bool]] = {
        "observations": lambda: bool(tables_of(workbook, "observations", said["observations"])),
        "progress": lambda: bool(tables_of(workbook, "progress", said["progress"])),
        "timetable": lambda: bool((found := read_timetable(workbook)) and found.lessons),
        "assignments": lambda: read_assignments(workbook, said["assignments"]) is not None,
        "roster": lambda: bool(tables_of(workbook, "roster", said["roster"])),
    }
    found = [kind for kind, test in tests.items() if test()]
    if "roster" in found and _tells_of_people(tables_of(workbook, "roster", said["roster"])):
        # A roster that also says who teaches where is a roster first.
        found = sorted(found, key=lambda kind: (kind == "assignments") - (kind == "roster"))
    return found


def not_recognised(workbook: Workbook, kind: str) -> UserError:
    """What to say of a workbook that holds no table of that kind (wording 7.10)."""
    called = KINDS[kind][0]
    likely = [KINDS[other][0] for other in kinds_of(workbook) if other != kind]
    if not workbook.sheets:
        return UserError(f"“{workbook.file_name}”里没有内容。", field="source")
    hint = f"最像“{likely[0]}”，按那一种试试。" if likely else f"{called}{_WANTED[kind]}。"
    return UserError(f"打开看了“{workbook.file_name}”，没认出{called}。什么都没有写进去。", cure=hint, field="source")


def wrong_term(title: str, term: Term, builder: PlanBuilder) -> None:
    """Remark on a table whose title names another term than the one it is read into."""
    said = other_term(title, term)
    if said:
        builder.notes.append(f"请留意：表的题目写的是{said}，现在打开的是{term.name}。")


def is_roster(table: Table) -> bool:
    """Whether a list of names says at least two more things of each person."""
    return len({column.field for column in table.columns} - {"order", "note", "name"}) >= 2


def _beginning(workbook: Workbook) -> Workbook:
    """The first rows of every sheet: what kind of table it is shows there, however long it is."""
    sheets = (replace(sheet, rows=sheet.rows[:_ROWS_LOOKED_AT]) for sheet in workbook.sheets)
    return replace(workbook, sheets=tuple(sheets))


def _tells_of_people(tables: Iterable[Table]) -> bool:
    """Whether a list of names says at least two things that only a roster says."""
    return any(len({column.field for column in table.columns} & _PERSONAL) >= 2 for table in tables)
