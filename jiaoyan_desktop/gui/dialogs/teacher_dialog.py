"""教师: one person with her posts, and the day she came or left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.glossary import SUBJECTS
from jiaoyan_desktop.domain.people import Post, Teacher

from ..desk import Desk
from ..widgets.date_field import DateField
from ..widgets.fields import Choice, LongText, TextField, WordChoice, in_row
from .form_dialog import FormDialog

Save = Callable[[Teacher, list[Post]], Teacher]
POST_WORDS = (
    "校长",
    "副校长（分管教学）",
    "教导主任",
    "德育主任",
    "总务主任",
    "语文教研组长",
    "数学教研组长",
    "班主任",
)
TITLE_WORDS = ("正高级教师", "高级教师", "一级教师", "二级教师", "三级教师")


class TeacherDialog(FormDialog[Teacher]):
    """Asks for a teacher; posts are written one a line, as the school calls them."""

    def __init__(self, parent: QWidget | None, desk: Desk, save: Save, record: Teacher | None = None) -> None:
        self._record = record or Teacher(name="")
        self._posts = [post for post in desk.records.posts if post.teacher_uid == self._record.uid]
        super().__init__(
            parent,
            f"修改{record.name}老师" if record else "添加教师",
            lambda values: save(*self._made(values)),
            verb="保存",
            give_up="先不改" if record else "先不加",
        )
        form = self.form
        form.add("name", "姓名", TextField(width=220), needed=True)
        form.add("hint", "区分同名", TextField("例如：英", width=220), hint="有两位同名时，写一个字把两位分开。")
        gender = Choice([("", "没填"), ("男", "男"), ("女", "女")], width=110)
        born = TextField("1985.03", width=130)
        form.add_group("性别", in_row(gender, born), {"gender": ("性别", gender), "born": ("出生年月", born)})
        posts = LongText("一行一个，例如：\n语文教研组长\n班主任", lines=3)
        form.add("posts", "职务", posts, hint="有几个职务就写几行，听课要求按职务分别算。")
        form.add("subject", "任教学科", WordChoice(SUBJECTS, width=220))
        form.add("other_subjects", "兼任学科", TextField("用顿号隔开：书法、劳动"))
        title, education = WordChoice(TITLE_WORDS, width=160), TextField("学历", width=130)
        form.add_group("职称", in_row(title, education), {"title": ("职称", title), "education": ("学历", education)})
        started, politics = TextField("2007", width=130), TextField("政治面貌", width=160)
        form.add_group(
            "参加工作",
            in_row(started, politics),
            {"started_work": ("参加工作", started), "politics": ("政治面貌", politics)},
        )
        form.add("phone", "联系电话", TextField(width=220))
        form.add("joined_on", "到校日期", DateField(desk.term, today=desk.today, optional=True, field="joined_on"))
        form.add(
            "left_on",
            "离校日期",
            DateField(desk.term, today=desk.today, optional=True, field="left_on"),
            hint="调走的老师填这一天，以前的记录都会留着。",
        )
        form.add("note", "备注", LongText(lines=2))
        shown = self._record.to_row() | {
            "joined_on": self._record.joined_on,
            "left_on": self._record.left_on,
            "other_subjects": "、".join(self._record.other_subjects),
            "posts": "\n".join(post.title for post in self._posts),
        }
        form.fill(shown)
        self.keep_drafts(desk.db, f"Teacher:{record.uid if record else 'new'}", lambda: f"教师 {self._record.name}")

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        desk: Desk,
        save: Save,
        record: Teacher | None = None,
        restored: dict[str, Any] | None = None,
    ) -> Teacher | None:
        """The teacher as saved, or None."""
        dialog = cls(parent, desk, save, record)
        if restored:
            dialog.restore(restored)
        return dialog.run()

    def _made(self, values: dict[str, Any]) -> tuple[Teacher, list[Post]]:
        titles = [line.strip() for line in values.pop("posts").splitlines() if line.strip()]
        others = values.pop("other_subjects").replace("，", "、").split("、")
        teacher = self._record.but(**values, other_subjects=tuple(item.strip() for item in others if item.strip()))
        return teacher, _posts(titles, self._posts, teacher.uid)


def _posts(titles: Sequence[str], held: Sequence[Post], teacher_uid: str) -> list[Post]:
    """The posts as written; one that keeps its words keeps its record, with its class, group and days."""
    left = list(held)
    found = []
    for title in titles:
        same = next((post for post in left if post.title == title), None)
        if same is not None:
            left.remove(same)
        found.append(same or Post(teacher_uid=teacher_uid, title=title))
    return found
