"""Reads any school's workbook (.xls or .xlsx, by content) as plain tables; a bad file harms only a helper process."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

from ..errors import UserError
from .sheets_child import serve
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
    # spawn: a fork of a process with Qt's threads can stand still for ever.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=serve, args=(theirs, str(path)), daemon=True)
    child.start()
    theirs.close()
    try:
        if not ours.poll(_LONGEST_SECONDS):
            raise UserError(f"“{path.name}”读了{_LONGEST_SECONDS}秒还没读完。", cure=SAVE_AS, field="source")
        kind, answer = ours.recv()
    except (EOFError, ConnectionError):
        raise damaged(path.name) from None
    finally:
        ours.close()
        child.terminate()
        child.join()
        child.close()
    if kind == "refused":
        raise answer
    if kind == "bug":
        raise RuntimeError(f"the helper process fell over:\n{answer}")
    return answer
