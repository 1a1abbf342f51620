"""A lesson plan as a page to read, and two of them side by side: plain records in, rich text out."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QTextBrowser

from jiaoyan_desktop.domain.dates import date_cn
from jiaoyan_desktop.domain.draft_compare import GONE, NEW, SAME, SectionComparison, Span, StepComparison
from jiaoyan_desktop.domain.preparation import ProcessStep, Reflection, Section

from .. import theme

_ANCHOR = "\x00"  # stands where an anchor with its number will; cleaned text never holds it
STEP_TITLES = ("环节", "教师活动", "学生活动", "设计意图")


class PlanPage(QTextBrowser):
    """A page that is read, selected and copied, never typed into; it scrolls by keyboard."""

    def __init__(self, name: str) -> None:
        super().__init__()
        look = theme.current()
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(
            "QTextBrowser { border: none; padding: 0; }"
        )  # a page inside a panel has no frame of its own
        self.document().setDocumentMargin(look.px(6))
        self.document().setDefaultFont(look.font())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_html(self, text: str, *, keep_place: bool = False) -> None:
        """Other content, from its top or where one was reading."""
        place = self.verticalScrollBar().value() if keep_place else 0
        self.setHtml(text)
        self.verticalScrollBar().setValue(place)


def plan_html(sections: Sequence[Section], reflections: Sequence[tuple[str, Reflection]] = ()) -> str:
    """One plan from top to bottom; ``reflections`` are (who, what she wrote) and stand at its end."""
    parts = []
    for section in sections:
        parts.append(_heading(_text(section.heading)))
        if section.text:
            parts.append(_paragraph(_text(section.text)))
        if section.steps:
            parts.append(_steps_table(section.steps))
        if not section.text and not section.steps:
            parts.append(_paragraph(_coloured("还没有写", "dim")))
    for who, item in reflections:
        when = f"　{date_cn(item.written_on)}" if item.written_on else ""
        parts.append(_heading(_text(f"教学反思　{who}{when}")))
        for prompt, answer in (item.answers or {}).items():
            parts.append(_paragraph(f"<b>{_text(prompt)}</b>　{_text(answer)}"))
        if item.text:
            parts.append(_paragraph(_text(item.text)))
    return "".join(parts)


def comparison_html(sections: Sequence[SectionComparison], *, only_changes: bool = False) -> str:
    """Two plans in two columns, section beside section; what went is struck out, what came stands on green.

    Each changed heading, text or row of the process begins with an anchor: change-1, change-2 …
    """
    rows: list[str] = []
    for section in sections:
        if only_changes and section.state == SAME:
            continue
        heading, text = section.heading, section.text
        rows.append(_pair(_heading(_side(heading, GONE)), _heading(_side(heading, NEW)), changed=_differs(heading)))
        if text:
            rows.append(_pair(_paragraph(_side(text, GONE)), _paragraph(_side(text, NEW)), changed=_differs(text)))
        rows += [
            _pair(_step_side(step, GONE), _step_side(step, NEW), changed=step.state != SAME)
            for step in section.steps
            if not (only_changes and step.state == SAME)
        ]
    number = 0
    for place, row in enumerate(rows):
        if _ANCHOR in row:
            number += 1
            rows[place] = row.replace(_ANCHOR, f'<a name="change-{number}"></a>')
    return f'<table width="100%" cellspacing="0" cellpadding="0">{"".join(rows)}</table>' if rows else ""


def _differs(spans: Sequence[Span]) -> bool:
    return any(span.kind != SAME for span in spans)


def _pair(left: str, right: str, *, changed: bool = False) -> str:
    gap, left = theme.current().px(14), (_ANCHOR if changed else "") + left
    return (
        f'<tr><td width="50%" style="padding-right:{gap}px">{left}</td>'
        f'<td width="50%" style="padding-left:{gap}px">{right}</td></tr>'
    )


def _side(spans: Sequence[Span], own: str) -> str:
    """The text of one side: ``own`` is GONE for the older plan, NEW for the younger."""
    return "".join(_marked(span) for span in spans if span.kind in (SAME, own))


def _marked(span: Span) -> str:
    look = theme.current()
    if span.kind == GONE:
        style = f"text-decoration:line-through; background-color:{look.colour('red_soft').name()}"
        return f'<span style="{style}">{_text(span.text)}</span>'
    if span.kind == NEW:
        return f'<span style="background-color:{look.colour("accent_soft").name()}">{_text(span.text)}</span>'
    return _text(span.text)


def _step_side(step: StepComparison, own: str) -> str:
    """One row of the process as lines: its name in bold, then who does what and why."""
    name, *rest = step.cells
    lines = [f"<b>{_side(name, own)}</b>"] if _side(name, own) else []
    for title, spans in zip(STEP_TITLES[1:], rest, strict=True):
        text = _side(spans, own)
        if text:
            lines.append(f"{_coloured(title, 'dim')}　{text}")
    return "".join(_paragraph(line, 2) for line in lines)


def _steps_table(steps: Sequence[ProcessStep]) -> str:
    look = theme.current()
    names = ("step", "teacher", "students", "intent")
    used = [(title, name, width) for title, name, width in zip(STEP_TITLES, names, (14, 36, 28, 22), strict=True)]
    used = [item for item in used if any(getattr(step, item[1]) for step in steps)]
    share = 100 / max(sum(width for _, _, width in used), 1)
    line = f"border-bottom:1px solid {look.colour('line').name()}"
    head = "".join(
        f'<td width="{width * share:.0f}%" style="{line}">{_coloured(title, "dim")}</td>' for title, _, width in used
    )
    rows = [
        "".join(f'<td style="{line}">{_cell(getattr(step, name), bold=name == "step")}</td>' for _, name, _ in used)
        for step in steps
    ]
    body = "".join(f"<tr>{row}</tr>" for row in (head, *rows))
    space = f'cellspacing="0" cellpadding="{look.px(5)}"'
    return f'<table width="100%" {space} style="border-collapse:collapse">{body}</table>'


def _cell(text: str, *, bold: bool) -> str:
    inner = f"<b>{_text(text)}</b>" if bold else _text(text)
    return f'<p style="margin:0; line-height:135%">{inner}</p>'


def _heading(inner: str) -> str:
    look = theme.current()
    return f'<p style="margin:{look.px(14)}px 0 {look.px(4)}px 0; font-weight:600">{inner}</p>'


def _paragraph(inner: str, above: int = 4) -> str:
    return f'<p style="margin:{theme.current().px(above)}px 0 0 0; line-height:155%">{inner}</p>'


def _coloured(text: str, role: str) -> str:
    return f'<span style="color:{theme.current().colour(role).name()}">{_text(text)}</span>'


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
