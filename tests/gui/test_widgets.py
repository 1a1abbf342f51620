"""Small parts: theme, icons, chips, panels, find box, filters, toast, progress, calendar grid, term strip."""

from __future__ import annotations

import re
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from jiaoyan_desktop import paths
from jiaoyan_desktop.domain.calendar import SchoolCalendar
from jiaoyan_desktop.domain.day_marks import Mark, month_weeks
from jiaoyan_desktop.domain.term_strip import WeekFigures
from jiaoyan_desktop.gui import first_paint, icons, theme
from jiaoyan_desktop.gui.models.calendar_model import CalendarModel
from jiaoyan_desktop.gui.widgets.calendar_grid import CalendarGrid
from jiaoyan_desktop.gui.widgets.find_box import FilterBar
from jiaoyan_desktop.gui.widgets.labels import Chip, CutLabel
from jiaoyan_desktop.gui.widgets.notices import ProgressStrip, Toast
from jiaoyan_desktop.gui.widgets.panels import EmptyPage, SidePanel
from jiaoyan_desktop.gui.widgets.term_strip import TermStrip
from jiaoyan_desktop.settings import FONT_SIZES, Settings
from tests.builders import a_term

TODAY = date(2025, 4, 8)


def luminance(colour: QColor) -> float:
    parts = [value / 255 for value in (colour.red(), colour.green(), colour.blue())]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_words_stand_out_from_their_ground(qapp, dark):
    look = theme.make(dark=dark)
    pairs = [(text, ground) for text in ("ink", "dim") for ground in ("paper", "panel")]
    pairs += [("accent", "panel"), ("on_accent", "accent"), ("ink", "accent_soft"), ("ink", "stripe")]
    pairs += [(tone, f"{tone}_soft") for tone in ("accent", "amber", "red", "blue")]
    weak = {
        pair: round(contrast(look.colour(pair[0]), look.colour(pair[1])), 2)
        for pair in pairs
        if contrast(look.colour(pair[0]), look.colour(pair[1])) < 4.5
    }
    assert not weak


@pytest.mark.parametrize("size", FONT_SIZES)
def test_no_text_is_smaller_than_can_be_read(qapp, size):
    look = theme.make(font_size=size)
    assert min(look.points(points) for points in (theme.HINT_POINTS, theme.TEXT_POINTS)) >= 9
    assert look.px(34) >= 28


def test_the_style_sheet_has_every_name_filled_in(qapp):
    sheet = theme.style_sheet(theme.make(dark=True))
    assert "$" not in sheet
    for path in re.findall(r"url\(([^)]+)\)", sheet):
        assert paths.Path(path).is_file()


def test_every_icon_is_drawn_in_the_colour_of_its_role(qapp, look):
    names = sorted(path.stem for path in (paths.resources() / "icons").glob("*.svg"))
    assert len(names) >= 24
    for name in names:
        picture = icons.pixmap(name, "accent", 96).toImage()
        colours = {
            QColor(picture.pixelColor(x, y)).name()
            for x in range(96)
            for y in range(96)
            if picture.pixelColor(x, y).alpha() == 255
        }
        assert look.colour("accent").name() in colours, name
    assert (paths.resources() / "icons" / "LICENSE.txt").is_file()


def test_an_icon_that_does_not_exist_is_a_bug(qapp, look):
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


def test_a_chip_changes_word_and_tone(qtbot, look):
    chip = Chip("未交", "amber")
    qtbot.addWidget(chip)
    chip.say("已交", "accent")
    assert (chip.text(), chip.property("chip"), chip.accessibleName()) == ("已交", "accent", "已交")


def test_long_words_are_cut_and_shown_whole_on_hover(qtbot, look):
    cut = CutLabel("《千年梦圆在今朝》第一课时，大单元整体设计与教学评一致性的研究")
    qtbot.addWidget(cut)
    cut.resize(120, 30)
    cut.show()
    assert cut.text().endswith("…")
    assert cut.toolTip().startswith("《千年梦圆在今朝》第一课时")
    cut.resize(2000, 30)
    assert cut.toolTip() == ""


def test_cutting_keeps_as_much_as_fits(qapp, look):
    metrics = QLabel("x").fontMetrics()
    for width in range(0, 200, 17):
        text = first_paint.cut("听课记录和集体备课", metrics, width)
        assert text in ("…", "听课记录和集体备课") or metrics.horizontalAdvance(text) <= width


def test_markup_is_shown_as_it_is(qtbot, look):
    cut = CutLabel("<b>山行</b>")
    qtbot.addWidget(cut)
    assert cut.textFormat() == Qt.TextFormat.PlainText


def test_an_empty_page_offers_the_first_step(qtbot, look):
    done = []
    page = EmptyPage("还没有活动。", [("添加活动", lambda: done.append("new"))])
    qtbot.addWidget(page)
    page.say("没找到。", [("清空再找", lambda: done.append("clear"))])
    shown = [made for made in page.findChildren(QPushButton) if not made.isHidden()]
    assert [made.text() for made in shown] == ["清空再找"]
    shown[0].click()
    assert done == ["clear"]


