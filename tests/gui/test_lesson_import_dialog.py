"""放入Word教案: what is sure stands there, what is not is asked, and it is kept in one change with its file."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from jiaoyan_desktop.documents.lessons import parse
from jiaoyan_desktop.domain.preparation import Draft, DraftRevision, LessonStudy
from jiaoyan_desktop.gui import messages, tasks
from jiaoyan_desktop.gui.dialogs import lesson_import_dialog
from jiaoyan_desktop.gui.dialogs.lesson_import_dialog import LessonImportDialog
from jiaoyan_desktop.gui.dialogs.lesson_preview import small_pictures
from jiaoyan_desktop.gui.tabs.preparation_tab import PreparationTab
from jiaoyan_desktop.workflows import plan_reading
from tests.documents.lesson_files import plan, xml_plan
from tests.gui.preparation_world import PreparationWorld

SAMPLE = Path(__file__).parent.parent / "samples" / "教案_A案_山行_王秀兰.docx"


@pytest.fixture
def world(desk):
    return PreparationWorld(desk)


@pytest.fixture
def at_once(monkeypatch):
    """Files are read in this process, before the dialog is there."""

    def start(fn, *, done, failed, progress=None, ended=None):
        try:
            done(fn(lambda share, text="": None))
        except plan_reading.UserError as trouble:
            failed(trouble)

    monkeypatch.setattr(lesson_import_dialog.tasks, "start", start)
    monkeypatch.setattr(plan_reading, "read_lesson", parse)


def opened(qtbot, desk, source: Path, **wanted: str) -> LessonImportDialog:
    dialog = LessonImportDialog(None, desk, source, **wanted)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def form_of(dialog: LessonImportDialog):
    assert dialog.form is not None
    return dialog.form


def written(tmp_path: Path, *pieces: str, name: str = "教案.docx") -> Path:
    path = tmp_path / name
    path.write_bytes(plan(*pieces))
    return path


def said(dialog: LessonImportDialog) -> str:
    return "\n".join(item.text() for item in dialog.findChildren(QLabel) if item.isVisible())


def test_a_sample_is_read_in_the_background_and_kept(qtbot, desk, world):
    desk.db.undo()  # the opinions and the study of the world: this topic is not known yet
    desk.db.undo()
    desk.db.undo()
    dialog = opened(qtbot, desk, SAMPLE)
    assert not dialog.keep_button.isEnabled()
    qtbot.waitUntil(lambda: dialog.form is not None, timeout=20_000)
    qtbot.waitUntil(tasks.are_idle)
    values = form_of(dialog).values()
    assert (values["topic"], values["subject"], values["grade"]) == ("《山行》（古诗三首）", "语文", 4)
    assert values["lead_uid"] == world.wang.uid and values["study_uid"] == ""
    assert "认出7栏，教学过程5个环节。" in said(dialog) and "按任课分工填的" in said(dialog)
    assert "出示枫叶图" in dialog.preview.toPlainText()
    qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert dialog.kept is not None and dialog.kept.draft.stage == "A"
    assert desk.db.blob(dialog.kept.revision.original) == SAMPLE.read_bytes()
    desk.db.undo()
    assert desk.db.count(LessonStudy) == 0


def test_a_known_topic_becomes_the_next_revision(qtbot, desk, world, at_once):
    dialog = opened(qtbot, desk, SAMPLE)
    form = form_of(dialog)
    assert form.editor("study_uid").value() == world.study.uid
    assert form.editor("draft_uid").currentText() == "A案，放成第2稿"
    assert not form.editor("topic").isVisible() and form.editor("note").isVisible()
    assert "和第1稿比，有" in said(dialog)
    form.editor("note").set_value("照意见改的")
    qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    revisions = desk.db.find(DraftRevision, draft_uid=world.draft("A").uid, order_by="number")
    assert [(item.number, item.note) for item in revisions] == [(1, ""), (2, "照意见改的")]


def test_choosing_another_place_shows_what_it_needs(qtbot, desk, world, at_once):
    world.fork()
    dialog = opened(qtbot, desk, SAMPLE)
    form = form_of(dialog)
    study, draft = form.editor("study_uid"), form.editor("draft_uid")
    assert [draft.itemText(place) for place in range(draft.count())] == [
        *("请选", "A案，放成第2稿", "B案，放成第2稿", "C案·王秀兰，放成第2稿")
    ]
    assert draft.currentText() == "A案，放成第2稿"  # the file's name says A案
    study.setCurrentIndex(0)
    study.activated.emit(0)
    assert form.editor("topic").isVisible() and not form.editor("note").isVisible()
    assert draft.currentText() == "A案，第1稿"
    assert form.target()["study"].topic == "《山行》（古诗三首）"


def test_what_is_open_is_asked_and_marked(qtbot, desk, world, at_once, tmp_path):
    dialog = opened(qtbot, desk, written(tmp_path, "主备人：不在册", "教学目标：会读"))
    form = form_of(dialog)
    assert "花名册里没有“不在册”" in said(dialog) and "没有写课题" in said(dialog)
    assert "主备人：不在册" in dialog.preview.toPlainText()  # not lost while nobody knows who it is
    qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert "名单里没有“不在册”" in said(dialog) and dialog.kept is None
    form.editor("lead_uid").set_value(world.sun.uid)
    qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert "还没有选年级" in said(dialog)
    form.editor("grade").set_value(3)
    qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert "还没有写课题" in said(dialog)
    form.editor("topic").set_value("燕子")
    form.editor("subject").set_value("语文")
    qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert dialog.kept is not None and (dialog.kept.study.topic, dialog.kept.study.grade) == ("燕子", 3)


def test_a_b_plan_without_a_b_draft_is_asked(qtbot, desk, world, at_once, tmp_path):
    dialog = opened(qtbot, desk, written(tmp_path, "课题：《山行》", "教学目标：会读", name="山行B案.docx"))
    assert "这个课例还没有B案" in said(dialog)
    qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert "还没有选放到哪一稿" in said(dialog) and dialog.kept is None


def test_the_same_file_again_is_told_at_once(qtbot, desk, world, at_once):
    first = opened(qtbot, desk, SAMPLE)
    qtbot.mouseClick(first.keep_button, Qt.MouseButton.LeftButton)
    again = opened(qtbot, desk, SAMPLE)
    assert "这份文件已经放进来过，就是《山行》A案第2稿。" in said(again)
    qtbot.mouseClick(again.keep_button, Qt.MouseButton.LeftButton)
    assert again.kept is None and "已经放进来了" in said(again)
    again.reject()


def test_a_file_that_is_no_plan_says_the_cure(qtbot, desk, world, at_once, tmp_path, monkeypatch):
    broken = tmp_path / "教案.doc"
    broken.write_bytes(b"{\\rtf1}")
    dialog = opened(qtbot, desk, broken)
    assert "写字板的格式" in said(dialog) and "另存为" in said(dialog)
    assert not dialog.keep_button.isVisible()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: (str(SAMPLE), ""))
    other = next(item for item in dialog.findChildren(QPushButton) if item.text() == "换一个文件")
    qtbot.mouseClick(other, Qt.MouseButton.LeftButton)
    assert dialog.form is not None and dialog.keep_button.isVisible()
    assert dialog.windowTitle() == f"放入Word教案：{SAMPLE.name}"


def test_pictures_are_shown_in_their_place(qtbot, desk, world, at_once, tmp_path):
    drawn = io.BytesIO()
    Image.new("RGB", (900, 600), "red").save(drawn, "PNG")
    schemas = "http://schemas.openxmlformats.org"
    names = f'xmlns:a="{schemas}/drawingml/2006/main" xmlns:r="{schemas}/officeDocument/2006/relationships"'
    drawing = f'<w:drawing><a:blip {names} r:embed="rIdP"/></w:drawing>'
    body = f"<w:p><w:r><w:t>教学目标：看图</w:t>{drawing}{drawing.replace('rIdP', 'rIdW')}</w:r></w:p>"
    parts = {"rIdP": ("image media/a.png", drawn.getvalue()), "rIdW": ("image media/b.wmf", b"x")}
    path = tmp_path / "图.docx"
    path.write_bytes(xml_plan(body, **parts))
    dialog = opened(qtbot, desk, path)
    assert "2张图" in said(dialog) and "图留在原来的Word里" in said(dialog)
    assert "〔图1〕" in dialog.preview.toPlainText() and "\ufffc" in dialog.preview.toPlainText()
    assert "〔图2〕" in dialog.preview.toPlainText()
    read = plan_reading.plan_lesson(path)
    (shown,) = small_pictures(read).values()
    assert (shown.width(), shown.height()) == (320, 213)


def test_several_files_one_after_the_other(qtbot, desk, world, at_once, tmp_path, monkeypatch):
    files = [written(tmp_path, f"课题：第{number}课", "教学目标：会读", name=f"{number}.docx") for number in range(3)]
    titles: list[str] = []

    def given_up(dialog: LessonImportDialog) -> int:
        titles.append(dialog.windowTitle())
        dialog.reject()
        return 0

    monkeypatch.setattr(LessonImportDialog, "exec", given_up)
    monkeypatch.setattr(messages, "ask", lambda *args, **words: "看下一份")
    assert LessonImportDialog.ask(None, desk, files) == []
    assert titles[1] == "放入Word教案：1.docx（第2份，共3份）" and len(titles) == 3
    monkeypatch.setattr(messages, "ask", lambda *args, **words: "都不放了")
    titles.clear()
    assert LessonImportDialog.ask(None, desk, files) == [] and len(titles) == 1


# -- from the tab ----------------------------------------------------------------------------------------------------


@pytest.fixture
def tab(qtbot, desk, world):
    made = PreparationTab(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def dragged(tab: PreparationTab, *paths: Path) -> bool:
    """Drops these files onto the tab; whether it took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    actions, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), actions, data, buttons, keys)
    enter.ignore()
    tab.dragEnterEvent(enter)
    if enter.isAccepted():
        tab.dropEvent(QDropEvent(QPoint(5, 5), actions, data, buttons, keys))
    return enter.isAccepted()


