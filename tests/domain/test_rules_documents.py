"""What must be written, and how lesson studies move on: rules ``document`` and ``lineage``."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jiaoyan_desktop.domain.activity import Recommendation
from jiaoyan_desktop.domain.finding import Finding
from jiaoyan_desktop.domain.people import Group
from jiaoyan_desktop.domain.preparation import Draft, DraftRevision, LessonStudy, ProcessStep, Reflection, Section
from jiaoyan_desktop.domain.requirements import situation
from jiaoyan_desktop.domain.term_records import TermRecords
from jiaoyan_desktop.domain.timetable import Progress
from tests.builders import a_class, a_pack, a_rule, a_teacher, an_activity, an_assignment, term_records
from tests.lanxi import DEADLINE, complete_school, lanxi_pack

WANG, XU = a_teacher("王秀兰"), a_teacher("徐静", "数学")
STUDY = LessonStudy(term_uid="term", topic="山行", subject="语文", grade=3, planned_on=date(2025, 4, 18))
DAY = an_activity("联研", date(2025, 4, 18), is_joint=True, lesson_study_uid=STUDY.uid)


def judge(kind: str, records: TermRecords, as_of: date = DEADLINE, **values) -> Finding:
    return situation(records, a_pack(a_rule("x", kind, **values)), as_of).of_rule(a_rule("x", kind, **values))


def test_a_plan_names_its_papers_and_its_parts():
    rule = lanxi_pack().rule("0-02")
    found = situation(complete_school(activities=()), lanxi_pack(), DEADLINE).of_rule(rule)
    assert found.missing == ("方案里还没有“校际联研”的安排。",)
    assert judge("document", term_records(), document="plan", basis=4).missing == (
        "方案引言里写了0份依据文件，还差4份。",
    )


def test_recommendations_may_be_of_a_category():
    one = Recommendation(term_uid="term", teacher_uid=WANG.uid, category="主研教师")
    records = term_records(recommendations=(one,))
    assert judge("document", records, document="recommendation", number=2).missing == ("推荐教师1人，还差1人。",)
    named = judge("document", records, document="recommendation", categories=["优课"])
    assert named.missing == ("还没有推荐“优课”。",)


def test_every_joint_day_answers_the_three_questions_and_is_shared_at_home():
    day = DAY.but(purposes=("取长补短", " ", "学朗读"), shared_on=date(2025, 6, 9))
    values = {"document": "activity", "joint": True, "fields": ["purposes", "shared_on"]}
    found = judge("document", term_records(activities=(day,)), **values)
    assert found.missing == ("4月18日联研还没有写联研三问（目的、学什么、带来什么）、校内分享日期。",)
    assert found.records == (("Activity", DAY.uid),)
    assert judge("document", term_records(), **values).status == "unknown"


def test_only_days_that_we_host_are_asked_for_the_host():
    values = {"document": "activity", "joint": True, "host_only": True, "fields": ["host_uid", "agreed"]}
    guest = term_records(activities=(DAY.but(is_host=False),))
    assert judge("document", guest, **values).status == "unknown"
    assert "主持人" in judge("document", term_records(activities=(DAY,)), **values).missing[0]


def test_a_theme_may_be_the_groups_own_and_must_be_of_the_subject():
    group = Group(name="综合组", subjects=("音乐", "美术"), theme="优化流程")
    records = term_records(
        groups=(group,),
        activities=(an_activity("例会", group_uid=group.uid), an_activity("语文", subject="语文")),
        assignments=(an_assignment(WANG, a_class(), "音乐"),),
    )
    values = {"document": "activity", "any": 1, "fields": ["theme"]}
    assert judge("document", records, subjects=["英语", "音乐"], **values).status == "met"
    assert judge("document", records, subjects=["语文"], **values).note == "本学期没有开语文"
    short = judge("document", replace(records, groups=()), subjects=["音乐"], **values)
    assert short.missing == ("音乐写明主题的教研活动有0次，还差1次。",)


def test_drafts_that_do_not_mention_it_are_named():
    silent, spoken = (Draft(lesson_study_uid=STUDY.uid, stage="C", author_uid=item.uid) for item in (WANG, XU))
    step = ProcessStep(step="导入", teacher="播放课件")
    records = term_records(
        teachers=(WANG, XU),
        studies=(STUDY,),
        drafts=(silent, spoken),
        revisions=(
            DraftRevision(draft_uid=silent.uid, number=1, sections=(Section(heading="教学准备", text="枫叶"),)),
            DraftRevision(draft_uid=spoken.uid, number=1, sections=(Section(heading="教学过程", steps=(step,)),)),
        ),
    )
    values = {"document": "draft", "stage": "C", "label": "信息技术手段", "mentions_any": ["课件", "白板"]}
    found = judge("document", records, **values)
    assert (found.have, found.missing) == ("1／2份", ("王秀兰《山行》C案没有写到信息技术手段。",))
    assert judge("document", term_records(), **values).missing == ("还没有C案（个案）。",)


def test_classes_of_a_grade_keep_one_progress():
    def line(content: str, class_uid: str | None = None) -> Progress:
        return Progress(
            term_uid="term", grade=3, subject="语文", first_week=1, last_week=1, content=content, class_uid=class_uid
        )

    same = term_records(progress=(line("古诗"), line("古诗", "three-one")))
    assert judge("document", same, document="progress").status == "met"
    apart = term_records(progress=(line("古诗"), line("荷花", "three-two")))
    assert judge("document", apart, document="progress").missing == ("三年级语文各班的周进度不一样。",)
    assert judge("document", term_records(), document="progress").status == "unknown"


def test_what_was_not_put_on_the_countys_site_is_named():
    records = complete_school(handins=tuple(item.but(uploaded_on=None) for item in complete_school().handins[:1]))
    found = judge("document", records, document="handin")
    assert found.missing == ("周建国老师4月18日联研的听课笔记还没有登记上传。",)
    assert judge("document", complete_school(handins=()), document="handin").missing == (
        "还没有老师交听课笔记和心得。",
    )


def drafts_of(*stages: str, parent: bool = True) -> dict:
    made: dict[str, list] = {"drafts": [], "revisions": []}
    last = None
    for stage in stages:
        linked = last.uid if last and parent else None
        state = "taught" if stage == "C" else "ready"
        draft = Draft(
            lesson_study_uid=STUDY.uid, stage=stage, author_uid=WANG.uid, state=state, parent_revision_uid=linked
        )
        last = DraftRevision(draft_uid=draft.uid, number=1, sections=(Section(heading="教学目标", text=stage),))
        made["drafts"].append(draft)
        made["revisions"].append(last)
    return {key: tuple(items) for key, items in made.items()}


def studied(drafts: dict, **values) -> TermRecords:
    return term_records(teachers=(WANG,), **{"studies": (STUDY,), "activities": (DAY,), **drafts, **values})


@pytest.mark.parametrize(
    ("values", "drafts", "missing"),
    [
        ({"taught": True}, drafts_of("A", "B", "C"), ()),
        ({"taught": True}, drafts_of("A", "B"), ("课例《山行》还没有上课，没有锁定的C案。",)),
        ({"b_draft": True, "joint": True}, drafts_of("A"), ("课例《山行》还没有B案。",)),
        ({"b_and_c": True, "joint": True}, drafts_of("A", "B"), ("课例《山行》还没有C案。",)),
        ({"b_and_c": True}, drafts_of("A", "B", "C"), ()),
        ({"b_and_c": True}, drafts_of("B", "C", parent=False), ("王秀兰《山行》C案没有写明来自哪一稿B案。",)),
        ({"reflections": True}, drafts_of("A", "B", "C"), ("王秀兰老师《山行》课后还没有写反思。",)),
        ({"adopted": True}, drafts_of("A", "B"), ("课例《山行》未吸纳组员意见，B案和A案没有差别。",)),
        ({"stage": "优课", "number": 1}, drafts_of("A"), ("到“优课”这一步的课例有0个，还差1个。",)),
        ({"stage": "备课", "number": 1}, drafts_of("A"), ()),
    ],
)
def test_lesson_studies_move_from_a_to_b_to_c(values: dict, drafts: dict, missing: tuple[str, ...]):
    assert judge("lineage", studied(drafts), **values).missing == missing


def test_opinions_taken_in_make_a_b_draft():
    drafts = drafts_of("A", "B")
    a_text, b_text = drafts["revisions"]
    taken = studied({**drafts, "revisions": (a_text, b_text.but(adopted_uids=("comment",)))})
    assert judge("lineage", taken, adopted=True).status == "met"
    unchanged = b_text.but(adopted_uids=("comment",), sections=a_text.sections)
    same = studied({**drafts, "revisions": (a_text, unchanged)})
    assert judge("lineage", same, adopted=True).status == "short"  # scenario 20


def test_a_reflection_counts_from_its_day():
    written = Reflection(lesson_study_uid=STUDY.uid, teacher_uid=WANG.uid, written_on=date(2025, 6, 10))
    records = studied(drafts_of("A", "B", "C"), reflections=(written,))
    assert judge("lineage", records, reflections=True).status == "short"
    assert judge("lineage", records, date(2025, 6, 10), reflections=True).status == "met"


def test_a_joint_day_without_its_lesson_study_is_said():
    records = studied(drafts_of("A"), activities=(DAY.but(lesson_study_uid=None),))
    assert judge("lineage", records, joint=True, b_draft=True).missing == (
        "4月18日联研还没有连上课例，找不到集体备课的教案。",
    )


def test_studies_planned_for_later_are_not_asked_for_yet():
    later = studied(drafts_of("A"), studies=(STUDY.but(planned_on=date(2025, 6, 20)),))
    assert judge("lineage", later, taught=True).status == "unknown"
    undated = studied(drafts_of("A"), studies=(STUDY.but(planned_on=None),))
    assert judge("lineage", undated, taught=True).status == "unknown"
