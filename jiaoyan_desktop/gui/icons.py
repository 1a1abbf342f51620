"""The program's own line icons: one SVG family, coloured by the theme when drawn."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPixmap

from jiaoyan_desktop import paths

from . import theme


def icon(name: str, role: str = "ink") -> QIcon:
    """The icon ``name`` (a file of resources/icons) in the colour of a theme role."""
    look = theme.current()
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _icon(name, look.colour(role).name(), look.colour("dim").name(), look.px(18), ratio)


def pixmap(name: str, role: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon drawn ``size`` pixels wide for a screen of that pixel ratio."""
    return _drawn(name, theme.current().colour(role).name(), size, ratio)


@cache
def _icon(name: str, colour: str, dim: str, size: int, ratio: float) -> QIcon:
    made = QIcon(_drawn(name, colour, size, ratio))
    made.addPixmap(_drawn(name, dim, size, ratio), QIcon.Mode.Disabled)
    return made


def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    pixels = round(size * ratio)
    text = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    text = text.replace("currentColor", QColor(colour).name())
    text = text.replace('width="24" height="24"', f'width="{pixels}" height="{pixels}"')
    image = QImage.fromData(text.encode(), "SVG")  # pyright: ignore[reportCallIssue, reportArgumentType]
    if image.isNull():
        raise ValueError(f"icon {name} cannot be drawn")
    drawn = QPixmap.fromImage(image)
    drawn.setDevicePixelRatio(ratio)
    return drawn
