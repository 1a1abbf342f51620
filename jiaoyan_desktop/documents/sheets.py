"""Reads any school's workbook (.xls or .xlsx, by content) as plain tables; a bad file harms only a helper process."""

from __future__ import annotations

from pathlib import Path

from .foreign_files import parse_apart
from .sheets_child import parse
from .sheets_guard import SAVE_AS, damaged, recognise
from .sheets_model import Workbook

_LONGEST_SECONDS = 60


def read_workbook(path: str | Path) -> Workbook:
    """The workbook as tables. Writes nothing; blocks up to a minute, so a window calls it from a worker.

    UserError (field ``source``) with the cure for a file that is missing, damaged, locked, encrypted, too large, or
    something else than a workbook.
    """
    path = Path(path)
    recognise(path)
    return parse_apart(
        parse, (path,), name=path.name, seconds=_LONGEST_SECONDS, cure=SAVE_AS, broken=damaged(path.name)
    )
