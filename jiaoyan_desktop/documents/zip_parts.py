"""The zip side of Office files: reading parts, and writing them so that the same content gives the same bytes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from jiaoyan_desktop.errors import UserError

_LARGEST_UNPACKED = 200 * 2**20
_OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_UTF8_NAME = 0x800
_FIRST_OF_JANUARY_1980 = 0x21  # every part carries the same date, so that two exports of the same data are equal
_FAST = 3  # of zlib's levels: a third of the time of the usual 6, files a tenth larger


@dataclass(frozen=True, slots=True)
class Part:
    """One part as it lies in the file; ``packed`` may be copied as it is."""

    name: str
    method: int
    crc: int
    size: int
    packed: bytes

    @property
    def data(self) -> bytes:
        """The part's content."""
        return zlib.decompress(self.packed, -15) if self.method == zipfile.ZIP_DEFLATED else self.packed


def packed_part(name: str, data: bytes) -> Part:
    """A part made of ``data``; what does not shrink (photos) is stored."""
    squeezer = zlib.compressobj(_FAST, zlib.DEFLATED, -15)
    packed = squeezer.compress(data) + squeezer.flush()
    if len(packed) >= len(data):
        return Part(name, zipfile.ZIP_STORED, zlib.crc32(data), len(data), data)
    return Part(name, zipfile.ZIP_DEFLATED, zlib.crc32(data), len(data), packed)


def stored_part(name: str, data: bytes) -> Part:
    """A part that is not squeezed: pictures already are."""
    return Part(name, zipfile.ZIP_STORED, zlib.crc32(data), len(data), data)


def read_parts(data: bytes, name: str) -> dict[str, Part]:
    """The parts of an Office file in their order; UserError naming ``name`` when it is none, old or locked."""
    if data[:8] == _OLE_MAGIC:
        raise UserError(
            f"“{name}”是旧格式（.doc、.xls），或加了打开密码，填不进去。",
            cure="用WPS打开它，点“文件—另存为”，类型选“Word文件（*.docx）”或“Excel文件（*.xlsx）”，不要加密码，再放进来。",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if sum(info.file_size for info in infos) > _LARGEST_UNPACKED:
                raise UserError(f"“{name}”拆开以后太大，没有打开。", cure="请删掉里面多余的图片，另存一份再试。")
            if broken := archive.testzip():
                raise zipfile.BadZipFile(broken)
            parts = {info.filename: _part(data, info) for info in infos}
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, NotImplementedError) as trouble:
        raise UserError(
            f"“{name}”不是完整的Word或Excel文件，打不开。", cure="请在WPS里打开看看，另存一份再试。"
        ) from trouble
    if len(parts) != len(infos):
        raise UserError(f"“{name}”里面有重名的部分，不能放心地填。", cure="请在WPS里打开它，另存一份再试。")
    return parts


def _part(data: bytes, info: zipfile.ZipInfo) -> Part:
    name_length, extra_length = struct.unpack_from("<HH", data, info.header_offset + 26)
    start = info.header_offset + 30 + name_length + extra_length
    packed = data[start : start + info.compress_size]
    part = Part(info.filename, info.compress_type, info.CRC, info.file_size, packed)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotImplementedError(f"compression {info.compress_type}")
    return part


def write_parts(parts: Iterable[Part]) -> bytes:
    """A zip of the parts in the given order, without any clock in it."""
    body = bytearray()
    directory = bytearray()
    count = 0
    for part in parts:
        name = part.name.encode()
        flags = 0 if part.name.isascii() else _UTF8_NAME
        common = struct.pack(
            "<HHHHHIIIHH",
            20,
            flags,
            part.method,
            0,
            _FIRST_OF_JANUARY_1980,
            part.crc,
            len(part.packed),
            part.size,
            len(name),
            0,
        )
        offset = len(body)
        body += b"PK\x03\x04" + common + name + part.packed
        directory += b"PK\x01\x02\x14\x00" + common + struct.pack("<HHHII", 0, 0, 0, 0, offset) + name
        count += 1
    ending = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + b"PK\x05\x06" + ending)
