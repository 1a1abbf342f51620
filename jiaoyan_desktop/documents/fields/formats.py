"""The few ways in which a field can be written on paper: dates, ticks, shares, lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import floor

from jiaoyan_desktop.domain.dates import date_cn, date_numerals, month_cn
from jiaoyan_desktop.domain.naming import plain_date, weekday_name
from jiaoyan_desktop.errors import UserError

from ..form_values import Value
from .registry import Raw

_BOXES = ("■", "□")  # both are in GB 2312, so every typeface of a school has them


def official_date(day: date, chinese: bool = False) -> str:
    """The date of official papers: 2025年6月8日, or 二〇二五年六月八日 where the school writes so (domain 4.1)."""
    return date_numerals(day) if chinese else date_cn(day)


def span(first: date, last: date) -> str:
    """From one day to another: 2025年3月1日至6月30日; the year is said once when it is the same."""
    end = plain_date(last) if first.year == last.year else official_date(last)
    return f"{official_date(first)}至{end}"


def boxes(options: tuple[str, ...], chosen: str) -> str:
    """A row of boxes with the chosen one filled: ■主研教师  □参研教师  □优课; an unlisted choice is written out."""
    marks = [f"{_BOXES[option != chosen]}{option}" for option in options]
    if chosen and chosen not in options:
        marks.append(f"{_BOXES[0]}{chosen}")
    return "  ".join(marks)


def plain(raw: Raw, chinese_dates: bool = False) -> Value:
    """A value without a format: text and numbers as they are, dates as the school writes them, lists joined by 、."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else ""
    if isinstance(raw, date):
        return official_date(raw, chinese_dates)
    if isinstance(raw, tuple):
        return "、".join(raw)
    return raw


def _date_or_none(raw: Raw) -> date | None:
    if raw is None or raw == "":
        return None
    if isinstance(raw, date):
        return raw
    raise TypeError


def _dated(write: Callable[[date], str]) -> Callable[[Raw, bool], Value]:
    def apply(raw: Raw, _: bool) -> Value:
        day = _date_or_none(raw)
        return "" if day is None else write(day)

    return apply


def _date_cn(raw: Raw, chinese_dates: bool) -> Value:
    day = _date_or_none(raw)
    return "" if day is None else official_date(day, chinese_dates)


def _month(raw: Raw, _: bool) -> Value:
    """1985-03 -> 1985年3月, 1985 -> 1985年; nothing where the person is not known."""
    if raw is None:
        return ""
    if not isinstance(raw, str):
        raise TypeError
    return month_cn(raw)


def _tick(raw: Raw, _: bool) -> Value:
    return "√" if raw else ""


def _yes_no(raw: Raw, _: bool) -> Value:
    return "是" if raw else "否"


def percent(share: float) -> str:
    """0.933 as 93.3%; rounded down, so that 99.97% never reads as everything."""
    return f"{floor(share * 1000 + 1e-9) / 10:g}%"


def _percent(raw: Raw, _: bool) -> Value:
    if raw is None:
        return ""
    if isinstance(raw, str | date | tuple):
        raise TypeError
    return percent(raw)


def _lines(raw: Raw, _: bool) -> Value:
    return "\n".join(raw) if isinstance(raw, tuple) else plain(raw)


def _text(raw: Raw, chinese_dates: bool) -> Value:
    value = plain(raw, chinese_dates)
    return value if isinstance(value, str) else f"{value:g}"


FORMATS: dict[str, tuple[str, Callable[[Raw, bool], Value]]] = {
    "date_cn": ("公文日期：2025年6月8日；学校选了汉字日期时为二〇二五年六月八日", _date_cn),
    "date_day": ("只写月日：6月8日", _dated(plain_date)),
    "date_dots": ("用点隔开：2025.6.8", _dated(lambda day: f"{day.year}.{day.month}.{day.day}")),
    "date_iso": ("文件名里用，能按时间排列：2025-06-08", _dated(date.isoformat)),
    "date_weekday": (
        "带星期：2025年6月8日 周日",
        _dated(lambda day: f"{date_cn(day)} {weekday_name(day.isoweekday())}"),
    ),
    "month": ("年月：1985年3月", _month),
    "tick": ("是就打√，不是就空着", _tick),
    "yes_no": ("是或否", _yes_no),
    "percent": ("百分数：93.3%", _percent),
    "lines": ("几项各占一行", _lines),
    "text": ("数字也当作文字（Excel里不参加计算）", _text),
}


def written(raw: Raw, style: str, *, chinese_dates: bool, where: str) -> Value:
    """A raw value in the named format; UserError naming the placeholder when the two do not go together."""
    if not style:
        return plain(raw, chinese_dates)
    _, apply = FORMATS[style]
    try:
        return apply(raw, chinese_dates)
    except TypeError as trouble:
        raise UserError(
            f"填空处“{where}”写了“{style}”，可它不是这一类内容。", cure="请改一下这张表的 form.toml。", field=where
        ) from trouble
