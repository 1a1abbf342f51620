"""放入Word教案: the file is read and shown, what it does not say is asked, and only then it becomes a draft."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jiaoyan_desktop import paths
from jiaoyan_desktop.domain.draft_compare import changed_count, compare
from jiaoyan_desktop.errors import StorageTrouble, UserError
from jiaoyan_desktop.workflows import plan_reading
from jiaoyan_desktop.workflows.plan_matching import suggest
from jiaoyan_desktop.workflows.plan_reading import Kept, LessonPlanRead

from .. import messages, tasks, theme
from ..desk import Desk
from ..widgets.buttons import button
from ..widgets.labels import label
from ..widgets.notices import ProgressStrip
from ..widgets.panels import EmptyPage, Panel, clear, note, scrolled
from .lesson_import_form import LessonImportForm
from .lesson_preview import LessonPreview, small_pictures

WORD_FILES = "Word教案 (*.docx *.docm *.doc *.wps);;所有文件 (*)"
_MOST_NOTES = 6


class LessonImportDialog(QDialog):
    """One file; ``kept`` is where it went, None while it went nowhere."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, source: Path, *, study_uid: str = "", draft_uid: str = ""
    ) -> None:
        super().__init__(parent)
        look = theme.current()
        self._desk, self._source = desk, source
        self._wanted = study_uid, draft_uid
        self._read: LessonPlanRead | None = None
        self._job: tasks.Job | None = None
        self.kept: Kept | None = None
        self.form: LessonImportForm | None = None
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._summary = label("", "strong", wrap=True)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(look.px(6))
        self.preview = LessonPreview()
        left = Panel()
        left.body.addWidget(self._summary)
        left.body.addLayout(self._notes)
        left.body.addWidget(self.preview, 1)
        self._right = QVBoxLayout()
        self._right.setSpacing(look.px(12))
        right = QWidget()
        right.setLayout(self._right)
        self._right.setContentsMargins(0, 0, look.px(4), 0)
        area = scrolled(right)
        area.setFixedWidth(look.px(430))
        both = QHBoxLayout()
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(look.px(16))
        both.addWidget(left, 1)
        both.addWidget(area)
        self._plan = QWidget()
        self._plan.setLayout(both)
        self._page = EmptyPage(icon="lesson")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._page)
        self._pages.addWidget(self._plan)
        self._strip = ProgressStrip()
        self._trouble = label("", "trouble", wrap=True)
        self._trouble.hide()
        self._give_up = button("不放了", on_click=self.reject)
        self.keep_button = button("放进来", role="primary", on_click=self._on_keep)
        self.keep_button.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(8))
        foot.addWidget(self._strip, 1)
        foot.addWidget(self._trouble, 1)
        foot.addStretch(0)
        foot.addWidget(self._give_up)
        foot.addWidget(self.keep_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(look.px(20),) * 4)
        column.setSpacing(look.px(12))
        column.addWidget(self._pages, 1)
        column.addLayout(foot)
        for keys in ("Ctrl+S", "Ctrl+Return"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_keep)
        room = self.screen().availableGeometry()
        self.resize(min(look.px(1120), room.width() - 60), min(look.px(680), room.height() - 80))
        self._start(source)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        desk: Desk,
        sources: Sequence[Path] = (),
        *,
        study_uid: str = "",
        draft_uid: str = "",
    ) -> list[Kept]:
        """Asks for files where none are given, shows each, and keeps those the person says yes to."""
        files = list(sources) or cls.ask_files(parent, desk, one=bool(study_uid))
        found = []
        for place, source in enumerate(files):
            dialog = cls(parent, desk, source, study_uid=study_uid, draft_uid=draft_uid)
            dialog.say_place(place + 1, len(files))
            dialog.exec()
            if dialog.kept is not None:
                found.append(dialog.kept)
            stopped = dialog.result() == QDialog.DialogCode.Rejected and dialog.stops_all(len(files) - place - 1)
            dialog.deleteLater()
            if stopped:
                break
        return found

    @classmethod
    def ask_files(cls, parent: QWidget | None, desk: Desk, *, one: bool) -> list[Path]:
        """The chosen files; the folder is remembered."""
        folder = str(paths.begin_in(desk.settings["import_folder"], desk.db.path))
        if one:
            chosen, _ = QFileDialog.getOpenFileName(parent, "放入Word教案", folder, WORD_FILES)
            files = [Path(chosen)] if chosen else []
        else:
            several, _ = QFileDialog.getOpenFileNames(parent, "放入Word教案，可以一次选几份", folder, WORD_FILES)
            files = [Path(name) for name in several]
        if files:
            desk.settings["import_folder"] = str(files[0].parent)
        return files

    def say_place(self, number: int, count: int) -> None:
        """The title, with which of several files it is."""
        place = f"（第{number}份，共{count}份）" if count > 1 else ""
        self.setWindowTitle(f"放入Word教案：{self._source.name}{place}")

    def stops_all(self, left: int) -> bool:
        """Whether giving up one file is giving up those after it too."""
        if not left:
            return False
        chosen = messages.ask(self, "这一份不放了。", f"后面还有{left}份。", choices=("看下一份", "都不放了"))
        return chosen == "都不放了"

    def reject(self) -> None:
        """Gives up; a file still being read is left alone."""
        if self._job is not None:
            self._job.cancel()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross is the same as 不放了."""
        self.reject()
        super().closeEvent(event)

    # -- reading -----------------------------------------------------------------------------------------------------

    def _start(self, source: Path) -> None:
        self._source, self._read = source, None
        self.say_place(1, 1)
        self.keep_button.setEnabled(False)
        self.keep_button.show()
        self._trouble.hide()
        self._page.say("正在读这份教案，什么都还没有写进去……")
        self._pages.setCurrentWidget(self._page)
        self._strip.begin("正在读", self.reject)

        def work(report: tasks.Report) -> tuple[LessonPlanRead, dict[int, QImage]]:
            read = plan_reading.plan_lesson(source)
            report(0.9, "正在看图")
            return read, small_pictures(read)

        self._job = tasks.start(work, done=self._on_read, failed=self._on_unreadable)

    def _on_unreadable(self, trouble: Exception) -> None:
        self._job = None
        self._strip.end()
        if not isinstance(trouble, UserError | StorageTrouble):
            messages.explain(self, trouble)  # a bug: goes on to the crash window
        self._give_up.setText("知道了")
        self.keep_button.hide()
        self._page.say(str(trouble), [("换一个文件", self._on_other_file)])

    def _on_other_file(self) -> None:
        files = self.ask_files(self, self._desk, one=True)
        if files:
            self._give_up.setText("不放了")
            self._start(files[0])

    def _on_read(self, found: tuple[LessonPlanRead, dict[int, QImage]]) -> None:
        self._job = None
        self._strip.end()
        read, pictures = found
        self._read = read
        desk = self._desk
        suggestion = suggest(desk.records, read)
        study_uid, draft_uid = self._wanted
        if study_uid:
            suggestion.study_uid, suggestion.draft_uid = study_uid, draft_uid
            suggestion.doubts.pop("study_uid", None)
            suggestion.doubts.pop("draft_uid", None)
        clear(self._right)
        self.form = LessonImportForm(desk, read, suggestion)
        self.form.edited.connect(self._on_edited)
        self.form.moved.connect(self._show_difference)
        self._right.addWidget(self.form)
        self._difference = label("", "dim", wrap=True)
        self._right.addWidget(self._difference)
        self._right.addStretch(1)
        self.preview.set_pictures(pictures)
        self._summary.setText(_counted(read))
        self._show_notes(read)
        self._on_edited()
        self._show_difference()
        self._pages.setCurrentWidget(self._plan)
        self.keep_button.setEnabled(True)
        self.form.focus_open()

    def _show_notes(self, read: LessonPlanRead) -> None:
        clear(self._notes)
        place = plan_reading.kept_before(self._desk.db, read)
        if place:
            self._notes.addWidget(note(f"这份文件已经放进来过，就是{place}。", "blue"))
        said = [*read.notes, *_beside(read)]
        for text in said[:_MOST_NOTES]:
            self._notes.addWidget(note(text))
        if len(said) > _MOST_NOTES:
            self._notes.addWidget(label("　".join(said[_MOST_NOTES:]), "hint", wrap=True))

    # -- keeping -----------------------------------------------------------------------------------------------------

    def _on_edited(self) -> None:
        self._trouble.hide()
        if self.form is not None and self._read is not None:
            self.preview.show_plan(self.form.sections())

    def _show_difference(self) -> None:
        """Against the draft that it would follow."""
        assert self.form is not None
        before = self.form.revision_before()
        if before is None:
            self._difference.setText("")
            return
        count = changed_count(compare(before.sections, self.form.sections()))
        locked = f"第{before.number}稿{before.locked_because}，原样留着。" if before.locked_on else ""
        differs = (
            f"和第{before.number}稿比，有{count}处不一样。" if count else f"和第{before.number}稿一样，没有新内容。"
        )
        self._difference.setText(differs + locked)

    def _on_keep(self) -> None:
        form, read = self.form, self._read
        if form is None or read is None:
            return
        form.clear_marks()
        self._trouble.hide()
        desk = self._desk
        try:
            self.kept = plan_reading.keep_lesson(desk.db, read, today=desk.today, **form.target())
        except UserError as trouble:
            if not form.mark(trouble):
                self._trouble.setText(f"！{trouble}")
                self._trouble.show()
            return
        except StorageTrouble as trouble:
            messages.explain(self, trouble)
            return
        kept = self.kept
        stage = f"{kept.draft.stage}案第{kept.revision.number}稿"
        desk.say(f"已放进来：{kept.study.topic}，{stage}。原来的Word也存着。", undo=kept.revision.revision)
        self.accept()


def _counted(read: LessonPlanRead) -> str:
    steps = sum(len(section.steps) for section in read.sections)
    parts = [f"认出{len(read.sections)}栏"]
    if steps:
        parts.append(f"教学过程{steps}个环节")
    if read.pictures:
        parts.append(f"{len(read.pictures)}张图")
    return f"{'，'.join(parts)}。现在还没有写进去。"


def _beside(read: LessonPlanRead) -> list[str]:
    """What stands beside the plan, and what becomes of it."""
    said = []
    for kind, where in (("header", "页眉"), ("footer", "页脚")):
        for text in [aside.text for aside in read.asides if aside.kind == kind]:
            said.append(f"{where}写着“{text}”，留在原来的Word里。")
    comments = sum(aside.kind == "comment" for aside in read.asides)
    if comments:
        said.append(f"{comments}条批注放在最后一栏。")
    if read.pictures:
        said.append("图留在原来的Word里，文中用〔图1〕这样的记号标着。")
    return said
