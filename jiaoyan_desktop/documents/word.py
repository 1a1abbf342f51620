"""Fills a Word template: prepared once into text cut at its placeholders, then joined with the values of each file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jiaoyan_desktop.domain.pack import FormSpec
from jiaoyan_desktop.errors import UserError

from .form_check import check_placeholders
from .form_values import FilledDocument, FormValues, Picture, RowValues, Substitution, Value, shown
from .ooxml import (
    DECLARATION,
    content_types,
    core_properties,
    ensure_core_part,
    parse_xml,
    relation_targets,
    relations_path,
    to_text,
    with_content_type,
    with_relation,
)
from .word_faces import FaceFinder
from .word_pictures import IMAGE_RELATION, PictureStore
from .word_rows import COUNTER, GROUP, IDENTITY, Group, gather_groups, marked_tokens
from .word_slots import MARK, Slot, mark_slots
from .zip_parts import Part, packed_part, read_parts, stored_part, write_parts

_CUT = re.compile(rf"<\?({MARK}|{GROUP}|{COUNTER}) (\d+)\?>|({IDENTITY})")
_WALKED = re.compile(r"wordprocessingml\.(document\.main|header|footer|footnotes|endnotes|comments)\+xml$")
_DRAWING_ID = re.compile(r'<wp:docPr\b[^>]*?\bid="(\d+)"')
_CORE = "docProps/core.xml"
_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class _Repeated:
    starts_at: str
    first: tuple[Any, ...]
    further: tuple[Any, ...]
    blanks: tuple[str, ...]
    at_least: int


@dataclass(frozen=True, slots=True)
class _Counter:
    start: int


class _FreshId:
    pass


class WordTemplate:
    """A .docx with placeholders, compared with its form; UserError naming ``file`` when something does not fit."""

    def __init__(self, data: bytes, form: FormSpec, file: str) -> None:
        self._form = form
        self._parts = read_parts(data, file)
        self._walked = self._walked_parts(file)
        slots: list[Slot] = []
        groups: list[Group] = []
        free: list[str] = []
        texts: dict[str, str] = {}
        finder = self._face_finder(file)
        starts = [group.starts_at for group in form.rows]
        boxes = {item.token: item.format for item in (*form.pictures, *(p for g in form.rows for p in g.pictures))}
        for name in self._walked:
            root = parse_xml(self._parts[name].data, file)
            already = len(slots)
            mark_slots(root, finder, slots, boxes, file)
            if len(slots) > already:
                gather_groups(root, starts, slots, groups, file)
                free += marked_tokens(root, slots)
                texts[name] = DECLARATION + to_text(root)
        in_rows: dict[str, set[str]] = {}
        for group in groups:
            found = {slots[int(number)].token for kind, number, _ in _CUT.findall(group.first) if kind == MARK}
            in_rows.setdefault(group.starts_at, set()).update(found)
        check_placeholders(form, file, free, in_rows)
        self._segments = {name: self._cut(text, slots, groups) for name, text in texts.items()}
        self._next_id = self._first_free_id()
        self._stem = self._free_stem()

    def _walked_parts(self, file: str) -> list[str]:
        if _TYPES not in self._parts:
            raise UserError(f"“{file}”不是Word文件，打不开。", cure="请在WPS里打开看看，另存成“Word文件（*.docx）”。")
        kinds = content_types(self._parts[_TYPES].data, file)
        if any("macroEnabled" in kind for kind in kinds.values()):
            raise UserError(f"“{file}”里带有宏，没有打开。", cure="请在WPS里另存成“Word文件（*.docx）”。")
        walked = [name for name in self._parts if _WALKED.search(kinds.get(name, ""))]
        if not any(kinds[name].endswith("document.main+xml") for name in walked):
            raise UserError(f"“{file}”不是Word文件，打不开。", cure="请在WPS里打开看看，另存成“Word文件（*.docx）”。")
        return walked

    def _face_finder(self, file: str) -> FaceFinder:
        main = next(name for name in self._walked if name.endswith("document.xml") or "/" in name)
        rels = self._parts.get(relations_path(main))
        targets = relation_targets(rels.data, main) if rels else {}
        found: dict[str, Any] = {}
        for kind, target in targets.values():
            short = kind.rpartition("/")[2]
            if short in ("styles", "theme") and target in self._parts:
                found[short] = parse_xml(self._parts[target].data, file)
        return FaceFinder(found.get("styles"), found.get("theme"))

    def _cut(self, text: str, slots: list[Slot], groups: list[Group]) -> tuple[Any, ...]:
        """``text`` as literal strings with the nodes between them."""
        segments: list[Any] = []
        end = 0
        for hit in _CUT.finditer(text):
            segments.append(text[end : hit.start()])
            end = hit.end()
            kind, number = hit.group(1), int(hit.group(2) or 0)
            if kind == MARK:
                segments.append(slots[number])
            elif kind == GROUP:
                segments.append(self._repeated(groups[number], slots, groups))
            else:
                segments.append(_Counter(number) if kind == COUNTER else _FreshId())
        segments.append(text[end:])
        return tuple(item for item in segments if item != "")

    def _repeated(self, group: Group, slots: list[Slot], groups: list[Group]) -> _Repeated:
        spec = next(item for item in self._form.rows if item.starts_at == group.starts_at)
        return _Repeated(
            group.starts_at,
            self._cut(group.first, slots, groups),
            self._cut(group.further, slots, groups),
            group.blanks,
            spec.at_least,
        )

    def _first_free_id(self) -> int:
        ids = [0]
        for name in self._walked:
            ids += [int(number) for number in _DRAWING_ID.findall(self._parts[name].data.decode("utf-8", "replace"))]
        return max(ids) + 1

    def _free_stem(self) -> str:
        """A beginning for the names of pictures that the template has nowhere, itself filled before perhaps."""
        taken = "".join(self._parts) + "".join(
            part.data.decode("utf-8", "replace") for name, part in self._parts.items() if name.endswith(".rels")
        )
        stem = "jy"
        while stem in taken:
            stem += "y"
        return stem

    def fill(self, values: FormValues, *, made_at: datetime) -> FilledDocument:
        """The .docx with ``values`` in it; may be called from any thread."""
        filling = _Filling(values, PictureStore(self._next_id, self._stem))
        changed: dict[str, bytes] = {}
        for name, segments in self._segments.items():
            filling.part = name
            changed[name] = filling.text(segments).encode()
        old_core = self._parts.get(_CORE)
        if old_core is None:
            changed[_TYPES], changed["_rels/.rels"] = self._parts[_TYPES].data, self._parts["_rels/.rels"].data
            ensure_core_part(changed)
        changed[_CORE] = core_properties(old_core.data if old_core else None, made_at)
        media = self._add_pictures(filling.pictures, changed)
        fresh = [packed_part(name, data) for name, data in changed.items() if name not in self._parts]
        kept = [packed_part(name, changed[name]) if name in changed else part for name, part in self._parts.items()]
        kept.sort(key=lambda part: part.name != _TYPES)
        return FilledDocument(
            data=write_parts([*kept, *fresh, *media]),
            suffix=".docx",
            substitutions=tuple(filling.substitutions),
            left_over=tuple(dict.fromkeys(filling.left_over)),
        )

    def _add_pictures(self, pictures: PictureStore, changed: dict[str, bytes]) -> list[Part]:
        if not pictures.media:
            return []
        types = changed.get(_TYPES) or self._parts[_TYPES].data
        for extension, kind in pictures.extensions.items():
            types = with_content_type(types, extension=extension, kind=kind)
        changed[_TYPES] = types
        for part, relations in pictures.relations.items():
            path = relations_path(part)
            rels = self._parts[path].data if path in self._parts else None
            for relation, target in relations.items():
                rels = with_relation(rels, relation, IMAGE_RELATION, posixpath.relpath(target, posixpath.dirname(part)))
            assert rels is not None
            changed[path] = rels
        return [stored_part(name, data) for name, data in pictures.media.values()]


class _Filling:
    """One file in the making."""

    def __init__(self, values: FormValues, pictures: PictureStore) -> None:
        self.values = values
        self.pictures = pictures
        self.part = ""
        self.substitutions: list[Substitution] = []
        self.left_over: list[str] = []
        self._out: list[str] = []

    def text(self, segments: Sequence[Any]) -> str:
        """One part's text."""
        self._out = []
        self._write(segments, None, 0)
        return "".join(self._out)

    def _write(self, segments: Sequence[Any], row: RowValues | None, place: int, blank: bool = False) -> None:
        for segment in segments:
            if isinstance(segment, str):
                self._out.append(segment)
            elif isinstance(segment, Slot):
                self._out.append(self._slot(segment, row, blank))
            elif isinstance(segment, _Repeated):
                self._write_rows(segment)
            elif isinstance(segment, _Counter):
                self._out.append(str(segment.start + place))
            else:
                self._out.append(str(self.pictures.fresh_id()))

    def _write_rows(self, group: _Repeated) -> None:
        items = self.values.rows.get(group.starts_at)
        if items is None:
            self.left_over.append(group.starts_at)
            items = ()
        nothing: Mapping[str, Value] = {}
        for place, item in enumerate(items):
            self._write(group.further if place else group.first, item, place)
        if not items:
            self._write(group.first, nothing, 0, blank=True)
        done = max(len(items), 1)
        kept = group.blanks[done - 1 :]
        self._out.extend(kept)
        for place in range(done + len(kept), group.at_least):
            self._write(group.further, nothing, place, blank=True)

    def _slot(self, slot: Slot, row: RowValues | None, blank: bool) -> str:
        token = slot.token
        if row is not None and token in row:
            value: Any = row[token]
        elif slot.room is not None and token in self.values.pictures:
            value = self.values.pictures[token]
        elif token in self.values.fields:
            value = self.values.fields[token]
        else:
            if not blank:
                self.left_over.append(token)
            value = ""
        if slot.room is not None and not isinstance(value, str):
            return self._drawings(slot, value)
        lacking: list[tuple[str, str, str]] = []
        written = slot.written(shown(value), lacking)
        for character, wanted, used in lacking:
            self.substitutions.append(Substitution(character=character, wanted=wanted, used=used, where=token))
        return written

    def _drawings(self, slot: Slot, pictures: Sequence[Picture]) -> str:
        assert slot.room is not None
        if not pictures:
            return slot.written("", [])
        written = []
        for picture in pictures:
            drawing = self.pictures.drawing(picture, slot.room, self.part, slot.w)
            run = f"<{slot.w}r>{drawing}</{slot.w}r>"
            if not slot.paragraph_start:
                written.append(run)
                continue
            end = f"</{slot.w}p>"
            written.append(slot.picture_start + run + end)
            if picture.caption:
                written.append(self._caption(slot, picture.caption))
        return "".join(written)

    def _caption(self, slot: Slot, caption: str) -> str:
        lacking: list[tuple[str, str, str]] = []
        written = slot.written(caption, lacking)
        for character, wanted, used in lacking:
            self.substitutions.append(Substitution(character=character, wanted=wanted, used=used, where=caption))
        return written
