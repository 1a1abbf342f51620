"""What the sample's teachers hand in for joint research (notes, reflections), and what the school itself says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ...documents.sample_pictures import note
from ...domain.activity import HANDIN_HEADER, Activity, Handin, Recommendation
from ...domain.dates import month_day
from ...domain.reporting import Answer, Confirmation
from ...domain.text import count_characters
from .setting import Setting

SHORT_OF_TWO = "赵敏"  # a deliberate gap: her reflection is written whole in the data and has 998字
_ENOUGH = 1010  # 字 of everybody else's
_LINES_A_PAGE = 17


def handins(setting: Setting, days: dict[str, date]) -> Iterator[Handin]:
    """A note and a reflection from everybody of ours at each joint-research day."""
    for item in setting.sources.joint:
        activity, day = setting.activities[item["id"]], days[item["id"]]
        header = _header(activity, item, day)
        deck: list[str] = []
        for row in item["people"]:
            name = row[0]
            dice = setting.dice("handin", item["id"], name)
            received = [day + timedelta(days=dice.randint(1, 4)) for _ in range(2)]
            shared = setting.owned(activity_uid=activity.uid, teacher_uid=setting.teachers[name].uid, header=header)
            pages = _pages(setting, item, header, name)
            yield Handin(
                **shared,
                kind="note",
                pictures=tuple(setting.keep(page) for page in pages),
                received_on=received[0],
                file_name=f"{setting.teachers[name].name} 听课笔记.jpg",
                uploaded_on=received[0] + timedelta(days=5),
            )
            yield Handin(
                **shared,
                kind="reflection",
                text=_text(setting, item["id"], name, deck),
                received_on=received[1],
                file_name=f"{setting.teachers[name].name} 心得.docx",
                uploaded_on=received[1] + timedelta(days=4),
            )


def recommendations(setting: Setting) -> Iterator[Recommendation]:
    """Who is recommended to the county."""
    for order, item in enumerate(setting.sources.reporting["recommendation"], start=1):
        values = {key: value for key, value in item.items() if key != "teacher"}
        yield Recommendation(
            **setting.of_term(teacher_uid=setting.teachers[item["teacher"]].uid, order=order, **values)
        )


def confirmations(setting: Setting) -> Iterator[Confirmation]:
    """What a person looked at and ticked."""
    said = setting.sources.reporting["confirmations"]
    for target_id, place, remark in said["items"]:
        on = setting.school_day(place)
        if on <= setting.today:
            yield Confirmation(
                **setting.of_term(target_id=target_id, kind="confirmed", by=said["by"], on=on, note=remark)
            )


def answers(setting: Setting) -> Iterator[Answer]:
    """What forms ask and the records do not know."""
    for item in setting.sources.reporting["answer"]:
        yield Answer(**setting.of_term(form_id=item["form"], token=item["token"], value=item["value"].strip()))


def _header(activity: Activity, item: dict[str, Any], day: date) -> dict[str, str]:
    schools = "、".join(dict.fromkeys((activity.host_school, *activity.member_schools)))
    values = (schools, activity.theme, activity.subject, item["topic"], activity.lead_teacher, month_day(day))
    return dict(zip(HANDIN_HEADER, values, strict=True))


def _pages(setting: Setting, item: dict[str, Any], header: dict[str, str], name: str) -> list[bytes]:
    """One or two pages of notes: everybody wrote down something else."""
    dice = setting.dice("note", item["id"], name)
    lines = [line for line in item["notes"] if dice.random() < 0.72]
    said = [*header.items()]
    pages = [lines[:_LINES_A_PAGE]]
    if dice.random() < 0.4:
        pages = [lines[: len(lines) // 2 + 1], lines[len(lines) // 2 + 1 :]]
    return [note(said, page, f"{item['id']}{name}{number}") for number, page in enumerate(pages)]


def _text(setting: Setting, day_id: str, name: str, deck: list[str]) -> str:
    """A teacher's own paragraphs with those on the lessons between them, until it is long enough."""
    source = setting.sources.reflections
    own = next(rest for first, *rest in source["own"][name] if first == day_id)
    plain = setting.teachers[name].name
    written: list[str] = list(own)
    skipped: list[str] = []
    place = 1
    while name != SHORT_OF_TWO and count_characters("\n".join(written)).with_punctuation < _ENOUGH:
        if not deck:
            deck += source[day_id]["pool"]
            setting.dice("pool", day_id, len(written)).shuffle(deck)
        card = deck.pop()
        # Nobody writes of herself by name, and nobody says the same twice.
        if plain in card or f"{plain[0]}老师" in card or card in written:
            skipped.append(card)
            continue
        written.insert(place, card)
        place = place + 2 if place + 2 <= len(written) else len(written)
    deck[:0] = skipped
    return "\n".join(written)
