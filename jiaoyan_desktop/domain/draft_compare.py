"""Two revisions of a lesson plan side by side: sections matched, and what was taken out or put in, as plain spans."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, TypeVar

from .preparation import ProcessStep, Section
from .text import compact

SAME, GONE, NEW = "same", "gone", "new"
STEP_FIELDS = ("step", "teacher", "students", "intent")

T = TypeVar("T")

# A sentence with its end marks; text without any is cut, so that no comparison grows beyond a few million steps.
_PIECE = re.compile(r"[^。！？；\n]{1,160}[。！？；\n]*|[。！？；\n]+")
_TOKEN = re.compile(r"[A-Za-z0-9]+|[\s\S]")
_NUMBERING = re.compile(
    r"^(?:第?[一二三四五六七八九十]+[、.．)）]|[(（][一二三四五六七八九十\d]+[)）]|\d+[、.．)）]|[①-⑳])+"
)
_MOST_STEPS = 4_000_000  # tokens of one side times the other; beyond it a passage counts as rewritten
_ALIKE = 0.4  # below this share of common characters a reader sees two different passages
_ISLAND = 6  # common characters between two changes that only make the page restless


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text: ``same`` in both, ``gone`` from the older, or ``new`` in the younger."""

    kind: str
    text: str


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepComparison:
    """One row of the teaching process: spans for each of its four cells, in the order of STEP_FIELDS."""

    state: str  # same, changed, gone, new
    cells: tuple[Spans, Spans, Spans, Spans]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionComparison:
    """One section of both revisions; ``state`` is same, changed, gone or new."""

    state: str
    heading: Spans
    text: Spans
    steps: tuple[StepComparison, ...]


def compare(older: Sequence[Section], younger: Sequence[Section]) -> tuple[SectionComparison, ...]:
    """Both plans section by section in reading order; a section that only one of them has is gone or new."""
    pairs = _matched(older, younger, key=lambda item: heading_key(item.heading), alike=_sections_alike)
    return tuple(_section(before, after) for before, after in pairs)


def compare_text(older: str, younger: str) -> Spans:
    """Spans that make ``older`` without the new ones and ``younger`` without the gone ones; sentences kept whole."""
    if older == younger:
        return (Span(SAME, older),) if older else ()
    before, after = _PIECE.findall(older), _PIECE.findall(younger)
    spans: list[Span] = []
    for how, i, k, j, m in SequenceMatcher(None, before, after).get_opcodes():
        gone, new = "".join(before[i:k]), "".join(after[j:m])
        spans += [Span(SAME, gone)] if how == "equal" else _within(gone, new)
    return _merged(spans)


def changed_count(comparison: Iterable[SectionComparison]) -> int:
    """How many places were changed: runs of gone or new text, counted once where one replaces the other."""
    return sum(_runs(spans) for section in comparison for spans in _all_spans(section))


def is_same(older: Sequence[Section], younger: Sequence[Section]) -> bool:
    """Whether two plans say the same; spaces and the numbering of headings do not count."""
    return _essence(older) == _essence(younger)


def heading_key(heading: str) -> str:
    """A heading without numbering, spaces and colon, for matching: 一、教学目标： is 教学目标."""
    return _NUMBERING.sub("", compact(heading)).rstrip(":：")


def _essence(sections: Sequence[Section]) -> list[tuple[str, ...]]:
    return [
        (
            heading_key(section.heading),
            compact(section.text),
            *(compact(getattr(step, name)) for step in section.steps for name in STEP_FIELDS),
        )
        for section in sections
        if section.text.strip() or section.steps
    ]


def _section(before: Section | None, after: Section | None) -> SectionComparison:
    old, new = before or Section(heading=""), after or Section(heading="")
    steps = tuple(
        _step(one, other)
        for one, other in _matched(old.steps, new.steps, key=lambda item: compact(item.step), alike=_steps_alike)
    )
    heading, text = compare_text(old.heading, new.heading), compare_text(old.text, new.text)
    quiet = all(span.kind == SAME for span in (*heading, *text)) and all(step.state == SAME for step in steps)
    return SectionComparison(state=_state(before, after, quiet), heading=heading, text=text, steps=steps)


def _step(before: ProcessStep | None, after: ProcessStep | None) -> StepComparison:
    old, new = before or ProcessStep(step=""), after or ProcessStep(step="")
    cells = tuple(compare_text(getattr(old, name), getattr(new, name)) for name in STEP_FIELDS)
    quiet = all(span.kind == SAME for spans in cells for span in spans)
    return StepComparison(state=_state(before, after, quiet), cells=(cells[0], cells[1], cells[2], cells[3]))


def _state(before: object, after: object, quiet: bool) -> str:
    if before is None:
        return NEW
    if after is None:
        return GONE
    return SAME if quiet else "changed"


