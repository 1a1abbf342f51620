"""Tables of a lesson plan: labels with what stands beside them, columns of the process, tables that are content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..domain.drafts import PROCESS_HEADING
from ..domain.plan_words import (
    ENDS_PROCESS,
    SHORT_NAMES,
    SIDE_COLUMNS,
    TELLING_FACTS,
    column_key,
    fact_key,
    is_telling_column,
    name_key,
    part_kind,
    tidy_name,
)
from ..domain.preparation import ProcessStep
from .lessons_assembly import PROCESS_KINDS, Assembly, Part, label_part
from .lessons_headings import is_heading_like, mark_of
from .lessons_model import Block, Fact, Grid, GridCell, Line

_LONGEST_LABEL = 12
_LONGEST_STEP = 40
_MOST_LINES_OF_CONTENT = 2  # in a cell of a table that is content: 长（厘米） over two lines is one heading
_TITLES = {"step": "环节", "teacher": "教师活动", "students": "学生活动", "intent": "设计意图"}


@dataclass(frozen=True, slots=True)
class _Column:
    start: int
    end: int
    key: str
    title: str


def read_blocks(blocks: Sequence[Block], assembly: Assembly) -> None:
    """Lines and tables of running text."""
    for block in blocks:
        if isinstance(block, Line):
            assembly.line(block)
        else:
            _Reader(block, assembly).read()


class _Reader:
    def __init__(self, grid: Grid, assembly: Assembly) -> None:
        self._grid, self._assembly = grid, assembly
        self._columns: list[_Column] = []
        self._was_head = False  # the row before was the head of the process: this one may be its second line
        self._owners: dict[int, Part] = {}  # grid column -> the part whose label reaches down in it
        self._is_form = any(map(_shows_form, grid.rows))

    def read(self) -> None:
        for row in self._grid.rows:
            cells = [cell for cell in row if not cell.is_continued or cell.text]
            for cell in cells:
                self._owners.pop(cell.column, None)
            filled = [cell for cell in cells if cell.text]
            if not filled:
                continue
            owner = next((self._owners[cell.column] for cell in row if cell.column in self._owners), None)
            was_head, self._was_head = self._was_head, False
            if self._take_head(filled, was_head) or (self._columns and self._take_step(cells, filled)):
                continue
            if owner is not None:
                self._go_on(owner, filled)
            elif len(cells) == 1:
                self._whole_row(cells[0])
            elif self._is_form:
                self._labels(cells)
            else:
                self._content(filled)

    # -- the teaching process ----------------------------------------------------------------------------------------

    def _take_head(self, filled: list[GridCell], was_head: bool) -> bool:
        """环节｜教师活动｜学生活动｜设计意图, with 教学过程 perhaps standing before it in a cell of its own."""
        titles = [cell for cell in filled if column_key(cell.text)]
        others = [cell for cell in filled if not column_key(cell.text)]
        telling = [cell for cell in titles if is_telling_column(cell.text)]
        if titles and part_kind(titles[0].text) == "process" and titles[0] not in telling[:1]:
            more = [cell for cell in titles[1:] if column_key(cell.text) == "teacher"]
            if more:
                others, titles = [titles[0], *others], titles[1:]
        has_side = any(name_key(cell.text) in SIDE_COLUMNS for cell in titles)
        has_main = any(column_key(cell.text) == "teacher" for cell in titles)
        if (
            len(titles) < 2
            or not (telling or (has_side and has_main))
            or any(not part_kind(cell.text) for cell in others)
        ):
            return False
        assembly = self._assembly
        assembly.taken += [cell.text for cell in filled]
        found = [_Column(cell.column, cell.column + cell.span, column_key(cell.text), cell.text) for cell in titles]
        if was_head:
            kept = [
                old for old in self._columns if not any(old.start < new.end and new.start < old.end for new in found)
            ]
            self._columns = sorted([*kept, *found], key=lambda column: column.start)
            self._was_head = True
            return True
        self._columns, self._was_head = found, True
        now = assembly.current
        if others:
            part = label_part(others[0].text)
            self._own(others[0], assembly.open(Part(part.heading, kind="process", mark=part.mark, is_cell=True)))
        elif now is None or now.kind not in PROCESS_KINDS or now.steps:
            assembly.open(Part(PROCESS_HEADING, kind="process", is_cell=True))
        return True

    def _take_step(self, cells: list[GridCell], filled: list[GridCell]) -> bool:
        """One row below that head; False for a row that begins something else."""
        first = filled[0]
        if self._leaves_process(first, cells):
            self._columns = []
            return False
        now = self._process()
        if {column.key for column in self._columns} <= {"teacher", "extra"}:
            self._running(filled)
            return True
        self._tell_columns()
        if len(cells) == 1 and len(self._columns) > 1:
            lines = first.lines
            if len(lines) == 1 and len(lines[0].text) <= _LONGEST_STEP:
                now.steps.append(ProcessStep(step=lines[0].text))
            else:
                now.steps.append(ProcessStep(step="", teacher=first.text))
            return True
        values: dict[str, list[str]] = {"step": [], "teacher": [], "students": [], "intent": []}
        for cell in filled:
            column = self._column_of(cell)
            key, text = self._place(column, cell.text)
            values[key].append(text)
        if not any(column.key == "step" for column in self._columns) and not values["step"]:
            _lift_name(values)
        now.steps.append(
            ProcessStep(
                step=" ".join(" ".join(values["step"]).split("\n")),
                teacher="\n".join(values["teacher"]),
                students="\n".join(values["students"]),
                intent="\n".join(values["intent"]),
            )
        )
        return True

    def _running(self, filled: list[GridCell]) -> None:
        """教学过程｜二次备课: the first column is running text, and what stands beside it follows it."""
        for cell in filled:
            column = self._column_of(cell)
            if column.key == "extra":
                first, *rest = cell.lines
                self._assembly.put(Line(text=self._named(column, first.text)))
                for line in rest:
                    self._assembly.put(line)
            else:
                read_blocks(cell.blocks, self._assembly)

    def _tell_columns(self) -> None:
        """Says of columns with other titles where their words went."""
        for column in self._columns:
            title, place = tidy_name(column.title), _TITLES.get(column.key, "")
            if place and column.key != "step" and place not in title and title not in place:
                self._assembly.notes[f"“{title}”这一栏放在“{place}”里。"] = None

    def _process(self) -> Part:
        now = self._assembly.current
        if now is None or now.kind not in PROCESS_KINDS:
            now = self._assembly.open(Part("", kind="process", is_cell=True))
        return now

    def _leaves_process(self, first: GridCell, cells: list[GridCell]) -> bool:
        kind = part_kind(mark_of(first.text).rest)
        is_label_row = len(cells) == 2 < max(len(self._columns), 3) and cells[0] is first
        if kind:
            is_whole = len(cells) == 1 or is_label_row
            return is_whole or (kind in ENDS_PROCESS and name_key(first.text) not in SHORT_NAMES)
        return fact_key(first.text) is not None and len(cells) % 2 == 0 and not column_key(first.text)

    def _column_of(self, cell: GridCell) -> _Column:
        before = [column for column in self._columns if column.start <= cell.column]
        return before[-1] if before else self._columns[0]

    def _place(self, column: _Column, text: str) -> tuple[str, str]:
        """The cell of a step that a column's text goes to; a column that has none of its own names itself in 〔 〕."""
        if column.key == "time":
            return "step", text if re.search("[分秒′'mM]", text) else self._named(column, text)
        if column.key == "extra":
            return "intent", self._named(column, text)
        rivals = [other for other in self._columns if other.key == column.key]
        if len(rivals) > 1 and column.key != "step" and column is not _main(rivals):
            return column.key, self._named(column, text)
        return column.key, text

    def _named(self, column: _Column, text: str) -> str:
        mark = f"〔{tidy_name(column.title)}〕"
        self._assembly.added.append(mark)
        return mark + text

    # -- labels and what stands beside them --------------------------------------------------------------------------

    def _labels(self, cells: list[GridCell]) -> None:
        """课题｜山行｜课时｜1, or 教学目标｜…; a row without any label is content, or a part nobody knows."""
        starts = [place for place, cell in enumerate(cells) if self._is_label(cells, place)]
        if starts and starts[0] != 0 and _are_pairs(cells):
            # 总第几节｜5｜授课时间｜3月8日: the first is a label that nobody foresaw.
            starts.insert(0, 0)
        if not starts or starts[0] != 0:
            self._no_label(cells)
            return
        for number, place in enumerate(starts):
            end = starts[number + 1] if number + 1 < len(starts) else len(cells)
            label, values = cells[place], cells[place + 1 : end]
            key = fact_key(label.text)
            if key is None and not part_kind(mark_of(label.text).rest):
                key = ""
            if key is not None and not (part_kind(label.text) and len(cells) == 2):
                self._facts(key, label, values)
            else:
                self._part(label, values)

    def _is_label(self, cells: list[GridCell], place: int) -> bool:
        text = cells[place].text
        if len(name_key(text)) > 20 or not (part_kind(mark_of(text).rest) or fact_key(text) is not None):
            return False
        if place == 0:
            return True
        # A value may happen to be a label's word (教师); a label has its value behind it, and one before it.
        return not self._is_label_word(cells[place - 1]) and place + 1 < len(cells)

    def _is_label_word(self, cell: GridCell) -> bool:
        return bool(cell.text) and (bool(part_kind(cell.text)) or fact_key(cell.text) is not None)

    def _facts(self, key: str, label: GridCell, values: list[GridCell]) -> None:
        assembly = self._assembly
        # 课题｜山行｜授课形式｜新授: the third is a label that nobody foresaw.
        pairs = [(key, label, values[:1])]
        rest = values[1:]
        while len(rest) >= 2 and len(rest) % 2 == 0 and _could_be_label(rest[0]):
            pairs.append(("", rest[0], rest[1:2]))
            rest = rest[2:]
        pairs[-1][2].extend(rest)
        for own, name, cells in pairs:
            value = "\n".join(cell.text for cell in cells if cell.text)
            assembly.taken.append(name.text)
            assembly.facts.append(Fact(key=own, label=tidy_name(name.text), value=value))

    def _part(self, label: GridCell, values: list[GridCell]) -> None:
        part = self._assembly.open(label_part(label.text))
        self._assembly.taken.append(label.text)
        self._own(label, part)
        self._fill(part, values)

    def _no_label(self, cells: list[GridCell]) -> None:
        filled = [cell for cell in cells if cell.text]
        now = self._assembly.current
        if cells[0].text and len(cells) >= 2 and _could_be_label(cells[0]):
            if now is not None and now.kind in PROCESS_KINDS and now.is_cell:
                text = "\n".join(cell.text for cell in cells[1:] if cell.text)
                now.steps.append(ProcessStep(step=" ".join(cells[0].text.split("\n")), teacher=text))
                return
            if len(cells) == 2:
                self._part(cells[0], cells[1:])
                return
        self._content(filled)

    def _whole_row(self, cell: GridCell) -> None:
        words = mark_of(cell.text).rest
        if part_kind(words) and len(cell.lines) == 1 and self._is_form:
            self._part(cell, [])
        else:
            read_blocks(cell.blocks, self._assembly)

    def _go_on(self, owner: Part, filled: list[GridCell]) -> None:
        """A further row beside a label that reaches down: 知识与技能｜…, below 教学目标."""
        self._fill(owner, filled)

    def _fill(self, part: Part, values: list[GridCell]) -> None:
        filled = [cell for cell in values if cell.text]
        if len(filled) > 1 and all(len(cell.lines) == 1 for cell in filled):
            self._assembly.inside(part, Line(text="\t".join(cell.text for cell in filled)))
            return
        for cell in filled:
            for block in cell.blocks:
                if isinstance(block, Line):
                    self._assembly.inside(part, block)
                elif part.kind in PROCESS_KINDS:
                    _Reader(block, self._assembly).read()
                else:
                    for row in block.rows:
                        self._row_of_content(part, [item for item in row if item.text])

    def _own(self, label: GridCell, part: Part) -> None:
        for column in range(label.column, label.column + label.span):
            self._owners[column] = part

    # -- tables that are content themselves --------------------------------------------------------------------------

    def _content(self, filled: list[GridCell]) -> None:
        if len(filled) == 1:
            read_blocks(filled[0].blocks, self._assembly)
        elif max(len(cell.lines) for cell in filled) > _MOST_LINES_OF_CONTENT:
            for line in (line for cell in filled for line in cell.lines):
                self._assembly.put(line)
        else:
            self._assembly.put(Line(text="\t".join(" ".join(cell.text.split("\n")) for cell in filled)))

    def _row_of_content(self, part: Part, filled: list[GridCell]) -> None:
        if filled:
            part.lines.append(Line(text="\t".join(" ".join(cell.text.split("\n")) for cell in filled)))


