"""Long work off the window's thread: one database worker, two for files.

The asker is a widget; when it is deleted its work is cancelled and its callbacks are never called. The worker
thread holds no widget: it tells one long-lived relay, and the relay finds the asker on the window's thread.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal

from services.errors import AppError, Cancelled
from services.progress import Reporter

T = TypeVar("T")
Pool = Literal["database", "file"]

OVERLAY_AFTER_MS = 300
_TELL_EVERY_S = 0.05


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is. ``label`` is a code for ``gui.messages``, or empty."""

    done: int
    total: int
    label: str = ""


class Fault(AppError):
    """A bug of ours reached the window: the crash report has it, the page only has to stop waiting."""

    def __init__(self) -> None:
        super().__init__("programme.fault")


class Task:
    """One piece of work under way, as its asker knows it."""

    def __init__(self, owner: QObject, title: str, cancellable: bool, note: str = "") -> None:
        self.title = title
        self.note = note
        self.cancellable = cancellable
        self.last = Progress(0, 0)
        self._owner = owner
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop; it ends with ``Cancelled`` at its next step, and everything is as before."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether a stop was asked for."""
        return self._stop.is_set()

    @property
    def wanted(self) -> bool:
        """Whether the asker still exists."""
        return shiboken6.isValid(self._owner)


@dataclass(slots=True)
class _Callbacks:
    task: Task
    on_ok: Callable[[Any], None]
    on_error: Callable[[AppError], None] | None
    on_progress: Callable[[Progress], None] | None


class _Relay(QObject):
    """Outlives every job; its signals cross from the worker threads to the window's thread."""

    progress = Signal(int, object)
    settled = Signal(int, object, object)


class _Reporter:
    """``services.progress.Reporter`` for one job: tells at most every 50 ms, and stops when asked."""

    def __init__(self, number: int, task: Task, relay: _Relay) -> None:
        self._number, self._task, self._relay = number, task, relay
        self._told = 0.0

    def step(self, done: int, total: int, label: str = "") -> None:
        if self._task.cancelled:
            raise Cancelled
        now = time.monotonic()
        if now - self._told >= _TELL_EVERY_S or done >= total:
            self._told = now
            self._relay.progress.emit(self._number, Progress(done, total, label))


class _Job(QRunnable):
    def __init__(self, number: int, task: Task, work: Callable[[Reporter], object], relay: _Relay) -> None:
        super().__init__()
        self._number, self._task, self._work, self._relay = number, task, work, relay

    def run(self) -> None:
        result, failure = None, None
        try:
            if self._task.cancelled:
                raise Cancelled
            result = self._work(_Reporter(self._number, self._task, self._relay))
        except BaseException as trouble:  # noqa: BLE001  whatever it is, it belongs to the asker or the crash report
            failure = trouble
        self._relay.settled.emit(self._number, result, failure)


class TaskRunner(QObject):
    """Runs jobs and brings their results back to the window's thread.

    ``took_long(Task)``: a job with a title has run for 300 ms. ``advanced(Task)``: it told progress.
    ``ended(Task)``: it is over. ``unhandled(AppError)``: it failed and its asker had no ``on_error``.
    ``faulted(object)``: an exception that nobody expected. ``failed(AppError)``: any refusal; its asker is told too.
    """

    took_long = Signal(object)
    advanced = Signal(object)
    ended = Signal(object)
    unhandled = Signal(object)
    faulted = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._relay = _Relay()
        self._relay.progress.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)
        self._relay.settled.connect(self._on_settled, Qt.ConnectionType.QueuedConnection)
        self._pools = {"database": _pool(1), "file": _pool(2)}
        self._numbers = itertools.count(1)
        self._open: dict[int, _Callbacks] = {}
        self._closed = False

    def run(
        self,
        owner: QObject,
        job: Callable[[Reporter], T],
        on_ok: Callable[[T], None],
        on_error: Callable[[AppError], None] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        *,
        pool: Pool = "database",
        title: str = "",
        note: str = "",
        cancellable: bool = True,
    ) -> Task:
        """Run ``job(reporter)`` in a pool and hand its result to ``on_ok`` on this thread.

        ``on_error`` gets every AppError, ``Cancelled`` and ``Fault`` included, so that a page can stop waiting.
        ``title``: what the window writes over the progress when the job takes longer than 300 ms; empty: no overlay.
        ``note``: what stopping it leaves behind, where that is not «everything as before».
        After ``close`` nothing is run and the task comes back cancelled.
        """
        task = Task(owner, title, cancellable, note)
        if self._closed:
            task.cancel()
            return task
        number = next(self._numbers)
        self._open[number] = _Callbacks(task, on_ok, on_error, on_progress)
        owner.destroyed.connect(task.cancel)
        if title:
            QTimer.singleShot(OVERLAY_AFTER_MS, self, partial(self._announce, number))
        self._pools[pool].start(_Job(number, task, job, self._relay))
        return task

    @property
    def busy(self) -> bool:
        """Whether any job is waiting or running."""
        return bool(self._open)

    def tasks_of(self, owner: QObject) -> tuple[Task, ...]:
        """The open tasks of one asker."""
        return tuple(each.task for each in self._open.values() if each.task._owner is owner)

    def close(self, wait_ms: int = 10_000) -> bool:
        """Refuse new jobs, cancel what can be cancelled, wait for the rest. False when something is still running."""
        self._closed = True
        for each in self._open.values():
            if each.task.cancellable:
                each.task.cancel()
        return all([pool.waitForDone(wait_ms) for pool in self._pools.values()])

    def _announce(self, number: int) -> None:
        if number in self._open:
            self.took_long.emit(self._open[number].task)

    def _on_progress(self, number: int, progress: Progress) -> None:
        each = self._open.get(number)
        if each is None or not each.task.wanted:
            return
        each.task.last = progress
        self.advanced.emit(each.task)
        if each.on_progress is not None:
            each.on_progress(progress)

    def _on_settled(self, number: int, result: object, failure: BaseException | None) -> None:
        each = self._open.pop(number)
        self.ended.emit(each.task)
        if failure is not None and not isinstance(failure, AppError):
            self.faulted.emit(failure)
            failure = Fault()
        elif failure is not None:
            self.failed.emit(failure)
        if not each.task.wanted:
            return
        each.task._owner.destroyed.disconnect(each.task.cancel)
        if failure is None:
            each.on_ok(result)
        elif each.on_error is not None:
            each.on_error(failure)
        elif not isinstance(failure, Cancelled | Fault):
            self.unhandled.emit(failure)


def _pool(threads: int) -> QThreadPool:
    pool = QThreadPool()
    pool.setMaxThreadCount(threads)
    pool.setExpiryTimeout(-1)  # the database worker keeps its thread, and with it the thread's warm connection
    return pool
