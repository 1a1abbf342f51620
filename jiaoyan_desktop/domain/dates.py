"""Reading days and months as schools write them, explaining those that do not exist, and writing them out again."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta
from math import isfinite
from typing import NoReturn

from ..errors import UserError
from .patterns import late
from .text import clean_line

_EXCEL_EPOCH = date(1899, 12, 30)  # Excel counts 1900 as a leap year; from March 1900 on this day is its zero
_SERIALS = range(14611, 73051)  # 1940 to 2099: nothing a school writes lies outside
_NUMERALS = {
    **{word: number for number, word in enumerate("〇一二三四五六七八九十")},
    "零": 0,
    "○": 0,
    "O": 0,
    "两": 2,
    "元": 1,
}
_WEEKDAY = late(r"[\s（(,，、]*(?:周|星期|礼拜)\s*([一二三四五六日天1-7])\s*[）)]?\s*$")
_CLOCK = late(r"[\sT]\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:\.\d+)?)?\s*$")
_FULL = late(r"(\d{4}|\d{2})\s*[年./\-—–、]\s*(\d{1,2})\s*[月./\-—–、]\s*(\d{1,2})\s*[日号.]?")
_SHORT = late(r"(\d{1,2})\s*[月./\-—–、]\s*(\d{1,2})\s*[日号.]?")
_MONTH = late(r"(\d{4}|\d{2})\s*[年./\-—–]\s*(\d{1,2})\s*月?(?:\s*份)?")
_YEAR = late(r"(\d{4})\s*年?")
_CHINESE = late("[〇零○一二三四五六七八九十两元]+")


def read_date(value: object, *, starts_on: date | None = None, ends_on: date | None = None, field: str = "") -> date:
    """The day meant by a cell or by typing: 2025.3.12, 3月12日, 4.16, an Excel number, a date.

    Where no year is written, the term from ``starts_on`` to ``ends_on`` gives it. A day that does not exist, or that
    can be read in two ways, raises UserError with the nearest real day as its suggestion.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or value is None:
        _refuse("没有写日期。", field)
    if isinstance(value, int | float):
        return _from_number(float(value), starts_on, ends_on, field)
    return _from_text(str(value), starts_on, ends_on, field)


def read_month(value: object, *, field: str = "") -> str:
    """A month or year as 1978-11 or 1992, from 1978.11, 1980年4月, 1976-08, a date or a number (births)."""
    if isinstance(value, date):
        return f"{value.year:04d}-{value.month:02d}"
    if isinstance(value, bool) or value is None:
        _refuse("没有写年月。", field)
    if isinstance(value, int | float):
        return _month_from_number(float(value), field)
    plain = _arabic(clean_line(str(value)).text).strip(" .。")
    if re.fullmatch(r"(19|20)\d{4}", plain):
        return _month(int(plain[:4]), int(plain[4:]), field)
    if re.fullmatch(r"\d{8}", plain):
        return read_month(read_date(plain, field=field))
    found = _YEAR.fullmatch(plain)
    if found:
        return f"{_sane_year(int(found[1]), field):04d}"
    found = _MONTH.fullmatch(plain)
    if found:
        return _month(_full_year(found[1], field), int(found[2]), field)
    return read_month(read_date(plain, field=field))


def day_of(year: int, month: int, day: int, *, field: str = "") -> date:
    """That day, or UserError saying why there is none, with the nearest real one as suggestion (domain scenario 1)."""
    if not 1 <= month <= 12:
        _refuse(f"一年只有12个月，没有{month}月。", field)
    last = monthrange(year, month)[1]
    if 1 <= day <= last:
        return date(year, month, day)
    whose = f"{year}年2月" if month == 2 else f"{month}月"
    reason = f"{whose}只有{last}天，没有{month}月{day}日。" if day > last else f"没有{month}月{day}日。"
    nearest = date(year, month, last if day > last else 1)
    _refuse(reason, field, cure=f"是不是{nearest.month}月{nearest.day}日？", suggestion=nearest)