def test_esc_closes_a_side_panel(qtbot, look):
    panel = SidePanel()
    qtbot.addWidget(panel)
    closed = []
    panel.closed.connect(lambda: closed.append(True))
    panel.show_record("县级联研")
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert closed == [True]
    assert not panel.isVisible()


def test_filters_are_remembered_and_kept_where_they_still_exist(qtbot, look):
    settings = Settings()
    bar = FilterBar("试", settings)
    qtbot.addWidget(bar)
    bar.add_filter("kind", "类别", [("", "全部"), ("a", "甲"), ("b", "乙")])
    bar._filters["kind"].setCurrentIndex(2)
    bar._filters["kind"].activated.emit(2)
    again = FilterBar("试", settings)
    qtbot.addWidget(again)
    again.add_filter("kind", "类别", [("", "全部"), ("b", "乙")])
    assert again.value("kind") == "b"
    assert again.is_narrowing()
    again.set_choices("kind", [("", "全部")])
    assert again.value("kind") == ""
    again.reset()
    assert not again.is_narrowing()


def test_the_find_box_searches_at_once_on_enter_and_empties_on_esc(qtbot, look):
    bar = FilterBar("试", Settings())
    qtbot.addWidget(bar)
    heard = []
    bar.find_box.searched.connect(heard.append)
    qtbot.keyClicks(bar.find_box, "zl")
    qtbot.keyClick(bar.find_box, Qt.Key.Key_Return)
    assert heard == ["zl"]
    qtbot.keyClick(bar.find_box, Qt.Key.Key_Escape)
    assert bar.text() == ""


def test_a_toast_offers_to_take_back(qtbot, look):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    done = []
    toast = Toast(window)
    toast.say("已删除 1 次活动", "撤销", lambda: done.append(True))
    assert toast.isVisible()
    toast._button.click()
    assert done == [True]
    assert not toast.isVisible()
    toast.say("已存好")
    assert not toast._button.isVisible()


def test_progress_can_be_stopped(qtbot, look):
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    stopped = []
    strip.begin("正在生成", lambda: stopped.append(True))
    strip.advance(0.5, "第3份，共6份")
    assert strip._bar.value() == 500
    strip._button.click()
    assert stopped == [True]
    assert not strip._button.isEnabled()
    strip.end()
    assert not strip.isVisible()


@pytest.fixture
def grid(qtbot, look):
    calendar = SchoolCalendar.of(a_term())
    model = CalendarModel()
    marks = {
        TODAY: (Mark("语文组教研", "blue", ("Activity", "u1")), Mark("听课 2 节", "accent", ("Observation", "u2")))
    }
    weeks = month_weeks(TODAY, 1)
    labels = [calendar.week_place(week[0]).label for week in weeks]
    model.show(weeks, labels, lambda day: marks.get(day, ()), lambda day: day.month == 4, TODAY)
    made = CalendarGrid(model, fills=True)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.set_heights()
    return made


def test_the_calendar_walks_by_keys_and_opens_with_enter(qtbot, grid):
    chosen, opened = [], []
    grid.day_chosen.connect(chosen.append)
    grid.day_opened.connect(opened.append)
    grid.choose(TODAY)
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert chosen == [TODAY, date(2025, 4, 9)]
    assert opened == [date(2025, 4, 9)]


def test_a_click_on_a_chip_opens_it_and_beside_it_does_not(qtbot, grid):
    opened = []
    grid.mark_opened.connect(lambda kind, uid: opened.append((kind, uid)))
    cell = grid.visualRect(grid.model().index_of(TODAY))
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=cell.topLeft() + QPoint(20, 8))
    assert opened == []
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=cell.topLeft() + QPoint(20, 36))
    assert opened == [("Activity", "u1")]


def test_the_calendar_speaks_for_itself(grid):
    model = grid.model()
    text = model.index_of(TODAY).data(Qt.ItemDataRole.AccessibleTextRole)
    assert text == "4月8日 周二 第6周 语文组教研、听课 2 节"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "一"
    assert [model.headerData(column, Qt.Orientation.Horizontal) for column in (0, 7)] == ["周次", "日"]


def test_the_calendar_fills_its_panel(grid):
    header = grid.horizontalHeader()
    assert sum(header.sectionSize(column) for column in range(8)) == grid.viewport().width()


def test_the_strip_of_weeks_opens_a_week(qtbot, look):
    strip = TermStrip()
    qtbot.addWidget(strip)
    strip.resize(600, 96)
    weeks = [
        WeekFigures(label="第5周", first=date(2025, 3, 31), last=date(2025, 4, 6), lessons=4, activities=1),
        WeekFigures(label="第6周", first=date(2025, 4, 7), last=date(2025, 4, 13), lessons=0, activities=7),
    ]
    strip.show_weeks(weeks, TODAY, date(2025, 4, 13))
    strip.show()
    opened = []
    strip.week_opened.connect(opened.append)
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.rect().center() + QPoint(100, 0))
    assert opened == [date(2025, 3, 31), date(2025, 4, 7)]
    assert "听课4节，活动1次" in strip.accessibleName()
    assert strip.words(weeks[1]).endswith("材料截止")
