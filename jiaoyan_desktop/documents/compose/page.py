"""A fresh page in the school's own scheme."""

from __future__ import annotations

from ..fields.scene import Scene
from ..layout import DocumentBuilder
from ..layout_schemes import Scheme, scheme_for


def scheme_of(scene: Scene) -> Scheme:
    """The scheme that the school chose, with its typeface and its way of writing dates."""
    school = scene.records.school
    return scheme_for(school.layout, school.body_typeface, school.chinese_dates)


def new_page(scene: Scene, *, landscape: bool = False) -> DocumentBuilder:
    """An empty document."""
    return DocumentBuilder(scheme_of(scene), landscape=landscape)
