"""Scenarios 13 to 17: 校际联研 with its 回执, 签到签退, 心得, 美篇 and photos."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from jiaoyan_desktop.documents.pictures import PAGE, STORY, Limits, shrink
from jiaoyan_desktop.domain.activity import PHOTO_SLOTS, ROLES, Activity, Handin, Participant, Photo
from jiaoyan_desktop.domain.finding import Finding
from jiaoyan_desktop.domain.pack import Pack
from jiaoyan_desktop.domain.requirements import check
from jiaoyan_desktop.domain.text import count_characters
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.workflows import meeting, planning, reporting, setting_up
from tests.documents.office_files import body, lines
from tests.end_to_end.schools import DEADLINE, SmallSchool, term_of

pytestmark = pytest.mark.without_window
DAY = date(2025, 4, 18)
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@pytest.fixture
def school(tmp_path):
    found = SmallSchool(tmp_path / "学校.jiaoyan")
    yield found
    found.db.close()


def joint_day(school: SmallSchool, *roles: str) -> Activity:
    """A day at another school to which as many of us went as there are roles; all signed in and out."""
    activity = planning.save_activity(
        school.db,
        Activity(
            term_uid=school.term.uid,
            kind="校际联研",
            title="县级校际联研",
            theme="从读到写",
            subject="语文",
            happened_on=DAY,
            is_joint=True,
            is_host=False,
            host_school="柳河镇中心小学",
            member_schools=("清水酄乡中心小学",),
            lead_teacher="宋晓梅",
            level="county",
            state="done",
        ),
    )
    people = [
        Participant(
            activity_uid=activity.uid,
            teacher_uid=person.uid,
            role=role,
            teaches_topic="青山处处埋忠骨",
            signed_in="8:00",
            signed_out="15:40",
        )
        for person, role in zip(school.staff[1:], roles, strict=False)
    ]
    meeting.set_participants(school.db, activity.uid, people)
    return activity


def finding(school: SmallSchool, target: str) -> Finding:
    return next(item for item in reporting.check(school.db, school.term.uid, DEADLINE) if item.id == target)


# -- 13 --------------------------------------------------------------------------------------------------------------


def test_scenario_13_a_receipt_of_three_without_the_director_says_all_it_lacks_and_goes_out_marked(school, tmp_path):
    joint_day(school, "主管领导", "学科教师", "学科教师")
    found = finding(school, "M6")
    assert found.status in ("short", "late")
    (sentence,) = [text for text in found.missing if "回执" in text]
    assert "现在3人，还差1人" in sentence and "“业务主任”" in sentence and "“学科（年）组长”" in sentence

    plan = reporting.gather(school.db, school.term.uid, DEADLINE, only=("M6",))
    assert [gap.id for gap in plan.gaps] == ["M6"]
    result = reporting.write_packet(plan, tmp_path / "出")
    kept = reporting.record_export(school.db, school.term.uid, result, note="业务主任当天在县里开会")
    assert sentence in kept.gaps and kept.note.startswith("业务主任")
    (material,) = json.loads((result.folder / "manifest.json").read_text("utf-8"))["materials"]
    assert material["status"] == found.status and sentence in material["missing"]


def test_scenario_13_leaders_may_not_be_on_leave(school):
    activity = joint_day(school, *ROLES)
    assert finding(school, "M6").status in ("met", "confirm")
    leader = next(item for item in school.records.participants_of[activity.uid] if item.role == "主管领导")
    meeting.mark_attendance(school.db, [leader], "leave", "体检")
    told = "".join(finding(school, "M6").missing)
    assert "请了假，县里要求全程参加" in told and "现在3人" in told


# -- 14 --------------------------------------------------------------------------------------------------------------


def test_scenario_14_signed_in_and_not_out_is_not_the_whole_day(school):
    activity = joint_day(school, *ROLES)
    people = school.records.participants_of[activity.uid]
    meeting.set_participants(
        school.db,
        activity.uid,
        [item.but(signed_out="") if item.role in ("主管领导", "学科教师") else item for item in people],
    )
    found = finding(school, "M6")
    assert found.missing == ("4月18日联研林珺（主管领导）签到了，没有签退。",)  # a teacher may go home early
    assert [kind for kind, _ in found.records].count("Participant") >= 1


# -- 15 --------------------------------------------------------------------------------------------------------------

REFLECTION = "，".join(["读写结合不是读完再写"] * 200)


def text_of_length(number: int) -> str:
    """A text that counts exactly ``number`` with its punctuation."""
    return REFLECTION[:number]


def test_scenario_15_998_characters_are_two_short_and_the_way_of_counting_can_be_changed(school, tmp_path):
    activity = joint_day(school, *ROLES)
    writer = school.records.participants_of[activity.uid][0].teacher_uid or ""
    written = text_of_length(998)
    assert count_characters(written).with_punctuation == 998
    spaced = "  ".join((written[:500], written[500:])) + "\n\n"  # typed with blanks and empty lines: still 998
    item = meeting.save_handin(
        school.db,
        Handin(activity_uid=activity.uid, teacher_uid=writer, kind="reflection", text=spaced),
        today=lambda: DAY,
    )
    found = finding(school, "M10")
    assert found.status in ("short", "late")
    assert "林珺老师的心得正文998字，还差2字。" in found.missing
    assert ("Handin", item.uid) in found.records
    waiting = [sentence for sentence in found.missing if "还没有交" in sentence]
    assert len(waiting) == 3  # the other three who came

    meeting.save_handin(school.db, item.but(text=text_of_length(1000)))
    assert not [text for text in finding(school, "M10").missing if "林珺" in text]
    without = count_characters(text_of_length(1000)).without_punctuation
    pack = setting_up.pack_of(school.db, school.term)
    assert pack is not None
    found = {item.id: item for item in check(school.records, counting_without_punctuation(pack), DEADLINE)}["M10"]
    assert f"林珺老师的心得正文{without}字，还差{1000 - without}字。" in found.missing


def counting_without_punctuation(pack: Pack) -> Pack:
    """The county's list where 字 means characters only."""
    materials = tuple(
        replace(item, needs=tuple({**need, "punctuation": False} for need in item.needs)) if item.id == "M10" else item
        for item in pack.materials
    )
    return replace(pack, materials=materials)


