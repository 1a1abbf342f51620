"""The window with the sample school against a bare PySide6 window: time to the first paint, and memory."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import harness


@contextlib.contextmanager
def _sample_school() -> Iterator[tuple[Path, dict[str, str]]]:
    """A fresh sample school and the environment to open it in."""
    with harness.screen() as environment, tempfile.TemporaryDirectory(prefix="jiaoyan-bench-") as folder:
        school = Path(folder) / "样例学校.jiaoyan"
        harness.run_ours("sample", str(school), environment=environment)
        yield school, environment


def startup_vs_bare() -> harness.Figure:
    """Start of the process to the first painted window: its frame, school, term, tabs and day; warm cache."""
    with _sample_school() as (school, environment):
        return harness.figure(
            "startup_vs_bare",
            lambda: harness.first_paint_seconds(harness.our_program("open", str(school)), environment),
            lambda: harness.first_paint_seconds(harness.reference_window(), environment),
            runs=11,
            limit=1.5,
        )


def startup_filled_vs_bare() -> harness.Figure:
    """The same until the page of today stands in the window: the file opened, its records read, the page painted."""
    with _sample_school() as (school, environment):
        return harness.figure(
            "startup_filled_vs_bare",
            lambda: harness.first_paint_seconds(harness.our_program("open", str(school)), environment, "filled"),
            lambda: harness.first_paint_seconds(harness.reference_window(), environment),
            runs=11,
            limit=2.2,
        )


def memory_vs_bare() -> harness.Figure:
    """Peak memory of the open window, after it came to rest."""
    with _sample_school() as (school, environment):

        def ours() -> float:
            # A copy each time: the window is ended without closing the file, and its lock stays behind.
            with tempfile.TemporaryDirectory(prefix="jiaoyan-bench-") as folder:
                copy = shutil.copy(school, folder)
                return harness.peak_megabytes(harness.our_program("open", str(copy)), environment)

        return harness.figure(
            "memory_vs_bare",
            ours,
            lambda: harness.peak_megabytes(harness.reference_window(), environment),
            runs=3,
            limit=1.8,
            unit="MB",
        )


FIGURES = {
    "startup_vs_bare": startup_vs_bare,
    "startup_filled_vs_bare": startup_filled_vs_bare,
    "memory_vs_bare": memory_vs_bare,
}
