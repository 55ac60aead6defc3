from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject

from gui.tasks import Fault, Progress, TaskRunner
from services.errors import AppError, Cancelled, NotFound
from services.progress import Reporter


@pytest.fixture
def runner(qapp: object) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    assert runner.close()


@pytest.fixture
def owner(qapp: object) -> QObject:
    return QObject()


def test_the_result_arrives_on_the_windows_thread(qtbot, runner: TaskRunner, owner: QObject) -> None:
    seen: list[tuple[int, int]] = []

    def job(_: Reporter) -> int:
        return threading.get_ident()

    runner.run(owner, job, lambda ident: seen.append((ident, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(seen))
    worker, here = seen[0]
    assert worker != here == threading.get_ident()
    assert not runner.busy


def test_progress_arrives_in_order_and_ends_at_the_total(qtbot, runner: TaskRunner, owner: QObject) -> None:
    steps: list[Progress] = []
    done: list[str] = []

    def job(reporter: Reporter) -> str:
        for number in range(1, 201):
            reporter.step(number, 200, "workers.saving")
        return "kept"

    runner.run(owner, job, done.append, on_progress=steps.append)
    qtbot.waitUntil(lambda: done == ["kept"])
    assert steps[-1] == Progress(200, 200, "workers.saving")
    assert [step.done for step in steps] == sorted({step.done for step in steps})


def test_cancel_stops_at_the_next_step(qtbot, runner: TaskRunner, owner: QObject) -> None:
    started, errors = threading.Event(), []

    def job(reporter: Reporter) -> None:
        number = 0
        while True:
            number += 1
            started.set()
            reporter.step(number, 10**9)

    task = runner.run(owner, job, lambda _: errors.append("finished"), errors.append)
    assert started.wait(5)
    task.cancel()
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Cancelled)


def test_an_expected_failure_reaches_the_page_or_the_window(qtbot, runner: TaskRunner, owner: QObject) -> None:
    def job(_: Reporter) -> None:
        raise NotFound("worker.missing")

    errors: list[AppError] = []
    runner.run(owner, job, lambda _: None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert errors[0].code == "worker.missing"
    with qtbot.waitSignal(runner.unhandled) as told:
        runner.run(owner, job, lambda _: None)
    assert told.args[0].code == "worker.missing"


def test_a_bug_is_reported_and_the_page_stops_waiting(qtbot, runner: TaskRunner, owner: QObject) -> None:
    errors: list[AppError] = []
    with qtbot.waitSignal(runner.faulted) as told:
        runner.run(owner, lambda _: 1 // 0, lambda _: None, errors.append)
    assert isinstance(told.args[0], ZeroDivisionError)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Fault)


def test_a_deleted_asker_is_never_called_and_its_job_stops(qtbot, runner: TaskRunner, owner: QObject) -> None:
    started, calls = threading.Event(), []

    def job(reporter: Reporter) -> None:
        number = 0
        while True:
            number += 1
            started.set()
            reporter.step(number, 10**9)

    runner.run(owner, job, calls.append, calls.append, calls.append)
    assert started.wait(5)
    shiboken6.delete(owner)
    qtbot.waitUntil(lambda: not runner.busy)
    assert not [call for call in calls if not isinstance(call, Progress)]


def test_database_jobs_never_overlap_and_keep_their_order(qtbot, runner: TaskRunner, owner: QObject) -> None:
    running, finished = [0], []

    def job(number: int) -> int:
        running[0] += 1
        assert running[0] == 1
        running[0] -= 1
        return number

    for number in range(20):
        runner.run(owner, lambda _, number=number: job(number), finished.append)
    qtbot.waitUntil(lambda: len(finished) == 20)
    assert finished == list(range(20))


def test_long_work_with_a_title_is_announced_and_short_work_is_not(qtbot, runner: TaskRunner, owner: QObject) -> None:
    announced, go, done = [], threading.Event(), []
    runner.took_long.connect(announced.append)
    runner.run(owner, lambda _: "short", done.append, title="Sebentar")
    qtbot.waitUntil(lambda: done == ["short"])
    with qtbot.waitSignal(runner.took_long):
        runner.run(owner, lambda _: go.wait(5), done.append, title="Menyimpan")
    go.set()
    qtbot.waitUntil(lambda: len(done) == 2)
    assert [task.title for task in announced] == ["Menyimpan"]


def test_after_closing_nothing_is_run(qapp: object, owner: QObject) -> None:
    runner = TaskRunner()
    assert runner.close()
    assert runner.run(owner, lambda _: pytest.fail("ran"), lambda _: None).cancelled
