"""A plan read from Word as a page to look at, its pictures in their places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt, QUrl
from PySide6.QtGui import QImage, QImageReader, QTextDocument

from jiaoyan_desktop.domain.preparation import Section
from jiaoyan_desktop.workflows.plan_reading import LessonPlanRead

from .. import theme
from ..tabs.preparation_text import PlanPage, plan_html

MOST_PICTURES = 24
_MOST_SIDE = 320
_MARK = re.compile(r"〔图(\d{1,4})〕")


class LessonPreview(PlanPage):
    """The page; ``show_plan`` may be called again and again while something is corrected beside it."""

    def __init__(self) -> None:
        super().__init__("教案的样子")
        self._pictures: Mapping[int, QImage] = {}

    def set_pictures(self, pictures: Mapping[int, QImage]) -> None:
        """Pictures by the number of their mark; those that are not given stay a mark."""
        self._pictures = pictures

    def show_plan(self, sections: Sequence[Section]) -> None:
        """These sections, from where one was reading."""
        for number, image in self._pictures.items():
            self.document().addResource(QTextDocument.ResourceType.ImageResource, QUrl(f"picture:{number}"), image)
        self.show_html(_MARK.sub(self._placed, plan_html(sections)), keep_place=True)

    def _placed(self, found: re.Match[str]) -> str:
        mark = f'<span style="color:{theme.current().colour("dim").name()}">{found[0]}</span>'
        image = self._pictures.get(int(found[1]))
        return f'{mark}<br><img src="picture:{found[1]}" width="{image.width()}"><br>' if image else mark


def small_pictures(read: LessonPlanRead) -> dict[int, QImage]:
    """The first pictures of a plan, made small; for a worker. What this computer cannot draw (WMF) is left out."""
    found: dict[int, QImage] = {}
    for picture in read.pictures[:MOST_PICTURES]:
        buffer = QBuffer()
        buffer.setData(QByteArray(picture.data))
        reader = QImageReader(buffer)
        reader.setAutoTransform(True)
        size = reader.size()
        if size.isValid() and max(size.width(), size.height()) > _MOST_SIDE:
            reader.setScaledSize(size.scaled(QSize(_MOST_SIDE, _MOST_SIDE), Qt.AspectRatioMode.KeepAspectRatio))
        image = reader.read() if reader.canRead() else QImage()
        if not image.isNull():
            found[picture.number] = image
    return found
