"""How things are measured here: both sides in the same run, in turn, medians; the window on a virtual screen."""

from __future__ import annotations

import contextlib
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests import virtual_screen

ROOT = Path(__file__).resolve().parent.parent.parent
IDLE_SECONDS = 1.5  # no processor time used for so long: the window has finished whatever it does after opening
LONGEST_SECONDS = 120

Figure = dict[str, object]


class NotMeasurable(Exception):
    """This machine cannot measure that; the text says what it lacks."""


def seconds(work: Callable[[], object]) -> Callable[[], float]:
    """A measurement: how long a piece of work takes, the garbage of the other side collected before."""

    def measure() -> float:
        gc.collect()
        started = time.perf_counter()
        work()
        return time.perf_counter() - started

    return measure


def in_turn(ours: Callable[[], float], reference: Callable[[], float], runs: int) -> tuple[float, float, float]:
    """Medians of both sides and their ratio; measured in turn, after one run of each that does not count."""
    for side in (ours, reference):
        side()
    pairs = [(ours(), reference()) for _ in range(runs)]
    mine, theirs = (statistics.median(values) for values in zip(*pairs, strict=True))
    return mine, theirs, mine / theirs


def figure(
    name: str, ours: Callable[[], float], reference: Callable[[], float], *, runs: int, limit: float, unit: str = "s"
) -> Figure:
    """One line of the bench: both medians, their ratio, and the most the ratio may be."""
    mine, theirs, ratio = in_turn(ours, reference, runs)
    return {
        "name": name,
        "ours": round(mine, 4),
        "reference": round(theirs, 4),
        "ratio": round(ratio, 3),
        "limit": limit,
        "unit": unit,
        "runs": runs,
    }


@contextlib.contextmanager
def screen() -> Iterator[dict[str, str]]:
    """The environment for programs with a window: a virtual screen, and a home folder of their own."""
    with contextlib.ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="jiaoyan-bench-", ignore_cleanup_errors=True))
        own = {"JIAOYAN_HOME": home, "PYTHONIOENCODING": "utf-8"}
        if os.name == "nt":
            yield {**os.environ, **own}
        elif not virtual_screen.available():
            raise NotMeasurable("要量窗口，得有虚拟屏幕 Xvfb：sudo apt-get install -y xvfb")
        else:
            display = stack.enter_context(virtual_screen.virtual_screen())
            yield virtual_screen.environment_for(display) | own


def our_program(*arguments: str) -> list[str]:
    """The command of the program under measurement."""
    return [sys.executable, "-P", "-m", "jiaoyan_desktop", *arguments]


def reference_window() -> list[str]:
    """The command of the bare window."""
    return [sys.executable, "-P", str(ROOT / "tests" / "benchmarks" / "reference_window.py")]


def run_ours(*arguments: str, environment: dict[str, str]) -> None:
    """Runs a command of the program to its end, for what a measurement needs beforehand."""
    subprocess.run(our_program(*arguments), env=environment, check=True, stdout=subprocess.DEVNULL)


def first_paint_seconds(command: list[str], environment: dict[str, str], moment: str = "1") -> float:
    """From the start of the process until it says that its first window is painted (``filled``: today is in it)."""
    asked = {**environment, "JIAOYAN_BENCH_FIRST_PAINT": moment}
    started = time.perf_counter()
    with subprocess.Popen(command, env=asked, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        for line in process.stdout or ():
            if line.strip() == "first-paint":
                taken = time.perf_counter() - started
                process.communicate(timeout=LONGEST_SECONDS)
                return taken
    raise RuntimeError(f"ended with {process.returncode} before the first paint: {' '.join(command)}")


def peak_megabytes(command: list[str], environment: dict[str, str]) -> float:
    """The most memory a window ever held until it came to rest after opening (VmHWM), in MB."""
    if not Path("/proc/self/status").exists():
        raise NotMeasurable("内存这一项只能在 Linux 上量。")
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            wait_until_idle(process)
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii", errors="replace")
        finally:
            process.terminate()
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(kilobytes) / 1024


def wait_until_idle(process: subprocess.Popen[bytes]) -> None:
    """Waits until a process uses no more processor time; it must have used some, and must still be there."""
    used, since, begun = -1, time.monotonic(), time.monotonic()
    while time.monotonic() - since < IDLE_SECONDS:
        if process.poll() is not None:
            raise RuntimeError(f"ended by itself with {process.returncode}")
        if time.monotonic() - begun > LONGEST_SECONDS:
            raise RuntimeError("never came to rest")
        now = ticks_used(process.pid)
        # A blinking cursor or a clock costs a tick now and then; a window still loading costs many.
        if now - used > 2:
            used, since = now, time.monotonic()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.1)


def ticks_used(pid: int) -> int:
    """Processor time of a process so far, in clock ticks (1/100 s)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])
