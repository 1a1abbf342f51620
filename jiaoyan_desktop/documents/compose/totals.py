"""The row of sums under a table of a workbook: formulas that recount themselves, with the statistics' own figures."""

from __future__ import annotations

from collections.abc import Mapping

from ..excel_build import SheetCell
from ..excel_text import column_letters
from ..form_values import Value


def total_row(columns: int, sums: Mapping[int, int | float], first: int, last: int) -> list[Value | SheetCell]:
    """合计 over the rows ``first`` to ``last``; ``sums`` by column counted from 1. Columns without a sum stay empty."""
    cells: list[Value | SheetCell] = [SheetCell(value="合计", bold=True)]
    for place in range(2, columns + 1):
        if place not in sums:
            cells.append("")
            continue
        letters = column_letters(place)
        formula = f"SUM({letters}{first}:{letters}{last})" if last >= first else ""
        cells.append(SheetCell(value=sums[place], bold=True, formula=formula))
    return cells