def test_a_file_dropped_onto_the_tab_is_looked_at_after(qtbot, desk, world, tab, monkeypatch):
    asked: list[list[Path]] = []

    def ask(parent, desk, sources, **wanted):
        asked.append(list(sources))
        read = plan_reading.plan_of(parse(SAMPLE.read_bytes(), SAMPLE.name), SAMPLE.read_bytes())
        return [plan_reading.keep_lesson(desk.db, read, study_uid=world.study.uid, draft_uid=world.draft("A").uid)]

    monkeypatch.setattr(LessonImportDialog, "ask", ask)
    assert dragged(tab, SAMPLE)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [[SAMPLE]]
    view = tab.show_view("drafts")
    view.refresh_if_stale()
    assert view.original_button.isVisible() and "出示枫叶图" in view.page.toPlainText()
    assert not dragged(tab, SAMPLE.parent)


def test_the_action_import_and_the_button_ask_for_a_file(qtbot, desk, tab, monkeypatch):
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(
        LessonImportDialog,
        "ask",
        lambda parent, desk, sources, study_uid, draft_uid: asked.append((study_uid, draft_uid)) or [],
    )
    tab.do("import")
    button = next(item for item in tab.findChildren(QPushButton) if item.text() == "放入Word教案")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    view = tab.show_view("drafts")
    view.refresh_if_stale()
    qtbot.mouseClick(view.take_in_button, Qt.MouseButton.LeftButton)
    draft = desk.db.find(Draft)[0]
    assert asked == [("", ""), ("", ""), (draft.lesson_study_uid, draft.uid)]


def test_the_original_is_put_where_the_person_says(qtbot, desk, world, tab, tmp_path, monkeypatch):
    read = plan_reading.plan_of(parse(SAMPLE.read_bytes(), SAMPLE.name), SAMPLE.read_bytes())
    plan_reading.keep_lesson(desk.db, read, study_uid=world.study.uid, draft_uid=world.draft("A").uid)
    offered: list[str] = []
    target = tmp_path / "存这里.docx"

    def ask(parent, title, place, kinds):
        offered.append(place)
        return str(target), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    monkeypatch.setattr(messages, "ask", lambda *args, **words: "知道了")
    view = tab.show_view("drafts")
    view.refresh_if_stale()
    qtbot.mouseClick(view.original_button, Qt.MouseButton.LeftButton)
    assert target.read_bytes() == SAMPLE.read_bytes()
    assert Path(offered[0]).name == "《山行》_A案_第2稿.docx"
