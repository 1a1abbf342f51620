"""A first look at a file: which kinds it may be, and what it would do when read as one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ..documents.sheets_model import Workbook
from ..domain.column_mapping import ColumnMapping, SheetLayout
from ..domain.term_records import TermRecords
from ..errors import UserError
from .collecting import plan_workbook, read
from .collecting_layouts import layouts_of
from .collecting_plan import KINDS, ImportPlan
from .collecting_sources import kinds_of


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a file comes to. ``plan`` is None where it cannot be read as ``kind``; then ``trouble`` says why.

    ``kind`` is empty where nobody chose one and the file looks like none; ``kinds`` are likeliest first.
    ``layouts`` say which column became which field, sheet by sheet.
    """

    workbook: Workbook
    kind: str
    kinds: tuple[str, ...]
    plan: ImportPlan | None = None
    trouble: UserError | None = None
    layouts: tuple[SheetLayout, ...] = ()

    @property
    def offer(self) -> str:
        """The kind that the file looks like instead of the one it was read as; empty when there is none to offer."""
        return self.kinds[0] if self.kinds and self.kind not in self.kinds else ""

    def remark(self) -> str:
        """What is said beside the offer: 这份文件像“任课分工”，不像“教师花名册”。"""
        if not self.offer:
            return ""
        return f"这份文件像“{KINDS[self.offer][0]}”，不像“{KINDS[self.kind][0]}”。"


def look(
    records: TermRecords,
    source: Path | Workbook,
    kind: str = "",
    *,
    today: date | None = None,
    grade: int = 0,
    subject: str = "",
    mappings: Sequence[ColumnMapping] = (),
    stamp: str = "",
) -> Look:
    """The file (or the ``workbook`` of an earlier look) as ``kind``, or as what it looks like most; writes nothing.

    UserError when it is no workbook; what only keeps it from being read as that kind is told in ``trouble``.
    """
    workbook = source if isinstance(source, Workbook) else read(source)
    kinds = tuple(kinds_of(workbook, mappings))
    kind = kind or next(iter(kinds), "")
    if not kind:
        return Look(workbook=workbook, kind="", kinds=(), trouble=_nothing_known(workbook))
    found = Look(workbook=workbook, kind=kind, kinds=kinds, layouts=layouts_of(workbook, kind, mappings))
    try:
        plan = plan_workbook(
            records, workbook, kind, today=today, grade=grade, subject=subject, mappings=mappings, stamp=stamp
        )
    except UserError as trouble:
        return replace(found, trouble=trouble)
    return replace(found, plan=plan)


def _nothing_known(workbook: Workbook) -> UserError:
    """Wording 7.10."""
    if not workbook.sheets:
        return UserError(f"“{workbook.file_name}”里没有内容。", field="source")
    return UserError(
        f"打开看了“{workbook.file_name}”，没认出这是哪种表。现在什么都没有写进去。",
        cure="在左上角选一下是哪种表，下面马上就能看到会导入成什么样。",
        field="kind",
    )
