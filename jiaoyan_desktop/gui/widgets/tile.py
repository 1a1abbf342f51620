"""A button with a layout of its own inside: a card, a tile of a board, a row of figures."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from .. import theme
from .buttons import PushButton


class Tile(PushButton):
    """Subclasses lay out words inside and call ``seal``; ``role`` is tile (framed) or row (flat)."""

    def __init__(self, role: str = "tile", least_width: int = 90) -> None:
        super().__init__()
        self._least_width = least_width
        self.setProperty("role", role)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def seal(self) -> None:
        """What stands inside lets clicks through to the tile; buttons in it keep their own."""
        for part in self.findChildren(QWidget):
            if not isinstance(part, QPushButton):
                part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """As large as what stands inside, whatever the style sheet says of buttons."""
        inner = self.layout()
        return inner.sizeHint() if inner is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Several of them have to fit side by side; their height is never given up."""
        return QSize(theme.current().px(self._least_width), self.sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        """The style sheet has its say about the least height before the first showing, this has the last."""
        super().showEvent(event)
        self.setMinimumHeight(self.sizeHint().height())
