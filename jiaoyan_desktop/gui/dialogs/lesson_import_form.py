"""The right side of 放入Word教案: which lesson study and draft it becomes, and the facts of a new study to correct."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.drafts import latest
from jiaoyan_desktop.domain.glossary import SUBJECTS
from jiaoyan_desktop.domain.naming import grade_name
from jiaoyan_desktop.domain.preparation import DraftRevision, LessonStudy, Section
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.workflows.plan_matching import Suggestion, draft_words, study_words
from jiaoyan_desktop.workflows.plan_reading import LessonPlanRead, said_by, sections_to_keep

from ..desk import Desk
from ..widgets.fields import Choice, LongText, NumberField, TextField, WordChoice, in_row
from ..widgets.form import Form
from ..widgets.teacher_chooser import TeacherChooser
from ..widgets.teachers_field import TeachersField, teachers_here

NEW, FIRST = "", ""  # a new lesson study; the A draft of one that has none
_UNSAID = "请选"
_STUDY_FIELDS = ("topic", "subject", "grade", "volume", "unit", "periods", "lead_uid", "assistant_uids")


class LessonImportForm(Form):
    """``target()`` is what ``keep_lesson`` is asked for; ``sections()`` is what it would keep.

    ``moved`` is said when another study or draft was chosen.
    """

    moved = Signal()

    def __init__(self, desk: Desk, read: LessonPlanRead, suggestion: Suggestion) -> None:
        super().__init__(label_width=72)
        self._desk, self._read, self._suggestion = desk, read, suggestion
        records, doubts, hints = desk.records, suggestion.doubts, suggestion.hints
        offer = teachers_here(desk, (suggestion.values["lead_uid"], *suggestion.values["assistant_uids"]))
        studies = [(item.uid, study_words(item)) for item in records.studies]
        open_place = [(None, _UNSAID)] if "study_uid" in doubts else []
        self._study = Choice([*open_place, (NEW, "新建课例"), *studies])
        self._draft = Choice([])
        self.add("study_uid", "放到", self._study, doubt=doubts.get("study_uid", ""))
        self.add("draft_uid", "哪一稿", self._draft, doubt=doubts.get("draft_uid", ""))
        self._note = LongText("比如：按大家的意见加了分层练习", 2)
        self._note.set_value(read.note)
        self.add("note", "修改说明", self._note)
        topic = self.add("topic", "课题", TextField("《山行》"), needed=True, doubt=doubts.get("topic", ""))
        subject = Choice([("", _UNSAID)] + [(word, word) for word in _subjects(desk, suggestion)], 150)
        self.add(
            "subject", "学科", subject, needed=True, hint=hints.get("subject", ""), doubt=doubts.get("subject", "")
        )
        grades = [(number, grade_name(number)) for number in range(1, 10)]
        grade = Choice([(None, _UNSAID), *grades, (0, "跨年级")], 150)
        self.add("grade", "年级", grade, needed=True, doubt=doubts.get("grade", ""))
        lead = TeacherChooser(lambda: offer, field="lead_uid")
        self.add("lead_uid", "主备人", lead, hint=hints.get("lead_uid", ""), doubt=doubts.get("lead_uid", ""))
        assistants = TeachersField(offer)
        self.add("assistant_uids", "辅备人", assistants, doubt=doubts.get("assistant_uids", ""))
        volume, unit = WordChoice(["上册", "下册"], 90), TextField("第二单元", 180)
        unit_row = in_row(volume, unit)
        self.add_group("单元", unit_row, {"volume": ("册次", volume), "unit": ("单元", unit)})
        periods = NumberField(1, 20, "课时")
        self.add("periods", "课时", periods)
        self._of_new: tuple[QWidget, ...] = (topic, subject, grade, lead, assistants, unit_row, periods)
        self.fill({**suggestion.values, "grade": suggestion.values["grade"] or None})
        if "lead_uid" in doubts:
            lead.set_text(read.lead)  # as the file has it, until a person says who is meant
        self._study.set_value(None if open_place else suggestion.study_uid)
        self._study.edited.connect(self._on_study)
        self._study.edited.connect(self.moved)
        self._draft.edited.connect(self.moved)
        self._on_study()
        if suggestion.study_uid:
            self._draft.set_value(None if "draft_uid" in doubts else suggestion.draft_uid)

    def target(self) -> dict[str, Any]:
        """Arguments of ``keep_lesson``; UserError (with its field) for what is still open."""
        study_uid = self._study.value()
        if study_uid is None:
            raise UserError("还没有选放到哪个课例。", field="study_uid", cure="请选一个，或选“新建课例”。")
        if study_uid:
            if self._draft.value() is None:
                raise UserError("还没有选放到哪一稿。", field="draft_uid", cure="请选一稿。")
            return {"study_uid": study_uid, "draft_uid": self._draft.value(), "note": self._note.value()}
        values = self.values()
        if values["grade"] is None:
            raise UserError("还没有选年级。", field="grade", cure="请选一个；几个年级一起上的选“跨年级”。")
        return {"study": self._new_study(values)}

    def sections(self) -> tuple[Section, ...]:
        """The sections as they would be kept now; what cannot be read yet counts as not said."""
        records = self._desk.records
        study = next((item for item in records.studies if item.uid == self._study.value()), None)
        if study is None:
            study = self._new_study({name: self._said(name) for name in _STUDY_FIELDS})
        draft = next((item for item in records.drafts if item.uid == self._draft.value()), None)
        said = said_by(study, records.teacher_by_uid, self._desk.names.school_class(draft.class_uid if draft else None))
        return sections_to_keep(self._read, said, note=self._note.value() if draft else "")

    def revision_before(self) -> DraftRevision | None:
        """The revision that the plan would follow; None where it begins a draft."""
        found = self._desk.records.revisions_of.get(self._draft.value() or "", ())
        return latest(found) if found and self._study.value() else None

    def focus_open(self) -> None:
        """Goes to the first question that is open, else to the place."""
        first = next(
            (name for name in ("study_uid", "draft_uid", *_STUDY_FIELDS) if name in self._suggestion.doubts), ""
        )
        editor = self.editor(first or "study_uid")
        if not editor.isVisibleTo(self):
            editor = self._study
        editor.setFocus()

    def _said(self, name: str) -> Any:
        try:
            return self.editor(name).value()
        except UserError:
            return None

    def _new_study(self, values: dict[str, Any]) -> LessonStudy:
        own = {name: values[name] for name in _STUDY_FIELDS}
        return LessonStudy(
            term_uid=self._desk.term.uid,
            **{**own, "grade": own["grade"] or 0, "assistant_uids": own["assistant_uids"] or ()},
        )

    def _on_study(self) -> None:
        study_uid = self._study.value()
        records, names = self._desk.records, self._desk.names
        choices: list[tuple[str | None, str]] = [(FIRST, "A案，第1稿")]
        if study_uid:
            drafts = records.drafts_of.get(study_uid, ())
            choices = [(None, _UNSAID)] if drafts else choices
            choices += [
                (
                    item.uid,
                    draft_words(item, len(records.revisions_of.get(item.uid, ())), names.teacher(item.author_uid)),
                )
                for item in drafts
            ]
        self._draft.set_choices(choices)
        if len(choices) == 2 and choices[0][0] is None:
            self._draft.set_value(choices[1][0])
        for editor in self._of_new:
            self.show_row(editor, not study_uid)
        self.show_row(self._note, bool(study_uid) and bool(records.drafts_of.get(study_uid, ())))


def _subjects(desk: Desk, suggestion: Suggestion) -> list[str]:
    """The subjects taught here in their usual order, all of them while 任课分工 is not known."""
    taught = {item.subject for item in desk.records.assignments} or set(SUBJECTS)
    if suggestion.values["subject"]:
        taught.add(suggestion.values["subject"])
    return [word for word in SUBJECTS if word in taught] + sorted(taught.difference(SUBJECTS))
