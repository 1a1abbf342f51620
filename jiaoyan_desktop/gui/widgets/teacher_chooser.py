"""Choosing a teacher by a few characters or pinyin initials; namesakes are told apart, several can be ticked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QWidget

from jiaoyan_desktop.domain.pinyin import Needle
from jiaoyan_desktop.errors import UserError

from .. import theme
from .buttons import button

MOST_SHOWN = 12


class TeacherChooser(QWidget):
    """``value()`` is the uid of the teacher, or None; a name that is not one of the school's raises UserError.

    ``offer`` gives (uid, name on screen) in the order shown; with ``free`` a name of another school may stay text.
    """

    edited = Signal()

    def __init__(self, offer: Callable[[], Sequence[tuple[str, str]]], *, field: str = "", free: bool = False) -> None:
        super().__init__()
        self._offer, self._field, self._free = offer, field, free
        self._found: list[tuple[str, str]] = []
        self._uid: str | None = None
        look = theme.current()
        self.line = QLineEdit()
        self.line.setPlaceholderText("姓名或拼音首字母")
        self.line.textEdited.connect(self._on_typed)
        self.line.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(4))
        row.addWidget(self.line)
        row.addWidget(button("", role="icon", icon="people", name="从名单里选", on_click=lambda: self._open("")))
        self.setMaximumWidth(look.px(330))
        self.setFocusProxy(self.line)
        self._words = QStringListModel(self)
        self._popup = QListView(self)
        self._popup.setObjectName("popup")
        self._popup.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self._popup.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._popup.setModel(self._words)
        self._popup.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._popup.clicked.connect(lambda index: self._take(index.row()))

    def value(self) -> str | None:
        """The uid; None when empty, or when ``free`` text is no teacher of ours (see ``text``)."""
        written = self.line.text().strip()
        if not written or self._uid is not None:
            return self._uid
        same = [uid for uid, name in self._offer() if name == written or name.split("（")[0] == written]
        if len(same) == 1:
            return same[0]
        if len(same) > 1:
            raise UserError(f"有{len(same)}位{written}。", field=self._field, cure="请从名单里选一位。")
        if self._free:
            return None
        raise UserError(f"名单里没有“{written}”。", field=self._field, cure="请从名单里选一位老师。")

    def text(self) -> str:
        """What is written, also when it is nobody of ours."""
        return self.line.text().strip()

    def set_value(self, uid: str | None) -> None:
        """Shows the teacher of that uid."""
        name = dict(self._offer()).get(uid or "", "")
        self._uid = uid if name else None
        self.line.setText(name)

    def set_text(self, text: str) -> None:
        """Shows a name of nobody of ours."""
        self._uid = None
        self.line.setText(text)

    def raw(self) -> str:
        """The uid, or what is typed where it is nobody yet."""
        return self._uid or self.line.text()

    def set_raw(self, raw: str) -> None:
        """Shows again what ``raw`` gave."""
        if raw in dict(self._offer()):
            self.set_value(raw)
        else:
            self.set_text(raw)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys walk through what was found; Enter takes it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._on_key(event):
            return True
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._popup.hide()
            self._settle()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if not self._popup.isVisible():
            if step == 1:
                self._open(self.line.text() if self._uid is None else "")
                return True
            return False
        if step is not None:
            number = max(0, min(self._popup.currentIndex().row() + step, len(self._found) - 1))
            self._popup.setCurrentIndex(self._words.index(number))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(max(0, self._popup.currentIndex().row()))
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._popup.hide()
            return True
        return False

    def _on_typed(self, text: str) -> None:
        self._uid = None
        self._open(text)
        self.edited.emit()

    def _open(self, text: str) -> None:
        needle = Needle(text)
        self._found = [(uid, name) for uid, name in self._offer() if needle.found_in(name)]
        if not self._found or not self.isVisible():
            self._popup.hide()
            return
        self.line.setFocus()
        self._words.setStringList([name for _, name in self._found])
        look = theme.current()
        height = min(len(self._found), MOST_SHOWN) * look.px(32) + look.px(12)
        self._popup.resize(max(self.line.width(), look.px(240)), height)
        self._popup.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))
        self._popup.setCurrentIndex(self._words.index(0))
        self._popup.show()

    def _take(self, number: int) -> None:
        if 0 <= number < len(self._found):
            self._uid, name = self._found[number]
            self.line.setText(name)
        self._popup.hide()
        self.edited.emit()

    def _settle(self) -> None:
        """A name typed in full is that teacher, when there is only one."""
        if self._uid is None and self.line.text().strip():
            same = [(uid, name) for uid, name in self._offer() if name == self.line.text().strip()]
            if len(same) == 1:
                self._uid = same[0][0]
