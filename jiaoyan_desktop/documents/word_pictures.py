"""Pictures in Word: how much room a placeholder has, and the drawing that fills it without being clipped."""

from __future__ import annotations

import hashlib
import io
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from jiaoyan_desktop.errors import UserError

from .form_values import Picture
from .ooxml import PIC, WP, A, R, W, attribute, etree, fragment

EMU_PER_MM, EMU_PER_TWIP = 36000, 635
IMAGE_RELATION = f"{R}/image"
_DEFAULT_CELL_MARGINS = 2 * 115
_TALLEST_PAGE_SHARE = 0.88
_FORMATS = {"PNG": ("png", "image/png"), "JPEG": ("jpeg", "image/jpeg")}
_NATURAL_DPI = 96
# What the schema wants behind w:spacing in paragraph properties.
_BEHIND_SPACING = (
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
)


@dataclass(frozen=True, slots=True)
class Room:
    """The most that a picture may take here, in EMU."""

    width: int
    height: int

    def within(self, box: str) -> Room:
        """The same room, at most 宽x高 mm (「150x95」); "" leaves it."""
        if not box:
            return self
        width, _, height = box.partition("x")
        return Room(min(self.width, int(width) * EMU_PER_MM), min(self.height, int(height) * EMU_PER_MM))


@dataclass(slots=True)
class PictureStore:
    """The pictures of one filled file: each different one is kept once, and every drawing gets an id of its own."""

    next_id: int
    stem: str = "jy"  # of part names and relation ids; the template has none that begin so
    media: dict[str, tuple[str, bytes]] = field(default_factory=dict)  # digest -> (part name, data)
    relations: dict[str, dict[str, str]] = field(default_factory=dict)  # part -> {relation id: media part}
    extensions: dict[str, str] = field(default_factory=dict)  # extension -> content type

    def fresh_id(self) -> int:
        """An id that no drawing of the file has."""
        self.next_id += 1
        return self.next_id - 1

    def drawing(self, picture: Picture, room: Room, part: str, w: str) -> str:
        """The XML of a run's inside that shows the picture as large as ``room`` allows."""
        width, height, extension, kind = _measured(picture)
        scale = min(1.0, room.width / width, room.height / height)
        digest = hashlib.sha256(picture.data).hexdigest()[:16]
        if digest not in self.media:
            self.media[digest] = (f"word/media/{self.stem}{len(self.media) + 1}.{extension}", picture.data)
            self.extensions[extension] = kind
        relation = f"rId{self.stem}{list(self.media).index(digest) + 1}"
        self.relations.setdefault(part, {})[relation] = self.media[digest][0]
        return _drawing(self.fresh_id(), relation, picture.alt, int(width * scale), int(height * scale), w)


def room_at(paragraph: Any, page: tuple[int, int]) -> Room:
    """The room of a paragraph: its cell, its text box, or the page's text area ``page`` (twips)."""
    width, height = page
    cell = next(paragraph.iterancestors(f"{{{W}}}tc"), None)
    box = next((item for item in paragraph.iterancestors() if item.tag in (f"{{{WP}}}anchor", f"{{{WP}}}inline")), None)
    if box is not None:
        extent = box.find(f"{{{WP}}}extent")
        inset = 2 * 91440
        return Room(max(int(extent.get("cx")) - inset, 360000), max(int(extent.get("cy")) - inset, 360000))
    if cell is not None:
        width = _cell_width(cell) or width
    return Room(width * EMU_PER_TWIP, int(height * EMU_PER_TWIP * _TALLEST_PAGE_SHARE))


def page_text_area(body: Any) -> tuple[int, int]:
    """Width and height of the text area of the document's last section, in twips; A4 with usual margins when unsaid."""
    section = body.find(f".//{{{W}}}sectPr")
    size = section.find(f"{{{W}}}pgSz") if section is not None else None
    margins = section.find(f"{{{W}}}pgMar") if section is not None else None

    def number(element: Any, name: str, default: int) -> int:
        return abs(int(element.get(f"{{{W}}}{name}", default))) if element is not None else default

    width = number(size, "w", 11906) - number(margins, "left", 1800) - number(margins, "right", 1800)
    height = number(size, "h", 16838) - number(margins, "top", 1440) - number(margins, "bottom", 1440)
    return width, height


