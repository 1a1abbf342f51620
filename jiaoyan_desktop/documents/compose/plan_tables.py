"""What the plan derives from the records: tasks of 听课, dates, the list of materials, and the tables behind it."""

from __future__ import annotations

from datetime import date

from jiaoyan_desktop.domain.naming import plain_date
from jiaoyan_desktop.domain.pack import MaterialSpec, Rule
from jiaoyan_desktop.domain.pack_dates import deadline_in_term, window_in_term
from jiaoyan_desktop.domain.staff import leading_group

from ..fields.activities import clock_span, own_people, person_name
from ..fields.formats import official_date, span
from ..fields.namesakes import names_beside
from ..fields.scene import Scene
from ..layout import Cell, Column, DocumentBuilder

_PER = {"term": "每学期", "month": "每月", "week": "每周", "year": "每学年"}
# 主体责任 (domain 0-60): what each of the seven means, and which place in the leading group answers for it.
_DUTIES = (
    ("领导", "健全领导小组，定期研究校本教研工作", "head"),
    ("制度", "完善听课、备课、评课、考勤制度并执行", "deputies"),
    ("计划", "学期有计划，周周有安排", "in_charge"),
    ("分工", "主备、主持、记录、归档落实到人", "in_charge"),
    ("进度", "同年级同学科进度一致，活动按时间节点完成", "in_charge"),
    ("要求", "记录真实完整，当次整理、当次归档", "deputies"),
    ("创新", "结合学科实际改进教研方式，形成本组特色", "members"),
)


def quota_words(rule: Rule) -> str:
    """校长每学期听评课不少于30节, out of a rule of kind quota."""
    verb = "听评课" if rule.values.get("with_comments") else "听课"
    return f"{rule.who}每学期{verb}不少于{rule.values['number']}{rule.values.get('unit', '节')}"


def quota_lines(scene: Scene, page: DocumentBuilder) -> None:
    """One sentence with every quota of the pack."""
    words = [quota_words(rule) for rule in scene.pack.rules if rule.kind == "quota"]
    page.paragraph(("；".join(words) or "本学期没有规定听课节数") + "。")


def date_lines(scene: Scene, page: DocumentBuilder) -> None:
    """The dates of the county's activities as they fall into this term, numbered as headings."""
    for name in scene.pack.dates:
        first, last = window_in_term(scene.pack, name, scene.records.term)
        page.heading(2, f"“{name}”活动。", rest=f"时间：{span(first, last)}。")
    page.heading(2, "学期活动安排。", rest="按周次列入附件，遇放假和调休顺延，变动时提前通知。")


def material_lines(scene: Scene, page: DocumentBuilder) -> None:
    """学校材料, 教师材料 and the deadline, from the checklist."""
    for party, heading in (("school", "学校材料"), ("teacher", "教师材料")):
        specs = [spec for spec in sorted(scene.pack.materials, key=lambda spec: spec.order) if spec.party == party]
        if specs:
            page.heading(2, heading)
        for number, spec in enumerate(specs, 1):
            page.paragraph(f"{number}.{_title(spec)}{_how_many(spec)}。")
    due = deadline_in_term(scene.pack.deadline, scene.records.term)
    if due:
        page.heading(2, "报送时间。", rest=f"全部材料于{official_date(due)}前报送。")


def _title(spec: MaterialSpec) -> str:
    return spec.title if spec.title.startswith("《") or "“" in spec.title else f"《{spec.title}》"


def _how_many(spec: MaterialSpec) -> str:
    return f"，{spec.copies}份" if spec.copies > 1 else ""


def leading_table(scene: Scene, page: DocumentBuilder) -> None:
    """领导小组: head, deputies, members, and who sees to the daily work (rule 0-59)."""
    group = leading_group(scene.records, scene.as_of)
    listed: list[tuple[str, str]] = []
    for place, uids in (("组长", (group.head,)), ("副组长", group.deputies), ("成员", group.members)):
        listed += [(place, uid) for uid in uids if uid]
    if group.in_charge and group.in_charge not in (group.head, *group.deputies, *group.members):
        listed.append(("成员", group.in_charge))
    posts = ["、".join(scene.post_titles(uid)) for _, uid in listed]
    names = names_beside(scene, [(uid, post) for (_, uid), post in zip(listed, posts, strict=True)])
    rows = [
        [place, name, post, _duty(place, uid == group.in_charge)]
        for (place, uid), name, post in zip(listed, names, posts, strict=True)
    ]
    columns = [Column(head="组内职务", width=26), Column(head="姓名", width=32), Column(head="学校职务", width=48)]
    columns.append(Column(head="分工", width=56))
    page.table(columns, rows or [["", "", "", ""] for _ in range(5)])