def _from_text(written: str, starts_on: date | None, ends_on: date | None, field: str) -> date:
    plain = clean_line(written).text
    plain = _CLOCK.sub("", plain).removesuffix("上午").removesuffix("下午")
    said_weekday = _WEEKDAY.search(plain)
    if said_weekday:
        plain = plain[: said_weekday.start()]
    plain = _arabic(plain).strip(" .。")
    if not plain:
        _refuse("没有写日期。", field)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", plain):
        found_day = _from_number(float(plain), starts_on, ends_on, field)
    elif re.fullmatch(r"\d{8}", plain):
        found_day = day_of(_sane_year(int(plain[:4]), field), int(plain[4:6]), int(plain[6:]), field=field)
    elif (found := _FULL.fullmatch(plain)) and (len(found[1]) == 4 or _is_term_year(int(found[1]), starts_on, ends_on)):
        found_day = day_of(_full_year(found[1], field), int(found[2]), int(found[3]), field=field)
    elif found := _SHORT.fullmatch(plain):
        found_day = _within(int(found[1]), int(found[2]), starts_on, ends_on, field)
    elif _MONTH.fullmatch(plain) or re.fullmatch(r"\d{1,2}月", plain):
        _refuse(f"“{written.strip()}”只写到月，没有写是哪一天。", field, cure="请把日子补上。")
    else:
        _refuse(f"“{written.strip()}”没认出是哪一天。", field, cure="请写成2025.3.12或3月12日的样子。")
    if said_weekday:
        _check_weekday(found_day, said_weekday[1], field)
    return found_day


def _is_term_year(figures: int, starts_on: date | None, ends_on: date | None) -> bool:
    """Whether two figures can only be the term's year: 25.3.12, but not 12.3-5, which may be three days of December."""
    if starts_on is None:
        return False
    return 2000 + figures in range(starts_on.year, (ends_on or starts_on).year + 1)


def _check_weekday(day: date, said: str, field: str) -> None:
    number = "一二三四五六日".find(said.replace("天", "日")) + 1 or int(said)
    if number != day.isoweekday():
        wrote = "周" + "一二三四五六日"[number - 1]
        _refuse(f"{month_day(day)}是{weekday_short(day)}，这里写的是{wrote}。", field, cure="请看看哪个对。")


def _from_number(number: float, starts_on: date | None, ends_on: date | None, field: str) -> date:
    if not isfinite(number):
        _refuse("这一格的数没认出是哪一天。", field)
    if int(number) in _SERIALS:
        return _EXCEL_EPOCH + timedelta(days=int(number))
    if number == int(number) and 19400101 <= number <= 20991231:
        return _from_text(str(int(number)), starts_on, ends_on, field)
    written = repr(number).removesuffix(".0")
    found = re.fullmatch(r"(\d{1,2})\.(\d{1,2})", written)
    if found is None:
        _refuse(f"“{written}”没认出是哪一天。", field, cure="请写成2025.3.12或3月12日的样子。")
    month, day = int(found[1]), int(found[2])
    if len(found[2]) == 1 and day in (1, 2, 3):
        # A spreadsheet keeps 4.10 typed as a number as 4.1: both days are possible, so neither is taken.
        first = _within(month, day, starts_on, ends_on, field)
        _refuse(
            f"“{written}”是{month}月{day}日还是{month}月{day}0日，看不出来。",
            field,
            cure=f"请写成{month}月{day}日的样子。",
            suggestion=first,
        )
    return _within(month, day, starts_on, ends_on, field)


