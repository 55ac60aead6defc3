"""Runs one reader on file after file; dies of a hang, and may die of the reader. Started by ``tests.prove.fuzz``.

Arguments: reader, seed, first run, runs, seconds. On stdout JSON lines: ``{"at": n}`` now and then, and at the end what
was found. Where it died, the parent reads in the file named by the sixth argument which run it was.
"""

from __future__ import annotations

import faulthandler
import json
import os
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

import tests.conftest  # noqa: F401 - folders and screen of the tests, nobody's own
from services.errors import AppError
from tests.prove.fuzz_targets import TARGETS, Run

HANG = 10
"""Seconds for one file."""
_MEMORY = 4 * 1024**3
_MOST_TOLD = 10


def main() -> None:
    """All runs, or as many as the time allows."""
    reader, seed, first, runs, seconds, state = sys.argv[1:7]
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory(prefix="payung-fuzz-") as folder, Path(state).open("wb", buffering=0) as place:
        told = _loop(TARGETS[reader](Path(folder)), int(seed), int(first), int(runs), float(seconds), place.fileno())
    sys.stdout.write(json.dumps(told) + "\n")


def _loop(run: Run, seed: int, first: int, runs: int, seconds: float, place: int) -> dict[str, object]:
    end = time.monotonic() + seconds
    codes: Counter[str] = Counter()
    failures: list[str] = []
    failed = slowest = done = 0
    for number in range(first, first + runs):
        start = time.monotonic()
        if start > end:
            break
        os.pwrite(place, f"{number:012d}".encode(), 0)
        faulthandler.dump_traceback_later(HANG, exit=True)
        try:
            codes[one(run, seed, number)] += 1
        except Exception as error:  # noqa: BLE001 - exactly what is looked for
            failed += 1
            if len(failures) < _MOST_TOLD:
                failures.append(f"run {number}: {where(error)}")
        done += 1
        slowest = max(slowest, time.monotonic() - start)
    faulthandler.cancel_dump_traceback_later()
    return {"done": done, "failed": failed, "failures": failures, "slowest": slowest, "codes": codes.most_common(8)}


def one(run: Run, seed: int, number: int) -> str:
    """One file: the code with which it was refused, or ``read``."""
    try:
        run(Random(f"{seed}/{number}"))
    except AppError as refused:
        return refused.code
    return "read"


def where(error: Exception) -> str:
    """Kind of the error and the place in our code, without what was in the file."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "site-packages" not in frame.filename]
    last = frames[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno} {last.name}"


if __name__ == "__main__":
    main()
