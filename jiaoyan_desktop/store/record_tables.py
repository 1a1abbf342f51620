"""Every kind of record with its class and table, for those who walk over all of them; ``schema`` has the names."""

from __future__ import annotations

from ..domain.activity import Activity, Handin, Participant, Photo, Recommendation
from ..domain.observation import Observation
from ..domain.people import Group, Membership, Post, School, SchoolClass, Teacher
from ..domain.preparation import Comment, Draft, DraftRevision, LessonStudy, Reflection
from ..domain.records import Record
from ..domain.reporting import Answer, Confirmation, Export, Overlay, PackFile
from ..domain.substitution import Substitution
from ..domain.term import BellSchedule, CalendarDay, Term
from ..domain.timetable import Assignment, Progress, Slot, Timetable
from .schema import table_of

_KINDS: tuple[type[Record], ...] = (
    School,
    Teacher,
    SchoolClass,
    Group,
    Post,
    Membership,
    Term,
    CalendarDay,
    BellSchedule,
    Assignment,
    Timetable,
    Slot,
    Progress,
    LessonStudy,
    Draft,
    DraftRevision,
    Activity,
    Observation,
    Comment,
    Reflection,
    Participant,
    Photo,
    Handin,
    Recommendation,
    Confirmation,
    Answer,
    Overlay,
    PackFile,
    Export,
    Substitution,
)
TABLES: dict[type[Record], str] = {kind: table_of(kind) for kind in _KINDS}
RECORDS: dict[str, type[Record]] = {table: record for record, table in TABLES.items()}