def _month_from_number(number: float, field: str) -> str:
    if isfinite(number) and number == int(number):
        whole = int(number)
        if 1940 <= whole <= 2099:
            return f"{whole:04d}"
        if 194001 <= whole <= 209912:
            return _month(whole // 100, whole % 100, field)
        return read_month(read_date(number, field=field))
    written = repr(number)
    found = re.fullmatch(r"(\d{4})\.(\d{1,2})", written)
    if found is None:
        return read_month(read_date(number, field=field))
    year, month = int(found[1]), int(found[2])
    if found[2] == "1":
        _refuse(
            f"“{written}”是{year}年1月还是10月，看不出来。", field, cure=f"请写成{year}年1月的样子。"
        )  # 1983.10 kept as a number
    return _month(year, month, field)


def _within(month: int, day: int, starts_on: date | None, ends_on: date | None, field: str) -> date:
    """The day of that name that lies in the term, or nearest to it."""
    if starts_on is None:
        _refuse(f"{month}月{day}日没有写是哪一年。", field, cure="请写上年份。")
    ends_on = ends_on or starts_on
    years = range(starts_on.year - 1, ends_on.year + 2)
    middle = starts_on + (ends_on - starts_on) / 2
    if month == 2 and day == 29:
        years = [year for year in range(starts_on.year, ends_on.year + 1) if monthrange(year, 2)[1] == 29] or years
    # A real day of that month decides the year first, so that 6月31日 is explained for the right year.
    year = min(years, key=lambda candidate: abs((_nearest(candidate, month, day) - middle).days))
    return day_of(year, month, day, field=field)


def _nearest(year: int, month: int, day: int) -> date:
    month = min(max(month, 1), 12)
    return date(year, month, min(max(day, 1), monthrange(year, month)[1]))


def _month(year: int, month: int, field: str) -> str:
    day_of(_sane_year(year, field), month, 1, field=field)
    return f"{year:04d}-{month:02d}"


def _full_year(written: str, field: str) -> int:
    number = int(written)
    if len(written) == 2:
        number += 2000 if number <= 40 else 1900
    return _sane_year(number, field)


def _sane_year(year: int, field: str) -> int:
    if not 1900 <= year <= 2100:
        _refuse(f"年份写的是{year}，对不上。", field, cure="请看看是不是多写或少写了一个数字。")
    return year


def _arabic(text: str) -> str:
    """Chinese numerals as digits: 二〇二五年三月十二日 -> 2025年3月12日."""
    return _CHINESE.sub(lambda found: number_from_chinese(found[0]), text)


def number_from_chinese(text: str) -> str:
    """Digits for a Chinese numeral below 100 (十二 -> 12) or for a row of figures (二〇二五 -> 2025)."""
    if "十" not in text:
        return "".join(str(_NUMERALS[word]) for word in text)
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return text
    return str((_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0))


def _refuse(message: str, field: str, *, cure: str = "", suggestion: object = None) -> NoReturn:
    raise UserError(message, field=field, cure=cure, suggestion=suggestion)


def month_day(day: date) -> str:
    """3月31日."""
    return f"{day.month}月{day.day}日"


def weekday_short(day: date) -> str:
    """周一."""
    return "周" + "一二三四五六日"[day.weekday()]


def date_screen(day: date, week: int | None = None) -> str:
    """3月31日 周一, and 第5周 behind it where the school week is known (wording 1)."""
    return f"{month_day(day)} {weekday_short(day)}" + (f" 第{week}周" if week else "")


def date_cn(day: date) -> str:
    """2025年6月8日, as official papers have it: no leading zeros (domain 4.1)."""
    return f"{day.year}年{day.month}月{day.day}日"


def date_numerals(day: date) -> str:
    """二〇二五年六月八日, for schools that write dates in characters (domain 4.2)."""
    year = "".join("〇一二三四五六七八九"[int(figure)] for figure in str(day.year))
    return f"{year}年{_chinese(day.month)}月{_chinese(day.day)}日"


def month_cn(month: str) -> str:
    """1985年3月 or 2007年, from 1985-03 or 2007; other text as it is."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?", month)
    if found is None:
        return month
    return f"{found[1]}年{int(found[2])}月" if found[2] else f"{found[1]}年"


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    figures = "〇一二三四五六七八九"
    if tens == 0:
        return figures[ones]
    return ("" if tens == 1 else figures[tens]) + "十" + (figures[ones] if ones else "")


DATE_FORMATS: dict[str, Callable[[date], str]] = {
    "date_cn": date_cn,
    "date_numerals": date_numerals,
    "date_dots": lambda day: f"{day.year}.{day.month}.{day.day}",
    "date_iso": date.isoformat,
    "month_day": month_day,
    "month_dots": lambda day: f"{day.month}.{day.day}",
    "date_screen": date_screen,
    "weekday": lambda day: "星期" + "一二三四五六日"[day.weekday()],
    "weekday_short": weekday_short,
    "compact": lambda day: f"{day:%Y%m%d}",
}
