"""What the search box found: people, lessons heard, lesson studies, activities, plans; Enter goes there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from jiaoyan_desktop.domain.search import Hit, TermSearch

from . import icons, theme
from .desk import Desk
from .widgets.labels import label

# Record class -> tab and view where it is shown, and its picture.
PLACES = {
    "Teacher": ("people", "teachers", "person"),
    "SchoolClass": ("people", "timetable", "school"),
    "LessonStudy": ("preparation", "studies", "lesson"),
    "Activity": ("calendar", "activities", "people"),
    "Observation": ("observation", "list", "ear"),
    "Progress": ("people", "progress", "calendar"),
}
MOST_SHOWN = 30


class FoundList(QFrame):
    """Hangs below the search box and never takes its focus, so that typing goes on."""

    def __init__(self, desk: Desk, box: QLineEdit) -> None:
        super().__init__(box.window())
        self._desk, self._box = desk, box
        self._search: TermSearch | None = None
        self._hits: tuple[Hit, ...] = ()
        self.setProperty("role", "panel")
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(look.px(6),) * 4)
        self.items = QListWidget()
        self.items.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.items.setAccessibleName("找到的内容")
        self.items.itemClicked.connect(lambda item: self._go(self.items.row(item)))
        column.addWidget(self.items)
        self._nothing = label("", "dim", wrap=True)
        column.addWidget(self._nothing)
        box.installEventFilter(self)
        desk.announcer.changed.connect(self._forget)
        self.hide()

    def look_for(self, text: str) -> None:
        """Shows what answers to ``text``; nothing is shown for an empty one."""
        if not text:
            self.hide()
            return
        if self._search is None:
            self._search = TermSearch(self._desk.records)
        self._hits = self._search.find(text, MOST_SHOWN)
        self.items.clear()
        for hit in self._hits:
            picture = PLACES.get(hit.kind, ("", "", "file"))[2]
            shown = QListWidgetItem(icons.icon(picture, "dim"), f"{hit.title}　{hit.detail}")
            shown.setToolTip(f"{hit.kind_name}：{hit.title}　{hit.detail}")
            self.items.addItem(shown)
        self.items.setVisible(bool(self._hits))
        self._nothing.setVisible(not self._hits)
        self._nothing.setText(f"没找到“{text}”。可以用姓名、课题里的任意几个字，或拼音首字母。")
        if self._hits:
            self.items.setCurrentRow(0)
        self._place()

    def take_focus(self) -> None:
        """Down in the box walks through what was found."""
        self._step(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the box that belong to the list."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self.hide()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.isVisible():
            key = event.key()
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._step(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._hits:
                self._go(max(0, self.items.currentRow()))
                return True
            if key == Qt.Key.Key_Escape:
                self.hide()
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        if self._hits:
            self.items.setCurrentRow(max(0, min(self.items.currentRow() + by, len(self._hits) - 1)))

    def _go(self, number: int) -> None:
        hit = self._hits[number]
        tab, view, _ = PLACES[hit.kind]
        self.hide()
        self._desk.show(tab, view, hit.uid)

    def _place(self) -> None:
        look = theme.current()
        width = max(self._box.width(), look.px(560))
        rows = max(1, min(len(self._hits), 10))
        corner = self._box.mapTo(self._box.window(), QPoint(self._box.width() - width, self._box.height() + look.px(4)))
        self.setGeometry(corner.x(), corner.y(), width, rows * look.px(34) + look.px(30))
        self.show()
        self.raise_()

    def _forget(self, _: object) -> None:
        self._search = None