# -- 16 --------------------------------------------------------------------------------------------------------------


def test_scenario_16_a_story_lacks_one_kind_of_photo_then_goes_out_as_text_and_pictures_in_order(sample, tmp_path):
    with Database.open(sample) as db:
        records = term_of(db)
        before = {item.id: item for item in reporting.check(db, records.term.uid, DEADLINE)}["M7"]
        assert before.missing == ("4月21日联研的美篇缺评课记录照片1类。",)
        activity = next(item for item in records.activities if item.is_joint and item.happened_on == date(2025, 4, 21))
        there = {item.slot for item in records.photos_of[activity.uid]}
        assert set(PHOTO_SLOTS) - there == {"评课记录"}
        meeting.add_photos(db, activity.uid, "评课记录", [("IMG_0001.jpg", a_photo(1200, 900))])
        after = {item.id: item for item in reporting.check(db, records.term.uid, DEADLINE)}["M7"]
        assert after.status == "met"
        result = reporting.write_packet(
            reporting.gather(db, records.term.uid, DEADLINE, only=("photo-story",)), tmp_path / "出"
        )
    words = [item.path for item in result.files if item.path.endswith(".docx")]
    assert len(words) == 2
    for word in words:
        folder = (result.folder / word).parent
        pictures = sorted(path.name for path in folder.glob("照片/图*.jpg"))
        assert len(pictures) >= 5
        assert [int(name[1:3]) for name in pictures] == list(range(1, len(pictures) + 1))
        place = [next(number for number, slot in enumerate(PHOTO_SLOTS) if slot in name) for name in pictures]
        assert place == sorted(place) and set(place) == set(range(5))
        text = "".join(lines(body((result.folder / word).read_bytes())))
        assert all(heading in text for heading in ("签到", "教学设计", "课堂展示", "集中研讨", "评课"))
        assert "（这里还缺" not in text


