"""推荐一位老师: 《教学研究活动推荐表》 as far as only a person knows it; the rest comes from the roster."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.activity import Recommendation
from jiaoyan_desktop.domain.glossary import SUBJECTS
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.workflows import reporting_edits

from ..desk import Desk
from ..widgets.fields import Choice, LongText, TextField, WordChoice
from ..widgets.teacher_chooser import TeacherChooser
from ..widgets.teachers_field import teachers_here
from .form_dialog import FormDialog

CATEGORIES = ("主研教师", "参研教师", "优课")
MOST_CHARACTERS = 300  # 推荐理由 of the county's form (domain F2)


class RecommendationDialog(FormDialog[Recommendation]):
    """Asks for one recommendation."""

    def __init__(self, parent: QWidget | None, desk: Desk, record: Recommendation | None) -> None:
        self._desk = desk
        self._record = record or Recommendation(term_uid=desk.term.uid, teacher_uid="", category=CATEGORIES[0])
        super().__init__(
            parent,
            "修改推荐" if record else "推荐一位老师",
            self._keep,
            give_up="先不改" if record else "先不推荐",
            lead="性别、出生年月、学历、职称、电话从花名册上来，不用再写。",
        )
        form = self.form
        chooser = TeacherChooser(lambda: teachers_here(desk, [self._record.teacher_uid]), field="teacher_uid")
        form.add("teacher_uid", "教师", chooser, needed=True)
        form.add("category", "推荐类别", Choice([(word, word) for word in CATEGORIES], width=160))
        form.add("subject", "任教学科", WordChoice(SUBJECTS, width=200), hint="不填就用花名册上的学科。")
        form.add("grade_text", "年级", TextField("例如：五年级", width=160))
        form.add("topic", "课题", TextField())
        form.add("textbook", "教材版本", TextField("例如：统编版", width=200))
        form.add("volume", "年级册次", TextField("例如：五年级下册", width=200))
        form.add("lesson_kind", "课型", TextField("例如：新授课", width=200))
        form.add("awards", "近三年获奖", LongText(lines=2))
        form.add("reason", "推荐理由", LongText(lines=5), hint=f"不超过{MOST_CHARACTERS}字。")
        form.add("group_opinion", "教研组意见", LongText(lines=2))
        form.fill(self._record.to_row())
        key = record.uid if record else "new"
        self.keep_drafts(desk.db, f"Recommendation:{key}", lambda: f"推荐 {chooser.text()}")

    @classmethod
    def ask(cls, parent: QWidget | None, desk: Desk, uid: str = "") -> Recommendation | None:
        """The recommendation as saved, or None; ``uid`` is empty for a new one."""
        saved = cls(parent, desk, desk.db.get(Recommendation, uid) if uid else None).run()
        if saved is not None:
            desk.say(f"已存好：推荐{desk.names.teacher(saved.teacher_uid)}", undo=saved.revision)
        return saved

    def _keep(self, values: dict[str, Any]) -> Recommendation:
        if not values["teacher_uid"]:
            raise UserError("还没有选老师。", field="teacher_uid", cure="写姓名或拼音首字母，从名单里选一位。")
        return reporting_edits.recommend(self._desk.db, self._record.but(**values))
