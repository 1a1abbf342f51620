"""An .xlsx taken apart: its sheets with everything that hangs on them, editable as XML, and put together again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from jiaoyan_desktop.errors import UserError

from .excel_text import cell_reference
from .ooxml import (
    RELS,
    TYPES,
    R,
    S,
    content_types,
    core_properties,
    ensure_core_part,
    parse_xml,
    relation_targets,
    relations_path,
    to_bytes,
)
from .zip_parts import Part, packed_part, write_parts

_CORE, _TYPES, _BOOK = "docProps/core.xml", "[Content_Types].xml", "xl/workbook.xml"
_FONT_ORDER = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)
ROW, CELL = f"{{{S}}}row", f"{{{S}}}c"


@dataclass(slots=True)
class Sheet:
    """One sheet: its name, its part, and the parts hanging on it (drawings, comments, tables, form controls)."""

    name: str
    part: str
    root: Any
    hanging: dict[str, str] = field(default_factory=dict)  # part -> kind of relation

    def rows(self) -> list[Any]:
        """The row elements in order."""
        return self.root.findall(f"{{{S}}}sheetData/{ROW}")

    def merges(self) -> list[Any]:
        """The mergeCell elements."""
        return self.root.findall(f"{{{S}}}mergeCells/{{{S}}}mergeCell")


class Workbook:
    """The parts of one .xlsx; trees are parsed when they are first asked for and written back when they were."""

    def __init__(self, parts: dict[str, Part], file: str) -> None:
        self._parts = parts
        self._file = file
        self._trees: dict[str, Any] = {}
        self._gone: set[str] = set()
        self.book = self._book_part()
        relations = self._relations(self.book)
        self.sheets = []
        for item in self.tree(self.book).iterfind(f"{{{S}}}sheets/{{{S}}}sheet"):
            kind, target = relations[item.get(f"{{{R}}}id")]
            if kind.endswith("/worksheet"):
                sheet = Sheet(item.get("name"), target, self.tree(target))
                sheet.hanging = {part: name.rpartition("/")[2] for name, part in self._relations(target).values()}
                _number_cells(sheet)
                self.sheets.append(sheet)
        by_kind = {kind.rpartition("/")[2]: target for kind, target in relations.values()}
        self.strings = by_kind.get("sharedStrings", "")
        self.styles = by_kind.get("styles", "")
        if self.styles:
            _sort_fonts(self.tree(self.styles))

    def _book_part(self) -> str:
        trouble = UserError(
            f"“{self._file}”不是Excel文件，打不开。", cure="请在WPS里打开看看，另存成“Excel文件（*.xlsx）”。"
        )
        if _TYPES not in self._parts or "_rels/.rels" not in self._parts:
            raise trouble
        kinds = content_types(self._parts[_TYPES].data, self._file)
        if any("macroEnabled" in kind for kind in kinds.values()):
            raise UserError(f"“{self._file}”里带有宏，没有打开。", cure="请在WPS里另存成“Excel文件（*.xlsx）”。")
        book = next((name for name, kind in kinds.items() if kind.endswith("spreadsheetml.sheet.main+xml")), "")
        if book not in self._parts:
            raise trouble
        return book

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        path = relations_path(part)
        return relation_targets(self._parts[path].data, part) if path in self._parts else {}

    def tree(self, part: str) -> Any:
        """The root of a part; changes to it are kept."""
        if part not in self._trees:
            self._trees[part] = parse_xml(self._parts[part].data, self._file)
        return self._trees[part]

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self._parts

    def names(self, beginning: str) -> list[str]:
        """The parts whose names begin so."""
        return [name for name in self._parts if name.startswith(beginning)]

    def text(self, part: str) -> str:
        """A part as text, for VML, which is not always XML."""
        return self._parts[part].data.decode("utf-8", "replace")

    def put_text(self, part: str, text: str) -> None:
        """Replaces a part by text."""
        self._parts[part] = packed_part(part, text.encode())

    def forget_calculated(self) -> None:
        """Values that formulas had are wrong now: they go, and Excel and WPS reckon anew on opening."""
        found = False
        for sheet in self.sheets:
            for formula in sheet.root.iter(f"{{{S}}}f"):
                found = True
                cell = formula.getparent()
                for value in cell.findall(f"{{{S}}}v"):
                    cell.remove(value)
                cell.attrib.pop("t", None)
        if not found:
            return
        book = self.tree(self.book)
        settings = book.find(f"{{{S}}}calcPr")
        if settings is not None:
            settings.set("fullCalcOnLoad", "1")
        for path, (kind, target) in self._relations(self.book).items():
            if kind.endswith("/calcChain"):
                self._remove(path, target)

    def _remove(self, relation: str, target: str) -> None:
        rels = self.tree(relations_path(self.book))
        for item in rels.findall(f"{{{RELS}}}Relationship"):
            if item.get("Id") == relation:
                rels.remove(item)
        types = self.tree(_TYPES)
        for item in types.findall(f"{{{TYPES}}}Override"):
            if item.get("PartName") == f"/{target}":
                types.remove(item)
        self._gone.add(target)

    def packed(self, made_at: datetime) -> bytes:
        """The file, what was not touched still as it lay in the old one."""
        changed = {name: to_bytes(tree) for name, tree in self._trees.items()}
        old = self._parts.get(_CORE)
        if old is None:
            for name in (_TYPES, "_rels/.rels"):
                changed.setdefault(name, self._parts[name].data)
            ensure_core_part(changed)
        changed[_CORE] = core_properties(old.data if old else None, made_at)
        kept = [part for name, part in self._parts.items() if name not in changed and name not in self._gone]
        fresh = [packed_part(name, data) for name, data in changed.items() if name not in self._gone]
        order = {name: place for place, name in enumerate([_TYPES, *(name for name in self._parts if name != _TYPES)])}
        return write_parts(sorted([*kept, *fresh], key=lambda part: order.get(part.name, len(order))))


def _sort_fonts(styles: Any) -> None:
    """Files saved by openpyxl describe a font in an order that Microsoft's own programs complain about."""
    for font in styles.iter(f"{{{S}}}font"):
        parts = sorted(font, key=lambda part: _FONT_ORDER.index(part.tag.rpartition("}")[2]))
        if parts != list(font):
            font[:] = parts


def _number_cells(sheet: Sheet) -> None:
    """Rows and cells may leave out where they are; every one is told, so that they can be moved."""
    number = 0
    for row in sheet.rows():
        number = int(row.get("r") or number + 1)
        row.set("r", str(number))
        column = 0
        for cell in row.findall(CELL):
            column += 1
            place = cell.get("r")
            if place:
                column = _column_of(place)
            else:
                cell.set("r", cell_reference(column, number))


def _column_of(reference: str) -> int:
    number = 0
    for letter in reference:
        if letter.isdigit():
            break
        number = number * 26 + ord(letter) - 64
    return number
