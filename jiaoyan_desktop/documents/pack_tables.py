"""Reading TOML of a pack strictly: every key is asked for by name, and what nobody asked for is an error."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from jiaoyan_desktop.errors import UserError

from .forms_source import FormsSource

_MISSING = object()


def pack_error(file: str, message: str, cure: str = "") -> UserError:
    """The error that names the file of the pack and says what to change in it."""
    return UserError(f"{file}：{message}", cure=cure or f"请改一下 {file}。")


def read_toml(source: FormsSource, path: str) -> Table:
    """The file as a table; UserError with the place when it is no TOML or no UTF-8."""
    import tomllib

    try:
        text = source.read(path).decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise pack_error(path, "不是UTF-8编码，读不出来。", "请用记事本“另存为”，编码选UTF-8。") from trouble
    try:
        return Table(tomllib.loads(text.replace("\r\n", "\n")), path)
    except tomllib.TOMLDecodeError as trouble:
        raise pack_error(
            path, f"格式没写对（{trouble}）。", "请对照 forms/README.md 看看括号、引号和日期。"
        ) from trouble


class Table:
    """One table of a TOML file. Take the keys you know, then call ``finish``."""

    def __init__(self, values: dict[str, Any], file: str, place: str = "") -> None:
        self._values = values
        self._taken: set[str] = set()
        self.file = file
        self.place = place

    def error(self, message: str) -> UserError:
        """An error at this table."""
        return pack_error(self.file, f"{self.place}{message}" if self.place else message)

    def within(self, place: str) -> Table:
        """The same table under a name that says more, for example 「要求0-17」."""
        self.place = place
        return self

    def _take(self, key: str, kinds: tuple[type, ...], words: str, default: Any) -> Any:
        self._taken.add(key)
        value = self._values.get(key, _MISSING)
        if value is _MISSING:
            if default is _MISSING:
                raise self.error(f"缺少“{key}”。")
            return default
        is_flag = isinstance(value, bool) and bool not in kinds
        if is_flag or not isinstance(value, kinds):
            raise self.error(f"“{key}”应当是{words}，现在是 {value!r}。")
        return value

    def text(self, key: str, default: Any = _MISSING) -> str:
        """A text; without a default it has to be there and not be blank."""
        value = self._take(key, (str,), "带引号的文字", default)
        if default is _MISSING and not value.strip():
            raise self.error(f"“{key}”不能空着。")
        return value

    def whole(self, key: str, default: Any = _MISSING) -> int:
        """A whole number from 0."""
        value = self._take(key, (int,), "整数", default)
        if value < 0:
            raise self.error(f"“{key}”不能小于0，现在是 {value}。")
        return value

    def number(self, key: str, default: Any = _MISSING) -> float:
        """A number."""
        return float(self._take(key, (int, float), "数字", default))

    def flag(self, key: str, default: Any = _MISSING) -> bool:
        """true or false."""
        return self._take(key, (bool,), " true 或 false", default)

    def day(self, key: str, default: Any = _MISSING) -> date | None:
        """A day written 2025-06-08, with or without quotes."""
        value = self._take(key, (str, date), "日期（例如 2025-06-08）", default)
        if isinstance(value, datetime):
            raise self.error(f"“{key}”只写日期，不写钟点。")
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError as trouble:
                raise self.error(f"“{key}”的日期“{value}”不存在，或没写成 2025-06-08 的样子。") from trouble
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty when not there."""
        items = self._take(key, (list,), '一串文字，例如 ["一", "二"]', [])
        if not all(isinstance(item, str) and item.strip() for item in items):
            raise self.error(f"“{key}”里每一项都应当是带引号的文字。")
        return tuple(items)

    def mapping(self, key: str) -> dict[str, Any]:
        """A table whose keys are not known beforehand, empty when not there."""
        return self._take(key, (dict,), "一张小表，例如 { 甲 = 1 }", {})

    def table(self, key: str) -> Table:
        """A table inside this one, empty when not there."""
        return Table(self.mapping(key), self.file, f"{self.place}[{key}]")

    def tables(self, key: str) -> list[Table]:
        """A list of tables, empty when not there."""
        items = self._take(key, (list,), f"[[{key}]]", [])
        if not all(isinstance(item, dict) for item in items):
            raise self.error(f"“{key}”里每一项都应当是一张小表。")
        return [Table(item, self.file, f"{self.place}第{number}个{key}：") for number, item in enumerate(items, 1)]

    def names(self) -> tuple[str, ...]:
        """The keys that are there, for a table whose keys are names."""
        return tuple(self._values)

    def all(self) -> dict[str, Any]:
        """Everything as it stands, for a table whose keys depend on its kind."""
        return dict(self._values)

    def finish(self) -> None:
        """Refuses keys that nobody asked for."""
        unknown = [key for key in self._values if key not in self._taken]
        if unknown:
            known = "、".join(sorted(self._taken))
            raise self.error(f"不认识“{unknown[0]}”。这里可以写的有：{known}。")


def no_twins(names: Iterable[str], file: str, what: str) -> None:
    """Refuses a name that is there twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise pack_error(file, f"{what}“{name}”写了两次。", f"请改一下 {file}，留下一个。")
        seen.add(name)
