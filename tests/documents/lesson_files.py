"""Lesson plans for the tests: built with python-docx, or given as WordprocessingML with the parts that belong to it."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document

from jiaoyan_desktop.documents.lessons import parse
from jiaoyan_desktop.documents.lessons_model import LessonText
from jiaoyan_desktop.domain.preparation import ProcessStep
from tests.documents.office_files import body_docx, part, with_part

SAMPLES = Path(__file__).parent.parent / "samples"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def plan(*pieces: str) -> bytes:
    """A .docx: each line is a paragraph (bold with * before it), or a table row where it begins with |.

    In a cell / begins another line; {3} behind it spans three columns, {1,2} one column and two rows; ~ is covered by a
    cell above.
    """
    document = Document()
    lines = [line.strip() for piece in pieces for line in piece.strip().splitlines()]
    for is_table, group in itertools.groupby(lines, key=lambda line: line.startswith("|")):
        if is_table:
            _table(document, [[_cell(text) for text in line.strip("|").split("|")] for line in group])
            continue
        for line in group:
            document.add_paragraph().add_run(line.removeprefix("*")).bold = line.startswith("*") or None
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _cell(text: str) -> tuple[str | None, int, int]:
    found = re.fullmatch(r"(.*?)(?:\{(\d)(?:,(\d))?\})?", text.strip())
    assert found is not None
    own = None if found[1] == "~" else found[1].replace("/", "\n")
    return own, int(found[2] or 1), int(found[3] or 1)


def _table(document: Any, rows: Sequence[Sequence[tuple[str | None, int, int]]]) -> None:
    table = document.add_table(len(rows), max(sum(cell[1] for cell in row) for row in rows))
    for place, row in enumerate(rows):
        column = 0
        for text, span, down in row:
            cell = table.cell(place, column)
            if span > 1 or down > 1:
                cell = cell.merge(table.cell(place + down - 1, column + span - 1))
            if text is not None:
                cell.text = text
            column += span


def read(*pieces: str) -> LessonText:
    """The plan that ``plan`` would build, read in this process."""
    return parse(plan(*pieces), "教案.docx")


def read_xml(body: str, **parts: tuple[str, bytes]) -> LessonText:
    """A plan whose body is that XML. ``parts``: relation id -> (kind and path: "comments comments.xml", content)."""
    return parse(xml_plan(body, **parts), "教案.docx")


def xml_plan(body: str, **parts: tuple[str, bytes]) -> bytes:
    """The file that ``read_xml`` reads."""
    data = body_docx(body)
    for key, (kind_and_path, content) in parts.items():
        kind, path = kind_and_path.split(" ")
        if f"word/{path}" in zipfile.ZipFile(io.BytesIO(data)).namelist():
            data = with_part(data, f"word/{path}", content)
            continue
        data = with_part(data, f"word/{path}", content)
        rels = part(data, "word/_rels/document.xml.rels").decode()
        entry = f'<Relationship Id="{key}" Type="{_REL}/{kind}" Target="{path}"/>'
        rels = rels.replace("</Relationships>", f"{entry}</Relationships>")
        data = with_part(data, "word/_rels/document.xml.rels", rels.encode())
    return data


def wml(root: str, inner: str) -> bytes:
    """A part with the usual names: wml("w:comments", "...")."""
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return f"<{root} {names}>{inner}</{root}>".encode()


def texts(lesson: LessonText) -> list[tuple[str, str]]:
    """Heading and text of every section; a section with steps has their names as its text."""
    return [
        (section.heading, section.text or "/".join(step.step for step in section.steps)) for section in lesson.sections
    ]


def steps(lesson: LessonText) -> list[tuple[str, str, str, str]]:
    """Every step of the process as a row."""
    return [_row(step) for item in lesson.sections for step in item.steps]


def _row(step: ProcessStep) -> tuple[str, str, str, str]:
    return step.step, step.teacher, step.students, step.intent
