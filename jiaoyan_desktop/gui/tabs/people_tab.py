"""教师与课表: who teaches what and when, in seven views."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtWidgets import QPushButton

from ..desk import Desk
from ..dialogs.import_dialog import ImportDialog
from ..widgets.buttons import button
from .base_tab import BaseTab
from .base_view import BaseView
from .people_assignments import AssignmentsView
from .people_groups import GroupsView
from .people_progress import ProgressView
from .people_reconcile import ReconcileView
from .people_substitutions import SubstitutionsView
from .people_teachers import TeachersView
from .people_timetable import TimetableView

_IMPORTS = {
    "teachers": ("导入花名册", "roster"),
    "assignments": ("导入任课分工", "assignments"),
    "timetable": ("导入总课程表", "timetable"),
    "progress": ("导入周进度", "progress"),
}


class PeopleTab(BaseTab):
    """Teachers, assignments, timetable, weekly progress, groups."""

    name = "people"
    views = (
        ("teachers", "教师"),
        ("assignments", "任课分工"),
        ("timetable", "课程表"),
        ("progress", "周进度"),
        ("reconcile", "三表对账"),
        ("substitutions", "调课代课"),
        ("groups", "教研组与备课组"),
    )
    primary = ("添加教师", "new")
    restores: ClassVar[frozenset[str]] = frozenset({"Teacher", "Progress", "Substitution"})

    def __init__(self, desk: Desk) -> None:
        self._tools: tuple[QPushButton, QPushButton] | None = None
        super().__init__(desk)
        self._tools = (
            button("导入花名册", icon="import", on_click=self._import),
            button("添加", icon="plus", on_click=self._add),
        )
        for tool in self._tools:
            self.tools.addWidget(tool)
        self.actions["new"] = self._add
        self.actions["import"] = self._import_any
        for key, (_, kind) in _IMPORTS.items():
            self.actions[f"import_{kind}"] = lambda key=key, kind=kind: self._import_into(key, kind)
        self.on_view_shown(self.segments.key())

    def make_view(self, key: str) -> BaseView:
        """The seven views."""
        made = {
            "teachers": TeachersView,
            "assignments": AssignmentsView,
            "timetable": TimetableView,
            "progress": ProgressView,
            "reconcile": ReconcileView,
            "substitutions": SubstitutionsView,
            "groups": GroupsView,
        }
        return made[key](self.desk)

    def on_view_shown(self, key: str) -> None:
        """Each view says what can be added and read in there."""
        if self._tools is None:
            return  # the first view is shown before there are any tools
        read_in, add = self._tools
        words = _IMPORTS.get(key)
        read_in.setVisible(words is not None)
        if words is not None:
            read_in.setText(words[0])
            read_in.setAccessibleName(words[0])
        verb = {
            "teachers": "添加教师",
            "assignments": "添加班级",
            "timetable": "新的一版",
            "progress": "添加一周",
            "substitutions": "登记调课代课",
            "groups": "添加一个组",
        }.get(key, "")
        add.setText(verb)
        add.setAccessibleName(verb)
        # The header's own button adds a teacher; a second one for the same thing would only ask which is meant.
        add.setVisible(bool(verb) and key != "teachers")

    def restore(self, key: str, payload: dict[str, Any]) -> None:
        """Typing that a crash left behind goes back into its dialog."""
        kind, _, uid = key.partition(":")
        views = {"Teacher": "teachers", "Progress": "progress", "Substitution": "substitutions"}
        shown = self.show_view(views[kind])
        assert isinstance(shown, TeachersView | ProgressView | SubstitutionsView)
        shown.restore(uid, payload)

    def _add(self) -> None:
        shown = self.view()
        if isinstance(shown, ReconcileView):
            shown = self.show_view("teachers")  # nothing is added there, and the header's button says 添加教师
        assert isinstance(
            shown, TeachersView | AssignmentsView | TimetableView | ProgressView | SubstitutionsView | GroupsView
        )
        shown.add()

    def _import_any(self) -> None:
        """From the window's menu: the file says itself what it is."""
        ImportDialog.ask(self, self.desk)

    def _import_into(self, view: str, kind: str) -> None:
        """One of the first steps: what comes in is seen at once."""
        self.show_view(view)
        ImportDialog.ask(self, self.desk, kind)

    def _import(self) -> None:
        ImportDialog.ask(self, self.desk, _IMPORTS.get(self.segments.key(), ("", "roster"))[1])
