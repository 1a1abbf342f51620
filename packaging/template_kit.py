"""Draws the blank Word forms of forms/: lean packages of plain WordprocessingML, written once and kept in git."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from jiaoyan_desktop.documents.typefaces import ALTERNATIVES

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BODY, TITLE, LABEL, SMALL = "仿宋", "方正小标宋简体", "黑体", "宋体"
LATIN = "Times New Roman"


def twips(mm: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(mm * 1440 / 25.4)


def run(text: str, size: float = 12, face: str = BODY, bold: bool = False) -> str:
    """One run of text; ``size`` in points."""
    fonts = f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{face}" w:cs="{LATIN}"/>'
    half = round(size * 2)
    properties = f'{fonts}{"<w:b/>" if bold else ""}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def number_field(name: str, size: float = 10.5) -> str:
    """A PAGE or NUMPAGES field, each of its parts in a run of its own: WPS shows nothing otherwise (domain 4.3)."""
    shown = run("1", size, SMALL)
    empty = run("", size, SMALL).replace('<w:t xml:space="preserve"></w:t>', "%s")
    parts = [
        empty % '<w:fldChar w:fldCharType="begin"/>',
        empty % f'<w:instrText xml:space="preserve"> {name} </w:instrText>',
        empty % '<w:fldChar w:fldCharType="separate"/>',
        shown,
        empty % '<w:fldChar w:fldCharType="end"/>',
    ]
    return "".join(parts)


def paragraph(
    *runs: str,
    align: str = "left",
    before: float = 0,
    after: float = 0,
    line: float = 0,
    indent: float = 0,
    size: float = 12,
    keep_next: bool = False,
    page_break: bool = False,
) -> str:
    """One paragraph; spacing in points, ``line`` an exact line height, ``indent`` the first line's in
    characters of ``size``."""
    spacing = f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"'
    spacing += f' w:line="{round(line * 20)}" w:lineRule="exact"/>' if line else "/>"
    first = (
        f'<w:ind w:firstLineChars="{round(indent * 100)}" w:firstLine="{round(indent * size * 20)}"/>' if indent else ""
    )
    lead = ("<w:keepNext/>" if keep_next else "") + ("<w:pageBreakBefore/>" if page_break else "")
    return f'<w:p><w:pPr>{lead}{spacing}{first}<w:jc w:val="{align}"/></w:pPr>{"".join(runs)}</w:p>'


@dataclass(frozen=True)
class Cell:
    """One cell: its paragraphs' texts, how many columns it spans, and how it stands."""

    text: str = ""
    span: int = 1
    label: bool = False
    align: str = ""
    top: bool = False
    size: float = 12
    upright: bool = False  # a narrow label, one character a line
    merge: str = ""  # restart or continue
    line: float = 0
    indent: float = 0

    def xml(self, width: float, keep: bool = False) -> str:
        """The cell's XML, ``width`` in millimetres; ``keep`` holds it on the page of what follows."""
        merged = {"restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}.get(self.merge, "")
        span = f'<w:gridSpan w:val="{self.span}"/>' if self.span > 1 else ""
        valign = '<w:vAlign w:val="top"/>' if self.top else '<w:vAlign w:val="center"/>'
        align = self.align or ("center" if self.label or not self.top else "left")
        face = LABEL if self.label else BODY
        lines = list(self.text) if self.upright else self.text.split("\n")
        body = "".join(
            paragraph(
                run(line, self.size, face) if line else "",
                align=align,
                line=self.line,
                indent=self.indent,
                size=self.size,
                keep_next=keep,
            )
            for line in lines
        )
        return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{span}{merged}{valign}</w:tcPr>{body}</w:tc>'


def label(text: str, span: int = 1, **more: object) -> Cell:
    """A printed label."""
    return Cell(text=text, span=span, label=True, **more)  # type: ignore[arg-type]


def value(text: str = "", span: int = 1, **more: object) -> Cell:
    """Something to be filled."""
    return Cell(text=text, span=span, **more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Row:
    """One row of a table; ``height`` in millimetres is the least, ``header`` repeats on every page."""

    cells: tuple[Cell, ...]
    height: float = 9
    header: bool = False
    split: bool = False
    keep: bool = False


def row(*cells: Cell, height: float = 9, header: bool = False, split: bool = False, keep: bool = False) -> Row:
    """A row of cells; ``split`` may break over pages, ``keep`` stays on the page of the next row."""
    return Row(cells, height, header, split, keep)


def table(widths: Sequence[float], *rows: Row, rules: bool = True) -> str:
    """A table with fixed columns, widths in millimetres, thin ruled lines."""
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    kind = "single" if rules else "none"
    borders = "".join(f'<w:{edge} w:val="{kind}" w:sz="4" w:space="0" w:color="auto"/>' for edge in edges)
    room = (("top", 30), ("left", 90), ("bottom", 30), ("right", 90)) if rules else (("left", 20), ("right", 20))
    margins = "".join(f'<w:{edge} w:w="{width}" w:type="dxa"/>' for edge, width in room)
    properties = (
        f'<w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
    )
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    drawn = "".join(_row(one, widths) for one in rows)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{drawn}</w:tbl>"


def _row(one: Row, widths: Sequence[float]) -> str:
    spans = [cell.span for cell in one.cells]
    if sum(spans) != len(widths):
        raise ValueError(f"{sum(spans)} columns in a row of {len(widths)}: {[cell.text for cell in one.cells]}")
    starts = [sum(spans[:place]) for place in range(len(spans))]
    cells = "".join(
        cell.xml(sum(widths[start : start + cell.span]), one.keep)
        for start, cell in zip(starts, one.cells, strict=True)
    )
    properties = "" if one.split else "<w:cantSplit/>"
    properties += f'<w:trHeight w:val="{twips(one.height)}" w:hRule="atLeast"/>'
    properties += "<w:tblHeader/>" if one.header else ""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


# Word wants a paragraph behind a table; this one takes no room.
THIN = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'


@dataclass
class Blank:
    """A blank Word form in the making; margins in millimetres (top, right, bottom, left)."""

    margins: tuple[float, float, float, float] = (22, 22, 20, 22)
    landscape: bool = False
    numbered: bool = False
    header: str = ""
    header_distance: float = 12
    body: list[str] = field(default_factory=list)

    @property
    def width(self) -> float:
        """Between the margins, in millimetres."""
        return (297 if self.landscape else 210) - self.margins[1] - self.margins[3]

    def add(self, *blocks: str) -> Blank:
        """Puts paragraphs and tables at the end."""
        self.body.extend(blocks)
        return self

    def title(self, text: str, size: float = 22) -> Blank:
        """The form's title, centred."""
        return self.add(paragraph(run(text, size, TITLE), align="center", before=2, after=8))

    def save(self, path: Path) -> None:
        """Writes the .docx."""
        path.parent.mkdir(parents=True, exist_ok=True)
        parts = self._parts()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, text in parts.items():
                package.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED)

    def _parts(self) -> dict[str, str]:
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        space = f'xmlns:w="{W}" xmlns:r="{R}"'
        footer = paragraph(
            run("第 ", 10.5, SMALL),
            number_field("PAGE"),
            run(" 页　共 ", 10.5, SMALL),
            number_field("NUMPAGES"),
            run(" 页", 10.5, SMALL),
            align="center",
        )
        kinds = {"document": "document.main", "styles": "styles", "settings": "settings", "fontTable": "fontTable"}
        relations = {"styles": "styles", "settings": "settings", "fontTable": "fontTable"}
        body = "".join(self.body) + self._section()
        parts = {
            "word/document.xml": f"{head}<w:document {space}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"{head}<w:styles {space}>{_STYLES}</w:styles>",
            "word/settings.xml": f"{head}<w:settings {space}>{_SETTINGS}</w:settings>",
            "word/fontTable.xml": f"{head}<w:fonts {space}>{_fonts()}</w:fonts>",
        }
        if self.numbered:
            parts["word/footer1.xml"] = f"{head}<w:ftr {space}>{footer}</w:ftr>"
            kinds["footer1"], relations["footer1"] = "footer", "footer"
        if self.header:
            parts["word/header1.xml"] = f"{head}<w:hdr {space}>{self.header}</w:hdr>"
            kinds["header1"], relations["header1"] = "header", "header"
        word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        overrides = "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{word}.{kind}+xml"/>' for name, kind in kinds.items()
        )
        links = "".join(
            f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{name}.xml"/>' for name, kind in relations.items()
        )
        package = "http://schemas.openxmlformats.org/package/2006"
        types = (
            f'{head}<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
        )
        opening = f'{head}<Relationships xmlns="{package}/relationships">'
        main = f'<Relationship Id="main" Type="{R}/officeDocument" Target="word/document.xml"/>'
        return {
            "[Content_Types].xml": types,
            "_rels/.rels": f"{opening}{main}</Relationships>",
            **parts,
            "word/_rels/document.xml.rels": f"{opening}{links}</Relationships>",
        }

    def _section(self) -> str:
        top, right, bottom, left = (twips(side) for side in self.margins)
        across, down = (16838, 11906) if self.landscape else (11906, 16838)
        turn = ' w:orient="landscape"' if self.landscape else ""
        refer = '<w:headerReference w:type="default" r:id="header1"/>' if self.header else ""
        refer += '<w:footerReference w:type="default" r:id="footer1"/>' if self.numbered else ""
        return (
            f'<w:sectPr>{refer}<w:pgSz w:w="{across}" w:h="{down}"{turn}/>'
            f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
            f'w:header="{twips(self.header_distance)}" w:footer="{twips(11)}" w:gutter="0"/></w:sectPr>'
        )


_STYLES = (
    f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{BODY}"'
    f' w:cs="{LATIN}"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
    '<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
)
_SETTINGS = (
    '<w:zoom w:percent="100"/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting '
    'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)


def _fonts() -> str:
    names = {face: ALTERNATIVES[face] for face in (BODY, TITLE, LABEL, SMALL)}
    return "".join(
        f'<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(others)}/><w:charset w:val="86"/></w:font>'
        for name, others in names.items()
    )
