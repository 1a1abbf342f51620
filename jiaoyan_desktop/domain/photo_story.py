"""美篇: which activities become photo stories, and what each still lacks of the five photo kinds (rules 0-52, 0-53)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .activity import PHOTO_SLOTS, Activity
from .meeting_figures import is_done
from .naming import plain_date
from .term_records import TermRecords

COUNTY, SCHOOL = "county", "school"
_STORY_WORDS = {COUNTY: "县级校际联研", SCHOOL: "校级教研活动"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One of the photo stories asked for; ``activity`` is None while nothing can be told."""

    kind: str  # county: 县级校际联研; school: 校级联研 or 校本教研
    activity: Activity | None
    missing_photos: tuple[str, ...] = ()
    missing_texts: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all five kinds have a photo and a text."""
        return self.activity is not None and not self.missing_photos and not self.missing_texts

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is missing, in words."""
        if self.activity is None:
            return (f"还没有可以做美篇的{_STORY_WORDS[self.kind]}。",)
        day = plain_date(self.activity.happened_on) if self.activity.happened_on else ""
        name = f"{day}{'联研' if self.activity.is_joint else f'《{self.activity.title}》'}的美篇"
        found = []
        if self.missing_photos:
            found.append(f"{name}缺{'、'.join(self.missing_photos)}照片{len(self.missing_photos)}类。")
        if self.missing_texts:
            found.append(f"{name}缺{'、'.join(self.missing_texts)}的文字说明。")
        return tuple(found)


def stories(
    records: TermRecords, as_of: date, *, county: int = 1, school: int = 1, slots: tuple[str, ...] = PHOTO_SLOTS
) -> tuple[Story, ...]:
    """The stories asked for, each told by the activity that has the most for it, the earliest among equals.

    The county's come first. An activity tells one story only.
    """
    done = sorted(
        (item for item in records.activities if is_done(item, as_of)), key=lambda item: item.happened_on or date.max
    )
    of_county = [item for item in done if item.is_joint and item.level == COUNTY]
    told = _best(records, of_county, COUNTY, county, slots)
    taken = {story.activity.uid for story in told if story.activity}
    own = [item for item in done if item.uid not in taken and not (item.is_joint and item.level == COUNTY)]
    return (*told, *_best(records, own, SCHOOL, school, slots))


def story_of(records: TermRecords, activity: Activity, kind: str, slots: tuple[str, ...] = PHOTO_SLOTS) -> Story:
    """What one activity has and lacks for its photo story."""
    pictured = {photo.slot for photo in records.photos_of.get(activity.uid, ())}
    texts = activity.story or {}
    return Story(
        kind=kind,
        activity=activity,
        missing_photos=tuple(slot for slot in slots if slot not in pictured),
        missing_texts=tuple(slot for slot in slots if not texts.get(slot, "").strip()),
    )


def _best(
    records: TermRecords, candidates: list[Activity], kind: str, number: int, slots: tuple[str, ...]
) -> tuple[Story, ...]:
    judged = [story_of(records, item, kind, slots) for item in candidates]
    # What a person began with photos is meant to be told; an activity without any is no story at all.
    begun = [item for item in judged if len(item.missing_photos) < len(slots)]
    ordered = sorted(begun, key=lambda item: (len(item.missing_photos), len(item.missing_texts)))[:number]
    return (*ordered, *(Story(kind=kind, activity=None) for _ in range(number - len(ordered))))
