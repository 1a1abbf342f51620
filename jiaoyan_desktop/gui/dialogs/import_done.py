"""After an import of which rows stayed out: their list is still there, to look at, to send back, to undo it all."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from jiaoyan_desktop.settings import Settings
from jiaoyan_desktop.workflows import keeping
from jiaoyan_desktop.workflows.collecting_plan import ImportPlan

from .. import messages, theme
from ..desk import Desk
from ..widgets.buttons import button
from .import_problems import ProblemsPage

LOOK, SAVE, TAKE_BACK, UNDERSTOOD = "看清单", "存成Excel发回去改", "撤销这次导入", "知道了"


class ProblemListDialog(QDialog):
    """The rows that stayed out and what to look at, after the import itself is done."""

    def __init__(self, parent: QWidget | None, settings: Settings, plan: ImportPlan) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setWindowTitle(f"要看一下的：{plan.file_name}")
        self.page = ProblemsPage(settings)
        self.page.show_plan(plan)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button("看好了", role="primary", on_click=self.accept))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(look.px(20),) * 4)
        column.setSpacing(look.px(10))
        column.addWidget(self.page, 1)
        column.addLayout(foot)
        room = self.screen().availableGeometry()
        self.resize(min(look.px(1060), room.width() - 60), min(look.px(560), room.height() - 80))


def ask(parent: QWidget | None, desk: Desk, plan: ImportPlan, said: str, advice: str, change_uid: str) -> bool:
    """Offers the list until the person has seen enough of it; False when the import was taken back."""
    while True:
        chosen = messages.ask(parent, said, advice, choices=(LOOK, SAVE, TAKE_BACK, UNDERSTOOD))
        if chosen == TAKE_BACK:
            with messages.told(parent) as outcome:
                keeping.undo(desk.db, change_uid)
            if outcome.ok:
                desk.say(f"已撤销：导入“{plan.file_name}”。要恢复按Ctrl+Y。")
                return False
        elif chosen not in (LOOK, SAVE):
            return True
        else:
            dialog = ProblemListDialog(parent, desk.settings, plan)
            if chosen == LOOK:
                dialog.exec()
            else:
                dialog.page.save()
            dialog.deleteLater()
