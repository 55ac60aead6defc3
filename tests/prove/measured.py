"""Time and memory of one piece of work, in a process of its own with limits, so that what it eats is known."""

from __future__ import annotations

import json
import os
import resource
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_ROOM = 2 * 1024**3
"""Address space that the work may take beyond what the process has, in bytes."""
_LONGEST = 20
"""Seconds after which it is stopped."""


@dataclass(frozen=True, slots=True)
class Measured:
    """``seconds`` of processor time, which other programs cannot lengthen; ``memory``: how far the process grew, in
    bytes; ``outcome``: what the work returned.
    """

    outcome: str
    seconds: float
    memory: int


def measure(work: Callable[[], str]) -> Measured:
    """Run in a fork (Linux). ``outcome`` is ``killed`` when it never came back."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _run(work, theirs)
    os.close(theirs)
    with os.fdopen(ours, "rb") as stream:
        told = stream.read()
    os.waitpid(child, 0)
    return Measured(**json.loads(told)) if told else Measured("killed", _LONGEST, _ROOM)


def _run(work: Callable[[], str], pipe: int) -> None:
    """In the child: never returns."""
    try:
        taken = _line("VmSize:")
        resource.setrlimit(resource.RLIMIT_AS, (taken + _ROOM, taken + _ROOM))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.alarm(_LONGEST)
        Path("/proc/self/clear_refs").write_text("5", "ascii")  # the high-water mark begins anew
        before, start = _line("VmRSS:"), time.process_time()
        outcome = work()
        seconds = time.process_time() - start
        told = {"outcome": outcome, "seconds": seconds, "memory": _line("VmHWM:") - before}
        os.write(pipe, json.dumps(told).encode())
    finally:
        os._exit(0)


def _line(name: str) -> int:
    """A figure of this process, in bytes."""
    status = Path("/proc/self/status").read_text("ascii")
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith(name))
