"""What the sample's observers write: scores by the county's rubric, 精点·不足·思路, and the course of the lesson."""

from __future__ import annotations

import random
import re

from ...domain.observation import LessonStep, Remark, Rubric, Score
from .setting import Setting

_LESSON_OF = re.compile("(第.课时|练习课)$")


class Remarks:
    """Deals out what is said about lessons like a deck of cards: a sentence comes back only after all others did."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._decks: dict[tuple[str, str], list] = {}
        self._used: set[tuple[str, ...]] = set()

    def of(self, subject: str, topic: str, columns: tuple[str, ...], dice: random.Random) -> tuple[Remark, ...]:
        """One remark for each column of the rubric; no two lessons get the same together."""
        while True:
            texts = tuple(self._said(subject, column, dice) for column in columns)
            if texts not in self._used:
                break
        self._used.add(texts)
        called = _called(subject, topic)
        return tuple(
            Remark(column=column, text=text.replace("{题}", called))
            for column, text in zip(columns, texts, strict=True)
        )

    def steps(self, subject: str, topic: str) -> tuple[LessonStep, ...]:
        """The course of a lesson in five or six lines."""
        arc = self._draw(subject, "arcs")
        called = _called(subject, topic)
        rows = [line.replace("{题}", called).split("｜", 2) for line in arc]
        return tuple(LessonStep(at=at, teaching=teaching, comment=comment) for at, teaching, comment in rows)

    def summary(self) -> str:
        """A closing word to the teacher."""
        return self._draw("summaries", "texts")

    def _said(self, subject: str, column: str, dice: random.Random) -> str:
        first = self._draw(subject, column)
        # Some say two things; the second comes from the same deck.
        return first + self._draw(subject, column) if dice.random() < 0.22 else first

    def _draw(self, subject: str, column: str):  # noqa: ANN202 (a sentence, or a list of them)
        key = (subject, column)
        if not self._decks.get(key):
            source = self._setting.sources.hearing if key[0] == "summaries" else self._setting.sources.remarks
            cards = list(source[key[0]][column])
            self._setting.dice("deck", *key, len(self._used)).shuffle(cards)
            self._decks[key] = cards
        return self._decks[key].pop()


def _called(subject: str, topic: str) -> str:
    """How a sentence calls the topic: 《草船借箭》, “圆柱的体积”; a 语文 lesson without a text is 这节课."""
    bare = _LESSON_OF.sub("", topic)
    if bare.startswith("《"):
        return bare
    return "这节课" if subject == "语文" else f"“{bare}”"


def scored(rubric: Rubric, level: float, dice: random.Random) -> tuple[tuple[Score, ...], float, str]:
    """Points for each criterion around ``level`` (0 to 1), their total and the grade it makes."""
    scores = tuple(
        Score(
            criterion=item.name,
            points=float(min(item.points, round(item.points * (level + dice.uniform(-0.05, 0.05))))),
        )
        for item in rubric.criteria
    )
    total = sum(score.points for score in scores)
    reached = [item for item in rubric.grades if total >= item.at_least]
    grade = max(reached, key=lambda item: item.at_least).name if reached else ""
    return scores, total, grade
