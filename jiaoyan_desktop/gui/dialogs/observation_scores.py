"""Points for each criterion of a rubric, with total and grade worked out while they are typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jiaoyan_desktop.domain.observation import Rubric, Score
from jiaoyan_desktop.domain.scoring import grade_of, total_of
from jiaoyan_desktop.domain.text import clean_line
from jiaoyan_desktop.errors import UserError

from .. import theme
from ..widgets.fields import Choice, TextField, WordChoice
from ..widgets.labels import label
from ..widgets.panels import clear

USUAL_GRADES = ("优", "良", "中", "差")


class ScoresField(QWidget):
    """``rubric()``, ``scores()``, ``grade()`` and ``total()``; with no points given a grade can be written by hand."""

    edited = Signal()

    def __init__(self, rubrics: Sequence[Rubric]) -> None:
        super().__init__()
        look = theme.current()
        self._rubrics = {rubric.id: rubric for rubric in rubrics}
        self._points: dict[str, TextField] = {}
        self._kept_total: float | None = None
        self._choice = Choice([(None, "不打分"), *((item.id, item.title) for item in rubrics)])
        self._choice.setAccessibleName("评价表")
        self._choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._choice.edited.connect(self._on_chosen)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(8))
        self._grid.setVerticalSpacing(look.px(6))
        self._grid.setColumnStretch(0, 1)
        self._grade = WordChoice(USUAL_GRADES, 90)
        self._grade.setAccessibleName("等级")
        self._grade.edited.connect(self.edited)
        self._sum = label("", "strong")
        below = QHBoxLayout()
        below.setSpacing(look.px(8))
        self._grade_label = label("等级", "dim")
        below.addWidget(self._grade_label)
        below.addWidget(self._grade)
        below.addWidget(self._sum, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(self._choice)
        column.addLayout(self._grid)
        column.addLayout(below)
        if rubrics:
            self._choice.set_value(rubrics[0].id)
        self._show_criteria({})

    def rubric(self) -> Rubric | None:
        """The chosen rubric, None when nothing is scored."""
        return self._rubrics.get(self._choice.value() or "")

    def scores(self) -> tuple[Score, ...]:
        """The points given; UserError (scores) for what is no number."""
        found = []
        for name, field in self._points.items():
            text = field.value().removesuffix("分")
            if not text:
                continue
            if not re.fullmatch(r"\d{1,3}(\.\d{1,2})?", text):
                raise UserError(f"“{name}”的得分“{text}”不是数。", field="scores", cure="请写成18或18.5的样子。")
            found.append(Score(criterion=name, points=float(text)))
        return tuple(found)

    def grade(self) -> str:
        """The grade written by hand; empty where points decide."""
        return "" if self._points_given() else self._grade.value()

    def total(self) -> float | None:
        """A total that came with the record without points, from a table for example."""
        return None if self._points_given() else self._kept_total

    def show_record(self, rubric: Rubric | None, scores: Sequence[Score], grade: str, total: float | None) -> None:
        """Shows what a record holds; its own rubric stands in the list even when the pack has moved on."""
        self._kept_total = total if not scores else None
        if rubric is not None:
            self._rubrics[rubric.id] = rubric
            if self._choice.findData(rubric.id) < 0:
                self._choice.addItem(rubric.title, rubric.id)
        self._choice.set_value(rubric.id if rubric else None)
        self._show_criteria({score.criterion: score.points for score in scores})
        self._grade.set_value(grade)
        self._work_out()

    def raw(self) -> dict[str, Any]:
        """What is typed, as plain values."""
        points = {name: field.text() for name, field in self._points.items() if field.text()}
        return {"rubric": self._choice.value(), "points": points, "grade": self._grade.value()}

    def set_raw(self, raw: Any) -> None:
        """Shows again what ``raw`` gave."""
        if not isinstance(raw, dict):
            return
        self._choice.set_value(raw.get("rubric"))
        self._show_criteria({})
        for name, text in raw.get("points", {}).items():
            if name in self._points:
                self._points[name].setText(text)
        self._grade.set_value(raw.get("grade", ""))
        self._work_out()

    def setFocus(self, *_: Any) -> None:
        """To the first points, or to the rubric."""
        first = next(iter(self._points.values()), None)
        (first or self._choice).setFocus()

    def _on_chosen(self) -> None:
        self._show_criteria({})
        self.edited.emit()

    def _show_criteria(self, given: dict[str, float]) -> None:
        clear(self._grid)
        self._points = {}
        rubric = self.rubric()
        before: QWidget = self._choice
        for row, criterion in enumerate(rubric.criteria if rubric else ()):
            name = label(criterion.name)
            name.setToolTip(criterion.description)
            field = TextField(f"{criterion.points:g}分", 84)
            field.setAccessibleName(f"{criterion.name}，满分{criterion.points:g}分")
            field.setAccessibleDescription(criterion.description)
            if criterion.name in given:
                field.setText(f"{given[criterion.name]:g}")
            field.edited.connect(self._work_out)
            field.edited.connect(self.edited)
            self._points[criterion.name] = field
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(field, row, 1)
            QWidget.setTabOrder(before, field)
            before = field
        QWidget.setTabOrder(before, self._grade)
        self._work_out()

    def _points_given(self) -> bool:
        return any(clean_line(field.text()).text for field in self._points.values())

    def _work_out(self) -> None:
        given, rubric = self._points_given(), self.rubric()
        self._grade.setVisible(not given)
        self._grade_label.setVisible(not given)
        if not given or rubric is None:
            kept = f"总分 {self._kept_total:g}" if self._kept_total is not None else ""
            self._sum.setText(kept)
            return
        try:
            total = total_of(rubric, self.scores())
        except UserError:
            self._sum.setText("")
            return
        if total is None:
            self._sum.setText("打完各条就有总分")
        else:
            self._sum.setText(f"总分 {total:g}　{grade_of(rubric, total)}".strip())