def _matched(
    older: Sequence[T], younger: Sequence[T], *, key: Callable[[T], str], alike: Callable[[T, T], bool]
) -> list[tuple[T | None, T | None]]:
    """Pairs in reading order: equal keys first, then in between those that are alike though renamed."""
    found: list[tuple[T | None, T | None]] = []
    matcher = SequenceMatcher(None, [key(item) for item in older], [key(item) for item in younger], autojunk=False)
    for how, i, k, j, m in matcher.get_opcodes():
        if how == "equal":
            found += zip(older[i:k], younger[j:m], strict=True)
            continue
        left = list(younger[j:m])
        for item in older[i:k]:
            place = next((number for number, other in enumerate(left) if alike(item, other)), None)
            if place is None:
                found.append((item, None))
                continue
            found += [(None, other) for other in left[:place]]
            found.append((item, left[place]))
            left = left[place + 1 :]
        found += [(None, other) for other in left]
    return found


def _sections_alike(one: Section, other: Section) -> bool:
    names = heading_key(one.heading), heading_key(other.heading)
    if all(names) and (names[0] in names[1] or names[1] in names[0]):
        return True
    return _alike(_flat(one), _flat(other))


def _steps_alike(one: ProcessStep, other: ProcessStep) -> bool:
    return _alike(one.step + one.teacher + one.students, other.step + other.teacher + other.students)


def _flat(section: Section) -> str:
    return section.text + "".join(step.step + step.teacher + step.students for step in section.steps)


def _alike(one: str, other: str) -> bool:
    if not one or not other:
        return False
    one, other = one[:1000], other[:1000]
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _within(gone: str, new: str) -> list[Span]:
    """A replaced passage, character by character where enough of it stayed for that to be readable."""
    before, after = _TOKEN.findall(gone), _TOKEN.findall(new)
    whole = [Span(GONE, gone), Span(NEW, new)]
    if not before or not after or len(before) * len(after) > _MOST_STEPS:
        return whole
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    blocks = matcher.get_opcodes()
    kept = sum(k - i for how, i, k, _, _ in blocks if how == "equal")
    if kept < _ALIKE * min(len(before), len(after)):
        return whole
    spans: list[Span] = []
    for how, i, k, j, m in blocks:
        if how == "equal":
            spans.append(Span(SAME, "".join(before[i:k])))
        else:
            spans += [Span(GONE, "".join(before[i:k])), Span(NEW, "".join(after[j:m]))]
    return _without_islands(spans)


def _without_islands(spans: list[Span]) -> list[Span]:
    """Short common stretches between two larger changes are counted to the changes, as a person would mark them."""
    runs = _as_runs(spans)
    while True:
        place = next((number for number in range(1, len(runs) - 1) if _is_island(runs, number)), None)
        if place is None:
            return [span for run in runs for span in run]
        around = runs[place - 1 : place + 2]
        gone = "".join(span.text for run in around for span in run if span.kind != NEW)
        new = "".join(span.text for run in around for span in run if span.kind != GONE)
        runs[place - 1 : place + 2] = [[Span(GONE, gone), Span(NEW, new)]]


def _as_runs(spans: list[Span]) -> list[list[Span]]:
    """Alternating runs: one common span alone, or everything that changed between two common ones."""
    runs: list[list[Span]] = []
    for span in spans:
        if not span.text:
            continue
        if span.kind != SAME and runs and runs[-1][0].kind != SAME:
            runs[-1].append(span)
        else:
            runs.append([span])
    return runs


def _is_island(runs: list[list[Span]], place: int) -> bool:
    if runs[place][0].kind != SAME or "\n" in runs[place][0].text:
        return False
    size = len(runs[place][0].text)
    if size > _ISLAND:
        return False
    return all(size <= max(len(span.text) for span in runs[side]) for side in (place - 1, place + 1))


def _merged(spans: Iterable[Span]) -> Spans:
    """Neighbours of one kind joined, gone before new, nothing empty."""
    runs: list[Span] = []
    waiting: dict[str, str] = {GONE: "", NEW: ""}

    def settle() -> None:
        runs.extend(Span(kind, text) for kind, text in waiting.items() if text)
        waiting.update({GONE: "", NEW: ""})

    for span in spans:
        if span.kind != SAME:
            waiting[span.kind] += span.text
        elif span.text:
            settle()
            if runs and runs[-1].kind == SAME:
                runs[-1] = Span(SAME, runs[-1].text + span.text)
            else:
                runs.append(span)
    settle()
    return tuple(runs)


def _all_spans(section: SectionComparison) -> list[Spans]:
    return [section.heading, section.text, *(cell for step in section.steps for cell in step.cells)]


def _runs(spans: Sequence[Any]) -> int:
    changed = [span.kind != SAME for span in spans]
    return sum(now and not before for before, now in zip([False, *changed], changed, strict=False))
