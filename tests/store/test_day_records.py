"""The first look at a file: what 今天 shows is the same from the short reading as from the whole one."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.domain import day_board
from jiaoyan_desktop.domain.naming import Names
from jiaoyan_desktop.domain.observation import Remark
from jiaoyan_desktop.domain.people import School
from jiaoyan_desktop.domain.term import Term
from jiaoyan_desktop.store import day_records, term_records
from jiaoyan_desktop.store.database import Database
from tests.builders import a_participant, a_school, a_teacher, a_term, an_activity, an_observation

TODAY = date(2025, 4, 8)


@pytest.fixture
def db(tmp_path):
    with Database.create(tmp_path / "a.jiaoyan") as made:
        teacher, observer = a_teacher("徐静"), a_teacher("林珺")
        with made.change("建") as change:
            change.put(a_school())
            term = change.put(a_term())
            change.put_all([teacher, observer])

            def heard(day, **values):
                whole = {"remarks": (Remark(column="优点", text="好"),), "term_uid": term.uid, **values}
                change.put(an_observation(observer, teacher, happened_on=day, **whole))

            for day in range(1, 29):
                heard(date(2025, 3, day))
            heard(TODAY, period=3)
            heard(date(2025, 3, 5), is_draft=True)
            heard(date(2025, 3, 6), remarks=(Remark(column="优点", text=" "),))
            heard(date(2025, 3, 7), remarks=(), summary="写了总评")
            held = change.put(an_activity("语文组教研", date(2025, 4, 1), term_uid=term.uid, agreed="x"))
            change.put(a_participant(held, teacher))
        yield made


def test_today_reads_the_same(db):
    term, school = db.find(Term)[0], db.find(School)[0]
    short, whole = day_records.load(db, term.uid, TODAY), term_records.load(db, term.uid)
    assert short.school == school
    for lines in (day_board.held_today, day_board.lacking, day_board.lately):
        assert lines(short, Names(short), TODAY) == lines(whole, Names(whole), TODAY)
    assert day_board.soon(short, TODAY) == day_board.soon(whole, TODAY)


def test_only_the_observations_that_matter_are_read(db):
    term = db.find(Term)[0]
    found = day_records.load(db, term.uid, TODAY).observations
    assert sum(item.is_draft for item in found) == 1
    assert [item.happened_on for item in found if not item.remarks[0].text.strip()] == [date(2025, 3, 6)]
    assert len(found) == 7
