"""SchoolCalendar: which week a date is in, whether it is a school day, and which weekday's timetable it follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from .dates import date_screen, month_day
from .term import CalendarDay, Term
from .term_records import TermRecords

WORKDAY, HOLIDAY, WEEKEND, UNKNOWN = "workday", "holiday", "weekend", "unknown"

# A CalendarDay of this kind says: the arrangement of its year is entered in full, days not named are ordinary.
YEAR_RECORDED = "year_recorded"

_FESTIVALS_WITHOUT_SUFFIX = ("端午", "清明", "中秋")  # the library leaves 节 out of these only


@dataclass(frozen=True, slots=True, kw_only=True)
class DayInfo:
    """What one day is. ``timetable_weekday`` is 1 to 7, or None when there are no lessons or it is not recorded."""

    day: date
    kind: str  # workday, holiday, weekend, unknown
    name: str = ""  # 劳动节, 劳动节调休上班, or what the school calls it
    by_school: bool = False  # the school said so itself
    is_swapped: bool = False  # a working day on a Saturday or Sunday
    timetable_weekday: int | None = None
    note: str = ""  # why something is not known, and the school's own remark


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPlace:
    """Where a date lies: ``number`` from 1, or None with the reason (preparatory week, before or after the term)."""

    number: int | None
    label: str = ""  # 第5周, 预备周, empty outside every week
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week of the term, cut off at its first and last day; every day of the term is in exactly one week."""

    number: int | None  # None for preparatory weeks and for the days before them
    label: str
    days: tuple[DayInfo, ...]
    is_partial: bool  # fewer than seven days of it lie in the term

    @property
    def starts_on(self) -> date:
        """Its first day inside the term."""
        return self.days[0].day

    @property
    def ends_on(self) -> date:
        """Its last day inside the term."""
        return self.days[-1].day


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDays:
    """Working days of a span; days whose year has no arrangement are counted apart, never as working days."""

    known: int
    unknown: int


