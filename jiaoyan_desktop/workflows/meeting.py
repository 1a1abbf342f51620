"""Meeting: who came to an activity, its photos in five kinds, and what teachers handed in afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from jiaoyan_desktop.documents import pictures
from jiaoyan_desktop.domain.activity import HANDIN_HEADER, PHOTO_SLOTS, ROLES, Activity, Handin, Participant, Photo
from jiaoyan_desktop.domain.glossary import ATTENDANCE_WORDS
from jiaoyan_desktop.domain.joint_research import HANDIN_WORDS
from jiaoyan_desktop.domain.people import Teacher
from jiaoyan_desktop.domain.text import clean, clean_line
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Database

Today = Callable[[], date]
Picture = tuple[str, bytes]  # file name and content

_SIGNS = {
    b"\xff\xd8\xff": "jpeg",
    b"\x89PNG": "png",
    b"GIF8": "gif",
    b"BM": "bmp",
    b"II*\x00": "tiff",
    b"MM\x00*": "tiff",
}
_LOOK = pictures.Limits(480, 200_000)


@dataclass(frozen=True, slots=True)
class LookedAt:
    """Pictures that can be put in, and a sentence for each one that cannot."""

    good: tuple[Picture, ...]
    refused: tuple[str, ...]


# -- who came --------------------------------------------------------------------------------------------------------


def set_participants(db: Database, activity_uid: str, people: Sequence[Participant]) -> list[Participant]:
    """Keeps ``people`` as all participants of the activity, in that order; those left out are removed.

    UserError: a guest without a name, the same person twice, attendance that is none.
    """
    activity = db.need(Activity, activity_uid)
    tidy = [_tidy(db, activity, person, place) for place, person in enumerate(people, start=1)]
    seen: set[str] = set()
    for person in tidy:
        who = person.teacher_uid or f"{person.school_name} {person.name}"
        if who in seen:
            raise UserError(f"{_name_of(db, person)}写了两次。", field="participants", cure="请去掉一个。")
        seen.add(who)
    kept = {person.uid for person in tidy}
    with db.change(f"参加人：{activity.title}") as change:
        for old in db.find(Participant, activity_uid=activity_uid):
            if old.uid not in kept:
                change.remove(old)
        return change.put_all(tidy)


def mark_attendance(
    db: Database, people: Iterable[Participant], attendance: str, reason: str = ""
) -> list[Participant]:
    """Notes for several people at once that they came, were on leave (with the reason), away on duty, or absent."""
    found = list(people)
    if attendance not in ATTENDANCE_WORDS:
        raise UserError(f"没有“{attendance}”这种出勤。", field="attendance", cure="请选到、请假、公出或未到。")
    activity = db.need(Activity, found[0].activity_uid)
    words = clean_line(reason).text if attendance in ("leave", "official", "absent") else ""
    with db.change(f"出勤：{activity.title}，{len(found)}人{ATTENDANCE_WORDS[attendance]}") as change:
        return [change.put(person.but(attendance=attendance, reason=words)) for person in found]


# -- photos ----------------------------------------------------------------------------------------------------------


def look_at(files: Iterable[Picture], report: Callable[[float, str], None] = lambda share, text: None) -> LookedAt:
    """Opens every picture once, without the school file: for a worker, before ``add_photos``."""
    files = list(files)
    good: list[Picture] = []
    refused: list[str] = []
    for place, (name, data) in enumerate(files):
        report(place / len(files), f"正在看第{place + 1}张，共{len(files)}张")
        try:
            pictures.shrink(data, _LOOK, name=name)
        except UserError as trouble:
            refused.append(str(trouble))
        else:
            good.append((name, data))
    return LookedAt(tuple(good), tuple(refused))


def add_photos(db: Database, activity_uid: str, slot: str, files: Sequence[Picture]) -> list[Photo]:
    """Puts pictures, as they were taken, into one of the five kinds (domain 0-53); one already there is not doubled.

    UserError for a file that is no picture; ``look_at`` finds damaged ones beforehand.
    """
    activity = db.need(Activity, activity_uid)
    if slot not in PHOTO_SLOTS:
        raise UserError(f"没有“{slot}”这一类照片。", field="slot", cure=f"请选{'、'.join(PHOTO_SLOTS)}中的一类。")
    types = [media_type_of(name, data) for name, data in files]
    with db.change(f"放入照片：{activity.title}，{slot}") as change:
        there = {photo.blob for photo in db.find(Photo, activity_uid=activity_uid, slot=slot)}
        order = max((photo.order for photo in db.find(Photo, activity_uid=activity_uid)), default=0)
        saved = []
        for (name, data), media_type in zip(files, types, strict=True):
            blob = change.add_blob(data, media_type)
            if blob in there:
                continue
            there.add(blob)
            order += 1
            saved.append(
                change.put(
                    Photo(
                        school_uid=activity.school_uid,
                        activity_uid=activity_uid,
                        slot=slot,
                        blob=blob,
                        file_name=name,
                        taken_on=activity.happened_on,
                        order=order,
                    )
                )
            )
    return saved


def revise_photo(db: Database, photo: Photo) -> Photo:
    """Keeps another caption or another kind for a photo."""
    if photo.slot not in PHOTO_SLOTS:
        raise UserError(f"没有“{photo.slot}”这一类照片。", field="slot", cure="请选五类中的一类。")
    with db.change("改照片说明") as change:
        return change.put(photo.but(caption=clean_line(photo.caption).text))


def remove_photos(db: Database, photos: Iterable[Photo]) -> str:
    """Takes photos away; undo brings them back. Change uid."""
    found = list(photos)
    with db.change(f"删除照片：{len(found)}张") as change:
        for photo in found:
            change.remove(photo)
    return change.uid


# -- what teachers hand in -------------------------------------------------------------------------------------------


def save_handin(
    db: Database, item: Handin, *, pages: Sequence[Picture] | None = None, today: Today = date.today
) -> Handin:
    """Keeps 听课笔记 (note) or 心得 (reflection) of a teacher; ``pages`` are its photographed pages, replacing the old.

    What is short (字数, header, pages) is not refused but shown by checking: 先收下.
    """
    if item.kind not in HANDIN_WORDS:
        raise UserError("还没有选是听课笔记还是心得。", field="kind", cure="请选一个。")
    if not item.teacher_uid:
        raise UserError("还没有选是哪位老师交的。", field="teacher_uid", cure="请选一位老师。")
    activity, teacher = db.need(Activity, item.activity_uid), db.need(Teacher, item.teacher_uid)
    header = item.header and {key: clean_line(item.header.get(key, "")).text for key in HANDIN_HEADER}
    item = item.but(
        header=header,
        text=clean(item.text).text,
        received_on=item.received_on or today(),
        school_uid=item.school_uid or activity.school_uid,
    )
    types = [media_type_of(name, data) for name, data in pages or ()]
    with db.change(f"收{HANDIN_WORDS[item.kind]}：{teacher.name}") as change:
        if pages is not None:
            blobs = [change.add_blob(data, kind) for (_, data), kind in zip(pages, types, strict=True)]
            item = item.but(pictures=tuple(dict.fromkeys(blobs)))
        return change.put(item)


def remove_handins(db: Database, items: Iterable[Handin]) -> str:
    """Takes back what was handed in by mistake. Change uid."""
    found = list(items)
    with db.change(f"删除老师交的材料：{len(found)}份") as change:
        for item in found:
            change.remove(item)
    return change.uid


def _tidy(db: Database, activity: Activity, person: Participant, place: int) -> Participant:
    lines = ("name", "school_name", "reason", "signed_in", "signed_out", "teaches_topic", "phone", "role", "subject")
    person = person.but(
        activity_uid=activity.uid,
        school_uid=activity.school_uid,
        order=place,
        **{key: clean_line(getattr(person, key)).text for key in lines},
    )
    if person.teacher_uid is None and not person.name:
        raise UserError(
            f"第{place}个参加人还没有写名字。", field="participants", cure="请选一位老师，或写上来宾的名字。"
        )
    if person.attendance not in ATTENDANCE_WORDS:
        raise UserError(f"没有“{person.attendance}”这种出勤。", field="participants", cure="请选到、请假、公出或未到。")
    if person.role and person.role not in ROLES:
        raise UserError(
            f"“{person.role}”不是回执上的四类人。", field="participants", cure=f"请选{'、'.join(ROLES)}，或者空着。"
        )
    if person.teacher_uid is not None:
        db.need(Teacher, person.teacher_uid)
    return person


def _name_of(db: Database, person: Participant) -> str:
    return db.need(Teacher, person.teacher_uid).name if person.teacher_uid else person.name


def media_type_of(name: str, data: bytes) -> str:
    """image/jpeg and the like, by the first bytes; UserError for a file that is no picture."""
    for sign, kind in _SIGNS.items():
        if data.startswith(sign):
            return f"image/{kind}"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    raise UserError(
        f"“{name}”不是照片，没有放进去。", field="pictures", cure="请放JPG或PNG照片；手机上的HEIC请先改存成JPG。"
    )