def let_grow(paragraph: Any, *, keep_indents: bool = False) -> None:
    """Exact line spacing cuts a picture down to one line: the paragraph gets single spacing and loses its indents."""

    properties = paragraph.find(f"{{{W}}}pPr")
    if properties is None:
        properties = etree().Element(f"{{{W}}}pPr", nsmap=paragraph.nsmap)
        paragraph.insert(0, properties)
    indents = () if keep_indents else (("ind", {"left": "0", "firstLineChars": "0", "firstLine": "0"}),)
    for name, values in (("spacing", {"line": "240", "lineRule": "auto"}), *indents):
        element = properties.find(f"{{{W}}}{name}")
        if element is None:
            element = etree().Element(f"{{{W}}}{name}", nsmap=properties.nsmap)
            properties.insert(_place(properties, name), element)
        elif name == "ind":
            element.attrib.clear()
        for key, value in values.items():
            element.set(f"{{{W}}}{key}", value)


def _place(properties: Any, name: str) -> int:
    """Where spacing or ind goes among paragraph properties, whose order the schema fixes."""
    behind = {f"{{{W}}}{item}" for item in (_BEHIND_SPACING if name == "spacing" else _BEHIND_SPACING[1:])}
    for place, child in enumerate(properties):
        if child.tag in behind:
            return place
    return len(properties)


def paragraph_shell(paragraph: Any, known: dict[str | None, str]) -> str:
    """<w:p><w:pPr>…</w:pPr> of a paragraph that a picture will stand in."""

    shell = etree().Element(paragraph.tag, nsmap=paragraph.nsmap)
    properties = paragraph.find(f"{{{W}}}pPr")
    if properties is not None:
        shell.append(deepcopy(properties))
    let_grow(shell)
    text = fragment(shell, known)
    return text[: text.rindex("</")]


def _cell_width(cell: Any) -> int:
    width = cell.find(f"{{{W}}}tcPr/{{{W}}}tcW")
    twips = 0
    if width is not None and width.get(f"{{{W}}}type", "dxa") == "dxa":
        twips = int(float(width.get(f"{{{W}}}w", "0")))
    return max((twips or _grid_width(cell)) - _DEFAULT_CELL_MARGINS, 0)


def _grid_width(cell: Any) -> int:
    table = next(cell.iterancestors(f"{{{W}}}tbl"))
    columns = [int(item.get(f"{{{W}}}w", "0")) for item in table.iterfind(f"{{{W}}}tblGrid/{{{W}}}gridCol")]
    start = sum(_span(earlier) for earlier in cell.itersiblings(f"{{{W}}}tc", preceding=True))
    return sum(columns[start : start + _span(cell)])


def _span(cell: Any) -> int:
    span = cell.find(f"{{{W}}}tcPr/{{{W}}}gridSpan")
    return int(span.get(f"{{{W}}}val", "1")) if span is not None else 1


def _measured(picture: Picture) -> tuple[int, int, str, str]:
    """Natural width and height in EMU, extension and media type."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(picture.data)) as image:
            if image.format not in _FORMATS:
                raise UnidentifiedImageError(str(image.format))
            pixels, (extension, kind) = image.size, _FORMATS[image.format]
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as trouble:
        raise UserError(
            f"照片“{picture.alt}”打不开，没有放进表里。", cure="请用看图软件把它另存成JPG，再放一次。"
        ) from trouble
    per_pixel = 914400 // _NATURAL_DPI
    return pixels[0] * per_pixel, pixels[1] * per_pixel, extension, kind


def _drawing(number: int, relation: str, alt: str, width: int, height: int, w: str) -> str:
    name = attribute(f"图片{number}")
    return (
        f'<{w}drawing><wp:inline xmlns:wp="{WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name={name} descr={attribute(alt)}/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{A}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{PIC}"><pic:pic xmlns:pic="{PIC}">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name={name} descr={attribute(alt)}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip xmlns:r="{R}" r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        f"</wp:inline></{w}drawing>"
    )
