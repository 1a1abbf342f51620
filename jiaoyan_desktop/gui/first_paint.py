"""What widgets made before the first paint do without the namespace ``Qt``.

Touching ``QtCore.Qt`` makes all of its hundred enums at once, a tenth of the whole start. A property takes the enum's
number instead; modules on the way to the first paint name ``QtCore.Qt`` only inside functions that come later.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

BY_TAB, BY_CLICK, BY_BOTH, NEVER = 1, 2, 11, 0  # Qt.FocusPolicy
NOTHING = QColor(0, 0, 0, 0)  # a pen or brush that draws nothing


def plain(label: QLabel) -> None:
    """Shows the text as it is, also where it looks like markup (Qt.TextFormat.PlainText)."""
    label.setProperty("textFormat", 0)


def focus(widget: QWidget, policy: int) -> None:
    """How the widget comes to have the keyboard."""
    widget.setProperty("focusPolicy", policy)


def never_sideways(area: QScrollArea) -> None:
    """No horizontal scroll bar (Qt.ScrollBarPolicy.ScrollBarAlwaysOff)."""
    area.setProperty("horizontalScrollBarPolicy", 1)


def cut(text: str, metrics: QFontMetrics, width: int) -> str:
    """The text, or as much of it as fits with … behind it."""
    if metrics.horizontalAdvance(text) <= width:
        return text
    least, most = 0, len(text)
    while least < most:
        middle = (least + most + 1) // 2
        if metrics.horizontalAdvance(f"{text[:middle]}…") <= width:
            least = middle
        else:
            most = middle - 1
    return f"{text[:least]}…"
