"""《校本教研活动方案》: the pack's prose in its own order, what the records say put in, the tables as attachments."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ..fields.scene import Scene
from ..form_values import FilledDocument
from ..layout import DocumentBuilder
from . import plan_tables
from .closing import sign_off
from .page import new_page
from .prose import Insert, write_prose
from .request import Request

_TEXTS = "plan"
_OPENING = "引言"
_ATTACHMENT = "附件："

_INSERTS: dict[str, Callable[[Scene, DocumentBuilder], None]] = {
    "听课指标": plan_tables.quota_lines,
    "活动时间": plan_tables.date_lines,
    "材料清单": plan_tables.material_lines,
    "领导小组": plan_tables.leading_table,
    "活动安排表": plan_tables.activity_table,
    "听课任务表": plan_tables.quota_table,
    "联研人员表": plan_tables.joint_table,
    "主体责任表": plan_tables.duty_table,
}


def compose_plan(request: Request) -> FilledDocument:
    """The plan; its parts are the headings of texts/plan.md in their order, so that a county may have its own."""
    scene = request.scene
    page = new_page(scene)
    page.title(f"{scene.records.term.name}校本教研活动方案")
    page.school_line(scene.records.school.name)
    headings = [key.partition("/")[2] for key in scene.pack.texts if key.startswith(f"{_TEXTS}/")]
    attachments = [heading for heading in headings if heading.startswith(_ATTACHMENT)]
    inserts: dict[str, Insert] = {name: partial(write, scene) for name, write in _INSERTS.items()}

    def write(heading: str) -> None:
        text = request.text(heading, of=_TEXTS)
        write_prose(page, text, names=_names(scene), inserts=inserts, where=f"方案文稿“{heading}”")

    for heading in headings:
        if heading in attachments:
            continue
        if heading != _OPENING:
            page.heading(1, heading)
        write(heading)
    titles = [heading.removeprefix(_ATTACHMENT) for heading in attachments]
    if titles:
        page.attachment_note(titles)
    sign_off(page, scene, request.answer("成文日期"))
    for number, (heading, title) in enumerate(zip(attachments, titles, strict=True), 1):
        page.attachment_page(number if len(titles) > 1 else 0, title)
        write(heading)
    return page.build(made_at=request.made_at, author=scene.records.school.name)


def _names(scene: Scene) -> dict[str, str]:
    """What the prose may name in braces."""
    records = scene.records
    return {
        "学校": records.school.name,
        "县": records.school.county,
        "学期": records.term.name,
        "依据": "、".join(scene.pack.basis) or "上级教育部门",
    }
