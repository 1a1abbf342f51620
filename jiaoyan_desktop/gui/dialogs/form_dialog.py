"""The dialog every form uses: it asks, hands the values to ``save``, marks mistakes and stays open until right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jiaoyan_desktop.errors import StorageTrouble, UserError
from jiaoyan_desktop.store.database import Database

from .. import messages, theme
from ..draft_keeper import DraftKeeper
from ..widgets.buttons import button
from ..widgets.form import Form
from ..widgets.labels import label
from ..widgets.panels import scrolled

T = TypeVar("T")
GIVE_UP, WRITE_ON = "不要了", "接着写"


class FormDialog(QDialog, Generic[T]):
    """Subclasses add rows to ``self.form`` and offer a classmethod ``ask``; ``run`` returns what ``save`` returned."""

    outside_words: ClassVar[dict[str, str]] = {}  # key of ``raw`` that is no row of the form -> what a person calls it

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        save: Callable[[dict[str, Any]], T],
        *,
        verb: str = "保存",
        lead: str = "",
        width: int = 560,
        give_up: str = "先不改",
        enter_moves: bool = False,  # long forms: Enter goes to the next field, Ctrl+Enter saves
    ) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setWindowTitle(title)
        self._save = save
        self._result: T | None = None
        self._keeper: DraftKeeper | None = None
        self._is_touched = False  # changed where ``raw`` does not tell
        self._opened_with: dict[str, Any] | None = None  # ``raw`` as it was first shown
        self.form = Form()
        self.form.edited.connect(self.typed)
        self.page = QVBoxLayout()  # below the form: lists and the like
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, look.px(4), 0)
        column.setSpacing(look.px(12))
        column.addWidget(self.form)
        column.addLayout(self.page, 1)
        column.addStretch(0)
        self._trouble = label("", "trouble", wrap=True)
        self._trouble.hide()
        self.footer = QHBoxLayout()
        self.footer.setSpacing(look.px(8))
        self.footer.addStretch(1)
        self._give_up_button = button(give_up, on_click=self.reject)
        self.footer.addWidget(self._give_up_button)
        self.save_button = button(verb, role="primary", on_click=self._on_save)
        self.save_button.setDefault(not enter_moves)
        self._enter_moves = enter_moves
        self.footer.addWidget(self.save_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(look.px(20),) * 4)
        outer.setSpacing(look.px(12))
        if lead:
            outer.addWidget(label(lead, "dim", wrap=True))
        self._area = scrolled(content)
        outer.addWidget(self._area, 1)
        outer.addWidget(self._trouble)
        outer.addLayout(self.footer)
        self._width = width
        for keys in ("Ctrl+S", "Ctrl+Return"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_save)

    def keep_drafts(self, db: Database, key: str, title: Callable[[], str]) -> None:
        """Keeps what is typed under ``key`` ("Observation:uid", "Activity:new") until it is saved or given up."""
        self._keeper = DraftKeeper(db, key, lambda: (title(), self.raw()), self)

    def run(self) -> T | None:
        """Shows the dialog; what ``save`` returned, or None when the person gave up."""
        self._fit()
        self.form.focus_first()
        self.exec()
        result = self._result
        self.deleteLater()
        return result

    def collect(self) -> dict[str, Any]:
        """The values handed to ``save``; subclasses add what is not a row of the form."""
        return self.form.values()

    def raw(self) -> dict[str, Any]:
        """What is kept against a crash; subclasses add what is not a row of the form."""
        return self.form.raw()

    def restore(self, raw: dict[str, Any]) -> None:
        """Shows again what ``raw`` gave; subclasses take up what they added."""
        self.form.restore(raw)
        if self._keeper:
            self._keeper.take_up()
        self.touch()

    def reject(self) -> None:
        """Asks first when something is other than it was shown, saying what would be lost."""
        if self.is_changed():
            chosen = messages.ask(self, "写了的内容还没有保存。", self._what_goes(), choices=(WRITE_ON, GIVE_UP))
            if chosen != GIVE_UP:
                return
        self.leave()

    def leave(self) -> None:
        """Closes without asking: given up knowingly, or what it was about is gone."""
        if self._keeper:
            self._keeper.forget()
        self._settle()
        super().reject()

    def is_changed(self) -> bool:
        """Whether anything is other than it was when the dialog came into sight."""
        return self._is_touched or bool(self._changed_keys())

    def showEvent(self, event: QShowEvent) -> None:
        """What is shown first is what later changes are measured by."""
        super().showEvent(event)
        if self._opened_with is None:
            self._opened_with = self.raw()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross at the top asks the same."""
        event.ignore()
        self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where Enter moves, it goes to the next field, passing buttons by; on a button it presses."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not self._enter_moves or not is_enter or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        at = self.focusWidget()
        if isinstance(at, QPushButton):
            at.click()
            return
        self.focusNextChild()
        while isinstance(self.focusWidget(), QPushButton) and self.focusWidget() is not self.save_button:
            self.focusNextChild()

    def touch(self) -> None:
        """Something was changed that ``raw`` does not tell: from now on giving up is asked about."""
        self._is_touched = True
        self.typed()

    def typed(self) -> None:
        """Something was edited: the mistake told below is gone, and what is typed is kept against a crash."""
        self._trouble.hide()
        if self._keeper:
            self._keeper.touch()

    def _on_save(self) -> None:
        self.form.clear_marks()
        self._trouble.hide()
        try:
            self._result = self._save(self.collect())
        except UserError as trouble:
            if not self.form.mark(trouble):
                self._trouble.setText(f"！{trouble}")
                self._trouble.show()
            QTimer.singleShot(0, self, self._bring_mark_into_sight)  # once the row has made room for its message
            return
        except StorageTrouble as trouble:
            messages.explain(self, trouble)
            return
        if self._keeper:
            self._keeper.forget()
        self._settle()
        self.accept()

    def _settle(self) -> None:
        self._is_touched, self._opened_with = False, self.raw()

    def _changed_keys(self) -> list[str]:
        before = self._opened_with
        if before is None:
            return []  # never seen, so nobody changed it
        now = self.raw()
        return [key for key in now if now[key] != before.get(key)]

    def _what_goes(self) -> str:
        names = [self.outside_words.get(key) or self.form.name_of(key) for key in self._changed_keys()]
        words = "、".join(dict.fromkeys(filter(None, names)))
        changed = f"改过的是：{words}。" if words else ""
        return f"{changed}点“{GIVE_UP}”，这次写的就没有了；原来存着的不变。"

    def _bring_mark_into_sight(self) -> None:
        mark = self.form.marked()
        if mark is not None:
            self._area.ensureWidgetVisible(mark, 0, theme.current().px(12))

    def _fit(self) -> None:
        look = theme.current()
        room = self.screen().availableGeometry()
        wanted = self.form.sizeHint().height() + self.page.sizeHint().height() + look.px(150)
        self.resize(min(look.px(self._width), room.width() - 40), min(max(wanted, look.px(220)), room.height() - 60))
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
