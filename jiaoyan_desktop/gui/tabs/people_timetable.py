"""课程表: versions of the timetable; the whole school on one page, or one class, whose places can be changed."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from jiaoyan_desktop.domain.dates import month_day
from jiaoyan_desktop.domain.lessons_now import TermLessons
from jiaoyan_desktop.domain.naming import weekday_name
from jiaoyan_desktop.domain.staff import classes_on
from jiaoyan_desktop.domain.timetable import Slot, Timetable
from jiaoyan_desktop.workflows import timetabling

from .. import messages, theme
from ..desk import Desk
from ..dialogs.import_dialog import ImportDialog
from ..dialogs.slot_dialog import SlotDialog
from ..dialogs.timetable_dialog import TimetableDialog
from ..widgets.buttons import button
from ..widgets.fields import Choice
from ..widgets.labels import Chip, label
from ..widgets.lesson_grid import LessonGrid
from ..widgets.panels import EmptyPage, Panel
from .base_view import BaseView
from .people_weeks import class_week, school_week

WHOLE_SCHOOL = ""


class TimetableView(BaseView):
    """One version, seen as the whole school or as one class."""

    kinds = frozenset({"Timetable", "Slot", "SchoolClass", "Teacher", "Assignment", "BellSchedule"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = theme.current()
        self._behind: dict[tuple[str, str], list[Slot]] = {}
        self._version = Choice()
        self._version.setAccessibleName("哪一版课程表")
        self._version.edited.connect(self.refresh)
        self._whom = Choice()
        self._whom.setAccessibleName("看哪个班")
        self._whom.edited.connect(self.refresh)
        self._state = Chip("", "accent")
        self._remove = button("删除这一版", icon="bin", on_click=self._remove_version)
        self._hint = label("", "hint")
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        for widget in (self._version, self._whom, self._state):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self._remove)
        self._school_grid = LessonGrid("总课程表：行是班级，列是星期和节次", least_column=40, row_height=42, tight=True)
        self._school_grid.opened.connect(lambda class_uid, _: self._go_to_class(class_uid))
        self._class_grid = LessonGrid("一个班的课程表", row_height=48)
        self._class_grid.opened.connect(self._open)
        self._class_grid.emptied.connect(lambda period, weekday: self._keep(period, weekday, []))
        self._grids = QStackedWidget()
        self._grids.addWidget(self._school_grid)
        self._grids.addWidget(self._class_grid)
        panel = Panel()
        panel.body.addLayout(head)
        panel.body.addWidget(self._grids, 1)
        panel.body.addWidget(self._hint)
        self._pages = QStackedWidget()
        self._pages.addWidget(panel)
        self._pages.addWidget(
            EmptyPage(
                "还没有课程表，算不出这会儿谁在上课。导入总课程表以后就有了；也可以做一版空白的，一格一格地填。",
                [("导入总课程表", lambda: ImportDialog.ask(self, desk, "timetable")), ("做空白的一版", self.add)],
                icon="calendar",
            )
        )
        self.column.addWidget(self._pages, 1)

    def refresh(self) -> None:
        """The chosen version (the one in force at first), as the school or as a class."""
        records = self.desk.records
        versions = sorted(records.timetables, key=lambda item: item.effective_from, reverse=True)
        self._pages.setCurrentIndex(0 if versions else 1)
        if not versions:
            return
        lessons = TermLessons(records, self.desk.calendar)
        in_force = lessons.timetable_on(self.desk.today())
        was_empty = self._version.count() == 0
        self._version.set_choices([(item.uid, _version_name(item)) for item in versions])
        if was_empty and in_force is not None:
            self._version.set_value(in_force.uid)
        classes = classes_on(records, self.desk.today())
        self._whom.set_choices(
            [(WHOLE_SCHOOL, "全校"), *((item.uid, self.desk.names.school_class(item.uid)) for item in classes)]
        )
        version = self._chosen_version()
        is_now = in_force is not None and version.uid == in_force.uid
        self._state.say("正在用" if is_now else "不是今天用的", "accent" if is_now else "dim")
        clashes = lessons.clashes(version.uid)
        clashing = frozenset(slot.uid for clash in clashes for slot in clash.slots)
        if self._whom.value() == WHOLE_SCHOOL:
            rows, columns, cells = school_week(records, version.uid, clashing)
            self._school_grid.fill(rows, columns, cells)
            self._grids.setCurrentWidget(self._school_grid)
        else:
            week, self._behind = class_week(
                records, lessons, version.uid, self._whom.value(), version.effective_from, clashing
            )
            self._class_grid.fill(*week)
            self._grids.setCurrentWidget(self._class_grid)
        self._hint.setText(self._words(len(clashes)))
        self._hint.setToolTip(version.note)

    def add(self) -> None:
        """Asks for a new version."""
        saved = TimetableDialog.ask(
            self,
            self.desk,
            lambda day, name, copy_of: timetabling.new_version(self.desk.db, self.desk.term, day, name, copy_of),
        )
        if saved is not None:
            self.refresh()
            self._version.set_value(saved.uid)
            self.refresh()
            self.desk.say(f"已做好：{saved.name}", undo=saved.revision)

    def show_record(self, uid: str) -> None:
        """Shows that class."""
        self._go_to_class(uid)

    def _words(self, clashes: int) -> str:
        if clashes and self._whom.value() == WHOLE_SCHOOL:
            return f"有 {clashes} 处撞车（红色）：同一位老师同一节在两个班，或一个班同一节有两门课。双击那个班去改。"
        if self._whom.value() == WHOLE_SCHOOL:
            return "没有撞车。双击一个班，看这个班的课程表，也在那里改。"
        return "双击一格，或按回车，改这一节；按删除键清空。"

    def _chosen_version(self) -> Timetable:
        uid = self._version.value()
        return next(item for item in self.desk.records.timetables if item.uid == uid)

    def _go_to_class(self, class_uid: str) -> None:
        self._whom.set_value(class_uid)
        self.refresh()
        self._class_grid.setFocus()

    def _open(self, period: str, weekday: str) -> None:
        name = self.desk.names.school_class(self._whom.value())
        title = f"{name} {weekday_name(int(weekday))}第{period}节"
        class_uid, today = self._whom.value(), self.desk.today()
        lessons = TermLessons(self.desk.records, self.desk.calendar)

        def teacher_of(subject: str) -> str | None:
            found = lessons.teachers_of(class_uid, subject, today)
            return found[0] if len(found) == 1 else None

        def save(wanted: list[tuple[str, str | None, str]]) -> list[Slot]:
            return timetabling.set_lesson(
                self.desk.db, self._chosen_version(), class_uid, int(weekday), int(period), wanted
            )

        if SlotDialog.ask(self, self.desk, title, save, self._behind.get((period, weekday), []), teacher_of):
            self.desk.say(f"已存好：{title}", undo=self.desk.last_change_uid())

    def _keep(self, period: str, weekday: str, wanted: list[tuple[str, str | None, str]]) -> None:
        if not self._behind.get((period, weekday)):
            return
        with messages.told(self) as outcome:
            timetabling.set_lesson(
                self.desk.db, self._chosen_version(), self._whom.value(), int(weekday), int(period), wanted
            )
        if outcome.ok:
            self.desk.say("这一格已清空", undo=self.desk.last_change_uid())

    def _remove_version(self) -> None:
        version = self._chosen_version()
        count = sum(slot.timetable_uid == version.uid for slot in self.desk.records.slots)
        advice = f"这一版里的{count}节课会一起删掉，删了还能从“最近操作”找回来。"
        if (
            messages.ask(self, f"删除“{version.name}”？", advice, choices=("删除这一版", "先留着"), danger=True)
            != "删除这一版"
        ):
            return
        with messages.told(self) as outcome:
            timetabling.remove_version(self.desk.db, version)
        if outcome.ok:
            self.desk.say(f"已删除：{version.name}", undo=self.desk.last_change_uid())


def _version_name(item: Timetable) -> str:
    return item.name if "起" in item.name else f"{item.name}（{month_day(item.effective_from)}起）"
