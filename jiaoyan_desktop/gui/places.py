"""Where each kind of record is shown: the one table behind search results, figures and findings that can be clicked."""

from __future__ import annotations

from .desk import Desk

# Record class -> (tab, view).
PLACES: dict[str, tuple[str, str]] = {
    "Teacher": ("people", "teachers"),
    "Post": ("people", "teachers"),
    "SchoolClass": ("people", "timetable"),
    "Group": ("people", "groups"),
    "Assignment": ("people", "assignments"),
    "Timetable": ("people", "timetable"),
    "Slot": ("people", "timetable"),
    "Progress": ("people", "progress"),
    "Substitution": ("people", "substitutions"),
    "Observation": ("observation", "list"),
    "LessonStudy": ("preparation", "studies"),
    "Draft": ("preparation", "drafts"),
    "Activity": ("calendar", "activities"),
    "Recommendation": ("report", "materials"),
    "Confirmation": ("report", "rules"),
    "Export": ("report", "log"),
}


def go_to(desk: Desk, kind: str, uid: str) -> None:
    """Shows a record in its own place; parts of an activity are shown with their activity."""
    owner = _owner(desk, kind, uid)
    if owner is not None:
        kind, uid = owner
    if kind in PLACES:
        desk.show(*PLACES[kind], uid)


def _owner(desk: Desk, kind: str, uid: str) -> tuple[str, str] | None:
    records = desk.records
    parts = {"Participant": records.participants, "Photo": records.photos, "Handin": records.handins}
    for item in parts.get(kind, ()):
        if item.uid == uid:
            return "Activity", item.activity_uid
    return None
