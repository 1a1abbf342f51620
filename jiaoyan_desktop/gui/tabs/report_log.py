"""报送登记: every packet that was made: when, as of which day, with which gaps, and where it lies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from jiaoyan_desktop.domain.dates import month_day
from jiaoyan_desktop.domain.reporting import Export

from .. import messages, theme
from ..desk import Desk
from ..models.table_model import Column, TableModel
from ..widgets.buttons import button
from ..widgets.labels import label
from ..widgets.panels import EmptyPage, Panel, SidePanel
from ..widgets.record_list import RecordList
from .base_view import BaseView


class LogView(BaseView):
    """A list of facts: nothing here can be undone or edited."""

    kinds = frozenset({"Export"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._list = RecordList(
            "exports",
            TableModel(
                [
                    Column(key="made", title="什么时候生成", text=_made, sort=lambda row: row.made_at, width=170),
                    Column(key="as_of", title="统计截至", text=lambda row: month_day(row.as_of), width=90),
                    Column(key="files", title="份数", text=lambda row: f"{len(row.files)}份", width=70, right=True),
                    Column(key="gaps", title="缺项", text=_gaps, chip=_gaps_chip, width=110),
                    Column(key="folder", title="放在哪里", text=lambda row: row.folder, stretch=True),
                ]
            ),
            desk.settings,
            totals=lambda rows: f"共 {len(rows)} 次",
            label="报送登记",
        )
        self._list.selected.connect(lambda _: self._show_one())
        self._list.opened.connect(self._open_folder)
        self._side = SidePanel("", width=340)
        self._side.hide()
        panel = Panel()
        panel.body.addWidget(self._list, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(12))
        row.addWidget(panel, 1)
        row.addWidget(self._side)
        page = Panel(role="plain", margin=0)
        page.body.addLayout(row)
        self._pages = QStackedWidget()
        self._pages.addWidget(page)
        self._pages.addWidget(
            EmptyPage(
                "还没有生成过材料。生成以后，哪天生成的、数字算到哪天、有没有缺项，都会记在这里。",
                [("生成全部材料", lambda: desk.do("report", "export"))],
                icon="parcel",
            )
        )
        self.column.addWidget(self._pages, 1)

    def refresh(self) -> None:
        """The packets of this term, newest first."""
        rows = self.desk.db.find(Export, order_by="made_at DESC", term_uid=self.desk.term.uid)
        self._pages.setCurrentIndex(0 if rows else 1)
        self._list.set_rows(rows)
        if rows and not self._list.selected_rows():
            self._list.select(rows[0].uid)
        self._show_one()

    def show_record(self, uid: str) -> None:
        """Chooses that packet."""
        self._list.select(uid)

    def _show_one(self) -> None:
        row: Export | None = self._list.current_row()
        self._side.setVisible(row is not None)
        if row is None:
            return
        self._side.show_record(_made(row))
        self._side.column.addWidget(label(f"统计截至{month_day(row.as_of)}", "dim"))
        if row.note:
            self._side.column.addWidget(label(row.note, wrap=True, selectable=True))
        for heading, lines in (("缺项", row.gaps), ("里面有", row.files)):
            if lines:
                self._side.column.addWidget(label(heading, "strong"))
                self._side.column.addWidget(label("\n".join(lines), wrap=True, selectable=True))
        self._side.column.addStretch(1)
        self._side.foot.addStretch(1)
        self._side.foot.addWidget(button("打开文件夹", icon="folder", on_click=lambda: self._open_folder(row)))

    def _open_folder(self, row: Export) -> None:
        if not Path(row.folder).is_dir():
            messages.tell(self, f"“{row.folder}”不在了，可能搬走了或U盘没有插。", "可以再生成一次，登记会多一条。")
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(row.folder))


def _made(row: Export) -> str:
    return f"{row.made_at[:10]} {row.made_at[11:16]}"


def _gaps(row: Export) -> str:
    return f"缺{len(row.gaps)}项" if row.gaps else "没有缺项"


def _gaps_chip(row: Export) -> tuple[str, str]:
    return (_gaps(row), "amber") if row.gaps else (_gaps(row), "accent")
