"""Finds the placeholders of one part of a Word file and puts a numbered mark in the place of each.

A placeholder that Word split over runs is joined in its first run, whose looks it keeps. A mark is a processing
instruction, because serialising leaves it byte for byte, so that the part can then be cut at the marks into text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from jiaoyan_desktop.errors import UserError

from .ooxml import W, escaped, etree, fragment, safe_text
from .tokens import BARRIER, find_tokens, unclosed
from .typefaces import face_pieces
from .word_faces import FaceFinder
from .word_pictures import Room, let_grow, page_text_area, paragraph_shell, room_at

MARK = "jy"
PARAGRAPH, RUN, TEXT = f"{{{W}}}p", f"{{{W}}}r", f"{{{W}}}t"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RUN_PROPERTIES, _PARAGRAPH_PROPERTIES = f"{{{W}}}rPr", f"{{{W}}}pPr"
_HOLDS_RUNS = frozenset(
    f"{{{W}}}{name}"
    for name in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo")
)
_SILENT = frozenset(f"{{{W}}}{name}" for name in ("lastRenderedPageBreak", "softHyphen"))
_IDENTITIES = (
    "{http://schemas.microsoft.com/office/word/2010/wordml}paraId",
    "{http://schemas.microsoft.com/office/word/2010/wordml}textId",
)


@dataclass(slots=True, eq=False)
class Slot:
    """One placeholder: the run it stands in, and the paragraph when it is alone there."""

    token: str
    face: str
    w: str  # prefix of Word's namespace in this part, with colon
    run_start: str  # <w:r><w:rPr>…</w:rPr>
    run_properties: Any | None
    paragraph_start: str = ""  # <w:p><w:pPr>…</w:pPr>, "" when the paragraph holds more than this placeholder
    next_start: str = ""  # the same for further paragraphs
    known: dict[str | None, str] = field(default_factory=dict)
    room: Room | None = None  # where pictures go: the most that one may take
    picture_start: str = ""  # <w:p><w:pPr>…</w:pPr> of a paragraph that a picture stands in
    _starts: dict[tuple[str, bool], str] = field(default_factory=dict)

    def written(self, text: str, lacking: list[tuple[str, str, str]]) -> str:
        """The XML of ``text`` in this place; adds (character, wanted, used) to ``lacking``."""
        text = safe_text(text, self.token)
        if not self.paragraph_start:
            return self._runs(text, lacking)
        first, *others = text.split("\n")
        end = f"</{self.w}p>"
        written = self.paragraph_start + self._runs(first, lacking) + end
        return written + "".join(self.next_start + self._runs(line, lacking) + end for line in others)

    def _runs(self, text: str, lacking: list[tuple[str, str, str]]) -> str:
        if not text:
            return ""
        pieces, lacks = face_pieces(text, self.face)
        if lacks:
            lacking.extend((character, self.face, used) for character, used in lacks)
        return "".join(self._start(piece.face, piece.bold) + self._inside(piece.text) for piece in pieces)

    def _inside(self, text: str) -> str:
        w = self.w
        if "\n" not in text and "\t" not in text:
            return f'<{w}t xml:space="preserve">{escaped(text)}</{w}t></{w}r>'
        lines = []
        for line in text.split("\n"):
            cells = [f'<{w}t xml:space="preserve">{escaped(part)}</{w}t>' if part else "" for part in line.split("\t")]
            lines.append(f"<{w}tab/>".join(cells))
        return f"<{w}br/>".join(lines) + f"</{w}r>"

    def _start(self, face: str, bold: bool) -> str:
        if not face:
            return self.run_start
        found = self._starts.get((face, bold))
        if found is None:
            found = self._starts[face, bold] = self._start_in(face, bold)
        return found

    def _start_in(self, face: str, bold: bool) -> str:

        names = {None: W} if self.w == "" else {self.w[:-1]: W}
        properties: Any = deepcopy(self.run_properties)
        if properties is None:
            properties = etree().Element(_RUN_PROPERTIES, nsmap=names)
        for old in properties.findall(f"{{{W}}}rFonts"):
            properties.remove(old)
        fonts = etree().Element(f"{{{W}}}rFonts", nsmap=names)
        for name in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(f"{{{W}}}{name}", face)
        fonts.set(f"{{{W}}}hint", "eastAsia")
        place = 1 if properties.find(f"{{{W}}}rStyle") is not None else 0
        properties.insert(place, fonts)
        if bold and properties.find(f"{{{W}}}b") is None:
            properties.insert(place + 1, etree().Element(f"{{{W}}}b", nsmap=names))
        return f"<{self.w}r>{fragment(properties, self.known)}"


def mark_slots(root: Any, finder: FaceFinder, slots: list[Slot], boxes: Mapping[str, str], file: str) -> None:
    """Puts ``<?jy N?>`` for every placeholder below ``root``, N being its place in ``slots``.

    ``boxes`` are the tokens that give way to pictures, each with its largest size (「150x95」 or "").
    """
    page = page_text_area(root)
    for paragraph in list(root.iter(PARAGRAPH)):
        isolated = _isolated(paragraph, file)
        if isolated:
            _let_contents_grow(paragraph)
        for run, token in isolated:
            slot = _slot(run, token, paragraph, finder, root)
            if token in boxes:
                slot.room = room_at(paragraph, page).within(boxes[token])
                slot.picture_start = paragraph_shell(paragraph, slot.known)
                if not slot.paragraph_start:
                    let_grow(paragraph, keep_indents=True)
            slots.append(slot)
            _put(paragraph if slot.paragraph_start else run, _mark(len(slots) - 1))


def _let_contents_grow(paragraph: Any) -> None:
    """A row of exact height would clip a longer text, and a bound content control would show its old one."""
    for row in paragraph.iterancestors(f"{{{W}}}tr"):
        for height in row.iterfind(f"{{{W}}}trPr/{{{W}}}trHeight[@{{{W}}}hRule='exact']"):
            height.set(f"{{{W}}}hRule", "atLeast")
    for control in paragraph.iter(f"{{{W}}}sdt"):
        _unbind(control)
    for control in paragraph.iterancestors(f"{{{W}}}sdt"):
        _unbind(control)


def _unbind(control: Any) -> None:
    properties = control.find(f"{{{W}}}sdtPr")
    if properties is not None:
        for name in ("dataBinding", "showingPlcHdr", "temporary"):
            for item in properties.findall(f"{{{W}}}{name}"):
                properties.remove(item)


def own_runs(container: Any) -> Iterator[Any]:
    """The runs of a paragraph in order, those of text boxes inside it and deleted ones left out."""
    for child in container:
        if child.tag == RUN:
            yield child
        elif child.tag in _HOLDS_RUNS:
            yield from own_runs(child)


def paragraph_text(paragraph: Any) -> str:
    """What the paragraph says; whatever is not text is one barrier character."""
    return "".join(character for character, _, _ in _characters(paragraph))


def _characters(paragraph: Any) -> list[tuple[str, Any, int]]:
    found: list[tuple[str, Any, int]] = []
    for run in own_runs(paragraph):
        for child in run:
            if child.tag == TEXT:
                found.extend((character, child, place) for place, character in enumerate(child.text or ""))
            elif child.tag != _RUN_PROPERTIES and child.tag not in _SILENT:
                found.append((BARRIER, None, 0))
    return found


def _isolated(paragraph: Any, file: str) -> list[tuple[Any, str]]:
    """Each placeholder of the paragraph alone in a run of its own, with its token, in order."""
    characters = _characters(paragraph)
    text = "".join(character for character, _, _ in characters)
    if "{" not in text and "｛" not in text and "}" not in text and "｝" not in text:
        return []
    if piece := unclosed(text):
        raise UserError(f"{file}：“{piece}”这里的括号没有成对。", cure="填空处写成 {{授课教师}}，前后各两个括号。")
    found = []
    for start, end, token in reversed(find_tokens(text)):
        if not token:
            raise UserError(f"{file}：有一处 {{{{}}}} 里面是空的。", cure="请在两层括号中间写上填空处的名称。")
        found.append((_cut_out(characters[start:end]), token))
    return found[::-1]


def _cut_out(characters: list[tuple[str, Any, int]]) -> Any:
    """Takes the characters away and returns an empty run with their first one's looks in their place."""

    _, first, first_place = characters[0]
    _, last, last_place = characters[-1]
    run = first.getparent()
    tail = (last.text or "")[last_place + 1 :]
    spanned = {id(text): text for _, text, _ in characters}
    before = (first.text or "")[:first_place]
    for text in spanned.values():
        if text is not first:
            _set_text(text, tail if text is last else "")
    slot_run = etree().Element(RUN, nsmap=run.nsmap)
    rest = etree().Element(RUN, dict(run.attrib), nsmap=run.nsmap)
    properties = run.find(_RUN_PROPERTIES)
    if properties is not None:
        slot_run.append(deepcopy(properties))
        rest.append(deepcopy(properties))
    if first is last and tail:
        after = etree().SubElement(rest, TEXT)
        _set_text(after, tail)
    for sibling in list(first.itersiblings()):
        rest.append(sibling)
    _set_text(first, before)
    run.addnext(slot_run)
    if len(rest) > (properties is not None):
        slot_run.addnext(rest)
    for text in spanned.values():
        if not text.text:
            owner = text.getparent()
            owner.remove(text)
            if owner is not slot_run and all(child.tag == _RUN_PROPERTIES for child in owner):
                owner.getparent().remove(owner)
    return slot_run


