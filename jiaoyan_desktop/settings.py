"""This computer's preferences: one table declares key, kind, default and label; kept as JSON beside nothing else."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FONT_SIZES = {"small": "小", "normal": "标准", "large": "大", "very_large": "特大"}
THEMES = {"light": "浅色", "dark": "深色"}
BEGIN_WITH = {"last_school": "上次那所学校", "first_page": "第一页"}
RECENT_LIMIT = 8


@dataclass(frozen=True, slots=True)
class Setting:
    """One preference; ``choices`` maps what is stored to what is shown, and an empty one allows any value."""

    key: str
    kind: type
    default: Any
    label: str
    choices: dict[str, str]


SETTINGS = {
    item.key: item
    for item in (
        Setting("font_size", str, "normal", "字号", FONT_SIZES),
        Setting("theme", str, "light", "颜色", THEMES),
        Setting("begin_with", str, "last_school", "打开程序时先到", BEGIN_WITH),
        Setting("recent_files", list, [], "最近打开", {}),
        Setting("schools", dict, {}, "各个学校文件是哪所学校的", {}),
        Setting("window", str, "", "窗口大小和位置", {}),
        Setting("lists", dict, {}, "各张列表的列宽、排序和筛选", {}),
        Setting("person", str, "", "谁在用这台电脑", {}),
        Setting("backup_folder", str, "", "上次备份到哪里", {}),
        Setting("import_folder", str, "", "上次从哪里导入", {}),
        Setting("mappings", list, [], "导入时各栏对应什么", {}),
        Setting("export_folder", str, "", "上次把材料包放在哪里", {}),
    )
}


class Settings:
    """Preferences read once and written at every change, beside the old file and then over it.

    ``trouble`` is a sentence for the person when the file could not be used; the file itself is kept aside.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._values: dict[str, Any] = {}
        self.trouble = ""
        if path is not None and path.exists():
            self._load(path)

    def __getitem__(self, key: str) -> Any:
        """The value of a declared preference; KeyError for one that is not in the table."""
        setting = SETTINGS[key]
        value = self._values.get(key)
        return _copied(setting.default if value is None else value)

    def __setitem__(self, key: str, value: Any) -> None:
        """Keeps a declared preference at once; ValueError when it does not fit the table."""
        if not _fits(SETTINGS[key], value):
            raise ValueError(f"{key}: {value!r}")
        if self[key] == value:
            return
        self._values[key] = _copied(value)
        self._write()

    def of_list(self, name: str) -> dict[str, Any]:
        """What the list ``name`` wants remembered: widths, sort, filters."""
        return self["lists"].get(name, {})

    def remember_list(self, name: str, **values: Any) -> None:
        """Keeps ``values`` of the list ``name`` beside what was kept before."""
        lists = self["lists"]
        lists[name] = {**lists.get(name, {}), **values}
        self["lists"] = lists

    def add_recent(self, path: str) -> None:
        """Puts ``path`` first among the recent files."""
        others = [item for item in self["recent_files"] if item != path]
        self["recent_files"] = [path, *others][:RECENT_LIMIT]

    def note_school(self, path: str, uid: str, name: str) -> None:
        """Keeps which school a file belongs to, so that its backups are found when it cannot be read any more."""
        self["schools"] = {**self["schools"], path: {"uid": uid, "name": name}}

    def worked_on_last(self) -> str:
        """The school file to go on with: the newest of the recent ones that is still there, or an empty text.

        Empty as well where the person wants the first page.
        """
        if self["begin_with"] == "first_page":
            return ""
        return next((path for path in self["recent_files"] if os.path.isfile(path)), "")

    def drop_recent(self, path: str) -> None:
        """Takes ``path`` off the recent files."""
        self["recent_files"] = [item for item in self["recent_files"] if item != path]

    def _load(self, path: Path) -> None:
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            if not isinstance(found, dict):
                raise ValueError("not a table")
        except (ValueError, UnicodeDecodeError):
            aside = path.with_name(f"{path.stem}.damaged{path.suffix}")
            os.replace(path, aside)
            self.trouble = f"这台电脑的偏好设置读不出来，已恢复成原样，学校文件不受影响。原来的设置留在“{aside}”。"
            return
        self._values = {key: value for key, value in found.items() if key in SETTINGS and _fits(SETTINGS[key], value)}

    def _write(self) -> None:
        if self._path is None:
            return
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}.new")
        try:
            with beside.open("w", encoding="utf-8") as file:
                json.dump(self._values, file, ensure_ascii=False, indent=1)
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, self._path)
        finally:
            beside.unlink(missing_ok=True)


def _fits(setting: Setting, value: Any) -> bool:
    return isinstance(value, setting.kind) and (not setting.choices or value in setting.choices)


def _copied(value: Any) -> Any:
    return json.loads(json.dumps(value)) if isinstance(value, list | dict) else value
