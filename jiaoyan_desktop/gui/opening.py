"""Opening a school file: every fault gets its sentence and its way out; a damaged file is never started over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from jiaoyan_desktop import paths
from jiaoyan_desktop.domain.term import Term
from jiaoyan_desktop.errors import StorageTrouble
from jiaoyan_desktop.settings import Settings
from jiaoyan_desktop.store.database import Database

from . import later, messages
from .desk import Desk

FILES = "学校文件 (*.jiaoyan)"
ONLY_LOOK, AGAIN, TAKE_OVER = "只看不改", "再试一次", "那台已经关机了，由我接着用"
TAKE_BACK, OTHER, LEAVE = "从备份找回", "另外选文件", "先不动"


def choose_file(parent: QWidget | None, settings: Settings) -> str:
    """A school file chosen by the person, or an empty text."""
    recent = settings["recent_files"]
    folder = str(paths.begin_in(str(Path(recent[0]).parent) if recent else ""))
    chosen, _ = QFileDialog.getOpenFileName(parent, "打开学校文件", folder, FILES)
    return chosen


def open_desk(
    parent: QWidget | None, path: str, settings: Settings, today: Callable[[], date] = date.today
) -> Desk | None:
    """A desk on the file, after asking what to do about whatever was in the way; None when the person left it."""
    read_only = take_over = False
    while path:
        try:
            desk = _desk(path, settings, today, read_only=read_only, take_over=take_over)
        except StorageTrouble as trouble:
            chosen = _ask_about(parent, trouble, path, settings)
            if chosen == OTHER:
                path, read_only, take_over = choose_file(parent, settings), False, False
            elif chosen == TAKE_BACK:
                path = later.load("backups").take_back(parent, settings, damaged=path)
            elif chosen in (ONLY_LOOK, AGAIN, TAKE_OVER):
                read_only, take_over = chosen == ONLY_LOOK, chosen == TAKE_OVER
            else:
                return None
        else:
            settings.add_recent(path)
            settings.note_school(path, desk.school.uid, desk.school.name)
            return desk
    return None


def _desk(path: str, settings: Settings, today: Callable[[], date], *, read_only: bool, take_over: bool) -> Desk:
    """StorageTrouble closes the file again, so that the next try finds no lock of ours."""
    db = Database.open(path, read_only=read_only, take_over=take_over, before_migration=_before_migration)
    try:
        desk = Desk(db, settings, db.find(Term, order_by="starts_on DESC, rowid DESC")[0], today=today)
        desk.school  # noqa: B018  a file without its school is found out here
        return desk
    except IndexError as missing:
        db.close()
        raise StorageTrouble(
            "foreign",
            f"“{Path(path).name}”里没有学校或学期，不像是建好的学校文件，没有打开它。",
            cure="请另外选一个学校文件。",
            path=path,
        ) from missing
    except BaseException:
        db.close()
        raise


def _before_migration(path: Path) -> None:
    later.load("backups").before_migration(path)


def _ask_about(parent: QWidget | None, trouble: StorageTrouble, path: str, settings: Settings) -> str | None:
    if trouble.kind == "locked":
        return messages.ask(parent, trouble.message, trouble.cure, choices=(ONLY_LOOK, AGAIN, TAKE_OVER))
    if trouble.kind == "read_only":
        return messages.ask(parent, trouble.message, trouble.cure, choices=(ONLY_LOOK, OTHER, LEAVE))
    if trouble.kind == "damaged":
        advice = later.load("backups").newest_in_words(settings, path)
        if not advice:
            return messages.ask(parent, trouble.message, trouble.cure, choices=(TAKE_BACK, OTHER, LEAVE))
        return messages.ask(parent, trouble.message, advice, choices=(TAKE_BACK, OTHER, LEAVE))
    if trouble.kind == "missing":
        settings.drop_recent(path)
        return messages.ask(parent, trouble.message, trouble.cure, choices=(OTHER, LEAVE))
    if trouble.kind == "foreign":
        return messages.ask(parent, trouble.message, trouble.cure, choices=(OTHER, LEAVE))
    messages.explain(parent, trouble)
    return None
