"""A lesson heard: facts, the lesson as it went, comments, points, photographed pages; draft or written out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import pairwise
from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jiaoyan_desktop.domain.dates import date_cn
from jiaoyan_desktop.domain.lessons_now import TermLessons
from jiaoyan_desktop.domain.observation import LessonStep, Observation, Remark, Rubric
from jiaoyan_desktop.domain.observing_rules import Concern
from jiaoyan_desktop.domain.study_standing import draft_title
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.workflows.observing import Flagged

from .. import messages, theme
from ..desk import Desk
from ..widgets.buttons import button
from ..widgets.fields import Choice, LongText
from ..widgets.growing_text import GrowingText
from ..widgets.labels import label
from ..widgets.panels import Panel
from ..widgets.row_editor import RowColumn, RowEditor
from .form_dialog import FormDialog
from .observation_facts import ObservationFacts, remember_observer
from .observation_pictures import PicturesField
from .observation_reason import ReasonDialog
from .observation_scores import ScoresField

Save = Callable[[Observation, list[tuple[str, bytes]]], Observation]
STEP_COLUMNS = (
    RowColumn(key="at", title="时间", hint="8:05", width=64),
    RowColumn(key="teaching", title="教学过程", stretch=3),
    RowColumn(key="comment", title="旁评", stretch=2),
)
USUAL_REMARKS = ("优点", "不足", "希望")
# Choices of a concern that this dialog can carry out; the others lead to places it cannot reach.
_GO_BACK = {"change_day", "change_period", "change_observer", "edit", "open_other"}


class ObservationDialog(FormDialog[Observation]):
    """``record`` is a kept observation, or a new one with what is known of it already (``observing.prefill``)."""

    outside_words: ClassVar[dict[str, str]] = {
        "steps": "教学过程",
        "remarks": "评语",
        "summary": "总评",
        "scores": "打分",
        "pictures": "手写页",
        "draft_revision_uid": "上课用的教案稿",
    }

    def __init__(self, parent: QWidget | None, desk: Desk, save: Save, record: Observation) -> None:
        is_new = not record.revision
        super().__init__(
            parent,
            "记一节听课" if is_new else "改听课记录",
            self._keep,
            verb="写好了" if is_new or record.is_draft else "保存",
            give_up="不记了" if is_new else "先不改",
            width=1120,
            enter_moves=True,
        )
        self._desk, self._record, self._save_record = desk, record, save
        self._is_draft = False
        self._reason = record.reason
        self.facts = ObservationFacts(desk, self.form, record)
        rubrics = desk.pack.rubrics if desk.pack else ()
        self._add_below(rubrics)
        self._show(record, rubrics)
        self.facts.day.setFocus()
        key = record.uid if not is_new else "new"
        self.keep_drafts(desk.db, f"Observation:{key}", self.facts.title)
        for editor in (self.steps, self.scores, self.pictures, self.summary, self.draft, *self.remarks.values()):
            editor.edited.connect(self.typed)

    # -- building ----------------------------------------------------------------------------------------------------

    def _add_below(self, rubrics: Sequence[Rubric]) -> None:
        look = theme.current()
        self.steps = RowEditor(STEP_COLUMNS, enter_adds=True, stamp=self._minute, name="教学过程")
        self.summary = LongText("总的评价和建议（可以不写）", 2)
        self.summary.setAccessibleName("总评")
        self.scores = ScoresField(rubrics)
        self.pictures = PicturesField(self._desk.db)
        self.draft = Choice(self._drafts_offered())
        self.draft.setAccessibleName("上课用的教案稿")
        self.draft.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.remarks: dict[str, GrowingText] = {}
        left, right = Panel("课是怎么上的", margin=12), Panel("评语", margin=12)
        left.head.addWidget(label("Enter换到下一行，Shift+Enter在格里换行", "hint"))
        left.body.addWidget(self.steps)
        left.body.addStretch(1)
        columns = [remark.column for remark in self._record.remarks]
        usual = self._record.rubric.remark_columns if self._record.rubric else ()
        usual = usual or (rubrics[0].remark_columns if rubrics else USUAL_REMARKS)
        for column in dict.fromkeys((*usual, *columns)):
            field = GrowingText("", least=2, most=8)
            field.setAccessibleName(column)
            self.remarks[column] = field
            right.body.addWidget(label(column, "dim"))
            right.body.addWidget(field)
        right.body.addWidget(label("总评", "dim"))
        right.body.addWidget(self.summary)
        right.body.addStretch(1)
        scoring = Panel("打分（可以不打）", margin=12)
        scoring.body.addWidget(self.scores)
        more = Panel("附", margin=12)
        more.body.addWidget(label("上课用的教案稿", "dim"))
        more.body.addWidget(self.draft)
        more.body.addWidget(self.pictures)
        more.body.addStretch(1)
        first, second = QVBoxLayout(), QVBoxLayout()
        for column, parts in ((first, (left, more)), (second, (right, scoring))):
            column.setSpacing(look.px(12))
            for part in parts:
                column.addWidget(part, 1 if part in (left, right) else 0)
        both = QHBoxLayout()
        both.setSpacing(look.px(12))
        both.addLayout(first, 5)
        both.addLayout(second, 4)
        self.page.addLayout(both)
        entered = self._record.recorded_on
        if entered and self._record.revision:
            self.page.addWidget(label(f"{date_cn(entered)}录入", "hint"))
        if not self._record.revision or self._record.is_draft:
            self.footer.insertWidget(1, button("先放着（草稿）", on_click=self._save_draft))
        self._chain()

    def _chain(self) -> None:
        """The Tab key goes down the page as it is read: facts, lesson, comments, points, the rest."""
        chain: list[QWidget] = [
            self.facts.walk,
            *self.steps.fields(),
            *self.remarks.values(),
            self.summary,
            self.draft,
            self.pictures.add_button,
        ]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _drafts_offered(self) -> list[tuple[str | None, str]]:
        """Every C draft of the term with its latest revision; one named by the record stays offered."""
        records, names = self._desk.records, self._desk.names
        topics = {study.uid: study.topic for study in records.studies}
        found: list[tuple[str | None, str]] = [(None, "没有连着教案稿")]
        for draft in records.drafts:
            for revision in records.revisions_of.get(draft.uid, ())[-1:] if draft.stage == "C" else ():
                found.append((revision.uid, f"{topics.get(draft.lesson_study_uid, '')} {draft_title(draft, names)}"))
        known = {uid for uid, _ in found}
        if self._record.draft_revision_uid not in known:
            old = next((item for item in records.revisions if item.uid == self._record.draft_revision_uid), None)
            owner = next((item for item in records.drafts if old and item.uid == old.draft_uid), None)
            if old and owner:
                title = f"{topics.get(owner.lesson_study_uid, '')} {draft_title(owner, names)} 第{old.number}稿"
                found.append((old.uid, title))
        return found

    def _show(self, record: Observation, rubrics: Sequence[Rubric]) -> None:
        self.steps.set_value([asdict(step) for step in record.steps])
        for remark in record.remarks:
            self.remarks[remark.column].set_value(remark.text)
        self.summary.set_value(record.summary)
        self.draft.set_value(record.draft_revision_uid)
        self.pictures.set_kept(record.pictures)
        if record.revision:
            self.scores.show_record(record.rubric, record.scores, record.grade, record.total)

    # -- reading and keeping -----------------------------------------------------------------------------------------

    def collect(self) -> dict[str, Any]:
        """``item`` and ``pictures``, for the workflow."""
        remarks = tuple(Remark(column=name, text=field.value()) for name, field in self.remarks.items())
        item = self._record.but(
            **self.facts.values(),
            steps=tuple(LessonStep(**row) for row in self.steps.value()),
            remarks=tuple(remark for remark in remarks if remark.text),
            summary=self.summary.value(),
            rubric=self.scores.rubric() if self.scores.scores() else None,
            scores=self.scores.scores(),
            grade=self.scores.grade(),
            total=self.scores.total(),
            draft_revision_uid=self.draft.value(),
            lesson_study_uid=self._record.lesson_study_uid if self.draft.value() else None,
            pictures=self.pictures.kept(),
            is_draft=self._is_draft,
            reason=self._reason,
        )
        return {"item": item, "pictures": self.pictures.added()}

    def raw(self) -> dict[str, Any]:
        """Everything typed, as plain values."""
        return {
            **self.form.raw(),
            "steps": self.steps.raw(),
            "remarks": {name: field.value() for name, field in self.remarks.items()},
            "summary": self.summary.value(),
            "scores": self.scores.raw(),
            "pictures": self.pictures.raw(),
            "draft_revision_uid": self.draft.value(),
        }

    def restore(self, raw: dict[str, Any]) -> None:
        """Shows again what was typed before the program ended."""
        self.steps.set_raw(raw.get("steps"))
        for name, text in raw.get("remarks", {}).items():
            if name in self.remarks:
                self.remarks[name].set_value(text)
        self.summary.set_value(raw.get("summary"))
        self.scores.set_raw(raw.get("scores"))
        self.pictures.set_raw(raw.get("pictures"))
        self.draft.set_value(raw.get("draft_revision_uid"))
        super().restore(raw)
        self.facts.show_place()

    def _save_draft(self) -> None:
        self._is_draft = True
        self._on_save()
        self._is_draft = False

    def _keep(self, values: dict[str, Any]) -> Observation:
        """Keeps the record; what wants a decision is asked, as often as something new comes up."""
        item = values["item"]
        while True:
            try:
                saved = self._save_record(item, values["pictures"])
            except Flagged as flagged:
                decided = self._decide(item, flagged)
                if decided is None:
                    raise UserError(flagged.concerns[0].sentence, field=flagged.field) from flagged
                item = decided
            else:
                remember_observer(self._desk, saved.observer_uid)
                return saved

    def _decide(self, item: Observation, flagged: Flagged) -> Observation | None:
        """The record with the person's word on it, or None when it is to be changed first."""
        sentences = "\n".join(concern.sentence for concern in flagged.concerns)
        offered = _choices(flagged.concerns)
        first, *rest = sentences.split("\n", 1)
        verb = messages.ask(self, first, "".join(rest), choices=[text for _, text in offered])
        code = next((code for code, text in offered if text == verb), "edit")
        if code == "make_walkthrough":
            self.facts.walk.set_value(True)
            return item.but(is_walkthrough=True)
        if code == "keep":
            reason = ReasonDialog.ask(self, sentences, self._reason)
            if reason is not None:
                self._reason = reason
                return item.but(reason=reason)
        return None

    def _minute(self) -> str:
        """The minute it is, while this lesson is on; nothing when it is written down later."""
        lessons = TermLessons(self._desk.records, self._desk.calendar)
        now = datetime.now()
        try:
            is_today = self.facts.day.value() == self._desk.today()
        except UserError:
            return ""
        clock = f"{now:%H:%M}"
        running = lessons.period_at(self._desk.today(), clock) if is_today else None
        return f"{now.hour}:{now:%M}" if running and running.number == self.facts.period.value() else ""

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        desk: Desk,
        save: Save,
        record: Observation,
        restored: dict[str, Any] | None = None,
    ) -> Observation | None:
        """The observation as saved, or None."""
        dialog = cls(parent, desk, save, record)
        if restored:
            dialog.restore(restored)
        return dialog.run()


def _choices(concerns: Sequence[Concern]) -> list[tuple[str, str]]:
    """What the concerns offer and this dialog can do: going back first, then the ways to keep the record."""
    offered = dict(choice for concern in concerns for choice in concern.choices)
    back = [(code, text) for code, text in offered.items() if code in _GO_BACK][:1]
    ways = [(code, text) for code, text in offered.items() if code in ("make_walkthrough", "keep")]
    if len({concern.code for concern in concerns}) > 1:
        ways = [choice for choice in ways if choice[0] == "keep"]  # 巡课 answers only one of them
    return [*(back or [("edit", "改记录")]), *ways]
