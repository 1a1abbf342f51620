"""What the window says by itself: a sentence with 撤销 for a while, and progress with a way to stop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from .. import theme
from .buttons import button
from .labels import label

STAYS_MS = 8000


class Toast(QFrame):
    """A sentence at the bottom of the window; it goes by itself, and its button may come with it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        look = theme.current()
        self.setProperty("role", "toast")
        self._words = label()
        self._act: Callable[[], object] | None = None
        self._button = button("撤销", role="quiet", on_click=self._on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(6), look.px(8), look.px(6))
        row.setSpacing(look.px(12))
        row.addWidget(self._words)
        row.addWidget(self._button)
        row.addWidget(button("", role="icon", icon="close", name="不再显示", on_click=self.hide))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def say(self, sentence: str, verb: str = "", act: Callable[[], object] | None = None) -> None:
        """Shows ``sentence``, with a button when ``act`` is given."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self._act = act
        self._button.setText(verb)
        self._button.setVisible(act is not None)
        self.show()
        self._place()
        self.raise_()
        self._timer.start(STAYS_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the window's size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        window = self._window
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - theme.current().px(48))

    def _on_clicked(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()


class ProgressStrip(QWidget):
    """How far long work is, where the click was, with 停下; hidden while nothing runs."""

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._words = label("", "hint")
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._stop: Callable[[], object] | None = None
        self._button = button("停下", role="quiet", on_click=self._on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        row.addWidget(self._bar, 1)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        self.hide()

    def begin(self, text: str, stop: Callable[[], object] | None = None) -> None:
        """Shows that work has begun; ``stop`` is usually ``job.cancel``."""
        self._stop = stop
        self._button.setVisible(stop is not None)
        self._button.setEnabled(True)
        self.advance(-1.0, text)
        self.show()

    def advance(self, share: float, text: str = "") -> None:
        """0 to 1, below 0 when not known; fits the ``progress`` of ``tasks.start``."""
        self._bar.setRange(0, 0 if share < 0 else 1000)
        if share >= 0:
            self._bar.setValue(round(share * 1000))
        if text:
            self._words.setText(text)
        self._bar.setAccessibleName(text or "进度")

    def end(self) -> None:
        """Nothing runs any more."""
        self.hide()

    def _on_clicked(self) -> None:
        self._button.setEnabled(False)
        self._words.setText("正在停下")
        if self._stop is not None:
            self._stop()
