"""A school file with the invented school of the documents' tests in it, made through the store itself."""

from __future__ import annotations

from pathlib import Path

from jiaoyan_desktop.domain.term_records import TermRecords
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.workflows import setting_up
from tests.documents import report_world as world


def a_school_file(folder: Path) -> Database:
    """The world of report_world as a file with its photos, the Lanxi pack chosen."""
    db = Database.create(folder / "学校.jiaoyan")
    with db.change("放入") as change:
        records = world.records()
        blobs = {item.blob: change.add_blob(world.read_blob(item.blob), "image/jpeg") for item in records.photos}
        for uid in ("note1", "note2"):
            blobs[uid] = change.add_blob(world.read_blob(uid), "image/jpeg")
        change.put(records.school)
        change.put(records.term)
        for found in _lists(records):
            for item in found:
                change.put(_with_blobs(item, blobs))
    setting_up.choose_pack(db, db.need(type(records.term), "term"), world.PACK)
    return db


def _lists(records: TermRecords) -> list[tuple]:
    names = (
        "teachers", "classes", "groups", "posts", "memberships", "bell_schedules", "assignments", "timetables", "slots",
        "progress", "studies", "drafts", "revisions", "activities", "participants", "comments", "reflections",
        "observations", "photos", "handins", "recommendations", "answers",
    )  # fmt: skip
    return [getattr(records, name) for name in names]


def _with_blobs(item, blobs: dict[str, str]):
    if hasattr(item, "blob"):
        return item.but(blob=blobs[item.blob])
    if getattr(item, "pictures", ()):
        return item.but(pictures=tuple(blobs[name] for name in item.pictures))
    return item
