"""Whatever a plan looks like: every character of its text comes back exactly once, whichever part it is taken for."""

from __future__ import annotations

import io
import itertools
from typing import Any

from docx import Document
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jiaoyan_desktop.documents.lessons import is_whole, understand
from jiaoyan_desktop.documents.lessons_assembly import Assembly
from jiaoyan_desktop.documents.lessons_grids import read_blocks
from jiaoyan_desktop.documents.lessons_model import LessonText
from jiaoyan_desktop.documents.lessons_word import read_word
from jiaoyan_desktop.domain.plan_words import COLUMNS, FACTS, PARTS
from tests.documents.lesson_files import plan

NAMES = sorted({name for table in (PARTS, FACTS, COLUMNS) for names in table.values() for name in names})
TITLES = [
    "环节",
    "教师活动",
    "学生活动",
    "设计意图",
    "设计意图（二次备课）",
    "时间",
    "教学内容",
    "任务与评价",
    "备注",
    "教学过程",
    "二次备课",
]
NUMBERS = ["", "一、", "二、", "三、", "（一）", "（二）", "1.", "2．", "①", "第一课时", "第二环节：", "步骤三 "]
STYLES = ["Normal", "Heading 1", "Heading 2", "Title", "List Number", "List Bullet"]


class Words:
    """Draws text in which every word that is no label is there once in the whole file."""

    def __init__(self, data: st.DataObject) -> None:
        self.data, self.used = data, []
        self._numbers = itertools.count(1)

    def one(self) -> str:
        """A word not used before."""
        self.used.append(f"词{next(self._numbers)}尾")
        return self.used[-1]

    def of(self, choices: list[Any]) -> Any:
        return self.data.draw(st.sampled_from(choices))

    def label(self) -> str:
        name = self.of(NAMES)
        return self.of([name, f"{self.of(NUMBERS)}{name}", f"【{name}】", f"{name}：", " ".join(name)])

    def text(self) -> str:
        kind = self.data.draw(st.integers(0, 11))
        if kind <= 1:
            return self.label()
        made = {
            2: lambda: f"{self.label().rstrip('：')}：{self.one()}",
            3: lambda: f"{self.of(NAMES)}：{self.one()}   {self.of(NAMES)}：{self.one()}",
            4: lambda: f"重点：{self.one()}。难点：{self.one()}",
            5: lambda: f"{self.of(NUMBERS)}{self.one()}",
            6: lambda: f"{self.one()}\n{self.label()}\n{self.one()}",
            7: lambda: f"{self.of(['设计意图：', '【学生活动】', '教师活动：', '师：', '《'])}{self.one()}",
            8: lambda: f"{self.one()}\t{self.one()}",
            9: lambda: f"{self.one()}，{self.one()}。",
        }
        return made.get(kind, self.one)()


def build(words: Words) -> bytes:
    document = Document()
    for _ in range(words.data.draw(st.integers(1, 8))):
        if words.data.draw(st.integers(0, 2)) == 0:
            add_table(document, words, depth=0)
        else:
            add_paragraph(document, words)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def add_paragraph(holder: Any, words: Words) -> None:
    paragraph = holder.add_paragraph(style=words.of(STYLES) if words.data.draw(st.integers(0, 4)) == 0 else None)
    paragraph.add_run(words.text()).bold = words.of([True, None])
    if words.of([True, False, False]):
        paragraph.add_run(words.one()).bold = words.of([True, None])


def add_table(holder: Any, words: Words, depth: int) -> None:
    rows, columns = words.data.draw(st.integers(1, 4)), words.data.draw(st.integers(1, 5))
    table = holder.add_table(rows, columns)
    corners = [(words.of(list(range(rows))), words.of(list(range(columns)))) for _ in range(2)]
    if words.of([True, False]):
        table.cell(*map(min, zip(*corners, strict=True))).merge(table.cell(*map(max, zip(*corners, strict=True))))
    has_head = words.of([True, False])
    seen: list[Any] = []
    for place, row in enumerate(table.rows):
        for cell in row.cells:
            if any(cell._tc is other for other in seen):
                continue
            seen.append(cell._tc)
            kind = words.data.draw(st.integers(0, 5))
            if has_head and place == 0:
                cell.text = words.of(TITLES)
            elif kind:
                cell.text = words.label() if kind == 1 else words.text()
                if kind == 5 and depth < 2:
                    add_table(cell, words, depth + 1)
                    add_paragraph(cell, words)


def said(lesson: LessonText) -> str:
    """Everything that a person sees of the plan."""
    found = [lesson.title, *(text for fact in lesson.facts for text in (fact.label, fact.value))]
    for section in lesson.sections:
        found += [section.heading, section.text]
        found += [text for step in section.steps for text in (step.step, step.teacher, step.students, step.intent)]
    return "\0".join(found)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_nothing_is_dropped_and_nothing_doubled(data):
    words = Words(data)
    word = read_word(build(words), "教案.docx")
    found = Assembly()
    read_blocks(word.blocks, found)
    assert is_whole(word, found, found.sections())
    text = said(understand(word, "教案.docx"))
    assert [own for own in words.used if text.count(own) != 1] == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30), max_size=8))
@example(["教学目标：", "１．２", "〔图1〕", "【】", "：", "一、"])
def test_any_characters_survive_but_what_cleaning_takes(texts):
    word = read_word(plan(*[text for text in texts if text.strip() and not text.startswith("|")]), "教案.docx")
    found = Assembly()
    read_blocks(word.blocks, found)
    assert is_whole(word, found, found.sections())


def test_the_account_notices_a_loss_and_a_double():
    word = read_word(plan("一、教学目标", "会读"), "教案.docx")
    found = Assembly()
    read_blocks(word.blocks, found)
    sections = found.sections()
    assert is_whole(word, found, sections)
    assert not is_whole(word, found, ())
    assert not is_whole(word, found, (*sections, *sections))
