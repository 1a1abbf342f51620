"""Work that would hold up the window: it runs in a worker on plain values, and its results come back here."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

log = logging.getLogger(__name__)


class Cancelled(Exception):
    """Raised inside the work when it reports after the person has cancelled; nothing is told to anyone."""


class Report:
    """What the work is given: call it to say how far it is; it raises ``Cancelled`` once the person gave up."""

    def __init__(self, emit: Callable[[float, str], None]) -> None:
        self._emit = emit
        self._cancelled = threading.Event()

    def __call__(self, share: float, text: str = "") -> None:
        """``share`` is 0 to 1, or below 0 when not known; ``text`` says what is being done."""
        if self._cancelled.is_set():
            raise Cancelled
        self._emit(share, text)

    @property
    def is_cancelled(self) -> bool:
        """Whether the person gave up; for work that wants to tidy before stopping."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Asks the work to stop at its next report."""
        self._cancelled.set()


class Job(QObject):
    """One running piece of work. ``ended`` comes last, after success, failure and cancelling alike."""

    succeeded = Signal(object)
    broke = Signal(object)
    advanced = Signal(float, str)
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.report = Report(self.advanced.emit)

    def cancel(self) -> None:
        """Asks the work to stop; ``ended`` follows, ``done`` does not."""
        self.report.cancel()


_running: dict[Job, _Run] = {}


class _Run(QRunnable):
    def __init__(self, fn: Callable[[Report], Any], job: Job) -> None:
        super().__init__()
        self.setAutoDelete(False)  # the table of running jobs owns it, so that Python and Qt agree on its life
        self._fn, self._job = fn, job

    def run(self) -> None:
        """Called by the pool in its own thread."""
        job = self._job
        try:
            result = self._fn(job.report)
        except Cancelled:
            log.info("cancelled: %s", self._fn)
        except Exception as trouble:  # noqa: BLE001  every failure travels to the handler on the GUI thread
            job.broke.emit(trouble)
        else:
            job.succeeded.emit(result)
        job.ended.emit()


class _Relay(QObject):
    """Lives on the GUI thread, so that Qt queues the worker's signals to it."""

    def __init__(
        self,
        job: Job,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        progress: Callable[[float, str], None] | None,
    ) -> None:
        super().__init__(job)
        self._job, self._done, self._failed, self._progress = job, done, failed, progress

    @Slot(object)
    def on_succeeded(self, result: object) -> None:
        """A result that came after cancelling is dropped."""
        if not self._job.report.is_cancelled:
            self._done(result)

    @Slot(object)
    def on_broke(self, trouble: Exception) -> None:
        """A failure is told even after cancelling: it may have left something behind."""
        self._failed(trouble)

    @Slot(float, str)
    def on_advanced(self, share: float, text: str) -> None:
        """Progress stops showing at once when the person gave up."""
        if self._progress is not None and not self._job.report.is_cancelled:
            self._progress(share, text)

    @Slot()
    def on_ended(self) -> None:
        """The last word of every job."""
        _running.pop(self._job, None)
        self._job.deleteLater()


def start(
    fn: Callable[[Report], Any],
    *,
    done: Callable[[Any], None],
    failed: Callable[[Exception], None],
    progress: Callable[[float, str], None] | None = None,
    ended: Callable[[], object] | None = None,
) -> Job:
    """Runs ``fn(report)`` in a worker; handlers run on the GUI thread and are connected before the start.

    ``failed`` raises again what is neither UserError nor StorageTrouble (``messages.explain`` does): a bug.
    """
    job = Job()
    relay = _Relay(job, done, failed, progress)
    job.succeeded.connect(relay.on_succeeded)
    job.broke.connect(relay.on_broke)
    job.advanced.connect(relay.on_advanced)
    job.ended.connect(relay.on_ended)
    if ended is not None:
        job.destroyed.connect(lambda: ended())
    _running[job] = _Run(fn, job)
    QThreadPool.globalInstance().start(_running[job])
    return job


def are_idle() -> bool:
    """Whether every job has said its last word."""
    return not _running


def stop_all() -> None:
    """Asks every job to stop and waits for them; called when the window closes."""
    for job in list(_running):
        job.cancel()
    QThreadPool.globalInstance().waitForDone()
