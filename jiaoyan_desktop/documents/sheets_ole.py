"""Looks into an old .xls without parsing it: which streams the container holds, hidden columns, encryption."""

from __future__ import annotations

import struct
from pathlib import Path

_END = 0xFFFFFFFE  # from here on a sector number is a mark, not a place
_MOST_SECTORS = 200_000
_BOF, _EOF, _BOUNDSHEET, _FILEPASS, _COLINFO, _DIMENSIONS = 0x0809, 0x000A, 0x0085, 0x002F, 0x007D, 0x0200


class _Container:
    """The sectors of a compound file, followed with every index checked: the file may be damaged on purpose."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512:
            raise ValueError("shorter than its header")
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError(f"sector size 2**{shift}")
        self._data = data
        self._size = 1 << shift
        fat_sectors, first_directory = struct.unpack_from("<I", data, 44)[0], struct.unpack_from("<I", data, 48)[0]
        self._cutoff = struct.unpack_from("<I", data, 56)[0]
        places = [place for place in struct.unpack_from("<109I", data, 76) if place < _END]
        places += self._difat(struct.unpack_from("<I", data, 68)[0], fat_sectors)
        self._fat: list[int] = []
        for place in places[: min(fat_sectors, _MOST_SECTORS)]:
            self._fat += struct.unpack(f"<{self._size // 4}I", self._sector(place))
        self.streams = self._directory(first_directory)

    def read(self, name: str) -> bytes:
        """The bytes of a stream that is long enough to have sectors of its own; empty for a short one."""
        start, size = self.streams[name]
        return b"" if size < self._cutoff else self._chain(start)[:size]

    def _difat(self, place: int, fat_sectors: int) -> list[int]:
        places: list[int] = []
        while place < _END and len(places) < fat_sectors:
            *found, place = struct.unpack(f"<{self._size // 4}I", self._sector(place))
            places += [item for item in found if item < _END]
        return places

    def _directory(self, first: int) -> dict[str, tuple[int, int]]:
        data = self._chain(first)
        streams: dict[str, tuple[int, int]] = {}
        for place in range(0, len(data) - 127, 128):
            length, kind = struct.unpack_from("<HB", data, place + 64)
            if kind in (1, 2, 5) and 2 <= length <= 64:
                name = data[place : place + length - 2].decode("utf-16-le", errors="replace")
                start, size = struct.unpack_from("<II", data, place + 116)
                streams[name] = (start, size)
        return streams

    def _chain(self, place: int) -> bytes:
        sectors: list[bytes] = []
        while place < _END:
            if len(sectors) > min(len(self._fat), _MOST_SECTORS):
                raise ValueError("sectors in a circle")
            sectors.append(self._sector(place))
            place = self._fat[place]
        return b"".join(sectors)

    def _sector(self, place: int) -> bytes:
        start = (place + 1) * self._size
        sector = self._data[start : start + self._size]
        if len(sector) < self._size:
            sector = sector.ljust(self._size, b"\0")
            if start >= len(self._data):
                raise ValueError("sector behind the end")
        return sector


def ole_streams(path: Path) -> frozenset[str] | None:
    """The names of the streams and storages in an OLE container; None when it is damaged."""
    return streams_in(path.read_bytes())


def streams_in(data: bytes) -> frozenset[str] | None:
    """The same for a container in memory."""
    try:
        return frozenset(_Container(data).streams)
    except (ValueError, IndexError, struct.error):
        return None


def read_xls_facts(path: Path) -> tuple[dict[str, tuple[int, ...]], bool]:
    """Hidden columns by sheet name, and whether the workbook is encrypted."""
    try:
        container = _Container(path.read_bytes())
        name = next(name for name in ("Workbook", "Book") if name in container.streams)
        return _hidden_columns(container.read(name))
    except (ValueError, IndexError, struct.error, StopIteration):
        # The parser has the last word on a file that is damaged further in.
        return {}, False


def _hidden_columns(stream: bytes) -> tuple[dict[str, tuple[int, ...]], bool]:
    sheets: list[tuple[str, int]] = []
    for kind, place, length in _records(stream, 0):
        if kind == _FILEPASS:
            return {}, True
        if kind == _BOUNDSHEET and length > 8:
            start, count, wide = *struct.unpack_from("<I", stream, place), stream[place + 6], stream[place + 7] & 1
            raw = stream[place + 8 : place + 8 + count * (2 if wide else 1)]
            sheets.append((raw.decode("utf-16-le" if wide else "latin-1", errors="replace"), start))
        if kind == _EOF:
            break
    hidden: dict[str, tuple[int, ...]] = {}
    for name, start in sheets:
        columns: list[int] = []
        for kind, place, length in _records(stream, start):
            if kind == _COLINFO and length >= 10:
                first, last, _, _, flags = struct.unpack_from("<5H", stream, place)
                if flags & 1:
                    columns += range(first + 1, min(last, first + 255) + 2)
            if kind in (_DIMENSIONS, _EOF):
                break
        hidden[name] = tuple(columns)
    return hidden, False


def _records(stream: bytes, place: int):  # noqa: ANN202 (pairs of numbers, used only above)
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield kind, place + 4, length
        place += 4 + length
