"""Activities on the calendar: adding, series, moving, calling off, deleting with undo."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.domain.activity import Activity, Participant, Photo
from jiaoyan_desktop.domain.calendar import SchoolCalendar
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.people import Group, Membership
from jiaoyan_desktop.domain.term import Term
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.workflows import meeting, planning, setting_up
from tests.builders import a_teacher

TUESDAY = date(2025, 4, 8)


@pytest.fixture
def db(tmp_path):
    with setting_up.new_school(
        tmp_path / "a.jiaoyan",
        name="清水酄乡中心小学",
        starts_on=date(2025, 3, 1),
        ends_on=date(2025, 6, 30),
        first_week_on=date(2025, 3, 3),
    ) as made:
        yield made


def an_activity(db, **values) -> Activity:
    fresh = {"kind": "主题教研", "title": "语文组集体备课", "happened_on": TUESDAY}
    return Activity(**{"term_uid": db.find(Term)[0].uid, **fresh, **values})


def a_group(db, *teachers) -> Group:
    with db.change("组") as change:
        group = change.put(Group(name="语文组"))
        for teacher, ends_on in teachers:
            change.put(teacher)
            change.put(Membership(group_uid=group.uid, teacher_uid=teacher.uid, ends_on=ends_on))
    return group


def test_a_group_brings_its_present_members(db):
    stays, gone = a_teacher("王秀兰"), a_teacher("孙㛃")
    group = a_group(db, (stays, None), (gone, date(2025, 3, 31)))
    saved = planning.save_activity(db, an_activity(db, group_uid=group.uid, starts="13：30", ends="14:10"))
    assert saved.starts == "13:30"
    people = db.find(Participant, activity_uid=saved.uid)
    assert [(item.teacher_uid, item.attendance) for item in people] == [(stays.uid, "expected")]
    planning.save_activity(db, saved.but(title="语文组备课会"))
    assert db.count(Participant, activity_uid=saved.uid) == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " "}, "title"),
        ({"kind": ""}, "kind"),
        ({"starts": "下午"}, "starts"),
        ({"starts": "14:00", "ends": "13:00"}, "ends"),
        ({"happened_on": date(2024, 4, 8)}, "happened_on"),
        ({"happened_on": None, "state": "done"}, "happened_on"),
        ({"state": "cancelled"}, "state_reason"),
    ],
)
def test_what_does_not_fit_names_its_field(db, values, field):
    with pytest.raises(UserError) as told:
        planning.save_activity(db, an_activity(db, **values))
    assert told.value.field == field
    assert db.count(Activity) == 0


def test_a_weekly_series_leaves_days_off_out_and_is_one_change(db):
    calendar = SchoolCalendar.of(db.find(Term)[0])
    kept, off = planning.weekly_days(calendar, date(2025, 4, 4))
    assert off == [date(2025, 4, 4), date(2025, 5, 2)]
    saved = planning.save_series(db, an_activity(db), kept)
    assert [item.happened_on for item in saved] == kept
    assert len({item.uid for item in saved}) == len(kept)
    db.undo()
    assert db.count(Activity) == 0


def test_a_weekly_activity_begins_on_its_own_day(db):
    calendar = SchoolCalendar.of(db.find(Term)[0])
    first = planning.save_weekly(db, an_activity(db, happened_on=date(2025, 6, 10)), 2, calendar)
    assert first.happened_on == date(2025, 6, 10)
    assert [item.happened_on for item in db.find(Activity, order_by="happened_on")] == [
        date(2025, 6, 10),
        date(2025, 6, 24),
    ]
    with pytest.raises(UserError):
        planning.save_weekly(db, an_activity(db, happened_on=None), 1, calendar)


def test_moving_keeps_where_it_stood(db):
    saved = planning.save_activity(db, an_activity(db))
    moved = planning.move(db, saved.uid, date(2025, 4, 10), "停电")
    assert (moved.happened_on, moved.state_reason) == (date(2025, 4, 10), "原定4月8日，停电")


def test_calling_off_asks_why(db):
    saved = planning.save_activity(db, an_activity(db))
    with pytest.raises(UserError):
        planning.call_off(db, saved.uid, " ")
    assert planning.call_off(db, saved.uid, "防汛停课").state == "cancelled"


def test_only_what_is_past_can_be_held(db):
    saved = planning.save_activity(db, an_activity(db))
    with pytest.raises(UserError, match="还没到日子"):
        planning.hold(db, [saved.uid], date(2025, 4, 7))
    assert planning.hold(db, [saved.uid], TUESDAY)[0].state == "done"


def test_deleting_takes_its_parts_and_unties_observations_and_undo_brings_all_back(db):
    teacher, other = a_teacher("王秀兰"), a_teacher("徐静")
    group = a_group(db, (teacher, None), (other, None))
    saved = planning.save_activity(db, an_activity(db, group_uid=group.uid))
    meeting.add_photos(db, saved.uid, "签到册", [("a.png", b"\x89PNG1")])
    with db.change("听课") as change:
        heard = change.put(
            Observation(
                school_uid=saved.school_uid,
                term_uid=saved.term_uid,
                happened_on=TUESDAY,
                observer_uid=teacher.uid,
                taught_by_uid=other.uid,
                activity_uid=saved.uid,
            )
        )
    weight = planning.weigh(db, [saved])
    assert (weight.participants, weight.photos, weight.observations) == (2, 1, 1)
    change_uid = planning.remove_activities(db, [saved])
    assert db.count(Activity) == db.count(Participant) == db.count(Photo) == 0
    assert db.need(Observation, heard.uid).activity_uid is None
    db.undo(change_uid)
    assert db.need(Observation, heard.uid).activity_uid == saved.uid
    assert db.count(Participant) == 2
    assert db.count(Photo) == 1


def test_a_notice_keeps_its_day(db):
    saved = planning.save_activity(db, an_activity(db))
    assert planning.notify(db, saved.uid, date(2025, 4, 3)).notified_on == date(2025, 4, 3)
