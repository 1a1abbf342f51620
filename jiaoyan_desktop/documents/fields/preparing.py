"""What forms made for a lesson study (课例) or one of its drafts (教案稿) may ask for."""

from __future__ import annotations

from jiaoyan_desktop.domain.glossary import DRAFT_STATES, STAGE_NAMES
from jiaoyan_desktop.domain.meeting_figures import was_said
from jiaoyan_desktop.domain.naming import grade_name
from jiaoyan_desktop.domain.plan_words import part_kind
from jiaoyan_desktop.domain.preparation import Comment, Draft, DraftRevision, LessonStudy, ProcessStep, Section

from .registry import Area, Field, Getter, RowList, Select, fields, under
from .scene import Scene

# Headings a lesson plan form has a box of its own for -> the ways in which teachers write them (domain F14).
HEADINGS: dict[str, tuple[str, ...]] = {
    "goals": ("教学目标", "学习目标", "核心素养目标", "目标"),
    "key_points": ("教学重点", "重点"),
    "hard_points": ("教学难点", "难点"),
    "key_and_hard": ("教学重难点", "重难点", "教学重点难点"),
    "methods": ("教学方法", "教法学法", "教法"),
    "tools": ("教具准备", "教学准备", "课前准备", "信息技术", "信息技术应用"),
    "board": ("板书设计", "板书"),
    "homework": ("作业设计", "作业", "当堂检测"),
    "afterthought": ("教学反思", "课后反思", "反思"),
}
_MEANINGS = {
    "goals": "教学目标",
    "key_points": "教学重点",
    "hard_points": "教学难点",
    "key_and_hard": "教学重难点（写在一起的）",
    "methods": "教学方法",
    "tools": "教具准备与信息技术",
    "board": "板书设计",
    "homework": "作业设计",
    "afterthought": "教学反思",
}
# The kinds of part (domain.plan_words) that belong in each box, however the teacher worded the heading.
_KINDS = {
    **{"goals": "goals", "key_points": "key", "hard_points": "hard", "key_and_hard": "key_hard", "methods": "methods"},
    **{"tools": "tools", "board": "board", "homework": "homework", "afterthought": "reflection"},
}
# 教学重难点 written together has a box in few forms: it stands among the other parts, rather than nowhere.
_BOXES = tuple(key for key in HEADINGS if key != "key_and_hard")


def study_of(scene: Scene, uid: str | None) -> LessonStudy | None:
    """The lesson study of that uid."""
    return next((item for item in scene.records.studies if item.uid == uid), None) if uid else None


def comments_on(scene: Scene, study: LessonStudy) -> list[Comment]:
    """The opinions on a lesson study up to the date of counting, in their order."""
    found = scene.records.comments_of.get(study.uid, ())
    return [item for item in found if was_said(scene.records, item, scene.as_of)]


def revision_of(scene: Scene, draft: Draft) -> DraftRevision | None:
    """The newest revision made up to the date of counting; one without a date counts as made."""
    made = [
        revision
        for revision in scene.records.revisions_of.get(draft.uid, ())
        if revision.made_on is None or revision.made_on <= scene.as_of
    ]
    return made[-1] if made else None


def sections_of(scene: Scene, draft: Draft) -> tuple[Section, ...]:
    """The parts of the draft's newest revision."""
    revision = revision_of(scene, draft)
    return revision.sections if revision else ()


def _section_text(key: str) -> Getter:
    def get(scene: Scene, draft: Draft) -> str:
        written = [item.text for item in sections_of(scene, draft) if _belongs(item.heading, key)]
        return "\n".join(filter(None, written))

    return get


def _belongs(heading: str, key: str) -> bool:
    plain = heading.strip(" ：:")
    return plain in HEADINGS[key] or part_kind(plain) == _KINDS[key]


def _afterthought(scene: Scene, draft: Draft) -> str:
    """What the teacher wrote after the lesson: the reflection on this draft, else the plan's own section."""
    written = [
        item.text
        for item in scene.records.reflections
        if item.draft_uid == draft.uid and item.text and (item.written_on or scene.as_of) <= scene.as_of
    ]
    return "\n".join(written) or str(_section_text("afterthought")(scene, draft))


def _process(scene: Scene, draft: Draft) -> list[ProcessStep]:
    return [step for item in sections_of(scene, draft) for step in item.steps]


def _other_sections(scene: Scene, draft: Draft) -> list[Section]:
    """The parts that have no box of their own, the process apart."""
    return [
        item
        for item in sections_of(scene, draft)
        if item.text and not any(_belongs(item.heading, key) for key in _BOXES)
    ]


def _closing_sections(scene: Scene, draft: Draft) -> list[Section]:
    """What stands below the process: the parts without a box, then 作业设计, 板书设计 and 教学反思, empty ones too."""
    closing = [
        Section(heading="作业设计", text=str(_section_text("homework")(scene, draft))),
        Section(heading="板书设计", text=str(_section_text("board")(scene, draft))),
        Section(heading="教学反思", text=_afterthought(scene, draft)),
    ]
    return [*_other_sections(scene, draft), *closing]


def _stage(_: Scene, draft: Draft) -> str:
    return STAGE_NAMES.get(draft.stage, draft.stage)


