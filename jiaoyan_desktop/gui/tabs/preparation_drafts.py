"""教案稿: one draft to read, and what can be done with it next."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from jiaoyan_desktop.domain.dates import date_cn
from jiaoyan_desktop.domain.preparation import DraftRevision
from jiaoyan_desktop.domain.study_standing import DraftLine

from ..desk import Desk
from ..document_maker import DocumentMaker
from ..models.preparation_tree import chip_of
from ..widgets.buttons import button
from ..widgets.fields import Choice
from ..widgets.labels import Chip, CutLabel, label
from ..widgets.notices import ProgressStrip
from ..widgets.panels import EmptyPage, Panel
from .preparation_page import StudyPlace, StudyView
from .preparation_text import PlanPage, plan_html

FORM = "lesson-plan"  # 教案


class DraftsView(StudyView):
    """The draft chosen at the left, its revisions, and the buttons that fit its stage."""

    def __init__(self, desk: Desk, place: StudyPlace) -> None:
        super().__init__(desk, place)
        self._title = label("", "subtitle")
        self._state = Chip()
        self._revisions = Choice()
        self._revisions.setAccessibleName("第几稿")
        self._revisions.edited.connect(self._show_text)
        self._about = CutLabel("", "hint")
        self.page = PlanPage("教案")
        self.original_button = button("原来的Word", role="quiet", icon="file", on_click=self._on_original)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._state)
        head.addWidget(self._about, 1)
        head.addWidget(self.original_button)
        head.addWidget(self._revisions)
        panel = Panel()
        panel.body.addLayout(head)
        panel.body.addWidget(self.page, 1)
        self._none = EmptyPage(icon="pen")
        self._none.say(
            "这一课还没有A案。主备老师写好的Word教案直接拖进来就是，也可以在这里一栏一栏写。",
            [("写A案", self.write), ("放入Word教案", self._on_take_in)],
        )
        self._room = QStackedWidget()
        self._room.addWidget(panel)
        self._room.addWidget(self._none)
        self.room.addWidget(self._room)
        self._shown = ""
        self._strip = ProgressStrip()
        panel.body.addWidget(self._strip)
        self.maker = DocumentMaker(desk, self, self._strip)
        self.word_button = button("生成Word", on_click=self._on_word)
        self.edit_button = button("改这份稿", icon="pen", on_click=self.write)
        self.reflect_button = button("写教学反思", on_click=self._on_reflect)
        self.take_in_button = button(
            "",
            role="icon",
            icon="import",
            name="收回Word：老师改过的文件放进来，成为新的一稿",
            on_click=self._on_take_in,
        )
        self.delete_button = button("", role="icon", icon="bin", name="删除这份稿", on_click=self._on_delete)
        self.study_button = button("改课例", on_click=self._on_study)
        self.promote_button = button("合成B案", role="primary", on_click=self._on_promote)
        self.fork_button = button("分出C案…", role="primary", on_click=self._on_fork)
        self.teach_button = button("上课用了（锁定）", role="primary", on_click=self._on_teach)
        for made in (
            self.delete_button,
            self.take_in_button,
            self.study_button,
            self.word_button,
            self.reflect_button,
            self.edit_button,
            self.promote_button,
            self.fork_button,
            self.teach_button,
        ):
            self.buttons.addWidget(made)

    def line(self) -> DraftLine | None:
        """The draft in sight."""
        return self.standing.line(self.place.draft_uid) if self.standing else None

    def show_draft(self) -> None:
        """The draft's latest revision, and its buttons."""
        line = self.line()
        self._room.setCurrentIndex(0 if line else 1)
        standing = self.standing
        has_b = bool(standing and standing.of_stage("B"))
        stage = line.draft.stage if line else ""
        self.edit_button.setVisible(line is not None)
        self.delete_button.setVisible(line is not None)
        self.word_button.setVisible(line is not None)
        self.take_in_button.setVisible(line is not None)
        self.reflect_button.setVisible(stage == "C")
        self.promote_button.setVisible(stage == "A" and not has_b)
        self.fork_button.setVisible(stage == "B")
        self.teach_button.setVisible(stage == "C" and line is not None and line.latest.locked_on is None)
        if line is None or standing is None:
            return
        written = any(item.draft_uid == line.draft.uid for item in standing.reflections)
        self.reflect_button.setText("改教学反思" if written else "写教学反思")
        self._title.setText(line.title)
        self._state.say(*chip_of(line))
        chosen = self._revisions.value() if self._shown == line.draft.uid else None
        newest = list(reversed(line.revisions))
        self._revisions.set_choices([(item.uid, f"第{item.number}稿") for item in newest])
        known = {item.uid for item in newest}
        was_newest = self._shown == line.draft.uid and chosen not in known
        self._revisions.set_value(newest[0].uid if chosen is None or was_newest else chosen)
        self._revisions.setVisible(len(newest) > 1)
        keep = self._shown == line.draft.uid
        self._shown = line.draft.uid
        self._show_text(keep_place=keep)

    def revision(self) -> DraftRevision | None:
        """The revision in sight."""
        line = self.line()
        if line is None:
            return None
        return next((item for item in line.revisions if item.uid == self._revisions.value()), line.latest)

    def write(self) -> None:
        """Writes the draft in sight, or the A draft of a study that has none."""
        line = self.line()
        if self.standing is None:
            return
        if line is None:
            made = self.acts.write_a(self.standing)
            if made:
                self.place.go(self.standing.study.uid, made.draft_uid)
            return
        after = self.acts.write(self.standing, line)
        if after:
            self._shown = ""  # what was written is looked at, whichever revision was in sight before
            self.refresh()

    def _show_text(self, *, keep_place: bool = False) -> None:
        line, revision = self.line(), self.revision()
        if line is None or revision is None or self.standing is None:
            return
        names = self.desk.names
        reflections = [
            (names.teacher(item.teacher_uid), item)
            for item in self.standing.reflections
            if item.draft_uid == line.draft.uid or (item.draft_uid is None and line.draft.stage == "C")
        ]
        self.original_button.setVisible(bool(revision.original))
        self._about.set_whole(self._said(line, revision))
        self.page.show_html(plan_html(revision.sections, reflections), keep_place=keep_place)

    def _said(self, line: DraftLine, revision: DraftRevision) -> str:
        made = date_cn(revision.made_on) if revision.made_on else ""
        origin = ""
        if line.parent is not None:
            whose = "A案" if line.draft.stage == "B" else "B案"
            origin = f"来自{whose}第{line.parent.number}稿"
        taken = len(revision.adopted_uids)
        adopted = f"采纳{taken}条意见" if taken and line.draft.stage == "B" else ""
        parts = (made, origin, adopted, revision.note, revision.locked_because, *line.notes)
        return " · ".join(filter(None, parts))

    def _on_word(self) -> None:
        line = self.line()
        if line:
            self.maker.make(FORM, [line.draft.uid])

    def _on_study(self) -> None:
        if self.standing:
            self.acts.edit_study(self.standing.study)

    def _on_promote(self) -> None:
        line = self.line()
        made = self.acts.promote(self.standing, line) if self.standing and line else None
        if made and self.standing:
            self.place.go(self.standing.study.uid, made.drafts[0].uid)

    def _on_fork(self) -> None:
        line = self.line()
        if self.standing and line:
            self.acts.fork(self.standing, line)

    def _on_teach(self) -> None:
        line = self.line()
        if self.standing and line:
            self.acts.teach(self.standing, line)

    def _on_reflect(self) -> None:
        line = self.line()
        if self.standing and line:
            self.acts.reflect(self.standing, line)

    def _on_take_in(self) -> None:
        if self.standing is None:
            return
        line = self.line()
        draft = self.acts.take_in((), self.standing.study.uid, line.draft.uid if line else "")
        if draft is not None:
            self._shown = ""  # its newest revision is looked at
            self.place.go(draft.lesson_study_uid, draft.uid)
            self.refresh()

    def _on_original(self) -> None:
        revision = self.revision()
        if revision is not None:
            self.acts.save_original(revision)

    def _on_delete(self) -> None:
        line = self.line()
        if self.standing and line:
            self.acts.delete_draft(self.standing, line)
