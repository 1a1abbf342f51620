"""One built sheet as XML: column widths that fit the paper, cells, merges, and how it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .excel_styles import CellLooks, StyleBook
from .excel_text import cell_reference, column_letters, inline_string
from .form_values import Substitution, Value
from .ooxml import DECLARATION, S, escaped
from .text_width import width

_PORTRAIT, _LANDSCAPE = 86.0, 128.0  # how many figures of the default typeface fit across A4 within our margins
_NARROWEST, _PADDING = 5.0, 1.6
_UNBROKEN = 10.0  # a column is never cut below this: four characters stay on one line, the page is scaled instead
_MOST_STRETCH = 1.35  # a narrow table is widened by so much towards the full page
_WIDEST_SHARE = 0.62  # no column takes more of the page than this before the others have what they need


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """A column: head, the head above it shared with neighbours, alignment ("" by its texts), width in Chinese
    characters (0 by its texts), and whether what is typed there stays text (telephone numbers, dates)."""

    head: str = ""
    group: str = ""
    align: str = ""
    width: float = 0
    is_text: bool = False


@dataclass(slots=True)
class Page:
    """What a sheet gathers besides its rows."""

    landscape: bool
    repeat: tuple[int, int] | None = None
    breaks: list[int] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)

    def add(
        self,
        row: list[str],
        reference: str,
        value: Value | None,
        looks: CellLooks,
        styles: StyleBook,
        found: list[Substitution],
        formula: str = "",
    ) -> None:
        """Appends one cell's XML to ``row``: text as text even when it begins with =, numbers as numbers."""
        style = styles.number(looks)
        if value is None or value == "":
            row.append(f'<c r="{reference}" s="{style}"/>')
        elif isinstance(value, str):
            inside = inline_string(value, looks.face, looks.size, looks.bold, reference, found)
            row.append(f'<c r="{reference}" s="{style}" t="inlineStr"><is>{inside}</is></c>')
        else:
            recounted = f"<f>{escaped(formula)}</f>" if formula else ""
            row.append(f'<c r="{reference}" s="{style}">{recounted}<v>{value!r}</v></c>')

    def defined_names(self, name: str, index: int, columns: int, rows: int) -> list[str]:
        """Print area and repeated rows, in the order Excel keeps them."""
        if not rows:
            return []
        quoted = escaped("'" + name.replace("'", "''") + "'")
        area = f"{quoted}!$A$1:${column_letters(columns)}${rows}"
        names = [f'<definedName name="_xlnm.Print_Area" localSheetId="{index}">{area}</definedName>']
        if self.repeat:
            first, last = self.repeat
            names.append(
                f'<definedName name="_xlnm.Print_Titles" localSheetId="{index}">{quoted}!${first}:${last}</definedName>'
            )
        return names


def fitted_widths(columns: Sequence[SheetColumn], texts: list[list[str]], page: Page) -> list[float]:
    """Widths in Excel's units (figures): as wide as texts need, the widest ones wrapped so that all fit the paper."""
    room = _LANDSCAPE if page.landscape else _PORTRAIT
    wanted = []
    for column, found in zip(columns, texts, strict=True):
        longest = max((width(line) for text in found for line in text.split("\n")), default=2.0)
        wanted.append(max(_NARROWEST, 2 * (column.width or longest) + _PADDING))
    fixed = [bool(column.width) for column in columns]
    capped = _capped(wanted, fixed, room)
    free = sum(item for item, stays in zip(capped, fixed, strict=True) if not stays)
    spare = room - sum(capped)
    stretch = min(_MOST_STRETCH, (free + spare) / free) if free and spare > 0 else 1.0
    return [round(item if stays else item * stretch, 2) for item, stays in zip(capped, fixed, strict=True)]


def _capped(wanted: list[float], fixed: list[bool], room: float) -> list[float]:
    """The widest columns cut to one common width until the sum fits; columns of a given width stay."""
    if sum(wanted) <= room:
        return wanted
    left = room - sum(item for item, stays in zip(wanted, fixed, strict=True) if stays)
    free = sorted(item for item, stays in zip(wanted, fixed, strict=True) if not stays)
    cap = room * _WIDEST_SHARE
    for place, item in enumerate(free):
        share = max(left, 0.0) / (len(free) - place)
        if item > share:
            cap = min(cap, max(share, _UNBROKEN))
            break
        left -= item
    return [item if stays else min(item, cap) for item, stays in zip(wanted, fixed, strict=True)]


def sheet_xml(page: Page, widths: list[float], heights: list[float], rows: list[list[str]]) -> str:
    """xl/worksheets/sheetN.xml."""
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{item}" customWidth="1"/>' for number, item in enumerate(widths, 1)
    )
    body = "".join(
        f'<row r="{number}" ht="{height:g}" customHeight="1">{"".join(cells)}</row>'
        for number, (cells, height) in enumerate(zip(rows, heights, strict=True), 1)
    )
    pane = ""
    if page.repeat:
        below = page.repeat[1]
        top = f"A{below + 1}"
        pane = f'<pane ySplit="{below}" topLeftCell="{top}" activePane="bottomLeft" state="frozen"/>'
        pane += f'<selection pane="bottomLeft" activeCell="{top}" sqref="{top}"/>'
    merges = "".join(f'<mergeCell ref="{merge}"/>' for merge in page.merges)
    breaks = "".join(f'<brk id="{number}" max="16383" man="1"/>' for number in page.breaks)
    turned = "landscape" if page.landscape else "portrait"
    return (
        f'{DECLARATION}<worksheet xmlns="{S}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{cell_reference(len(widths), max(len(rows), 1))}"/>'
        f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="14.25"/><cols>{columns}</cols><sheetData>{body}</sheetData>'
        + (f'<mergeCells count="{len(page.merges)}">{merges}</mergeCells>' if merges else "")
        + '<printOptions horizontalCentered="1"/>'
        '<pageMargins left="0.55" right="0.55" top="0.7" bottom="0.75" header="0.3" footer="0.35"/>'
        f'<pageSetup paperSize="9" orientation="{turned}" fitToWidth="1" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;C&amp;10第&amp;P页 共&amp;N页</oddFooter></headerFooter>"
        + (
            f'<rowBreaks count="{len(page.breaks)}" manualBreakCount="{len(page.breaks)}">{breaks}</rowBreaks>'
            if breaks
            else ""
        )
        + "</worksheet>"
    )
