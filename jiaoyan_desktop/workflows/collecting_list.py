"""What stands in the way of an import as an Excel list, to be sent back to whoever filled in the table."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from ..documents.excel_build import SheetCell, SheetColumn, WorkbookBuilder
from ..domain.text import clean_line
from ..errors import UserError
from .collecting_plan import MUST, Problem

_COLUMNS = (
    SheetColumn(head="序号", width=3),
    SheetColumn(head="工作表", width=7),
    SheetColumn(head="格", width=4),
    SheetColumn(head="栏", width=6),
    SheetColumn(head="表里写的", width=10, is_text=True),
    SheetColumn(head="要不要紧", width=5),
    SheetColumn(head="为什么", width=20, align="left"),
    SheetColumn(head="可能是", width=8, is_text=True),
    SheetColumn(head="改成（请填）", width=10, is_text=True),
)
_GROUND = "FDECEA"  # of what must be mended


def proposed_name(file_name: str) -> str:
    """What the list is called unless the person says otherwise: 听课台账_要改的.xlsx."""
    return f"{Path(file_name).stem}_要改的.xlsx"


def problem_list(file_name: str, problems: Sequence[Problem], made_at: datetime) -> bytes:
    """The .xlsx with one line per problem, those that must be mended first; the last column is for the answer."""
    ordered = sorted(problems, key=lambda problem: problem.level != MUST)
    must = sum(problem.level == MUST for problem in ordered)
    book = WorkbookBuilder()
    sheet = book.sheet("要看一下的", _COLUMNS, landscape=True)
    sheet.title("导入时要改、要看一下的地方")
    sheet.line(f"文件：{file_name}", f"必须改{must}处，请留意{len(ordered) - must}处", f"{made_at:%Y-%m-%d}")
    sheet.head()
    sheet.rows([_line(number, problem) for number, problem in enumerate(ordered, 1)])
    sheet.foot(
        "请在原来的表里改好，整份发回来；或在最后一栏写上改成什么，把这份清单发回来。",
        "改好的表再导入一次就行：已经导入过的不会重复。",
    )
    return book.build(made_at=made_at, title="导入时要改的地方").data


def save_problem_list(file_name: str, problems: Sequence[Problem], target: Path, made_at: datetime) -> None:
    """Write the list beside ``target`` and then over it; UserError (field ``path``) when that cannot be done."""
    data = problem_list(file_name, problems, made_at)
    beside = target.with_name(f"{target.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, target)
    except PermissionError:
        raise UserError(
            f"“{target.name}”正在WPS里开着，或这个文件夹只许看不许写，没有存。",
            cure="把它关掉再存一次，或换一个文件夹。",
            field="path",
        ) from None
    except OSError:
        raise UserError(
            f"“{target.name}”没有存进去，可能盘满了，或U盘松了。", cure="换一个文件夹再存一次。", field="path"
        ) from None
    finally:
        beside.unlink(missing_ok=True)


def _line(number: int, problem: Problem) -> list[SheetCell]:
    fill = _GROUND if problem.level == MUST else ""
    words = (
        *(problem.sheet, problem.to_dict()["cell"], problem.label, problem.value, problem.level),
        *(problem.reason, problem.suggestion, ""),
    )
    return [SheetCell(value=number), *(SheetCell(value=clean_line(word).text, fill=fill) for word in words)]
