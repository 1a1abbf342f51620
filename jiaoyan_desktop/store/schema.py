"""Which record lives in which table, and the history triggers that are made anew after every migration."""

from __future__ import annotations

import sqlite3

from ..domain.records import Record

APPLICATION_ID = 0x4A59_4430  # "JYD0", in the header of every school file

TABLE_NAMES = {  # record class -> table; by name, so that opening a file loads only the records it needs
    "School": "school",
    "Teacher": "teacher",
    "SchoolClass": "school_class",
    "Group": "study_group",
    "Post": "post",
    "Membership": "membership",
    "Term": "term",
    "CalendarDay": "calendar_day",
    "BellSchedule": "bell_schedule",
    "Assignment": "assignment",
    "Timetable": "timetable",
    "Slot": "slot",
    "Progress": "progress",
    "LessonStudy": "lesson_study",
    "Draft": "draft",
    "DraftRevision": "draft_revision",
    "Activity": "activity",
    "Observation": "observation",
    "Comment": "comment",
    "Reflection": "reflection",
    "Participant": "participant",
    "Photo": "photo",
    "Handin": "handin",
    "Recommendation": "recommendation",
    "Confirmation": "confirmation",
    "Answer": "answer",
    "Overlay": "overlay",
    "PackFile": "pack_file",
    "Export": "export",
    "Substitution": "substitution",
}
CLASS_NAMES = {table: name for name, table in TABLE_NAMES.items()}
BOOKKEEPING = ("change", "row_history", "open_change", "blob", "recovery")


def table_of(record: type[Record]) -> str:
    """The table in which records of that class are kept; KeyError for one that is not kept."""
    return TABLE_NAMES[record.__name__]


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table, in order."""
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]


def remake_triggers(connection: sqlite3.Connection) -> None:
    """Drop and make the triggers that keep each row as it was, and that refuse a write outside a change."""
    for table in CLASS_NAMES:
        names = columns(connection, table)
        before = ", ".join(f"'{name}', OLD.\"{name}\"" for name in names)
        for event, image, row in (
            ("INSERT", "NULL", "NEW"),
            ("UPDATE", f"json_object({before})", "OLD"),
            ("DELETE", f"json_object({before})", "OLD"),
        ):
            trigger = f"{table}_history_{event.lower()}"
            connection.execute(f'DROP TRIGGER IF EXISTS "{trigger}"')
            connection.execute(
                f'CREATE TRIGGER "{trigger}" AFTER {event} ON "{table}" BEGIN '
                "SELECT RAISE(ABORT, 'a write outside a change') WHERE NOT EXISTS (SELECT 1 FROM open_change); "
                'INSERT INTO row_history ("change_uid", "table_name", "row_uid", "before", "last") '
                f"SELECT uid, '{table}', {row}.uid, {image}, '{event.lower()}' FROM open_change WHERE true "
                'ON CONFLICT DO UPDATE SET "last" = excluded."last"; END'
            )