def _duty(place: str, in_charge: bool) -> str:
    if in_charge:
        return "负责日常活动管理、资料归档和上报"
    return {"组长": "全面负责", "副组长": "组织实施、检查指导", "成员": "主持本组教研活动"}[place]


def activity_table(scene: Scene, page: DocumentBuilder) -> None:
    """The term's activities by week; those without a day yet come last (domain F1)."""
    listed = [item for item in scene.records.activities if item.state != "cancelled"]
    listed.sort(key=lambda item: (item.happened_on or date.max, item.starts))
    rows = []
    for item in listed:
        day = item.happened_on
        week = scene.calendar.week_place(day).label if day else ""
        what = f"《{item.theme}》" if item.theme and "《" not in item.theme and len(item.theme) < 8 else item.theme
        rows.append(
            [
                week,
                f"{plain_date(day)}" if day else "待定",
                item.title,
                what,
                scene.names.teacher(item.host_uid),
                item.place,
            ]
        )
    columns = [
        Column(head="周次", width=21),
        Column(head="日期", width=25),
        Column(head="活动", width=40, align="left"),
        Column(head="主题", width=32, align="left"),
        Column(head="负责人", width=25),
        Column(head="地点", width=27),
    ]
    page.table(columns, rows or [[""] * 6 for _ in range(8)])


def quota_table(scene: Scene, page: DocumentBuilder) -> None:
    """Who has to observe how much, by post; each post of a person stands by itself (domain scenario 26)."""
    rules = {rule.id: rule for rule in scene.pack.rules if rule.kind == "quota"}
    rows = []
    quotas = [quota for quota in scene.statistics.quotas if not quota.is_former]
    names = names_beside(scene, [(quota.teacher_uid, quota.post_title) for quota in quotas])
    for quota, name in zip(quotas, names, strict=True):
        rule = rules[quota.rule_id]
        first, last = window_in_term(scene.pack, rule.values.get("window", ""), scene.records.term)
        asks = "须写评语" if rule.values.get("with_comments") else ""
        rows.append(
            [
                quota.post_title,
                name,
                f"{quota.target}{quota.unit}",
                f"{plain_date(first)}—{plain_date(last)}",
                asks,
            ]
        )
    columns = [
        Column(head="职务", width=44),
        Column(head="姓名", width=28),
        Column(head="应听", width=22),
        Column(head="时间", width=50),
        Column(head="备注", width=24),
    ]
    page.table(columns, rows or [[""] * 5 for _ in range(4)])


def joint_table(scene: Scene, page: DocumentBuilder) -> None:
    """Our people of every joint-research day (domain F1, 0-26)."""
    rows: list[list[str | Cell]] = []
    for item in scene.records.activities:
        if not item.is_joint or item.state == "cancelled":
            continue
        day = plain_date(item.happened_on) if item.happened_on else "待定"
        people = own_people(scene, item)
        for place, one in enumerate(people):
            when = Cell(text="\n".join(filter(None, (day, clock_span(item)))), down=len(people))
            told = [
                person_name(scene, one),
                one.role,
                "、".join(scene.post_titles(one.teacher_uid or "", item.happened_on)) or "教师",
                one.subject or item.subject,
                f"出课《{one.teaches_topic}》" if one.teaches_topic else "出课" if one.teaches else "",
            ]
            rows.append([*([] if place else [when]), *told])
    columns = [
        Column(head="活动时间", width=32),
        Column(head="姓名", width=28),
        Column(head="联研身份", width=30),
        Column(head="职务", width=34),
        Column(head="学科", width=18),
        Column(head="备注", width=32),
    ]
    page.table(columns, rows or [[""] * 6 for _ in range(5)])


def duty_table(scene: Scene, page: DocumentBuilder) -> None:
    """主体责任七项 with those who answer for each (rule 0-60)."""
    group = leading_group(scene.records, scene.as_of)
    people = {
        "head": [group.head] if group.head else [],
        "deputies": list(group.deputies),
        "in_charge": [group.in_charge] if group.in_charge else [],
        "members": [uid for uid in group.members if uid != group.in_charge],
    }
    rows = [[name, what, scene.names.teachers(people[whose])] for name, what, whose in _DUTIES]
    columns = [Column(head="项目", width=22), Column(head="要求", width=84, align="left")]
    columns.append(Column(head="责任人", width=50))
    page.table(columns, rows)
