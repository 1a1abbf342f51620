"""What Word and Excel files share: namespaces, safe parsing, escaping, relationships, content types, properties."""

from __future__ import annotations

import posixpath
import re
from datetime import UTC, datetime
from typing import Any

from jiaoyan_desktop.errors import UserError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NEEDS_ESCAPE = re.compile("[&<>]")
_NAMESPACE = re.compile(r' xmlns(?::([\w.-]+))?="([^"]*)"')


def etree() -> Any:
    """lxml.etree, loaded when a file is first touched; it carries no types, hence Any."""
    from lxml import etree as module  # pyright: ignore[reportAttributeAccessIssue]

    return module


def parse_xml(data: bytes, name: str) -> Any:
    """The root element of a part; UserError when it is damaged. Entities are never resolved."""

    parser = etree().XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree().fromstring(data, parser)
    except etree().XMLSyntaxError as trouble:
        raise UserError(f"“{name}”里面有一处坏了，读不出来。", cure="请在WPS里打开它，另存一份再试。") from trouble
    if root.getroottree().docinfo.doctype:
        raise UserError(f"“{name}”里面有不该有的内容（DTD），没有打开。", cure="请在WPS里打开它，另存一份再试。")
    return root


def to_bytes(root: Any) -> bytes:
    """A part's bytes, with the declaration that Office writes."""
    return (DECLARATION + to_text(root)).encode()


def to_text(root: Any) -> str:
    """An element and all below it as text, without its tail."""

    return etree().tostring(root, encoding="unicode", with_tail=False)


def fragment(element: Any, known: dict[str | None, str]) -> str:
    """An element as text to stand inside a part whose root already declares the namespaces ``known``."""
    text = to_text(element)
    ends = text.index(">")
    head = _NAMESPACE.sub(lambda hit: "" if known.get(hit.group(1)) == hit.group(2) else hit.group(0), text[:ends])
    return head + text[ends:]


def safe_text(text: str, where: str) -> str:
    """Text as XML can hold it, line ends as \\n; UserError naming ``where`` for a control character."""
    if _FORBIDDEN.search(text):
        raise UserError(
            f"“{where}”里有一个看不见的控制符号，写不进文件。", cure="请把这一栏的内容先粘到记事本，再粘回来。"
        )
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def escaped(text: str) -> str:
    """Text for between tags."""
    if _NEEDS_ESCAPE.search(text):
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def attribute(text: str) -> str:
    """Text as an attribute's value, quotes included."""
    quoted = escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{quoted}"'


def content_types(data: bytes, name: str) -> dict[str, str]:
    """Part name without the leading slash -> content type, for parts that [Content_Types].xml names one by one."""
    root = parse_xml(data, name)
    return {item.get("PartName").lstrip("/"): item.get("ContentType") for item in root.iter(f"{{{TYPES}}}Override")}


def with_content_type(types: bytes, *, part: str = "", extension: str = "", kind: str) -> bytes:
    """[Content_Types].xml that also knows the part, or every part of that extension."""
    text = types.decode("utf-8-sig")
    if extension:
        if re.search(rf'Extension="{extension}"', text, re.IGNORECASE):
            return types
        return re.sub(r"(<Types[^>]*>)", rf'\1<Default Extension="{extension}" ContentType="{kind}"/>', text).encode()
    return text.replace("</Types>", f'<Override PartName="/{part}" ContentType="{kind}"/></Types>').encode()


def relations_path(part: str) -> str:
    """word/document.xml -> word/_rels/document.xml.rels"""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relation_targets(data: bytes, part: str) -> dict[str, tuple[str, str]]:
    """Id -> (type, target as a part name) of the inner relations in the .rels of ``part`` ("" for the package)."""
    found = {}
    for item in parse_xml(data, relations_path(part)).iter(f"{{{RELS}}}Relationship"):
        if item.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), item.get("Target")))
            found[item.get("Id")] = (item.get("Type"), target.lstrip("/"))
    return found


def with_relation(rels: bytes | None, relation_id: str, kind: str, target: str) -> bytes:
    """A .rels part with one relation more; None makes a new one."""
    text = rels.decode("utf-8-sig") if rels else f'{DECLARATION}<Relationships xmlns="{RELS}"></Relationships>'
    if "</Relationships>" not in text:
        text = re.sub(r"<Relationships([^>]*)/>", r"<Relationships\1></Relationships>", text)
    entry = f'<Relationship Id="{relation_id}" Type="{kind}" Target={attribute(target)}/>'
    return text.replace("</Relationships>", f"{entry}</Relationships>").encode()


def core_properties(old: bytes | None, made_at: datetime, *, title: str = "", creator: str = "") -> bytes:
    """docProps/core.xml whose clocks say ``made_at``; the old one's title and author stay, its history goes.

    ``title`` and ``creator`` are for a new one.
    """
    names = {"cp": _CP, "dc": _DC, "dcterms": _DCTERMS, "xsi": _XSI}
    if old is None:
        root = etree().Element(f"{{{_CP}}}coreProperties", nsmap=names)
        for name, text in (("title", title), ("creator", creator)):
            if text:
                etree().SubElement(root, f"{{{_DC}}}{name}").text = safe_text(text, text)
    else:
        root = parse_xml(old, "docProps/core.xml")
    for name in (f"{{{_DCTERMS}}}created", f"{{{_DCTERMS}}}modified"):
        for item in root.findall(name):
            root.remove(item)
    for name in ("lastModifiedBy", "revision", "lastPrinted"):
        for item in root.findall(f"{{{_CP}}}{name}"):
            root.remove(item)
    stamp = (made_at.astimezone(UTC) if made_at.tzinfo else made_at).strftime("%Y-%m-%dT%H:%M:%SZ")
    for name in ("created", "modified"):
        item = etree().SubElement(root, f"{{{_DCTERMS}}}{name}", {f"{{{_XSI}}}type": "dcterms:W3CDTF"})
        item.text = stamp
    return to_bytes(root)


def ensure_core_part(parts: dict[str, bytes]) -> None:
    """Gives a package that has no docProps/core.xml the relation and the content type for one."""
    if "docProps/core.xml" in parts:
        return
    parts["[Content_Types].xml"] = with_content_type(
        parts["[Content_Types].xml"], part="docProps/core.xml", kind=_CORE_TYPE
    )
    parts["_rels/.rels"] = with_relation(parts["_rels/.rels"], "rIdCore", _CORE_RELATION, "docProps/core.xml")
