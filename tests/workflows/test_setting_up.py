"""A new school file, its terms, days and 作息, on real files."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiaoyan_desktop.domain.calendar import HOLIDAY, WORKDAY, SchoolCalendar
from jiaoyan_desktop.domain.people import School
from jiaoyan_desktop.domain.reporting import Overlay, PackFile
from jiaoyan_desktop.domain.term import BellSchedule, CalendarDay, Period, Term
from jiaoyan_desktop.errors import StorageTrouble, UserError
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.workflows import setting_up
from tests.builders import a_term

SPRING: dict[str, Any] = {
    "starts_on": date(2025, 3, 1),
    "ends_on": date(2025, 6, 30),
    "first_week_on": date(2025, 3, 3),
}


@pytest.fixture
def db(tmp_path):
    with setting_up.new_school(tmp_path / "学校.jiaoyan", name=" 清水酄乡中心小学 ", county="安平县", **SPRING) as made:
        yield made


def term_of(db) -> Term:
    return db.find(Term)[0]


def test_a_new_file_holds_the_school_and_its_term(db):
    school = db.find(School)[0]
    assert (school.name, school.is_own, school.school_uid) == ("清水酄乡中心小学", True, school.uid)
    assert (term_of(db).name, term_of(db).first_week_on) == ("2025年春季学期", date(2025, 3, 3))
    assert [item.label for item in db.recent_changes(5)] == ["建立学校文件"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "　"}, "name"),
        ({"ends_on": date(2025, 2, 1)}, "ends_on"),
        ({"ends_on": date(2026, 6, 30)}, "ends_on"),
        ({"first_week_on": date(2024, 3, 3)}, "first_week_on"),
        ({"week_starts_on": 3}, "week_starts_on"),
    ],
)
def test_what_does_not_fit_is_said_before_there_is_a_file(tmp_path, values, field):
    with pytest.raises(UserError) as told:
        setting_up.new_school(tmp_path / "x.jiaoyan", **{"name": "清水酄乡中心小学", **SPRING, **values})
    assert told.value.field == field
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_there_is_never_written_over(db):
    with pytest.raises(StorageTrouble):
        setting_up.new_school(db.path, name="别的学校", **SPRING)
    assert db.find(School)[0].name == "清水酄乡中心小学"


def test_a_file_that_could_not_be_filled_is_taken_away(tmp_path, monkeypatch):
    def break_down(*_):
        raise RuntimeError("a bug")

    monkeypatch.setattr(setting_up, "_put_term", break_down)
    with pytest.raises(RuntimeError):
        setting_up.new_school(tmp_path / "x.jiaoyan", name="清水酄乡中心小学", **SPRING)
    assert not list(tmp_path.iterdir())


def test_terms_neither_share_a_name_nor_days(db):
    fall = a_term(date(2025, 9, 1), date(2026, 1, 20), name="", first_week_on=date(2025, 9, 1))
    assert setting_up.start_term(db, fall).name == "2025年秋季学期"
    with pytest.raises(UserError, match="已经有“2025年秋季学期”"):
        setting_up.start_term(
            db, a_term(date(2026, 3, 1), date(2026, 6, 30), name="2025年秋季学期", first_week_on=date(2026, 3, 2))
        )
    with pytest.raises(UserError, match="重叠"):
        setting_up.start_term(
            db, a_term(date(2025, 6, 1), date(2025, 7, 10), first_week_on=date(2025, 6, 2), name="夏")
        )


def test_changing_the_first_week_changes_every_week_number(db):
    day = date(2025, 4, 8)
    assert SchoolCalendar.of(term_of(db)).week_number(day) == 6
    setting_up.revise_term(db, term_of(db).but(first_week_on=date(2025, 3, 10)))
    assert SchoolCalendar.of(term_of(db)).week_number(day) == 5


def test_the_terms_pack_is_kept_in_the_file_and_overlaid(db):
    offered = setting_up.packs_offered()
    assert offered
    term = setting_up.choose_pack(db, term_of(db), offered[0].id)
    assert db.count(PackFile, term_uid=term.uid) > 3
    pack = setting_up.pack_of(db, term)
    assert pack is not None
    assert pack.version == term.pack_version
    rule = pack.rules[0]
    with db.change("改要求") as change:
        change.put(
            Overlay(school_uid=term.school_uid, term_uid=term.uid, target_id=rule.id, values={"title_note": "x"})
        )
    edited = setting_up.pack_of(db, term)
    assert edited is not None
    assert edited.rule(rule.id).values["title_note"] == "x"
    db.undo()
    db.undo()
    assert setting_up.pack_of(db, term_of(db)) is None


def test_a_swapped_saturday_needs_its_weekday(db):
    saturday = CalendarDay(term_uid=term_of(db).uid, day=date(2025, 4, 26), kind=WORKDAY)
    with pytest.raises(UserError) as told:
        setting_up.save_day(db, saturday)
    assert told.value.field == "follows_weekday"
    setting_up.save_day(db, saturday.but(follows_weekday=5))
    calendar = SchoolCalendar.of(term_of(db), db.find(CalendarDay))
    assert calendar.timetable_weekday(date(2025, 4, 26)) == 5


def test_a_day_has_one_entry(db):
    day = CalendarDay(term_uid=term_of(db).uid, day=date(2025, 4, 25), kind=HOLIDAY, name="运动会")
    setting_up.save_day(db, day)
    setting_up.save_day(db, CalendarDay(term_uid=day.term_uid, day=day.day, kind=HOLIDAY, name="春游"))
    assert [item.name for item in db.find(CalendarDay)] == ["春游"]
    setting_up.remove_days(db, db.find(CalendarDay))
    assert not db.find(CalendarDay)


def test_a_recorded_year_has_no_unknown_days(db):
    term = setting_up.start_term(
        db, a_term(date(2031, 3, 1), date(2031, 6, 30), name="2031年春", first_week_on=date(2031, 3, 3))
    )
    day = date(2031, 4, 8)
    assert SchoolCalendar.of(term).day_info(day).kind == "unknown"
    setting_up.record_year(db, term, 2031)
    assert SchoolCalendar.of(term, db.find(CalendarDay)).day_info(day).kind == "workday"


def bells(db, *times):
    periods = tuple(Period(number=9, starts=starts, ends=ends) for starts, ends in times)
    return BellSchedule(term_uid=term_of(db).uid, name="夏季作息", effective_from=date(2025, 5, 1), periods=periods)


def test_periods_are_put_in_the_order_of_time(db):
    saved = setting_up.save_bells(db, bells(db, ("13:30", "14:10"), ("8：10", "8.50")))
    assert [(item.number, item.starts, item.half) for item in saved.periods] == [(1, "08:10", "am"), (2, "13:30", "pm")]


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ([], "还没有一节课"),
        ([("8:50", "8:10")], "对不上"),
        ([("8:10", "8:50"), ("8:40", "9:20")], "还没有下课"),
        ([("八点", "8:50")], "没认出"),
    ],
)
def test_periods_that_cannot_be_are_explained(db, times, words):
    with pytest.raises(UserError, match=words):
        setting_up.save_bells(db, bells(db, *times))


def test_proposed_periods_are_themselves_in_order():
    assert setting_up._tidy_periods(setting_up.PROPOSED_PERIODS) == setting_up.PROPOSED_PERIODS


@pytest.mark.parametrize("today", [date(2025, 1, 5), date(2025, 2, 20), date(2025, 8, 25), date(2025, 12, 1)])
def test_the_proposed_term_is_one(today):
    starts_on, ends_on = setting_up.proposed_term_days(today)
    assert setting_up._tidy_term(a_term(starts_on, ends_on, name="", first_week_on=starts_on)).name


def test_a_reopened_file_has_it_all(tmp_path):
    setting_up.new_school(tmp_path / "a.jiaoyan", name="清水酄乡中心小学", **SPRING).close()
    with Database.open(tmp_path / "a.jiaoyan") as db:
        assert db.count(Term) == 1
