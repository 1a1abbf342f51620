"""Where a pack's files are read from: the folder forms/ on disk, or files kept in the school file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from jiaoyan_desktop.errors import UserError


class FormsSource(Protocol):
    """Files by path with forward slashes, for example ``common/observation-record/form.toml``."""

    def read(self, path: str) -> bytes:
        """The file's bytes; UserError when there is none."""
        ...

    def paths(self, under: str = "") -> tuple[str, ...]:
        """Every file below the folder ``under``, sorted."""
        ...


class FolderForms:
    """A folder laid out like forms/."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, path: str) -> bytes:
        """The file's bytes; UserError when there is none."""
        target = self._folder / path
        if ".." in Path(path).parts or not target.is_file():
            raise _missing(path)
        return target.read_bytes()

    def paths(self, under: str = "") -> tuple[str, ...]:
        """Every file below the folder ``under``, sorted; Word's and the system's own leavings are not listed."""
        start = self._folder / under
        if not start.is_dir():
            return ()
        found = (item.relative_to(self._folder) for item in start.rglob("*") if item.is_file())
        return tuple(sorted(item.as_posix() for item in found if not _is_leaving(item.name)))


class StoredForms:
    """Files kept in the school file: path -> bytes. The mapping may fetch each file only when it is asked for."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def read(self, path: str) -> bytes:
        """The file's bytes; UserError when there is none."""
        if path not in self._files:
            raise _missing(path)
        return self._files[path]

    def paths(self, under: str = "") -> tuple[str, ...]:
        """Every file below the folder ``under``, sorted."""
        prefix = f"{under}/" if under else ""
        return tuple(sorted(path for path in self._files if path.startswith(prefix)))


def _is_leaving(name: str) -> bool:
    return name.startswith(("~$", ".")) or name in ("Thumbs.db", "desktop.ini")


def _missing(path: str) -> UserError:
    return UserError(f"没有找到“{path}”。", cure="请把这个文件放回表的文件夹里，或重新安装程序。")
