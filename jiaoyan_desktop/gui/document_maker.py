"""生成Word: documents of chosen records, asked where to, made in a worker, and offered to be opened."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from jiaoyan_desktop import paths
from jiaoyan_desktop.workflows import single_documents

from . import messages, tasks
from .desk import Desk
from .widgets.notices import ProgressStrip

OPEN_FILE, OPEN_FOLDER, UNDERSTOOD = "打开看看", "打开文件夹", "知道了"
WORD = "Word文件 (*.docx)"


class DocumentMaker:
    """One at a time; ``strip`` shows how far it is."""

    def __init__(self, desk: Desk, parent: QWidget, strip: ProgressStrip) -> None:
        self._desk, self._parent, self._strip = desk, parent, strip
        self._job: tasks.Job | None = None

    def make(self, form_id: str, uids: Sequence[str]) -> None:
        """Documents of that form for those records: one is saved under a name, several into a folder."""
        if self._job is not None:
            self._desk.say("上一次还没有生成完。")
            return
        with messages.told(self._parent) as outcome:
            plan = single_documents.gather(self._desk.db, self._desk.term.uid, form_id, uids, self._desk.as_of)
            targets = self._ask_where(single_documents.file_names(plan))
        if not outcome.ok or not targets:
            return
        left_out = len(uids) - len(plan.files)
        self._job = tasks.start(
            lambda report: single_documents.write(plan, targets, report),
            done=lambda made: self._on_made(made, left_out),
            failed=self._on_failed,
            progress=self._strip.advance,
        )
        self._strip.begin("正在生成", self._cancel)

    def _ask_where(self, names: Sequence[str]) -> list[Path]:
        start = paths.begin_in(self._desk.settings["export_folder"], self._desk.db.path)
        if len(names) == 1:
            chosen, _ = QFileDialog.getSaveFileName(self._parent, "存成Word", str(start / names[0]), WORD)
            targets = [Path(chosen)] if chosen else []
        else:
            folder = QFileDialog.getExistingDirectory(self._parent, f"这{len(names)}份放在哪里", str(start))
            targets = [_unused(Path(folder) / name) for name in names] if folder else []
        if targets:
            self._desk.settings["export_folder"] = str(targets[0].parent)
        return targets

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._end()
            self._desk.say("停下了，已经写好的几份还在。")

    def _end(self) -> None:
        self._job = None
        self._strip.end()

    def _on_failed(self, trouble: Exception) -> None:
        self._end()
        messages.explain(self._parent, trouble)

    def _on_made(self, made: single_documents.Documents, left_out: int) -> None:
        self._end()
        files = made.files
        what = (
            f"生成了“{files[0].name}”。"
            if len(files) == 1
            else f"生成了{len(files)}份，在“{files[0].parent.name}”文件夹。"
        )
        parts = []
        if left_out:
            parts.append(f"还有{left_out}条是草稿或者还没有到日子，没有生成。")
        if made.substitutions:
            characters = "、".join(sorted({item.character for item in made.substitutions}))
            parts.append(f"“{characters}”在所选字体里没有，已换成有这个字的字体，打印不会成方框。")
        parts += made.left_out
        first = OPEN_FILE if len(files) == 1 else OPEN_FOLDER
        choices = (first, *((OPEN_FOLDER,) if len(files) == 1 else ()), UNDERSTOOD)
        chosen = messages.ask(self._parent, what, "".join(parts), choices=choices)
        if chosen == OPEN_FILE:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(files[0])))
        elif chosen == OPEN_FOLDER:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(files[0].parent)))


def _unused(path: Path) -> Path:
    """The path, or the same with （2）, （3） … where a file is there already."""
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}（{number}）{path.suffix}")
    return found
