"""Attendance, photos and hand-ins of an activity."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image

from jiaoyan_desktop.domain.activity import HANDIN_HEADER, Activity, Handin, Participant, Photo
from jiaoyan_desktop.domain.term import Term
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.workflows import meeting, planning, setting_up
from tests.builders import a_teacher


@pytest.fixture
def db(tmp_path):
    with setting_up.new_school(
        tmp_path / "a.jiaoyan", name="清水酄乡中心小学", starts_on=date(2025, 3, 1), ends_on=date(2025, 6, 30)
    ) as made:
        yield made


@pytest.fixture
def activity(db) -> Activity:
    wanted = Activity(
        term_uid=db.find(Term)[0].uid, kind="校际联研", title="县级联研", happened_on=date(2025, 4, 18), is_joint=True
    )
    return planning.save_activity(db, wanted)


@pytest.fixture
def teachers(db):
    with db.change("教师") as change:
        return change.put_all([a_teacher("韩立新"), a_teacher("王秀兰")])


def a_picture(colour="white", kind="PNG") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(made, kind)
    return made.getvalue()


def test_participants_are_kept_in_order_and_those_left_out_go(db, activity, teachers):
    people = [Participant(activity_uid=activity.uid, teacher_uid=item.uid, role="学科教师") for item in teachers]
    meeting.set_participants(db, activity.uid, people)
    guest = Participant(activity_uid=activity.uid, name=" 陈 老师", school_name="柳树中心小学")
    meeting.set_participants(db, activity.uid, [guest, people[1]])
    found = db.find(Participant, order_by='"order"', activity_uid=activity.uid)
    assert [(item.name, item.teacher_uid) for item in found] == [("陈 老师", None), ("", teachers[1].uid)]


@pytest.mark.parametrize(
    "people",
    [
        [Participant(activity_uid="x")],
        [Participant(activity_uid="x", name="陈"), Participant(activity_uid="x", name="陈")],
        [Participant(activity_uid="x", name="陈", attendance="ill")],
        [Participant(activity_uid="x", name="陈", role="校工")],
    ],
)
def test_participants_that_cannot_be_are_explained(db, activity, people):
    with pytest.raises(UserError):
        meeting.set_participants(db, activity.uid, people)
    assert db.count(Participant) == 0


def test_attendance_of_several_at_once(db, activity, teachers):
    people = meeting.set_participants(
        db,
        activity.uid,
        [Participant(activity_uid=activity.uid, teacher_uid=item.uid, attendance="expected") for item in teachers],
    )
    meeting.mark_attendance(db, people[:1], "leave", "病假")
    meeting.mark_attendance(db, people[1:], "present", "不该留下")
    found = db.find(Participant, order_by='"order"')
    assert [(item.attendance, item.reason) for item in found] == [("leave", "病假"), ("present", "")]


def test_photos_keep_their_bytes_and_are_not_doubled(db, activity):
    one, two = a_picture(), a_picture("red", "JPEG")
    first = meeting.add_photos(db, activity.uid, "签到册", [("IMG_1.png", one), ("IMG_2.jpg", two)])
    again = meeting.add_photos(db, activity.uid, "签到册", [("IMG_1 (2).png", one)])
    assert (len(first), again) == (2, [])
    assert db.blob(first[1].blob) == two
    meeting.add_photos(db, activity.uid, "集中研讨", [("IMG_1.png", one)])
    assert db.count(Photo) == 3


def test_what_is_no_photo_is_refused_whole(db, activity):
    with pytest.raises(UserError, match=r"名单\.docx"):
        meeting.add_photos(db, activity.uid, "签到册", [("a.png", a_picture()), ("名单.docx", b"PK\x03\x04")])
    with pytest.raises(UserError):
        meeting.add_photos(db, activity.uid, "合影", [("a.png", a_picture())])
    assert db.count(Photo) == 0


def test_looking_at_pictures_names_the_damaged_ones():
    heard = []
    whole = a_picture()
    seen = meeting.look_at([("好.png", whole), ("坏.png", whole[:40])], lambda share, text: heard.append(text))
    assert seen.good == (("好.png", whole),)
    assert len(seen.refused) == 1
    assert "坏.png" in seen.refused[0]
    assert heard == ["正在看第1张，共2张", "正在看第2张，共2张"]


def test_a_photo_moves_and_goes_and_comes_back(db, activity):
    photo = meeting.add_photos(db, activity.uid, "签到册", [("a.png", a_picture())])[0]
    moved = meeting.revise_photo(db, photo.but(slot="评课记录", caption=" 评课 现场 "))
    assert (moved.slot, moved.caption) == ("评课记录", "评课 现场")
    db.undo(meeting.remove_photos(db, [moved]))
    assert db.find(Photo)[0].slot == "评课记录"


def test_a_handin_is_taken_as_it_is(db, activity, teachers):
    saved = meeting.save_handin(
        db,
        Handin(
            activity_uid=activity.uid,
            teacher_uid=teachers[1].uid,
            kind="reflection",
            text="短",
            header={"学科": "语文"},
        ),
        today=lambda: date(2025, 4, 20),
    )
    assert saved.received_on == date(2025, 4, 20)
    assert saved.header is not None
    assert list(saved.header) == list(HANDIN_HEADER)
    db.undo(meeting.remove_handins(db, [saved]))
    assert db.count(Handin) == 1


def test_pages_of_notes_replace_the_old_ones(db, activity, teachers):
    note = Handin(activity_uid=activity.uid, teacher_uid=teachers[0].uid, kind="note")
    saved = meeting.save_handin(db, note, pages=[("1.png", a_picture()), ("2.png", a_picture("red"))])
    assert len(saved.pictures) == 2
    assert meeting.save_handin(db, saved).pictures == saved.pictures
    assert len(meeting.save_handin(db, saved, pages=[("3.png", a_picture("blue"))]).pictures) == 1
    with pytest.raises(UserError):
        meeting.save_handin(db, note.but(kind="essay"))
