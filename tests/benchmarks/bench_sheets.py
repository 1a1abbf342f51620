"""Reading a long ledger: our reader, guards and helper process included, against openpyxl in its read-only mode."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl

from jiaoyan_desktop.documents.sheets import read_workbook
from tests.benchmarks import harness

ROWS = 20_000
HEAD = ("听课人", "时间", "节次", "班级", "科目", "授课教师", "课题", "类别", "节数", "等级", "简评")


def rows_vs_openpyxl() -> harness.Figure:
    """20,000 rows of eleven columns; the rows of both must be as many."""
    with _ledger() as path:
        return harness.figure(
            "rows_vs_openpyxl",
            harness.seconds(lambda: _must_be_all(read_workbook(path).sheets[0].height)),
            harness.seconds(lambda: _must_be_all(_by_openpyxl(path))),
            runs=5,
            limit=0.25,
        )


def _by_openpyxl(path: Path) -> int:
    book = openpyxl.load_workbook(path, read_only=True)
    try:
        return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
    finally:
        book.close()


def _must_be_all(rows: int) -> None:
    if rows != ROWS + 1:
        raise AssertionError(f"{rows} rows were read instead of {ROWS + 1}")


@contextmanager
def _ledger() -> Iterator[Path]:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("听课登记")
    sheet.append(HEAD)
    for number in range(ROWS):
        when, where = f"2025.3.{number % 28 + 1}", f"{'一二三四五六'[number % 6]}（{number % 3 + 1}）班"
        lesson = ("数学", f"教师{number % 40}", "练习课", "推门", 1, "优", f"板书清楚；提问偏碎；把握节奏{number}")
        sheet.append(("韩立新", when, number % 6 + 1, where, *lesson))
    with tempfile.TemporaryDirectory(prefix="jiaoyan-bench-") as folder:
        path = Path(folder) / "台账.xlsx"
        book.save(path)
        yield path


FIGURES = {"rows_vs_openpyxl": rows_vs_openpyxl}