class SchoolCalendar:
    """The calendar of one term: the school's own days first, then the national arrangement, never a guess."""

    def __init__(self, term: Term, calendar_days: Iterable[CalendarDay] = ()) -> None:
        self.term = term
        self._own: dict[date, CalendarDay] = {}
        self._remarks: dict[date, CalendarDay] = {}
        self._recorded_years: set[int] = set()
        for item in calendar_days:
            if item.kind == YEAR_RECORDED:
                self._recorded_years.add(item.day.year)
            elif item.kind in (HOLIDAY, WORKDAY):
                self._own[item.day] = item
            else:
                self._remarks[item.day] = item
        self._first_monday = self._week_start(term.first_week_on)
        self._infos: dict[date, DayInfo] = {}

    @classmethod
    def of(cls, term: Term, calendar_days: Iterable[CalendarDay] = ()) -> SchoolCalendar:
        """The calendar of a term with the days that the school itself recorded."""
        return cls(term, calendar_days)

    @classmethod
    def of_records(cls, records: TermRecords) -> SchoolCalendar:
        """The calendar of the term in ``records``."""
        return cls(records.term, records.calendar_days)

    @property
    def starts_on(self) -> date:
        """The first day that the calendar covers: preparatory weeks may lie before the term's own first day."""
        if not self.term.preparatory_weeks:
            return self.term.starts_on
        return min(self.term.starts_on, self._first_monday - timedelta(weeks=self.term.preparatory_weeks))

    @property
    def ends_on(self) -> date:
        """The last day of the term."""
        return self.term.ends_on

    def week_number(self, day: date) -> int | None:
        """The school week of a date, from 1; None outside the numbered weeks (``week_place`` says why)."""
        return self.week_place(day).number

    def week_place(self, day: date) -> WeekPlace:
        """The week of a date with its label, or the reason why it has no number (domain 5)."""
        if day > self.ends_on:
            return WeekPlace(number=None, reason="学期已经结束")
        if day < self.starts_on:
            return WeekPlace(number=None, reason="学期还没有开始")
        index = self._week_index(day)
        if index >= 0:
            return WeekPlace(number=index + 1, label=f"第{index + 1}周")
        if -index <= self.term.preparatory_weeks:
            return WeekPlace(number=None, label=self._preparatory_label(index), reason="预备周不计周次")
        return WeekPlace(number=None, label="开学前", reason="在第1周之前，不计周次")

    def parity(self, day: date) -> str | None:
        """``odd`` or ``even`` by the school's own week number (never the ISO week); None where there is no number."""
        number = self.week_number(day)
        if number is None:
            return None
        return "odd" if number % 2 else "even"

    def day_info(self, day: date) -> DayInfo:
        """What a day is: the school's word first, then the national arrangement; unknown where neither speaks."""
        if day not in self._infos:
            self._infos[day] = self._find_info(day)
        return self._infos[day]

    def timetable_weekday(self, day: date) -> int | None:
        """按星期几的课表, 1 to 7; None on days off, unknown days and swapped days that do not say it."""
        return self.day_info(day).timetable_weekday

    def working_days(self, first: date, last: date) -> WorkingDays:
        """Working days from ``first`` to ``last``, both included; none when the span is empty."""
        kinds = [self.day_info(day).kind for day in days_between(first, last)]
        return WorkingDays(known=kinds.count(WORKDAY), unknown=kinds.count(UNKNOWN))

    def weeks(self) -> tuple[Week, ...]:
        """All weeks in order, for the 行事历: days before the first week, preparatory weeks, numbered weeks."""
        groups: dict[int, list[date]] = {}
        before = -self.term.preparatory_weeks - 1
        for day in days_between(self.starts_on, self.ends_on):
            groups.setdefault(max(self._week_index(day), before), []).append(day)
        return tuple(self._make_week(days) for _, days in sorted(groups.items()))

    def label(self, day: date) -> str:
        """A date as the screen writes it: 3月31日 周一 第5周."""
        place = self.week_place(day).label
        return date_screen(day) + (f" {place}" if place else "")

    def _week_start(self, day: date) -> date:
        return day - timedelta(days=(day.isoweekday() - self.term.week_starts_on) % 7)

    def _week_index(self, day: date) -> int:
        return (self._week_start(day) - self._first_monday).days // 7

    def _preparatory_label(self, index: int) -> str:
        if self.term.preparatory_weeks == 1:
            return "预备周"
        return f"预备第{self.term.preparatory_weeks + index + 1}周"

    def _make_week(self, days: list[date]) -> Week:
        place = self.week_place(days[0])
        infos = tuple(self.day_info(day) for day in days)
        return Week(number=place.number, label=place.label, days=infos, is_partial=len(days) < 7)

    def _find_info(self, day: date) -> DayInfo:
        own = self._own.get(day)
        info = _own_day(own) if own else self._national_day(day)
        remark = self._remarks.get(day)
        if remark is None:
            return info
        follows = remark.follows_weekday if info.kind == WORKDAY and remark.follows_weekday else info.timetable_weekday
        missing_note = info.note if follows is None else ""
        return DayInfo(
            day=day,
            kind=info.kind,
            name="、".join(filter(None, (info.name, remark.name))),
            by_school=info.by_school,
            is_swapped=info.is_swapped,
            timetable_weekday=follows,
            note="；".join(filter(None, (missing_note, remark.note))),
        )

    def _national_day(self, day: date) -> DayInfo:
        if day.year in self._recorded_years:
            return _ordinary_day(day)
        found = _national_arrangement(day)
        if found is None:
            return DayInfo(day=day, kind=UNKNOWN, name="未录入", note=f"还没有{day.year}年的放假安排")
        is_off, festival = found
        if is_off and festival:
            return DayInfo(day=day, kind=HOLIDAY, name=festival)
        if not is_off and festival:
            name = f"{festival}调休上班"
            return DayInfo(day=day, kind=WORKDAY, name=name, is_swapped=True, note=_no_weekday_note(day))
        return _ordinary_day(day)


def days_between(first: date, last: date) -> list[date]:
    """Every day from ``first`` to ``last``, both included."""
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def _ordinary_day(day: date) -> DayInfo:
    if day.isoweekday() > 5:
        return DayInfo(day=day, kind=WEEKEND)
    return DayInfo(day=day, kind=WORKDAY, timetable_weekday=day.isoweekday())


def _own_day(own: CalendarDay) -> DayInfo:
    if own.kind == HOLIDAY:
        return DayInfo(day=own.day, kind=HOLIDAY, name=own.name or "学校放假", by_school=True, note=own.note)
    is_swapped = own.day.isoweekday() > 5
    follows = own.follows_weekday or (None if is_swapped else own.day.isoweekday())
    return DayInfo(
        day=own.day,
        kind=WORKDAY,
        name=own.name or ("调休上班" if is_swapped else ""),
        by_school=True,
        is_swapped=is_swapped,
        timetable_weekday=follows,
        note="；".join(filter(None, (_no_weekday_note(own.day) if follows is None else "", own.note))),
    )


def _no_weekday_note(day: date) -> str:
    return f"{month_day(day)}上班，还没有登记按星期几的课表"


def _national_arrangement(day: date) -> tuple[bool, str] | None:
    """Whether the State Council's arrangement makes a day off, and for which festival; None for a year without data."""
    import chinese_calendar

    try:
        is_off, festival = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return None
    if festival is None:
        return is_off, ""
    name: str = cast(Any, chinese_calendar.Holiday(festival)).chinese
    return is_off, f"{name}节" if name in _FESTIVALS_WITHOUT_SUFFIX else name
