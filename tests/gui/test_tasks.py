"""Background work: results, failures, progress and cancelling, all on the GUI thread."""

from __future__ import annotations

import threading

from jiaoyan_desktop.gui import tasks


def run(qtbot, fn, *, at_progress=lambda job: None):
    """Starts ``fn`` and waits for the job's end; what the handlers heard, in order, with their thread."""
    heard = []

    def hear(kind):
        return lambda *values: heard.append((kind, *values, threading.current_thread() is threading.main_thread()))

    def progress(share, text):
        hear("progress")(share, text)
        at_progress(job)

    job = tasks.start(fn, done=hear("done"), failed=hear("failed"), progress=progress)
    qtbot.waitUntil(tasks.are_idle)
    return heard


def test_a_result_comes_back_on_the_gui_thread(qtbot):
    assert run(qtbot, lambda report: 6 * 7) == [("done", 42, True)]


def test_a_quick_job_is_never_lost(qtbot):
    assert all(run(qtbot, lambda report, n=number: n) == [("done", number, True)] for number in range(60))


def test_a_failure_reaches_its_handler(qtbot):
    trouble = OSError("磁盘满了")

    def break_down(report):
        raise trouble

    assert run(qtbot, break_down) == [("failed", trouble, True)]


def test_progress_arrives_in_order(qtbot):
    def work(report):
        for number in range(3):
            report(number / 3, f"第{number}份")

    assert [item[2] for item in run(qtbot, work) if item[0] == "progress"] == ["第0份", "第1份", "第2份"]


def test_cancelling_stops_at_the_next_report_and_gives_no_result(qtbot):
    gone_on = threading.Event()
    cancelled = threading.Event()

    def work(report):
        report(0.1, "开始")
        assert cancelled.wait(20)
        report(0.2, "接着")
        gone_on.set()

    def cancel(job):
        job.cancel()
        cancelled.set()

    heard = run(qtbot, work, at_progress=cancel)
    assert [item[0] for item in heard] == ["progress"]
    assert not gone_on.is_set()


def _never(trouble: Exception) -> None:
    raise AssertionError(trouble)


def test_what_a_handler_raises_is_not_swallowed(qtbot):
    def done(_):
        raise ZeroDivisionError("a bug")

    with qtbot.captureExceptions() as caught:
        tasks.start(lambda report: 1, done=done, failed=_never)
        qtbot.waitUntil(tasks.are_idle)
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]
