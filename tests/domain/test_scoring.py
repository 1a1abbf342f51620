"""Points come to a total and a grade by the rubric frozen in the record; impossible ones are refused."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.domain.observation import Criterion, Grade, Observation, Rubric, Score
from jiaoyan_desktop.domain.scoring import grade_of, scored, total_of
from jiaoyan_desktop.errors import UserError

RUBRIC = Rubric(
    id="r",
    title="评价表",
    criteria=(Criterion(name="目标", points=40), Criterion(name="过程", points=60)),
    grades=(Grade(name="中", at_least=70), Grade(name="优", at_least=90), Grade(name="良", at_least=80)),
)


def seen(*scores: Score, **values) -> Observation:
    return Observation(
        **{
            "term_uid": "t",
            "happened_on": date(2025, 4, 8),
            "observer_uid": "h",
            "rubric": RUBRIC,
            "scores": scores,
            **values,
        }
    )


def test_a_total_needs_every_criterion():
    assert total_of(RUBRIC, [Score(criterion="目标", points=36.5), Score(criterion="过程", points=50)]) == 86.5
    assert total_of(RUBRIC, [Score(criterion="目标", points=36)]) is None
    assert total_of(Rubric(id="r", title="空"), []) is None


@pytest.mark.parametrize(
    ("total", "grade"), [(100, "优"), (90, "优"), (89.5, "良"), (70, "中"), (69.9, ""), (None, "")]
)
def test_a_grade_is_the_highest_that_is_reached(total, grade):
    assert grade_of(RUBRIC, total) == grade


def test_scores_decide_total_and_grade_whatever_stood_there():
    item = scored(seen(Score(criterion="目标", points=36), Score(criterion="过程", points=50), total=1.0, grade="差"))
    assert (item.total, item.grade) == (86, "良")


def test_without_points_what_was_written_by_hand_stays():
    item = seen(grade="优", total=95.0)
    assert scored(item) is item


@pytest.mark.parametrize(
    ("score", "words"),
    [(Score(criterion="目标", points=41), "满分40分"), (Score(criterion="教态", points=1), "没有“教态”")],
)
def test_points_that_cannot_be_are_refused(score, words):
    with pytest.raises(UserError, match=words) as told:
        scored(seen(score))
    assert told.value.field == "scores"


def test_half_a_rubric_is_only_for_drafts():
    half = seen(Score(criterion="目标", points=36))
    with pytest.raises(UserError, match="还没有给“过程”打分"):
        scored(half)
    assert scored(half.but(is_draft=True)).total is None
