"""对应关系: which heading of the file became which field, corrected by choosing from a list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jiaoyan_desktop.domain.column_mapping import SheetLayout

from .. import theme
from ..widgets.buttons import button
from ..widgets.fields import Choice
from ..widgets.labels import CutLabel, label
from ..widgets.panels import Panel, clear, scrolled

_MOST_COLUMNS = 60
_LEFT_OUT = ("", "（不导入）")


class MappingPage(QWidget):
    """One line for each column of a sheet: its heading, the field it holds, its first values."""

    corrected = Signal(object)  # ColumnMapping
    reset = Signal(tuple)  # headings of the layout that is read by the program's own rules again

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        self._kind = ""
        self._layouts: tuple[SheetLayout, ...] = ()
        self.choices: list[Choice] = []
        self._last_chosen = -1
        self._sheet = Choice(width=260)
        self._sheet.setAccessibleName("哪一张工作表")
        self._sheet.edited.connect(self._show_sheet)
        self._reset = button("照程序认的来", role="quiet", on_click=self._on_reset)
        self._words = label("", "hint", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addWidget(self._sheet)
        head.addWidget(self._words, 1)
        head.addWidget(self._reset)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(16))
        self._grid.setVerticalSpacing(look.px(4))
        self._grid.setColumnStretch(3, 1)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, look.px(8), 0)
        inner.addLayout(self._grid)
        inner.addStretch(1)
        self._lines = Panel("前几行会这样读", margin=10)
        self._read = label("", wrap=True)
        self._lines.body.addWidget(self._read)
        panel = Panel(margin=10)
        panel.body.addWidget(scrolled(holder))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addLayout(head)
        column.addWidget(panel, 1)
        column.addWidget(self._lines)

    def show_layouts(self, kind: str, layouts: tuple[SheetLayout, ...]) -> None:
        """Other layouts, or the same ones read in another way; the chosen sheet stays chosen."""
        self._kind, self._layouts = kind, layouts
        self._sheet.set_choices([(place, found.sheet) for place, found in enumerate(layouts)])
        self._sheet.setVisible(len(layouts) > 1)
        self._show_sheet()

    def _show_sheet(self) -> None:
        clear(self._grid)
        self.choices = []
        place = self._sheet.value()
        shown = self._layouts[place] if place is not None and place < len(self._layouts) else None
        self._reset.setVisible(shown is not None and shown.is_corrected)
        self._lines.setVisible(shown is not None)
        if shown is None:
            self._words.setText("这种表不按栏来读，没有要对应的。")
            return
        self._words.setText(
            "照您选的来读，以后遇到这样的表也照这样。"
            if shown.is_corrected
            else f"第{shown.row}行是表头。哪一栏认得不对，就在中间改；改了马上照新的读。"
        )
        for number, text in enumerate(("列", "表里的标题", "是什么", "头几行写的")):
            self._grid.addWidget(label(text, "dim"), 0, number)
        columns = [
            number
            for number, heading in enumerate(shown.headings)
            if heading or any(sample[number] for sample in shown.samples)
        ]
        for row, number in enumerate(columns[:_MOST_COLUMNS], start=1):
            self._add_line(row, number, shown)
        self._read.setText("\n".join(shown.lines()) or "还没有一栏对得上。")

    def _add_line(self, row: int, number: int, shown: SheetLayout) -> None:
        look = theme.current()
        heading = shown.headings[number]
        field = Choice([_LEFT_OUT, *shown.choices], width=170)
        field.setMinimumWidth(look.px(150))
        field.set_value(shown.fields[number])
        field.setAccessibleName(f"{heading or f'第{number + 1}栏'}是什么")
        field.edited.connect(lambda: self._on_chosen(number, field.value()))
        self.choices.append(field)
        if number == self._last_chosen:  # the lines are made anew; the keyboard stays where it was
            field.setFocus()
            self._last_chosen = -1
        values = "、".join(sample[number] for sample in shown.samples if sample[number])
        self._grid.addWidget(label(_letters(number), "dim"), row, 0)
        self._grid.addWidget(label(heading or "（没有标题）", "strong" if shown.fields[number] else "dim"), row, 1)
        self._grid.addWidget(field, row, 2)
        self._grid.addWidget(CutLabel(values), row, 3, Qt.AlignmentFlag.AlignVCenter)

    def _on_chosen(self, number: int, field: str) -> None:
        shown = self._layouts[self._sheet.value()]
        self._last_chosen = number
        self.corrected.emit(shown.corrected(self._kind, number, field))

    def _on_reset(self) -> None:
        self.reset.emit(self._layouts[self._sheet.value()].headings)


def _letters(number: int) -> str:
    """A for column 0, as Excel heads its columns."""
    letters, number = "", number + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
