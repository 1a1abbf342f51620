"""材料上报: the checklist, the rules, the texts, and the packet that is made with progress."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from jiaoyan_desktop.domain.activity import Recommendation
from jiaoyan_desktop.domain.reporting import Answer, Confirmation, Export
from jiaoyan_desktop.gui import messages
from jiaoyan_desktop.gui.desk import Desk
from jiaoyan_desktop.gui.dialogs.confirm_dialog import ConfirmDialog
from jiaoyan_desktop.gui.dialogs.gaps_dialog import GapsDialog
from jiaoyan_desktop.gui.dialogs.recommendation_dialog import RecommendationDialog
from jiaoyan_desktop.gui.dialogs.rule_dialog import RuleDialog
from jiaoyan_desktop.gui.models.report_rows import material_rows, rule_rows
from jiaoyan_desktop.gui.tabs.report_materials import MaterialsView
from jiaoyan_desktop.gui.tabs.report_tab import ReportTab
from jiaoyan_desktop.gui.widgets.link import Link
from jiaoyan_desktop.settings import Settings
from jiaoyan_desktop.store.term_records import current_term
from jiaoyan_desktop.workflows import setting_up, staffing
from tests.builders import a_post, a_teacher

TODAY = date(2025, 5, 28)


@pytest.fixture
def county_desk(tmp_path, look):
    """A new school with the county's list, a principal and a director."""
    with setting_up.new_school(
        tmp_path / "学校.jiaoyan",
        name="清水酄乡中心小学",
        county="安平县",
        starts_on=date(2025, 3, 1),
        ends_on=date(2025, 6, 30),
        first_week_on=date(2025, 3, 3),
        pack_id="lanxi-2025-spring",
    ) as db:
        for name, title in (("周建国", "校长"), ("韩立新", "教导主任")):
            staffing.save_teacher(db, a_teacher(name), [a_post(a_teacher(), title)])
        yield Desk(db, Settings(), current_term(db), today=lambda: TODAY)


@pytest.fixture
def tab(qtbot, county_desk):
    made = ReportTab(county_desk)
    qtbot.addWidget(made)
    made.resize(1300, 640)
    made.show()
    return made


def shown(tab, key):
    view = tab.show_view(key)
    view.refresh_if_stale()
    return view


def test_every_item_of_the_county_s_list_says_what_it_lacks(tab, county_desk):
    view = shown(tab, "materials")
    rows = view._list._model.rows()
    assert [row.spec.order for row in rows] == list(range(1, 11))
    assert all(row.due == date(2025, 6, 8) for row in rows)
    short = [row for row in rows if row.finding.status == "short"]
    assert short and all(row.finding.missing for row in short)
    assert "还缺" in view._state.text()


def test_a_term_without_a_list_offers_to_choose_one(qtbot, desk):
    made = ReportTab(desk)
    qtbot.addWidget(made)
    made.show()
    view = shown(made, "materials")
    assert isinstance(view, MaterialsView) and view._pages.currentIndex() == 1


def test_a_rule_is_ticked_by_a_person_and_taken_back(tab, county_desk, monkeypatch):
    def tick(parent, desk, target_id, title="", quote=""):
        dialog = ConfirmDialog(parent, desk, target_id, title, quote)
        dialog.form.fill({"by": "韩立新", "note": "制度在教导处"})
        dialog._on_save()
        return dialog._result

    monkeypatch.setattr(ConfirmDialog, "ask", tick)
    view = shown(tab, "rules")
    view.show_record("0-15")
    view._confirm(view._list.current_row())
    assert county_desk.db.find(Confirmation)[0].by == "韩立新"
    row = next(row for row in view._list._model.rows() if row.uid == "0-15")
    view.refresh()
    row = next(row for row in view._list._model.rows() if row.uid == "0-15")
    assert row.confirmation is not None and row.finding.status == "met"
    view._unconfirm(row)
    assert county_desk.db.find(Confirmation) == []


def test_not_applicable_needs_its_reason(qtbot, county_desk):
    dialog = ConfirmDialog(None, county_desk, "0-15", "", "")
    qtbot.addWidget(dialog)
    dialog.form.fill({"by": "韩立新", "kind": "not_applicable"})
    dialog._on_save()
    assert dialog._result is None and county_desk.db.find(Confirmation) == []


def principal_rule(desk):
    return next(row for row in rule_rows(desk.pack, desk.findings, ()) if row.uid == "0-17")


def test_another_number_changes_every_sentence_and_no_record(qtbot, county_desk):
    before = principal_rule(county_desk)
    dialog = RuleDialog(None, county_desk, before.rule)
    qtbot.addWidget(dialog)
    dialog.form.fill({"number": 170})
    dialog._on_save()
    after = principal_rule(county_desk)
    assert "170" in after.finding.need and "30" in before.finding.need
    county_desk.db.undo()
    assert principal_rule(county_desk) == before


def test_what_only_the_director_can_write_is_kept(tab, county_desk):
    view = shown(tab, "texts")
    part = view._list.current_row()
    assert part is not None
    view._text.setPlainText("下学期每周三下午固定教研。")
    assert view.is_busy()
    view._keep()
    assert [item.value for item in county_desk.db.find(Answer)] == ["下学期每周三下午固定教研。"]
    assert not view.is_busy()


def test_a_teacher_is_recommended(qtbot, county_desk):
    teacher = county_desk.records.teachers[0]
    dialog = RecommendationDialog(None, county_desk, None)
    qtbot.addWidget(dialog)
    dialog._on_save()
    assert dialog._result is None  # nobody chosen yet
    dialog.form.fill({"teacher_uid": teacher.uid, "topic": "《军神》", "reason": "课堂扎实"})
    dialog._on_save()
    assert county_desk.db.find(Recommendation)[0].topic == "《军神》"
    rows = material_rows(county_desk.pack, county_desk.findings, county_desk.term)
    assert "还没有推荐教师。" not in rows[1].finding.missing


def test_the_packet_is_made_with_gaps_only_after_a_reason(qtbot, tab, county_desk, monkeypatch, tmp_path):
    view = shown(tab, "materials")
    told = []
    monkeypatch.setattr(GapsDialog, "ask", lambda parent, gaps: None)
    view.export_all()
    assert county_desk.db.find(Export) == []
    monkeypatch.setattr(GapsDialog, "ask", lambda parent, gaps: "先报一部分")
    monkeypatch.setattr(view, "_ask_folder", lambda: str(tmp_path / "报送"))
    (tmp_path / "报送").mkdir()
    monkeypatch.setattr(messages, "ask", lambda parent, what, advice="", **kw: told.append(what) or "知道了")
    view.export(["M3"])
    qtbot.waitUntil(lambda: view._job is None and bool(told), timeout=30_000)
    export = county_desk.db.find(Export)[0]
    assert export.note == "先报一部分" and export.files
    assert any(path.suffix == ".xlsx" for path in (tmp_path / "报送").rglob("*"))
    log = shown(tab, "log")
    assert log._list._model.rowCount() == 1


def test_a_link_is_followed_by_keys_and_clicks(qtbot, look):
    went = []
    link = Link("看这3条听课记录", lambda: went.append(1))
    qtbot.addWidget(link)
    link.show()
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    qtbot.keyClick(link, Qt.Key.Key_Return)
    assert went == [1, 1]
