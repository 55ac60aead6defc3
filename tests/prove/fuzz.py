"""Broken files through every reader, by chance and from a seed: only codes come out, and soon.

``run.py prove fuzz`` or ``fuzz:bundle``; ``--seed S --count N`` plays the same files again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.prove.proved import Asked, Proved

READERS = ("bundle", "json", "journal", "workbook", "csv", "image")
RUNS = 100_000
JOURNAL_RUNS = 4_000
"""A run of this one is a bundle of twelve signed changes, taken in by a real office that is then looked at."""
_ROOT = Path(__file__).parents[2]
_AT_ONCE = 25_000


@dataclass
class Fuzzed:
    """What was found. ``ended``: runs that took the whole process with them, by crash or by hanging ten seconds."""

    done: int = 0
    failed: int = 0
    slowest: float = 0.0
    failures: list[str] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)


def prove(asked: Asked) -> Iterator[Proved]:
    """One line for each reader."""
    if sys.platform != "linux":
        yield Proved(name="fuzz", wanted=0, done=0, failures=0, notes="the watchdog knows Linux only")
        return
    for reader in READERS:
        if asked.part(reader):
            asked.begin_part()
            wanted = asked.wanted(JOURNAL_RUNS if reader == "journal" else RUNS)
            seconds = 1e6 if asked.minutes is None else asked.minutes * 60
            found = fuzz(reader, asked.seed, wanted, seconds)
            codes = ", ".join(f"{code} {count:,}" for code, count in found.codes.most_common(4))
            notes = "; ".join([f"slowest {found.slowest:.2f} s", codes, *found.failures])
            yield Proved(
                name=f"fuzz {reader}",
                wanted=wanted,
                done=found.done,
                failures=found.failed,
                seeds=str(asked.seed),
                notes=notes,
            )


def fuzz(reader: str, seed: int, runs: int, seconds: float) -> Fuzzed:
    """Run a reader in processes of its own; where one dies, go on behind the file that killed it."""
    found = Fuzzed()
    number, end = 0, time.monotonic() + seconds
    with tempfile.TemporaryDirectory(prefix="payung-fuzz-") as folder:
        state = Path(folder) / "at"
        while number < runs and time.monotonic() < end:
            count = min(_AT_ONCE, runs - number)
            number = _some(found, reader, seed, number, count, end - time.monotonic(), state)
    return found


def _some(found: Fuzzed, reader: str, seed: int, first: int, count: int, seconds: float, state: Path) -> int:
    """One process. Returns the run to go on with."""
    words = [reader, str(seed), str(first), str(count), str(seconds), str(state)]
    command = [sys.executable, "-m", "tests.prove.fuzz_child", *words]
    quiet = {**os.environ, "RUST_BACKTRACE": "0", "RUST_LIB_BACKTRACE": "0"}  # as services.spreadsheets.reader does
    done = subprocess.run(command, cwd=_ROOT, env=quiet, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        told = json.loads(done.stdout.splitlines()[-1])
        found.done += told["done"]
        found.failed += told["failed"]
        found.failures += told["failures"]
        found.slowest = max(found.slowest, told["slowest"])
        found.codes.update(dict(told["codes"]))
        return first + max(int(told["done"]), 1)
    if not state.exists():
        raise RuntimeError(done.stderr[-2000:])
    at = int(state.read_text("ascii") or first)
    found.done += at - first + 1
    found.failed += 1
    found.failures.append(f"run {at}: ended with {done.returncode}, {done.stderr[-300:]!r}")
    return at + 1
