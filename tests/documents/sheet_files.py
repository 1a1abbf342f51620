"""Workbooks for the tests of reading: real ones by openpyxl, and hand-made ones that no program would write."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def write_xlsx(path: Path, *sheets: Sequence[Sequence[Any]], names: Sequence[str] = ()) -> Path:
    """A workbook by openpyxl; each sheet is a list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(names[number] if number < len(names) else f"表{number + 1}")
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def raw_xlsx(path: Path, sheet_data: str, parts: dict[str, bytes] | None = None) -> Path:
    """A workbook of one sheet whose XML is given; ``parts`` are further files inside."""
    sheet = f'<?xml version="1.0"?><worksheet xmlns="{_SHEET}"><sheetData>{sheet_data}</sheetData></worksheet>'
    book = (
        f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}">'
        '<sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _relations(f"{_OFFICE}/officeDocument", "xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/_rels/workbook.xml.rels", _relations(f"{_OFFICE}/worksheet", "worksheets/sheet1.xml"))
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, data in (parts or {}).items():
            archive.writestr(name, data)
    return path


def ole_file(path: Path, *streams: str, data: bytes = b"") -> Path:
    """An OLE container with streams of these names; the first holds ``data``, filled up to sectors of its own."""
    sector = 512
    data = data.ljust(max(4096, -(-len(data) // sector) * sector), b"\0") if data else b""
    header = bytearray(sector)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 40, 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    struct.pack_into("<109I", header, 76, 0, *([_FREE] * 108))
    chain = [*range(3, 2 + len(data) // sector), _END] if data else []
    fat = struct.pack("<128I", 0xFFFFFFFD, _END, *chain, *([_FREE] * (126 - len(chain))))
    entries = [_entry("Root Entry", 5)]
    for number, name in enumerate(streams):
        entries.append(_entry(name, 2, 2, len(data)) if data and not number else _entry(name, 2))
    path.write_bytes(bytes(header) + fat + b"".join(entries).ljust(sector, b"\0") + data)
    return path


def _entry(name: str, kind: int, start: int = 0xFFFFFFFE, size: int = 0) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    entry = bytearray(128)
    entry[: len(raw)] = raw
    struct.pack_into("<HBB", entry, 64, len(raw), kind, 1)
    struct.pack_into("<III", entry, 68, _FREE, _FREE, _FREE)
    struct.pack_into("<II", entry, 116, start, size)
    return bytes(entry)


def biff(*records: tuple[int, bytes]) -> bytes:
    """Records of an old workbook one after the other."""
    return b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)


def _relations(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{kind}" Target="{target}"/>'
        "</Relationships>"
    )
