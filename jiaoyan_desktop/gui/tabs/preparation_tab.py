"""集体备课: how a lesson plan went from the A draft to the C drafts, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from jiaoyan_desktop.domain.study_standing import DraftLine, StudyStanding, standings
from jiaoyan_desktop.workflows import planning

from .. import messages
from ..desk import Desk
from ..dialogs.activity_dialog import ActivityDialog
from ..widgets.buttons import button
from .base_tab import BaseTab
from .base_view import BaseView
from .preparation_acts import PreparationActs
from .preparation_compare import CompareView
from .preparation_drafts import DraftsView
from .preparation_meetings import MEETING_KIND, MeetingsView
from .preparation_page import StudyPlace
from .preparation_studies import StudiesView


class PreparationTab(BaseTab):
    """Its views look at one study together: what is chosen in one is seen in the others."""

    name = "preparation"
    views = (("studies", "课例"), ("drafts", "教案稿"), ("meetings", "备课会"), ("compare", "对照"))
    primary = ("新建课例", "new")
    restores: ClassVar[frozenset[str]] = frozenset({"LessonStudy", "Draft", "Comment", "Reflection"})

    def __init__(self, desk: Desk) -> None:
        self._place = StudyPlace()  # the first view is made while the base is set up
        super().__init__(desk)
        self._acts = PreparationActs(desk, self)
        self.actions["new"] = self._new
        self.actions["import"] = self.take_in
        self.setAcceptDrops(True)
        self.tools.addWidget(button("放入Word教案", icon="import", on_click=lambda: self.take_in()))
        self.tools.addWidget(button("写备课会记录", icon="plus", on_click=self._on_meeting))

    def make_view(self, key: str) -> BaseView:
        """One view of the tab."""
        if key == "studies":
            made = StudiesView(self.desk)
            made.opened.connect(self._open)
            made.plans_asked.connect(self.take_in)
            return made
        if key == "drafts":
            return DraftsView(self.desk, self._place)
        if key == "compare":
            return CompareView(self.desk, self._place)
        meetings = MeetingsView(self.desk)
        meetings.new_asked.connect(self._on_meeting)
        return meetings

    def take_in(self, sources: Sequence[Path] = ()) -> None:
        """Lesson plans from Word, asked for where none are given; then looks at the draft they became."""
        draft = self._acts.take_in(sources)
        if draft is not None:
            self._open(draft.lesson_study_uid, draft.uid)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the tab."""
        if _files_of(event.mimeData()) and not self.desk.db.is_read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Dropped files are lesson plans; what they are not is said. The drag ends before anything is asked."""
        files = _files_of(event.mimeData())
        event.acceptProposedAction()
        QTimer.singleShot(0, self, lambda: self.take_in(files))

    def restore(self, key: str, payload: dict[str, Any]) -> None:
        """Opens what was being written when the program ended; what it belonged to may be gone meanwhile."""
        kind, _, which = key.partition(":")
        uid, _, parent = which.partition("@")
        every = standings(self.desk.records, self.desk.names)
        if kind == "LessonStudy":
            found = next((item for item in every if item.study.uid == uid), None)
            if found:
                self._acts.edit_study(found.study, payload)
            else:
                self._acts.new_study(payload)
            return
        opened = {
            "Comment": self._restore_comment,
            "Draft": self._restore_draft,
            "Reflection": self._restore_reflection,
        }[kind](every, uid, parent, payload)
        if not opened:
            messages.tell(
                self, "它原来所在的课例或教案稿已经不在了。", "写到一半的内容还留着，可以从“最近操作”找回课例再接着写。"
            )

    def _restore_comment(
        self, every: tuple[StudyStanding, ...], uid: str, parent: str, payload: dict[str, Any]
    ) -> bool:
        for item in every:
            record = next((comment for comment in item.comments if comment.uid == uid), None)
            if record or item.study.uid == parent:
                self._acts.comment(item, record, restored=payload)
                return True
        return False

    def _restore_draft(self, every: tuple[StudyStanding, ...], uid: str, parent: str, payload: dict[str, Any]) -> bool:
        for item in every:
            line = item.line(uid)
            if line:
                self._acts.write(item, line, payload)
                return True
            if item.study.uid == parent and not item.of_stage("A"):
                self._acts.write_a(item, payload)
                return True
        return False

    def _restore_reflection(
        self, every: tuple[StudyStanding, ...], uid: str, parent: str, payload: dict[str, Any]
    ) -> bool:
        for item in every:
            draft = next((one.draft_uid for one in item.reflections if one.uid == uid), parent)
            line: DraftLine | None = item.line(draft or "")
            if line:
                self._acts.reflect(item, line, payload)
                return True
        return False

    def _new(self) -> None:
        made = self._acts.new_study()
        if made:
            self._open(made.uid)

    def _open(self, study_uid: str, draft_uid: str = "") -> None:
        self._place.go(study_uid, draft_uid)
        self.show_view("drafts")

    def _on_meeting(self) -> None:
        """A meeting is an activity; it is about the study in sight, where one is."""
        desk = self.desk
        study = next((item for item in desk.records.studies if item.uid == self._place.study_uid), None)
        fresh = ActivityDialog.fresh(desk).but(kind=MEETING_KIND)
        if study is not None:
            fresh = fresh.but(
                title=f"{study.topic}集体备课",
                subject=study.subject,
                grade=study.grade,
                lesson_study_uid=study.uid,
                group_uid=study.group_uid,
                keynote_uid=study.lead_uid,
            )
        saved = ActivityDialog.ask(self, desk, fresh, lambda item: planning.save_activity(desk.db, item))
        if saved:
            desk.say(f"已记：{saved.title}", saved.revision)
            self.show_place("meetings", saved.uid)


def _files_of(data: QMimeData) -> list[Path]:
    """The files of this computer among what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile() and Path(url.toLocalFile()).is_file()]
