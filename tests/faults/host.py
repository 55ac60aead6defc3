"""A process whose children may die: it has everything imported, so that a child costs a fork and not a second.

The parent sends one job a line; the child that does it speaks on the same stdout, a line a message; the last line of
a job is ``end`` and how it ended. Where a system cannot fork, a fresh process does each job.
"""

from __future__ import annotations

import importlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.faults import shim

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
"""Seconds after which a job that says nothing counts as hung."""
CAN_FORK = hasattr(os, "fork")

Told = list[str]


class Host:
    """Runs jobs: functions ``work(job, tell)`` named ``module:function``."""

    def __init__(self, folder: Path) -> None:
        """``folder``: where the library that catches I/O calls is built, where that is possible."""
        self._library = shim.build(folder) if shim.available() else None
        self._process: subprocess.Popen[str] | None = None
        self._lines: queue.Queue[str | None] = queue.Queue()

    def __enter__(self) -> Host:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop()

    def run(
        self, work: str, job: dict[str, Any], *, kill_after: tuple[int, float] | None = None, inside: bool = False
    ) -> tuple[Told, int]:
        """Do one job; what it told, and its exit code (-9 for killed).

        ``kill_after``: kill -9 so many seconds after so many messages. ``inside``: in the host itself, so that all
        later children have imported what it needs.
        """
        process = self._start()
        assert process.stdin is not None
        process.stdin.write(json.dumps({"work": work, "job": job, "inside": inside}) + "\n")
        process.stdin.flush()
        pid = int(self._next(time.monotonic() + PATIENCE).partition(" ")[2])
        told: Told = []
        messages, delay = kill_after if kill_after is not None else (-1, 0.0)
        deadline = time.monotonic() + PATIENCE
        while True:
            if len(told) == messages:
                messages, deadline = -1, time.monotonic() + delay
            try:
                line = self._next(deadline)
            except queue.Empty:
                if kill_after is None or messages != -1:
                    self._kill(pid)
                    raise TimeoutError(f"nothing heard for {PATIENCE:.0f} s") from None
                self._kill(pid)
                kill_after, deadline = None, time.monotonic() + PATIENCE
                continue
            if line.startswith("end "):
                if not CAN_FORK:
                    self._stop()
                return told, int(line.partition(" ")[2])
            told.append(line)

    def _start(self) -> subprocess.Popen[str]:
        if self._process is None:
            environment = {**os.environ, "PYTHONPATH": str(ROOT)}
            if self._library is not None:
                environment |= {"LD_PRELOAD": str(self._library), shim.LIBRARY: str(self._library)}
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.host"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                cwd=ROOT,
                env=environment,
            )
            self._lines = queue.Queue()
            threading.Thread(target=_listen, args=(self._process, self._lines), daemon=True).start()
        return self._process

    def _next(self, deadline: float) -> str:
        line = self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
        if line is None:  # only where there is no fork: the process that died was the job itself
            process = self._process
            assert process is not None
            process.wait()
            self._stop()
            return f"end {-9 if process.returncode else 0}"
        return line

    def _kill(self, pid: int) -> None:
        if CAN_FORK:
            with suppress(ProcessLookupError):
                os.kill(pid, 9)
        elif self._process is not None:
            self._process.kill()

    def _stop(self) -> None:
        if (process := self._process) is None:
            return
        self._process = None
        assert process.stdin is not None and process.stdout is not None
        with suppress(OSError):
            process.stdin.close()
        process.wait()
        process.stdout.close()


def _listen(process: subprocess.Popen[str], lines: queue.Queue[str | None]) -> None:
    assert process.stdout is not None
    with suppress(ValueError):
        for line in process.stdout:
            lines.put(line.rstrip("\n"))
    lines.put(None)


def _tell(message: str) -> None:
    os.write(1, f"{message}\n".encode())  # one call: a message is there wholly or not at all


def _serve() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        module, _, name = asked["work"].partition(":")
        work: Callable[[dict[str, Any], Callable[[str], None]], None] = getattr(importlib.import_module(module), name)
        if asked["inside"] or not CAN_FORK:
            _tell(f"pid {os.getpid()}")
            work(asked["job"], _tell)
            _tell("end 0")
            if CAN_FORK:
                continue
            return
        pid = os.fork()
        if pid == 0:
            _child(work, asked["job"])
        _, status = os.waitpid(pid, 0)
        _tell(f"end {os.waitstatus_to_exitcode(status)}")


def _child(work: Callable[[dict[str, Any], Callable[[str], None]], None], job: dict[str, Any]) -> None:
    code = 1
    try:
        _tell(f"pid {os.getpid()}")
        work(job, _tell)
        code = 0
    except BaseException:  # noqa: BLE001  it must end here, and say why
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    _serve()