def _set_text(element: Any, text: str) -> None:
    element.text = text
    element.set(_SPACE, "preserve")


def _slot(run: Any, token: str, paragraph: Any, finder: FaceFinder, root: Any) -> Slot:
    known = dict(root.nsmap)
    prefix = next((name for name, uri in known.items() if uri == W), None)
    w = f"{prefix}:" if prefix else ""
    properties = run.find(_RUN_PROPERTIES)
    slot = Slot(
        token=token,
        face=finder.face(properties, paragraph),
        w=w,
        run_start=fragment(run, known).removesuffix("/>").removesuffix(f"</{w}r>"),
        run_properties=properties,
        known=known,
    )
    if slot.run_start == f"<{w}r":
        slot.run_start += ">"
    if _is_alone(run, paragraph):
        slot.paragraph_start, slot.next_start = _paragraph_starts(paragraph, w, known)
    return slot


def _is_alone(run: Any, paragraph: Any) -> bool:
    if run.getparent() is not paragraph or paragraph.find(f"{{{W}}}pPr/{{{W}}}sectPr") is not None:
        return False
    for child in list(paragraph):
        is_cursor = child.tag == f"{{{W}}}bookmarkStart" and child.get(f"{{{W}}}name") == "_GoBack"
        if is_cursor or child.tag == f"{{{W}}}proofErr":
            if is_cursor:
                _remove_bookmark_end(paragraph, child.get(f"{{{W}}}id"))
            paragraph.remove(child)
    return all(child is run or child.tag == _PARAGRAPH_PROPERTIES for child in paragraph)


