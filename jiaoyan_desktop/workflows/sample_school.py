"""The sample school: made from resources/sample/ into a school file, on the days of 2025 or around any other day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from ..domain.activity import Activity, Participant, Photo
from ..domain.observation import Observation
from ..domain.people import School
from ..domain.records import Record
from ..domain.reporting import PackFile
from ..domain.term import Term
from ..store.database import Database
from . import setting_up
from .sampling import handing_in, lessons, meeting, people, sources, studying
from .sampling.hearing import Hearing
from .sampling.setting import Setting

_DEADLINE_WEEK = date(2025, 6, 2)  # Monday of week 14: the county wants everything at the end of it
_ISO_DAY = re.compile(rb"\b2025-\d\d-\d\d\b")


def build(path: str | Path, today: date | None = None) -> Path:
    """Make the sample school's file, which must not exist yet, and close it. StorageTrouble as for any new file.

    Without ``today`` the term is that of 2025, recorded to its end. With it, whole weeks are added to every date so
    that ``today`` lies in the week in which the materials are due; what would lie after it is not recorded yet.
    """
    source = sources.load()
    shift = timedelta() if today is None else today - timedelta(days=today.weekday()) - _DEADLINE_WEEK
    said = source.school["term"]
    with setting_up.new_school(
        path,
        name=source.school["school"]["name"],
        county=source.school["school"]["county"],
        town=source.school["school"]["town"],
        starts_on=said["starts_on"] + shift,
        ends_on=said["ends_on"] + shift,
        first_week_on=said["first_week_on"] + shift,
        pack_id=said["pack"],
    ) as db:
        try:
            _fill(db, source, shift, today)
        except BaseException:
            db.close()
            Path(path).unlink(missing_ok=True)
            raise
    return Path(path)


def _fill(db: Database, source: sources.Sources, shift: timedelta, today: date | None) -> None:
    term = db.find(Term)[0]
    own = db.find(School, is_own=1)[0]
    told = {key: tuple(value) if isinstance(value, list) else value for key, value in source.school["school"].items()}
    school = own.but(**told)
    if shift:
        _move_pack(db, term, shift)
    setting = Setting(source, school, term, today or term.ends_on, is_moved=bool(shift))
    _put(db, "学校信息和外校", [school, *people.partner_schools(setting)])
    _put(db, "导入花名册", people.everybody(setting))
    _put(db, "校历和作息", lessons.school_calendar(setting))
    assignments = lessons.who_teaches(setting)
    _put(db, "导入任课分工", assignments)
    _put(db, "导入总课程表", lessons.timetable(setting, assignments))
    _put(db, "周进度", lessons.weekly_progress(setting))
    meeting.absences(setting)
    days = meeting.joint_days(setting)
    setting.closed |= {setting.at(item["on"]) for item in source.school["day"] if "检测" in item["name"]}
    works = studying.lesson_studies(setting, days)
    meetings = meeting.Meetings(setting, works, days)
    pack = setting_up.pack_of(db, term)
    assert pack is not None
    heard = Hearing(setting, pack.rubrics[0], lessons.Topics(setting)).records(works, days)
    happened = list(_as_of_today(setting, meetings.records()))
    handed_in = list(handing_in.handins(setting, days))
    _put(db, "课例和教案", (record for work in works for record in work.records()))
    _put(db, "教研活动", happened, _pictures(setting, (item.blob for item in happened if isinstance(item, Photo))))
    _put(db, "研讨意见和反思", (record for work in works for record in (*work.comments, *work.reflections)))
    _put(db, "联研笔记和心得", handed_in, _pictures(setting, (name for item in handed_in for name in item.pictures)))
    _put(db, "推荐教师", handing_in.recommendations(setting))
    _put(db, "核对要求", (*handing_in.confirmations(setting), *handing_in.answers(setting)))
    _put_observations(db, heard)


def _put(db: Database, label: str, records: Iterable[Record], pictures: Iterable[bytes] = ()) -> None:
    with db.change(label) as change:
        for picture in pictures:
            change.add_blob(picture, "image/jpeg")
        change.put_all(records)


def _put_observations(db: Database, heard: list[Observation]) -> None:
    """All but the last at once; the last by itself, so that 撤销 in the sample takes back one small thing."""
    _put(db, "导入听课台账", heard[:-1])
    _put(db, "记录听课", heard[-1:])


def _pictures(setting: Setting, names: Iterable[str]) -> list[bytes]:
    return [setting.pictures[name] for name in dict.fromkeys(names)]


def _as_of_today(setting: Setting, records: Iterable[Record]) -> Iterable[Record]:
    """Activities after today are only planned: nobody has signed, nothing was said, no picture was taken."""
    planned: set[str] = set()
    for item in records:
        if isinstance(item, Activity) and (item.happened_on or setting.today) > setting.today:
            planned.add(item.uid)
            notified = item.notified_on if item.notified_on and item.notified_on <= setting.today else None
            yield item.but(state="planned", notified_on=notified, process="", talk="", agreed="", open_points="")
        elif isinstance(item, Participant) and item.activity_uid in planned:
            yield item.but(attendance="expected", reason="", signed_in="", signed_out="")
        elif not (isinstance(item, Photo) and item.activity_uid in planned):
            yield item


def _move_pack(db: Database, term: Term, shift: timedelta) -> None:
    """The county's dates move with the term: every day written in the pack's kept files, nothing else in them."""
    with db.change("县里要求的日期") as change:
        for item in db.find(PackFile, term_uid=term.uid):
            if item.path.endswith(".toml"):
                data = _ISO_DAY.sub(lambda day: _moved(day[0], shift), db.blob(item.blob))
                change.put(item.but(blob=change.add_blob(data, "text/plain")))


def _moved(day: bytes, shift: timedelta) -> bytes:
    return (date.fromisoformat(day.decode("ascii")) + shift).isoformat().encode("ascii")
