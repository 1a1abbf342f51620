"""Composes Word documents that no template can hold, after GB/T 9704-2012 or the school's own scheme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from .form_values import FilledDocument, Picture, Substitution
from .layout_base import A4_LONG, A4_SHORT, HEADINGS, base_parts, document_relations, run_properties, section
from .layout_schemes import Looks, Scheme
from .layout_table import Cell, Column, Row, table_xml
from .ooxml import DECLARATION, R, W, attribute, escaped, safe_text, with_content_type
from .text_width import width
from .typefaces import face_pieces
from .word_pictures import EMU_PER_MM, PictureStore, Room
from .zip_parts import packed_part, stored_part, write_parts

__all__ = ["Cell", "Column", "DocumentBuilder", "Span"]

_NUMERALS = "零一二三四五六七八九十"
_STAMP_LINES = 3  # room for the stamp above the school's name (domain 4.1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of text within a paragraph; what is not said is as the paragraph has it. ``color`` is RRGGBB."""

    text: str
    face: str = ""
    bold: bool | None = None
    color: str = ""
    strike: bool = False
    underline: bool = False


Text = str | Sequence["str | Span"]


class DocumentBuilder:
    """Call its methods from top to bottom, then ``build``. Signatures and stamps are never made, room is left."""

    def __init__(self, scheme: Scheme, *, landscape: bool = False) -> None:
        self._scheme = scheme
        self._landscape = landscape
        self._out: list[str] = []
        self._numbers = [0, 0, 0, 0]
        self._pictures = PictureStore(next_id=1)
        self._bookmarks = 0
        self._title = ""
        self._below_title = False
        self._substitutions: list[Substitution] = []

    def title(self, text: str) -> None:
        """The document's title; \\n breaks it into the lines of a trapezium."""
        self._title = self._title or text.replace("\n", "")
        self._add("Title", text, self._scheme.heading)
        self._below_title = True

    def school_line(self, text: str) -> None:
        """The school's name (or a date) below the title."""
        self._below_title = False
        self._add("Subtitle", text, self._scheme.school)
        self._below_title = True

    def addressee(self, text: str) -> None:
        """主送机关, at the left margin, ending with a full-width colon."""
        self._add("", text if text.endswith("：") else f"{text}：", self._scheme.body)

    def heading(self, level: int, text: str, *, rest: Text = "", numbered: bool = True, bookmark: str = "") -> str:
        """A heading of level 1 to 4 numbered 一、（一） 1. （1）; ``rest`` goes on in the same line as plain text.

        Returns the heading as it stands, number included.
        """
        looks = self._scheme.levels[level - 1]
        if numbered:
            self._numbers[level - 1] += 1
            self._numbers[level:] = [0] * (4 - level)
            text = _number(level, self._numbers[level - 1]) + text
        pieces: list[str | Span] = [text]
        if rest:
            plain = self._scheme.body.face
            spans = [rest] if isinstance(rest, str) else rest
            pieces += [_as_plain(span, plain) for span in spans]
        # A heading that goes on as text may part from what follows; one that stands alone may not.
        properties = '<w:keepNext w:val="0"/>' if rest else ""
        self._add(HEADINGS[level - 1], pieces, looks, properties, bookmark=bookmark)
        return text

    def restart_numbers(self) -> None:
        """The next headings count from one again: an appendix begins."""
        self._numbers = [0, 0, 0, 0]

    def paragraph(
        self, text: Text, *, indent: bool = True, align: str = "", keep_next: bool = False, bookmark: str = ""
    ) -> None:
        """Body text; every \\n of a plain text begins a new paragraph."""
        style = "BodyText" if indent else ""
        parts = text.split("\n") if isinstance(text, str) else [text]
        for part in parts:
            properties = ("<w:keepNext/>" if keep_next else "") + (f'<w:jc w:val="{align}"/>' if align else "")
            self._add(style, part, self._scheme.body, properties, bookmark=bookmark)
            bookmark = ""

    def blank_line(self) -> None:
        """One empty line."""
        self._add("", "", self._scheme.body)

    def attachment_note(self, names: Sequence[str]) -> None:
        """附件说明: a line below the text, names without full stop, lines aligned with the first character."""
        self.blank_line()
        size = round(self._scheme.body.size * 20)
        for number, name in enumerate(names, 1):
            many = len(names) > 1
            left, hanging = (6, 4 if number == 1 else 1) if many else (5, 3)
            lead = ("附件：" if number == 1 else "") + (f"{number}." if many else "")
            indent = (
                f'<w:ind w:leftChars="{left * 100}" w:left="{left * size}" w:hangingChars="{hanging * 100}"'
                f' w:hanging="{hanging * size}"/>'
            )
            self._add("", lead + name.rstrip("。；"), self._scheme.body, indent)

    def attachment_page(self, number: int, title: str) -> None:
        """A new page: 附件1 in 黑体 at the left margin, the attachment's title in the third line."""
        head = replace(self._scheme.levels[0], bold=False)
        label = "附件" + (str(number) if number else "")
        self._add("", [Span(text=label, face=head.face)], self._scheme.body, "<w:pageBreakBefore/>")
        self.blank_line()
        self._add("Title", title, self._scheme.heading)
        self._below_title = True
        self.restart_numbers()

    def signature(self, school: str, day: date, *, stamp: bool = True) -> None:
        """落款: the school's name above the date, placed by GB/T 9704; with ``stamp`` room is left, none is drawn."""
        words = self._scheme.date_words(day)
        name_wide, day_wide = width(school), width(words)
        if stamp:
            day_right = max(4.0, (name_wide - day_wide) / 2)
            name_right = day_right + (day_wide - name_wide) / 2
        elif day_wide > name_wide:
            day_right, name_right = 2.0, 4.0 + day_wide - name_wide
        else:
            day_right, name_right = max(name_wide - day_wide, 0.0), 2.0
        above = _STAMP_LINES if stamp else 1
        spacing = f'<w:spacing w:before="{round(above * self._scheme.line * 20)}"/>'
        body = self._scheme.body
        self._add("", school, body, f"<w:keepNext/><w:keepLines/>{spacing}{self._right(name_right)}")
        self._add("", words, body, f"<w:keepLines/>{self._right(day_right)}")

    def caption(self, text: str) -> None:
        """A line that names the table or picture next to it."""
        self._add("Caption", text, self._scheme.caption, "<w:keepNext/>")

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Row],
        *,
        head: Sequence[Row] | None = None,
        row_height: float = 8,
    ) -> None:
        """A table as wide as the page's text; ``head`` replaces the row of column heads; heads repeat on each page."""
        heads = head if head is not None else ([[column.head for column in columns]] if _has_heads(columns) else [])

        def write(text: str, style: str, align: str, bold: bool) -> str:
            looks = self._scheme.table_head if style == "TableHead" else self._scheme.table
            properties = f'<w:jc w:val="{align}"/>' if align else ""
            spans = [[Span(text=line, bold=bold)] for line in text.split("\n")]
            return "".join(self._paragraph(style, line, looks, properties) for line in spans)

        room = self._text_width()
        self._part_from_title()
        self._out.append(table_xml(columns, heads, rows, room=room, row_height=row_height, write=write))
        # Word joins two tables that touch, and a document may not end with one.
        self._add("", "", self._scheme.body, '<w:snapToGrid w:val="0"/><w:spacing w:line="120" w:lineRule="exact"/>')

    def picture(self, picture: Picture, *, most_wide: float = 150, most_high: float = 95) -> None:
        """A picture in the middle, at most so many mm, with its caption below it on the same page."""
        room = Room(int(min(most_wide, self._text_width()) * EMU_PER_MM), int(most_high * EMU_PER_MM))
        self._part_from_title()
        drawing = self._pictures.drawing(picture, room, "word/document.xml", "w:")
        keep = "<w:keepNext/>" if picture.caption else ""
        self._out.append(
            f'<w:p><w:pPr>{keep}<w:snapToGrid w:val="0"/><w:spacing w:before="120" w:line="240" w:lineRule="auto"/>'
            f'<w:jc w:val="center"/></w:pPr><w:r>{drawing}</w:r></w:p>'
        )
        if picture.caption:
            self._add("Caption", picture.caption, self._scheme.caption)

    def page_break(self) -> None:
        """What follows begins on a new page."""
        self._out.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')

    def build(
        self, *, made_at: datetime, author: str = "", title: str = "", custom: Mapping[str, str] | None = None
    ) -> FilledDocument:
        """The .docx; ``custom`` goes to docProps/custom.xml. The same calls and clock give the same bytes."""
        parts = base_parts(
            self._scheme, title=title or self._title, author=author, made_at=made_at, custom=custom or {}
        )
        body = "".join(self._out) or "<w:p/>"
        parts["word/document.xml"] = (
            f'{DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}'
            f"{section(self._scheme, self._landscape)}</w:body></w:document>"
        ).encode()
        used = self._pictures.relations.get("word/document.xml", {})
        relations = {relation: target.removeprefix("word/") for relation, target in used.items()}
        parts["word/_rels/document.xml.rels"] = document_relations(self._scheme, relations)
        for extension, kind in self._pictures.extensions.items():
            parts["[Content_Types].xml"] = with_content_type(
                parts["[Content_Types].xml"], extension=extension, kind=kind
            )
        media = [stored_part(name, data) for name, data in self._pictures.media.values()]
        return FilledDocument(
            data=write_parts([*(packed_part(name, data) for name, data in parts.items()), *media]),
            suffix=".docx",
            substitutions=tuple(dict.fromkeys(self._substitutions)),
        )

    def _text_width(self) -> float:
        if not self._landscape:
            return self._scheme.text_width
        return self._scheme.text_width + (A4_LONG - A4_SHORT) * 25.4 / 1440

    def _right(self, characters: float) -> str:
        size = round(characters * self._scheme.body.size * 20)
        return f'<w:ind w:rightChars="{round(characters * 100)}" w:right="{size}"/><w:jc w:val="right"/>'

    def _part_from_title(self) -> None:
        """A line stays free between the title and what follows it (domain 4.1)."""
        if self._below_title:
            self._below_title = False
            self.blank_line()

    def _add(self, style: str, text: Text, looks: Looks, properties: str = "", *, bookmark: str = "") -> None:
        self._part_from_title()
        self._out.append(self._paragraph(style, text, looks, properties, bookmark))

    def _paragraph(self, style: str, text: Text, looks: Looks, properties: str = "", bookmark: str = "") -> str:
        spans = [
            Span(text=item) if isinstance(item, str) else item for item in ([text] if isinstance(text, str) else text)
        ]
        runs = "".join(self._runs(span, looks) for span in spans)
        if bookmark:
            self._bookmarks += 1
            number = self._bookmarks
            runs = (
                f'<w:bookmarkStart w:id="{number}" w:name={attribute(bookmark)}/>{runs}<w:bookmarkEnd w:id="{number}"/>'
            )
        named = f'<w:pStyle w:val="{style}"/>' if style else ""
        inside = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
        return f"<w:p>{inside}{runs}</w:p>"

    def _runs(self, span: Span, looks: Looks) -> str:
        text = safe_text(span.text, span.text[:20])
        face = span.face or looks.face
        pieces, lacking = face_pieces(text, face)
        for character, used in lacking:
            self._substitutions.append(Substitution(character=character, wanted=face, used=used, where=text[:20]))
        written = []
        for piece in pieces:
            if piece.text:
                properties = self._run_properties(span, looks, piece.face or span.face, piece.bold)
                lines = [
                    f'<w:t xml:space="preserve">{escaped(line)}</w:t>' if line else ""
                    for line in piece.text.split("\n")
                ]
                written.append(f"<w:r>{properties}{'<w:br/>'.join(lines)}</w:r>")
        return "".join(written)

    def _run_properties(self, span: Span, looks: Looks, face: str, bold: bool) -> str:
        """Only what differs from the paragraph's style, in the order the schema wants."""
        inside = ""
        if face and face != looks.face:
            latin = self._scheme.latin if face == span.face else ""
            whole = run_properties(replace(looks, face=face), latin)
            inside += whole[: whole.index("/>") + 2]
        weight = bold or (looks.bold if span.bold is None else span.bold)
        if weight != looks.bold:
            inside += "<w:b/><w:bCs/>" if weight else '<w:b w:val="0"/><w:bCs w:val="0"/>'
        inside += "<w:strike/>" if span.strike else ""
        inside += f'<w:color w:val="{span.color}"/>' if span.color else ""
        inside += '<w:u w:val="single"/>' if span.underline else ""
        return f"<w:rPr>{inside}</w:rPr>" if inside else ""


def _has_heads(columns: Sequence[Column]) -> bool:
    return any(column.head for column in columns)


def _as_plain(item: str | Span, face: str) -> Span:
    """Text that goes on behind a heading: in the body's typeface and weight unless it says otherwise."""
    span = Span(text=item) if isinstance(item, str) else item
    return replace(span, face=span.face or face, bold=bool(span.bold))


def _number(level: int, number: int) -> str:
    chinese = _chinese(number)
    return (f"{chinese}、", f"（{chinese}）", f"{number}.", f"（{number}）")[level - 1]


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return _NUMERALS[ones]
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + (_NUMERALS[ones] if ones else "")
