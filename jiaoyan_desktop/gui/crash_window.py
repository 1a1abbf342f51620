"""The window for a fault of the program's own: the data are saved, the report can be kept, the program goes on."""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from jiaoyan_desktop import __version__

from . import theme
from .widgets.buttons import button
from .widgets.labels import label

WORDS = "程序自己出了毛病，不是您操作的问题。已经录好的都在。请把下面的情况说明存下来交给管理员，程序可以接着用。"
KEEP, GO_ON, REOPEN = "存下情况说明", "接着用", "重新打开"


def show(
    parent: QWidget, kind: type[BaseException], trouble: BaseException, trace: TracebackType | None, log_file: Path
) -> None:
    """Tells the person, once."""
    dialog = CrashWindow(parent, report_of(kind, trouble, trace, log_file))
    dialog.exec()
    dialog.deleteLater()


def report_of(kind: type[BaseException], trouble: BaseException, trace: TracebackType | None, log_file: Path) -> str:
    """What the administrator needs: versions and the place of the fault; nothing out of the school file."""
    lines = [
        f"教研桌面 {__version__}",
        f"时间 {datetime.now().isoformat(timespec='seconds')}",
        f"系统 {platform.platform()}　Python {platform.python_version()}",
        f"完整的日志在 {log_file}",
        "",
        *traceback.format_exception(kind, trouble, trace),
    ]
    return "\n".join(line.rstrip("\n") for line in lines)


class CrashWindow(QDialog):
    """Wording 7.20; three verbs, the first one is the default."""

    def __init__(self, parent: QWidget | None, report: str) -> None:
        super().__init__(parent)
        self._report = report
        self.setWindowTitle("程序出了毛病")
        look = theme.current()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(look.px(20),) * 4)
        outer.setSpacing(look.px(12))
        outer.addWidget(label(WORDS, wrap=True))
        shown = QPlainTextEdit(report)
        shown.setReadOnly(True)
        shown.setAccessibleName("情况说明")
        shown.setMinimumSize(look.px(560), look.px(200))
        outer.addWidget(shown, 1)
        self._told = label("", "hint", wrap=True)
        self._told.hide()
        outer.addWidget(self._told)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addStretch(1)
        row.addWidget(button(REOPEN, on_click=self._reopen))
        row.addWidget(button(GO_ON, on_click=self.accept))
        keep = button(KEEP, role="primary", on_click=self._keep)
        keep.setDefault(True)
        row.addWidget(keep)
        outer.addLayout(row)

    def _keep(self) -> None:
        proposed = str(Path.home() / f"情况说明 {datetime.now():%Y-%m-%d %H%M}.txt")
        chosen, _ = QFileDialog.getSaveFileName(self, "情况说明存在哪里", proposed, "文本 (*.txt)")
        if not chosen:
            return
        try:
            Path(chosen).write_text(self._report, encoding="utf-8")
        except OSError as trouble:
            self._told.setText(f"“{chosen}”写不进去（{trouble.strerror}）。请换一个地方。")
        else:
            self._told.setText(f"存好了：{chosen}")
        self._told.show()

    def _reopen(self) -> None:
        self.accept()
        QProcess.startDetached(sys.executable, ["-m", "jiaoyan_desktop"] if not hasattr(sys, "frozen") else [])
        QApplication.closeAllWindows()