def _remove_bookmark_end(paragraph: Any, bookmark_id: str) -> None:
    for end in paragraph.getroottree().iter(f"{{{W}}}bookmarkEnd"):
        if end.get(f"{{{W}}}id") == bookmark_id:
            end.getparent().remove(end)
            return


def _paragraph_starts(paragraph: Any, w: str, known: dict[str | None, str]) -> tuple[str, str]:

    shell = etree().Element(PARAGRAPH, dict(paragraph.attrib), nsmap=paragraph.nsmap)
    for name in _IDENTITIES:
        shell.attrib.pop(name, None)
    properties = paragraph.find(_PARAGRAPH_PROPERTIES)
    if properties is None:
        return (f"<{w}p>", f"<{w}p>")
    shell.append(deepcopy(properties))
    first = fragment(shell, known).removesuffix(f"</{w}p>")
    for broken in shell.findall(f"{_PARAGRAPH_PROPERTIES}/{{{W}}}pageBreakBefore"):
        shell[0].remove(broken)
    return first, fragment(shell, known).removesuffix(f"</{w}p>")


def _mark(number: int) -> Any:

    return etree().ProcessingInstruction(MARK, str(number))


def _put(old: Any, new: Any) -> None:
    new.tail = old.tail
    old.getparent().replace(old, new)
