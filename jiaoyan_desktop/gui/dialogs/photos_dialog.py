"""Photos of an activity in their five kinds: dropped or chosen, looked over in a worker, put in at once with undo."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jiaoyan_desktop.domain.activity import PHOTO_SLOTS, Activity, Photo
from jiaoyan_desktop.workflows import meeting

from .. import messages, tasks, theme
from ..desk import Desk
from ..widgets.buttons import button
from ..widgets.labels import Chip, label
from ..widgets.notices import ProgressStrip
from ..widgets.panels import clear, scrolled
from ..widgets.thumbnails import Thumbnail, ThumbnailLoader

PICTURES = "照片 (*.jpg *.jpeg *.png *.bmp *.webp *.gif *.tif *.tiff)"
HINTS = {
    "签到册": "签到那一页，签名看得清",
    "教学设计": "教案或集体备课的稿子",
    "教学展示": "上课的样子",
    "集中研讨": "大家坐下来商量",
    "评课记录": "评课的记录或现场",
}


class PhotosDialog(QDialog):
    """Each kind is a field of its own to drop on; a photo can be moved to another kind or taken away."""

    def __init__(self, parent: QWidget | None, desk: Desk, activity: Activity) -> None:
        super().__init__(parent)
        self._desk, self._activity = desk, activity
        self._loader = ThumbnailLoader(desk.db, self)
        self.setWindowTitle(f"照片：{activity.title}")
        look = theme.current()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(look.px(20),) * 4)
        outer.setSpacing(look.px(12))
        words = "把照片拖到对应的一类里，原图存进学校文件，导出时自动摆正、压到合适大小。"
        outer.addWidget(label(words, "dim", wrap=True))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, look.px(4), 0)
        column.setSpacing(look.px(8))
        self.slots = {name: PhotoSlot(name, self) for name in PHOTO_SLOTS}
        for slot in self.slots.values():
            column.addWidget(slot)
        column.addStretch(1)
        outer.addWidget(scrolled(content), 1)
        self.strip = ProgressStrip()
        outer.addWidget(self.strip)
        row = QHBoxLayout()
        row.addStretch(1)
        done = button("放好了", role="primary", on_click=self.accept)
        done.setDefault(True)
        row.addWidget(done)
        outer.addLayout(row)
        room = self.screen().availableGeometry()
        self.resize(min(look.px(880), room.width() - 40), min(look.px(680), room.height() - 60))
        desk.announcer.changed.connect(self._on_changed)
        self._fill()

    @classmethod
    def ask(cls, parent: QWidget | None, desk: Desk, activity: Activity) -> None:
        """Shows the photos until the person is done; everything is kept as it is put in."""
        dialog = cls(parent, desk, activity)
        dialog.exec()
        dialog.deleteLater()

    def choose(self, slot: str) -> None:
        """Chooses pictures from the disk."""
        paths, _ = QFileDialog.getOpenFileNames(self, f"{slot}照片", "", PICTURES)
        if paths:
            self.put_in(slot, [Path(path) for path in paths])

    def put_in(self, slot: str, files: Sequence[Path]) -> None:
        """Looks the pictures over in a worker, then puts the good ones in."""

        def look_over(report: tasks.Report) -> meeting.LookedAt:
            return meeting.look_at([(path.name, path.read_bytes()) for path in files], report)

        def put(seen: meeting.LookedAt) -> None:
            self.strip.end()
            with messages.told(self):
                saved = meeting.add_photos(self._desk.db, self._activity.uid, slot, seen.good) if seen.good else []
                if saved:
                    self._desk.say(f"放入{len(saved)}张{slot}照片。", self._desk.last_change_uid())
            if seen.refused:
                messages.tell(self, f"有{len(seen.refused)}张没有放进去。", "\n".join(seen.refused))

        def failed(trouble: Exception) -> None:
            self.strip.end()
            if isinstance(trouble, OSError):
                messages.tell(self, "照片读不出来，一张也没有放进去。", "请看看手机线或U盘有没有插好，再放一次。")
            else:
                messages.explain(self, trouble)

        job = tasks.start(look_over, done=put, failed=failed, progress=self.strip.advance, ended=self.strip.end)
        self.strip.begin("正在看照片", job.cancel)

    def move(self, photo: Photo, slot: str) -> None:
        """Puts a photo into another kind."""
        with messages.told(self):
            meeting.revise_photo(self._desk.db, photo.but(slot=slot))

    def remove(self, photo: Photo) -> None:
        """Takes a photo away, with undo."""
        with messages.told(self):
            self._desk.say("已删除 1 张照片", meeting.remove_photos(self._desk.db, [photo]))

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if "Photo" in kinds and self.isVisible():
            self._fill()

    def _fill(self) -> None:
        photos = self._desk.records.photos_of.get(self._activity.uid, ())
        for name, slot in self.slots.items():
            slot.fill([photo for photo in photos if photo.slot == name], self._loader)


class PhotoSlot(QFrame):
    """One of the five kinds."""

    def __init__(self, name: str, dialog: PhotosDialog) -> None:
        super().__init__()
        self._name, self._dialog = name, dialog
        self.setProperty("role", "panel")
        self.setAcceptDrops(True)
        self.setAccessibleName(f"{name}照片")
        look = theme.current()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(look.px(10),) * 4)
        outer.setSpacing(look.px(6))
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addWidget(label(name, "strong"))
        self._state = Chip("", "dim")
        head.addWidget(self._state)
        head.addWidget(label(HINTS[name], "hint"))
        head.addStretch(1)
        head.addWidget(button("放入…", icon="photo", name=f"放入{name}照片", on_click=lambda: dialog.choose(name)))
        outer.addLayout(head)
        self._row = QHBoxLayout()
        self._row.setSpacing(look.px(8))
        outer.addLayout(self._row)

    def fill(self, photos: Sequence[Photo], loader: ThumbnailLoader) -> None:
        """Shows these photos."""
        self._state.say(f"{len(photos)}张" if photos else "还没有", "accent" if photos else "amber")
        clear(self._row)
        for photo in photos:
            verbs = [
                (f"移到{slot}", lambda p=photo, s=slot: self._dialog.move(p, s))
                for slot in PHOTO_SLOTS
                if slot != photo.slot
            ]
            self._row.addWidget(Thumbnail(photo, loader, [*verbs, ("删除", lambda p=photo: self._dialog.remove(p))]))
        if not photos:
            self._row.addWidget(label("拖到这里就行。", "hint"))
        self._row.addStretch(1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if event.mimeData().hasUrls():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Dropped files are put in like chosen ones."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self._dialog.put_in(self._name, [path for path in files if path.is_file()])
