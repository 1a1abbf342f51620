"""Deleting activities, the same wherever they are listed: asked with what goes along, and taken back at one click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.activity import Activity
from jiaoyan_desktop.workflows import planning

from .. import messages
from ..desk import Desk

DELETE, KEEP = "删除", "先留着"


def delete_activities(parent: QWidget, desk: Desk, activities: Sequence[Activity]) -> None:
    """Asks with what goes along, deletes, offers to take it back."""
    if not activities:
        return
    weight = planning.weigh(desk.db, activities)
    parts = [
        f"参加人{weight.participants}人次" if weight.participants else "",
        f"照片{weight.photos}张" if weight.photos else "",
        f"老师交的材料{weight.handins}份" if weight.handins else "",
    ]
    along = "、".join(filter(None, parts))
    stays = f"这次活动的{weight.observations}条听课记录留着。" if weight.observations else ""
    names = f"“{activities[0].title}”" if len(activities) == 1 else f"这{len(activities)}次活动"
    advice = (f"{along}一起删除。" if along else "") + stays + "删了还能从“最近操作”找回来。"
    if messages.ask(parent, f"删除{names}？", advice, choices=(DELETE, KEEP), danger=True) != DELETE:
        return
    with messages.told(parent):
        change_uid = planning.remove_activities(desk.db, activities)
        desk.say(f"已删除 {len(activities)} 次活动", change_uid)
