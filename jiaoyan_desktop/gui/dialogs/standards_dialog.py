"""课时和开齐的标准: lessons a week and subjects per grade, by which 三表对账 looks at the timetable."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from jiaoyan_desktop.domain.naming import grade_name

from .. import theme
from ..widgets.fields import NumberField, TextField
from .form_dialog import FormDialog

Standards = Mapping[int, tuple[int, tuple[str, ...]]]
_BETWEEN = re.compile(r"[、，,;；\s]+")


class StandardsDialog(FormDialog[str]):
    """One row per grade: how many lessons a week, and which subjects."""

    def __init__(self, parent: QWidget | None, now: Standards, save: Callable[[Standards], str]) -> None:
        self._grades = tuple(now)
        super().__init__(
            parent,
            "课时和开齐的标准",
            lambda values: save(self._made(values)),
            lead="课程表按这个标准对。先照国家的课程方案填好了，县里或学校另有规定的照着改；学科中间用顿号隔开。",
            width=820,
        )
        for grade, (periods, subjects) in now.items():
            number, names = NumberField(1, 45, "节"), TextField("语文、数学……")
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.current().px(8))
            row.addWidget(number)
            row.addWidget(names, 1)
            name = grade_name(grade)
            self.form.add_group(
                name,
                holder,
                {f"grade_{grade}": (f"{name}一周几节", number), f"subjects_{grade}": (f"{name}开哪些学科", names)},
            )
            self.form.fill({f"grade_{grade}": periods, f"subjects_{grade}": "、".join(subjects)})

    @classmethod
    def ask(cls, parent: QWidget | None, now: Standards, save: Callable[[Standards], str]) -> str | None:
        """The uid of the change, or None."""
        return cls(parent, now, save).run()

    def _made(self, values: dict[str, Any]) -> Standards:
        return {
            grade: (
                values[f"grade_{grade}"],
                tuple(part for part in _BETWEEN.split(values[f"subjects_{grade}"]) if part),
            )
            for grade in self._grades
        }
