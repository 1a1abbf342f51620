"""The measuring itself: medians of both sides in turn, a window's first paint, a process's peak memory."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.benchmarks import __main__ as bench
from tests.benchmarks import harness


def test_both_sides_are_measured_in_turn_and_the_first_round_does_not_count():
    order = []
    values = {"ours": iter([900.0, 1.0, 5.0, 3.0]), "reference": iter([900.0, 2.0, 2.0, 8.0])}

    def side(name):
        def measure():
            order.append(name)
            return next(values[name])

        return measure

    assert harness.in_turn(side("ours"), side("reference"), 3) == (3.0, 2.0, 1.5)
    assert order == ["ours", "reference"] * 4


def test_a_figure_is_what_the_bench_prints():
    figure = harness.figure("x", lambda: 1.0, lambda: 4.0, runs=3, limit=0.5)
    assert json.loads(json.dumps(figure)) == {
        **{"name": "x", "ours": 1.0, "reference": 4.0, "ratio": 0.25},
        **{"limit": 0.5, "unit": "s", "runs": 3},
    }


def test_the_reference_window_says_when_it_is_painted():
    environment = {**harness.os.environ, "QT_QPA_PLATFORM": "offscreen"}
    assert 0 < harness.first_paint_seconds(harness.reference_window(), environment) < harness.LONGEST_SECONDS


def test_a_program_that_ends_before_painting_is_no_figure():
    with pytest.raises(RuntimeError, match="before the first paint"):
        harness.first_paint_seconds([sys.executable, "-c", "raise SystemExit(4)"], dict(harness.os.environ))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from Linux's /proc")
def test_peak_memory_counts_what_was_held_and_given_back():
    script = "import signal\nheld = b'x' * {}\ndel held\nsignal.pause()"
    environment = dict(harness.os.environ)
    small, large = (
        harness.peak_megabytes([sys.executable, "-c", script.format(size)], environment) for size in (1, 80_000_000)
    )
    assert 70 < large - small < 90


def test_the_bench_prints_a_line_per_figure_and_ends_with_1_past_a_limit(monkeypatch, capsys):
    figures = {
        "fine": lambda: {"name": "fine", "ratio": 0.4, "limit": 0.5},
        "slow": lambda: {"name": "slow", "ratio": 0.6, "limit": 0.5},
    }
    monkeypatch.setattr(bench, "all_figures", lambda: figures)
    monkeypatch.setattr(bench, "speak_utf8", lambda: None)
    assert bench.main(["fine"]) == 0
    assert bench.main([]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["name"] for line in out.splitlines()] == ["fine", "fine", "slow"]
    assert "没有达到：slow" in err
    assert bench.main(["没有的"]) == 2


def test_every_benchmark_module_names_its_figures():
    assert {"startup_vs_bare", "memory_vs_bare"} <= bench.all_figures().keys()
