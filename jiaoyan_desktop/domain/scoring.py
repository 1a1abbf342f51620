"""Points and grade of an observation, by the rubric that is frozen in it (domain F12)."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import UserError
from .observation import Observation, Rubric, Score


def total_of(rubric: Rubric, scores: Sequence[Score]) -> float | None:
    """The sum of the points given; None while a criterion of the rubric has none."""
    given = {score.criterion: score.points for score in scores}
    if not rubric.criteria or any(criterion.name not in given for criterion in rubric.criteria):
        return None
    return round(sum(given[criterion.name] for criterion in rubric.criteria), 2)


def grade_of(rubric: Rubric, total: float | None) -> str:
    """The grade those points come to; empty without points or without grades."""
    if total is None:
        return ""
    reached = [grade for grade in rubric.grades if total >= grade.at_least]
    return max(reached, key=lambda grade: grade.at_least).name if reached else ""


def scored(item: Observation) -> Observation:
    """The observation with total and grade worked out; UserError (scores) for points a criterion cannot have.

    Where no criterion has points, a total or grade written by hand stays as it is.
    """
    if item.rubric is None or not item.scores:
        return item
    most = {criterion.name: criterion.points for criterion in item.rubric.criteria}
    for score in item.scores:
        if score.criterion not in most:
            raise UserError(f"评价表里没有“{score.criterion}”这一条。", field="scores", cure="请重新选评价表。")
        if not 0 <= score.points <= most[score.criterion]:
            raise UserError(
                f"“{score.criterion}”满分{points_said(most[score.criterion])}，这里写的是{points_said(score.points)}。",
                field="scores",
                cure="请看看是不是多写了一位。",
            )
    total = total_of(item.rubric, item.scores)
    if total is None and not item.is_draft:
        given = {score.criterion for score in item.scores}
        left = "、".join(name for name in most if name not in given)
        raise UserError(f"还没有给“{left}”打分，算不出总分。", field="scores", cure="请补上，或者都空着不打分。")
    return item.but(total=total, grade=grade_of(item.rubric, total))


def points_said(points: float) -> str:
    """86 or 86.5, with 分 behind it."""
    return f"{points:g}分"
