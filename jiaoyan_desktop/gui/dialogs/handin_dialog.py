"""What one teacher hands in for a joint-research day: six header fields, text with its 字数, photographed pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from jiaoyan_desktop.domain.activity import HANDIN_HEADER, Activity, Handin
from jiaoyan_desktop.domain.joint_research import HANDIN_WORDS, header_of
from jiaoyan_desktop.domain.text import count_characters
from jiaoyan_desktop.errors import UserError

from .. import messages
from ..desk import Desk
from ..widgets.buttons import button
from ..widgets.date_field import DateField
from ..widgets.fields import Choice, LongText, TextField, TickField
from ..widgets.labels import label
from ..widgets.teacher_chooser import TeacherChooser
from .form_dialog import FormDialog

Pages = list[tuple[str, bytes]]


class HandinDialog(FormDialog[Handin]):
    """What is short is said while typing and never refused: 先收下."""

    REMOVE: ClassVar[object] = object()

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        activity: Activity,
        piece: Handin,
        save: Callable[[Handin, Pages | None], Handin],
    ) -> None:
        super().__init__(
            parent,
            f"收老师交的材料：{activity.title}",
            lambda values: save(self._piece.but(**values), self._pages),
            verb="收下",
            give_up="先不收",
            width=680,
        )
        self._desk, self._piece = desk, piece
        self._pages: Pages | None = None
        self._is_removed = False
        form = self.form
        teachers = [(item.uid, desk.names.teacher(item.uid)) for item in desk.records.teachers]
        form.add("teacher_uid", "老师", TeacherChooser(lambda: teachers, field="teacher_uid"), needed=True)
        form.add("kind", "交的是", Choice(list(HANDIN_WORDS.items()), 160))
        form.add("received_on", "收到日期", DateField(desk.term, today=desk.today, optional=True, field="received_on"))
        for key in HANDIN_HEADER:
            form.add(f"header:{key}", key, TextField())
        text = form.add("text", "正文", LongText("把心得的正文贴在这里；听课笔记可以只放手写页的照片", 9))
        self._count = label("", "hint", wrap=True)
        form.add_wide(self._count)
        text.edited.connect(self._recount)
        form.add("uploaded", "", TickField("已经传到县里的网站上"))
        row = QHBoxLayout()
        row.addWidget(button("放入手写页照片…", icon="photo", on_click=self._choose_pages))
        self._pages_label = label("", "hint", wrap=True)
        row.addWidget(self._pages_label, 1)
        self.page.addLayout(row)
        if piece.revision:
            self.footer.insertWidget(0, button("删除这份", role="danger", on_click=self._remove))
        header = piece.header or header_of(desk.records, activity)
        form.fill({f"header:{key}": header.get(key, "") for key in HANDIN_HEADER})
        form.fill(
            {
                "teacher_uid": piece.teacher_uid,
                "kind": piece.kind,
                "received_on": piece.received_on or desk.today(),
                "text": piece.text,
                "uploaded": piece.uploaded_on is not None,
            }
        )
        self._recount()
        self._say_pages(len(piece.pictures))
        key = f"Handin:{piece.uid if piece.revision else 'new'}"
        self.keep_drafts(desk.db, key, lambda: f"{HANDIN_WORDS[piece.kind]} {activity.title}")

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        desk: Desk,
        activity: Activity,
        piece: Handin,
        save: Callable[[Handin, Pages | None], Handin],
        *,
        restored: dict[str, Any] | None = None,
    ) -> Handin | object | None:
        """The piece as it was saved, ``REMOVE`` when it is to be deleted, or None."""
        dialog = cls(parent, desk, activity, piece, save)
        if restored:
            dialog.restore(restored)
        saved = dialog.run()
        return cls.REMOVE if dialog._is_removed else saved

    def collect(self) -> dict[str, Any]:
        """The six header fields together; the day of uploading is today when the tick is new."""
        values = super().collect()
        header = {key: values.pop(f"header:{key}") for key in HANDIN_HEADER}
        is_uploaded = values.pop("uploaded")
        values["uploaded_on"] = (self._piece.uploaded_on or self._desk.today()) if is_uploaded else None
        if not values["teacher_uid"]:
            raise UserError("还没有选是哪位老师交的。", field="teacher_uid", cure="请选一位老师。")
        return {**values, "header": header}

    def raw(self) -> dict[str, Any]:
        """Which day it is for goes along, so that it can be taken up again."""
        return {**super().raw(), "activity_uid": self._piece.activity_uid}

    def _recount(self) -> None:
        counted = count_characters(self.form.editor("text").value())
        self._count.setText(
            f"正文{counted.with_punctuation}字（汉字加标点，不算空格和抬头）；不算标点是{counted.without_punctuation}字。"
        )

    def _choose_pages(self) -> None:
        paths, _ = QFileDialog.getOpenFileNames(self, "手写页照片", "", "照片 (*.jpg *.jpeg *.png *.bmp *.webp)")
        if not paths:
            return
        try:
            self._pages = [(Path(path).name, Path(path).read_bytes()) for path in paths]
        except OSError:
            messages.tell(self, "照片读不出来，没有放进去。", "请看看手机线或U盘有没有插好，再放一次。")
            return
        self._say_pages(len(self._pages))
        self.touch()

    def _say_pages(self, number: int) -> None:
        self._pages_label.setText(f"手写页{number}张" if number else "还没有手写页照片。")

    def _remove(self) -> None:
        words = f"删除这份{HANDIN_WORDS[self._piece.kind]}？"
        if messages.ask(self, words, "删了还能从“最近操作”找回来。", choices=("删除", "先留着"), danger=True) == "删除":
            self._is_removed = True
            self.leave()
