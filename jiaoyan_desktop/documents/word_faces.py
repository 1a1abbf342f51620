"""Which East Asian typeface a run of a Word document is set in: direct, by its styles, or by the theme."""

from __future__ import annotations

from typing import Any

from .ooxml import A, W

_FONTS, _EAST, _EAST_THEME = f"{{{W}}}rFonts", f"{{{W}}}eastAsia", f"{{{W}}}eastAsiaTheme"
_VAL = f"{{{W}}}val"


class FaceFinder:
    """Answers for one document; built from its styles.xml and theme (either may be missing)."""

    def __init__(self, styles: Any | None, theme: Any | None) -> None:
        self._theme = _theme_faces(theme)
        self._styles: dict[str, Any] = {}
        self._default = ""
        self._default_style = ""
        if styles is None:
            return
        fonts = styles.find(f"{{{W}}}docDefaults/{{{W}}}rPrDefault/{{{W}}}rPr/{_FONTS}")
        self._default = self._named(fonts)
        for style in styles.iter(f"{{{W}}}style"):
            style_id = style.get(f"{{{W}}}styleId", "")
            self._styles[style_id] = style
            if style.get(f"{{{W}}}type") == "paragraph" and style.get(f"{{{W}}}default") in ("1", "true"):
                self._default_style = style_id

    def face(self, run_properties: Any | None, paragraph: Any | None) -> str:
        """The typeface, or "" when the document leaves it to the program that opens it."""
        found = ""
        if run_properties is not None:
            found = self._named(run_properties.find(_FONTS)) or self._of_style(_value(run_properties, "rStyle"))
        if not found and paragraph is not None:
            properties = paragraph.find(f"{{{W}}}pPr")
            found = self._of_style(_value(properties, "pStyle") if properties is not None else "")
            found = found or self._of_table(paragraph)
        return found or self._of_style(self._default_style) or self._default

    def _of_table(self, paragraph: Any) -> str:
        table = next(paragraph.iterancestors(f"{{{W}}}tbl"), None)
        properties = table.find(f"{{{W}}}tblPr") if table is not None else None
        return self._of_style(_value(properties, "tblStyle")) if properties is not None else ""

    def _of_style(self, style_id: str) -> str:
        seen: set[str] = set()
        while style_id and style_id not in seen:
            seen.add(style_id)
            style = self._styles.get(style_id)
            if style is None:
                return ""
            found = self._named(style.find(f"{{{W}}}rPr/{_FONTS}"))
            if found:
                return found
            style_id = _value(style, "basedOn")
        return ""

    def _named(self, fonts: Any | None) -> str:
        if fonts is None:
            return ""
        theme = fonts.get(_EAST_THEME)
        return self._theme.get(theme, "") if theme else fonts.get(_EAST, "")


def _value(parent: Any, name: str) -> str:
    child = parent.find(f"{{{W}}}{name}")
    return child.get(_VAL, "") if child is not None else ""


def _theme_faces(theme: Any | None) -> dict[str, str]:
    if theme is None:
        return {}
    found = {}
    for kind, name in (("major", "majorEastAsia"), ("minor", "minorEastAsia")):
        fonts = theme.find(f".//{{{A}}}{kind}Font")
        if fonts is None:
            continue
        east = fonts.find(f"{{{A}}}ea")
        face = east.get("typeface", "") if east is not None else ""
        for font in fonts.iter(f"{{{A}}}font"):
            if not face and font.get("script") == "Hans":
                face = font.get("typeface", "")
        found[name] = face
    return found
