"""The empty Word document that composing starts from: made in code, every typeface named, no theme behind it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import datetime

from .layout_schemes import Looks, Scheme
from .ooxml import DECLARATION, RELS, TYPES, R, W, attribute, core_properties, escaped
from .typefaces import ALTERNATIVES

_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM = f"{_OFFICE}/custom-properties"
_VARIANT = f"{_OFFICE}/docPropsVTypes"
_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
A4_SHORT, A4_LONG = 11906, 16838
# Style id -> (name Word knows it by, looks of the scheme, outline level)
HEADINGS = ("Heading1", "Heading2", "Heading3", "Heading4")


def twips(mm: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(mm * 1440 / 25.4)


def run_properties(looks: Looks, latin: str = "", closer: str = "") -> str:
    """The inside of w:rPr: all four typefaces, weight and size."""
    letters = attribute(latin or looks.face)
    fonts = (
        f"<w:rFonts w:ascii={letters} w:hAnsi={letters} w:eastAsia={attribute(looks.face)} w:cs={letters}"
        ' w:hint="eastAsia"/>'
    )
    half = round(looks.size * 2)
    weight = "<w:b/><w:bCs/>" if looks.bold else ""
    return f'{fonts}{weight}{closer}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def base_parts(
    scheme: Scheme, *, title: str, author: str, made_at: datetime, custom: Mapping[str, str]
) -> dict[str, bytes]:
    """Every part but word/document.xml and its relations."""
    parts = {
        "_rels/.rels": _package_relations(bool(custom)),
        "docProps/core.xml": core_properties(None, made_at, title=title, creator=author),
        "docProps/app.xml": f'{DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties">'
        "<Application>教研桌面</Application></Properties>",
        "word/styles.xml": _styles(scheme),
        "word/settings.xml": _settings(scheme),
        "word/fontTable.xml": _font_table(scheme),
        "word/footer1.xml": _footer(scheme, scheme.page_number.align if not scheme.odd_and_even else "right"),
    }
    if scheme.odd_and_even:
        parts["word/footer2.xml"] = _footer(scheme, "left")
    if custom:
        parts["docProps/custom.xml"] = _custom(custom)
    parts = {"[Content_Types].xml": _content_types(parts), **parts}
    return {name: text.encode() if isinstance(text, str) else text for name, text in parts.items()}


def document_relations(scheme: Scheme, pictures: Mapping[str, str]) -> bytes:
    """word/_rels/document.xml.rels; ``pictures`` is relation id -> file name under word/."""
    wanted = [("rIdStyles", "styles", "styles.xml"), ("rIdSettings", "settings", "settings.xml")]
    wanted += [("rIdFonts", "fontTable", "fontTable.xml"), ("rIdFooter1", "footer", "footer1.xml")]
    wanted += [("rIdFooter2", "footer", "footer2.xml")] if scheme.odd_and_even else []
    wanted += [(relation, "image", target) for relation, target in pictures.items()]
    return _relations((relation, f"{R}/{kind}", target) for relation, kind, target in wanted).encode()


def section(scheme: Scheme, landscape: bool) -> str:
    """w:sectPr of the whole document."""
    top, right, bottom, left = (twips(side) for side in scheme.margins)
    wide, high = (A4_LONG, A4_SHORT) if landscape else (A4_SHORT, A4_LONG)
    turned = ' w:orient="landscape"' if landscape else ""
    footers = '<w:footerReference w:type="default" r:id="rIdFooter1"/>'
    footers += '<w:footerReference w:type="even" r:id="rIdFooter2"/>' if scheme.odd_and_even else ""
    grid = _grid(scheme) if not landscape else ""
    return (
        f'<w:sectPr>{footers}<w:pgSz w:w="{wide}" w:h="{high}"{turned}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="850"'
        f' w:footer="{twips(scheme.footer)}" w:gutter="0"/>{grid}</w:sectPr>'
    )


def _grid(scheme: Scheme) -> str:
    if not scheme.characters:
        return ""
    return f'<w:docGrid w:type="lines" w:linePitch="{round(scheme.line * 20)}"/>'


def _tightened(scheme: Scheme) -> str:
    """28 characters of 16 points are 158 mm and the text area has 156: they stand closer together (domain 4.1).

    Said as character spacing, not by the grid of the page, which WPS and LibreOffice read differently from Word.
    """
    if not scheme.characters:
        return ""
    points = scheme.text_width / 25.4 * 72 / scheme.characters
    return f'<w:spacing w:val="{math.floor((points - scheme.body.size) * 20)}"/>'


def _content_types(parts: Iterable[str]) -> str:
    kinds = {
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        "word/document.xml": f"{_WML}.document.main+xml",
        "word/styles.xml": f"{_WML}.styles+xml",
        "word/settings.xml": f"{_WML}.settings+xml",
        "word/fontTable.xml": f"{_WML}.fontTable+xml",
        "word/footer1.xml": f"{_WML}.footer+xml",
        "word/footer2.xml": f"{_WML}.footer+xml",
    }
    there = {*parts, "word/document.xml"}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items() if name in there
    )
    return (
        f'{DECLARATION}<Types xmlns="{TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(wanted: Iterable[tuple[str, str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="{relation}" Type="{kind}" Target="{target}"/>' for relation, kind, target in wanted
    )
    return f'{DECLARATION}<Relationships xmlns="{RELS}">{entries}</Relationships>'


def _package_relations(has_custom: bool) -> str:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    wanted = [("rId1", f"{R}/officeDocument", "word/document.xml"), ("rId2", core, "docProps/core.xml")]
    wanted.append(("rId3", f"{R}/extended-properties", "docProps/app.xml"))
    if has_custom:
        wanted.append(("rId4", f"{R}/custom-properties", "docProps/custom.xml"))
    return _relations(wanted)


def _custom(values: Mapping[str, str]) -> str:
    entries = "".join(
        f'<property fmtid="{_CUSTOM_FORMAT}" pid="{number}" name={attribute(name)}>'
        f"<vt:lpwstr>{escaped(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), 2)
    )
    return f'{DECLARATION}<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VARIANT}">{entries}</Properties>'


def _settings(scheme: Scheme) -> str:
    even = "<w:evenAndOddHeaders/>" if scheme.odd_and_even else ""
    compat = "http://schemas.microsoft.com/office/word"
    return (
        f'{DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
        f'<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/>{even}'
        '<w:drawingGridHorizontalSpacing w:val="160"/><w:drawingGridVerticalSpacing w:val="290"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:spaceForUL/>'
        "<w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>"
        f'<w:adjustLineHeightInTable/><w:compatSetting w:name="compatibilityMode" w:uri="{compat}" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _font_table(scheme: Scheme) -> str:
    looks = (scheme.heading, scheme.school, *scheme.levels, scheme.body, scheme.table, scheme.page_number)
    faces = dict.fromkeys([item.face for item in looks] + ["宋体"] + ([scheme.latin] if scheme.latin else []))
    entries = []
    for face in faces:
        others = f"<w:altName w:val={attribute(ALTERNATIVES[face])}/>" if face in ALTERNATIVES else ""
        charset = "" if face.isascii() else '<w:charset w:val="86"/>'
        entries.append(f"<w:font w:name={attribute(face)}>{others}{charset}</w:font>")
    return f'{DECLARATION}<w:fonts xmlns:w="{W}">{"".join(entries)}</w:fonts>'


def _footer(scheme: Scheme, align: str) -> str:
    """— 1 —: each piece of the field in a run of its own, or WPS shows no number (domain 4.3)."""
    properties = f"<w:rPr>{run_properties(scheme.page_number)}</w:rPr>"

    def run(inside: str) -> str:
        return f"<w:r>{properties}{inside}</w:r>"

    def field(kind: str) -> str:
        return run(f'<w:fldChar w:fldCharType="{kind}"/>')

    number = field("begin") + run('<w:instrText xml:space="preserve"> PAGE </w:instrText>') + field("separate")
    number += run("<w:t>1</w:t>") + field("end")
    # One character is left free towards the outer edge (domain 4.1).
    side = {"right": "right", "left": "left"}.get(align, "")
    indent = f'<w:ind w:{side}Chars="100" w:{side}="{round(scheme.page_number.size * 20)}"/>' if side else ""
    return (
        f'{DECLARATION}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/>{indent}<w:jc w:val="{align}"/>'
        "</w:pPr>"
        + run('<w:t xml:space="preserve">— </w:t>')
        + number
        + run('<w:t xml:space="preserve"> —</w:t>')
        + "</w:p></w:ftr>"
    )


def _styles(scheme: Scheme) -> str:
    line = f'w:line="{round(scheme.line * 20)}" w:lineRule="exact"'
    body = run_properties(scheme.body, scheme.latin)
    indent = f'<w:ind w:firstLineChars="200" w:firstLine="{round(scheme.body.size * 40)}"/>'
    title_line = f'<w:spacing w:line="{round(max(scheme.line, scheme.heading.size * 1.5) * 20)}" w:lineRule="exact"/>'
    styles = [
        f'<w:docDefaults><w:rPrDefault><w:rPr>{body}<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>",
        _style(
            "Normal",
            "Normal",
            f'<w:widowControl w:val="0"/><w:spacing {line}/><w:jc w:val="both"/>',
            '<w:kern w:val="2"/>',
            default=True,
        ),
        _style("BodyText", "Body Text", indent, _tightened(scheme), based="Normal"),
        _style(
            "Title",
            "Title",
            f'<w:keepNext/><w:snapToGrid w:val="0"/>{title_line}<w:jc w:val="{scheme.heading.align}"/>',
            run_properties(scheme.heading, scheme.latin),
            based="Normal",
        ),
        _style(
            "Subtitle",
            "Subtitle",
            f'<w:jc w:val="{scheme.school.align}"/>',
            run_properties(scheme.school, scheme.latin),
            based="Normal",
        ),
        *(
            _style(
                style_id,
                f"heading {level}",
                f'<w:keepNext/>{indent}<w:outlineLvl w:val="{level - 1}"/>',
                run_properties(looks, scheme.latin, _tightened(scheme)),
                based="Normal",
                following="BodyText",
            )
            for level, (style_id, looks) in enumerate(zip(HEADINGS, scheme.levels, strict=True), 1)
        ),
        _table_text("TableText", "表格文字", scheme.table, scheme.latin),
        _table_text("TableHead", "表头文字", scheme.table_head, scheme.latin),
        _table_text("Caption", "caption", scheme.caption, scheme.latin),
        _style(
            "Footer",
            "footer",
            '<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/>',
            run_properties(scheme.page_number),
            based="Normal",
        ),
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority'
        ' w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0"'
        ' w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="85"'
        ' w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
    ]
    return f'{DECLARATION}<w:styles xmlns:w="{W}">{"".join(styles)}</w:styles>'


def _table_text(style_id: str, name: str, looks: Looks, latin: str) -> str:
    spacing = '<w:snapToGrid w:val="0"/><w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/>'
    return _style(
        style_id, name, f'{spacing}<w:jc w:val="{looks.align}"/>', run_properties(looks, latin), based="Normal"
    )


def _style(
    style_id: str,
    name: str,
    paragraph: str,
    run: str = "",
    *,
    based: str = "",
    following: str = "",
    default: bool = False,
) -> str:
    chosen = ' w:default="1"' if default else ""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    then = f'<w:next w:val="{following}"/>' if following else ""
    return (
        f'<w:style w:type="paragraph"{chosen} w:styleId="{style_id}"><w:name w:val="{name}"/>{base}{then}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr>{f'<w:rPr>{run}</w:rPr>' if run else ''}</w:style>"
    )
