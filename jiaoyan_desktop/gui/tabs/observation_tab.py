"""听课记录: who was heard, and whom to hear next."""

from __future__ import annotations

from typing import Any, ClassVar

from jiaoyan_desktop.domain.observation import Observation

from ..desk import Desk
from ..widgets.buttons import button
from .base_tab import BaseTab
from .base_view import BaseView
from .observation_acts import ObservationActs
from .observation_figures import FiguresView
from .observation_list import ObservationsView


class ObservationTab(BaseTab):
    """A figure clicked in one view is a list of its records in the other."""

    name = "observation"
    views = (("list", "听课记录"), ("figures", "听课统计"))
    primary = ("记一节听课", "new")
    restores: ClassVar[frozenset[str]] = frozenset({"Observation"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._acts = ObservationActs(desk, self)
        self.actions["new"] = self._acts.new
        self.actions["import"] = self._acts.bring_in
        self.tools.addWidget(button("导入听课台账", icon="import", on_click=self._acts.bring_in))

    def make_view(self, key: str) -> BaseView:
        """One view of the tab."""
        if key == "figures":
            figures = FiguresView(self.desk)
            figures.records_asked.connect(self._show_records)
            return figures
        made = ObservationsView(self.desk)
        made.progress.figures_asked.connect(lambda: self.show_view("figures"))
        return made

    def restore(self, key: str, payload: dict[str, Any]) -> None:
        """Opens the dialog that was being typed into; one whose record is gone becomes a new record."""
        known = self.desk.db.get(Observation, key.partition(":")[2])
        if known is not None:
            self._acts.edit(known, payload)
        else:
            self._acts.new(restored=payload)

    def _show_records(self, title: str, records: list[Observation]) -> None:
        view = self.show_view("list")
        assert isinstance(view, ObservationsView)
        view.refresh_if_stale()
        view.show_only(title, records)