def _lift_name(values: dict[str, list[str]]) -> None:
    """Without a column of steps the first line of the row may name its step: 一、谈话导入."""
    first, _, rest = "\n".join(values["teacher"]).partition("\n")
    if rest and mark_of(first).kind in ("han", "han)") and is_heading_like(mark_of(first).rest):
        values["step"], values["teacher"] = [first], [rest]


def _shows_form(row: tuple[GridCell, ...]) -> bool:
    """Whether a row has labels that only a lesson plan has."""
    if any(is_telling_column(cell.text) for cell in row):
        return True
    for cell in row:
        words = mark_of(cell.text).rest
        if part_kind(words) and name_key(words) not in SHORT_NAMES:
            return True
        if fact_key(cell.text) in TELLING_FACTS:
            return True
    return False


def _are_pairs(cells: list[GridCell]) -> bool:
    """Whether every other cell of a row may be a label, and one of them is one for a fact."""
    labels = cells[::2]
    known = any(fact_key(cell.text) is not None for cell in labels)
    return len(cells) >= 4 and len(cells) % 2 == 0 and known and all(map(_could_be_label, labels))


def _could_be_label(cell: GridCell) -> bool:
    name = name_key(cell.text)
    return 0 < len(name) <= _LONGEST_LABEL and is_heading_like(cell.text.replace("\n", ""))


def _main(rivals: list[_Column]) -> _Column:
    """The one of several columns for the same cell whose title says so itself (教师活动 rather than 教学内容)."""
    return next((column for column in rivals if "活动" in column.title or "意图" in column.title), rivals[0])
