"""Small Word files for tests made by code, and a look inside the files that the program made."""

from __future__ import annotations

import functools
import io
import posixpath
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

from docx import Document

from jiaoyan_desktop.documents import ooxml
from jiaoyan_desktop.domain.pack import FormAsk, FormField, FormRows, FormSpec

etree = ooxml.etree()
MADE_AT = datetime(2025, 6, 8, 10, 32)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {"w": W[1:-1]}
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def form_spec(
    *tokens: str, rows: tuple[FormRows, ...] = (), pictures: tuple[str, ...] = (), suffix: str = "docx", **more: Any
) -> FormSpec:
    """A form whose tokens are asks, so that nothing but the template matters."""
    boxes = tuple(part.partition(":") for part in pictures)
    return FormSpec(
        id="trial",
        title="试填表",
        one_per="term",
        file_name=f"试填表.{suffix}",
        template=f"trial/template.{suffix}",
        asks=tuple(FormAsk(token=token) for token in tokens),
        rows=rows,
        pictures=tuple(FormField(token=token, source=token, format=box) for token, _, box in boxes),
        **more,
    )


def row_spec(*tokens: str, at_least: int = 0, pictures: tuple[str, ...] = ()) -> FormRows:
    """A repeated row starting at its first token."""
    return FormRows(
        starts_at=tokens[0],
        each="items",
        fields=tuple(FormField(token=token, source=token) for token in tokens if token not in pictures),
        pictures=tuple(FormField(token=token, source=token) for token in pictures),
        at_least=at_least,
    )


def docx_bytes(build: Callable[[Any], object]) -> bytes:
    """A .docx that ``build`` filled."""
    document = Document()
    build(document)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@functools.cache
def _blank_docx() -> bytes:
    return docx_bytes(lambda document: None)


def body_docx(xml: str) -> bytes:
    """A .docx whose body is the given WordprocessingML."""
    plain = _blank_docx()
    root = etree.fromstring(part(plain, "word/document.xml"))
    body = root.find(f"{W}body")
    names = "".join(f' xmlns:{name}="{uri}"' for name, uri in root.nsmap.items() if name)
    holder = etree.fromstring(f"<holder{names}>{xml}</holder>")
    for place, child in enumerate(list(holder)):
        body.insert(place, child)
    return with_part(plain, "word/document.xml", etree.tostring(root, encoding="UTF-8", standalone=True))


def part(data: bytes, name: str) -> bytes:
    """One part of an Office file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def part_names(data: bytes) -> list[str]:
    """The names of all parts in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The file with one part replaced or added."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            new.writestr(item, content if item == name else old.read(item))
        if name not in old.namelist():
            new.writestr(name, content)
    return written.getvalue()


def body(data: bytes) -> Any:
    """The root of word/document.xml."""
    return etree.fromstring(part(data, "word/document.xml"))


def lines(root: Any) -> list[str]:
    """The text of every paragraph below ``root``, line breaks as \\n, tabs as \\t."""
    return [line(paragraph) for paragraph in root.iter(f"{W}p")]


def line(paragraph: Any) -> str:
    """The text of one paragraph without that of text boxes inside it."""
    found = []
    for node in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab"):
        if next(node.iterancestors(f"{W}p")) is paragraph and node.getparent().tag == f"{W}r":
            found.append({f"{W}br": "\n", f"{W}tab": "\t"}.get(node.tag, node.text or ""))
    return "".join(found)


def table_texts(root: Any, number: int = 0) -> list[list[str]]:
    """Rows of cell texts of the ``number``-th table."""
    table = list(root.iter(f"{W}tbl"))[number]
    return [["\n".join(lines(cell)) for cell in row.findall(f"{W}tc")] for row in table.findall(f"{W}tr")]


def assert_sound(data: bytes) -> None:
    """The file holds together: XML well formed, types and relations complete, ids single, no placeholder left."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names[0] == "[Content_Types].xml"
        assert len(set(names)) == len(names)
        parts = {name: archive.read(name) for name in names}
    types = etree.fromstring(parts["[Content_Types].xml"])
    extensions = [item.get("Extension").lower() for item in types if item.get("Extension")]
    overrides = [item.get("PartName") for item in types if item.get("PartName")]
    assert len(set(extensions)) == len(extensions)
    assert len(set(overrides)) == len(overrides)
    drawing_ids: list[str] = []
    for name, content in parts.items():
        if name != "[Content_Types].xml":
            assert f"/{name}" in overrides or name.rpartition(".")[2].lower() in extensions, name
        if name.endswith((".xml", ".rels")):
            root = etree.fromstring(content)
            assert b"{{" not in content and "｛｛".encode() not in content, name
            assert b"<?jy" not in content, name
            if name.endswith(".rels"):
                _assert_targets(name, root, names)
            drawing_ids += re.findall(r'<wp:docPr[^>]*? id="(\d+)"', content.decode())
    assert len(set(drawing_ids)) == len(drawing_ids)
    assert not [item for item in overrides if item.lstrip("/") not in names]


def _assert_targets(name: str, root: Any, names: list[str]) -> None:
    owner = posixpath.dirname(posixpath.dirname(name))
    ids = [item.get("Id") for item in root.iter(f"{_REL}Relationship")]
    assert len(set(ids)) == len(ids), name
    for item in root.iter(f"{_REL}Relationship"):
        if item.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", owner, item.get("Target"))).lstrip("/")
            assert target in names, (name, target)
