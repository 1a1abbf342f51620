"""备份到U盘 and 从备份找回, with progress; and what the window says about backups."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from jiaoyan_desktop import paths
from jiaoyan_desktop.domain.dates import month_day
from jiaoyan_desktop.settings import Settings
from jiaoyan_desktop.store.backup import BackupInfo
from jiaoyan_desktop.workflows import backing_up
from jiaoyan_desktop.workflows.backing_up import Offer

from . import messages
from .desk import Desk
from .dialogs.backup_dialog import OfferDialog
from .waiting import wait_for

before_migration = backing_up.before_migration
PUT_THERE, ELSEWHERE, NOT_NOW = "换上这份备份", "另外选地方", "先不找"
BACK_UP_NOW, CLOSE_ANYWAY, STAY = "备份到U盘", "直接关闭", "先不关"


def back_up(parent: QWidget | None, desk: Desk) -> BackupInfo | None:
    """Asks where to, backs up with progress, and says what the backup holds; None when nothing was made."""
    last = desk.settings["backup_folder"]
    folder = last if last and Path(last).is_dir() else str(_first_stick() or paths.begin_in("", desk.db.path))
    chosen = QFileDialog.getExistingDirectory(parent, "备份到哪里（选U盘或一个文件夹）", folder)
    if not chosen:
        return None
    source, school_uid = desk.db.path, desk.school.uid
    info = wait_for(parent, "正在备份", lambda report: backing_up.back_up(source, school_uid, Path(chosen), report))
    if info is None:
        return None
    desk.settings["backup_folder"] = chosen
    messages.tell(
        parent,
        "备份好了，已经打开数过。",
        f"“{Path(info.path).name}”，{info.observations}条听课、{info.pictures}张图片，{info.size / 1048576:.1f}MB。"
        "拔U盘前请先安全退出。",
    )
    return info


def take_back(
    parent: QWidget | None,
    settings: Settings,
    damaged: str = "",
    make_room: Callable[[str], object] = lambda path: None,
) -> str:
    """Chooses a backup and puts it back; the path of the school file to open then, or an empty text.

    With ``damaged`` its place is taken and the damaged file is kept beside it; else the person says where to.
    ``make_room`` is told the place before anything is written there, so that a file open in the window is closed.
    """
    school_uid = settings["schools"].get(damaged, {}).get("uid", "")
    offer = OfferDialog.ask(
        parent, backing_up.offers(school_uid), backing_up.look_into, lambda offer: _own_file(settings, offer)
    )
    if offer is None:
        return ""
    dest = damaged or _ask_dest(parent, settings, offer)
    if not dest:
        return ""
    is_taken = Path(dest).exists()
    make_room(dest)
    info = wait_for(parent, "正在找回", lambda report: backing_up.take_back(offer, Path(dest), report))
    if info is None:
        return ""
    kept = "换下来的文件留在同一个文件夹里。" if is_taken else ""
    messages.tell(parent, f"找回来了：{offer.school}，{info.observations}条听课。", kept)
    return dest


def newest_in_words(settings: Settings, path: str) -> str:
    """The newest checked backup of a file that cannot be opened, as a sentence; empty when there is none."""
    found = backing_up.offers(settings["schools"].get(path, {}).get("uid", ""))
    if not found:
        return ""
    return f"最近一份查过的备份是{when_in_words(found[0].made_at, date.today())}，共{found[0].observations}条听课。"


def may_close(parent: QWidget | None, desk: Desk) -> bool:
    """Offers a backup when the last one is over seven days old; False when the person stays."""
    if desk.db.is_read_only or not desk.db.saved_at or not backing_up.is_backup_due(desk.school.uid, datetime.now()):
        return True
    found = backing_up.last_backup(desk.school.uid)
    since = (
        f"上次备份到U盘是{month_day(datetime.fromisoformat(found.made_at).date())}。"
        if found
        else "还没有备份到U盘过。"
    )
    chosen = messages.ask(
        parent,
        "关闭以前，备份一份到U盘吗？",
        f"{since}电脑坏了或丢了，U盘里的那份就是全部。",
        choices=(BACK_UP_NOW, CLOSE_ANYWAY, STAY),
    )
    if chosen == BACK_UP_NOW:
        return back_up(parent, desk) is not None
    return chosen == CLOSE_ANYWAY


def when_in_words(moment: datetime, today: date) -> str:
    """今天8:00, 昨天17:05, 3月31日17:05."""
    days = (today - moment.date()).days
    day = {0: "今天", 1: "昨天"}.get(days, month_day(moment.date()))
    return f"{day}{moment.hour}:{moment.minute:02d}"


def _ask_dest(parent: QWidget | None, settings: Settings, offer: Offer) -> str:
    place = _own_file(settings, offer)
    if not place or not Path(place).parent.is_dir():
        place = str(paths.documents() / f"{offer.school}.jiaoyan")
    while True:
        # Qt would ask whether to replace the file, which is not what happens: ours says that it is kept.
        place, _ = QFileDialog.getSaveFileName(
            parent,
            "找回来放在哪里",
            place,
            "学校文件 (*.jiaoyan)",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if place and not place.endswith(".jiaoyan"):
            place += ".jiaoyan"
        if not place or not Path(place).exists():
            return place
        chosen = messages.ask(
            parent,
            f"“{Path(place).name}”现在就在那里，用{when_in_words(offer.made_at, date.today())}的备份换上吗？",
            "现在这份不会删，改个名字留在同一个文件夹里，名字里写着“换下来的”。",
            choices=(PUT_THERE, ELSEWHERE, NOT_NOW),
        )
        if chosen != ELSEWHERE:
            return place if chosen == PUT_THERE else ""


def _own_file(settings: Settings, offer: Offer) -> str:
    """The school file that a backup was made of, the one opened last where there are copies; empty when not known."""
    known = {path: item.get("uid") for path, item in settings["schools"].items()}
    in_order = [*settings["recent_files"], *reversed(known)]
    return next((path for path in in_order if known.get(path) == offer.school_uid), "")


def _first_stick() -> Path | None:
    """A stick that is plugged in, where the system shows sticks as folders or drives."""
    roots = [*Path("/media").glob("*/*"), *Path("/run/media").glob("*/*")]
    return next((root for root in roots if root.is_dir()), None)
