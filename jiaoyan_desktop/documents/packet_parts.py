"""Makes the files of a packet one by one in a worker: templates opened once, pictures fetched and shrunk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from jiaoyan_desktop.domain.pack import FormSpec
from jiaoyan_desktop.errors import UserError

from . import pictures
from .compose.registry import COMPOSERS
from .compose.request import Request
from .fields.registry import PictureRef
from .form_values import FilledDocument, FormTemplate, FormValues, Picture, Substitution
from .packet_plan import FilledForm, PacketPlan, PlannedFile, ShrunkPicture
from .templates import open_template

# Forms whose pictures are handwriting; it has to stay legible where other pictures may be smaller.
_HANDWRITING = frozenset({"notes", "pages"})


@dataclass
class Workshop:
    """Makes files of one plan; remembers what was set in another typeface and which pictures were left out."""

    plan: PacketPlan
    substitutions: dict[Substitution, None] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    _templates: dict[str, FormTemplate] = field(default_factory=dict)

    def make(self, item: PlannedFile) -> bytes:
        """The bytes of one file; UserError when it cannot be made."""
        if isinstance(item.content, ShrunkPicture):
            return self._shrink(item.content.picture, item.content.limits)
        made = self._filled(item.content)
        self.substitutions.update(dict.fromkeys(made.substitutions))
        return made.data

    def _filled(self, content: FilledForm) -> FilledDocument:
        form = content.form
        if form.compose:
            request = Request(
                scene=self.plan.scene,
                form=form,
                record=content.record,
                values=content.values,
                made_at=self.plan.made_at,
                pictures=lambda refs: self._pictures(refs, pictures.PAGE),
            )
            return COMPOSERS[form.compose].make(request)
        if form.id not in self._templates:
            self._templates[form.id] = open_template(self.plan.source, form)
        values = content.values
        shown = {token: self._pictures(refs, _limits(form, token)) for token, refs in values.pictures.items()}
        return self._templates[form.id].fill(
            FormValues(fields=values.fields, rows=values.rows, pictures=shown), made_at=self.plan.made_at
        )

    def _pictures(self, refs: Sequence[PictureRef], limits: pictures.Limits) -> list[Picture]:
        """Those of the pictures that can be opened; the others are left out by name."""
        found = []
        for ref in refs:
            try:
                data = self._shrink(ref, limits)
            except UserError as trouble:
                self.left_out.append(trouble.message)
                continue
            found.append(Picture(data=data, alt=ref.alt, caption=ref.caption))
        return found

    def _shrink(self, ref: PictureRef, limits: pictures.Limits) -> bytes:
        try:
            data = self.plan.read_blob(ref.blob)
        except KeyError as trouble:
            raise UserError(f"“{ref.alt}”这张照片在学校文件里找不到了。", cure="请重新放一次这张照片。") from trouble
        return pictures.shrink(data, limits, name=ref.alt).data


def _limits(form: FormSpec, token: str) -> pictures.Limits:
    source = next(item.source for item in form.pictures if item.token == token)
    return pictures.HANDWRITING if source in _HANDWRITING else pictures.PAGE
