"""Arguments and sentences that several commands share: days, files, what was found, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from ..domain.dates import read_date
from ..domain.finding import CONFIRM, LATE, SHORT, UNKNOWN, Finding
from ..domain.glossary import RECORD_NAMES, STATUS_MARKS, STATUS_WORDS
from ..domain.statistics import TermStatistics
from ..domain.term import Term
from ..store.copying import VerifyReport
from ..store.record_tables import RECORDS

FILE = click.argument("file", metavar="FILE")
AS_OF = click.option("--as-of", "as_of", metavar="DATE", help="算到哪天；不写就是今天，学期结束了就是最后一天。")
PACK = click.option("--pack", "pack_id", metavar="ID", default="", help="换一套县里的要求；不写就用这个学期选定的。")
JSON = click.option("--json", "as_json", is_flag=True, help="结果写成JSON。")


def day_of(text: str, option: str) -> date:
    """The day written after an option; UserError explains one that does not exist."""
    return read_date(text, field=option)


def day_in(term: Term, text: str | None) -> date | None:
    """The day of --as-of, its year taken from the term where none is written; None when nothing is."""
    return read_date(text, starts_on=term.starts_on, ends_on=term.ends_on, field="--as-of") if text else None


def counted(report: VerifyReport) -> Iterator[str]:
    """How many records of each kind a file holds, as lines of two columns."""
    for table, record in RECORDS.items():
        if report.counts.get(table):
            yield f"{RECORD_NAMES[record.__name__]}\t{report.counts[table]}"
    yield f"图片和附件\t{report.pictures}"


def findings_in_words(findings: tuple[Finding, ...]) -> Iterator[str]:
    """One line for each finding, and below it what is missing."""
    for item in findings:
        progress = f"　{item.have}／{item.need}" if item.have and item.need else ""
        # What a person has to look at says why it is left to her.
        note = f"（{item.note}）" if item.note and item.status in (UNKNOWN, CONFIRM) else ""
        yield f"{STATUS_MARKS[item.status]} {STATUS_WORDS[item.status]}　{item.id} {item.title}{progress}{note}"
        if item.status in (SHORT, LATE):
            yield from (f"    {sentence}" for sentence in item.missing)


def summed_up(findings: tuple[Finding, ...]) -> str:
    """How the check came out, in one sentence."""
    materials = [item for item in findings if item.kind == "material"]
    open_ = [item for item in findings if item.status in (SHORT, LATE)]
    whole = sum(item.status == "met" for item in materials)
    gaps = len({sentence for item in open_ for sentence in item.missing})
    said = f"要报的材料齐了{whole}／{len(materials)}项" if materials else "没有要报的材料"
    return f"{said}，还缺{gaps}处。" if open_ else f"{said}，没有缺的，也没有超期的。"


def statistics_in_words(found: TermStatistics) -> Iterator[str]:
    """The figures a person looks for first; ``--json`` has them all."""
    values: dict[str, Any] = found.to_dict()
    heard, activities = values["observations"], values["activities"]
    yield f"{found.term_name}，统计截至{found.as_of.year}年{found.as_of.month}月{found.as_of.day}日"
    yield f"听课\t{heard['lessons']}节\t{heard['records']}条\t有评语{heard['with_comments']}节"
    for item in values["quotas"]:
        yield f"{item['name']}\t{item['post']}\t{item['done']}／{item['target']}{item['unit']}\t{item['pace_words']}"
    yield f"听到的老师\t{values['coverage']['heard']}／{values['coverage']['teachers']}位"
    yield f"教研活动\t{activities['done']}次"
    yield f"课例\t{values['preparation']['studies']}个"
    yield f"校际联研\t{values['joint_research']['days']}次"
