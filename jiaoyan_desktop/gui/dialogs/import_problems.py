"""要看一下的: what stands in the way of an import, filtered, and saved as an Excel list to send back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jiaoyan_desktop import paths
from jiaoyan_desktop.domain.pinyin import Needle
from jiaoyan_desktop.settings import Settings
from jiaoyan_desktop.workflows.collecting_list import proposed_name, save_problem_list
from jiaoyan_desktop.workflows.collecting_plan import MUST, NOTE, ImportPlan

from .. import messages, theme
from ..models.import_rows import PreviewLine, problem_lines, problems_model
from ..widgets.buttons import button
from ..widgets.find_box import FilterBar
from ..widgets.labels import label
from ..widgets.panels import EmptyPage
from ..widgets.record_list import RecordList


class ProblemsPage(QWidget):
    """The problems of a plan; says so where there are none."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        look = theme.current()
        self._settings = settings
        self._file_name = ""
        self._lines: list[PreviewLine] = []
        self.bar = FilterBar("import_problem_filters", settings, "找姓名、表里写的、原因里的任意几个字")
        self.bar.add_filter("level", "要不要紧", [("", "都看"), (MUST, MUST), (NOTE, NOTE)])
        self.bar.add_filter("label", "哪一栏", [("", "所有栏")])
        self.bar.add_button(button("存成Excel发回去改", icon="export", on_click=self.save))
        # What was filtered away in the last file must not be hidden in this one.
        self.bar.reset()
        self.bar.changed.connect(self._narrow)
        self._model = problems_model()
        self.list = RecordList(
            "import_problems",
            self._model,
            settings,
            totals=lambda rows: f"共 {len(rows)} 处",
            label="要看一下的",
        )
        self._calm = EmptyPage("每一行都看懂了，没有要看一下的。", icon="check")
        self._none = EmptyPage("没有这样的。", [("看全部", self.bar.reset)], icon="search")
        self._pages = QStackedWidget()
        for page in (self.list, self._calm, self._none):
            self._pages.addWidget(page)
        self._totals = label("", "hint")
        self.list.totals_changed.connect(self._totals.setText)
        foot = QHBoxLayout()
        foot.addWidget(self._totals)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(self.bar)
        column.addWidget(self._pages, 1)
        column.addLayout(foot)

    def show_plan(self, plan: ImportPlan | None) -> None:
        """The problems of another plan; what is filtered stays filtered."""
        self._file_name = plan.file_name if plan else ""
        self._lines = problem_lines(plan) if plan else []
        labels = dict.fromkeys(line.problem.label for line in self._lines if line.problem)
        self.bar.set_choices("label", [("", "所有栏"), *((word, word) for word in labels)])
        self.bar.setVisible(bool(self._lines))
        self._narrow()

    def save(self) -> None:
        """Asks where to, and saves the lines in sight."""
        folder = paths.begin_in(self._settings["import_folder"])
        proposed = str(folder / proposed_name(self._file_name))
        chosen, _ = QFileDialog.getSaveFileName(self, "清单存在哪里", proposed, "Excel表格 (*.xlsx)")
        if not chosen:
            return
        target = Path(chosen).with_suffix(".xlsx")
        problems = [line.problem for line in self._model.rows() if line.problem]
        with messages.told(self) as outcome:
            save_problem_list(self._file_name, problems, target, datetime.now())
        if outcome.ok:
            advice = "可以发给填表的人。改好的表再导入一次就行，已经导入过的不会重复。"
            messages.tell(self, f"{len(problems)}处已存成“{target.name}”。", advice)

    def _narrow(self) -> None:
        level, field, needle = self.bar.value("level"), self.bar.value("label"), Needle(self.bar.text())
        shown = [line for line in self._lines if _fits(line, level, field, needle)]
        self.list.set_rows(shown)
        page = self.list if shown else self._none if self._lines else self._calm
        self._pages.setCurrentWidget(page)
        self._totals.setVisible(bool(shown))


def _fits(line: PreviewLine, level: str, field: str, needle: Needle) -> bool:
    problem = line.problem
    if problem is None or (level and problem.level != level) or (field and problem.label != field):
        return False
    words = (problem.sheet, problem.value, problem.reason, problem.suggestion)
    return any(needle.found_in(word) for word in words)
