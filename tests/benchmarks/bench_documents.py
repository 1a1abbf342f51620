"""Filling 500 听课记录表 against docxtpl with an equal template, and against merely zipping the same parts again."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any

from jiaoyan_desktop import paths
from jiaoyan_desktop.documents.form_values import FormValues
from jiaoyan_desktop.documents.forms_source import FolderForms
from jiaoyan_desktop.documents.packs import load_pack
from jiaoyan_desktop.documents.templates import load_sample, open_template
from jiaoyan_desktop.domain.pack import FormSpec
from tests.benchmarks import harness

_FILES = 500
_MADE_AT = datetime(2025, 6, 8, 10, 32)
_FORM = "observation-record"


def word_vs_docxtpl() -> harness.Figure:
    """500 files from opening the template to the last file on disk, ours and docxtpl's."""
    source, form, values = _form_and_values()
    with tempfile.TemporaryDirectory(prefix="jiaoyan-bench-") as folder:
        theirs = _docxtpl_side(source.read(form.template), form, values, Path(folder))
        return harness.figure(
            "word_vs_docxtpl",
            harness.seconds(lambda: _fill(source, form, values, Path(folder))),
            harness.seconds(theirs),
            runs=3,
            limit=0.2,
        )


def word_vs_rezip() -> harness.Figure:
    """The same 500 files against zipping the parts that they are made of, which are ready in memory."""
    source, form, values = _form_and_values()
    with tempfile.TemporaryDirectory(prefix="jiaoyan-bench-") as folder:
        _fill(source, form, values, Path(folder))
        parts = [_parts_of(path.read_bytes()) for path in sorted(Path(folder).glob("ours-*.docx"))]
        return harness.figure(
            "word_vs_rezip",
            harness.seconds(lambda: _fill(source, form, values, Path(folder))),
            harness.seconds(lambda: _zip_again(parts, Path(folder))),
            runs=5,
            limit=2,
        )


def _form_and_values() -> tuple[FolderForms, FormSpec, list[FormValues]]:
    """The form as it is shipped, and 500 different records made from its sample."""
    source = FolderForms(paths.forms())
    form = load_pack(source, "common").form(_FORM)
    sample = load_sample(source, form)
    values = [
        FormValues(
            fields={token: f"{value}{number}" for token, value in sample.fields.items()},
            rows=sample.rows,
            pictures=sample.pictures,
        )
        for number in range(_FILES)
    ]
    return source, form, values


def _fill(source: FolderForms, form: FormSpec, values: list[FormValues], folder: Path) -> None:
    template = open_template(source, form)
    for number, item in enumerate(values):
        (folder / f"ours-{number:03}.docx").write_bytes(template.fill(item, made_at=_MADE_AT).data)


def _docxtpl_side(data: bytes, form: FormSpec, values: list[FormValues], folder: Path) -> Callable[[], None]:
    try:
        from docxtpl import DocxTemplate  # pyright: ignore[reportMissingImports]
    except ImportError as missing:
        raise harness.NotMeasurable("要和 docxtpl 比，先装上它：pip install '.[bench]'") from missing
    (folder / "template.docx").write_bytes(_as_docxtpl(data, form))
    contexts = [{**item.fields, **{f"{name}_rows": rows for name, rows in item.rows.items()}} for item in values]

    def fill() -> None:
        template = DocxTemplate(folder / "template.docx")
        for number, context in enumerate(contexts):
            template.render(context, autoescape=True)
            template.save(folder / f"theirs-{number:03}.docx")

    once = DocxTemplate(folder / "template.docx")
    once.init_docx()
    before = once.get_xml()
    once.render(contexts[0], autoescape=True)
    _check_equal(once, before, values[0])
    return fill


def _as_docxtpl(data: bytes, form: FormSpec) -> bytes:
    """The same template in docxtpl's words: 「指标」 in a repeated row becomes item.指标 between {%tr for %} rows."""
    from docx import Document

    document = Document(io.BytesIO(data))
    for group in form.rows:
        for table in document.tables:
            for row in table.rows:
                if f"{{{{{group.starts_at}}}}}" in "".join(node.text or "" for node in row._tr.iter()):
                    _loop_row(row._tr, group.starts_at, [item.token for item in group.fields])
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _loop_row(row: Any, starts_at: str, tokens: list[str]) -> None:
    for text in (node for node in row.iter() if node.tag.endswith("}t")):
        for token in tokens:
            text.text = (text.text or "").replace(f"{{{{{token}}}}}", f"{{{{item.{token}}}}}")
    for place, words in (("addprevious", f"{{%tr for item in {starts_at}_rows %}}"), ("addnext", "{%tr endfor %}")):
        marker = deepcopy(row)
        texts = [node for node in marker.iter() if node.tag.endswith("}t")]
        for number, text in enumerate(texts):
            text.text = words if number == 0 else ""
        getattr(row, place)(marker)


def _check_equal(theirs: Any, before: str, values: FormValues) -> None:
    """The measuring stick has to do the same work: every value is in its document."""
    words = "".join(node.text or "" for node in theirs.docx.element.body.iter())
    for token, value in values.fields.items():
        first = str(value).split("\n")[0]
        if first not in words and f"{{{{{token}}}}}" in before:
            raise AssertionError(f"docxtpl did not fill {first!r}")
    for rows in values.rows.values():
        for row in rows:
            for value in row.values():
                if str(value).split("\n")[0] not in words:
                    raise AssertionError(f"docxtpl did not fill the row value {value!r}")


def _parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zip_again(files: list[dict[str, bytes]], folder: Path) -> None:
    for number, parts in enumerate(files):
        with zipfile.ZipFile(folder / f"zipped-{number:03}.docx", "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)


FIGURES = {"word_vs_docxtpl": word_vs_docxtpl, "word_vs_rezip": word_vs_rezip}
