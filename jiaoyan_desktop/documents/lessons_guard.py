"""Whether a file is a Word file that can be read safely, told before its XML is parsed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import NoReturn

from ..errors import UserError
from .foreign_files import not_readable
from .sheets_ole import streams_in

SAVE_AS = "用WPS打开它，点“文件—另存为”，类型选“Word文件（*.docx）”，再拖进来。"
_IS_TABLE = "表格请到“导入—导入表格”；教案在表格里的，复制到Word里再拖进来。"
_PASTE = "打开它，全选、复制，在“写A案”里点“从Word里粘贴整篇”。"
_MOST_BYTES = 64 * 1024 * 1024
_MOST_UNPACKED_BYTES = 256 * 1024 * 1024
_MOST_TEXT_BYTES = 32 * 1024 * 1024  # of a part that holds text; the plans of a whole term have 3
_MOST_PARTS = 5000
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, NotImplementedError)
# The ISO-strict flavour of the format says the same in other words.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
)


def file_bytes(path: Path) -> bytes:
    """The whole file; UserError with the cure for one that is missing, a folder, held by a program, or too large."""
    try:
        size = path.stat().st_size
        if size > _MOST_BYTES:
            _too_large(f"“{path.name}”", size)
        return path.read_bytes()
    except OSError as trouble:
        raise not_readable(path, trouble, "Word教案") from None


def check_is_word(data: bytes, name: str) -> None:
    """UserError with the cure for everything that is no .docx by its content, whatever it is called."""
    called = f"“{name}”"
    if not data:
        _refuse(f"{called}是空的，里面什么都没有，可能没有拷完。", "请重新拷一份。")
    if len(data) > _MOST_BYTES:
        _too_large(called, len(data))
    if data.startswith(b"PK"):
        _check_zip(data, name)
    elif data.startswith(_OLE):
        _refuse_ole(data, name)
    else:
        _refuse_by_head(data[:4096], called)


class WordParts:
    """The parts of a checked .docx; every read is bounded by the size the file itself declares."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = frozenset(self._archive.namelist())

    def read(self, part: str) -> bytes:
        """A part's bytes; UserError when it is damaged."""
        try:
            return self._archive.read(part)
        except (*_BROKEN, RuntimeError):
            raise damaged(self._name) from None

    def text(self, part: str) -> bytes:
        """The bytes of an XML part, in the usual flavour of the format."""
        data = self.read(part)
        for strict, usual in _STRICT if b"purl.oclc.org" in data else ():
            data = data.replace(strict, usual)
        return data


def damaged(name: str) -> UserError:
    """What to say of a Word file that cannot be opened."""
    return UserError(f"“{name}”打不开，文件可能没有拷完，或者坏了。什么都没有写进去。", cure=SAVE_AS, field="source")


def _check_zip(data: bytes, name: str) -> None:
    called = f"“{name}”"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            items = archive.infolist()
    except _BROKEN:
        raise damaged(name) from None
    names = {item.filename for item in items}
    too_many = len(items) > _MOST_PARTS or sum(item.file_size for item in items) > _MOST_UNPACKED_BYTES
    if too_many or any(item.file_size > _MOST_TEXT_BYTES for item in items if item.filename.endswith(".xml")):
        _refuse(f"{called}解开以后大得不像一份教案，没有打开。", "只把教案那几页复制到新的Word里，再拖进来。")
    if any(item.flag_bits & 1 for item in items):
        _password(called)
    if any(part.startswith("word/") for part in names):
        return
    if any(part.startswith("xl/") for part in names):
        _refuse(f"{called}是表格，这里要的是Word教案。", _IS_TABLE)
    if any(part.startswith("ppt/") for part in names):
        _refuse(f"{called}是课件（PPT），这里要的是Word教案。", "请选教案那一份。")
    if "content.xml" in names:
        _refuse(f"{called}是OpenDocument格式（.odt），读不了。", SAVE_AS)
    _refuse(f"{called}是压缩包，不是Word教案。", "先解开，再选里面的Word教案。")


def _refuse_ole(data: bytes, name: str) -> NoReturn:
    called = f"“{name}”"
    streams = streams_in(data)
    if streams is None:
        raise damaged(name)
    if "EncryptedPackage" in streams:
        _password(called)
    if "Workbook" in streams or "Book" in streams:
        _refuse(f"{called}是表格，这里要的是Word教案。", _IS_TABLE)
    if name.lower().endswith((".wps", ".wpt")):
        _refuse(f"{called}是WPS文字自己的格式（.wps），读不了。", SAVE_AS)
    _refuse(f"{called}是旧格式（.doc），读不了。", SAVE_AS)


def _refuse_by_head(head: bytes, called: str) -> NoReturn:
    plain = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        plain = head.decode("utf-16", errors="replace").lstrip().lower().encode()
    if plain.startswith(b"{\\rtf"):
        _refuse(f"{called}是写字板的格式（.rtf），读不了。", SAVE_AS)
    if plain.startswith(b"<?xml") and (b"wordml" in plain or b"xmlpackage" in plain or b"word.document" in plain):
        _refuse(f"{called}是Word的XML格式，读不了。", SAVE_AS)
    if plain.startswith((b"<", b"mime-version:")):
        _refuse(f"{called}其实是网页（HTML），只是名字写成了Word。", SAVE_AS)
    if plain.startswith(b"%pdf"):
        _refuse(f"{called}是PDF，读不出教案的各栏。", f"请找做这份PDF的Word原稿；没有原稿的，{_PASTE}")
    if head.startswith((b"\xff\xd8", b"\x89PNG", b"GIF8", b"BM")):
        _refuse(f"{called}是图片，不是Word教案。", "手写教案的照片请放到备课活动的照片里。")
    if not head.strip(b"\x00"):
        _refuse(f"{called}里面全是空的，多半是U盘没有安全退出，没有拷完。", "请从原来的电脑上重新拷一份。")
    if b"\x00" not in head:
        _refuse(f"{called}是纯文本，不是Word。", _PASTE)
    _refuse(f"{called}没认出是什么文件，不是Word教案。", SAVE_AS)


def _password(called: str) -> NoReturn:
    _refuse(f"{called}加了打开密码，读不了。", "用WPS打开它，在“文件—文档加密”里去掉密码，保存以后再拖进来。")


def _too_large(called: str, size: int) -> NoReturn:
    _refuse(
        f"{called}有{size // 1024 // 1024}MB，不像一份教案。",
        "在WPS里把图片压缩一下，或把视频拿出来，另存一份再拖进来。",
    )


def _refuse(message: str, cure: str) -> NoReturn:
    raise UserError(message, cure=cure, field="source")
