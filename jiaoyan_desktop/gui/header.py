"""The header: which school, which term, the search box for everything, and the one primary action of the tab."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from jiaoyan_desktop.domain.term import Term

from . import icons, later, theme
from .desk import Desk
from .widgets.buttons import button
from .widgets.choice import Choice
from .widgets.find_box import FindBox
from .widgets.labels import CutLabel

PICTURES = {"检查": "tick-box", "生成": "parcel", "导入": "import"}  # verb of a primary action -> its picture


class Header(QFrame):
    """Follows the desk; the list of what was found is made at the first letter."""

    primary_clicked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: Any = None  # a FoundList, whose module is loaded at the first letter
        self.setProperty("role", "header")
        look = theme.current()
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(4))
        row.setSpacing(look.px(8))
        self._school = CutLabel("", "title")
        self._school.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        row.addWidget(self._school)
        self.terms = Choice()
        self.terms.setAccessibleName("学期")
        self.terms.edited.connect(self._on_term_chosen)
        row.addWidget(self.terms)
        row.addStretch(1)
        self.find_box = FindBox("在全校资料里找　Ctrl+F")
        self.find_box.setMinimumWidth(look.px(320))
        self.find_box.setToolTip("姓名、课题、活动里的任意几个字，拼音首字母也行")
        self.find_box.searched.connect(self._on_searched)
        self.find_box.went_down.connect(self._on_went_down)
        row.addWidget(self.find_box)
        self._primary = button("", role="primary", icon="plus", on_click=lambda: self.primary_clicked.emit())
        row.addWidget(self._primary)
        desk.announcer.changed.connect(self._on_changed)
        self._refresh()

    def set_primary(self, text: str, action: str) -> None:
        """The primary action of the tab in sight; none when it has none. Its key is the menu's, so that it is found."""
        self._primary.setText(text)
        self._primary.setAccessibleName(text)
        self._primary.setToolTip("Ctrl+N")
        picture = next((icon for verb, icon in PICTURES.items() if text.startswith(verb)), "plus")
        self._primary.setIcon(icons.icon(picture, "on_accent"))
        self._primary.setVisible(bool(action))
        self._primary.setEnabled(not self._desk.db.is_read_only or text.startswith(("检查", "生成")))

    def offers_primary(self) -> bool:
        """Whether the button is there to be pressed: it has an action, and the file may be written if it writes."""
        return self._primary.isEnabled() and not self._primary.isHidden()

    def _refresh(self) -> None:
        school = self._desk.school
        self._school.set_whole(school.name)
        look = theme.current()
        # The label has not been styled yet when it is made, so its width comes from the theme's own title font.
        whole = QFontMetrics(look.font(theme.TITLE_POINTS, semibold=True)).horizontalAdvance(school.name) + look.px(4)
        self._school.setFixedWidth(min(whole, look.px(420)))
        found = self._desk.db.find(Term, order_by="starts_on DESC")
        self.terms.set_choices([(item.uid, item.name) for item in found])
        self.terms.set_value(self._desk.term.uid)

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & {"School", "Term"}:
            self._refresh()

    def _on_term_chosen(self) -> None:
        term = self._desk.db.get(Term, self.terms.value())
        if term:
            self._desk.choose_term(term)

    def _on_searched(self, text: str) -> None:
        if self._found is None:
            if not text:
                return
            self._found = later.load("find_everything").FoundList(self._desk, self.find_box)
        self._found.look_for(text)

    def _on_went_down(self) -> None:
        if self._found is not None:
            self._found.take_focus()
