"""Telling and asking: what happened, why, what to do; buttons are verbs and the first one is the default."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6 import QtCore
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jiaoyan_desktop.errors import StorageTrouble, UserError

from . import icons, theme
from .widgets.buttons import button

UNDERSTOOD = "知道了"


class Outcome:
    """What became of the work inside ``told``: ``ok`` is set at its end, ``trouble`` when a person was told why not."""

    def __init__(self) -> None:
        self.ok = False
        self.trouble: UserError | StorageTrouble | None = None


@contextmanager
def told(parent: QWidget | None) -> Iterator[Outcome]:
    """Runs the block and tells the person about a UserError or StorageTrouble; anything else is a bug and goes on."""
    outcome = Outcome()
    try:
        yield outcome
        outcome.ok = True
    except (UserError, StorageTrouble) as trouble:
        outcome.trouble = trouble
        explain(parent, trouble)


def explain(parent: QWidget | None, trouble: Exception) -> None:
    """Shows a UserError or StorageTrouble; raises anything else again, for the crash window."""
    if not isinstance(trouble, UserError | StorageTrouble):
        raise trouble
    tell(parent, trouble.message, trouble.cure)


def tell(parent: QWidget | None, what: str, advice: str = "") -> None:
    """One thing a person should know; closed by 知道了, Enter or Esc."""
    _Message(parent, what, advice, (UNDERSTOOD,), danger=False).exec()


def ask(
    parent: QWidget | None, what: str, advice: str = "", *, choices: Sequence[str], danger: bool = False
) -> str | None:
    """The chosen verb of ``choices`` (the first is the default), or None when closed by Esc.

    ``danger``: the first verb destroys something (what can be taken back), so it is drawn red; wording 8.23.
    """
    dialog = _Message(parent, what, advice, tuple(choices), danger=danger)
    dialog.exec()
    return dialog.chosen


class _Message(QDialog):
    def __init__(
        self, parent: QWidget | None, what: str, advice: str, choices: tuple[str, ...], *, danger: bool
    ) -> None:
        super().__init__(parent)
        look = theme.current()
        self.chosen: str | None = None
        self.setWindowTitle("教研桌面")
        self.setAccessibleName(what)
        self.setAccessibleDescription(advice)
        sign = QLabel()
        sign.setPixmap(icons.pixmap("bell" if danger else "info", "amber" if danger else "accent", look.px(28), 2.0))
        sign.setAlignment(QtCore.Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(look.px(8))
        for text, role in ((what, "subtitle"), (advice, "")):
            if text:
                label = QLabel(text)
                label.setProperty("role", role)
                label.setWordWrap(True)
                label.setTextFormat(QtCore.Qt.TextFormat.PlainText)
                label.setMinimumWidth(look.px(380))
                label.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
                words.addWidget(label)
        top = QHBoxLayout()
        top.setSpacing(look.px(16))
        top.addWidget(sign)
        top.addLayout(words, 1)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addStretch(1)
        for choice in reversed(choices):
            first = choice == choices[0]
            role = ("danger" if danger else "primary") if first else ""
            made = button(choice, role=role, on_click=lambda _=False, verb=choice: self._choose(verb))
            made.setDefault(first)
            made.setAutoDefault(True)
            row.addWidget(made)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(look.px(20),) * 4)
        outer.setSpacing(look.px(20))
        outer.addLayout(top)
        outer.addLayout(row)
        made.setFocus()  # the first verb, added last; a button takes the focus only once it stands in the dialog

    def _choose(self, verb: str) -> None:
        self.chosen = verb
        self.accept()
