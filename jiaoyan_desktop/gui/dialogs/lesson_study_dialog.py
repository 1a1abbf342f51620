"""A lesson study: what is prepared together, by whom, when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.glossary import STUDY_KINDS, STUDY_STAGES, SUBJECTS
from jiaoyan_desktop.domain.naming import grade_name
from jiaoyan_desktop.domain.preparation import LessonStudy

from ..desk import Desk
from ..widgets.date_field import DateField
from ..widgets.fields import Choice, LongText, NumberField, TextField, WordChoice, in_row
from ..widgets.teacher_chooser import TeacherChooser
from ..widgets.teachers_field import TeachersField, teachers_here
from .form_dialog import FormDialog


class LessonStudyDialog(FormDialog[LessonStudy]):
    """Asks for a new lesson study, or for changes to ``record``."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        save: Callable[[dict[str, Any]], LessonStudy],
        record: LessonStudy | None = None,
    ) -> None:
        title = "修改课例" if record else "新建课例"
        super().__init__(
            parent, title, save, verb="保存" if record else "建好", give_up="先不改" if record else "不建了"
        )
        records = desk.records
        offer = teachers_here(desk, (record.lead_uid, *record.assistant_uids) if record else ())
        form = self.form
        form.add("topic", "课题", TextField("《山行》"), needed=True)
        subject = Choice([("", "请选")] + [(word, word) for word in _subjects(desk, record)], 150)
        grade = Choice([(0, "跨年级")] + [(number, grade_name(number)) for number in range(1, 10)], 130)
        form.add_group("学科年级", in_row(subject, grade), {"subject": ("学科", subject), "grade": ("年级", grade)})
        periods = NumberField(1, 20, "课时")
        volume = WordChoice(["上册", "下册"], 110)
        unit = TextField("第二单元", 190)
        form.add_group(
            "单元课时",
            in_row(volume, unit, periods),
            {"volume": ("册次", volume), "unit": ("单元", unit), "periods": ("课时", periods)},
        )
        form.add("lead_uid", "主备人", TeacherChooser(lambda: offer, field="lead_uid"))
        form.add("assistant_uids", "辅备人", TeachersField(offer))
        groups = [(item.uid, item.name) for item in records.groups if item.kind in ("preparation", "teaching")]
        form.add("group_uid", "备课组", Choice([(None, "没有定"), *groups], 250))
        form.add("planned_on", "集备日子", DateField(desk.term, today=desk.today, optional=True, field="planned_on"))
        kind = Choice([(word, word) for word in STUDY_KINDS], 160)
        stage = Choice([(word, word) for word in STUDY_STAGES], 110)
        form.add_group("类型阶段", in_row(kind, stage), {"kind": ("类型", kind), "stage": ("走到哪一步", stage)})
        form.add("note", "备注", LongText("", 2))
        if record:
            form.fill({name: getattr(record, name) for name in _FIELDS})
        key = record.uid if record else "new"
        self.keep_drafts(desk.db, f"LessonStudy:{key}", lambda: f"课例 {form.editor('topic').value()}".strip())

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        desk: Desk,
        save: Callable[[dict[str, Any]], LessonStudy],
        record: LessonStudy | None = None,
        restored: dict[str, Any] | None = None,
    ) -> LessonStudy | None:
        """The lesson study as saved, or None."""
        dialog = cls(parent, desk, save, record)
        if restored:
            dialog.restore(restored)
        return dialog.run()


_FIELDS = (
    *("topic", "subject", "grade", "periods", "volume", "unit", "lead_uid", "assistant_uids"),
    *("group_uid", "planned_on", "kind", "stage", "note"),
)


def _subjects(desk: Desk, record: LessonStudy | None) -> list[str]:
    """The subjects taught here in their usual order, all of them while 任课分工 is not known."""
    taught = {item.subject for item in desk.records.assignments} or set(SUBJECTS)
    if record:
        taught.add(record.subject)
    usual = [word for word in SUBJECTS if word in taught]
    return usual + sorted(taught.difference(SUBJECTS))
