"""Opens a form's template, Word or Excel alike, and makes the values of its trial fill from sample.json."""

from __future__ import annotations

from jiaoyan_desktop.domain.pack import FormSpec

from .excel import ExcelTemplate
from .form_specs import load_sample_json
from .form_values import FormTemplate, FormValues, Picture
from .forms_source import FormsSource
from .word import WordTemplate


def open_template(source: FormsSource, form: FormSpec) -> FormTemplate:
    """The form's template, ready to be filled many times; UserError when it and form.toml disagree."""
    return template_from(source.read(form.template), form, form.template)


def template_from(data: bytes, form: FormSpec, file: str) -> FormTemplate:
    """The same for a file that is not among the forms yet: a blank form the county has just sent."""
    return ExcelTemplate(data, form, file) if file.lower().endswith(".xlsx") else WordTemplate(data, form, file)


def load_sample(source: FormsSource, form: FormSpec) -> FormValues:
    """The values of sample.json, with a drawn picture per caption."""
    sample = load_sample_json(source, form, form.template.rpartition("/")[0])
    picture_tokens = {item.token for group in form.rows for item in group.pictures}
    rows = {
        starts_at: [
            {token: _drawn(value) if token in picture_tokens else value for token, value in item.items()}
            for item in items
        ]
        for starts_at, items in sample["rows"].items()
    }
    pictures = {token: _drawn(captions) for token, captions in sample["pictures"].items()}
    return FormValues(fields=sample["fields"], rows=rows, pictures=pictures)


def _drawn(captions: list[str]) -> list[Picture]:
    return [Picture(data=_sample_picture(number), alt=text, caption=text) for number, text in enumerate(captions)]


def _sample_picture(number: int) -> bytes:
    """A plain 640 by 480 picture, each number in a colour of its own."""
    import io

    from PIL import Image, ImageDraw

    image = Image.new("RGB", (640, 480), (200, 215, 200 + 15 * (number % 4)))
    drawing = ImageDraw.Draw(image)
    drawing.rectangle((20, 20, 619, 459), outline=(90, 110, 130), width=6)
    drawing.ellipse((240, 160, 400, 320), fill=(120, 150, 180))
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()