# -- 17 --------------------------------------------------------------------------------------------------------------


def a_photo(width: int, height: int, orientation: int = 0, quality: int = 90) -> bytes:
    """A picture with a red left half; with ``orientation`` as a phone writes it that was held upright."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste("red", (0, 0, width // 2, height))
    written = io.BytesIO()
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    picture.save(written, "JPEG", quality=quality, exif=exif)
    return written.getvalue()


@pytest.mark.parametrize("limits", [STORY, PAGE, Limits(480, 200_000)])
def test_scenario_17_photos_stand_upright_and_are_small_enough_to_send(limits):
    turned = shrink(a_photo(4000, 3000, orientation=6), limits, name="IMG_2025.jpg")
    assert turned.height > turned.width  # held upright
    assert len(turned.data) <= limits.bytes and max(turned.width, turned.height) <= limits.long_side
    with Image.open(io.BytesIO(turned.data)) as picture:
        top = picture.convert("RGB").getpixel((picture.width // 2, 5))
        assert picture.getexif().get(0x0112, 1) == 1
    assert isinstance(top, tuple) and top[0] > 200 and top[1] < 80  # what was left is up


def test_scenario_17_thirty_photos_are_kept_as_taken_and_go_out_small(school, tmp_path):
    activity = joint_day(school, *ROLES)
    files = [
        (f"IMG_{number:04d}.jpg", a_photo(900 + number, 700, orientation=6 if number % 2 else 0))
        for number in range(30)
    ]
    for number, slot in enumerate(PHOTO_SLOTS):
        looked = meeting.look_at(files[number * 6 : number * 6 + 6])
        assert not looked.refused
        meeting.add_photos(school.db, activity.uid, slot, looked.good)
    planning.save_activity(school.db, activity.but(story={slot: f"{slot}：大家一起看。" for slot in PHOTO_SLOTS}))
    stored = school.db.find(Photo, activity_uid=activity.uid, order_by='"order"')
    assert [school.db.blob(item.blob) for item in stored] == [data for _, data in files]  # as taken
    result = reporting.write_packet(
        reporting.gather(school.db, school.term.uid, DEADLINE, only=("photo-story",)), tmp_path / "出"
    )
    assert result.left_out == ()
    sent = [item for item in result.files if item.path.endswith(".jpg")]
    assert len(sent) == 30 and all(item.size <= STORY.bytes for item in sent)
    assert len({item.path for item in sent}) == 30 and not [item.path for item in sent if "IMG_" in item.path]
    for item in sent:
        with Image.open(result.folder / item.path) as picture:
            assert picture.getexif().get(0x0112, 1) == 1


def test_scenario_17_two_photos_a_page_each_with_its_day_and_what_it_shows(school, tmp_path):
    activity = joint_day(school, *ROLES)
    for slot in PHOTO_SLOTS:
        meeting.add_photos(school.db, activity.uid, slot, [(f"{slot}.jpg", a_photo(900, 1200, quality=80 + len(slot)))])
    result = reporting.write_packet(
        reporting.gather(school.db, school.term.uid, DEADLINE, only=("activity-record",)), tmp_path / "出"
    )
    data = (result.folder / result.files[0].path).read_bytes()
    captions = [text for text in lines(body(data)) if "2025年4月18日，" in text]
    assert len(captions) == 5 and all(any(slot in text for text in captions) for slot in PHOTO_SLOTS)
    heights = [int(item.get("cy")) / 36_000 for item in body(data).iter(f"{DRAWING}extent")]  # millimetres
    assert len(heights) == 5 and all(0 < height <= 110 for height in heights)  # two with captions on an A4 page