def _revision_number(scene: Scene, draft: Draft) -> str:
    revision = revision_of(scene, draft)
    return f"第{revision.number}稿" if revision else ""


def _draft_author(scene: Scene, draft: Draft) -> str:
    study = study_of(scene, draft.lesson_study_uid)
    return scene.names.teacher(draft.author_uid or (study.lead_uid if study else None))


def _group_name(scene: Scene, study: LessonStudy) -> str:
    group = scene.records.group_by_uid.get(study.group_uid or "")
    return group.name if group else ""


def _lead_summary(key: str) -> Getter:
    """A part of the A draft, which is what the lead preparer spoke from (domain F13)."""

    def get(scene: Scene, study: LessonStudy) -> str:
        first = next((item for item in scene.records.drafts_of.get(study.uid, ()) if item.stage == "A"), None)
        return str(_section_text(key)(scene, first)) if first else ""

    return get


def changes_of(scene: Scene, study: LessonStudy) -> tuple[str, ...]:
    """What the B draft says was changed, revision by revision (domain F13: 对A案的修改点)."""
    return tuple(
        revision.note
        for draft in scene.records.drafts_of.get(study.uid, ())
        if draft.stage == "B"
        for revision in scene.records.revisions_of.get(draft.uid, ())
        if revision.note and (revision.made_on is None or revision.made_on <= scene.as_of)
    )


def _adopted(scene: Scene, study: LessonStudy) -> int:
    return sum(comment.verdict in ("adopted", "partly") for comment in comments_on(scene, study))


def drafts_made(scene: Scene) -> list[Draft]:
    """Drafts that have at least one revision up to the date of counting."""
    return [item for item in scene.records.drafts if revision_of(scene, item) is not None]


STUDY: tuple[Field, ...] = fields(
    ("topic", "课题", lambda _, item: item.topic),
    ("subject", "学科", lambda _, item: item.subject),
    ("grade", "年级", lambda _, item: grade_name(item.grade)),
    ("unit", "单元", lambda _, item: item.unit),
    ("volume", "年级册次", lambda _, item: item.volume),
    ("periods", "课时", lambda _, item: item.periods),
    ("group", "教研组或备课组", _group_name),
    ("lead", "主备人", lambda scene, item: scene.names.teacher(item.lead_uid)),
    (
        "assistants",
        "辅备人",
        lambda scene, item: tuple(scene.names.teacher(uid) for uid in item.assistant_uids),
    ),
    ("kind", "课例类型", lambda _, item: item.kind),
    ("stage", "走到哪一步", lambda _, item: item.stage),
    ("planned_on", "计划日期", lambda _, item: item.planned_on),
    ("goals", "A案的教学目标", _lead_summary("goals")),
    ("key_points", "A案的教学重点", _lead_summary("key_points")),
    ("hard_points", "A案的教学难点", _lead_summary("hard_points")),
    ("homework", "A案的作业设计", _lead_summary("homework")),
    ("changes", "B案对A案的修改点", changes_of),
    ("comment_count", "意见条数", lambda scene, item: len(comments_on(scene, item))),
    ("adopted_count", "采纳条数", _adopted),
)

DRAFT: tuple[Field, ...] = fields(
    ("stage", "稿的名称，如A案（初案）", _stage),
    ("letter", "A、B或C", lambda _, item: item.stage),
    ("number", "第几稿", _revision_number),
    ("author", "执笔人", _draft_author),
    ("class", "班级", lambda scene, item: scene.names.school_class(item.class_uid)),
    ("state", "状态", lambda _, item: DRAFT_STATES.get(item.state, "")),
    (
        "made_on",
        "这一稿的日期",
        lambda scene, item: revision.made_on if (revision := revision_of(scene, item)) else None,
    ),
    (
        "note",
        "修改说明",
        lambda scene, item: revision.note if (revision := revision_of(scene, item)) else "",
    ),
    *((key, _MEANINGS[key], _section_text(key)) for key in HEADINGS if key != "afterthought"),
    ("afterthought", _MEANINGS["afterthought"], _afterthought),
) + under("study", "课例", STUDY, lambda scene, item: study_of(scene, item.lesson_study_uid))

_STEPS = fields(
    ("step", "环节", lambda _, item: item.step),
    ("teacher", "教师活动", lambda _, item: item.teacher),
    ("students", "学生活动", lambda _, item: item.students),
    ("intent", "设计意图", lambda _, item: item.intent),
)
_SECTIONS = fields(
    ("heading", "小标题", lambda _, item: item.heading),
    ("text", "内容", lambda _, item: item.text),
)

AREA = Area(
    fields={"study": STUDY, "draft": DRAFT},
    lists=(
        RowList(name="process", meaning="教学过程，一个环节一行", one_per=("draft",), items=_process, fields=_STEPS),
        RowList(
            name="other_sections",
            meaning="没有专门格子的其他部分",
            one_per=("draft",),
            items=_other_sections,
            fields=_SECTIONS,
        ),
        RowList(
            name="closing_sections",
            meaning="教学过程以下的部分：其他部分、作业设计、板书设计、教学反思",
            one_per=("draft",),
            items=_closing_sections,
            fields=_SECTIONS,
        ),
    ),
    selects=(Select(name="drafts", meaning="已经写了的教案稿", one_per="draft", pick=drafts_made),),
)
