"""The text of a lesson plan in the making: headings with text, and the rows of the teaching process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jiaoyan_desktop.domain.drafts import PROCESS_HEADING
from jiaoyan_desktop.domain.preparation import ProcessStep, Section

from .. import theme
from ..widgets.buttons import button
from ..widgets.fields import TextField
from ..widgets.growing_text import GrowingText
from ..widgets.panels import Panel
from ..widgets.row_editor import RowColumn, RowEditor

STEP_COLUMNS = (
    RowColumn(key="step", title="环节", hint="导入", width=110),
    RowColumn(key="teacher", title="教师活动", stretch=4),
    RowColumn(key="students", title="学生活动", stretch=3),
    RowColumn(key="intent", title="设计意图", stretch=3),
)


class SectionEditor(Panel):
    """One section: its heading, its text, and a table of steps where it has one."""

    edited = Signal()

    def __init__(self, section: Section) -> None:
        super().__init__(role="card", margin=10)
        look = theme.current()
        self.heading = TextField("栏目，比如教学目标", 240)
        self.heading.set_value(section.heading)
        self.heading.setAccessibleName("栏目")
        self.up = button("", role="icon", icon="up", name="往上移")
        self.down = button("", role="icon", icon="down", name="往下移")
        self.away = button("", role="icon", icon="close", name="去掉这一栏")
        self.table_button = button("加教学过程表", role="quiet", on_click=self._add_table)
        top = QHBoxLayout()
        top.setSpacing(look.px(4))
        top.addWidget(self.heading)
        top.addWidget(self.table_button)
        top.addStretch(1)
        for made in (self.up, self.down, self.away):
            top.addWidget(made)
        self.text = GrowingText("", least=2, most=24)
        self.text.set_value(section.text)
        self.text.setAccessibleName(f"{section.heading}的内容")
        self.body.addLayout(top)
        self.body.addWidget(self.text)
        self.steps: RowEditor | None = None
        if section.steps:
            self._add_table()
            assert self.steps is not None
            self.steps.set_value([asdict(step) for step in section.steps])
        self.heading.edited.connect(self.edited)
        self.text.edited.connect(self.edited)

    def value(self) -> Section:
        """The section as typed."""
        rows = self.steps.value() if self.steps else []
        steps = tuple(ProcessStep(**row) for row in rows)
        return Section(heading=self.heading.value(), text=self.text.value(), steps=steps)

    def fields(self) -> list[QWidget]:
        """What the Tab key walks through, in the order it is read."""
        table = self.steps.fields() if self.steps else []
        return [self.heading, self.table_button, self.up, self.down, self.away, self.text, *table]

    def _add_table(self) -> None:
        if self.steps is None:
            self.steps = RowEditor(STEP_COLUMNS, name="教学过程")
            self.steps.edited.connect(self.edited)
            self.body.addWidget(self.steps)
            self.table_button.hide()
            self.text.setVisible(bool(self.text.value()))
            self.edited.emit()


class SectionsEditor(QWidget):
    """``value()`` is the sections top to bottom; ``raw`` the same as plain values."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._editors: list[SectionEditor] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.current().px(8))
        self.add_button: QPushButton = button("加一栏", icon="plus", on_click=self._on_add)
        below = QHBoxLayout()
        below.addWidget(self.add_button)
        below.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.current().px(8))
        outer.addLayout(self._column)
        outer.addLayout(below)
        outer.addStretch(1)

    def value(self) -> tuple[Section, ...]:
        """The sections as typed."""
        return tuple(editor.value() for editor in self._editors)

    def set_value(self, sections: Sequence[Section]) -> None:
        """Shows these sections."""
        for editor in list(self._editors):
            self._drop(editor)
        for section in sections:
            self._append(section)
        self._chain()

    def raw(self) -> list[dict[str, Any]]:
        """Plain values for the draft kept against a crash."""
        return [asdict(section) for section in self.value()]

    def set_raw(self, raw: Any) -> None:
        """Shows again what ``raw`` gave."""
        sections = []
        for item in raw if isinstance(raw, list) else []:
            steps = tuple(ProcessStep(**step) for step in item.get("steps", ()))
            sections.append(Section(heading=item.get("heading", ""), text=item.get("text", ""), steps=steps))
        self.set_value(sections)

    def editors(self) -> tuple[SectionEditor, ...]:
        """The editors in sight, top to bottom."""
        return tuple(self._editors)

    def _on_add(self) -> None:
        has_process = any(editor.steps for editor in self._editors)
        first = Section(heading="" if has_process else PROCESS_HEADING)
        editor = self._append(first if self._editors else Section(heading="教学目标"))
        self._chain()
        editor.heading.setFocus()
        self.edited.emit()

    def _append(self, section: Section) -> SectionEditor:
        editor = SectionEditor(section)
        editor.edited.connect(self.edited)
        editor.up.clicked.connect(lambda: self._move(editor, -1))
        editor.down.clicked.connect(lambda: self._move(editor, 1))
        editor.away.clicked.connect(lambda: self._remove(editor))
        self._editors.append(editor)
        self._column.addWidget(editor)
        return editor

    def _move(self, editor: SectionEditor, step: int) -> None:
        place = self._editors.index(editor) + step
        if not 0 <= place < len(self._editors):
            return
        self._editors.remove(editor)
        self._editors.insert(place, editor)
        self._column.removeWidget(editor)
        self._column.insertWidget(place, editor)
        self._chain()
        (editor.up if step < 0 else editor.down).setFocus()
        self.edited.emit()

    def _remove(self, editor: SectionEditor) -> None:
        place = self._editors.index(editor)
        self._drop(editor)
        self._chain()
        left = self._editors[min(place, len(self._editors) - 1)].heading if self._editors else self.add_button
        left.setFocus()
        self.edited.emit()

    def _drop(self, editor: SectionEditor) -> None:
        self._editors.remove(editor)
        self._column.removeWidget(editor)
        editor.hide()
        editor.deleteLater()

    def _chain(self) -> None:
        """Sections are made, moved and dropped at will: the Tab key follows what is read."""
        for number, editor in enumerate(self._editors):
            editor.up.setEnabled(number > 0)
            editor.down.setEnabled(number < len(self._editors) - 1)
        chain = [widget for editor in self._editors for widget in editor.fields()]
        for before, after in pairwise([*chain, self.add_button]):
            QWidget.setTabOrder(before, after)
