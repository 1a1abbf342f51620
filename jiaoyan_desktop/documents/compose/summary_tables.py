"""The tables behind the summary: 听课 by observer, by teacher heard, and the term's lesson studies."""

from __future__ import annotations

from collections.abc import Callable

from jiaoyan_desktop.domain.naming import grade_name

from ..fields.formats import percent
from ..fields.namesakes import names_beside
from ..fields.observers import observers, tally
from ..fields.preparing import comments_on, revision_of
from ..fields.scene import Scene
from ..layout import Column, DocumentBuilder


def by_observer(scene: Scene, page: DocumentBuilder) -> None:
    """Each observer with her posts and sums; the last row adds them up."""
    rows = []
    for teacher in observers(scene):
        sums = tally(scene, teacher)
        for place, quota in enumerate(scene.statistics.quotas_of(teacher.uid) or (None,)):
            told = "" if place else scene.names.teacher(teacher.uid)
            posts = "、".join(scene.post_titles(teacher.uid)) or "教师"
            asked = [quota.post_title, str(quota.target), str(quota.done)] if quota else [posts, "", ""]
            rate = percent(min(quota.rate, 1.0)) if quota and quota.target else ""
            rows.append([told, *asked, rate, "" if place else str(sums.lessons), "" if place else str(sums.commented)])
    total = scene.statistics.observations.total
    rows.append(["合计", "", "", "", "", str(total.lessons), str(total.commented)])
    columns = [
        Column(head="听课人", width=26),
        Column(head="职务", width=40),
        Column(head="应听", width=16),
        Column(head="计入", width=16),
        Column(head="完成率", width=20),
        Column(head="共听节数", width=22),
        Column(head="有评语", width=18),
    ]
    page.table(columns, rows)


def by_teacher(scene: Scene, page: DocumentBuilder) -> None:
    """How often each teacher was heard, lessons counted once however many listened."""
    lessons_of = scene.statistics.coverage.lessons_of
    names = names_beside(scene, [(uid, subject(scene, uid)) for uid in lessons_of])
    rows = [
        [name, subject(scene, uid), str(lessons) if lessons else "0"]
        for name, (uid, lessons) in zip(names, lessons_of.items(), strict=True)
    ]
    half = (len(rows) + 1) // 2
    beside = [*rows[half:], *([["", "", ""]] * (2 * half - len(rows)))]
    heads = ("教师", "学科", "被听节数")
    columns = [Column(head=head, width=width) for head, width in zip(heads * 2, (30, 26, 22) * 2, strict=True)]
    page.table(columns, [[*left, *right] for left, right in zip(rows[:half], beside, strict=True)] or [[""] * 6])


def subject(scene: Scene, uid: str) -> str:
    """The subject a teacher stands for on lists."""
    teacher = scene.teacher(uid)
    return teacher.subject if teacher else ""


def studies(scene: Scene, page: DocumentBuilder) -> None:
    """The lesson studies of the term as of the date of counting: drafts, opinions, how far each came."""
    rows = []
    for item in scene.records.studies:
        drafts = [one for one in scene.records.drafts_of.get(item.uid, ()) if revision_of(scene, one)]
        made = {stage: sum(draft.stage == stage for draft in drafts) for stage in "ABC"}
        if not any(made.values()):
            continue
        comments = comments_on(scene, item)
        adopted = sum(comment.verdict in ("adopted", "partly") for comment in comments)
        rows.append(
            [
                f"《{item.topic}》",
                f"{grade_name(item.grade)}{item.subject}",
                scene.names.teacher(item.lead_uid),
                "、".join(f"{stage}案{number}" for stage, number in made.items() if number),
                f"{len(comments)}／{adopted}",
                item.stage,
            ]
        )
    columns = [
        Column(head="课题", width=42, align="left"),
        Column(head="年级学科", width=30),
        Column(head="主备人", width=30),
        Column(head="稿（份）", width=34),
        Column(head="意见／采纳", width=24),
        Column(head="进展", width=16),
    ]
    page.table(columns, rows or [[""] * 6 for _ in range(3)])


ATTACHMENTS: tuple[tuple[str, Callable[[Scene, DocumentBuilder], None]], ...] = (
    ("听课情况统计表", by_observer),
    ("教师被听课情况统计表", by_teacher),
    ("典型课例一览表", studies),
)
