"""Opening every finished document once before it counts: by python-docx and openpyxl, which know nothing of our filler.

A document that only its maker can read comes back from the county; one that the two usual libraries open, with its
text in it, does not.
"""

from __future__ import annotations

import io


class NotReadable(Exception):
    """A document of ours that cannot be opened again: a bug, never a person's mistake."""


def must_open(data: bytes, name: str) -> None:
    """Open a .docx or .xlsx (other files pass); NotReadable names it when it does not open or holds nothing."""
    import zipfile

    unreadable = (KeyError, ValueError, OSError, SyntaxError, AttributeError, zipfile.BadZipFile)
    if name.endswith(".docx"):
        import docx

        try:
            document = docx.Document(io.BytesIO(data))
            is_empty = next(document.iter_inner_content(), None) is None
        except unreadable as trouble:
            raise NotReadable(name) from trouble
    elif name.endswith(".xlsx"):
        import openpyxl

        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
            is_empty = not any(True for sheet in book.worksheets for _ in sheet.iter_rows(max_row=1))
            book.close()
        except unreadable as trouble:
            raise NotReadable(name) from trouble
    else:
        return
    if is_empty:
        raise NotReadable(name)
