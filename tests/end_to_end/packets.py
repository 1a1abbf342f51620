"""Looking into a packet that was written: its parts apart from clocks, its runs with their typefaces, its sums."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.documents.office_files import NS, W, etree

CLOCKS = ("docProps/core.xml",)


def parts_of(folder: Path) -> dict[str, bytes]:
    """Path in the packet (and part inside an Office file) -> bytes, clocks and what hangs on them left out."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            continue
        name = path.relative_to(folder).as_posix()
        if path.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(path) as archive:
                found |= {f"{name}!{part}": archive.read(part) for part in archive.namelist() if part not in CLOCKS}
        elif path.name == "manifest.json":
            found[name] = json.dumps(_without_clock(json.loads(path.read_text("utf-8"))), ensure_ascii=False).encode()
        else:
            found[name] = path.read_bytes()
    return found


def _without_clock(manifest: dict[str, Any]) -> dict[str, Any]:
    """The checksums of Office files go with their clocks; those of pictures stay."""
    del manifest["made_at"]
    for item in manifest["files"]:
        if item["path"].endswith((".docx", ".xlsx")):
            del item["sha256"], item["size"]
    return manifest


def runs_of(data: bytes) -> Iterator[tuple[str, str]]:
    """(text, typeface for Chinese) of every run in body, headers and footers; the style's where the run names none."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/") and name.endswith(".xml")]
        faces = _faces_of_styles(etree.fromstring(archive.read("word/styles.xml")))
        for name in names:
            for run in etree.fromstring(archive.read(name)).iter(f"{W}r"):
                text = "".join(node.text or "" for node in run.findall("w:t", NS))
                own = run.find("w:rPr/w:rFonts", NS)
                style = run.getparent().find("w:pPr/w:pStyle", NS)
                named = faces.get(style.get(f"{W}val"), "") if style is not None else ""
                face = own.get(f"{W}eastAsia") if own is not None else None
                yield text, face or named or faces.get("", "")


def _faces_of_styles(root: Any) -> dict[str, str]:
    """Style id -> its typeface for Chinese, through what it is based on; "" for the defaults of the document."""
    default = root.find("w:docDefaults/w:rPrDefault/w:rPr/w:rFonts", NS)
    faces = {"": default.get(f"{W}eastAsia", "") if default is not None else ""}
    styles = {item.get(f"{W}styleId"): item for item in root.findall("w:style", NS)}

    def face_of(name: str | None) -> str:
        item = styles.get(name)
        if item is None:
            return faces[""]
        own = item.find("w:rPr/w:rFonts", NS)
        if own is not None and own.get(f"{W}eastAsia"):
            return own.get(f"{W}eastAsia")
        based_on = item.find("w:basedOn", NS)
        return face_of(based_on.get(f"{W}val")) if based_on is not None else faces[""]

    return {**faces, **{name: face_of(name) for name in styles}}
