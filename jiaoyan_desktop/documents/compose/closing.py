"""How a paper ends: the school's name and the date that a person gave; without one the date stays blank."""

from __future__ import annotations

from jiaoyan_desktop.domain.dates import read_date

from ..fields.scene import Scene
from ..layout import DocumentBuilder, Span

BLANK_DATE = "      年    月    日"
_LINE_LENGTH = 26


def sign_off(page: DocumentBuilder, scene: Scene, dated: str) -> None:
    """落款 with room for the stamp; ``dated`` is the person's own word, never made up (architecture 2.6)."""
    school = scene.records.school.name
    if dated:
        page.signature(school, read_date(dated, starts_on=scene.records.term.starts_on))
        return
    for _ in range(3):
        page.blank_line()
    page.paragraph(school, indent=False, align="right", keep_next=True)
    page.paragraph(BLANK_DATE, indent=False, align="right")


def blank_lines_to_write(page: DocumentBuilder, number: int) -> None:
    """Ruled lines for what the person has not written yet."""
    for _ in range(number):
        page.paragraph([Span(text="　" * _LINE_LENGTH, underline=True)], indent=False)
