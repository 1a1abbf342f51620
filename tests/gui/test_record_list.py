"""The list of records: selection, copying, remembering."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from jiaoyan_desktop.gui.models.table_model import Column, TableModel
from jiaoyan_desktop.gui.widgets.record_list import RecordList
from jiaoyan_desktop.settings import Settings

ROWS = [{"uid": "a", "name": "徐静", "topic": "小数的\n初步认识"}, {"uid": "b", "name": "王秀兰", "topic": "<山行>"}]
COLUMNS = (
    Column(key="name", title="教师", text=lambda row: row["name"]),
    Column(key="topic", title="课题", text=lambda row: row["topic"], stretch=True),
)


def a_list(qtbot, settings=None):
    made = RecordList("试", TableModel(COLUMNS, uid_of=lambda row: row["uid"]), settings or Settings())
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    made.set_rows(ROWS)
    return made


def test_selection_survives_new_rows(qtbot, look):
    shown = a_list(qtbot)
    shown.select("b")
    shown.set_rows([{"uid": "c", "name": "孙㛃", "topic": ""}, *ROWS])
    assert [row["uid"] for row in shown.selected_rows()] == ["b"]


def test_copy_gives_tabs_and_a_table(qtbot, look):
    shown = a_list(qtbot)
    shown.copy()
    data = QApplication.clipboard().mimeData()
    assert data.text() == "教师\t课题\n徐静\t小数的 初步认识\n王秀兰\t<山行>"
    assert "&lt;山行&gt;" in data.html()


def test_keys_open_and_delete(qtbot, look):
    shown = a_list(qtbot)
    opened, asked = [], []
    shown.opened.connect(opened.append)
    shown.delete_asked.connect(asked.append)
    shown.select("a")
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    qtbot.keyClick(shown, Qt.Key.Key_Delete)
    assert opened == [ROWS[0]]
    assert asked == [[ROWS[0]]]


def test_the_stretching_column_reaches_the_edge(qtbot, look):
    shown = a_list(qtbot)
    header = shown.horizontalHeader()
    assert header.sectionSize(0) + header.sectionSize(1) == shown.viewport().width()


def test_widths_and_sort_are_remembered(qtbot, look):
    settings = Settings()
    shown = a_list(qtbot, settings)
    shown.horizontalHeader().resizeSection(0, 222)
    shown.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    again = a_list(qtbot, settings)
    assert again.horizontalHeader().sectionSize(0) == 222
    assert again.horizontalHeader().sortIndicatorSection() == 0
    model = again.model()
    assert isinstance(model, TableModel)
    assert [row["uid"] for row in model.rows()] == ["b", "a"]


def test_totals_speak_of_the_selection_when_there_is_one(qtbot, look):
    shown = a_list(qtbot)
    heard = []
    shown.totals_changed.connect(heard.append)
    shown.selectAll()
    assert heard[-1] == "已选：共 2 条"
    shown.clearSelection()
    assert heard[-1] == "共 2 条"
