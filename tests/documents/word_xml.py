"""A short notation for the WordprocessingML that tests need."""

from __future__ import annotations


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of one run; ``text`` may be several runs divided by |."""
    runs = "".join(f'<w:r><w:t xml:space="preserve">{piece}</w:t></w:r>' for piece in text.split("|"))
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def cell(text: str, properties: str = "", width: int = 2000) -> str:
    """A table cell holding a paragraph, or the XML given."""
    inside = text if text.startswith("<") else paragraph(text)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{inside}</w:tc>'


def row(*cells: str, properties: str = "") -> str:
    """A table row of texts or cells."""
    inside = "".join(item if item.startswith("<w:tc>") else cell(item) for item in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inside}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = (2000, 2000)) -> str:
    """A table, with the paragraph that has to follow it."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl><w:p/>"


MERGE_STARTS, MERGE_GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
EXACT_HEIGHT = '<w:trHeight w:val="400" w:hRule="exact"/>'
EXACT_LINES = '<w:spacing w:before="60" w:line="579" w:lineRule="exact"/><w:ind w:firstLine="640"/>'
TEXT_BOX_NAMES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def text_box(drawn: str, fallback: str) -> str:
    """A run with a text box, as Word writes it: once for itself and once for older programs."""
    return (
        f'<w:r><mc:AlternateContent {TEXT_BOX_NAMES}><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>'
        f"{drawn}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        f"{fallback}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
