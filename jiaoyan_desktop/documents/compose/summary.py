"""《教学研究总结》: three parts with every figure taken from the statistics, as of a date that the text names."""

from __future__ import annotations

from jiaoyan_desktop.domain.dates import date_cn
from jiaoyan_desktop.domain.pack_dates import window_in_term

from ..fields.formats import official_date
from ..fields.scene import Scene
from ..form_values import FilledDocument
from ..layout import DocumentBuilder
from . import summary_parts, summary_tables
from .closing import blank_lines_to_write, sign_off
from .page import new_page
from .request import Request

_LINES_LEFT = 5
_OBSERVING = "推门听课"


def compose_summary(request: Request) -> FilledDocument:
    """The summary; 存在问题 and 下步打算 are the director's own words, ruled lines where she has not written them."""
    scene = request.scene
    page = new_page(scene)
    page.title(f"{scene.records.term.name}教学研究总结")
    page.school_line(scene.records.school.name)
    page.paragraph(_opening(scene))
    page.paragraph(statistics_note(scene))
    page.heading(1, "基本情况")
    page.paragraph(summary_parts.people_words(scene))
    page.heading(1, "主要做法与成效")
    for number, (title, write) in enumerate(summary_parts.PARTS, 1):
        page.heading(2, title)
        write(scene, page, number)
    for title in ("存在问题", "下步打算"):
        page.heading(1, title)
        _own_words(page, request.answer(title))
    page.attachment_note([title for title, _ in summary_tables.ATTACHMENTS])
    sign_off(page, scene, request.answer("成文日期"))
    for number, (title, write_table) in enumerate(summary_tables.ATTACHMENTS, 1):
        page.attachment_page(number, title)
        write_table(scene, page)
    return page.build(made_at=request.made_at, author=scene.records.school.name)


def statistics_note(scene: Scene) -> str:
    """The sentence on how far the figures go, and what follows later (wording 11, domain 1.1 fault 2)."""
    chinese = scene.records.school.chinese_dates
    said = f"本文统计数字截至{official_date(scene.as_of, chinese)}"
    if _OBSERVING in scene.pack.dates:
        _, last = window_in_term(scene.pack, _OBSERVING, scene.records.term)
        if last > scene.as_of:
            return f"{said}；{_OBSERVING}延续至{official_date(last, chinese)}，后续数字另行补报。"
    return f"{said}。"


def _opening(scene: Scene) -> str:
    county = scene.records.school.county
    asked = f"按照{county}教学研究工作的安排" if county else "按照上级教学研究工作的安排"
    return (
        f"{scene.records.term.name}（{date_cn(scene.records.term.starts_on)}起），我校{asked}和本校教研活动方案，"
        "以课堂为中心开展推门听课、校际联研和校本教研，现将有关情况总结如下。"
    )


def _own_words(page: DocumentBuilder, text: str) -> None:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines, 1):
        page.paragraph(line if len(lines) == 1 or line[0].isdigit() else f"{number}.{line}")
    if not lines:
        blank_lines_to_write(page, _LINES_LEFT)
