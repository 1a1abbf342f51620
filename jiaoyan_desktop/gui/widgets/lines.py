"""A line of 今天: chip, words, and a button that leads to the record."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jiaoyan_desktop.domain.day_board import Line

from .. import theme
from .buttons import button
from .labels import Chip, CutLabel, label

# Record class -> (verb, tab, view) of the button at the end of a line.
LEADS = {
    "Activity": ("打开", "calendar", "activities"),
    "Observation": ("打开", "observation", "list"),
    "Material": ("去看", "report", "materials"),
}


def line_row(line: Line, go: Callable[[str, str, str], object], *, wraps: bool = False) -> QWidget:
    """The line as a widget; ``go`` takes tab, view and uid. Where room is narrow its words may wrap."""
    look = theme.current()
    holder = QWidget()
    holder.setAccessibleName(f"{line.word}：{line.text}　{line.detail}")
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, look.px(2), 0, look.px(2))
    row.setSpacing(look.px(10))
    chip = Chip(line.word, line.tone)
    if wraps:
        column = QVBoxLayout()
        column.addWidget(chip)
        column.addStretch(1)
        row.addLayout(column)
    else:
        # Chips of different lengths share a column, so that the words behind them stand in one line.
        held = QWidget()
        held.setMinimumWidth(look.px(80))
        inside = QHBoxLayout(held)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(chip)
        inside.addStretch(1)
        row.addWidget(held)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label(line.text, wrap=True) if wraps else CutLabel(line.text))
    if line.detail:
        words.addWidget(label(line.detail, "hint", wrap=True) if wraps else CutLabel(line.detail, "hint"))
    row.addLayout(words, 1)
    kind, uid = line.record
    verb, tab, view = LEADS.get(kind, ("", "", ""))
    if verb:
        row.addWidget(button(verb, role="quiet", name=f"{verb}：{line.text}", on_click=lambda: go(tab, view, uid)))
    return holder
