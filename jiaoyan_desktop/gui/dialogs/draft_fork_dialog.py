"""B draft forks into C drafts: one for each teacher who will teach it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.drafts import Taker
from jiaoyan_desktop.domain.naming import grade_name
from jiaoyan_desktop.domain.preparation import LessonStudy
from jiaoyan_desktop.domain.staff import here_on
from jiaoyan_desktop.domain.study_standing import StudyStanding
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.workflows.preparing import Made

from ..desk import Desk
from ..widgets.buttons import button
from ..widgets.fields import Choice, TickField, in_row
from ..widgets.labels import label
from ..widgets.teacher_chooser import TeacherChooser
from ..widgets.teachers_field import teachers_here
from .form_dialog import FormDialog


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A teacher who could take the B draft for a class; ``likely`` where 任课分工 says she teaches it there."""

    teacher_uid: str
    class_uid: str | None
    text: str  # 孙㛃　三（1）班
    likely: bool


def candidates(desk: Desk, standing: StudyStanding) -> tuple[Candidate, ...]:
    """Those who teach the subject, the study's own grade first; those who have their C draft already are left out."""
    study, names, records = standing.study, desk.names, desk.records
    today = desk.today()
    have = {(line.draft.author_uid, line.draft.class_uid) for line in standing.of_stage("C")}
    whole = {uid for uid, class_uid in have if class_uid is None}
    found: dict[tuple[str, str], Candidate] = {}
    for item in records.assignments:
        teacher = records.teacher_by_uid.get(item.teacher_uid)
        school_class = records.class_by_uid.get(item.class_uid)
        if item.subject != study.subject or teacher is None or school_class is None or not here_on(teacher, today):
            continue
        if item.ends_on is not None and item.ends_on < today:
            continue
        key = (item.teacher_uid, item.class_uid)
        if key in have or item.teacher_uid in whole:
            continue
        text = f"{names.teacher(item.teacher_uid)}　{names.school_class(item.class_uid)}"
        likely = study.grade in (0, school_class.grade)
        found[key] = Candidate(teacher_uid=item.teacher_uid, class_uid=item.class_uid, text=text, likely=likely)
    return tuple(sorted(found.values(), key=lambda item: not item.likely))


class ForkDialog(FormDialog[Made]):
    """``save`` gets ``takers``: all of them get a C draft, or none does."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, save: Callable[[dict[str, Any]], Made], standing: StudyStanding
    ) -> None:
        study = standing.study
        super().__init__(
            parent,
            f"分出C案：{study.topic}",
            save,
            verb="分出C案",
            give_up="先不分",
            lead="每位老师得到一份和B案一样的C案，各自照本班改。B案这一稿从此锁定。",
            width=600,
        )
        self._desk = desk
        self._ticks: list[tuple[Candidate, TickField]] = []
        self._others: list[tuple[TeacherChooser, Choice]] = []
        found = candidates(desk, standing)
        self._add_group(self._said(study), [item for item in found if item.likely], ticked=True)
        self._add_group(f"别的年级教{study.subject}的", [item for item in found if not item.likely], ticked=False)
        self.form.add_wide(label("别的老师", "strong"))
        self._add_other()
        self.page.addWidget(in_row(button("再加一位", role="quiet", icon="plus", on_click=self._add_other)))

    def collect(self) -> dict[str, Any]:
        """The teachers ticked and chosen; UserError for a name that is nobody's."""
        takers = [
            Taker(teacher_uid=item.teacher_uid, class_uid=item.class_uid) for item, tick in self._ticks if tick.value()
        ]
        for chooser, classes in self._others:
            uid = chooser.value()
            if uid:
                takers.append(Taker(teacher_uid=uid, class_uid=classes.value()))
            elif classes.value():
                raise UserError("选了班级，还没有选老师。", cure="请选上老师，或者把班级改回“没有定”。")
        return {"takers": takers}

    def _add_group(self, title: str, found: Sequence[Candidate], *, ticked: bool) -> None:
        if not found:
            return
        self.form.add_wide(label(title, "strong"))
        for item in found:
            tick = TickField(item.text)
            tick.set_value(ticked)
            tick.edited.connect(self.touch)
            self._ticks.append((item, tick))
            self.form.add_wide(tick)

    def _add_other(self) -> None:
        chooser = TeacherChooser(lambda: teachers_here(self._desk))
        names = self._desk.names
        classes = Choice(
            [(None, "班级没有定"), *((item.uid, names.school_class(item.uid)) for item in self._desk.records.classes)],
            150,
        )
        classes.setAccessibleName("班级")
        chooser.line.setAccessibleName("别的老师")
        chooser.edited.connect(self.touch)
        classes.edited.connect(self.touch)
        self._others.append((chooser, classes))
        self.form.add_wide(in_row(chooser, classes))

    def _said(self, study: LessonStudy) -> str:
        return f"{grade_name(study.grade) or '各年级'}教{study.subject}的"

    @classmethod
    def ask(
        cls, parent: QWidget | None, desk: Desk, save: Callable[[dict[str, Any]], Made], standing: StudyStanding
    ) -> Made | None:
        """What was made, or None."""
        return cls(parent, desk, save, standing).run()
