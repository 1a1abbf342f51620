"""A small window with progress and 停下, for work that nothing else can be done during."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from . import messages, tasks, theme
from .widgets.labels import label
from .widgets.notices import ProgressStrip

T = TypeVar("T")


def wait_for(parent: QWidget | None, text: str, work: Callable[[tasks.Report], T]) -> T | None:
    """What ``work(report)`` returned; None when it was stopped, or broke and the person was told why."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(text)
    dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
    look = theme.current()
    column = QVBoxLayout(dialog)
    column.setContentsMargins(*(look.px(20),) * 4)
    column.addWidget(label(text, "subtitle"))
    strip = ProgressStrip()
    column.addWidget(strip)
    dialog.setMinimumWidth(look.px(440))
    loop = QEventLoop()
    results: list[T] = []
    troubles: list[Exception] = []
    job = tasks.start(work, done=results.append, failed=troubles.append, progress=strip.advance, ended=loop.quit)
    strip.begin(text, job.cancel)
    dialog.rejected.connect(job.cancel)
    dialog.show()
    loop.exec()
    dialog.hide()
    dialog.deleteLater()
    if troubles:
        messages.explain(parent, troubles[0])
    return results[0] if results else None
