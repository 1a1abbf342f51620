"""Which activities become photo stories and what they lack (rules 0-52, 0-53; domain scenario 16)."""

from __future__ import annotations

from datetime import date

from jiaoyan_desktop.domain.activity import PHOTO_SLOTS, Activity, Photo
from jiaoyan_desktop.domain.photo_story import stories
from tests.builders import an_activity, term_records

END = date(2025, 6, 8)
TEXTS = {slot: f"{slot}说明" for slot in PHOTO_SLOTS}
COUNTY = an_activity("语文联研", date(2025, 4, 18), is_joint=True, level="county", story=TEXTS)
OWN = an_activity("数学组教研", date(2025, 4, 10), story=TEXTS)


def photos(activity: Activity, *without: str) -> list[Photo]:
    return [Photo(activity_uid=activity.uid, slot=slot, blob=slot) for slot in PHOTO_SLOTS if slot not in without]


def told(activities, pictures, **numbers):
    return stories(term_records(activities=tuple(activities), photos=tuple(pictures)), END, **numbers)


def test_a_county_day_and_a_school_activity_are_whole_with_five_kinds_of_photos():
    found = told([OWN, COUNTY], photos(OWN) + photos(COUNTY))
    assert [(story.kind, story.activity, story.is_whole) for story in found] == [
        ("county", COUNTY, True),
        ("school", OWN, True),
    ]


def test_what_is_missing_is_counted_and_named():
    county, own = told(
        [OWN, COUNTY.but(story={**TEXTS, "签到册": " "})], photos(OWN, "评课记录", "签到册") + photos(COUNTY)
    )
    assert county.sentences == ("4月18日联研的美篇缺签到册的文字说明。",)
    assert own.sentences == ("4月10日《数学组教研》的美篇缺签到册、评课记录照片2类。",)


def test_the_activity_with_the_most_tells_the_story():
    better = an_activity("语文组教研", date(2025, 5, 6), story=TEXTS)
    found = told([OWN, better], photos(OWN, "评课记录") + photos(better))
    assert found[1].activity == better


def test_without_photos_there_is_nothing_to_tell():
    found = told([OWN, COUNTY.but(state="planned")], photos(COUNTY))
    assert [story.sentences for story in found] == [
        ("还没有可以做美篇的县级校际联研。",),
        ("还没有可以做美篇的校级教研活动。",),
    ]


def test_an_activity_tells_one_story_only():
    found = told([COUNTY, OWN], photos(COUNTY) + photos(OWN), county=1, school=2)
    assert [story.activity for story in found] == [COUNTY, OWN, None]
