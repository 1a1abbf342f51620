"""导入: the file is read and shown first, nothing is written until the person says so, and then it is one undo."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jiaoyan_desktop import paths
from jiaoyan_desktop.domain.class_names import GRADES, grade_label
from jiaoyan_desktop.domain.column_mapping import ColumnMapping, forgotten, read_mappings, remembered
from jiaoyan_desktop.domain.glossary import SUBJECTS
from jiaoyan_desktop.domain.reconciling import reconcile, reconciling_day
from jiaoyan_desktop.errors import StorageTrouble, UserError
from jiaoyan_desktop.workflows import collecting
from jiaoyan_desktop.workflows.collecting import ImportResult
from jiaoyan_desktop.workflows.collecting_look import Look, look
from jiaoyan_desktop.workflows.collecting_plan import KINDS, STATE_WORDS, UNCHANGED, ImportPlan

from .. import messages, tasks, theme
from ..desk import Desk
from ..models.import_rows import preview_lines, rows_model
from ..widgets.buttons import Segments, button
from ..widgets.fields import Choice, in_row
from ..widgets.labels import label
from ..widgets.notices import ProgressStrip
from ..widgets.panels import clear, note
from ..widgets.record_list import RecordList
from . import import_done
from .import_mapping import MappingPage
from .import_problems import ProblemsPage

_KINDS = [(key, words[0]) for key, words in KINDS.items()]
SHOWN_IN = {  # kind of file -> tab and view of what it brings
    "roster": ("people", "teachers"),
    "assignments": ("people", "assignments"),
    "timetable": ("people", "timetable"),
    "progress": ("people", "progress"),
    "observations": ("observation", "list"),
}
_NO_KIND = ("", "选一下是哪种表")
_COMPARED = frozenset({"roster", "assignments", "timetable", "progress"})  # tables that 三表对账 lays side by side
_FILES = "Excel表格 (*.xlsx *.xls *.xlsm *.et);;所有文件 (*)"


class ImportDialog(QDialog):
    """One file of the school; ``ask`` returns the uid of the change that brought it in, or an empty string."""

    def __init__(self, parent: QWidget | None, desk: Desk, source: Path, kind: str = "") -> None:
        super().__init__(parent)
        look = theme.current()
        self._desk, self._source = desk, source
        self._asked = kind
        self._look: Look | None = None
        self._job: tasks.Job | None = None
        self.change_uid = ""
        self.setWindowTitle(f"导入：{source.name}")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._kind = Choice(_KINDS if kind else [_NO_KIND, *_KINDS], width=180)
        self._kind.setAccessibleName("这是什么表")
        self._kind.set_value(kind)
        self._kind.edited.connect(lambda: self._read_as(self._kind.value()))
        self._grade = Choice([(0, "哪个年级"), *((grade, grade_label(grade)) for grade in GRADES)])
        self._subject = Choice([("", "哪一科"), *((subject, subject) for subject in SUBJECTS)])
        self._whose = in_row(label("这份周进度是", "dim"), self._grade, self._subject)
        self._whose.hide()
        for choice in (self._grade, self._subject):
            choice.edited.connect(self._read)
        self._offer = QVBoxLayout()
        self._summary = label("", "strong", wrap=True)
        self._notes = label("", "dim", wrap=True)
        self._parts = Segments([("rows", "每一行"), ("problems", "要看一下的"), ("mapping", "对应关系")])
        self._parts.chosen.connect(self._show_part)
        self._rows = RecordList("import_rows", rows_model(), desk.settings, label="每一行会怎样")
        self._problems = ProblemsPage(desk.settings)
        self._stack = QStackedWidget()
        self._mapping = MappingPage()
        self._mapping.corrected.connect(self._on_corrected)
        self._mapping.reset.connect(self._on_reset)
        for page in (self._rows, self._problems, self._mapping):
            self._stack.addWidget(page)
        self._strip = ProgressStrip()
        self._apply_button = button("导入", role="primary", on_click=self._apply)
        self._apply_button.setDefault(True)
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addWidget(label("按", "dim"))
        head.addWidget(self._kind)
        head.addWidget(label("来读", "dim"))
        head.addStretch(1)
        head.addWidget(self._parts)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(8))
        foot.addWidget(self._strip, 1)
        foot.addStretch(0)
        foot.addWidget(button("不导入", on_click=self.reject))
        foot.addWidget(self._apply_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(look.px(20),) * 4)
        column.setSpacing(look.px(10))
        column.addLayout(head)
        column.addLayout(self._offer)
        column.addWidget(self._whose)
        column.addWidget(self._summary)
        column.addWidget(self._notes)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        room = self.screen().availableGeometry()
        self.resize(min(look.px(1060), room.width() - 60), min(look.px(680), room.height() - 80))
        self._read()

    @classmethod
    def ask(cls, parent: QWidget | None, desk: Desk, kind: str = "", source: Path | None = None) -> str:
        """Asks for the file where none is given, shows what it would do, and brings it in when the person says so.

        Without a ``kind`` the file says itself what it is.
        """
        if source is None:
            folder = str(paths.begin_in(desk.settings["import_folder"], desk.db.path))
            chosen, _ = QFileDialog.getOpenFileName(parent, f"导入{KINDS[kind][0] if kind else '表格'}", folder, _FILES)
            if not chosen:
                return ""
            source = Path(chosen)
            desk.settings["import_folder"] = str(source.parent)
        dialog = cls(parent, desk, source, kind)
        dialog.exec()
        change_uid, came = dialog.change_uid, dialog._kind.value()
        dialog.deleteLater()
        if change_uid and (came != kind or came == "observations"):
            desk.show(*SHOWN_IN[came])  # what came in is seen; who asked for a kind is already where it is shown
        return change_uid

    def reject(self) -> None:
        """Gives up; a file still being read is left alone."""
        if self._job is not None:
            self._job.cancel()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross is the same as 不导入."""
        self.reject()
        super().closeEvent(event)

    def _read_as(self, kind: str) -> None:
        self._asked = kind
        self._kind.set_value(kind)
        self._read()

    def _read(self) -> None:
        if self._job is not None:
            self._job.cancel()
        records, kind, today = self._desk.records, self._asked, self._desk.today()
        mappings, stamp = read_mappings(self._desk.settings["mappings"]), self._desk.last_change_uid()
        whose = {"grade": self._grade.value(), "subject": self._subject.value()}
        # The file itself is read once; another way of reading it starts from its tables.
        source = self._look.workbook if self._look else self._source
        self._look = replace(self._look, plan=None, trouble=None) if self._look else None
        self._show_plan()
        self._summary.setText("正在读这份表，什么都还没有写进去……")
        self._strip.begin("正在读", self.reject)
        self._job = tasks.start(
            lambda report: look(records, source, kind, today=today, mappings=mappings, stamp=stamp, **whose),
            done=self._on_read,
            failed=self._on_unreadable,
        )

    def _on_read(self, found: Look) -> None:
        self._job = None
        self._strip.end()
        self._look = found
        self._kind.set_choices(_KINDS if found.kind else [_NO_KIND, *_KINDS])
        self._kind.set_value(found.kind)
        self._mapping.show_layouts(found.kind, found.layouts)
        self._show_plan()

    def _on_unreadable(self, trouble: Exception) -> None:
        self._job = None
        self._strip.end()
        if not isinstance(trouble, UserError | StorageTrouble):
            messages.explain(self, trouble)  # a bug: goes on to the crash window
        self._summary.setText(str(trouble))

    def _on_corrected(self, mapping: ColumnMapping) -> None:
        known = read_mappings(self._desk.settings["mappings"])
        self._keep(remembered(known, mapping))

    def _on_reset(self, headings: tuple[str, ...]) -> None:
        known = read_mappings(self._desk.settings["mappings"])
        self._keep(forgotten(known, self._kind.value(), headings))

    def _keep(self, mappings: tuple[ColumnMapping, ...]) -> None:
        self._desk.settings["mappings"] = [mapping.to_dict() for mapping in mappings]
        self._asked = self._kind.value()
        self._read()

    @property
    def _plan(self) -> ImportPlan | None:
        return self._look.plan if self._look else None

    def _show_offer(self) -> None:
        clear(self._offer)
        found = self._look
        if found is not None and found.offer and (found.plan or found.trouble):
            verb = f"按{KINDS[found.offer][0]}来读"
            offered = found.offer
            self._offer.addWidget(note(found.remark(), action=verb, on_click=lambda: self._read_as(offered)))

    def _show_plan(self) -> None:
        plan = self._plan
        self._show_offer()
        self._rows.set_rows(preview_lines(plan) if plan else [])
        self._problems.show_plan(plan)
        self._apply_button.setEnabled(plan is not None and not plan.is_empty)
        found = self._look
        trouble = found.trouble if found else None
        # A 周进度 that does not say whose it is waits for the person to say so, and stays open for a correction.
        if trouble is not None and trouble.field in ("grade", "subject"):
            self._whose.show()
        elif found is not None and found.kind != "progress":
            self._whose.hide()
        self._parts.setVisible(plan is not None or (trouble is None and self._part() == "mapping"))
        self._notes.setVisible(plan is not None and bool(plan.notes))
        if plan is None:
            self._apply_button.setText("导入")
            self._summary.setText(str(trouble) if trouble else "")
            # Where nothing could be read, saying what the columns are is what helps.
            self._show_part("mapping" if trouble and found and found.layouts else self._part() or "rows")
            return
        ready = sum(row.state not in (UNCHANGED, "refused") for row in plan.rows)
        self._summary.setText(f"{plan.summary()}现在还没有写进去。" if not plan.is_empty else self._nothing_new(plan))
        self._notes.setText("　".join(plan.notes))
        self._apply_button.setText(f"导入这{ready}条" if ready else "导入")
        self._parts.set_text("problems", f"要看一下的 {len(plan.problems)}")
        self._show_part(self._part() or ("problems" if plan.counts["must"] else "rows"))

    def _nothing_new(self, plan: ImportPlan) -> str:
        if plan.rows and all(row.state == UNCHANGED for row in plan.rows):
            return f"这份{plan.title}和已有的一样，没有要写进去的。"
        words = "、".join(f"{word}{plan.counts[state]}条" for state, word in STATE_WORDS.items() if plan.counts[state])
        return f"这份表里没有能写进去的。{words}" if words else "这份表里没有认出内容。换一种试试，或看看是不是空表。"

    def _part(self) -> str:
        """The part that stays in sight while the file is read in another way."""
        return "mapping" if self._parts.key() == "mapping" else ""

    def _show_part(self, key: str) -> None:
        self._parts.choose(key)
        if key == "mapping":
            self._stack.setCurrentWidget(self._mapping)
        elif key == "rows":
            self._stack.setCurrentWidget(self._rows)
        else:
            self._stack.setCurrentWidget(self._problems)

    def _apply(self) -> None:
        if self._plan is None or self._plan.is_empty:
            return
        before = self._not_agreeing()
        with messages.told(self) as outcome:
            result = collecting.apply(self._desk.db, self._plan)
            self.change_uid = result.change_uid
        if outcome.ok:
            fresh = len(self._not_agreeing() - before)
            also = f"三表对账多了{fresh}处对不上，在“教师与课表”里看。" if fresh else ""
            self._say_done(self._plan, result, f"{also}要是不对，可以整批撤销。")
            self.accept()

    def _say_done(self, plan: ImportPlan, result: ImportResult, advice: str) -> None:
        """Where nothing stayed out a sentence will do; else the list is offered (wording 32)."""
        said = f"导入{result.new + result.changed}条"
        if not result.refused:
            self._desk.say(f"{said}。{advice}", undo=self.change_uid)
        else:
            said = f"{said}，没导入{result.refused}条，原因在清单里。"
            if not import_done.ask(self, self._desk, plan, said, advice, self.change_uid):
                self.change_uid = ""

    def _not_agreeing(self) -> frozenset[str]:
        """What 三表对账 finds now; kinds of files that it does not read cannot change it."""
        if self._plan is None or self._plan.kind not in _COMPARED:
            return frozenset()
        records = self._desk.records
        found = reconcile(records, reconciling_day(records, self._desk.today()))
        return frozenset(item.uid for item in found.open)
