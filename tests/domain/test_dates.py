"""Days read as schools write them; days that do not exist are explained (domain scenario 1)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaoyan_desktop.domain import dates
from jiaoyan_desktop.domain.dates import read_date, read_month
from jiaoyan_desktop.errors import UserError

SPRING: dict[str, Any] = {"starts_on": date(2025, 3, 1), "ends_on": date(2025, 6, 30)}
AUTUMN: dict[str, Any] = {"starts_on": date(2025, 9, 1), "ends_on": date(2026, 1, 20)}


@pytest.mark.parametrize(
    "written",
    [
        "2025.3.12",
        "2025-03-12",
        "2025/3/12",
        "2025年3月12日",
        "2025 年 3 月12号",
        "25.3.12",
        "20250312",
        "3月12日",
        "3.12",
        "3/12",
        "3-12",
        "３．１２",
        "三月十二日",
        "二〇二五年三月十二日",
        "3月12日 周三",
        "3月12日（星期三）",
        "2025-03-12 08:10:00",
        "3月12日上午",
        "2025.3.12.",
        3.12,
        45728,
        45728.0,
        "45728",
        20250312.0,
        date(2025, 3, 12),
        datetime(2025, 3, 12, 8, 10),
    ],
)
def test_every_way_of_writing_a_day(written):
    assert read_date(written, **SPRING) == date(2025, 3, 12)


@pytest.mark.parametrize(
    ("written", "reason", "suggestion"),
    [
        ("6月31日", "6月只有30天，没有6月31日。", date(2025, 6, 30)),
        ("2025.6.31", "6月只有30天，没有6月31日。", date(2025, 6, 30)),
        ("2.29", "2025年2月只有28天，没有2月29日。", date(2025, 2, 28)),
        ("3月0日", "没有3月0日。", date(2025, 3, 1)),
        ("13.5", "一年只有12个月，没有13月。", None),
        ("2025年4月", "“2025年4月”只写到月，没有写是哪一天。", None),
        ("3月12日 周四", "3月12日是周三，这里写的是周四。", None),
        ("上周三", "“上周三”没认出是哪一天。", None),
        ("", "没有写日期。", None),
        ("3.12—3.14", "“3.12—3.14”没认出是哪一天。", None),
        ("12.3-5", "“12.3-5”没认出是哪一天。", None),
        ("2205.3.12", "年份写的是2205，对不上。", None),
        (3.1, "“3.1”是3月1日还是3月10日，看不出来。", date(2025, 3, 1)),
        (True, "没有写日期。", None),
        (float("nan"), "这一格的数没认出是哪一天。", None),
        (float("inf"), "这一格的数没认出是哪一天。", None),
    ],
)
def test_what_is_no_day_is_explained(written, reason, suggestion):
    with pytest.raises(UserError) as caught:
        read_date(written, **SPRING, field="happened_on")
    assert caught.value.message == reason
    assert caught.value.suggestion == suggestion
    assert caught.value.field == "happened_on"


def test_the_term_gives_the_year():
    assert read_date("1.9", **AUTUMN) == date(2026, 1, 9)
    assert read_date("12.9", **AUTUMN) == date(2025, 12, 9)
    assert read_date("2.20", **SPRING) == date(2025, 2, 20)
    assert read_date("2月29日", starts_on=date(2024, 2, 26), ends_on=date(2024, 6, 28)) == date(2024, 2, 29)


def test_without_a_term_the_year_is_asked_for():
    with pytest.raises(UserError, match="没有写是哪一年"):
        read_date("3.12")


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("1978.11", "1978-11"),
        ("1980年4月", "1980-04"),
        ("1976-08", "1976-08"),
        ("1983.2", "1983-02"),
        (1983.2, "1983-02"),
        (1983.12, "1983-12"),
        (date(1971, 5, 1), "1971-05"),
        (1992.0, "1992"),
        (1992, "1992"),
        ("1992年", "1992"),
        ("85.3", "1985-03"),
        ("197806", "1978-06"),
        (199203.0, "1992-03"),
        ("1985.3.2", "1985-03"),
        ("一九八五年三月", "1985-03"),
        (31097.0, "1985-02"),
    ],
)
def test_months_of_birth(written, month):
    assert read_month(written) == month


def test_a_month_kept_as_a_number_may_be_january_or_october():
    with pytest.raises(UserError, match="1983年1月还是10月"):
        read_month(1983.1)


@pytest.mark.parametrize("written", ["", "不详", "1990.13", None, float("nan"), True])
def test_what_is_no_month_is_refused(written):
    with pytest.raises(UserError):
        read_month(written)


def test_writing_out():
    day = date(2025, 3, 31)
    assert dates.date_screen(day, 5) == "3月31日 周一 第5周"
    assert dates.date_screen(day) == "3月31日 周一"
    assert dates.date_cn(date(2025, 6, 8)) == "2025年6月8日"
    assert dates.date_numerals(date(2025, 6, 8)) == "二〇二五年六月八日"
    assert dates.date_numerals(date(2010, 10, 20)) == "二〇一〇年十月二十日"
    assert dates.date_numerals(date(2025, 12, 31)) == "二〇二五年十二月三十一日"
    assert dates.month_cn("1985-03") == "1985年3月"
    assert dates.month_cn("2007") == "2007年"
    assert dates.month_cn("不详") == "不详"
    assert {name: write(day) for name, write in dates.DATE_FORMATS.items() if name in ("weekday", "compact")} == {
        "weekday": "星期一",
        "compact": "20250331",
    }


DAYS = st.dates(date(2025, 3, 1), date(2025, 6, 30))


@given(
    DAYS, st.sampled_from(["date_cn", "date_numerals", "date_dots", "date_iso", "month_day", "date_screen", "compact"])
)
def test_what_we_write_we_read(day, form):
    assert read_date(dates.DATE_FORMATS[form](day), **SPRING) == day


@given(DAYS)
def test_excel_numbers_are_days(day):
    assert read_date(float((day - date(1899, 12, 30)).days)) == day


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_day_or_its_reason_never_a_moved_day(month, day):
    try:
        read = read_date(f"2025.{month}.{day}")
    except UserError as refused:
        assert refused.message
    else:
        assert (read.month, read.day) == (month, day)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.none(), st.booleans()))
def test_nothing_but_a_day_or_a_reason_comes_out(value):
    try:
        assert isinstance(read_date(value, **SPRING), date)
    except UserError as refused:
        assert refused.message


@given(st.dates(date(1940, 1, 1), date(2009, 12, 31)))
def test_months_come_back(day):
    month = f"{day:%Y-%m}"
    assert read_month(day) == month
    assert read_month(dates.month_cn(month)) == month
    assert read_month(float((day - date(1899, 12, 30) + timedelta()).days)) == month
