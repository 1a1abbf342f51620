"""Text as it stands in an Excel cell: never a formula, rare characters in a typeface that has them, not too long."""

from __future__ import annotations

from jiaoyan_desktop.errors import UserError

from .form_values import Substitution
from .ooxml import attribute, escaped, safe_text
from .typefaces import face_pieces

_LONGEST = 32767  # what a cell can hold


def cell_reference(column: int, row: int) -> str:
    """A1 for column 1, row 1."""
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def inline_string(text: str, face: str, size: float, bold: bool, where: str, found: list[Substitution]) -> str:
    """The inside of <is> for ``text``; adds to ``found`` what its typeface lacks."""
    text = safe_text(text, where)
    if len(text) > _LONGEST:
        raise UserError(
            f"“{where}”有{len(text)}个字，Excel的一格最多放{_LONGEST}个字。", cure="请把它写短些，或改用Word表。"
        )
    pieces, lacking = face_pieces(text, face)
    found += [Substitution(character=item, wanted=face, used=used, where=where) for item, used in lacking]
    if len(pieces) == 1 and not pieces[0].face:
        return plain_text(text)
    return "".join(
        f"<r>{_run_looks(piece.face or face, size, bold or piece.bold)}{plain_text(piece.text)}</r>" for piece in pieces
    )


def plain_text(text: str) -> str:
    """<t> holding the text, spaces at its ends and line breaks kept."""
    return f'<t xml:space="preserve">{escaped(text)}</t>'


def _run_looks(face: str, size: float, bold: bool) -> str:
    weight = "<b/>" if bold else ""
    return f'<rPr>{weight}<sz val="{size:g}"/><rFont val={attribute(face)}/><charset val="134"/></rPr>'
