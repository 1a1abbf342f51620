"""Page schemes of composed Word documents as data: GB/T 9704-2012 (domain 4.1), and what schools use (domain 4.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from jiaoyan_desktop.domain.dates import date_cn, date_numerals

_ROWS_OF_PAGE, _LINE_TWIPS = 22, 579
_GB2312_PAIRS = {"仿宋_GB2312": "楷体_GB2312"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """How one kind of text looks: typeface, size in points, weight, alignment (both, center, left, right)."""

    face: str
    size: float
    bold: bool = False
    align: str = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """Everything that differs between two ways of setting an official paper. Lengths in mm, heights in points."""

    id: str
    title: str
    margins: tuple[float, float, float, float]  # top, right, bottom, left
    footer: float  # from the page's lower edge
    line: float  # exact line height
    characters: int  # of a line; 0 leaves them ungridded
    heading: Looks  # the document's title
    school: Looks  # the line with the school's name
    levels: tuple[Looks, Looks, Looks, Looks]  # 一、（一） 1. （1）
    body: Looks
    table: Looks
    table_head: Looks
    caption: Looks
    page_number: Looks
    odd_and_even: bool  # page numbers outside; otherwise centred
    latin: str = ""  # typeface of letters and figures, "" follows the Chinese one
    chinese_dates: bool = False

    def date_words(self, day: date) -> str:
        """2025年6月8日 or 二〇二五年六月八日."""
        return date_numerals(day) if self.chinese_dates else date_cn(day)

    @property
    def text_width(self) -> float:
        """Width of the text area in mm, portrait."""
        return 210 - self.margins[1] - self.margins[3]


NATIONAL = Scheme(
    id="national",
    title="国家标准 GB/T 9704—2012",
    margins=(37, 26, 35, 28),
    footer=24.5,
    line=_LINE_TWIPS / 20,
    characters=28,
    heading=Looks(face="方正小标宋简体", size=22, align="center"),
    school=Looks(face="仿宋", size=16, align="center"),
    levels=(
        Looks(face="黑体", size=16),
        Looks(face="楷体", size=16),
        Looks(face="仿宋", size=16),
        Looks(face="仿宋", size=16),
    ),
    body=Looks(face="仿宋", size=16),
    table=Looks(face="仿宋", size=12, align="center"),
    table_head=Looks(face="黑体", size=12, align="center"),
    caption=Looks(face="仿宋", size=12, align="center"),
    page_number=Looks(face="宋体", size=14),
    odd_and_even=True,
)
SCHOOL = replace(
    NATIONAL,
    id="school",
    title="本校习惯",
    margins=(20, 20, 20, 25),
    footer=12,
    line=26,
    characters=0,
    heading=Looks(face="宋体", size=22, bold=True, align="center"),
    levels=(
        Looks(face="黑体", size=16),
        Looks(face="楷体", size=16, bold=True),
        Looks(face="仿宋", size=16),
        Looks(face="仿宋", size=16),
    ),
    page_number=Looks(face="宋体", size=12, align="center"),
    odd_and_even=False,
    latin="Times New Roman",
    chinese_dates=True,
)
SCHEMES = {scheme.id: scheme for scheme in (NATIONAL, SCHOOL)}


def scheme_for(layout: str, body_typeface: str = "仿宋", chinese_dates: bool | None = None) -> Scheme:
    """The scheme a school chose, with its body typeface and its way of writing dates; KeyError for an unknown one."""
    scheme = SCHEMES[layout]
    if chinese_dates is not None:
        scheme = replace(scheme, chinese_dates=chinese_dates)
    if body_typeface == "仿宋":
        return scheme
    kai = _GB2312_PAIRS.get(body_typeface, "楷体")

    def changed(looks: Looks) -> Looks:
        return replace(looks, face={"仿宋": body_typeface, "楷体": kai}.get(looks.face, looks.face))

    return replace(
        scheme,
        body=changed(scheme.body),
        school=changed(scheme.school),
        table=changed(scheme.table),
        caption=changed(scheme.caption),
        levels=tuple(changed(level) for level in scheme.levels),  # pyright: ignore[reportArgumentType]
    )
