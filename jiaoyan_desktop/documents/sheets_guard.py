"""What a file really is and whether it can be read safely, told before the parser sees it."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NoReturn
from xml.etree import ElementTree

from ..errors import UserError
from .foreign_files import not_readable
from .sheets_model import column_letters
from .sheets_ole import ole_streams, read_xls_facts

MOST_CELLS = 3_000_000
_MOST_BYTES = 64 * 1024 * 1024
_MOST_PART_BYTES = 256 * 1024 * 1024
_MOST_UNPACKED_BYTES = 512 * 1024 * 1024
_MOST_PARTS = 5000

SAVE_AS = "用WPS打开它，点“文件—另存为”，类型选“Excel文件（*.xlsx）”，再导入存好的那一份。"
COPY_TABLE = "把里面的表复制到WPS表格里，另存为“Excel文件（*.xlsx）”，再导入。"

_TAG = rb"<(?:[A-Za-z]\w*:)?"
_FILLED_CELL = re.compile(_TAG + rb"c\s(?:[^>]*?\s)?r\s*=\s*[\"']\s*([A-Z]{1,4})(\d{1,9})\s*[\"'](?:[^>]*[^/>])?>")
_FAR_ROW = re.compile(rb"=\s*[\"']\s*[A-Z]{0,4}(\d{5,9})\s*[\"']")
_FAR_COLUMN = re.compile(rb"=\s*[\"']\s*([A-Z]{2,4})\d")
_COLUMN = re.compile(_TAG + rb"col\s([^>]*)>")
_HIDDEN_ROW = re.compile(_TAG + rb"row\s(?=[^>]*\shidden\s*=\s*[\"'](?:1|true))[^>]*?\br\s*=\s*[\"'](\d+)")
# A formula whose result is an empty text keeps it as such (t="str"); without that its result was never worked out.
_NO_RESULT = re.compile(
    rb"<c\b(?![^>]*\bt=\"str\")[^>]*?\br=\"(\w+)\"[^>]*>\s*<f\b[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_ATTRIBUTE = re.compile(rb"(\w+)\s*=\s*[\"']([^\"']*)[\"']")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the parser does not tell: hidden columns and rows by sheet name, and remarks for the person."""

    hidden_columns: dict[str, tuple[int, ...]] = field(default_factory=dict)
    hidden_rows: dict[str, tuple[int, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def recognise(path: Path) -> str:
    """xlsx or xls by content, never by name; UserError with the cure for everything else."""
    called = f"“{path.name}”"
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as trouble:
        raise not_readable(path, trouble, "表格") from None
    if size == 0:
        _refuse(f"{called}是空的，里面什么都没有，可能没有拷完。", "请重新拷一份。")
    if size > _MOST_BYTES:
        size_text = f"{size // 1024 // 1024}MB"
        _refuse(f"{called}有{size_text}，不像学校的表。", "把里面的图片和用不着的工作表删掉，另存一份再导入。")
    if head.startswith(b"PK"):
        return _recognise_zip(path, called)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _recognise_ole(path, called)
    _refuse_by_head(head, called)


def facts_of(path: Path, kind: str) -> Facts:
    """What ``recognise`` could not see from outside; refuses a workbook that would blow up when opened."""
    if kind == "xls":
        hidden, encrypted = read_xls_facts(path)
        if encrypted:
            _password(f"“{path.name}”")
        return Facts(hidden_columns=hidden)
    return _xlsx_facts(path)


def too_large(called: str, rows: int, columns: int) -> NoReturn:
    """Refuse a sheet whose used area is out of all proportion."""
    _refuse(
        f"{called}用到了第{rows}行、{column_letters(columns)}列，太大了，不像学校的表。",
        "多半是表格外面的格子里落了字：只把要用的那一块复制到新表里，另存为“Excel文件（*.xlsx）”，再导入。",
    )


def damaged(name: str) -> UserError:
    """What to say of a workbook that cannot be opened."""
    return UserError(f"“{name}”打不开，文件可能没有拷完，或者坏了。什么都没有写进去。", cure=SAVE_AS, field="source")


def _recognise_zip(path: Path, called: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            items = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise damaged(path.name) from None
    names = {item.filename for item in items}
    if len(items) > _MOST_PARTS or sum(item.file_size for item in items) > _MOST_UNPACKED_BYTES:
        _refuse(f"{called}解开以后大得不像一张表，没有打开。", SAVE_AS)
    if any(item.file_size > _MOST_PART_BYTES for item in items):
        _refuse(f"{called}解开以后大得不像一张表，没有打开。", SAVE_AS)
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        _refuse(f"{called}是Excel的二进制格式（.xlsb），读不了。", SAVE_AS)
    if any(name.startswith("word/") for name in names):
        _refuse(f"{called}是Word文件，这里要的是表格。", COPY_TABLE)
    if "content.xml" in names:
        _refuse(f"{called}是OpenDocument格式（.ods），读不了。", SAVE_AS)
    _refuse(f"{called}是压缩包，不是表格。", "先解开，再选里面的表格。")


def _recognise_ole(path: Path, called: str) -> str:
    streams = ole_streams(path)
    if streams is None:
        raise damaged(path.name)
    if "EncryptedPackage" in streams:
        _password(called)
    if "Workbook" in streams or "Book" in streams:
        return "xls"
    if "WordDocument" in streams:
        _refuse(f"{called}是Word或WPS文字文件，这里要的是表格。", COPY_TABLE)
    if path.suffix.lower() in (".et", ".ett"):
        _refuse(f"{called}是WPS表格自己的格式（.et），读不了。", SAVE_AS)
    _refuse(f"{called}是旧格式，没认出里面的表。", SAVE_AS)


def _refuse_by_head(head: bytes, called: str) -> NoReturn:
    plain = head.lstrip(b"\xef\xbb\xbf \t\r\n\x00").lower()
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        plain = head.decode("utf-16", errors="replace").lstrip().lower().encode("utf-8")
    if plain.startswith(b"<?xml") and b"urn:schemas-microsoft-com:office:spreadsheet" in plain:
        _refuse(f"{called}是网页系统导出的老式表格（XML），读不了。", SAVE_AS)
    if plain.startswith((b"<", b"mime-version:")):
        _refuse(f"{called}其实是网页（HTML），只是名字写成了表格。", SAVE_AS)
    if plain.startswith(b"%pdf"):
        _refuse(f"{called}是PDF，不是表格。", "请找做这份PDF的原表；没有原表的，照着录入。")
    if head.startswith((b"\xff\xd8", b"\x89PNG", b"GIF8", b"BM")):
        _refuse(f"{called}是图片，不是表格。", "请找原来的表格文件。")
    if not head.strip(b"\x00"):
        _refuse(f"{called}里面全是空的，多半是U盘没有安全退出，没有拷完。", "请从原来的电脑上重新拷一份。")
    if b"\x00" not in head and (b"," in head or b"\t" in head or b"\n" in head):
        _refuse(f"{called}是文本表（CSV），不是Excel表。", SAVE_AS)
    _refuse(f"{called}没认出是什么文件，不是Excel表。", SAVE_AS)


def _xlsx_facts(path: Path) -> Facts:
    hidden_columns: dict[str, tuple[int, ...]] = {}
    hidden_rows: dict[str, tuple[int, ...]] = {}
    notes: list[str] = []
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            for name, part in _sheet_parts(archive):
                if part not in names:
                    continue
                data = archive.read(part)
                _check_size(data, f"“{path.name}”的“{name}”")
                hidden_columns[name] = _hidden_columns(data)
                # Plain searches first: most sheets have neither, and they may be long.
                if b"hidden" in data:
                    hidden_rows[name] = tuple(int(row) for row in _HIDDEN_ROW.findall(data))
                if count := data.count(b't="e"'):
                    notes.append(f"“{name}”有{count}格是算不出来的公式（#REF!这样的），按空格读。")
                if cells := _NO_RESULT.findall(data) if b"<f" in data else []:
                    places = "、".join(cell.decode() for cell in cells[:5]) + ("等" if len(cells) > 5 else "")
                    notes.append(
                        f"“{name}”的{places}共{len(cells)}格是公式，没有存下算好的数，按空格读。"
                        "用WPS打开、保存一次再导入就有了。"
                    )
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, OSError, ValueError, NotImplementedError, EOFError):
        raise damaged(path.name) from None
    if any(name.endswith("vbaProject.bin") for name in names):
        notes.append("表里带着宏，没有运行，只读了格子里的字。")
    if any(name.startswith("xl/externalLinks/") for name in names):
        notes.append("表里有些格子连着别的表，读的是上次存下的数。")
    return Facts(hidden_columns, hidden_rows, tuple(notes))


def _sheet_parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Sheet name and the part it is kept in, in the order of the workbook."""
    relations = {
        item.get("Id", ""): item.get("Target", "")
        for item in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    parts = []
    for item in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if item.tag.rpartition("}")[2] != "sheet":
            continue
        target = next((relations.get(value, "") for key, value in item.items() if key.endswith("}id")), "")
        place = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        parts.append((item.get("name", ""), place))
    return parts


def _check_size(data: bytes, called: str) -> None:
    """Refuse cells with something in them so far out that the parser would need the whole memory for the gap."""
    most_rows = max(map(int, _FAR_ROW.findall(data)), default=9999)
    most_columns = max(map(_column_number, set(_FAR_COLUMN.findall(data))), default=26)
    if most_rows * most_columns <= MOST_CELLS:
        return
    # Formatting may reach to the last row of the sheet; only cells that hold something are weighed.
    rows = columns = 1
    for letters, figures in _FILLED_CELL.findall(data):
        columns = max(columns, _column_number(letters))
        rows = max(rows, int(figures))
    if columns * rows > MOST_CELLS:
        too_large(called, rows, columns)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _hidden_columns(data: bytes) -> tuple[int, ...]:
    hidden: list[int] = []
    for found in _COLUMN.findall(data.partition(b"sheetData")[0]):
        values = {key.decode(): value.decode(errors="replace") for key, value in _ATTRIBUTE.findall(found)}
        is_hidden = values.get("hidden") in ("1", "true") or values.get("width") in ("0", "0.0")
        if is_hidden and values.get("min", "").isdigit() and values.get("max", "").isdigit():
            # A hidden tail up to column 16384 is how spreadsheets hide "everything to the right".
            hidden += range(int(values["min"]), min(int(values["max"]), int(values["min"]) + 255) + 1)
    return tuple(hidden)


def _password(called: str) -> NoReturn:
    _refuse(f"{called}加了打开密码，读不了。", "用WPS打开它，在“文件—文档加密”里去掉密码，保存以后再导入。")


def _refuse(message: str, cure: str) -> NoReturn:
    raise UserError(message, cure=cure, field="source")
