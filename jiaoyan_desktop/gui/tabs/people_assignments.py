"""任课分工: classes by subjects, who teaches in each place; the same facts as the timetable's teachers."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from jiaoyan_desktop.domain.dates import month_day
from jiaoyan_desktop.domain.glossary import SUBJECTS
from jiaoyan_desktop.domain.people import SchoolClass
from jiaoyan_desktop.domain.staff import classes_on
from jiaoyan_desktop.domain.timetable import Assignment
from jiaoyan_desktop.workflows import staffing, timetabling

from .. import messages
from ..desk import Desk
from ..dialogs.assignment_dialog import AssignmentDialog
from ..dialogs.class_dialog import ClassDialog
from ..dialogs.import_dialog import ImportDialog
from ..widgets.buttons import button
from ..widgets.labels import label
from ..widgets.lesson_grid import GridCell, Heading, LessonGrid
from ..widgets.panels import EmptyPage, Panel
from .base_view import BaseView


class AssignmentsView(BaseView):
    """A grid; Enter or a double click changes a place, Del empties it."""

    kinds = frozenset({"Assignment", "SchoolClass", "Teacher"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._grid = LessonGrid("任课分工：行是班级，列是学科", row_height=40)
        self._grid.opened.connect(self._open)
        self._grid.emptied.connect(self._empty_place)
        self._hint = label("", "hint")
        panel = Panel()
        panel.body.addWidget(self._grid, 1)
        panel.body.addWidget(self._hint)
        self._change_class = button("修改这个班", icon="pen", on_click=self._edit_class)
        self._remove_class = button("删除这个班", icon="bin", on_click=self._delete_class)
        panel.head.addWidget(label("双击一格，或按回车，改任课教师", "dim"))
        panel.head.addStretch(1)
        panel.head.addWidget(self._change_class)
        panel.head.addWidget(self._remove_class)
        panel.body.insertLayout(0, panel.head)
        self._pages = QStackedWidget()
        self._pages.addWidget(panel)
        empty = EmptyPage(
            "还没有班级。导入任课分工或总课程表，班级和谁教什么就都有了；也可以一个班一个班地添加。",
            [("导入任课分工", lambda: ImportDialog.ask(self, desk, "assignments")), ("添加班级", self.add)],
            icon="school",
        )
        self._pages.addWidget(empty)
        self.column.addWidget(self._pages, 1)

    def refresh(self) -> None:
        """Every class there is today, every subject that is taught or usual."""
        records, names = self.desk.records, self.desk.names
        classes = classes_on(records, self.desk.today())
        self._pages.setCurrentIndex(0 if classes else 1)
        taught = dict.fromkeys(item.subject for item in records.assignments)
        subjects = [*SUBJECTS, *(subject for subject in taught if subject not in SUBJECTS)]
        rows = [Heading(item.uid, names.school_class(item.uid)) for item in classes]
        columns = [Heading(subject, _heading(subject)) for subject in subjects]
        cells = {}
        for school_class in classes:
            for subject in subjects:
                found = self._in_place(school_class.uid, subject)
                if found:
                    now = self._now(found)
                    handed_over = "换过人" if len(found) > 1 else ""
                    cells[school_class.uid, subject] = GridCell(
                        first=names.teacher(now.teacher_uid) if now else "",
                        second=handed_over,
                        tip=self._history(found),
                    )
        self._grid.fill(rows, columns, cells)
        people = len({item.teacher_uid for item in records.assignments})
        self._hint.setText(
            f"{len(classes)} 个班，{people} 位老师任课。一门课换人，从那天起填新的老师，前面的仍然算数。"
        )

    def add(self) -> None:
        """Asks for a new class."""
        saved = ClassDialog.ask(self, self.desk, lambda item: staffing.save_class(self.desk.db, item))
        if saved is not None:
            self.refresh()
            self._grid.choose(saved.uid)
            self.desk.say(f"已添加：{self.desk.names.school_class(saved.uid)}", undo=saved.revision)

    def show_record(self, uid: str) -> None:
        """Goes to that class."""
        self._grid.choose(uid)

    def _in_place(self, class_uid: str, subject: str) -> list[Assignment]:
        found = [
            item for item in self.desk.records.assignments if item.class_uid == class_uid and item.subject == subject
        ]
        return sorted(found, key=lambda item: (item.starts_on is not None, item.starts_on or item.ends_on))

    def _now(self, found: list[Assignment]) -> Assignment | None:
        today = self.desk.today()
        for item in found:
            if (item.starts_on is None or item.starts_on <= today) and (item.ends_on is None or today <= item.ends_on):
                return item
        return found[-1] if found else None

    def _history(self, found: list[Assignment]) -> str:
        lines = []
        for item in found:
            span = f"{month_day(item.starts_on)}起" if item.starts_on else ""
            span += f"到{month_day(item.ends_on)}" if item.ends_on else ""
            lines.append(" ".join(part for part in (self.desk.names.teacher(item.teacher_uid), span) if part))
        return "\n".join(lines)

    def _open(self, class_uid: str, subject: str) -> None:
        found = self._in_place(class_uid, subject)
        now = self._now(found)
        title = f"{self.desk.names.school_class(class_uid)} {subject}"
        history = f"这学期：{self._history(found)}".replace("\n", "；") if len(found) > 1 else ""
        saved = AssignmentDialog.ask(
            self,
            self.desk,
            title,
            lambda uid, day: timetabling.assign(self.desk.db, self.desk.term, class_uid, subject, uid, starts_on=day),
            now.teacher_uid if now else None,
            history,
        )
        if saved:
            self.desk.say(f"已存好：{title}", undo=self.desk.last_change_uid())

    def _empty_place(self, class_uid: str, subject: str) -> None:
        if not self._in_place(class_uid, subject):
            return
        with messages.told(self) as outcome:
            timetabling.assign(self.desk.db, self.desk.term, class_uid, subject, None)
        if outcome.ok:
            self.desk.say(f"{self.desk.names.school_class(class_uid)}{subject}已清空", undo=self.desk.last_change_uid())

    def _chosen_class(self) -> SchoolClass | None:
        return self.desk.records.class_by_uid.get(self._grid.chosen()[0])

    def _edit_class(self) -> None:
        item = self._chosen_class()
        if item is None:
            self.desk.say("先在表里点一下要改的班。")
            return
        saved = ClassDialog.ask(self, self.desk, lambda made: staffing.save_class(self.desk.db, made), item)
        if saved is not None:
            self.desk.say(f"已存好：{self.desk.names.school_class(saved.uid)}", undo=saved.revision)

    def _delete_class(self) -> None:
        item = self._chosen_class()
        if item is None:
            self.desk.say("先在表里点一下要删的班。")
            return
        name = self.desk.names.school_class(item.uid)
        advice = "这个班的任课分工和课程表会一起删掉，删了还能从“最近操作”找回来。"
        if (
            messages.ask(self, f"删除班级？〔{name}〕", advice, choices=("删除这个班", "先留着"), danger=True)
            != "删除这个班"
        ):
            return
        with messages.told(self) as outcome:
            staffing.remove_class(self.desk.db, item)
        if outcome.ok:
            self.desk.say(f"已删除班级：{name}", undo=self.desk.last_change_uid())


def _heading(subject: str) -> str:
    return "道法" if subject == "道德与法治" else subject
