"""教师: the list of teachers, and beside it one teacher whole: posts, figures of the term, week of lessons."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jiaoyan_desktop.domain.dates import month_cn, month_day
from jiaoyan_desktop.domain.lessons_now import TermLessons
from jiaoyan_desktop.domain.people import Teacher
from jiaoyan_desktop.domain.pinyin import Needle
from jiaoyan_desktop.domain.staff import here_on
from jiaoyan_desktop.workflows import staffing

from .. import messages, theme
from ..desk import Desk
from ..dialogs.import_dialog import ImportDialog
from ..dialogs.teacher_dialog import TeacherDialog
from ..models.table_model import Column, TableModel
from ..widgets.buttons import button
from ..widgets.find_box import FilterBar
from ..widgets.labels import Chip, CutLabel, label
from ..widgets.lesson_grid import LessonGrid
from ..widgets.panels import EmptyPage, Panel, clear
from ..widgets.record_list import RecordList
from .base_view import BaseView
from .people_weeks import teacher_week

GONE, HERE = "gone", ""


class TeachersView(BaseView):
    """List left, one teacher right."""

    kinds = frozenset({"Teacher", "Post", "Assignment", "Slot", "Timetable", "BellSchedule", "Observation", "Handin"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = theme.current()
        self._bar = FilterBar("teachers", desk.settings, "找老师：姓名或拼音首字母")
        self._bar.add_filter("here", "在校", [(HERE, "在校"), (GONE, "已离校"), ("all", "全部")])
        self._bar.changed.connect(self.refresh)
        self._model = TableModel(
            [
                Column(
                    key="name",
                    title="姓名",
                    text=lambda row: desk.names.teacher(row.uid),
                    tip=lambda row: desk.names.teacher(row.uid),
                    width=196,
                ),
                Column(key="post", title="职务", text=self._posts, tip=self._posts, stretch=True),
            ]
        )
        self._list = RecordList(
            "teachers", self._model, desk.settings, totals=lambda rows: f"共 {len(rows)} 人", label="教师"
        )
        self._list.selected.connect(lambda _: self._show_one())
        self._list.opened.connect(self._open)
        self._list.delete_asked.connect(self._remove)
        self._list.set_actions(self._actions)
        self._totals = label("", "hint")
        self._list.totals_changed.connect(self._totals.setText)
        left = Panel()
        left.setFixedWidth(look.px(372))
        for widget in (self._bar, self._list, self._totals):
            left.body.addWidget(widget)
        self._one = _TeacherPanel(desk, self._open)
        self._pages = QStackedWidget()
        self._empty = EmptyPage(
            "还没有老师。把学校的花名册导入就行，什么样子的表都可以先试。",
            [("导入花名册", lambda: ImportDialog.ask(self, desk, "roster")), ("手工添加", self.add)],
            icon="people",
        )
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(12))
        row.addWidget(left)
        row.addWidget(self._one, 1)
        self._pages.addWidget(both)
        self._pages.addWidget(self._empty)
        self.column.addWidget(self._pages, 1)

    def refresh(self) -> None:
        """The teachers asked for, and the chosen one anew."""
        everybody, today = self.desk.records.teachers, self.desk.today()
        self._pages.setCurrentIndex(0 if everybody else 1)
        needle, which = Needle(self._bar.text()), self._bar.value("here")
        rows = [
            item
            for item in everybody
            if (which == "all" or here_on(item, today) == (which == HERE))
            and needle.found_in(f"{self.desk.names.teacher(item.uid)} {self._posts(item)} {item.subject}")
        ]
        self._list.set_rows(rows)
        if rows and not self._list.selected_rows():
            self._list.select(rows[0].uid)
        self._show_one()

    def show_record(self, uid: str) -> None:
        """Chooses that teacher."""
        if not self._list.select(uid):
            self._bar.reset()
            self._list.select(uid)

    def add(self) -> None:
        """Asks for a new teacher."""
        self._ask(None)

    def restore(self, uid: str, payload: dict[str, Any]) -> None:
        """Typing left behind: a new teacher, or the one of that uid."""
        self._ask(self.desk.db.get(Teacher, uid), payload)

    def _ask(self, record: Teacher | None, restored: dict[str, Any] | None = None) -> None:
        saved = TeacherDialog.ask(
            self,
            self.desk,
            lambda teacher, posts: staffing.save_teacher(self.desk.db, teacher, posts, today=self.desk.today),
            record,
            restored,
        )
        if saved is not None:
            self.refresh()
            self.show_record(saved.uid)
            self.desk.say(f"已存好：{saved.name}", undo=saved.revision)

    def _open(self, row: Teacher) -> None:
        self._ask(row)

    def _remove(self, rows: list[Teacher]) -> None:
        for row in rows:
            name = self.desk.names.teacher(row.uid)
            if messages.ask(self, f"删除教师？〔{name}〕", choices=("删除", "先留着"), danger=True) != "删除":
                return
            with messages.told(self) as outcome:
                staffing.remove_teacher(self.desk.db, row)
            if outcome.ok:
                self.desk.say(f"已删除教师：{name}", undo=self.desk.last_change_uid())

    def _actions(self) -> list[tuple[str, Any] | None]:
        chosen = self._list.selected_rows()
        if not chosen:
            return [("添加教师", self.add)]
        return [
            ("修改", lambda: self._open(chosen[0])),
            ("添加教师", self.add),
            None,
            ("删除", lambda: self._remove(chosen)),
        ]

    def _posts(self, row: Teacher) -> str:
        titles = [post.title for post in self.desk.records.posts_on(row.uid, self.desk.today())]
        return "、".join(titles) or (f"{row.subject}教师" if row.subject else "")

    def _show_one(self) -> None:
        row = self._list.current_row()
        self._one.setVisible(row is not None)
        if row is not None:
            self._one.show_teacher(row)


class _TeacherPanel(Panel):
    """One teacher: who she is, what she did this term, when she teaches."""

    def __init__(self, desk: Desk, on_change: Any) -> None:
        super().__init__()
        self._desk, self._on_change = desk, on_change
        look = theme.current()
        self._head = QHBoxLayout()
        self._head.setSpacing(look.px(8))
        self._facts = CutLabel("", "dim")
        self._figures = QHBoxLayout()
        self._figures.setSpacing(look.px(4))
        self._grid = LessonGrid("一周的课", row_height=44)
        self._none = EmptyPage("", icon="calendar")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._grid)
        self._pages.addWidget(self._none)
        top = QVBoxLayout()
        top.setSpacing(look.px(4))
        top.addLayout(self._head)
        top.addWidget(self._facts)
        top.addLayout(self._figures)
        self.body.addLayout(top)
        self.body.addWidget(self._pages, 1)

    def show_teacher(self, row: Teacher) -> None:
        """Shows that teacher as of today."""
        desk = self._desk
        clear(self._head)
        self._head.addWidget(label(desk.names.teacher(row.uid), "title"))
        for post in desk.records.posts_on(row.uid, desk.today())[:3]:
            self._head.addWidget(Chip(post.title, "blue"))
        if row.left_on is not None:
            self._head.addWidget(Chip(f"{month_day(row.left_on)}离校", "dim"))
        self._head.addStretch(1)
        self._head.addWidget(button("修改", icon="pen", on_click=lambda: self._on_change(row)))
        started = f"{row.started_work[:4]}年参加工作" if row.started_work else ""
        born = f"{month_cn(row.born)}出生" if row.born else ""
        facts = (row.gender, born, row.title, row.education, row.subject, started, row.phone, row.note)
        self._facts.set_whole(" · ".join(fact for fact in facts if fact))
        clear(self._figures)
        for text, place, view in self._counts(row):
            self._figures.addWidget(
                button(text, role="quiet", on_click=lambda _=False, p=place, v=view: desk.show(p, v))
            )
        self._figures.addStretch(1)
        rows, columns, cells = teacher_week(
            desk.records, TermLessons(desk.records, desk.calendar), row.uid, desk.today()
        )
        self._grid.fill(rows, columns, cells)
        self._pages.setCurrentIndex(0 if cells else 1)
        self._none.say(
            "课程表上还没有这位老师的课。" if desk.records.timetables else "还没有课程表，导入总课程表以后这里就有了。"
        )

    def _counts(self, row: Teacher) -> list[tuple[str, str, str]]:
        records = self._desk.records
        heard = {
            (item.happened_on, item.period, item.class_uid)
            for item in records.observations
            if item.taught_by_uid == row.uid and not item.is_draft
        }
        went = sum(
            item.lesson_count
            for item in records.observations
            if item.observer_uid == row.uid and not item.is_draft and not item.is_walkthrough
        )
        led = sum(study.lead_uid == row.uid for study in records.studies)
        handed = sum(item.teacher_uid == row.uid and item.kind == "reflection" for item in records.handins)
        return [
            (f"被听 {len(heard)} 节", "observation", "list"),
            (f"听别人 {went} 节", "observation", "list"),
            (f"主备 {led} 次", "preparation", ""),
            (f"心得 {handed} 篇", "calendar", "joint"),
        ]
