"""The measuring stick of the start: what any PySide6 program of this kind costs before it does anything of its own.

Five tabs, a menu, one table of 40 rows and 7 columns of Chinese text, a style sheet; nothing but PySide6. Started with
JIAOYAN_BENCH_FIRST_PAINT=1 it prints `first-paint` once the window has been painted, and ends; otherwise it stays open.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QTableWidget, QTableWidgetItem, QTabWidget

TABS = ["学期日历", "听课记录", "集体备课", "材料上报", "教师与课表"]
MENUS = {
    "文件": ["新建学校文件", "打开", "最近打开", "备份到U盘", "从备份找回", "关闭"],
    "编辑": ["撤销", "重做", "最近操作", "查找"],
    "导入": ["导入表格", "从网页或WPS粘贴", "收件"],
    "打印": ["预览", "打印", "打印空白表"],
    "学校": ["学校信息", "学期", "放假安排", "县里的要求", "评价表"],
    "查看": ["字号", "浅色", "深色"],
    "帮助": ["怎么用", "快捷键", "关于"],
}
HEADINGS = ["日期", "节次", "班级", "学科", "授课教师", "课题", "听课人"]
STYLE = """
QMainWindow { background: #f6f4ef; }
QTabBar::tab { padding: 8px 18px; background: #e9e5dc; border: 1px solid #d8d2c4; }
QTabBar::tab:selected { background: #ffffff; color: #1f5f4a; border-bottom: 2px solid #1f5f4a; }
QTableWidget { background: #ffffff; gridline-color: #e4dfd3; selection-background-color: #dcebe4; }
QHeaderView::section { background: #f0ece2; padding: 6px; border: none; border-bottom: 1px solid #d8d2c4; }
QMenuBar { background: #f6f4ef; } QMenuBar::item:selected { background: #dcebe4; }
QPushButton { padding: 6px 14px; border-radius: 4px; background: #1f5f4a; color: #ffffff; }
QStatusBar { color: #6b6558; }
"""


class FirstPaint(QObject):
    """Says so on standard output when the first paint of a window is through, and ends the program."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._report)  # the next turn of the loop: the paint event is done with
        return False

    def _report(self) -> None:
        print("first-paint", flush=True)
        QApplication.quit()


def build() -> QMainWindow:
    """The window, not shown yet."""
    window = QMainWindow()
    window.setWindowTitle("对照窗口")
    window.resize(1366, 768)
    for title, actions in MENUS.items():
        menu = window.menuBar().addMenu(title)
        for action in actions:
            menu.addAction(action)
    table = QTableWidget(40, len(HEADINGS))
    table.setHorizontalHeaderLabels(HEADINGS)
    for row in range(40):
        texts = [f"3月{row % 28 + 1}日", f"第{row % 6 + 1}节", "三（1）班", "数学", "徐静", "分数的意义", "韩立新"]
        for column, text in enumerate(texts):
            table.setItem(row, column, QTableWidgetItem(text))
    tabs = QTabWidget()
    tabs.addTab(table, TABS[0])
    for title in TABS[1:]:
        tabs.addTab(QLabel(title), title)
    window.setCentralWidget(tabs)
    window.statusBar().showMessage("已存好 10:32")
    return window


def main() -> int:
    """Runs until the window is closed, or painted when asked."""
    app = QApplication(sys.argv)
    app.setStyleSheet(STYLE)
    window = build()
    if os.environ.get("JIAOYAN_BENCH_FIRST_PAINT") == "1":
        FirstPaint(window)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
