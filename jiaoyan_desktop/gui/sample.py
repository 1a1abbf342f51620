"""看看样例学校: an invented school to click around in, made on this computer the first time."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop import paths
from jiaoyan_desktop.workflows import sample_school

from . import messages
from .waiting import wait_for

LAST, FRESH = "接着看上次的", "重新做一份"


def make_sample(parent: QWidget | None, today: date) -> str:
    """The path of the sample school's file, or an empty text when the person left it."""
    folder = paths.home() / "sample"
    target = folder / "样例学校.jiaoyan"
    if target.exists():
        chosen = messages.ask(
            parent,
            "样例学校以前打开过。",
            "接着看上次的，或者重新做一份（上次点乱的都不要了）。",
            choices=(LAST, FRESH),
        )
        if chosen == LAST:
            return str(target)
        if chosen is None:
            return ""
        target.unlink()
    folder.mkdir(exist_ok=True)
    made = wait_for(parent, "正在做样例学校", lambda report: sample_school.build(target, today))
    return str(made) if made else ""
