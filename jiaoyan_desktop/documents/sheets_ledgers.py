"""Reads 听课台账: with a column 听课人, or one sheet per observer who is named by the sheet or its title."""

from __future__ import annotations

import re
from dataclasses import replace

from ..domain.column_mapping import Corrections
from ..domain.column_names import OBSERVATIONS
from ..domain.text import compact
from .sheets_headers import Column, Needs
from .sheets_model import Cell, Workbook
from .sheets_tables import Row, Table, find_table

LEDGER_NEEDS: Needs = (("observer", "happened_on"),)
SHEET_NEEDS: Needs = (("happened_on", "taught_by"), ("happened_on", "class", "topic"))
_NOTHING_SAID: Corrections = {}
_NAMED = re.compile(r"听课(?:人|教师|者|领导|人姓名|教师姓名)\s*[:：]\s*([一-鿿㐀-䶿·]{2,12})")
_WORDS = re.compile(
    r"(?:老师|教师|校长|主任|同志)?(?:\d{4}|[春秋季上下学年期本]{1,6})?(?:的)?"
    r"(?:推门)?听评?课(?:登记|记录|台账|统计|情况|明细)*(?:表|本|册)?$|[（(].*[）)]$|^\d+[.、\s-]*|\s+"
)
_NO_NAME = re.compile(
    r"^(sheet|表|工作表)?\d*$|汇总|总表|说明|统计|合计|台账|登记|记录|听课|学期|年级|教研组", re.IGNORECASE
)


def read_ledgers(workbook: Workbook, said: Corrections = _NOTHING_SAID) -> list[Table]:
    """The ledgers of all visible sheets; every line has the cell ``observer``, written in it or named by its sheet."""
    tables: list[Table] = []
    for sheet in workbook.sheets:
        if sheet.is_hidden:
            continue
        table = find_table(sheet, OBSERVATIONS, key="observer", needs=LEDGER_NEEDS, said=said)
        if table is None and (
            plain := find_table(sheet, OBSERVATIONS, key="happened_on", needs=SHEET_NEEDS, said=said)
        ):
            table = _of_one_observer(plain)
        if table is not None:
            tables.append(table)
    return tables


def _of_one_observer(table: Table) -> Table | None:
    """The same with the observer in every line; None where nothing says that it is about lessons heard."""
    sheet = table.sheet
    name = observer_named(table.title) or name_of_sheet(sheet.name)
    if not name and "听课" not in compact(sheet.name + table.title):
        return None

    def named(row: Row) -> Row:
        return replace(row, cells={**row.cells, "observer": Cell(sheet.name, row.number, 1, name or None)})

    label = Column("observer", "听课人", 1)
    remark = f"“{sheet.name}”没有听课人这一栏，都按{name}听的记。" if name else ""
    return replace(
        table,
        columns=(*table.columns, label),
        rows=tuple(named(row) for row in table.rows),
        notes=(*table.notes, *filter(None, (remark,))),
    )


def observer_named(title: str) -> str:
    """The observer that a title names (听课人：韩立新); empty when it names none."""
    found = _NAMED.search(title)
    return found[1] if found else ""


def name_of_sheet(name: str) -> str:
    """The person that a sheet is named after (韩立新听课记录 -> 韩立新); empty for 汇总, Sheet1 and the like."""
    plain = _WORDS.sub("", compact(name))
    return "" if _NO_NAME.search(plain) or not 2 <= len(plain) <= 12 else plain
