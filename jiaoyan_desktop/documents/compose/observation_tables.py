"""听课统计表: by observer, by month, by subject, who was heard, and a sheet for each observer (domain F18)."""

from __future__ import annotations

from collections.abc import Sequence

from jiaoyan_desktop.domain.counting import has_comments, is_late_entry
from jiaoyan_desktop.domain.dates import date_cn
from jiaoyan_desktop.domain.naming import plain_date, weekday_name
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.people import Teacher

from ..excel_build import SheetBuilder, SheetCell, SheetColumn, WorkbookBuilder
from ..fields.formats import percent
from ..fields.observers import heard_by, observers, tally
from ..fields.observing import class_heard, taught_by
from ..fields.scene import Scene
from ..form_values import FilledDocument, Value
from .request import Request
from .totals import total_row

_DOORS = "推门听课"


def compose_statistics(request: Request) -> FilledDocument:
    """The workbook; every sum in it is a formula whose value is the statistics' own figure."""
    scene = request.scene
    book = WorkbookBuilder(author=scene.records.school.name)
    _summary_sheet(book, request)
    _months_sheet(book, scene)
    _subjects_sheet(book, scene)
    _heard_sheet(book, scene)
    for teacher in observers(scene):
        if heard_by(scene, teacher):
            _own_sheet(book, scene, teacher)
    return book.build(made_at=request.made_at, title="听课统计表")


def _summary_sheet(book: WorkbookBuilder, request: Request) -> None:
    scene = request.scene
    columns = [
        SheetColumn(head="序号", width=3),
        SheetColumn(head="姓名", width=5),
        SheetColumn(head="职务", width=8),
        SheetColumn(head="应听", width=3.5),
        SheetColumn(head="计入", width=3.5),
        SheetColumn(head="差额", width=3.5),
        SheetColumn(head="完成率", width=4.5),
        SheetColumn(head="完成情况", width=9.5, align="center"),
        SheetColumn(head="推门听课", group="听课节数", width=4.5),
        SheetColumn(head="其他类别", group="听课节数", width=4.5),
        SheetColumn(head="合计", group="听课节数", width=3.5),
        SheetColumn(head="其中校外", width=4.5),
        SheetColumn(head="其中有评语", width=5.5),
    ]
    sheet = book.sheet("汇总", columns, landscape=True)
    sheet.title(f"{scene.records.term.name}听课统计表")
    sheet.line(
        f"填报单位（盖章）：{scene.records.school.name}",
        f"填报人：{request.answer('填报人') or '　　　　'}　统计截至：{date_cn(scene.as_of)}",
        "填报日期：    年  月  日",
    )
    sheet.head()
    rows = [row for number, teacher in enumerate(observers(scene), 1) for row in _summary_rows(scene, number, teacher)]
    first = sheet.next_row
    sheet.rows(rows)
    total = scene.statistics.observations.total
    doors = total.by_kind.get(_DOORS, 0)
    sums = {9: doors, 10: total.lessons - doors, 11: total.lessons, 12: total.outside, 13: total.commented}
    sheet.rows([total_row(len(columns), sums, first, sheet.next_row - 1)])
    walked = len(scene.statistics.observations.walkthroughs)
    notes = ["注：同一人有几个职务的，各职务分别计；节数按听课人计，多人同听一节各计一次。"]
    if walked:
        notes.append(f"　　巡课{walked}次，单独登记，不计入节数。")
    sheet.foot(*notes, "负责人（签字）：")


def _summary_rows(scene: Scene, number: int, teacher: Teacher) -> list[list[Value | SheetCell]]:
    """One line for each post that has a quota; the sums of the person stand once, beside them all."""
    sums = tally(scene, teacher)
    quotas = scene.statistics.quotas_of(teacher.uid)
    down = max(len(quotas), 1)
    doors = sums.by_kind.get(_DOORS, 0)
    own: list[Value | SheetCell] = [
        SheetCell(value=item, down=down)
        for item in (doors, sums.lessons - doors, sums.lessons, sums.outside, sums.commented)
    ]
    lead: list[Value | SheetCell] = [
        SheetCell(value=number, down=down),
        SheetCell(value=scene.names.teacher(teacher.uid), down=down),
    ]
    if not quotas:
        posts = "、".join(scene.post_titles(teacher.uid)) or "教师"
        return [[*lead, posts, "", "", "", "", "没有要求", *own]]
    rows: list[list[Value | SheetCell]] = []
    for place, quota in enumerate(quotas):
        title = f"{quota.post_title}（{quota.note}）" if quota.note else quota.post_title
        told: list[Value | SheetCell] = [
            title,
            quota.target,
            quota.done,
            quota.gap,
            percent(min(quota.rate, 1.0)) if quota.target else "",
            quota.pace.words,
        ]
        rows.append([*lead, *told, *own] if place == 0 else told)
    return rows


