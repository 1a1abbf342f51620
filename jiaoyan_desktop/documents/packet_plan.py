"""The plan of a packet: plain immutable data, gathered from the school file, that a worker turns into files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from jiaoyan_desktop.domain.finding import Finding
from jiaoyan_desktop.domain.pack import FormSpec

from .fields.registry import PictureRef
from .fields.scene import Scene
from .fields.values import PlannedValues
from .form_values import Substitution
from .forms_source import FormsSource
from .pictures import Limits

ReadBlob = Callable[[str], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """A file made by filling a template, or by composing where the form names a composer."""

    form: FormSpec
    values: PlannedValues
    record: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class ShrunkPicture:
    """A file that is a photo of the school file, upright and small enough to send."""

    picture: PictureRef
    limits: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFile:
    """One file of the packet: ``path`` inside its folder with forward slashes, and what it is made from."""

    path: str
    title: str
    material_id: str
    form_id: str
    content: FilledForm | ShrunkPicture


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something a form asks and nobody has answered yet; the place stays blank."""

    form_id: str
    form_title: str
    token: str
    question: str
    subject_uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMaterial:
    """One item of the checklist as the manifest lists it."""

    id: str
    order: int
    title: str
    folder: str
    copies: int
    format: str
    party: str
    who: str
    finding: Finding | None


@dataclass(frozen=True, kw_only=True)
class PacketPlan:
    """Everything that writing a packet needs; ``read_blob`` fetches one picture at a time."""

    folder_name: str
    scene: Scene
    source: FormsSource
    read_blob: ReadBlob
    made_at: datetime
    program_version: str
    materials: tuple[PlannedMaterial, ...]
    files: tuple[PlannedFile, ...]
    gaps: tuple[Finding, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def as_of(self) -> date:
        """The date that every figure is counted to."""
        return self.scene.as_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFile:
    """One file as it was written."""

    path: str
    title: str
    material_id: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketResult:
    """What came of writing a packet."""

    folder: Path
    files: tuple[WrittenFile, ...]
    as_of: date
    made_at: datetime
    gaps: tuple[Finding, ...] = ()
    substitutions: tuple[Substitution, ...] = ()
    not_made: tuple[tuple[str, str], ...] = ()  # (title, reason) of files that could not be made
    left_out: tuple[str, ...] = ()  # pictures that could not be opened, each a sentence
    questions: tuple[Question, ...] = field(default=())
    kept_aside: Path | None = None  # where an earlier packet of the same name was moved
