"""The upper part of an observation: when, where, whose lesson; the timetable fills in what it knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject

from jiaoyan_desktop.domain.glossary import OBSERVATION_KINDS, SUBJECTS
from jiaoyan_desktop.domain.lessons_now import TermLessons
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.workflows import observing

from ..desk import Desk
from ..widgets.class_field import ClassField
from ..widgets.date_field import DateField
from ..widgets.fields import Choice, NumberField, TextField, TickField, WordChoice, in_row
from ..widgets.form import Form
from ..widgets.labels import label
from ..widgets.teacher_chooser import TeacherChooser
from ..widgets.teachers_field import teachers_here

MOST_PERIODS = 8


class ObservationFacts(QObject):
    """Adds its rows to a form. What the timetable filled in gives way to the timetable again, never to typing."""

    def __init__(self, desk: Desk, form: Form, record: Observation) -> None:
        super().__init__(form)
        self._desk, self._form, self._record = desk, form, record
        self._lessons = TermLessons(desk.records, desk.calendar)
        self._filled: dict[str, Any] = {}
        self.day = DateField(desk.term, today=desk.today, field="happened_on")
        self.period = Choice(_periods(self._lessons, record), 150)
        self.room = ClassField(desk.records.classes)
        self.outside = TickField("校外")
        self.place = TextField("哪所学校，哪个班", 230)
        self.teacher = TeacherChooser(
            lambda: teachers_here(desk, (record.taught_by_uid,)), field="taught_by_uid", free=True
        )
        self.subject = WordChoice(_subjects(desk, record), 130)
        self.topic = TextField("课题")
        self.observer = TeacherChooser(lambda: teachers_here(desk, (record.observer_uid,)), field="observer_uid")
        kinds = list(desk.pack.observation_kinds if desk.pack and desk.pack.observation_kinds else OBSERVATION_KINDS)
        self.kind = WordChoice([*kinds, *(() if record.kind in kinds else (record.kind,))], 140)
        self.count = NumberField(1, 4, "节")
        self.walk = TickField("巡课（没有听满一节，不计节数）")
        self._said = label("", "hint", wrap=True)
        self._said.hide()
        form.add_group(
            "时间",
            in_row(self.day, self.period),
            {"happened_on": ("日期", self.day), "period": ("第几节", self.period)},
        )
        form.add_group(
            "班级",
            in_row(self.room, self.outside, self.place),
            {
                "class_uid": ("班级", self.room),
                "is_outside": ("校外", self.outside),
                "place_text": ("哪里", self.place),
            },
        )
        form.add_group(
            "授课教师",
            in_row(self.teacher, self.subject),
            {"taught_by_uid": ("授课教师", self.teacher), "subject": ("学科", self.subject)},
        )
        form.add("topic", "课题", self.topic)
        form.add_wide(self._said)
        form.add_group(
            "听课人",
            in_row(self.observer, self.kind, self.count),
            {
                "observer_uid": ("听课人", self.observer),
                "kind": ("类别", self.kind),
                "lesson_count": ("节数", self.count),
            },
        )
        form.add("is_walkthrough", "", self.walk)
        self.walk.setAccessibleName("巡课，没有听满一节，不计节数")
        self._show(record)
        for editor in (self.day, self.period, self.room):
            editor.edited.connect(self._fill_in)
        self.outside.edited.connect(self.show_place)

    def values(self) -> dict[str, Any]:
        """Fields of the observation; UserError (field) for what cannot be read."""
        found = {name: value for name, value in self._form.values().items() if name in _FIELDS}
        is_outside = found["is_outside"]
        found["observer_uid"] = found["observer_uid"] or ""
        found["taught_by_text"] = "" if found["taught_by_uid"] else self.teacher.text()
        found["class_text"] = self.room.text() if is_outside else ""
        found["place_text"] = found["place_text"] if is_outside else ""
        return found

    def title(self) -> str:
        """听课 4月8日 周二 三（1）班 徐静, for the draft kept against a crash."""
        return " ".join(filter(None, ("听课", self.day.line.text(), self.room.text(), self.teacher.text())))

    def _show(self, record: Observation) -> None:
        self._form.fill({name: getattr(record, name) for name in _FIELDS if hasattr(record, name)})
        if not record.taught_by_uid:
            self.teacher.set_text(record.taught_by_text)
        if not record.class_uid:
            self.room.set_text(record.class_text)
        self.show_place()
        if not record.revision:
            self._filled = {"taught_by_uid": record.taught_by_uid, "subject": record.subject, "topic": record.topic}
            self._explain()

    def show_place(self) -> None:
        """The place is asked for a lesson elsewhere only; its class may then be anything."""
        is_outside = self.outside.value()
        self.room.free = is_outside
        self.place.setVisible(is_outside)

    def _fill_in(self) -> None:
        """Teacher, subject and topic by the timetable, where nobody has typed something else."""
        self._explain()
        if self.outside.value():
            return
        try:
            day, room = self.day.value(), self.room.value()
        except UserError:
            return  # half typed: said when the record is saved
        if day is None or room is None:
            return
        known = observing.prefill(self._desk.records, day, self.period.value() or 0, room, lessons=self._lessons)
        for name, editor in (("taught_by_uid", self.teacher), ("subject", self.subject), ("topic", self.topic)):
            value = getattr(known, name)
            now = editor.value() if name != "taught_by_uid" else self._teacher_now()
            if now in (None, "", self._filled.get(name)) and (value or now):
                editor.set_value(value)
                self._filled[name] = value

    def _teacher_now(self) -> str | None:
        try:
            return self.teacher.value() or self.teacher.text() or None
        except UserError:
            return self.teacher.text()

    def _explain(self) -> None:
        """Why the timetable has nothing to say, where it has nothing."""
        try:
            day = self.day.value()
        except UserError:
            day = None
        why = self._lessons.why_none(day) if day and not self.outside.value() else ""
        self._said.setText(f"{why}，老师、学科和课题请自己填。" if why else "")
        self._said.setVisible(bool(why))


_FIELDS = (
    *("happened_on", "period", "class_uid", "is_outside", "place_text", "taught_by_uid", "subject", "topic"),
    *("observer_uid", "kind", "lesson_count", "is_walkthrough"),
)


def _periods(lessons: TermLessons, record: Observation) -> list[tuple[int, str]]:
    schedule = lessons.bell_schedule_on(record.happened_on)
    starts = {period.number: period.starts.lstrip("0") for period in schedule.periods} if schedule else {}
    numbers = sorted(
        {*starts, *(() if starts else range(1, MOST_PERIODS + 1)), *((record.period,) if record.period else ())}
    )
    return [(0, "第几节"), *((number, f"第{number}节 {starts.get(number, '')}".strip()) for number in numbers)]


def _subjects(desk: Desk, record: Observation) -> Sequence[str]:
    taught = {item.subject for item in desk.records.assignments} or set(SUBJECTS)
    usual = [word for word in SUBJECTS if word in taught]
    rest = sorted({*taught, record.subject}.difference(SUBJECTS, {""}))
    return [*usual, *rest]


def default_observer(desk: Desk) -> str:
    """Who listens by default: the last one entered here, else whoever uses this computer."""
    known = desk.records.teacher_by_uid
    for uid in (desk.settings.of_list("observation_dialog").get("observer", ""), desk.settings["person"]):
        if uid in known:
            return uid
    named = [uid for uid, teacher in known.items() if teacher.name == desk.settings["person"]]
    return named[0] if len(named) == 1 else ""


def remember_observer(desk: Desk, uid: str) -> None:
    """Whoever was entered last is proposed next time."""
    desk.settings.remember_list("observation_dialog", observer=uid)
