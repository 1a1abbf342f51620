"""Photographed pages of one observation: those kept already, and those just put in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jiaoyan_desktop import paths
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.workflows import meeting

from .. import messages, theme
from ..widgets.buttons import button
from ..widgets.labels import label
from ..widgets.panels import clear
from ..widgets.thumbnails import HEIGHT, WIDTH, ThumbnailLoader, shrunk

PER_ROW = 3
KINDS = "照片 (*.jpg *.jpeg *.png *.bmp *.webp *.gif *.tif *.tiff)"
MOST_BYTES = 80_000_000


class PicturesField(QWidget):
    """``kept()`` are hashes in the school file, ``added()`` (name, bytes) of files to be put in."""

    edited = Signal()

    def __init__(self, db: Database) -> None:
        super().__init__()
        look = theme.current()
        self._loader = ThumbnailLoader(db, self)
        self._kept: list[str] = []
        self._added: list[Path] = []
        self.setAcceptDrops(True)
        self._grid = QGridLayout()
        self._grid.setSpacing(look.px(8))
        self._grid.setColumnStretch(PER_ROW, 1)
        self.add_button = button("放入照片…", icon="photo", on_click=self._choose)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addWidget(label("手写的听课笔记拍下来，拖到这里也行。", "hint", wrap=True), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addLayout(row)
        column.addLayout(self._grid)
        self.setFocusProxy(self.add_button)

    def kept(self) -> tuple[str, ...]:
        """Hashes of the pictures that stay."""
        return tuple(self._kept)

    def added(self) -> list[tuple[str, bytes]]:
        """The files put in; UserError when one cannot be read any more."""
        found = []
        for path in self._added:
            try:
                found.append((path.name, path.read_bytes()))
            except OSError as trouble:
                raise UserError(
                    f"照片“{path.name}”读不到了。", field="pictures", cure="请看看U盘或手机还连着没有，再放一次。"
                ) from trouble
        return found

    def set_kept(self, hashes: tuple[str, ...]) -> None:
        """Shows the pictures of a record."""
        self._kept = list(hashes)
        self._show()

    def put_in(self, files: list[Path]) -> None:
        """Adds files that are pictures; the others are named."""
        refused = []
        for path in files:
            trouble = _trouble_with(path)
            if trouble:
                refused.append(trouble)
            elif path not in self._added:
                self._added.append(path)
        self._show()
        if len(refused) < len(files):
            self.edited.emit()
        if refused:
            messages.tell(self, refused[0], "\n".join(refused[1:]))

    def raw(self) -> dict[str, list[str]]:
        """Hashes and file names; what the files hold is read again when taken up."""
        return {"kept": list(self._kept), "files": [str(path) for path in self._added]}

    def set_raw(self, raw: Any) -> None:
        """Shows again what ``raw`` gave; files that are gone meanwhile are left out."""
        if not isinstance(raw, dict):
            return
        self._kept = list(raw.get("kept", ()))
        self._added = [path for name in raw.get("files", ()) if (path := Path(name)).is_file()]
        self._show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Puts in the files that were dropped."""
        self.put_in([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, "放入照片", str(paths.documents()), KINDS)
        if chosen:
            self.put_in([Path(name) for name in chosen])

    def _show(self) -> None:
        clear(self._grid)
        place = 0
        for name in self._kept:
            self._grid.addWidget(self._tile(self._loader.load(name), name, None), place // PER_ROW, place % PER_ROW)
            place += 1
        for path in self._added:
            size = QSize(theme.current().px(WIDTH), theme.current().px(HEIGHT))
            picture = QPixmap.fromImage(shrunk(path.read_bytes(), size)) if path.is_file() else None
            self._grid.addWidget(self._tile(picture, "", path), place // PER_ROW, place % PER_ROW)
            place += 1

    def _tile(self, picture: QPixmap | None, blob: str, path: Path | None) -> QWidget:
        name = path.name if path else "已放入的照片"
        tile = _Tile(name, blob, picture, lambda: self._drop(blob, path))
        if picture is None and blob:
            self._loader.made.connect(tile.on_made)
        return tile

    def _drop(self, blob: str, path: Path | None) -> None:
        if path is not None:
            self._added.remove(path)
        else:
            self._kept.remove(blob)
        self._show()
        self.edited.emit()


class _Tile(QWidget):
    """One picture and the button that takes it away again."""

    def __init__(self, name: str, blob: str, picture: QPixmap | None, take_away: Callable[[], object]) -> None:
        super().__init__()
        look = theme.current()
        self._blob = blob
        self._shown = QLabel()
        self._shown.setFixedSize(look.px(WIDTH), look.px(HEIGHT))
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._shown.setAccessibleName(name)
        if picture is not None:
            self._shown.setPixmap(picture)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(2))
        column.addWidget(self._shown)
        column.addWidget(button("拿掉", role="quiet", icon="close", name=f"拿掉{name}", on_click=lambda: take_away()))

    def on_made(self, blob: str, picture: QPixmap) -> None:
        """The small picture has been made meanwhile."""
        if blob == self._blob:
            self._shown.setPixmap(picture)


def _trouble_with(path: Path) -> str:
    """Why a file cannot be put in, empty when it can."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return f"“{path.name}”太大了，没有放进去。请先在手机或电脑上另存小一点。"
        with path.open("rb") as file:
            meeting.media_type_of(path.name, file.read(16))
    except OSError:
        return f"“{path.name}”读不到，没有放进去。"
    except UserError as trouble:
        return str(trouble)
    return ""
