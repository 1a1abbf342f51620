"""Small Excel templates for tests made by code, and the filled ones read back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook, load_workbook

from jiaoyan_desktop.documents.excel import ExcelTemplate
from jiaoyan_desktop.documents.form_values import FilledDocument, FormValues
from jiaoyan_desktop.documents.ooxml import R, S, with_content_type, with_relation
from jiaoyan_desktop.domain.pack import FormRows

from .office_files import MADE_AT, assert_sound, etree, form_spec, part, part_names, with_part


def xlsx_bytes(build: Callable[[Any], object]) -> bytes:
    """An .xlsx whose first sheet ``build`` filled."""
    book = Workbook()
    build(book.active)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def shared(data: bytes) -> bytes:
    """The same file with its texts in xl/sharedStrings.xml, where Excel and WPS keep them."""
    texts: list[str] = []
    for name in [name for name in part_names(data) if name.startswith("xl/worksheets/sheet")]:
        root = etree.fromstring(part(data, name))
        for cell in root.iter(f"{{{S}}}c"):
            if cell.get("t") == "inlineStr":
                inside = "".join(etree.tostring(child, encoding="unicode") for child in cell.find(f"{{{S}}}is"))
                texts += [inside] if inside not in texts else []
                cell[:] = []
                cell.set("t", "s")
                etree.SubElement(cell, f"{{{S}}}v").text = str(texts.index(inside))
        data = with_part(data, name, etree.tostring(root))
    items = "".join(f"<si>{text}</si>" for text in texts)
    data = with_part(data, "xl/sharedStrings.xml", f'<sst xmlns="{S}">{items}</sst>'.encode())
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = with_content_type(part(data, "[Content_Types].xml"), part="xl/sharedStrings.xml", kind=kind)
    rels = part(data, "xl/_rels/workbook.xml.rels")
    rels = with_relation(rels, "rIdTexts", f"{R}/sharedStrings", "sharedStrings.xml")
    return with_part(with_part(data, "[Content_Types].xml", types), "xl/_rels/workbook.xml.rels", rels)


def opened(data: bytes) -> Any:
    """The workbook."""
    return load_workbook(io.BytesIO(data))


def filled(
    data: bytes, rows: dict[str, list[Any]] | None = None, groups: tuple[FormRows, ...] = (), **fields: Any
) -> FilledDocument:
    """The template filled; checked for soundness."""
    template = ExcelTemplate(data, form_spec(*fields, rows=groups, suffix="xlsx"), "试填表.xlsx")
    document = template.fill(FormValues(fields=fields, rows=rows or {}), made_at=MADE_AT)
    assert_sound(document.data)
    return document


def cells(sheet: Any) -> list[list[Any]]:
    """All values, row by row."""
    return [[cell.value for cell in row] for row in sheet.iter_rows()]
