"""Looks of cells in workbooks built from code, gathered into xl/styles.xml; the order of font parts is the schema's."""

from __future__ import annotations

from dataclasses import dataclass, field

from .ooxml import DECLARATION, S, attribute


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLooks:
    """How a cell looks. ``align`` is center, left or right; ``fill`` RRGGBB or ""."""

    face: str = "宋体"
    size: float = 11
    bold: bool = False
    align: str = "center"
    border: bool = True
    fill: str = ""
    is_text: bool = False  # kept as text when somebody edits it: telephone numbers, dates


PLAIN = CellLooks(border=False, align="left")


@dataclass(slots=True)
class StyleBook:
    """Hands out a number for every different look; the first is the workbook's default."""

    _looks: list[CellLooks] = field(default_factory=lambda: [PLAIN])

    def number(self, looks: CellLooks) -> int:
        """The index of ``looks`` among cellXfs."""
        if looks not in self._looks:
            self._looks.append(looks)
        return self._looks.index(looks)

    def xml(self) -> str:
        """xl/styles.xml."""
        fonts = list(dict.fromkeys(_font(item) for item in self._looks))
        fills = ['<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>']
        fills += [entry for entry in dict.fromkeys(_fill(item) for item in self._looks) if entry not in fills]
        thin = "".join(
            f'<{side} style="thin"><color auto="1"/></{side}>' for side in ("left", "right", "top", "bottom")
        )
        borders = ["<border><left/><right/><top/><bottom/><diagonal/></border>", f"<border>{thin}<diagonal/></border>"]
        formats = []
        for item in self._looks:
            font, fill = fonts.index(_font(item)), fills.index(_fill(item))
            number = 49 if item.is_text else 0
            formats.append(
                f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="{int(item.border)}" xfId="0"'
                ' applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
                f'<alignment horizontal="{item.align}" vertical="center" wrapText="1"/></xf>'
            )
        return (
            f'{DECLARATION}<styleSheet xmlns="{S}">{_counted("fonts", fonts)}{_counted("fills", fills)}'
            f"{_counted('borders', borders)}"
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f"{_counted('cellXfs', formats)}"
            '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        )


def _counted(name: str, entries: list[str]) -> str:
    return f'<{name} count="{len(entries)}">{"".join(entries)}</{name}>'


def _font(looks: CellLooks) -> str:
    weight = "<b/>" if looks.bold else ""
    return f'<font>{weight}<sz val="{looks.size:g}"/><name val={attribute(looks.face)}/><charset val="134"/></font>'


def _fill(looks: CellLooks) -> str:
    if not looks.fill:
        return '<fill><patternFill patternType="none"/></fill>'
    color = f'<fgColor rgb="FF{looks.fill}"/><bgColor indexed="64"/>'
    return f'<fill><patternFill patternType="solid">{color}</patternFill></fill>'
