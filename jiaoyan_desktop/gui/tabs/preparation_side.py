"""The left side of a lesson study: its drafts as a tree, and the opinions on it."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from jiaoyan_desktop.domain.glossary import VERDICT_WORDS
from jiaoyan_desktop.domain.naming import Names
from jiaoyan_desktop.domain.preparation import Comment
from jiaoyan_desktop.domain.study_standing import StudyStanding

from .. import theme
from ..models import preparation_opinions, preparation_tree
from ..models.preparation_opinions import OpinionList
from ..models.preparation_tree import UID_ROLE, DraftTree
from ..widgets.buttons import button
from ..widgets.labels import label
from ..widgets.panels import Panel
from ..widgets.record_list import draw_chip

Index = QModelIndex | QPersistentModelIndex


class StudySide(QWidget):
    """Says which draft is looked at and what is asked of an opinion; it changes nothing itself."""

    draft_chosen = Signal(str)
    comment_asked = Signal()
    comment_opened = Signal(object)  # Comment
    comment_judged = Signal(object, str)  # Comment, verdict
    comment_removed = Signal(object)  # Comment

    def __init__(self, width: int = 330) -> None:
        super().__init__()
        look = theme.current()
        self.setFixedWidth(look.px(width))
        self._tree_model = DraftTree()
        self.tree = _Tree(self._tree_model)
        self.tree.selectionModel().selectionChanged.connect(self._on_draft)
        self._opinion_model = OpinionList()
        self.opinions = _Opinions(self._opinion_model)
        self.opinions.opened.connect(self.comment_opened)
        self.opinions.judged.connect(self.comment_judged)
        self.opinions.removed.connect(self.comment_removed)
        drafts = Panel("这一课的稿子")
        drafts.body.addWidget(self.tree)
        said = Panel("研讨意见")
        self._count = label("", "hint")
        said.head.insertWidget(1, self._count)
        said.head.addWidget(button("记意见", role="quiet", icon="plus", on_click=self.comment_asked.emit))
        self._none = label("还没有。备课会上谁说了什么，一条一条记在这里。", "dim", wrap=True)
        said.body.addWidget(self._none)
        said.body.addWidget(self.opinions, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        column.addWidget(drafts, 6)
        column.addWidget(said, 5)

    def feed(self, standing: StudyStanding | None, names: Names) -> None:
        """Shows that study; the chosen opinion stays chosen while it exists, the draft is chosen by ``choose``."""
        comment = self.opinions.current()
        blocked = self.tree.selectionModel().blockSignals(True)
        self._tree_model.feed(standing, names)
        self.tree.expandAll()
        self.tree.selectionModel().blockSignals(blocked)
        comments = standing.comments if standing else ()
        self._opinion_model.feed(comments, names)
        self._none.setVisible(not comments)
        self.opinions.setVisible(bool(comments))
        self._count.setText(f"采纳{standing.adopted}／{len(comments)}条" if standing and comments else "")
        if comment:
            self.opinions.choose(comment.uid)

    def choose(self, draft_uid: str) -> bool:
        """Chooses a draft; False when it is not here."""
        index = self._tree_model.index_of(draft_uid)
        if index.isValid():
            self.tree.setCurrentIndex(index)
        return index.isValid()

    def _on_draft(self, chosen: QItemSelection, _: QItemSelection) -> None:
        if chosen.indexes():
            self.draft_chosen.emit(chosen.indexes()[0].data(UID_ROLE))


class _Tree(QTreeView):
    def __init__(self, model: DraftTree) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_DraftDelegate(self))
        self.setAccessibleName("这一课的稿子")
        self.setHeaderHidden(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setIndentation(theme.current().px(14))
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)

    def sizeHint(self) -> QSize:
        """Small by itself: the panel gives the room."""
        return QSize(theme.current().px(200), theme.current().px(120))


class _DraftDelegate(QStyledItemDelegate):
    """Two lines: what the draft is called with its state, and who, when and what to know."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground first, then chip and words."""
        look = theme.current()
        area = _ground(self, painter, option, index)
        chip = index.data(preparation_tree.CHIP_ROLE)
        detail = index.data(preparation_tree.DETAIL_ROLE)
        middle = area.top() + area.height() // (4 if detail else 2) + (look.px(4) if detail else 0)
        used = _chip_at_right(painter, area, middle, chip)
        painter.save()
        painter.setFont(look.font())
        _line(painter, QRect(area.left(), area.top(), area.width() - used, 0), middle, index.data(), "ink")
        if detail:
            painter.setFont(look.font(theme.HINT_POINTS))
            below = area.top() + area.height() * 3 // 4 - look.px(2)
            used = _line(painter, QRect(area.left(), area.top(), area.width(), 0), below, detail, "dim") + look.px(10)
            rest = QRect(area.left() + used, area.top(), area.width() - used, 0)
            _line(painter, rest, below, index.data(preparation_tree.NOTE_ROLE), "amber")
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines of text."""
        return QSize(0, theme.current().px(44))


class _Opinions(QListView):
    opened = Signal(object)
    judged = Signal(object, str)
    removed = Signal(object)

    def __init__(self, model: OpinionList) -> None:
        super().__init__()
        self._opinions = model
        self.setModel(model)
        self.setItemDelegate(_OpinionDelegate(self))
        self.setAccessibleName("研讨意见")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setWordWrap(True)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.comment(index.row())))

    def current(self) -> Comment | None:
        """The chosen opinion."""
        index = self.currentIndex()
        return self._opinions.comment(index.row()) if index.isValid() else None

    def choose(self, uid: str) -> None:
        """Chooses an opinion, where it still exists."""
        number = self._opinions.number_of(uid)
        if number >= 0:
            self.setCurrentIndex(self._opinions.index(number))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete removes, 1 to 4 give the verdict in the order of the menu."""
        chosen = self.current()
        verdicts = list(VERDICT_WORDS)
        number = event.key() - Qt.Key.Key_1
        if chosen is None:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(chosen)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit(chosen)
        elif 0 <= number < len(verdicts):
            self.judged.emit(chosen, verdicts[number])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The verdicts, and changing or deleting the opinion."""
        index = self.indexAt(event.pos()) if event.reason() is QContextMenuEvent.Reason.Mouse else self.currentIndex()
        if not index.isValid():
            return
        chosen = self._opinions.comment(index.row())
        menu = QMenu(self)
        for number, (verdict, word) in enumerate(VERDICT_WORDS.items(), start=1):
            made = menu.addAction(f"{number}　{word}", lambda v=verdict: self.judged.emit(chosen, v))
            made.setEnabled(verdict != chosen.verdict)
        menu.addSeparator()
        menu.addAction("改这条意见", lambda: self.opened.emit(chosen))
        menu.addAction("删除", lambda: self.removed.emit(chosen))
        menu.exec(event.globalPos())
        menu.deleteLater()

    def sizeHint(self) -> QSize:
        """Small by itself: the panel gives the room."""
        return QSize(theme.current().px(200), theme.current().px(120))


class _OpinionDelegate(QStyledItemDelegate):
    """The verdict as a chip, and below it who said what, on as many lines as it takes."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground first, then chip and words."""
        look = theme.current()
        area = _ground(self, painter, option, index)
        word, tone = index.data(preparation_opinions.CHIP_ROLE)
        top = area.top() + look.px(6)
        draw_chip(painter, QPoint(area.left(), top + look.px(11)), area.width(), word, tone)
        painter.save()
        painter.setFont(look.font())
        painter.setPen(look.colour("ink"))
        words = QRect(area.left(), top + look.px(25), area.width(), area.bottom() - top - look.px(25))
        painter.drawText(words, int(_WRAPPED), index.data())
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As many lines as the width makes of it."""
        look = theme.current()
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else look.px(260)
        room = QRect(0, 0, max(width - look.px(16), look.px(80)), 10_000)
        height = option.fontMetrics.boundingRect(room, int(_WRAPPED), index.data()).height()  # pyright: ignore[reportAttributeAccessIssue]
        return QSize(width, height + look.px(38))


_WRAPPED = Qt.TextFlag.TextWordWrap  # it keeps marks off the beginning of a line


def _ground(delegate: QStyledItemDelegate, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> QRect:
    """Draws the row without words; what is left for them."""
    blank = QStyleOptionViewItem(option)
    delegate.initStyleOption(blank, index)
    blank.text = ""  # pyright: ignore[reportAttributeAccessIssue]
    blank.state &= ~QStyle.StateFlag.State_HasFocus  # pyright: ignore[reportAttributeAccessIssue]
    QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, blank, painter, blank.widget)  # pyright: ignore[reportAttributeAccessIssue]
    gap = theme.current().px(8)
    return option.rect.adjusted(gap, 0, -gap, 0)  # pyright: ignore[reportAttributeAccessIssue]


def _chip_at_right(painter: QPainter, area: QRect, middle: int, chip: tuple[str, str]) -> int:
    look = theme.current()
    font = look.font(theme.HINT_POINTS)
    painter.setFont(font)
    width = painter.fontMetrics().horizontalAdvance(chip[0]) + look.px(16)
    draw_chip(painter, QPoint(area.right() - width, middle), width, *chip)
    return width + look.px(8)


def _line(painter: QPainter, room: QRect, middle: int, text: str, role: str) -> int:
    """Draws one line, cut to its room; its width."""
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.setPen(theme.current().colour(role))
    painter.drawText(room.left(), middle + (metrics.ascent() - metrics.descent()) // 2, shown)
    return metrics.horizontalAdvance(shown)
