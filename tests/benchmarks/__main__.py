"""`python -m tests.benchmarks [NAME…]`: one JSON line per figure; exit 1 when one is past its limit."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.harness import Figure, NotMeasurable


def all_figures() -> dict[str, Callable[[], Figure]]:
    """Every figure of every bench_*.py, by name."""
    figures: dict[str, Callable[[], Figure]] = {}
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        for name, measure in importlib.import_module(f"tests.benchmarks.{path.stem}").FIGURES.items():
            if name in figures:
                raise ValueError(f"two figures are named {name}")
            figures[name] = measure
    return figures


def speak_utf8() -> None:
    """Makes both outputs UTF-8, each line out at once."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", line_buffering=True)  # type: ignore[union-attr]


def main(names: list[str]) -> int:
    """Measures the named figures, or all; returns the exit code (2: a name that is not known)."""
    speak_utf8()
    figures = all_figures()
    unknown = [name for name in names if name not in figures]
    if unknown:
        print(f"没有这项：{'、'.join(unknown)}。有：{'、'.join(figures)}。", file=sys.stderr)
        return 2
    past = []
    for name in names or figures:
        try:
            measured = figures[name]()
        except NotMeasurable as reason:
            print(f"{name} 没有量：{reason}", file=sys.stderr)
            past.append(name)
            continue
        print(json.dumps(measured, ensure_ascii=False))
        if float(str(measured["ratio"])) > float(str(measured["limit"])):
            past.append(name)
    if past:
        print(f"没有达到：{'、'.join(past)}。", file=sys.stderr)
    return 1 if past else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
