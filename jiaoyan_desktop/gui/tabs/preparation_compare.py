"""对照: two drafts, or two revisions, section beside section; what went is struck out, what came stands on green."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jiaoyan_desktop.domain.draft_compare import changed_count, compare
from jiaoyan_desktop.domain.preparation import DraftRevision
from jiaoyan_desktop.domain.study_standing import StudyStanding

from .. import theme
from ..desk import Desk
from ..widgets.buttons import button
from ..widgets.fields import Choice, TickField
from ..widgets.labels import label
from ..widgets.panels import Panel
from .preparation_page import StudyPlace, StudyView
from .preparation_text import PlanPage, comparison_html


class CompareView(StudyView):
    """The younger side follows the draft chosen at the left, the older one is what it came from."""

    def __init__(self, desk: Desk, place: StudyPlace) -> None:
        super().__init__(desk, place)
        look = theme.current()
        self.older, self.younger = Choice(), Choice()
        self.older.setAccessibleName("左边的稿")
        self.younger.setAccessibleName("右边的稿")
        for made in (self.older, self.younger):
            made.setMinimumWidth(look.px(200))
            made.edited.connect(self._show_text)
        self._only = TickField("只看改过的")
        self._only.edited.connect(self._show_text)
        self.buttons.addWidget(self._only)
        self._said = label("", "hint")
        self._place = self._places = 0  # the changed place gone to last, and how many there are
        self._before = button("上一处", icon="up", tip="Shift+F3", on_click=lambda: self._go(-1))
        self._next = button("下一处", icon="down", tip="F3", on_click=lambda: self._go(1))
        for keys, made in (("F3", self._next), ("Shift+F3", self._before)):
            QShortcut(QKeySequence(keys), self).activated.connect(made.click)
        self.page = PlanPage("两稿对照")
        top = QHBoxLayout()
        top.setSpacing(look.px(14))
        for made in (self.older, self.younger):
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(made)
            row.addStretch(1)
            top.addWidget(holder, 1)
        panel = Panel()
        panel.body.addLayout(top)
        panel.body.addWidget(self.page, 1)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(8))
        foot.addWidget(self._said, 1)
        foot.addWidget(self._before)
        foot.addWidget(self._next)
        panel.body.addLayout(foot)
        self.room.addWidget(panel)
        self._shown = ""

    def preferred_draft(self, standing: StudyStanding) -> str:
        """What came from something can be compared with it."""
        made = [line.draft.uid for line in standing.lines if line.parent]
        return made[0] if made else super().preferred_draft(standing)

    def show_draft(self) -> None:
        """The chosen draft against its parent, unless two others were chosen before."""
        if self.standing is None:
            return
        choices = [
            (item.uid, line.title + (f" 第{item.number}稿" if len(line.revisions) > 1 else ""))
            for line in self.standing.lines
            for item in line.revisions
        ]
        self.older.set_choices(choices)
        self.younger.set_choices(choices)
        line = self.standing.line(self.place.draft_uid)
        if line is not None and self._shown != line.draft.uid:
            self._shown = line.draft.uid
            before = line.parent or (line.revisions[-2] if len(line.revisions) > 1 else line.latest)
            self.older.set_value(before.uid)
            self.younger.set_value(line.latest.uid)
        self._show_text()

    def _show_text(self) -> None:
        older, younger = self._revision(self.older.value()), self._revision(self.younger.value())
        look = theme.current()
        quiet = f'<p style="color:{look.colour("dim").name()}">'
        if older is None or younger is None:
            self.page.show_html(f"{quiet}还没有稿子可以对照。先写A案，合成B案以后就能看出改了哪里。</p>")
            self._said.setText("")
            self._count_places("")
            return
        found = compare(older.sections, younger.sections)
        count = changed_count(found)
        html = comparison_html(found, only_changes=self._only.value())
        if not html:
            html = f"{quiet}{'两稿一样，没有改过的地方。' if found else '这两稿还没有写内容。'}</p>"
        self.page.show_html(html, keep_place=True)
        self._count_places(html)
        legend = "划掉的是左边原来的，绿底的是右边新写的"
        self._said.setText(f"改了{count}处　{legend}" if count else "两稿一样")

    def _count_places(self, html: str) -> None:
        self._place, self._places = 0, html.count('name="change-')
        for made in (self._before, self._next):
            made.setEnabled(self._places > 0)

    def _go(self, step: int) -> None:
        """To the next or the last changed place, round and round."""
        self._place = (self._place - 1 + step) % self._places + 1 if self._place or step > 0 else self._places
        self.page.scrollToAnchor(f"change-{self._place}")

    def _revision(self, uid: str | None) -> DraftRevision | None:
        if self.standing is None:
            return None
        every: Sequence[DraftRevision] = [item for line in self.standing.lines for item in line.revisions]
        return next((item for item in every if item.uid == uid), None)
