"""What 教案稿 and 对照 share: the chosen study with its head line, its drafts and opinions at the left."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jiaoyan_desktop.domain.dates import month_day
from jiaoyan_desktop.domain.naming import grade_name
from jiaoyan_desktop.domain.study_standing import StudyStanding, standings

from .. import theme
from ..desk import Desk
from ..models.preparation_rows import STAGE_TONES
from ..widgets.fields import Choice
from ..widgets.labels import Chip, CutLabel
from ..widgets.panels import EmptyPage
from .base_view import BaseView
from .preparation_acts import PreparationActs
from .preparation_side import StudySide


class StudyPlace(QObject):
    """Which study and which draft the tab is looking at; its views follow it."""

    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.study_uid = ""
        self.draft_uid = ""

    def go(self, study_uid: str, draft_uid: str = "") -> None:
        """Looks at another study, or another draft of it."""
        if (study_uid, draft_uid) != (self.study_uid, self.draft_uid):
            self.study_uid, self.draft_uid = study_uid, draft_uid
            self.moved.emit()


class StudyView(BaseView):
    """Subclasses fill ``self.room`` and show ``self.standing`` and the place's draft in ``show_draft``."""

    kinds = frozenset({"LessonStudy", "Draft", "DraftRevision", "Comment", "Reflection", "Observation", "Teacher"})

    def __init__(self, desk: Desk, place: StudyPlace) -> None:
        super().__init__(desk)
        self.place = place
        self.acts = PreparationActs(desk, self)
        self.standing: StudyStanding | None = None
        look = theme.current()
        self._choice = Choice()
        self._choice.setAccessibleName("课例")
        self._choice.setMinimumWidth(look.px(250))
        self._choice.setMaximumWidth(look.px(380))
        self._choice.edited.connect(lambda: self.place.go(self._choice.value()))
        self._stage = Chip()
        self._meta = CutLabel("", "dim")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(look.px(8))
        head = QHBoxLayout()
        head.setSpacing(look.px(10))
        head.addWidget(self._choice)
        head.addWidget(self._stage)
        head.addWidget(self._meta, 1)
        head.addLayout(self.buttons)
        self.study_side = StudySide()
        self.study_side.draft_chosen.connect(lambda uid: self.place.go(self.place.study_uid, uid))
        self.study_side.comment_asked.connect(self._on_comment)
        self.study_side.comment_opened.connect(self._on_comment)
        self.study_side.comment_judged.connect(self.acts.judge)
        self.study_side.comment_removed.connect(self.acts.delete_comment)
        self.room = QVBoxLayout()
        body = QHBoxLayout()
        body.setSpacing(look.px(12))
        body.addWidget(self.study_side)
        body.addLayout(self.room, 1)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        column.addLayout(head)
        column.addLayout(body, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(full)
        self._empty = EmptyPage(icon="lesson")
        self._empty.say("还没有课例。先建一个课题，再写A案。", [("新建课例", self._on_new)])
        self._pages.addWidget(self._empty)
        self.column.addWidget(self._pages)
        place.moved.connect(self._on_moved)

    def refresh(self) -> None:
        """The chosen study as it is now; the first one when none was chosen or it is gone."""
        found = {item.study.uid: item for item in standings(self.desk.records, self.desk.names)}
        self._pages.setCurrentIndex(0 if found else 1)
        self._choice.set_choices([(uid, _said(item)) for uid, item in found.items()])
        if self.place.study_uid not in found and found:
            self.place.go(next(iter(found)))
        self.standing = found.get(self.place.study_uid)
        self._choice.set_value(self.place.study_uid)
        if self.standing is None:
            return
        study, names = self.standing.study, self.desk.names
        self._stage.say(study.stage, STAGE_TONES.get(study.stage, "dim"))
        people = [f"主备 {names.teacher(study.lead_uid)}" if study.lead_uid else ""]
        people.append(f"辅备 {names.teachers(study.assistant_uids)}" if study.assistant_uids else "")
        people.append(f"{month_day(study.planned_on)}集备" if study.planned_on else "")
        self._meta.set_whole(" · ".join(filter(None, people)))
        self.study_side.feed(self.standing, names)
        line = self.standing.line(self.place.draft_uid)
        if line is None and self.standing.lines:
            self.place.draft_uid = self.preferred_draft(self.standing)
        if self.place.draft_uid:
            self.study_side.choose(self.place.draft_uid)
        self.show_draft()

    def preferred_draft(self, standing: StudyStanding) -> str:
        """The draft looked at when a study is opened: B when there is one, else A."""
        stages = {line.draft.stage: line.draft.uid for line in reversed(standing.lines)}
        return stages.get("B") or stages.get("A") or next(iter(stages.values()))

    def show_draft(self) -> None:
        """Shows the draft of ``self.place``."""
        raise NotImplementedError

    def show_record(self, uid: str) -> None:
        """Goes to that study, or to that draft."""
        draft = next((item for item in self.desk.records.drafts if item.uid == uid), None)
        if draft is not None:
            self.place.go(draft.lesson_study_uid, uid)
        else:
            self.place.go(uid)

    def _on_moved(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self.mark_stale()

    def mark_stale(self) -> None:
        """Refreshes when seen next."""
        self._is_stale = True

    def _on_comment(self, comment: object = None) -> None:
        if self.standing is None:
            return
        record = next((item for item in self.standing.comments if item is comment), None)
        self.acts.comment(self.standing, record, draft_uid=None if record else self.place.draft_uid or None)

    def _on_new(self) -> None:
        made = self.acts.new_study()
        if made:
            self.place.go(made.uid)


def _said(standing: StudyStanding) -> str:
    study = standing.study
    return f"{study.topic}　{grade_name(study.grade)}{study.subject}"
