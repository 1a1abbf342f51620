"""生成Word: where to, in a worker, what is said afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.gui import messages
from jiaoyan_desktop.gui.desk import Desk
from jiaoyan_desktop.gui.document_maker import DocumentMaker
from jiaoyan_desktop.gui.widgets.notices import ProgressStrip
from jiaoyan_desktop.settings import Settings
from tests.documents import report_world
from tests.workflows.reporting_file import a_school_file


@pytest.fixture
def desk(tmp_path, look):
    with a_school_file(tmp_path) as db:
        yield Desk(db, Settings(), report_world.TERM, today=lambda: report_world.AS_OF)


@pytest.fixture
def maker(desk, qtbot):
    parent, strip = QWidget(), ProgressStrip()
    qtbot.addWidget(parent)
    qtbot.addWidget(strip)
    yield DocumentMaker(desk, parent, strip)


def heard(desk) -> list[Observation]:
    return [item for item in desk.records.observations if not item.is_draft and item.happened_on <= desk.as_of]


def finished(maker, qtbot) -> None:
    qtbot.waitUntil(lambda: maker._job is None)


def test_one_document_is_saved_under_the_name_chosen(desk, maker, qtbot, tmp_path, monkeypatch):
    asked, opened, offered = [], [], []
    target = tmp_path / "一节课.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: offered.append(args[2]) or (str(target), ""))
    monkeypatch.setattr(messages, "ask", lambda parent, what, advice, choices: asked.append(what) or choices[0])
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    maker.make("observation-record", [heard(desk)[0].uid])
    finished(maker, qtbot)
    assert offered[0].endswith(".docx")
    assert target.read_bytes()[:2] == b"PK"
    assert asked == ["生成了“一节课.docx”。"] and opened == [target]
    assert desk.settings["export_folder"] == str(tmp_path)


def test_several_go_into_a_folder_and_never_over_what_is_there(desk, maker, qtbot, tmp_path, monkeypatch):
    folder = tmp_path / "出"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    said = []
    monkeypatch.setattr(messages, "ask", lambda parent, what, advice, choices: said.append((what, advice)))
    uids = [item.uid for item in heard(desk)[:2]]
    for _ in range(2):
        maker.make("observation-record", [*uids, "a draft"])
        finished(maker, qtbot)
    assert len(list(folder.glob("*.docx"))) == 4
    assert said[0] == ("生成了2份，在“出”文件夹。", said[0][1])
    assert "还有1条是草稿或者还没有到日子，没有生成。" in said[0][1]


def test_what_cannot_be_made_is_told_and_nothing_is_asked(desk, maker, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "explain", lambda parent, trouble: told.append(str(trouble)))
    maker.make("observation-record", ["gone"])
    assert told == ["选中的这些还印不出来。草稿先写好，还没有到日子的等到了再生成。"]
    assert maker._job is None


def test_a_person_who_chooses_no_place_gets_nothing(desk, maker, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    maker.make("observation-record", [heard(desk)[0].uid])
    assert maker._job is None
