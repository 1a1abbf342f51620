"""What a composer is given: the scene, the form, the record it is made for, and pictures on demand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jiaoyan_desktop.domain.pack import FormSpec

from ..fields.registry import PictureRef
from ..fields.scene import Scene
from ..fields.values import PlannedValues
from ..form_values import FilledDocument, Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One document to be composed; ``pictures`` opens and shrinks, leaving out what cannot be opened."""

    scene: Scene
    form: FormSpec
    record: Any
    values: PlannedValues
    made_at: datetime
    pictures: Callable[[Sequence[PictureRef]], Sequence[Picture]]

    def answer(self, token: str) -> str:
        """What a person filled in for that question; empty when nobody did."""
        return str(self.values.fields.get(token, ""))

    def text(self, heading: str, *, of: str) -> str:
        """Prose of the pack: the director's own version where there is one, else texts/<of>.md under that heading."""
        own = self.scene.answers.get((self.form.id, "", f"{of}/{heading}"), "")
        return own or self.scene.pack.texts.get(f"{of}/{heading}", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A picture file that goes with a composed document; ``name`` is relative to the document's folder."""

    name: str
    picture: PictureRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Composer:
    """How one kind of document is made, and the picture files that go with it."""

    make: Callable[[Request], FilledDocument]
    attachments: Callable[[Any, Any], Sequence[Attachment]] = lambda scene, record: ()
