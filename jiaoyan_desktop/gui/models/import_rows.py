"""The two lists of an import preview: what each row becomes, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass

from jiaoyan_desktop.workflows.collecting_plan import (
    CHANGED,
    MUST,
    NEW,
    REFUSED,
    STATE_WORDS,
    ImportPlan,
    PlannedRow,
    Problem,
)

from .table_model import Column, TableModel

_TONES = {NEW: "accent", CHANGED: "blue", REFUSED: "red"}


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One row of the file or one problem, with a number that tells it apart."""

    uid: str
    row: PlannedRow | None = None
    problem: Problem | None = None


def preview_lines(plan: ImportPlan) -> list[PreviewLine]:
    """Every row of the file in its order."""
    return [PreviewLine(f"row{number}", row=row) for number, row in enumerate(plan.rows)]


def problem_lines(plan: ImportPlan) -> list[PreviewLine]:
    """Every problem, those that must be mended first."""
    lines = [PreviewLine(f"problem{number}", problem=problem) for number, problem in enumerate(plan.problems)]
    return sorted(lines, key=lambda line: line.problem is not None and line.problem.level != MUST)


def rows_model() -> TableModel:
    """What each row becomes."""
    return TableModel(
        [
            Column(key="state", title="会怎样", text=_state, chip=_state_chip, width=84),
            Column(key="place", title="在哪", text=_row_place, sort=_row_number, tip=_row_place, width=210),
            Column(key="title", title="内容", text=lambda line: line.row.title, width=230),
            Column(key="changes", title="原来 → 现在", text=_changes, stretch=True),
        ]
    )


def problems_model() -> TableModel:
    """What stands in the way, and what to do about it."""
    return TableModel(
        [
            Column(
                key="level",
                title="要不要紧",
                text=lambda line: line.problem.level,
                chip=lambda line: (line.problem.level, "red" if line.problem.level == MUST else "amber"),
                width=90,
            ),
            Column(
                key="place",
                title="在哪",
                text=_problem_place,
                tip=_problem_place,
                sort=lambda line: line.problem.row,
                width=210,
            ),
            Column(key="value", title="表里写的", text=_written, tip=_written, width=160),
            Column(key="reason", title="为什么", text=lambda line: line.problem.reason, stretch=True),
            Column(key="cure", title="怎么办", text=_offered, width=220),
        ]
    )


def _state(line: PreviewLine) -> str:
    assert line.row is not None
    return STATE_WORDS[line.row.state]


def _state_chip(line: PreviewLine) -> tuple[str, str]:
    assert line.row is not None
    return STATE_WORDS[line.row.state], _TONES.get(line.row.state, "dim")


def _row_place(line: PreviewLine) -> str:
    assert line.row is not None
    return f"{line.row.sheet} 第{line.row.row}行"


def _row_number(line: PreviewLine) -> int:
    assert line.row is not None
    return line.row.row


def _changes(line: PreviewLine) -> str:
    assert line.row is not None
    return "；".join(change.words() for change in line.row.changes)


def _problem_place(line: PreviewLine) -> str:
    assert line.problem is not None
    return f"{line.problem.sheet} 第{line.problem.row}行"


def _offered(line: PreviewLine) -> str:
    assert line.problem is not None
    return f"可以写：{line.problem.suggestion}" if line.problem.suggestion else ""


def _written(line: PreviewLine) -> str:
    assert line.problem is not None
    return f"{line.problem.label}：{line.problem.value}" if line.problem.value else line.problem.label
