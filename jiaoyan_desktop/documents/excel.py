"""Fills an Excel template in place, at the level of its XML, so that nothing the county drew is dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jiaoyan_desktop.domain.pack import FormSpec
from jiaoyan_desktop.errors import UserError

from .excel_cells import (
    Looks,
    blank_out,
    cell_text,
    is_blank_like,
    make_room,
    put_texts,
    put_value,
    shared_strings,
    typed_number,
)
from .excel_parts import CELL, Sheet, Workbook
from .excel_refs import range_rows
from .excel_rows import grow_rows, used_area
from .form_check import check_placeholders
from .form_values import FilledDocument, FormValues, RowValues, Substitution, Value, shown
from .ooxml import A, S, safe_text
from .tokens import find_tokens, unclosed
from .zip_parts import read_parts

_MAIN = f"{{{S}}}"


@dataclass(frozen=True, slots=True)
class _Repeat:
    """A repeated row as the template has it."""

    row: Any
    starts_at: str
    blanks: int
    at_least: int


class ExcelTemplate:
    """An .xlsx with placeholders, compared with its form; UserError naming ``file`` when something does not fit."""

    def __init__(self, data: bytes, form: FormSpec, file: str) -> None:
        self._form = form
        self._file = file
        self._parts = read_parts(data, file)
        book = Workbook(dict(self._parts), file)
        self._refuse_what_cannot_move(book)
        strings = shared_strings(book)
        free: list[str] = []
        in_rows: dict[str, set[str]] = {}
        for sheet in book.sheets:
            for row in sheet.rows():
                tokens = _row_tokens(row, strings, file, sheet.name)
                starts = _starts(tokens, form)
                if len(starts) > 1:
                    raise UserError(
                        f"{file}：“{starts[0]}”和“{starts[1]}”都是会重复的开头，写在了同一行。", cure="请分到两行。"
                    )
                if starts:
                    _refuse_tall_rows(sheet, row, strings, file)
                    in_rows.setdefault(starts[0], set()).update(tokens)
                else:
                    free += tokens
            free += [token for margin in _margins(sheet) for _, _, token in find_tokens(margin.text or "")]
        check_placeholders(form, file, free, in_rows)

    def _refuse_what_cannot_move(self, book: Workbook) -> None:
        if book.names("xl/pivotTables/"):
            raise UserError(f"“{self._file}”里有数据透视表，填不进去。", cure="请把透视表那一页删掉，另存一份再试。")
        for name in book.names("xl/drawings/drawing"):
            words = "".join(text.text or "" for text in book.tree(name).iter(f"{{{A}}}t"))
            if find_tokens(words):
                raise UserError(
                    f"{self._file}：填空处“{find_tokens(words)[0][2]}”写在了文本框里。", cure="请把它写到格子里。"
                )

    def fill(self, values: FormValues, *, made_at: datetime) -> FilledDocument:
        """The .xlsx with ``values`` in it; may be called from any thread."""
        book = Workbook(dict(self._parts), self._file)
        filling = _Filling(book, values)
        for sheet in book.sheets:
            filling.fill_sheet(sheet, self._repeats(sheet, filling))
        for item in filling.strings:
            if find_tokens("".join(text.text or "" for text in item.iter(f"{_MAIN}t"))):
                blank_out(item)
        book.forget_calculated()
        return FilledDocument(
            data=book.packed(made_at),
            suffix=".xlsx",
            substitutions=tuple(filling.substitutions),
            left_over=tuple(dict.fromkeys(filling.left_over)),
        )

    def _repeats(self, sheet: Sheet, filling: _Filling) -> list[_Repeat]:
        found = []
        strings = filling.strings
        rows = {int(row.get("r")): row for row in sheet.rows()}
        for number, row in rows.items():
            starts = _starts(_row_tokens(row, strings, self._file, sheet.name), self._form)
            if starts:
                blanks = 0
                # Without borders a blank row is the space before what follows, not a line to write on.
                while (
                    filling.looks.has_border(row.find(CELL))
                    and (below := rows.get(number + blanks + 1)) is not None
                    and is_blank_like(row, below, strings)
                ):
                    blanks += 1
                at_least = next(group.at_least for group in self._form.rows if group.starts_at == starts[0])
                found.append(_Repeat(row, starts[0], blanks, at_least))
        return found


class _Filling:
    """One file in the making."""

    def __init__(self, book: Workbook, values: FormValues) -> None:
        self.strings = shared_strings(book)
        self.substitutions: list[Substitution] = []
        self.left_over: list[str] = []
        self._book = book
        self._values = values
        self.looks = Looks(book)

    def fill_sheet(self, sheet: Sheet, repeats: list[_Repeat]) -> None:
        """Grows the repeated rows from the lowest up, then fills every cell and makes room for long texts."""
        items: dict[Any, RowValues | None] = {}
        for repeat in reversed(repeats):
            items.update(self._grown(sheet, repeat))
        filled = []
        for row in sheet.rows():
            for cell in row.findall(CELL):
                if self._fill_cell(cell, items.get(row), blank=row in items and items[row] is None):
                    filled.append(cell)
        for margin in _margins(sheet):
            margin.text = self._margin(margin.text or "")
        if filled or repeats:
            make_room(sheet, self.looks, filled)
            area = sheet.root.find(f"{_MAIN}dimension")
            if area is not None:
                area.set("ref", used_area(sheet))

    def _grown(self, sheet: Sheet, repeat: _Repeat) -> dict[Any, RowValues | None]:
        given = self._values.rows.get(repeat.starts_at)
        if given is None:
            self.left_over.append(repeat.starts_at)
        entries: Sequence[RowValues] = given or ()
        wanted = max(len(entries), 1)
        if repeat.at_least > max(wanted, 1 + repeat.blanks):
            wanted = repeat.at_least
        rows = grow_rows(self._book, sheet, repeat.row, repeat.blanks, wanted)
        for step, row in enumerate(rows):
            counted = typed_number(row)
            if counted is not None and step:
                cell, start = counted
                cell.find(f"{_MAIN}v").text = str(start + step)
        return {row: entries[step] if step < len(entries) else None for step, row in enumerate(rows)}

    def _fill_cell(self, cell: Any, item: RowValues | None, *, blank: bool) -> bool:
        text = cell_text(cell, self.strings)
        tokens = find_tokens(text)
        if not tokens:
            return False
        found = {token: self._value(token, item, blank) for _, _, token in tokens}
        start, end, token = tokens[0]
        font = self.looks.font(cell)
        if len(tokens) == 1 and not (text[:start] + text[end:]).strip():
            put_value(cell, found[token], font, self.substitutions, token)
        else:
            put_texts(cell, self.strings, found, font, self.substitutions)
        return True

    def _margin(self, text: str) -> str:
        """A page header or footer; in it & begins a command, so a plain one is doubled."""
        for start, end, token in reversed(find_tokens(text)):
            value = safe_text(shown(self._value(token, None, False)), token)
            text = text[:start] + value.replace("&", "&&") + text[end:]
        return text

    def _value(self, token: str, item: RowValues | None, blank: bool) -> Value:
        given: Mapping[str, Any] = item or {}
        if token in given:
            return given[token]
        if token in self._values.fields:
            return self._values.fields[token]
        if not blank:
            self.left_over.append(token)
        return ""


def _row_tokens(row: Any, strings: list[Any], file: str, sheet: str) -> list[str]:
    found = []
    for cell in row.findall(CELL):
        text = cell_text(cell, strings)
        if "{" in text or "｛" in text or "}" in text or "｝" in text:
            if piece := unclosed(text):
                raise UserError(
                    f"{file}：“{sheet}”{cell.get('r')}里“{piece}”的括号没有成对。",
                    cure="填空处写成 {{授课教师}}，前后各两个括号。",
                )
            found += [token for _, _, token in find_tokens(text)]
    if "" in found:
        raise UserError(f"{file}：“{sheet}”第{row.get('r')}行有一处 {{{{}}}} 里面是空的。", cure="请写上填空处的名称。")
    return found


def _margins(sheet: Sheet) -> list[Any]:
    """The page headers and footers of a sheet."""
    return list(sheet.root.iterfind(f"{_MAIN}headerFooter/*"))


def _starts(tokens: list[str], form: FormSpec) -> list[str]:
    return [group.starts_at for group in form.rows if group.starts_at in tokens]


def _refuse_tall_rows(sheet: Sheet, row: Any, strings: list[Any], file: str) -> None:
    """A repeated row is one row: a cell of it that holds a placeholder may not reach into the next."""
    number = int(row.get("r"))
    own = {cell.get("r") for cell in row.findall(CELL) if find_tokens(cell_text(cell, strings))}
    for merge in sheet.merges():
        place = range_rows(merge.get("ref"))
        if place is not None and place[1] == number < place[3] and merge.get("ref").partition(":")[0] in own:
            raise UserError(
                f"{file}：“{sheet.name}”第{number}行会重复，但它和下面的行合并在一起了（{merge.get('ref')}）。",
                cure="请把会重复的那一行拆成单独一行。",
            )
