"""材料上报: what the county wants, what is short, and the packet that goes out."""

from __future__ import annotations

from ..desk import Desk
from ..widgets.buttons import button
from .base_tab import BaseTab
from .base_view import BaseView
from .report_log import LogView
from .report_materials import MaterialsView
from .report_rules import RulesView
from .report_texts import TextsView


class ReportTab(BaseTab):
    """The checklist, the rules behind it, the texts only the director can write, and what went out."""

    name = "report"
    views = (("materials", "要报的材料"), ("rules", "平时的要求"), ("texts", "文稿"), ("log", "报送登记"))
    primary = ("生成全部材料", "export")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.tools.addWidget(button("检查一遍", icon="check", on_click=self._check))
        self.actions["export"] = self._export
        self.actions["check"] = self._check
        self.actions["new"] = self._export

    def make_view(self, key: str) -> BaseView:
        """The four views."""
        made = {"materials": MaterialsView, "rules": RulesView, "texts": TextsView, "log": LogView}
        return made[key](self.desk)

    def _materials(self) -> MaterialsView:
        shown = self.show_view("materials")
        assert isinstance(shown, MaterialsView)
        return shown

    def _check(self) -> None:
        self._materials().check_again()

    def _export(self) -> None:
        self._materials().export_all()
