"""Parses a stranger's workbook with the parser that may crash: meant for a process of its own (foreign_files)."""

from __future__ import annotations

import io
from pathlib import Path

from ..errors import UserError
from .sheets_guard import MOST_CELLS, damaged, facts_of, recognise, too_large
from .sheets_model import Merge, Sheet, Value, Workbook


def parse(path: Path) -> Workbook:
    """All sheets of the workbook, read in this process; UserError when it is not one or is too large."""
    kind = recognise(path)
    facts = facts_of(path, kind)
    import python_calamine

    try:
        # As a stream, so that the content decides: by path the parser goes by the name's ending.
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    except python_calamine.PasswordError:
        raise UserError(
            f"“{path.name}”加了打开密码，读不了。", cure="用WPS打开它，去掉密码，保存以后再导入。", field="source"
        ) from None
    except (python_calamine.CalamineError, OSError):
        raise damaged(path.name) from None
    sheets: list[Sheet] = []
    notes = list(facts.notes)
    with book:
        for meta in book.sheets_metadata:
            if meta.typ is not python_calamine.SheetTypeEnum.WorkSheet:
                continue
            try:
                found = book.get_sheet_by_name(meta.name)
            except (python_calamine.CalamineError, OSError):
                raise damaged(path.name) from None
            is_hidden = meta.visible is not python_calamine.SheetVisibleEnum.Visible
            sheet = _sheet(found, f"“{path.name}”的“{meta.name}”", facts.hidden_columns, facts.hidden_rows, is_hidden)
            if sheet is None:
                continue
            sheets.append(sheet)
            if is_hidden:
                notes.append(f"“{meta.name}”是隐藏的工作表，没有读。")
    return Workbook(path.name, tuple(sheets), tuple(notes))


def _sheet(found, called: str, columns: dict, rows: dict, is_hidden: bool) -> Sheet | None:  # noqa: ANN001 (calamine)
    if found.end is None:
        return None
    last_row, last_column = found.end
    if (last_row + 1) * (last_column + 1) > MOST_CELLS:
        too_large(called, last_row + 1, last_column + 1)
    values: list[tuple[Value, ...]] = [
        tuple(None if value == "" else value for value in row) for row in found.to_python(skip_empty_area=False)
    ]
    merges = tuple(
        Merge(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in found.merged_cell_ranges or ()
    )
    # Of what is hidden, only what holds something is worth a remark.
    hidden_columns = tuple(
        column
        for column in columns.get(found.name, ())
        if column <= last_column + 1 and any(row[column - 1] is not None for row in values)
    )
    hidden_rows = tuple(row for row in rows.get(found.name, ()) if row <= len(values) and any(values[row - 1]))
    return Sheet(found.name, tuple(values), merges, hidden_columns, hidden_rows, is_hidden)
