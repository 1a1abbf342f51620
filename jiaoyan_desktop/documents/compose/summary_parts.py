"""The three parts of the summary in sentences: 推门听课, 校际联研, 校本教研; no figure is typed, all are derived."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from jiaoyan_desktop.domain.activity import Activity
from jiaoyan_desktop.domain.naming import plain_date
from jiaoyan_desktop.domain.quotas import QuotaProgress
from jiaoyan_desktop.domain.staff import leading_group

from ..fields.activities import joint, own_people
from ..fields.formats import percent
from ..fields.namesakes import names_beside
from ..fields.scene import Scene
from ..layout import DocumentBuilder

Write = Callable[[Scene, DocumentBuilder, int], None]


def people_words(scene: Scene) -> str:
    """Who and what the school has."""
    people = scene.statistics.people
    parts = [f"我校现有教师{people.teachers}人，教学班{people.classes}个"]
    groups = [(people.teaching_groups, "教研组"), (people.preparation_groups, "备课组")]
    named = "、".join(f"{name}{number}个" for number, name in groups if number)
    if named:
        parts.append(f"设{named}")
    if people.subjects:
        parts.append(f"开设{people.subjects}门学科")
    group = leading_group(scene.records, scene.as_of)
    sentence = "，".join(parts) + "。"
    if group.head:
        daily = f"，{scene.names.teacher(group.in_charge)}负责日常工作" if group.in_charge else ""
        sentence += f"学校成立校本教研工作领导小组，{scene.names.teacher(group.head)}任组长{daily}。"
    return sentence


def observing(scene: Scene, page: DocumentBuilder, _: int) -> None:
    """推门听课: lessons, kinds, coverage, subjects, and how each quota stands."""
    figures = scene.statistics.observations
    total = figures.total
    if not total.records:
        page.paragraph("截至统计日还没有听课记录。")
        return
    observers = len(figures.by_observer)
    page.paragraph(
        f"本学期共有{observers}人参加听课，累计听课{total.lessons}节（各听课人分别计算），"
        f"其中校内{total.inside}节、校外{total.outside}节；写有评语的{total.commented}节。"
        f"按授课教师不重复计算，被听课共{figures.taught_lessons}节。"
    )
    kinds = sorted(total.by_kind.items(), key=lambda pair: -pair[1])
    page.paragraph(f"按类别分：{_joined(kinds, '节')}。")
    named = ((name or "未写学科", tally.lessons) for name, tally in figures.by_subject.items())
    subjects = sorted(named, key=_most_first)
    page.paragraph(f"按学科分：{_joined(subjects, '节')}。")
    coverage = scene.statistics.coverage
    heard = len(coverage.lessons_of) - len(coverage.short)
    sentence = f"任课教师{len(coverage.lessons_of)}人，已听到{heard}人，覆盖率{percent(coverage.rate)}"
    page.paragraph(f"{sentence}；还有{len(coverage.short)}人没有听到。" if coverage.short else f"{sentence}。")
    quotas = [quota for quota in scene.statistics.quotas if not quota.is_former]
    if quotas:
        names = names_beside(scene, [(quota.teacher_uid, quota.post_title) for quota in quotas])
        told = (_quota_words(quota, name) for quota, name in zip(quotas, names, strict=True))
        page.paragraph("听课任务完成情况：" + "；".join(told) + "。")
    if figures.walkthroughs:
        page.paragraph(f"另有巡课{len(figures.walkthroughs)}次，单独登记，不计入听课节数。")
    if figures.late_entries:
        page.paragraph(f"以上记录中补录{len(figures.late_entries)}条，均注明发生日期和录入日期。")


def _quota_words(quota: QuotaProgress, name: str) -> str:
    who = quota.post_title + name
    state = "已完成" if not quota.gap else f"还差{quota.gap}{quota.unit}"
    return f"{who}应听{quota.target}{quota.unit}，已听{quota.done}{quota.unit}，{state}"


def joint_research(scene: Scene, page: DocumentBuilder, _: int) -> None:
    """校际联研: days, people, lessons, each day told, what was handed in and shared."""
    figures = scene.statistics.joint
    if not figures.days:
        page.paragraph("截至统计日还没有开展校际联研。")
        return
    kinds = [(figures.hosted, "我校主研"), (figures.county, "县级")]
    of_them = "、".join(f"{name}{number}次" for number, name in kinds if number)
    schools = f"，联研学校有{'、'.join(figures.schools)}" if figures.schools else ""
    page.paragraph(
        f"本学期参加校际联研{figures.days}次{f'（{of_them}）' if of_them else ''}{schools}；"
        f"我校教师参加{figures.participants}人次，出课{figures.lessons_given}节。"
    )
    for item in joint(scene):
        page.paragraph(_day_words(scene, item))
    page.paragraph(f"活动后收到教师听课笔记{figures.notes}份、活动心得{figures.reflections}篇。")


def _day_words(scene: Scene, item: Activity) -> str:
    day = plain_date(item.happened_on) if item.happened_on else ""
    host = item.host_school or scene.records.school.name
    theme = f"，主题为“{item.theme}”" if item.theme else ""
    here = len([one for one in own_people(scene, item) if one.attendance == "present"])
    taught = [
        f"{scene.names.teacher(one.teacher_uid)}执教《{one.teaches_topic}》"
        for one in own_people(scene, item)
        if one.teaches and one.teaches_topic
    ]
    lessons = f"，{'、'.join(taught)}" if taught else ""
    shared = f"；{plain_date(item.shared_on)}在校内分享" if item.shared_on and item.shared_on <= scene.as_of else ""
    return f"{day}，{host}主研{item.subject}学科{theme}，我校{here}人参加{lessons}{shared}。"


def own_research(scene: Scene, page: DocumentBuilder, _: int) -> None:
    """校本教研: activities by kind, attendance, 集体备课 with drafts and opinions, recommendations."""
    figures = scene.statistics.activities
    # What makes a 校际联研 is the day itself, not the word chosen for its kind: the list has to add up to the number.
    kinds = Counter(item.kind for item in figures.done if not item.is_joint)
    own = kinds.total()
    attendance = figures.attendance
    if own:
        ordered = sorted(kinds.items(), key=_most_first)
        came = f"应到{attendance.expected}人次，实到{attendance.present}人次"
        rate = f"，出勤率{percent(attendance.rate)}" if attendance.rate is not None else ""
        page.paragraph(
            f"本学期开展校本教研活动{own}次（{_joined(ordered, '次')}）；各项活动（含校际联研）本校教师{came}{rate}。"
        )
    else:
        page.paragraph("截至统计日还没有校本教研活动记录。")
    preparation = scene.statistics.preparation
    if preparation.studies:
        drafts = preparation.drafts
        page.paragraph(
            f"集体备课研究课例{preparation.studies}个，形成A案{drafts.get('A', 0)}份、B案{drafts.get('B', 0)}份、"
            f"C案{drafts.get('C', 0)}份，其中{preparation.taught}份已在课堂上使用；"
            f"研讨中提出意见{preparation.comments}条，采纳和部分采纳{preparation.adopted}条；撰写教学反思{preparation.reflections}篇。"
        )
    recommended = scene.records.recommendations
    if recommended:
        uids = dict.fromkeys(item.teacher_uid for item in recommended)
        names = "、".join(names_beside(scene, [(uid, "") for uid in uids]))
        page.paragraph(f"经教研组推选，向上级推荐教师{len(recommended)}人次：{names}。")


PARTS: tuple[tuple[str, Write], ...] = (
    ("“推门听课”", observing),
    ("“校际联研”", joint_research),
    ("“校本教研”", own_research),
)


def _most_first(pair: tuple[str, int]) -> tuple[int, str]:
    return (-pair[1], pair[0])


def _joined(pairs: list[tuple[str, int]], unit: str) -> str:
    return "、".join(f"{name}{number}{unit}" for name, number in pairs)
