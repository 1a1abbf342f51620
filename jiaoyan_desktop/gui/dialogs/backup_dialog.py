"""Which backup to take back: those of this computer, or a file from a stick."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from jiaoyan_desktop.domain.dates import date_cn
from jiaoyan_desktop.settings import Settings
from jiaoyan_desktop.workflows.backing_up import Offer

from .. import messages, theme
from ..models.table_model import Column, TableModel
from ..widgets.buttons import button
from ..widgets.labels import label
from ..widgets.panels import framed
from ..widgets.record_list import RecordList


def _columns(file_of: Callable[[Offer], str]) -> tuple[Column, ...]:
    return (
        Column(key="made_at", title="什么时候", text=_moment, sort=lambda offer: offer.made_at, width=190),
        Column(key="why", title="怎么来的", text=lambda offer: offer.why, width=90),
        Column(key="observations", title="听课", text=lambda offer: f"{offer.observations}条", width=80, right=True),
        Column(key="school", title="学校", text=lambda offer: offer.school, stretch=True),
        Column(
            key="file",
            title="学校文件",
            text=lambda offer: Path(file_of(offer)).name or "这台电脑上没打开过",
            tip=file_of,
            width=210,
        ),
    )


def _moment(offer: Offer) -> str:
    return f"{date_cn(offer.made_at.date())} {offer.made_at.hour}:{offer.made_at.minute:02d}"


class OfferDialog(QDialog):
    """Every line was opened and counted; a file from a stick is looked into when it is chosen."""

    def __init__(
        self,
        parent: QWidget | None,
        offers: Sequence[Offer],
        look_into: Callable[[Path], Offer | None],
        file_of: Callable[[Offer], str],
    ) -> None:
        super().__init__(parent)
        self._look_into = look_into
        self.chosen: Offer | None = None
        self.setWindowTitle("从备份找回")
        look = theme.current()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(look.px(20),) * 4)
        outer.setSpacing(look.px(12))
        text = (
            "这台电脑上自动留的备份，都打开数过。U盘上的备份请点“从U盘选”。"
            if offers
            else ("这台电脑上还没有自动留的备份。U盘上的备份请点“从U盘选”。")
        )
        outer.addWidget(label(text, "dim", wrap=True))
        self.list = RecordList(
            "备份", TableModel(_columns(file_of), uid_of=lambda offer: str(offer.path)), Settings(), label="备份"
        )
        self.list.set_rows(list(offers))
        self.list.opened.connect(self._take)
        self.list.selected.connect(lambda rows: self._take_button.setEnabled(len(rows) == 1))
        outer.addWidget(framed(self.list), 1)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(button("从U盘选…", icon="stick", on_click=self._choose_file))
        row.addStretch(1)
        row.addWidget(button("先不找", on_click=self.reject))
        self._take_button = button("用这份找回", role="primary", on_click=lambda: self._take(self.list.current_row()))
        self._take_button.setDefault(True)
        self._take_button.setEnabled(False)
        row.addWidget(self._take_button)
        outer.addLayout(row)
        self.resize(look.px(820), look.px(420))
        if offers:
            self.list.select(str(offers[0].path))

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        offers: Sequence[Offer],
        look_into: Callable[[Path], Offer | None],
        file_of: Callable[[Offer], str],
    ) -> Offer | None:
        """The chosen backup, or None; ``file_of`` says of which school file a backup is."""
        dialog = cls(parent, offers, look_into, file_of)
        dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
        dialog.exec()
        chosen = dialog.chosen
        dialog.deleteLater()
        return chosen

    def _take(self, offer: Offer | None) -> None:
        if offer is not None:
            self.chosen = offer
            self.accept()

    def _choose_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "选一份备份", "", "学校文件的备份 (*.jiaoyan)")
        if not path:
            return
        offer = self._look_into(Path(path))
        if offer is None:
            messages.tell(self, f"“{Path(path).name}”打不开，不能用来找回。", "请换一份备份。")
        else:
            self._take(offer)
