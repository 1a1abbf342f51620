"""Small pictures of photos kept in the school file: bytes are read here, decoding is done in a worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from jiaoyan_desktop.domain.activity import Photo
from jiaoyan_desktop.store.database import Database

from .. import icons, tasks, theme

WIDTH, HEIGHT = 132, 99
Verb = tuple[str, Callable[[], object]]


class ThumbnailLoader(QObject):
    """Hands out small pictures by content, through a signal that a picture gone meanwhile does not hear."""

    made = Signal(str, QPixmap)  # content hash, small picture

    def __init__(self, db: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._made: dict[str, QPixmap] = {}

    def load(self, blob: str) -> QPixmap | None:
        """The small picture where it is there already; else None, and ``made`` says when it is."""
        if blob not in self._made:
            data = self._db.blob(blob)
            size = QSize(theme.current().px(WIDTH), theme.current().px(HEIGHT))
            tasks.start(lambda report: shrunk(data, size), done=lambda image: self._keep(blob, image), failed=_raise)
        return self._made.get(blob)

    def _keep(self, blob: str, image: QImage) -> None:
        if not image.isNull():
            self._made[blob] = QPixmap.fromImage(image)
            self.made.emit(blob, self._made[blob])


def shrunk(data: bytes, size: QSize) -> QImage:
    """The picture upright and no larger than ``size``; a null image when it cannot be read."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    whole = reader.size()
    if whole.isValid():
        # A picture that is turned by its camera mark swaps its sides only after reading.
        reader.setScaledSize(whole.scaled(size.width() * 2, size.width() * 2, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return image
    return image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


class Thumbnail(QWidget):
    """One photo with its name; its menu says what can be done with it."""

    def __init__(self, photo: Photo, loader: ThumbnailLoader, verbs: Sequence[Verb]) -> None:
        super().__init__()
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        self._picture = QLabel()
        self._picture.setFixedSize(look.px(WIDTH), look.px(HEIGHT))
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setPixmap(icons.pixmap("photo", "edge", look.px(28), 2.0))
        self._picture.setAccessibleName(photo.caption or photo.file_name)
        column.addWidget(self._picture)
        more = QToolButton()
        more.setText(photo.caption or photo.file_name or "照片")
        more.setAccessibleName(f"照片{photo.file_name}：移动或删除")
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setFixedWidth(look.px(WIDTH))
        menu = QMenu(more)
        for verb, act in verbs:
            menu.addAction(verb, act)
        more.setMenu(menu)
        column.addWidget(more)
        self._blob = photo.blob
        loader.made.connect(self._on_made)
        there = loader.load(photo.blob)
        if there is not None:
            self._picture.setPixmap(there)

    def _on_made(self, blob: str, picture: QPixmap) -> None:
        if blob == self._blob:
            self._picture.setPixmap(picture)


def _raise(trouble: Exception) -> None:
    raise trouble
