"""A draft was taught: on which day, and which observation belongs to that lesson."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.dates import date_screen
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.preparation import DraftRevision
from jiaoyan_desktop.domain.study_standing import DraftLine, StudyStanding

from ..desk import Desk
from ..widgets.date_field import DateField
from ..widgets.fields import Choice
from .form_dialog import FormDialog


def lessons_of(desk: Desk, standing: StudyStanding, line: DraftLine) -> tuple[Observation, ...]:
    """Observations that may be of this lesson: of its teacher and subject, named by no other draft; newest first."""
    own = {item.uid for item in line.revisions}
    fits = [
        item
        for item in desk.records.observations
        if item.taught_by_uid == line.draft.author_uid
        and item.subject == standing.study.subject
        and item.draft_revision_uid in (None, *own)
        and line.draft.class_uid in (None, item.class_uid)
    ]
    return tuple(sorted(fits, key=lambda item: (item.happened_on, item.period), reverse=True))


class TaughtDialog(FormDialog[DraftRevision]):
    """``save`` gets ``on`` and ``observation_uid``."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        save: Callable[[dict[str, Any]], DraftRevision],
        standing: StudyStanding,
        line: DraftLine,
    ) -> None:
        super().__init__(
            parent,
            f"{line.title}上课用了",
            save,
            verb="上课用了，锁定",
            give_up="先不锁",
            lead="锁定以后这一稿原样留着；再改就存成新的一稿，听课记录仍指着现在这一稿。",
            width=560,
        )
        self._heard = {item.uid: item for item in lessons_of(desk, standing, line)}
        said = [(uid, self._said(desk, item)) for uid, item in self._heard.items()]
        chosen = self.form.add("observation_uid", "听课记录", Choice([(None, "没有人听，或者还没有记"), *said]))
        chosen.edited.connect(self._take_day)
        day = DateField(desk.term, today=desk.today, field="on")
        self.form.add("on", "哪天上的", day, needed=True)
        day.set_value(desk.today())
        linked = next((item for item in self._heard.values() if item.lesson_study_uid == standing.study.uid), None)
        if linked:
            chosen.set_value(linked.uid)
            day.set_value(linked.happened_on)

    def _take_day(self) -> None:
        heard = self._heard.get(self.form.editor("observation_uid").value())
        if heard:
            self.form.editor("on").set_value(heard.happened_on)

    def _said(self, desk: Desk, item: Observation) -> str:
        period = f"第{item.period}节" if item.period else ""
        return f"{date_screen(item.happened_on)} {period} {desk.names.teacher(item.observer_uid)}听：{item.topic}"

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        desk: Desk,
        save: Callable[[dict[str, Any]], DraftRevision],
        standing: StudyStanding,
        line: DraftLine,
    ) -> DraftRevision | None:
        """The locked revision, or None."""
        return cls(parent, desk, save, standing, line).run()