def _months_sheet(book: WorkbookBuilder, scene: Scene) -> None:
    months = list(scene.statistics.observations.by_month)
    who = [teacher for teacher in observers(scene) if heard_by(scene, teacher)]
    columns = [SheetColumn(head="听课人", width=8), *(SheetColumn(head=_month(month)) for month in months)]
    columns.append(SheetColumn(head="合计"))
    sheet = book.sheet("按月", columns)
    _headed(sheet, scene, "按月统计（节）")
    first = sheet.next_row
    for teacher in who:
        counts = [
            sum(item.lesson_count for item in heard_by(scene, teacher) if f"{item.happened_on:%Y-%m}" == month)
            for month in months
        ]
        sheet.rows([[scene.names.teacher(teacher.uid), *counts, tally(scene, teacher).lessons]])
    by_month = scene.statistics.observations.by_month
    sums = {place: by_month[month].lessons for place, month in enumerate(months, 2)}
    sums[len(columns)] = scene.statistics.observations.total.lessons
    sheet.rows([total_row(len(columns), sums, first, sheet.next_row - 1)])


def _month(month: str) -> str:
    return f"{int(month[5:])}月"


def _subjects_sheet(book: WorkbookBuilder, scene: Scene) -> None:
    columns = [SheetColumn(head=head) for head in ("学科", "听课节数", "其中有评语", "其中校外")]
    sheet = book.sheet("按学科", columns)
    _headed(sheet, scene, "按学科统计（节）")
    first = sheet.next_row
    figures = scene.statistics.observations
    ordered = sorted(figures.by_subject.items(), key=lambda pair: (-pair[1].lessons, pair[0]))
    sheet.rows([[name or "未写学科", one.lessons, one.commented, one.outside] for name, one in ordered])
    sums = {2: figures.total.lessons, 3: figures.total.commented, 4: figures.total.outside}
    sheet.rows([total_row(len(columns), sums, first, sheet.next_row - 1)])


def _heard_sheet(book: WorkbookBuilder, scene: Scene) -> None:
    """Who was heard how often, and by whom (domain F18: 被听教师覆盖矩阵)."""
    figures = scene.statistics.observations
    who = [teacher for teacher in observers(scene) if heard_by(scene, teacher)]
    columns = [SheetColumn(head="授课教师", width=8, align="center"), SheetColumn(head="学科", width=5)]
    columns += [
        SheetColumn(head=scene.names.teacher(teacher.uid), group="听课人（节）", align="center") for teacher in who
    ]
    columns += [SheetColumn(head="被听节数", width=4), SheetColumn(head="情况", width=6)]
    sheet = book.sheet("被听情况", columns, landscape=True)
    _headed(sheet, scene, "教师被听课情况（节）")
    rows: list[Sequence[Value | SheetCell]] = []
    for uid, lessons in scene.statistics.coverage.lessons_of.items():
        teacher = scene.teacher(uid)
        by_whom: list[Value] = [figures.heard_by.get((uid, one.uid), 0) or "" for one in who]
        state = "" if lessons else SheetCell(value="还没有听过", bold=True)
        rows.append([scene.names.teacher(uid), teacher.subject if teacher else "", *by_whom, lessons, state])
    sheet.rows(rows)
    coverage = scene.statistics.coverage
    heard = len(coverage.lessons_of) - len(coverage.short)
    sheet.foot(
        f"注：任课教师{len(coverage.lessons_of)}人，已听到{heard}人，覆盖率{percent(coverage.rate)}；"
        "“被听节数”多人同听一节只计一次。"
    )


def _own_sheet(book: WorkbookBuilder, scene: Scene, teacher: Teacher) -> None:
    columns = [
        SheetColumn(head="序号", width=2.2),
        SheetColumn(head="日期", width=4.6, is_text=True),
        SheetColumn(head="周次", width=3.6),
        SheetColumn(head="星期", width=2.2),
        SheetColumn(head="节次", width=2.2),
        SheetColumn(head="班级", width=4.6),
        SheetColumn(head="学科", width=4),
        SheetColumn(head="课题", width=10),
        SheetColumn(head="授课教师", width=5),
        SheetColumn(head="类别", width=5),
        SheetColumn(head="节数", width=2.2),
        SheetColumn(head="评分", width=2.6),
        SheetColumn(head="等级", width=2.2),
        SheetColumn(head="评语", width=2.2),
        SheetColumn(head="备注", width=7),
    ]
    name = scene.names.teacher(teacher.uid)
    sheet = book.sheet(name, columns, landscape=True)
    _headed(sheet, scene, f"{name}听课统计表")
    first = sheet.next_row
    found = heard_by(scene, teacher)
    sheet.rows([_own_row(scene, number, item) for number, item in enumerate(found, 1)])
    sums = {11: tally(scene, teacher).lessons}
    sheet.rows([total_row(len(columns), sums, first, sheet.next_row - 1)])


def _own_row(scene: Scene, number: int, item: Observation) -> list[Value]:
    late = f"{plain_date(item.recorded_on)}补录" if item.recorded_on and is_late_entry(item) else ""
    where = item.place_text if item.is_outside else ""
    return [
        number,
        plain_date(item.happened_on),
        scene.calendar.week_place(item.happened_on).label,
        weekday_name(item.happened_on.isoweekday()),
        item.period or "",
        class_heard(scene, item),
        item.subject,
        item.topic,
        taught_by(scene, item),
        item.kind,
        item.lesson_count,
        "" if item.total is None else item.total,
        item.grade,
        "有" if has_comments(item) else "",
        "；".join(filter(None, (where, late, item.reason))),
    ]


def _headed(sheet: SheetBuilder, scene: Scene, title: str) -> None:
    sheet.title(f"{scene.records.term.name}{title}")
    sheet.line(scene.records.school.name, f"统计截至：{date_cn(scene.as_of)}")
    sheet.head()
