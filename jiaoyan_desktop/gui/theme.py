"""How everything looks: colours by role, light and dark, and every measure scaled by the reader's font size."""

from __future__ import annotations

import string
from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from jiaoyan_desktop import paths

# Role -> (light, dark), as the design says; the only place with a colour in it.
ROLES = {
    "paper": ("#F6F5F1", "#1B2023"),
    "panel": ("#FFFFFF", "#23292D"),
    "line": ("#E3E0D8", "#343C41"),
    "ink": ("#1F2A30", "#E6E9EA"),
    "dim": ("#5F686E", "#98A3A9"),
    "accent": ("#1E6B57", "#5DBFA1"),
    "accent_soft": ("#E3F0EB", "#21382F"),
    "amber": ("#8F5A0E", "#E0A94A"),
    "amber_soft": ("#FBF0DC", "#3A2F1B"),
    "red": ("#B3372B", "#EB8074"),
    "red_soft": ("#FAE6E3", "#3D2523"),
    "blue": ("#2F5D8C", "#86B3E0"),
    "blue_soft": ("#E4EDF7", "#22303E"),
    # Derived from the above for states that the design leaves open.
    "on_accent": ("#FFFFFF", "#12201B"),
    "accent_hover": ("#195A49", "#74CBB0"),
    "accent_press": ("#144A3C", "#4CAE90"),
    "hover": ("#F1EFE9", "#2B3237"),
    "stripe": ("#FAF9F6", "#262D31"),
    "edge": ("#CFCBC0", "#48525A"),
}
TONES = ("accent", "amber", "red", "blue", "dim")
SCALES = {"small": 0.95, "normal": 1.0, "large": 1.2, "very_large": 1.42}
TEXT_POINTS, HINT_POINTS, TITLE_POINTS, LEAST_POINTS = 10.5, 9.5, 15.0, 9.0
FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "微软雅黑",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "文泉驿微米黑",
    "SimSun",
    "宋体",
)


@dataclass(frozen=True)
class Theme:
    """One look: colours and measures; made by ``make`` and put on the application by ``apply``."""

    is_dark: bool
    scale: float
    families: tuple[str, ...]

    def colour(self, role: str) -> QColor:
        """The colour of a role of the table, for painting; style sheets name roles instead."""
        return QColor(ROLES[role][self.is_dark])

    def tone(self, tone: str) -> tuple[QColor, QColor]:
        """Text and ground of a chip of that tone (accent, amber, red, blue, dim)."""
        return self.colour(tone), self.colour("hover" if tone == "dim" else f"{tone}_soft")

    def px(self, design_pixels: float) -> int:
        """A measure of the design, scaled with the reader's font size."""
        return round(design_pixels * self.scale)

    def points(self, design_points: float) -> float:
        """A text size of the design, scaled, never below what can be read."""
        return max(LEAST_POINTS, round(design_points * self.scale, 1))

    def font(self, design_points: float = TEXT_POINTS, *, semibold: bool = False) -> QFont:
        """The program's typeface in that size."""
        font = QFont()
        font.setFamilies(list(self.families))
        font.setPointSizeF(self.points(design_points))
        font.setWeight(QFont.Weight.DemiBold if semibold else QFont.Weight.Normal)
        return font


_current: list[Theme] = []


def current() -> Theme:
    """The look on the application now (it belongs to the application, as QPalette does); light before ``apply``."""
    if not _current:
        _current.append(make())
    return _current[-1]


def make(*, dark: bool = False, font_size: str = "normal") -> Theme:
    """The look of these preferences (keys of ``settings.THEMES`` and ``settings.FONT_SIZES``)."""
    present = set(QFontDatabase.families()) if QApplication.instance() else set()
    families = tuple(name for name in FAMILIES if name in present) or FAMILIES[-1:]
    return Theme(is_dark=dark, scale=SCALES[font_size], families=families)


def apply(app: QApplication, theme: Theme) -> None:
    """Puts ``theme`` on the application: palette, font and style sheet."""
    _current[:] = [theme]
    app.setFont(theme.font())
    app.setPalette(_palette(theme))
    app.setStyleSheet(style_sheet(theme))


def style_sheet(theme: Theme) -> str:
    """The style sheet with roles and measures filled in: $accent, $px34, $text_pt."""
    template = (paths.resources() / "style" / "window.qss").read_text(encoding="utf-8")
    values: dict[str, object] = {role: pair[theme.is_dark] for role, pair in ROLES.items()}
    values |= {f"px{number}": f"{theme.px(number)}px" for number in range(0, 65)}
    values |= {
        "text_pt": f"{theme.points(TEXT_POINTS)}pt",
        "hint_pt": f"{theme.points(HINT_POINTS)}pt",
        "title_pt": f"{theme.points(TITLE_POINTS)}pt",
        "subtitle_pt": f"{theme.points(12.0)}pt",
        "icons": (paths.resources() / "icons" / ("dark" if theme.is_dark else "light")).as_posix(),
    }
    return string.Template(template).substitute(values)


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    pairs = {
        QPalette.ColorRole.Window: "paper",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Base: "panel",
        QPalette.ColorRole.AlternateBase: "stripe",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.Button: "panel",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.ToolTipBase: "panel",
        QPalette.ColorRole.ToolTipText: "ink",
        QPalette.ColorRole.PlaceholderText: "dim",
        QPalette.ColorRole.Highlight: "accent_soft",
        QPalette.ColorRole.HighlightedText: "ink",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Dark: "edge",
        QPalette.ColorRole.Light: "panel",
    }
    for role, name in pairs.items():
        palette.setColor(role, theme.colour(name))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("dim"))
    return palette
