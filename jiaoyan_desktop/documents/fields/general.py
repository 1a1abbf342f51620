"""What every form may ask for: the school, the term, the county's notice, and who leads the school."""

from __future__ import annotations

from typing import Any

from .registry import Area, Getter, fields
from .scene import Scene


def _led_by(role: str) -> Getter:
    def get(scene: Scene, _: Any) -> str:
        return "、".join(teacher.name for teacher in scene.holders(role))

    return get


def _season(scene: Scene, _: Any) -> str:
    """2025年春季 out of 2025年春季学期, for titles that go on by themselves."""
    return scene.records.term.name.removesuffix("学期")


def _short_name(scene: Scene, _: Any) -> str:
    school = scene.records.school
    return min((school.name, *school.aliases), key=len)


GENERAL = fields(
    ("school.name", "学校全称", lambda scene, _: scene.records.school.name),
    ("school.short", "学校简称，没有简称时是全称", _short_name),
    ("school.county", "县（区）", lambda scene, _: scene.records.school.county),
    ("school.town", "乡镇", lambda scene, _: scene.records.school.town),
    ("school.contact_name", "学校联系人", lambda scene, _: scene.records.school.contact_name),
    ("school.contact_phone", "学校联系电话", lambda scene, _: scene.records.school.contact_phone),
    ("school.principal", "校长", _led_by("principal")),
    ("school.vice_principal", "分管教学副校长", _led_by("vice_principal_teaching")),
    ("school.teaching_director", "教导主任", _led_by("teaching_director")),
    ("term.name", "学期，如2025年春季学期", lambda scene, _: scene.records.term.name),
    ("term.season", "学期不带“学期”二字，如2025年春季", _season),
    ("term.starts_on", "学期开始日", lambda scene, _: scene.records.term.starts_on),
    ("term.ends_on", "学期结束日", lambda scene, _: scene.records.term.ends_on),
    ("as_of", "统计截至的日期", lambda scene, _: scene.as_of),
    ("pack.title", "县里要求的名称", lambda scene, _: scene.pack.title),
    ("pack.issuer", "发文单位", lambda scene, _: scene.pack.issuer),
    ("pack.deadline", "材料截止日期", lambda scene, _: scene.pack.deadline),
)

AREA = Area(fields={"": GENERAL, "term": (), "school": ()})
